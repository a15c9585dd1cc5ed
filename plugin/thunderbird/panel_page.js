// SPDX-License-Identifier: MPL-2.0
//
// The panel at the compose window: shows what core/panel.js says, and tells the background page what
// is clicked. All text goes in as text, never as HTML.

import { panelOf } from "../core/panel.js";
import { wordsFor } from "../core/words.js";
import { toolsOf } from "./tools.js";

const words = wordsFor(messenger.i18n.getUILanguage());
const at = id => document.getElementById(id);
const ownWindow = new URLSearchParams(location.search).get("tab");
const tabId = ownWindow ? Number(ownWindow) : (await messenger.tabs.query({ active: true, currentWindow: true }))[0].id;
document.body.classList.toggle("own-window", ownWindow !== null);
document.documentElement.lang = messenger.i18n.getUILanguage();
document.title = words.title;
at("title").textContent = words.title;
const tools = await toolsOf(messenger);
let seen = null;  // the verdict that is shown

async function order(name, rest = {}) {
  const pressed = document.activeElement;
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  at("said").textContent = name === "send" ? words.sending : words.looking;
  const answer = await messenger.runtime.sendMessage({ order: name, tabId, ...rest });
  if (answer === undefined) return;  // the window was closed meanwhile
  if (answer.sent) return void close();
  if (answer.error === undefined) show(answer);
  else if (name === "show") show({ verdict: { unchecked: { why: "refused", detail: answer.error } }, undo: 0 });
  for (const button of document.querySelectorAll("button")) button.disabled = false;
  at("said").textContent = answer.error ?? answer.said ?? "";
  if (answer.error !== undefined && name !== "show") pressed.focus();  // a button that is disabled loses the keyboard
}

/** What has to be written first: said, and the keyboard is there. */
function ask(field, what) {
  at("said").textContent = what;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function show({ verdict, undo }) {
  seen = verdict;
  const panel = panelOf(verdict, words, tools);
  at("lead").textContent = panel.lead;
  document.querySelector(".buttons").hidden = false;
  at("findings").replaceChildren(...panel.findings.map(shownFinding));
  at("not-read").hidden = panel.notRead.length === 0;
  at("not-read").querySelector("h2").textContent = words.notRead;
  at("not-read").querySelector("ul").replaceChildren(...panel.notRead.map(each => said(element("li", each))));
  at("reason-row").hidden = panel.way !== "send-anyway";
  at("reason").required = panel.needsReason;
  at("reason-row").querySelector("span").textContent = words.why;
  at("reason-row").querySelector("small").textContent = words.whyHint;
  at("send").hidden = panel.way === "none";
  at("send").textContent = { send: words.send, "send-anyway": words.sendAnyway, unchecked: words.sendUnchecked }[panel.way] ?? "";
  at("send").classList.toggle("first", panel.way === "send");
  at("again").classList.toggle("first", panel.way === "unchecked");
  at("again").hidden = panel.way !== "unchecked";
  at("again").textContent = words.tryAgain;
  at("settings").hidden = !panel.toSettings;
  at("settings").textContent = words.toSettings;
  at("undo").hidden = undo === 0;
  at("undo").textContent = words.undo;
  at("back").textContent = words.back;
  at("lead").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function shownFinding(finding) {
  const item = element("li", "", "finding");
  item.append(said(element("h2", finding.title)), said(element("p", finding.explanation)));
  if (finding.evidence.length > 0) {
    const list = element("ul", "", "evidence");
    list.append(...finding.evidence.map(({ place, words: quoted }) => {
      const each = element("li", `${place}: `);
      each.append(element("q", quoted));
      return each;
    }));
    item.append(element("p", words.restsOn), list);
  }
  const clause = said(element("p", finding.clause, "clause"));
  if (finding.summary !== "") clause.append(`: ${finding.summary}`);
  item.append(clause, ...finding.advice.map(each => element("p", each)), ...finding.cures.map(shownCure));
  return item;
}

// The daemon speaks English, whatever the panel does: a screen reader is to know.
function said(shown) {
  shown.lang = "en";
  return shown;
}

function shownCure({ cure, label, asksWords, hint }, index) {
  const row = element("div", "", "cures");
  const button = element("button", label, index === 0 ? "first" : "");
  button.type = "button";
  const typed = document.createElement("textarea");
  if (asksWords) {
    const question = element("label", hint);
    typed.rows = 2;
    question.append(typed);
    row.append(question);
  } else if (hint !== undefined) {
    row.append(element("small", hint));
  }
  button.addEventListener("click", () => {
    if (asksWords && typed.value.trim() === "") ask(typed, words.sentenceMissing);
    else order("cure", { cure, words: typed.value });
  });
  row.prepend(...(asksWords ? [] : [button]));
  if (asksWords) row.append(button);
  return row;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

at("sending").addEventListener("submit", event => {
  event.preventDefault();
  const reason = at("reason").value.trim();
  if (at("reason").required && reason === "") return void ask(at("reason"), words.whyMissing);
  at("reason").removeAttribute("aria-invalid");
  order("send", { reason, seen });
});
at("again").addEventListener("click", () => order("again"));
at("settings").addEventListener("click", () => {
  messenger.runtime.openOptionsPage();
  close();
});
at("undo").addEventListener("click", () => order("undo"));
at("back").addEventListener("click", () => close());
// At the button Thunderbird does so itself; a window of its own stays.
document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
order("show");
