# SPDX-License-Identifier: MPL-2.0
#
# A real Dovecot on loopback alone, with IMAP by STARTTLS and TLS, and a mailbox for every address. The one place where
# its configuration stands.
import imaplib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from support.ports import free_port, wait_for_port

USER, PASSWORD = "clerk@eastmere-tc.gov.uk", "clerk-password"
COLLEAGUE = "deputy.clerk@eastmere-tc.gov.uk"  # with the same password

SPECIAL_USE = """
  mailbox Drafts {
    special_use = \\Drafts
    auto = subscribe
  }
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
"""


class ImapServer:
    """What a mail server's tests ask of it: needs `imaps`, a port, and `certificates`; start() and stop()."""

    user = USER

    def client(self, user=None):
        """The clerk's mail program."""
        client = imaplib.IMAP4_SSL("localhost", self.imaps, ssl_context=self.certificates.for_client())
        client.login(user or self.user, PASSWORD)
        return client

    def account(self, password_file, *more, tls="imaps", user=None):
        """Lines for candourd's `accounts:`."""
        port = self.imaps if tls == "imaps" else self.imap
        return [f"- server: {tls}://localhost:{port}?ca={self.certificates.ca}", f"  user: {user or self.user}",
                f"  password-file: {password_file}", *("  " + line for line in more)]

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Dovecot(ImapServer):
    """certificates  see Certificates
    mailboxes     of the namespace, as in dovecot.conf
    settings      further lines of dovecot.conf; they count where they say otherwise than those here"""

    def __init__(self, certificates, mailboxes=SPECIAL_USE, settings=""):
        # Dovecot drops to users of its own who must get in here; Unix socket paths are short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dc", dir="/tmp"))
        self.folder.chmod(0o755)
        self.certificates = certificates
        self.imap, self.imaps = free_port(), free_port()
        self.log = self.folder / "log"
        for part in ("run", "state", "mail"):
            (self.folder / part).mkdir()
        shutil.chown(self.folder / "mail", "dovecot", "dovecot")
        (self.folder / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in (USER, COLLEAGUE)))
        (self.folder / "dovecot.conf").write_text(f"""
base_dir = {self.folder}/run
state_dir = {self.folder}/state
log_path = {self.log}
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificates.certificate}
ssl_key = <{certificates.key}
disable_plaintext_auth = yes
auth_mechanisms = plain login
mail_location = maildir:{self.folder}/mail/%u
mail_uid = dovecot
mail_gid = dovecot
first_valid_uid = 1
mail_max_userip_connections = 100
passdb {{
  driver = passwd-file
  args = {self.folder}/users
}}
userdb {{
  driver = static
  args = uid=dovecot gid=dovecot home={self.folder}/mail/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
{mailboxes}
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {self.imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {self.imaps}
    ssl = yes
  }}
}}
{settings}
""")

    def start(self):
        with open(self.folder / "start.log", "w") as log:
            # Daemons keep what they are given: our own output would stay open with them.
            subprocess.run(["dovecot", "-c", self.folder / "dovecot.conf"], check=True,
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for port in (self.imap, self.imaps):
            wait_for_port(port, self.log)
        return self

    def kill(self):
        """Its processes are a session of their own; a clean stop sleeps a second."""
        pid_file = self.folder / "run/master.pid"
        try:
            os.killpg(os.getpgid(int(pid_file.read_text())), signal.SIGKILL)
            pid_file.unlink()
        except (OSError, ValueError):
            return

    def stop(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def owners(self):
        """The addresses that have a mailbox by now."""
        return sorted(folder.name for folder in (self.folder / "mail").iterdir())

    def files(self, owner, mailbox="INBOX"):
        """Of the messages in a mailbox, those apart that a client has marked as deleted; in the order of their coming."""
        folder = self.folder / "mail" / owner / ("" if mailbox == "INBOX" else f".{mailbox}")
        kept = [file for part in ("new", "cur") for file in folder.glob(f"{part}/*") if "T" not in file.name.partition(":2,")[2]]
        return sorted(kept, key=came)

    def messages(self, owner, mailbox="INBOX"):
        return [file.read_bytes() for file in self.files(owner, mailbox)]


def came(file):
    """When a message came, from its file's name: seconds and microseconds."""
    return [int(number) for number in re.match(r"(\d+)\.M(\d+)", file.name).groups()]


def append(client, folder, message, flags="", when=None):
    date = imaplib.Time2Internaldate(when or time.time())
    status, answer = client.append(folder, flags, date, message if isinstance(message, bytes) else message.encode())
    if status != "OK":
        raise RuntimeError(f"APPEND: {answer}")
