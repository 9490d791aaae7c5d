// Jonas, HR consultant: writes a policy and its first goal.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator");
});
after(() => browser?.close());

test("he writes a policy and its first goal", async () => {
  await visit(page, "/policies");
  await follow(page, "Tilføj en politik");
  await page.locator("#name").fill("Stresspolitik 2026–2029");
  await page.locator("#valid_from").fill("01.01.2026");
  await page.locator("#valid_to").fill("31.12.2025");
  await press(page, "Gem politikken");
  assert.match(await page.locator("main").innerText(), /Datoen ligger før start, 01\.01\.2026/);
  assert.equal(await page.locator("#name").inputValue(), "Stresspolitik 2026–2029", "what was typed is still there");
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await isSound(page);
  await page.locator("#valid_to").fill("31.12.2029");
  await press(page, "Gem politikken");
  const section = page.locator("main section", { has: page.getByRole("heading", { name: "Stresspolitik 2026–2029" }) });
  await follow(page, "Tilføj et mål", section);
  await page.locator("#text").fill("Derfor vil vi opdage overbelastning, før nogen bliver syge af den.");
  await press(page, "Gem målet");
  assert.equal(await said(page), "Målet er gemt.");
  assert.match(await section.innerText(), /opdage overbelastning/);
});
