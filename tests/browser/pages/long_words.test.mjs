// A title, a name or an answer without an end stays on the page: at 320 and at 1280 px, on the pages of results, reports, surveys,
// initiatives and committees. The words are put into the page as it came, wherever something stands that somebody typed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, launch, open, visit } from "../lib.mjs";

const ENDLESS = "Trivselsindsatsevalueringsrapport".repeat(8);
/** Where typed words stand: headings, the way back, leads, names of rows, links in them, facts, lists, sentences. */
const TYPED = "h1, h2, h3, a.back, .lead, caption, figcaption, summary, dd, tbody th, td a, li a, li, p, legend";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The first address within the main part that matches. */
async function firstLink(page, pattern) {
  const all = await page.locator("main a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  return all.find((path) => pattern.test(path));
}

/** Lengthens one kind of element after the other, and names the kinds that push the page beyond its width. */
function pushed(page) {
  return page.evaluate(
    ({ word, kinds }) => {
      const main = document.querySelector("main");
      const wide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
      if (wide()) return ["as it came"];
      const found = [];
      for (const kind of kinds.split(", ")) {
        for (const element of main.querySelectorAll(kind)) {
          if (element.closest(".scroll, .vh, svg, select, datalist, nav, .tabs, .steps, .num")) continue;
          const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.data.trim());
          if (!text) continue;
          const was = text.data;
          text.data = word;
          if (wide()) {
            const path = [];
            for (let at = element; at && at !== main; at = at.parentElement) path.push(at.tagName.toLowerCase() + [...at.classList].map((name) => `.${name}`).join(""));
            found.push(`${path.reverse().join(" > ")} (${was.trim().slice(0, 30)})`);
          }
          text.data = was;
        }
      }
      return [...new Set(found)];
    },
    { word: ENDLESS, kinds: TYPED },
  );
}

async function holds(page, address) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await visit(page, address);
    const found = await pushed(page);
    assert.deepEqual(found.slice(0, 12), [], `${address} at ${width} px`);
  }
}

test("words without an end stay on the pages of a survey's results", async () => {
  const page = await open(browser);
  await asPerson(page, "coordinator");
  await visit(page, "/surveys");
  const surveys = await page.locator("main a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  for (const survey of new Set(surveys.filter((path) => /^\/surveys\/[0-9a-f-]{36}$/.test(path)))) {
    await holds(page, survey);
    await visit(page, survey);
    const results = await firstLink(page, /\/results$/);
    if (!results) continue;
    await holds(page, results);
    await visit(page, results);
    for (const pattern of [/\/results\/units\/[^/]+$/, /\/results\/map$/, /\/comments/, /\/followed$/]) {
      const next = await firstLink(page, pattern);
      if (next) await holds(page, next);
    }
  }
  await page.context().close();
});

test("words without an end stay on the pages of reports, initiatives and committees", async () => {
  const page = await open(browser);
  await asPerson(page, "manager");
  for (const [list, pattern] of [
    ["/reports", /^\/reports\/[0-9a-f-]{36}$/],
    ["/initiatives", /^\/initiatives\/[0-9a-f-]{36}$/],
    ["/committees", /^\/committees\/[0-9a-f-]{36}$/],
  ]) {
    await holds(page, list);
    await visit(page, list);
    const one = await firstLink(page, pattern);
    assert.ok(one, `${list} leads to none`);
    await holds(page, one);
  }
  await holds(page, "/");
  await page.context().close();
});
