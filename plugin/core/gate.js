// SPDX-License-Identifier: MPL-2.0
//
// What happens when Send is pressed. The mail client's listener gets an answer at once, whatever
// happens: a listener that waits for the clerk, or throws, locks her window for good. So a mail with
// findings is cancelled, the panel shown, and what she decides sends it a second time; the draft she
// decided on goes through then, and no other.

import { fingerprint } from "./draft.js";
import { Unchecked } from "./daemon.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 *
 * @typedef {Object} Verdict  what stands between a draft and its sending
 * @property {string} draft    fingerprint of the draft it was said of
 * @property {any} [result]    the daemon's result object
 * @property {{why: string, detail: string}} [unchecked]  in its place, where the daemon gave none
 */

/** What stops a mail to be looked at. A `note` is shown while she writes and stops nothing. */
const STOPPING = new Set(["warn", "confirm", "hold", "block"]);

/** Whether a mail with this result is stopped to be looked at. */
export function stops(result) {
  return STOPPING.has(result.verdict);
}

/** Whether nothing the clerk may say lets the mail out. */
export function isBlocked(result) {
  return result.verdict === "block";
}

/**
 * @param {Draft} draft
 * @param {(draft: Draft) => Promise<any>} assess  rejects with Unchecked
 * @returns {Promise<Verdict>} never rejects
 */
export async function verdictOf(draft, assess) {
  const said = { draft: fingerprint(draft) };
  try {
    return { ...said, result: await assess(draft) };
  } catch (error) {
    const { why, detail } = error instanceof Unchecked ? error : { why: "away", detail: String(error?.message ?? error) };
    return { ...said, unchecked: { why, detail } };
  }
}

/**
 * Whether a mail may go now.
 *
 * @param {Draft} draft
 * @param {Verdict} verdict     of this very draft
 * @param {string|null} decided  fingerprint of the draft that the clerk decided to send all the same
 * @returns {boolean}
 */
export function mayGo(draft, verdict, decided) {
  if (verdict.result !== undefined && isBlocked(verdict.result)) return false;
  if (decided === fingerprint(draft)) return true;
  return verdict.result !== undefined && !stops(verdict.result);
}

/**
 * Whether what was decided on one draft holds for another: nothing is found in it beyond what the clerk saw.
 *
 * @param {Verdict} verdict
 * @param {Verdict} decided  what she decided on
 * @returns {boolean}
 */
export function coveredBy(verdict, decided) {
  if (verdict.result === undefined || decided.result === undefined) return decided.unchecked !== undefined && verdict.unchecked !== undefined;
  if (isBlocked(verdict.result)) return false;
  const seen = new Set(decided.result.findings.map(finding => finding.key));
  const unread = new Set(decided.result.unchecked.map(nameOf));
  return verdict.result.findings.every(finding => seen.has(finding.key)) &&
    verdict.result.unchecked.every(each => unread.has(nameOf(each)));
}

function nameOf({ what, why }) {
  return JSON.stringify([what, why]);
}
