"""Finds what no webhook announced: one slice of reading an account's job list, or of asking about its jobs one by one.

An account whose circuit is open is only probed: one question, whose good answer closes the circuit and goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from redis.exceptions import RedisError

from service.core import poll_interval
from service.core.config import Account
from service.core.job import AccountBaseline, was_over
from service.core.poll_interval import PollInputs, PollInterval
from service.core.snapshot import ENDINGS, Snapshot, Status
from service.core.task import Poll
from service.providers import JobsPage, Provider, ProviderError
from service.providers.table import takes_webhooks
from service.store import accounts, refreshes, schema
from service.store.accounts import PollClaim
from service.store.engine import Tx
from service.store.refreshes import Active
from workers.circuit import account_answered, account_failed
from workers.context import Services
from workers.fetch import Fetched, Fetcher, merged
from workers.outbound.rate_limit import OverBudget, Priority
from workers.refresh import apply_snapshots, refresh_jobs
from workers.runtime import lease

SLICE_S = 40.0  # a long list is read in slices
PAGE_TIMEOUT_S = 15.0
MAX_PAGES = 50  # of a list that is known already, beside those that its active jobs fill: its beginning is what changes
JOBS_PER_PAGE = 50  # at least, by every provider's default
JOBS_PER_POLL = 20  # jobs asked about by themselves in one poll, the one that was heard of longest ago first
LOST_PLACE = (400, 404, 410, 422)  # a cursor that is no more: the list is read from its beginning
LIVELY = 10  # active jobs of an account up to which their numbers are asked for while they train
LIVE_EVERY_S = 55  # once a minute and job, by whoever polls


async def poll(services: Services, task: Poll) -> None:
    """Reads the account's list if it is due and nobody else does; sees to what changed."""
    account = services.accounts.get(task.account)
    if account is None or not services.provider(account).asks:
        return
    owner = secrets.token_hex(8)
    claim = await services.store.write(accounts.claim_poll, account.name, owner=owner, lease_s=lease.LEASE_S)
    if claim is None:
        return
    poller = Poller(services, account, services.provider(account), owner, probing=claim.circuit_open)
    renew = partial(services.store.write, accounts.renew_poll, account.name, owner=owner, lease_s=lease.LEASE_S)
    try:
        async with lease.held(renew, f"account {account.name}"):
            await poller.read(claim)
    except OverBudget as error:
        await poller.release(error.wait_s, poll_interval.PollReason.OUT_OF_BUDGET)
    except ProviderError as error:
        await account_failed(services, account, error)
        if error.status in LOST_PLACE and claim.cursor is not None:
            await poller.begin_again()
        await poller.back_off(error.retry_after_s or 0.0)
    except BaseException:
        await poller.release(1.0)
        raise


@dataclass
class Poller:
    """One reading of one account's list, under its lease. `probing` until the first good answer of an account whose
    circuit is open."""

    services: Services
    account: Account
    provider: Provider
    owner: str
    probing: bool = False
    until: float = field(default_factory=lambda: asyncio.get_running_loop().time() + SLICE_S)

    async def read(self, claim: PollClaim) -> None:
        """One slice of whatever this account calls for."""
        if not self.account.poll:
            await self._probe_only()
        elif not self.provider.lists:
            await self.ask_one_by_one()
        elif claim.first_list_done:
            await self.read_again(claim)
        else:
            await self.read_first(claim)

    async def read_first(self, claim: PollClaim) -> None:
        """Takes every job of the account over, page by page, the position kept after each: those that had ended
        before we knew the account in silence."""
        cursor = claim.cursor
        while not self._late:
            asked_at = self.services.store.now()
            page = await self._page(cursor, asked_at)
            await self._take(page.snapshots, asked_at)
            following = page.next_cursor
            if following is None or following == cursor:  # some endpoints ignore the cursor and always promise more
                await self._finish(pages=True)
                return
            cursor = following
            await self._keep(cursor, None)
        await self.release(0.0)

    async def read_again(self, claim: PollClaim) -> None:
        """Reads on from the top until every active job was met and a page brings nothing new; refreshes active jobs
        that the list did not show. What time or budget cut off goes on where it was."""
        began_at, cursor = self.services.store.now(), None
        if claim.cursor is not None and claim.began_at is not None:
            began_at, cursor = claim.began_at, claim.cursor
        active = await self.services.store.read(refreshes.active_jobs, self.account.name)
        lively = len(active) <= LIVELY
        left = {one: job for one, job in active.items() if job.seen_at < began_at and not job.refresh_owed}
        for _ in range(MAX_PAGES + len(active) // JOBS_PER_PAGE):
            asked_at = self.services.store.now()
            try:
                page = await self._page(cursor, asked_at)
            except OverBudget:
                if cursor is not None:
                    await self._keep(cursor, began_at)
                raise
            known = await self._take(page.snapshots, asked_at, lively=lively)
            for one in page.snapshots:
                left.pop(one.provider_job_id, None)
            if page.next_cursor in (None, cursor) or (not left and len(known) == len(page.snapshots)):
                break
            cursor = page.next_cursor
            if self._late:
                await self._keep(cursor, began_at)
                await self.release(0.0)
                return
        await self._refresh([*left][:JOBS_PER_POLL], listed={})
        await self._finish(pages=True)

    async def ask_one_by_one(self) -> None:
        """Asks about the active jobs of an account that has no list, as many as fit into one poll."""
        active = await self.services.store.read(refreshes.active_jobs, self.account.name)
        wanted = [*active][:1] if self.probing else _longest_unheard(active, JOBS_PER_POLL)
        if self.probing and not wanted:
            await self.back_off()  # there is nothing to ask that would tell
            return
        fetched = await self._refresh(wanted, listed={})
        if fetched.failed and not fetched.answered:
            await self.back_off(max((error.retry_after_s or 0.0 for error in fetched.failed.values()), default=0.0))
        elif fetched.unasked and not fetched.answered:
            raise OverBudget(fetched.wait_s)
        else:
            await self._finish(pages=False, rounds=math.ceil(len(active) / JOBS_PER_POLL))

    async def _probe_only(self) -> None:
        """An account that is not polled is asked while its circuit is open, and left alone once it answers."""
        if self.probing and self.provider.lists:
            await self._page(None, self.services.store.now())
        elif self.probing:
            await self.ask_one_by_one()
            return
        await self.release(0.0)

    @property
    def _late(self) -> bool:
        return asyncio.get_running_loop().time() >= self.until

    async def _page(self, cursor: str | None, asked_at: datetime) -> JobsPage:
        question = self.provider.ask_jobs(cursor)
        priority = Priority.PROBE if self.probing else Priority.NORMAL
        reply = await self.services.provider_api.ask(
            self.account, self.provider, question, timeout_s=PAGE_TIMEOUT_S, priority=priority
        )
        page = self.provider.answer_jobs(reply, asked_at=asked_at)
        if self.probing:
            self.probing = False
            await account_answered(self.services, self.account)
        return page

    async def _take(
        self, snapshots: Iterable[Snapshot], asked_at: datetime, *, lively: bool = False
    ) -> Mapping[str, Status]:
        """Applies a page: what was over before us or has not ended at once, fresh endings after a refresh.
        The jobs of the page that were known before."""
        listed = list(snapshots)
        store = self.services.store
        known, baseline = await store.read(_background, self.account.name, [one.provider_job_id for one in listed])
        ended = [one for one in listed if one.status in ENDINGS and known.get(one.provider_job_id) not in ENDINGS]
        old = [one for one in ended if one.provider_job_id not in known and was_over(one, "poll", baseline)]
        over = {one.provider_job_id for one in old}
        fresh = {one.provider_job_id: one for one in ended if one.provider_job_id not in over}
        at_work = [one for one in listed if one.status not in ENDINGS]
        if lively:
            at_work = await self._with_numbers(at_work)
        await apply_snapshots(self.services, self.account, at_work + old, {}, asked_at=None)
        await self._refresh([*fresh], listed=fresh, asked_at=asked_at)
        return known

    async def _with_numbers(self, at_work: Sequence[Snapshot]) -> list[Snapshot]:
        """The jobs, those that train with what they have logged since we asked last, at most once a minute."""
        training = [one.provider_job_id for one in at_work if one.status is Status.RUNNING]
        if not training or not self.provider.ask_details(training[0]):
            return list(at_work)
        store, found = self.services.store, list(at_work)
        steps = await store.read(refreshes.last_steps, self.account.name, training)
        fetcher = Fetcher(
            self.services.provider_api, self.account, self.provider, store.now(), priority=Priority.OPTIONAL
        )
        for place, one in enumerate(found):
            name = one.provider_job_id
            if name in training and await self._first_this_minute(name):
                details = await fetcher.details(name, after_step=steps.get(name))
                found[place] = merged(one, details)
        return found

    async def _first_this_minute(self, provider_job_id: str) -> bool:
        key = f"tunewatch:live:{self.account.name}:{provider_job_id}"
        with contextlib.suppress(RedisError):  # a Redis that is full stops no poll
            return bool(await self.services.redis.set(key, b"1", nx=True, ex=LIVE_EVERY_S))
        return False

    async def _refresh(
        self, ids: Sequence[str], *, listed: Mapping[str, Snapshot], asked_at: datetime | None = None
    ) -> Fetched:
        if not ids:
            return Fetched()
        await self.services.store.write(refreshes.expect_refresh, self.account, list(ids))
        priority = Priority.NORMAL
        if self.probing:
            priority = Priority.PROBE
            self.services.provider_api.unanswered.add(
                self.account.name
            )  # so that a good answer is noted, whoever met the trouble
        wanted = dict.fromkeys(ids, "poll")
        return await refresh_jobs(
            self.services, self.account, wanted, listed=listed, asked_at=asked_at, priority=priority
        )

    async def begin_again(self) -> None:
        """The next slice reads from the beginning: what is read twice counts once."""
        await self._keep(None, None)

    async def _keep(self, cursor: str | None, began_at: datetime | None) -> None:
        await self.services.store.write(
            accounts.keep_cursor,
            self.account.name,
            owner=self.owner,
            cursor=cursor,
            lease_s=lease.LEASE_S,
            began_at=began_at,
        )

    async def _finish(self, *, pages: bool, rounds: int = 1) -> None:
        """The account is polled again when its jobs call for it. `pages`: its list has just answered."""
        store, name = self.services.store, self.account.name
        if pages:
            await account_answered(self.services, self.account)
        taken = takes_webhooks(self.account, self.provider)
        inputs = await store.read(_outlook, self.account, self.provider.keeps_ended_s, taken, rounds)
        found = poll_interval.next_poll(inputs, self.services.rng)
        await store.write(
            accounts.finish_poll, name, owner=self.owner, next_in_s=found.wait_s, poll_reason=found.reason.value
        )

    async def release(self, wait_s: float, reason: poll_interval.PollReason | None = None) -> None:
        """Somebody goes on after a while."""
        await self.services.store.write(
            accounts.release_poll,
            self.account.name,
            owner=self.owner,
            next_in_s=wait_s,
            poll_reason=None if reason is None else reason.value,
        )

    async def back_off(self, at_least_s: float = 0.0) -> None:
        """It does not answer: the next try comes later each time."""
        failures = await self.services.store.read(_failures, self.account.name)
        found: PollInterval = poll_interval.backoff(
            self.account.poll_interval_s, failures, self.services.rng, at_least_s=at_least_s
        )
        await self.release(found.wait_s, found.reason)


def _longest_unheard(active: Mapping[str, Active], limit: int) -> list[str]:
    """Those that no refresh is due for, the one last described longest ago first."""
    return [one for one, job in active.items() if not job.refresh_owed][:limit]


def _background(tx: Tx, account: str, ids: list[str]) -> tuple[dict[str, Status], AccountBaseline]:
    """Which of the jobs are known, and what was known of the account before this page."""
    row = tx.conn.execute(schema.accounts.select().where(schema.accounts.c.name == account)).one()
    return refreshes.known_jobs(tx, account, ids), AccountBaseline(row.known_since, row.first_list_done_at is not None)


def _outlook(tx: Tx, account: Account, keeps_ended_s: int | None, webhooks: bool, rounds: int) -> PollInputs:
    """What the account's jobs call for: how many are active, and in how many seconds the next of them should end,
    where a provider says."""
    rows = refreshes.active_rows(tx, account.name)
    estimates = [moment for job in rows if (moment := job.time("estimated_finish_at")) is not None]
    return PollInputs(
        account.poll_interval_s,
        active=len(rows),
        eta_s=min(((one - tx.now).total_seconds() for one in estimates), default=None),
        takes_webhooks=webhooks,
        by_webhook=refreshes.endings_by_webhook(tx, account.name) if webhooks and rows else (),
        keeps_ended_s=keeps_ended_s,
        rounds=rounds,
    )


def _failures(tx: Tx, account: str) -> int:
    row = tx.conn.execute(schema.accounts.select().where(schema.accounts.c.name == account)).one()
    return int(row.failures)
