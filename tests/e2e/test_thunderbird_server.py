# SPDX-License-Identifier: MPL-2.0
"""The daemon on the council's server: the add-on reaches it over HTTPS with the token, by the admin's word or the clerk's own."""

import json
import unittest

from support.add_on_page import Page
from support.candourd import Candourd
from support.clerks_desk import ADD_FOOT, PICTURES, ClerksDesk
from support.contrast import too_faint
from support.marionette import until
from support.thunderbird import ADD_ON_ID

OPEN_SETTINGS = """
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  await ExtensionParent.apiManager.global.openOptionsPage?.(WebExtensionPolicy.getByID(args[0]).extension);
  return true;
"""
SETTINGS = """
  return [...main.document.querySelectorAll("browser")].find(each => each.currentURI?.spec.endsWith("/settings.html"));
"""


class OnTheServer(ClerksDesk):
    # Thunderbird's own question whether the add-on may reach the server: answered with yes.
    preferences = {"extensions.webextOptionalPermissionPrompts": False}

    @classmethod
    def daemon(cls):
        return Candourd(cls.council, cls.rig.url, http=[
            "listen: 127.0.0.1:0", f"certificate: {cls.certificates.certificate}", f"key: {cls.certificates.key}",
            "origins: ['moz-extension://*']"])

    @classmethod
    def connect(cls):
        cls.url = "https://localhost:" + cls.candourd.api.rpartition(":")[2]
        cls.token = (cls.council / "data/http-token").read_text().strip()

    def settings(self):
        """The settings page, once it says how the daemon is."""
        self.thunderbird.remote.run(OPEN_SETTINGS, ADD_ON_ID)
        page = Page(self.thunderbird.remote, SETTINGS)
        self.addCleanup(self.thunderbird.remote.run, 'Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail").closeOtherTabs(0)')
        until("the settings", lambda: self.said(page))
        return page

    def said(self, page):
        said = page.run('return document.getElementById("said").textContent')
        return None if said in ("", "Asking …") else said

    def save(self, page, url, token):
        page.run("""
          for (const [id, value] of Object.entries(arg)) document.getElementById(id).value = value;
          document.getElementById("said").textContent = "";
          document.getElementById("save").click();
        """, {"url": url, "token": token})
        return until("an answer", lambda: self.said(page))

    def silent_copy_is_mended(self):
        window = self.silent_copy()
        window.send()
        self.after(window, ADD_FOOT)
        window.press("Send")
        self.sent()


class ByTheClerksOwnWord(OnTheServer):
    def test_the_server_is_asked_once_it_is_set_and_allowed(self):
        page = self.settings()
        self.assertIn("does not answer", self.said(page))  # no native host here
        self.assertEqual(self.save(page, "http://localhost", self.token), "The address begins with https://.")
        self.assertIn("not the token", self.save(page, self.url, "a wrong one"))
        self.assertEqual(self.save(page, self.url, self.token), "Candour answers, for Eastmere Town Council.")
        if PICTURES:
            page.picture(f"{PICTURES}/settings.png")
        page.take_focus()
        self.assertEqual(too_faint(page)[0], [])
        self.silent_copy_is_mended()

    def test_a_file_goes_to_the_server_and_a_wrong_certificate_stops_all(self):
        page = self.settings()
        self.save(page, self.url, self.token)
        file = self.folder / "Depot.txt"
        file.write_text("STRICTLY CONFIDENTIAL\n\nThe tenders.\n")
        window = self.write(subject="The depot")
        window.attach(file)
        window.send()
        self.assertIn("confidential", window.panel()["findings"][0].lower())
        self.assertIn("does not answer", self.save(page, self.url.replace("localhost", "127.0.0.2"), self.token))


class TheAdminsWord:
    def test_the_clerk_allows_the_server_that_the_admin_set_and_cannot_change_it(self):
        window = self.silent_copy()
        window.send()
        panel = self.shown(window, "not-allowed")
        self.assertIn("may not reach the council's server yet", panel["lead"])
        self.assertIn("Settings", panel["buttons"])
        window.press("Settings")

        page = Page(self.thunderbird.remote, SETTINGS)
        until("the settings", lambda: self.said(page))
        self.assertEqual(page.run("""
          const at = id => document.getElementById(id);
          return [at("lead").textContent, at("url").value, at("url").readOnly, at("token-row").hidden, at("save").textContent];
        """), ["Set by your council's administrator.", self.url, True, True, "Allow Candour to reach it"])
        page.run('document.getElementById("said").textContent = ""; document.getElementById("save").click()')
        self.assertEqual(until("an answer", lambda: self.said(page)), "Candour answers, for Eastmere Town Council.")
        self.silent_copy_is_mended()


class ByPolicy(TheAdminsWord, OnTheServer):
    """Thunderbird's policies.json; elsewhere than in /etc because this Thunderbird believes itself under test."""

    @classmethod
    def connect(cls):
        super().connect()
        policies = cls.folder / "policies.json"
        policies.write_text(json.dumps({"policies": {"3rdparty": {"Extensions": {
            ADD_ON_ID: {"url": cls.url, "token": cls.token}}}}}))
        cls.preferences = cls.preferences | {
            "browser.policies.alternatePath": str(policies),
            "security.turn_off_all_security_so_that_viruses_can_take_over_this_computer": True}


class ByManifest(TheAdminsWord, OnTheServer):
    """A manifest of managed storage, beside those of native hosts."""

    @classmethod
    def connect(cls):
        super().connect()
        folder = cls.folder / ".mozilla/managed-storage"
        folder.mkdir(parents=True)
        (folder / f"{ADD_ON_ID}.json").write_text(json.dumps({
            "name": ADD_ON_ID, "description": "Candour", "type": "storage",
            "data": {"url": cls.url, "token": cls.token}}))


if __name__ == "__main__":
    unittest.main()
