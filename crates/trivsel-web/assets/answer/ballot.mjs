// The voter's side of the secret ballot (RFC 9497, partially oblivious; see docs/ballot.md). It draws a random input and
// blinds it, checks the server's proof, and takes the blinding off. What the server signs and what it later gets to see
// cannot be held together. The crate `trivsel-ballot` is the other side.
import { DLEQProof, Evaluation, FinalizeData, Oprf, POPRFClient, sha256 } from "./voprf.mjs";

const SUITE = Oprf.Suite.RISTRETTO255_SHA512;
const GROUP = Oprf.getGroup(SUITE);
const DOMAIN = "trivsel ballot v1";

/** What a token is bound to: the domain, the survey's id (a UUID) as 16 bytes, the cell as 4 bytes, big end first. */
export function bindingOf(survey, cell) {
  const id = survey.replaceAll("-", "").match(/../g).map((pair) => Number.parseInt(pair, 16));
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, cell);
  return Uint8Array.from([...new TextEncoder().encode(DOMAIN), ...id, ...number]);
}

/**
 * Draws an input and blinds it. `blinded` goes to the server; `secret` never leaves the device, and must be kept until
 * `finalize`: with another one the server gives no second token.
 */
export async function blind() {
  const input = crypto.getRandomValues(new Uint8Array(32));
  // Blinding needs no key: the client is given one only because its constructor asks.
  const [secret, request] = await new POPRFClient(SUITE, new Uint8Array(32)).blind([input]);
  return { secret: toText(secret.serialize()), blinded: toText(request.blinded[0].serialize(true)) };
}

/**
 * Makes the token from the server's answer. Throws when the proof does not hold: then the answer was not made with the
 * published key for this survey and cell, and must not be used.
 */
export async function finalize(secret, key, survey, cell, { evaluated, proof }) {
  const kept = FinalizeData.deserialize(SUITE, fromText(secret));
  const evaluation = new Evaluation(
    Oprf.Mode.POPRF,
    [GROUP.desElt(fromText(evaluated))],
    DLEQProof.deserialize(GROUP.id, fromText(proof)),
  );
  const [output] = await new POPRFClient(SUITE, fromText(key)).finalize(kept, evaluation, bindingOf(survey, cell));
  return { input: toText(kept.inputs[0]), output: toText(output) };
}

/** The SHA-256 of bytes in groups of four hexadecimal digits, as people compare it. */
export function fingerprint(bytes, groups = 16) {
  const digits = [...sha256(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.match(/.{4}/g).slice(0, groups).join(" ");
}

/** Bytes as base64url without padding. */
export function toText(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Bytes from base64url without padding. */
export function fromText(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
