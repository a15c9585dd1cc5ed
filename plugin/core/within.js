// SPDX-License-Identifier: MPL-2.0
//
// Waiting, but not for ever: whoever waits on a plugin keeps the clerk from her mail.

/**
 * @template T
 * @param {{setTimeout: Function, clearTimeout: Function}} clock
 * @param {number} longestMs  milliseconds
 * @param {Promise<T>} answer
 * @param {() => Error} tooLate
 * @returns {Promise<T>} the answer
 * @throws what `tooLate` gives, where the answer takes longer
 */
export async function within(clock, longestMs, answer, tooLate) {
  let timer;
  const passed = new Promise((_, reject) => {
    timer = clock.setTimeout(() => reject(tooLate()), longestMs);
  });
  try {
    return await Promise.race([answer, passed]);
  } finally {
    clock.clearTimeout(timer);
  }
}
