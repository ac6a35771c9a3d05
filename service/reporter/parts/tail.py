"""The last lines of a command's output."""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence

from service.reporter.parts.masking import masked

TAIL_LINES, TAIL_BYTES, LINE_BYTES = 50, 16 * 1024, 4096


class Tail:
    """The last lines of a stream, whatever its size: long ones cut, a progress bar as its last state that is not blank.

    Secrets are masked before anything is cut, since a part of one would not be recognized.
    """

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._secrets = secrets
        self._margin = max((len(line.encode()) for secret in secrets for line in secret.splitlines()), default=0)
        self._kept_bytes = LINE_BYTES + self._margin  # of a line: a secret that begins in what is reported is whole
        self._lines: collections.deque[bytes] = collections.deque(maxlen=TAIL_LINES)
        self._line = b""  # since the last carriage return
        self._shown = b""  # before it; a bar is often wiped with blanks just before the end

    def feed(self, chunk: bytes) -> None:
        """Takes the stream's next bytes."""
        parts = chunk.rsplit(b"\n", TAIL_LINES + 1)
        if len(parts) > TAIL_LINES + 1:  # whole lines follow it, more than are kept
            parts = parts[1:]
            self._line = self._shown = b""
        self._extend(parts[0])
        for part in parts[1:]:
            self._lines.append(self._current())
            self._line = self._shown = b""
            self._extend(part)

    def _extend(self, part: bytes) -> None:
        *states, line = (self._line + part).split(b"\r")
        self._shown = next((state[: self._kept_bytes] for state in reversed(states) if state.strip()), self._shown)
        self._line = line[: self._kept_bytes]

    def _current(self) -> bytes:
        return self._line if self._line.strip() else self._shown

    def text(self) -> str:
        """At most TAIL_LINES lines and TAIL_BYTES of UTF-8, without colours."""
        lines = [*self._lines, *([self._current()] if self._current() else [])][-TAIL_LINES:]
        text = "\n".join(map(self._shortened, lines))
        raw = text.encode()
        return text if len(raw) <= TAIL_BYTES else raw[-TAIL_BYTES:].decode("utf-8", "ignore")

    def _shortened(self, line: bytes) -> str:
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line.decode("utf-8", "replace")).replace("\0", "\ufffd")
        text = str(masked(text, self._secrets))
        was_cut = len(line) >= self._kept_bytes  # and its end may be a part of a secret
        return text[: max(0, len(text) - self._margin)] if was_cut else text[:LINE_BYTES]
