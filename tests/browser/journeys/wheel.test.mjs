// The year wheel and what comes of it, as Karen: the assessment an inspector asks for, counted in clicks and seconds; a wheel that its
// table alone tells; a talk, a round and the year's absence, each sound in both languages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { asPerson, follow, inLanguage, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

// What the rules in force ask for, in the order of the document. Narrow headings break, so only their first words are looked for.
const PARTS = ["Lavet sammen", "Fysisk og psykisk", "Afdækning og", "Sygefravær", "Plan", "Åben for alle"];

let browser;
let page;
let folder;
before(async () => {
  browser = await launch();
  page = await open(browser);
  folder = await mkdtemp(path.join(tmpdir(), "trivsel-wheel-"));
  await asPerson(page, "manager");
});
after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function pdf(link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  assert.equal((await readFile(file)).subarray(0, 4).toString(), "%PDF");
  return {
    text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }),
    info: execFileSync("pdfinfo", [file], { encoding: "utf8" }),
  };
}

test("from the start page to the inspector's document: three clicks at most, and every part is in it", async (t) => {
  await visit(page, "/");
  const began = Date.now();
  let clicks = 0;
  await follow(page, "Vis tilsynet jeres APV");
  clicks += 1;
  const line = page.locator("main ul.lines > li", { hasText: "Skovbakken" }).first();
  const { text, info } = await pdf(line.locator("a[download]"));
  clicks += 1;
  const seconds = (Date.now() - began) / 1000;
  t.diagnostic(`${clicks} clicks, ${seconds.toFixed(1)} seconds`);
  assert.ok(clicks <= 3, `${clicks} clicks`);
  assert.ok(seconds < 15, `${seconds} seconds`);
  let from = 0;
  for (const part of PARTS) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `${part} is not where it belongs in:\n${text}`);
    from = at;
  }
  assert.match(info, /Tagged:\s+yes/);
  assert.match(info, /Title:\s+APV for Skovbakken/);
});

test("an assessment of 37 months stands red with its date", async () => {
  const line = page.locator("main ul.lines > li", { hasText: "Mosevang" }).first();
  assert.match(await line.locator("strong.late").innerText(), /\d{2}\.\d{2}\.\d{4}/);
});

for (const language of ["da", "en"]) {
  test(`the wheel is sound in ${language}, and its table alone tells all`, async () => {
    await visit(page, "/year-wheel");
    await inLanguage(page, language);
    await isSound(page, language);
    await shot(page, `wheel-${language}`);
    const table = page.locator('table[aria-labelledby="table"]');
    const late = await table.locator("strong.late").count();
    const listed = await page.locator("main section.near strong.late").count();
    assert.ok(late >= 1 && late >= listed, `${late} late in the table, ${listed} in the lists`);
    assert.equal(await page.locator("main figure svg.wide text", { hasText: /^(jan|dec|Jan|Dec)/ }).count(), 2, "twelve months stand round it");
  });
}

test("a year of all units, the year's absence and the talks are sound", async () => {
  await inLanguage(page, "da");
  for (const address of [`/year-wheel/years/${new Date().getFullYear()}`, "/yearly-talks", "/assessments"]) {
    await visit(page, address);
    await isSound(page);
  }
  await visit(page, "/year-wheel?duty=absence_statistic");
  const first = page.locator('table[aria-labelledby="table"] tbody th a').first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), first.click()]);
  await follow(page, "Se årets tal");
  assert.equal(await page.locator("main ol.reading > li").count(), 3, "three sentences");
  await isSound(page);
  await shot(page, "absence-year");
});

test("she begins Mosevang's assessment: at least five findings are proposed, and a round adds one", async () => {
  await visit(page, "/assessments");
  await page.getByLabel("Enhed").selectOption({ label: "Mosevang" });
  await press(page, "Begynd");
  const keys = await page.locator('main form[action$="/proposals"]').count();
  assert.ok(keys >= 5, `${keys} proposals`);
  await isSound(page);
  await follow(page, "Gå en runde");
  await isSound(page);
  const light = page.getByRole("group", { name: "Er lyset godt nok til det, I laver?" });
  await light.getByLabel("Ikke i orden").check();
  await press(page, "Gem runden");
  assert.equal(await said(page), "Runden er gemt.");
  assert.ok(await page.getByRole("link", { name: /Lyset er ikke godt nok/ }).isVisible());
});
