// Mette, safety representative in one group: sees what is due, reads how it goes, marks the group's task done.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "safety_rep");
});
after(() => browser?.close());

test("she sees what waits in her group", async () => {
  assert.match(await page.locator(".title .lead").innerText(), /medarbejdere/);
  assert.ok(await page.getByRole("heading", { name: "Det venter på dig" }).isVisible());
});

test("she reads the initiative: nine fields in their order, criteria, its way", async () => {
  await visit(page, "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  await page.getByText("Se hele beskrivelsen").click();
  const fields = await page.locator("main dl.facts dt").allInnerTexts();
  assert.deepEqual(fields.filter((name) => /^\d\./.test(name)).map((name) => Number(name[0])), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const name of ["Succeskriterier", "Steder", "Opfølgning", "Indsatsens vej"]) {
    assert.ok(await page.getByRole("heading", { name, exact: true }).isVisible(), name);
  }
  assert.equal(await page.getByRole("link", { name: "Ret indsatsen" }).count(), 0, "she reads, she does not edit");
});

test("she reads the figures of her group, with the numbers behind the picture", async () => {
  await visit(page, "/figures");
  assert.ok(await page.locator("main figure svg[role=img]:visible").count());
  await page.locator("main details summary", { hasText: "Vis tallene" }).first().click();
  assert.ok(await page.locator("main details table").first().isVisible());
  const svg = await page.context().request.get(await page.getByRole("link", { name: "SVG" }).evaluate((link) => link.href));
  assert.match(await svg.text(), /^<svg|^<\?xml/);
});

test("she takes the group's look back, and marks it done again with what they learnt", async () => {
  // What all groups were asked to do is on the coordinator's overview as long as one group is missing.
  const other = await open(browser);
  await asPerson(other, "coordinator");
  const link = await other.locator('main a[href^="/decisions/"]').first().getAttribute("href");
  const [decision] = link.match(/^\/decisions\/[^/?#]+/);
  await other.context().close();
  await visit(page, decision);
  const row = page.locator("main tbody tr", { hasText: "Mosevang" });
  await follow(page, "Åbn opgaven i Mosevang", row);
  await isSound(page);
  await press(page, /^Fortryd/);
  assert.equal(await said(page), "Opgaven venter igen.");
  assert.match(await row.innerText(), /Ikke gjort endnu/);
  await visit(page, "/");
  // What is somebody else's turn in her area lies folded below her own.
  for (const fold of await page.locator("main details:not([open]) > summary").all()) await fold.click();
  const waiting = page.locator("main ol.lines > li", { has: page.getByRole("link", { name: /Se opgaven/ }) }).first();
  await follow(page, /Se opgaven/, waiting);
  assert.ok(new URL(page.url()).pathname.startsWith(`${decision}/units/`), "straight to her own group's task");
  await shot(page, "journey-safety-rep-task");
  await isSound(page);
  await page.locator("#lines").fill("- De faste makkerpar virkede\n- Ruterne om onsdagen er stadig for tætte");
  await press(page, "Gem det, vi tager med");
  assert.equal(await said(page), "Det er gemt, og opgaven er gjort.");
  // They lie in no order that says which was written first.
  const lessons = await page.locator("main ul.lessons").innerText();
  for (const lesson of [/De faste makkerpar virkede/, /Ruterne om onsdagen er stadig for tætte/]) assert.match(lessons, lesson);
  await visit(page, decision);
  assert.match(await row.innerText(), /Gjort .*2026[\s\S]*Mette Friis/);
  await follow(page, "Det lærte vi");
  await isSound(page);
  assert.match(await page.locator("main").innerText(), /De faste makkerpar virkede/);
});

test("imports are not for her", async () => {
  const answer = await visit(page, "/imports");
  assert.equal(answer.status(), 403);
  assert.equal(await page.locator("h1").innerText(), "Det har du ikke adgang til");
});
