# SPDX-License-Identifier: MPL-2.0
#
# What the clerk is told without a plugin: notices in the Inbox of a real Dovecot about drafts and sent mail, put there,
# replaced and taken out again; and that nothing else is ever taken out. CANDOUR_THREADS_ONLY: a thread an account.
import email
import email.policy
import os
import re
import smtplib
import subprocess
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.cyrus import Cyrus
from support.dovecot import PASSWORD, USER, append
from support.mailrig import MailRig
from support.mailbox_case import BOB, CLERK, JANE, Mailbox, message, silent_copy
from support.smtp_client import RawClient

THREADS_ONLY = "CANDOUR_THREADS_ONLY" in os.environ
OTHERS_SHOW_IT = "the same threads meet in the other tests"


def mended(number):
    return message(number, headers=f"Bcc: {JANE}\r\n", text="The plot is free from Monday.\r\n\r\nCC Councillor Jane Smith")


class Noticed(Mailbox):
    def follow_all(self, *more, **how):
        self.serve(**how)
        self.follow(*more)

    def inbox(self):
        """Messages of the Inbox as (UID, bytes), seen as another program sees them."""
        self.client.select("INBOX", readonly=True)
        answer = self.client.uid("FETCH", "1:*", "(BODY.PEEK[])")[1]
        return [(re.search(rb"UID (\d+)", item[0])[1].decode(), item[1]) for item in answer if isinstance(item, tuple)]

    def notices(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for _, raw in self.inbox()
                if b"X-Candour-Notice:" in raw]

    def wait_for_notices(self, count):
        self.until(lambda: len(self.notices()) == count)
        return self.notices()

    def log_has(self, pattern, count=1):
        self.until(lambda: len(re.findall(pattern, self.daemon.log())) >= count)

    def remove(self, folder, *uids):
        self.client.select(folder)
        self.client.uid("STORE", ",".join(uids), "+FLAGS", "(\\Deleted)")
        self.client.expunge()

    def flags(self, folder, uid="1"):
        self.client.select(folder, readonly=True)
        return self.client.uid("FETCH", uid, "(FLAGS)")[1][0].decode()

    def states(self):
        return sorted(self.daemon.query("select role, uid, state from notice"))


class Drafts(Noticed):
    def test_a_notice_tells_of_a_draft_soon(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        begun = time.monotonic()
        notice = self.wait_for_notices(1)[0]
        self.assertLess(time.monotonic() - begun, 10, "under sanitizers, on a busy machine; else it is a quarter of a second")
        self.assertEqual(notice["Subject"], "Candour: please look at your draft “Allotments”")
        self.assertEqual(notice["From"].addresses[0].addr_spec, "no-reply@eastmere-tc.gov.uk.candour.invalid")
        self.assertEqual(notice["To"].addresses[0].addr_spec, CLERK)
        self.assertEqual(notice["Auto-Submitted"], "auto-generated")
        self.assertIsNone(notice["References"] or notice["In-Reply-To"])
        self.assertEqual(notice.get_content_type(), "text/plain")
        text = notice.get_content()
        for words in ("Jane Smith", JANE, "Correspondence", "Add this line at the foot: CC Councillor Jane Smith"):
            self.assertIn(words, text)
        self.assertNotIn("The plot is free", text)
        self.assertNotRegex(text, r"https?://")
        self.assertNotIn(JANE, self.daemon.log())
        self.until(lambda: "$Candour" in self.flags("Drafts"))  # set after the mail was put
        self.assertNotIn("\\Seen", self.flags("Drafts"))

    def test_it_goes_when_the_draft_is_mended(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        # As mail programs do it: the new one is saved, then the old one removed.
        append(self.client, "Drafts", mended(1), "\\Draft")
        self.wait_for_notices(0)
        self.remove("Drafts", "1")
        self.until(lambda: self.states() == [])
        self.assertNotIn("$Candour", self.flags("Drafts", "2"))

    def test_it_goes_when_the_mended_draft_has_another_message_id(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        append(self.client, "Drafts", mended(2), "\\Draft")
        self.remove("Drafts", "1")
        self.wait_for_notices(0)

    def test_it_goes_when_the_draft_is_deleted_or_marked_so(self):
        self.follow_all()
        for number in (1, 2):
            append(self.client, "Drafts", silent_copy(number), "\\Draft")
        self.wait_for_notices(2)
        self.client.select("Drafts")
        self.client.uid("STORE", "1", "+FLAGS", "(\\Deleted)")
        self.wait_for_notices(1)
        self.remove("Drafts", "2")
        self.wait_for_notices(0)

    def test_two_daemons_that_follow_one_mailbox_leave_one_notice(self):
        self.follow_all()
        other = self.another_candourd()
        both_told = lambda: all(daemon.query("select count(*) from notice where state = 'standing'")[0][0] == drafts
                                for daemon in (self.daemon, other))
        for drafts in (1, 2):
            append(self.client, "Drafts", silent_copy(drafts), "\\Draft")
            self.until(both_told)
            self.assertEqual(len(self.notices()), drafts, "two drafts alike to the word have a notice each")
        append(self.client, "Drafts", mended(1), "\\Draft")
        self.remove("Drafts", "1")
        self.wait_for_notices(1)
        self.remove("Drafts", "2")
        self.wait_for_notices(0)
        self.until(lambda: not self.states() and not other.query("select 1 from notice"))

    def test_it_goes_when_the_draft_went_while_nobody_looked(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.daemon.stop()
        self.remove("Drafts", "1")
        self.daemon.start()
        self.wait_for_notices(0)

    def test_a_draft_saved_again_as_wrong_as_before_keeps_its_notice(self):
        self.follow_all()
        for count in range(1, 4):
            append(self.client, "Drafts", silent_copy(1), "\\Draft")
            self.wait_for_found("drafts", count)
            if count > 1:
                self.remove("Drafts", str(count - 1))
        self.until(lambda: self.states() == [("drafts", 3, "standing")])
        self.assertEqual(len(self.notices()), 1)
        self.remove("Drafts", "3")
        self.wait_for_notices(0)

    def test_it_stays_the_same_notice_where_the_draft_gets_another_message_id(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        first = self.wait_for_notices(1)[0]
        self.until(lambda: self.states() == [("drafts", 1, "standing")])
        # While nobody looks, so that it is both at once.
        self.daemon.stop()
        append(self.client, "Drafts", silent_copy(2), "\\Draft")
        self.remove("Drafts", "1")
        self.daemon.start()
        self.until(lambda: self.states() == [("drafts", 2, "standing")])
        self.assertEqual([notice["Message-ID"] for notice in self.notices()], [first["Message-ID"]])
        # Another draft that says the same has a notice of its own.
        append(self.client, "Drafts", silent_copy(3), "\\Draft")
        self.wait_for_notices(2)

    def test_a_draft_that_is_wrong_in_another_way_has_another_notice_in_its_place(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        first = self.wait_for_notices(1)[0]
        append(self.client, "Drafts", message(1, headers=f"Bcc: {JANE}, aisha.khan@eastmere-tc.gov.uk\r\n"), "\\Draft")
        self.until(lambda: [notice["Message-ID"] for notice in self.notices()] not in ([], [first["Message-ID"]])
                   and len(self.notices()) == 1)
        self.assertIn("Aisha Khan", self.notices()[0].get_content())

    def test_a_notice_is_neither_an_enquiry_nor_a_draft(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_found("inbox", 1)
        self.assertEqual(self.rows(), [])


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class Sent(Noticed):
    def test_a_mail_that_went_round_candour_has_its_notice(self):
        self.follow_all()
        append(self.client, "Sent", silent_copy(1))
        notice = self.wait_for_notices(1)[0]
        self.assertIn("went round Candour", notice.get_content())
        self.until(lambda: "$Candour" in self.flags("Sent"))
        # It has been told; that the copy is removed from Sent undoes nothing.
        self.remove("Sent", "1")
        append(self.client, "Sent", message(2))
        self.wait_for_found("sent", 2)
        self.assertEqual(len(self.notices()), 1)

    def test_a_draft_that_is_sent_as_it_was_has_one_notice_in_the_end(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        append(self.client, "Sent", silent_copy(1))
        self.remove("Drafts", "1")
        self.until(lambda: self.states() == [("sent", 1, "standing")])
        self.assertEqual([notice["Subject"] for notice in self.notices()], ["Candour: about your mail “Allotments”"])

    def test_nobody_is_told_of_what_went_before_the_folder_was_followed(self):
        self.serve()
        append(self.client, "Sent", silent_copy(1))
        append(self.client, "Drafts", silent_copy(2), "\\Draft")
        self.follow()
        append(self.client, "Sent", silent_copy(3))
        self.wait_for_notices(1)
        self.until(lambda: self.states() == [("sent", 2, "standing")])

    def test_who_sent_it_again_after_the_refusal_is_not_told_once_more(self):
        self.follow_all()
        with RawClient(self.daemon.port) as smtp:
            smtp.greet()
            smtp.envelope(CLERK, [BOB, JANE])
            self.assertTrue(smtp.message(message(1)).startswith("550"))
            time.sleep(5.2)
            smtp.envelope(CLERK, [BOB, JANE])
            self.assertTrue(smtp.message(message(1)).startswith("250"))
        append(self.client, "Sent", silent_copy(1))
        self.assertEqual(self.wait_for_found("sent", 1)[0][1:], ("yes", "confirm", "silent-copy"))
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_notices(1)
        self.until(lambda: self.states() == [("sent", 2, "standing")])
        self.assertEqual(len(self.rows("*", "entrance = 'smtp'")), 2)


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class Forms(Noticed):
    def test_a_mail_alone(self):
        self.follow_all("notices: mail")
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.assertNotIn("$Candour", self.flags("Drafts"))

    def test_a_keyword_alone(self):
        self.follow_all("notices: keyword")
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.until(lambda: "$Candour" in self.flags("Drafts"))
        self.until(lambda: self.states() == [("drafts", 1, "standing")])
        self.assertEqual(self.inbox(), [])
        self.remove("Drafts", "1")
        self.until(lambda: self.states() == [])

    def test_a_folder_that_keeps_no_keywords_gets_none(self):
        # Flags may be neither set nor taken off there: no "w", no "s", no "t" (RFC 4314 section 4).
        rights = self.folder / "rights"
        rights.write_text("Drafts owner lrixekp\n")
        rights.chmod(0o644)
        self.folder.chmod(0o755)
        self.follow_all(settings=f"mail_plugins = acl\nplugin {{\n  acl = vfile:{rights}\n}}\n")
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.until(lambda: self.states() == [("drafts", 1, "standing")])
        self.client.select("Drafts")
        self.assertEqual(self.client.response("PERMANENTFLAGS")[1], [b"()"])
        self.assertNotIn("$Candour", self.flags("Drafts"))

    def test_nothing(self):
        self.follow_all("notices: none")
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_found("sent", 1)
        self.wait_for_found("drafts", 1)
        self.assertEqual(self.states(), [])
        self.assertNotIn("$Candour", self.flags("Sent"))
        self.assertEqual(self.inbox(), [])


    def test_without_uidplus_the_old_notice_stays(self):
        self.follow_all(settings="imap_capability = IMAP4rev1 IDLE")
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.remove("Drafts", "1")
        self.log_has("notice withdrawn .* how=stays")
        self.assertEqual(len(self.notices()), 1)


class ComingBack(Noticed):
    """Candour was killed, and finds in the ledger how far it was."""

    def find_as(self, changes):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.until(lambda: self.states() == [("drafts", 1, "standing")])
        self.daemon.process.kill()
        self.daemon.process.wait()
        self.daemon.execute(f"update notice set {changes}")

    def test_a_notice_that_was_not_written_yet_is_written(self):
        self.find_as("state = 'due', message_id = '', digest = '', says = '', inbox_uid = 0")
        self.remove("INBOX", self.inbox()[0][0])
        self.daemon.start()
        self.wait_for_notices(1)

    def test_a_notice_that_got_there_is_known_again(self):
        self.find_as("state = 'under-way', inbox_uid = 0, inbox_uid_validity = 0")
        self.daemon.start()
        self.until(lambda: self.states() == [("drafts", 1, "standing")])
        self.assertEqual(len(self.notices()), 1)
        self.remove("Drafts", "1")
        self.wait_for_notices(0)

    def test_a_notice_that_was_to_go_goes(self):
        self.find_as("state = 'unwanted'")
        self.daemon.start()
        self.wait_for_notices(0)
        self.until(lambda: self.states() == [])

    def test_a_notice_that_is_gone_already_is_forgotten(self):
        self.find_as("state = 'unwanted'")
        self.remove("INBOX", self.inbox()[0][0])
        append(self.client, "INBOX", message(9, sender=BOB, to=CLERK))
        self.daemon.start()
        self.log_has("notice withdrawn .* how=gone")
        self.assertEqual(len(self.inbox()), 1)

    def test_a_server_that_was_away_gets_its_notice_later(self):
        self.follow_all("notices: mail")
        self.server.kill()
        self.until(lambda: "imap lost" in self.daemon.log())
        self.server.start()
        self.hang_up()
        self.client = self.server.client()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class NeverAnothers(Noticed):
    def one_notice(self, *more):
        self.follow_all(*more)
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.until(lambda: [state for *_, state in self.states()] == ["standing"])
        return self.inbox()[0]

    def test_a_notice_that_was_moved_stays_where_it_is(self):
        uid, _ = self.one_notice()
        self.client.create("Kept")
        self.client.select("INBOX")
        self.client.uid("MOVE", uid, "Kept")
        append(self.client, "INBOX", message(9, sender=BOB, to=CLERK))
        self.remove("Drafts", "1")
        self.log_has("notice withdrawn .* how=gone")
        self.assertEqual(len(self.inbox()), 1)
        self.assertEqual(self.client.select("Kept")[1], [b"1"])

    def test_another_mail_under_the_notices_uid_stays(self):
        uid, _ = self.one_notice()
        append(self.client, "INBOX", message(9, sender=BOB, to=CLERK))
        # As if the ledger were an older one, put back from a copy.
        self.daemon.stop()
        self.daemon.execute("update notice set inbox_uid = ?", (int(uid) + 1,))
        self.daemon.start()
        self.remove("Drafts", "1")
        self.log_has("notice withdrawn .* how=not-ours")
        self.assertEqual(len(self.inbox()), 2)

    def test_what_others_marked_to_be_removed_stays(self):
        self.one_notice()
        append(self.client, "INBOX", message(9, sender=BOB, to=CLERK), "\\Deleted")
        self.remove("Drafts", "1")
        self.wait_for_notices(0)
        self.assertEqual(len(self.inbox()), 1)

    def test_an_inbox_with_other_uids_is_left_alone(self):
        self.one_notice()
        self.daemon.stop()
        self.server.kill()
        for file in (self.server.folder / "mail" / USER).glob("dovecot*"):
            if file.is_file():
                file.unlink()  # what says which message has which UID
        time.sleep(1)  # Dovecot takes the time for UIDVALIDITY, in seconds
        self.server.start()
        self.hang_up()
        self.client = self.server.client()
        self.daemon.start()
        self.remove("Drafts", "1")
        self.log_has("notice withdrawn .* how=renumbered")
        self.assertEqual(len(self.notices()), 1)


class Phone(Noticed):
    """It sends straight to the council's Postfix, and puts a copy into Sent."""

    def setUp(self):
        super().setUp()
        self.rig = MailRig(self.certificates).start()
        self.addCleanup(self.rig.stop)
        self.server = self.rig.dovecot
        self.client = self.server.client()
        self.addCleanup(self.hang_up)
        self.daemon = Candourd(self.folder / "candour", self.rig.url, accounts=self.server.account(self.password)).start()
        self.addCleanup(self.daemon.stop)
        self.until(lambda: len(self.daemon.query("select role from folder")) == 3)

    def send(self, number, port):
        """What the recipients get has no Bcc field; the copy in Sent has."""
        with smtplib.SMTP("localhost", port) as smtp:
            if port == self.rig.submission:
                smtp.starttls(context=self.certificates.for_client())
            smtp.login(USER, PASSWORD)
            smtp.sendmail(CLERK, [BOB, JANE], message(number))

    def test_what_it_sends_raises_a_notice_and_what_went_through_counts_once(self):
        self.send(1, self.rig.submission)
        append(self.client, "Sent", silent_copy(1))
        self.assertIn("went round Candour", self.wait_for_notices(1)[0].get_content())
        with self.assertRaises(smtplib.SMTPDataError):
            self.send(2, self.daemon.port)
        time.sleep(5.2)
        self.send(2, self.daemon.port)
        append(self.client, "Sent", silent_copy(2))
        self.wait_for_found("sent", 2)
        self.until(lambda: self.states() == [("sent", 1, "standing")])
        self.assertEqual(len(self.notices()), 1)
        listed = subprocess.run([BINARIES / "candour", "findings", "--json", "--config", self.daemon.folder / "candourd.yaml"],
                                check=True, capture_output=True, text=True).stdout.splitlines()
        # The refusal, the sending after it, and the mail that went round.
        self.assertEqual(sorted(re.search(r'"outcome":"(\w+)"', line)[1] for line in listed), ["delivered", "refused", "resent"])
        # A notice is no mail: nobody but the clerk's Inbox has it.
        self.until(self.rig.is_idle)
        others = [mail for mail in self.rig.delivered() if mail.rcpt_to != [USER]]
        self.assertEqual(len(others), 2)
        self.assertFalse([mail for mail in others if b"Candour" in mail.content])


@unittest.skipIf(THREADS_ONLY, OTHERS_SHOW_IT)
class CyrusNotices(Noticed):
    program = Cyrus

    def test_a_notice_comes_and_goes(self):
        self.follow_all()
        append(self.client, "Drafts", silent_copy(1), "\\Draft")
        self.wait_for_notices(1)
        self.until(lambda: "$Candour" in self.flags("Drafts"))
        append(self.client, "Drafts", mended(2), "\\Draft")
        self.remove("Drafts", "1")
        self.wait_for_notices(0)
        self.assertIn("how=removed", self.daemon.log())


if __name__ == "__main__":
    unittest.main()
