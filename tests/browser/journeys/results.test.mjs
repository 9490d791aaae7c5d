// Karen, district leader, reads what her district answered, sees what is uncertain, and takes it to a meeting and to an initiative. Ali sees
// his own group and the whole, and no more. Jonas finds a place that is hidden, and why.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
});
after(() => browser?.close());

const main = () => page.locator("main").innerText();
const here = () => new URL(page.url()).pathname;
const latest = async () => {
  await visit(page, "/surveys");
  const link = page.locator("main li", { hasText: "Trivselsmåling 20" }).first().getByRole("link", { name: /^Resultat/ });
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), link.click()]);
};
const choose = async (unit) => {
  const option = page.locator("#unit option", { hasText: new RegExp(`^[\\s\\u00a0]*${unit}$`) });
  await page.locator("#unit").selectOption(await option.getAttribute("value"));
  if (await page.getByRole("heading", { level: 1, name: unit }).count()) return;
  await press(page, "Vis enheden");
};

test("the district's answer is a sentence, a picture with its uncertainty, and the numbers behind it", async () => {
  await asPerson(page, "manager");
  await latest();
  assert.match(await main(), /Distrikt Nord/);
  assert.match(await main(), /\d+ af \d+ svarede \(\d+ %\)/);
  assert.match(await page.locator("main h2").first().innerText(), /^Højest ligger .+, lavest .+/);
  await page.locator("main details", { hasText: "Vis tallene" }).first().locator("summary").click();
  const row = page.locator("main table").first().getByRole("row", { name: /Forudsigelighed/ });
  const [mean, from, to] = (await row.locator("td").allInnerTexts()).map(Number);
  assert.ok(from < mean && mean < to, `${from} ${mean} ${to}`);
  await page.locator("main details").last().locator("summary").click();
  await isSound(page);
  await shot(page, "results");
});

test("what changed since last time, comments without names, and how it is protected", async () => {
  await follow(page, "Siden sidst");
  assert.match(await main(), /Forskel fra Trivselsmåling 2019/);
  assert.match(await main(), /Vi ved ikke hvem/);
  await isSound(page);
  await follow(page, "Kommentarer");
  assert.match(await main(), /hvor mindst 20 har svaret sammen/);
  await isSound(page);
  await follow(page, "Sådan er tallene beskyttet");
  assert.match(await main(), /på mindst \d+ svar/);
  await isSound(page);
});

test("a unit on the map leads to its own page", async () => {
  await latest();
  await follow(page, "Alle enheder side om side");
  assert.match(await main(), /ikke en rangliste/);
  await isSound(page);
  await shot(page, "results-map");
  await follow(page, "Skovbakken");
  assert.equal(await page.locator("h1").innerText(), "Skovbakken");
});

test("the result comes on a meeting's agenda, and what was typed is kept when something is missing", async () => {
  await follow(page, "Sæt det på dagsordenen");
  assert.match(await page.locator("#text").inputValue(), /Skovbakken/);
  await isSound(page);
  await page.locator("#title").fill("");
  await page.locator("#text").fill("Vi ser på forudsigelighed.");
  await page.getByRole("radio").first().check();
  await press(page, "Sæt det på dagsordenen", page.locator("main form"));
  assert.equal(await page.locator("#text").inputValue(), "Vi ser på forudsigelighed.");
  assert.ok(await page.getByRole("radio").first().isChecked());
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await isSound(page);
  await page.locator("#title").fill("Skovbakkens svar");
  await press(page, "Sæt det på dagsordenen", page.locator("main form"));
  assert.match(here(), /^\/meetings\//);
  assert.match(await main(), /Skovbakkens svar/);
});

test("an initiative begins with what was found", async () => {
  await latest();
  await follow(page, "Begynd en indsats");
  assert.match(await page.locator("#purpose").inputValue(), /Fra Trivselsmåling \d+, Distrikt Nord/);
  await isSound(page);
  await page.locator("#title").fill("Vagtplanen fire uger frem");
  await page.locator("input[name=iglo_level]").first().check();
  await press(page, "Gem indsatsen", page.locator("main form"));
  assert.match(here(), /^\/initiatives\/[0-9a-f-]+/);
  assert.match(await main(), /Vagtplanen fire uger frem/);
});

test("what followed stands under what was said, and can be taken away and added again", async () => {
  await latest();
  await follow(page, "I sagde – vi gjorde");
  assert.match(await main(), /Opfølgning \d\d\.\d\d\.\d{4} ved Jonas Bak/);
  assert.match(await main(), /Vagtplanen fire uger frem/);
  assert.match(await main(), /Skovbakkens svar/);
  await isSound(page);
  await shot(page, "followed");
  await press(page, /^Tag væk.*Vagtplanen fire uger frem$/);
  assert.equal(await page.getByRole("link", { name: "Vagtplanen fire uger frem" }).count(), 0);
  await page.locator("#initiative").selectOption({ label: "Vagtplanen fire uger frem" });
  await press(page, "Tilføj indsatsen");
  assert.match(await main(), /Indsatsen står nu under det, I gjorde/);
  await follow(page, "Vagtplanen fire uger frem");
  assert.match(await main(), /Kom af[\s\S]*Trivselsmåling \d+/);
});

test("the figures can be taken along", async () => {
  await latest();
  const base = page.url();
  for (const [name, start] of [
    ["Hele resultatet som PDF", "%PDF"],
    ["Ét ark til opslagstavlen (PDF)", "%PDF"],
    ["Tal som Excel", "PK"],
  ]) {
    const address = await page.getByRole("link", { name }).getAttribute("href");
    const file = await page.request.get(new URL(address, base).href);
    assert.equal(file.status(), 200);
    assert.ok((await file.body()).subarray(0, start.length).toString() === start);
  }
});

test("an employee sees the own group and the whole", async () => {
  await asPerson(page, "employee");
  await latest();
  const units = (await page.locator("#unit option").allInnerTexts()).map((name) => name.trim());
  assert.deepEqual(units, ["Fjordby Kommune", "Mosevang"]);
  await choose("Mosevang");
  assert.equal(await page.locator("h1").innerText(), "Mosevang");
  assert.equal(await page.getByRole("link", { name: "Sæt det på dagsordenen" }).count(), 0);
  await isSound(page);
  await follow(page, "I sagde – vi gjorde");
  assert.match(await main(), /Vagtplanen fire uger frem/);
  assert.doesNotMatch(await main(), /Skovbakkens svar/, "a meeting that is not theirs");
  assert.equal(await page.getByRole("button", { name: "Tag væk" }).count(), 0);
  await isSound(page);
});

test("a place with too few answers is hidden, and so is one that would give it away", async () => {
  await asPerson(page, "coordinator");
  await latest();
  await choose("Handicap og psykiatri");
  assert.match(await main(), /\d+ grupper er skjult for at beskytte dem, der svarede/);
  await isSound(page);
  await shot(page, "results-hidden-groups");
  await choose("Værestedet Broen");
  assert.match(await main(), /Tallene er skjult for at beskytte dem, der svarede/);
  assert.match(await main(), /Vi siger ikke hvilken af delene/);
  assert.equal(await page.locator("main .plot").count(), 0);
  await isSound(page);
  await shot(page, "results-hidden");
});
