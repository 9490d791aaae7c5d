// Jonas, HR consultant: copies the pulse, changes a wording and sees what it breaks, previews it in both languages and publishes it;
// reads a questionnaire in from a table with a mistake, and completes a template.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator");
});
after(() => browser?.close());

const main = () => page.locator("main").innerText();
const item = (words) => page.locator("#items li", { hasText: words });

async function upload(name, text) {
  await page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await press(page, "Hent");
}

test("he finds the pulse from the figures and copies it", async () => {
  await visit(page, "/figures");
  await follow(page, "Spørgeskemaer");
  await isSound(page);
  await shot(page, "questionnaires");
  await follow(page, "Trivselspuls");
  await isSound(page);
  await press(page, "Kopiér som jeres eget");
  assert.equal(await said(page), "Kopien er jeres. Den er en kladde, du kan rette i.");
  assert.match(await main(), /Alle skalaer kan sammenlignes\./);
  await isSound(page);
  await shot(page, "questionnaire-draft");
});

test("he changes a wording and sees which scale can no longer be compared", async () => {
  await follow(page, /^Ret ?: Kan du selv forme/, item("Kan du selv forme"));
  await page.locator("#text_da").fill("Bestemmer du selv, hvordan du arbejder?");
  await page.locator("#text_en").fill("Do you decide how you work?");
  await isSound(page);
  await shot(page, "questionnaire-item");
  await press(page, "Gem");
  assert.equal(await said(page), "Det er gemt.");
  const compared = await page.locator("#compared").innerText();
  assert.match(compared, /Én skala kan ikke sammenlignes\./);
  assert.match(compared, /Indflydelse\s+Kan ikke sammenlignes\s+Ordene i »Bestemmer du selv/);
  assert.match(compared, /Mening\s+Kan sammenlignes/);
  assert.match(compared, /Kan du selv forme den måde, du løser dine opgaver på\?/, "the words before are there to see");
});

test("he moves a question, asks one only after certain answers, and reverses an item", async () => {
  await press(page, /^Flyt ned ?: Bestemmer du selv/, item("Bestemmer du selv"));
  assert.match(await page.locator("#items li").nth(1).innerText(), /^2\. Bestemmer du selv/);
  await follow(page, /^Hvornår det stilles ?: Går det meste/, item("Går det meste"));
  await page.locator("#item").selectOption({ label: "3. Kan du se, at dit arbejde gør en forskel for nogen?" });
  await press(page, "Vælg");
  await page.getByLabel("Nej, slet ikke").check();
  await page.getByLabel("Nej, kun lidt").check();
  await isSound(page);
  await press(page, "Gem");
  assert.match(await item("Går det meste").innerText(), /Stilles kun, når svaret på »Kan du se[\s\S]*er »Nej, slet ikke« eller »Nej, kun lidt«\./);
  await follow(page, /^Ret ?: Mening/, page.locator("#scales"));
  await page.locator("#item_meaning_time").selectOption("reversed");
  await isSound(page);
  await shot(page, "questionnaire-scale");
  await press(page, "Gem");
  assert.match(await page.locator("#compared").innerText(), /2 skalaer kan ikke sammenlignes\./);
});

test("he adds options and takes an unused set away again", async () => {
  await follow(page, "Tilføj svarmuligheder");
  await page.locator("#option_1_value").fill("1");
  await page.locator("#option_1_label_da").fill("Enig");
  await page.locator("#option_2_value").fill("nul");
  await page.locator("#option_2_label_da").fill("Uenig");
  await press(page, "Gem");
  assert.match(await page.locator("[role=alert]").innerText(), /Tal: Vælg en af mulighederne\./);
  assert.equal(await page.locator("#option_2_label_da").inputValue(), "Uenig", "what was typed is still there");
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await page.locator("#option_2_value").fill("0");
  await isSound(page);
  await press(page, "Gem");
  const told = page.locator(".notice.warn", { hasText: "før den kan udgives" });
  assert.match(await told.innerText(), /Svarmuligheder 4: Ord til et svar mangler på English\./);
  await follow(page, /Svarmuligheder 4/, told);
  await follow(page, "Fjern");
  await isSound(page);
  await press(page, "Fjern");
  assert.equal(await said(page), "Det er fjernet.");
  assert.equal(await page.locator(".notice.warn", { hasText: "før den kan udgives" }).count(), 0);
});

test("he previews it as a respondent sees it, in both languages", async () => {
  await follow(page, "Se det som den, der svarer");
  await isSound(page);
  await press(page, "Begynd");
  assert.match(await main(), /Spørgsmål 1 af 22[\s\S]*Vil ikke svare/);
  await isSound(page);
  await shot(page, "questionnaire-preview");
  await page.getByLabel("Både og").check();
  await press(page, "Næste spørgsmål");
  assert.match(await main(), /Spørgsmål 2 af 22[\s\S]*Bestemmer du selv/);
  await follow(page, "English");
  assert.match(await main(), /Question 2 of 22[\s\S]*Do you decide how you work\?[\s\S]*Prefer not to answer/);
  await isSound(page);
  await follow(page, "Trivselspuls");
});

test("he publishes it, and it can never be changed", async () => {
  await follow(page, "Udgiv");
  assert.match(await main(), /Udgiv Trivselspuls, version 1\?[\s\S]*2 skalaer kan ikke sammenlignes\./);
  await isSound(page);
  await press(page, "Udgiv");
  assert.equal(await said(page), "Versionen er udgivet.");
  assert.match(await main(), /Den bliver aldrig ændret\./);
  assert.equal(await page.getByRole("link", { name: /^Ret/ }).count(), 0);
  await isSound(page);
  await follow(page, "Versioner");
  await press(page, "Begynd en ny version");
  assert.match(await main(), /Version 2\.[\s\S]*Alle skalaer kan sammenlignes\./);
  await follow(page, "Slet kladden");
  await isSound(page);
  await press(page, "Slet kladden");
  assert.equal(await said(page), "Kladden er smidt væk.");
});

test("a table with a mistake names the row, and a corrected one becomes a draft", async () => {
  const table = "spørgsmål;svar;skala\nEr der ro?;2=Ofte | 1=Sommetider | 0=Aldrig;Ro\nLarmer det?;ja eller nej;Ro\n";
  await visit(page, "/questionnaires/import");
  await isSound(page);
  await upload("Ro på arbejdet.csv", table);
  assert.match(await page.locator("[role=alert]").innerText(), /Række 3, svar: »ja eller nej« kan ikke læses som svar\./);
  await shot(page, "questionnaire-import-mistake");
  page.faults.length = 0;
  await upload("Ro på arbejdet.csv", table.replace("ja eller nej", "2=Ofte | 1=Sommetider | 0=Aldrig"));
  assert.equal(await said(page), "Filen er læst.");
  assert.equal(await page.locator("h1").innerText(), "Ro på arbejdet");
  assert.match(await main(), /2 spørgsmål[\s\S]*Gennemsnit af svarene, fra 0 til 100\./);
  await isSound(page);
});

test("WHO-5 is a template that is completed from a file", async () => {
  await visit(page, "/questionnaires");
  await follow(page, "WHO-5 trivselsindeks");
  await press(page, "Kopiér som jeres eget");
  assert.match(await main(), /Spørgsmål 1: Spørgsmålet mangler på Dansk\./);
  const rows = [1, 2, 3, 4, 5].map((n) => `who5_${n};Punkt ${n};Point ${n};5=F|4=E|3=D|2=C|1=B|0=A;5=F|4=E|3=D|2=C|1=B|0=A`);
  await follow(page, "Hent ord fra en fil");
  await isSound(page);
  await upload("who5.csv", `nøgle;spørgsmål_da;spørgsmål_en;svar_da;svar_en\n${rows.join("\n")}\n`);
  assert.equal(await said(page), "Filen er læst.");
  assert.doesNotMatch(await main(), /før den kan udgives/);
  await follow(page, "Udgiv");
  await press(page, "Udgiv");
  assert.equal(await said(page), "Versionen er udgivet.");
});
