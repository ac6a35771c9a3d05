"""What every task may use, built once per worker process (workers/tasks.py puts it together)."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arq.connections import ArqRedis

from service.config.settings import Settings
from service.core.config import Account, Channel, Suite
from service.core.outbox import OutboxEntry
from service.core.subscription import Subscription
from service.core.task import CarryOut, Task, task_for
from service.metrics import Metrics
from service.notifiers import Notifier
from service.providers import Provider
from service.providers.table import provider_of
from service.queue import enqueue
from service.store import Store, access
from workers.outbound.chart import Charts
from workers.outbound.provider_api import ProviderApi
from workers.outbound.send import Outbound

SUBSCRIPTIONS_FRESH_S = 2.0
REDIS_CARRIES_S = 60  # what is due later than this only the database knows; the sweep finds it


@dataclass(frozen=True)
class Carrier:
    """How one kind of outbox entry is carried out.

    `carry_out` makes the next try, brought by the queue. `take_on`, where there is one, takes a new entry on at once in
    the process that committed it, without the queue; what a crash cuts off there, the sweep enqueues.
    """

    carry_out: Callable[[Services, CarryOut], Awaitable[None]]
    take_on: Callable[[Services, OutboxEntry], None] | None = None


@dataclass(frozen=True)
class Services:
    """One worker process' tools. `owner` names it on leases. What changes lives in the named parts, not here."""

    settings: Settings
    accounts: Mapping[str, Account]
    channels: Mapping[str, Channel]
    suites: Mapping[str, Suite]
    store: Store
    redis: ArqRedis
    outbound: Outbound
    provider_api: ProviderApi
    providers: Mapping[str, Provider]
    notifiers: Mapping[str, Notifier]
    carriers: Mapping[str, Carrier]
    charts: Charts
    charted: frozenset[str]  # the channels that show the curve of a job that ended
    metrics: Metrics
    live_subscriptions: LiveSubscriptions
    background: Background
    data_dir: Path | None = None  # of `tunewatch up`: pending configurations are there
    owner: str = field(default_factory=lambda: f"worker-{secrets.token_hex(6)}")
    rng: random.Random = field(default_factory=random.Random)

    def provider(self, account: Account) -> Provider:
        """The account's provider, with the account's own options."""
        return provider_of(account, self.providers)

    async def subscriptions(self) -> Sequence[Subscription]:
        """Those of the file and those made through the API, at most two seconds old."""
        return await self.live_subscriptions.get()

    async def enqueue(self, entries: Sequence[OutboxEntry]) -> None:
        """Hands new entries to the workers at once; were this lost, the sweep would find them."""
        await enqueue(self.redis, [task_for(entry) for entry in entries])

    async def enqueue_in(self, task: Task, delay_s: float) -> None:
        """Hands a task over for later, if Redis is to carry it."""
        if delay_s <= REDIS_CARRIES_S:
            await enqueue(self.redis, [task], delay_s=max(delay_s, 0.0))

    def count(self, name: str, outcome: str, _seconds: float) -> None:
        """Counts a task's end."""
        self.metrics.tasks.labels(name, outcome).inc()


class Background:
    """Work that runs beside the tasks of the queue."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs the work; `drain` waits for it."""
        running = asyncio.create_task(work)
        self._running.add(running)
        running.add_done_callback(self._running.discard)

    async def drain(self, within_s: float) -> None:
        """What was started has ended, or was cancelled after `within_s`; the sweep finds what was cut off."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=within_s)
            for running in late:
                running.cancel()


@dataclass
class LiveSubscriptions:
    """The subscriptions, read again when older than two seconds."""

    from_file: Sequence[Subscription]
    store: Store
    clock: Callable[[], float] = time.monotonic
    _known: Sequence[Subscription] = ()
    _read_at: float = float("-inf")

    async def get(self) -> Sequence[Subscription]:
        if self.clock() - self._read_at > SUBSCRIPTIONS_FRESH_S:
            self._known = [*self.from_file, *await self.store.read(access.subscriptions)]
            self._read_at = self.clock()
        return self._known
