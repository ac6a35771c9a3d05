"""Dead letters: single pieces of work that were given up. Each can be replayed with one command."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from service.core.outbox import OutboxEntry
from service.store import schema
from service.store.engine import Tx
from service.store.outbox import dead_entries, revive


def add(tx: Tx, task: str, payload: bytes, error: str) -> None:
    """Keeps a task that failed for a reason of its own, whole, so that it can be run again."""
    row = {"task": task, "payload": payload, "error": error[:1000], "at": tx.now}
    tx.conn.execute(schema.dead_letters.insert(), [row])


def listed(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    """Dead events and dead effects, newest first: {id, kind, subject, about, channel, job_id, error, at}.

    `about` is the kind of event of a notification, and `channel` where it should have gone.
    """
    table = schema.dead_letters
    query = (
        sa.select(table.c.id, table.c.task, table.c.error, table.c.at)
        .where(table.c.replayed_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    events = [
        {
            "id": f"event-{row['id']}",
            "kind": row["task"],
            "subject": "",
            "about": None,
            "channel": None,
            "job_id": None,
            "error": row["error"],
            "at": row["at"],
        }
        for row in tx.conn.execute(query).mappings()
    ]
    dead = dead_entries(tx, limit)
    notifications = schema.notifications
    told = sa.select(notifications.c.id, notifications.c.event_kind, notifications.c.channel).where(
        notifications.c.id.in_([row["id"] for row in dead])
    )
    notification = {row.id: row for row in tx.conn.execute(told)}
    entries = [
        {
            "id": row["id"],
            "kind": row["kind"],
            "subject": row["subject"],
            "about": notification[row["id"]].event_kind if row["id"] in notification else None,
            "channel": notification[row["id"]].channel if row["id"] in notification else None,
            "job_id": row["job_id"],
            "error": row["reason"] or "",
            "at": row["done_at"] or row["created_at"],
        }
        for row in dead
    ]
    return sorted(events + entries, key=lambda dead_letter: dead_letter["at"], reverse=True)[:limit]


def find_event(tx: Tx, dead_letter: str) -> tuple[str, bytes] | None:
    """Name and payload of a dead event's task, None when none waits under this id."""
    table = schema.dead_letters
    query = sa.select(table.c.task, table.c.payload).where(*_waiting(dead_letter))
    row = tx.conn.execute(query).one_or_none()
    return None if row is None else (row.task, row.payload)


def _waiting(dead_letter: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The dead event that the id names, if it was not replayed; ids of other things name none."""
    table = schema.dead_letters
    found = re.fullmatch(r"event-([0-9]{1,18})", dead_letter)
    return table.c.id == (int(found[1]) if found else -1), table.c.replayed_at.is_(None)


def take_event(tx: Tx, dead_letter: str) -> tuple[str, bytes] | None:
    """Marks a dead event as replayed; its task's name and payload, None when there is none waiting under this id."""
    table = schema.dead_letters
    row = tx.conn.execute(
        table.update().where(*_waiting(dead_letter)).values(replayed_at=tx.now).returning(table.c.task, table.c.payload)
    ).one_or_none()
    return None if row is None else (row.task, row.payload)


def take_entry(tx: Tx, dead_letter: str) -> OutboxEntry | None:
    """Makes a dead effect owed again; None when it is not dead."""
    return revive(tx, dead_letter)
