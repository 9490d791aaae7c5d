// The page where people answer, one screen at a time: the way in, the questions, a look through, sending. Without this
// script the same document is one long form for those with a card.
import { toText } from "./ballot.mjs";
import { readCode, readSeal, readWord } from "./code.mjs";
import { Device } from "./device.mjs";
import { dropPage, keepPage } from "./offline.mjs";
import { Questions } from "./questions.mjs";
import { current, sayFault, sayFaultOf, show, showProgress, showReason } from "./screens.mjs";
import { Refused, Unreachable, post } from "./talk.mjs";
import { Stopped, fetchToken } from "./token.mjs";
import { say } from "./words.mjs";

const RETRY_AFTER_MS = 20_000;
const UNTOUCHED_MS = 120_000;
const NEXT_PERSON_MS = 30_000; // time to read whom one can talk to

const main = document.querySelector("#main");
const form = document.querySelector("#answers");
const card = document.querySelector("#card");
const button = (name) => main.querySelector(`[data-${name}]`);
const questions = new Questions(form);

// What stands behind the mark in a link: a code, with the seal that was printed beside it, or "me" for an account.
const mark = location.hash.slice(1);
const isShared = readWord(mark) === "tablet";
let linked = wayOf(mark);
const survey = { ...main.dataset, id: main.dataset.survey, linkSeal: readSeal(mark) };
const device = new Device(survey.address, isShared);

// Only a code names whose a kept state is. What lies here otherwise is nobody's until somebody says that it is theirs.
const isNamed = Boolean(linked?.code);
let state = isNamed ? device.load(linked) : {};
let unclaimed = isNamed ? {} : linked ? device.load(linked) : device.last();
let isFound = false; // what is being sent lay on the device; it need not be from whoever looks at the page
let isBusy = false;
let waiting = 0;
let untouched = 0;

const save = () => state.way && device.save(state);

// ---- the way in ------------------------------------------------------------------------------------------------------

function wayOf(mark) {
  return readWord(mark) === "me" ? { kind: "account" } : readCode(mark);
}

/** Does a way in stand in the address now? A place on the page is none, whatever it is called. */
function isLinkOpened() {
  const mark = location.hash.slice(1);
  if (document.getElementById(mark)) return false;
  return readWord(mark) === "tablet" ? !isShared : wayOf(mark) !== null;
}

/** Asks whether what was begun here is the reader's. Nothing of it is shown before. */
function askWhose(kept) {
  unclaimed = kept;
  showReason("whose", say(`answer-whose-${kept.way.kind}`));
  show("whose");
}

/** It is the reader's: on from where they stopped. */
function claim() {
  state = unclaimed;
  unclaimed = {};
  questions.restore(state.marks ?? {});
  if (state.isSending) return resend();
  showStart();
}

/** Says what the one who began would lose. Who has a token, or has asked for one, gets no second. */
function askAside() {
  const isOnly = unclaimed.token || unclaimed.blinding;
  showReason("aside", say(isOnly ? "answer-aside-lost" : "answer-aside-again"));
  show("aside");
}

/** It is somebody else's, and goes: the reader begins by their own way in. */
function setAside() {
  device.forget(unclaimed);
  unclaimed = {};
  showStart();
}

function showStart() {
  state.way ??= linked ?? undefined;
  const hasWay = Boolean(state.way);
  card.closest("[data-by-card]").hidden = hasWay;
  button("begin").hidden = false;
  button("by-account").hidden = hasWay || isShared;
  button("start-over").hidden = !state.marks;
  button("share").hidden = hasWay || isShared;
  button("tablet").hidden = !isShared;
  button("begin").querySelector(".button").textContent = say(state.marks ? "answer-resume" : "answer-begin");
  for (const link of main.querySelectorAll("[data-language]")) link.hash = location.hash;
  show("start");
}

/** The code of a card or a mail as it was typed, or `null` with the reason beside the field. */
function typedWay() {
  const read = readCode(card.value);
  if (read) {
    // Somebody may have copied the whole link: then its seal counts as much as if it had been opened.
    survey.linkSeal ||= readSeal(card.value);
    return read;
  }
  sayFaultOf(card, say(card.value.trim() ? "problem-code" : "problem-code-missing"));
  return null;
}

/** The way in is a code that was typed: what was kept for this very code goes on. */
function takeUp(way) {
  const kept = device.load(way);
  if (kept.way) {
    state = kept;
    questions.restore(state.marks ?? {});
  }
  state.way = way;
}

async function begin() {
  if (!state.way) {
    const typed = typedWay();
    if (!typed) return;
    takeUp(typed);
    if (state.isSending) return send();
  }
  const { way } = state;
  try {
    if (way.kind === "card") await post(`${survey.address}/card`, { card: way.code });
    else if (!state.token) await fetchToken(survey, state, save);
  } catch (error) {
    // Without a connection the questions can be answered all the same: the token is fetched before sending.
    if (!(error instanceof Unreachable)) return turnedAway(error);
  }
  state.marks ??= {};
  save();
  // The code leaves the address bar, so that neither history nor a look over the shoulder gives it away.
  history.replaceState(null, "", location.pathname + location.search + (isShared ? "#tablet" : ""));
  history.pushState(null, "");
  goTo(questions.find(state.at) ?? questions.asked()[0]);
}

/** The server said no, or the browser did. */
function turnedAway(error) {
  if (error instanceof Stopped) {
    showReason("stopped", say(error.reason));
    return show("stopped");
  }
  if (!(error instanceof Refused)) throw error;
  const isByAccount = state.way?.kind === "account";
  // Somebody was first with this card: what was answered stays on the page, for another card.
  const isOfCard = error.code === "refused-card-used";
  const isOfCode = isOfCard || error.fields.some(({ field }) => field === "code" || field === "card");
  const isGone = (isOfCode || isByAccount) && !state.token;
  if (isGone) {
    device.forget(state);
    delete state.way;
    delete state.slip;
    linked = null;
    showStart();
  }
  const reasons = { 401: "answer-not-signed-in", 403: "answer-not-invited" };
  const ofField = error.fields.map(({ message }) => message).join(" ");
  const fault = isByAccount && reasons[error.status] ? say(reasons[error.status]) : ofField || error.message || say("answer-failed");
  if (isGone && isOfCode) sayFaultOf(card, fault);
  else sayFault(fault);
}

// ---- questions -------------------------------------------------------------------------------------------------------

function goTo(question) {
  state.at = question.dataset.key;
  save();
  const asked = questions.asked();
  const at = asked.indexOf(question);
  showProgress(at + 1, asked.length);
  button("next").textContent = say(at + 1 < asked.length ? "answer-next" : "answer-to-review");
  questions.showFault(question, "");
  show("question", question);
}

function next() {
  const asked = questions.asked();
  const at = asked.indexOf(questions.find(state.at));
  const fault = questions.fault(asked[at]);
  if (fault) return questions.showFault(asked[at], fault);
  if (at + 1 < asked.length) goTo(asked[at + 1]);
  else review();
}

/** One screen back. Says whether there was one. */
function back() {
  const asked = questions.asked();
  if (current() === "review") goTo(asked.at(-1));
  else if (current() === "question") {
    const at = asked.indexOf(questions.find(state.at));
    if (at === 0) {
      showStart();
      return false;
    }
    goTo(asked[at - 1]);
  }
  return ["question", "review"].includes(current());
}

function review() {
  const list = document.querySelector("#review dl");
  list.replaceChildren(
    ...questions.asked().map((question) => {
      const row = document.createElement("div");
      const [term, said] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = questions.text(question);
      said.textContent = questions.said(question);
      const change = document.createElement("button");
      change.type = "button";
      change.className = "linklike";
      change.lang = document.documentElement.lang;
      change.textContent = say("answer-change");
      change.setAttribute("aria-label", say("answer-change-question", { question: questions.text(question) }));
      change.addEventListener("click", () => goTo(question));
      said.append(change);
      row.append(term, said);
      return row;
    }),
  );
  const group = document.querySelector("#review [data-group]");
  group.hidden = !state.cell;
  if (state.cell) group.textContent = say("answer-your-group", { group: state.cell.name, invited: state.cell.invited });
  button("next").textContent = say("answer-send");
  show("review");
}

// ---- sending ---------------------------------------------------------------------------------------------------------

async function send() {
  clearTimeout(waiting);
  const answers = questions.answers();
  if (!Object.keys(answers).length) return sayFault(say("problem-no-answer"));
  state.isSending = true;
  save();
  if (current() === "review") button("next").textContent = say("answer-sending");
  try {
    const isCard = state.way.kind === "card";
    if (!isCard && !state.token) await fetchToken(survey, state, save);
    // Drawn once for this answer, and saved before it is sent: sent again with it, the answer finds itself.
    if (isCard && !state.slip) {
      state.slip = toText(crypto.getRandomValues(new Uint8Array(32)));
      save();
    }
    const right = isCard ? { card: state.way.code, slip: state.slip } : { cell: state.cell.number, token: state.token };
    await post(`${survey.address}/ballot`, { ...right, answers });
  } catch (error) {
    if (error instanceof Unreachable) return wait();
    delete state.isSending;
    save();
    if (isFound) return putBack();
    review();
    return turnedAway(error);
  }
  await done();
}

/** What was sent off earlier, and did not arrive. */
function resend() {
  showReason("waiting", say("answer-sending"));
  show("waiting");
  return run(send);
}

/** What was found could not be sent: whose it is must be known to go on. */
function putBack() {
  const kept = state;
  isFound = false;
  state = {};
  questions.restore({});
  askWhose(kept);
}

/** Tries again when the connection is back, and now and then. */
function wait() {
  const reason = isFound ? "answer-found-waiting" : "answer-waiting-text";
  showReason("waiting", say(isShared ? "answer-waiting-tablet" : reason));
  if (current() !== "waiting") show("waiting");
  waiting = setTimeout(() => run(send), RETRY_AFTER_MS * (1 + Math.random()));
}

async function done() {
  const { kind } = state.way;
  const isCard = kind === "card";
  device.forget(state);
  state = {};
  form.reset();
  document.querySelector("#review dl").replaceChildren();
  const ofReader = isShared ? ["answer-sent-tablet"] : ["answer-sent-text", ...(isCard ? ["answer-sent-card"] : [])];
  const reasons = isFound ? ["answer-found-sent-text"] : ofReader;
  document.querySelector("#sent h2").textContent = say(isFound ? "answer-found-sent" : "answer-sent");
  showReason("sent", ...reasons.map((reason) => say(reason)));
  button("next-person").parentElement.hidden = !(isShared || isFound);
  button("home").hidden = isShared || isFound || kind !== "account";
  isFound = false;
  show("sent");
  if (isShared) waiting = setTimeout(startOver, NEXT_PERSON_MS);
  else await dropPage();
}

/** Everything gone from the page, ready for the next person. */
function startOver() {
  clearTimeout(waiting);
  state = {};
  form.reset();
  showStart();
  card.focus();
}

// ---- what people do --------------------------------------------------------------------------------------------------

/** One thing at a time: pressing twice does it once. */
async function run(deed) {
  if (isBusy) return;
  isBusy = true;
  try {
    await deed();
  } finally {
    isBusy = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run({ start: begin, question: next, review: send }[current()] ?? (() => {}));
});
form.addEventListener("change", () => {
  state.marks = questions.marks();
  save();
});
form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) {
    state.marks = questions.marks();
    save();
  }
});
button("back").addEventListener("click", () => run(() => history.back()));
button("mine").addEventListener("click", claim);
button("other").addEventListener("click", askAside);
button("set-aside").addEventListener("click", setAside);
button("keep").addEventListener("click", () => askWhose(unclaimed));
button("by-account").addEventListener("click", () => {
  const way = { kind: "account" };
  const kept = device.load(way);
  if (kept.way) {
    linked = way;
    return askWhose(kept);
  }
  state.way = way;
  run(begin);
});
button("start-over").addEventListener("click", () => {
  delete state.marks;
  delete state.at;
  form.reset();
  save();
  showStart();
});
button("share").addEventListener("click", () => location.assign("#tablet"));
button("again").addEventListener("click", () => run(send));
button("next-person").addEventListener("click", startOver);
// The browser's own way back leads one screen back as well; from the first question to the start, and from there away.
window.addEventListener("popstate", () => {
  // "Skip to the content" leads to a place on the page, and is no way back.
  const isPlace = document.getElementById(location.hash.slice(1)) !== null;
  if (!isPlace && !isLinkOpened() && back()) history.pushState(null, "");
});
// Where the page is open already, the browser only changes the address when somebody opens a link: the page begins anew.
window.addEventListener("hashchange", () => {
  if (isLinkOpened()) location.reload();
});
// Nor does a page that the browser kept, and shows again on the way back, show the answers of whoever left it.
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
window.addEventListener("online", () => {
  if (current() === "waiting") run(send);
});

if (isShared) {
  const touched = () => {
    clearTimeout(untouched);
    untouched = setTimeout(() => {
      if (current() !== "waiting") startOver();
      touched();
    }, UNTOUCHED_MS);
  };
  for (const deed of ["pointerdown", "keydown", "input"]) document.addEventListener(deed, touched);
  touched();
}

// ---- begin -----------------------------------------------------------------------------------------------------------

button("whole").hidden = true;
// What somebody sent off needs nobody to claim it, if it brings its own right along: a token, or a code to fetch one with.
if (unclaimed.isSending && (unclaimed.token || unclaimed.way.code)) {
  isFound = true;
  state = unclaimed;
  unclaimed = {};
}
questions.restore(state.marks ?? {});
if (state.isSending) resend();
else if (unclaimed.way) askWhose(unclaimed);
else showStart();
await keepPage(survey.address).catch(() => {});
main.dataset.isKept = "";
