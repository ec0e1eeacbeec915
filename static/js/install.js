/* How to put this on the home screen: the browser's own question where it has one, else in words for this kind of phone.
   Not on a computer, not where it is there already, and not for three months after "not now". */
(() => {
  "use strict";
  const box = document.querySelector("[data-install]");
  if (!box) return;
  const part = (name) => box.querySelector(`[data-install-${name}]`);
  const LATER = "install-later";
  const QUARTER = 91 * 24 * 3600 * 1000;
  const isThere = window.matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (isThere || Date.now() - Number(localStorage.getItem(LATER) || 0) < QUARTER) return;

  const show = (name) => {
    ["iphone", "android", "go"].forEach((one) => { part(one).hidden = one !== name; });
    box.hidden = false;
  };
  const hide = () => { box.hidden = true; };

  let question = null;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    question = event;
    show("go");
  });
  window.addEventListener("appinstalled", hide);
  part("go").addEventListener("click", async () => {
    question.prompt();
    if ((await question.userChoice).outcome === "accepted") hide();
  });
  part("later").addEventListener("click", () => {
    localStorage.setItem(LATER, String(Date.now()));
    hide();
  });
  if (/iPhone|iPad/.test(navigator.userAgent)) show("iphone");
  else if (/Android/.test(navigator.userAgent)) show("android");
})();
