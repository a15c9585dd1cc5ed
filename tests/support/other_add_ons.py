# SPDX-License-Identifier: MPL-2.0
"""Add-ons of somebody else that listen for Send, as many do: each does what the mail's subject asks of it.

    OtherAddOn("first").build(folder)       # acts on a mail whose subject begins "first adds a line"
"""

import json
import pathlib
import zipfile

BACKGROUND = """
const NAME = %s;
const stopped = new Set();
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const DEEDS = {
  "stops it once": tab => ({ cancel: !stopped.has(tab.id) && !!stopped.add(tab.id) }),
  "adds a line": (tab, details) => ({ details: { plainTextBody: details.plainTextBody + "\\nSent from Eastmere." } }),
  "names the copy": (tab, details) => ({ details: { plainTextBody: "CC Councillor Jane Smith\\n" } }),
  "adds a blind copy": (tab, details) => ({ details: { bcc: [...details.bcc, "jane.smith@eastmere-tc.gov.uk"] } }),
  "takes its time": () => pause(2500).then(() => ({})),
  "throws": () => { throw new Error(NAME + " throws"); },
  "never answers": () => new Promise(() => setTimeout(() => { throw new Error(NAME + " never answers"); })),
  "sends it itself": tab => {
    if (stopped.has(tab.id)) return {};
    stopped.add(tab.id);
    setTimeout(() => messenger.compose.sendMessage(tab.id, { mode: "sendNow" }), 300);
    return { cancel: true };
  },
};
messenger.compose.onBeforeSend.addListener(async (tab, details) => {
  const deed = Object.keys(DEEDS).find(each => details.subject.startsWith(NAME + " " + each));
  return deed ? DEEDS[deed](tab, details) : {};
});
"""


class OtherAddOn:
    def __init__(self, name):
        self.name = name

    def build(self, folder):
        file = pathlib.Path(folder) / f"{self.name}.xpi"
        manifest = {"manifest_version": 3, "name": self.name, "version": "1.0",
                    "browser_specific_settings": {"gecko": {"id": f"{self.name}@other.example"}},
                    "background": {"scripts": ["background.js"]}, "permissions": ["compose", "compose.send"]}
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("manifest.json", json.dumps(manifest))
            archive.writestr("background.js", BACKGROUND % json.dumps(self.name))
        return file
