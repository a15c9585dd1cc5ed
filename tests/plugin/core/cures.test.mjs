// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { applied, canApply, curesOf, needsWords } from "../../../plugin/core/cures.js";
import { draft, finding, tools } from "./support.mjs";

const jane = "Jane Smith <jane.smith@eastmere-tc.gov.uk>";
const janesAddress = "jane.smith@eastmere-tc.gov.uk";

test("Fixes of one kind are one cure, another kind is another", () =>
  assert.deepEqual(
    curesOf(finding({ fixes: [
      { kind: "append-foot", text: "CC Councillor Jane Smith" },
      { kind: "move-to-cc", text: "a@x.example" },
      { kind: "append-foot", text: "CC Councillor Ann Moss" },
    ] })),
    [{ kind: "append-foot", texts: ["CC Councillor Jane Smith", "CC Councillor Ann Moss"] },
     { kind: "move-to-cc", texts: ["a@x.example"] }]));

test("A cure leaves the draft it was given alone", () => {
  const before = draft({ bcc: [jane] });
  const copy = structuredClone(before);
  for (const cure of [{ kind: "append-foot", texts: ["CC x"] }, { kind: "move-to-cc", texts: [janesAddress] },
                      { kind: "remove-recipient", texts: [janesAddress] }, { kind: "add-recipient", texts: ["b@x.example"] }])
    applied(before, cure, tools());
  assert.deepEqual(before, copy);
});

test("Moving to Cc keeps the name, and the case of an address makes no difference", () => {
  const mended = applied(draft({ bcc: [jane, "c@x.example"] }), { kind: "move-to-cc", texts: ["Jane.Smith@EASTMERE-tc.gov.uk"] }, tools());
  assert.deepEqual([mended.cc, mended.bcc], [[jane], ["c@x.example"]]);
});

test("Moving to Cc who is there already only ends the blind copy", () => {
  const mended = applied(draft({ cc: [janesAddress], bcc: [jane] }), { kind: "move-to-cc", texts: [janesAddress] }, tools());
  assert.deepEqual([mended.cc, mended.bcc], [[janesAddress], []]);
});

test("A recipient is left out wherever he stands", () => {
  const mended = applied(draft({ to: [jane, "b@x.example"], cc: [janesAddress], bcc: [jane] }),
                         { kind: "remove-recipient", texts: [janesAddress] }, tools());
  assert.deepEqual([mended.to, mended.cc, mended.bcc], [["b@x.example"], [], []]);
});

test("A recipient is added once", () => {
  const mended = applied(draft({ to: [jane] }), { kind: "add-recipient", texts: [janesAddress, "b@x.example"] }, tools());
  assert.deepEqual(mended.to, [jane, "b@x.example"]);
});

test("The sender changes to the identity that has the address", () => {
  const clerk = { identity: "id2", from: "Helen Ward <clerk@eastmere-tc.gov.uk>" };
  const own = tools({ identityFor: address => (address === "clerk@eastmere-tc.gov.uk" ? clerk : null) });
  const cure = { kind: "change-from", texts: ["Helen Ward <clerk@eastmere-tc.gov.uk>"] };
  const mended = applied(draft({ from: jane, identity: "id1" }), cure, own);
  assert.deepEqual([mended.from, mended.identity], [clerk.from, "id2"]);
});

test("Without such an identity there is no button for it", () =>
  assert.equal(canApply({ kind: "change-from", texts: ["clerk@eastmere-tc.gov.uk"] }, tools()), false));

test("What is to be done in words has no button", () =>
  assert.equal(canApply({ kind: "edit-text", texts: ["Take out \"x\"."] }, tools()), false));

const reason = "It is confidential because it names a tenant.";
const reasons = {
  "below the greeting": ["Dear Jane,\n\nHere are the figures.", `Dear Jane,\n\n${reason}\n\nHere are the figures.`],
  "first where nobody is greeted": ["Here are the figures.", `${reason}\n\nHere are the figures.`],
  "into an empty mail": ["", `${reason}\n`],
};
for (const [name, [text, expected]] of Object.entries(reasons))
  test(`The clerk's sentence goes ${name}`, () => {
    const mended = applied(draft({ text }), { kind: "add-reason", texts: ["Say why."] }, tools({ words: ` ${reason} ` }));
    assert.equal(mended.text, expected);
  });

test("The clerk's sentence goes below the greeting in HTML too, as text", () => {
  const mended = applied(draft({ isPlainText: false, html: "<p>Annwyl Jane</p><p>Here are the figures.</p>" }),
                         { kind: "add-reason", texts: ["Say why."] }, tools({ words: "A & B <i>" }));
  assert.match(mended.html, /<p>Annwyl Jane<\/p><p>A &amp; B &lt;i&gt;<\/p><p>Here are the figures.<\/p>/);
});

test("An empty sentence is no reason", () =>
  assert.throws(() => applied(draft(), { kind: "add-reason", texts: ["Say why."] }, tools({ words: "  " })), /empty/));

test("Only a reason needs the clerk's words", () =>
  assert.deepEqual(["add-reason", "append-foot", "edit-text"].map(kind => needsWords({ kind, texts: [] })), [true, false, false]));
