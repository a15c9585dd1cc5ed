// SPDX-License-Identifier: MPL-2.0
//
// What the panel shows, as plain values: headings, findings, buttons. How it looks is the page's.

import { canApply, curesOf, needsWords } from "./cures.js";
import { NOT_ALLOWED } from "./daemon.js";
import { isBlocked } from "./gate.js";

/**
 * @typedef {Object} PanelCure
 * @property {import("./cures.js").Cure} cure
 * @property {string} label
 * @property {boolean} asksWords  a sentence of the clerk's own goes with it
 * @property {string} [hint]
 *
 * @typedef {Object} PanelFinding
 * @property {string} title
 * @property {string} explanation
 * @property {string} clause
 * @property {string} summary
 * @property {{place: string, words: string}[]} evidence
 * @property {PanelCure[]} cures  with a button
 * @property {string[]} advice    to be done by hand
 *
 * @typedef {Object} Panel
 * @property {string} title
 * @property {string} lead
 * @property {PanelFinding[]} findings
 * @property {string[]} notRead   what she is asked because of comes first
 * @property {"send"|"send-anyway"|"unchecked"|"none"} way  what the last button does
 * @property {boolean} needsReason  before it does
 * @property {boolean} toSettings   the settings have a button that helps
 */

/**
 * @param {import("./gate.js").Verdict} verdict
 * @param {ReturnType<typeof import("./words.js").wordsFor>} words
 * @param {import("./cures.js").Tools} tools
 * @returns {Panel}
 */
export function panelOf(verdict, words, tools) {
  if (verdict.unchecked !== undefined) {
    const { why, detail } = verdict.unchecked;
    const mayNot = detail === NOT_ALLOWED;
    const lead = [mayNot ? words.unchecked.notAllowed : words.unchecked[why], why === "refused" ? detail : "", words.uncheckedChoice];
    return { title: words.title, lead: lead.filter(Boolean).join(" "), findings: [], notRead: [], way: "unchecked",
             needsReason: false, toSettings: mayNot };
  }
  const { result } = verdict;
  const count = thingsToLookAt(result);
  return {
    title: words.title,
    lead: isBlocked(result) ? words.blocked : count === 0 ? words.nothingFound : words.found(count),
    findings: result.findings.map(finding => shown(finding, words, tools)),
    notRead: [...result.unchecked].sort((one, other) => other.asks - one.asks).map(({ what, why }) => `${what}: ${why}`),
    way: wayOf(result),
    needsReason: result.verdict === "confirm" || result.verdict === "hold",
    toSettings: false,
  };
}

/**
 * How many things the clerk is to look at: the findings, and as one all that was not read and that she is asked because of.
 *
 * @param {any} result  the daemon's
 * @returns {number}
 */
export function thingsToLookAt(result) {
  return result.findings.length + (result.unchecked.some(each => each.asks) ? 1 : 0);
}

function wayOf(result) {
  if (isBlocked(result)) return "none";
  return ["confirm", "hold", "warn"].includes(result.verdict) ? "send-anyway" : "send";
}

function shown(finding, words, tools) {
  const cures = curesOf(finding);
  const byButton = cures.filter(cure => canApply(cure, tools));
  return {
    title: finding.title,
    explanation: finding.explanation,
    clause: finding.clause === null ? words.noClause : words.clause(finding.clause.document, finding.clause.section),
    summary: finding.clause?.summary ?? "",
    evidence: finding.evidence.map(({ where, text }) => ({ place: words.places[where] ?? where, words: text })),
    cures: byButton.map(cure => ({
      cure,
      label: words.cures[cure.kind](cure.texts),
      asksWords: needsWords(cure),
      ...(needsWords(cure) && { hint: cure.texts.join(" ") }),
      ...(cure.kind === "change-from" && { hint: words.signatureToo }),
    })),
    advice: cures.filter(cure => !byButton.includes(cure)).flatMap(cure => adviceOf(cure, words)),
  };
}

// What no button does here is said in words; an identity that the clerk does not have, too.
function adviceOf(cure, words) {
  return cure.kind in words.cures ? [`${words.cures[cure.kind](cure.texts)}.`] : cure.texts;
}
