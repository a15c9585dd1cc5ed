// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { Unchecked } from "../../../plugin/core/daemon.js";
import { UncheckedMails } from "../../../plugin/core/unchecked_mails.js";

const mail = why => ({ time: "2026-07-20T16:00:51Z", sender: "clerk@eastmere-tc.gov.uk", message_id: null, why });

function kept(reportUnchecked) {
  let mails = [];
  const store = { read: async () => mails, write: async each => { mails = each; } };
  return { unchecked: new UncheckedMails({ reportUnchecked }, store), mails: () => mails };
}

test("Each is told once when the daemon is back", async () => {
  const told = [];
  const { unchecked, mails } = kept(async each => { told.push(...each); });
  await unchecked.add(mail("away"));
  await unchecked.add(mail("slow"));
  await unchecked.report();
  await unchecked.report();
  assert.deepEqual([told.map(each => each.why), mails()], [["away", "slow"], []]);
});

test("While the daemon is away they are kept", async () => {
  const { unchecked, mails } = kept(async () => { throw new Unchecked("away"); });
  await unchecked.add(mail("away"));
  await unchecked.report();
  assert.equal(mails().length, 1);
});

test("One that comes while another is told is told too", async () => {
  const told = [];
  const { unchecked, mails } = kept(async each => {
    if (told.push(...each) === 1) await unchecked.add(mail("slow"));
  });
  await unchecked.add(mail("away"));
  await unchecked.report();
  assert.deepEqual([told.length, mails().length], [2, 0]);
});
