"""Deliveries: every note with each attempt; the work that was given up, and its replay."""

from __future__ import annotations

from typing import Any

import msgspec

from service.api import dead_letters as dead_letters_api
from service.api import show as api_show
from service.api.call import Call, Nothing
from service.api.parameters import Cursor, Limit, Text
from service.core.outbox import EntryState
from service.dashboard.page import Elsewhere, View, changed, next_page, same
from service.store import listings, queries

DEAD = 200


class DeliveriesAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    state: EntryState | None = None
    channel: Text | None = None
    job_id: Text | None = None
    overtaken: bool = False
    cursor: Cursor | None = None
    limit: Limit = 50


async def show(call: Call, asked: DeliveriesAsked) -> View:
    state = None if asked.state is None else asked.state.value
    overtaken = asked.overtaken or asked.state is EntryState.SUPERSEDED
    where: dict[str, Any] = {"state": state, "channel": asked.channel, "job_id": asked.job_id, "overtaken": overtaken}
    listing = await call.store.read(queries.list_notifications, **where, cursor=asked.cursor, limit=asked.limit)
    titles = await call.store.read(listings.titles, [row["job_id"] for row in listing.rows])
    query = {**msgspec.structs.asdict(asked), "state": state, "overtaken": asked.overtaken or None}
    more = None if overtaken or state else changed("/deliveries", query, cursor=None, overtaken=True)
    return View(
        "deliveries.html.j2",
        {
            "asked": query,
            "titles": titles,
            "notes": [api_show.notification(row) for row in listing.rows],
            "next": next_page("/deliveries", query, listing.next_cursor),
            "first": changed("/deliveries", query, cursor=None),
            "with_overtaken": more,
            "filtered": any(where[name] for name in ("state", "channel", "job_id")),
            "channels": [one.name for one in call.settings.channels],
            "states": [one.value for one in EntryState],
            "dead": await call.store.read(listings.count_dead),
            "same": same("notifications", "/notifications", {**query, "overtaken": False if more else None}),
        },
    )


async def dead(call: Call, _asked: Nothing) -> View:
    found: Any = await dead_letters_api.listed(call, dead_letters_api.DeadLettersQuery(DEAD))
    titles = await call.store.read(listings.titles, [one["job_id"] for one in found["items"]])
    how = same("dead-letters list", "/dead-letters", {"limit": DEAD})
    return View("dead.html.j2", {"letters": found["items"], "titles": titles, "at_most": DEAD, "same": how})


async def replay(call: Call, _asked: Nothing) -> Elsewhere:
    """The work is owed again."""
    await dead_letters_api.replay(call, Nothing())
    return Elsewhere("/deliveries/dead", f"{call.path['id']} is being done again.")
