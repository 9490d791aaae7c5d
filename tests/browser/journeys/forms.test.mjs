// Forms as impatient people use them: a button pressed twice without scripts, and going back to a form that was refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, launch, open } from "../lib.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The form for a new meeting of the first committee, and the committee's address. */
async function meetingForm(page) {
  await asPerson(page, "coordinator", "/committees");
  const addresses = await page.locator('main a[href^="/committees/"]').evaluateAll((links) => links.map((a) => a.getAttribute("href")));
  const committee = addresses.find((address) => !address.endsWith("/new"));
  await page.goto(`${base()}${committee}/meetings/new`);
  return committee;
}

const button = (page) => page.locator("main form button[type=submit]");

test("a button pressed twice without scripts does it once", async () => {
  const page = await open(browser, { javaScript: false });
  const committee = await meetingForm(page);
  const place = `Lokale ${Date.now()}`;
  await page.locator('[name="held_on"]').fill("12/12 2030");
  await page.locator('[name="place"]').fill(place);
  const body = await page.locator('main input[name="once"]').inputValue();
  assert.match(body, /^[0-9a-f]{32}$/);
  await button(page).dblclick();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}/);
  assert.match(await page.locator("main").innerText(), new RegExp(place));
  await page.goto(`${base()}${committee}`);
  assert.equal(await page.getByText("12.12.2030").count(), 1);
});

for (const javaScript of [true, false]) {
  test(`going back to a refused form shows it again, ${javaScript ? "with" : "without"} scripts`, async () => {
    const page = await open(browser, { javaScript });
    await meetingForm(page);
    await page.locator('[name="place"]').fill("Kantinen, lokale 3");
    await Promise.all([page.waitForNavigation(), button(page).click()]);
    assert.equal(await page.locator('[name="place"]').inputValue(), "Kantinen, lokale 3");
    page.on("dialog", (dialog) => dialog.accept());
    await Promise.all([page.waitForNavigation(), page.locator("header a.brand").click()]);
    await page.goBack();
    assert.equal(await page.locator('[name="place"]').inputValue(), "Kantinen, lokale 3");
  });
}
