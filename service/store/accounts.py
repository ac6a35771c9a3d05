"""Accounts: known since when, polled by whom, how far, and whether they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from service.core.config import Account
from service.core.effect import Effect
from service.core.event import Event, EventKind, event_id
from service.core.subscription import Subscription
from service.store import schema
from service.store.effects import notify
from service.store.engine import Tx

FAILURES_BEFORE_TELLING = 3  # a provider that hiccups once is not news; a refused key is, at once


@dataclass(frozen=True, slots=True)
class PollClaim:
    """One poller's hold on an account: where its list goes on, and whether it was ever complete."""

    cursor: str | None
    first_list_done: bool


def connect(tx: Tx, accounts: Sequence[Account]) -> None:
    """The accounts are known from now on; committed before anything of theirs is asked for."""
    projects = sorted({account.project for account in accounts} | {"default"})
    tx.insert_new(schema.projects, [{"id": one, "created_at": tx.now} for one in projects])
    rows = [
        {
            "name": account.name,
            "project": account.project,
            "provider": account.provider,
            "known_since": tx.now,
            "failures": 0,
            "failing_told": False,
        }
        for account in sorted(accounts, key=lambda account: account.name)
    ]
    tx.insert_new(schema.accounts, rows)


def due_polls(tx: Tx, names: Sequence[str]) -> list[str]:
    """Those of the accounts whose next poll is due and that nobody polls now."""
    table = schema.accounts
    query = sa.select(table.c.name).where(
        table.c.name.in_(names),
        sa.or_(table.c.next_poll_at.is_(None), table.c.next_poll_at <= tx.now),
        sa.or_(table.c.lease_until.is_(None), table.c.lease_until <= tx.now),
    )
    return list(tx.conn.scalars(query))


def nudge(tx: Tx, names: Sequence[str]) -> None:
    """The accounts' lists are to be read now; a poller at work reads on, and the sweep begins the next one."""
    if names:
        table = schema.accounts
        tx.conn.execute(table.update().where(table.c.name.in_(names)).values(next_poll_at=tx.now))


def claim_poll(tx: Tx, name: str, *, owner: str, lease_s: float) -> PollClaim | None:
    """Takes the account for `lease_s` seconds; None when it is not due or another poller has it."""
    table = schema.accounts
    row = tx.conn.execute(
        table.update()
        .where(
            table.c.name == name,
            sa.or_(table.c.next_poll_at.is_(None), table.c.next_poll_at <= tx.now),
            sa.or_(table.c.lease_until.is_(None), table.c.lease_until <= tx.now),
        )
        .values(lease_owner=owner, lease_until=tx.now + timedelta(seconds=lease_s))
        .returning(table.c.poll_cursor, table.c.first_list_done_at)
    ).one_or_none()
    return None if row is None else PollClaim(row.poll_cursor, row.first_list_done_at is not None)


def renew_poll(tx: Tx, name: str, *, owner: str, lease_s: float) -> bool:
    """The account stays `owner`'s for `lease_s` seconds more; False when the lease was lost."""
    return _held(tx, name, owner, {"lease_until": tx.now + timedelta(seconds=lease_s)})


def keep_cursor(tx: Tx, name: str, *, owner: str, cursor: str | None, lease_s: float) -> bool:
    """The position in a first list, kept page by page; False when the lease was lost."""
    return _held(tx, name, owner, {"poll_cursor": cursor, "lease_until": tx.now + timedelta(seconds=lease_s)})


def finish_poll(tx: Tx, name: str, *, owner: str, next_in_s: float, complete: bool) -> bool:
    """The list was read; `complete`: to its end, so the first sight of the account is over."""
    values: dict[str, Any] = {
        "next_poll_at": tx.now + timedelta(seconds=next_in_s),
        "last_poll_at": tx.now,
        "lease_until": None,
        "lease_owner": None,
    }
    if complete:
        values |= {"poll_cursor": None, "first_list_done_at": sa.func.coalesce(_first_list_done(), tx.now)}
    return _held(tx, name, owner, values)


def _first_list_done() -> sa.Column[datetime]:
    return schema.accounts.c.first_list_done_at


def release_poll(tx: Tx, name: str, *, owner: str, next_in_s: float) -> None:
    """Gives the account back unread; it is polled again after `next_in_s`."""
    again = tx.now + timedelta(seconds=next_in_s)
    _held(tx, name, owner, {"next_poll_at": again, "lease_until": None, "lease_owner": None})


def _held(tx: Tx, name: str, owner: str, values: dict[str, Any]) -> bool:
    table = schema.accounts
    statement = table.update().where(table.c.name == name, table.c.lease_owner == owner).values(values)
    return tx.conn.scalar(statement.returning(table.c.name)) is not None


def answered(tx: Tx, account: Account, subscriptions: Sequence[Subscription]) -> list[Effect]:
    """The account answers; if its trouble had been told, its recovery is too."""
    table = schema.accounts
    row = tx.conn.execute(sa.select(table).where(table.c.name == account.name).with_for_update()).one_or_none()
    if row is None or row.failures == 0:
        return []
    well = {"failures": 0, "failing_since": None, "failing_told": False, "last_error": None}
    tx.conn.execute(table.update().where(table.c.name == account.name).values(well))
    if not row.failing_told:
        return []
    return _tell(tx, account, EventKind.ACCOUNT_RECOVERED, row.failing_since, row.last_error or "", subscriptions)


def failed(tx: Tx, account: Account, reason: str, *, at_once: bool, subs: Sequence[Subscription]) -> list[Effect]:
    """It does not answer; told once per trouble: after three failures, or `at_once` when our key is refused."""
    table = schema.accounts
    row = tx.conn.execute(sa.select(table).where(table.c.name == account.name).with_for_update()).one_or_none()
    if row is None:
        return []
    failures, since = row.failures + 1, row.failing_since or tx.now
    tell = not row.failing_told and (at_once or failures >= FAILURES_BEFORE_TELLING)
    values = {
        "failures": failures,
        "failing_since": since,
        "failing_told": row.failing_told or tell,
        "last_error": reason[:300],
    }
    tx.conn.execute(table.update().where(table.c.name == account.name).values(values))
    return _tell(tx, account, EventKind.ACCOUNT_FAILING, since, reason, subs) if tell else []


def _tell(
    tx: Tx, account: Account, kind: EventKind, since: datetime, reason: str, subscriptions: Sequence[Subscription]
) -> list[Effect]:
    event = Event(
        event_id(account.name, kind, since.isoformat()),
        kind,
        account.project,
        account.name,
        account.provider,
        subject=account.name,
    )
    detail = {"failing_since": since.isoformat(), "reason": reason[:300]}
    return notify(tx, [event], subscriptions, detail)


def states(tx: Tx) -> list[dict[str, Any]]:
    """Every account's row with its count of webhooks that came, came late (the poll was first) and never came."""
    table, jobs = schema.accounts, schema.jobs
    by_poll = jobs.c.ended_via == "poll"
    counted = (
        sa.select(
            jobs.c.account,
            sa.func.count().filter(jobs.c.ended_via == "webhook").label("webhooks_came"),
            sa.func.count().filter(by_poll, jobs.c.hinted_at.is_not(None)).label("webhooks_late"),
            sa.func.count().filter(by_poll, jobs.c.hinted_at.is_(None)).label("webhooks_never"),
        )
        .where(jobs.c.ended, ~jobs.c.silent)
        .group_by(jobs.c.account)
        .subquery()
    )
    query = sa.select(table, *list(counted.c)[1:]).outerjoin(counted, counted.c.account == table.c.name)
    return [
        {name: 0 if value is None and name.startswith("webhooks_") else value for name, value in row.items()}
        for row in tx.conn.execute(query.order_by(table.c.name)).mappings()
    ]
