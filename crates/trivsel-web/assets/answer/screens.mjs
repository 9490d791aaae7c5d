// One screen at a time out of a document that holds all of them.
import { say } from "./words.mjs";

const main = document.querySelector("#main");
const part = (selector) => main.querySelector(selector);
const parts = {
  start: part("#start"),
  whose: part("#whose"),
  aside: part("#aside"),
  review: part("#review"),
  stopped: part("#stopped"),
  waiting: part("#waiting"),
  sent: part("#sent"),
  step: part("[data-step]"),
  promise: part("#promise"),
  reminder: part("#reminder"),
  progress: part("#progress"),
  progressText: part("#progress-text"),
};

/** What stands on a screen beside its own part. */
const BESIDE = {
  start: ["promise"],
  whose: [],
  aside: [],
  question: ["step", "reminder", "progress", "progressText"],
  review: ["step", "reminder"],
  stopped: [],
  waiting: [],
  sent: [],
};

/** The screen that is shown. */
export function current() {
  return main.dataset.screen;
}

/** Shows a screen and moves the focus to its heading; for a question, the question itself comes along. */
export function show(screen, question = null) {
  const isFirst = screen === "start" && current() === "start";
  main.dataset.screen = screen;
  for (const [name, element] of Object.entries(parts)) {
    element.hidden = !(name === screen || BESIDE[screen].includes(name));
  }
  for (const one of main.querySelectorAll("[data-key]")) one.hidden = one !== question;
  sayFault("");
  const heading = (question ?? parts[screen]).querySelector("h2");
  if (isFirst) return;
  (heading ?? main).focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** How far one has come, in words and as a bar. */
export function showProgress(at, of) {
  parts.progress.max = of;
  parts.progress.value = at - 1;
  parts.progress.setAttribute("aria-label", say("answer-progress-bar", { at, of }));
  parts.progressText.textContent = say("answer-progress", { at, of });
}

/** What could not be done, read out at once. */
export function sayFault(fault) {
  part("[data-fault]").textContent = fault;
}

/** What is wrong with a field, beside it and as a link to it, with the field in focus; it goes when something else is typed. */
export function sayFaultOf(field, fault) {
  const id = `${field.id}-error`;
  let error = document.getElementById(id);
  if (!error) {
    error = document.createElement("p");
    error.id = id;
    error.className = "error";
    field.before(error);
  }
  error.textContent = fault;
  const help = document.getElementById(`${field.id}-help`);
  field.setAttribute("aria-describedby", [help?.id, id].filter(Boolean).join(" "));
  field.setAttribute("aria-invalid", "true");
  field.addEventListener("input", () => clearFaultOf(field), { once: true });
  const link = document.createElement("a");
  link.href = `#${field.id}`;
  link.textContent = fault;
  part("[data-fault]").replaceChildren(link);
  field.focus();
}

function clearFaultOf(field) {
  sayFault("");
  document.getElementById(`${field.id}-error`)?.remove();
  field.removeAttribute("aria-invalid");
  const help = document.getElementById(`${field.id}-help`);
  if (help) field.setAttribute("aria-describedby", help.id);
  else field.removeAttribute("aria-describedby");
}

/** Why somebody is on this screen. */
export function showReason(screen, ...reasons) {
  parts[screen].querySelector("[data-reason]").textContent = reasons.join(" ");
}
