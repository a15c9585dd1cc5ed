// SPDX-License-Identifier: MPL-2.0
//
// One compose window, from the first letter to Send: what was last said of it, what the clerk
// decided, what can be undone. The window itself is passed in; what must outlive a restart of the
// plugin is kept in `memory`.

import { applied } from "./cures.js";
import { Unchecked } from "./daemon.js";
import { ACKNOWLEDGEMENT_HEADER, fingerprint, isAcknowledgement } from "./draft.js";
import { coveredBy, mayGo, verdictOf } from "./gate.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./gate.js").Verdict} Verdict
 *
 * @typedef {Object} Window
 * @property {() => Promise<Draft>} read
 * @property {(before: Draft, after: Draft) => Promise<void>} write  changes what differs, nothing else
 * @property {() => Promise<void>} send  as Send was pressed: now, or later
 *
 * @typedef {Object} Memory  what is known of the window; missing what was never kept
 * @property {() => Promise<{verdict?: Verdict, decided?: string, sending?: Verdict|null, unchecked?: string, undo?: Draft[]}>} read
 * @property {(changes: object) => Promise<void>} change
 */

const MOST_UNDONE = 20;

export class ComposeSession {
  #window;
  #daemon;
  #attachments;
  #memory;
  #asked = null;  // what the daemon is asked at this moment: the draft's fingerprint and the verdict to come
  #looks = 0;     // how many were begun, and which of them is the latest that was kept
  #kept = 0;

  /**
   * @param {{window: Window, daemon: import("./daemon.js").Daemon,
   *          attachments: import("./attachments.js").Attachments, memory: Memory}} parts
   */
  constructor({ window, daemon, attachments, memory }) {
    this.#window = window;
    this.#daemon = daemon;
    this.#attachments = attachments;
    this.#memory = memory;
  }

  /**
   * Send was pressed.
   *
   * @param {Draft} draft
   * @returns {Promise<boolean>} whether the mail may go now; else the panel has something to show
   */
  async beforeSend(draft) {
    const { decided = null, verdict: last, sending = null } = await this.#memory.read();
    if (decided === fingerprint(draft) && last?.draft === decided) return mayGo(draft, last, decided);
    const verdict = await this.#assess(draft);
    // Another plugin may change the mail each time it is sent: without this the clerk would never get it out.
    return mayGo(draft, verdict, null) || (sending !== null && coveredBy(verdict, sending));
  }

  /**
   * The window as it is now.
   *
   * @param {Draft} [draft]  where it was read already
   * @returns {Promise<Verdict>}
   */
  async look(draft) {
    return this.#assess(draft ?? await this.#window.read());
  }

  /**
   * What the panel shows when it opens: what was said of the window as it is now. She may have written on since.
   *
   * @returns {Promise<Verdict>}
   */
  async shown() {
    const draft = await this.#window.read();
    const { verdict } = await this.#memory.read();
    return verdict?.draft === fingerprint(draft) ? verdict : this.#assess(draft);
  }

  /**
   * Carries out a cure and looks again.
   *
   * @param {import("./cures.js").Cure} cure
   * @param {import("./cures.js").Tools} tools
   * @returns {Promise<Verdict>}
   */
  async cure(cure, tools) {
    const before = await this.#window.read();
    const after = applied(before, cure, tools);
    await this.#window.write(before, after);
    const { undo = [] } = await this.#memory.read();
    await this.#memory.change({ undo: [...undo, before].slice(-MOST_UNDONE) });
    return this.look();
  }

  /** @returns {Promise<Verdict>} once the last cure is taken back */
  async undo() {
    const { undo = [] } = await this.#memory.read();
    if (undo.length > 0) {
      await this.#window.write(await this.#window.read(), undo.at(-1));
      await this.#memory.change({ undo: undo.slice(0, -1) });
    }
    return this.look();
  }

  /**
   * The clerk sends what she sees in the panel. A mail that changed meanwhile is looked at first, and where her decision cannot
   * be put on record it is looked at again: the daemon may have gone, or forgotten what it said long ago.
   *
   * @param {string} reason  empty where nothing has to be given a reason for
   * @param {Verdict} seen   what the panel shows
   * @returns {Promise<boolean>} whether it was sent; else the panel has something new to show
   * @throws what the window's `send` does, where somebody else stopped it
   */
  async decide(reason, seen) {
    const draft = await this.#window.read();
    const { verdict: last } = await this.#memory.read();
    if (seen.draft !== fingerprint(draft) || last?.draft !== seen.draft) {
      await this.#assess(draft);
      return false;
    }
    const verdict = last;  // of this draft; but the daemon may have come or gone since
    if (!coveredBy(verdict, seen) || !mayGo(draft, verdict, fingerprint(draft))) return false;
    if (verdict.result !== undefined && !mayGo(draft, verdict, null) && !await this.#acknowledged(draft, verdict, reason)) return false;
    await this.#memory.change({ decided: fingerprint(draft), sending: verdict, unchecked: verdict.unchecked?.why ?? null });
    return this.#sent(draft);
  }

  async #acknowledged(draft, { result }, reason) {
    try {
      await this.#putAcknowledgement(draft, await this.#daemon.acknowledge({
        assessment: result.assessment, findings: result.findings.map(finding => finding.key), reason }));
      return true;
    } catch (error) {
      if (!(error instanceof Unchecked)) throw error;
      await this.#assess(draft);
      return false;
    }
  }

  async #sent(draft) {
    try {
      await this.#window.send();
      return true;
    } catch (error) {
      const { verdict } = await this.#memory.read();
      if (verdict.draft !== fingerprint(draft)) return false;  // it was changed on its way, and something else was found
      throw error;
    } finally {
      await this.#memory.change({ sending: null });
    }
  }

  async #putAcknowledgement(draft, id) {
    const others = (draft.headers ?? []).filter(each => !isAcknowledgement(each));
    await this.#window.write(draft, { ...draft, headers: [...others, { name: ACKNOWLEDGEMENT_HEADER, value: id }] });
  }

  // The window is looked at while Send is pressed: of one draft the daemon is asked once.
  async #assess(draft) {
    const key = fingerprint(draft);
    if (this.#asked?.key !== key) {
      const asked = { key, verdict: verdictOf(draft, each => this.#daemon.assess(each, this.#attachments)) };
      this.#asked = asked;
      asked.verdict.then(() => { if (this.#asked === asked) this.#asked = null; });
    }
    const look = ++this.#looks;
    const verdict = await this.#asked.verdict;
    // An older draft's verdict may come last.
    if (look > this.#kept) {
      this.#kept = look;
      await this.#memory.change({ verdict });
    }
    return verdict;
  }
}
