"""Completes registered versions: lineage that only further questions bring, the base's retirement, the evaluations.

Those that were just found are completed here, some at a time, by the process that found them; what a crash or a fault
cuts off comes back through the queue, one by one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

import structlog
from redis.exceptions import RedisError

from service.core.config import Account, Suite
from service.core.errors import Unavailable
from service.core.evaluation_plan import plan_for, suites_for
from service.core.event import Event, EventKind, event_id
from service.core.job import Job
from service.core.model import ModelVersion
from service.core.outbox import EntryKind, EntryState, OutboxEntry
from service.core.retry import next_try
from service.core.subscription import Subscription
from service.core.task import CarryOut
from service.core.wire import JSONValue
from service.providers import Details, Provider, ProviderError
from service.store import evaluations, jobs, outbox, queries, registry
from service.store.engine import Tx
from service.store.outbox import Claimed
from workers.chores.retirement import ask_retirement
from workers.context import Services
from workers.dispatch import dispatch
from workers.fetch import Fetcher
from workers.outbound.rate_limit import OverBudget
from workers.requests.readiness import in_words, servable

REGISTER_LEASE_S = 60.0
log = structlog.get_logger()

GATHER_S = 0.3  # nobody waits for a lineage: what is found meanwhile shares two transactions
BREATH_S = 0.05  # between two parts of a backlog: slower, the sweep would bring the rest one by one
AT_ONCE = 10  # a transaction of more would keep a webhook waiting
BUDGET_PATIENCE = 6  # where nothing could be asked, about a quarter of an hour
PATIENCE = 3  # tries for the provider's further answers; then the version stands without them


async def register(services: Services, task: CarryOut) -> None:
    """One version that the queue brings: a retry, or what a crash cut off."""
    await complete_some(services, [task.entry], owner=f"{services.owner}:{task.task_id}")


class NewVersions:
    """The versions that this process has just found: it completes them itself, some at a time."""

    def __init__(self) -> None:
        self._entries: deque[str] = deque()

    def take_on(self, services: Services, entry: OutboxEntry) -> None:
        """The version will be completed here, together with others that are found about now."""
        self._entries.append(entry.id)
        if len(self._entries) == 1:
            services.background.start(self._complete(services))

    async def _complete(self, services: Services) -> None:
        """Completes versions until there are none; the sweep finds what fails here."""
        while entries := self._entries:
            await asyncio.sleep(GATHER_S if len(entries) <= AT_ONCE else BREATH_S)
            some = list(islice(entries, AT_ONCE))
            try:
                async with asyncio.timeout(REGISTER_LEASE_S):
                    await complete_some(services, some, owner=f"{services.owner}:found")
            except (Unavailable, RedisError, TimeoutError) as error:
                log.warning("registrations_postponed", versions=len(some), reason=type(error).__name__)
            except Exception:  # one by one through the queue, the one with the fault will be found
                log.exception("registrations_postponed", versions=len(some))
            finally:
                for _ in some:  # only now: while there are any, no second loop begins
                    entries.popleft()


async def complete_some(services: Services, ids: Sequence[str], *, owner: str) -> None:
    """Each version is complete, told, and its evaluations are owed, in one transaction; or is tried again later."""
    subjects = await services.store.write(begin, ids, owner=owner)
    answers = await asyncio.gather(*(_ask(services, one) for one in subjects))
    suites = services.settings.suites
    done = [
        Completion(one.entry, owner, one.version, one.job, answer, suites_for(one.version, suites))
        for one, answer in zip(subjects, answers, strict=True)
        if isinstance(answer, Further)
    ]
    owed = await services.store.write(complete_many, done, await services.subscriptions()) if done else []
    await dispatch(services, owed)
    for one, answer in zip(subjects, answers, strict=True):
        if isinstance(answer, ProviderError):
            await _again(services, one, owner, answer)


async def _ask(services: Services, subject: Subject) -> Further | ProviderError:
    """What the provider adds; its error while there is patience left, then nothing."""
    try:
        return await ask_further(services, subject.job)
    except ProviderError as error:
        return error if subject.tries < (BUDGET_PATIENCE if isinstance(error, OverBudget) else PATIENCE) else Further()


@dataclass(frozen=True)
class Further:
    """What the provider added."""

    details: Details = field(default_factory=Details)
    callable_words: str = ""  # what the model still needs before it answers, in the provider's word


@dataclass(frozen=True)
class Completion:
    """What `complete` writes."""

    entry: str
    owner: str
    version: ModelVersion
    job: Job
    further: Further
    suites: Sequence[Suite]


async def ask_further(services: Services, job: Job) -> Further:
    """Checkpoints and metrics; the base model's retirement is known too. Raises ProviderError without an answer."""
    account = services.accounts.get(job.account)
    if account is None or not (provider := services.provider(account)).asks:
        return Further()
    fetcher = Fetcher(services.provider_api, account, provider, services.store.now(), patient=True)
    details = await fetcher.details(job.provider_job_id)
    await _retirement(services, account, provider, job.text("base_model"))
    return Further(details, await _still_needs(services, account, job.text("tuned_model")))


async def _still_needs(services: Services, account: Account, tuned_model: str | None) -> str:
    """What stands between the model and its first answer; nothing where the provider cannot say."""
    try:
        return "" if tuned_model is None else in_words(await servable(services, account, tuned_model))
    except ProviderError:
        return ""  # the evaluation finds out


async def _retirement(services: Services, account: Account, provider: Provider, base: str | None) -> None:
    """It is known when the base model retires, before the version is told."""
    if base is not None and await services.store.read(registry.is_to_ask, account.name, base):
        await ask_retirement(services, account, provider, base)


@dataclass(frozen=True)
class Subject:
    """A version to complete, and its job; claimed."""

    entry: str
    tries: int
    version: ModelVersion
    job: Job


def begin(tx: Tx, ids: Sequence[str], *, owner: str) -> list[Subject]:
    """Those of the entries that are now the owner's, each with what it is about."""
    subjects = []
    for one in ids:
        claim = outbox.claim(tx, one, owner=owner, lease_s=REGISTER_LEASE_S)
        if claim.result is not Claimed.YES or claim.row is None:
            continue
        version = registry.get_version(tx, claim.row["subject"])
        found = None if version is None else queries.get_job(tx, version.job_id)
        if version is None or found is None:
            outbox.close(tx, one, EntryState.SUPERSEDED, "the version is gone")
            continue
        subjects.append(Subject(one, claim.tries, version, found[0]))
    return subjects


def complete_many(tx: Tx, done: Sequence[Completion], subscriptions: Sequence[Subscription]) -> list[OutboxEntry]:
    """All of them; what is newly owed."""
    return [entry for one in done for entry in complete(tx, one, subscriptions)]


def complete(tx: Tx, done: Completion, subscriptions: Sequence[Subscription]) -> list[OutboxEntry]:
    """Lineage, metrics, the notification `model.registered` and owed evaluations; nothing if the entry is not ours."""
    if outbox.close(tx, done.entry, EntryState.DONE, owner=done.owner) is None:
        return []
    facts: dict[str, JSONValue] = dict(done.further.details.facts)
    if facts:
        registry.complete_lineage(tx, done.version.id, facts)
    jobs.put_metrics(tx, done.job.id, done.further.details.metrics)
    previous = registry.previous_version(tx, done.version) if done.suites else None
    owed: list[OutboxEntry] = []
    for suite in done.suites:
        owed += evaluations.begin(tx, done.version, suite.name, plan_for(suite, done.version, previous))
    needs = done.further.callable_words
    detail = {"reason": needs} if needs else None
    return owed + outbox.notify(tx, [_event(done.version, done.job)], subscriptions, detail)


def _event(version: ModelVersion, job: Job) -> Event:
    kind = EventKind.MODEL_REGISTERED
    return Event(
        event_id(version.id, kind),
        kind,
        version.project,
        version.account,
        job.provider,
        subject=version.id,
        job_id=job.id,
        model_name=version.name,
    )


async def _again(services: Services, one: Subject, owner: str, error: ProviderError) -> None:
    now, wait_s = services.store.now(), error.retry_after_s
    due = next_try(one.tries, now=now, rng=services.rng, retry_after_s=wait_s) or now + timedelta(hours=1)
    await services.store.write(outbox.postpone, one.entry, owner=owner, due_at=due, reason=str(error))
    await services.enqueue_in(CarryOut(EntryKind.REGISTER, one.entry, one.tries), (due - now).total_seconds())
