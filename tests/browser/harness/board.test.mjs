// What waits on a device at a workshop, tried on a small board of its own: without a line, with the page closed and opened again, in its
// order, turned away later, and never as the next one's.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, open, wire } from "../lib.mjs";

const ASSETS = fileURLToPath(new URL("../../../crates/trivsel-web/assets/", import.meta.url));
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2" };
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'";

let notes = [];
let answered = new Set();
let seat = "seat-a";
let firmer = false; // refuses what it took before
let browser;
let server;
let between;

const page = (problem = "") => `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Tavle</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/base.css"><script src="/assets/board.js" defer></script></head>
<body><header><form method="post" action="/w/leave"><button>Forlad</button></form></header><main>
<p id="offline" hidden>Du er uden net.</p>
<p id="waiting" role="status" hidden data-one="1 seddel venter på nettet." data-notes="# sedler venter på nettet."
 data-many="# ting venter på nettet." data-help="Skriv bare videre." data-leave="Tryk igen."></p>
<div id="refused" hidden data-title="Kunne ikke lægges på tavlen:" data-mend="Ret teksten" data-drop="Smid den væk"></div>
<div id="board"><ul>${notes.map((text) => `<li data-note="${text}">${text}</li>`).join("")}</ul></div>
<section id="write" data-board="b" data-seat="${seat}"><form method="post" action="/w/boards/b" data-send>
${problem && `<p data-error-summary tabindex="-1">${problem}</p>`}
<input type="hidden" name="do" value="add"><textarea name="text" aria-label="Seddel"></textarea>
<label><input type="radio" name="zone" value="pressed"> Presset</label><button>Læg</button></form></section>
<p id="told" role="status" data-one="En ny seddel" data-many="# nye sedler"></p></main></body></html>`;

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://local");
  response.setHeader("content-security-policy", POLICY);
  const send = (status, type, body) => response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  const html = (status, body) => send(status, "text/html; charset=utf-8", body);
  const script = async (name) => readFile(path.join(ASSETS, name));
  if (pathname === "/w/worker.js") return send(200, "text/javascript", await script("board-worker.js"));
  if (pathname.startsWith("/assets/")) return send(200, TYPES[path.extname(pathname)] ?? "text/plain", await script(pathname.slice(8)));
  if (pathname === "/w/now") return html(200, page());
  if (pathname === "/w") return html(200, "<title>Dør</title><h1>Dør</h1>");
  if (pathname === "/w/leave") return response.writeHead(303, { location: "/w" }).end();
  let body = "";
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  if (form.get("seat") !== seat) return html(409, "<title>Nej</title><h1>Du er ikke længere med</h1>");
  if (form.get("text").includes("12345678") || firmer) return html(422, page("Der står et telefonnummer."));
  if (!answered.has(form.get("request"))) notes.push(form.get("text"));
  answered.add(form.get("request"));
  response.writeHead(303, { location: "/w/now" }).end();
}

before(async () => {
  browser = await launch();
  server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  between = await wire(new URL(`http://127.0.0.1:${server.address().port}`));
});
after(async () => {
  await browser?.close();
  between?.close();
  server?.closeAllConnections();
  server?.close();
});

async function begin() {
  [notes, answered, seat, firmer] = [[], new Set(), "seat-a", false];
  between.mend();
  const page = await open(browser, { from: between.origin });
  await page.goto(`${between.origin}/w/now`);
  return page;
}

async function write(page, text) {
  await page.locator("[name=zone]").check();
  await page.locator("[name=text]").fill(text);
  await page.getByRole("button", { name: "Læg" }).click();
}

/** Waits until the server has as many notes. */
async function until(count) {
  for (let tries = 0; tries < 200 && notes.length < count; tries += 1) await new Promise((next) => setTimeout(next, 50));
}

/** Waits until the device keeps the page. */
async function kept(page) {
  const isKept = await page.evaluate(async () => {
    for (let tries = 0; tries < 150; tries += 1) {
      if (await caches.match("/w/now")) return true;
      await new Promise((next) => setTimeout(next, 100));
    }
    return false;
  });
  assert.equal(isKept, true);
}

test("the page opens without a line, and what waits is sent once, in its order", async () => {
  const page = await begin();
  await kept(page);
  between.cut();
  for (const text of ["et", "to", "tre", "fire"]) {
    await write(page, text);
    await page.waitForFunction(() => document.querySelector("[name=text]").value === "");
  }
  await page.locator("#waiting", { hasText: "4 sedler venter på nettet." }).waitFor();
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.goto(`${between.origin}/w/now`);
  await again.locator("#waiting", { hasText: "4 sedler venter på nettet." }).waitFor();
  await again.locator("#offline").waitFor();
  assert.deepEqual(notes, []);
  between.mend();
  await again.locator("#waiting").waitFor({ state: "hidden", timeout: 20_000 });
  assert.deepEqual(notes, ["et", "to", "tre", "fire"]);
  assert.equal(await again.locator("#offline").isHidden(), true);
  await context.close();
});

test("an answer that is lost on its way makes no second note", async () => {
  const page = await begin();
  let lost = 0;
  await page.route("**/w/boards/b", async (route) => {
    // It reaches the server, and the answer is lost.
    if (lost === 0) await fetch(`${between.origin}/w/boards/b`, { method: "POST", body: route.request().postData(), redirect: "manual" });
    lost += 1;
    return lost === 1 ? route.abort() : route.continue();
  });
  await write(page, "kun én gang");
  await page.locator("#waiting", { hasText: "1 seddel venter på nettet." }).waitFor();
  await page.locator("#waiting").waitFor({ state: "hidden", timeout: 20_000 });
  assert.deepEqual(notes, ["kun én gang"]);
  await page.context().close();
});

test("a text that is turned away at once comes back, and one that is turned away later is not lost", async () => {
  const page = await begin();
  await write(page, "ring 12345678");
  await page.locator("[data-error-summary]").waitFor();
  await kept(page);
  between.cut();
  await write(page, "skrevet uden net");
  await page.locator("#waiting", { hasText: "1 seddel" }).waitFor();
  firmer = true;
  between.mend();
  await page.locator("#refused", { hasText: "skrevet uden net" }).waitFor({ timeout: 20_000 });
  assert.equal(await page.locator("#waiting").isHidden(), true);
  firmer = false;
  await page.getByRole("button", { name: "Ret teksten" }).click();
  assert.equal(await page.locator("[name=text]").inputValue(), "skrevet uden net");
  // It goes from the list once the device has forgotten it there.
  await page.locator("#refused").waitFor({ state: "hidden" });
  await page.reload();
  assert.equal(await page.locator("[name=text]").inputValue(), "skrevet uden net", "it is not lost with the page");
  await page.getByRole("button", { name: "Læg" }).click();
  await until(1);
  assert.deepEqual(notes, ["skrevet uden net"]);
  await page.context().close();
});

test("whoever leaves while something waits is told, and the next one at the screen sends nothing of it", async () => {
  const page = await begin();
  await kept(page);
  between.cut();
  await write(page, "den førstes");
  await page.locator("#waiting", { hasText: "1 seddel" }).waitFor();
  await page.getByRole("button", { name: "Forlad" }).click();
  await page.locator("#waiting", { hasText: "Tryk igen." }).waitFor();
  // The next one comes in at the same screen.
  seat = "seat-b";
  between.mend();
  await page.goto(`${between.origin}/w/now`);
  await write(page, "den næstes");
  await until(1);
  await page.waitForTimeout(6_000);
  assert.deepEqual(notes, ["den næstes"]);
  await page.getByRole("button", { name: "Forlad" }).click();
  await page.waitForURL("**/w");
  assert.equal(await page.evaluate(async () => Boolean(await caches.match("/w/now"))), false);
  await page.context().close();
});
