// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { withFootInText } from "../../../plugin/core/foot_text.js";

const foot = "CC Councillor Jane Smith";

const places = {
  "goes below the text": ["Dear Tom,\n\nThe bins are ordered.", "Dear Tom,\n\nThe bins are ordered.\n\nCC Councillor Jane Smith\n"],
  "goes above the signature": [
    "The bins are ordered.\n\n-- \nHelen Ward\nTown Clerk",
    "The bins are ordered.\n\nCC Councillor Jane Smith\n\n-- \nHelen Ward\nTown Clerk",
  ],
  "goes above a quote that is answered on top": [
    "Thank you.\n\nOn 12/05/2026 10:04, Tom Baker wrote:\n> When will the bins come?\n",
    "Thank you.\n\nCC Councillor Jane Smith\n\nOn 12/05/2026 10:04, Tom Baker wrote:\n> When will the bins come?\n",
  ],
  "goes above a quote whose introduction is broken over lines": [
    "Thank you.\n\nOn Tue, 12 May 2026 at 10:04, Tom Baker\n<tom@resident.example> wrote:\n\n> When?\n",
    "Thank you.\n\nCC Councillor Jane Smith\n\nOn Tue, 12 May 2026 at 10:04, Tom Baker\n<tom@resident.example> wrote:\n\n> When?\n",
  ],
  "goes below an answer under the quote": [
    "On 12/05/2026 10:04, Tom Baker wrote:\n> When?\n\nOn Monday.\n\n-- \nHelen Ward",
    "On 12/05/2026 10:04, Tom Baker wrote:\n> When?\n\nOn Monday.\n\nCC Councillor Jane Smith\n\n-- \nHelen Ward",
  ],
  "goes below the last of several answers": [
    "> One?\nYes.\n\n> Two?\nNo.\n\n> Three?\n> I wonder.\n",
    "> One?\nYes.\n\n> Two?\nNo.\n\nCC Councillor Jane Smith\n\n> Three?\n> I wonder.\n",
  ],
  "goes above a signature that stands above the quote": [
    "Thank you.\n\n-- \nHelen Ward\n\nOn 12/05/2026 10:04, Tom Baker wrote:\n> When?\n",
    "Thank you.\n\nCC Councillor Jane Smith\n\n-- \nHelen Ward\n\nOn 12/05/2026 10:04, Tom Baker wrote:\n> When?\n",
  ],
  "goes above what is passed on": [
    "See below.\n\n-------- Forwarded Message --------\nSubject: Bins\nFrom: Tom Baker <tom@resident.example>\n\nWhen?\n",
    "See below.\n\nCC Councillor Jane Smith\n\n-------- Forwarded Message --------\nSubject: Bins\nFrom: Tom Baker <tom@resident.example>\n\nWhen?\n",
  ],
  "stands first where nothing was written": ["\n\n> When?\n", "CC Councillor Jane Smith\n\n> When?\n"],
  "stands alone in an empty mail": ["", "CC Councillor Jane Smith\n"],
  "joins an earlier foot line": [
    "Thank you.\n\nCC Councillor Ann Moss\n\n-- \nHelen Ward",
    "Thank you.\n\nCC Councillor Ann Moss\nCC Councillor Jane Smith\n\n-- \nHelen Ward",
  ],
  "keeps a line that merely ends in a colon": [
    "These are ordered:\n\n> When?\n",
    "These are ordered:\n\nCC Councillor Jane Smith\n\n> When?\n",
  ],
};

for (const [name, [text, expected]] of Object.entries(places))
  test(`A foot line ${name}`, () => assert.equal(withFootInText(text, [foot]), expected));

test("Several foot lines stand below each other", () =>
  assert.equal(withFootInText("Done.", [foot, "CC Councillor Ann Moss"]), `Done.\n\n${foot}\nCC Councillor Ann Moss\n`));

test("A text with CRLF keeps its line ends", () =>
  assert.equal(withFootInText("Done.\r\n\r\n-- \r\nHelen", [foot]), `Done.\r\n\r\n${foot}\r\n\r\n-- \r\nHelen`));

test("No other line is changed, wherever the foot goes", () => {
  for (const [text] of Object.values(places)) {
    const kept = withFootInText(text, [foot]).split("\n").filter(line => line.trim() !== "" && line !== foot);
    assert.deepEqual(kept, text.split("\n").filter(line => line.trim() !== ""));
  }
});
