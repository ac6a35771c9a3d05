"""The data directory: made for its user only, and locked, so that one `tunewatch up` lives in it."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

LEFTOVERS_S = 10.0  # how long the children of a killed `up` may take to be gone


class StartError(Exception):
    """`up` cannot start here; the text says why and what to do."""


def make_private(folder: Path) -> Path:
    """The absolute folder, made when absent for its user only. One that exists keeps its mode: a volume has its own."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"cannot make the directory {folder}: {error.strerror}") from error
    return folder.absolute()


def lock(data_dir: Path) -> int:
    """An open file that holds the lock on the data directory. Children inherit it, so it lasts as long as they do.

    Raises StartError at once when another `up` lives here; waits for the children of one that was killed.
    """
    try:
        fd = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(f"cannot write in {data_dir}: {error.strerror}") from error
    end = time.monotonic() + LEFTOVERS_S
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            holder = os.pread(fd, 32, 0).decode("ascii", "replace").strip()
            if _alive(holder) or time.monotonic() > end:
                os.close(fd)
                raise StartError(
                    f"{data_dir} is in use by another `tunewatch up` (process {holder}): "
                    "stop that one, or use another --data-dir"
                ) from None
            time.sleep(0.05)
    os.ftruncate(fd, 0)
    os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)
    return fd


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
