"""The spine: one transaction commits what changed together with the outbox entries that it calls for; then they are
dispatched.

The first attempts of new notifications are claimed in that same transaction and made by this process as soon as it is
committed: one hop through Redis less.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

import structlog

from service.core.config import Suite
from service.core.outbox import EntryKind, OutboxEntry
from service.store import notifications
from service.store.engine import Tx
from service.store.jobs import Applied
from service.store.notifications import Prepared
from workers.context import Services
from workers.deliver import ATTEMPT_LEASE_S, BUGS
from workers.dispatch import dispatch

P = ParamSpec("P")

MAX_FIRST_ATTEMPTS = 30  # under way in this process; what is beyond goes through the queue

log = structlog.get_logger()


@dataclass(frozen=True)
class FirstAttempts:
    """What a transaction needs to claim first attempts: in whose name, how many at most, and what messages say."""

    owner: str
    limit: int
    public_url: str
    suites: Sequence[Suite]
    charted: Container[str]

    def claim(self, tx: Tx, entries: Sequence[OutboxEntry]) -> dict[str, Prepared]:
        """The new notifications whose first attempt is this process' to make once the transaction is committed."""
        claimed = {}
        for entry in [entry for entry in entries if entry.kind == EntryKind.DELIVER][: self.limit]:
            try:
                claimed[entry.id] = self._prepare(tx, entry.id)
            except BUGS:  # must not undo the batch; the queue's attempt meets it again, and makes a dead letter
                log.exception("notification_not_begun", notification=entry.id)
        return claimed

    def _prepare(self, tx: Tx, notification_id: str) -> Prepared:
        return notifications.prepare(
            tx,
            notification_id,
            owner=self.owner,
            lease_s=ATTEMPT_LEASE_S,
            public_url=self.public_url,
            suites=self.suites,
            charted=self.charted,
        )


async def commit(
    services: Services, work: Callable[Concatenate[Tx, P], Applied], *args: P.args, **kwargs: P.kwargs
) -> None:
    """Runs the transaction, counts what it changed, and dispatches everything that it calls for."""
    settings = services.settings
    room = max(MAX_FIRST_ATTEMPTS - len(services.background), 0)
    first = FirstAttempts(services.owner, room, settings.public_url, settings.suites, services.charted)

    def transaction(tx: Tx) -> tuple[Applied, dict[str, Prepared]]:
        applied = work(tx, *args, **kwargs)
        return applied, first.claim(tx, applied.entries)

    applied, claimed = await services.store.write(transaction)
    for via, status in applied.changes:
        services.metrics.job_changes.labels(via, status).inc()
    await dispatch(services, applied.entries, claimed)
