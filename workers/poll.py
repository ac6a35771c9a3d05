"""Finds what no webhook announced: one slice of reading an account's job list."""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from service.core.config import Account
from service.core.errors import Unavailable
from service.core.job import Standing, was_over
from service.core.snapshot import ENDINGS, Snapshot, Status
from service.core.task import Poll
from service.providers import Page, Provider, ProviderError
from service.store import accounts, looks, schema
from service.store.accounts import PollClaim
from service.store.engine import Tx
from workers.context import Services
from workers.look import answered, apply_seen, look_at, trouble

LEASE_S = 15.0  # of an account, renewed while it is read: so long a killed poller holds it
RENEW_S = 5.0
SLICE_S = 40.0  # a first list of thousands of jobs is read in slices
PAGE_TIMEOUT_S = 15.0
MAX_PAGES = 50  # of a list that is known already: its beginning is what changes
IDLE_FACTOR = 2.0  # an account without active jobs is polled this much less often
NEAR_ETA_S = 120.0
MAX_BACKOFF_S = 900.0

log = structlog.get_logger()


async def poll(services: Services, task: Poll) -> None:
    """Reads the account's list if it is due and nobody else does; sees to what changed."""
    account = services.accounts.get(task.account)
    if account is None or not account.poll:
        return
    owner = secrets.token_hex(8)
    claim = await services.store.write(accounts.claim_poll, account.name, owner=owner, lease_s=LEASE_S)
    if claim is None:
        return
    poller = Poller(services, account, services.provider(account), owner)
    again = claim.first_list_done or not poller.provider.lists
    try:
        async with held(services, account.name, owner):
            await (poller.read_again() if again else poller.read_first(claim))
    except ProviderError as error:
        await trouble(services, account, error)
        wait_s = max(error.retry_after_s or 0.0, await poller.backoff_s())
        await services.store.write(accounts.release_poll, account.name, owner=owner, next_in_s=wait_s)
    except BaseException:
        await services.store.write(accounts.release_poll, account.name, owner=owner, next_in_s=1.0)
        raise


@contextlib.asynccontextmanager
async def held(services: Services, name: str, owner: str) -> AsyncIterator[None]:
    """Keeps the lease inside; ends the reading early, without an error, once somebody else has the account."""
    over, reading = asyncio.Event(), asyncio.timeout(None)
    renewing = asyncio.create_task(_renew(services, name, owner, over, reading))
    try:
        async with reading:
            yield
    except TimeoutError:
        if not reading.expired():
            raise
        log.warning("poll_lease_lost", account=name)
    finally:
        over.set()
        await renewing


async def _renew(services: Services, name: str, owner: str, over: asyncio.Event, reading: asyncio.Timeout) -> None:
    while not over.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), RENEW_S)
            return
        try:
            ours = await services.store.write(accounts.renew_poll, name, owner=owner, lease_s=LEASE_S)
        except Unavailable:
            continue  # the reading will meet it too
        if not ours and not over.is_set():
            reading.reschedule(asyncio.get_running_loop().time())
            return


@dataclass(frozen=True)
class Poller:
    """One reading of one account's list, under its lease."""

    services: Services
    account: Account
    provider: Provider
    owner: str

    async def read_first(self, claim: PollClaim) -> None:
        """Takes every job of the account over, page by page, the position kept after each: those that had ended
        before we knew the account in silence."""
        loop = asyncio.get_running_loop()
        store, cursor, until = self.services.store, claim.cursor, loop.time() + SLICE_S
        while loop.time() < until:
            page = await self._page(cursor)
            await self._take(page.snapshots)
            following = page.next_cursor
            if following is None or following == cursor:  # some endpoints ignore the cursor and always promise more
                await self._finish(complete=True)
                return
            cursor = following
            name = self.account.name
            await store.write(accounts.keep_cursor, name, owner=self.owner, cursor=cursor, lease_s=LEASE_S)
        await store.write(accounts.release_poll, self.account.name, owner=self.owner, next_in_s=0.0)

    async def read_again(self) -> None:
        """Reads from the top until every active job was met and a page brings nothing new; looks at active jobs
        that the list did not show."""
        active = await self.services.store.read(looks.active_jobs, self.account.name)
        cursor: str | None = None
        for _ in range(MAX_PAGES if self.provider.lists else 0):
            page = await self._page(cursor)
            known = await self._take(page.snapshots)
            for one in page.snapshots:
                active.pop(one.provider_job_id, None)
            if page.next_cursor in (None, cursor) or (not active and len(known) == len(page.snapshots)):
                break
            cursor = page.next_cursor
        await self._look(active)
        await self._finish(complete=True)

    async def _page(self, cursor: str | None) -> Page:
        asked_at = self.services.store.now()
        question = self.provider.ask_jobs(cursor)
        reply = await self.services.outbound.ask(self.account, self.provider, question, timeout_s=PAGE_TIMEOUT_S)
        return self.provider.answer_jobs(reply, asked_at=asked_at)

    async def _take(self, snapshots: Iterable[Snapshot]) -> Mapping[str, Status]:
        """Applies a page: what was over before us or has not ended at once, fresh endings after a closer look.
        The jobs of the page that were known before."""
        listed = list(snapshots)
        store = self.services.store
        known, standing = await store.read(_background, self.account.name, [one.provider_job_id for one in listed])
        ended = [one for one in listed if one.status in ENDINGS and known.get(one.provider_job_id) not in ENDINGS]
        old = [one for one in ended if one.provider_job_id not in known and was_over(one, "poll", standing)]
        fresh = {one.provider_job_id: "poll" for one in ended if one not in old}
        await apply_seen(
            self.services, self.account, [one for one in listed if one.status not in ENDINGS] + old, {}, asked_at=None
        )
        await self._look(fresh)
        return known

    async def _look(self, ids: Iterable[str]) -> None:
        if wanted := dict.fromkeys(ids, "poll"):
            await self.services.store.write(looks.expect_look, self.account, list(wanted))
            await look_at(self.services, self.account, wanted)

    async def _finish(self, *, complete: bool) -> None:
        store, name = self.services.store, self.account.name
        active, eta_s = await store.read(_outlook, name)
        wait_s = next_poll_s(self.account.poll_interval_s, active=active, eta_s=eta_s, rng=self.services.rng)
        await answered(self.services, self.account)
        await store.write(accounts.finish_poll, name, owner=self.owner, next_in_s=wait_s, complete=complete)

    async def backoff_s(self) -> float:
        """How long to leave a failing account alone: twice as long each time, at most a quarter of an hour."""
        failures = await self.services.store.read(_failures, self.account.name)
        base: float = self.account.poll_interval_s * 2.0 ** min(failures, 10)
        return min(base, max(MAX_BACKOFF_S, self.account.poll_interval_s)) * self.services.rng.uniform(0.8, 1.0)


def next_poll_s(interval_s: float, *, active: int, eta_s: float | None, rng: random.Random) -> float:
    """Seconds to the next poll: the interval with jitter; half of it when a job is about to end, twice when idle."""
    wait_s = interval_s
    if not active:
        wait_s *= IDLE_FACTOR
    elif eta_s is not None and eta_s < NEAR_ETA_S:
        wait_s /= 2
    return wait_s * rng.uniform(0.9, 1.1)


def _background(tx: Tx, account: str, ids: list[str]) -> tuple[dict[str, Status], Standing]:
    """Which of the jobs are known, and what was known of the account before this page."""
    row = tx.conn.execute(schema.accounts.select().where(schema.accounts.c.name == account)).one()
    return looks.known_jobs(tx, account, ids), Standing(row.known_since, row.first_list_done_at is not None)


def _outlook(tx: Tx, account: str) -> tuple[int, float | None]:
    """How many jobs are active, and in how many seconds the next of them should end, where a provider says."""
    estimates: list[datetime] = []
    rows = looks.active_rows(tx, account)
    for job in rows:
        if (moment := job.time("estimated_finish_at")) is not None:
            estimates.append(moment)
    return len(rows), min(((one - tx.now).total_seconds() for one in estimates), default=None)


def _failures(tx: Tx, account: str) -> int:
    row = tx.conn.execute(schema.accounts.select().where(schema.accounts.c.name == account)).one()
    return int(row.failures)
