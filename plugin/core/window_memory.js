// SPDX-License-Identifier: MPL-2.0
//
// What must be known of a compose window after the plugin was ended and started again.

import { inTurn } from "./in_turn.js";

export class WindowMemory {
  #store;
  #inTurn = inTurn();

  /** @param {{read: () => Promise<object>, write: (all: object) => Promise<void>}} store */
  constructor(store) {
    this.#store = store;
  }

  /** @returns {Promise<object>} with all that was changed before */
  read() {
    return this.#inTurn(() => this.#store.read());
  }

  /** @param {object} changes  in the place of what had these names */
  change(changes) {
    return this.#inTurn(async () => this.#store.write({ ...await this.#store.read(), ...changes }));
  }
}
