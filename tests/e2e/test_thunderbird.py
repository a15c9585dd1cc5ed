# SPDX-License-Identifier: MPL-2.0
"""The clerk's day in a real Thunderbird."""

import email
import email.policy
import os
import signal
import subprocess
import unittest

from support.candourd import BINARIES
from support.clerks_desk import ADD_FOOT, AISHA, BODY, FOOT, JANE, SHOW_IN_CC, SIGNATURE, TOM, ClerksDesk
from support.marionette import until

ENQUIRY = b"""From: Tom Baker <tom.baker@resident.example>
To: Helen Ward <clerk@eastmere-tc.gov.uk>
Subject: When will the bins come?
Date: Mon, 20 Jul 2026 08:55:00 +0100
Message-ID: <enquiry@resident.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Helen,

When will the bins come? It has been a month.

Tom
"""


class ClerksDay(ClerksDesk):
    inbox = [ENQUIRY]

    def test_a_clean_mail_goes_without_a_word(self):
        window = self.write()
        window.send()
        self.assertEqual(self.text_of(self.sent()), BODY + f"\n{SIGNATURE}")
        until("the closed window", lambda: not window.is_open())

    def test_a_silent_copy_is_stopped_and_told_with_clause_and_ground(self):
        window = self.silent_copy()
        window.send()
        panel = self.shown(window, "silent-copy")
        self.assertEqual(len(panel["findings"]), 1)
        self.assertIn("Correspondence", panel["clauses"][0])
        self.assertTrue(any(JANE in each for each in panel["evidence"]), panel)
        self.assertEqual(panel["buttons"][:2], [ADD_FOOT, SHOW_IN_CC])
        self.assertFalse(window.is_locked())
        self.assert_nothing_sent()

    def test_the_foot_line_stands_above_the_signature_and_nothing_else_is_changed(self):
        window = self.silent_copy()
        window.send()
        panel = self.after(window, ADD_FOOT)
        self.assertEqual(panel["findings"], [])
        self.shown(window, "mended")
        window.press("Send")
        message = self.sent()
        self.assertEqual(self.text_of(message), BODY + f"\n{FOOT}\n\n{SIGNATURE}")
        self.assertEqual(sorted(message.rcpt_to), sorted([TOM, JANE]))
        self.assertNotIn(b"X-Candour", message.content)

    def test_the_foot_line_in_html_stands_in_both_versions(self):
        window = self.silent_copy(plain=False, body="<p>Dear Tom,</p><p>The bins are <b>ordered</b>.</p>")
        window.send()
        self.after(window, ADD_FOOT)
        window.press("Send")
        parsed = email.message_from_bytes(self.sent().content, policy=email.policy.default)
        for kind in ("plain", "html"):
            text = parsed.get_body((kind,)).get_content()
            self.assertEqual(text.count(FOOT), 1, kind)
            self.assertLess(text.index("ordered"), text.index(FOOT))
            self.assertLess(text.index(FOOT), text.index("Town Clerk"))
        self.assertIn("<b>ordered</b>", parsed.get_body(("html",)).get_content())

    def answered(self, kind, plain):
        window = self.thunderbird.answer(kind, plain=plain, to=[TOM] if kind == "ForwardInline" else [], bcc=[JANE])
        self.addCleanup(window.close)
        window.type("On Monday, I am told.")
        window.send()
        self.after(window, ADD_FOOT)
        window.press("Send")
        message = self.sent()
        text = self.text_of(message)
        self.assertEqual(text.count(FOOT), 1, text)
        self.assertLess(text.index("On Monday"), text.index(FOOT))
        self.assertIn("It has been a month.", text)
        return text, email.message_from_bytes(message.content, policy=email.policy.default)

    def test_in_a_reply_the_foot_line_stands_with_the_answer_not_in_the_quote(self):
        for plain in (True, False):
            text, parsed = self.answered("ReplyAll", plain)
            self.assertEqual(parsed["In-Reply-To"], "<enquiry@resident.example>")
            self.assertLess(text.index("It has been a month."), text.index(FOOT))  # the answer stands below the quote
            self.assertLess(text.index(FOOT), text.index("Town Clerk"))

    def test_what_is_passed_on_stays_below_the_foot_line(self):
        for plain in (True, False):
            text, _ = self.answered("ForwardInline", plain)
            self.assertLess(text.index(FOOT), text.index("Forwarded Message"))

    def test_moved_to_cc_she_is_seen_by_all(self):
        window = self.silent_copy()
        window.send()
        self.after(window, SHOW_IN_CC)
        window.press("Send")
        parsed = email.message_from_bytes(self.sent().content, policy=email.policy.default)
        self.assertIn(JANE, parsed["Cc"])

    def test_undo_brings_the_mail_back_as_it_was(self):
        window = self.silent_copy()
        window.send()
        before = (window.body(), window.recipients("bcc"))
        self.after(window, ADD_FOOT)
        self.after(window, "Undo")
        self.after(window, SHOW_IN_CC)
        self.after(window, "Undo")
        self.assertEqual((window.body(), window.recipients("bcc")), before)

    def test_sent_all_the_same_it_passes_the_proxy_at_once_and_the_reason_is_on_record(self):
        window = self.silent_copy(subject="With a reason")
        window.send()
        window.panel()
        window.press("Send all the same")
        self.assertEqual(window.panel()["said"], "Write a reason first.")
        window.press("Send all the same", reason="She sits on the panel and asked to be left out.")
        message = self.sent()
        self.assertNotIn(b"X-Candour", message.content)
        outcome = until("its outcome", lambda: self.candourd.query("select kind, reason from outcome order by time desc limit 1"))
        self.assertEqual(outcome[0], ("acknowledged", "She sits on the panel and asked to be left out."))

    def test_what_was_changed_after_the_panel_is_looked_at_again(self):
        window = self.silent_copy()
        window.send()
        window.panel()
        window.add_recipients(bcc=[AISHA])
        panel = self.after(window, "Send all the same", reason="She asked for it.")
        self.assertTrue(any("Khan" in each for each in panel["findings"] + panel["explanations"]), panel)
        self.assert_nothing_sent()

    def test_a_councillors_promise_is_told_and_taken_over_by_the_clerks_identity(self):
        body = "Dear Tom,\n\nThe council agrees to pay you £400 for the fence.\n"
        window = self.write(identity="id2", body=body)
        window.send()
        self.shown(window, "obligation")
        panel = self.after(window, "Send it as Helen Ward <clerk@eastmere-tc.gov.uk>")
        self.assertEqual(panel["findings"], [])
        window.press("Send")
        message = self.sent()
        parsed = email.message_from_bytes(message.content, policy=email.policy.default)
        self.assertEqual((parsed["From"], message.mail_from),
                         ("Helen Ward <clerk@eastmere-tc.gov.uk>", "clerk@eastmere-tc.gov.uk"))
        self.assertNotIn("Jane Smith", self.text_of(message))

    def test_what_is_marked_does_not_go_to_a_resident_until_he_is_left_out(self):
        window = self.write(to=[TOM, JANE], subject="CONFIDENTIAL: the depot", 
                            body="The tenders are confidential because they are still open to change. See you on Monday.\n")
        window.send()
        self.shown(window, "confidential")
        panel = self.after(window, f"Leave out {TOM}")
        self.assertNotIn("Send all the same", panel["buttons"])
        window.press("Send")
        self.assertEqual(self.sent().rcpt_to, [JANE])

    def test_a_note_stops_nothing_and_the_panel_takes_the_missing_sentence(self):
        window = self.write(to=[JANE], subject="CONFIDENTIAL: the depot", body="Dear Jane,\n\nThe tenders are in.\n")
        until("the sign", lambda: window.sign()["text"] == "1")
        window.open_panel()
        self.shown(window, "note")
        reason = "This is confidential because the tenders are still open to change."
        panel = self.after(window, "Add this sentence", words=reason)
        self.assertEqual(panel["findings"], [])
        window.press("Send")
        self.assertIn(f"Dear Jane,\n\n{reason}\n\nThe tenders", self.text_of(self.sent()))

    def test_the_sign_follows_what_is_written(self):
        window = self.write()
        until("a clear sign", lambda: window.sign()["title"] == "Candour: nothing found")
        window.add_recipients(bcc=[JANE])
        until("a warning sign", lambda: window.sign() == {"text": "1", "title": "Candour: one thing to look at"}, 5)
        window.type(f"{FOOT}\n")
        until("a clear sign", lambda: window.sign() == {"text": "", "title": "Candour: nothing found"}, 5)

    def test_send_later_is_looked_at_too_and_stays_send_later(self):
        window = self.silent_copy()
        window.send(later=True)
        self.after(window, ADD_FOOT)
        window.press("Send")
        until("the closed window", lambda: not window.is_open())
        self.assert_nothing_sent()

    def test_a_daemon_that_was_stopped_is_told_and_the_clerk_decides(self):
        self.candourd.stop()
        try:
            window = self.write(subject="While nobody looked")
            window.send()
            panel = self.shown(window, "unchecked")
            self.assertIn("not running", panel["lead"])
            self.assertIn("Send it unchecked", panel["buttons"])
        finally:
            self.restart()
        panel = self.after(window, "Try again")
        self.assertEqual(panel["lead"], "Nothing found. The mail may go.")
        window.press("Send")
        self.sent()

    def test_a_mail_that_went_unchecked_is_on_the_list_once_the_daemon_is_there_again(self):
        self.candourd.stop()
        self.restart()  # so that the native host has to connect anew, while the proxy works
        away = self.candourd.socket.with_suffix(".away")
        self.candourd.socket.rename(away)
        try:
            window = self.write(subject="While nobody could be asked")
            window.send()
            self.assertIn("not running", window.panel()["lead"])
            window.press("Send it unchecked")
            self.sent()
        finally:
            away.rename(self.candourd.socket)
        self.write()  # the add-on looks at it, and tells the daemon what it has to tell
        until("the list", lambda: "sent unchecked  Helen Ward: candourd was not there" in self.findings())

    def findings(self):
        return subprocess.run([BINARIES / "candour", "findings", "--config", self.council / "candourd.yaml"],
                              check=True, capture_output=True, text=True).stdout

    def test_a_restart_right_after_a_mail_does_not_hold_up_the_next(self):
        # Thunderbird keeps its connection for five seconds: at a restart it is told that this one ends, at a crash it is not.
        for end in (signal.SIGTERM, signal.SIGKILL):
            self.write(subject="Before").send()
            self.sent()
            self.candourd.process.send_signal(end)
            self.candourd.process.wait()
            self.restart()
            self.write(subject="After").send()
            self.sent()

    def test_a_mail_sent_while_the_daemon_is_down_stays_in_its_window_and_goes_at_the_next_click(self):
        window = self.write(subject="Down")
        until("a clear sign", lambda: window.sign()["title"] == "Candour: nothing found")
        self.candourd.stop()
        try:
            window.send()
            window.panel()
            window.press("Send it unchecked")
            self.assertIn("127.0.0.1", self.thunderbird.dismiss_alert())
            until("the unlocked window", lambda: not window.is_locked())
            self.assert_nothing_sent()
        finally:
            self.restart()
        window.send()
        self.sent()

    def test_twenty_megabytes_are_judged_once_and_go(self):
        file = self.folder / "Plans.bin"
        file.write_bytes(os.urandom(20 << 20))
        window = self.write(subject="Plans")
        window.attach(file)
        until("the judged mail", lambda: window.sign()["title"] == "Candour: nothing found", 120)
        window.send()
        self.assertGreater(len(self.sent().content), 20 << 20)


if __name__ == "__main__":
    unittest.main()
