"""Sends new outbox entries on their way: made here at once, taken on by their carrier, or through the queue.

The row owns the work. What a crash cuts off here, the sweep finds in the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import structlog
from redis.exceptions import RedisError

from service.core.errors import Reason, Unavailable
from service.core.outbox import OutboxEntry
from service.store.notifications import Prepared
from workers.context import Services
from workers.deliver import carry_out

FIRST_ATTEMPT_S = 20.0

log = structlog.get_logger()


async def dispatch(
    services: Services, entries: Sequence[OutboxEntry], claimed: Mapping[str, Prepared] = MappingProxyType({})
) -> None:
    """Every entry is on its way. `claimed`: the notifications whose first attempt is this process' to make."""
    queued = []
    for entry in entries:
        prepared = claimed.get(entry.id)
        carrier = services.carriers.get(entry.kind)
        if prepared is not None and prepared.notification is not None:
            services.background.start(_first_attempt(services, entry, prepared))
        elif carrier is not None and carrier.take_on is not None:
            carrier.take_on(services, entry)
        else:
            queued.append(entry)
    if queued:
        await _enqueue(services, queued)


async def _enqueue(services: Services, entries: Sequence[OutboxEntry]) -> None:
    """The entries are in Redis. A full Redis leaves them to the sweep: a task that waits for room keeps it full."""
    try:
        await services.enqueue(entries)
    except Unavailable as error:
        if error.reason is not Reason.QUEUE_FULL:
            raise
        log.warning("left_to_the_sweep", effects=len(entries), reason=error.reason.value)


async def _first_attempt(services: Services, entry: OutboxEntry, prepared: Prepared) -> None:
    try:
        async with asyncio.timeout(FIRST_ATTEMPT_S):
            await carry_out(services, entry.id, services.owner, prepared)
    except (Unavailable, RedisError, TimeoutError) as error:
        log.warning("notification_postponed", notification=entry.id, reason=type(error).__name__)
    except Exception:  # a bug must not end in silence; the sweep comes back to the entry in any case
        log.exception("notification_postponed", notification=entry.id)
