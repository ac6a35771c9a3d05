"""Notifications: each with every attempt to send it."""

from __future__ import annotations

from typing import Annotated

import msgspec

from service.api import show
from service.api.call import Call, Nothing, not_found
from service.api.parameters import Cursor, Limit, Text
from service.core.outbox import EntryState
from service.store import queries


class NotificationsQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    job_id: Text | None = None
    state: EntryState | None = None
    channel: Text | None = None
    overtaken: Annotated[bool, msgspec.Meta(description="also those that newer news overtook")] = True
    cursor: Cursor | None = None
    limit: Limit = 50


async def listed(call: Call, asked: NotificationsQuery) -> object:
    listing = await call.store.read(
        queries.list_notifications,
        job_id=asked.job_id,
        state=None if asked.state is None else asked.state.value,
        channel=asked.channel,
        overtaken=asked.overtaken,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    return show.page(listing, show.notification)


async def one(call: Call, _asked: Nothing) -> object:
    row = await call.store.read(queries.get_notification, call.path["id"])
    if row is None:
        raise not_found("notification", call.path["id"])
    return show.notification(row)
