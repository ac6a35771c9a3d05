"""Overview: what runs, what needs a person, what ended, and how each account stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.api import accounts as accounts_api
from service.api.call import Call, Nothing
from service.config.settings import Settings
from service.dashboard import attention
from service.dashboard.attention import AttentionItem
from service.dashboard.page import View, same
from service.dashboard.pages.setup import account_lines, channel_lines
from service.dashboard.shapes import JobLine, account_word, job_line, webhook_words
from service.dashboard.verdicts import suite_verdicts
from service.notifiers.table import NOTIFIERS
from service.providers.table import PROVIDERS
from service.store import listings, needs_attention
from service.store.engine import Tx

RUNNING, ENDED = 12, 10


@dataclass(frozen=True, slots=True)
class Found:
    running: list[dict[str, Any]]
    active: int
    ended: list[dict[str, Any]]
    needs: list[AttentionItem]
    stopping: list[dict[str, Any]]
    evaluated: dict[str, list[dict[str, Any]]]


def read(tx: Tx, settings: Settings, now: datetime) -> Found:
    ended = listings.jobs(tx, old=False, order="ended", limit=ENDED).rows
    return Found(
        running=listings.jobs(tx, active=True, limit=RUNNING).rows,
        active=listings.count_active(tx),
        ended=ended,
        needs=attention.read(tx, settings, now),
        stopping=needs_attention.retiring(tx, needs_attention.SOON_DAYS + 1, needs_attention.FORESEEN_DAYS)[
            : needs_attention.FEW
        ],
        evaluated=listings.verdicts_of_jobs(tx, [row["id"] for row in ended]),
    )


def account_cards(accounts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each account with its word and its webhooks in a sentence."""
    return [{**one, "word": account_word(one), "webhook_words": webhook_words(one)} for one in accounts]


async def show(call: Call, _asked: Nothing) -> View:
    now = call.tools.clock()
    found = await call.store.read(read, call.settings, now)
    listed: Any = await accounts_api.listed(call, Nothing())
    return View("overview.html.j2", values(call, found, listed["items"], now))


def values(call: Call, found: Found, accounts: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    running: list[JobLine] = [job_line(row, now) for row in found.running]
    return {
        "running": running,
        "active": found.active,
        "ended": [job_line(row, now) for row in found.ended],
        "verdicts": {job: suite_verdicts(rows) for job, rows in found.evaluated.items()},
        "needs": found.needs,
        "stopping": [attention.foreseen(row, now) for row in found.stopping],
        "accounts": account_cards(accounts),
        "first_run": not call.settings.accounts or not call.settings.channels,
        "has_channels": bool(call.settings.channels),
        "account_lines": account_lines("openai", PROVIDERS["openai"]),
        "channel_lines": channel_lines(next(iter(NOTIFIERS))),
        "same": same("jobs", "/jobs", {"active": True, "limit": RUNNING}, what="Running now")
        + same("jobs", "/jobs", {"old": False, "order": "ended", "limit": ENDED}, what="Ended recently")
        + same("accounts", "/accounts", what="Accounts")
        + same("models", "/models", {"retiring": True}, what="Ending soon"),
        "public_url": call.settings.public_url,
    }
