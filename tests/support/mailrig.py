# SPDX-License-Identifier: MPL-2.0
#
# Real Postfix and Dovecot, on loopback alone, started without a service manager: mail to
# eastmere-tc.gov.uk ends in Dovecot's mailboxes, all other mail there too or in a sink.
#
# What is done for speed or because there is no other way is said beside it.
import dataclasses
import email
import email.utils
import grp
import os
import pathlib
import pwd
import re
import shutil
import signal
import smtplib
import subprocess
import tempfile
import time

from support.dovecot import SPECIAL_USE, Dovecot, came
from support.ports import free_port, wait_for_port

POSTFIX = pathlib.Path("/usr/lib/postfix/sbin")

SETTINGS = """
protocols = imap lmtp
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5
mail_fsync = never
protocol lmtp {{
  postmaster_address = postmaster@eastmere-tc.gov.uk
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth}
  }}
}}
"""
# What is written before a message on its way.
TRACE = re.compile(rb"(?:(?:Return-Path|Delivered-To|X-Original-To|Received):[^\n]*\n(?:[ \t][^\n]*\n)*)*", re.I)


@dataclasses.dataclass
class Delivered:
    """A message as it stands in the mailbox of each who got it."""
    mail_from: str
    rcpt_to: list
    content: bytes  # with LF ends, below the trace fields


class MailRig:
    """
    certificates  see Certificates
    sink_port     where mail to other domains goes; without one everybody in the world has a mailbox in this Dovecot
    mailboxes     of Dovecot's namespace

    Ports once started: `plain` (AUTH without TLS), `submission` (STARTTLS needed), `submissions` (TLS
    from the start), those of `dovecot`."""

    def __init__(self, certificates, sink_port=None, mailboxes=SPECIAL_USE):
        self.lmtp, self.auth = free_port(), free_port()
        self.dovecot = Dovecot(certificates, mailboxes, SETTINGS.format(lmtp=self.lmtp, auth=self.auth))
        # Postfix drops to a user of its own who must get in here; Unix socket paths are short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rig", dir="/tmp"))
        self.folder.chmod(0o755)
        self.certificates, self.sink_port = certificates, sink_port
        self.plain, self.submission, self.submissions = free_port(), free_port(), free_port()
        self.known = {}  # messages that were read already, by the file's name
        (self.folder / "log").mkdir()
        self.make_postfix()

    @property
    def url(self):
        """As candourd's next hop."""
        return f"smtps://localhost:{self.submissions}?ca={self.certificates.ca}"

    def make_postfix(self):
        etc, queue, data = (self.folder / "postfix" / part for part in ("etc", "queue", "data"))
        to_dovecot = f"lmtp:inet:127.0.0.1:{self.lmtp}"
        for folder in (etc, queue / "pid", data):
            folder.mkdir(parents=True)
        shutil.chown(data, "postfix")
        # What `postfix start` would make in a second or two.
        for name in ("active bounce corrupt defer deferred flush hold incoming private saved trace").split():
            (queue / name).mkdir(mode=0o700)
            shutil.chown(queue / name, "postfix")
        for name, mode in (("public", 0o710), ("maildrop", 0o730)):
            (queue / name).mkdir()
            os.chown(queue / name, pwd.getpwnam("postfix").pw_uid, grp.getgrnam("postdrop").gr_gid)
            (queue / name).chmod(mode)
        (etc / "main.cf").write_text(f"""compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
daemon_directory = {POSTFIX}
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {self.folder}/log/postfix.log
maillog_file_prefixes = {self.folder}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
myhostname = mail.eastmere-tc.gov.uk
mydestination =
alias_maps =
local_recipient_maps =
smtp_host_lookup = native
smtp_dns_support_level = disabled
virtual_mailbox_domains = eastmere-tc.gov.uk
virtual_transport = {to_dovecot}
default_transport = {f"smtp:[127.0.0.1]:{self.sink_port}" if self.sink_port else to_dovecot}
message_drop_headers = content-length, return-path
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
message_size_limit = 52428800
mailbox_size_limit = 0
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{self.auth}
smtpd_sasl_auth_enable = yes
smtpd_sasl_security_options = noanonymous
smtpd_tls_chain_files = {self.certificates.key}, {self.certificates.certificate}
""")
        services = "\n".join(f"{name} unix - - n - {limit} {program}" for name, limit, program in (
            ("rewrite", "-", "trivial-rewrite"), ("bounce", 0, "bounce"),
            ("defer", 0, "bounce"), ("trace", 0, "bounce"), ("verify", 1, "verify"), ("proxymap", "-", "proxymap"),
            ("smtp", "-", "smtp"), ("lmtp", "-", "lmtp"), ("error", "-", "error"), ("retry", "-", "error"),
            ("anvil", 1, "anvil"), ("scache", 1, "scache")))
        (etc / "master.cf").write_text(f"""127.0.0.1:{self.plain} inet n - n - 100 smtpd
127.0.0.1:{self.submission} inet n - n - 100 smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_tls_auth_only=yes
127.0.0.1:{self.submissions} inet n - n - 100 smtpd
  -o smtpd_tls_wrappermode=yes
{services}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
flush unix n - n 1000? 0 flush
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
""")
        # Postfix waits until its files have been left alone for over a second.
        for file in etc.iterdir():
            os.utime(file, (time.time() - 10,) * 2)

    def start(self):
        self.dovecot.start()
        with open(self.folder / "log/start.log", "w") as log:
            # Daemons keep what they are given: our own output would stay open with them.
            subprocess.run(["setsid", POSTFIX / "master", "-c", self.folder / "postfix/etc", "-w"], check=True,
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for port in (self.lmtp, self.auth):
            wait_for_port(port, self.dovecot.log)
        wait_for_port(self.plain, self.folder / "log/postfix.log")
        return self

    def stop(self):
        try:
            os.kill(int((self.folder / "postfix/queue/pid/master.pid").read_text()), signal.SIGTERM)
        except (OSError, ValueError):
            pass
        self.dovecot.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self):
        return "".join(file.read_text()[-3000:] for file in (self.folder / "log/postfix.log", self.dovecot.log) if file.exists())

    def receive(self, message, to):
        """Puts a message that came from elsewhere into a mailbox."""
        sender = email.utils.parseaddr(email.message_from_bytes(message)["From"])[1]
        with smtplib.LMTP("127.0.0.1", self.lmtp) as dovecot:
            dovecot.sendmail(sender, [to], message)

    def delivered(self):
        """What came into mailboxes so far, in the order of its coming: each message once, however many got it. One that
        another mailbox holds in other words counts as another."""
        arrived = []
        for owner in self.dovecot.owners():
            arrived += [(came(file), owner, self.read(file)) for file in self.dovecot.files(owner)]
        messages = {}
        for _, owner, (mail_from, content) in sorted(arrived):
            messages.setdefault((mail_from, content), Delivered(mail_from, [], content)).rcpt_to.append(owner)
        return list(messages.values())

    def read(self, file):
        """MAIL FROM and the message as it was sent."""
        name = file.name.partition(":2,")[0]
        if name not in self.known:
            stored = file.read_bytes()
            trace = TRACE.match(stored)[0]
            mail_from = re.search(rb"^Return-Path: <([^>]*)>", trace, re.M)
            self.known[name] = (mail_from[1].decode() if mail_from else "", stored[len(trace):])
        return self.known[name]

    def is_idle(self):
        """Whether Postfix has nothing more to deliver."""
        queue = self.folder / "postfix/queue"
        # In the order in which a message goes through them.
        return not any(any((queue / folder).iterdir()) for folder in ("incoming", "active", "deferred"))

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
