# SPDX-License-Identifier: MPL-2.0
"""What the policy blocks cannot be sent, whichever way is tried: not from the compose window, not from the panel, and not with
the add-on switched off, when the proxy stands alone."""

import time
import unittest

from support.candourd import Candourd
from support.clerks_desk import ADD_FOOT, FOOT, ClerksDesk
from support.marionette import until

BLOCKED = "does not let this go"
WAYS_TO_SEND = {
    "the toolbar's button": 'w.document.getElementById("button-send").click(); return true',
    "Ctrl+Return": """
      w.focus();
      w.GetCurrentEditorElement().focus();
      const input = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
      input.beginInputTransactionForTests(w);
      const control = new w.KeyboardEvent("", { key: "Control", code: "ControlLeft", keyCode: 17 });
      const enter = new w.KeyboardEvent("", { key: "Enter", code: "Enter", keyCode: 13 });
      input.keydown(control);
      input.keydown(enter);
      input.keyup(enter);
      input.keyup(control);
      return true;
    """,
    "Send Now of the menu": 'w.goDoCommand("cmd_sendNow"); return true',
    "Send Later of the menu": 'w.goDoCommand("cmd_sendLater"); return true',
}
# What a click on a button that is not shown, or a program in its place, would do.
SEND_OF_THE_PANEL = """
  document.getElementById("reason").value = "She asked for it.";
  for (const each of document.querySelectorAll("[hidden]")) each.hidden = false;
  window.setTimeout(() => document.getElementById("send").click(), 0);
"""


class WhatIsBlocked(ClerksDesk):
    @classmethod
    def daemon(cls):
        return Candourd(cls.council, cls.rig.url, action="block")

    def setUp(self):
        super().setUp()
        self.copies_before = len(self.kept("Sent"))

    def blocked(self):
        window = self.silent_copy()
        window.send()
        self.assert_told(window)
        return window

    def assert_told(self, window):
        panel = self.shown(window, "blocked")
        self.assertIn(BLOCKED, panel["lead"])
        self.assertNotIn("Send all the same", panel["buttons"])
        self.assertIn(ADD_FOOT, panel["buttons"])

    def assert_nothing_went(self, window):
        until("the unlocked window", lambda: not window.is_locked())
        self.assertTrue(window.is_open())
        self.assert_nothing_sent()
        self.assertEqual((self.thunderbird.unsent(), len(self.kept("Sent"))), (0, self.copies_before))

    def test_pressed_again_send_tells_again_and_sends_nothing(self):
        window = self.blocked()
        for way, script in WAYS_TO_SEND.items():
            with self.subTest(way):
                window.press("Back to the mail")
                until("the closed panel", lambda: not window.has_panel())
                window.run(script)
                self.assert_told(window)
                self.assert_nothing_went(window)

    def test_the_panels_own_send_sends_nothing_where_it_is_not_offered(self):
        window = self.blocked()
        window.in_panel(SEND_OF_THE_PANEL)
        until("the word", lambda: window.panel()["said"])
        self.assert_told(window)
        self.assert_nothing_went(window)

    def test_a_cure_that_is_undone_lets_nothing_through_and_one_that_stands_does(self):
        window = self.blocked()
        self.after(window, ADD_FOOT)
        self.assertIn(BLOCKED, self.after(window, "Undo")["lead"])
        window.send()
        self.assert_told(window)
        self.assert_nothing_went(window)
        self.after(window, ADD_FOOT)
        window.press("Send")
        self.assertIn(FOOT, self.text_of(self.sent()))
        until("the copy in Sent", lambda: len(self.kept("Sent")) == self.copies_before + 1)

    def test_with_the_add_on_switched_off_the_proxy_refuses_it_again_and_again(self):
        self.thunderbird.switch_add_on(False)
        self.addCleanup(self.thunderbird.switch_add_on, True)
        window = self.silent_copy()
        for _ in range(2):
            window.send()
            self.assertIn("Jane Smith", self.thunderbird.dismiss_alert())
            self.assert_nothing_went(window)
            time.sleep(6)  # long enough that what is only asked about would go
        self.thunderbird.switch_add_on(True)
        window.send()
        self.assert_told(window)
        self.assert_nothing_went(window)


if __name__ == "__main__":
    unittest.main()
