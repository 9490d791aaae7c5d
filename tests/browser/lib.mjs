// What every browser test needs: the browser, stepping in as one of the demo's people, and the checks of a page.
//
// A test gets the address of the running demo from `base()`. It opens its own context with `open()`, which also collects
// everything a page does wrong by itself: console errors, blocked resources, failed and outside requests.
import { mkdir } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import axeCore from "axe-core";
import { chromium } from "playwright-core";

export const WIDTHS = [1280, 768, 320];
const HEIGHTS = { 1280: 900, 768: 1024, 320: 640 };
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

// The four people of the issue, as the demo's story names them.
export const PEOPLE = { manager: "Karen Holst", safety_rep: "Mette Friis", coordinator: "Jonas Bak", employee: "Ali Demir" };

/** The address of the demo under test, without a slash at the end. */
export function base() {
  const address = process.env.TRIVSEL_URL;
  if (!address) throw new Error("TRIVSEL_URL is not set: start the tests with `node run.mjs`");
  return address.replace(/\/$/, "");
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A fresh visitor: own cookies, 1280 wide. `page.faults` fills with what goes wrong while the page is used.
 * The browser's own wish of language decides the first page's language, so it is set here.
 */
export async function open(browser, { language = "da", javaScript = true, from = base() } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: HEIGHTS[1280] },
    locale: language === "da" ? "da-DK" : "en-GB",
    timezoneId: "Europe/Copenhagen",
    javaScriptEnabled: javaScript,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.faults = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== new URL(from).origin) {
      page.faults.push(`request to another origin: ${request.url()}`);
    }
  });
  page.on("requestfailed", (request) => {
    // A page that is left while a picture still loads aborts that request: no fault of the page.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      page.faults.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
    }
  });
  return page;
}

/** Opens an address of the demo and returns the answer. */
export function visit(page, address) {
  return page.goto(new URL(address, base()).href, { waitUntil: "load" });
}

/**
 * Steps in as one of the demo's invented people: a role of `PEOPLE`, or a name, and then opens `address`.
 * Each person is a form button: in the demo line of every page, and on the sign-in page.
 */
export async function asPerson(page, who, address = "/") {
  await visit(page, "/");
  const name = PEOPLE[who] ?? who;
  const here = page.locator("aside.demo summary", { hasText: name });
  if (!(await here.count())) {
    const summary = page.locator("aside.demo summary");
    if (await summary.count()) await summary.first().click();
    const button = page.locator('form[action="/demo/step-in"] button').filter({ hasText: name });
    if (!(await button.count())) {
      const offered = await page.locator('form[action="/demo/step-in"] button').allInnerTexts();
      throw new Error(`the demo's people hold no ${name} at ${page.url()}: ${offered.join("; ") || "no buttons"}`);
    }
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), button.first().click()]);
  }
  if (address !== "/") await visit(page, address);
  return page;
}

/** Follows a link by its words, and waits until the page it leads to is there. */
export async function follow(page, name, within = page.locator("main")) {
  const link = within.getByRole("link", { name }).first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), link.click()]);
  return page;
}

/** Presses a button of a form, and waits until the page that answers is there. */
export async function press(page, name, within = page.locator("main")) {
  const button = within.getByRole("button", { name }).first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), button.click()]);
  return page;
}

/** What was done, as the page says it. */
export function said(page) {
  return page.locator("main .notice.done").innerText();
}

/** The page that is there, checked: what it owes its reader, axe, 320 px, and nothing wrong on the way. */
export async function isSound(page, language = "da") {
  const faults = await faultsOf(page, language);
  if (faults.length) throw new Error(`${page.url()}\n${faults.join("\n")}`);
}

/** Switches the language by the control in the head. Staying on the page is part of the promise and is checked. */
export async function inLanguage(page, language) {
  if ((await page.locator("html").getAttribute("lang")) === language) return page;
  const before = new URL(page.url()).pathname;
  const control = page.locator(`header :is(a, button)[lang="${language}"]`);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), control.first().click()]);
  const now = await page.locator("html").getAttribute("lang");
  if (now !== language) throw new Error(`the language is ${now}, not ${language}, after switching`);
  const after = new URL(page.url()).pathname;
  if (after !== before) throw new Error(`switching the language left ${before} for ${after}`);
  return page;
}

/** The accessibility faults of the page as axe finds them: one line each, empty when there are none. */
export async function axe(page) {
  // Through the debugger, not a <script>: the page's own content security policy stays in force.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeCore.source);
  const { violations } = await page.evaluate(
    (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    WCAG,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `axe ${id}: ${help}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`),
  );
}

/** Elements that make the document scroll sideways at 320 px: one line each, empty when it fits. */
export async function overflow(page, width = 320) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: HEIGHTS[width] ?? 900 });
  const faults = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element),
    );
    const named = wide.slice(0, 4).map((element) => element.outerHTML.slice(0, 120).replace(/\s+/g, " "));
    return [`wider than ${root.clientWidth} px: ${root.scrollWidth} px: ${named.join(" | ")}`];
  });
  if (before) await page.setViewportSize(before);
  return faults;
}

/** What every page owes its reader, whatever it is about: one line for each thing that is missing. */
export async function essentials(page, language) {
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    titles: document.title.trim(),
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    styles: document.querySelectorAll("[style], style").length,
    scripts: document.querySelectorAll("script:not([src])").length,
    // What a missing word, an unfilled sentence or an unrendered template leaves behind.
    leftovers: document.body.innerText.match(/\[[a-z]+(-[a-z0-9]+)+\]|\{\s*\$?[a-z_-]+\s*\}|\{\{|\}\}|\{%/)?.[0] ?? "",
  }));
  const faults = [];
  if (language && found.language !== language) faults.push(`html lang is "${found.language}", not "${language}"`);
  if (!found.titles) faults.push("no title");
  if (found.headings !== 1) faults.push(`${found.headings} h1 headings`);
  if (found.mains !== 1) faults.push(`${found.mains} main elements`);
  if (found.styles) faults.push(`${found.styles} inline styles`);
  if (found.scripts) faults.push(`${found.scripts} inline scripts`);
  if (found.leftovers) faults.push(`unfinished text: ${found.leftovers}`);
  return faults;
}

/** All checks of one loaded page together; `withAxe: false` leaves out the slow one. Empties `page.faults`. */
export async function faultsOf(page, language, { withAxe = true } = {}) {
  const faults = [
    ...(await essentials(page, language)),
    ...(withAxe ? await axe(page) : []),
    ...(await overflow(page)),
    ...page.faults,
  ];
  page.faults.length = 0;
  return faults;
}

/**
 * Pictures of the page at all three widths, when the environment says where: SHOTS=/some/folder outside the repository.
 * Does nothing otherwise, so journeys may call it at every station.
 */
export async function shot(page, name) {
  if (!process.env.SHOTS) return;
  const folder = path.resolve(process.env.SHOTS);
  if ((folder + path.sep).startsWith(REPOSITORY)) throw new Error("SHOTS must lie outside the repository");
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    // Hiding the caret would leave empty style attributes behind, which the checks of a page count.
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true, caret: "initial" });
  }
  if (before) await page.setViewportSize(before);
}

/** A wire between the browser and the program that can be cut: what Chromium calls offline leaves open lines alone. */
export async function wire(to) {
  const lines = new Set();
  let isCut = false;
  const hold = (line, other) => {
    lines.add(line);
    line.on("error", () => {});
    line.on("close", () => {
      lines.delete(line);
      other.destroy();
    });
  };
  const server = net.createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = net.connect(Number(to.port), to.hostname);
    hold(near, far);
    hold(far, near);
    near.pipe(far).pipe(near);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    cut: () => {
      isCut = true;
      for (const line of lines) line.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      for (const line of lines) line.destroy();
      server.close();
    },
  };
}
