// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { composedMail, fingerprint } from "../../../plugin/core/draft.js";
import { Clock, draft } from "./support.mjs";

const now = new Clock().now();

test("A plain draft is told with its text alone, an HTML one with its HTML", () => {
  const plain = composedMail(draft({ html: "<p>x</p>" }), new Map(), now);
  const html = composedMail(draft({ isPlainText: false, html: "<p>x</p>" }), new Map(), now);
  assert.deepEqual(["text" in plain, "html" in plain, "text" in html, "html" in html], [true, false, false, true]);
});

test("Blind copies are told", () =>
  assert.deepEqual(composedMail(draft({ bcc: ["a@x.example"] }), new Map(), now).bcc, ["a@x.example"]));

test("A line end in a subject becomes a blank", () =>
  assert.equal(composedMail(draft({ subject: "Bins\r\nBcc: a@x.example" }), new Map(), now).subject, "Bins Bcc: a@x.example"));

test("An attached file is told by its digest", () => {
  const attachments = [{ id: 7, name: "Report.pdf", type: "application/pdf; name=x", bytes: 3 }];
  assert.deepEqual(composedMail(draft({ attachments }), new Map([[7, "ab"]]), now).attachments,
                   [{ name: "Report.pdf", type: "application/pdf", sha256: "ab" }]);
});

test("The time is told with the clerk's own offset", () =>
  assert.match(composedMail(draft(), new Map(), now).date, /^2026-07-20T17:00:51[+-]\d\d:\d\d$/));

test("An acknowledgement of an earlier sending is not told", () =>
  assert.equal("headers" in composedMail(draft({ headers: [{ name: "X-CANDOUR-ack", value: "1" }] }), new Map(), now), false));

test("Everything that is sent makes another mail", () => {
  const changes = [
    { from: "a@x.example" }, { identity: "id2" }, { to: [] }, { cc: ["a@x.example"] }, { bcc: ["a@x.example"] },
    { replyTo: ["a@x.example"] }, { subject: "x" }, { isPlainText: false }, { text: "x" },
    { headers: [{ name: "X-A", value: "1" }] }, { attachments: [{ id: 1, name: "a" }] },
  ];
  const all = new Set([draft(), ...changes.map(draft)].map(fingerprint));
  assert.equal(all.size, changes.length + 1);
});

test("The acknowledgement's header makes no other mail", () =>
  assert.equal(fingerprint(draft()), fingerprint(draft({ headers: [{ name: "X-Candour-Ack", value: "1" }] }))));
