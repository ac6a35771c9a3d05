"""Reports that wait on disk."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import time

from service.reporter.parts.errors import Unusable
from service.reporter.parts.report import Item
from service.reporter.parts.values import to_json

MAX_SPOOLED_BYTES = 4 * 1024 * 1024  # of a file that is read back
EPOCH_2025 = 1735689600  # attempts by the clock count from here, so that they fit 32 bits until 2093


class Spool:
    """Waiting reports on disk, one file each. If the disk cannot be written, they wait in memory, without an error."""

    def __init__(self, folder: str | None, *, lasts: bool = False) -> None:
        self.folder, self.lasts = folder, lasts
        self.trouble = "" if folder else "no folder can be written"

    def next_attempt(self, *, begins: bool = True) -> int:
        """The number after the folder's last attempt; with `begins=False` the last attempt itself while it runs.

        In a folder that does not last it is the seconds since 2025, so that a second run outranks the first there too.
        """
        last, ended = self._last_attempt()
        if self.lasts:
            attempt = last if last and not begins and not ended else last + 1
            self.note_attempt(attempt, ended=False)
            if not self.trouble:
                return attempt
        attempt = max(last + 1, int(time.time()) - EPOCH_2025)
        self.note_attempt(attempt, ended=False)
        return attempt

    def note_attempt(self, attempt: int, *, ended: bool) -> None:
        """The folder remembers the attempt as its last."""
        self._write("attempt", to_json({"attempt": attempt, "ended": ended}))

    def _last_attempt(self) -> tuple[int, bool]:
        try:
            with open(self._path("attempt"), encoding="utf-8") as file:
                kept = json.loads(file.read(1000))
            return int(kept["attempt"]), bool(kept["ended"])
        except (OSError, ValueError, TypeError, KeyError, Unusable):
            return 0, True

    def load(self) -> list[Item]:
        """The reports that an earlier run could not deliver, oldest first."""
        return [item for item in map(self._load, self.names()) if item is not None]

    def names(self) -> list[str]:
        """The files of waiting reports."""
        try:
            return sorted(
                name for name in os.listdir(self._path("")) if re.fullmatch(r"\d{10,}-\d{14,}-.*\.json", name)
            )
        except (OSError, Unusable):
            return []

    def _load(self, name: str) -> Item | None:
        try:
            with open(self._path(name), encoding="utf-8") as file:
                kept = json.loads(file.read(MAX_SPOOLED_BYTES))
            report = json.loads(kept["body"])
            return Item(kept["url"], report, id=kept["id"], body=kept["body"], accepted=kept["accepted"] is True)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None  # a file that is not ours, or was being written when the machine failed

    def put(self, item: Item) -> None:
        """The report is on disk, if the disk can be written."""
        kept = {"id": item.id, "url": item.url, "accepted": item.accepted, "body": item.body}
        self._write(item.name, to_json(kept), safe=item.lifecycle)

    def remove(self, item: Item) -> None:
        """The report is not on disk."""
        with contextlib.suppress(OSError, Unusable):
            os.unlink(self._path(item.name))

    def _path(self, name: str) -> str:
        if self.folder is None:
            raise Unusable("no folder can be written")
        return os.path.join(self.folder, name)

    def _write(self, name: str, text: str, *, safe: bool = False) -> None:
        try:
            path = self._path(name)
            beside = f"{path}.{os.getpid()}.tmp"
            try:
                with open(beside, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    if safe:
                        os.fsync(file.fileno())
                os.replace(beside, path)
            except OSError:
                with contextlib.suppress(OSError):
                    os.unlink(beside)
                raise
            self.trouble = ""
        except (OSError, Unusable) as error:
            self.trouble = str(error)


def spool_base(given: str | None) -> tuple[str | None, bool]:
    """(the folder of all jobs' folders, or None if none can be written; does it outlast this container?)."""
    chosen = given or os.environ.get("TUNEWATCH_SPOOL")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen)), True
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    home = os.path.join(cache, "tunewatch")
    if _private(home):
        in_container = (
            any(map(os.path.exists, ("/.dockerenv", "/run/.containerenv"))) or "KUBERNETES_SERVICE_HOST" in os.environ
        )
        return home, not in_container
    import tempfile

    beside = os.path.join(tempfile.gettempdir(), f"tunewatch-{os.getuid() if hasattr(os, 'getuid') else 0}")
    return (beside, False) if _private(beside) else (None, False)


def _private(folder: str) -> bool:
    """Makes the folder if it is missing; true when it is ours and can be written."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        ours = not hasattr(os, "getuid") or os.lstat(folder).st_uid == os.getuid()  # /tmp is open to other users
        return ours and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False


def spool_of(base: str | None, lasts: bool, url: str, job: str) -> Spool:
    """The job's own spool below `base`."""
    if base is None:
        return Spool(None)
    folder = os.path.join(base, hashlib.sha256(f"{url}\n{job}".encode("utf-8", "replace")).hexdigest()[:16])
    return Spool(folder, lasts=lasts) if _private(folder) else Spool(None)
