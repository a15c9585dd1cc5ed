# SPDX-License-Identifier: MPL-2.0
"""The console's Change page over the real candourd: a draft, what it would have meant, put live, brought back."""

import html
import os
import pathlib
import pwd
import re
import secrets
import tempfile
import time
import unittest

from support.candourd import Candourd
from support.console import Visitor, ask_for_link, words
from support.next_hop import NextHop, wait_for

ME = pwd.getpwuid(os.getuid()).pw_name


def mail(number, subject="Marigold"):
    return ("From: Helen Ward <clerk@eastmere-tc.gov.uk>\nTo: bob@resident.example\nBcc: jane.smith@eastmere-tc.gov.uk\n"
            f"Subject: {subject} {number}\nMessage-ID: <{number}@eastmere-tc.gov.uk>\n"
            f"Date: {time.strftime('%a, %d %b %Y 08:00:00 +0000')}\n\nDear Bob,\n\nThe Periwinkle is free.\n\nHelen Ward\n")


def mbox(*mails):
    return "\n".join("From clerk Mon Jul 20 12:00:00 2026\n" + each for each in mails)


class Change(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        self.candourd = Candourd(self.folder / "council", self.hop.url, http=["listen: 127.0.0.1:0"])
        self.live = self.folder / "council/policy.yaml"
        self.live.write_text("# Adopted on 4 May\n" + self.live.read_text())
        past = self.folder / "council/past.mbox"
        past.write_text(mbox(*(mail(number) for number in range(3))))
        config = self.folder / "council/candourd.yaml"
        config.write_text(config.read_text() + "past-mail: past.mbox\n")
        self.addCleanup(self.candourd.finish)
        self.candourd.start()
        self.visitor = Visitor(self.candourd.api)
        self.assertEqual(self.visitor.sign_in(ask_for_link(config)[1]).status, 303)
        self.token = self.visitor.token()

    def page(self, path="/change"):
        page = self.visitor.get(path)
        self.assertEqual(page.status, 200, page.text)
        return page

    def post(self, path, status=303, **fields):
        page = self.visitor.send(path, token=self.token, **fields)
        self.assertEqual(page.status, status, words(page))
        return page

    def upload(self, path, status=303, **fields):
        boundary = secrets.token_hex(8)
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
                 + ('; filename="f"' if name == "file" else "") + f"\r\n\r\n{value}\r\n"
                 for name, value in ({"token": self.token} | fields).items()]
        page = self.visitor.ask("POST", path, ("".join(parts) + f"--{boundary}--\r\n").encode(),
                                {"Content-Type": f"multipart/form-data; boundary={boundary}"})
        self.assertEqual(page.status, status, words(page))
        return page

    def made_from(self):
        return re.search(r'name="made-from" value="([0-9a-f]{64})"', self.page().text)[1]

    def edit(self, before, after):
        text = self.live.read_text()
        self.assertIn(before, text)
        # As a browser sends it.
        self.upload("/change", text=text.replace(before, after).replace("\n", "\r\n"), **{"made-from": self.made_from()})

    def shown_text(self):
        return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", self.page().text, re.S)[1])

    def result(self):
        self.assertTrue(wait_for(lambda: "Refresh" not in self.visitor.get("/change/replay").headers, 60))
        return words(self.page("/change/replay"))

    def versions(self):
        return self.candourd.query("select number, how, author, note from policy_version order by number")


class Drafted(Change):
    def test_shows_the_policy_as_it_stands(self):
        self.assertEqual(self.shown_text(), self.live.read_text())
        self.assertIn("Nothing: it is the policy in force.", words(self.page()))

    def test_faults_are_told_with_line_and_column(self):
        self.edit("confirm", "confrim")
        page = words(self.page())
        self.assertIn("Line 9, column 16 : unknown action 'confrim'; did you mean 'confirm'?", page)
        self.assertNotIn("Put live", page)
        self.assertIn("confrim", self.shown_text())
        self.post("/change/live", status=409, note="x")
        self.assertIn("confirm", self.live.read_text())

    def test_the_difference_is_told_in_words(self):
        self.edit("confirm", "warn")
        self.assertIn("Silent copy: mail that it finds: goes, with a warning; until now: asks first. (looser)",
                      words(self.page()))

    def test_a_rule_is_changed_by_its_word_alone(self):
        self.edit("silent-copy: confirm", "silent-copy:   confirm  # minute 12")
        self.post("/change/rules", **{"rule.silent-copy": "block", "rule.over-familiar": "off"})
        text = self.shown_text()
        self.assertIn("# Adopted on 4 May\n", text)
        self.assertIn("  silent-copy:   block  # minute 12\n  over-familiar: off\n", text)

    def test_a_draft_is_thrown_away(self):
        self.edit("confirm", "warn")
        self.post("/change/dropped")
        self.assertEqual(self.shown_text(), self.live.read_text())

    def test_a_script_in_the_draft_is_text(self):
        self.edit("# Adopted", "# </textarea><script>alert(1)</script>\n# Adopted")
        own = '<script type="module" src="/change.js"></script>'
        page = self.page().text
        self.assertEqual(page.count(own), 1)
        self.assertNotIn("<script", page.replace(own, ""))

    def test_nothing_is_changed_without_the_sessions_token(self):
        self.edit("confirm", "warn")
        page = self.visitor.send("/change/live", token="0" * 64, note="x")
        self.assertEqual(page.status, 403)
        page = self.visitor.send("/change/live", headers={"Sec-Fetch-Site": "cross-site"}, token=self.token, note="x")
        self.assertEqual(page.status, 403)
        self.assertIn("confirm", self.live.read_text())


class PutLive(Change):
    def test_it_is_in_force_with_author_and_note(self):
        self.edit("confirm", "warn # for a trial")
        self.post("/change/live", note="Minute 12")
        self.assertIn("silent-copy: warn # for a trial\n", self.live.read_text())
        self.assertNotIn("\r", self.live.read_text())
        self.assertTrue(wait_for(lambda: self.candourd.log().count("policy version=") == 2, 5))
        self.assertEqual(self.versions()[-1][1:], ("applied", ME, "Minute 12"))
        self.assertIn("Minute 12", words(self.page()))

    def test_it_wants_a_reason(self):
        self.edit("confirm", "warn")
        self.post("/change/live", status=400, note=" ")
        self.assertIn("confirm", self.live.read_text())

    def test_it_never_overwrites_what_somebody_else_did(self):
        self.edit("confirm", "warn")
        self.live.write_text(self.live.read_text().replace("confirm", "block"))
        self.assertIn("was changed while you worked on this draft", words(self.page()))
        page = self.post("/change/live", status=409, note="x")
        self.assertIn("was changed since the text was made from it", words(page))
        self.assertIn("block", self.live.read_text())

    def test_an_earlier_version_is_shown_and_brought_back(self):
        first = self.live.read_text()
        self.edit("confirm", "warn")
        self.post("/change/live", note="x")
        page = words(self.page("/change/versions/1"))
        self.assertIn("file edited by hand", page)
        self.assertIn("# Adopted on 4 May", page)
        self.post("/change/brought-back", status=400, number="1", note="")
        self.post("/change/brought-back", number="1", note="It was better")
        self.assertEqual(self.live.read_text(), first)
        self.assertEqual(self.versions()[-1][1:], ("reverted", ME, "It was better"))
        for wrong in ("9", "x", "..", "1%2F"):
            self.assertEqual(self.visitor.get(f"/change/versions/{wrong}").status, 404)


class Replayed(Change):
    def test_a_draft_on_a_path_that_the_admin_named(self):
        self.edit("confirm", "off")
        self.upload("/change/replay", source="path.0", days="90")
        result = self.result()
        self.assertIn("Of 3 mails that would have been judged, 3 would be judged differently.", result)
        self.assertIn("Gone: Silent copy (Jane Smith); until now: asks first", result)
        self.assertIn("Marigold 2", result)

    def test_an_uploaded_file_and_none_of_it_is_kept(self):
        self.edit("confirm", "off")
        self.upload("/change/replay", source="", days="90", file=mbox(mail(7, "Zinnia <script>alert(1)</script>")))
        self.assertIn("Zinnia <script>alert(1)</script> 7", self.result())
        self.assertNotIn("<script", self.page("/change/replay").text)
        for file in (self.folder / "council").rglob("*"):
            if file.is_file():
                self.assertNotIn(b"Zinnia", file.read_bytes(), file)

    def test_a_policy_that_changes_nothing(self):
        self.upload("/change/replay", source="path.0", days="90")
        self.assertIn("0 would be judged differently", self.result())

    def test_a_long_one_tells_how_far_it_is_and_can_be_stopped(self):
        self.edit("confirm", "off")
        self.upload("/change/replay", source="", days="90", file=mbox(*(mail(number) for number in range(4000))))
        running = self.visitor.get("/change/replay")
        self.assertEqual(running.headers.get("Refresh"), "2")
        self.assertIn("<progress", running.text)
        again = self.upload("/change/replay", status=409, source="path.0", days="90")
        self.assertIn("is under way already", words(again))
        self.post("/change/replay/stopped")
        self.assertIn("The replay was stopped", self.result())

    def test_what_is_no_mail_or_no_number_is_refused(self):
        self.upload("/change/replay", status=400, source="", days="90", file="")
        self.upload("/change/replay", status=400, source="", days="90", file="%PDF-1.4")
        self.upload("/change/replay", status=400, source="path.0", days="-1")
        self.upload("/change/replay", source="path.7", days="90")
        self.assertIn("There is no such mail", self.result())


if __name__ == "__main__":
    unittest.main()
