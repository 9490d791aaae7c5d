// Jonas, HR consultant: asks what an initiative that has not begun could show, and draws lots for who begins when.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator");
});
after(() => browser?.close());

const answer = () => page.locator("#answer").innerText();

test("he sees what the plan could show, and changes it", async () => {
  await visit(page, "/initiatives?q=svære+time");
  await follow(page, "To om den svære time");
  await follow(page, /Kan planen vise en forskel/);
  assert.match(await answer(), /Den mindste ændring, I ville se i 8 af 10 tilfælde: \d+ færre sygedage om måneden\./);
  assert.equal(await page.locator("input[name=unit]:checked").count(), 12, "everybody may begin");
  await isSound(page);
  await shot(page, "planner");

  await page.locator("#months").fill("36");
  await page.locator("#sizes").fill("3, 3, 3");
  await press(page, "Regn på planen");
  assert.match(page.url(), /months=36/, "a plan can be linked to");
  assert.match(await answer(), /Venter\s+3 enheder/);

  await page.locator("#waves").fill("3");
  await page.locator("#sizes").fill("9, 9");
  await press(page, "Regn på planen");
  assert.match(await page.locator("main").innerText(), /Bølgerne har 18 enheder tilsammen, men der er kun valgt 12\./);
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await page.goBack();
  assert.match(await answer(), /Venter\s+3 enheder/, "the way back leads to the plan before");
});

test("a plan that cannot answer says what would help", async () => {
  await page.locator("#waves").fill("1");
  await page.locator("#sizes").fill("");
  await page.locator("#months").fill("6");
  await press(page, "Regn på planen");
  const warning = page.locator("#answer .notice.warn");
  assert.match(await warning.innerText(), /Det kan I gøre:[\s\S]*ikke enhederne begynde samtidig/);
  assert.match(await page.locator("#lot").innerText(), /intet at trække lod om/);
  assert.equal(await page.getByRole("button", { name: "Træk lod" }).count(), 0);
  await isSound(page);
  await shot(page, "planner-warning");
});

test("he draws lots, and anybody can see how it can be drawn again", async () => {
  await page.locator("#waves").fill("3");
  await page.locator("#months").fill("24");
  await press(page, "Regn på planen");
  await press(page, "Træk lod");
  assert.match(await page.locator("main").innerText(), /kan ikke slettes eller rettes/);
  await isSound(page);
  await press(page, "Ja, træk lod");
  assert.equal(await said(page), "Der er trukket lod. Starterne står under »Steder«.");
  const sites = page.locator("#sites");
  assert.equal(await sites.locator("tbody tr").count(), 12);
  assert.match(await sites.innerText(), /Rækkefølgen er trukket ved lod/);
  await isSound(page);
  await follow(page, /Se, hvordan den kan trækkes efter/, sites);
  assert.equal(await page.locator("main tbody tr").count(), 12);
  await page.locator("main summary").first().click();
  assert.match(await page.locator("main").innerText(), /fingeraftrykket passer/);
  await isSound(page);
  await shot(page, "lots");
});

test("a second lot needs a reason", async () => {
  await page.goBack();
  await follow(page, /Kan planen vise en forskel/);
  await press(page, "Træk lod igen");
  await press(page, "Ja, træk lod");
  assert.match(await page.locator("main").innerText(), /Hvorfor trækker I igen\?: Skriv noget her\./);
  page.faults.length = 0;
  await page.locator("#reason").fill("Søstjernen er lagt sammen med Spirrevippen");
  await press(page, "Ja, træk lod");
  await follow(page, /Se, hvordan den kan trækkes efter/, page.locator("#sites"));
  const main = await page.locator("main").innerText();
  assert.match(main, /Søstjernen er lagt sammen med Spirrevippen/);
  assert.match(main, /Erstattet af en senere/);
});
