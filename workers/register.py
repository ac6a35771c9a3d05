"""Completes a registered version: lineage that only further questions bring, its base's retirement, its evaluations."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from service.core.config import Account, Suite
from service.core.effect import Effect, EffectState, next_try
from service.core.event import Event, EventKind, event_id
from service.core.job import Job
from service.core.model import ModelVersion
from service.core.plan import plan_for, suites_for
from service.core.subscription import Subscription
from service.core.task import Register
from service.core.wire import JSONValue
from service.providers import Details, Provider, ProviderError
from service.store import effects, evaluations, jobs, queries, registry
from service.store.effects import Claimed
from service.store.engine import Tx
from workers.context import Services
from workers.hand_over import hand_over
from workers.look import LOOK_TIMEOUT_S, Looker

LEASE_S = 60.0
RETIREMENT_FRESH_S = 3600.0
PATIENCE = 3  # tries for the provider's further answers; then the version stands without them


async def register(services: Services, task: Register) -> None:
    """The version is complete, told, and its evaluations are owed, in one transaction."""
    owner = f"{services.owner}:{task.task_id}"
    claim = await services.store.write(effects.claim, task.effect, owner=owner, lease_s=LEASE_S)
    if claim.result is not Claimed.YES or claim.row is None:
        return
    found = await services.store.read(_subject, claim.row["subject"])
    if found is None:
        await services.store.write(effects.close, task.effect, EffectState.SUPERSEDED, "the version is gone")
        return
    version, job = found.version, found.job
    try:
        further = await ask_further(services, job, has_metrics=found.has_metrics)
    except ProviderError as error:
        if claim.tries < PATIENCE:
            await _again(services, task, owner, claim.tries, str(error), error.retry_after_s)
            return
        further = Further()
    suites = suites_for(version, services.settings.suites)
    completion = Completion(task.effect, owner, version, job, further, suites)
    owed = await services.store.write(complete, completion, await services.subscriptions())
    await hand_over(services, owed)


@dataclass(frozen=True)
class Further:
    """What the provider added."""

    details: Details = field(default_factory=Details)
    retires_on: date | None = None


@dataclass(frozen=True)
class Completion:
    """What `complete` writes."""

    effect: str
    owner: str
    version: ModelVersion
    job: Job
    further: Further
    suites: Sequence[Suite]


async def ask_further(services: Services, job: Job, *, has_metrics: bool) -> Further:
    """Checkpoints, metrics, the base model's retirement date. Raises ProviderError when there is no answer."""
    account = services.accounts.get(job.account)
    if account is None or not (provider := services.provider(account)).asks:
        return Further()
    looker = Looker(services, account, provider, services.store.now())
    known = provider.first_details[:1] if has_metrics else ()  # the look that saw the ending has asked for these
    details = await looker.details(job.provider_job_id, known=known)
    return Further(details, await _retires_on(services, account, provider, job.text("base_model")))


async def _retires_on(services: Services, account: Account, provider: Provider, base: str | None) -> date | None:
    """When the base model retires, asked at most once an hour."""
    question = None if base is None else provider.ask_model(base)
    if base is None or question is None:
        return None
    known = services.retirements.get((account.name, base))
    if known is not None and time.monotonic() - known[1] < RETIREMENT_FRESH_S:
        return known[0]
    try:
        reply = await services.outbound.ask(account, provider, question, timeout_s=LOOK_TIMEOUT_S)
        retires_on = _date(provider.answer_model(reply))
    except ProviderError as error:
        if not error.unknown_job:  # a base model that is not in the list has no date
            raise
        retires_on = None
    services.retirements[account.name, base] = retires_on, time.monotonic()
    return retires_on


def _date(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True)
class Subject:
    """A version to complete, and its job."""

    version: ModelVersion
    job: Job
    has_metrics: bool


def _subject(tx: Tx, version_id: str) -> Subject | None:
    version = registry.get_version(tx, version_id)
    found = None if version is None else queries.get_job(tx, version.job_id)
    if version is None or found is None:
        return None
    return Subject(version, found[0], queries.has_metrics(tx, version.job_id))


def complete(tx: Tx, done: Completion, subscriptions: Sequence[Subscription]) -> list[Effect]:
    """Lineage, metrics, the note `model.registered` and the owed evaluations; nothing if the effect is not ours."""
    if effects.close(tx, done.effect, EffectState.DONE, owner=done.owner) is None:
        return []
    facts: dict[str, JSONValue] = dict(done.further.details.facts)
    if facts or done.further.retires_on is not None:
        registry.complete_lineage(tx, done.version.id, facts, done.further.retires_on)
    jobs.put_metrics(tx, done.job.id, done.further.details.metrics)
    previous = registry.previous_version(tx, done.version) if done.suites else None
    owed: list[Effect] = []
    for suite in done.suites:
        owed += evaluations.begin(tx, done.version, suite.name, plan_for(suite, done.version, previous))
    return owed + effects.notify(tx, [_event(done.version, done.job)], subscriptions)


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


async def _again(
    services: Services, task: Register, owner: str, tries: int, reason: str, retry_after_s: float | None
) -> None:
    now = services.store.now()
    due = next_try(tries, now=now, rng=services.rng, retry_after_s=retry_after_s) or now + timedelta(hours=1)
    await services.store.write(effects.postpone, task.effect, owner=owner, due_at=due, reason=reason)
    await services.enqueue_in(Register(task.effect, tries), (due - now).total_seconds())
