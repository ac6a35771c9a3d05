"""Inbound requests: every call of a configured account, with the reason why it was taken or not; one of them verified
or taken once more."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec

from service.api import show
from service.api.call import Call, Nothing, Problem, not_found
from service.api.parameters import Cursor, Limit, Text
from service.core.config import Account
from service.core.errors import TAKEN, Reason
from service.core.task import Item, Observe
from service.providers import Provider
from service.providers.table import PROVIDERS, provider_of
from service.providers.verify_again import Again, verified_again
from service.public.webhook_secrets import secrets_of
from service.queue import enqueue
from service.store import access, queries

Row = dict[str, Any]


class InboundQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: Text | None = None
    outcome: Reason | None = None
    job_id: Text | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


async def listed(call: Call, asked: InboundQuery) -> object:
    listing = await call.store.read(
        queries.list_inbound,
        account=asked.account,
        outcome=None if asked.outcome is None else asked.outcome.value,
        job_id=asked.job_id,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return show.page(listing, show.inbound)


async def one(call: Call, _asked: Nothing) -> object:
    return show.inbound_whole(await row_of(call))


async def verify(call: Call, _asked: Nothing) -> object:
    """What today's secrets and today's reader make of it; nothing is changed."""
    return show.again(await looked_at_again(call, await row_of(call)))


async def replay(call: Call, _asked: Nothing) -> object:
    return {"id": await replayed(call, await row_of(call)), "replayed": True}


# --- for the pages too ------------------------------------------------------------------------------------------------


async def row_of(call: Call) -> Row:
    """The request that the path names. Raises Problem."""
    row = await call.store.read(queries.get_inbound, call.path["id"])
    if row is None:
        raise not_found("inbound request", call.path["id"])
    return row


async def looked_at_again(call: Call, row: Row) -> Again:
    """The stored request, verified and read once more. Raises Problem."""
    found = await _again(call, row)
    await call.store.write(access.audit, call.caller.id, "inbound_verified_again", row["id"])
    return found


async def replayed(call: Call, row: Row) -> str:
    """The request's id; it is taken once more, as if it had just come, and deduplication does not see it.

    One that was refused is taken if it proves to be genuine now, with a secret that was put right. Raises Problem.
    """
    delivery_id = row["delivery_id"]
    if row["outcome"] not in TAKEN:
        again = await _again(call, row)
        if not again.genuine:
            why = f"It was not taken when it came, and nothing proves that it is genuine. {again.why}"
            raise Problem(409, "not_genuine", why)
        delivery_id = again.delivery_id
    now = call.tools.clock()
    item = Item(
        account=_account(call, row)[0].name,
        delivery_id=f"{delivery_id[:200]}-replay-{secrets.token_hex(8)}",
        outcome=Reason.ACCEPTED.value,
        received_at_us=int(now.timestamp() * 1_000_000),
        body=_whole_body(row),
        body_hash=row["body_hash"],
        content_type=row["content_type"],
    )
    await call.store.write(access.audit, call.caller.id, "inbound_replayed", row["id"])
    await enqueue(call.tools.redis, [Observe(f"replay-{secrets.token_hex(8)}", [item])])
    return str(row["id"])


async def _again(call: Call, row: Row) -> Again:
    account, provider = _account(call, row)
    return verified_again(
        provider,
        row["head"],
        _whole_body(row),
        row["body_hash"],
        secrets=await secrets_of(call.tools.redis, account, provider),
        received_at=row["received_at"],
    )


def _account(call: Call, row: Row) -> tuple[Account, Provider]:
    for account in call.settings.accounts:
        if account.name == row["account"] and account.provider in PROVIDERS:
            return account, provider_of(account)
    raise Problem(409, "not_configured", f"The account {row['account']} is not configured any more.")


def _whole_body(row: Row) -> bytes:
    body = bytes(row["body"])
    if not body:
        raise Problem(409, "no_body", "Its body is not kept: duplicates have none, and old bodies are emptied.")
    return body
