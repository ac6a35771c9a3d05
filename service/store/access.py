"""Who may ask: API tokens (only their hashes are kept), subscriptions made through the API, and the audit log."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import sqlalchemy as sa

from service.core.event import EventKind
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx
from service.store.rows import from_json, to_json

ROLES = ("viewer", "operator", "admin")


def hash_token(token: str) -> str:
    """What is kept of a token. It is 32 random bytes, so one round of sha256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def first_admin_token(tx: Tx) -> str | None:
    """A new admin token when there is none at all yet, to be shown once; else None."""
    tx.conn.execute(tx.lock(sa.select(schema.projects.c.id)))  # two starts take turns
    if tx.conn.scalar(sa.select(sa.func.count()).select_from(schema.tokens)):
        return None
    token = "tw_" + secrets.token_urlsafe(32)
    _keep(tx, token, "admin")
    return token


def keep_token(tx: Tx, token: str, role: str) -> None:
    """The token (an operator's own, from the environment) is valid from now on."""
    known = tx.conn.scalar(sa.select(schema.tokens.c.id).where(schema.tokens.c.hash == hash_token(token)))
    if known is None:
        _keep(tx, token, role)


def _keep(tx: Tx, token: str, role: str) -> None:
    one = "tok_" + secrets.token_hex(8)
    row = {"id": one, "role": role, "hash": hash_token(token), "created_at": tx.now}
    tx.insert_new(schema.tokens, [row])
    note(tx, "system", "token_created", one, role)


def role_of(tx: Tx, token: str) -> tuple[str, str] | None:
    """(token id, role) of a valid token, None for any other text."""
    table = schema.tokens
    row = tx.conn.execute(sa.select(table.c.id, table.c.role).where(table.c.hash == hash_token(token))).one_or_none()
    return None if row is None else (row.id, row.role)


def note(tx: Tx, actor: str, action: str, subject: str, detail: str | None = None) -> None:
    """One line in the audit log."""
    row = {"at": tx.now, "actor": actor, "action": action, "subject": subject, "detail": detail}
    tx.conn.execute(schema.audit.insert(), [row])


def subscriptions(tx: Tx) -> list[Subscription]:
    """Those made through API or CLI; those of the file are in the settings."""
    query = sa.select(schema.subscriptions).order_by(schema.subscriptions.c.id)
    return [_to_subscription(dict(row)) for row in tx.conn.execute(query).mappings()]


def add_subscription(tx: Tx, subscription: Subscription, actor: str) -> None:
    row = {
        "id": subscription.id,
        "project": subscription.project,
        "channel": subscription.channel,
        "filter": to_json(
            {
                "events": sorted(subscription.events),
                "accounts": subscription.accounts,
                "providers": subscription.providers,
                "models": subscription.models,
            }
        ),
        "created_at": tx.now,
    }
    tx.conn.execute(schema.subscriptions.insert(), [row])
    note(tx, actor, "subscription_added", subscription.id, subscription.channel)


def remove_subscription(tx: Tx, one: str, actor: str) -> bool:
    """False when there is none with this id that was made through the API."""
    table = schema.subscriptions
    gone = tx.conn.scalar(table.delete().where(table.c.id == one).returning(table.c.id))
    if gone is not None:
        note(tx, actor, "subscription_removed", one)
    return gone is not None


def _to_subscription(row: dict[str, Any]) -> Subscription:
    wanted = from_json(row["filter"])
    return Subscription(
        id=row["id"],
        channel=row["channel"],
        events=frozenset(EventKind(kind) for kind in wanted["events"]),
        project=row["project"],
        accounts=tuple(wanted["accounts"]),
        providers=tuple(wanted["providers"]),
        models=tuple(wanted["models"]),
        from_file=False,
    )
