/* Messages on this device. Asks the browser only after a tap; "not now" is kept for a month. */
(() => {
  "use strict";
  const box = document.querySelector("[data-push]");
  if (!box) return;
  const part = (name) => box.querySelector(`[data-push-${name}]`);
  const LATER = "push-later";
  const MONTH = 30 * 24 * 3600 * 1000;

  /* On pages about something else only the question is shown, and nothing once it is answered. */
  const asksOnly = "asksOnly" in box.dataset;

  const show = (name) => {
    if (asksOnly && !["ask", "home", null].includes(name)) return show(null);
    ["ask", "is-on", "refused", "home", "failed"].forEach((one) => { part(one).hidden = one !== name; });
    box.hidden = !name;
  };

  const keyBytes = () => {
    const base64 = box.dataset.key.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };

  const send = async (address, body) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.token },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(String(answer.status));
  };

  const worker = () => navigator.serviceWorker.ready;

  /* A subscription made with an older key of ours is worthless: begin anew. */
  const subscription = async (manager) => {
    const present = await manager.getSubscription();
    const mine = present && present.options && present.options.applicationServerKey;
    const key = keyBytes();
    if (mine && new Uint8Array(mine).some((byte, place) => byte !== key[place])) {
      await present.unsubscribe();
      return null;
    }
    return present;
  };

  const turnOn = async () => {
    const manager = (await worker()).pushManager;
    const made = (await subscription(manager)) || (await manager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes() }));
    await send(box.dataset.on, made.toJSON());
    show("is-on");
  };

  const ask = async () => {
    try {
      if ((await Notification.requestPermission()) !== "granted") return show(Notification.permission === "denied" ? "refused" : "ask");
      await turnOn();
    } catch {
      show("ask");
      part("failed").hidden = false;
    }
  };

  const turnOff = async () => {
    const present = await (await worker()).pushManager.getSubscription();
    try {
      await send(box.dataset.off, { endpoint: present ? present.endpoint : null });
      if (present) await present.unsubscribe();
      show("ask");
    } catch {
      part("failed").hidden = false;
    }
  };

  const later = () => {
    localStorage.setItem(LATER, String(Date.now()));
    show(null);
  };

  const begin = async () => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
      const onPhone = /iPhone|iPad/.test(navigator.userAgent) && !navigator.standalone;
      return show(onPhone ? "home" : null);
    }
    if (Notification.permission === "denied") return show("refused");
    if (Notification.permission === "granted" && (await subscription((await worker()).pushManager))) {
      return turnOn(); /* tells the server again: the device may be signed in anew */
    }
    if (Date.now() - Number(localStorage.getItem(LATER) || 0) < MONTH) return show(null);
    return show("ask");
  };

  part("yes").addEventListener("click", ask);
  part("no").addEventListener("click", turnOff);
  part("later").addEventListener("click", later);
  begin().catch(() => show(null));
})();
