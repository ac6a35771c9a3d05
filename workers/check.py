"""Asks an account's provider for its job list because a person wants to know now whether that works."""

from __future__ import annotations

import time

from service.core.answer import CheckAnswer
from service.core.config import Account
from service.core.task import Check
from service.providers import Provider, ProviderError
from workers.answering import answer_at
from workers.budget import Errand, ask
from workers.context import Services

TIMEOUT_S = 8.0  # less than the caller's patience


async def check(services: Services, task: Check) -> None:
    """The answer is at its ticket, for a minute. Nothing else is changed."""
    account = services.accounts.get(task.account)
    if account is None:
        answer = CheckAnswer(False, "this worker's configuration has no such account: restart the worker")
    else:
        answer = await _ask(services, account, services.provider(account))
    await answer_at(services, task.ticket, answer)


async def _ask(services: Services, account: Account, provider: Provider) -> CheckAnswer:
    if not provider.lists:
        said = "has no job list to ask for" if provider.asks else "has no API to ask: it reports by webhook"
        return CheckAnswer(True, f"this provider {said}")
    began = time.monotonic()
    try:
        question = provider.ask_jobs(None)
        reply = await ask(services, account, provider, question, timeout_s=TIMEOUT_S, errand=Errand.PERSON)
        page = provider.answer_jobs(reply, asked_at=services.store.now())
    except ProviderError as error:
        return CheckAnswer(False, str(error), denied=error.denied, ms=_ms_since(began))
    jobs, more = len(page.snapshots), page.next_cursor is not None
    return CheckAnswer(True, _sentence(jobs, more, page.malformed), jobs=jobs, more=more, ms=_ms_since(began))


def _sentence(jobs: int, more: bool, malformed: int) -> str:
    count = f"{jobs} job{'' if jobs == 1 else 's'}{' on the first page, and more' if more else ''}"
    return f"it answers: {count}" + (f"; {malformed} entries could not be read" if malformed else "")


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
