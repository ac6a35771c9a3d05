"""The small process beside a test process that ends what is left of it; `children.py` starts it.

Its standard input is a pipe that the test process and every child hold until they end or become another program. Each
line names a process group, after the signal that is to end it, or a folder. When the pipe closes, nobody is left who
could put things in order: the keeper ends the groups and all that their processes had started, and removes the folders.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

REMOVE = "remove"
PATIENCE_S = 20.0


def keep(lines: Iterable[str]) -> None:
    """Nothing of what the lines name is left, once no more of them can come."""
    groups: dict[int, int] = {}
    folders: list[str] = []
    for line in lines:
        what, _, name = line.rstrip("\n").partition(" ")
        if what == REMOVE:
            folders.append(name)
        else:  # groups that have ended are forgotten: another process may get the number
            groups = {group: ending for group, ending in groups.items() if _send(group, 0)} | {int(name): int(what)}
    _end(groups)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _end(groups: Mapping[int, int]) -> None:
    below = set(tree_of(*groups)) - set(groups)
    for group, ending in groups.items():
        _send(group, ending)
    for pid in below:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE_S
    while any(map(lives, groups)) and time.monotonic() < deadline:
        time.sleep(0.01)
    for group in groups:
        _send(group, signal.SIGKILL)


def _send(group: int, number: int) -> bool:
    """False when the group has no process."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


# --- processes by number ----------------------------------------------------------------------------------------------


def lives(pid: int) -> bool:
    """Is it running, and not only a zombie that its parent has not asked for?"""
    try:
        return stat_of(pid)[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def tree_of(*pids: int) -> list[int]:
    """The processes and all their descendants."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[int(path.name)] = int(stat_of(int(path.name))[1])
    found = list(pids)
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def stat_of(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat that follow the program's name: state, parent, group and so on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


if __name__ == "__main__":
    os.setsid()
    keep(sys.stdin)
