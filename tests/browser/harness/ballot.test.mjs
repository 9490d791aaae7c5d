// The browser's side of the secret ballot against the vectors the server's side is held against, too: those of RFC 9497,
// and whole exchanges of ours.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { bindingOf, blind, finalize, fingerprint, fromText, toText } from "../../../crates/trivsel-web/assets/answer/ballot.mjs";
import { readCode, readSeal, readWord } from "../../../crates/trivsel-web/assets/answer/code.mjs";
import { DLEQProof, Evaluation, FinalizeData, Oprf, POPRFClient } from "../../../crates/trivsel-web/assets/answer/voprf.mjs";

const SUITE = Oprf.Suite.RISTRETTO255_SHA512;
const GROUP = Oprf.getGroup(SUITE);
const vectors = async (name) =>
  JSON.parse(await readFile(new URL(`../../../crates/trivsel-ballot/tests/vectors/${name}.json`, import.meta.url)));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (array) => Buffer.from(array).toString("hex");

const rfc = await vectors("rfc9497");
for (const [at, vector] of rfc.vectors.entries()) {
  test(`vector ${at + 1} of RFC 9497, appendix A.1.3, comes out the same`, async () => {
    const client = new POPRFClient(SUITE, bytes(rfc.public_key));
    const blinds = vector.blinds.map((blind) => GROUP.desScalar(bytes(blind)));
    client.randomBlinder = () => blinds.shift();
    const [kept, request] = await client.blind(vector.inputs.map(bytes));
    assert.deepEqual(request.blinded.map((element) => hex(element.serialize(true))), vector.blinded_elements);

    const evaluated = vector.evaluation_elements.map((element) => GROUP.desElt(bytes(element)));
    const proof = DLEQProof.deserialize(GROUP.id, bytes(vector.proof));
    const evaluation = new Evaluation(Oprf.Mode.POPRF, evaluated, proof);
    const outputs = await client.finalize(kept, evaluation, bytes(vector.info));
    assert.deepEqual(outputs.map(hex), vector.outputs);
  });
}

const { exchanges } = await vectors("exchanges");

/** What the device kept of an exchange that is written down. */
async function keptOf(exchange) {
  const client = new POPRFClient(SUITE, fromText(exchange.public_key));
  client.randomBlinder = () => GROUP.desScalar(bytes(exchange.blind));
  const [kept, request] = await client.blind([bytes(exchange.input)]);
  assert.equal(toText(request.blinded[0].serialize(true)), exchange.blinded);
  return toText(kept.serialize());
}

for (const exchange of exchanges) {
  test(`a whole exchange in cell ${exchange.cell} comes out as it is written down`, async () => {
    assert.equal(hex(bindingOf(exchange.survey, exchange.cell)), exchange.binding);
    assert.equal(fingerprint(fromText(exchange.public_key), 8), exchange.fingerprint);
    const token = await finalize(await keptOf(exchange), exchange.public_key, exchange.survey, exchange.cell, exchange);
    assert.deepEqual(token, { input: toText(bytes(exchange.input)), output: exchange.output });
  });
}

test("an answer with another key, for another cell, or changed on its way is refused", async () => {
  const [exchange, other] = exchanges;
  const secret = await keptOf(exchange);
  const flipped = fromText(exchange.proof);
  flipped[3] ^= 1;
  const attempts = [
    [other.public_key, exchange.survey, exchange.cell, exchange],
    [exchange.public_key, other.survey, exchange.cell, exchange],
    [exchange.public_key, exchange.survey, exchange.cell + 1, exchange],
    [exchange.public_key, exchange.survey, exchange.cell, { ...exchange, evaluated: other.evaluated }],
    [exchange.public_key, exchange.survey, exchange.cell, { ...exchange, proof: toText(flipped) }],
  ];
  for (const attempt of attempts) await assert.rejects(finalize(secret, ...attempt), /proof failed/);
});

test("two blindings differ, in what is sent and in what is kept", async () => {
  const [one, other] = [await blind(), await blind()];
  assert.notEqual(one.blinded, other.blinded);
  assert.notEqual(one.secret, other.secret);
  assert.notDeepEqual(
    FinalizeData.deserialize(SUITE, fromText(one.secret)).inputs,
    FinalizeData.deserialize(SUITE, fromText(other.secret)).inputs,
  );
});

test("a fingerprint is the SHA-256 in groups of four", () => {
  const abc = new TextEncoder().encode("abc");
  assert.equal(fingerprint(abc), "ba78 16bf 8f01 cfea 4141 40de 5dae 2223 b003 61a3 9617 7a9c b410 ff61 f200 15ad");
});

test("codes are read as the server reads them", () => {
  const card = { kind: "card", code: "01ABCDEFGH5" };
  for (const typed of ["01ABC-DEFGH-5", "oiabc defgh 5", " OLABC–DEFGH–5 "]) assert.deepEqual(readCode(typed), card, typed);
  assert.equal(readCode("01ABD-DEFGH-5"), null, "a wrong letter");
  assert.equal(readCode("01ACB-DEFGH-5"), null, "two letters that changed places");
  assert.equal(readCode("01ABC-DEFGH"), null, "too short");
  assert.equal(readCode("U1ABC-DEFGH-5"), null, "a letter no code has");
  assert.deepEqual(readCode("0123456789abcdefghjkmnpqrs"), { kind: "invitation", code: "0123456789ABCDEFGHJKMNPQRS" });
});

// What filters and readers make of a link behind its mark. CODE and SEAL stand for what was in it.
const SEALED = "0123456789abcdef0123456789abcdef";
const TAILS = ["", ".", "/", ">", ")", ",", ";", "\"", "'", "]", "!", "&utm_source=mail", "?utm_source=a.deadbeefdeadbeefdead", "%3E", "%253E", " ", "%20"];
const STARTS = ["", "/", "<", "(", "%20", "!", "https://trivsel.example/answer/fjordby/1#", "https://trivsel.example/answer/fjordby/1%2523"];

for (const [kind, code] of [["invitation", "0123456789ABCDEFGHJKMNPQRS"], ["card", "01ABC-DEFGH-5"]]) {
  test(`the code of a ${kind} and its seal are read by their letters, whatever stands round them`, () => {
    const way = { kind, code: code.replaceAll("-", "") };
    for (const start of STARTS) {
      for (const tail of TAILS) {
        for (const typed of [`${start}${code}${tail}`, `${start}${code.toLowerCase()}${tail}`]) {
          assert.deepEqual(readCode(typed), way, typed);
          assert.equal(readSeal(typed), "", typed);
        }
        for (const seal of [SEALED, SEALED.toUpperCase(), SEALED + SEALED]) {
          const typed = `${start}${code}.${seal}${tail}`;
          assert.deepEqual(readCode(typed), way, typed);
          assert.equal(readSeal(typed), SEALED, typed);
        }
        // Cut off on the way: what is left is compared where it says something, and raises no alarm where it does not.
        assert.equal(readSeal(`${start}${code}.${SEALED.slice(0, 20)}${tail}`), SEALED.slice(0, 20));
        assert.equal(readSeal(`${start}${code}.${SEALED.slice(0, 9)}${tail}`), "");
      }
    }
  });
}

test("the words in a link are read by themselves only", () => {
  for (const mark of ["me", "ME", "me/", "me>", "me?utm_source=mail", "%20me"]) assert.equal(readWord(mark), "me", mark);
  for (const mark of ["tablet", "Tablet", "tablet.", "tablet&x", "/tablet"]) assert.equal(readWord(mark), "tablet", mark);
  for (const mark of ["", "mere", "tablets", "0123456789ABCDEFGHJKMNPQRS"]) assert.equal(readWord(mark), "", mark);
});
