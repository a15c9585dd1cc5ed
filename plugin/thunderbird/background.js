// SPDX-License-Identifier: MPL-2.0
//
// Thunderbird's events, led to core. This page may be ended and started again at any time, so what
// must last is in storage.session; listeners are registered at the top, before anything is awaited.

import { Attachments } from "../core/attachments.js";
import { ComposeSession } from "../core/compose_session.js";
import { Daemon, LONGEST_WAIT_MS } from "../core/daemon.js";
import { fingerprint } from "../core/draft.js";
import { stops } from "../core/gate.js";
import { thingsToLookAt } from "../core/panel.js";
import { permissionFor } from "../core/settings.js";
import { UncheckedMails } from "../core/unchecked_mails.js";
import { WindowMemory } from "../core/window_memory.js";
import { wordsFor } from "../core/words.js";
import { HttpCarrier, LocalCarrier } from "./carriers.js";
import { BUSY, ComposeWindow } from "./compose_window.js";
import { onOwnChanged, readSettings } from "./stored_settings.js";
import { toolsOf } from "./tools.js";

/** How often a window is looked at while somebody writes, in milliseconds, and how much of the time at most. */
const LOOK_EVERY_MS = 700;
const LOOKING_SHARE = 1 / 20;
/** Thunderbird holds the window locked until its listener has answered; the panel opens after that. */
const UNLOCKED_AFTER_MS = 60;

const words = wordsFor(messenger.i18n.getUILanguage());
const clock = { now: () => new Date(), setTimeout: setTimeout.bind(globalThis), clearTimeout: clearTimeout.bind(globalThis) };
const windows = new Map();  // tab id -> what can be made again: session, window, what was last looked at

// --- the daemon -----------------------------------------------------------------------------------

const daemon = new Daemon(async request => (await carrier()).carry(request), clock);
let chosen = null;

async function carrier() {
  if (chosen === null) {
    const { server, token } = await readSettings(messenger);
    chosen = server === null ? new LocalCarrier(name => messenger.runtime.connectNative(name))
                             : new HttpCarrier(fetch.bind(globalThis), server, token, () => mayReach(server));
  }
  return chosen;
}

// Where it does not get there, it is sent when the daemon asks for it, and what is amiss is told then.
function sendAhead(content) {
  carrier().then(chosen => chosen.sendAhead?.(content)).catch(() => {});
}

async function mayReach(server) {
  const pattern = permissionFor(server);
  return pattern !== null && messenger.permissions.contains({ origins: [pattern] });
}

onOwnChanged(messenger, () => { chosen = null; });

const unchecked = new UncheckedMails(daemon, {
  read: async () => (await messenger.storage.local.get("unchecked")).unchecked ?? [],
  write: mails => messenger.storage.local.set({ unchecked: mails }),
});

// --- compose windows ------------------------------------------------------------------------------

function windowOf(tabId) {
  if (!windows.has(tabId)) {
    const memory = memoryOf(tabId);
    const window = new ComposeWindow(messenger, tabId, async () => (await memory.read()).mode ?? "sendNow", clock);
    const attachments = new Attachments(id => window.contentOf(id), content => crypto.subtle.digest("SHA-256", content), sendAhead);
    windows.set(tabId, { window, memory, session: new ComposeSession({ window, daemon, attachments, memory }), looked: "", asking: false });
  }
  return windows.get(tabId);
}

function memoryOf(tabId) {
  const key = `window ${tabId}`;
  return new WindowMemory({
    read: async () => (await messenger.storage.session.get(key))[key] ?? {},
    write: all => messenger.storage.session.set({ [key]: all }),
  });
}

async function forget(tabId) {
  windows.delete(tabId);
  await messenger.storage.session.remove(`window ${tabId}`);
}

// --- Send -----------------------------------------------------------------------------------------

// Must answer, whatever happens: a listener that throws or waits locks the window for good.
messenger.compose.onBeforeSend.addListener(async (tab, details) => {
  try {
    const { window, session } = windowOf(tab.id);
    if (await session.beforeSend(await window.draftOf(details))) return {};
  } catch (error) {
    complain(error);
    await windowOf(tab.id).memory.change({ verdict: { draft: "", unchecked: { why: error.why ?? "refused", detail: String(error.message) } } })
      .catch(() => {});
  }
  setTimeout(() => showPanel(tab), UNLOCKED_AFTER_MS);
  return { cancel: true };
});

// Also told of a sending that was cancelled: the only way to learn whether Send or Send Later was pressed.
messenger.compose.onAfterSend.addListener(async (tab, info) => {
  const { memory } = windowOf(tab.id);
  if (info.error !== undefined) return void await memory.change({ mode: info.mode });
  const { unchecked: why, sender } = await memory.read();
  if (why) await unchecked.add({ time: new Date().toISOString(), sender, message_id: info.headerMessageId ?? null, why });
  await forget(tab.id);
});

async function showPanel(tab) {
  for (let attempt = 0; attempt < 10; ++attempt) {
    if (await messenger.composeAction.openPopup({ windowId: tab.windowId }).catch(() => false)) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  // The clerk took the button off her toolbar.
  await messenger.windows.create({ type: "popup", url: `panel.html?tab=${tab.id}`, width: 520, height: 560 });
}

// --- while writing --------------------------------------------------------------------------------

// Thunderbird tells nobody of a changed text or recipient, so the windows are read again and again, and never for more than a
// small share of the time. What the daemon says of one is waited for beside that.
async function keepLooking() {
  const started = Date.now();
  const tabs = await messenger.tabs.query({ type: "messageCompose" }).catch(() => []);
  await Promise.all(tabs.map(tab => lookAt(tab.id)));
  if (tabs.length > 0) unchecked.report().catch(complain);
  const reading = Date.now() - started;
  setTimeout(keepLooking, Math.max(LOOK_EVERY_MS, Math.min(reading / LOOKING_SHARE, LONGEST_WAIT_MS)));
}

// A large file takes a second to be read and carried: begun when it is attached, that is done before Send.
messenger.compose.onAttachmentAdded.addListener(tab => lookAt(tab.id));

/** Resolves, always, once the window was read; its sign follows when the daemon has answered. */
async function lookAt(tabId) {
  try {
    const known = windowOf(tabId);
    const draft = await known.window.read();
    if (draft.to.length + draft.cc.length + draft.bcc.length === 0) await showSign(tabId, null);
    else if (!known.asking && known.looked !== fingerprint(draft)) judge(tabId, known, draft).catch(complain);
  } catch (error) {
    complain(error);
  }
}

async function judge(tabId, known, draft) {
  known.asking = true;
  try {
    const verdict = await known.session.look(draft);
    known.looked = verdict.unchecked === undefined ? fingerprint(draft) : "";  // asked again until the daemon is back
    await showSign(tabId, verdict);
  } finally {
    known.asking = false;
  }
}

function complain(error) {
  console.error("Candour:", error);
}

async function showSign(tabId, verdict) {
  const sign = signOf(verdict);
  await messenger.composeAction.setBadgeText({ tabId, text: sign.text });
  await messenger.composeAction.setBadgeBackgroundColor({ tabId, color: sign.color });
  await messenger.composeAction.setTitle({ tabId, title: sign.title });
}

// Told by number and words, not by colour alone.
function signOf(verdict) {
  if (verdict === null) return { text: "", color: null, title: "Candour" };
  if (verdict.unchecked !== undefined) return { text: "?", color: "#5b5b66", title: words.badgeUnchecked };
  const count = thingsToLookAt(verdict.result);
  if (count === 0) return { text: "", color: null, title: words.badgeClear };
  const color = stops(verdict.result) ? "#b3261e" : "#5b5b66";
  return { text: String(count), color, title: words.badge(count) };
}

messenger.tabs.onRemoved.addListener(tabId => forget(tabId));
keepLooking();

// --- the panel ------------------------------------------------------------------------------------

const ORDERS = {
  show: async ({ session, memory }) => shown(await session.shown(), memory),
  again: async ({ session, memory }) => shown(await session.look(), memory),
  cure: async ({ session, memory }, { cure, words: typed }) => shown(await session.cure(cure, await toolsOf(messenger, typed)), memory),
  undo: async ({ session, memory }) => shown(await session.undo(), memory),
  send: async ({ session, window, memory }, { reason, seen }) => {
    await memory.change({ sender: (await window.read()).from });
    if (await session.decide(reason, seen)) return { sent: true };
    const { verdict } = await memory.read();
    return { ...await shown(verdict, memory), said: verdict.unchecked === undefined ? words.changedMeanwhile : "" };
  },
};

// Of the daemon itself, for the settings page.
async function status() {
  return { answer: await daemon.status() };
}

async function shown(verdict, memory) {
  return { verdict, undo: ((await memory.read()).undo ?? []).length };
}

// Thunderbird's words for a sending that an add-on cancelled; ours does so without an error.
const CANCELLED = /onBeforeSend/;

function inPlainWords({ message }) {
  if (CANCELLED.test(message)) return words.stoppedElsewhere;
  return BUSY.test(message) ? words.busy : message;
}

messenger.runtime.onMessage.addListener(({ order, tabId, ...rest }) =>
  (order === "status" ? status() : ORDERS[order](windowOf(tabId), rest)).catch(error => ({ error: inPlainWords(error) })));
