/* The service worker. /sw.js puts `self.ALLEMED` in front: version, files, offline, offlineForm, waiting, seal, title, icon, badge.
   Kept: files of ours, and pages on the list below that say they are public (X-Offline); the Cache API ignores no-store, so
   only a list is safe. The one private page is the card for the first day: no child's name, gone at sign-out.
   What is written without network is sealed at once: only the server can read it. sw-list.js stands behind this.
   Kill switch: the setting `service_worker = false` serves sw-off.js here instead. */
"use strict";
const { version, files, offline, offlineForm, waiting, title } = self.ALLEMED;
const CACHE = `allemed-${version}`;
const CARDS = "allemed-cards";
const PATIENCE = 3000;
const HALF_A_DAY = 12 * 3600 * 1000;
const WEEK = 7 * 24 * 3600 * 1000;
const ID = "[0-9a-f-]{36}";
const PUBLIC = new RegExp(`^/(activities(/${ID})?|help)?$`);
const CARD = new RegExp(`^/placements/${ID}/first-day$`);
const MEDIA = `/(?:pictures|sounds)/${ID}`;
const IS_MEDIA = new RegExp(`^${MEDIA}$`);
const INTEREST = new RegExp(`^/activities/${ID}/interest(/|$)`);
const FORMS = { interest: new RegExp(`^/activities/${ID}/interest$`), absence: new RegExp(`^/placements/${ID}/absences(/take-back)?$`),
  intake: /^\/conversations\/form$/ };
const GUIDE = "/conversations/without-network";
const TALK = /^\/conversations\/(new|form|without-network)$/;
const OWN_PAGES = [offline, offlineForm, waiting, "/help"];

/* Switched off by the municipality: what this phone kept of it would be a list nobody answers to. */
const rests = (answer) => answer.headers.has("X-Rests");
const forgetSeen = async () => {
  const cache = await caches.open(CACHE);
  const seen = (await cache.keys()).filter(({ url }) => PUBLIC.test(new URL(url).pathname) && !url.endsWith("/help"));
  await Promise.all(seen.map((one) => cache.delete(one)));
};
const forgetKept = () => Promise.all([forgetVisitor(), caches.delete(CARDS), forgetSeen()]);

const says = (answer, word) =>
  answer.ok && answer.type === "basic" && !answer.redirected && answer.headers.get("X-Offline") === word;
const isFile = (answer) => answer.ok && answer.type === "basic" && new URL(answer.url).pathname.startsWith("/static/");

/* With the moment it was kept. What the browser has unpacked must not say that it is packed. */
const put = async (cache, name, answer) => {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept-At", new Date().toISOString());
  await (await caches.open(cache)).put(name, new Response(await answer.blob(), { headers }));
};
const age = (kept) => Date.now() - Date.parse(kept.headers.get("X-Kept-At"));
const speaks = (kept, language) => kept && kept.headers.get("Content-Language") === language;

/* Without cookies: what is kept is what anybody gets. */
const keep = async (address, name = address) => {
  const cache = address.startsWith("/static/") ? "default" : "no-cache";
  const answer = await fetch(address, { credentials: "omit", cache });
  if (isFile(answer) || says(answer, "public")) await put(CACHE, name, answer);
};

const fill = () => Promise.all([...OWN_PAGES, ...files].map((address) => keep(address)));

const forgetOlder = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE && name !== CARDS).map((name) => caches.delete(name)));
};

/* The pages of our own in the reader's language, and a list of groups that is at most half a day old. */
const speak = async (language, path) => {
  const ask = (name) => keep(`${name}?lang=${encodeURIComponent(language)}`, name);
  if (!speaks(await caches.match(offline), language)) await Promise.all(OWN_PAGES.map(ask));
  if (LIST.test(path) && !speaks(await caches.match(path), language)) await keepSeen(path, "", await fetch(path, { cache: "no-cache" }));
  const lists = await Promise.all(["/", "/activities"].map((name) => caches.match(name)));
  if (!lists.some((list) => speaks(list, language) && age(list) < HALF_A_DAY)) await ask("/activities");
};

/* The picture of the place and the recorded words go with the card; they are public. */
const keepMediaOf = (body) => Promise.all([...new Set(body.match(new RegExp(MEDIA, "g")))].map(async (path) => {
  const answer = await fetch(path, { credentials: "omit" });
  if (says(answer, "public")) await put(CARDS, path, answer);
}));

const keepCard = async (path) => {
  const answer = await fetch(`${path}?keep=1`, { cache: "no-store" });
  if (rests(answer)) return forgetKept();
  if (answer.status >= 500) return;
  if (!says(answer, "card")) return (await caches.open(CARDS)).delete(path);
  const body = await answer.clone().text();
  await put(CARDS, path, answer);
  return keepMediaOf(body);
};

/* One card after the other: what was asked for last, in the language chosen last, is what stays. */
let lastCard = Promise.resolve();
const keepCardInTurn = (path) => { lastCard = lastCard.catch(() => {}).then(() => keepCard(path)); return lastCard; };

/* The empty guide for a coordinator's device, with the files it names. */
const keepGuide = async (tongue) => {
  const kept = await caches.match(GUIDE);
  if (kept && kept.headers.get("Content-Language") === tongue && age(kept) < HALF_A_DAY) return;
  await keep(`${GUIDE}?lang=${encodeURIComponent(tongue)}`, GUIDE);
  const body = await caches.match(GUIDE).then((guide) => guide.text());
  await Promise.all([...body.matchAll(/ (?:src|href)="(\/static\/[^"#]+)/g)].map(([, file]) => keep(file)));
};

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  await forgetOlder();
  if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
  await self.clients.claim();
})()));

/* --- What waits: a small store of sealed forms, and of what became of them --- */

const store = (mode, work) => new Promise((done, failed) => {
  const opening = indexedDB.open("allemed-waiting", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("forms", { keyPath: "once" });
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const base = opening.result;
    const change = base.transaction("forms", mode);
    const asked = work(change.objectStore("forms"));
    change.oncomplete = () => { base.close(); done(asked.result); };
    change.onerror = () => { base.close(); failed(change.error); };
  };
});
const isThere = async () => !indexedDB.databases || (await indexedDB.databases()).some((one) => one.name === "allemed-waiting");
const allForms = async () => ((await isThere()) ? store("readonly", (forms) => forms.getAll()) : []);
const putForm = (form) => store("readwrite", (forms) => forms.put(form));
const dropForm = (once) => store("readwrite", (forms) => forms.delete(once));

const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (base64) => Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const seal = async (form, path) => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", bytes(self.ALLEMED.seal), curve, false, []);
  const mine = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const words = (said) => new TextEncoder().encode(said);
  const stretched = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: words("allemed sealed form") };
  const key = await crypto.subtle.deriveKey(how, stretched, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: words(path) }, key, words(form));
  return JSON.stringify({ point: text(await crypto.subtle.exportKey("raw", mine.publicKey)), nonce: text(nonce), sealed: text(sealed) });
};

const wait = async (what, path, data) => {
  const form = new URLSearchParams([...data].filter(([name, value]) => name !== "csrf_token" && typeof value === "string"));
  if (!form.get("once")) form.set("once", crypto.randomUUID());
  await putForm({ once: form.get("once"), what, path, at: Date.now(), state: "waits", body: await seal(form.toString(), path) });
  if (self.registration.sync) await self.registration.sync.register("waiting").catch(() => {});
};

/* Each goes with the key it was written with, so it is done once however often it is sent. */
const OUTCOMES = { 401: "sign-in", 403: "failed", 404: "failed", 409: "failed", 410: "failed", 422: "failed" };
const sendOne = async (form) => {
  const token = (await (await fetch("/form-token", { cache: "no-store" })).json()).token;
  const headers = { "Content-Type": "application/vnd.allemed.sealed+json", "X-CSRFToken": token };
  const answer = await fetch(form.path, { method: "POST", headers, body: form.body, redirect: "manual" });
  if (rests(answer)) return answer.status === 410 ? "failed" : "rests";
  return answer.type === "opaqueredirect" || answer.ok ? "went" : OUTCOMES[answer.status] || "waits";
};

let sending = null;
const sendAll = () => { sending = sending || send().finally(() => { sending = null; }); return sending; };
const send = async () => {
  for (const form of await allForms()) {
    if (form.state === "went" || form.state === "failed") continue;
    let state = Date.now() - form.at > WEEK && form.what !== "intake" ? "failed" : await sendOne(form);
    if (form.what === "intake" && state === "failed") state = "waits"; // a conversation is never given up
    if (state === form.state) continue;
    const stays = state === "sign-in" || state === "waits" || state === "rests";
    await putForm({ once: form.once, what: form.what, at: form.at, state, ...(stays ? { path: form.path, body: form.body } : {}) });
    await tellPages();
  }
};

const known = async () => (await allForms()).map(({ once, what, at, state }) => ({ once, what, at, state }));
const tellPages = async () => {
  const forms = await known();
  (await self.clients.matchAll({ type: "window" })).forEach((page) => page.postMessage({ kind: "forms", forms }));
};

self.addEventListener("sync", (event) => { if (event.tag === "waiting") event.waitUntil(sendAll()); });

/* --- What pages ask --- */

self.addEventListener("message", (event) => {
  const { kind, language, path, once } = event.data || {};
  const answers = {
    language: () => /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/.test(language) && speak(language, path),
    news: () => tellNews(event.source, path),
    card: () => CARD.test(path) && keepCardInTurn(path),
    send: () => sendAll().catch(() => {}).then(tellPages),
    seen: () => dropForm(once),
    guide: () => keepGuide(language),
    update: () => self.skipWaiting(),
  };
  if (answers[kind]) event.waitUntil(Promise.resolve(answers[kind]()).catch(() => {}));
});

/* --- Pages and files --- */

const page = (name) => caches.match(name).then((kept) => kept || Response.error());

const momentOf = (kept) => {
  const language = (kept.headers.get("Content-Language") || "en") + "-u-ca-gregory-nu-latn";
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(new Date(kept.headers.get("X-Kept-At")));
};

/* A kept page says how old it is; its buttons that need the network go (pwa.js). */
const marked = async (kept) => {
  const words = await caches.match(offline).then((one) => (one ? one.text() : ""));
  const note = (words.match(/<template id="saved-note">([^]*?)<\/template>/) || ["", ""])[1];
  const body = (await kept.text()).replace("<html ", "<html data-offline ").replace(/<main[^>]*>/, (start) => start + note.replace("{when}", momentOf(kept)));
  return new Response(body, { headers: kept.headers });
};

const withoutNetwork = async (path, search) => {
  const plain = !search || /^\?lang=[A-Za-z_-]+$/.test(search);
  const cached = plain && (PUBLIC.test(path) || CARD.test(path)) &&
    ((await caches.match(path)) || (path === "/" && (await caches.match("/activities"))));
  if (cached) return marked(cached);
  if (path === waiting) return page(waiting);
  if (TALK.test(path)) return (await caches.match(GUIDE)) || page(offline);
  return page(INTEREST.test(path) ? offlineForm : offline);
};

const sooner = (answer, path) => new Promise((done, failed) => {
  answer.then(done, failed);
  setTimeout(async () => { if (await caches.match(path)) failed(new Error("slow")); }, PATIENCE);
});

const show = async (event, path, search) => {
  const asked = Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request));
  const forgotten = mayBeSomebody(path, search) ? forgetVisitor() : null;
  const copy = forgotten ? null : await copyFor(path, search);
  if (copy) return showAtOnce(event, path, copy, asked);
  try {
    const answer = await (PUBLIC.test(path) ? sooner(asked, path) : asked);
    if (rests(answer)) event.waitUntil(Promise.resolve(forgotten).then(forgetKept));
    else if (PUBLIC.test(path)) {
      const seen = answer.clone();
      event.waitUntil(Promise.resolve(forgotten).then(() => keepSeen(path, search, seen)));
    }
    return answer;
  } catch {
    return withoutNetwork(path, search);
  }
};

/* Who signs out takes along all that is not everybody's: the page that asks for it is gone before it has finished. */
const forgetOwn = async () => {
  await caches.delete(CARDS);
  await forgetSeen();
  indexedDB.deleteDatabase("allemed-waiting");
  await lastCard.catch(() => {});
  await caches.delete(CARDS);
};

/* A form on the list that finds no network waits here; every other one says that there is no network. */
const post = async (event, path) => {
  const what = Object.keys(FORMS).find((name) => FORMS[name].test(path));
  const copy = what && event.request.clone();
  try {
    return await fetch(event.request);
  } catch {
    if (!what) return withoutNetwork(path, "?");
    await wait(what, path, await copy.formData());
    return Response.redirect(waiting, 303);
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method !== "GET" && !address.pathname.startsWith("/understood/")) event.waitUntil(forgetVisitor()); // a face says nothing of who
  if (request.method === "POST" && address.pathname === "/sign-out") event.waitUntil(forgetOwn());
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(show(event, address.pathname, address.search));
    else if (INTEREST.test(address.pathname) || FORMS.absence.test(address.pathname) || FORMS.intake.test(address.pathname) || address.pathname === "/sign-out") event.respondWith(post(event, address.pathname));
    return;
  }
  const kept = () => caches.match(address.pathname);
  if (request.method === "GET" && (files.includes(address.pathname) || address.pathname.endsWith("/js/conversation.js"))) event.respondWith(kept().then((file) => file || fetch(request)));
  else if (IS_MEDIA.test(address.pathname)) event.respondWith(fetch(request).catch(async () => (await kept()) || Response.error()));
});

/* --- Push --- */

self.addEventListener("push", (event) => {
  let news = {};
  try { news = event.data.json(); } catch { /* shown without words of its own */ }
  const { body, path = "/", tag, lang, dir } = news;
  event.waitUntil(self.registration.showNotification(news.title || title, {
    body, tag, lang, dir: dir || "auto", icon: self.ALLEMED.icon, badge: self.ALLEMED.badge, data: { path },
  }));
});

/* The browser has changed its address: tell the server, as the person who is signed in here. */
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil((async () => {
  const before = event.oldSubscription;
  const options = before ? before.options : { userVisibleOnly: true, applicationServerKey: bytes(self.ALLEMED.push) };
  const made = event.newSubscription || (await self.registration.pushManager.subscribe(options));
  const token = (await (await fetch("/form-token", { cache: "no-store" })).json()).token;
  const say = (address, body) => fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body),
  });
  await say("/push", made.toJSON());
  if (before && before.endpoint !== made.endpoint) await say("/push/end", { endpoint: before.endpoint });
})()));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wish = new URL((event.notification.data || {}).path || "/", self.location.origin);
  const address = wish.origin === self.location.origin ? wish.href : `${self.location.origin}/`;
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window" });
    const open = pages.find((one) => one.url === address);
    return open ? open.focus() : self.clients.openWindow(address);
  })());
});
