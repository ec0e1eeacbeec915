/* Second half of the worker. The list of groups is there at once: a visitor who comes again sees this phone's copy, and the
   network is asked behind it. The page then takes what is new (pwa.js), or says how old it is.
   Only what this reader would get now is shown so: the last page that the network gave here was a visitor's, in the language
   of the copy, and the browser still asks for the same languages. Whatever may change that ends it: an address with ?lang=,
   any page that is not for everybody, anything that is sent. It is noted as the name of an empty store, which outlives the
   worker. */
const LIST = /^\/(activities)?$/;
const VISITOR = "allemed-visitor";
const visitorIn = (language) => [VISITOR, language, ...navigator.languages].join(" ");
const visitors = async () => (await caches.keys()).filter((name) => name.startsWith(VISITOR));
const forgetVisitor = async () => { await Promise.all((await visitors()).map((name) => caches.delete(name))); };
const noteVisitor = async (language) => {
  if (await caches.has(visitorIn(language))) return;
  await forgetVisitor();
  await caches.open(visitorIn(language));
};
const mayBeSomebody = (path, search) => !PUBLIC.test(path) || /[?&]lang=/.test(search);

/* The answer of the network to what a reader asked for: kept, if it is a visitor's. Says whether it is. */
const keepSeen = async (path, search, answer) => {
  if (!says(answer, "public")) { await forgetVisitor(); return false; }
  if (!search) await put(CACHE, path, answer);
  await noteVisitor(answer.headers.get("Content-Language"));
  return true;
};

const copyFor = async (path, search) => {
  const kept = !search && LIST.test(path) && (await caches.match(path));
  if (!kept || age(kept) > WEEK) return null;
  const names = await visitors();
  return names.length === 1 && names[0] === visitorIn(kept.headers.get("Content-Language")) ? kept : null;
};

/* What the network says of a copy: "same", "new" (and kept), "other" (not a visitor's, another language), "rests", "failed". */
const hear = async (path, copy, asked) => {
  try {
    const answer = await asked;
    if (rests(answer)) { await forgetKept(); return "rests"; }
    if (answer.status >= 500) return "failed";
    const { headers } = answer;
    if (!(await keepSeen(path, "", answer)) || !speaks(copy, headers.get("Content-Language"))) return "other";
    return headers.get("ETag") && headers.get("ETag") === copy.headers.get("ETag") ? "same" : "new";
  } catch {
    return "failed";
  }
};

/* By page: what there is to hear of the copy it was given, and how old that is. */
const news = new Map();
const listen = (page, path, copy, asked) => {
  const said = hear(path, copy, asked);
  const slow = new Promise((done) => { setTimeout(done, PATIENCE, "failed"); });
  const heard = Promise.race([said, slow]).then((what) => ({ kind: "news", what, when: momentOf(copy) }));
  news.set(page, heard);
  heard.finally(() => setTimeout(() => news.delete(page), PATIENCE));
  return Promise.all([said, heard]);
};

const showAtOnce = async (event, path, copy, asked) => {
  event.waitUntil(listen(event.resultingClientId, path, copy, asked));
  const body = (await copy.clone().text()).replace("<html ", "<html data-kept ");
  return new Response(body, { headers: copy.headers });
};

/* A worker that was started anew meanwhile asks again. */
const tellNews = async (page, path) => {
  const copy = !news.has(page.id) && LIST.test(path) && (await caches.match(path));
  if (copy) listen(page.id, path, copy, fetch(path, { cache: "no-cache" }));
  page.postMessage(await news.get(page.id));
};
