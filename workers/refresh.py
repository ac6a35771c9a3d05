"""Looks at jobs at their provider. What a look cannot settle stays due: a hint is tried until it is seen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from service.core.config import Account
from service.core.snapshot import ENDINGS, Metric, Snapshot, Status
from service.core.task import Refresh
from service.core.wire import JSONValue
from service.providers import Ask, Details, Provider, ProviderError, Reply
from service.store import accounts, jobs, refreshes
from service.store.jobs import JobUpdate
from workers.commit import commit, hand_over
from workers.context import Services
from workers.outbound.rate_limit import OverBudget, Priority, ask, free, shrink

FETCH_TIMEOUT_S = 5.0
ROUND_S = 15.0  # no look of a round begins later: what is left is due again, and the task ends in its time
ONE_BY_ONE = 5  # more waiting looks of one account become a read of its list: one page for each so many
LOOKS_PER_TASK = 100
UNASKED_S = 1.0  # the round was over: the next one
OPEN_S = 1200.0  # of an open circuit; longer than any pause between two probes


@dataclass
class Fetched:
    """What a round of looks brought, job by job."""

    snapshots: list[Snapshot] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # the provider says that there is no such job
    failed: dict[str, ProviderError] = field(default_factory=dict)
    unasked: list[str] = field(default_factory=list)  # the round, or the budget, was over before their turn came
    wait_s: float = 0.0  # until there are questions left for them

    @property
    def answered(self) -> bool:
        """The provider spoke to us, if only to say that it knows no such job."""
        return bool(self.snapshots or self.unknown)


class NoTimeLeft(Exception):
    """The round of looks is over."""


async def refresh(services: Services, task: Refresh) -> None:
    """Makes the account's due looks."""
    account = services.accounts.get(task.account)
    if account is None:
        return
    if due := await services.store.write(refreshes.take_refreshes, account.name, LOOKS_PER_TASK):
        await refresh_jobs(services, account, due)


async def refresh_jobs(
    services: Services,
    account: Account,
    wanted: Mapping[str, str],
    *,
    shown: Mapping[str, Snapshot] | None = None,
    asked_at: datetime | None = None,
    priority: Priority = Priority.USUAL,
) -> Fetched:
    """Asks about the jobs (provider id → via) and applies what is seen; what fails is due again later.

    `shown`: what the list said of them, which was asked for at `asked_at`; None: it was not read.
    """
    provider = services.provider(account)
    if not provider.asks or not wanted:
        return Fetched()
    asked_at = asked_at or services.store.now()
    fetched = await Fetcher(services, account, provider, asked_at, priority=priority).ask(list(wanted), shown)
    await apply_snapshots(services, account, fetched.snapshots, wanted, asked_at=asked_at)
    subscriptions = await services.subscriptions()
    for one in fetched.unknown:
        missed = await services.store.write(
            refreshes.not_found, account, one, subscriptions, keeps_ended_s=provider.keeps_ended_s
        )
        await hand_over(services, missed)
    if fetched.unasked:
        await services.store.write(
            refreshes.defer_refreshes, account.name, fetched.unasked, wait_s=max(fetched.wait_s, UNASKED_S)
        )
    if fetched.failed:
        await _failed(services, account, fetched.failed)
    elif fetched.answered and account.name in services.troubled:
        await answered(services, account)
    return fetched


async def apply_snapshots(
    services: Services,
    account: Account,
    snapshots: Sequence[Snapshot],
    via: Mapping[str, str],
    *,
    asked_at: datetime | None,
) -> None:
    """Commits what was seen and hands over what it calls for. `asked_at` None: from a list, which settles no look."""
    updates = [
        JobUpdate(account, one, one.fingerprint(), via.get(one.provider_job_id, "poll"), asked_at=asked_at)
        for one in snapshots
    ]
    await commit(services, jobs.update_many, updates, await services.subscriptions())


async def _failed(services: Services, account: Account, failed: Mapping[str, ProviderError]) -> None:
    """The looks are due again later, after the longest wait that was asked for; the account's trouble is on record."""
    wait_s = max((error.retry_after_s or 0.0 for error in failed.values()), default=0.0)
    await services.store.write(refreshes.postpone_refreshes, account.name, list(failed), wait_s=wait_s)
    await trouble(services, account, next(iter(failed.values())))


async def trouble(services: Services, account: Account, error: ProviderError) -> None:
    """Records that the account does not answer; tells it when it is more than a hiccup."""
    services.troubled.add(account.name)
    # A 403 may be about one job; the key itself is refused by 401, or by 403 again and again.
    at_once = error.denied and error.status != 403
    told = await services.store.write(
        accounts.failed, account, str(error), at_once=at_once, subs=await services.subscriptions()
    )
    if told.circuit_open:  # until a probe closes it: each probe that fails holds it anew
        await shrink(services.redis, account.name, hold_s=OPEN_S, token_cache=services.token_cache)
        if not await services.store.read(accounts.is_open, account.name):  # a probe was quicker than this line
            await free(services.redis, account.name)
    await hand_over(services, told.entries)


async def answered(services: Services, account: Account) -> None:
    """Records that the account answers again; tells it if its trouble was told, and looks at what waited."""
    services.troubled.discard(account.name)
    told = await services.store.write(accounts.answered, account, await services.subscriptions())
    if told.closed:
        await free(services.redis, account.name)
    await hand_over(services, told.entries)


@dataclass(frozen=True)
class Fetcher:
    """Questions to one account's provider, at most five at a time."""

    services: Services
    account: Account
    provider: Provider
    asked_at: datetime
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(ONE_BY_ONE))
    began: float = field(default_factory=time.monotonic)
    priority: Priority = Priority.USUAL
    patient: bool = False  # what there is no budget for is asked later, by the caller, and not left out

    async def ask(self, ids: Sequence[str], shown: Mapping[str, Snapshot] | None = None) -> Fetched:
        """Every job of `ids`, by one read of the list where that is cheaper and the list was not `shown` already."""
        listed = shown or {}
        if shown is None and len(ids) > ONE_BY_ONE and self.provider.lists:
            listed = await self._listed(ids)
        fetched = Fetched()
        results = await asyncio.gather(*(self._one(one, listed.get(one)) for one in ids), return_exceptions=True)
        for one, result in zip(ids, results, strict=True):
            match result:
                case Snapshot():
                    fetched.snapshots.append(result)
                case OverBudget():
                    fetched.unasked.append(one)
                    fetched.wait_s = max(fetched.wait_s, result.wait_s)
                case ProviderError() if result.unknown_job:
                    fetched.unknown.append(one)
                case ProviderError():
                    fetched.failed[one] = result
                case NoTimeLeft():
                    fetched.unasked.append(one)
                case _:
                    raise result
        return fetched

    async def _listed(self, ids: Iterable[str]) -> dict[str, Snapshot]:
        """Those of the jobs that the first pages of the list show; those so far when it cannot be read on.

        A page that shows none of them is the last: what is further down costs more to list than to ask about.
        """
        wanted, found, cursor = set(ids), dict[str, Snapshot](), None
        try:
            for _ in range(len(wanted) // ONE_BY_ONE):
                reply = await self._send(self.provider.ask_jobs(cursor))
                page = self.provider.answer_jobs(reply, asked_at=self.asked_at)
                shown = {one.provider_job_id: one for one in page.snapshots if one.provider_job_id in wanted}
                found |= shown
                cursor = page.next_cursor
                late = time.monotonic() - self.began > ROUND_S / 2
                if late or not shown or cursor is None or len(found) == len(wanted):
                    break
        except ProviderError:
            pass  # each job is asked about by itself below, and that will say what is wrong
        return found

    async def _one(self, one: str, listed: Snapshot | None) -> Snapshot:
        """The job with its last metrics; a listed one is asked about again only if it lacks what a message needs."""
        if listed is not None and listed.status not in ENDINGS:
            return listed
        details = asyncio.ensure_future(self._losses(one))
        try:
            whole = listed is not None and self.provider.lists_whole and _is_whole(listed)
            snapshot = listed if listed is not None and whole else await self._job(one)
        except BaseException:
            details.cancel()
            raise
        return merged(merged(snapshot, await details), await self.more(snapshot))

    async def _job(self, one: str) -> Snapshot:
        async with self.slots:
            if time.monotonic() - self.began > ROUND_S:
                raise NoTimeLeft
            reply = await self._send(self.provider.ask_job(one))
        return self.provider.answer_job(reply, asked_at=self.asked_at)

    async def _losses(self, one: str) -> Details:
        """What a message names and the job does not say: the first details, until one has brought metrics."""
        questions, found = self.provider.ask_details(one), Details()
        for name in self.provider.first_details:
            further = await self._answers({name: questions[name]})
            found = Details(found.metrics + further.metrics, found.facts | further.facts)
            if found.metrics:
                break
        return found

    async def details(self, one: str, *, after_step: int | None = None) -> Details:
        """The answers to the further questions about a job; what fails is left out."""
        return await self._answers(self.provider.ask_details(one, after_step))

    async def more(self, snapshot: Snapshot) -> Details:
        """The answers to the questions that the job's own answer leads to. A success is not told without them: where
        it is they that name the model, the look fails and is made again."""
        answer, needed = partial(self.provider.answer_more, snapshot), snapshot.status is Status.SUCCEEDED
        return await self._answers(self.provider.ask_more(snapshot), answer, needed=needed)

    async def _answers(
        self,
        questions: Mapping[str, Ask],
        answer: Callable[[str, Reply], Details] | None = None,
        *,
        needed: bool = False,
    ) -> Details:
        metrics: list[Metric] = []
        facts: dict[str, JSONValue] = {}
        for name, question in questions.items():
            try:
                async with self.slots:
                    if time.monotonic() - self.began > ROUND_S:
                        if needed:
                            raise NoTimeLeft
                        break
                    reply = await self._send(question)
                found = (answer or self.provider.answer_detail)(name, reply)
            except ProviderError as error:
                if needed or (self.patient and isinstance(error, OverBudget)):
                    raise
                continue  # a message without its losses is better than none; the registry asks again
            metrics += found.metrics
            facts |= found.facts
        return Details(tuple(metrics), facts)

    async def _send(self, question: Ask) -> Reply:
        return await ask(
            self.services, self.account, self.provider, question, timeout_s=FETCH_TIMEOUT_S, priority=self.priority
        )


def merged(snapshot: Snapshot, details: Details) -> Snapshot:
    """The snapshot with what the further questions brought; its own facts win."""
    return replace(snapshot, facts=details.facts | snapshot.facts, metrics=snapshot.metrics + details.metrics)


def _is_whole(listed: Snapshot) -> bool:
    """Lists leave fields out: an ending needs its model or its reason before anybody is told."""
    needed = {Status.SUCCEEDED: "tuned_model", Status.FAILED: "error_message"}.get(listed.status)
    return needed is None or bool(listed.facts.get(needed))
