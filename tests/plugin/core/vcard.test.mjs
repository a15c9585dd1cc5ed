// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { contactIn } from "../../../plugin/core/vcard.js";

const card = (...lines) => ["BEGIN:VCARD", "VERSION:4.0", ...lines, "END:VCARD"].join("\r\n");

const cards = [
  ["one address", card("EMAIL;PREF=1:jane@x.example", "FN:Jane Smith"), "jane@x.example", "Jane Smith"],
  ["the preferred of two", card("EMAIL:second@x.example", "EMAIL;PREF=1:jane@x.example"), "jane@x.example", ""],
  ["the more preferred of two", card("EMAIL;PREF=2:b@x.example", "EMAIL;TYPE=work;PREF=1:a@x.example"), "a@x.example", ""],
  ["the first where none is preferred", card("EMAIL:a@x.example", "EMAIL:b@x.example"), "a@x.example", ""],
  ["an older card's preferred one", card("EMAIL;TYPE=INTERNET:b@x.example", "EMAIL;TYPE=INTERNET,PREF:a@x.example"), "a@x.example", ""],
  ["a grouped property", card("item1.EMAIL:a@x.example"), "a@x.example", ""],
  ["a folded line", card("EMAIL:jane.smith@eastmere", " -tc.gov.uk"), "jane.smith@eastmere-tc.gov.uk", ""],
  ["a parameter with a colon", card('EMAIL;X-LABEL="home: old":a@x.example'), "a@x.example", ""],
  ["a name with a comma", card("FN:Smith\\, Jane", "N:Smith;Jane;;;"), "", "Smith, Jane"],
  ["bare line feeds", card("EMAIL:a@x.example").replaceAll("\r", ""), "a@x.example", ""],
  ["nothing", "", "", ""],
];
for (const [what, text, address, name] of cards)
  test(`A contact's vCard with ${what}`, () => assert.deepEqual(contactIn(text), { name, address }));
