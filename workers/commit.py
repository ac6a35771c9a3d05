"""Commits what changed and hands over what it calls for.

The first attempts of new notes are begun in the transaction that makes them owed, and made by this process as soon as
it is committed; everything else goes through Redis. The row owns the work: what a death cuts off, the sweep finds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Concatenate, ParamSpec

import structlog
from redis.exceptions import RedisError

from service.core.config import Suite
from service.core.errors import Reason, Unavailable
from service.core.outbox import EntryKind, OutboxEntry
from service.store import notifications
from service.store.engine import Tx
from service.store.jobs import Applied
from service.store.notifications import Prepared
from workers.context import Services
from workers.deliver import BUGS, LEASE_S, carry_out

P = ParamSpec("P")

ATTEMPT_S = 20.0
AT_ONCE = 30  # attempts begun here and not ended; what is beyond goes through the queue

log = structlog.get_logger()


@dataclass(frozen=True)
class FirstAttempts:
    """What a transaction needs to begin first attempts: in whose name, how many at most, and what notes are made of."""

    owner: str
    limit: int
    public_url: str
    suites: Sequence[Suite]
    charted: Container[str]

    def begin(self, tx: Tx, entries: Sequence[OutboxEntry]) -> dict[str, Prepared]:
        """The new notes whose first attempt is this process' to make once the transaction is committed."""
        mine = [entry for entry in entries if entry.kind is EntryKind.DELIVER][: self.limit]
        begun = {}
        for entry in mine:
            try:
                begun[entry.id] = self._prepare(tx, entry.id)
            except BUGS:  # must not undo the batch; the queue's attempt meets it again, and buries the note
                log.exception("notification_not_begun", notification=entry.id)
        return begun

    def _prepare(self, tx: Tx, entry_id: str) -> Prepared:
        return notifications.prepare(
            tx,
            entry_id,
            owner=self.owner,
            lease_s=LEASE_S,
            public_url=self.public_url,
            suites=self.suites,
            charted=self.charted,
        )


async def commit(
    services: Services, work: Callable[Concatenate[Tx, P], Applied], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Runs the transaction, counts what it changed, and sees everything that it calls for on its way."""
    settings = services.settings
    room = AT_ONCE - len(services.under_way)
    beginner = FirstAttempts(services.owner, max(room, 0), settings.public_url, settings.suites, services.charted)

    def transaction(tx: Tx) -> tuple[Applied, dict[str, Prepared]]:
        applied = work(tx, *args, **kwargs)
        return applied, beginner.begin(tx, applied.entries)

    applied, begun = await services.store.write(transaction)
    for via, status in applied.changes:
        services.metrics.job_changes.labels(via, status).inc()
    await hand_over(services, applied.entries, begun)


async def hand_over(
    services: Services, entries: Sequence[OutboxEntry], begun: Mapping[str, Prepared] = MappingProxyType({})
) -> None:
    """Every effect is on its way: what was begun is made here, the rest is the queue's."""
    queued = []
    for entry in entries:
        prepared = begun.get(entry.id)
        if prepared is not None and prepared.notification is not None:
            services.start(_make(services, entry, prepared))
        elif entry.kind is EntryKind.REGISTER:
            _complete(services, entry)
        else:
            queued.append(entry)
    if queued:
        await _enqueue(services, queued)


async def _enqueue(services: Services, entries: Sequence[OutboxEntry]) -> None:
    """The effects are in Redis, or, where that is full, the sweep's: a task put back for want of room keeps it full."""
    try:
        await services.enqueue(entries)
    except Unavailable as error:
        if error.reason is not Reason.QUEUE_FULL:
            raise
        log.warning("left_to_the_sweep", entries=len(entries), reason=error.reason.value)


def _complete(services: Services, entry: OutboxEntry) -> None:
    """The version will be completed here, together with others that are found about now."""
    from workers.register import complete_found  # here, for what it asks is asked by look.py, which hands over too

    services.found_versions.append(entry.id)
    if len(services.found_versions) == 1:
        services.start(complete_found(services))


async def _make(services: Services, entry: OutboxEntry, prepared: Prepared) -> None:
    try:
        async with asyncio.timeout(ATTEMPT_S):
            await carry_out(services, entry.id, services.owner, prepared)
    except (Unavailable, RedisError, TimeoutError) as error:
        log.warning("notification_postponed", notification=entry.id, reason=type(error).__name__)
    except Exception:  # a bug must not end in silence; the sweep comes back to the effect in any case
        log.exception("notification_postponed", notification=entry.id)
