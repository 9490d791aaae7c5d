// A day with groups: whoever leads moves it on, a telephone writes without a line, closes the page, opens it again without a line, and every
// note arrives once, in its order. Beside it a shared screen, the wall, and the board when the day is over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, faultsOf, follow, isSound, launch, open, press, shot, visit, wire } from "../lib.mjs";

const CODE = "FJ2RDB"; // the demo's workshop that can be opened today
let browser;
let lead;
before(async () => {
  browser = await launch();
  lead = await open(browser);
  await asPerson(lead, "coordinator", "/workshops");
  const line = lead.locator("main tr").filter({ hasText: "Klar" });
  await follow(lead, /./, line);
  await visit(lead, `${new URL(lead.url()).pathname}/lead`);
  await press(lead, "Begynd");
  await press(lead, /^Næste/);
  await press(lead, /^Næste/);
});
after(() => browser?.close());

/** Comes in at the door, into the group of this name. */
async function comeIn(group, { kind = "Min egen telefon", people = "", ...how } = {}) {
  const page = await open(browser, how);
  const origin = how.from ?? base();
  await page.goto(`${origin}/w`);
  await isSound(page);
  await page.getByLabel("Kode").fill(CODE.toLowerCase());
  await press(page, "Videre");
  await isSound(page);
  await page.getByLabel(new RegExp(`^${group}`)).check();
  await page.getByLabel(kind).check();
  await page.locator("#people").fill(people);
  await press(page, "Kom ind");
  return page;
}

const notes = (page) => page.locator("[data-note] > p");
const text = (page) => page.locator("#write textarea[name=text]");

/** Moves the board on: the page stays. */
async function goOn(page, name, step) {
  await page.getByRole("button", { name: `Gå videre til ${name}` }).click();
  await page.locator(`[data-step="${step}"]`).waitFor();
}

async function write(page, words) {
  await page.locator("#write").getByLabel("Presset").check();
  await text(page).fill(words);
  await page.getByRole("button", { name: "Læg sedlen på tavlen" }).click();
  // The field is empty again when the note is sent or waits.
  await page.waitForFunction(() => document.querySelector("#write textarea[name=text]").value === "");
}

test("notes written without a line survive the closed page and arrive once, in their order", async (one) => {
  const between = await wire(new URL(base()));
  one.after(() => between.close());
  const page = await comeIn("Mosevang", { from: between.origin });
  const context = page.context();
  await write(page, "Skrevet med net");
  await notes(page).first().waitFor();
  await isSound(page);
  await shot(page, "w-alone");
  // What the page is made of is kept.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const isKept = async () => (await (await caches.match("/w/now"))?.text())?.includes("Skrevet med net");
    for (let tries = 0; tries < 100 && !(await isKept()); tries += 1) await new Promise((next) => setTimeout(next, 100));
  });
  between.cut();
  for (const number of [1, 2, 3, 4]) await write(page, `Uden net ${number}`);
  await page.locator("#waiting", { hasText: "4 sedler venter på nettet" }).waitFor();
  await page.close();

  const again = await context.newPage();
  again.setDefaultTimeout(15_000);
  await again.goto(`${between.origin}/w/now`);
  await again.locator("#waiting", { hasText: "4 sedler venter på nettet" }).waitFor();
  await again.locator("#offline", { hasText: "uden net" }).waitFor();
  assert.equal(await notes(again).first().innerText(), "Skrevet med net");
  between.mend();
  await again.waitForFunction(() => document.querySelectorAll("[data-note]").length === 5, null, { timeout: 30_000 });
  await again.locator("#waiting").waitFor({ state: "hidden" });
  await again.reload();
  const all = await notes(again).allInnerTexts();
  assert.deepEqual(all.toSorted(), ["Skrevet med net", "Uden net 1", "Uden net 2", "Uden net 3", "Uden net 4"]);

  // Out at the door: nothing of it is left on the device.
  await press(again, "Forlad workshoppen", again.locator("header"));
  const left = await again.evaluate(async () => Boolean(await caches.match("/w/now")));
  assert.equal(left, false);
  await context.close();
});

test("a note of somebody else is on the screen within a second, and a burst is one page", async () => {
  const screen = await comeIn("Egelund", { kind: "En skærm for hele gruppen", people: "5" });
  await goOn(screen, "Læg sammen", "together");
  const telephone = await comeIn("Egelund");
  let pages = 0;
  screen.on("request", (request) => {
    if (new URL(request.url()).pathname === "/w/now") pages += 1;
  });
  const board = await telephone.locator("#write form").getAttribute("action");
  await telephone.evaluate(async (address) => {
    const one = (number) =>
      fetch(address, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ do: "add", request: `burst ${number}`, zone: "pressed", text: `Seddel ${number}` }),
        redirect: "manual",
      });
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(one));
  }, board);
  await screen.waitForFunction(() => document.querySelectorAll("[data-note]").length === 8, null, { timeout: 5_000 });
  assert.ok(pages <= 4, `${pages} pages for eight notes`);
  await isSound(screen);
  await shot(screen, "w-together");

  // By keyboard alone: a digit moves the note that has the focus.
  const note = screen.locator("[data-note]").first();
  await note.locator("details.move summary").focus();
  await screen.keyboard.press("Enter");
  await screen.keyboard.press("2");
  await screen.locator("[data-zone=fitting] [data-note]").waitFor();
  await goOn(screen, "Stem", "vote");
  await isSound(screen);
  await shot(screen, "w-vote");
  assert.deepEqual(screen.faults, []);
  await screen.context().close();
  await telephone.context().close();
});

test("the wall and the page of whoever leads are sound while the day runs", async () => {
  for (const part of ["lead", "screen"]) {
    await visit(lead, new URL(lead.url()).pathname.replace(/\/(lead|screen)$/, `/${part}`));
    assert.deepEqual(await faultsOf(lead, "da"), []);
    await shot(lead, `workshop-${part}`);
  }
});
