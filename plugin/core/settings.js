// SPDX-License-Identifier: MPL-2.0
//
// Where the daemon is: on this machine, which needs no word, or on the council's server. The admin's
// word stands before the clerk's.

/**
 * @typedef {Object} Settings
 * @property {string|null} server  "https://candour.eastmere-tc.gov.uk:8425"; null: the daemon of this machine
 * @property {string} token
 * @property {boolean} byAdmin     the clerk cannot change them
 */

/**
 * @param {{url?: string, token?: string}|null} managed  null where there is no admin's word
 * @param {{url?: string, token?: string}} own           what the clerk typed
 * @returns {Settings}
 */
export function settingsFrom(managed, own) {
  const byAdmin = managed?.url !== undefined;
  const { url = "", token = "" } = byAdmin ? managed : own;
  return { server: url.trim() === "" ? null : url.trim().replace(/\/+$/, ""), token: token.trim(), byAdmin };
}

/**
 * @param {string} url
 * @returns {string|null} what a browser calls the server's origin, with a path for all; null where it is no https address
 */
export function permissionFor(url) {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === "https:" ? `https://${hostname}/*` : null;
  } catch {
    return null;
  }
}
