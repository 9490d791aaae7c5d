// Jonas, HR consultant: adds an own indicator and reads its numbers in from a file as a payroll system writes it, with a wrong line
// in it; sees what is replaced when he reads it again; and is told why a file with CPR numbers and an empty one are not read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

const MONTHS = Array.from({ length: 30 }, (_, at) => [2023 + Math.floor(at / 12), (at % 12) + 1]);
const UNITS = ["Mosevang", "Skovbakken", "Søvænget"];

/** Semicolons, decimal commas and Windows-1252, with one line that cannot be used. */
function months() {
  const lines = ["Enhed;Måned;Hændelser;Timer;Medarbejdere"];
  for (const [at, [year, month]] of MONTHS.entries()) {
    for (const [place, unit] of UNITS.entries()) {
      lines.push(`${unit};${year}-${String(month).padStart(2, "0")};${2 + ((at * 7 + place * 3) % 5)},5;${140 + place};${14 + place}`);
    }
  }
  lines.push("Mosevang;2025-07;-3,0;140;14");
  return Buffer.from(`${lines.join("\r\n")}\r\n`, "latin1");
}

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator");
});
after(() => browser?.close());

async function upload(name, buffer) {
  await visit(page, "/imports/new");
  await page.locator("input[type=radio][value=unit_months]").check();
  await page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer });
  await press(page, "Se filen igennem");
}

/** Waits for the background job, however the page tells of it. */
async function until(words) {
  await page.getByText(words).first().waitFor();
}

test("he adds an indicator of their own", async () => {
  await visit(page, "/indicators");
  await follow(page, "Tilføj et nøgletal");
  await press(page, "Gem");
  assert.ok(await page.getByRole("heading", { name: /felt(er)? skal rettes/ }).isVisible(), "an empty form is refused, with reasons");
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await isSound(page);
  await page.locator("#name_da").fill("Utilsigtede hændelser");
  await page.locator("#definition_da").fill("Hændelser, der er meldt ind, set i forhold til timer hos borgerne.");
  await page.locator("#formula_da").fill("hændelser / timer");
  await page.locator("input[name=measure][value=rate_percent]").check();
  await page.locator("input[name=good_direction][value=down]").check();
  await press(page, "Gem");
  assert.equal(await said(page), "Nøgletallet er gemt.");
});

test("the file is recognised, and he says what the columns mean", async () => {
  await upload("hændelser.csv", months());
  assert.equal(await page.locator("#f0_encoding").inputValue(), "windows1252");
  assert.equal(await page.locator("#f0_separator").inputValue(), "semicolon");
  assert.equal(await page.locator("#f0_decimal").inputValue(), "comma");
  await page.locator("#source").fill("Kvalitetssystemet");
  await page.locator("#indicator").selectOption({ label: "Utilsigtede hændelser" });
  await page.locator("#f0_unit").selectOption({ label: "Enhed" });
  await page.locator("#f0_month").selectOption({ label: "Måned" });
  await page.locator("#f0_numerator").selectOption({ label: "Hændelser" });
  await page.locator("#f0_denominator").selectOption({ label: "Timer" });
  await page.locator("#f0_people").selectOption({ label: "Medarbejdere" });
  await isSound(page);
  await shot(page, "journey-import-columns");
  await press(page, "Se summerne");
});

test("he sees the sums and the line that cannot be used before anything is kept", async () => {
  await until("91 linjer er læst.");
  const text = await page.locator("main").innerText();
  assert.match(text, /1 linje kan ikke bruges/);
  assert.match(text, /Tallet er under nul/);
  assert.match(text, /januar 2023 til juni 2025/);
  const errors = await page.locator("a", { hasText: "Hent alle linjerne som CSV" }).getAttribute("href");
  const answer = await page.context().request.get(new URL(errors, page.url()).href);
  assert.match(await answer.text(), /92;Hændelser;/);
  await isSound(page);
  await shot(page, "journey-import-sums");
});

test("they are read in, and stand on the figure page", async () => {
  await press(page, "Indlæs");
  await until("Tallene er indlæst.");
  await visit(page, "/indicators");
  const line = page.locator("main li, main tr, main section", { hasText: "Utilsigtede hændelser" }).last();
  await follow(page, /Se tallene|Utilsigtede hændelser/, line);
  assert.match(await page.locator("main").innerText(), /Utilsigtede hændelser/);
});

test("reading it again says first what it replaces", async () => {
  await upload("hændelser igen.csv", months());
  await page.locator("#source").fill("Kvalitetssystemet");
  await page.locator("#indicator").selectOption({ label: "Utilsigtede hændelser" });
  for (const [role, column] of [["unit", "Enhed"], ["month", "Måned"], ["numerator", "Hændelser"], ["denominator", "Timer"], ["people", "Medarbejdere"]]) {
    await page.locator(`#f0_${role}`).selectOption({ label: column });
  }
  await press(page, "Se summerne");
  await until("Erstatter 30 måneder, der allerede er indlæst fra Kvalitetssystemet");
  await press(page, "Slet filen");
  assert.equal(await said(page), "Filen er slettet.");
});

test("a column of CPR numbers cannot be chosen", async () => {
  const lines = ["CPR;Enhed;Måned;Antal"];
  for (let day = 1; day <= 24; day += 1) lines.push(`${String(day).padStart(2, "0")}0170-${1001 + day * 37};Mosevang;2024-${String((day % 12) + 1).padStart(2, "0")};1`);
  await upload("personer.csv", Buffer.from(`${lines.join("\n")}\n`));
  assert.match(await page.locator("main").innerText(), /En kolonne ligner CPR-numre/);
  const choices = await page.locator("#f0_unit option").allInnerTexts();
  assert.ok(!choices.includes("CPR"), `CPR is offered: ${choices.join(", ")}`);
  assert.doesNotMatch(await page.locator("main").innerText(), /010170/, "no number is shown");
  await isSound(page);
  await press(page, "Slet filen");
});

test("what the file leaves in doubt is chosen by him, and nothing beforehand", async () => {
  const lines = ["Enhed;Måned;Hændelser;Timer;Medarbejdere"];
  for (const unit of UNITS) lines.push(`${unit};2026-09;11.125;14000;14`);
  await upload("tvivl.csv", Buffer.from(`${lines.join("\n")}\n`));
  const mark = page.locator("#f0_decimal");
  assert.equal(await mark.inputValue(), "", "no decimal mark is chosen beforehand");
  await page.locator("#source").fill("Et andet system");
  await page.locator("#indicator").selectOption({ label: "Utilsigtede hændelser" });
  for (const [role, column] of [["unit", "Enhed"], ["month", "Måned"], ["numerator", "Hændelser"], ["denominator", "Timer"], ["people", "Medarbejdere"]]) {
    await page.locator(`#f0_${role}`).selectOption({ label: column });
  }
  await page.locator("form[action$='/columns']").evaluate((form) => { form.noValidate = true; });
  await press(page, "Se summerne");
  assert.ok(await page.getByRole("heading", { name: /felt(er)? skal rettes/ }).isVisible(), "it is asked again");
  page.faults.length = 0; // the refused form answers 422
  assert.equal(await page.locator("#source").inputValue(), "Et andet system", "what was typed is there");
  assert.ok(await mark.isVisible(), "what is asked about can be seen");
  await isSound(page);
  await page.locator("#f0_decimal").selectOption("point");
  await press(page, "Se summerne");
  await until("3 linjer er læst.");
  assert.match(await page.locator("main").innerText(), /33,3[78]/);
  await press(page, "Slet filen");
});

test("of a file of mostly wrong lines the rest is read in when he says that it is the right one", async () => {
  const lines = ["Enhed;Måned;Hændelser;Timer;Medarbejdere", "Mosevang;2026-09;2,5;140;14"];
  for (const unit of ["X", "Y", "Z"]) lines.push(`${unit};2026-09;1,5;140;14`);
  await upload("en del.csv", Buffer.from(`${lines.join("\n")}\n`));
  await page.locator("#source").fill("En del af filen");
  await page.locator("#indicator").selectOption({ label: "Utilsigtede hændelser" });
  for (const [role, column] of [["unit", "Enhed"], ["month", "Måned"], ["numerator", "Hændelser"], ["denominator", "Timer"], ["people", "Medarbejdere"]]) {
    await page.locator(`#f0_${role}`).selectOption({ label: column });
  }
  await press(page, "Se summerne");
  await until("De fleste linjer kan ikke bruges.");
  await isSound(page);
  await page.getByLabel("Det er den rigtige fil. Indlæs de linjer, der kan bruges.").check();
  await press(page, "Indlæs");
  await until("Tallene er indlæst.");
});

test("an empty file is refused by name, and no import of it stays", async () => {
  await upload("tom.csv", Buffer.alloc(0));
  assert.match(await page.locator("main").innerText(), /tom\.csv er tom\./);
  page.faults.length = 0; // the refused file answers 422
  await visit(page, "/imports");
  assert.doesNotMatch(await page.locator("main").innerText(), /tom\.csv/);
});
