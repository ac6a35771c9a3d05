"""Refreshes jobs: asks their provider and commits what it says. What fails is due again, until it was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from service.core.config import Account
from service.core.snapshot import Snapshot
from service.core.task import Refresh
from service.providers import ProviderError
from service.store import jobs, refreshes
from service.store.jobs import JobUpdate
from workers.circuit import account_answered, account_failed
from workers.commit import commit
from workers.context import Services
from workers.dispatch import dispatch
from workers.fetch import Fetched, Fetcher
from workers.outbound.rate_limit import Priority

JOBS_PER_TASK = 100
UNASKED_S = 1.0  # the round was over: the next one


async def refresh(services: Services, task: Refresh) -> None:
    """Refreshes the account's jobs whose refresh is due."""
    account = services.accounts.get(task.account)
    if account is None:
        return
    if due := await services.store.write(refreshes.take_refreshes, account.name, JOBS_PER_TASK):
        await refresh_jobs(services, account, due)


async def refresh_jobs(
    services: Services,
    account: Account,
    wanted: Mapping[str, str],
    *,
    listed: Mapping[str, Snapshot] | None = None,
    asked_at: datetime | None = None,
    priority: Priority = Priority.NORMAL,
) -> Fetched:
    """Asks about the jobs (provider id → via) and applies the answers; what fails is due again later.

    `listed`: what the list said of them, which was asked for at `asked_at`; None: it was not read.
    """
    provider = services.provider(account)
    if not provider.asks or not wanted:
        return Fetched()
    asked_at = asked_at or services.store.now()
    fetcher = Fetcher(services.provider_api, account, provider, asked_at, priority=priority)
    fetched = await fetcher.ask(list(wanted), listed)
    await apply_snapshots(services, account, fetched.snapshots, wanted, asked_at=asked_at)
    subscriptions = await services.subscriptions()
    for provider_job_id in fetched.unknown:
        entries = await services.store.write(
            refreshes.not_found, account, provider_job_id, subscriptions, keeps_ended_s=provider.keeps_ended_s
        )
        await dispatch(services, entries)
    if fetched.unasked:
        wait_s = max(fetched.wait_s, UNASKED_S)
        await services.store.write(refreshes.defer_refreshes, account.name, fetched.unasked, wait_s=wait_s)
    if fetched.failed:
        await _postpone(services, account, fetched.failed)
    elif fetched.answered and account.name in services.provider_api.unanswered:
        await account_answered(services, account)
    return fetched


async def apply_snapshots(
    services: Services,
    account: Account,
    snapshots: Sequence[Snapshot],
    via: Mapping[str, str],
    *,
    asked_at: datetime | None,
) -> None:
    """Commits the snapshots and what they call for. `asked_at` None: they are from a list, which settles no refresh."""
    updates = [
        JobUpdate(account, seen, seen.fingerprint(), via.get(seen.provider_job_id, "poll"), asked_at=asked_at)
        for seen in snapshots
    ]
    await commit(services, jobs.update_many, updates, await services.subscriptions())


async def _postpone(services: Services, account: Account, failed: Mapping[str, ProviderError]) -> None:
    """The refreshes are due again after the longest wait that was asked for; the account's trouble is on record."""
    wait_s = max((error.retry_after_s or 0.0 for error in failed.values()), default=0.0)
    await services.store.write(refreshes.postpone_refreshes, account.name, list(failed), wait_s=wait_s)
    await account_failed(services, account, next(iter(failed.values())))
