# SPDX-License-Identifier: MPL-2.0
#
# An OAuth2 provider on loopback, over TLS: device codes (RFC 8628), codes with PKCE (RFC 7636) that is
# really verified, refresh tokens that are good once. Its access tokens are signed, so that a real
# Dovecot can check them (see `take_tokens`).
import base64
import hashlib
import hmac
import http.server
import json
import secrets
import threading
import time
import urllib.parse

SIGNING_KEY = b"a key of thirty-two bytes or more"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed_token(user, lifetime):
    now = int(time.time())
    parts = ({"alg": "HS256", "typ": "JWT"},
             {"sub": user, "iat": now - 10, "nbf": now - 10, "exp": now + lifetime, "jti": secrets.token_hex(8)})
    text = ".".join(base64url(json.dumps(part).encode()) for part in parts)
    return text + "." + base64url(hmac.new(SIGNING_KEY, text.encode(), hashlib.sha256).digest())


class FakeOAuth:
    """certificates  see Certificates
    user          who signs in
    device_says   what it answers before it gives tokens for a device code
    lifetime      of access tokens, in seconds; tokens that are as good as over are refreshed at once
    withdrawn     consent has ended
    before_answer called with the tokens about to be given"""

    def __init__(self, certificates, user):
        self.user, self.device_says, self.lifetime, self.withdrawn = user, [], 3600, False
        self.before_answer = lambda tokens: None
        self.asked, self.secrets, self.refresh_tokens, self.codes = [], [], set(), {}
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.authorize(self)

            def do_POST(self):
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                provider.asked.append(form)
                status, answer = provider.device_code(form) if self.path == "/device" else provider.token(form)
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.socket = certificates.for_server().wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def presets(self, file, imap, ca):
        """A file for --providers with `devices` and `browsers`."""
        common = {"token-endpoint": self.url + "/token", "scopes": ["imap", "offline_access"], "imap": imap,
                  "ca": str(ca), "registration": "Ask the test."}
        file.write_text(json.dumps({
            "devices": {"flow": "device", "device-endpoint": self.url + "/device", **common},
            "browsers": {"flow": "browser", "authorization-endpoint": self.url + "/authorize", **common}}))
        return file

    def device_code(self, form):
        if form["client_id"] != "council":
            return 400, {"error": "invalid_client"}
        self.device = self.secret("device")
        return 200, {"device_code": self.device, "user_code": "ABCD-EFGH", "verification_uri": self.url + "/enter",
                     "interval": 1, "expires_in": 60}

    def authorize(self, request):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(request.path).query))
        code = self.secret("code")
        self.codes[code] = query
        request.send_response(302)
        request.send_header("Location", query["redirect_uri"] + "?" + urllib.parse.urlencode(
            {"code": code, "state": query["state"]}))
        request.end_headers()

    def token(self, form):
        if form["client_id"] != "council":
            return 401, {"error": "invalid_client"}
        kind = form["grant_type"]
        if kind == DEVICE_GRANT:
            if self.device_says:
                return 400, {"error": self.device_says.pop(0)}
            good = form["device_code"] == self.device
        elif kind == "authorization_code":
            good = self.is_proved(self.codes.pop(form["code"], None), form)
        else:
            good = form["refresh_token"] in self.refresh_tokens and not self.withdrawn
            self.refresh_tokens.discard(form["refresh_token"])
        # Some providers repeat what they were sent; nobody may see it.
        said = " ".join(form.values())
        return (200, self.tokens()) if good else (400, {"error": "invalid_grant", "error_description": said})

    def is_proved(self, asked, form):
        """The verifier's digest is the challenge that came with the question."""
        return bool(asked) and asked["code_challenge_method"] == "S256" and (
            base64url(hashlib.sha256(form["code_verifier"].encode()).digest()) == asked["code_challenge"]
            and form["redirect_uri"] == asked["redirect_uri"])

    def tokens(self):
        refresh = self.secret("refresh")
        access = signed_token(self.user, max(self.lifetime, 60))
        self.secrets.append(access)
        self.refresh_tokens.add(refresh)
        answer = {"access_token": access, "refresh_token": refresh, "token_type": "Bearer",
                  "expires_in": self.lifetime}
        self.before_answer(answer)
        return answer

    def secret(self, kind):
        self.secrets.append(kind + "-" + secrets.token_hex(16))
        return self.secrets[-1]


def take_tokens(folder, mechanisms="xoauth2 oauthbearer"):
    """Has the Dovecot of that folder, not yet started, take these tokens (see Dovecot)."""
    key = folder / "oauth/default/HS256/default"
    key.parent.mkdir(parents=True)
    key.write_text(base64.b64encode(SIGNING_KEY).decode())
    for path in (folder / "oauth", *(folder / "oauth").rglob("*")):  # read by a user of Dovecot's own
        path.chmod(0o755 if path.is_dir() else 0o644)
    (folder / "oauth2.conf").write_text(f"""introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/oauth/
username_attribute = sub
tokeninfo_url = http://127.0.0.1:1/unused
""")
    ahead = f"""auth_mechanisms = plain login {mechanisms}
passdb {{
  driver = oauth2
  mechanisms = {mechanisms}
  args = {folder}/oauth2.conf
}}
"""
    # Before the passwords: a token that is no password would be refused there.
    settings = folder / "dovecot.conf"
    settings.write_text(settings.read_text().replace("passdb {", ahead + "passdb {", 1))
