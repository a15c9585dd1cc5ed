# SPDX-License-Identifier: MPL-2.0
"""The console on a council's server, over the real candourd and TLS: users with passwords, their roles and sessions, and
what a stranger may try."""

import getpass
import http.client
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import time
import unittest

from support.candourd import BINARIES, Candourd
from support.certificates import Certificates
from support.console import Visitor, ask_for_link, words
from support.next_hop import NextHop, wait_for
from support.smtp_client import RawClient

PASSWORD, OTHER = "correct horse battery", "another four words here"
CLERK, BOB, JANE = "clerk@eastmere-tc.gov.uk", "bob@resident.example", "jane.smith@eastmere-tc.gov.uk"
MAIL = f"From: Helen Ward <{CLERK}>\r\nTo: {BOB}\r\nSubject: Plot\r\n\r\nDear Bob,\r\n\r\nThe plot is free.\r\n"
COOKIE = "__Host-candour-session"
ROLES = ("reader", "clerk", "admin")


class Users(unittest.TestCase):
    held = None

    @classmethod
    def setUpClass(cls):
        certificates = tempfile.TemporaryDirectory()
        cls.addClassCleanup(certificates.cleanup)
        cls.certificates = Certificates(certificates.name)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "council"
        self.config = self.folder / "candourd.yaml"
        self.hop = NextHop()
        self.addCleanup(self.hop.close)
        self.candourd = Candourd(self.folder, self.hop.url, action="hold" if self.held else "confirm", held=self.held,
                                 http=["listen: 127.0.0.1:0"],
                                 console=["listen: 127.0.0.1:0", "host: localhost", f"certificate: {self.certificates.certificate}",
                                          f"key: {self.certificates.key}"])
        self.addCleanup(self.candourd.finish)
        self.candourd.start()
        self.file = self.folder / "data/console-users"

    def user(self, *arguments, password=PASSWORD):
        done = subprocess.run([BINARIES / "candour", "user", *arguments, "--config", self.config], input=password + "\n",
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)

    def add(self, *roles):
        """Users who are called as their roles are."""
        for role in roles:
            self.user("add", role, "--role", role)

    def visitor(self):
        return Visitor(self.candourd.console, lambda place, timeout: http.client.HTTPSConnection(
            place, timeout=timeout, context=self.certificates.for_client()), COOKIE)

    def enter(self, visitor, name, password=PASSWORD, headers=()):
        return visitor.send("/sign-in", headers, name=name, password=password)

    def signed_in(self, name, password=PASSWORD):
        visitor = self.visitor()
        self.assertEqual(self.enter(visitor, name, password).status, 303)
        return visitor

    def is_signed_in(self, visitor):
        return visitor.get("/").status == 200


class SigningIn(Users):
    def test_is_by_name_and_password(self):
        self.add("clerk")
        visitor = self.visitor()
        page = visitor.get("/sign-in")
        self.assertRegex(page.text, r'<label for="name">[^<]*</label><input id="name" name="name" type="text" autocomplete="username"')
        self.assertIn('autocomplete="current-password"', page.text)
        page = self.enter(visitor, "Clerk")
        self.assertEqual((page.status, page.headers["Location"]), (303, "/"))
        self.assertIn("clerk", words(visitor.get("/")))

    def test_sets_a_cookie_of_this_host_alone(self):
        self.add("clerk")
        page = self.enter(self.visitor(), "clerk")
        self.assertRegex(page.headers["Set-Cookie"],
                         rf"^{COOKIE}=[0-9a-f]{{64}}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$")

    def test_never_takes_an_id_that_was_planted(self):
        self.add("clerk")
        visitor = self.visitor()
        visitor.cookie = planted = "a" * 64
        self.enter(visitor, "clerk")
        self.assertNotEqual(visitor.cookie, planted)
        first = visitor.cookie
        self.enter(visitor, "clerk")
        for old in (planted, first):
            stranger = self.visitor()
            stranger.cookie = old
            self.assertFalse(self.is_signed_in(stranger))

    def test_never_tells_whether_the_name_or_the_password_was_wrong(self):
        self.add("clerk")
        texts, taken = {}, {}
        for name in ("nobody", "clerk"):
            page = self.enter(self.visitor(), name, OTHER)
            self.assertEqual(page.status, 403)
            texts[name] = page.text.replace(f'value="{name}"', "")
        self.assertEqual(texts["nobody"], texts["clerk"])
        self.assertIn("The name or the password is not right.", texts["clerk"])
        for name in ("nobody", "clerk") * 4:
            while True:
                began = time.monotonic()
                page = self.enter(self.visitor(), name, OTHER)
                if page.status == 403:
                    break
                time.sleep(int(page.headers["Retry-After"]))
            taken.setdefault(name, []).append(time.monotonic() - began)
            self.candourd_forgets()
        unknown, known = (statistics.median(taken[name]) for name in ("nobody", "clerk"))
        self.assertLess(max(unknown, known) / min(unknown, known), 1.6, taken)

    def candourd_forgets(self):
        """A right password from here, so that the tries before do not count."""
        visitor = self.visitor()
        while self.enter(visitor, "clerk").status == 429:
            time.sleep(0.2)

    def test_makes_who_tries_too_often_wait_but_not_for_ever(self):
        self.add("clerk")
        visitor = self.visitor()
        for _ in range(5):
            self.assertEqual(self.enter(visitor, "clerk", OTHER).status, 403)
        page = self.enter(visitor, "clerk")
        self.assertEqual((page.status, page.headers["Retry-After"]), (429, "1"))
        self.assertIn("Wait 1 second, then try again.", words(page))
        self.assertFalse(self.is_signed_in(visitor))
        began = time.monotonic()
        while self.enter(visitor, "clerk").status == 429:
            self.assertLess(time.monotonic() - began, 5)
            time.sleep(0.1)
        self.assertTrue(self.is_signed_in(visitor))

    def test_by_a_link_goes_on_meanwhile_and_is_an_admins(self):
        self.add("clerk")
        for _ in range(7):
            self.enter(self.visitor(), "clerk", OTHER)
        visitor = Visitor(self.candourd.api)
        status, link, error = ask_for_link(self.config)
        self.assertEqual(status, 0, error)
        self.assertTrue(link.startswith(f"http://{self.candourd.api}/"), link)
        self.assertEqual(visitor.sign_in(link).status, 303)
        self.assertEqual(visitor.get("/users").status, 200)

    def test_leaves_no_password_in_the_log_nor_in_memory(self):
        self.add("clerk")
        visitor = self.signed_in("clerk")
        wrong = "Xylophone-Zeppelin-Quixotic"
        self.enter(visitor, "nobody-" + wrong.lower(), wrong)
        self.enter(visitor, "clerk", wrong)
        visitor = self.signed_in("clerk")
        mine = "Mulberry-Kumquat-Aubergine"
        self.assertEqual(visitor.send("/password", token=visitor.token(), present=PASSWORD, new=mine, again=mine).status, 303)
        log = self.candourd.log()
        self.assertRegex(log, r'console_user event=signed-in user="clerk" by="" address="127\.0\.0\.1"')
        self.assertRegex(log, r'console_user event=not-signed-in user=""')
        # Read once the last connection is gone, whose buffers are the TLS library's.
        time.sleep(0.5)
        secrets = [wrong, mine, PASSWORD, PASSWORD.replace(" ", "+")]
        for secret in (*secrets, visitor.cookie):
            self.assertNotIn(secret, log)
        self.assertEqual(self.found_in_memory(secrets), set())
        self.assertEqual(self.found_in_memory(["Eastmere Town Council"]), {"Eastmere Town Council"}, "the search finds what is there")

    def found_in_memory(self, texts):
        """Which of them stand in what the daemon may write to."""
        found = set()
        process = self.candourd.process.pid
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
            for line in maps:
                place, rights = line.split()[:2]
                begin, end = (int(number, 16) for number in place.split("-"))
                if not rights.startswith("rw") or end - begin > 1 << 30:
                    continue
                rest = b""
                for at in range(begin, end, 4 << 20):
                    try:
                        memory.seek(at)
                        piece = memory.read(min(4 << 20, end - at))
                    except OSError:
                        break
                    found |= {text for text in texts if text.encode() in rest + piece}
                    rest = piece[-100:]
        return found

    def test_by_many_at_once_keeps_the_pages_going(self):
        """Hashing is bounded: who comes meanwhile is answered, the pages go on."""
        self.add("clerk")
        visitor = self.signed_in("clerk")
        flood = []
        for _ in range(12):
            connection = http.client.HTTPSConnection(self.candourd.console, timeout=60, context=self.certificates.for_client())
            connection.request("POST", "/sign-in", "name=clerk&password=wrong-wrong-wrong",
                               {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
            flood.append(connection)
        began = time.monotonic()
        self.assertTrue(self.is_signed_in(visitor))
        self.assertLess(time.monotonic() - began, 5)
        answers = [connection.getresponse().status for connection in flood]
        self.assertLessEqual(set(answers), {403, 429, 503})
        self.assertLessEqual(answers.count(403), 5, "tries side by side count too")
        for connection in flood:
            connection.close()


class Sessions(Users):
    def test_end_when_their_user_is_removed(self):
        self.add("clerk", "admin")
        gone, stays = self.signed_in("clerk"), self.signed_in("admin")
        self.user("remove", "clerk")
        self.assertEqual(gone.get("/").status, 303)
        self.assertEqual(self.enter(self.visitor(), "clerk").status, 403)
        self.assertTrue(self.is_signed_in(stays))

    def test_have_the_role_of_now(self):
        self.add("clerk")
        visitor = self.signed_in("clerk")
        self.assertEqual(visitor.get("/held").status, 200)
        self.user("role", "clerk", "--role", "reader")
        self.assertEqual(visitor.get("/held").status, 403)
        self.assertNotIn('href="/held"', visitor.get("/").text)

    def test_end_when_another_password_is_set(self):
        self.add("clerk")
        visitor = self.signed_in("clerk")
        self.user("password", "clerk", password=OTHER)
        self.assertFalse(self.is_signed_in(visitor))
        self.assertEqual(self.enter(self.visitor(), "clerk").status, 403)
        self.signed_in("clerk", OTHER)

    def test_but_the_one_that_changes_its_password_end(self):
        self.add("reader")
        here, elsewhere = self.signed_in("reader"), self.signed_in("reader")
        token = here.token()
        for fields, said in (({"present": OTHER, "new": OTHER, "again": OTHER}, "present password is not right"),
                             ({"present": PASSWORD, "new": OTHER, "again": OTHER + "x"}, "are not the same"),
                             ({"present": PASSWORD, "new": "reader", "again": "reader"}, "12 characters or more")):
            self.assertIn(said, words(here.send("/password", token=token, **fields)))
        self.assertTrue(self.is_signed_in(elsewhere))
        before = here.cookie
        page = here.send("/password", token=token, present=PASSWORD, new=OTHER, again=OTHER)
        self.assertEqual(page.status, 303, page.text)
        self.assertNotEqual(here.cookie, before)
        self.assertTrue(self.is_signed_in(here))
        self.assertFalse(self.is_signed_in(elsewhere))
        self.signed_in("reader", OTHER)

    def test_end_by_signing_out(self):
        self.add("reader")
        visitor = self.signed_in("reader")
        gone = self.visitor()
        gone.cookie = visitor.cookie
        self.assertEqual(visitor.send("/sign-out", token=visitor.token()).status, 303)
        self.assertFalse(self.is_signed_in(gone))


class Strangers(Users):
    def test_cannot_sign_somebody_in_from_another_page(self):
        self.add("clerk")
        for headers in ({"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
                        {"Origin": "https://evil.example", "Sec-Fetch-Site": None},
                        {"Origin": f"http://{self.candourd.console}", "Sec-Fetch-Site": None}, {"Sec-Fetch-Site": None}):
            visitor = self.visitor()
            self.assertEqual(self.enter(visitor, "clerk", headers=headers).status, 403, headers)
            self.assertIsNone(visitor.cookie)
        self.assertEqual(self.enter(self.visitor(), "clerk", headers={"Origin": f"https://{self.candourd.console}"}).status, 303)

    def test_cannot_send_a_form_without_the_sessions_token(self):
        self.add("admin")
        visitor, other = self.signed_in("admin"), self.signed_in("admin")
        for token in ("", "a" * 64, other.token()):
            self.assertEqual(visitor.send("/user-removed", token=token, name="admin").status, 403)
        self.assertTrue(self.is_signed_in(visitor))

    def test_under_another_name_get_nothing(self):
        self.add("clerk")
        visitor = self.signed_in("clerk")
        for host in ("evil.example", "localhost.evil.example", "candour.example"):
            for path in ("/", "/sign-in", "/style.css"):
                self.assertEqual(visitor.get(path, {"Host": host}).status, 403, (host, path))
            self.assertEqual(self.enter(self.visitor(), "clerk", headers={"Host": host}).status, 403)

    def test_get_nothing_in_plain(self):
        self.add("clerk")
        place, port = self.candourd.console.split(":")
        with socket.create_connection((place, int(port)), timeout=20) as plain:
            plain.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
            self.assertNotIn(b"HTTP/", plain.recv(1000))
        over_http = Visitor(self.candourd.api)
        page = self.enter(over_http, "clerk")
        self.assertEqual(page.status, 403)
        self.assertIn("over HTTPS alone", words(page))
        self.assertNotIn('type="password"', over_http.get("/sign-in").text)

    def test_find_no_local_api_where_the_console_is(self):
        token = (self.folder / "data/http-token").read_text().strip()
        for path in ("/v1/status", "/metrics", "/healthz"):
            self.assertEqual(self.visitor().get(path, {"Authorization": f"Bearer {token}"}).status, 401, path)

    def test_are_not_served_beyond_this_machine_without_tls(self):
        for lines, said in ((["listen: 0.0.0.0:0", "host: x.example"], "without TLS the console is served on this machine alone"),
                            (["listen: 0.0.0.0:0", f"certificate: {self.certificates.certificate}", f"key: {self.certificates.key}"],
                             "`host:` is missing"),
                            (["listen: 127.0.0.1:0", f"key: {self.certificates.key}"], "come together"),
                            (["listen: 127.0.0.1:0", "token: x"], "token"), (["host: x"], "`listen:` is missing")):
            other = self.folder / "other.yaml"
            other.write_text("policy: policy.yaml\ndata: ./other\nconsole:\n" + "".join(f"  {line}\n" for line in lines))
            done = subprocess.run([BINARIES / "candourd", "--check", "--config", other], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, lines)
            self.assertIn(said, done.stderr)
            self.assertRegex(done.stderr, r"other\.yaml:\d+:\d+: ")


class BrokenFile(Users):
    def test_lets_nobody_in_and_is_left_as_it_is(self):
        self.add("clerk", "admin")
        visitor = self.signed_in("admin")
        whole = self.file.read_text()
        broken = whole.replace("admin admin", "admin boss")
        self.file.write_text(broken)
        self.assertFalse(self.is_signed_in(visitor))
        for name in ("admin", "clerk"):
            page = self.enter(self.visitor(), name)
            self.assertEqual(page.status, 503)
            self.assertIn("Nobody can sign in with a password now.", words(page))
        self.assertEqual(self.file.read_text(), broken)
        self.assertRegex(self.candourd.log(), r"console_users_not_read: .*console-users:3: the role is reader, clerk or admin")
        self.assertEqual(self.candourd.log().count("console_users_not_read"), 1)
        by_link = Visitor(self.candourd.api)
        by_link.sign_in(ask_for_link(self.config)[1])
        self.assertIn("console-users:3: the role is", words(by_link.get("/users")))
        page = by_link.send("/users", token=by_link.token(), name="ann", role="admin", new=OTHER, again=OTHER)
        self.assertEqual(page.status, 503)
        self.assertEqual(self.file.read_text(), broken)
        self.file.write_text(whole)
        self.assertTrue(self.is_signed_in(visitor))

    def test_keeps_no_mail_waiting(self):
        self.candourd.stop()
        self.file.write_text("?\n")
        self.candourd.start()
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, [BOB])
            self.assertEqual(client.message(MAIL)[:3], "250")


# Every page, and who may ask for it at least.
PAGES = {"reader": ["GET /", "GET /findings", "GET /findings/0123456789abcdef.0", "GET /rules", "GET /password", "POST /password"],
         "clerk": ["POST /finding-words", "POST /false-alarms", "POST /false-alarms/withdrawn", "GET /held",
                   "GET /held/0123456789abcdef", "POST /held-decisions", "POST /try"],
         "admin": ["GET /change", "GET /change.js", "POST /change", "POST /change/checked", "POST /change/pack", "POST /change/rules", "POST /change/live", "POST /change/dropped",
                   "GET /change/replay", "POST /change/replay", "POST /change/replay/stopped", "GET /change/versions/1",
                   "POST /change/brought-back", "GET /people", "GET /people/1", "POST /people-rows",
                   "GET /people-export/roster.csv", "POST /people-import", "POST /people-import/in-force", "GET /users",
                   "POST /users", "GET /users/admin", "POST /user-role", "POST /user-password", "POST /user-removed"]}


class Roles(Users):
    def test_may_what_is_theirs_and_no_more(self):
        self.add(*ROLES)
        before = (self.folder / "policy.yaml").read_bytes(), (self.folder / "roster.csv").read_bytes(), self.file.read_bytes()
        for rank, role in enumerate(ROLES):
            visitor = self.signed_in(role)
            for least, pages in PAGES.items():
                for page in pages:
                    method, path = page.split()
                    refused = rank < ROLES.index(least)
                    # Without the token nothing is done, by whoever may.
                    answer = visitor.get(path) if method == "GET" else visitor.send(path, name="reader", role="admin")
                    said = "Not in your role" in answer.text
                    self.assertEqual(said, refused, (role, page))
                    if refused:
                        self.assertEqual(answer.status, 403, (role, page))
                        self.assertIn(f"You are signed in as {role}, a", words(answer))
                    elif method == "POST":
                        self.assertIn("Not from this session", answer.text, (role, page))
                    self.assertIn(visitor.ask("PUT", path, "", {"Content-Length": "0"}).status, (403, 405), (role, page))
        self.assertEqual(before, ((self.folder / "policy.yaml").read_bytes(), (self.folder / "roster.csv").read_bytes(),
                                  self.file.read_bytes()))

    def test_are_offered_what_they_may(self):
        self.add(*ROLES)
        menu = {"reader": ["/", "/findings", "/rules"], "clerk": ["/", "/findings", "/held", "/rules"],
                "admin": ["/", "/findings", "/held", "/rules", "/change", "/people", "/users"]}
        for role in ROLES:
            page = self.signed_in(role).get("/").text
            navigation = re.search(r'<nav aria-label="Pages">.*?</nav>', page, re.S)[0]
            self.assertEqual(re.findall(r'href="([^"]*)"', navigation), menu[role])

    def test_a_roster_saved_in_the_console_has_its_author_on_record(self):
        self.user("add", "ann", "--role", "admin")
        ann = self.signed_in("ann")
        token = ann.token()
        seen = re.search(r'name="seen" value="([^"]*)"', ann.get("/people/new").text)[1]
        self.assertEqual(ann.send("/people-rows", token=token, seen=seen, row="new", action="save", name="Tom Lee", role="officer",
                                  emails="tom.lee@eastmere-tc.gov.uk").status, 303)
        newest = "SELECT how, author, note FROM policy_version ORDER BY number DESC LIMIT 1"
        self.assertTrue(wait_for(lambda: "roster" in self.candourd.query(newest)[0][2], 30), self.candourd.log())
        self.assertEqual(self.candourd.query(newest), [("applied", "ann", "the roster, roster.csv")])
        # By hand it is its owner's, whoever saved one before.
        with open(self.folder / "roster.csv", "a") as roster:
            roster.write("Ann Lee,officer,ann.lee@eastmere-tc.gov.uk,,,,\n")
        self.assertTrue(wait_for(lambda: self.candourd.query(newest)[0][0] == "edited", 30), self.candourd.log())
        self.assertEqual(self.candourd.query(newest), [("edited", getpass.getuser(), "the roster, roster.csv")])

    def test_an_admin_changes_users_in_the_console(self):
        self.add("admin")
        admin = self.signed_in("admin")
        token = admin.token()
        fields = {"new": OTHER, "again": OTHER}
        self.assertEqual(admin.send("/users", token=token, name="ann", role="clerk", **fields).status, 303)
        ann = self.signed_in("ann", OTHER)
        self.assertEqual(ann.get("/users").status, 403)
        self.assertEqual(admin.send("/user-role", token=token, name="ann", role="admin").status, 303)
        self.assertEqual(ann.get("/users").status, 200)
        self.assertEqual(ann.send("/user-removed", token=ann.token(), name="admin").status, 303)
        self.assertFalse(self.is_signed_in(admin))
        self.assertRegex(self.candourd.log(), r'console_user event=removed user="admin" by="ann"')


class FourEyes(Users):
    held = ["four-eyes: true", f"deciders: {{helen: {CLERK}, jane: {JANE}}}"]

    def test_count_who_signed_in(self):
        for name in ("helen", "jane", "tom"):
            self.user("add", name, "--role", "clerk")
        with RawClient(self.candourd.port) as client:
            client.greet()
            client.envelope(CLERK, [BOB, JANE])
            answer = client.message(MAIL)
        self.assertRegex(answer, r"^250 2\.0\.0 Held for a decision")
        held = answer[-16:]

        def decide(name):
            visitor = self.signed_in(name)
            page = visitor.get(f"/held/{held}")
            visitor.send("/held-decisions", token=visitor.token(), mail=held, stage="waiting", decision="release",
                         reason="She knows of it.")
            return page, visitor.get(f"/held/{held}")
        for name in ("helen", "tom"):
            before, after = decide(name)
            self.assertIn("You may not decide on this mail", words(before), name)
            self.assertNotIn("released by", words(after))
        before, after = decide("jane")
        self.assertIn('action="/held-decisions"', before.text)
        self.assertRegex(words(after), "(?i)jane")


if __name__ == "__main__":
    unittest.main()
