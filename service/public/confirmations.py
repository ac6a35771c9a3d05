"""Answers senders that ask whether the database has their report."""

from __future__ import annotations

import asyncio

import structlog

from service.core.errors import Unavailable
from service.core.task import Item, inbound_id
from service.store import Store, jobs

CONFIRM_S = 1.0
MAX_ASKING = 3  # questions to the database at once: the API needs its connections too

log = structlog.get_logger()


class Confirmations:
    """Asks the database for senders who keep a report until it is committed. Never raises, never waits long."""

    def __init__(self, store: Store, *, wait_s: float = CONFIRM_S) -> None:
        self._store = store
        self._wait_s = wait_s
        self._asking: set[asyncio.Task[bool | None]] = set()

    async def committed(self, item: Item) -> bool | None:
        """Whether the accepted request is in the database; None when that cannot be known within a second."""
        if len(self._asking) >= MAX_ASKING:
            return None
        # The place is free when the database has answered, not when the asker has stopped waiting.
        asking = asyncio.create_task(self._ask(inbound_id(item)))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        done, _ = await asyncio.wait({asking}, timeout=self._wait_s)
        return asking.result() if done else None

    async def _ask(self, one: str) -> bool | None:
        try:
            return await self._store.read(jobs.is_recorded, one)
        except Unavailable:
            return None
        except Exception as error:  # noqa: BLE001  # whatever it is, the sender keeps its report and asks again
            log.warning("confirmation_failed", error=type(error).__name__)
            return None

    async def close(self) -> None:
        """No question is under way any more."""
        for asking in list(self._asking):
            asking.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
