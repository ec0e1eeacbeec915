/* The conversation: pictures count in the order the child points at them, and what is enough is ticked as it comes. */
(() => {
  "use strict";
  const form = document.querySelector("[data-talk]");
  if (!form) return;
  const most = 3;
  const boxes = [...form.querySelectorAll("[data-pointing] input")];
  const place = form.elements.namedItem("kinds_order");
  let order = (place.value || "").split(" ").filter((code) => boxes.some((box) => box.checked && box.value === code));
  boxes.forEach((box) => { if (box.checked && !order.includes(box.value)) order.push(box.value); });

  const show = () => {
    place.value = order.join(" ");
    boxes.forEach((box) => {
      const at = order.indexOf(box.value);
      if (at < 0) delete box.parentElement.dataset.place;
      else box.parentElement.dataset.place = at + 1;
    });
  };

  const point = (box) => {
    order = order.filter((code) => code !== box.value);
    if (box.checked && order.length >= most) box.checked = false;
    if (box.checked) order.push(box.value);
    show();
  };

  const isFilled = (name) => {
    const data = new FormData(form).getAll(name);
    return data.some((value) => String(value).trim() !== "");
  };

  const tick = () => {
    const items = [...form.querySelectorAll("[data-needs]")];
    items.forEach((item) => item.classList.toggle("is-filled", isFilled(item.dataset.needs)));
    const all = items.every((item) => item.classList.contains("is-filled"));
    form.querySelector("[data-enough]").classList.toggle("is-enough", all);
  };

  /* The child's own board: pictures over the whole screen, and each says its name in the family's language, if this device
     has a voice for it. */
  const board = form.querySelector("[data-board]");
  const [on, off] = ["on", "off"].map((word) => board.querySelector(`[data-board-${word}]`));
  const sayName = ({ dataset: { name: text, nameTag: lang } }) => {
    if (lang) document.dispatchEvent(new CustomEvent("say", { detail: { lang, text } }));
  };
  const others = () => {
    const found = [];
    for (let part = board; part !== document.body; part = part.parentElement) found.push(...[...part.parentElement.children].filter((one) => one !== part));
    return found;
  };
  const showBoard = (isOn) => {
    board.classList.toggle("is-board", isOn);
    others().forEach((one) => { one.inert = isOn; });
    board.querySelector("details")?.toggleAttribute("open", isOn);
    (isOn ? off : on).focus();
  };
  on.hidden = false;
  on.addEventListener("click", () => showBoard(true));
  off.addEventListener("click", () => showBoard(false));
  board.addEventListener("change", (event) => { if (board.classList.contains("is-board") && event.target.checked) sayName(event.target.parentElement); });

  /* What the family will read, beside what is being written. */
  form.querySelectorAll("[data-mirror]").forEach((mirror) => {
    const field = form.elements.namedItem(mirror.dataset.mirror);
    const copy = () => {
      mirror.querySelector("blockquote").textContent = field.value;
      mirror.hidden = !field.value.trim();
    };
    field.addEventListener("input", copy);
    copy();
  });

  /* Without network: after five minutes without a touch what stands here is sealed like a saved one, but not as finished. */
  const LOCK = 5 * 60 * 1000;
  let timer = 0;
  const lock = () => {
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "unfinished", value: "yes" });
    form.append(mark);
    form.requestSubmit();
  };
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(lock, LOCK);
  };
  if ("locks" in form.dataset) ["input", "change"].forEach((kind) => form.addEventListener(kind, touched));

  form.addEventListener("change", (event) => {
    if (boxes.includes(event.target)) point(event.target);
    tick();
  });
  form.addEventListener("input", tick);
  show();
  tick();
})();
