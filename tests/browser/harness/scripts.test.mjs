// The small scripts the server ships, each on a page of its own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "../lib.mjs";
import { pageOf, serve } from "./site.mjs";

const SELECT = `<label for="state">Tilstand</label> <select id="state" name="state"><option value="">Alle</option><option value="running">I gang</option></select>`;
const PAGES = {
  "/summary": pageOf(
    `<h1>Indsats</h1><div class="notice bad" data-error-summary tabindex="-1"><h2>Der er 1 fejl</h2><p><a href="#navn">Navn mangler</a></p></div>
     <label for="navn">Navn</label><input id="navn">`,
    { scripts: ["error-summary.js"] },
  ),
  "/filter": pageOf(`<h1>Indsatser</h1><form method="get" action="/filter" data-filter-form>${SELECT} <button>Vis</button></form>`, {
    scripts: ["filter-form.js"],
  }),
  "/edit": pageOf(
    `<h1>Ret</h1><p><a href="/">Væk</a></p><form method="get" action="/saved" data-unsaved><label for="navn">Navn</label><input id="navn" name="navn" value="A"> <button>Gem</button></form>`,
    { scripts: ["unsaved.js"] },
  ),
  "/refused": pageOf(
    `<h1>Ret</h1><p><a href="/">Væk</a></p><form method="get" action="/saved" data-unsaved="changed"><label for="navn">Navn</label><input id="navn" name="navn" value="A"> <button>Gem</button></form>`,
    { scripts: ["unsaved.js"] },
  ),
  "/part": pageOf(
    `<h1>Tavle</h1><div id="board" data-live="board:b" data-live-at="e.1"><ul>
     <li data-note="1"><button name="points">Giv et point</button></li>
     <li data-note="2"><button name="points">Giv et point</button></li></ul></div>`,
    { scripts: ["live.js"] },
  ),
  "/choose": pageOf(
    `<link rel="stylesheet" href="/assets/live.css"><h1>Tavle</h1><div class="board"><section class="zone stack"><ul class="cards pair">
     <li class="card stack"><p>Seddel</p><div class="foot-line"><span>3 point</span><form class="row">
     <button class="button quiet small">Til planen</button><button class="button quiet small">Fortæl de andre</button></form></div></li>
     </ul></section></div>`,
  ),
  "/saved": pageOf("<h1>Gemt</h1>"),
  "/": pageOf("<h1>Start</h1>"),
};

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(PAGES);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function at(path) {
  const page = await open(browser, { from: site.address });
  page.questions = 0;
  page.on("dialog", (dialog) => {
    page.questions += 1;
    return dialog.accept();
  });
  await page.goto(site.address + path);
  return page;
}

test("the error summary has the focus, and its link moves it to the field", async () => {
  const page = await at("/summary");
  assert.equal(await page.evaluate(() => document.activeElement.matches("[data-error-summary]")), true);
  await page.getByRole("link", { name: "Navn mangler" }).press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "navn");
  await page.context().close();
});

test("a choice made by pointer filters at once", async () => {
  const page = await at("/filter");
  await page.mouse.move(5, 5);
  await page.mouse.down();
  await page.mouse.up();
  await Promise.all([page.waitForURL(/state=running/), page.selectOption("#state", "running")]);
  await page.context().close();
});

test("a choice made by keyboard waits for the button", async () => {
  const page = await at("/filter");
  await page.focus("#state");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector("#state").value === "running");
  assert.equal(new URL(page.url()).search, "");
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForURL(/state=running/), page.keyboard.press("Enter")]);
  await page.context().close();
});

test("leaving an untouched form asks nothing", async () => {
  const page = await at("/edit");
  await page.getByRole("link", { name: "Væk" }).click();
  await page.waitForURL(/\/$/);
  assert.equal(page.questions, 0);
  await page.context().close();
});

test("leaving a changed form asks once", async () => {
  const page = await at("/edit");
  await page.fill("#navn", "B");
  await page.getByRole("link", { name: "Væk" }).click();
  await page.waitForURL(/\/$/);
  assert.equal(page.questions, 1);
  await page.context().close();
});

test("saving a changed form asks nothing", async () => {
  const page = await at("/edit");
  await page.fill("#navn", "B");
  await page.getByRole("button", { name: "Gem" }).click();
  await page.waitForURL(/saved/);
  assert.equal(page.questions, 0);
  await page.context().close();
});

test("leaving a form that came back with errors asks", async () => {
  const page = await at("/refused");
  await page.focus("#navn");
  await page.keyboard.press("End"); // browsers ask only where somebody has done something
  await page.getByRole("link", { name: "Væk" }).click();
  await page.waitForURL(/\/$/);
  assert.equal(page.questions, 1);
  await page.context().close();
});

test("IBM Plex Sans is what the text is set in", async () => {
  const page = await at("/");
  const faces = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === "loaded").map((face) => `${face.family} ${face.weight}`);
  });
  assert.ok(faces.some((face) => /IBM Plex Sans/.test(face)), faces.join());
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a button without an id keeps the focus when its part is put anew, and what is left of its note gets it when the button is gone", async () => {
  const page = await at("/part");
  const put = (words) =>
    page.evaluate((words) => {
      const note = (id) => `<li data-note="${id}">${words.map((one) => `<button name="points">${one}</button>`).join("")}</li>`;
      const html = `<div id="board" data-live="board:b" data-live-at="e.2"><ul>${note(1)}${note(2)}</ul></div>`;
      window.trivselPut(new DOMParser().parseFromString(html, "text/html"), ["board"]);
      return [document.activeElement.closest("[data-note]")?.dataset.note, document.activeElement.textContent];
    }, words);
  await page.locator('[data-note="2"] button').focus();
  assert.deepEqual(await put(["Tag et point tilbage", "Giv et point"]), ["2", "Giv et point"]);
  assert.deepEqual(await put(["Tag et point tilbage"]), ["2", "Tag et point tilbage"]);
  await page.context().close();
});

test("the points of a note can be read beside the buttons that choose it", async () => {
  const page = await at("/choose");
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 640 });
    assert.ok((await page.getByText("3 point").boundingBox()).width > 40, `at ${width} px`);
  }
  await page.context().close();
});
