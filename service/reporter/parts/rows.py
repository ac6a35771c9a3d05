"""Numbers that wait to be reported."""

from __future__ import annotations

import collections
import threading
from typing import Any

from service.reporter.parts.log_lines import Row
from service.reporter.parts.report import MAX_NUMBERS

MAX_ROWS = 5000  # rows that wait in memory
OUTPUT, FILE, PROGRAM = 0, 1, 2  # sources of numbers; a later one knows the step better


class Rows:
    """Numbers that wait to be reported. Only the best source so far counts, since all describe the same training."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[collections.deque[dict[str, Any]]] = [collections.deque(maxlen=MAX_ROWS) for _ in range(3)]
        self._best = OUTPUT
        self._count = [0, 0, 0]
        self.step: int | None = None
        self.total: int | None = None

    def add(self, source: int, row: Row) -> None:
        """The row waits. Without a step it belongs to the next one; if it only evaluates, to the last."""
        with self._lock:
            if source < self._best or not (row.numbers or row.step is not None or row.total is not None):
                return
            if source > self._best:
                self._best, self.step = source, None
            step = row.step
            if step is None:
                evaluates = bool(row.numbers) and all(name.startswith(("eval_", "epoch")) for name in row.numbers)
                step = self._count[source] if evaluates or not row.numbers else self._count[source] + 1
            self._count[source] = step
            self.step = step if row.numbers or row.step is not None else self.step
            self.total = row.total or self.total
            if row.numbers:
                self._rows[source].append({"step": step, **row.numbers})

    def take(self) -> list[dict[str, Any]]:
        """The oldest rows, as many as a report may hold; they wait no longer."""
        with self._lock:
            waiting, taken, left = self._rows[self._best], [], MAX_NUMBERS
            while waiting and len(waiting[0]) <= left:
                left -= len(waiting[0])
                taken.append(waiting.popleft())
            return taken

    def __len__(self) -> int:
        return len(self._rows[self._best])
