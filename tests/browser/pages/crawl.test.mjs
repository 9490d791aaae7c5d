// Every page that five people can reach answers 200, has all its words, no faults in the console, fits 320 px, and axe finds nothing.
// The English round follows the two who see the most pages between them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl } from "../crawl.mjs";
import { asPerson, inLanguage, launch, open, PEOPLE } from "../lib.mjs";

const ROUNDS = [
  ...[...Object.keys(PEOPLE), "Samira Haddad"].map((who) => ({ who, language: "da" })),
  ...["manager", "coordinator"].map((who) => ({ who, language: "en" })),
];

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function round(t, { who, language }) {
  const page = await open(browser, { language });
  await asPerson(page, who);
  await inLanguage(page, language);
  const kinds = await crawl(page, {
    language,
    prefix: `${language}-${who.replace(/[^a-z_]+/gi, "-").toLowerCase()}-`,
    report: ({ kind, address, faults }) =>
      t.test(kind, () => {
        if (faults.length) throw Object.assign(new Error(`${address}\n${faults.join("\n")}`), { stack: undefined });
      }),
  });
  t.diagnostic(`${kinds.size} kinds of pages`);
  assert.ok(kinds.size > 5, `only ${kinds.size} kinds of pages were reached`);
  await page.context().close();
}

// Two rounds at a time: one waits for the server while the other is being looked at. One language after the other, since the
// language belongs to the account: the same person cannot read in two at once.
test("the pages people can reach", { concurrency: 2 }, async (t) => {
  for (const language of ["da", "en"]) {
    const rounds = ROUNDS.filter((one) => one.language === language);
    await Promise.all(
      rounds.map((one) => t.test(`every page a ${one.who} can reach is sound in ${one.language}`, (own) => round(own, one))),
    );
  }
});
