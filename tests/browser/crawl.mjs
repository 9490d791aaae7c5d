// Follows the links of the demo from its first page, one example of each kind of address, and checks every page on the way.
import { faultsOf, shot, visit } from "./lib.mjs";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const FILE = /\.(pdf|csv|xlsx|docx|svg|ics|json|zip|txt|md)$/i;

/** The kind of an address: ids, numbers and months become marks, of a query only the names remain. */
export function kindOf(address) {
  const url = new URL(address);
  const path = url.pathname
    .replace(UUID, ":id")
    .replace(/\/\d{4}-\d{2}(-\d{2})?(?=\/|$)/g, "/:date")
    .replace(/\/\d+(?=\/|$)/g, "/:n")
    .replace(/\/Q\d{3}(?=\/|$)/g, "/:question")
    .replace(/\/T\d{3}(?=\/|$)/g, "/:tool")
    .replace(/\/scales\/[a-z_]+$/g, "/scales/:scale")
    .replace(/^\/chain\/[a-z_]+\/:id(\.:id)?/, "/chain/:kind/:node")
    .replace(/^\/w\/[A-Z0-9]{6}$/, "/w/:code")
    .replace(/^\/models\/[a-z_]+$/, "/models/:model")
    .replace(/^\/decks\/[a-z_]+/, "/decks/:deck")
    .replace(/\/duties\/(?!new$)[a-z0-9_]+$/g, "/duties/:duty")
    .replace(/\/doors\/[a-z_]+\/[a-z]+$/g, "/doors/:asker/:purpose");
  const names = [...new Set(url.searchParams.keys())].sort();
  return names.length ? `${path}?${names.join("&")}` : path;
}

/** The links of the page that stay in the demo: address and whether it is a file to fetch rather than a page. */
async function linksOf(page) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("a[href]")].map((link) => ({
      address: link.href,
      isFile: link.hasAttribute("download"),
      // Switching the language belongs to the crawl of the other language.
      isOtherLanguage: link.hasAttribute("hreflang") || link.matches("header [lang]"),
    })),
  );
  const here = new URL(page.url()).origin;
  return found
    .filter(({ address, isOtherLanguage }) => URL.canParse(address) && new URL(address).origin === here && !isOtherLanguage)
    .map(({ address, isFile }) => {
      const url = new URL(address);
      url.hash = "";
      return { address: url.href, isFile: isFile || FILE.test(url.pathname) || url.pathname.startsWith("/api/") };
    });
}

async function checkFile(page, address) {
  const answer = await page.context().request.get(address);
  const faults = answer.status() === 200 ? [] : [`status ${answer.status()}`];
  if ((await answer.body()).length === 0) faults.push("empty file");
  return faults;
}

async function checkPage(page, address, language, checks) {
  const answer = await visit(page, address);
  const faults = answer?.status() === 200 ? [] : [`status ${answer?.status()}`];
  if (!/^text\/html/.test(answer?.headers()["content-type"] ?? "")) {
    page.faults.length = 0;
    return faults; // Shown by the browser, but not one of our pages: a picture or a text.
  }
  return [...faults, ...(await faultsOf(page, language, checks))];
}

/**
 * Visits one page of each kind that can be reached from where `page` stands. `report({ kind, address, faults })` is
 * called for each. Returns the kinds seen. `withAxe: false` leaves out the slowest check, `prefix` names the pictures.
 */
export async function crawl(page, { language, report, prefix = "", withAxe = true }) {
  const start = page.url();
  const seen = new Set([kindOf(start)]);
  const waiting = [{ address: start, isFile: false, from: "" }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { address, isFile, from } = next;
    const kind = kindOf(address);
    let faults;
    try {
      faults = isFile ? await checkFile(page, address) : await checkPage(page, address, language, { withAxe });
    } catch (error) {
      faults = [`could not be opened: ${error.message}`];
    }
    if (!isFile) {
      for (const link of await linksOf(page)) {
        if (seen.has(kindOf(link.address))) continue;
        seen.add(kindOf(link.address));
        waiting.push({ ...link, from: kind });
      }
      await shot(page, `${prefix}${kind.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "start"}`);
    }
    await report({ kind, address, faults: from ? faults.map((fault) => `${fault} (linked from ${from})`) : faults });
  }
  return seen;
}
