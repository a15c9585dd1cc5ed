// SPDX-License-Identifier: MPL-2.0
//
// Has the policy's text checked while it is typed. All of it can be done without: the button Check
// says the same of the same text. What the daemon answers is shown as text alone.

#include "console/change_script.h"

namespace candour::console {

const std::string_view change_script = R"js(
const QUIET_MS = 400;       // nothing is sent while somebody types on
const PATIENCE_MS = 15_000; // then the daemon counts as away
const MOST_SHOWN = 20;

const form = document.getElementById("text-form");
const box = document.getElementById("text");
const told = document.getElementById("told");
const saved = document.getElementById("checked");
const most_bytes = Number(box.dataset.mostBytes);

let timer = null;
let under_way = null; // AbortController of the check that somebody still waits for
let shown = "";
let sends_text = false;

/** Whether the text is another than the draft that the other forms work with. */
const is_ahead = () => box.value !== box.defaultValue;

function element(tag, words, more = {}) {
  const made = Object.assign(document.createElement(tag), more);
  made.textContent = words;
  return made;
}

/** Puts the caret at a place of the text and scrolls it into view; both counted from 1, in characters. */
function go_to(line, column) {
  let begin = 0;
  for (let passed = 1; passed < line; ++passed) begin = box.value.indexOf("\n", begin) + 1;
  const end = box.value.indexOf("\n", begin);
  const words = [...box.value.slice(begin, end < 0 ? undefined : end)];
  const at = begin + words.slice(0, column - 1).join("").length;
  box.blur();
  box.setSelectionRange(at, at);
  box.focus();
}

function way_to(line, column, where) {
  return element("button", `Go to ${where[0].toLowerCase()}${where.slice(1)}`, {
    type: "button", className: "quiet", onclick: () => go_to(line, column) });
}

/** Says something new where screen readers hear of it; the same again is not said. */
function tell(key, parts, faulty) {
  if (key === shown) return;
  shown = key;
  const had_focus = told.contains(document.activeElement);
  told.replaceChildren(...parts);
  told.className = faulty ? "notice" : "";
  if (had_focus) (told.querySelector("button") ?? box).focus();
  if (saved) saved.hidden = is_ahead();
}

function set_faulty(faulty) {
  if (faulty) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
  box.setAttribute("aria-describedby", saved?.hidden === false && document.getElementById("faults") ? "faults told" : "told");
}

function list(entries) {
  const made = element("ul", "");
  made.append(...entries.slice(0, MOST_SHOWN));
  if (entries.length > MOST_SHOWN) made.append(element("li", `And ${entries.length - MOST_SHOWN} more.`));
  return made;
}

/** @param {{faults: {words: string, where: string, line: number, column: number}[], changes: string[]}} found */
function show(found) {
  const { faults, changes } = found;
  const parts = [];
  if (faults.length > 0) {
    parts.push(element("p", faults.length === 1 ? "Not good yet: one fault." : `Not good yet: ${faults.length} faults.`));
    parts.push(list(faults.map((fault) => {
      const entry = element("li", "");
      if (fault.where) entry.append(element("strong", fault.where), ": ");
      entry.append(fault.words);
      if (fault.line > 0) entry.append(" ", way_to(fault.line, fault.column, fault.where));
      return entry;
    })));
  } else {
    const kept = is_ahead() ? " It is not in the draft yet: press Check." : "";
    parts.push(element("p", changes.length > 0 ? `Without a fault. It changes:` : `Without a fault. It changes nothing.${kept}`));
    if (changes.length > 0) parts.push(list(changes.map((words) => element("li", words))));
    if (changes.length > 0 && kept) parts.push(element("p", kept.trim()));
  }
  tell(JSON.stringify([found, is_ahead()]), parts, faults.length > 0);
  set_faulty(faults.length > 0);
}

function say(words) {
  tell(words, [element("p", words)], false);
}

async function check() {
  const sent = box.value;
  if (new TextEncoder().encode(sent).length > most_bytes)
    return say("The text is larger than 1 MiB and is not checked as you type. Is it the right one?");
  const mine = (under_way = new AbortController());
  const tired = setTimeout(() => mine.abort(), PATIENCE_MS);
  try {
    const answer = await fetch("/change/checked", { method: "POST", body: new FormData(form), signal: mine.signal });
    if (answer.status === 403)
      return say("You are signed out, so the text is not checked. Copy it, then sign in again.");
    const found = await answer.json();
    if (under_way !== mine || box.value !== sent) return; // an answer to a text that is no more
    if (found.refused) say(found.refused);
    else show(found);
  } catch {
    if (under_way === mine) say("The text could not be checked just now. The button Check does the same.");
  } finally {
    clearTimeout(tired);
    if (under_way === mine) under_way = null;
  }
}

function typed() {
  clearTimeout(timer);
  const before = under_way;
  under_way = null;
  before?.abort();
  timer = setTimeout(check, QUIET_MS);
}

box.addEventListener("input", typed);
form.addEventListener("submit", () => (sends_text = true));
document.addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-draft") || !is_ahead()) return;
  event.preventDefault();
  say("What you typed is not in the draft yet. Press Check first, then go on.");
  form.querySelector("button[type=submit]").focus();
});
addEventListener("beforeunload", (event) => {
  if (is_ahead() && !sends_text) event.preventDefault();
});

// The faults that came with the page get their ways, too.
for (const entry of document.querySelectorAll("#faults li[data-line]"))
  entry.append(" ", way_to(Number(entry.dataset.line), Number(entry.dataset.column), entry.querySelector("span").textContent));
// A browser that brings back what was typed before brings no input event with it.
if (is_ahead()) typed();
)js";

}  // namespace candour::console
