// Reads {items, cache} from the standard input; writes what OpenActive's data model validator says of each item.
const { validate } = require("@openactive/data-model-validator");
const { readFileSync } = require("node:fs");

const { items, cache } = JSON.parse(readFileSync(0, "utf8"));
const options = {
  loadRemoteJson: true,
  remoteJsonCachePath: cache,
  remoteJsonCacheTimeToLive: 1e9,
  validationMode: "RPDEFeed",
  type: "SessionSeries",
};

(async () => {
  const said = [];
  for (const item of items) {
    for (const one of await validate(item, options)) {
      const { severity, type, path, message } = one;
      said.push({ severity, type, path, message: message.split("\n")[0] });
    }
  }
  process.stdout.write(JSON.stringify(said));
})();
