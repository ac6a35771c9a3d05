"""What needs a person, as one list: the overview shows it, and every page's title and icon say how long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from service.config.settings import Settings
from service.core.account import Circuit, Webhooks
from service.core.config import Account
from service.core.refresh import not_found_limit
from service.dashboard.shapes import Row, job_line
from service.dashboard.words import ago, day_of_month, days_left, how_many
from service.log import redact
from service.providers.table import PROVIDERS, provider_of, webhooks_tell
from service.store import needs_attention
from service.store.accounts import breaker_of
from service.store.engine import Tx
from service.store.needs_attention import FEW, AttentionRows


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One thing that waits for a person, with the place where something can be done about it."""

    tone: str
    what: str
    why: str
    href: str


def read(tx: Tx, settings: Settings, now: datetime) -> list[AttentionItem]:
    """What needs a person now."""
    hooked = [
        one.name
        for one in settings.accounts
        if one.provider in PROVIDERS and webhooks_tell(one, provider_of(one)).endings
    ]  # fmt: skip
    return needs(needs_attention.read(tx, [one.name for one in settings.channels], hooked), settings.accounts, now)


def needs(found: AttentionRows, accounts: Sequence[Account], now: datetime) -> list[AttentionItem]:
    """The most urgent first: accounts, channels and webhooks that fail, jobs of which nothing is heard, models, lost
    work. Of each kind a few are named, and the others are one line."""
    failing = [need for one in accounts if (need := _failing(one, found.accounts.get(one.name), now)) is not None]
    return [
        *failing,
        *map(_channel, found.channels),
        *(_not_arriving(name, counted) for name, counted in found.webhooks.items() if counted.do_not_arrive),
        *_named(found.stalled, lambda row: _stalled(row, now), "jobs are silent", "/jobs?state=active"),
        *_named(found.lost, _lost, "jobs are not known to their provider", "/jobs"),
        *_named(found.retiring, lambda row: _retiring(row, now), "models stop answering soon", "/models"),
        *_named(found.worse, _worse, "new versions are worse", "/models"),
        *_dead(found.dead),
    ]


def _named(rows: Sequence[Row], say: Callable[[Row], AttentionItem], others: str, href: str) -> Iterable[AttentionItem]:
    yield from map(say, rows[:FEW])
    if len(rows) > FEW:
        yield AttentionItem("odd", f"More {others}", "These are named once those above are seen to.", href)


def _failing(account: Account, row: Mapping[str, Any] | None, now: datetime) -> AttentionItem | None:
    if row is None or (circuit := breaker_of(row, now)).state is Circuit.CLOSED:
        return None
    key = None if account.api_key is None else account.api_key.reveal()
    return AttentionItem(
        "bad", f"Account {account.name} is failing", redact(circuit.says(key)), f"/accounts#{account.name}"
    )


def _channel(name: str) -> AttentionItem:
    said = "Its last attempt failed: see why, and send a test."
    return AttentionItem("bad", f"Channel {name} does not deliver", said, "/channels")


def _not_arriving(name: str, counted: Webhooks) -> AttentionItem:
    found = f"{counted.never} of its newest {counted.endings} endings were found only by asking"
    said = f"{found}: check the address and the secret at its provider."
    return AttentionItem("bad", f"Webhooks of {name} do not arrive", said, f"/accounts#{name}")


def _stalled(row: Row, now: datetime) -> AttentionItem:
    line = job_line(row, now)
    heard = f"Last heard {ago(row['heard_at'], now)}. " if row["heard_at"] else ""
    said = f"{heard}Its machine, its network or its reporter may have gone; it is not counted as failed."
    return AttentionItem("odd", f"{line.title} is silent", said, f"/jobs/{line.id}")


def _lost(row: Row) -> AttentionItem:
    title = row["title"] or row["provider_job_id"]
    if row["life"] < 0:
        times = how_many(not_found_limit(), "time")
        said = f"{row['account']} was asked {times}: check the id and the account."
        return AttentionItem("odd", f"{title} is not known to its provider", said, f"/jobs/{row['id']}")
    said = f"{row['account']} knew it at work: how it ended cannot be asked any more. Look there."
    return AttentionItem("odd", f"{title} is not known to its provider any more", said, f"/jobs/{row['id']}")


def _retiring(row: Row, now: datetime) -> AttentionItem:
    return AttentionItem("odd", stops(row, now), _tuned_from(row), model_href(row["name"], row["project"]))


def stops(row: Row, now: datetime) -> str:
    """`intent-router v1 stops answering on 1 Dec, in 4 days`."""
    when, left = row["base_retires_on"], days_left(row["base_retires_on"], now)
    verb = "stopped" if left < 0 else "stops"
    return f"{row['name']} v{row['version']} {verb} answering {in_days(when, left)}"


def in_days(when: date, left: int) -> str:
    """`on 1 Dec, in 4 days`."""
    if left == 0:
        return "today"
    span = f"in {how_many(left, 'day')}" if left > 0 else f"{how_many(-left, 'day')} ago"
    return f"on {day_of_month(when)}, {span}"


def foreseen(row: Row, now: datetime) -> AttentionItem:
    """A model of which a person will hear later: `intent-router v1 on 1 Dec, in 40 days`."""
    when = in_days(row["base_retires_on"], days_left(row["base_retires_on"], now))
    what = f"{row['name']} v{row['version']} {when}"
    return AttentionItem("odd", what, _tuned_from(row), model_href(row["name"], row["project"]))


def _tuned_from(row: Row) -> str:
    return f"Its base model retires on {row['base_retires_on']:%Y-%m-%d}, and the tuned model with it."


def _worse(row: Row) -> AttentionItem:
    said = f"The newest evaluation on {row['suite']} says so; `latest` points at it."
    what = f"{row['name']} v{row['version']} is worse than {row['previous']}"
    return AttentionItem("odd", what, said, f"/evaluations/{row['id']}")


def _dead(number: int) -> Iterable[AttentionItem]:
    if number:
        said = "Each can be sent again once its cause is gone."
        yield AttentionItem(
            "bad", f"{how_many(number, 'dead letter')}: work that was given up", said, "/deliveries/dead"
        )


def model_href(name: str, project: str) -> str:
    """The page of a model; its name may hold slashes."""
    return f"/models/{quote(name)}" + ("" if project == "default" else f"?project={quote(project)}")
