/* Read aloud by a voice of this device in the language of the words, else by what somebody has recorded, else no button.
   Never by another language's voice, and never by one that sends the words away (`localService`). */
(() => {
  "use strict";
  const synthesis = window.speechSynthesis;
  const sound = new Audio();
  const kept = []; /* a browser forgets an utterance that nobody holds, and then never says that it ended */
  let turn = 0;

  const language = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const SPOKEN = { nb: ["nb", "no"], nn: ["nn", "no", "nb"] };

  const voiceOf = (tag) => {
    const voices = synthesis ? synthesis.getVoices().filter((one) => one.localService) : [];
    const same = SPOKEN[language(tag)] || [language(tag)];
    const fitting = voices.filter((one) => same.includes(language(one.lang)));
    return fitting.find((one) => one.lang.replace("_", "-") === tag) || fitting[0];
  };

  const isHeard = (element) =>
    !element.closest("[hidden], [aria-hidden='true'], [data-unheard], button:not([data-heard]), audio") &&
    (!element.checkVisibility || element.checkVisibility());

  const blockOf = (element) => {
    let block = element;
    while (/^(inline$|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
    return block;
  };

  /* The words of an element, one part for each line and language, so that there is a pause between them. */
  const partsOf = (source) => {
    const parts = [];
    const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode;
      if (!data.trim() || !isHeard(parent)) continue;
      const text = data.replace(/[\u2066-\u2069]/g, "").replace(/·/g, ",").trim();
      const block = blockOf(parent);
      const { lang } = parent.closest("[lang]");
      const last = parts.at(-1);
      if (last && last.block === block && last.lang === lang) last.text += ` ${text}`;
      else parts.push({ block, lang, text });
    }
    return parts;
  };

  const hush = () => {
    turn += 1;
    if (synthesis) synthesis.cancel();
    sound.pause();
    document.querySelectorAll("[data-listen][aria-pressed='true']").forEach((one) => one.setAttribute("aria-pressed", "false"));
  };

  const speak = (parts) => {
    const mine = turn;
    const end = () => { if (mine === turn) hush(); };
    kept.length = 0;
    parts.forEach(({ lang, text }) => {
      const voice = voiceOf(lang);
      if (!voice) return;
      const speech = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.9, onerror: end });
      kept.push(speech);
    });
    if (!kept.length) return end();
    kept.at(-1).onend = end;
    kept.forEach((speech) => synthesis.speak(speech));
  };

  const play = (addresses, mine = turn) => {
    if (mine !== turn) return;
    const [first, ...rest] = addresses;
    if (!first) return hush();
    const end = () => { if (mine === turn) hush(); };
    sound.src = first;
    sound.onended = () => play(rest, mine);
    sound.play().catch(end);
  };

  const listen = (button) => {
    const wasOn = button.getAttribute("aria-pressed") === "true";
    hush();
    if (wasOn) return;
    button.setAttribute("aria-pressed", "true");
    if (!voiceOf(document.documentElement.lang)) return play(button.dataset.sounds.split(" "));
    speak(partsOf(document.getElementById(button.dataset.listen) || button.closest(".card")));
  };

  /* Each card gets the button only where there is a voice, or somebody has spoken it: no card is heavier without. */
  const addToCards = (voice) => {
    const pattern = document.getElementById("listen-to-card");
    if (!pattern) return;
    document.querySelectorAll(".card:not(:has([data-listen]))").forEach((card) => {
      if (!voice && !card.dataset.sounds) return;
      const button = pattern.content.firstElementChild.cloneNode(true);
      button.type = "button";
      if (card.dataset.sounds) button.dataset.sounds = card.dataset.sounds;
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${card.querySelector(".card-name").textContent}`);
      card.append(button);
    });
  };

  const offer = () => {
    const voice = voiceOf(document.documentElement.lang);
    addToCards(voice);
    document.querySelectorAll("[data-listen]").forEach((button) => { button.hidden = !voice && !button.dataset.sounds; });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (button) listen(button);
  });
  document.addEventListener("say", ({ detail }) => { hush(); speak([detail]); }); /* the child's board (conversation.js) */
  document.addEventListener("swapped", offer);
  document.addEventListener("htmx:after:swap", offer);
  window.addEventListener("pagehide", hush);
  if (synthesis) synthesis.addEventListener("voiceschanged", offer);
  offer();
})();
