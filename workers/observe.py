"""A batch of inbound requests is committed: rows, changed jobs and reports in one transaction, then the refreshes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from service.core.config import Account
from service.core.errors import TAKEN, Malformed
from service.core.snapshot import ENDINGS, AccountChanged, Ignored, JobChanged, Snapshot
from service.core.subscription import Subscription
from service.core.task import Item, Observe, inbound_id
from service.providers import Provider
from service.providers.table import provider_of
from service.store import accounts, jobs, refreshes
from service.store.engine import Tx
from service.store.jobs import Applied, JobUpdate, Received
from service.store.refreshes import ChangedJob
from workers.commit import commit
from workers.context import Services
from workers.refresh import refresh_jobs


@dataclass
class Reading:
    """What a batch says: rows to keep, jobs to refresh, states that were reported whole."""

    received: list[Received] = field(default_factory=list)
    changed_jobs: list[ChangedJob] = field(default_factory=list)
    updates: list[JobUpdate] = field(default_factory=list)
    list_changed: set[str] = field(default_factory=set)  # accounts whose list is to be read now


async def observe(services: Services, task: Observe) -> None:
    """Commits the batch, then asks the providers about jobs of which only a change was announced."""
    reading = read(task.items, services.accounts, services.providers)
    await commit(services, take, reading, await services.subscriptions())
    for account, ids in _by_account(reading.changed_jobs).items():
        await refresh_jobs(services, account, dict.fromkeys(ids, "webhook"))


def take(tx: Tx, reading: Reading, subscriptions: Sequence[Subscription]) -> Applied:
    """One transaction: every request kept, every refresh due, every report applied."""
    jobs.record(tx, reading.received)
    refreshes.record_changed_jobs(tx, reading.changed_jobs)
    accounts.list_changed(tx, sorted(reading.list_changed))
    return jobs.update_many(tx, reading.updates, subscriptions)


def read(items: Sequence[Item], configured: Mapping[str, Account], providers: Mapping[str, Provider]) -> Reading:
    """What the items say. Total: what cannot be read is kept with its problem."""
    reading = Reading()
    for item in items:
        account = configured.get(item.account)
        if item.outcome not in TAKEN:
            reading.received.append(_received(item, unique=True))
        elif account is None:
            reading.received.append(_received(item, problem="the account is not configured any more"))
        else:
            _read_one(reading, item, account, provider_of(account, providers))
    return reading


def _read_one(reading: Reading, item: Item, account: Account, provider: Provider) -> None:
    try:
        said = provider.parse(item.body, received_at=_moment(item.received_at_us))
    except Malformed as error:  # taken by an older or newer receiver than this worker
        reading.received.append(_received(item, problem=f"{error.reason}: {error.detail}"))
        return
    cause = inbound_id(item)
    match said:
        case JobChanged():
            ending = said.event_type.rpartition(".")[2] in ENDINGS  # if its job is still at work, we asked too early
            changed_job = ChangedJob(account, said.provider_job_id, cause, said.event_type, ending)
            reading.changed_jobs.append(changed_job)
            reading.received.append(_received(item, event_type=said.event_type, job_id=changed_job.job_id))
        case Snapshot():
            update = JobUpdate(account, said, cause, "webhook", pushed=True)
            reading.updates.append(update)
            reading.received.append(_received(item, event_type=said.provider_status, job_id=update.job_id))
        case AccountChanged():
            reading.list_changed.add(account.name)
            reading.received.append(_received(item, event_type=said.event_type))
        case Ignored():
            reading.received.append(_received(item, event_type=said.event_type))


def _received(
    item: Item,
    *,
    event_type: str | None = None,
    job_id: str | None = None,
    problem: str | None = None,
    unique: bool = False,
) -> Received:
    return Received(
        id=inbound_id(item, unique=unique),
        account=item.account,
        delivery_id=item.delivery_id,
        outcome=item.outcome,
        received_at=_moment(item.received_at_us),
        body=item.body,
        body_hash=item.body_hash,
        content_type=item.content_type,
        head=item.head,
        event_type=event_type,
        job_id=job_id,
        problem=problem,
    )


def _moment(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def _by_account(changed_jobs: Sequence[ChangedJob]) -> dict[Account, list[str]]:
    """Each job once, however many webhooks speak of it."""
    found: dict[Account, list[str]] = {}
    for changed_job in changed_jobs:
        ids = found.setdefault(changed_job.account, [])
        if changed_job.provider_job_id not in ids:
            ids.append(changed_job.provider_job_id)
    return found
