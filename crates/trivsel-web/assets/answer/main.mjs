// The page where people answer, one screen at a time: the way in, the questions, a look through, sending. Without this
// script the same document is one long form for those with a card.
import { readCode } from "./code.mjs";
import { Device } from "./device.mjs";
import { dropPage, keepPage } from "./offline.mjs";
import { Questions } from "./questions.mjs";
import { current, sayFault, show, showProgress, showReason } from "./screens.mjs";
import { Refused, Unreachable, post } from "./talk.mjs";
import { Stopped, fetchToken } from "./token.mjs";
import { say } from "./words.mjs";

const RETRY_AFTER_MS = 20_000;
const UNTOUCHED_MS = 120_000;
const NEXT_PERSON_MS = 10_000;

const main = document.querySelector("#main");
const form = document.querySelector("#answers");
const card = document.querySelector("#card");
const button = (name) => main.querySelector(`[data-${name}]`);
const questions = new Questions(form);

const fragment = location.hash.slice(1);
const isShared = fragment === "tablet";
// What stands behind the mark in a link: a code, with the seal that was printed beside it, or "me" for an account.
const [linkCode, linkSeal = ""] = isShared ? [""] : fragment.split(".");
let linked = linkCode === "me" ? { kind: "account" } : readCode(linkCode);
const survey = { ...main.dataset, id: main.dataset.survey, linkSeal: linkSeal.toLowerCase() };
const device = new Device(survey.address, isShared);

let state = device.load(linked);
let isBusy = false;
let waiting = 0;
let untouched = 0;

const save = () => state.way && device.save(state);

// ---- the way in ------------------------------------------------------------------------------------------------------

function showStart() {
  state.way ??= linked ?? undefined;
  const hasWay = Boolean(state.way);
  card.closest("[data-by-card]").hidden = hasWay;
  button("begin").hidden = false;
  button("by-account").hidden = hasWay || isShared;
  button("start-over").hidden = !state.marks;
  button("tablet").hidden = !isShared;
  button("begin").querySelector(".button").textContent = say(state.marks ? "answer-resume" : "answer-begin");
  for (const link of main.querySelectorAll("[data-language]")) link.hash = location.hash;
  show("start");
}

/** A card's code as it was typed, or `null` with the reason beside the field. */
function typedWay() {
  const read = readCode(card.value);
  if (read) return read;
  sayFault(say(card.value.trim() ? "problem-code" : "problem-code-missing"));
  card.focus();
  return null;
}

async function begin() {
  const way = state.way ?? typedWay();
  if (!way) return;
  state.way = way;
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
  const isOfCode = error.fields.some(({ field }) => field === "code" || field === "card");
  if ((isOfCode || isByAccount) && !state.token) {
    device.forget(state);
    delete state.way;
    linked = null;
    showStart();
  }
  const reasons = { 401: "answer-not-signed-in", 403: "answer-not-invited" };
  const ofField = error.fields.map(({ message }) => message).join(" ");
  sayFault(isByAccount && reasons[error.status] ? say(reasons[error.status]) : ofField || error.message || say("answer-failed"));
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
    const right = isCard ? { card: state.way.code } : { cell: state.cell.number, token: state.token };
    await post(`${survey.address}/ballot`, { ...right, answers });
  } catch (error) {
    if (error instanceof Unreachable) return wait();
    delete state.isSending;
    save();
    review();
    return turnedAway(error);
  }
  await done();
}

/** Tries again when the connection is back, and now and then. */
function wait() {
  showReason("waiting", say(isShared ? "answer-waiting-tablet" : "answer-waiting-text"));
  if (current() !== "waiting") show("waiting");
  waiting = setTimeout(() => run(send), RETRY_AFTER_MS * (1 + Math.random()));
}

async function done() {
  const isCard = state.way.kind === "card";
  device.forget(state);
  state = {};
  form.reset();
  document.querySelector("#review dl").replaceChildren();
  const reasons = isShared ? ["answer-sent-tablet"] : ["answer-sent-text", ...(isCard ? ["answer-sent-card"] : [])];
  showReason("sent", ...reasons.map((reason) => say(reason)));
  button("next-person").parentElement.hidden = !isShared;
  show("sent");
  if (isShared) waiting = setTimeout(startOver, NEXT_PERSON_MS);
  else await dropPage();
}

/** On a shared screen: everything gone, ready for the next person. */
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
button("by-account").addEventListener("click", () => {
  state.way = { kind: "account" };
  run(begin);
});
button("start-over").addEventListener("click", () => {
  delete state.marks;
  delete state.at;
  form.reset();
  save();
  showStart();
});
button("again").addEventListener("click", () => run(send));
button("next-person").addEventListener("click", startOver);
// The browser's own way back leads one screen back as well; from the first question to the start, and from there away.
window.addEventListener("popstate", () => {
  if (back()) history.pushState(null, "");
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
questions.restore(state.marks ?? {});
if (state.isSending) {
  showReason("waiting", say("answer-sending"));
  show("waiting");
  run(send);
} else showStart();
await keepPage(survey.address).catch(() => {});
main.dataset.isKept = "";
