# SPDX-License-Identifier: MPL-2.0
#
# candour check and candour parse from the shell: exit statuses, output, hostile input.
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CANDOUR = pathlib.Path(os.environ.get("CANDOUR_BIN") or ROOT / "build/bin") / "candour"
POLICY = ROOT / "policies/examples/eastmere.yaml"
SAMPLES = ROOT / "packaging/samples"
HEADER = b"From: clerk@eastmere-tc.gov.uk\r\nTo: bob@resident.example\r\nSubject: x\r\n"


def candour(*arguments, **options):
    return subprocess.run([CANDOUR, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def check(*arguments, **options):
    return candour("check", "--policy", POLICY, *arguments, **options)


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def test_status_is_0_where_all_pass(self):
        done = check("--rcpt", "tom.baker@resident.example", SAMPLES / "1-clean.eml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("pass", done.stdout)

    def test_status_is_1_where_one_does_not(self):
        done = check(SAMPLES / "1-clean.eml", SAMPLES / "4-obligation.eml")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Why:", done.stdout)
        self.assertNotIn("\033", done.stdout, "colour is for terminals")

    def test_status_is_2_for_bad_input_and_usage(self):
        for arguments in ([SAMPLES / "gone.eml"], [], ["--nonsense", SAMPLES / "1-clean.eml"]):
            done = check(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr)

    def test_a_faulty_policy_is_told_with_its_place(self):
        policy = self.write("p.yaml", POLICY.read_text().replace("  silent-copy: confirm", "  silent-copy: confrim"))
        self.write("eastmere.csv", (ROOT / "policies/examples/eastmere.csv").read_text())
        done = candour("check", "--policy", policy, SAMPLES / "1-clean.eml")
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"p\.yaml:\d+:\d+: unknown action 'confrim'; did you mean 'confirm'\?")

    def test_json_gives_one_result_object_a_message(self):
        done = check("--json", "--rcpt", "tom.baker@resident.example", "--rcpt", "jane.smith@eastmere-tc.gov.uk",
                     SAMPLES / "2-silent-copy.eml")
        result = json.loads(done.stdout)
        self.assertEqual(set(result), {"id", "verdict", "findings", "unchecked"})
        finding = result["findings"][0]
        self.assertEqual(set(finding), {"rule", "action", "grade", "people", "title", "explanation", "clause",
                                        "evidence", "fixes"})
        self.assertEqual((finding["rule"], finding["people"]), ("silent-copy", ["Jane Smith"]))
        self.assertIn({"kind": "append-foot", "text": "CC Councillor Jane Smith"}, finding["fixes"])

    def test_a_batch_goes_on_after_a_case_that_cannot_be_read(self):
        self.write("clean.eml", (SAMPLES / "1-clean.eml").read_bytes())
        batch = self.write("b.jsonl", '{"id":"a","message":"gone.eml"}\nnot json\n'
                           '{"id":"b","message":"clean.eml","rcpt_to":["tom.baker@resident.example"]}\n')
        done = check("--batch", batch)
        self.assertEqual(done.returncode, 2)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([result["id"] for result in results], ["a", "line 2", "b"])
        self.assertIn("gone.eml", results[0]["error"])
        self.assertEqual(results[2]["verdict"], "pass")

    def test_history_may_be_a_file_a_folder_a_maildir_or_an_mbox(self):
        earlier = (b"From: jane.smith@eastmere-tc.gov.uk\r\nTo: clerk@eastmere-tc.gov.uk\r\nSubject: Hall\r\n"
                   b"Message-ID: <hall@example>\r\nDate: Mon, 20 Jul 2026 09:00:00 +0100\r\n\r\nIs the hall free?\r\n")
        answer = self.write("answer.eml",
                            b"From: clerk@eastmere-tc.gov.uk\r\nTo: jane.smith@eastmere-tc.gov.uk\r\n"
                            b"Cc: aisha.khan@eastmere-tc.gov.uk\r\nSubject: Re: Hall\r\nIn-Reply-To: <hall@example>\r\n"
                            b"Date: Tue, 21 Jul 2026 09:00:00 +0100\r\n\r\nIt is.\r\n")
        (self.folder / "mails").mkdir()
        (self.folder / "maildir/cur").mkdir(parents=True)
        for name in ("earlier.eml", "mails/earlier.eml", "maildir/cur/1:2,S"):
            self.write(name, earlier)
        self.write("mbox", b"From jane Mon Jul 20 09:00:00 2026\n" + earlier)
        without = json.loads(check("--json", answer).stdout)
        self.assertEqual(without["findings"], [])
        for path in ("earlier.eml", "mails", "maildir", "mbox"):
            with self.subTest(path):
                done = check("--json", "--history", self.folder / path, answer)
                self.assertEqual([finding["rule"] for finding in json.loads(done.stdout)["findings"]],
                                 ["copied-correspondence"], done.stderr)

    def test_hostile_mail_is_judged_as_far_as_it_is_read_in_good_time(self):
        hostile = {
            "empty": b"",
            "no header": b"\r\n\r\nhello",
            "unknown charset": HEADER + b"Content-Type: text/plain; charset=x-klingon\r\n\r\nnuqneH \xff\r\n",
            "nested": HEADER + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
                                        for n in range(5000)),
            "attached in attached": HEADER + b"Content-Type: message/rfc822\r\n\r\n" * 100_000,
            "1 MB header line": HEADER + b"X-Long: " + b"a" * 1_000_000 + b"\r\n\r\nhello\r\n",
            "100,000 recipients": b"From: clerk@eastmere-tc.gov.uk\r\nTo: " +
                                  b",\r\n ".join(b"r%d@resident.example" % n for n in range(100_000)) +
                                  b"\r\nSubject: x\r\n\r\nhello\r\n",
            "NUL": HEADER.replace(b"x\r\n", b"x\0y\r\n") + b"\r\nhel\0lo\r\n",
            "truncated multipart": HEADER + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhalf",
            "one long line": HEADER + b"\r\n" + b"confidential " * 400_000,
            "angle brackets": HEADER + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 200_000,
        }
        for name, content in hostile.items():
            with self.subTest(name):
                file = self.write("hostile.eml", content)
                started = time.monotonic()
                done = check("--json", file)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                json.loads(done.stdout)
                self.assertEqual(candour("parse", file).returncode, 0)
                # A bound on hanging, not on speed: sanitizers and a busy machine are slow.
                self.assertLess(time.monotonic() - started, 60)

    def test_says_what_it_could_not_check(self):
        self.assertEqual(json.loads(check("--json", self.write("e.eml", b"")).stdout)["verdict"], "confirm")
        html = self.write("u.eml", HEADER + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhalf")
        self.assertIn("multipart-unterminated", json.loads(candour("parse", html).stdout)["anomalies"])


class PolicyClauses(unittest.TestCase):
    def test_every_pack_has_a_table_that_is_printed(self):
        packs = [path.name[: -len(".clauses.yaml")] for path in (ROOT / "policies/packs").glob("*.clauses.yaml")]
        self.assertEqual(len(packs), 5)
        for pack in packs:
            done = candour("policy", "clauses", "--pack", pack)
            self.assertEqual((done.returncode, done.stderr), (0, ""), pack)
            table = json.loads(candour("policy", "clauses", "--pack", pack, "--json").stdout)
            for clause in table["clauses"]:
                self.assertTrue(clause["kept_by"] or clause["why_not"], clause)

    def test_bad_usage_has_status_2_and_says_what_is_wrong(self):
        for arguments, words in (
            ([], "--policy FILE or --pack NAME"),
            (["--pack", "hexam"], "did you mean 'hexham'?"),
            (["--pack", "hexham", "--policy", POLICY], "excludes"),
            (["--policy", "/nowhere.yaml"], "/nowhere.yaml"),
        ):
            done = candour("policy", "clauses", *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertIn(words, done.stderr)
        self.assertEqual(candour("policy").returncode, 2)

    def test_help_names_each_option(self):
        done = candour("policy", "clauses", "--help")
        self.assertEqual(done.returncode, 0)
        for option in ("--policy", "--pack", "--packs", "--json"):
            self.assertIn(option, done.stdout)


if __name__ == "__main__":
    unittest.main()
