// The questions as they stand in the document, and what is answered so far.
import { say } from "./words.mjs";

export class Questions {
  /** Each question is a fieldset: `data-key`, and `data-when` with `data-any-of` where it depends on an earlier one. */
  constructor(form) {
    this.form = form;
    this.all = [...form.querySelectorAll("[data-key]")];
  }

  /** Those that are asked of somebody who answered so far like this. */
  asked() {
    return this.all.filter((question) => this.#isAsked(question));
  }

  #isAsked({ dataset: { when, anyOf } }) {
    if (!when) return true;
    const earlier = this.find(when);
    return this.#isAsked(earlier) && anyOf.split(" ").includes(this.mark(earlier));
  }

  find(key) {
    return this.all.find((question) => question.dataset.key === key);
  }

  /** What stands in the form: the value chosen or the text, "" for declined, `null` for untouched. */
  mark(question) {
    const text = question.querySelector("textarea");
    return text ? text.value.trim() : (question.querySelector(":checked")?.value ?? null);
  }

  /** All marks by key, to be kept. */
  marks() {
    return Object.fromEntries(this.all.map((question) => [question.dataset.key, this.mark(question)]));
  }

  /** Puts marks back into the form. */
  restore(marks) {
    for (const question of this.all) {
      const mark = marks[question.dataset.key] ?? null;
      const text = question.querySelector("textarea");
      if (text) text.value = mark ?? "";
      for (const choice of question.querySelectorAll("input")) choice.checked = choice.value === mark;
    }
  }

  /** What is sent: only what was asked and answered. */
  answers() {
    const answered = this.asked().filter((question) => this.mark(question));
    return Object.fromEntries(
      answered.map((question) => {
        const isText = question.querySelector("textarea") !== null;
        return [question.dataset.key, isText ? this.mark(question) : Number(this.mark(question))];
      }),
    );
  }

  /** The answer in words. */
  said(question) {
    const text = question.querySelector("textarea");
    const words = text ? text.value.trim() : question.querySelector("label:has(:checked)")?.innerText.trim();
    return words || say("answer-none");
  }

  text(question) {
    return question.querySelector("h2").textContent;
  }

  /** What is wrong with the answer, or "". */
  fault(question) {
    const text = question.querySelector("textarea");
    if (!text) return this.mark(question) === null ? say("answer-choose") : "";
    const count = [...this.mark(question)].length;
    const most = Number(text.dataset.most);
    return count > most ? say("answer-too-long", { most, count }) : "";
  }

  /** Says beside a question what is wrong with it; "" takes it away. */
  showFault(question, fault) {
    const error = question.querySelector("[data-error]");
    error.textContent = fault;
    error.hidden = fault === "";
    error.classList.toggle("error", fault !== "");
    question.querySelector("textarea")?.setAttribute("aria-invalid", String(fault !== ""));
    if (fault) question.querySelector("textarea, input").focus();
  }
}
