/* The installable app: registers the worker after the page has come, shows what waits, and wipes this device on signing out.
   Its words stand in the offline page that the worker keeps, so no page carries them. */
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
        createHTML: (text) => text,
      })
    : { createScriptURL: (address) => address, createHTML: (text) => text };
  const root = document.documentElement;
  const say = (message) => navigator.serviceWorker.ready.then((here) => here.active.postMessage(message)).catch(() => {});

  /* Nothing of a visit stays: no card, no page that was opened. What everybody's phone has may stay. */
  const OWN = /^\/(static\/.*|offline|waiting|interest\/without-network|help)$/;
  const wipe = async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (!OWN.test(new URL(request.url).pathname)) await cache.delete(request);
    }
    await caches.delete("allemed-cards");
    localStorage.clear();
    sessionStorage.clear();
    indexedDB.deleteDatabase("allemed-waiting");
  };

  /* Also without a network: the form goes on afterwards, whether the server can be reached or not. */
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[action$='/sign-out']")) wipe().catch(() => {});
  });

  /* --- Words kept in the offline page --- */

  const words = async (name) => {
    const kept = await caches.match("/offline");
    if (!kept) return null;
    const found = new DOMParser().parseFromString(policy.createHTML(await kept.text()), "text/html").getElementById(name);
    return found ? document.importNode(found.content, true) : null;
  };

  /* A line on top of the page that can be taken away; `change` finishes it. Returns its element. */
  const showNote = async (name, change = () => {}) => {
    const main = document.getElementById("main");
    const part = await words(name);
    if (!main || !part) return null;
    const note = part.firstElementChild;
    change(note);
    main.prepend(note);
    note.querySelector("[data-away]")?.addEventListener("click", () => note.remove());
    const region = document.getElementById("announce");
    if (region) region.textContent = note.querySelector("p").textContent;
    return note;
  };

  /* --- Forms that waited --- */

  const DAY = 24 * 3600 * 1000;
  const shown = new Set();
  const showForms = async (forms) => {
    const list = document.getElementById("waiting-list");
    if (list) return fillList(list, forms);
    const isOld = (one) => one.state === "waits" && Date.now() - one.at > DAY;
    for (const form of forms.filter((one) => (one.state !== "waits" || isOld(one)) && !shown.has(one.once))) {
      shown.add(form.once);
      const note = await showNote(`note-${isOld(form) ? "old" : form.state}`, (one) => {
        one.querySelectorAll("[data-what]").forEach((what) => { what.hidden = what.dataset.what !== form.what; });
      });
      if (note && form.state !== "sign-in" && form.state !== "waits" && form.state !== "rests") say({ kind: "seen", once: form.once });
    }
  };

  /* What has gone leaves the store as soon as it is shown, and stays on the page. */
  const done = new Map();
  const fillList = async (list, waiting) => {
    waiting.filter((form) => form.state === "went" || form.state === "failed").forEach((form) => done.set(form.once, form));
    const forms = [...waiting.filter((form) => !done.has(form.once)), ...done.values()];
    list.textContent = "";
    for (const form of forms) {
      const row = document.getElementById("waiting-row").content.firstElementChild.cloneNode(true);
      row.querySelectorAll("[data-what]").forEach((one) => { one.hidden = one.dataset.what !== form.what; });
      row.querySelectorAll("[data-state]").forEach((one) => { one.hidden = one.dataset.state !== form.state; });
      list.append(row);
      if (form.state === "went" || form.state === "failed") say({ kind: "seen", once: form.once });
    }
    document.getElementById("waiting-none").hidden = forms.length > 0;
    document.getElementById("waiting-some").hidden = !forms.some((form) => form.state === "waits");
  };

  navigator.serviceWorker.addEventListener("message", (event) => {
    if (!event.data) return;
    if (event.data.kind === "forms") showForms(event.data.forms);
    if (event.data.kind === "news") takeNews(event.data).catch(() => {});
  });
  /* The network is often there only a moment after the browser says so. */
  window.addEventListener("online", () => [0, 2000, 8000].forEach((later) => setTimeout(say, later, { kind: "send" })));

  /* --- A page from the store: what can't work without network is not offered --- */

  const works = async (link) => {
    const address = new URL(link.href);
    if (address.origin !== location.origin) return address.protocol !== "https:" && address.protocol !== "http:";
    if (address.pathname === location.pathname && address.hash) return true;
    if (/^\/activities\/[0-9a-f-]{36}\/interest$/.test(address.pathname)) return true;
    return !address.search && Boolean(await caches.match(address.pathname));
  };

  const takeAwayWhatCannotWork = () => {
    document.querySelectorAll("form:not([data-waits]), [popovertarget], [data-near], .kinds, .show-more, .language").forEach((one) => { one.hidden = true; });
    document.querySelectorAll("a[href]").forEach(async (link) => {
      if (await works(link)) return;
      link.removeAttribute("href");
      link.hidden = !link.closest(".card");
    });
  };

  const showKeptPages = async () => {
    const list = document.getElementById("kept-pages");
    if (!list) return;
    const found = await Promise.all([...list.querySelectorAll("a")].map((link) => caches.match(new URL(link.href).pathname)));
    [...list.children].forEach((row, place) => { row.hidden = !found[place]; });
    const cards = (await caches.has("allemed-cards")) ? await (await caches.open("allemed-cards")).keys() : [];
    cards.forEach((card, place) => {
      const row = document.getElementById("kept-card").content.firstElementChild.cloneNode(true);
      row.querySelector("a").href = new URL(card.url).pathname;
      if (cards.length > 1) row.querySelector("a").append(` ${place + 1}`);
      list.append(row);
    });
  };

  /* --- A list that was there at once, from the store: what the network says of it --- */

  let [hasSwapped, hasWritten] = [false, false];
  document.addEventListener("swapped", () => { hasSwapped = true; });
  document.addEventListener("input", () => { hasWritten = true; });
  const openSheet = () => (CSS.supports("selector(:popover-open)") ? document.querySelector(":popover-open") : null);

  const takeNews = async ({ what, when }) => {
    if (what === "new" && !hasSwapped) await takeNewList();
    if (what === "rests") location.reload();
    if (what === "other" && !hasSwapped && !hasWritten && !openSheet()) location.reload();
    if (what !== "failed") return;
    root.dataset.offline = "";
    openSheet()?.hidePopover();
    takeAwayWhatCannotWork();
    await showNote("saved-note", (note) => {
      const words = note.querySelector("p");
      words.textContent = words.textContent.replace("{when}", when);
    });
  };

  /* What was found, from the line that counts it on; the search and an open sheet of filters above it stay as they are. */
  const foundIn = (page) => [...page.querySelectorAll("#activity-list > .count, #activity-list > .count ~ *")];
  const cardOf = (address) => document.querySelector(`#activity-list a.card-link[href="${address}"]`);
  const addressOf = (element) => element?.closest(".card")?.querySelector("a.card-link").getAttribute("href");

  /* The cards on the screen, if the list has been scrolled into: the first that is still there stays where it is. */
  const seenCards = () => {
    const all = [...document.querySelectorAll("#activity-list .card")].map((card) => [addressOf(card), card.getBoundingClientRect()]);
    return all.length && all[0][1].top < 0 ? all.filter(([, at]) => at.bottom > 0).map(([address, at]) => [address, at.top]) : [];
  };

  const takeNewKinds = (fresh, shown) => {
    if (fresh.innerHTML === shown.innerHTML || shown.contains(document.activeElement)) return;
    const { scrollLeft } = shown;
    shown.replaceChildren(...fresh.children);
    shown.scrollLeft = scrollLeft;
  };

  const takeNewList = async () => {
    const page = new DOMParser().parseFromString(policy.createHTML(await (await caches.match(location.pathname)).text()), "text/html");
    const before = foundIn(document);
    const held = before.some((part) => part.contains(document.activeElement)) ? document.activeElement : null;
    const [heldCard, heldAddress, seen] = [addressOf(held), held?.getAttribute("href"), seenCards()];
    before[0].parentElement.append(...foundIn(page));
    before.forEach((part) => part.remove());
    takeNewKinds(page.querySelector(".kinds"), document.querySelector(".kinds"));
    const still = seen.find(([address]) => cardOf(address));
    if (still) document.querySelectorAll("#activity-list .card").forEach((card) => { card.style.contentVisibility = "visible"; }); /* heights are true at once */
    if (still) scrollBy({ top: cardOf(still[0]).closest(".card").getBoundingClientRect().top - still[1], behavior: "instant" });
    document.dispatchEvent(new CustomEvent("swapped", { detail: {} }));
    if (!held) return;
    const again = cardOf(heldCard) || document.querySelector(`#activity-list a[href="${heldAddress}"]`) || document.querySelector("#activity-list > .count");
    if (!again.href) again.tabIndex = -1;
    again.focus({ preventScroll: true });
  };

  /* --- A new version: never under a form that somebody fills in --- */

  let isWriting = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[method=post]")) isWriting = true; });
  const offerUpdate = async (worker) => {
    if (isWriting || !navigator.serviceWorker.controller) return;
    const note = await showNote("note-update");
    note?.querySelector("[data-update]").addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker.postMessage({ kind: "update" });
    });
  };

  const watch = (registration) => {
    if (registration.waiting) offerUpdate(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => { if (worker.state === "installed") offerUpdate(worker); });
    });
  };

  const begin = async () => {
    watch(await navigator.serviceWorker.register(policy.createScriptURL(WORKER), { scope: "/", updateViaCache: "none" }));
    say({ kind: "language", language: root.lang, path: location.pathname });
    document.querySelectorAll("a[href$='/first-day']").forEach((link) => say({ kind: "card", path: new URL(link.href).pathname }));
    if (/\/first-day$/.test(location.pathname)) say({ kind: "card", path: location.pathname });
    if (document.querySelector("[data-keep-guide]")) say({ kind: "guide", language: root.lang });
    say({ kind: "send" });
  };

  if ("kept" in root.dataset) say({ kind: "news", path: location.pathname });
  showKeptPages().catch(() => {});
  const isOwn = document.querySelector("#kept-pages, #waiting-list, [data-waits]");
  if ("offline" in root.dataset || (isOwn && !navigator.onLine)) {
    takeAwayWhatCannotWork();
    say({ kind: "send" });
  }
  else if (document.readyState === "complete") begin().catch(() => {});
  else window.addEventListener("load", () => begin().catch(() => {}));
})();
