// Codes that people carry, read as the server reads them: case, blanks and hyphens do not matter, O is 0, I and L are 1.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CARD = 11;
const INVITATION = 26;

/** The code in a text: `{ kind: "card" | "invitation", code }`, or `null` when it is none. */
export function readCode(text) {
  const letters = [...text.toUpperCase().replace(/[\s\u00ad\u200b\u2010-\u2015-]/g, "")].map(
    (letter) => ({ O: "0", I: "1", L: "1" })[letter] ?? letter,
  );
  const values = letters.map((letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return null;
  const code = letters.join("");
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
