/* Small helps on top of pages that work without it: nothing here is needed to get something done. */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  /* Said by a screen reader: emptied first, so that the same words are said twice. */
  const announce = (text) => {
    const region = byId("announce");
    if (!region || !text) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text.trim(); }, 150);
  };

  /* "34 / 200" under a long text, following what is written. */
  const count = (area) => {
    const shown = document.querySelector(`[data-counter="${area.id}"]`);
    if (!shown) return;
    const limit = Number(area.dataset.limit);
    shown.firstElementChild.textContent = `${area.value.length} / ${limit}`;
    shown.classList.toggle("is-over", area.value.length > limit);
  };

  /* What only some phones can do stays hidden until this phone says yes. */
  const offer = (root) => {
    if (navigator.share) root.querySelectorAll("[data-share]").forEach((button) => { button.hidden = false; });
    if (voice()) root.querySelectorAll("[data-listen]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-limit]").forEach(count);
  };

  /* A voice of the page's own language only: another language's voice is worse than none. */
  const voice = () => {
    const language = document.documentElement.lang.split("-")[0];
    const same = { nb: ["nb", "no"], nn: ["nn", "nb", "no"] }[language] || [language];
    const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
    return voices.find((one) => same.includes(one.lang.split(/[-_]/)[0]));
  };

  const listen = (button) => {
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    document.querySelectorAll("[data-listen]").forEach((one) => one.setAttribute("aria-pressed", "false"));
    const source = byId(button.dataset.listen);
    if (speaking || !source) return;
    const speech = new SpeechSynthesisUtterance(source.innerText);
    speech.voice = voice();
    speech.lang = speech.voice.lang;
    speech.rate = 0.9;
    speech.onend = () => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    speechSynthesis.speak(speech);
  };

  document.addEventListener("input", (event) => { if (event.target.dataset.limit) count(event.target); });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const share = event.target.closest("[data-share]");
    if (share) navigator.share({ title: share.dataset.shareTitle, url: share.dataset.share }).catch(() => {});
    const speaker = event.target.closest("[data-listen]");
    if (speaker) listen(speaker);
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) { menu.open = false; menu.firstElementChild.focus(); }
  });

  /* After a swap: errors get the focus, a lost focus goes to the new part, and what changed is said. */
  const afterSwap = (event) => {
    const context = event.detail.ctx || {};
    const target = context.target && context.target.id ? byId(context.target.id) : null;
    const root = target || document;
    offer(document);
    const errors = byId("error-summary");
    if (errors) return errors.focus();
    if (document.activeElement === document.body && target) {
      if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    const words = root.querySelector("[data-announce], [data-flash]");
    if (words) announce(words.textContent);
  };
  document.addEventListener("htmx:after:swap", afterSwap);
  document.addEventListener("swapped", afterSwap);

  const errors = byId("error-summary");
  if (errors) errors.focus();
  const message = document.querySelector("[data-flash]");
  if (message) announce(message.textContent);
  offer(document);
  if (window.speechSynthesis) speechSynthesis.addEventListener("voiceschanged", () => offer(document));
})();
