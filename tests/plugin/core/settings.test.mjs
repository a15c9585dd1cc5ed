// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { permissionFor, settingsFrom } from "../../../plugin/core/settings.js";

const server = "https://candour.eastmere-tc.gov.uk:8425";

test("Without anybody's word the daemon of this machine is asked", () =>
  assert.deepEqual(settingsFrom(null, {}), { server: null, token: "", byAdmin: false }));

test("What the clerk typed counts, blanks and a last slash apart", () =>
  assert.deepEqual(settingsFrom(null, { url: ` ${server}/ `, token: " t\n" }), { server, token: "t", byAdmin: false }));

test("The admin's word stands before the clerk's", () =>
  assert.deepEqual(settingsFrom({ url: server, token: "a" }, { url: "https://b.example", token: "b" }),
                   { server, token: "a", byAdmin: true }));

test("The admin can say that this machine is asked", () =>
  assert.deepEqual(settingsFrom({ url: "" }, { url: server, token: "b" }), { server: null, token: "", byAdmin: true }));

test("An admin's policy that says nothing of a server leaves it to the clerk", () =>
  assert.equal(settingsFrom({}, { url: server }).server, server));

for (const [url, pattern] of [[server, "https://candour.eastmere-tc.gov.uk/*"], ["http://candour.example", null], ["candour", null], ["", null]])
  test(`What must be allowed for "${url}": ${pattern}`, () => assert.equal(permissionFor(url), pattern));
