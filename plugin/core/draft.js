// SPDX-License-Identifier: MPL-2.0
//
// A draft: what a compose window holds, whatever the mail client. Adapters make one; the rest of
// core reads it and gives back a changed copy, never changes it in place.

/**
 * @typedef {Object} DraftAttachment
 * @property {string|number} id  the mail client's own
 * @property {string} name
 * @property {string} [type]     "application/pdf"
 * @property {number} [bytes]
 * @property {boolean} [inline]
 */

/**
 * @typedef {Object} Draft
 * @property {string} from            "Helen Ward <clerk@x.example>"
 * @property {string|number} [identity]  the mail client's own name for who writes
 * @property {string[]} to            recipients as the window writes them; lists already expanded
 * @property {string[]} cc
 * @property {string[]} bcc
 * @property {string[]} [replyTo]
 * @property {string} subject
 * @property {boolean} isPlainText
 * @property {string} text            the plain text; of an HTML mail, unused
 * @property {string} html            the HTML document; of a plain one, unused
 * @property {string} [inReplyTo]     Message-IDs
 * @property {string[]} [references]
 * @property {{name: string, value: string}[]} [headers]
 * @property {DraftAttachment[]} attachments
 */

/** The header in which an acknowledgement travels to the proxy. */
export const ACKNOWLEDGEMENT_HEADER = "X-Candour-Ack";

/**
 * The JSON form in which a daemon takes a draft (policies/schema/composed.schema.json).
 *
 * @param {Draft} draft
 * @param {Map<string|number, string>} digests  each attachment's SHA-256 in hexadecimal, by its id
 * @param {Date} now
 */
export function composedMail(draft, digests, now) {
  const oneLine = text => text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
  const mail = {
    from: oneLine(draft.from),
    to: draft.to.map(oneLine),
    cc: draft.cc.map(oneLine),
    bcc: draft.bcc.map(oneLine),
    subject: oneLine(draft.subject),
    date: withOffset(now),
    attachments: draft.attachments.map(file => ({
      name: oneLine(file.name),
      ...(file.type && { type: file.type.split(";")[0].trim() }),
      ...(file.inline && { inline: true }),
      sha256: digests.get(file.id),
    })),
    [draft.isPlainText ? "text" : "html"]: draft.isPlainText ? draft.text : draft.html,
  };
  if (draft.replyTo?.length) mail.reply_to = draft.replyTo.map(oneLine);
  if (draft.inReplyTo) mail.in_reply_to = draft.inReplyTo;
  if (draft.references?.length) mail.references = draft.references;
  const headers = (draft.headers ?? []).filter(each => !isAcknowledgement(each));
  if (headers.length) mail.headers = headers.map(each => ({ name: each.name, value: oneLine(each.value) }));
  return mail;
}

/**
 * Whether two drafts are the same mail: everything that will be sent, and nothing else. The
 * acknowledgement's header, which comes after the clerk's decision, makes no difference.
 *
 * @param {Draft} draft
 * @returns {string}
 */
export function fingerprint(draft) {
  return JSON.stringify([
    draft.from, draft.identity ?? null, draft.to, draft.cc, draft.bcc, draft.replyTo ?? [], draft.subject,
    draft.isPlainText, draft.isPlainText ? draft.text : draft.html,
    (draft.headers ?? []).filter(each => !isAcknowledgement(each)).map(each => [each.name, each.value]),
    draft.attachments.map(file => [file.id, file.name, file.bytes ?? null]),
  ]);
}

/** @param {{name: string}} header */
export function isAcknowledgement(header) {
  return header.name.toLowerCase() === ACKNOWLEDGEMENT_HEADER.toLowerCase();
}

// RFC 3339 with the clerk's own offset: what day it is for her decides who was in office.
function withOffset(time) {
  const two = number => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  const offset = -time.getTimezoneOffset();
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T` +
    `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}` +
    `${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
