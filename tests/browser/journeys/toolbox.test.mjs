// Looking something up in the toolbox, with and without scripts, and help before everything else where it is needed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, isSound, launch, open, press } from "../lib.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const javaScript of [true, false]) {
  test(`an answer is found by everyday words, ${javaScript ? "with" : "without"} scripts`, async () => {
    const page = await open(browser, { javaScript });
    await asPerson(page, "employee", "/toolbox");
    if (javaScript) await isSound(page);
    await page.locator("#q").fill("støj i storrum");
    await press(page, "Find svar");
    // What was typed stands in the field and in no address.
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.locator("#q").inputValue(), "støj i storrum");
    assert.match(await page.locator("ol.found h3").first().innerText(), /støj og afbrydelser/);
    if (javaScript) await isSound(page);
    await page.locator("#q").fill("jeg orker ikke mere");
    await press(page, "Find svar");
    const first = await page.locator("main :is(h1, h2)").first().innerText();
    assert.equal(first, "Ring nu");
    if (javaScript) await isSound(page);
    assert.deepEqual(page.faults, []);
  });
}

test("whom to ring is one step away, and the editor's numbers stand there", async () => {
  const page = await open(browser);
  await asPerson(page, "coordinator", "/");
  await Promise.all([page.waitForNavigation(), page.locator("footer a", { hasText: "Ring nu" }).click()]);
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.locator("main a", { hasText: "Skriv et nummer" }).click()]);
  await page.locator('[name="danish"]').fill("Fjordbys krisehjælp");
  await page.locator('[name="phone"]').fill("12 34 56 78");
  await press(page, "Gem nummeret");
  // The browser tells of the 422 that was wanted.
  page.faults.splice(0);
  assert.equal(await page.locator('[name="phone"]').inputValue(), "12 34 56 78");
  await page.locator('[name="checked_on"]').fill("01.11.2026");
  await press(page, "Gem nummeret");
  assert.equal(await page.locator('aside.crisis a[href="tel:12345678"]').count(), 1);
  await isSound(page);
});

test("an editor approves three tools by the keyboard alone", async () => {
  const page = await open(browser);
  await asPerson(page, "coordinator", "/toolbox/editing");
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.locator("main a", { hasText: "Begynd" }).first().click()]);
  const seen = new Set();
  for (let count = 0; count < 3; count += 1) {
    seen.add(new URL(page.url()).pathname);
    await isSound(page);
    // The button that approves has the focus: Enter is all it takes.
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  }
  assert.equal(seen.size, 3);
  assert.deepEqual(page.faults, []);
});

test("from a tool to a measure are two presses, and the measure says where it came from", async () => {
  const page = await open(browser);
  await asPerson(page, "manager", "/toolbox/tools/T001");
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.locator("main a", { hasText: "Tag det med i en indsats" }).click()]);
  await isSound(page);
  await press(page, "Gem delindsatsen");
  assert.match(await page.locator("main").innerText(), /Fra værktøjet »Sådan forebygges stress«/);
  assert.deepEqual(page.faults, []);
});
