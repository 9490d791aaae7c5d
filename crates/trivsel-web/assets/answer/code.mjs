// Codes that people carry, read as the server reads them: case, blanks and hyphens do not matter, O is 0, I and L are 1.
// Mail filters rewrite links, and people copy more than the code: what stands before and after it is passed over.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PASSED_OVER = /[\s\u00ad\u200b\u2010-\u2015-]/;
const CARD = 11;
const INVITATION = 26;
const SEAL = 32; // as many digits of it as a link carries
const SHORTEST_SEAL = 16; // fewer were cut off on the way, and say nothing

/** The code in a text, alone or in the whole link: `{ kind: "card" | "invitation", code }`, or `null` when there is none. */
export function readCode(text) {
  return partsOf(text).map(atFront).find((found) => found.way)?.way ?? null;
}

/** The seal beside the code in a text, in small letters; "" when there is none, or too little of it. */
export function readSeal(text) {
  const rest = partsOf(text).map(atFront).find((found) => found.way)?.rest ?? "";
  const [, digits = ""] = rest.match(/^\.([0-9a-f]+)/i) ?? [];
  return digits.length < SHORTEST_SEAL ? "" : digits.slice(0, SEAL).toLowerCase();
}

/** The word that stands alone in a mark: "me", "tablet", or "". */
export function readWord(mark) {
  const [, word = ""] = unescaped(mark).match(/^[^\p{L}\p{N}]*(me|tablet)(?![\p{L}\p{N}])/iu) ?? [];
  return word.toLowerCase();
}

/** A text as it was before its signs were escaped, however often they were: `%23` and `%2523` are `#`. */
function unescaped(text) {
  return text.replace(/%(?:25)*([0-7][0-9a-f])?/gi, (_, sign) => (sign ? String.fromCharCode(Number.parseInt(sign, 16)) : "%"));
}

/** What stands behind the last mark first, then what stands before it. */
function partsOf(text) {
  return unescaped(text).split("#").reverse();
}

/** The code at the front of a text, and what follows it. */
function atFront(text) {
  const signs = [...text.replace(/^[^\p{L}\p{N}]+/u, "")];
  const values = [];
  let at = 0;
  for (; at < signs.length; at += 1) {
    if (PASSED_OVER.test(signs[at])) continue;
    const letter = signs[at].toUpperCase();
    const value = ALPHABET.indexOf({ O: "0", I: "1", L: "1" }[letter] ?? letter);
    if (value < 0 || letter.length > 1) break;
    values.push(value);
  }
  return { way: wayOf(values), rest: signs.slice(at).join("") };
}

function wayOf(values) {
  const code = values.map((value) => ALPHABET[value]).join("");
  if (values.length === INVITATION) return { kind: "invitation", code };
  if (values.length === CARD && checkLetter(values.slice(0, -1)) === values.at(-1)) return { kind: "card", code };
  return null;
}

/** The sum of the letters in GF(2⁵), where the letter i places before the check letter counts xⁱ-fold. */
function checkLetter(values) {
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

/** A product by x, modulo the primitive polynomial x⁵ + x² + 1. */
function timesX(value) {
  return value & 16 ? (value << 1) ^ 37 : value << 1;
}
