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

const busy = new Error("compose.sendMessage failed: Message compose window not ready for the requested command");

/** A window that is busy so many times when it is to send; `sendings` counts them. */
function busyWindow(times, then = async () => ({})) {
  const sendings = [];
  const sendMessage = async (tab, { mode }) => {
    sendings.push(mode);
    if (sendings.length <= times) throw busy;
    return then();
  };
  return { ...windowOf({ compose: { sendMessage } }), sendings };
}

async function passing(clock, milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    await settled();
    clock.fire(100);
  }
  await settled();
}

test("A window that is busy with an earlier Send is waited for", async () => {
  const { window, clock, sendings } = busyWindow(2);
  const sent = window.send();
  await passing(clock, 300);
  await sent;
  assert.deepEqual(sendings, ["sendNow", "sendNow", "sendNow"]);
  assert.equal(clock.timers.size, 0);
});

test("A window that stays busy is not waited for longer than ten seconds", async () => {
  const { window, clock } = busyWindow(Infinity);
  const sent = assert.rejects(window.send(), busy);
  await passing(clock, 11_000);
  await sent;
});

test("What else stops a sending is told at once", async () => {
  const { window, sendings } = busyWindow(0, async () => { throw new Error("onBeforeSend"); });
  await assert.rejects(window.send(), /onBeforeSend/);
  assert.equal(sendings.length, 1);
});
