"""Overview: what runs, what needs a person, what ended, and how each account stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.api import accounts as accounts_api
from service.api.call import Call, Nothing
from service.dashboard.page import View, same
from service.dashboard.pages.setup import account_lines, channel_lines
from service.dashboard.shapes import JobLine, Row, account_word, job_line, webhook_words
from service.dashboard.verdicts import standings
from service.dashboard.words import ago, days_left, how_many
from service.log import redact
from service.providers.table import PROVIDERS
from service.store import listings
from service.store.engine import Tx

RUNNING, ENDED, NEEDS = 12, 10, 10


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for a person, with the place where something can be done about it."""

    tone: str
    what: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    running: list[dict[str, Any]]
    active: int
    ended: list[dict[str, Any]]
    stalled: list[dict[str, Any]]
    retiring: list[dict[str, Any]]
    dead: int
    failing_channels: list[str]
    evaluated: dict[str, list[dict[str, Any]]]


def read(tx: Tx, channels: Sequence[str]) -> Found:
    ended = listings.ended_lately(tx, ENDED)
    return Found(
        running=listings.jobs(tx, active=True, limit=RUNNING).rows,
        active=listings.count_active(tx),
        ended=ended,
        stalled=listings.stalled(tx, NEEDS),
        retiring=listings.retiring(tx, NEEDS),
        dead=listings.count_dead(tx),
        failing_channels=listings.failing_channels(tx, channels),
        evaluated=listings.verdicts_of_jobs(tx, [row["id"] for row in ended]),
    )


def needs(found: Found, accounts: Sequence[Mapping[str, Any]], now: datetime) -> list[Need]:
    """What waits for a person, the most urgent first: accounts, channels, silent jobs, lost work."""
    wanted = [
        Need("bad", f"Account {one['name']} is failing", redact(one["circuit"]["says"]), f"/accounts#{one['name']}")
        for one in accounts
        if one["configured"] and one["circuit"]["state"] != "closed"
    ]
    wanted += [
        Need(
            "bad", f"Channel {name} does not deliver", "Its last attempt failed: see why, and send a test.", "/channels"
        )
        for name in found.failing_channels
    ]
    wanted += [_stalled(row, now) for row in found.stalled]
    if found.dead:
        said = "Each can be sent again once its cause is gone."
        wanted.append(
            Need("bad", f"{how_many(found.dead, 'dead letter')}: work that was given up", said, "/deliveries/dead")
        )
    return wanted


def _stalled(row: Row, now: datetime) -> Need:
    line = job_line(row, now)
    heard = f"Last heard {ago(row['heard_at'], now)}. " if row["heard_at"] else ""
    said = f"{heard}Its machine, its network or its reporter may have gone; it is not counted as failed."
    return Need("odd", f"{line.title} is silent", said, f"/jobs/{line.id}")


def _retiring(row: Row, now: datetime) -> Need:
    left, name = days_left(row["base_retires_on"], now), f"{row['name']} v{row['version']}"
    what = f"{name} ends in {how_many(left, 'day')}" if left >= 0 else f"{name} has ended"
    said = f"Its base model retires on {row['base_retires_on']:%Y-%m-%d}, and the tuned model with it."
    return Need("odd", what, said, f"/models/{row['name']}")


def account_cards(accounts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each account with its word and its webhooks in a sentence."""
    return [{**one, "word": account_word(one), "webhook_words": webhook_words(one)} for one in accounts]


async def show(call: Call, _asked: Nothing) -> View:
    found = await call.store.read(read, [one.name for one in call.settings.channels])
    listed: Any = await accounts_api.listed(call, Nothing())
    now = call.tools.clock()
    return View("overview.html.j2", values(call, found, listed["items"], now))


def values(call: Call, found: Found, accounts: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    running: list[JobLine] = [job_line(row, now) for row in found.running]
    return {
        "running": running,
        "active": found.active,
        "ended": [job_line(row, now) for row in found.ended],
        "verdicts": {job: standings(rows) for job, rows in found.evaluated.items()},
        "needs": needs(found, accounts, now),
        "retiring": [_retiring(row, now) for row in found.retiring],
        "accounts": account_cards(accounts),
        "first_run": not call.settings.accounts or not call.settings.channels,
        "has_channels": bool(call.settings.channels),
        "account_lines": account_lines("openai", PROVIDERS["openai"]),
        "channel_lines": channel_lines("slack"),
        "same": same("jobs", "/jobs", {"active": True}),
        "public_url": call.settings.public_url,
    }
