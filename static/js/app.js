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

  /* What needs a script, or a phone that can, stays hidden until it is known to work. */
  const offer = (root) => {
    if (navigator.share || navigator.clipboard) root.querySelectorAll("[data-share]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-limit]").forEach(count);
  };

  /* The address of this page in its language: by the phone's own sheet, else copied. */
  const share = async (button) => {
    const address = new URL(location.href);
    address.hash = "";
    address.searchParams.set("lang", document.documentElement.lang.replace("-", "_"));
    const url = address.href;
    if (navigator.share) return navigator.share({ title: document.title, url }).catch(() => {});
    await navigator.clipboard.writeText(url);
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.copied;
    announce(button.dataset.copied);
    setTimeout(() => { words.textContent = before; }, 3000);
  };

  document.addEventListener("input", (event) => { if (event.target.dataset.limit) count(event.target); });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const passed = event.target.closest("[data-share]");
    if (passed) share(passed).catch(() => {});
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) { menu.open = false; menu.firstElementChild.focus(); }
  });

  /* What had the focus before a part was replaced: the same field or filter in the new part gets it back. */
  let held = null;
  document.addEventListener("focusin", (event) => { held = event.target; });
  const again = (root) => {
    if (!held || held.isConnected) return null;
    if (held.id) return byId(held.id);
    if (!held.matches("a[data-swap]:not([data-swap-here])")) return null;
    const words = held.textContent.trim();
    const isSame = (other) => other && (other.startsWith(words) || words.startsWith(other)); /* "Free", "Free (chosen …)" */
    return [...root.querySelectorAll("a[data-swap]")].find((link) => isSame(link.textContent.trim()));
  };

  /* After a swap: errors get the focus, else what had it, else the new part; and what changed is said. */
  const afterSwap = (event) => {
    const context = event.detail.ctx || {};
    const target = context.target && context.target.id ? byId(context.target.id) : null;
    const root = target || document;
    offer(document);
    const errors = byId("error-summary");
    if (errors) return errors.focus();
    if (document.activeElement === document.body && target && !target.hasAttribute("data-quiet")) {
      const next = again(target) || target;
      if (next === target && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      next.focus({ preventScroll: next === target });
    }
    const words = root.querySelector("[data-announce], [data-flash]") || root.querySelector("h1");
    if (words) announce(words.textContent);
  };
  document.addEventListener("htmx:after:swap", afterSwap);
  document.addEventListener("swapped", afterSwap);

  const errors = byId("error-summary");
  if (errors) errors.focus();
  const message = document.querySelector("[data-flash]");
  if (message) announce(message.textContent);
  offer(document);
})();
