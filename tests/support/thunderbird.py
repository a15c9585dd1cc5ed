# SPDX-License-Identifier: MPL-2.0
"""A real Thunderbird with the add-on, without a screen: windows are written in, buttons pressed, the panel read.

    thunderbird = Thunderbird(folder, add_on, smtp_port, home=folder)
    window = thunderbird.write(to=["tom.baker@resident.example"], bcc=["jane.smith@…"], subject="Bins", body="Done.")
    window.send()
    panel = window.panel()        # its text and buttons
    window.press("Send all the same", reason="She asked for it.")
"""

import json
import os
import pathlib
import socket
import subprocess
import time

from support.marionette import Fault, Marionette

PROGRAM = "/usr/lib/thunderbird/thunderbird"
ADD_ON_ID = "thunderbird@candour.example"

# One account that lives in Local Folders, its mail going to the proxy; nothing that asks, nags or calls out.
PREFERENCES = {
    "mail.accountmanager.accounts": "account1", "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.account1.server": "server1", "mail.account.account1.identities": "id1,id2",
    "mail.account.lastKey": 1,
    "mail.server.server1.type": "none", "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.name": "Local Folders", "mail.server.server1.userName": "nobody",
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1", "mail.smtpserver.smtp1.type": "smtp",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1", "mail.smtpserver.smtp1.try_ssl": 0,
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.provider.suppress_dialog_on_startup": True, "mail.provider.enabled": False,
    "mail.spotlight.firstRunDone": True, "mail.winsearch.firstRunDone": True, "mail.rights.version": 1,
    "app.donation.eoy.version.viewed": 999, "mail.inappnotifications.enabled": False,
    "mailnews.start_page.enabled": False, "mailnews.start_page_override.mstone": "ignore",
    "mail.shell.checkDefaultClient": False, "mail.chat.enabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "datareporting.policy.dataSubmissionEnabled": False, "datareporting.healthreport.uploadEnabled": False,
    "datareporting.usage.uploadEnabled": False, "toolkit.telemetry.enabled": False,
    "app.update.enabled": False, "app.update.auto": False, "app.update.disabledForTesting": True,
    "extensions.autoDisableScopes": 0, "extensions.enabledScopes": 5, "xpinstall.signatures.required": False,
    "extensions.update.enabled": False, "extensions.systemAddon.update.enabled": False,
    "extensions.blocklist.enabled": False, "extensions.getAddons.cache.enabled": False,
    "services.settings.server": "data:,#nothing/v1", "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "network.dns.disablePrefetch": True,
    "network.prefetch-next": False, "network.manage-offline-status": False, "offline.autoDetect": False,
    "network.trr.mode": 5, "network.proxy.type": 0, "dom.push.enabled": False, "geo.provider.network.url": "",
    "mail.phishing.detection.enabled": False, "mail.cloud_files.enabled": False, "security.OCSP.enabled": 0,
    "mail.SpellCheckBeforeSend": False, "mail.compose.attachment_reminder": False,
    "mail.compose.add_link_preview": False, "mail.warn_on_send_accel_key": False, "mail.spellcheck.inline": False,
    "mail.compose.warn_public_recipients.aggressive": False, "mailnews.message_warning_size": 1 << 30, "javascript.options.baselinejit": True,
    "browser.dom.window.dump.enabled": True, "devtools.console.stdout.content": True,
}
IDENTITIES = {"id1": ("Helen Ward", "clerk@eastmere-tc.gov.uk"), "id2": ("Jane Smith", "jane.smith@eastmere-tc.gov.uk")}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(what, condition, seconds=30):
    deadline = time.monotonic() + seconds
    while True:
        try:
            if value := condition():
                return value
        except Fault:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.05)


class Thunderbird:
    def __init__(self, folder, add_on, smtp_port, home, language="en-GB", inbox=()):
        """inbox: messages as bytes, with LF ends, that Thunderbird has received"""
        self.folder = pathlib.Path(folder)
        self.profile = self.folder / "profile"
        local = self.profile / "Mail/Local Folders"
        local.mkdir(parents=True)
        (local / "Inbox").write_bytes(b"".join(b"From - Mon Jul 20 09:00:00 2026\n" + mail + b"\n" for mail in inbox))
        self.port = free_port()
        self._write_preferences(smtp_port, language)
        environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
        environment |= {"HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
                        "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}
        self.log = open(self.folder / "thunderbird.log", "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "--headless", "--no-remote", "--profile", self.profile, "--marionette", "--remote-allow-system-access"],
            env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.remote = Marionette(self.port)
        until("the main window", lambda: self.remote.run('return !!Services.wm.getMostRecentWindow("mail:3pane")'))
        self.main = until("its handle", self._main_handle)
        self.remote.install(add_on)

    def _write_preferences(self, smtp_port, language):
        preferences = PREFERENCES | {"marionette.port": self.port, "mail.smtpserver.smtp1.port": smtp_port,
                                     "intl.locale.requested": language}
        for key, (name, address) in IDENTITIES.items():
            preferences |= {
                f"mail.identity.{key}.fullName": name, f"mail.identity.{key}.useremail": address,
                f"mail.identity.{key}.valid": True, f"mail.identity.{key}.smtpServer": "smtp1",
                f"mail.identity.{key}.compose_html": True, f"mail.identity.{key}.doFcc": True,
                f"mail.identity.{key}.fcc_folder": "mailbox://nobody@Local%20Folders/Sent",
                f"mail.identity.{key}.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
                f"mail.identity.{key}.htmlSigText": f"{name}\nTown Clerk" if key == "id1" else name,
            }
        (self.profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in preferences.items()))

    def _main_handle(self):
        for handle in self.remote.send("WebDriver:GetWindowHandles"):
            self.remote.send("WebDriver:SwitchToWindow", handle=handle, focus=False)
            if self.remote.run('return window === Services.wm.getMostRecentWindow("mail:3pane")'):
                return handle
        return None

    def write(self, to=(), cc=(), bcc=(), subject="", body="", plain=True, identity="id1"):
        """A new compose window, filled in as the mail client itself would."""
        return Window(self, to, cc, bcc, subject, body, plain, identity)

    def complaints(self):
        """What the add-on's pages wrote to the console, errors included."""
        return self.remote.run("""
          const { ConsoleAPIStorage } = { ConsoleAPIStorage: Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage) };
          const said = ConsoleAPIStorage.getEvents().filter(event => String(event.filename).startsWith("moz-extension"))
            .map(event => event.arguments.map(each => String(each?.message ?? each)).join(" "));
          const errors = Services.console.getMessageArray().map(String).filter(each => each.includes("moz-extension"));
          return [...said, ...errors];
        """)

    def answer(self, kind, plain=True, bcc=()):
        """A compose window that answers the inbox's first message: "ReplyAll" or "ForwardInline"."""
        return Window(self, kind=kind, plain=plain, bcc=bcc)

    def close(self):
        self.remote.quit()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Window:
    """One compose window."""

    def __init__(self, thunderbird, to=(), cc=(), bcc=(), subject="", body="", plain=True, identity="id1", kind="New"):
        self.remote = thunderbird.remote
        self.number = self.remote.run("""
          const [to, cc, bcc, subject, body, plain, identity, kind] = args;
          const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
          const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
          fields.to = to.join(", "); fields.cc = cc.join(", "); fields.bcc = bcc.join(", ");
          fields.subject = subject;
          fields.body = body;
          const params = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(Ci.nsIMsgComposeParams);
          params.composeFields = fields;
          params.type = Ci.nsIMsgCompType.New;
          params.format = plain ? Ci.nsIMsgCompFormat.PlainText : Ci.nsIMsgCompFormat.HTML;
          params.identity = MailServices.accounts.getIdentity(identity);
          const before = new Set(Services.wm.getEnumerator("msgcompose"));
          const main = Services.wm.getMostRecentWindow("mail:3pane");
          if (kind === "New") {
            MailServices.compose.OpenComposeWindowWithParams(null, params);
          } else {
            const inbox = MailServices.accounts.localFoldersServer.rootFolder.getChildNamed("Inbox");
            inbox.updateFolder(main.msgWindow);
            const received = () => { try { return [...inbox.messages]; } catch { return []; } };  // while it is indexed
            for (let i = 0; i < 400 && received().length === 0; ++i) await new Promise(done => main.setTimeout(done, 25));
            const [header] = received();
            MailServices.compose.OpenComposeWindow(null, header, inbox.getUriForMsg(header), Ci.nsIMsgCompType[kind],
              plain ? Ci.nsIMsgCompFormat.PlainText : Ci.nsIMsgCompFormat.HTML, params.identity, null, null);
          }
          for (let i = 0; i < 400; ++i) {
            for (const w of Services.wm.getEnumerator("msgcompose"))
              if (!before.has(w) && w.composeEditorReady && w.gMsgCompose) {
                main.candourWindows = main.candourWindows || [];
                return main.candourWindows.push(w) - 1;
              }
            await new Promise(resolve => main.setTimeout(resolve, 25));
          }
          throw new Error("the compose window did not open");
        """, list(to), list(cc), list(bcc), subject, body, plain, identity, kind)
        if kind != "New":
            self.run("const fields = w.gMsgCompose.compFields; w.Recipients2CompFields(fields);"
                     "if (args[0].length) fields.bcc = args[0].join(', ');"
                     "if (args[1]) fields.to = 'tom.baker@resident.example';"
                     "w.CompFields2Recipients(fields); return true", list(bcc), kind == "ForwardInline")

    def run(self, script, *arguments):
        """A script that has the window as `w` and the main window as `main`."""
        return self.remote.run('const main = Services.wm.getMostRecentWindow("mail:3pane"); '
                               f"const w = main.candourWindows[args.at(-1)]; {script}", *arguments, self.number)

    def is_open(self):
        return self.run("return !w.closed")

    def is_locked(self):
        return self.run("return !!w.gWindowLocked")

    def send(self, later=False):
        self.run('w.goDoCommand(args[0] ? "cmd_sendLater" : "cmd_sendButton"); return true', later)

    def attach(self, file):
        self.run("""
          const attachment = Cc["@mozilla.org/messengercompose/attachment;1"].createInstance(Ci.nsIMsgAttachment);
          const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
          file.initWithPath(args[0]);
          attachment.url = Services.io.newFileURI(file).spec;
          attachment.name = file.leafName;
          attachment.size = file.fileSize;
          await w.AddAttachments([attachment]);
          return true;
        """, str(file))

    def recipients(self, field):
        return self.run('w.Recipients2CompFields(w.gMsgCompose.compFields); return w.gMsgCompose.compFields[args[0]]', field)

    def type(self, text):
        """Words where the cursor stands."""
        self.run("w.GetCurrentEditor().QueryInterface(Ci.nsIEditor).insertText(args[0]); return true", text)

    def body(self):
        return self.run("return w.GetCurrentEditor().outputToString('text/plain', 2)")

    def sign(self):
        """The badge's text and the button's title."""
        return self.run("""
          const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
          const button = [...w.document.querySelectorAll("[data-extensionid], .webextension-action")].find(
            each => (each.getAttribute("data-extensionid") || each.id).includes("candour"));
          return button ? { text: button.getAttribute("badge") || "", title: button.title || button.getAttribute("tooltiptext") } : null;
        """)

    def open_panel(self):
        """By the button in the toolbar."""
        self.run("""
          const button = [...w.document.querySelectorAll("[data-extensionid], .webextension-action")].find(
            each => (each.getAttribute("data-extensionid") || each.id).includes("candour"));
          button.click();
          return true;
        """)

    def in_panel(self, script, argument=None):
        """A script run in the panel's page, with `document`, `window` and its argument as `arg`; None where none is open."""
        return self.run("""
          const panels = [...w.document.querySelectorAll("browser.webextension-popup-browser")];
          const browser = panels.find(each => each.currentURI?.spec.includes("panel.html")) ?? panels[0];
          if (!browser) return null;
          const id = "candour" + Math.random();
          return await new Promise((resolve, reject) => {
            const timer = main.setTimeout(() => reject(new Error("the panel did not answer")), 1500);
            browser.messageManager.addMessageListener(id, message => {
              main.clearTimeout(timer);
              message.data.fault ? reject(new Error(message.data.fault)) : resolve(message.data.value);
            });
            const code = "(async () => { const arg = " + JSON.stringify(args[1]) + ";" + args[0] + "})()"
              + ".then(value => JSON.stringify(value === undefined ? null : value))";
            browser.messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(
              "(() => { const say = answer => sendAsyncMessage(" + JSON.stringify(id) + ", answer);"
              + "const box = new Cu.Sandbox(content, {sandboxPrototype: content, wantXrays: false});"
              + "try { Cu.evalInSandbox(" + JSON.stringify(code) + ", box).then("
              + "value => say({value: JSON.parse(value)}), error => say({fault: String(error)})); }"
              + "catch (error) { say({fault: String(error)}); } })()"), false);
          });
        """, script, argument)

    def panel(self, seconds=15):
        """What the panel shows once it has something to show."""
        return until("the panel", lambda: self.in_panel("""
          const text = selector => [...document.querySelectorAll(selector)].map(each => each.textContent.trim());
          if (!document.getElementById("title")?.textContent) return null;
          if ([...document.querySelectorAll("button")].some(each => each.disabled)) return null;
          return {
            title: text("#title")[0], lead: text("#lead")[0], findings: text("li.finding h2"),
            explanations: text("li.finding > p"), evidence: text(".evidence li"), clauses: text(".clause"), said: text("#said")[0],
            buttons: [...document.querySelectorAll("button")].filter(each => !each.hidden).map(each => each.textContent),
          };
        """), seconds)

    def press(self, label, reason=None, words=None):
        done = self.in_panel("""
          if (arg.reason !== null) document.getElementById("reason").value = arg.reason;
          const button = [...document.querySelectorAll("button")].find(each => !each.hidden && each.textContent === arg.label);
          if (!button) return false;
          if (arg.words !== null) button.parentElement.querySelector("textarea").value = arg.words;
          window.setTimeout(() => button.click(), 0);  // it may close the panel, which then answers no more
          return true;
        """, {"label": label, "reason": reason, "words": words})
        if not done:
            raise LookupError(f"the panel has no button {label!r}")

    def picture(self, file):
        """The panel as it looks."""
        data = self.run("""
          const browser = w.document.querySelector("browser.webextension-popup-browser");
          const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 2, "white");
          const canvas = main.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
          canvas.width = bitmap.width; canvas.height = bitmap.height;
          canvas.getContext("2d").drawImage(bitmap, 0, 0);
          return canvas.toDataURL();
        """)
        self.remote.save_picture(data, file)

    def close(self):
        self.run("if (!w.closed) { w.gContentChanged = false; if (w.gMsgCompose) w.gMsgCompose.bodyModified = false; w.close(); } return true")
