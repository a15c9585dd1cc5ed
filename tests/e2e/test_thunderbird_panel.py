# SPDX-License-Identifier: MPL-2.0
"""The panel for whoever uses it: by keyboard alone, with a screen reader, in a small window, in dark and in their own colours,
in Welsh. CANDOUR_PICTURES gets a picture of each."""

import time
import unittest

from support.add_on_page import Page
from support.clerks_desk import ADD_FOOT, FOOT, JANE, PICTURES, SHOW_IN_CC, ClerksDesk
from support.contrast import too_faint
from support.marionette import until

LEAVE_OUT = f"Leave out {JANE}"
IN_FOCUS = 'const each = document.activeElement; return each.id || each.textContent'
COLOURS = {
    "light": {"ui.systemUsesDarkTheme": 0},
    "dark": {"ui.systemUsesDarkTheme": 1},
    "own-colours": {"ui.systemUsesDarkTheme": 0, "browser.display.document_color_use": 2},
    "own-dark-colours": {"ui.systemUsesDarkTheme": 1, "browser.display.document_color_use": 2},
}
OWN_WINDOW = """
  for (const panel of Services.wm.getEnumerator("mail:extensionPopup")) return panel.document.querySelector("browser");
"""
NODES = """
  const nodes = [];
  const visit = node => {
    nodes.push([service.getStringRole(node.role), node.name ?? ""]);
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(root);
  return nodes.length > 10 ? nodes : null;
"""


class ThePanel(ClerksDesk):
    def two_findings(self):
        window = self.silent_copy(subject="CONFIDENTIAL: the depot")
        window.send()
        window.panel()
        return window

    def in_focus(self, window, expected):
        until(f"the focus on {expected}", lambda: window.in_panel(IN_FOCUS) == expected, 5)

    # --- while she writes on ----------------------------------------------------------------------

    def test_a_panel_opened_right_after_a_change_shows_the_mail_as_it_is_and_its_button_sends_that(self):
        window = self.write()
        until("a clear sign", lambda: window.sign()["title"] == "Candour: nothing found")
        window.add_recipients(bcc=[JANE])
        window.open_panel()
        self.assertEqual(len(window.panel()["findings"]), 1)
        window.press("Send all the same", reason="She asked for it.")
        self.assertIn(JANE, self.sent().rcpt_to)

    def test_a_mail_that_was_changed_behind_the_panel_is_shown_anew_and_that_is_said(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        window.type(" And a word more.")
        window.press("Send all the same", reason="She asked for it.")
        until("the word", lambda: window.panel()["said"] == "The mail has changed since: look once more before it goes.")
        self.assert_nothing_sent()
        window.press("Send all the same", reason="She asked for it.")
        self.sent()

    # --- by keyboard ------------------------------------------------------------------------------

    def test_tab_goes_through_cures_reason_and_buttons_in_the_order_of_the_page_and_back(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        self.assertEqual(window.in_panel(IN_FOCUS), "lead")  # so that a screen reader begins there
        stops = [ADD_FOOT, SHOW_IN_CC, LEAVE_OUT, "reason", "send", "back"]
        for stop in stops:
            window.key("Tab")
            self.in_focus(window, stop)
        for stop in reversed(stops[:-1]):
            window.key("Tab", shift=True)
            self.in_focus(window, stop)

    def test_a_mail_is_mended_and_sent_without_a_mouse(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        window.key("Tab")
        self.in_focus(window, ADD_FOOT)
        window.key("Enter")
        until("the mended mail", lambda: window.panel()["findings"] == [])
        self.assertEqual(window.in_panel(IN_FOCUS), "lead")
        window.key("Tab")
        self.in_focus(window, "send")
        window.key("Enter")
        self.assertIn(FOOT, self.text_of(self.sent()))

    def test_a_reason_is_typed_and_asked_for_where_it_is_missing(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        window.key("Tab", shift=True)
        self.in_focus(window, "back")
        window.key("Tab", shift=True)
        window.key("Enter")
        self.assertEqual(until("the word", lambda: window.panel()["said"]), "Write a reason first.")
        self.in_focus(window, "reason")
        for letter in "asked":
            window.key(letter)
        window.key("Tab")
        self.in_focus(window, "send")
        window.key("Enter")
        self.sent()
        reasons = until("its outcome", lambda: self.candourd.query("select reason from outcome order by time desc limit 1"))
        self.assertEqual(reasons, [("asked",)])

    def test_a_sentence_is_asked_for_where_it_is_missing(self):
        window = self.write(to=[JANE], subject="CONFIDENTIAL: the depot", body="Dear Jane,\n\nThe tenders are in.\n")
        until("the sign", lambda: window.sign()["text"] == "1")
        window.open_panel()
        window.panel()
        window.press("Add this sentence", words=" ")
        self.assertEqual(until("the word", lambda: window.panel()["said"]), "Write the sentence first.")
        self.assertEqual(window.in_panel("return [document.activeElement.localName, document.activeElement.ariaInvalid]"), ["textarea", "true"])

    def test_a_daemon_that_goes_behind_the_panel_is_told_and_leaves_her_the_choice(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        self.candourd.stop()
        try:
            panel = self.after(window, "Send all the same", reason="She asked for it.")
            self.assertIn("not running", panel["lead"])
            self.assertIn("Send it unchecked", panel["buttons"])
            self.assertEqual(window.in_panel(IN_FOCUS), "lead")
        finally:
            self.restart()
        self.assert_nothing_sent()

    def test_escape_leads_back_to_the_mail_and_sends_nothing(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        window.key("Escape")
        until("the closed panel", lambda: not window.has_panel())
        self.assertTrue(window.is_open())
        self.assert_nothing_sent()

    # --- with a screen reader ---------------------------------------------------------------------

    def test_a_screen_reader_gets_headings_names_and_what_was_said(self):
        window = self.two_findings()
        nodes = until("the accessible tree", lambda: window.page.accessible(NODES))
        roles = [role for role, _ in nodes]
        self.assertIn(["heading", "Candour: before you send"], nodes)
        self.assertEqual([name for role, name in nodes if role == "heading"][1:], window.panel()["findings"])
        named = [name for role, name in nodes if role == "pushbutton"]
        self.assertEqual(named, window.panel()["buttons"])
        self.assertTrue(all(name for role, name in nodes if role in ("pushbutton", "entry")), nodes)
        self.assertIn("Why you send it all the same", " ".join(name for role, name in nodes if role == "entry"))
        self.assertIn("landmark", roles)
        self.assertEqual(window.in_panel('return document.getElementById("said").getAttribute("role")'), "status")
        self.assertEqual(window.in_panel("return document.documentElement.lang"), "en-US")

    # --- in every colour and size -----------------------------------------------------------------

    def test_all_is_told_apart_in_light_dark_and_the_readers_own_colours(self):
        window = self.two_findings()
        self.addCleanup(self.thunderbird.prefer, dict.fromkeys(["ui.systemUsesDarkTheme", "browser.display.document_color_use"]))
        for name, preferences in COLOURS.items():
            self.thunderbird.prefer({"browser.display.document_color_use": None} | preferences)
            dark = bool(preferences["ui.systemUsesDarkTheme"])
            until(name, lambda: window.in_panel("return window.matchMedia('(prefers-color-scheme: dark)').matches") == dark, 5)
            time.sleep(0.3)
            self.picture(window, name)
            self.assertEqual(window.in_panel("return [window.scrollX, document.documentElement.scrollWidth > window.innerWidth]"), [0, False])
            faint, looked_at = too_faint(window.page)
            self.assertEqual(faint, [], name)
            self.assertGreater(looked_at, 20)

    def test_one_finding_is_seen_whole_with_its_buttons(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        self.picture(window, "panel")
        self.assertEqual(window.in_panel("return [window.scrollX, window.scrollY, document.documentElement.scrollHeight > window.innerHeight]"),
                         [0, 0, False])

    def test_in_a_window_of_its_own_nothing_is_cut_at_360_pixels_nor_at_twice_the_size_of_letters(self):
        window = self.write(bcc=[JANE], subject="CONFIDENTIAL: the depot")
        window.run('w.document.getElementById("thunderbird_candour_example-composeAction-toolbarbutton").remove(); return true')
        window.send()
        page = Page(self.thunderbird.remote, OWN_WINDOW)
        until("the panel", lambda: page.run('return document.getElementById("lead")?.textContent'), 20)
        for width, letters in ((360, 14), (320, 14), (360, 28)):
            self.thunderbird.remote.run("""
              const [panel] = Services.wm.getEnumerator("mail:extensionPopup");
              panel.resizeTo(args[0] + panel.outerWidth - panel.innerWidth, 640);  // the window manager puts a frame around it
              return true;
            """, width)
            page.run("document.documentElement.style.fontSize = document.body.style.fontSize = arg", f"{letters}px")
            until("its width", lambda: page.run("return window.innerWidth") == width, 5)
            if PICTURES:
                page.picture(f"{PICTURES}/{width}-pixels-letters-{letters}.png")
            cut = page.run("""
              return [...document.querySelectorAll("body *")].filter(each => each.checkVisibility() &&
                each.getBoundingClientRect().right > window.innerWidth).map(each => each.textContent);
            """)
            self.assertEqual(cut, [])
        page.run("window.setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })), 0)")
        until("the closed window", lambda: not self.thunderbird.remote.run('return [...Services.wm.getEnumerator("mail:extensionPopup")].length'))


class ThePanelInWelsh(ClerksDesk):
    preferences = {"intl.locale.requested": "cy"}

    def test_buttons_and_headings_are_welsh_and_what_the_daemon_says_is_marked_as_english(self):
        window = self.silent_copy()
        window.send()
        panel = self.shown(window, "welsh")
        self.assertEqual(panel["title"], "Candour: cyn i chi anfon")
        self.assertEqual(panel["lead"], "Un peth i edrych arno cyn i hon fynd.")
        self.assertEqual(panel["buttons"][0], f'Ychwanegu "{FOOT}" ar y gwaelod')
        self.assertIn("Anfon er hynny", panel["buttons"])
        self.assertEqual(window.in_panel("""
          return [document.documentElement.lang, document.querySelector("li.finding h2").lang, document.querySelector(".clause").lang];
        """), ["cy", "en", "en"])
        until("the sign", lambda: window.sign()["title"] == "Candour: un peth i edrych arno")
        self.after(window, panel["buttons"][0])
        window.press("Anfon")
        self.assertIn(FOOT, self.text_of(self.sent()))


if __name__ == "__main__":
    unittest.main()
