"""Asks a provider to cancel a job, because a person wants that now, and refreshes the job."""

from __future__ import annotations

from service.core.config import Account
from service.core.task import Cancel
from service.core.worker_reply import Cancelling, CancelReply
from service.providers import Ask, Provider, ProviderError
from service.store import refreshes
from workers.context import Services
from workers.outbound.rate_limit import OverBudget, Priority
from workers.refresh import refresh_jobs
from workers.requests.reply import reply_at

TIMEOUT_S = 8.0  # less than the caller's patience
REFRESH_AFTER = (Cancelling.TAKEN, Cancelling.REFUSED, Cancelling.UNREACHABLE)  # the job may be another than we know


async def cancel(services: Services, task: Cancel) -> None:
    """The answer is at its reply key, and the job was refreshed. Nothing is asked once nobody waits."""
    account = services.accounts.get(task.account)
    if account is None:
        answer = _not_possible("this worker's configuration has no such account: restart the worker")
    elif services.store.now().timestamp() > task.until:
        answer = CancelReply(Cancelling.TOO_LATE, "the request waited too long for a worker: nothing was asked")
    else:
        answer = await _ask(services, account, services.provider(account), task.job)
    await reply_at(services, task.reply_key, answer)
    if account is not None and answer.outcome in REFRESH_AFTER:
        await services.store.write(refreshes.expect_refresh, account, [task.job])
        await refresh_jobs(services, account, {task.job: "poll"})


async def _ask(services: Services, account: Account, provider: Provider, job: str) -> CancelReply:
    question: Ask | None = provider.ask_cancel(job) if provider.asks else None
    if question is None:
        return _not_possible(f"the {provider.name} provider offers no cancelling: do it where the job runs")
    try:
        reply = await services.provider_api.ask(
            account, provider, question, timeout_s=TIMEOUT_S, priority=Priority.PERSON
        )
        provider.answer_cancel(reply)
    except OverBudget:
        return CancelReply(Cancelling.OUT_OF_BUDGET, "too many questions to this account for now: nothing was asked")
    except ProviderError as error:
        return CancelReply(_outcome(error), str(error))
    return CancelReply(Cancelling.TAKEN, "the provider has taken the request")


def _outcome(error: ProviderError) -> Cancelling:
    if error.unknown_job:
        return Cancelling.UNKNOWN_JOB
    if error.denied:
        return Cancelling.DENIED
    refused = error.status is not None and 400 <= error.status < 500
    return Cancelling.REFUSED if refused else Cancelling.UNREACHABLE


def _not_possible(why: str) -> CancelReply:
    return CancelReply(Cancelling.NOT_POSSIBLE, why)
