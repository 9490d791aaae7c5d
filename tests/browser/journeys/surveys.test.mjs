// Jonas, HR consultant: sets a survey up, sees what is missing and what small groups cost, launches it, and prints cards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, follow, isSound, launch, open, press, said, shot, visit } from "../lib.mjs";

let browser;
let page;
let address;
before(async () => {
  browser = await launch();
  page = await open(browser);
  await asPerson(page, "coordinator");
});
after(() => browser?.close());

const main = () => page.locator("main").innerText();
// Days from today, as they are typed. The demo runs on the machine's own clock.
const day = (days) => {
  const date = new Date(Date.now() + days * 86_400_000);
  const part = (options) => new Intl.DateTimeFormat("da-DK", { timeZone: "Europe/Copenhagen", ...options }).format(date);
  const [dd, mm] = [part({ day: "2-digit" }), part({ month: "2-digit" })].map((text) => text.replace(/\D/g, ""));
  return `${dd.padStart(2, "0")}.${mm.padStart(2, "0")}.${part({ year: "numeric" })}`;
};

test("he begins with a name and a questionnaire", async () => {
  await visit(page, "/figures");
  await follow(page, "Trivselsmålinger");
  await isSound(page);
  await shot(page, "surveys");
  await page.getByRole("link", { name: "Opret en måling" }).click();
  await page.locator("#title").fill("Rejseprøven");
  await page.locator("#questionnaire").selectOption({ index: 1 });
  await isSound(page);
  await press(page, "Opret kladden", page.locator("main form"));
  assert.equal(await said(page), "Kladden er oprettet. Ingen er spurgt endnu. Se de foreslåede datoer efter.");
  assert.match(await page.locator("#purpose_da").inputValue(), /^Vi vil vide, hvordan du har det på arbejdet/);
  await isSound(page);
  await shot(page, "survey-edit");
});

test("what is missing is listed, and each thing leads to its field", async () => {
  await page.locator("#opens_on").fill(day(0));
  await page.locator("#closes_on").fill(day(20));
  await page.locator("#reminders").fill(day(8));
  // Not the whole municipality: everybody without a mail address needs a card.
  await page.getByRole("checkbox", { name: "Fjordby Kommune" }).uncheck();
  await page.getByRole("checkbox", { name: "Kultur og Borgerservice" }).check();
  await press(page, "Gem målingen");
  assert.equal(await said(page), "Målingen er gemt.");
  assert.match(await main(), /3 ting mangler, før den kan åbne/);
  await isSound(page);
  await shot(page, "survey-missing");
  await follow(page, "Vælg, hvem der følger op.");
  assert.match(page.url(), /edit#follow_up_person$/);
  await page.locator("#follow_up_person").selectOption({ index: 1 });
  await page.locator("#follow_up_on").fill(day(5));
  await page.locator("#follow_up_time").fill("To timer på personalemødet");
  await page.locator("#minimum").fill("4");
  await press(page, "Gem målingen");
  assert.match(await main(), /Tallet er for lavt\. Det kan sættes op, ikke ned\./);
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await page.locator("#minimum").fill("5");
  await press(page, "Gem målingen");
  assert.match(await main(), /Én ting mangler, før den kan åbne/);
  await follow(page, /Sæt en dag til at tale resultaterne igennem/);
  await page.locator("#follow_up_on").fill(day(30));
  await press(page, "Gem målingen");
  assert.match(await main(), /Alt er på plads/);
});

test("the plan says who gets no results of their own", async () => {
  await follow(page, "Se alle grupper");
  assert.match(await main(), /bliver spurgt, i \d+ grupper\./);
  await isSound(page);
  await shot(page, "survey-plan");
  await page.goBack();
});

test("it opens by itself, and tells no more than it may", async () => {
  address = new URL(page.url()).pathname;
  await press(page, "Gør målingen klar");
  assert.equal(await said(page), "Målingen er klar og åbner selv.");
  // It opens in the background, at once when its day is today.
  await assert.doesNotReject(async () => {
    for (let tries = 0; tries < 60; tries++) {
      await visit(page, address);
      if (/Mindst 0 af/.test(await main())) return;
      await page.waitForTimeout(500);
    }
    throw new Error(await main());
  });
  assert.match(await main(), /Tallet vokser 10 ad gangen/);
  await isSound(page);
  await shot(page, "survey-open");
  assert.match(await page.getByRole("link", { name: "Åbn fælles skærm" }).getAttribute("href"), /^\/answer\/.*#tablet$/);
  await follow(page, "Se opslag og tekst");
  assert.match(await main(), /Segl/);
  await isSound(page);
  await shot(page, "survey-notice");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Hent opslaget som PDF" }).click()]);
  assert.match(file.suggestedFilename(), /^opslag-\d+\.pdf$/);
});

test("its last day is moved within what was promised, and the page says so", async () => {
  await visit(page, address);
  await follow(page, "Flyt den sidste dag");
  await isSound(page);
  await shot(page, "survey-last-day");
  await page.locator("#last_day").fill(day(1));
  await press(page, "Flyt dagen, og skriv til dem");
  assert.match(await main(), /Dagen er for tidlig\. Den tidligste er/);
  assert.equal(await page.locator("#last_day").inputValue(), day(1));
  page.faults.length = 0; // the refused form answers 422, which the browser writes in its console
  await isSound(page);
  await page.locator("#last_day").fill(day(25));
  await press(page, "Flyt dagen, og skriv til dem");
  assert.equal(await said(page), "Den sidste dag er flyttet.");
  assert.match(await main(), /Den sidste dag var planlagt til/);
  await isSound(page);
});

test("a new draft is made of it, made ready, and called off", async () => {
  await visit(page, "/surveys/new");
  assert.match(await main(), /WHO-5 trivselsindeks kan ikke vælges endnu/);
  await page.getByText("Læs spørgeskemaerne").click();
  await isSound(page);
  await shot(page, "survey-new");
  await press(page, /^Lav en kladde ud fra/);
  assert.equal(await said(page), "Kladden er oprettet. Ingen er spurgt endnu. Se datoer og navn efter.");
  await page.locator("#follow_up_on").fill(day(80));
  await press(page, "Gem målingen");
  assert.match(await main(), /Alt er på plads/);
  await press(page, "Gør målingen klar");
  await isSound(page);
  await follow(page, "Aflys målingen");
  await isSound(page);
  await press(page, "Aflys målingen");
  assert.equal(await said(page), "Målingen er slettet.");
});

test("cards come as one file, and the same ones again", async (t) => {
  await visit(page, address);
  const cards = page.getByRole("link", { name: "Se kortene" });
  if (!(await cards.count())) return t.skip("everybody in the demo has a mail address");
  await cards.click();
  await isSound(page);
  await shot(page, "survey-cards");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Hent kortene som PDF" }).click()]);
  assert.match(file.suggestedFilename(), /^kort-\d+\.pdf$/);
  await visit(page, `${address}/cards`);
  assert.match(await main(), /Kortene er hentet før\./);
  await isSound(page);
});
