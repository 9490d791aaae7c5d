// Fetching a token, and all that a browser checks before it uses one.
import { blind, finalize, fingerprint, toText } from "./ballot.mjs";
import { bytesOf, post } from "./talk.mjs";

/** Something does not add up: nobody should answer here. `reason` names the sentence that says why. */
export class Stopped extends Error {
  constructor(reason, options) {
    super(reason, options);
    this.reason = reason;
  }
}

/**
 * What was sealed, if its hash is the seal on the page, and the seal in the link where there is one. Everybody sees one
 * seal, so nobody can be given a key or cells of their own.
 */
export async function sealedRules(survey) {
  const bytes = await bytesOf(`${survey.address}/rules.json`);
  const seal = fingerprint(bytes).replaceAll(" ", "");
  if (seal !== survey.seal) throw new Stopped("answer-stopped-seal");
  if (!seal.startsWith(survey.linkSeal)) throw new Stopped("answer-stopped-link");
  const rules = JSON.parse(new TextDecoder().decode(bytes));
  if (rules.survey !== survey.id) throw new Stopped("answer-stopped-seal");
  return rules;
}

/**
 * Fetches the token and writes it into the state: `state.token`, `state.cell`. What was blinded is saved before it is
 * sent: if the answer is lost on its way, the same can be asked for again, but nothing else.
 */
export async function fetchToken(survey, state, save) {
  const rules = await sealedRules(survey);
  if (!state.blinding) {
    state.blinding = await blind();
    save();
  }
  const { blinded, secret } = state.blinding;
  const signed =
    state.way.kind === "account"
      ? await post(survey.account, { blinded }, { asAccount: true })
      : await post(`${survey.address}/token`, { code: state.way.code, blinded });
  const cell = rules.cells.find(({ number }) => number === signed.cell);
  if (!cell || cell.invited < rules.rules.minimum) throw new Stopped("answer-stopped-cell");
  const key = toText(Uint8Array.from(rules.public_key.match(/../g), (pair) => Number.parseInt(pair, 16)));
  try {
    state.token = await finalize(secret, key, survey.id, cell.number, signed);
  } catch (error) {
    throw new Stopped("answer-stopped-proof", { cause: error });
  }
  state.cell = { number: cell.number, name: cell.name, invited: cell.invited };
  delete state.blinding;
  save();
}
