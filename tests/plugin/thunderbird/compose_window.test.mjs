// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { Unchecked } from "../../../plugin/core/daemon.js";
import { ComposeWindow } from "../../../plugin/thunderbird/compose_window.js";
import { Clock } from "../core/support.mjs";

const details = { from: "clerk@eastmere-tc.gov.uk", to: ["tom.baker@resident.example"], subject: "Bins", isPlainText: true,
                  plainTextBody: "Ordered.", body: "", identityId: "id1", type: "reply", relatedMessageId: 7 };
const never = () => new Promise(() => {});
const settled = () => new Promise(setImmediate);

/** Thunderbird's API as a window needs it; `changes` to compose and messages. */
function windowOf({ compose = {}, messages = {} }) {
  const clock = new Clock();
  const mail = {
    compose: { getComposeDetails: async () => details, listAttachments: async () => [], ...compose },
    messages: { get: async () => ({ headerMessageId: "b@x.example" }),
                getFull: async () => ({ headers: { references: ["<a@x.example>"] } }), ...messages },
  };
  return { window: new ComposeWindow(mail, 1, async () => "sendNow", clock), clock };
}

test("A window that was closed before it was ready is not waited for", async () => {
  const { window, clock } = windowOf({ compose: { getComposeDetails: never } });
  const read = window.read();
  await settled();
  clock.fire(5_000);
  await assert.rejects(read, error => error instanceof Unchecked && error.why === "slow");
});

test("The mail that is answered is read once, however often the window is", async () => {
  let read = 0;
  const { window, clock } = windowOf({ messages: { getFull: async () => { ++read; return { headers: { references: ["<a@x.example>"] } }; } } });
  await Promise.all([window.read(), window.draftOf(details)]);
  const draft = await window.read();
  assert.deepEqual([read, draft.inReplyTo, draft.references], [1, "b@x.example", ["<a@x.example>", "<b@x.example>"]]);
  assert.equal(clock.timers.size, 0);
});

test("A mail that takes too long to be read is answered with what is known of it", async () => {
  const { window, clock } = windowOf({ messages: { getFull: never } });
  const read = window.read();
  await settled();
  clock.fire(3_000);
  assert.deepEqual((await read).references, ["<b@x.example>"]);
});
