"""Who may ask: API tokens (only their hashes are kept), subscriptions made through the API, and the audit log."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import sqlalchemy as sa

from service.core.event import EventKind
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx, inserting
from service.store.rows import from_json, to_json

ROLES = ("viewer", "operator", "admin")
FROM_ENVIRONMENT = "tok_environment"  # the id of TUNEWATCH_ADMIN_TOKEN: there is one at a time


def hash_token(token: str) -> str:
    """What is kept of a token. It is 32 random bytes, so one round of sha256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def first_admin_token(tx: Tx) -> str | None:
    """A new admin token when there is none at all yet, to be shown once; else None."""
    tx.insert_new(schema.projects, [{"id": "default", "created_at": tx.now}])
    tx.conn.execute(sa.select(schema.projects.c.id).with_for_update())  # two starts take turns
    if tx.conn.scalar(sa.select(sa.func.count()).select_from(schema.tokens)):
        return None
    return new_token(tx, "admin", "system")[1]


def new_token(tx: Tx, role: str, actor: str) -> tuple[str, str]:
    """(its id, the token): valid from now on, and shown never again."""
    one, token = "tok_" + secrets.token_hex(8), "tw_" + secrets.token_urlsafe(32)
    _keep(tx, one, token, role, actor)
    return one, token


def keep_token(tx: Tx, token: str, role: str) -> None:
    """The token from the environment is valid from now on, in place of the one that was there before."""
    table = schema.tokens
    digest = hash_token(token)
    old = table.delete().where(table.c.id == FROM_ENVIRONMENT, table.c.hash != digest).returning(table.c.id)
    if tx.conn.scalar(old) is not None:
        note(tx, "system", "token_removed", FROM_ENVIRONMENT)
    if tx.conn.scalar(sa.select(table.c.id).where(table.c.hash == digest)) is None:
        _keep(tx, FROM_ENVIRONMENT, token, role, "system")


def _keep(tx: Tx, one: str, token: str, role: str, actor: str) -> None:
    row = {"id": one, "role": role, "hash": hash_token(token), "created_at": tx.now}
    tx.insert_new(schema.tokens, [row])
    note(tx, actor, "token_created", one, role)


def tokens(tx: Tx) -> list[dict[str, Any]]:
    """{id, role, created_at} of every valid token, oldest first."""
    table = schema.tokens
    query = sa.select(table.c.id, table.c.role, table.c.created_at).order_by(table.c.created_at, table.c.id)
    return [dict(row) for row in tx.conn.execute(query).mappings()]


def remove_token(tx: Tx, one: str, actor: str) -> bool:
    """The token is not valid any more; False when there is none of this id."""
    table = schema.tokens
    gone = tx.conn.scalar(table.delete().where(table.c.id == one).returning(table.c.id))
    if gone is not None:
        note(tx, actor, "token_removed", one)
    return gone is not None


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


def add_subscription(tx: Tx, subscription: Subscription, actor: str) -> bool:
    """False when there is one with its id already."""
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
                "trouble": subscription.trouble,
            }
        ),
        "created_at": tx.now,
    }
    new = (
        inserting(schema.subscriptions, tx.is_sqlite)
        .values(row)
        .on_conflict_do_nothing()
        .returning(schema.subscriptions.c.id)
    )
    if tx.conn.scalar(new) is None:
        return False
    note(tx, actor, "subscription_added", subscription.id, subscription.channel)
    return True


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
        trouble=wanted.get("trouble", True),
        from_file=False,
    )
