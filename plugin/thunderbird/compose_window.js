// SPDX-License-Identifier: MPL-2.0
//
// A Thunderbird compose window as core knows one: read into a draft, changed, sent. Only what differs
// is written back, so that a cure leaves cursor, undo history and everything else where it was.

import { Unchecked } from "../core/daemon.js";
import { addressOf } from "../core/recipients.js";
import { contactIn } from "../core/vcard.js";
import { within } from "../core/within.js";

/**
 * How long Thunderbird may take, in milliseconds, to say what is in a window (of one that was closed before it was ready it never
 * does), and to read the mail that is answered.
 */
const LONGEST_READING_MS = 4_000;
const LONGEST_THREAD_MS = 2_000;
/** How long a window may be busy with a sending that was begun before, and how often it is asked, in milliseconds. */
const LONGEST_BUSY_MS = 10_000;
const ASKED_EVERY_MS = 100;
/** Thunderbird's words where a window is. */
export const BUSY = /window not ready/;

export class ComposeWindow {
  #mail;
  #tabId;
  #modeOfSending;
  #clock;
  #answered = null;  // Promise of the thread: it stays as it is, and a long mail takes its time to be read

  /**
   * @param {typeof messenger} mail
   * @param {number} tabId
   * @param {() => Promise<"sendNow"|"sendLater">} modeOfSending  as Send was pressed last
   * @param {{setTimeout: Function, clearTimeout: Function}} clock
   */
  constructor(mail, tabId, modeOfSending, clock) {
    this.#mail = mail;
    this.#tabId = tabId;
    this.#modeOfSending = modeOfSending;
    this.#clock = clock;
  }

  /**
   * @returns {Promise<import("../core/draft.js").Draft>}
   * @throws {Unchecked} where Thunderbird does not say in time
   */
  read() {
    return this.#inTime(this.#mail.compose.getComposeDetails(this.#tabId).then(details => this.#draft(details)));
  }

  /** As read(), of details that were told already. */
  draftOf(details) {
    return this.#inTime(this.#draft(details));
  }

  #inTime(draft) {
    return within(this.#clock, LONGEST_READING_MS, draft,
                  () => new Unchecked("slow", "Thunderbird did not say in time what is in the window."));
  }

  async #draft(details) {
    const [to, cc, bcc, replyTo, from] = await Promise.all(
      [details.to, details.cc, details.bcc, details.replyTo, details.from].map(each => this.#written(each)));
    return {
      from: from[0] ?? "", identity: details.identityId, to, cc, bcc, replyTo,
      subject: details.subject, isPlainText: details.isPlainText,
      text: details.isPlainText ? details.plainTextBody : "", html: details.isPlainText ? "" : details.body,
      headers: details.customHeaders ?? [],
      ...await this.#thread(details.relatedMessageId, details.type),
      attachments: (await this.#mail.compose.listAttachments(this.#tabId)).map(file => ({
        id: file.id, name: file.name, bytes: file.size })),
    };
  }

  async write(before, after) {
    const changes = {};
    for (const field of ["to", "cc", "bcc"])
      if (String(before[field]) !== String(after[field])) changes[field] = after[field];
    if (before.identity !== after.identity) changes.identityId = after.identity;
    if (before.text !== after.text) changes.plainTextBody = after.text;
    if (before.html !== after.html) changes.body = after.html;
    if (JSON.stringify(before.headers) !== JSON.stringify(after.headers)) changes.customHeaders = after.headers;
    if (Object.keys(changes).length > 0) await this.#mail.compose.setComposeDetails(this.#tabId, changes);
  }

  /**
   * Send may have been pressed a moment before, and another add-on still be at that mail. What is sent then is what she decided
   * on; where the window closes meanwhile, it was.
   */
  async send() {
    const mode = await this.#modeOfSending();
    for (let left = LONGEST_BUSY_MS / ASKED_EVERY_MS; ; --left) {
      try {
        return void await this.#mail.compose.sendMessage(this.#tabId, { mode });
      } catch (error) {
        if (left <= 0 || !BUSY.test(error.message)) throw error;
        await new Promise(resolve => this.#clock.setTimeout(resolve, ASKED_EVERY_MS));
      }
    }
  }

  /** A file's content, by the attachment's id. */
  async contentOf(attachmentId) {
    const file = await this.#mail.compose.getAttachmentFile(attachmentId);
    return new Uint8Array(await file.arrayBuffer());
  }

  // A recipient is a string, or a contact or list of the address book; a list that was typed by its
  // name is one too, since Thunderbird puts the members in its place only after everybody was asked.
  async #written(recipients) {
    const each = [recipients ?? []].flat();
    return (await Promise.all(each.map(recipient => this.#expanded(recipient)))).flat();
  }

  async #expanded(recipient) {
    if (typeof recipient === "object") {
      if (recipient.type === "mailingList") return this.#membersOf(recipient, await this.#allLists());
      const contact = await this.#mail.addressBooks.contacts.get(recipient.id);
      return [contactIn(contact.vCard).address];
    }
    if (addressOf(recipient).includes("@")) return [recipient];
    const lists = await this.#allLists();
    const list = named(lists, recipient.replace(/\s*<[^<>]*>\s*$/, "").replace(/^"|"$/g, ""));
    return list === undefined ? [recipient] : this.#membersOf(list, lists);
  }

  async #allLists() {
    const books = await this.#mail.addressBooks.list();
    return (await Promise.all(books.map(book => this.#mail.addressBooks.mailingLists.list(book.id)))).flat();
  }

  // A member without an address is a list by its name; two lists may name each other.
  async #membersOf(list, lists, above = new Set()) {
    if (above.has(list.id)) return [];
    const members = await this.#mail.addressBooks.mailingLists.listMembers(list.id);
    const inside = new Set(above).add(list.id);
    const each = await Promise.all(members.map(member => {
      const { address, name } = contactIn(member.vCard);
      if (address.includes("@")) return [address];
      const nested = named(lists, address) ?? named(lists, name);
      return nested === undefined ? [] : this.#membersOf(nested, lists, inside);
    }));
    return [...new Set(each.flat())];
  }

  // In-Reply-To and References are not among the details: the mail that is answered tells them.
  async #thread(relatedMessageId, type) {
    if (relatedMessageId === undefined || type !== "reply") return {};
    this.#answered ??= this.#readThread(relatedMessageId);
    return this.#answered;
  }

  async #readThread(messageId) {
    try {
      const { headerMessageId } = await this.#mail.messages.get(messageId);
      const older = await within(this.#clock, LONGEST_THREAD_MS, this.#referencesOf(messageId), () => new Unchecked("slow")).catch(() => []);
      return { inReplyTo: headerMessageId, references: [...older, `<${headerMessageId}>`] };
    } catch {
      return {};  // it was deleted meanwhile
    }
  }

  // A header is never encrypted.
  async #referencesOf(messageId) {
    const { headers } = await this.#mail.messages.getFull(messageId, { decrypt: false });
    return (headers.references ?? []).join(" ").match(/<[^<>\s]+>/g) ?? [];
  }
}

function named(lists, name) {
  return lists.find(each => each.name.toLowerCase() === name.toLowerCase());
}
