"""SHA-256 of data sets."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from typing import Any

from service.reporter.parts.errors import Unusable
from service.reporter.parts.job import Job

MAX_HASHED_BYTES = 64 * 1024**3
HASH_PATIENCE_S = 5.0  # how long the ending waits for a data set's hash


class Hashes:
    """SHA-256 of data sets, worked out beside the training."""

    def __init__(self, job: Job, files: Mapping[str, str]) -> None:
        self._job, self._files = job, files
        self._thread = threading.Thread(target=self._work, name="tunewatch-hashes", daemon=True)

    def start(self) -> None:
        """The work begins."""
        if self._files:
            self._thread.start()

    def wait(self) -> None:
        """Waits a moment, so that a hash that is almost ready is in the ending."""
        if self._files and self._thread.ident is not None:
            self._thread.join(HASH_PATIENCE_S)

    def _work(self) -> None:
        hashes: dict[str, str] = {}
        for name, path in self._files.items():
            try:
                hashes[name] = f"sha256:{sha256(path)}"
            except (OSError, Unusable) as error:
                if self._job.courier is not None:
                    self._job.courier.note(f"data set {name} was not hashed: {error}")
                continue
            facts: dict[str, Any] = {"dataset_hashes": dict(hashes)}
            if len(self._files) == 1:
                facts["dataset_hash"] = hashes[name]
            self._job.update(**facts)


def sha256(path: str) -> str:
    """The file's hash in hex. Raises OSError, or Unusable when it is too large."""
    digest, left = hashlib.sha256(), MAX_HASHED_BYTES
    with open(path, "rb", buffering=0) as file:
        while left > 0:
            chunk = file.read(1024 * 1024)
            if not chunk:
                return digest.hexdigest()
            digest.update(chunk)
            left -= len(chunk)
    raise Unusable(f"larger than {MAX_HASHED_BYTES} bytes")
