// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { LocalCarrier } from "../../../plugin/thunderbird/carriers.js";

/** The native host's ports as Thunderbird opens them: what was said on each, and ways to answer and to end it. */
function host() {
  const ports = [];
  const connect = () => {
    const port = { said: [], listeners: [], onMessage: { addListener: heard => port.listeners.push(heard) },
                   onDisconnect: { addListener: ended => { port.end = ended; } },
                   postMessage: message => port.said.push(message),
                   answer: message => port.listeners.forEach(heard => heard(message)) };
    ports.push(port);
    return port;
  };
  return { connect, ports };
}

const put = body => ({ method: "PUT", path: "/v1/attachments/x", type: "application/octet-stream", body });
const sent = port => Buffer.concat(port.said.filter(each => each.bytes !== undefined).map(each => Buffer.from(each.bytes, "base64")));
const file = new Uint8Array(1_000_000).map((_, at) => at * 7);

test("A file goes in pieces, then its request", async () => {
  const { connect, ports } = host();
  const answered = new LocalCarrier(connect).carry(put(file));
  assert.ok(sent(ports[0]).equals(Buffer.from(file)));
  assert.deepEqual(ports[0].said.at(-1), { id: 1, method: "PUT", path: "/v1/attachments/x", type: "application/octet-stream" });
  ports[0].answer({ id: 1, status: 201, body: null });
  assert.deepEqual(await answered, { status: 201, body: null });
});

test("Of a file that was sent ahead only the request follows", async t => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { connect, ports } = host();
  const carrier = new LocalCarrier(connect);
  carrier.sendAhead(file);
  const pieces = ports[0].said.length;
  const answered = carrier.carry(put(file));
  assert.equal(ports[0].said.length, pieces + 1);
  assert.equal(ports[0].said.at(-1).id, ports[0].said[0].id);
  ports[0].answer({ id: ports[0].said[0].id, status: 201, body: null });
  assert.equal((await answered).status, 201);
  t.mock.timers.tick(600_000);
  assert.equal(ports[0].said.length, pieces + 1, "it is not let go any more");
  carrier.carry(put(file));
  assert.equal(ports[0].said.length, 2 * (pieces + 1), "asked for once more, it is sent once more");
});

test("A file that was sent ahead through a host that ended is sent again", () => {
  const { connect, ports } = host();
  const carrier = new LocalCarrier(connect);
  carrier.sendAhead(file);
  ports[0].end();
  carrier.carry(put(file)).catch(() => {});
  assert.ok(sent(ports[1]).equals(Buffer.from(file)));
});

test("A file that was sent ahead for nothing is let go", t => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { connect, ports } = host();
  const carrier = new LocalCarrier(connect);
  carrier.sendAhead(file);
  const { id } = ports[0].said[0];
  t.mock.timers.tick(60_000);
  assert.deepEqual(ports[0].said.at(-1), { id, forget: true });
  carrier.carry(put(file));
  assert.notEqual(ports[0].said.at(-1).id, id);
});

test("A question does not wait behind a file", () => {
  const { connect, ports } = host();
  const carrier = new LocalCarrier(connect);
  carrier.sendAhead(file);
  carrier.carry({ method: "POST", path: "/v1/assess", type: "application/json", body: "{}" });
  assert.equal(ports.length, 2);
  assert.deepEqual(ports[1].said, [{ id: 1, method: "POST", path: "/v1/assess", type: "application/json", body: "{}" }]);
});
