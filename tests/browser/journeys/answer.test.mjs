// Answering a survey: by a link, by a card, on a shared screen, without scripts, without a connection, and in two goes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asPerson, base, isSound, launch, open, shot } from "../lib.mjs";
import { openSurvey } from "../survey.mjs";

let browser;
let survey;
before(async () => {
  browser = await launch();
  survey = await openSurvey(browser);
});
after(() => browser?.close());

/** A visitor on the answering page. `sent` fills with what leaves the browser by POST. */
async function answering({ fragment = "", language = "da", as, ...options } = {}) {
  const page = await open(browser, { language, ...options });
  if (as) await asPerson(page, as);
  page.sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") page.sent.push(request);
  });
  await page.goto(`${base()}${survey.address}?lang=${language}${fragment}`);
  return page;
}

const next = (page) => page.locator("[data-next]").click();
const heading = (page) => page.evaluate(() => document.activeElement.textContent);
const screen = (page, name) => page.locator(`main[data-screen="${name}"]`).waitFor();
const kept = (page) => page.evaluate(() => JSON.stringify(localStorage));

async function begin(page) {
  await page.locator("[data-begin] .button").click();
  await screen(page, "question");
}

/** Answers every question by its first option, and free text by a word. Says how many screens it took. */
async function answerAll(page) {
  let screens = 0;
  while ((await page.locator("main").getAttribute("data-screen")) === "question") {
    screens += 1;
    assert.ok(screens < 100, "the questions do not come to an end");
    const question = page.locator("[data-key]:visible");
    assert.equal(await question.count(), 1, "one question a screen");
    if (await question.locator("textarea").count()) await question.locator("textarea").fill("Morgenmødet");
    else await question.getByRole("radio").first().check();
    await next(page);
  }
  return screens;
}

async function sendOff(page) {
  await screen(page, "review");
  await next(page);
  await screen(page, "sent");
}

for (const language of ["da", "en"]) {
  test(`somebody who is signed in answers by keyboard, with a token, in ${language}`, async () => {
    const page = await answering({ fragment: "#me", language, as: survey.people.pop() });
    await isSound(page, language);
    await shot(page, `answer-start-${language}`);
    await page.locator("[data-begin] .button").press("Enter");
    await screen(page, "question");
    assert.equal(new URL(page.url()).hash, "", "the code leaves the address bar");
    await isSound(page, language);
    await shot(page, `answer-question-${language}`);
    const first = await heading(page);
    assert.equal(first, await page.locator("[data-key]:visible h2").textContent(), "the focus is on the question");
    await next(page);
    await page.locator("[data-key]:visible .error").waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.notEqual(await heading(page), first);
    await page.locator('a[href="#main"]').first().press("Enter");
    assert.notEqual(await page.locator("[data-key]:visible h2").textContent(), first, "a skip link is no way back");
    await page.goBack();
    assert.equal(await heading(page), first, "the browser's way back leads one question back");
    await answerAll(page);
    await screen(page, "review");
    await isSound(page, language);
    await shot(page, `answer-review-${language}`);
    await sendOff(page);
    await isSound(page, language);
    await shot(page, `answer-sent-${language}`);
    const sent = await page.locator("#sent").innerText();
    assert.match(sent, language === "da" ? /Har du brug for at tale med nogen\?/ : /Do you need to talk to somebody\?/);
    assert.match(sent, /112/);
    assert.ok(await page.locator('#sent a[href="/"]').isVisible(), "there is a way back");
    assert.equal(await kept(page), "{}", "nothing is left on the device");
    const [token, ballot, ...more] = page.sent;
    assert.equal(more.length, 0);
    assert.match(token.url(), /\/token\?/);
    assert.match(ballot.url(), /\/ballot\?/);
    const [ofToken, ofBallot] = [await token.allHeaders(), await ballot.allHeaders()];
    assert.ok(ofToken.cookie, "the token is fetched as the one who is signed in");
    assert.equal(ofBallot.cookie, undefined, "the answer comes from nobody");
    assert.equal(ofToken.referer, undefined);
    assert.equal(ofBallot.referer, undefined);
    assert.ok(!ballot.postData().includes(token.postDataJSON().blinded), "what was stamped does not come with the answer");
    await page.context().close();
  });
}

test("somebody with a card answers, and goes on where they stopped", async () => {
  const page = await answering();
  await page.locator("#card").fill("01ABC-DEFGH-4");
  await page.locator("[data-begin] .button").click();
  assert.match(await page.locator("[data-fault] a[href='#card']").innerText(), /Koden kender vi ikke/);
  assert.match(await page.locator("#card-error").innerText(), /Koden kender vi ikke/);
  assert.ok(await page.locator("#card").evaluate((field) => field === document.activeElement && field.matches("[aria-invalid='true']")));
  assert.ok(
    await page.locator("#card").evaluate((field) => field.scrollWidth <= field.clientWidth),
    "the whole code can be seen",
  );
  await isSound(page);
  await page.locator("#card").fill(survey.cards.pop().toLowerCase());
  await begin(page);
  await page.locator("[data-key]:visible").getByRole("radio").first().check();
  await next(page);
  const second = await heading(page);
  await page.reload();
  await screen(page, "whose");
  await page.locator("[data-mine]").click();
  await screen(page, "start");
  assert.match(await page.locator("[data-begin] .button").innerText(), /Fortsæt/);
  await begin(page);
  assert.equal(await heading(page), second);
  await page.locator("[data-back]").click();
  assert.ok(await page.locator("[data-key]:visible").getByRole("radio").first().isChecked(), "the answer is still there");
  await answerAll(page);
  await sendOff(page);
  assert.match(await page.locator("#sent").innerText(), /Du kan kassere kortet/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("an answer written without a connection is sent when there is one again", async () => {
  const page = await answering({ fragment: `#${survey.cards.pop()}` });
  await page.locator("main[data-is-kept]").waitFor();
  await begin(page);
  await page.context().setOffline(true);
  await answerAll(page);
  await screen(page, "review");
  await next(page);
  await screen(page, "waiting");
  await isSoundOffline(page);
  await page.reload();
  await screen(page, "waiting");
  await page.context().setOffline(false);
  await screen(page, "sent");
  assert.match(await page.locator("#sent").innerText(), /Et svar, der ventede her, er lagt i kassen/);
  assert.equal(await kept(page), "{}");
  await page.locator("[data-next-person]").click();
  await screen(page, "start");
  assert.ok(await page.locator("#card").isVisible(), "the next person begins by a way of their own");
  await page.context().close();
});

/** Failed requests are what is tested here: everything else about the page must hold. */
async function isSoundOffline(page) {
  page.faults.length = 0;
  await isSound(page);
}

/**
 * A PC in a ward, where somebody began by account, answered one question and left. The server is out of reach for tokens:
 * nobody's only one is used up by this test. `page.asked` fills with what is blinded.
 */
async function begunByAccount(who) {
  const page = await open(browser);
  // The worker asks for the page, past the test.
  await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  page.asked = [];
  await page.route("**/surveys/*/token?*", (route) => {
    page.asked.push(route.request().postDataJSON().blinded);
    return route.fulfill({ status: 503 });
  });
  await asPerson(page, who);
  await page.goto(`${base()}${survey.address}?lang=da#me`);
  await begin(page);
  await page.locator("[data-key]:visible").getByRole("radio").first().check();
  await next(page);
  assert.match(await kept(page), /account/);
  return page;
}

/** The page asks whose the answers are, shows none of them, and lets somebody else begin. */
async function saysToBeAnother(page) {
  await screen(page, "whose");
  assert.equal(await heading(page), "Nogen er begyndt at svare på denne skærm. Er svarene dine?", "the focus is on the question");
  assert.equal(await page.locator(":checked").count(), 0, "no answer is shown, nor lies in the page");
  assert.equal(await page.locator("#card").isVisible(), false);
  await isSoundOffline(page);
  await shot(page, "answer-whose-da");
  await page.locator("[data-other]").press("Enter");
  await screen(page, "aside");
  assert.equal(await heading(page), "Skal de påbegyndte svar slettes?");
  assert.match(await page.locator("#aside").innerText(), /ikke fortsætte her/);
  assert.match(await kept(page), /account/, "nothing goes before it is confirmed");
  await isSoundOffline(page);
  await page.locator("[data-keep]").press("Enter");
  await screen(page, "whose");
  await page.locator("[data-other]").press("Enter");
  await page.locator("[data-set-aside]").press("Enter");
  await screen(page, "start");
  assert.equal(await kept(page), "{}", "what was begun is gone");
  assert.equal(await page.locator("[data-begin] .button").innerText(), "Begynd");
  assert.equal(await page.locator("[data-start-over]").isVisible(), false);
}

test("who comes by account after somebody else gets neither their answers nor their token", async () => {
  const page = await begunByAccount("safety_rep");
  await asPerson(page, "employee");
  await page.goto(`${base()}${survey.address}?lang=da#me`);
  await saysToBeAnother(page);
  assert.equal(await page.locator("#card").isVisible(), false, "the way in is the one in the address");
  await begin(page);
  assert.equal(await page.locator(":checked").count(), 0, "the one before left nothing");
  assert.equal(page.asked.length, 2, "a token of their own is asked for");
  assert.notEqual(page.asked[0], page.asked[1]);
  const first = await heading(page);
  await page.locator("[data-key]:visible").getByRole("radio").first().check();
  await next(page);
  await asPerson(page, "employee");
  await page.goto(`${base()}${survey.address}?lang=da#me`);
  await screen(page, "whose");
  await page.locator("[data-mine]").press("Enter");
  await screen(page, "start");
  await begin(page);
  assert.notEqual(await heading(page), first, "who says they are theirs goes on");
  assert.equal(page.asked[2], page.asked[1], "with the same token");
  await page.context().close();
});

test("a card that somebody else used says so, and what was answered stays for another card", async () => {
  const code = survey.cards.pop();
  const [first, second] = [await answering(), await answering()];
  for (const page of [first, second]) {
    await page.locator("#card").fill(code);
    await begin(page);
    await answerAll(page);
  }
  await sendOff(first);
  await second.locator("[data-next]").click();
  await screen(second, "start");
  assert.match(await second.locator("#card-error").innerText(), /Kortet er brugt\. Det første svar gælder\./);
  await second.locator("#card").fill(survey.cards.pop());
  await begin(second);
  assert.ok(await second.locator(":checked").count(), "the answers are still there");
  for (const page of [first, second]) await page.context().close();
});

test("who comes with a card after somebody else begins afresh, and leaves the device to the next", async () => {
  const page = await begunByAccount("safety_rep");
  await page.goto(`${base()}/`);
  await page.goto(`${base()}${survey.address}?lang=da`);
  await saysToBeAnother(page);
  const code = survey.cards.pop();
  await page.locator("#card").fill(code);
  await begin(page);
  assert.equal(await page.locator(":checked").count(), 0, "the one before left nothing");
  await page.locator("[data-key]:visible").getByRole("radio").first().check();
  await next(page);
  const second = await heading(page);
  // The same code again, typed into the address of the page that is open: no question, on from there.
  await page.evaluate((mark) => location.assign(`#${mark}`), code);
  await page.locator("[data-begin] .button", { hasText: "Fortsæt" }).waitFor();
  await begin(page);
  assert.equal(await heading(page), second);
  await answerAll(page);
  await sendOff(page);
  assert.equal(await kept(page), "{}");
  assert.equal(page.asked.length, 1, "a card needs no token");
  await page.evaluate(() => location.assign("#me"));
  await page.locator("[data-begin] .button", { hasText: "Begynd" }).waitFor();
  assert.equal(await page.locator("#card").isVisible(), false, "the next one begins by account");
  await page.reload();
  await page.locator("[data-begin] .button", { hasText: "Begynd" }).waitFor();
  await page.goto(`${base()}/`);
  await page.goto(`${base()}${survey.address}?lang=da`);
  await page.locator("[data-begin] .button", { hasText: "Begynd" }).waitFor();
  assert.ok(await page.locator("#card").isVisible(), "or with a card");
  await page.context().close();
});

test("a shared screen is set up by a button on the page", async () => {
  const page = await answering();
  await page.locator("[data-share]").press("Enter");
  await page.locator("[data-tablet]").waitFor();
  assert.equal(new URL(page.url()).hash, "#tablet");
  assert.equal(await page.locator("[data-share]").isVisible(), false);
  assert.equal(await page.locator("[data-by-account]").isVisible(), false, "nobody is signed in on a shared screen");
  await isSound(page);
  await page.context().close();
});

test("on a shared screen nothing is kept, and the page starts over", async () => {
  const page = await answering({ fragment: "#tablet" });
  await page.clock.install();
  await page.reload();
  await isSound(page);
  await page.locator("#card").fill(survey.cards.pop());
  await begin(page);
  await page.locator("[data-key]:visible").getByRole("radio").first().check();
  assert.equal(await kept(page), "{}");
  await page.clock.fastForward("02:01");
  await screen(page, "start");
  assert.equal(await page.locator("#card").inputValue(), "");
  await page.locator("#card").fill(survey.cards.pop());
  await begin(page);
  assert.equal(await page.locator(":checked").count(), 0, "the one before left nothing");
  await answerAll(page);
  await sendOff(page);
  await isSound(page);
  assert.equal(await page.locator('#sent a[href="/"]').isVisible(), false);
  await page.clock.fastForward("00:31");
  await screen(page, "start");
  assert.ok(await page.locator("#card").evaluate((field) => field === document.activeElement));
  await page.context().close();
});

test("somebody without scripts answers by card on one page", async () => {
  const page = await answering({ javaScript: false });
  await page.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Send dit svar" }).click();
  assert.match(await page.getByRole("alert").first().innerText(), /Skriv koden fra dit kort eller din mail/);
  assert.ok(await page.getByRole("radio").first().isChecked(), "what was filled in is still there");
  await page.locator("#card").fill(survey.cards.pop());
  await page.getByRole("button", { name: "Send dit svar" }).click();
  assert.match(await page.locator("h1").innerText(), /Dit svar er lagt i kassen/);
  assert.match(await page.locator("main").innerText(), /Har du brug for at tale med nogen\?[^]*112/);
  await page.context().close();
});

// What mail filters make of a link, before the code and behind it.
const MARKS = ["#", "%23", "%2523", "%252523", "/#", "/%23", "?utm_source=mail#", "?utm_source=mail%23", ".#"];
const BEHIND = ["", "?utm_source=mail", "&utm_source=mail", ">", "%3E", ".", "/", ")", "%22"];

/** Every mark with a tail that changes along, and every tail behind the usual mark. */
const rewritten = (mark) => [
  ...MARKS.map((before, at) => `${before}${mark}${BEHIND[at % BEHIND.length]}`),
  ...BEHIND.map((behind) => `#${mark}${behind}`),
];

/** Opens an address anew, as somebody does who opens a link. */
async function openLink(page, link) {
  await page.goto("about:blank");
  await page.goto(base() + survey.address + link);
  await screen(page, "start");
}

test("a link that a filter rewrote lets in, and raises no alarm", async () => {
  const page = await answering();
  const seal = (await page.locator("main").getAttribute("data-seal")).slice(0, 32);
  const card = survey.cards.at(-1); // it is looked at, and not used
  for (const link of [...rewritten(`${card}.${seal}`), ...rewritten(`${card}.${seal.slice(0, 7)}`), ...rewritten(card)]) {
    await openLink(page, link);
    assert.equal(await page.locator("#card").isVisible(), false, `the code was read: ${link}`);
    assert.match(page.url(), /\/answer\/[a-z]+\/\d+(\?utm_source=mail)?#/, link);
    await begin(page);
    await page.evaluate(() => localStorage.clear());
  }
  // Nobody's code: the seal is compared before the server is asked and says that it does not know it.
  const code = "0123456789ABCDEFGHJKMNPQR0";
  for (const link of [...rewritten(`${code}.${seal}`), ...rewritten(`${code}.${seal.slice(0, 9)}`)]) {
    await openLink(page, link);
    await page.locator("[data-begin] .button").click();
    await page.locator("#card-error").waitFor();
    assert.match(await page.locator("#card-error").innerText(), /Koden kender vi ikke/, link);
  }
  // A seal that is another is still told.
  await openLink(page, `%23${code}.${"0".repeat(32)}>`);
  await page.locator("[data-begin] .button").click();
  await screen(page, "stopped");
  await page.context().close();
});

test("whose link lost its code types the one in the mail, or copies the whole link", async () => {
  const page = await answering();
  assert.match(await page.locator("[data-by-card]").innerText(), /Har du fået en mail, så skriv koden derfra/);
  const code = "01234-56789-ABCDE-FGHJK-MNPQR-0";
  for (const typed of [code, code.toLowerCase(), `<${code}>`, `${base()}${survey.address}#${code.replaceAll("-", "")}.0123`]) {
    page.sent.length = 0;
    await page.locator("#card").fill(typed);
    await page.locator("[data-begin] .button").click();
    await page.locator("#card-error").waitFor();
    assert.match(await page.locator("#card-error").innerText(), /Koden kender vi ikke/, typed);
    assert.deepEqual(page.sent.map((request) => request.postDataJSON().code), ["0123456789ABCDEFGHJKMNPQR0"], typed);
  }
  page.faults.length = 0; // refused codes answer 422, which the browser writes in its console
  await isSound(page);
  await page.context().close();
});

test("the browser stops when the seal, the cell or the proof does not hold", async () => {
  const code = "0123456789ABCDEFGHJKMNPQRS"; // nobody's: the server is not asked
  /** Begins with one answer of the server replaced, and says what the page then says. */
  const told = async (address, change, fragment = `#${code}`) => {
    const page = await open(browser);
    // The worker asks for the page, past the test: without it, the test stands between.
    await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await page.route(address, change);
    await page.goto(`${base()}${survey.address}${fragment}`);
    await page.locator("[data-begin] .button").click();
    await screen(page, "stopped");
    await isSound(page);
    const words = await page.locator("#stopped").innerText();
    await page.context().close();
    return words;
  };
  const smaller = async (route) => {
    const sealed = await (await route.fetch()).text();
    await route.fulfill({ body: sealed.replace(/"invited":\d+/, '"invited":99') });
  };
  /** A stamp that shows no proof: the element comes back as it went. */
  const unproven = (cell) => (route) => {
    const { blinded } = route.request().postDataJSON();
    return route.fulfill({ json: { cell, evaluated: blinded, proof: "A".repeat(86) } });
  };
  assert.match(await told("**/rules.json", smaller), /Seglet på siden/);
  assert.match(await told("**/nothing", (route) => route.continue(), `#${code}.${"0".repeat(32)}`), /Seglet i dit link/);
  assert.match(await told("**/token?*", unproven(survey.cell)), /Stemplet er ikke lavet/);
  assert.match(await told("**/token?*", unproven(4711)), /Du er lagt i en gruppe/);
});
