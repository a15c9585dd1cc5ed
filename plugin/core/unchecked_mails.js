// SPDX-License-Identifier: MPL-2.0
//
// Mails that went out while the daemon could not look at them: kept until it is back and told.

import { Unchecked } from "./daemon.js";
import { inTurn } from "./in_turn.js";

/** A year of them; beyond that the oldest go. */
const MOST_KEPT = 1_000;

export class UncheckedMails {
  #daemon;
  #store;
  #reporting = false;
  #inTurn = inTurn();

  /**
   * @param {{reportUnchecked: (mails: object[]) => Promise<void>}} daemon
   * @param {{read: () => Promise<object[]>, write: (mails: object[]) => Promise<void>}} store  outlives the mail client
   */
  constructor(daemon, store) {
    this.#daemon = daemon;
    this.#store = store;
  }

  /** @param {{time: string, sender: string, message_id: string|null, why: string}} mail */
  async add(mail) {
    await this.#change(mails => [...mails, mail].slice(-MOST_KEPT));
  }

  /** Tells the daemon, each mail once; those it could not be told stay. Never rejects for its absence. */
  async report() {
    if (this.#reporting) return;
    this.#reporting = true;
    try {
      for (let mails = await this.#store.read(); mails.length > 0; mails = await this.#store.read()) {
        await this.#daemon.reportUnchecked(mails.slice(0, 1));
        await this.#change(mails => mails.slice(1));
      }
    } catch (error) {
      if (!(error instanceof Unchecked)) throw error;
    } finally {
      this.#reporting = false;
    }
  }

  #change(changed) {
    return this.#inTurn(async () => this.#store.write(changed(await this.#store.read())));
  }
}
