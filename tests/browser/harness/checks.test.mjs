// The checks themselves: a sound page passes, each known fault is found.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crawl, kindOf } from "../crawl.mjs";
import { faultsOf, launch, open } from "../lib.mjs";
import { pageOf, serve } from "./site.mjs";

const ID = "0192f0c1-2a3b-7c4d-8e5f-001122334455";
const OTHER = "0192f0c1-2a3b-7c4d-8e5f-665544332211";
const PAGES = {
  "/": pageOf(`<h1>Start</h1><p><a href="/units/${ID}">En</a> <a href="/units/${OTHER}">To</a> <a href="/gone">Væk</a>
    <a href="/figures.csv">Tal</a> <a href="https://example.org/">Ude</a> <a href="/?sprog=en" hreflang="en">English</a></p>`),
  [`/units/${ID}`]: pageOf("<h1>Enhed</h1>"),
  "/figures.csv": "måned;tal\n",
  "/wide": pageOf('<h1>Bred</h1><svg width="900" height="20" aria-hidden="true"></svg>'),
  "/matrix": pageOf('<h1>Tabel</h1><div class="scroll" tabindex="0" role="region" aria-label="Tal"><table class="matrix"><tr><td>1</td></tr></table></div>'),
  "/inline": pageOf('<h1 style="color:red">Rød</h1><script>window.ran = true</script>'),
  "/unlabelled": pageOf('<h1>Felt</h1><p><input name="navn"></p>'),
  "/headless": pageOf("<p>Ingen overskrift</p>", { title: "" }),
  "/wordless": pageOf("<h1>[units-title]</h1><p>Der er { $count } enheder</p>"),
  "/english": pageOf("<h1>Hello</h1>", { language: "en" }),
  "/picture": pageOf('<h1>Billede</h1><img src="https://example.org/a.png" alt="">'),
};

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(PAGES);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function faultsAt(path, language = "da") {
  const page = await open(browser, { from: site.address });
  await page.goto(site.address + path);
  const faults = await faultsOf(page, language);
  await page.context().close();
  return faults.join("\n");
}

test("a sound page has no faults", async () => assert.equal(await faultsAt("/"), ""));
test("a table that scrolls in its own frame is sound", async () => assert.equal(await faultsAt("/matrix"), ""));
test("a drawing wider than the screen is found", async () => assert.match(await faultsAt("/wide"), /wider than 320 px/));
test("a field without a label is found", async () => assert.match(await faultsAt("/unlabelled"), /axe label/));
test("the wrong language is found", async () => assert.match(await faultsAt("/english"), /html lang is "en"/));
test("another origin is found", async () => assert.match(await faultsAt("/picture"), /example\.org/));
test("inline style and script are found, and the policy stops them", async () => {
  const faults = await faultsAt("/inline");
  assert.match(faults, /1 inline styles/);
  assert.match(faults, /1 inline scripts/);
  assert.match(faults, /console: .*Content Security Policy/);
});
test("a page without title and heading is found", async () => {
  const faults = await faultsAt("/headless");
  assert.match(faults, /no title/);
  assert.match(faults, /0 h1/);
});

test("a kind of address has marks for what varies", () => {
  const cases = [
    ["/", "/"],
    [`/units/${ID}`, "/units/:id"],
    ["/figures/2021-03/12", "/figures/:date/:n"],
    ["/initiatives?state=running&goal=1#top", "/initiatives?goal&state"],
    ["/toolbox/questions/Q012", "/toolbox/questions/:question"],
    ["/toolbox/doors/key_person/return", "/toolbox/doors/:asker/:purpose"],
  ];
  for (const [address, kind] of cases) assert.equal(kindOf(new URL(address, "http://local").href), kind);
});

test("a missing word is found", async () => assert.match(await faultsAt("/wordless"), /unfinished text: \[units-title\]/));

test("a crawl sees each kind once and tells where a dead link stands", async () => {
  const page = await open(browser, { from: site.address });
  await page.goto(`${site.address}/`);
  const reports = [];
  await crawl(page, { language: "da", report: (one) => reports.push(one) });
  await page.context().close();
  assert.deepEqual(reports.map(({ kind }) => kind).sort(), ["/", "/figures.csv", "/gone", "/units/:id"]);
  const bad = reports.filter(({ faults }) => faults.length);
  assert.deepEqual(bad.map(({ kind }) => kind), ["/gone"]);
  assert.match(bad[0].faults.join(), /status 404.*linked from \//);
  assert.ok(!site.asked.some((url) => url.includes("sprog")), "the other language was not followed");
});
