/* Filters and "show more" change a part of the page: <a data-swap="id"> and <form data-swap="id"> work without this, too.
   data-swap-here: the address of the page stays. A form that is posted (one question a page) keeps its answers in itself;
   the phone's own "back" then presses the form's. */
(() => {
  "use strict";
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("allemed-parts", { createHTML: (text) => text })
    : { createHTML: (text) => text };
  const parsed = (text) => new DOMParser().parseFromString(policy.createHTML(text), "text/html").body.firstElementChild;
  let asking = null;

  /* The newest tap counts. What fails opens as a page of its own: that says what is wrong. */
  const swap = async (address, id, { stay = false, back = false } = {}) => {
    const target = document.getElementById(id);
    if (!target) return location.assign(address);
    if (asking) asking.abort();
    asking = new AbortController();
    target.setAttribute("aria-busy", "true");
    try {
      const headers = { "HX-Request": "true", "HX-Target": `div#${id}` };
      const answer = await fetch(address, { headers, signal: asking.signal });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const part = parsed(await answer.text());
      target.replaceWith(part);
      if (!stay && !back) history.pushState({ swap: id }, "", answer.headers.get("HX-Push-Url") || address);
      document.dispatchEvent(new CustomEvent("swapped", { detail: { ctx: { target: part } } }));
    } catch (problem) {
      if (problem.name !== "AbortError") location.assign(address);
    }
  };

  const begin = (element, address) => {
    if (!history.state) history.replaceState({ swap: element.dataset.swap }, "");
    swap(address, element.dataset.swap, { stay: "swapHere" in element.dataset });
  };

  /* What fails is sent as any form. A form on a page that everybody gets alike (data-post) holds no token, and asks for one. */
  const post = async (form, button, back = false) => {
    const id = form.dataset.swap;
    const stay = "swapHere" in form.dataset;
    const said = new URLSearchParams(new FormData(form));
    if (button && button.name) said.append(button.name, button.value);
    try {
      if ("post" in form.dataset) {
        said.append("csrf_token", (await (await fetch("/form-token", { cache: "no-store" })).json()).token);
        said.append("language", document.documentElement.lang);
      }
      const answer = await fetch(form.action, { method: "POST", body: said, headers: { "HX-Request": "true" } });
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(String(answer.status));
      const part = parsed(await answer.text());
      document.getElementById(id).replaceWith(part);
      if (!back && !stay && answer.ok) {
        history.replaceState({ posted: id }, "");
        history.pushState({ posted: id }, "");
      }
      if (stay) part.focus({ preventScroll: true });
      else scrollTo(0, 0);
      document.dispatchEvent(new CustomEvent("swapped", { detail: { ctx: { target: part } } }));
    } catch {
      if (button && button.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      form.submit();
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    begin(link, link.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.swap || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (form.method === "post" || "post" in form.dataset) return post(form, event.submitter);
    begin(form, `${form.action}?${new URLSearchParams(new FormData(form))}`);
  });

  window.addEventListener("popstate", (event) => {
    const pressed = event.state && event.state.posted && document.querySelector(`#${event.state.posted} button[value=back]`);
    if (pressed) return post(pressed.form, pressed, true);
    if (event.state && event.state.swap) swap(location.href, event.state.swap, { back: true });
  });
})();
