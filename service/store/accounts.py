"""Accounts: known since when, polled by whom, how far, and whether they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from service.core.account import FAILURES_TO_OPEN, Breaker, Webhooks, breaker, key_end
from service.core.config import Account
from service.core.errors import TAKEN, Reason
from service.core.event import Event, EventKind, event_id
from service.core.outbox import OutboxEntry
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx
from service.store.outbox import notify

ON_ITS_WAY = timedelta(minutes=5)  # so long a webhook may still be on its way before it counts as one that never came


@dataclass(frozen=True, slots=True)
class PollClaim:
    """One poller's hold on an account: where its list goes on, and whether it was ever complete."""

    cursor: str | None
    first_list_done: bool
    began_at: datetime | None = None  # of the reading that `cursor` goes on with
    circuit_open: bool = False  # this poll is a probe


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
            "circuit_open": False,
        }
        for account in sorted(accounts, key=lambda account: account.name)
    ]
    tx.insert_new(schema.accounts, rows)


def due_polls(tx: Tx, polled: Sequence[str], asked: Sequence[str] = ()) -> list[str]:
    """Those of the accounts whose next poll is due and that nobody polls now: of the `polled` ones, and of all that
    can be `asked` those whose circuit is open."""
    table = schema.accounts
    query = sa.select(table.c.name).where(
        sa.or_(table.c.name.in_(polled), sa.and_(table.c.name.in_(asked), table.c.circuit_open)),
        sa.or_(table.c.next_poll_at.is_(None), table.c.next_poll_at <= tx.now),
        sa.or_(table.c.lease_until.is_(None), table.c.lease_until <= tx.now),
    )
    return list(tx.conn.scalars(query))


def list_changed(tx: Tx, names: Sequence[str]) -> None:
    """The accounts' lists are to be read now. A poller at work reads on, and the next one begins when it has ended;
    an account whose circuit is open is asked when its probe is due."""
    if names:
        table = schema.accounts
        soon = sa.case((table.c.circuit_open, table.c.next_poll_at), else_=tx.now)
        tx.conn.execute(table.update().where(table.c.name.in_(names)).values(next_poll_at=soon, list_changed=True))


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
        .values(lease_owner=owner, lease_until=tx.now + timedelta(seconds=lease_s), list_changed=False)
        .returning(table.c.poll_cursor, table.c.first_list_done_at, table.c.poll_began_at, table.c.circuit_open)
    ).one_or_none()
    if row is None:
        return None
    return PollClaim(row.poll_cursor, row.first_list_done_at is not None, row.poll_began_at, row.circuit_open)


def renew_poll(tx: Tx, name: str, *, owner: str, lease_s: float) -> bool:
    """The account stays `owner`'s for `lease_s` seconds more; False when the lease was lost."""
    return _held(tx, name, owner, {"lease_until": tx.now + timedelta(seconds=lease_s)})


def keep_cursor(
    tx: Tx, name: str, *, owner: str, cursor: str | None, lease_s: float, began_at: datetime | None = None
) -> bool:
    """The position in a list and when its reading began, kept page by page of a first list and where a later one has
    to stop in between; False when the lease was lost."""
    place = {"poll_cursor": cursor, "poll_began_at": began_at}
    return _held(tx, name, owner, place | {"lease_until": tx.now + timedelta(seconds=lease_s)})


def finish_poll(tx: Tx, name: str, *, owner: str, next_in_s: float, poll_reason: str | None = None) -> bool:
    """The list was read to its end, so the account's first sight is over. A change announced meanwhile counts:
    what it is about may be on a page that had been read. False when the lease was lost."""
    table = schema.accounts
    values: dict[str, Any] = {
        "next_poll_at": sa.case((table.c.list_changed, tx.now), else_=tx.now + timedelta(seconds=next_in_s)),
        "last_poll_at": tx.now,
        "lease_until": None,
        "lease_owner": None,
        "poll_reason": poll_reason,
        "poll_cursor": None,
        "poll_began_at": None,
        "first_list_done_at": sa.func.coalesce(_first_list_done(), tx.now),
    }
    return _held(tx, name, owner, values)


def _first_list_done() -> sa.Column[datetime]:
    return schema.accounts.c.first_list_done_at


def release_poll(tx: Tx, name: str, *, owner: str, next_in_s: float, poll_reason: str | None = None) -> None:
    """Gives the account back unread; it is polled again after `next_in_s`."""
    again = tx.now + timedelta(seconds=next_in_s)
    _held(
        tx, name, owner, {"next_poll_at": again, "lease_until": None, "lease_owner": None, "poll_reason": poll_reason}
    )


def probe_now(tx: Tx, names: Sequence[str]) -> None:
    """A worker has started with these accounts: those whose circuit is open are asked at once, for a new key or
    address may be in its configuration. A key that works closes the circuit with that."""
    table = schema.accounts
    tx.conn.execute(table.update().where(table.c.name.in_(names), table.c.circuit_open).values(next_poll_at=tx.now))


def _held(tx: Tx, name: str, owner: str, values: dict[str, Any]) -> bool:
    table = schema.accounts
    statement = table.update().where(table.c.name == name, table.c.lease_owner == owner).values(values)
    return tx.conn.scalar(statement.returning(table.c.name)) is not None


def is_open(tx: Tx, name: str) -> bool:
    """Is the account's circuit open?"""
    table = schema.accounts
    return bool(tx.conn.scalar(sa.select(table.c.circuit_open).where(table.c.name == name)))


@dataclass(frozen=True, slots=True)
class Told:
    """What an account's trouble or recovery calls for. `circuit_open`: nobody but a probe asks it from now on;
    `closed`: it was open until now."""

    entries: tuple[OutboxEntry, ...] = ()
    circuit_open: bool = False
    closed: bool = False


def answered(tx: Tx, account: Account, subscriptions: Sequence[Subscription]) -> Told:
    """The account answers. An open circuit is closed, which is told, and the refreshes that waited are due."""
    table = schema.accounts
    row = tx.conn.execute(sa.select(table).where(table.c.name == account.name).with_for_update()).one_or_none()
    if row is None or row.failures == 0:
        return Told()
    well = {"failures": 0, "failing_since": None, "circuit_open": False, "last_error": None}
    tx.conn.execute(table.update().where(table.c.name == account.name).values(well))
    if not row.circuit_open:
        return Told()
    jobs = schema.jobs
    waiting = jobs.update().where(jobs.c.account == account.name, jobs.c.refresh_due_at > tx.now)
    tx.conn.execute(waiting.values(refresh_due_at=tx.now))
    kind, since = EventKind.ACCOUNT_RECOVERED, row.failing_since
    return Told(tuple(_tell(tx, account, kind, since, row.last_error or "", subscriptions)), closed=True)


def failed(tx: Tx, account: Account, reason: str, *, at_once: bool, subs: Sequence[Subscription]) -> Told:
    """It does not answer. Its circuit opens, which is told once per trouble: after three failures, or `at_once` when
    our key is refused."""
    table = schema.accounts
    row = tx.conn.execute(sa.select(table).where(table.c.name == account.name).with_for_update()).one_or_none()
    if row is None:
        return Told()
    failures, since = row.failures + 1, row.failing_since or tx.now
    tell = not row.circuit_open and (at_once or failures >= FAILURES_TO_OPEN)
    values = {
        "failures": failures,
        "failing_since": since,
        "circuit_open": row.circuit_open or tell,
        "last_error": reason[:300],
    }
    tx.conn.execute(table.update().where(table.c.name == account.name).values(values))
    entries = _tell(tx, account, EventKind.ACCOUNT_FAILING, since, reason, subs) if tell else []
    return Told(tuple(entries), circuit_open=row.circuit_open or tell)


def _tell(
    tx: Tx, account: Account, kind: EventKind, since: datetime, reason: str, subscriptions: Sequence[Subscription]
) -> list[OutboxEntry]:
    event = Event(
        event_id(account.name, kind, since.isoformat()),
        kind,
        account.project,
        account.name,
        account.provider,
        subject=account.name,
    )
    key = None if account.api_key is None else account.api_key.reveal()
    detail = {"failing_since": since.isoformat(), "reason": reason[:300], "key_end": key_end(key)}
    return notify(tx, [event], subscriptions, detail)


# With a limit PostgreSQL looks for each job in turn; an EXISTS makes it read the whole history first.
_history = schema.history
_by_webhook = sa.select(_history.c.id).where(_history.c.job_id == schema.jobs.c.id, _history.c.via == "webhook")
TOLD = _by_webhook.limit(1).correlate(schema.jobs).scalar_subquery().is_not(None)


def states(tx: Tx) -> list[dict[str, Any]]:
    """Every account's row with when its last webhook was taken, and what became of those that its endings should have
    brought (`webhooks_came`, `_late`, `_never`, and `_twice` of the time in which requests are kept)."""
    table, jobs, inbound = schema.accounts, schema.jobs, schema.inbound
    news = sa.and_(jobs.c.ended, ~jobs.c.untold)
    heard = (
        sa.select(jobs.c.account, sa.func.count().label("webhooks_came"))
        .where(news, jobs.c.ended_via == "webhook")
        .group_by(jobs.c.account)
        .subquery()
    )
    missed = (
        sa.select(
            jobs.c.account,
            sa.func.count().filter(TOLD).label("webhooks_late"),
            sa.func.count().filter(~TOLD, jobs.c.ended_seen_at <= tx.now - ON_ITS_WAY).label("webhooks_never"),
        )
        .where(news, jobs.c.ended_via == "poll")
        .group_by(jobs.c.account)
        .subquery()
    )
    repeated = (
        sa.select(inbound.c.account, sa.func.count().label("webhooks_twice"))
        .where(inbound.c.outcome == Reason.DUPLICATE.value)
        .group_by(inbound.c.account)
        .subquery()
    )
    taken = (
        sa.select(inbound.c.received_at)
        # Two outcomes, so that SQLite walks back in the account's own requests and not in everybody's.
        .where(inbound.c.account == table.c.name, inbound.c.outcome.in_(TAKEN))
        .order_by(inbound.c.received_at.desc())
        .limit(1)
        .correlate(table)
    )
    query = (
        sa.select(
            table,
            taken.scalar_subquery().label("last_webhook_at"),
            heard.c.webhooks_came,
            *list(missed.c)[1:],
            repeated.c.webhooks_twice,
        )
        .outerjoin(heard, heard.c.account == table.c.name)
        .outerjoin(missed, missed.c.account == table.c.name)
        .outerjoin(repeated, repeated.c.account == table.c.name)
    )
    return [
        {name: 0 if value is None and name.startswith("webhooks_") else value for name, value in row.items()}
        for row in tx.conn.execute(query.order_by(table.c.name)).mappings()
    ]


def webhooks_of(row: Mapping[str, Any]) -> Webhooks:
    """What became of an account's webhooks, from its row of `states`."""
    return Webhooks(**{one.name: row[f"webhooks_{one.name}"] for one in fields(Webhooks)})


def breaker_of(row: Mapping[str, Any], now: datetime) -> Breaker:
    """How the circuit of an account stands, from its row."""
    return breaker(
        opened=row["circuit_open"],
        leased=row["lease_until"] is not None and row["lease_until"] > now,
        since=row["failing_since"],
        reason=row["last_error"],
        next_poll_at=row["next_poll_at"],
    )
