# SPDX-License-Identifier: MPL-2.0
#
# Starts the real candourd in front of a next hop, with the council of Eastmere as its policy.
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARIES = pathlib.Path(os.environ.get("CANDOUR_BIN", ROOT / "build-asan" / "bin"))

ROSTER = """name,role,emails,group,committees,term_start,term_end
Jane Smith,chair,jane.smith@eastmere-tc.gov.uk,Independent,Planning,2023-05-09,
Robert Jones,vice-chair,robert.jones@eastmere-tc.gov.uk,Conservative,Planning,2023-05-09,
Aisha Khan,councillor,aisha.khan@eastmere-tc.gov.uk,Labour,Staffing,2023-05-09,
Helen Ward,clerk,clerk@eastmere-tc.gov.uk,,,,
"""

POLICY = """council:
  name: Eastmere Town Council
  domains: [eastmere-tc.gov.uk]
extends: model-2026
roster: roster.csv
automatic: [scanner@eastmere-tc.gov.uk]
rules:
  silent-copy: {action}
"""


class Candourd:
    """One daemon with one SMTP proxy; `port` once started.

    next_hop  as in the configuration: "smtp://127.0.0.1:2525"
    tls       "none", "starttls" or "implicit", with a certificate from `Certificates`
    action    what the policy does with a silent copy
    policy    a policy file in the place of the council's of Eastmere
    http      lines under `http:`; `api` is where that listens, "127.0.0.1:…"
    accounts  lines under `accounts:`
    console   lines under `console:`, likewise, and `console`
    held      lines under `held:`; None: no mail is held
    summary   lines under `summary:`
    """

    def __init__(self, folder, next_hop, tls="none", certificates=None, action="confirm", policy=None, http=(),
                 accounts=(), held=None, console=(), summary=()):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log_file = self.folder / "log"
        (self.folder / "roster.csv").write_text(ROSTER)
        (self.folder / "policy.yaml").write_text(POLICY.format(action=action))
        lines = [f"policy: {policy or 'policy.yaml'}", "data: ./data", "smtp:", "  - listen: 127.0.0.1:0",
                 f"    tls: {tls}", f"    next-hop: {next_hop}"]
        if certificates:
            lines += [f"    certificate: {certificates.certificate}", f"    key: {certificates.key}"]
        if http:
            lines += ["http:", *("  " + line for line in http)]
        if console:
            lines += ["console:", *("  " + line for line in console)]
        if held is not None:
            lines += ["held:", *("  " + line for line in held)]
        if summary:
            lines += ["summary:", *("  " + line for line in summary)]
        if accounts:
            lines += ["accounts:", *("  " + line for line in accounts)]
        (self.folder / "candourd.yaml").write_text("\n".join(lines) + "\n")
        self.socket = self.folder / "data/candour.sock"
        self.process = None
        self.port = None
        self.api = None
        self.console = None
        self.environment = {}  # more of it
        self.program = BINARIES / "candourd"

    def start(self):
        with open(self.log_file, "w") as log:
            self.process = subprocess.Popen(
                [self.program, "--config", self.folder / "candourd.yaml"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=os.environ | self.environment)
        deadline = time.monotonic() + 60
        while not re.search(r"\bready$", self.log(), re.M):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"candourd did not start:\n{self.log()}")
            time.sleep(0.02)
        self.port = int(re.search(r"smtp listening .*port=(\d+)", self.log())[1])
        over_tcp = re.findall(r'http listening place="([^"/]+)"', self.log())
        self.api = over_tcp[0] if over_tcp else None
        self.console = over_tcp[-1] if over_tcp else None
        return self

    def stop(self):
        """Returns the exit status; not 0 also where a sanitizer found something."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def log(self):
        return self.log_file.read_text(errors="replace")

    def query(self, sql):
        """Rows of the ledger."""
        ledger = sqlite3.connect(f"file:{self.folder}/data/ledger.sqlite?mode=ro", uri=True, timeout=10)
        try:
            return ledger.execute(sql).fetchall()
        finally:
            ledger.close()

    def execute(self, sql, values=()):
        """Changes the ledger, while the daemon is stopped."""
        ledger = sqlite3.connect(self.folder / "data/ledger.sqlite")
        with ledger:
            ledger.execute(sql, values)
        ledger.close()

    def finish(self):
        status = self.stop()
        if status != 0:
            raise RuntimeError(f"candourd ended with status {status}:\n{self.log()[-4000:]}")

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.finish()
