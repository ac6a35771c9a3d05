"""Who may ask: API tokens (only their hashes are kept), subscriptions made through the API, and the audit log."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from service.core.event import EventKind
from service.core.subscription import Subscription
from service.store import schema
from service.store.engine import Tx, inserting
from service.store.rows import from_json, to_json

ROLES = ("viewer", "operator", "admin")
USED_EVERY = timedelta(hours=1)  # a request costs no write
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


def new_token(tx: Tx, role: str, actor: str, label: str | None = None) -> tuple[str, str]:
    """(its id, the token): valid from now on, and shown never again. The label is what people call it."""
    one, token = "tok_" + secrets.token_hex(8), "tw_" + secrets.token_urlsafe(32)
    _keep(tx, one, token, role, actor, label)
    return one, token


def keep_token(tx: Tx, token: str, role: str) -> None:
    """The token from the environment is valid from now on, in place of the one that was there before."""
    table = schema.tokens
    digest = hash_token(token)
    old = table.delete().where(table.c.id == FROM_ENVIRONMENT, table.c.hash != digest).returning(table.c.id)
    if tx.conn.scalar(old) is not None:
        audit(tx, "system", "token_removed", FROM_ENVIRONMENT)
    if tx.conn.scalar(sa.select(table.c.id).where(table.c.hash == digest)) is None:
        _keep(tx, FROM_ENVIRONMENT, token, role, "system")


def _keep(tx: Tx, one: str, token: str, role: str, actor: str, label: str | None = None) -> None:
    row = {"id": one, "role": role, "hash": hash_token(token), "created_at": tx.now, "label": label}
    tx.insert_new(schema.tokens, [row])
    audit(tx, actor, "token_created", one, f"{role}: {label}" if label else role)


def tokens(tx: Tx) -> list[dict[str, Any]]:
    """{id, label, role, created_at, used_at} of every valid token, oldest first."""
    table = schema.tokens
    shown = (table.c.id, table.c.label, table.c.role, table.c.created_at, table.c.used_at)
    query = sa.select(*shown).order_by(table.c.created_at, table.c.id)
    return [dict(row) for row in tx.conn.execute(query).mappings()]


def remove_token(tx: Tx, one: str, actor: str) -> bool:
    """The token is not valid any more; False when there is none of this id."""
    table = schema.tokens
    gone = tx.conn.execute(table.delete().where(table.c.id == one).returning(table.c.label)).one_or_none()
    if gone is not None:
        audit(tx, actor, "token_removed", one, gone.label)
    return gone is not None


class Known(NamedTuple):
    """A valid token. `stale`: it is time to write down that it was used."""

    id: str
    role: str
    stale: bool


def known(tx: Tx, token: str) -> Known | None:
    """The token, None for any other text."""
    table = schema.tokens
    query = sa.select(table.c.id, table.c.role, table.c.used_at).where(table.c.hash == hash_token(token))
    row = tx.conn.execute(query).one_or_none()
    if row is None:
        return None
    return Known(row.id, row.role, row.used_at is None or tx.now - row.used_at >= USED_EVERY)


def role_of(tx: Tx, token: str) -> tuple[str, str] | None:
    """(token id, role) of a valid token, None for any other text."""
    found = known(tx, token)
    return None if found is None else (found.id, found.role)


def used(tx: Tx, one: str) -> None:
    """The token was used now."""
    tx.conn.execute(schema.tokens.update().where(schema.tokens.c.id == one).values(used_at=tx.now))


def audit(tx: Tx, actor: str, action: str, subject: str, detail: str | None = None) -> None:
    """One line in the audit log, with what the actor's token is called."""
    label = sa.select(schema.tokens.c.label).where(schema.tokens.c.id == actor).scalar_subquery()
    row = {"at": tx.now, "actor": actor, "action": action, "subject": subject, "detail": detail}
    tx.conn.execute(schema.audit.insert().values(**row, actor_label=label))


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
    audit(tx, actor, "subscription_added", subscription.id, subscription.channel)
    return True


def remove_subscription(tx: Tx, one: str, actor: str) -> bool:
    """False when there is none with this id that was made through the API."""
    table = schema.subscriptions
    gone = tx.conn.scalar(table.delete().where(table.c.id == one).returning(table.c.id))
    if gone is not None:
        audit(tx, actor, "subscription_removed", one)
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
