/* The clock of a dugnad: started by a button, said politely, and never needed. Arrow keys turn the step. */
(() => {
  "use strict";
  const clock = document.querySelector("[data-timer]");
  if (clock) {
    const shown = clock.querySelector("[data-timer-left]");
    const said = clock.querySelector("[data-timer-said]");
    const start = clock.querySelector("[data-timer-start]");
    const label = start.querySelector("span") || start;
    let whole = Number(clock.dataset.timer);
    let left = whole;
    let ends = 0;
    let ticking = null;

    const draw = () => {
      const late = left < 0;
      const seconds = Math.abs(left);
      shown.firstElementChild.textContent = `${late ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      clock.classList.toggle("is-late", late);
    };
    const say = (words) => { said.textContent = words; };
    const tick = () => {
      const now = Math.round((ends - Date.now()) / 1000);
      if (now === left) return;
      if (left > 0 && now <= 0) say(clock.dataset.saidEnd);
      else if (left > 60 && now <= 60) say(clock.dataset.saidMinute);
      else if (left > whole / 2 && now <= whole / 2 && whole > 180) say(clock.dataset.saidHalf);
      left = now;
      draw();
    };
    const stop = () => { clearInterval(ticking); ticking = null; label.textContent = start.dataset.wordsStart; };
    start.addEventListener("click", () => {
      if (ticking) return stop();
      ends = Date.now() + left * 1000;
      ticking = setInterval(tick, 250);
      label.textContent = start.dataset.wordsPause;
      return undefined;
    });
    clock.querySelector("[data-timer-more]").addEventListener("click", () => {
      left += 60; whole += 60; ends += 60000;
      draw();
    });
    shown.hidden = false;
    clock.querySelector("[data-timer-buttons]").hidden = false;
    draw();
  }

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const rtl = document.documentElement.dir === "rtl";
    const way = { ArrowRight: rtl ? "back" : "next", ArrowLeft: rtl ? "next" : "back", PageDown: "next", PageUp: "back" }[event.key];
    const link = way && document.querySelector(`[data-step="${way}"]`);
    if (link) { event.preventDefault(); link.click(); }
  });
})();
