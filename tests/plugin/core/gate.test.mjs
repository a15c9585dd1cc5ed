// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { Unchecked } from "../../../plugin/core/daemon.js";
import { fingerprint } from "../../../plugin/core/draft.js";
import { coveredBy, mayGo, verdictOf } from "../../../plugin/core/gate.js";
import { draft, finding, result } from "./support.mjs";

const answering = said => async () => said;

const passes = { pass: true, note: true, warn: false, confirm: false, hold: false, block: false };
for (const [verdict, goes] of Object.entries(passes))
  test(`A verdict "${verdict}" ${goes ? "lets a mail go without a word" : "stops a mail"}`, async () => {
    const said = await verdictOf(draft(), answering(result(verdict, verdict === "pass" ? [] : [finding({ action: verdict })])));
    assert.equal(mayGo(draft(), said, null), goes);
  });

test("A mail with a part that nobody could read stops where the policy asks", async () => {
  const said = await verdictOf(draft(), answering(result("confirm", [], [{ what: "attachment a.pdf", why: "encrypted" }])));
  assert.equal(mayGo(draft(), said, null), false);
});

test("What the clerk decided to send goes", async () => {
  const said = await verdictOf(draft(), answering(result("confirm", [finding()])));
  assert.equal(mayGo(draft(), said, fingerprint(draft())), true);
});

test("What she changed since does not", async () => {
  const changed = draft({ bcc: ["a@x.example"] });
  const said = await verdictOf(changed, answering(result("confirm", [finding()])));
  assert.equal(mayGo(changed, said, fingerprint(draft())), false);
});

test("There is no way past a block", async () => {
  const said = await verdictOf(draft(), answering(result("block", [finding({ action: "block" })])));
  assert.equal(mayGo(draft(), said, fingerprint(draft())), false);
});

test("Nothing goes unchecked before the clerk says so", async () => {
  const said = await verdictOf(draft(), async () => { throw new Unchecked("away"); });
  assert.deepEqual([said.unchecked.why, mayGo(draft(), said, null), mayGo(draft(), said, fingerprint(draft()))],
                   ["away", false, true]);
});

test("A fault of our own counts as unchecked, and is settled", async () => {
  const said = await verdictOf(draft(), async () => { throw new TypeError("x is undefined"); });
  assert.deepEqual(said.unchecked, { why: "away", detail: "x is undefined" });
});

const key = (name, changes = {}) => ({ ...finding(changes), key: name });
const said = (verdict, findings = [], unread = []) => ({ draft: "", result: result(verdict, findings, unread) });
const encrypted = { what: "attachment a.pdf", why: "encrypted" };
const nobody = { draft: "", unchecked: { why: "away", detail: "" } };
const covered = [
  ["the same findings", said("confirm", [key("a"), key("b")]), said("confirm", [key("b"), key("a")]), true],
  ["fewer findings", said("confirm", [key("a")]), said("confirm", [key("a"), key("b")]), true],
  ["one more finding", said("confirm", [key("a"), key("c")]), said("confirm", [key("a")]), false],
  ["a file more that nobody could read", said("confirm", [key("a")], [encrypted]), said("confirm", [key("a")]), false],
  ["what is blocked now", said("block", [key("a")]), said("confirm", [key("a")]), false],
  ["what nobody could look at, decided so", nobody, nobody, true],
  ["what nobody could look at, decided on findings", nobody, said("confirm", [key("a")]), false],
  ["findings where it was decided to send it unchecked", said("confirm", [key("a")]), nobody, false],
];
for (const [what, verdict, decided, expected] of covered)
  test(`A decision ${expected ? "holds" : "does not hold"} for ${what}`, () => assert.equal(coveredBy(verdict, decided), expected));
