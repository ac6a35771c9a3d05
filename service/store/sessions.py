"""Sessions of people in a browser. Only a session's hash is kept, and its role is its token's, asked anew each time."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from service.store import access, schema
from service.store.engine import Tx

IDLE = timedelta(hours=12)
LIFETIME = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)  # a page that is read costs no write
BYTES = 32  # of a session's id


@dataclass(frozen=True, slots=True)
class Session:
    """Whose it is. `stale`: it is time to write down that it was seen."""

    token_id: str
    role: str
    stale: bool


def begin(tx: Tx, token_id: str) -> str:
    """The id of a new session, which is shown only here. Those that have ended are forgotten."""
    table, one = schema.sessions, secrets.token_urlsafe(BYTES)
    tx.conn.execute(table.delete().where(table.c.expires_at <= tx.now))
    row = {
        "hash": access.hash_token(one),
        "token_id": token_id,
        "created_at": tx.now,
        "seen_at": tx.now,
        "expires_at": tx.now + IDLE,
    }
    tx.conn.execute(table.insert(), [row])
    access.audit(tx, token_id, "signed_in", token_id)
    access.used(tx, token_id)
    return one


def find(tx: Tx, one: str) -> Session | None:
    """The session, None when it has ended or its token was withdrawn."""
    row = tx.conn.execute(_valid(tx, [one])).one_or_none()
    return None if row is None else Session(row.token_id, row.role, tx.now - row.seen_at >= SEEN_EVERY)


def ended(tx: Tx, some: Collection[str]) -> set[str]:
    """Those of the sessions that are none any more."""
    valid = {row.hash for row in tx.conn.execute(_valid(tx, some))} if some else set()
    return {one for one in some if access.hash_token(one) not in valid}


def _valid(tx: Tx, some: Collection[str]) -> sa.Select[Any]:
    table, tokens = schema.sessions, schema.tokens
    return (
        sa.select(table.c.hash, table.c.token_id, tokens.c.role, table.c.seen_at)
        .join(tokens, tokens.c.id == table.c.token_id)
        .where(table.c.hash.in_([access.hash_token(one) for one in some]), table.c.expires_at > tx.now)
    )


def seen(tx: Tx, one: str) -> None:
    """The session lasts `IDLE` from now, never longer than `LIFETIME` in all."""
    table = schema.sessions
    mine = table.c.hash == access.hash_token(one)
    row = tx.conn.execute(sa.select(table.c.created_at, table.c.token_id).where(mine)).one_or_none()
    if row is not None:
        access.used(tx, row.token_id)
        until = min(tx.now + IDLE, row.created_at + LIFETIME)
        tx.conn.execute(table.update().where(mine).values(seen_at=tx.now, expires_at=until))


def end(tx: Tx, one: str, actor: str) -> None:
    """The session is none any more."""
    table = schema.sessions
    gone = tx.conn.scalar(table.delete().where(table.c.hash == access.hash_token(one)).returning(table.c.token_id))
    if gone is not None:
        access.audit(tx, actor, "signed_out", gone)
