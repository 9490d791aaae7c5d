// What everybody is promised: both languages on the same page, no scripts needed, the keyboard alone, a small screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, follow, inLanguage, launch, open, press, said, visit } from "../lib.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

test("switching the language keeps the page and its filter", async () => {
  const page = await open(browser);
  await asPerson(page, "manager", "/initiatives?state=running");
  assert.equal(await page.locator("h1").innerText(), "Indsatser");
  await inLanguage(page, "en");
  assert.equal(new URL(page.url()).search, "?state=running");
  assert.equal(await page.locator("h1").innerText(), "Initiatives");
  await inLanguage(page, "da");
  assert.equal(await page.locator("h1").innerText(), "Indsatser");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("everything works without scripts: step in, filter the register, send a form, see what is wrong with it", async () => {
  const page = await open(browser, { javaScript: false });
  await asPerson(page, "coordinator");
  await follow(page, "Gør", page.locator("header"));
  await follow(page, "Indsatser", page.locator("main .tabs"));
  const all = await page.locator("main tbody tr").count();
  await page.locator("#state").selectOption("ended");
  await press(page, "Vis");
  assert.match(page.url(), /state=ended/);
  assert.ok((await page.locator("main tbody tr").count()) < all);
  await visit(page, "/policies/new");
  await press(page, "Gem politikken");
  assert.match(await page.locator("main").innerText(), /felt(er)? skal rettes/);
  await page.locator("#name").fill("Fraværspolitik 2026–2029");
  await page.locator("#valid_from").fill("01.01.2026");
  await press(page, "Gem politikken");
  assert.equal(await said(page), "Politikken er gemt.");
  assert.ok(await page.getByRole("heading", { name: "Fraværspolitik 2026–2029" }).isVisible());
  await page.context().close();
});

/** Presses Tab until the focus stands on something of these words. */
async function tabTo(page, words, most = 60) {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.innerText?.trim() ?? "");
    if (words.test(at)) return;
  }
  assert.fail(`${words} was not reached by Tab on ${page.url()}`);
}

test("the keyboard alone, on a small screen: sign in, open the menu, go somewhere", async () => {
  const page = await open(browser);
  await page.setViewportSize({ width: 320, height: 640 });
  await visit(page, "/");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.innerText), /Gå til indholdet/, "the first stop leads past the head");
  await tabTo(page, /Karen Holst/);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await tabTo(page, /^Menu$/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", "where the focus is can be seen");
  await page.keyboard.press("Enter");
  const menu = page.locator("#menu");
  assert.ok(await menu.evaluate((element) => element.matches(":popover-open")));
  await page.keyboard.press("Escape");
  assert.equal(await menu.evaluate((element) => element.matches(":popover-open")), false);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Gør$/);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).pathname, "/act");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("signing out ends the session, and a page asked for comes after signing in again", async () => {
  const page = await open(browser);
  await asPerson(page, "employee");
  await press(page, "Log ud", page.locator("header"));
  await visit(page, "/initiatives");
  assert.match(page.url(), /\/sign-in\?next=/);
  await press(page, /Ali Demir/);
  assert.equal(new URL(page.url()).pathname, "/initiatives");
  await page.context().close();
});

test("a wrong password says so and keeps the mail address", async () => {
  const page = await open(browser);
  await visit(page, "/sign-in");
  await page.locator("#email").fill("karen@example.org");
  await page.locator("#password").fill("forkert adgangskode");
  await press(page, "Log ind");
  assert.match(await page.locator("main").innerText(), /passer ikke sammen/);
  assert.equal(await page.locator("#email").inputValue(), "karen@example.org");
  await page.context().close();
});

test("every answer carries the strict headers", async () => {
  const page = await open(browser);
  const answer = await page.context().request.get(`${base()}/sign-in`);
  const headers = answer.headers();
  assert.match(headers["content-security-policy"], /default-src '(none|self)'/);
  assert.doesNotMatch(headers["content-security-policy"], /unsafe-inline|unsafe-eval|https?:/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.ok(headers["referrer-policy"]);
  await page.context().close();
});
