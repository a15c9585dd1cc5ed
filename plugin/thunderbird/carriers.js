// SPDX-License-Identifier: MPL-2.0
//
// The two ways to a daemon: the native host, which knows the socket of this machine, and HTTPS to the
// council's server, where the admin set one up. Both carry a request of core/daemon.js and no more.

import { NOT_ALLOWED, Unchecked } from "../core/daemon.js";

const NATIVE_HOST = "candour";
// As base64 a little less than the megabyte that the host's pipe holds: Thunderbird copies the rest of a frame at each write
// that does not take it whole. Three bytes are four letters, so no piece is padded.
const CHUNK_BYTES = 3 * (240 << 10);
/** A file that was sent ahead and that nobody asked for in this time is let go, in milliseconds. */
const LONGEST_AHEAD_MS = 60_000;

/** Requests to this machine's daemon: a question is not kept waiting by a large file that is on its way. */
export class LocalCarrier {
  #questions;
  #files;

  /** @param {(name: string) => any} connect  runtime.connectNative */
  constructor(connect) {
    this.#questions = new NativeCarrier(connect);
    this.#files = new NativeCarrier(connect);
  }

  carry = request => (request.body instanceof Uint8Array ? this.#files : this.#questions).carry(request);

  /**
   * Sends a file that is likely to be carried soon, so that it is on its way while its digest is made.
   *
   * @param {Uint8Array} content  the same object as the request's body
   */
  sendAhead = content => this.#files.sendAhead(content);
}

/** Requests over one native port; it is opened when needed, and anew after it closed. */
class NativeCarrier {
  #connect;
  #port = null;
  #waiting = new Map();
  #ahead = new WeakMap();  // content -> what its pieces went under, until it is carried
  #lastId = 0;

  constructor(connect) {
    this.#connect = connect;
  }

  carry = request => new Promise((resolve, reject) => {
    try {
      const port = this.#open();
      const { body = "", ...head } = request;
      const id = typeof body === "string" ? ++this.#lastId : this.#idOfPieces(port, body);
      this.#waiting.set(id, { resolve, reject });
      port.postMessage({ id, ...head, ...(typeof body === "string" && { body }) });
    } catch (error) {
      reject(error);
    }
  });

  sendAhead(content) {
    const port = this.#open();
    const id = this.#sendPieces(port, content);
    const timer = setTimeout(() => {
      this.#ahead.delete(content);
      if (this.#port === port) port.postMessage({ id, forget: true });
    }, LONGEST_AHEAD_MS);
    this.#ahead.set(content, { port, id, timer });
  }

  #idOfPieces(port, content) {
    const ahead = this.#ahead.get(content);
    if (ahead === undefined) return this.#sendPieces(port, content);
    this.#ahead.delete(content);
    clearTimeout(ahead.timer);
    return ahead.port === port ? ahead.id : this.#sendPieces(port, content);
  }

  #sendPieces(port, content) {
    const id = ++this.#lastId;
    for (let at = 0; at < content.length; at += CHUNK_BYTES)
      port.postMessage({ id, bytes: base64(content.subarray(at, at + CHUNK_BYTES)) });
    return id;
  }

  #open() {
    if (this.#port !== null) return this.#port;
    const port = this.#connect(NATIVE_HOST);
    port.onMessage.addListener(({ id, status, body, error }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error !== undefined) waiting?.reject(new Error(error));
      else waiting?.resolve({ status, body });
    });
    port.onDisconnect.addListener(() => {
      this.#port = null;
      const reason = port.error?.message ?? "the native host ended";
      for (const { reject } of this.#waiting.values()) reject(new Error(reason));
      this.#waiting.clear();
    });
    this.#port = port;
    return port;
  }
}

/** Requests over HTTPS. */
export class HttpCarrier {
  #fetch;
  #url;
  #token;
  #mayReach;

  /**
   * @param {typeof fetch} fetch
   * @param {string} url    "https://candour.eastmere-tc.gov.uk:8425"
   * @param {string} token
   * @param {() => Promise<boolean>} mayReach  whether the clerk has allowed it
   */
  constructor(fetch, url, token, mayReach) {
    this.#fetch = fetch;
    this.#url = url;
    this.#token = token;
    this.#mayReach = mayReach;
  }

  carry = async ({ method, path, type, body }) => {
    if (!await this.#mayReach()) throw new Unchecked("away", NOT_ALLOWED);
    const headers = { Authorization: `Bearer ${this.#token}`, ...(type && { "Content-Type": type }) };
    const answer = await this.#fetch(this.#url + path, { method, headers, body, credentials: "omit", cache: "no-store" });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
}

function base64(bytes) {
  if (bytes.toBase64 !== undefined) return bytes.toBase64();  // ten times as fast; Thunderbird 140 and later
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
