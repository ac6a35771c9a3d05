"""Asks a provider to cancel a job, because a person wants that now, and looks at what became of it."""

from __future__ import annotations

from service.core.answer import CancelAnswer, Cancelling
from service.core.config import Account
from service.core.task import Cancel
from service.providers import Ask, Provider, ProviderError
from service.store import looks
from workers.answering import answer_at
from workers.budget import Errand, OverBudget, ask
from workers.context import Services
from workers.look import look_at

TIMEOUT_S = 8.0  # less than the caller's patience
LOOK_AFTER = (Cancelling.TAKEN, Cancelling.REFUSED, Cancelling.UNREACHABLE)  # the job may be another than we know


async def cancel(services: Services, task: Cancel) -> None:
    """The answer is at its ticket, and the job has been looked at. Nothing is asked once nobody waits any more."""
    account = services.accounts.get(task.account)
    if account is None:
        answer = _not_possible("this worker's configuration has no such account: restart the worker")
    elif services.store.now().timestamp() > task.until:
        answer = CancelAnswer(Cancelling.TOO_LATE, "the request waited too long for a worker: nothing was asked")
    else:
        answer = await _ask(services, account, services.provider(account), task.job)
    await answer_at(services, task.ticket, answer)
    if account is not None and answer.outcome in LOOK_AFTER:
        await services.store.write(looks.expect_look, account, [task.job])
        await look_at(services, account, {task.job: "poll"})


async def _ask(services: Services, account: Account, provider: Provider, job: str) -> CancelAnswer:
    question: Ask | None = provider.ask_cancel(job) if provider.asks else None
    if question is None:
        return _not_possible(f"the {provider.name} provider offers no cancelling: do it where the job runs")
    try:
        reply = await ask(services, account, provider, question, timeout_s=TIMEOUT_S, errand=Errand.PERSON)
        provider.answer_cancel(reply)
    except OverBudget:
        return CancelAnswer(Cancelling.OUT_OF_BUDGET, "too many questions to this account for now: nothing was asked")
    except ProviderError as error:
        return CancelAnswer(_outcome(error), str(error))
    return CancelAnswer(Cancelling.TAKEN, "the provider has taken the request")


def _outcome(error: ProviderError) -> Cancelling:
    if error.unknown_job:
        return Cancelling.UNKNOWN_JOB
    if error.denied:
        return Cancelling.DENIED
    refused = error.status is not None and 400 <= error.status < 500
    return Cancelling.REFUSED if refused else Cancelling.UNREACHABLE


def _not_possible(why: str) -> CancelAnswer:
    return CancelAnswer(Cancelling.NOT_POSSIBLE, why)
