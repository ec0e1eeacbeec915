/* The service worker. `self.ALLEMED` = {version, files, offline, title} is put in front by /sw.js.
   It keeps public files and the offline page, nothing else: the Cache API ignores no-store, so only a list is safe.
   Kill switch: the setting `service_worker = false` serves sw-off.js here instead. */
"use strict";
const { version, files, offline, title } = self.ALLEMED;
const CACHE = `allemed-${version}`;

const isPublic = (answer) =>
  answer.ok && answer.type === "basic" && !answer.redirected &&
  (new URL(answer.url).pathname.startsWith("/static/") || answer.headers.get("X-Offline") === "public");

/* Without cookies: what is kept is what anybody gets. */
const keep = async (address, name = address) => {
  const cache = address.startsWith("/static/") ? "default" : "no-cache";
  const answer = await fetch(address, { credentials: "omit", cache });
  if (isPublic(answer)) await (await caches.open(CACHE)).put(name, answer);
};

const fill = () => Promise.all([offline, ...files].map((address) => keep(address)));

const forget = async (all) => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => all || name !== CACHE).map((name) => caches.delete(name)));
};

const keepOfflinePageIn = async (language) => {
  const kept = await caches.match(offline);
  if (!kept || kept.headers.get("Content-Language") !== language) {
    await keep(`${offline}?lang=${encodeURIComponent(language)}`, offline);
  }
};

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(forget(false).then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  const { kind, language } = event.data || {};
  if (kind === "wipe") event.waitUntil(forget(true).then(fill));
  if (kind === "language" && /^[a-z]{2,3}(-[A-Za-z]{2,8})?$/.test(language)) event.waitUntil(keepOfflinePageIn(language));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(offline)) || Response.error()));
    return;
  }
  const address = new URL(request.url);
  if (address.origin === self.location.origin && files.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept || fetch(request)));
  }
});

self.addEventListener("push", (event) => {
  let news = {};
  try { news = event.data.json(); } catch { /* shown without words of its own */ }
  const { body, path = "/", tag, lang, dir } = news;
  event.waitUntil(self.registration.showNotification(news.title || title, {
    body, tag, lang, dir: dir || "auto", icon: self.ALLEMED.icon, badge: self.ALLEMED.badge, data: { path },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wish = new URL((event.notification.data || {}).path || "/", self.location.origin);
  const address = wish.origin === self.location.origin ? wish.href : `${self.location.origin}/`;
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window" });
    const open = pages.find((page) => page.url === address);
    return open ? open.focus() : self.clients.openWindow(address);
  })());
});
