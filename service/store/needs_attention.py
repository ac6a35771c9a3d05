"""What waits for a person. It is asked for with every page and with every change, so each part reads an end of an
index, or a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from service.core.account import Webhooks
from service.core.evaluation_plan import PREVIOUS, plan_from_json
from service.core.model import LATEST
from service.core.send_result import Outcome
from service.store import accounts, evaluations, schema
from service.store.engine import Tx
from service.store.listings import count_dead
from service.store.rows import from_json

Rows = list[dict[str, Any]]

FEW = 10  # of a kind; one more is read, which tells that there are more
LATELY = timedelta(days=14)  # for so long it waits for somebody; then it is history
SOON_DAYS, FORESEEN_DAYS = 14, 60
ENDINGS = 20  # of an account, the newest
EVALUATIONS = 50  # the newest
ALIASES = 10_000  # more models than that are not gone through for each page


@dataclass(frozen=True, slots=True)
class AttentionRows:
    """What may call for a person, each kind at most `FEW` + 1 times."""

    accounts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # how each stands, by its name
    webhooks: Mapping[str, Webhooks] = field(default_factory=dict)  # of the newest endings of each account
    channels: Sequence[str] = ()  # whose last attempt failed
    stalled: Sequence[Mapping[str, Any]] = ()
    lost: Sequence[Mapping[str, Any]] = ()
    retiring: Sequence[Mapping[str, Any]] = ()
    worse: Sequence[Mapping[str, Any]] = ()
    dead: int = 0


def read(tx: Tx, channels: Sequence[str], hooked: Sequence[str]) -> AttentionRows:
    """`hooked`: the accounts that take webhooks."""
    rows = tx.conn.execute(sa.select(schema.accounts)).mappings()
    return AttentionRows(
        accounts={row["name"]: dict(row) for row in rows},
        webhooks={one: newest_endings(tx, one) for one in hooked},
        channels=[one for one in channels if last_outcome(tx, one) in NOT_DELIVERED],
        stalled=stalled(tx),
        lost=lost(tx),
        retiring=retiring(tx, -SOON_DAYS, SOON_DAYS),
        worse=worse(tx),
        dead=count_dead(tx),
    )


def stalled(tx: Tx) -> Rows:
    """Jobs whose promised reports do not come, the longest stalled first."""
    table = schema.jobs
    return _few(tx, sa.select(table).where(table.c.stalled_at.is_not(None)).order_by(table.c.stalled_at))


def lost(tx: Tx) -> Rows:
    """Jobs that their provider does not know any more, so that nobody knows how they end; the newest first."""
    table = schema.jobs
    gone = sa.and_(table.c.unknown_to_provider, ~table.c.ended, table.c.changed_at > tx.now - LATELY)
    return _few(tx, sa.select(table).where(gone).order_by(table.c.changed_at.desc()))


def retiring(tx: Tx, after_days: int, until_days: int) -> Rows:
    """Versions that an alias points at and whose base model retires in between, by that day: {project, name, version,
    base_retires_on}."""
    bases, versions, models, aliases = schema.base_models, schema.versions, schema.models, schema.aliases
    today: date = tx.now.date()
    between = today + timedelta(days=after_days), today + timedelta(days=until_days)
    if tx.conn.scalar(sa.select(bases.c.name).where(bases.c.retires_on.between(*between)).limit(1)) is None:
        return []  # as always but for a few weeks: no need to go through the aliases
    # With a limit PostgreSQL looks for each alias in turn; a join makes it read every version first.
    pointed = sa.and_(versions.c.model_id == aliases.c.model_id, versions.c.version == aliases.c.version)
    of_its_base = sa.and_(bases.c.account == versions.c.account, bases.c.name == versions.c.base_model)
    retires_on = sa.select(bases.c.retires_on).join(versions, of_its_base).where(pointed).limit(1).correlate(aliases)
    found = (
        sa.select(models.c.project, models.c.name, aliases.c.version,
                  retires_on.scalar_subquery().label("base_retires_on"))
        .join(models, models.c.id == aliases.c.model_id)
        .limit(ALIASES)  # and with this one it looks once
        .subquery()
    )  # fmt: skip
    soon = found.c.base_retires_on.between(*between)
    order = (found.c.base_retires_on, found.c.name, found.c.project, found.c.version)
    return _few(tx, sa.select(found).where(soon).order_by(*order).distinct())


def worse(tx: Tx) -> Rows:
    """Versions that `latest` points at and that the newest evaluation on a suite finds worse than the one before:
    {id, project, name, version, suite, previous}."""
    table, versions, models, aliases = schema.evaluations, schema.versions, schema.models, schema.aliases
    suspect = sa.case((table.c.result.like('%"word":"worse"%'), table.c.result))  # others need not be read
    last = (
        sa.select(table.c.id, table.c.version_id, table.c.suite, table.c.plan, table.c.created_at,
                  suspect.label("result"))
        .where(table.c.state == evaluations.FINISHED, table.c.created_at > tx.now - LATELY)
        .order_by(table.c.created_at.desc(), table.c.id)
        .limit(EVALUATIONS)
        .subquery()
    )  # fmt: skip
    query = (
        sa.select(last, models.c.project, models.c.name, versions.c.version)
        .join(versions, versions.c.id == last.c.version_id)
        .join(models, models.c.id == versions.c.model_id)
        .join(aliases, sa.and_(aliases.c.model_id == versions.c.model_id, aliases.c.version == versions.c.version))
        .where(aliases.c.alias == LATEST)
        .order_by(last.c.created_at.desc(), last.c.id)
    )
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for row in tx.conn.execute(query).mappings():
        newest.setdefault((row["version_id"], row["suite"]), dict(row))
    return [row for row in newest.values() if _is_worse(row)][: FEW + 1]


def _is_worse(row: dict[str, Any]) -> bool:
    """Than the version before; the row then names that."""
    if row["result"] is None:
        return False
    row["previous"] = plan_from_json(row["plan"]).label_of(PREVIOUS)
    pair = from_json(row["result"]).get("pairs", {}).get(row["previous"]) or {}
    return bool(pair.get("word") == "worse")


def newest_endings(tx: Tx, account: str) -> Webhooks:
    """What became of the webhooks of an account's newest endings of the last days. While none is missing the rest is
    not counted."""
    jobs = schema.jobs
    mine = (jobs.c.account == account, jobs.c.ended, ~jobs.c.untold, jobs.c.ended_seen_at > tx.now - LATELY)
    order = jobs.c.ended_seen_at.desc()
    asked = sa.select(jobs.c.ended_seen_at, accounts.TOLD).where(*mine, jobs.c.ended_via == "poll")
    found = [(at, "late" if told else "never") for at, told in tx.conn.execute(asked.order_by(order).limit(ENDINGS))]
    if any(how == "never" for _, how in found):
        heard = sa.select(jobs.c.ended_seen_at).where(*mine, jobs.c.ended_via == "webhook")
        found += [(at, "came") for at in tx.conn.scalars(heard.order_by(order).limit(ENDINGS))]
    on_its_way = tx.now - accounts.ON_ITS_WAY
    counted = [how for at, how in sorted(found, reverse=True)[:ENDINGS] if how != "never" or at <= on_its_way]
    return Webhooks(counted.count("came"), counted.count("late"), counted.count("never"))


NOT_DELIVERED = frozenset(one.value for one in Outcome) - {Outcome.DELIVERED.value, Outcome.SUPERSEDED.value}


def last_outcome(tx: Tx, channel: str) -> str | None:
    """How the last ended attempt to a channel came out, of its ten newest notifications; None when there was none."""
    notifications, attempts = schema.notifications, schema.attempts
    newest = (
        sa.select(notifications.c.id)
        .where(notifications.c.channel == channel)
        .order_by(notifications.c.created_at.desc())
        .limit(10)
        .subquery()
    )
    query = (
        sa.select(attempts.c.outcome)
        .join(newest, newest.c.id == attempts.c.notification_id)
        .where(attempts.c.ended_at.is_not(None))
        .order_by(attempts.c.ended_at.desc())
        .limit(1)
    )
    return tx.conn.scalar(query)


def _few(tx: Tx, query: sa.Select[Any]) -> Rows:
    return [dict(row) for row in tx.conn.execute(query.limit(FEW + 1)).mappings()]
