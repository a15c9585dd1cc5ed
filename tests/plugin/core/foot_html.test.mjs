// SPDX-License-Identifier: MPL-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { addFootToHtml } from "../../../plugin/core/foot_html.js";
import { parseHtml } from "./support.mjs";

const foot = "CC Councillor Jane Smith";

function withFoot(html, lines = [foot]) {
  const document = parseHtml(html);
  addFootToHtml(document, lines);
  return document.body.innerHTML;
}

const signature = '<div class="moz-signature">-- <br>Helen Ward<br>Town Clerk</div>';
const quote = '<div class="moz-cite-prefix">On 12/05/2026 10:04, Tom Baker wrote:<br></div>' +
  '<blockquote type="cite" cite="mid:1@resident.example"><p>When?</p></blockquote>';

const places = {
  "goes below the text": ["<p>Done.</p>", "<p>Done.</p><p>CC Councillor Jane Smith</p>"],
  "goes above Thunderbird's signature": [
    `<p>Done.</p><p><br></p>${signature}`, `<p>Done.</p><p>${foot}</p><p><br></p>${signature}`],
  "goes above a quote that is answered on top": [`<p>Done.</p>${quote}`, `<p>Done.</p><p>${foot}</p>${quote}`],
  "goes below an answer under the quote": [
    `${quote}<p>On Monday.</p>${signature}`, `${quote}<p>On Monday.</p><p>${foot}</p>${signature}`],
  "goes below the last of several answers": [
    '<blockquote type="cite">One?</blockquote><p>Yes.</p><blockquote type="cite">Two?</blockquote>',
    `<blockquote type="cite">One?</blockquote><p>Yes.</p><p>${foot}</p><blockquote type="cite">Two?</blockquote>`],
  "goes above what is passed on": [
    '<p>See below.</p><div class="moz-forward-container">-------- Forwarded Message --------<p>When?</p></div>',
    `<p>See below.</p><p>${foot}</p><div class="moz-forward-container">-------- Forwarded Message --------<p>When?</p></div>`],
  "stands apart from bare lines": ["Done.<br>", `Done.<br><br><div>${foot}</div><br>`],
  "stands apart from divs": ["<div>Done.</div>", `<div>Done.</div><br><div>${foot}</div>`],
  "stands first where nothing was written": [
    `<p><br></p>${quote}`, `<div>${foot}</div><br><p><br></p>${quote}`],
  "goes into the block that holds text and quote": [
    '<div><div>Done.</div><div class="gmail_quote">On … wrote: <blockquote>When?</blockquote></div></div>',
    `<div><div>Done.</div><br><div>${foot}</div><div class="gmail_quote">On … wrote: <blockquote>When?</blockquote></div></div>`],
  "joins an earlier foot line": [
    "<p>Done.</p><p>CC Councillor Ann Moss</p>", `<p>Done.</p><p>CC Councillor Ann Moss</p><p>${foot}</p>`],
  "goes below a picture": [
    '<p>Done.</p><p><img src="cid:map" alt=""></p>', `<p>Done.</p><p><img src="cid:map" alt=""></p><p>${foot}</p>`],
};

for (const [name, [html, expected]] of Object.entries(places))
  test(`A foot line in HTML ${name}`, () => assert.equal(withFoot(html), expected));

test("A foot line in HTML is text, whatever it holds", () =>
  assert.equal(withFoot("<p>Done.</p>", ["CC <b>Councillor</b> & co"]), "<p>Done.</p><p>CC &lt;b&gt;Councillor&lt;/b&gt; &amp; co</p>"));

test("Taking the foot line out again gives the mail as it was", () => {
  for (const [html] of Object.values(places)) {
    const document = parseHtml(html);
    const before = document.body.textContent;
    addFootToHtml(document, [foot]);
    assert.equal(document.body.textContent.replace(foot, ""), before);
  }
});
