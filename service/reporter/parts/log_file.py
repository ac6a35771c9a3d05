"""The lines that are added to a log file."""

from __future__ import annotations

import contextlib
import os

from service.reporter.parts.log_lines import MAX_LINES, MAX_LOG_LINE_BYTES


class LogFile:
    """The lines that are added to a file, which may not exist yet, may be replaced and may be cut."""

    def __init__(self, path: str, *, from_end: bool = True) -> None:
        self.path = path
        self._carry = b""
        self._at, self._file_id = 0, 0
        if from_end:  # what an earlier run wrote belongs to that run
            with contextlib.suppress(OSError):
                state = os.stat(path)
                self._at, self._file_id = state.st_size, state.st_ino

    def lines(self) -> list[str]:
        """The newest whole lines since the last call, at most MAX_LINES."""
        try:
            with open(self.path, "rb") as file:
                state = os.fstat(file.fileno())
                if state.st_ino != self._file_id or state.st_size < self._at:
                    self._at, self._carry, self._file_id = 0, b"", state.st_ino
                limit = MAX_LINES * 1024
                if state.st_size - self._at > limit:
                    self._at, self._carry = state.st_size - limit, b""
                file.seek(self._at)
                new = file.read(limit)
        except OSError:
            return []
        self._at += len(new)
        *whole_lines, carry = (self._carry + new).split(b"\n")
        self._carry = carry[:MAX_LOG_LINE_BYTES]
        return [line.decode("utf-8", "replace") for line in whole_lines[-MAX_LINES:] if len(line) <= MAX_LOG_LINE_BYTES]
