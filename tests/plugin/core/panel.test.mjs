// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { panelOf, thingsToLookAt } from "../../../plugin/core/panel.js";
import { wordsFor } from "../../../plugin/core/words.js";
import { finding, result, tools } from "./support.mjs";

const english = wordsFor("en-GB");
const shown = (said, words = english, own = tools()) => panelOf({ draft: "", result: said }, words, own);

test("A finding shows what is wrong, the clause, and the words it rests on", () => {
  const [only] = shown(result("confirm", [finding()])).findings;
  assert.deepEqual([only.title, only.clause, only.summary, only.evidence],
                   ["A silent copy", "Protocol, 6", "No silent copies",
                    [{ place: "the recipients", words: "jane.smith@eastmere-tc.gov.uk" }]]);
});

test("Each cure that a button can do has one, the rest is said in words", () => {
  const [only] = shown(result("warn", [finding({ fixes: [
    { kind: "change-from", text: "Helen Ward <clerk@eastmere-tc.gov.uk>" }, { kind: "edit-text", text: "Take out \"we agree\"." },
    { kind: "append-foot", text: "CC Councillor Jane Smith" }] })])).findings;
  assert.deepEqual(only.cures.map(cure => cure.label), ["Add \"CC Councillor Jane Smith\" at the foot"]);
  assert.deepEqual(only.advice, ["Send it as Helen Ward <clerk@eastmere-tc.gov.uk>.", "Take out \"we agree\"."]);
});

const ways = { pass: "send", note: "send", warn: "send-anyway", confirm: "send-anyway", hold: "send-anyway", block: "none" };
for (const [verdict, way] of Object.entries(ways))
  test(`A verdict "${verdict}" leads to "${way}"`, () => assert.equal(shown(result(verdict, [finding({ action: verdict })])).way, way));

test("Only what would be refused needs a reason", () =>
  assert.deepEqual(["note", "warn", "confirm", "hold"].map(verdict => shown(result(verdict, [finding()])).needsReason),
                   [false, false, true, true]));

test("A rule that the council added says so", () =>
  assert.equal(shown(result("warn", [finding({ clause: null })])).findings[0].clause, "Added by your council"));

test("What could not be read is listed and counted where it stops the mail", () => {
  const panel = shown(result("confirm", [], [{ what: "attachment a.pdf", why: "encrypted", asks: true }]));
  assert.deepEqual([panel.notRead, panel.lead], [["attachment a.pdf: encrypted"], "One thing to look at before this goes."]);
});

const picture = { what: "attachment a.png", why: "a picture", asks: false };
const locked = { what: "attachment a.pdf", why: "encrypted", asks: true };
const counts = [
  ["what was not read, which stops nothing", "pass", [], [picture], 0],
  ["a finding beside what was not read, which stops nothing", "confirm", [finding({ action: "confirm" })], [picture], 1],
  ["a note beside what was not read, which asks", "confirm", [finding({ action: "note" })], [locked], 2],
  ["a finding that asks as strongly as what was not read", "confirm", [finding({ action: "confirm" })], [locked], 2],
  ["a finding that blocks beside what was not read, which asks", "block", [finding({ action: "block" })], [picture, locked], 2],
  ["two findings", "warn", [finding({ action: "note" }), finding({ action: "warn" })], [], 2],
];
for (const [what, verdict, findings, unchecked, count] of counts)
  test(`Things to look at: ${what}`, () => assert.equal(thingsToLookAt(result(verdict, findings, unchecked)), count));

test("What she is asked because of stands before what is listed only", () =>
  assert.deepEqual(shown(result("confirm", [], [picture, locked])).notRead, ["attachment a.pdf: encrypted", "attachment a.png: a picture"]));

test("A daemon that is away leaves the choice to the clerk", () => {
  const panel = panelOf({ draft: "", unchecked: { why: "away", detail: "" } }, english, tools());
  assert.equal(panel.way, "unchecked");
  assert.match(panel.lead, /not running.*unchecked/);
});

test("Welsh says all that English says", () => {
  const missing = Object.keys(english).filter(key => wordsFor("cy")[key] === english[key] && key !== "clause");
  assert.deepEqual(missing, []);
});

test("Welsh has a label for each button", () =>
  assert.deepEqual(Object.keys(wordsFor("cy").cures), Object.keys(english.cures)));
