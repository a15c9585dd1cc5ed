// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { ComposeSession } from "../../../plugin/core/compose_session.js";
import { Unchecked } from "../../../plugin/core/daemon.js";
import { draft, finding, result, tools } from "./support.mjs";

const jane = "jane.smith@eastmere-tc.gov.uk";
const confirm = () => ({ ...result("confirm", [{ ...finding(), key: "silent-copy:jane" }]), assessment: "a1" });

/** A window, a daemon that knows one rule (no blind copies), and a session between them. */
function compose(first, { assess, acknowledge } = {}) {
  const state = { draft: first, sent: [], acknowledged: [], kept: {} };
  const daemon = {
    assess: assess ?? (async mail => (mail.bcc.length > 0 ? confirm() : result("pass"))),
    acknowledge: acknowledge ?? (async each => { state.acknowledged.push(each); return "id-1"; }),
  };
  const window = {
    read: async () => structuredClone(state.draft),
    write: async (before, after) => { state.draft = structuredClone(after); },
    send: async () => { if (await session.beforeSend(structuredClone(state.draft))) state.sent.push(state.draft); },
  };
  const memory = {
    read: async () => structuredClone(state.kept),
    change: async changes => { Object.assign(state.kept, structuredClone(changes)); },
  };
  const session = new ComposeSession({ window, daemon, attachments: null, memory });
  /** As by the panel that shows the last verdict. */
  const decide = (reason, seen = state.kept.verdict) => session.decide(reason, seen);
  return { session, state, decide, press: () => window.send() };
}

test("A mail with nothing wrong goes when Send is pressed", async () => {
  const { state, press } = compose(draft());
  await press();
  assert.equal(state.sent.length, 1);
});

test("A mail with a finding stays", async () => {
  const { state, press } = compose(draft({ bcc: [jane] }));
  await press();
  assert.deepEqual([state.sent.length, state.kept.verdict.result.verdict], [0, "confirm"]);
});

test("Once cured it goes", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  const verdict = await session.cure({ kind: "move-to-cc", texts: [jane] }, tools());
  await press();
  assert.deepEqual([verdict.result.verdict, state.sent[0].cc, state.sent[0].bcc], ["pass", [jane], []]);
});

test("Undo brings back each draft in turn", async () => {
  const { session, state } = compose(draft({ bcc: [jane, "b@x.example"] }));
  await session.cure({ kind: "move-to-cc", texts: [jane] }, tools());
  await session.cure({ kind: "remove-recipient", texts: ["b@x.example"] }, tools());
  await session.undo();
  assert.deepEqual([state.draft.cc, state.draft.bcc], [[jane], ["b@x.example"]]);
  await session.undo();
  await session.undo();
  assert.deepEqual(state.draft, draft({ bcc: [jane, "b@x.example"] }));
});

test("Sent all the same, it carries the acknowledgement and the reason is on record", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  assert.equal(await decide("She asked for it."), true);
  assert.deepEqual(state.sent[0].headers, [{ name: "X-Candour-Ack", value: "id-1" }]);
  assert.deepEqual(state.acknowledged, [{ assessment: "a1", findings: ["silent-copy:jane"], reason: "She asked for it." }]);
});

test("What was changed behind the panel is looked at again before it goes", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  state.draft = draft({ bcc: [jane, "b@x.example"] });
  assert.equal(await decide("She asked for it."), false);
  assert.deepEqual([state.sent.length, state.acknowledged.length], [0, 0]);
});

test("A decision holds for one draft, and an older acknowledgement is replaced", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  await decide("One.");
  state.draft = { ...state.draft, subject: "Another" };
  await press();
  assert.equal(state.sent.length, 1, "the changed draft was stopped");
  await decide("Two.");
  assert.equal(state.sent[1].headers.length, 1);
});

test("A blocked mail does not go, whatever is decided", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }), {
    assess: async () => ({ ...result("block", [finding({ action: "block" })]), assessment: "a1" }) });
  await press();
  assert.equal(await decide("I insist."), false);
  assert.deepEqual([state.sent.length, state.acknowledged.length], [0, 0]);
});

test("Unchecked, it goes only by decision, and that is kept to be reported", async () => {
  const { session, state, decide, press } = compose(draft(), { assess: async () => { throw new Unchecked("away"); } });
  await press();
  assert.equal(state.sent.length, 0);
  assert.equal(await decide(""), true);
  assert.deepEqual([state.sent.length, state.kept.unchecked, state.acknowledged.length], [1, "away", 0]);
});

test("A decision that cannot be put on record since the daemon has gone sends nothing, and can then be one to send unchecked", async () => {
  let away = false;
  const { state, decide, press } = compose(draft({ bcc: [jane] }), {
    assess: async () => { if (away) throw new Unchecked("away"); return confirm(); },
    acknowledge: async () => { throw new Unchecked("away"); } });
  await press();
  away = true;
  assert.equal(await decide("She asked for it."), false);
  assert.deepEqual([state.sent.length, state.kept.verdict.unchecked.why], [0, "away"]);
  assert.equal(await decide(""), true);
});

test("A decision on what the daemon said too long ago is one on what it says now", async () => {
  let said = 0;
  const { state, decide, press } = compose(draft({ bcc: [jane] }), {
    assess: async () => ({ ...confirm(), assessment: `a${++said}` }),
    acknowledge: async ({ assessment }) => { if (assessment === "a1") throw new Unchecked("refused", "too old"); return "id-1"; } });
  await press();
  assert.equal(await decide("She asked for it."), false);
  assert.equal(await decide("She asked for it."), true);
  assert.equal(state.sent.length, 1);
});

test("What was looked at anew behind the panel is shown before it goes", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  const seen = state.kept.verdict;
  state.draft = draft({ bcc: [jane, "b@x.example"] });
  await session.look();
  assert.equal(await decide("She asked for it.", seen), false);
  assert.equal(await decide("She asked for it."), true);
});

test("A finding that was seen is not sent as unchecked when the daemon has gone behind the panel", async () => {
  let away = false;
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }), {
    assess: async () => { if (away) throw new Unchecked("away"); return confirm(); } });
  await press();
  const seen = state.kept.verdict;
  away = true;
  await session.look();
  assert.equal(await decide("She asked for it.", seen), false);
  assert.equal(state.sent.length, 0);
});

test("A draft that is looked at while Send is pressed is asked about once", async () => {
  let asked = 0;
  const { session, state, decide, press } = compose(draft(), { assess: async () => { ++asked; return result("pass"); } });
  await Promise.all([session.look(), press()]);
  assert.deepEqual([asked, state.sent.length], [1, 1]);
  await session.look();
  assert.equal(asked, 2, "a later look asks anew");
});

test("A panel that opens before the window was looked at again shows what is in it now", async () => {
  const { session, state, decide } = compose(draft());
  await session.look();
  state.draft = draft({ bcc: [jane] });
  assert.equal((await session.shown()).result.verdict, "confirm");
  assert.equal(await decide("She asked for it."), true, "what is shown can be decided on");
});

test("A panel shows what was said already where nothing has changed since", async () => {
  let asked = 0;
  const { session, press } = compose(draft({ bcc: [jane] }), { assess: async () => { ++asked; return confirm(); } });
  await press();
  await session.shown();
  assert.equal(asked, 1);
});

test("An older draft's verdict that comes last does not take the place of the newer's", async () => {
  let answerTheFirst;
  const late = new Promise(resolve => { answerTheFirst = () => resolve(result("pass")); });
  const { session, state, decide, press } = compose(draft(), { assess: mail => (mail.bcc.length > 0 ? confirm() : late) });
  const first = session.look();
  await new Promise(setImmediate);
  state.draft = draft({ bcc: [jane] });
  await press();
  answerTheFirst();
  await first;
  assert.equal(state.kept.verdict.result.verdict, "confirm");
  assert.equal(await decide("She asked for it."), true);
});

// Other plugins may be asked before or after ours each time a mail is sent.

const foot = text => ({ ...draft({ bcc: [jane] }), text });
const meddled = (first, change) => {
  const compose_ = compose(first);
  const { session, state } = compose_;
  const beforeSend = session.beforeSend.bind(session);
  session.beforeSend = mail => {
    state.draft = change(mail);
    return beforeSend(state.draft);
  };
  return compose_;
};

test("A mail that another plugin changes each time goes once it was decided on, where nothing more is found", async () => {
  const { session, state, decide, press } = meddled(draft({ bcc: [jane] }), mail => foot(`${mail.text}\nSent by Eastmere.`));
  await press();
  assert.equal(await decide("She asked for it."), true);
  assert.equal(state.sent.length, 1);
});

/** The clerk decides to send all the same, and another plugin stops the mail. */
async function decideAndBeStopped(session, decide) {
  const send = session.beforeSend;
  session.beforeSend = async () => { throw new Error("cancelled elsewhere"); };
  await assert.rejects(decide("She asked for it."), /elsewhere/);
  session.beforeSend = send;
}

test("A later Send of a changed mail is asked about again", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  await decideAndBeStopped(session, decide);
  state.draft = foot("Another text.");
  await press();
  assert.equal(state.sent.length, 0);
});

test("A mail that another plugin stopped after the decision is not asked about twice", async () => {
  const { session, state, decide, press } = compose(draft({ bcc: [jane] }));
  await press();
  await decideAndBeStopped(session, decide);
  await press();
  assert.deepEqual([state.sent.length, state.acknowledged.length], [1, 1]);
});
