// The demo's survey that takes answers: where it is, who is asked, and cards for it.
import { execFileSync } from "node:child_process";
import { asPerson, base, open } from "./lib.mjs";

// Those of the demo's people who are asked and can be stepped in as.
const ASKED = ["safety_rep", "employee"];

/** Has the coordinator make cards, and reads their codes from the PDF as whoever cuts them out would. */
export async function openSurvey(browser) {
  const page = await asPerson(await open(browser), ASKED[0]);
  const link = await page.getByRole("link", { name: /^Svar nu/ }).getAttribute("href");
  const address = new URL(link, base()).pathname;
  await page.goto(base() + address);
  const { survey } = await page.locator("main").evaluate((main) => ({ ...main.dataset }));
  const { cells } = await (await page.request.get(`${base()}${address}/rules.json`)).json();
  await asPerson(page, "coordinator");
  const pdf = await page.request.post(`${base()}/surveys/${survey}/cards`);
  if (!pdf.ok()) throw new Error(`no cards: ${pdf.status()} ${await pdf.text()}`);
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: await pdf.body(), encoding: "utf8" });
  const cards = text.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]\b/g) ?? [];
  await page.context().close();
  return { address, cell: cells[0].number, cards, people: [...ASKED] };
}
