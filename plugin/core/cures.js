// SPDX-License-Identifier: MPL-2.0
//
// The daemon's fixes as things that a clerk can click. Fixes of one kind belong together: the
// finding is gone when all of them are done; another kind is another way to mend the same. A cure
// changes a draft and nothing else; what it came to is for the daemon to say, which is asked anew.

import { addFootToHtml } from "./foot_html.js";
import { withFootInText } from "./foot_text.js";
import { addressOf, asWritten, holds, without } from "./recipients.js";

/**
 * @typedef {import("./draft.js").Draft} Draft
 *
 * @typedef {Object} Fix
 * @property {string} kind  "append-foot"
 * @property {string} text  the foot line, the address, or what to do in words
 *
 * @typedef {Object} Cure
 * @property {string} kind
 * @property {string[]} texts
 *
 * @typedef {Object} Tools
 * @property {(html: string) => Document} parseHtml
 * @property {(document: Document) => string} writeHtml
 * @property {(address: string) => ({identity: string|number, from: string, signature?: string}|null)} identityFor
 *   the sender's own identity with that address
 * @property {string} [words]  what the clerk typed, for a cure that needs her words
 */

/**
 * @param {{fixes: Fix[]}} finding
 * @returns {Cure[]} each way to mend it, in the daemon's order
 */
export function curesOf(finding) {
  const byKind = new Map();
  for (const { kind, text } of finding.fixes) byKind.set(kind, [...(byKind.get(kind) ?? []), text]);
  return [...byKind].map(([kind, texts]) => ({ kind, texts }));
}

/** Whether the cure needs a sentence of the clerk's own. */
export function needsWords(cure) {
  return cure.kind === "add-reason";
}

/**
 * Whether a button can do it here; otherwise its texts say what to do.
 *
 * @param {Cure} cure
 * @param {Tools} tools
 */
export function canApply(cure, tools) {
  if (cure.kind === "change-from") return cure.texts.some(text => tools.identityFor(addressOf(text)) !== null);
  return cure.kind in APPLY;
}

/**
 * @param {Draft} draft
 * @param {Cure} cure
 * @param {Tools} tools
 * @returns {Draft} a changed copy
 */
export function applied(draft, cure, tools) {
  if (!canApply(cure, tools)) throw new Error(`no button does ${cure.kind}`);
  return APPLY[cure.kind](draft, cure.texts, tools);
}

const APPLY = {
  "append-foot"(draft, lines, tools) {
    if (draft.isPlainText) return { ...draft, text: withFootInText(draft.text, lines) };
    const document = tools.parseHtml(draft.html);
    addFootToHtml(document, lines);
    return { ...draft, html: tools.writeHtml(document) };
  },

  "move-to-cc"(draft, addresses) {
    return addresses.reduce((mail, address) => ({
      ...mail,
      bcc: without(mail.bcc, address),
      cc: holds(mail.cc, address) ? mail.cc : [...mail.cc, asWritten(mail.bcc, address)],
    }), draft);
  },

  "remove-recipient"(draft, addresses) {
    return addresses.reduce((mail, address) => ({
      ...mail,
      to: without(mail.to, address),
      cc: without(mail.cc, address),
      bcc: without(mail.bcc, address),
    }), draft);
  },

  "add-recipient"(draft, addresses) {
    return addresses.reduce((mail, address) => ({
      ...mail,
      to: holds(mail.to, address) ? mail.to : [...mail.to, address],
    }), draft);
  },

  "change-from"(draft, texts, tools) {
    const own = texts.map(text => tools.identityFor(addressOf(text))).find(each => each !== null);
    return { ...draft, from: own.from, identity: own.identity };
  },

  // As a paragraph of its own below the greeting, where a reader looks for it.
  "add-reason"(draft, _, tools) {
    const words = (tools.words ?? "").trim();
    if (words === "") throw new Error("the reason is empty");
    if (draft.isPlainText) return { ...draft, text: withParagraph(draft.text, words) };
    const document = tools.parseHtml(draft.html);
    addParagraph(document, words);
    return { ...draft, html: tools.writeHtml(document) };
  },
};

const GREETING = /^\s*(dear|hi|hello|hiya|morning|good (morning|afternoon|evening)|all|annwyl|helo|bore da|prynhawn da)\b.{0,60}$/i;

function withParagraph(text, words) {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex(line => line.trim() !== "");
  const place = first >= 0 && GREETING.test(lines[first]) ? first + 1 : Math.max(first, 0);
  const above = lines.slice(0, place);
  const below = lines.slice(place);
  while (below.length > 0 && below[0].trim() === "") below.shift();
  return [...above, ...(place > first && first >= 0 ? [""] : []), words, "", ...below].join(lineEnd);
}

function addParagraph(document, words) {
  const first = [...document.body.childNodes].find(node => node.textContent.trim() !== "");
  const greeted = first !== undefined && GREETING.test(first.textContent.trim());
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  document.body.insertBefore(paragraph, greeted ? first.nextSibling : first ?? null);
}
