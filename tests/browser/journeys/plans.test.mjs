// Karen and Mette: a TEST day that has come, a line moved between headings by the keyboard on a narrow screen, and the way from a note of 2019
// to a meeting of 2023 and back, by links alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, overflow, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "manager");
});
after(() => browser?.close());

const first = (page) => page.locator("main ol.lines > li").first();

test("the TEST day of yesterday stands first, for the manager and the representative alike", async () => {
  assert.match(await first(page).innerText(), /personalemødet[\s\S]*TEST i planen/);
  const other = await open(browser);
  await asPerson(other, "safety_rep");
  assert.match(await first(other).innerText(), /personalemødet[\s\S]*TEST i planen/);
  await other.context().close();
});

test("on 320 px and by the keyboard alone a line goes under another heading", async () => {
  await visit(page, "/plans");
  await follow(page, "Ro om medicinen, overblik om morgenen");
  await shot(page, "journey-plan");
  await page.setViewportSize({ width: 320, height: 800 });
  assert.deepEqual(await overflow(page), []);
  const line = page.getByRole("link", { name: "Kørelisten er den samme kl. 9 og kl. 12" });
  await line.focus();
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
  assert.deepEqual(await overflow(page), []);
  await page.locator("#part").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("button", { name: "Gem linjen" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForLoadState();
  const how = page.locator("section", { has: page.locator("#how") });
  assert.match(await how.innerText(), /Kørelisten er den samme/);
  await isSound(page);
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("what is seen is written, and the next day stands there", async () => {
  await visit(page, "/");
  await follow(page, /Skriv, hvad I ser/, first(page));
  await isSound(page);
  await page.getByLabel("bedre").first().check();
  await page.locator("#text").fill("Vi går videre en måned til.");
  await page.locator("#next_on").fill("31.12.2030");
  await press(page, "Gem det, I har set");
  assert.equal(await said(page), "Det, I har set, er gemt.");
  assert.match(await page.locator("main").innerText(), /31\.12\.2030/);
});

test("from the note of 2019 to the meeting of 2023 by »Blev til«, and back by »Kom af«, each within 7 clicks", async () => {
  const clicked = async (label, name) => {
    await follow(page, name, page.locator(".ends p", { hasText: label }).filter({ has: page.getByRole("link", { name }) }).first());
  };
  await visit(page, "/workshops");
  const day = page.locator("main tr", { hasText: "12.03.2019" });
  await follow(page, /./, day.first());
  await follow(page, /^Mosevang: /);
  const note = page.locator("li.card", { hasText: "Ingen ser, hvad vi kan" });
  await follow(page, "Ingen ser, hvad vi kan", note);
  await clicked("Blev til:", /Stolte af faget/);
  await clicked("Blev til:", /^Statusrapport .*2023/);
  await clicked("Blev til:", /14\.11\.2023/);
  assert.match(new URL(page.url()).pathname, /^\/meetings\//);
  await clicked("Kom af:", /^Statusrapport .*2023/);
  await clicked("Kom af:", /Stolte af faget/);
  await clicked("Kom af:", "Ingen ser, hvad vi kan");
  await clicked("Kom af:", "Ingen ser, hvad vi kan");
  assert.match(new URL(page.url()).pathname, /^\/boards\//);
});
