# SPDX-License-Identifier: MPL-2.0
#
# Ports of loopback for servers that tests start.
import random
import socket
import time


given = set()


def free_port():
    """A port that nobody listens on, and never the same twice."""
    # Below the range from which the kernel takes ports for outgoing connections, so that nobody gets
    # it in the meantime by chance.
    while True:
        port = random.randrange(10_000, 32_000)
        if port in given:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                given.add(port)
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
