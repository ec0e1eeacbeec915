/* "Near me": the phone's place is asked for on a tap, compared with the municipality's places here in the page, and never
   sent; what is asked for is the nearest school or place of the list. Without this, one chooses it in the filters. */
(() => {
  "use strict";
  const FARTHEST = 30; // kilometres from any place of the list: somewhere else
  const show = () => {
    const can = "geolocation" in navigator;
    document.querySelectorAll("[data-near]").forEach((button) => { button.hidden = !can; });
  };

  const kilometres = (here, [, latitude, longitude]) => {
    const east = (longitude - here.longitude) * Math.cos((here.latitude * Math.PI) / 180);
    return Math.hypot(latitude - here.latitude, east) * 111.2;
  };

  const nearest = (here, points) => {
    const all = points.map((point) => [kilometres(here, point), point[0]]).sort((one, other) => one[0] - other[0]);
    return all.length && all[0][0] <= FARTHEST ? all[0][1] : null;
  };

  const place = () => new Promise((found, failed) => {
    navigator.geolocation.getCurrentPosition((at) => found(at.coords), failed, { maximumAge: 600000, timeout: 15000 });
  });

  /* No place: say so, and open the list to choose from. */
  const giveUp = (button) => {
    const hint = document.getElementById("filter-place-hint");
    if (hint) hint.textContent = button.dataset.none;
    const said = document.getElementById("announce");
    if (said) said.textContent = button.dataset.none;
    const sheet = document.getElementById("filters");
    if (sheet && sheet.showPopover) sheet.showPopover();
    const list = document.getElementById("filter-place");
    if (!list) return;
    list.focus();
    list.scrollIntoView({ block: "center" });
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-near]");
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    try {
      const here = await place();
      const name = nearest(here, await (await fetch(button.dataset.near)).json());
      const list = document.getElementById("filter-place");
      if (!name || !list) throw new Error("nowhere near");
      list.value = name;
      list.form.requestSubmit();
    } catch {
      giveUp(button);
    }
    button.removeAttribute("aria-busy");
  });

  document.addEventListener("swapped", show);
  show();
})();
