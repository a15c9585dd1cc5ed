# SPDX-License-Identifier: MPL-2.0
"""What else happens to a mail in Thunderbird: other add-ons that listen for Send, asked before ours and after it; drafts,
templates, Send Later, the Send button pressed twice. The table in plugin/thunderbird/README.md names these tests."""

import email
import email.policy
import time
import unittest

from support.clerks_desk import ADD_FOOT, BODY, FOOT, JANE, SIGNATURE, TOM, ClerksDesk
from support.marionette import until
from support.other_add_ons import OtherAddOn

REASON = "She asked for it."


class BesideOthers(ClerksDesk):
    @classmethod
    def open_thunderbird(cls):
        cls.more_add_ons = [OtherAddOn("first").build(cls.folder)]
        thunderbird = super().open_thunderbird()
        thunderbird.remote.install(OtherAddOn("last").build(cls.folder))
        return thunderbird

    def folder_holds(self, name, count=1):
        until(f"the mail in {name}", lambda: len(self.kept(name)) == count)


class Clashes(BesideOthers):
    def send_all_the_same(self, window):
        window.send()
        window.panel()
        window.press("Send all the same", reason=REASON)

    def assert_acknowledged(self):
        kinds = until("its outcome", lambda: self.candourd.query("select kind from outcome order by time desc limit 1"))
        self.assertEqual(kinds, [("acknowledged",)])

    def closed(self, window):
        until("the closed window", lambda: not window.is_open())

    # --- other add-ons ----------------------------------------------------------------------------

    def test_an_add_on_asked_first_that_stops_a_mail_leaves_it_to_be_sent_again(self):
        window = self.write(subject="first stops it once")
        window.send()
        until("the unlocked window", lambda: not window.is_locked())
        self.assert_nothing_sent()
        window.send()
        self.sent()

    def test_an_add_on_asked_last_that_stops_a_mail_does_not_make_the_clerk_decide_twice(self):
        window = self.silent_copy(subject="last stops it once")
        self.send_all_the_same(window)
        self.assertIn("Another add-on stopped this mail", until("the word", lambda: window.panel()["said"]))
        self.assert_nothing_sent()
        window.send()
        self.sent()
        self.closed(window)
        self.assert_acknowledged()

    def test_what_an_add_on_writes_before_ours_is_asked_is_judged_with_the_mail(self):
        window = self.silent_copy(subject="first names the copy")
        window.send()
        self.assertIn(FOOT, self.text_of(self.sent()))

    def test_an_add_on_that_changes_the_mail_at_each_sending_does_not_keep_it_for_good(self):
        for order in ("first", "last"):
            window = self.silent_copy(subject=f"{order} adds a line")
            self.send_all_the_same(window)
            self.assertIn("Sent from Eastmere.", self.text_of(self.sent()))
            self.closed(window)

    def test_a_blind_copy_that_an_add_on_adds_after_ours_is_refused_by_the_proxy_and_seen_at_the_next_sending(self):
        window = self.write(subject="last adds a blind copy")
        window.send()
        self.assertIn("Jane Smith", self.thunderbird.dismiss_alert())
        self.assert_nothing_sent()
        window.send()
        self.assertIn("Jane Smith", window.panel()["findings"][0])

    def test_an_add_on_that_takes_its_time_delays_a_mail_and_no_more(self):
        for order in ("first", "last"):
            window = self.silent_copy(subject=f"{order} takes its time")
            self.send_all_the_same(window)
            window.send()  # pressed again meanwhile
            self.sent()
            self.closed(window)

    def test_an_add_on_that_cancels_and_sends_by_itself_is_let_through_once_the_clerk_decided(self):
        for order in ("first", "last"):
            window = self.silent_copy(subject=f"{order} sends it itself")
            if order == "first":
                window.send()  # it cancels this, and its own sending comes to the panel
                window.panel()
                window.press("Send all the same", reason=REASON)
            else:
                self.send_all_the_same(window)
            self.assertEqual(sorted(self.sent().rcpt_to), sorted([TOM, JANE]))
            self.closed(window)

    # --- Send pressed twice -----------------------------------------------------------------------

    def press_twice(self, window):
        # As fast as fingers are. In one instant, as only a program can, Thunderbird by itself sends two mails.
        window.run("""
          w.goDoCommand("cmd_sendButton");
          main.setTimeout(() => w.closed || w.goDoCommand("cmd_sendButton"), 60);
          return true;
        """)

    def test_send_pressed_twice_sends_a_clean_mail_once(self):
        window = self.write(subject="Twice")
        self.press_twice(window)
        self.sent()
        self.closed(window)
        self.assert_nothing_sent()

    def test_send_pressed_twice_shows_one_panel_and_its_button_pressed_twice_sends_once(self):
        window = self.silent_copy(subject="Twice")
        self.press_twice(window)
        window.panel()
        window.in_panel(f'document.getElementById("reason").value = "{REASON}"; const send = document.getElementById("send");'
                        "window.setTimeout(() => { send.click(); send.click(); }, 0)")
        self.sent()
        self.closed(window)
        self.assert_nothing_sent()

    # --- drafts, templates, Send Later ------------------------------------------------------------

    def test_a_draft_is_saved_without_a_word(self):
        window = self.silent_copy(subject="A draft")
        window.run("await w.SaveAsDraft(); return true")
        self.folder_holds("Drafts")
        self.assertFalse(window.has_panel())

    def test_a_mail_made_from_a_template_is_judged_as_any_other(self):
        window = self.silent_copy(subject="A template")
        window.run("await w.SaveAsTemplate(); return true")
        self.folder_holds("Templates")
        self.assertFalse(window.has_panel())
        window.close()
        window = self.thunderbird.answer("Template", folder="Templates")
        self.addCleanup(window.close)
        window.send()
        self.after(window, ADD_FOOT)
        window.press("Send")
        message = self.sent()
        self.assertEqual(sorted(message.rcpt_to), sorted([TOM, JANE]))
        self.assertEqual(self.text_of(message).count(FOOT), 1)

    def test_a_mail_sent_later_with_a_reason_leaves_the_outbox_without_being_asked_about_again(self):
        window = self.silent_copy(subject="Later")
        window.send(later=True)
        window.panel()
        window.press("Send all the same", reason=REASON)
        self.closed(window)
        self.assert_nothing_sent()
        self.thunderbird.send_unsent()
        message = self.sent()
        self.assertEqual(sorted(message.rcpt_to), sorted([TOM, JANE]))
        parsed = email.message_from_bytes(message.content, policy=email.policy.default)
        self.assertEqual([parsed["Bcc"], parsed["X-Candour-Ack"]], [None, None])
        self.assertEqual(self.text_of(message), BODY + f"\n{SIGNATURE}")
        self.assert_acknowledged()


class LockedByAnother(BesideOthers):
    """What Thunderbird does of itself, and what is left to the clerk: the window's cross, which saves the mail as a draft."""

    def test_an_add_on_that_throws_or_never_answers_locks_the_window_which_closed_by_its_cross_becomes_a_draft(self):
        cases = [(order, deed) for deed in ("throws", "never answers") for order in ("first", "last")]
        for drafts, (order, deed) in enumerate(cases, 1):
            window = self.write(subject=f"{order} {deed}")
            window.type(" ")  # as typed by hand: there is something to save
            window.send()
            until("its turn", lambda: any(f"{order} {deed}" in each for each in self.thunderbird.complaints()))
            self.assertTrue(window.is_locked())
            self.assertFalse(window.has_panel())
            window.close_by_its_cross()
            self.assertIn("Save this message", self.thunderbird.dismiss_alert())
            until("the closed window", lambda: not window.is_open())
            self.folder_holds("Drafts", drafts)
        self.assert_nothing_sent()


class SentBehindItsBack(ClerksDesk):
    """In a Thunderbird of its own: an add-on that was off and on again is asked after the others."""

    def test_a_mail_that_leaves_the_outbox_without_a_decision_is_asked_about_by_the_proxy(self):
        self.thunderbird.switch_add_on(False)
        self.addCleanup(self.thunderbird.switch_add_on, True)
        window = self.silent_copy(subject="Put there by another add-on")
        window.send(later=True)
        until("the closed window", lambda: not window.is_open())
        self.thunderbird.switch_add_on(True)
        self.thunderbird.send_unsent()
        self.assertIn("Jane Smith", self.thunderbird.dismiss_alert())
        self.assert_nothing_sent()
        time.sleep(6)  # sent again sooner it would be the mail client's own haste
        self.thunderbird.send_unsent()
        self.sent()


if __name__ == "__main__":
    unittest.main()
