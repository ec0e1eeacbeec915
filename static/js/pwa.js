/* The installable app: registers the worker, tells it the page's language, and wipes this device on signing out. */
(() => {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  const WORKER = "/sw.js";
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("allemed", {
        createScriptURL: (address) => {
          if (address !== WORKER) throw new TypeError("not ours");
          return address;
        },
      })
    : { createScriptURL: (address) => address };

  const wipe = async () => {
    const names = await caches.keys();
    await Promise.all(names.map((name) => caches.delete(name)));
    localStorage.clear();
    sessionStorage.clear();
    if (navigator.serviceWorker.controller) navigator.serviceWorker.controller.postMessage({ kind: "wipe" });
  };

  /* Also without a network: the form goes on afterwards, whether the server can be reached or not. */
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[action$='/sign-out']")) wipe().catch(() => {});
  });

  navigator.serviceWorker
    .register(policy.createScriptURL(WORKER), { scope: "/", updateViaCache: "none" })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active.postMessage({ kind: "language", language: document.documentElement.lang }))
    .catch(() => {});
})();
