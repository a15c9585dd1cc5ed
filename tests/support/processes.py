# SPDX-License-Identifier: MPL-2.0
#
# Who started whom, as /proc tells it.
import pathlib


def children(process):
    found = []
    for listed in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(child) for child in listed.read_text().split()]
        except OSError:
            pass  # the thread has ended meanwhile
    return found


def descendants(process):
    """Children, their children …"""
    found = children(process)
    for child in found:
        found += children(child)
    return found


def is_running(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
