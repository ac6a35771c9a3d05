"""What every task may use, built once per worker process."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from arq.connections import ArqRedis

from service.config.settings import Settings
from service.core.config import Account, Channel, Suite
from service.core.outbox import OutboxEntry
from service.core.subscription import Subscription
from service.core.task import Task, task_for
from service.metrics import Metrics
from service.notifiers import Notifier
from service.providers import Provider
from service.providers.table import provider_of
from service.queue import enqueue
from service.store import Store, access
from workers.outbound.chart import Charts
from workers.outbound.rate_limit import TokenCache
from workers.outbound.send import Outbound

SUBSCRIPTIONS_FRESH_S = 2.0
REDIS_CARRIES_S = 60  # what is due later than this only the database knows; the sweep finds it


@dataclass(frozen=True)
class Services:
    """One worker process' tools. `owner` names it on leases."""

    settings: Settings
    store: Store
    redis: ArqRedis
    outbound: Outbound
    providers: Mapping[str, Provider]
    notifiers: Mapping[str, Notifier]
    metrics: Metrics
    owner: str = field(default_factory=lambda: f"worker-{secrets.token_hex(6)}")
    rng: random.Random = field(default_factory=random.Random)
    token_cache: TokenCache = field(default_factory=TokenCache)
    found_versions: deque[str] = field(default_factory=deque)  # effects of versions that are about to be completed
    under_way: set[asyncio.Task[None]] = field(default_factory=set)  # attempts that are no task of the queue
    troubled: set[str] = field(default_factory=set)  # accounts that did not answer us last time

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        return {account.name: account for account in self.settings.accounts}

    def provider(self, account: Account) -> Provider:
        """The account's provider, with the account's own options."""
        return provider_of(account, self.providers)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        return {channel.name: channel for channel in self.settings.channels}

    @cached_property
    def charted(self) -> frozenset[str]:
        """The channels that show the curve of a job that ended."""
        shown = {"inside", "linked"} if self.settings.public_url else {"inside"}
        return frozenset(one.name for one in self.settings.channels if self.notifiers[one.kind].chart_form in shown)

    @cached_property
    def charts(self) -> Charts:
        return Charts(self.redis, self.notifiers)

    @cached_property
    def suites(self) -> Mapping[str, Suite]:
        return {suite.name: suite for suite in self.settings.suites}

    @cached_property
    def _subscriptions(self) -> Fresh:
        return Fresh(self.settings.subscriptions, self.store)

    async def subscriptions(self) -> Sequence[Subscription]:
        """Those of the file and those made through the API, at most two seconds old."""
        return await self._subscriptions.get()

    async def enqueue(self, entries: Sequence[OutboxEntry]) -> None:
        """Hands new effects to the workers at once; were this lost, the sweep would find them."""
        await enqueue(self.redis, [task_for(entry) for entry in entries])

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs the work beside the tasks; `drain` waits for it."""
        running = asyncio.create_task(work)
        self.under_way.add(running)
        running.add_done_callback(self.under_way.discard)

    async def drain(self, within_s: float) -> None:
        """What was started has ended, or was cancelled after `within_s`; the sweep finds what was cut off."""
        if self.under_way:
            _, late = await asyncio.wait(self.under_way, timeout=within_s)
            for running in late:
                running.cancel()

    def count(self, name: str, outcome: str, _seconds: float) -> None:
        """Hears of every task's end."""
        self.metrics.tasks.labels(name, outcome).inc()

    async def enqueue_in(self, task: Task, delay_s: float) -> None:
        """Hands a task over for later, if Redis is to carry it."""
        if delay_s <= REDIS_CARRIES_S:
            await enqueue(self.redis, [task], delay_s=max(delay_s, 0.0))


@dataclass
class Fresh:
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
