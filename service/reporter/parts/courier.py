"""The thread that stores and posts reports."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from service.reporter.parts.post import Outcome
from service.reporter.parts.report import MAX_NUMBERS, Item
from service.reporter.parts.spool import Spool

STORE_S = 5.0  # how long the end waits for the disk at most
LONGEST_WAIT_S = 60.0  # between two tries
CONFIRM_FIRST_S = 0.2  # the service commits in tens of milliseconds
MAX_PROGRESS = 20  # progress reports that wait; lifecycle reports have no limit


class Courier:
    """The one thread that stores and posts. The reports of `source` are sent in order, each until it is accepted.

    `source` is called about once a second, and once after `close`.
    """

    def __init__(
        self,
        post: Callable[..., tuple[Outcome, str, float]],
        open_spool: Callable[[], Spool],
        source: Callable[[Spool], Iterable[Item]],
    ) -> None:
        self._post, self._open_spool, self._source = post, open_spool, source
        self._wake = threading.Event()
        self._waiting: list[Item] = []
        self._closing = False
        self._taking = threading.Lock()
        self._away_until = 0.0
        self._failures = 0
        self.spool = Spool(None)
        self.left = 0  # reports not delivered
        self.refused = 0
        self.notes: list[str] = []  # for the user, once each, when the training is over
        self.last_words = ""  # about the last answer
        self.done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tunewatch-reporter", daemon=True)

    def start(self) -> None:
        """The thread runs."""
        self._thread.start()

    def close(self) -> None:
        """What `source` gives next is the last; `done` is set when all is delivered."""
        self._closing = True
        self._wake.set()

    def store(self) -> None:
        """What `source` still has is in the spool, for a caller that waits no longer for the thread."""
        if self._taking.acquire(timeout=STORE_S):
            try:
                self._take(self._source(self.spool))
                self.left = len(self._waiting)
            finally:
                self._taking.release()

    def note(self, text: str) -> None:
        """The user will read the text, once."""
        if text not in self.notes and len(self.notes) < 10:
            self.notes.append(text)

    def _run(self) -> None:
        try:
            with self._taking:
                self.spool = self._open_spool()
                self._waiting = self.spool.load()
        except Exception as error:  # noqa: BLE001  # without what an earlier run left, this one still counts
            self.note(f"an error in the reporter: {type(error).__name__}: {error}")
        while True:
            try:
                if self._turn():
                    break
            except Exception as error:  # noqa: BLE001  # an error of ours must not cost the report of the ending
                self.note(f"an error in the reporter: {type(error).__name__}: {error}")
                time.sleep(1.0)
        self.done.set()

    def _turn(self) -> bool:
        """Tries one report, or waits a moment. True when all is delivered."""
        self._wake.clear()
        closing = self._closing  # read first: what was reported before `close` is then in what `source` gives
        with self._taking:
            self._take(self._source(self.spool))
        item = self._next()
        if item is not None:
            self._try(item)
        self.left = len(self._waiting)
        if item is None:
            if closing and not self._waiting:
                return True
            self._wake.wait(self._pause())
        return False

    def _pause(self) -> float:
        now = time.monotonic()
        dues = [max(item.due, 0.0 if item.accepted else self._away_until) for item in self._waiting]
        return max(0.01, min([1.0, *(due - now for due in dues)]))

    def _take(self, items: Iterable[Item]) -> None:
        for item in items:
            last = self._waiting[-1] if self._waiting else None
            if last is not None and not item.lifecycle and _may_merge(last, item):
                self._forget(last)
                item = Item(item.url, {**item.report, "metrics": _merged(last.report, item.report)})
            self._waiting.append(item)
            self.spool.put(item)
        progress = [item for item in self._waiting if not item.lifecycle]
        for item in progress[: max(0, len(progress) - MAX_PROGRESS)]:
            self._forget(item)

    def _forget(self, item: Item) -> None:
        self._waiting.remove(item)
        self.spool.remove(item)

    def _next(self) -> Item | None:
        now = time.monotonic()
        due = (item for item in self._waiting if item.due <= now and (item.accepted or now >= self._away_until))
        return next(due, None)

    def _try(self, item: Item) -> None:
        item.tried = True
        item.tries += 1
        outcome, words, asked_s = self._post(item, confirming=item.accepted)
        self.last_words = words
        if outcome is Outcome.COMMITTED or (outcome is Outcome.ACCEPTED and not item.ending):
            self._failures = 0
            self._forget(item)
        elif outcome is Outcome.ACCEPTED:
            self._failures = 0
            first = not item.accepted
            item.tries = 0 if first else item.tries
            item.due = time.monotonic() + (CONFIRM_FIRST_S if first else _wait_s(item.tries))
            if first:
                item.accepted = True
                self.spool.put(item)
        elif outcome is Outcome.REFUSED:
            self.note(f"a report was refused and is not repeated: {words}")
            self.refused += 1
            self._forget(item)
        elif outcome is Outcome.LATER or item.accepted:
            item.due = time.monotonic() + max(asked_s, _wait_s(item.tries))
        else:
            self._failures += 1
            self._away_until = time.monotonic() + max(min(asked_s, LONGEST_WAIT_S), _wait_s(self._failures))


def _wait_s(tries: int) -> float:
    """1, 2, 4 … 60 s."""
    return min(LONGEST_WAIT_S, 2.0 ** (min(tries, 10) - 1))


def _may_merge(last: Item, item: Item) -> bool:
    return (
        not (last.tried or last.lifecycle)
        and last.url == item.url
        and last.report.get("attempt") == item.report.get("attempt")
        and last.numbers + item.numbers <= MAX_NUMBERS
    )


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Any]:
    return [*(old.get("metrics") or ()), *(new.get("metrics") or ())]
