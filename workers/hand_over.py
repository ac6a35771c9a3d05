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
from service.core.effect import Effect, EffectKind
from service.core.errors import Reason, Unavailable
from service.store import notes
from service.store.engine import Tx
from service.store.jobs import Applied
from service.store.notes import Prepared
from workers.context import Services
from workers.deliver import BUGS, LEASE_S, carry_out

P = ParamSpec("P")

ATTEMPT_S = 20.0
AT_ONCE = 30  # attempts begun here and not ended; what is beyond goes through the queue

log = structlog.get_logger()


@dataclass(frozen=True)
class Beginner:
    """What a transaction needs to begin first attempts: in whose name, how many at most, and what notes are made of."""

    owner: str
    limit: int
    public_url: str
    suites: Sequence[Suite]
    charted: Container[str]

    def begin(self, tx: Tx, effects: Sequence[Effect]) -> dict[str, Prepared]:
        """The new notes whose first attempt is this process' to make once the transaction is committed."""
        mine = [effect for effect in effects if effect.kind is EffectKind.DELIVER][: self.limit]
        begun = {}
        for effect in mine:
            try:
                begun[effect.id] = self._prepare(tx, effect.id)
            except BUGS:  # must not undo the batch; the queue's attempt meets it again, and buries the note
                log.exception("notification_not_begun", notification=effect.id)
        return begun

    def _prepare(self, tx: Tx, effect_id: str) -> Prepared:
        return notes.prepare(
            tx,
            effect_id,
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
    beginner = Beginner(services.owner, max(room, 0), settings.public_url, settings.suites, services.charted)

    def transaction(tx: Tx) -> tuple[Applied, dict[str, Prepared]]:
        applied = work(tx, *args, **kwargs)
        return applied, beginner.begin(tx, applied.effects)

    applied, begun = await services.store.write(transaction)
    for via, status in applied.changes:
        services.metrics.job_changes.labels(via, status).inc()
    await hand_over(services, applied.effects, begun)


async def hand_over(
    services: Services, effects: Sequence[Effect], begun: Mapping[str, Prepared] = MappingProxyType({})
) -> None:
    """Every effect is on its way: what was begun is made here, the rest is the queue's."""
    queued = []
    for effect in effects:
        prepared = begun.get(effect.id)
        if prepared is not None and prepared.note is not None:
            services.start(_make(services, effect, prepared))
        elif effect.kind is EffectKind.REGISTER:
            _complete(services, effect)
        else:
            queued.append(effect)
    if queued:
        await _enqueue(services, queued)


async def _enqueue(services: Services, effects: Sequence[Effect]) -> None:
    """The effects are in Redis, or, where that is full, the sweep's: a task put back for want of room keeps it full."""
    try:
        await services.enqueue(effects)
    except Unavailable as error:
        if error.reason is not Reason.QUEUE_FULL:
            raise
        log.warning("left_to_the_sweep", effects=len(effects), reason=error.reason.value)


def _complete(services: Services, effect: Effect) -> None:
    """The version will be completed here, together with others that are found about now."""
    from workers.register import complete_found  # here, for what it asks is asked by look.py, which hands over too

    services.found_versions.append(effect.id)
    if len(services.found_versions) == 1:
        services.start(complete_found(services))


async def _make(services: Services, effect: Effect, prepared: Prepared) -> None:
    try:
        async with asyncio.timeout(ATTEMPT_S):
            await carry_out(services, effect.id, services.owner, prepared)
    except (Unavailable, RedisError, TimeoutError) as error:
        log.warning("notification_postponed", notification=effect.id, reason=type(error).__name__)
    except Exception:  # a bug must not end in silence; the sweep comes back to the effect in any case
        log.exception("notification_postponed", notification=effect.id)
