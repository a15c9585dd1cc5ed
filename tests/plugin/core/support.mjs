// SPDX-License-Identifier: MPL-2.0
//
// A DOM for Node (Debian's node-jsdom, found by NODE_PATH=/usr/share/nodejs), drafts to begin with, and a clock.
import { createRequire } from "node:module";

const { JSDOM } = createRequire(import.meta.url)("jsdom");

export function parseHtml(html) {
  return new JSDOM(html).window.document;
}

export function writeHtml(document) {
  return document.documentElement.outerHTML;
}

/** A plain mail without anything special; `changes` say what is. */
export function draft(changes = {}) {
  return {
    from: "Helen Ward <clerk@eastmere-tc.gov.uk>", identity: "id1", to: ["Tom Baker <tom.baker@resident.example>"],
    cc: [], bcc: [], replyTo: [], subject: "Bins", isPlainText: true, text: "The bins are ordered.", html: "",
    headers: [], attachments: [], ...changes,
  };
}

export function finding(changes = {}) {
  return {
    rule: "silent-copy", action: "confirm", grade: null, people: ["Jane Smith"], title: "A silent copy",
    explanation: "Name her.", clause: { document: "Protocol", section: "6", summary: "No silent copies" },
    evidence: [{ where: "envelope", text: "jane.smith@eastmere-tc.gov.uk" }],
    fixes: [{ kind: "append-foot", text: "CC Councillor Jane Smith" },
            { kind: "move-to-cc", text: "jane.smith@eastmere-tc.gov.uk" }],
    ...changes,
  };
}

export function result(verdict, findings = [], unchecked = []) {
  return { id: "m", verdict, findings, unchecked };
}

/** No identity, no words: what a cure may need besides the draft. */
export function tools(changes = {}) {
  return { parseHtml, writeHtml, identityFor: () => null, words: "", ...changes };
}

/** A clock whose timers fire when told. */
export class Clock {
  timers = new Map();
  #next = 1;
  now = () => new Date(2026, 6, 20, 17, 0, 51);
  setTimeout = (run, milliseconds) => {
    this.timers.set(this.#next, { run, milliseconds });
    return this.#next++;
  };
  clearTimeout = id => this.timers.delete(id);
  /** All that are due within so many milliseconds. */
  fire(within) {
    for (const [id, timer] of [...this.timers].filter(([, timer]) => timer.milliseconds <= within)) {
      this.timers.delete(id);
      timer.run();
    }
  }
}
