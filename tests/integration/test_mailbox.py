# SPDX-License-Identifier: MPL-2.0
#
# The clerk's mailbox in a real Dovecot, followed over TLS: what she sent from her phone, drafts, what came in;
# servers and folders that go away and come back; Candour itself killed. CANDOUR_THREADS_ONLY: a thread an account.
import os
import re
import subprocess
import time
import unittest

from support.candourd import BINARIES
from support.certificates import Certificates
from support.dovecot import append
from support.mailbox_case import AISHA, BOB, CLERK, JANE, AnyServer, Mailbox, message, silent_copy
from support.smtp_client import RawClient

THREADS_ONLY = "CANDOUR_THREADS_ONLY" in os.environ
OTHERS_SHOW_IT = "the same threads meet in the other tests"


class Anywhere(AnyServer, Mailbox):
    pass


class Sent(Mailbox):
    def test_a_mail_that_went_round_candour_is_judged_and_recorded(self):
        self.serve()
        self.follow()
        begun = time.monotonic()
        append(self.client, "Sent", silent_copy(1))
        self.assertEqual(self.wait_for_found("sent", 1)[0][1:], ("no", "confirm", "silent-copy"))
        self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(self.rows("entrance, direction, verdict, sender_name"),
                         [("mailbox", "sent", "confirm", "Helen Ward")])
        self.assertEqual(self.daemon.query("select kind from outcome"), [("delivered",)])
        listed = subprocess.run([BINARIES / "candour", "findings", "--config", self.daemon.folder / "candourd.yaml"],
                                check=True, capture_output=True, text=True).stdout
        self.assertIn("went round Candour", listed)
        self.assertIn("silent-copy: Jane Smith", listed)

    def test_a_mail_through_the_proxy_counts_once_whichever_is_first(self):
        self.serve()
        self.follow()
        with RawClient(self.daemon.port) as smtp:
            smtp.greet()
            smtp.envelope(CLERK, [BOB])
            self.assertTrue(smtp.message(message(1)).startswith("250"))
            append(self.client, "Sent", message(1))
            self.assertEqual(self.wait_for_found("sent", 1)[0][1], "yes")
            append(self.client, "Sent", message(2))
            self.assertEqual(self.wait_for_found("sent", 2)[1][1], "no")
            smtp.envelope(CLERK, [BOB])
            self.assertTrue(smtp.message(message(2)).startswith("250"))
        listed = subprocess.run([BINARIES / "candour", "findings", "--all", "--json", "--config",
                                 self.daemon.folder / "candourd.yaml"], check=True, capture_output=True, text=True)
        self.assertEqual([line.count('"entrance":"smtp"') for line in listed.stdout.splitlines()], [1, 1])

    def test_a_refused_mail_that_went_another_way_is_recorded(self):
        self.serve()
        self.follow()
        with RawClient(self.daemon.port) as smtp:
            smtp.greet()
            smtp.envelope(CLERK, [BOB, JANE])
            self.assertTrue(smtp.message(message(1)).startswith("550"))
        append(self.client, "Sent", silent_copy(1))
        self.assertEqual(self.wait_for_found("sent", 1)[0][1], "no")
        self.assertEqual(sorted(self.rows("entrance")), [("mailbox",), ("smtp",)])

    def test_the_first_look_goes_back_as_far_as_the_admin_says(self):
        self.serve()
        now = time.time()
        for number, days in ((1, 9), (2, 5), (3, 1)):
            append(self.client, "Sent", message(number), when=now - days * 86400)
        self.follow("look-back-days: 7")
        self.assertEqual([uid for uid, *_ in self.wait_for_found("sent", 2)], ["2", "3"])


    def test_the_admin_sees_how_far_the_first_look_is(self):
        self.serve()
        for number in range(150):
            append(self.client, "Sent", message(number))
        self.candourd()
        shown = []

        def done():
            shown.append(self.account("progress"))
            return re.search(r"sent +followed", shown[-1].stdout)
        self.until(done)
        self.assertTrue(any(re.search(r"sent +looking back \[[#.]{24}\] \d+ %, \d+ of 150", each.stdout) for each in shown), shown)
        self.assertIn('"role":"sent","state":"following"', self.account("progress", "--json").stdout)
        self.daemon.stop()
        self.assertIn("is candourd running?", self.account("progress").stderr)

    def account(self, *words):
        return subprocess.run([BINARIES / "candour", "account", *words, "--config", self.daemon.folder / "candourd.yaml"],
                              capture_output=True, text=True)


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class Others(Mailbox):
    def test_a_draft_is_judged_and_not_recorded(self):
        self.serve()
        self.follow()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        append(self.client, "Drafts", message(2), "\\Draft")
        self.assertEqual([draft[2:] for draft in self.wait_for_found("drafts", 2)],
                         [("confirm", "silent-copy"), ("pass", "none")])
        self.assertEqual(self.rows(), [])

    def test_what_came_in_is_remembered_for_the_answer(self):
        self.serve()
        # Both stand there already, the answer first: the Inbox is looked at before what was sent.
        now = time.time()
        append(self.client, "Sent", message(2, to=AISHA, headers="In-Reply-To: <1@test.example>\r\n",
                                            text="See what Councillor Smith asked about the plots."), when=now - 60)
        append(self.client, "INBOX", message(1, sender=f"Jane Smith <{JANE}>", to=CLERK,
                                             text="May I ask something about plot nine?"), when=now - 600)
        self.follow()
        self.assertEqual(self.wait_for_found("sent", 1)[0][3], "copied-correspondence")
        self.assertEqual(sorted(self.rows("direction, verdict")), [("received", "pass"), ("sent", "confirm")])

    def test_a_confidence_that_came_in_is_known_again_when_it_is_passed_on(self):
        self.serve()
        self.follow()
        confidence = ("The tenant of number four has told me that he will give notice at Michaelmas, since his wife is to have\r\n"
                      "a long treatment in Bristol and they mean to live with her sister there. He asks that the rent be let\r\n"
                      "stand until the house is sold, and offers the two fields behind the churchyard in its place, which the\r\n"
                      "valuer put at eleven thousand pounds last winter when the trustees wanted them for the new car park.")
        append(self.client, "INBOX", message(1, sender=f"Jane Smith <{JANE}>", to=CLERK,
                                             text="CONFIDENTIAL\r\n\r\n" + confidence), when=time.time() - 600)
        self.wait_for_found("inbox", 1)
        append(self.client, "Sent", message(2, text=confidence))
        self.assertEqual(self.wait_for_found("sent", 1)[0][3], "confidential-disclosure")

    def test_lists_and_programs_are_passed_over(self):
        self.serve()
        self.follow()
        append(self.client, "INBOX", message(1, sender="news@shop.example", to=CLERK, headers="List-Id: <n.shop>\r\n"))
        append(self.client, "INBOX", message(2, sender="noreply@shop.example", to=CLERK,
                                             headers="Auto-Submitted: auto-generated\r\n"))
        append(self.client, "INBOX", message(3, sender=BOB, to=CLERK))
        self.wait_for_found("inbox", 3)
        self.assertEqual(len(self.rows()), 1)


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class Ways(Mailbox):
    def test_starttls_and_names_in_welsh(self):
        self.serve(mailboxes="""
  mailbox "Eitemau a Anfonwyd" {
    auto = create
  }
  mailbox Drafftiau {
    auto = create
  }
""")
        self.follow(tls="imap")
        append(self.client, '"Eitemau a Anfonwyd"', silent_copy(1))
        self.wait_for_found("sent", 1)

    def test_a_server_without_idle_is_polled(self):
        self.serve(settings="imap_capability = IMAP4rev1")
        self.follow("poll-seconds: 1")
        self.assertIn("by=polling", self.daemon.log())
        append(self.client, "Sent", silent_copy(1))
        self.wait_for_found("sent", 1)

    def test_a_wrong_password_is_told_and_never_shown(self):
        self.serve()
        self.password.write_text("not-the-password\n")
        self.candourd()
        self.until(lambda: "does not let this user in" in self.daemon.log())
        self.assertIn("again-in-ms=60000", self.daemon.log())
        self.assertNotIn("not-the-password", self.daemon.log())

    def test_a_certificate_of_a_stranger_is_refused(self):
        self.serve()
        stranger = Certificates(self.folder / "stranger")
        account = self.server.account(self.password)
        account[0] = account[0].replace(str(self.certificates.ca), str(stranger.ca))
        self.candourd(account=account)
        self.until(lambda: "imap lost" in self.daemon.log())
        self.assertIn("certificate", self.daemon.log())

    def test_check_names_a_password_that_others_may_read(self):
        self.serve()
        self.candourd()
        self.password.chmod(0o644)
        checked = subprocess.run([BINARIES / "candourd", "--check", "--config", self.daemon.folder / "candourd.yaml"],
                                 capture_output=True, text=True)
        self.assertEqual(checked.returncode, 1)
        self.assertIn("chmod 600", checked.stderr)


class ComingBack(Mailbox):
    def test_a_folder_in_which_nothing_changed_is_not_searched(self):
        self.serve(settings="rawlog_dir = %h/rawlog\n")
        log = self.server.folder / "mail" / CLERK / "rawlog"
        log.mkdir(parents=True)
        subprocess.run(["chown", "-R", "dovecot:dovecot", log.parent], check=True)
        append(self.client, "Sent", silent_copy(1))
        self.candourd("folders: {inbox: off, drafts: off}", "renew-seconds: 1")

        def said(words):
            return sum(file.read_text(errors="replace").count(words) for file in log.glob("*.in"))
        self.wait_for_found("sent", 1)
        self.until(lambda: said("EXAMINE Sent (CONDSTORE)") + said('EXAMINE "Sent" (CONDSTORE)') >= 4)
        self.assertEqual(said("UID SEARCH"), 1)

    def test_a_folder_made_anew_is_read_anew_and_nothing_counts_twice(self):
        self.serve()
        self.follow("renew-seconds: 1")
        append(self.client, "Sent", silent_copy(1))
        self.wait_for_found("sent", 1)
        self.client.delete("Sent")
        self.client.create("Sent")
        append(self.client, "Sent", silent_copy(1))
        append(self.client, "Sent", silent_copy(2))
        self.until(lambda: "uid-validity-changed" in self.daemon.log())
        found = self.wait_for_found("sent", 3)
        self.assertEqual([known for _, known, *_ in found], ["no", "yes", "no"])
        self.assertEqual(len(self.rows()), 2)

    def test_a_folder_is_found_again_under_another_name(self):
        self.serve(mailboxes="")
        self.client.create("Sent")
        self.client.create("Drafts")
        self.follow("renew-seconds: 1")
        self.client.rename("Sent", "Archive")
        self.until(lambda: "folder-missing" in self.daemon.log())
        self.client.create('"Sent Items"')
        append(self.client, '"Sent Items"', silent_copy(1))
        self.wait_for_found("sent", 1)

    def test_a_kill_in_the_middle_of_the_first_look_loses_and_doubles_nothing(self):
        self.serve()
        self.client.create("Elsewhere")
        for number in range(300):
            append(self.client, "Sent", message(number))
        self.candourd()
        self.wait_for_found("sent", 60)
        self.daemon.process.kill()
        self.daemon.process.wait()
        before = len(self.rows())
        self.assertLess(before, 300)
        self.daemon.start()
        self.until(lambda: len(self.rows()) >= 300)
        self.wait_for_found("sent", 300 - before)
        self.assertEqual(len(self.rows("distinct message_key")), 300)
        self.assertNotIn("yes", [known for _, known, *_ in self.found("sent")])

    def test_two_watchers_on_one_mailbox_count_once(self):
        self.serve()
        twice = self.server.account(self.password) + self.server.account(self.password, tls="imap")
        self.candourd(account=twice)
        self.until(lambda: self.daemon.log().count("imap following") >= 6)
        append(self.client, "Sent", silent_copy(1))
        self.assertEqual(sorted(known for _, known, *_ in self.wait_for_found("sent", 2)), ["no", "yes"])
        self.assertEqual(len(self.rows()), 1)


if __name__ == "__main__":
    unittest.main()
