"""How many attempts may be under way to one host: a busy host is waited for in turn, a hanging one by nobody."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque

SLOTS_PER_HOST = 10
LOOK_S = 0.2
STUCK_S = 0.4  # a host of which no slot has come free for so long hangs; twice as long, for we may have stood still
PATIENCE_S = 2.0  # of a busy one: an attempt's lease runs on meanwhile


class Slots:
    """Slots by host. Whoever waits for one gets it in the order of coming."""

    def __init__(self) -> None:
        self._busy: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._freed_at: dict[str, float] = {}

    async def acquire(self, host: str) -> bool:
        """Takes a slot; False when all are taken and the host hangs, or is busy for too long."""
        if self._busy[host] < SLOTS_PER_HOST:
            self._busy[host] += 1
            return True
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(host, deque()).append(turn)
        began = time.monotonic()
        try:
            while True:
                await asyncio.wait([turn], timeout=LOOK_S)
                now = time.monotonic()
                stuck = now - max(self._freed_at.get(host, 0.0), began) >= STUCK_S
                if turn.done() or stuck or now - began >= PATIENCE_S:
                    return turn.done()
        except asyncio.CancelledError:
            if turn.done():
                self.release(host)
            raise
        finally:
            turn.cancel()

    def release(self, host: str) -> None:
        """Gives a slot back, or on to who waits longest for one."""
        self._freed_at[host] = time.monotonic()
        waiting = self._waiting.get(host, ())
        while waiting:
            turn = waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._waiting.pop(host, None)
        self._busy[host] -= 1
        if self._busy[host] <= 0:  # names of channels that are gone must not pile up
            del self._busy[host], self._freed_at[host]
