// SPDX-License-Identifier: MPL-2.0
//
// A Thunderbird compose window as core knows one: read into a draft, changed, sent. Only what differs
// is written back, so that a cure leaves cursor, undo history and everything else where it was.

import { addressOf } from "../core/recipients.js";
import { contactIn } from "../core/vcard.js";

export class ComposeWindow {
  #mail;
  #tabId;
  #modeOfSending;

  /**
   * @param {typeof messenger} mail
   * @param {number} tabId
   * @param {() => Promise<"sendNow"|"sendLater">} modeOfSending  as Send was pressed last
   */
  constructor(mail, tabId, modeOfSending) {
    this.#mail = mail;
    this.#tabId = tabId;
    this.#modeOfSending = modeOfSending;
  }

  async read() {
    return this.draftOf(await this.#mail.compose.getComposeDetails(this.#tabId));
  }

  /** @returns {Promise<import("../core/draft.js").Draft>} */
  async draftOf(details) {
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

  async send() {
    await this.#mail.compose.sendMessage(this.#tabId, { mode: await this.#modeOfSending() });
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
    try {
      const header = await this.#mail.messages.get(relatedMessageId);
      const full = await this.#mail.messages.getFull(relatedMessageId);
      const older = (full.headers.references ?? []).join(" ").match(/<[^<>\s]+>/g) ?? [];
      return { inReplyTo: header.headerMessageId, references: [...older, `<${header.headerMessageId}>`] };
    } catch {
      return {};  // it was deleted meanwhile
    }
  }
}

function named(lists, name) {
  return lists.find(each => each.name.toLowerCase() === name.toLowerCase());
}
