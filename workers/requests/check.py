"""Asks an account's provider for its job list because a person wants to know now whether that works."""

from __future__ import annotations

import time

from service.core.config import Account
from service.core.snapshot import Snapshot
from service.core.task import Check
from service.core.wire import text
from service.core.worker_reply import CheckReply
from service.providers import Provider, ProviderError
from workers.context import Services
from workers.outbound.rate_limit import Priority
from workers.requests.reply import reply_at

TIMEOUT_S = 8.0  # less than the caller's patience
SHOWN = 8  # of the jobs, so that a person sees that it is the right account


async def check(services: Services, task: Check) -> None:
    """The answer is at its reply key, for a minute. Nothing else is changed."""
    account = services.accounts.get(task.account)
    if account is None:
        answer = CheckReply(False, "this worker's configuration has no such account: restart the worker")
    else:
        answer = await ask_account(services, account, services.provider(account))
    await reply_at(services, task.reply_key, answer)


async def ask_account(services: Services, account: Account, provider: Provider) -> CheckReply:
    """What the provider says now. The account need not be one of the configuration's."""
    if not provider.lists:
        said = "has no job list to ask for" if provider.asks else "has no API to ask: it reports by webhook"
        return CheckReply(True, f"this provider {said}")
    began = time.monotonic()
    try:
        question = provider.ask_jobs(None)
        reply = await services.provider_api.ask(
            account, provider, question, timeout_s=TIMEOUT_S, priority=Priority.PERSON
        )
        page = provider.answer_jobs(reply, asked_at=services.store.now())
    except ProviderError as error:
        return CheckReply(False, str(error), denied=error.denied, ms=_ms_since(began))
    jobs, more = len(page.snapshots), page.next_cursor is not None
    found = tuple((_title(one), one.status.value) for one in page.snapshots[:SHOWN])
    said = _sentence(jobs, more, page.malformed)
    return CheckReply(True, said, jobs=jobs, more=more, ms=_ms_since(began), found=found)


def _title(snapshot: Snapshot) -> str:
    name = snapshot.facts.get("name")
    return text(name if isinstance(name, str) and name else snapshot.provider_job_id, 100)


def _sentence(jobs: int, more: bool, malformed: int) -> str:
    count = f"{jobs} job{'' if jobs == 1 else 's'}{' on the first page, and more' if more else ''}"
    return f"it answers: {count}" + (f"; {malformed} entries could not be read" if malformed else "")


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
