# SPDX-License-Identifier: MPL-2.0
#
# A visitor of the admin's console, as a browser sends his requests.
import dataclasses
import html
import http.client
import re
import subprocess
import urllib.parse

from support.candourd import BINARIES


@dataclasses.dataclass
class Page:
    status: int
    headers: dict
    text: str


def ask_for_link(config):
    """Returns (exit status, standard output, standard error) of candour console --print."""
    done = subprocess.run([BINARIES / "candour", "console", "--config", config, "--print"], capture_output=True,
                          text=True, timeout=60)
    return done.returncode, done.stdout.strip(), done.stderr


class Visitor:
    """place  "127.0.0.1:8425"; connect  another way to get there"""

    def __init__(self, place, connect=http.client.HTTPConnection, name="candour-session"):
        self.place, self.connect, self.name = place, connect, name
        self.cookie = None

    def ask(self, method, path, body=None, headers=()):
        connection = self.connect(self.place, timeout=60)
        sent = {"Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            sent["Cookie"] = f"{self.name}={self.cookie}"
        sent |= {name: value for name, value in dict(headers).items()}
        sent = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, path, body, sent)
        got = connection.getresponse()
        page = Page(got.status, dict(got.getheaders()), got.read().decode())
        connection.close()
        if found := re.match(rf"{self.name}=([^;]*)", page.headers.get("Set-Cookie", "")):
            self.cookie = found[1]
        return page

    def get(self, path, headers=()):
        return self.ask("GET", path, headers=headers)

    def token(self):
        return re.search(r'name="token" value="([0-9a-f]+)"', self.get("/").text)[1]

    def send(self, path, headers=(), **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded", **dict(headers)})

    def sign_in(self, link):
        return self.get(urllib.parse.urlsplit(link).path)


def words(page):
    """What a reader sees of it."""
    return html.unescape(re.sub(r"<[^>]*>", " ", page.text))
