// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import test from "node:test";

import { Attachments } from "../../../plugin/core/attachments.js";
import { Daemon, LONGEST_WAIT_MS, Unchecked } from "../../../plugin/core/daemon.js";
import { Clock, draft, result } from "./support.mjs";

const files = contents => {
  const reads = [];
  const attachments = new Attachments(
    async id => { reads.push(id); return new TextEncoder().encode(contents[id]); },
    content => webcrypto.subtle.digest("SHA-256", content));
  return { attachments, reads };
};

/** A daemon that keeps what it was asked and answers by path. */
function daemon(answers) {
  const asked = [];
  const carry = async request => {
    asked.push(request);
    const answer = answers[request.path] ?? answers.otherwise;
    return typeof answer === "function" ? answer(request, asked) : answer;
  };
  return { daemon: new Daemon(carry, new Clock()), asked };
}

test("A draft is told and the daemon's result comes back", async () => {
  const said = result("pass");
  const { daemon: asked, asked: requests } = daemon({ "/v1/assess": { status: 200, body: said } });
  assert.equal(await asked.assess(draft(), files({}).attachments), said);
  assert.equal(JSON.parse(requests[0].body).subject, "Bins");
});

test("A file is sent when the daemon does not have it, and then no more", async () => {
  const held = new Set();
  const { daemon: asked, asked: requests } = daemon({
    "/v1/assess": request => {
      const missing = JSON.parse(request.body).attachments.map(file => file.sha256).filter(each => !held.has(each));
      return missing.length > 0 ? { status: 409, body: { missing } } : { status: 200, body: result("pass") };
    },
    otherwise: request => { held.add(request.path.split("/").at(-1)); return { status: 201, body: null }; },
  });
  const mail = draft({ attachments: [{ id: 1, name: "a.txt" }, { id: 2, name: "b.txt" }] });
  const { attachments, reads } = files({ 1: "one", 2: "two" });
  await asked.assess(mail, attachments);
  await asked.assess({ ...mail, subject: "Bins again" }, attachments);
  assert.deepEqual(requests.map(each => each.method), ["POST", "PUT", "PUT", "POST", "POST"]);
  assert.deepEqual(reads, [1, 2], "each read once");
});

test("A file is sent ahead while its digest is made, once", async () => {
  const order = [];
  const attachments = new Attachments(
    async () => new TextEncoder().encode("one"),
    async content => { order.push("digest begun"); const made = await webcrypto.subtle.digest("SHA-256", content); order.push("digest made"); return made; },
    content => order.push(`ahead ${new TextDecoder().decode(content)}`));
  await attachments.digestsOf([{ id: 1 }]);
  await attachments.digestsOf([{ id: 1 }]);
  assert.deepEqual(order, ["digest begun", "ahead one", "digest made"]);
});

test("A file that the daemon has lost is read and sent again", async () => {
  let held = false;
  const { daemon: asked, asked: requests } = daemon({
    "/v1/assess": request => (held ? { status: 200, body: result("pass") }
                                   : { status: 409, body: { missing: [JSON.parse(request.body).attachments[0].sha256] } }),
    otherwise: () => { held = true; return { status: 201, body: null }; },
  });
  const mail = draft({ attachments: [{ id: 1, name: "a.txt" }] });
  const { attachments, reads } = files({ 1: "one" });
  await asked.assess(mail, attachments);
  held = false;
  await asked.assess(mail, attachments);
  assert.deepEqual(requests.filter(each => each.method === "PUT").map(each => new TextDecoder().decode(each.body)), ["one", "one"]);
  assert.deepEqual(reads, [1, 1], "what was sent is not kept");
});

test("A file that takes long keeps nobody longer than twenty seconds, and goes on its way", async () => {
  const clock = new Clock();
  let arrive;
  const asked = new Daemon(async request => {
    if (request.method === "PUT") return new Promise(resolve => { arrive = () => resolve({ status: 201, body: null }); });
    return { status: 409, body: { missing: [JSON.parse(request.body).attachments[0].sha256] } };
  }, clock);
  const assessed = asked.assess(draft({ attachments: [{ id: 1, name: "a.txt" }] }), files({ 1: "one" }).attachments);
  while (arrive === undefined) await new Promise(resolve => setImmediate(resolve));
  clock.fire(20_000);
  await assert.rejects(assessed, error => error.why === "slow");
  assert.equal(clock.timers.size, 1, "that of the file itself");
  arrive();
});

test("Two that ask for one file at a time wait for one upload", async () => {
  const held = new Set();
  const { daemon: asked, asked: requests } = daemon({
    "/v1/assess": request => {
      const missing = JSON.parse(request.body).attachments.map(file => file.sha256).filter(each => !held.has(each));
      return missing.length > 0 ? { status: 409, body: { missing } } : { status: 200, body: result("pass") };
    },
    otherwise: async request => {
      await new Promise(resolve => setImmediate(resolve));
      held.add(request.path.split("/").at(-1));
      return { status: 201, body: null };
    },
  });
  const mail = draft({ attachments: [{ id: 1, name: "a.txt" }] });
  const { attachments } = files({ 1: "one" });
  await Promise.all([asked.assess(mail, attachments), asked.assess(mail, attachments)]);
  assert.equal(requests.filter(each => each.method === "PUT").length, 1);
});

test("A file that was taken off and put on again is read again", async () => {
  const { attachments, reads } = files({ 1: "one" });
  const file = { id: 1, name: "a.txt" };
  for (const each of [[file], [], [file]]) await attachments.digestsOf(each);
  assert.deepEqual(reads, [1, 1]);
});

test("A daemon that is away is told as such", async () => {
  const away = new Daemon(async () => { throw new Error("no such socket"); }, new Clock());
  await assert.rejects(away.assess(draft(), files({}).attachments), error => error instanceof Unchecked && error.why === "away");
});

test("A daemon that is slow keeps nobody longer than three seconds", async () => {
  const clock = new Clock();
  const slow = new Daemon(() => new Promise(() => {}), clock);
  const assessed = slow.assess(draft(), files({}).attachments);
  await new Promise(resolve => setImmediate(resolve));
  clock.fire(LONGEST_WAIT_MS);
  await assert.rejects(assessed, error => error.why === "slow");
});

test("No timer is left once the daemon has answered", async () => {
  const clock = new Clock();
  const prompt = new Daemon(async () => ({ status: 200, body: result("pass") }), clock);
  await prompt.assess(draft(), files({}).attachments);
  assert.equal(clock.timers.size, 0);
});

test("What the daemon refuses comes with its own words", async () => {
  const { daemon: asked } = daemon({ otherwise: { status: 413, body: { detail: "The mail is over 50 MB." } } });
  await assert.rejects(asked.assess(draft(), files({}).attachments),
                       error => error.why === "refused" && error.detail === "The mail is over 50 MB.");
});

test("An acknowledgement gives the id that travels with the mail", async () => {
  const { daemon: asked } = daemon({ "/v1/acknowledgements": { status: 201, body: { id: "abc" } } });
  assert.equal(await asked.acknowledge({ assessment: "m", findings: [], reason: "The chair asked for it." }), "abc");
});
