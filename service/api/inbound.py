"""Inbound requests: every call of a configured account, with the reason why it was taken or not."""

from __future__ import annotations

import msgspec

from service.api import show
from service.api.call import Call, Nothing, not_found
from service.api.reading import Cursor, Limit, Text
from service.core.errors import Reason
from service.store import queries


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
    row = await call.store.read(queries.get_inbound, call.path["id"])
    if row is None:
        raise not_found("inbound request", call.path["id"])
    return show.inbound(row) | show.inbound_body(row["body"])
