// SPDX-License-Identifier: MPL-2.0
//
// What a cure may need of Thunderbird besides the draft: the clerk's identities, and a parser of HTML.

import { addressOf } from "../core/recipients.js";

/**
 * @param {typeof messenger} mail  Thunderbird's API
 * @param {string} [words]  what the clerk typed
 * @returns {Promise<import("../core/cures.js").Tools>}
 */
export async function toolsOf(mail, words = "") {
  const accounts = await mail.accounts.list();
  const identities = accounts.flatMap(account => account.identities);
  return {
    words,
    parseHtml: html => new DOMParser().parseFromString(html, "text/html"),
    writeHtml: document => document.documentElement.outerHTML,
    identityFor: address => {
      const own = identities.find(each => each.email.toLowerCase() === addressOf(address));
      return own === undefined ? null : { identity: own.id, from: own.name ? `${own.name} <${own.email}>` : own.email };
    },
  };
}
