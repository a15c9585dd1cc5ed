# SPDX-License-Identifier: MPL-2.0
#
# A real Cyrus for one clerk, on loopback alone, with IMAP over TLS: another mail server than Dovecot,
# with other habits. To be used in the place of Dovecot.
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from support.dovecot import PASSWORD, USER, ImapServer
from support.ports import free_port, wait_for_port
from support.processes import descendants

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
UNPACKED = ROOT / "build-cyrus"
PROGRAMS = UNPACKED / "usr/lib/cyrus/bin"


class Cyrus(ImapServer):
    """certificates  see Certificates
    settings      further lines of imapd.conf"""

    user = USER.partition("@")[0]  # the domain is the server's

    def __init__(self, certificates, settings=""):
        subprocess.run([ROOT / "tests/support/unpack-cyrus", UNPACKED], check=True)
        # It drops to a user of its own who must get in here; Unix socket paths are short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cy", dir="/tmp"))
        self.folder.chmod(0o755)
        self.certificates = certificates
        self.imaps = free_port()
        self.log = self.folder / "log"
        self.process = None
        for part in ("conf/socket", "spool", "tls"):
            (self.folder / part).mkdir(parents=True)
        for file in (certificates.certificate, certificates.key):
            shutil.copy(file, self.folder / "tls")
        (self.folder / "imapd.conf").write_text(f"""
configdirectory: {self.folder}/conf
partition-default: {self.folder}/spool
defaultpartition: default
cyrus_user: dovecot
admins: admin
unixhierarchysep: yes
altnamespace: yes
servername: localhost
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {self.folder}/passwords
sasl_mech_list: PLAIN LOGIN
allowplaintext: no
tls_server_cert: {self.folder}/tls/{certificates.certificate.name}
tls_server_key: {self.folder}/tls/{certificates.key.name}
tls_session_timeout: 0
autocreate_quota: 0
autocreate_inbox_folders: Sent | Drafts
xlist-sent: Sent
xlist-drafts: Drafts
idlesocket: {self.folder}/conf/socket/idle
{settings}
""")
        (self.folder / "cyrus.conf").write_text(f"""
START {{
}}
SERVICES {{
  imaps cmd="{PROGRAMS}/imapd -s -C {self.folder}/imapd.conf" listen="127.0.0.1:{self.imaps}" prefork=1
}}
EVENTS {{
}}
DAEMON {{
  idled cmd="{PROGRAMS}/idled -C {self.folder}/imapd.conf"
}}
""")
        subprocess.run(["saslpasswd2", "-c", "-p", "-f", self.folder / "passwords", "-u", "localhost", self.user],
                       input=PASSWORD.encode(), check=True, stderr=subprocess.DEVNULL)
        subprocess.run(["chown", "-R", "dovecot:dovecot", self.folder], check=True)

    def start(self):
        libraries = ":".join(str(UNPACKED / part) for part in ("usr/lib/cyrus/lib", "usr/lib/x86_64-linux-gnu"))
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "master", "-C", self.folder / "imapd.conf", "-M", self.folder / "cyrus.conf",
                 "-p", self.folder / "pid", "-D"],
                env=dict(os.environ, LD_LIBRARY_PATH=libraries), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for_port(self.imaps, self.log)
        return self

    def kill(self):
        if self.process is None:
            return
        for process in [self.process.pid, *descendants(self.process.pid)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        self.process = None

    def stop(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
