// Every page that four people can reach, in both languages: answers 200, no faults in the console, axe clean, fits 320 px.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl } from "../crawl.mjs";
import { asPerson, inLanguage, launch, open, PEOPLE } from "../lib.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const language of ["da", "en"]) {
  for (const who of Object.keys(PEOPLE)) {
    test(`every page a ${who} can reach is sound in ${language}`, async (t) => {
      const page = await open(browser, { language });
      await asPerson(page, who);
      await inLanguage(page, language);
      const kinds = await crawl(page, {
        language,
        prefix: `${language}-${who}-`,
        report: ({ kind, address, faults }) =>
          t.test(kind, () => {
            if (faults.length) throw Object.assign(new Error(`${address}\n${faults.join("\n")}`), { stack: undefined });
          }),
      });
      t.diagnostic(`${kinds.size} kinds of pages`);
      assert.ok(kinds.size > 5, `only ${kinds.size} kinds of pages were reached`);
      await page.context().close();
    });
  }
}
