// SPDX-License-Identifier: MPL-2.0
//
// Where Candour asks: shown, and changed where no admin has said it. Thunderbird lets an add-on reach a
// server only once the person at the window has allowed it, so the button asks for that too.

import { permissionFor } from "../core/settings.js";
import { wordsFor } from "../core/words.js";
import { readSettings, writeOwn } from "./stored_settings.js";

const words = wordsFor(messenger.i18n.getUILanguage()).settings;
const at = id => document.getElementById(id);
const settings = await readSettings(messenger);

document.documentElement.lang = messenger.i18n.getUILanguage();
at("title").textContent = words.title;
at("lead").textContent = settings.byAdmin ? words.byAdmin : words.lead;
at("url-label").textContent = words.url;
at("url-hint").textContent = words.urlHint;
at("token-label").textContent = words.token;
at("url").value = settings.server ?? "";
at("token").value = settings.byAdmin ? "" : settings.token;
at("token-row").hidden = settings.byAdmin;
at("url").readOnly = settings.byAdmin;
at("save").textContent = settings.byAdmin ? words.allow : words.save;
at("save").hidden = settings.byAdmin && await isAllowed(settings.server);

at("settings").addEventListener("submit", event => {
  event.preventDefault();
  const url = at("url").value.trim();
  const pattern = permissionFor(url);
  if (url !== "" && pattern === null) {
    at("said").textContent = words.notHttps;
    at("url").setAttribute("aria-invalid", "true");
    at("url").focus();
    return;
  }
  at("url").removeAttribute("aria-invalid");
  // Asked for at once: what was clicked is forgotten at the first wait.
  const allowed = pattern === null ? Promise.resolve(true) : messenger.permissions.request({ origins: [pattern] });
  saved(url, allowed).catch(error => { at("said").textContent = String(error.message); });
});

async function saved(url, allowed) {
  const may = await allowed;
  if (may && !settings.byAdmin) await writeOwn(messenger, { url, token: at("token").value });
  if (may) await tellHowItIs();
  else at("said").textContent = words.notAllowed;
}

async function tellHowItIs() {
  at("said").textContent = words.asking;
  const { answer, error } = await messenger.runtime.sendMessage({ order: "status" });
  at("said").textContent = answer ? words.answers(answer.policy.council) : `${words.noAnswer} ${error}`;
}

async function isAllowed(server) {
  return server === null || messenger.permissions.contains({ origins: [permissionFor(server)] });
}

if (await isAllowed(settings.server)) await tellHowItIs();
else at("said").textContent = words.notAllowed;
