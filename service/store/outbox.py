"""Owed work. The row owns it: a task begins by claiming its row and ends quietly when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from service.core.event import Event, EventKind, notification_id
from service.core.notification import overtaken
from service.core.outbox import EntryKind, EntryState, OutboxEntry, after_attempt
from service.core.send_result import Outcome, SendResult
from service.core.subscription import Subscription, listeners
from service.store import schema
from service.store.engine import Tx
from service.store.rows import Row, to_json

CLOCKS_DIFFER = timedelta(milliseconds=100)  # Redis brings a task when it is due by its own clock
SWEEP_GRACE_S = 10  # what is due for longer than this and unleased is enqueued again


class Claimed(StrEnum):
    """How a claim ended."""

    YES = "yes"
    OVER = "over"  # done, dead, superseded, cancelled, or not there
    HELD = "held"  # somebody else holds it, or another message of this (subscription, job) is in flight
    EARLY = "early"  # not due yet
    SUPERSEDED = "superseded"  # overtaken by newer news: closed now


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer to a claim; `row` is the entry's when it is YES, `again_at` when to try again when HELD or EARLY."""

    result: Claimed
    row: Row | None = None
    tries: int = 0  # including the one that this claim begins
    again_at: datetime | None = None


def owe(tx: Tx, entries: Sequence[OutboxEntry]) -> list[OutboxEntry]:
    """The entries that are new; they are owed from now on."""
    if not entries:
        return []
    unique = {entry.id: entry for entry in entries}
    rows = [
        {
            "id": entry.id,
            "kind": entry.kind,
            "subject": entry.subject,
            "job_id": entry.job_id,
            "state": entry.state.value,
            "due_at": entry.due_at or tx.now,
            "tries": 0,
            "created_at": tx.now,
        }
        for entry in unique.values()
    ]
    new = tx.insert_new_ids(schema.outbox, rows)
    return [entry for entry in unique.values() if entry.id in new]


def notify(
    tx: Tx,
    events: Sequence[Event],
    subscriptions: Sequence[Subscription],
    detail: dict[str, Any] | None = None,
    *,
    also: Sequence[OutboxEntry] = (),
) -> list[OutboxEntry]:
    """The notifications that match, each with its entry and first attempt. An event that was found before makes none.
    `also`: further entries that become owed with them."""
    pairs = {
        notification_id(event.id, subscription.id): (event, subscription)
        for event in events
        for subscription in listeners(event, subscriptions)
    }
    entries = [OutboxEntry(one, EntryKind.DELIVER, one, event.job_id) for one, (event, _) in pairs.items()]
    new = owe(tx, [*also, *entries])
    notifications = [one.id for one in new if one.kind == EntryKind.DELIVER]
    if notifications:
        tx.insert_new(schema.notifications, [_notification_row(tx, one, *pairs[one], detail) for one in notifications])
        first = {"number": 1, "started_at": tx.now, "outcome": Outcome.OPEN}
        tx.insert_new(schema.attempts, [first | {"notification_id": one} for one in notifications])
    return new


def _notification_row(
    tx: Tx, one: str, event: Event, subscription: Subscription, detail: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "id": one,
        "event_id": event.id,
        "event_kind": event.kind.value,
        "subscription": subscription.id,
        "channel": subscription.channel,
        "project": event.project,
        "account": event.account,
        "provider": event.provider,
        "subject": event.subject,
        "job_id": event.job_id,
        "status": event.status,
        "detail": None if detail is None else to_json(detail),
        "created_at": tx.now,
    }


_outbox, _notifications, _jobs, _attempts = schema.outbox, schema.notifications, schema.jobs, schema.attempts
_this = sa.bindparam("this", type_=schema.Words())
_owner = sa.bindparam("owner", type_=schema.Words())
_now = sa.bindparam("now", type_=schema.Utc())

_OWED = (_outbox.c.id == _this, _outbox.c.state == EntryState.OWED)
_FREE = {"lease_until": None, "lease_owner": None}
_CLAIM = (
    _outbox.update()
    .where(
        *_OWED,
        sa.or_(_outbox.c.lease_until.is_(None), _outbox.c.lease_until <= _now, _outbox.c.lease_owner == _owner),
        _outbox.c.due_at <= sa.bindparam("soon", type_=schema.Utc()),
    )
    .values(tries=_outbox.c.tries + 1, lease_owner=_owner, lease_until=sa.bindparam("until", type_=schema.Utc()))
    .returning(_outbox)
)
# What a message says is written with its first attempt, not changed by a later one: one id, one body. While `tries` is
# 0 nothing was sent, so that a claim that was given back leaves nothing behind.
_new_content = sa.bindparam("content", type_=schema.Words())
_CLAIM_NOTE = _CLAIM.values(
    content=sa.case(
        (_outbox.c.tries == 0, sa.func.coalesce(_new_content, _outbox.c.content)),
        else_=sa.func.coalesce(_outbox.c.content, _new_content),
    )
)
_EFFECT = sa.select(_outbox).where(_outbox.c.id == _this)
_NOTE = (
    sa.select(_notifications, _outbox.c.tries, _outbox.c.content)
    .join(_outbox, _outbox.c.id == _notifications.c.id)
    .where(_notifications.c.id == _this)
)
_JOB_LOCKED = sa.select(_jobs).where(_jobs.c.id == _this).with_for_update()
_IN_FLIGHT = (
    sa.select(sa.func.max(_outbox.c.lease_until))
    .select_from(_notifications.join(_outbox, _outbox.c.id == _notifications.c.id))
    .where(
        _notifications.c.job_id == sa.bindparam("job", type_=schema.Words()),
        _notifications.c.subscription == sa.bindparam("subscription", type_=schema.Words()),
        _notifications.c.id != _this,
        _outbox.c.state == EntryState.OWED,
        _outbox.c.lease_until > _now,
    )
)
_END = {"outcome": sa.bindparam("how"), "ended_at": _now}
_END_OPEN_ATTEMPTS = (
    _attempts.update().where(_attempts.c.notification_id == _this, _attempts.c.outcome == Outcome.OPEN).values(_END)
)
_END_ATTEMPT = (
    _attempts.update()
    .where(_attempts.c.notification_id == _this, _attempts.c.number == sa.bindparam("tries"))
    .values(_END | {"code": sa.bindparam("answer"), "detail": sa.bindparam("said")})
)
_end = sa.bindparam("end", type_=schema.Words())
_KEPT = sa.case((_end == EntryState.DEAD.value, _outbox.c.content), else_=None)  # what is dead may be replayed
_CLOSE = (
    _outbox.update()
    .where(*_OWED)
    .values(_FREE | {"state": _end, "reason": sa.bindparam("why"), "done_at": _now, "content": _KEPT})
    .returning(_outbox.c.id)
)
_CLOSE_OWN = _CLOSE.where(_outbox.c.lease_owner == _owner)
_POSTPONE = (
    _outbox.update()
    .where(*_OWED, _outbox.c.lease_owner == _owner)
    .values(_FREE | {"due_at": sa.bindparam("due", type_=schema.Utc()), "reason": sa.bindparam("why")})
    .returning(_outbox.c.id)
)


def claim(tx: Tx, entry_id: str, *, owner: str, lease_s: float) -> Claim:
    """Takes the entry for `lease_s` seconds and counts a try, or says why not."""
    return _claim(tx, _CLAIM, {"this": entry_id, "owner": owner}, lease_s)


def _claim(tx: Tx, statement: sa.UpdateBase, about: dict[str, str | None], lease_s: float) -> Claim:
    entry_id, owner = about["this"], about["owner"]
    when = {"now": tx.now, "soon": tx.now + CLOCKS_DIFFER, "until": tx.now + timedelta(seconds=lease_s)}
    if (row := tx.conn.execute(statement, about | when).mappings().one_or_none()) is not None:
        return Claim(Claimed.YES, row=row, tries=row["tries"])
    row = tx.conn.execute(_EFFECT, {"this": entry_id}).mappings().one_or_none()
    if row is None or row["state"] != EntryState.OWED:
        return Claim(Claimed.OVER)
    if row["lease_until"] is not None and row["lease_until"] > tx.now and row["lease_owner"] != owner:
        return Claim(Claimed.HELD, again_at=row["lease_until"])
    return Claim(Claimed.EARLY, again_at=row["due_at"])


@dataclass(frozen=True, slots=True)
class NotificationClaim:
    """The answer to a claim of a notification; when it is YES, `notification` is its row and `content` what
    every attempt of it says."""

    claim: Claim
    notification: Row | None = None
    content: str | None = None


Write = Callable[[Tx, Row, Row | None], str]


def claim_notification(tx: Tx, notification_id: str, *, owner: str, lease_s: float, write: Write) -> NotificationClaim:
    """Like `claim` for a notification; the attempt is on record before it is made.

    One message in flight per (subscription, job), and none that newer news has overtaken. The first attempt keeps what
    `write` makes of the notification's row and its job's; should that raise, nothing has been changed.
    """
    notification = tx.conn.execute(_NOTE, {"this": notification_id}).mappings().one_or_none()
    if notification is None:
        return NotificationClaim(Claim(Claimed.OVER))
    job = None
    if notification["job_id"]:  # the job's lock makes two claims for one job take turns
        job = tx.conn.execute(_JOB_LOCKED, {"this": notification["job_id"]}).mappings().one_or_none()
    if job is not None and _overtaken(notification, job):
        close(tx, notification_id, EntryState.SUPERSEDED, "overtaken by newer news")
        _end_attempts(tx, notification_id, Outcome.SUPERSEDED)
        return NotificationClaim(Claim(Claimed.SUPERSEDED))
    if job is not None and (until := _in_flight(tx, notification)) is not None:
        return NotificationClaim(Claim(Claimed.HELD, again_at=until))
    content = write(tx, notification, job) if notification["tries"] == 0 or notification["content"] is None else None
    taken = _claim(tx, _CLAIM_NOTE, {"this": notification_id, "owner": owner, "content": content}, lease_s)
    if taken.result is not Claimed.YES or taken.row is None:
        return NotificationClaim(taken)
    if taken.tries > 1:
        _end_attempts(tx, notification_id, Outcome.UNKNOWN)
        row = {"notification_id": notification_id, "number": taken.tries, "started_at": tx.now, "outcome": Outcome.OPEN}
        tx.insert_new(schema.attempts, [row])
    return NotificationClaim(taken, notification, taken.row["content"])


def _overtaken(notification: Row, job: Row) -> bool:
    return overtaken(
        EventKind(notification["event_kind"]),
        notification["status"],
        status=job["status"],
        ended=bool(job["ended"]),
        stalled=job["stalled_at"] is not None,
    )


def _in_flight(tx: Tx, notification: Row) -> datetime | None:
    """Until when another message of this (subscription, job) holds its lease."""
    about = {
        "job": notification["job_id"],
        "subscription": notification["subscription"],
        "this": notification["id"],
        "now": tx.now,
    }
    until: datetime | None = tx.conn.scalar(_IN_FLIGHT, about)
    return until


def _end_attempts(tx: Tx, notification_id: str, outcome: Outcome) -> None:
    tx.conn.execute(_END_OPEN_ATTEMPTS, {"this": notification_id, "how": outcome, "now": tx.now})


def settle_notification(
    tx: Tx, entry_id: str, *, owner: str, tries: int, result: SendResult, again_at: datetime | None
) -> EntryState | None:
    """Records how the attempt ended and what follows: done, again at `again_at`, or a dead letter.

    None: the lease was lost meanwhile; the attempt's outcome is kept, the entry is its new owner's.
    """
    ended = {"this": entry_id, "tries": tries, "how": result.outcome, "now": tx.now}
    tx.conn.execute(_END_ATTEMPT, ended | {"answer": result.status, "said": result.detail[:300] or None})
    state = after_attempt(result, again_at)
    if state is EntryState.OWED and again_at is not None:
        return postpone(tx, entry_id, owner=owner, due_at=again_at, reason=result.outcome)
    holder = None if state is EntryState.DONE else owner  # it has arrived, whichever process holds the entry
    return close(tx, entry_id, state, result.outcome, owner=holder)


def close(
    tx: Tx, entry_id: str, state: EntryState, reason: str | None = None, *, owner: str | None = None
) -> EntryState | None:
    """Ends an owed entry; None when it was not owed any more, or not `owner`'s."""
    values = {"this": entry_id, "end": state, "why": reason, "now": tx.now}
    statement = _CLOSE if owner is None else _CLOSE_OWN
    closed = tx.conn.scalar(statement, values if owner is None else values | {"owner": owner})
    return None if closed is None else state


def renew(tx: Tx, entry_id: str, *, owner: str, lease_s: float) -> bool:
    """The owed entry stays `owner`'s for `lease_s` seconds more; False when another process holds it.

    One that the owner itself has closed or given back is nobody else's: what is left to do for it may go on.
    """
    table = schema.outbox
    mine = table.c.id == entry_id, table.c.state == EntryState.OWED, table.c.lease_owner == owner
    tx.conn.execute(table.update().where(*mine).values(lease_until=tx.now + timedelta(seconds=lease_s)))
    holder = sa.select(table.c.lease_owner).where(table.c.id == entry_id, table.c.state == EntryState.OWED)
    return tx.conn.scalar(holder) in (owner, None)


def is_owed(tx: Tx, entry_id: str) -> bool:
    row = tx.conn.execute(_EFFECT, {"this": entry_id}).mappings().one_or_none()
    return row is not None and row["state"] == EntryState.OWED


def postpone(tx: Tx, entry_id: str, *, owner: str, due_at: datetime, reason: str | None = None) -> EntryState | None:
    """Owed again at `due_at`, held by nobody; None when it is not `owner`'s any more."""
    values = {"this": entry_id, "owner": owner, "due": due_at, "why": reason}
    return None if tx.conn.scalar(_POSTPONE, values) is None else EntryState.OWED


def unclaim(tx: Tx, entry_id: str, *, owner: str, due_at: datetime) -> None:
    """Gives a claim back that came to nothing through no fault of its own: the try is not counted."""
    table = schema.outbox
    tx.conn.execute(
        table.update()
        .where(table.c.id == entry_id, table.c.state == EntryState.OWED, table.c.lease_owner == owner)
        .values(due_at=due_at, lease_until=None, lease_owner=None, tries=table.c.tries - 1)
    )


def forgotten(tx: Tx, limit: int) -> list[OutboxEntry]:
    """Owed entries that are due for more than ten seconds and that no process holds, the longest waiting first."""
    table = schema.outbox
    query = (
        sa.select(table)
        .where(
            table.c.state == EntryState.OWED,
            table.c.due_at <= tx.now - timedelta(seconds=SWEEP_GRACE_S),
            sa.or_(table.c.lease_until.is_(None), table.c.lease_until <= tx.now),
        )
        .order_by(table.c.due_at)
        .limit(limit)
    )
    return [_to_entry(row) for row in tx.conn.execute(query).mappings()]


def _to_entry(row: Row) -> OutboxEntry:
    return OutboxEntry(
        row["id"],
        row["kind"],
        row["subject"],
        row["job_id"],
        EntryState(row["state"]),
        row["tries"],
        row["due_at"],
    )


def revive(tx: Tx, entry_id: str) -> OutboxEntry | None:
    """Makes a dead entry owed again, with its tries counted from where they were; None when it is not dead."""
    table = schema.outbox
    statement = (
        table.update()
        .where(table.c.id == entry_id, table.c.state == EntryState.DEAD)
        .values(state=EntryState.OWED, due_at=tx.now, lease_until=None, lease_owner=None, done_at=None)
        .returning(table)
    )
    row = tx.conn.execute(statement).mappings().one_or_none()
    return None if row is None else _to_entry(row)


def dead_entries(tx: Tx, limit: int) -> list[dict[str, Any]]:
    table = schema.outbox
    query = sa.select(table).where(table.c.state == EntryState.DEAD).order_by(table.c.created_at.desc()).limit(limit)
    return [dict(row) for row in tx.conn.execute(query).mappings()]
