// SPDX-License-Identifier: MPL-2.0
//
// The settings as Thunderbird keeps them: the admin's come by policy, the clerk's own are in the profile.

import { settingsFrom } from "../core/settings.js";

const KEYS = ["url", "token"];

/** @returns {Promise<import("../core/settings.js").Settings>} */
export async function readSettings(mail) {
  const managed = await mail.storage.managed.get(KEYS).catch(() => null);  // rejects where there is no policy
  const { settings = {} } = await mail.storage.local.get("settings");
  return settingsFrom(managed, settings);
}

/** @param {{url: string, token: string}} settings */
export async function writeOwn(mail, settings) {
  await mail.storage.local.set({ settings });
}

/** Calls `changed` whenever the clerk's own are other than before. */
export function onOwnChanged(mail, changed) {
  mail.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && "settings" in changes) changed();
  });
}
