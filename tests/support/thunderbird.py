# SPDX-License-Identifier: MPL-2.0
"""A real Thunderbird with the add-on, on a screen of its own: windows are written in, buttons pressed, the panel read. Her
account is one by IMAP; what she sends goes to the proxy.

    thunderbird = Thunderbird(folder, [add_on], smtp_port, rig, home=folder)
    window = thunderbird.write(to=["tom.baker@resident.example"], bcc=["jane.smith@…"], subject="Bins", body="Done.")
    window.send()
    panel = window.panel()        # its text and buttons
    window.press("Send all the same", reason="She asked for it.")
"""

import json
import os
import pathlib
import subprocess

from support.compose_window import Window
from support.dovecot import PASSWORD, USER
from support.marionette import Fault, Marionette, until
from support.ports import free_port
from support.screen import Screen

PROGRAM = "/usr/lib/thunderbird/thunderbird"
ADD_ON_ID = "thunderbird@candour.example"

# One account by IMAP, beside Local Folders for the Outbox, its mail going to the proxy; nothing that asks, nags or calls out.
MAILBOXES = f"imap://{USER.replace('@', '%40')}@127.0.0.1"
PREFERENCES = {
    "mail.accountmanager.accounts": "account1,account2", "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2", "mail.account.lastKey": 2,
    "mail.account.account1.server": "server1", "mail.account.account1.identities": "id1,id2", "mail.account.account2.server": "server2",
    "mail.server.server1.type": "imap", "mail.server.server1.hostname": "127.0.0.1", "mail.server.server1.userName": USER,
    "mail.server.server1.name": USER, "mail.server.server1.socketType": 3, "mail.server.server1.authMethod": 3,
    "mail.server.server1.login_at_startup": False, "mail.server.server1.check_new_mail": False,  # not before it has the password
    "mail.server.server1.offline_download": False, "mail.server.server1.autosync_offline_stores": False,
    "mail.server.server2.type": "none", "mail.server.server2.hostname": "Local Folders", "mail.server.server2.name": "Local Folders",
    "mail.server.server2.userName": "nobody", "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1", "mail.smtpserver.smtp1.type": "smtp",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1", "mail.smtpserver.smtp1.try_ssl": 0, "mail.smtpserver.smtp1.authMethod": 3,
    "mail.smtpserver.smtp1.username": USER,
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
    "intl.locale.requested": "en-GB", "browser.dom.window.dump.enabled": True, "devtools.console.stdout.content": True,
}
IDENTITIES = {"id1": ("Helen Ward", "clerk@eastmere-tc.gov.uk"), "id2": ("Jane Smith", "jane.smith@eastmere-tc.gov.uk")}


TRUST = """
  Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB).addCertFromBase64(args[0], "C,,");
  return true;
"""
SIGN_IN = """
  const [user, password, wanted] = args;
  for (const place of ["imap://127.0.0.1", "smtp://127.0.0.1"]) {
    const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
    login.init(place, null, place, user, password, "", "");
    await Services.logins.addLoginAsync(login);
  }
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const main = Services.wm.getMostRecentWindow("mail:3pane");
  const account = MailServices.accounts.defaultAccount.incomingServer;
  account.rootFolder.getChildNamed("INBOX").updateFolder(main.msgWindow);  // signs in, and looks which mailboxes there are
  const has = name => account.rootFolder.containsChildNamed(name);
  for (let i = 0; i < 800 && !wanted.every(has); ++i) await new Promise(done => main.setTimeout(done, 25));
  return wanted.filter(name => !has(name));
"""


class Thunderbird:
    def __init__(self, folder, add_ons, smtp_port, rig, home, preferences=None):
        """
        smtp_port    the proxy's
        rig          the MailRig that holds her mailboxes
        preferences  more than what every test needs, "intl.locale.requested" for one
        """
        self.folder = pathlib.Path(folder)
        self.profile = self.folder / "profile"
        self.profile.mkdir(parents=True)
        self.screen = Screen(self.folder)
        self.port = free_port()
        self._write_preferences({"mail.server.server1.port": rig.dovecot.imaps, "mail.smtpserver.smtp1.port": smtp_port} | (preferences or {}))
        # Where two Thunderbirds keep their temporary files in one folder, one takes away the mail that the other is about to send.
        temporary = self.folder / "temporary"
        temporary.mkdir()
        environment = os.environ | {"HOME": str(home), "TMPDIR": str(temporary), "DISPLAY": self.screen.display, "GDK_BACKEND": "x11",
                                    "MOZ_CRASHREPORTER_DISABLE": "1", "MOZ_DISABLE_NONLOCAL_CONNECTIONS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.windows = []
        self.log = open(self.folder / "thunderbird.log", "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "--no-remote", "--profile", self.profile, "--marionette", "--remote-allow-system-access"],
            env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            self._begin(rig, add_ons)
        except BaseException:
            self._end()
            raise

    def _begin(self, rig, add_ons):
        self.remote = Marionette(self.port)
        until("the main window", lambda: self.remote.run('return !!Services.wm.getMostRecentWindow("mail:3pane")'))
        self.main = until("its handle", self._main_handle)
        self.remote.run(TRUST, "".join(rig.certificates.ca.read_text().splitlines()[1:-1]))
        if missing := self.remote.run(SIGN_IN, USER, PASSWORD, ["INBOX", "Drafts", "Sent", "Templates"]):
            raise RuntimeError(f"Thunderbird found no {', '.join(missing)} in Dovecot:\n{rig.log()}")
        for add_on in add_ons:
            self.remote.install(add_on)

    def _write_preferences(self, more):
        preferences = PREFERENCES | {"marionette.port": self.port}
        for key, (name, address) in IDENTITIES.items():
            preferences |= {
                f"mail.identity.{key}.fullName": name, f"mail.identity.{key}.useremail": address,
                f"mail.identity.{key}.valid": True, f"mail.identity.{key}.smtpServer": "smtp1",
                f"mail.identity.{key}.compose_html": True, f"mail.identity.{key}.doFcc": True,
                f"mail.identity.{key}.fcc_folder": f"{MAILBOXES}/Sent",
                f"mail.identity.{key}.draft_folder": f"{MAILBOXES}/Drafts",
                f"mail.identity.{key}.stationery_folder": f"{MAILBOXES}/Templates",
                f"mail.identity.{key}.htmlSigText": f"{name}\nTown Clerk" if key == "id1" else name,
            }
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in (preferences | more).items()))

    def _main_handle(self):
        for handle in self.remote.send("WebDriver:GetWindowHandles"):
            self.remote.send("WebDriver:SwitchToWindow", handle=handle, focus=False)
            if self.remote.run('return window === Services.wm.getMostRecentWindow("mail:3pane")'):
                return handle
        return None

    def all_panels(self):
        """What each open window shows, for a test that fails: its panel or none, its sign, whether it is locked."""
        return [self._shown(window) for window in self.windows if window.is_open()]

    def _shown(self, window):
        try:
            panel = window.in_panel("return document.body.innerText") if window.has_panel() else None
            return {"panel": panel, "sign": window.sign(), "locked": window.is_locked(), "body": window.body(),
                    "under way": window.run("return !!w.gSendOperationInProgress")}
        except Fault as fault:
            return str(fault)

    def dialogs(self):
        """What the boxes that are open say."""
        return self.remote.run("""
          return [...Services.wm.getEnumerator(null)].flatMap(each => [each, ...[...each.document.querySelectorAll("browser")].map(
            inside => inside.contentWindow)]).filter(each => each?.location?.href.includes("ialog")).map(each => each.document.documentElement.innerText);
        """)

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

    def switch_add_on(self, on):
        """Ours, on or off, as in Add-ons and Themes."""
        self.remote.run("""
          const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
          const addOn = await AddonManager.getAddonByID(args[0]);
          await (args[1] ? addOn.enable() : addOn.disable());
          return true;
        """, ADD_ON_ID, on)

    def prefer(self, preferences):
        """Changes preferences while it runs; None takes a change back."""
        self.remote.run("""
          for (const [name, value] of Object.entries(args[0]))
            if (value === null) Services.prefs.clearUserPref(name);
            else if (typeof value === "boolean") Services.prefs.setBoolPref(name, value);
            else Services.prefs.setIntPref(name, value);
          return true;
        """, preferences)

    def answer(self, kind, plain=True, folder="Inbox", **more_recipients):
        """A compose window that answers a folder's first message ("ReplyAll", "ForwardInline"), or is made from it ("Template")."""
        return Window(self, kind=kind, plain=plain, folder=folder, **more_recipients)

    def send_unsent(self):
        """File, Send Unsent Messages, once there are some and no box is before it."""
        until("unsent mail", lambda: not self.alert_of_the_main_window() and self.remote.run("""
          const main = Services.wm.getMostRecentWindow("mail:3pane");
          const controller = main.document.commandDispatcher.getControllerForCommand("cmd_sendUnsentMsgs");
          if (!controller?.isCommandEnabled("cmd_sendUnsentMsgs")) return false;
          main.setTimeout(() => controller.doCommand("cmd_sendUnsentMsgs"), 0);  // a box that it opens holds up whoever waits for it
          return true;
        """))

    def unsent(self):
        """How many mails wait in the Outbox."""
        return self.remote.run("""
          const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
          const outbox = MailServices.accounts.localFoldersServer.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue);
          return outbox ? outbox.getTotalMessages(false) : 0;
        """)

    def dismiss_alert(self):
        """What Thunderbird's own error box says, once it is there; it is closed."""
        return until("the error box", lambda: self.alert_of_the_main_window() or self.remote.run("""
          for (const box of Services.wm.getEnumerator(null)) {
            const dialogs = [box, ...[...box.document.querySelectorAll("browser")].map(each => each.contentWindow)].filter(
              each => each?.location?.href.includes("commonDialog"));
            for (const dialog of dialogs) {
              const said = dialog.document.getElementById("infoBody")?.textContent;
              if (!said) continue;
              dialog.document.querySelector("dialog").acceptDialog();
              return said;
            }
          }
          return null;
        """))

    def alert_of_the_main_window(self):
        """What a box before it says; it is closed. None where there is none."""
        try:
            said = self.remote.send("WebDriver:GetAlertText")["value"]
            self.remote.send("WebDriver:AcceptAlert")
            return said
        except Fault:
            return None  # there is none

    def close(self):
        self.remote.quit()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        self._end()

    def _end(self):
        self.process.kill()
        self.process.wait()
        self.screen.close()
        self.log.close()
