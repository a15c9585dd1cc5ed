// SPDX-License-Identifier: MPL-2.0
//
// Work that must not meet itself: what is kept in a store is read, changed and written, and of two
// such changes at a time the one would take the other back.

/** @returns {<T>(work: () => Promise<T>) => Promise<T>} begins each work once those given to it before have ended */
export function inTurn() {
  let last = Promise.resolve();
  return work => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}
