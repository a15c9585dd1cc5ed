# SPDX-License-Identifier: MPL-2.0
#
# Real Postfix and Dovecot in one folder, on loopback alone, started without a service manager: mail
# to eastmere-tc.gov.uk ends in Dovecot's maildirs, all other mail goes to `sink`.
#
# What is done for speed or because there is no other way is said beside it.
import grp
import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

POSTFIX = pathlib.Path("/usr/lib/postfix/sbin")
USERS = {"clerk": "clerk-password", "jane.smith": "jane-password", "robert.jones": "robert-password"}


def free_port():
    # Below the range from which the kernel takes ports for outgoing connections, so that nobody gets
    # it in the meantime by chance.
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def wait_for_port(port, log):
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise RuntimeError(f"nobody listens on {port}:\n{log.read_text() if log.exists() else ''}")
            time.sleep(0.02)


class MailRig:
    """sink_port  where mail to other domains goes; certificates: see Certificates

    Ports once started: `plain` (AUTH without TLS), `submission` (STARTTLS needed), `submissions` (TLS
    from the start)."""

    def __init__(self, certificates, sink_port):
        # Postfix and Dovecot drop to users of their own who must get in here; Unix socket paths are
        # short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="rig", dir="/tmp"))
        self.folder.chmod(0o755)
        self.certificates, self.sink_port = certificates, sink_port
        self.plain, self.submission, self.submissions = free_port(), free_port(), free_port()
        self.lmtp, self.auth = free_port(), free_port()
        (self.folder / "log").mkdir()
        self.make_dovecot()
        self.make_postfix()

    def make_dovecot(self):
        for part in ("run", "state", "mail"):
            (self.folder / "dovecot" / part).mkdir(parents=True)
        shutil.chown(self.folder / "dovecot/mail", "dovecot", "dovecot")
        (self.folder / "users").write_text("".join(f"{name}:{{PLAIN}}{word}\n" for name, word in USERS.items()))
        (self.folder / "dovecot.conf").write_text(f"""
base_dir = {self.folder}/dovecot/run
state_dir = {self.folder}/dovecot/state
log_path = {self.folder}/log/dovecot.log
protocols = lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5
auth_username_format = %n
mail_location = maildir:{self.folder}/dovecot/mail/%n
mail_uid = dovecot
mail_gid = dovecot
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {self.folder}/users
}}
userdb {{
  driver = static
  args = uid=dovecot gid=dovecot home={self.folder}/dovecot/mail/%n allow_all_users=yes
}}
protocol lmtp {{
  postmaster_address = postmaster@eastmere-tc.gov.uk
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {self.auth}
  }}
}}
""")

    def make_postfix(self):
        etc, queue, data = (self.folder / "postfix" / part for part in ("etc", "queue", "data"))
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
virtual_transport = lmtp:inet:127.0.0.1:{self.lmtp}
default_transport = smtp:[127.0.0.1]:{self.sink_port}
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
        with open(self.folder / "log/start.log", "w") as log:
            # Daemons keep what they are given: our own output would stay open with them.
            subprocess.run(["dovecot", "-c", self.folder / "dovecot.conf"], check=True,
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            subprocess.run(["setsid", POSTFIX / "master", "-c", self.folder / "postfix/etc", "-w"], check=True,
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for port in (self.lmtp, self.auth):
            wait_for_port(port, self.folder / "log/dovecot.log")
        wait_for_port(self.plain, self.folder / "log/postfix.log")
        return self

    def stop(self):
        for pid_file, whole_session in (("postfix/queue/pid/master.pid", False), ("dovecot/run/master.pid", True)):
            try:
                pid = int((self.folder / pid_file).read_text())
                # Dovecot's clean stop sleeps a second; its processes are a session of their own.
                if whole_session:
                    os.killpg(os.getpgid(pid), signal.SIGKILL)
                else:
                    os.kill(pid, signal.SIGTERM)
            except (OSError, ValueError):
                continue
        shutil.rmtree(self.folder, ignore_errors=True)

    def mailbox(self, user):
        """The messages delivered to a user, as bytes."""
        return [file.read_bytes() for file in sorted((self.folder / "dovecot/mail" / user / "new").glob("*"))]

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
