// SPDX-License-Identifier: MPL-2.0
//
// Recipients as a compose window writes them: "Jane Smith <jane@x.example>", or the address alone.
// Whoever is the same person is decided by the daemon's roster; here an address is itself, whatever
// its case.

/**
 * @param {string} recipient
 * @returns {string} the bare address in lower case; of a list's name without address, the name
 */
export function addressOf(recipient) {
  const bracketed = /<([^<>]*)>\s*$/.exec(recipient);
  return (bracketed ? bracketed[1] : recipient).trim().toLowerCase();
}

/**
 * @param {string[]} recipients
 * @param {string} address  with or without a name
 */
export function holds(recipients, address) {
  return recipients.some(each => addressOf(each) === addressOf(address));
}

/**
 * @param {string[]} recipients
 * @param {string} address
 * @returns {string[]} the others, in their order
 */
export function without(recipients, address) {
  return recipients.filter(each => addressOf(each) !== addressOf(address));
}

/**
 * @param {string[]} recipients
 * @param {string} address
 * @returns {string} as the window writes it, name and all; the address itself where it is not there
 */
export function asWritten(recipients, address) {
  return recipients.find(each => addressOf(each) === addressOf(address)) ?? address;
}
