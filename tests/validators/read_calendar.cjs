// Reads {text, from, until} (moments as ISO text) from the standard input; writes the moments at which events begin, as
// ical.js and node-ical understand the file.
const ICAL = require("ical.js").default ?? require("ical.js");
const ical = require("node-ical");
const { readFileSync } = require("node:fs");

const { text, from, until } = JSON.parse(readFileSync(0, "utf8"));
const [first, last] = [new Date(from), new Date(until)];
const inside = (moment) => moment >= first && moment <= last;

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const found = [];
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const steps = new ICAL.Event(component).iterator();
    for (let next = steps.next(); next && next.toJSDate() <= last; next = steps.next()) {
      if (inside(next.toJSDate())) found.push(next.toJSDate());
    }
  }
  return found;
}

function byNodeIcal() {
  const found = [];
  for (const event of Object.values(ical.sync.parseICS(text))) {
    if (event.type !== "VEVENT") continue;
    found.push(...ical.expandRecurringEvent(event, { from: first, to: last }).map((one) => one.start).filter(inside));
  }
  return found;
}

const told = (moments) => moments.map((one) => new Date(one).toISOString()).sort();
process.stdout.write(JSON.stringify({ "ical.js": told(byIcalJs()), "node-ical": told(byNodeIcal()) }));
