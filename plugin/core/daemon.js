// SPDX-License-Identifier: MPL-2.0
//
// The daemon as a plugin asks it. How a request gets there (a native host, HTTPS) is passed in as
// `carry`; here is what is asked, how long an answer may take, and that a file is sent once.

import { composedMail } from "./draft.js";
import { within } from "./within.js";

/** How long the clerk may be kept from her mail, in milliseconds. */
export const LONGEST_WAIT_MS = 3_000;
/**
 * … with files on their way to the daemon. A mail client that waits a minute for its plugin may lock the window for good, so
 * she is told before, and the files go on their way.
 */
const LONGEST_WAIT_WITH_FILES_MS = 20_000;
const LONGEST_UPLOAD_MS = 120_000;
const MISSING_FILES = 409;

/** The detail of an `away` where the clerk has not yet allowed that the daemon's server is reached. */
export const NOT_ALLOWED = "not allowed";

/** The daemon did not answer, or could not. */
export class Unchecked extends Error {
  /**
   * @param {"away"|"slow"|"refused"} why
   * @param {string} [detail]  the daemon's own words
   */
  constructor(why, detail = "") {
    super(detail || why);
    this.name = "Unchecked";
    this.why = why;
    this.detail = detail;
  }
}

/**
 * @typedef {{status: number, body: any}} Answer
 * @typedef {(request: {method: string, path: string, type?: string, body?: string|Uint8Array}) => Promise<Answer>} Carry
 */

export class Daemon {
  #carry;
  #clock;
  #uploads = new Map();  // digest -> Promise, while a file is on its way

  /**
   * @param {Carry} carry
   * @param {{now: () => Date, setTimeout: Function, clearTimeout: Function}} clock
   */
  constructor(carry, clock) {
    this.#carry = carry;
    this.#clock = clock;
  }

  /**
   * What the daemon finds in a draft.
   *
   * @param {import("./draft.js").Draft} draft
   * @param {import("./attachments.js").Attachments} attachments
   * @returns {Promise<any>} the result object of the contract
   * @throws {Unchecked}
   */
  async assess(draft, attachments) {
    return this.#within(LONGEST_WAIT_WITH_FILES_MS, this.#assessed(draft, attachments));
  }

  async #assessed(draft, attachments) {
    const digests = await attachments.digestsOf(draft.attachments);
    const body = JSON.stringify(composedMail(draft, digests, this.#clock.now()));
    const ask = () => this.#ask({ method: "POST", path: "/v1/assess", type: "application/json", body });
    let answer = await ask();
    if (answer.status === MISSING_FILES) {
      for (const sha256 of answer.body.missing) await this.#uploaded(sha256, attachments);
      answer = await ask();
    }
    okay(answer);
    await attachments.letGo(draft.attachments);
    return answer.body;
  }

  /**
   * Puts on record that the clerk sends a mail all the same.
   *
   * @param {{assessment: string, findings: string[], reason: string}} acknowledgement
   * @returns {Promise<string>} the id that travels with the mail
   * @throws {Unchecked}
   */
  async acknowledge(acknowledgement) {
    const body = JSON.stringify(acknowledgement);
    const answer = await this.#ask({ method: "POST", path: "/v1/acknowledgements", type: "application/json", body });
    return okay(answer).body.id;
  }

  /**
   * Tells of mails that went out while nobody could look at them.
   *
   * @param {{time: string, sender: string, why: string}[]} mails
   * @throws {Unchecked}
   */
  async reportUnchecked(mails) {
    for (const mail of mails)
      okay(await this.#ask({ method: "POST", path: "/v1/unchecked", type: "application/json", body: JSON.stringify(mail) }));
  }

  /**
   * How it is.
   *
   * @throws {Unchecked}
   */
  async status() {
    return okay(await this.#ask({ method: "GET", path: "/v1/status" })).body;
  }

  // The window is looked at while Send is pressed: both wait for one upload.
  #uploaded(sha256, attachments) {
    if (!this.#uploads.has(sha256)) {
      const upload = this.#upload(sha256, attachments).finally(() => this.#uploads.delete(sha256));
      this.#uploads.set(sha256, upload);
    }
    return this.#uploads.get(sha256);
  }

  async #upload(sha256, attachments) {
    const content = await attachments.contentOf(sha256);
    const request = { method: "PUT", path: `/v1/attachments/${sha256}`, type: "application/octet-stream", body: content };
    okay(await this.#ask(request, LONGEST_UPLOAD_MS));
  }

  async #ask(request, longestMs = LONGEST_WAIT_MS) {
    try {
      return await this.#within(longestMs, this.#carry(request));
    } catch (error) {
      throw error instanceof Unchecked ? error : new Unchecked("away", error.message);
    }
  }

  #within(longestMs, answer) {
    return within(this.#clock, longestMs, answer, () => new Unchecked("slow"));
  }
}

function okay(answer) {
  if (answer.status < 200 || answer.status > 299) throw new Unchecked("refused", answer.body?.detail ?? `status ${answer.status}`);
  return answer;
}
