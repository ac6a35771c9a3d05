"""Keeps a lease while its work is done, so that it may be short: so long the work of a killed worker stands still."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog

from service.core.errors import Unavailable

LEASE_S = 15.0
RENEW_S = 5.0

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def held(renew: Callable[[], Awaitable[bool]], what: str, *, every_s: float | None = None) -> AsyncIterator[None]:
    """Renews the lease inside; ends what is done there early, without an error, once somebody else has it.

    `renew` says whether the lease is still ours; `what` names it in the log.
    """
    over, working = asyncio.Event(), asyncio.timeout(None)
    renewing = asyncio.create_task(_renew(renew, over, working, RENEW_S if every_s is None else every_s))
    try:
        async with working:
            yield
    except TimeoutError:
        if not working.expired():
            raise
        log.warning("lease_lost", of=what)
    finally:
        over.set()
        await renewing


async def _renew(
    renew: Callable[[], Awaitable[bool]], over: asyncio.Event, working: asyncio.Timeout, every_s: float
) -> None:
    while not over.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), every_s)
            return
        try:
            ours = await renew()
        except Unavailable:
            continue  # the work will meet it too
        if not ours and not over.is_set():
            working.reschedule(asyncio.get_running_loop().time())
            return
