// The sentences the page carries for its script, in the reader's language.

const sentences = new Map(
  [...document.querySelector("#words").content.querySelectorAll("[data-name]")].map((one) => [one.dataset.name, one.textContent]),
);

/** A sentence, filled in: `say("answer-progress", { at: 3, of: 24 })`. */
export function say(name, values = {}) {
  return sentences.get(name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
