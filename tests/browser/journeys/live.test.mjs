// Two who have the same initiative open: one writes, the other is told, by a stream, behind a proxy that holds streams back, and after a
// line that was cut.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, visit, wire } from "../lib.mjs";

let browser;
let address;
before(async () => {
  browser = await launch();
  const page = await open(browser);
  await asPerson(page, "safety_rep", "/initiatives");
  await follow(page, "Stolte af faget i hjemmeplejen");
  address = new URL(page.url()).pathname;
  await page.context().close();
});
after(() => browser?.close());

const told = (page) => page.locator("#changed", { hasText: "Nogen har rettet i indsatsen" });

/** Somebody who has the initiative open, and hears of it. */
async function reading(prepare = async () => {}) {
  const page = await open(browser);
  await asPerson(page, "manager");
  await prepare(page);
  await visit(page, address);
  assert.equal(await told(page).count(), 0);
  return page;
}

async function write(text) {
  const page = await open(browser);
  await asPerson(page, "safety_rep", `${address}/follow-ups`);
  await follow(page, /^Skriv, hvad der kom ud af det/);
  if (!(await page.locator("#held_on").inputValue())) await page.locator("#held_on").fill("20.11.2026");
  await page.locator("#text").fill(text);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.locator("main form button[type=submit]").first().click()]);
  await page.context().close();
}

test("she is told while she reads, and the page she loads again says nothing of it", async () => {
  const page = await reading();
  await write("Makkerparrene virker.");
  await told(page).waitFor();
  await isSound(page);
  await follow(page, "Hent siden igen");
  assert.equal(await told(page).count(), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("behind a proxy that holds streams back she is told some seconds later", async () => {
  const page = await reading(async (page) => {
    // Headers come, and then nothing: what such a proxy does.
    await page.addInitScript(() => {
      window.EventSource = class extends EventTarget {
        static OPEN = 1;
        static CLOSED = 2;
        readyState = 1;
        close() {
          this.readyState = 2;
        }
      };
    });
  });
  await write("Ruterne er stadig for tætte.");
  await told(page).waitFor({ timeout: 20_000 });
  await page.context().close();
});

test("a line that was cut is taken up where it was", async () => {
  const page = await reading();
  const between = await wire(new URL(page.url()));
  await page.goto(`${between.origin}${address}`);
  assert.equal(await told(page).count(), 0);
  between.cut();
  await write("Vi prøver en måned til.");
  assert.equal(await told(page).count(), 0);
  between.mend();
  await told(page).waitFor({ timeout: 20_000 });
  await page.context().close();
  between.close();
});
