// Jonas, HR consultant, asks whether the home-care initiative worked: reads the answer and what stands behind it, leaves a unit out with
// a reason and takes it in again, has it reckoned once more, takes the figures with him, and finds the answer in a status report.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
let address;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator", "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  await follow(page, /Virker det\?/);
  address = new URL(page.url()).pathname;
});
after(() => browser?.close());

const answer = () => page.locator(".says").first();

/** The reckoning is a job: the page shows how far it has come until the answer is there. */
async function reckoned() {
  await answer().waitFor({ timeout: 120_000 });
}

test("the answer is a sentence with a range in sick days, and the pictures have their numbers behind them", async () => {
  await reckoned();
  assert.match(await answer().innerText(), /sygedage om måneden/);
  const table = page.locator("main details", { hasText: "Vis tallene" }).first();
  await table.locator("summary").click();
  assert.match(await table.innerText(), /måneder før/);
  await isSound(page);
  await shot(page, "evaluation");
});

test("a unit is left out with a reason only, and the answer with it stays to be seen", async () => {
  const before = await answer().innerText();
  await page.getByText("Udelad en enhed eller nogle måneder").click();
  await page.locator("#reason").fill("Fik nyt vagtsystem i marts");
  await press(page, "Udelad det");
  assert.ok(await page.getByText("Vælg en enhed, eller skriv de måneder, der skal udelades.").first().isVisible());
  assert.equal(await page.locator("#reason").inputValue(), "Fik nyt vagtsystem i marts");
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await page.locator("#unit").selectOption({ label: "Mosevang" });
  await press(page, "Udelad det");
  assert.equal(await said(page), "Det er udeladt, og svaret er regnet om.");
  await reckoned();
  const ways = page.locator("main details", { hasText: "Vis tallene" }).nth(1);
  await ways.locator("summary").click();
  assert.match(await ways.innerText(), /Med alt det, I har udeladt/);
  await isSound(page);
  await press(page, /Tag med igen/);
  await reckoned();
  assert.equal(await answer().innerText(), before);
});

test("reckoned once more, the numbers are the same", async () => {
  await press(page, "Regn efter");
  assert.equal(await said(page), "Vi har regnet efter. Tallene er de samme.");
});

test("the figures, the document and all of it can be taken away", async () => {
  const get = (path) => page.request.get(new URL(path, page.url()).href);
  const csv = await (await get(`${address}.csv`)).text();
  assert.match(csv.split("\n")[0], /unit;month;start;events;exposure;outcome/);
  assert.match(csv, /Mosevang/);
  const pdf = await get(`${address}.pdf`);
  assert.equal(pdf.headers()["content-type"], "application/pdf");
  const all = await (await get(`/api/v1${address}`)).json();
  assert.equal(all.is_under_way, false);
  assert.equal(all.hash.length, 64);
  assert.ok(JSON.parse(all.inputs).material.rows.length > 9);
});

test("a new status report says what can be said", async () => {
  await follow(page, "Sæt det i en statusrapport");
  const begin = page.getByRole("button", { name: "Begynd en statusrapport" }).or(page.getByRole("link", { name: "Begynd en statusrapport" }));
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), begin.first().click()]);
  if (await page.getByRole("button", { name: "Begynd en statusrapport" }).count()) {
    await press(page, "Begynd en statusrapport");
  }
  assert.match(await page.locator("main").innerText(), /Virkede indsatsen\? .*sygedage om måneden/);
});
