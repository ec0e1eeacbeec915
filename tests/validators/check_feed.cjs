// Walks the RPDE feed at the address given, and writes what the validator says of each page.
const { RpdeValidator } = require("@openactive/rpde-validator");

(async () => {
  const log = await RpdeValidator(process.argv[2], { pageLimit: 100 });
  const said = [];
  const pages = log.pages.map((page) => {
    for (const { data } of page.errors) said.push({ severity: data.severity, type: data.type, message: data.message });
    return page.url;
  });
  process.stdout.write(JSON.stringify({ pages, said }));
})();
