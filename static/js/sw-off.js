/* The kill switch: a worker that forgets everything and takes itself away. ALLEMED has ended here (self.ENDED): what
   waited to be sent goes, too. */
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
  if (self.ENDED) indexedDB.deleteDatabase("allemed-waiting");
  await self.registration.unregister();
})()));
