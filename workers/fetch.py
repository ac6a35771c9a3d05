"""Fetches jobs from their provider: each by itself, or by one read of the list where that costs less."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from service.core.config import Account
from service.core.snapshot import ENDINGS, Metric, Snapshot, Status
from service.core.wire import JSONValue
from service.providers import Ask, Details, Provider, ProviderError, Reply
from workers.outbound.provider_api import ProviderApi
from workers.outbound.rate_limit import OverBudget, Priority

FETCH_TIMEOUT_S = 5.0
ROUND_S = 15.0  # no question of a round begins later: what is left is due again, and the task ends in its time
MAX_AT_ONCE = 5  # questions to one account; more jobs than that become a read of its list: one page for each so many


@dataclass
class Fetched:
    """What a round of questions brought, job by job."""

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
    """The round is over."""


@dataclass(frozen=True)
class Fetcher:
    """Questions to one account's provider, at most five at a time."""

    api: ProviderApi
    account: Account
    provider: Provider
    asked_at: datetime
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_AT_ONCE))
    began: float = field(default_factory=time.monotonic)
    priority: Priority = Priority.NORMAL
    patient: bool = False  # what there is no budget for is asked later, by the caller, and not left out

    async def ask(self, ids: Sequence[str], shown: Mapping[str, Snapshot] | None = None) -> Fetched:
        """Every job of `ids`, by one read of the list where that is cheaper and the list was not `shown` already."""
        listed = shown or {}
        if shown is None and len(ids) > MAX_AT_ONCE and self.provider.lists:
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
            for _ in range(len(wanted) // MAX_AT_ONCE):
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
        they name the model, the refresh fails and is made again."""
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
        return await self.api.ask(
            self.account, self.provider, question, timeout_s=FETCH_TIMEOUT_S, priority=self.priority
        )


def merged(snapshot: Snapshot, details: Details) -> Snapshot:
    """The snapshot with what the further questions brought; its own facts win."""
    return replace(snapshot, facts=details.facts | snapshot.facts, metrics=snapshot.metrics + details.metrics)


def _is_whole(listed: Snapshot) -> bool:
    """Lists leave fields out: an ending needs its model or its reason before anybody is told."""
    needed = {Status.SUCCEEDED: "tuned_model", Status.FAILED: "error_message"}.get(listed.status)
    return needed is None or bool(listed.facts.get(needed))
