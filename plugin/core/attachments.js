// SPDX-License-Identifier: MPL-2.0
//
// A draft's attached files, read and digested once each however often the draft is looked at. What was
// read is kept until the daemon has it: reading takes longer than all else that is done with a large file.

/** For one compose window: thrown away with it. */
export class Attachments {
  #read;
  #digest;
  #sendAhead;
  #known = new Map();  // id -> Promise<{sha256, content: null once it is not needed any more}>

  /**
   * @param {(id: string|number) => Promise<Uint8Array>} read  a file's content, from the mail client
   * @param {(content: Uint8Array) => Promise<ArrayBuffer>} digest  SHA-256
   * @param {(content: Uint8Array) => void} [sendAhead]  told of a file that the daemon is likely to want
   */
  constructor(read, digest, sendAhead = () => {}) {
    this.#read = read;
    this.#digest = digest;
    this.#sendAhead = sendAhead;
  }

  /**
   * @param {import("./draft.js").DraftAttachment[]} files
   * @returns {Promise<Map<string|number, string>>} SHA-256 in hexadecimal, by id
   */
  async digestsOf(files) {
    const ids = new Set(files.map(file => file.id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
    const digests = new Map();
    for (const { id } of files) digests.set(id, (await this.#file(id)).sha256);
    return digests;
  }

  /**
   * @param {string} sha256
   * @returns {Promise<Uint8Array>}
   */
  async contentOf(sha256) {
    for (const [id, file] of this.#known)
      if ((await file).sha256 === sha256) return (await file).content ?? this.#read(id);
    throw new Error(`no attached file has the digest ${sha256}`);
  }

  /**
   * Forgets the contents: the daemon has them.
   *
   * @param {import("./draft.js").DraftAttachment[]} files  whose digests were asked for
   */
  async letGo(files) {
    for (const { id } of files) if (this.#known.has(id)) (await this.#known.get(id)).content = null;
  }

  #file(id) {
    if (!this.#known.has(id)) {
      const file = this.#digested(id);
      file.catch(() => this.#known.delete(id));  // asked again the next time
      this.#known.set(id, file);
    }
    return this.#known.get(id);
  }

  async #digested(id) {
    const content = await this.#read(id);
    const digest = this.#digest(content);
    this.#sendAhead(content);  // meanwhile
    const bytes = new Uint8Array(await digest);
    return { sha256: [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join(""), content };
  }
}
