// Ali, who works in a group: reads its figures and initiatives, and cannot change anything.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, follow, isSound, launch, open, visit } from "../lib.mjs";

let browser;
let page;
let initiative;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "employee");
});
after(() => browser?.close());

test("he meets his own group", async () => {
  assert.match(await page.locator(".title .lead").innerText(), /^Mosevang/);
});

test("he reads the figures of his own group", async () => {
  const answer = await visit(page, "/figures");
  assert.equal(answer.status(), 200);
  assert.match(await page.locator("main h2").first().innerText(), /Mosevang/);
});

test("he reads the initiatives his group is in", async () => {
  await visit(page, "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  initiative = new URL(page.url()).pathname;
  assert.equal(await page.getByRole("link", { name: /^Ret |^Tilføj|^Skriv/ }).count(), 0, "nothing to edit is offered");
  await isSound(page);
});

test("the addresses where things are changed are closed to him", async () => {
  for (const address of [`${initiative}/edit`, `${initiative}/criteria/new`, "/initiatives/new", "/policies/new", "/imports"]) {
    const answer = await page.context().request.get(base() + address);
    assert.equal(answer.status(), 403, address);
  }
  for (const address of [initiative, "/initiatives", "/policies"]) {
    const answer = await page.context().request.post(base() + address, { form: { title: "Prøve", name: "Prøve" }, headers: { origin: base() } });
    assert.equal(answer.status(), 403, `POST ${address}`);
  }
});

test("an address of nothing says so", async () => {
  const answer = await visit(page, "/initiatives/00000000-0000-7000-8000-000000000000");
  assert.equal(answer.status(), 404);
  assert.equal(await page.locator("h1").innerText(), "Siden findes ikke");
});
