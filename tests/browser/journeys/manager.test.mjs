// Karen, a district's manager, writes what came of an overdue follow-up. Birgit, who heads all of home care and answers for the
// initiative, writes its status report, approves it and puts it on an agenda.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

const NOTE = "Vi talte om ruterne. Mosevang prøver to faste makkerpar i december.";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "manager");
});
after(() => browser?.close());

test("what waits for her stands first: a TEST day that has come, the survey she can answer, then the overdue", async () => {
  assert.equal(await page.locator("h1").innerText(), "Mit overblik");
  const lines = page.locator("main ol.lines > li");
  assert.match(await lines.first().innerText(), /TEST i planen/);
  assert.match(await lines.nth(1).innerText(), /Svar nu/);
  assert.match(await lines.nth(2).innerText(), /Skulle være sket/);
  assert.ok(await page.getByRole("heading", { name: "I gang lige nu" }).isVisible());
  assert.ok(await page.locator("main figure svg[role=img]:visible").count(), "one picture");
});

test("she writes what came of the overdue follow-up, and it has a new date", async () => {
  const line = page.locator("main ol.lines > li", { hasText: "Sådan går det i gruppen" }).filter({ hasText: "Skulle være sket" });
  await follow(page, /Skriv opfølgning/, line);
  assert.match(await page.locator(".title").innerText(), /Sådan går det i gruppen/);
  await press(page, "Gem");
  assert.ok(await page.getByRole("heading", { name: "Ét felt skal rettes" }).isVisible(), "an empty note is refused, with a reason");
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await isSound(page);
  await page.getByLabel("Hvad kom der ud af det?").fill(NOTE);
  await press(page, "Gem");
  assert.equal(await said(page), "Det er skrevet ned, og næste gang er sat.");
  const section = page.locator("main section", { has: page.getByRole("heading", { name: "Sådan går det i gruppen" }) });
  assert.match(await section.innerText(), /faste makkerpar/);
  assert.doesNotMatch(await section.locator("dl").innerText(), /overskredet/);
});

test("the history tells it", async () => {
  await follow(page, /^Ændringer/, page.locator(".tabs"));
  const newest = page.locator("main ol.thread > li").first();
  assert.match(await newest.innerText(), /Karen Holst/);
  assert.match(await newest.innerText(), /Sådan går det i gruppen/);
  await shot(page, "journey-manager-history");
});

test("Birgit begins a status report, which is filled in already", async () => {
  await asPerson(page, "Birgit Kaas Mørk", "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  await follow(page, /^Statusrapporter/, page.locator(".tabs"));
  await press(page, /Begynd en statusrapport|Skriv videre på udkastet/);
  if (await page.locator("main form").getByRole("button", { name: "Begynd en statusrapport" }).count()) await press(page, "Begynd en statusrapport");
  const text = await page.locator("main").innerText();
  assert.match(text, /Udkastet er klar/);
});

test("she edits it, and what is left out is asked for before it can be approved", async () => {
  if (!/\/edit$/.test(page.url())) await follow(page, "Ret teksten");
  await page.locator("#next_text").fill("");
  await press(page, "Gem teksten");
  await follow(page, "Godkend rapporten");
  assert.match(await page.locator("main").innerText(), /Der mangler tekst/);
  await follow(page, "Ret teksten");
  await page.locator("#title").fill("Status for stolte af faget, efterår 2026");
  await page.locator("#next_text").fill("Vi fortsætter i Distrikt Vest.\n\n- Fælles morgenmøder\n- Ruter med plads til ønsker");
  await press(page, "Gem teksten");
  assert.equal(await said(page), "Teksten er gemt.");
  assert.equal(await page.locator("h1").innerText(), "Status for stolte af faget, efterår 2026");
  await isSound(page);
});

test("she approves it, and then it is frozen", async () => {
  await follow(page, "Godkend rapporten");
  await press(page, "Godkend rapporten");
  assert.match(await said(page), /godkendt/);
  const text = await page.locator("main").innerText();
  assert.match(text, /af Birgit Kaas Mørk/);
  assert.equal(await page.getByRole("link", { name: "Ret teksten" }).count(), 0);
  const form = new URL(`${new URL(page.url()).pathname}/edit`, base()).href;
  const refused = await page.context().request.get(form, { maxRedirects: 0 });
  assert.notEqual(refused.status(), 200, "an approved report cannot be opened for writing");
});

test("she puts it on an agenda, where the meeting finds it", async () => {
  await follow(page, "Sæt på en dagsorden");
  await page.locator("main input[type=radio]").first().check();
  await press(page, "Sæt på en dagsorden");
  assert.match(await said(page), /dagsorden/);
  const places = page.locator("aside", { hasText: "På dagsordenen" });
  await follow(page, /.+/, places.locator("section", { hasText: "På dagsordenen" }));
  assert.match(page.url(), /\/meetings\//);
  assert.match(await page.locator("main").innerText(), /Status for stolte af faget/);
  await page.goBack();
});

test("the PDF is a tagged one for everybody", async () => {
  const address = await page.getByRole("link", { name: "Hent som PDF" }).getAttribute("href");
  const answer = await page.context().request.get(new URL(address, base()).href);
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()["content-type"], /^application\/pdf/);
  const bytes = await answer.body();
  assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  const raw = bytes.toString("latin1");
  assert.match(raw, /\/MarkInfo|\/StructTreeRoot|pdfuaid/, "tagged");
  assert.match(raw, /\/Lang/, "with its language");
  assert.ok(bytes.length > 10_000);
});

test("the initiative prints too", async () => {
  await visit(page, "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  const address = await page.getByRole("link", { name: /Udskriv|PDF/ }).first().getAttribute("href");
  const answer = await page.context().request.get(new URL(address, base()).href);
  assert.equal((await answer.body()).subarray(0, 5).toString("latin1"), "%PDF-");
  assert.deepEqual(page.faults, []);
});
