// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { WindowMemory } from "../../../plugin/core/window_memory.js";

/** A store that takes its time, as a mail client's does. */
function slowStore() {
  const pause = () => new Promise(resolve => setTimeout(resolve, 1));
  let kept = {};
  return { read: async () => { await pause(); return { ...kept }; }, write: async all => { await pause(); kept = { ...all }; } };
}

test("Two changes at a time are both kept", async () => {
  const memory = new WindowMemory(slowStore());
  await Promise.all([memory.change({ decided: "this draft" }), memory.change({ mode: "sendLater" })]);
  assert.deepEqual(await memory.read(), { decided: "this draft", mode: "sendLater" });
});

test("What is read has all that was changed before, and nothing of what is changed after", async () => {
  const memory = new WindowMemory(slowStore());
  memory.change({ decided: "one" });
  const read = memory.read();
  memory.change({ decided: "two" });
  assert.deepEqual(await read, { decided: "one" });
});

test("A change that fails keeps nobody waiting", async () => {
  const store = slowStore();
  const memory = new WindowMemory({ ...store, write: async all => { if (all.fails) throw new Error("full"); return store.write(all); } });
  await assert.rejects(memory.change({ fails: true }), /full/);
  await memory.change({ mode: "sendNow" });
  assert.deepEqual(await memory.read(), { mode: "sendNow" });
});
