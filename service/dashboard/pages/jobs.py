"""Jobs: a list to filter, to search and to page through."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from service.api.call import Call
from service.api.jobs import Search
from service.api.parameters import Cursor, Limit, Text
from service.core.snapshot import Status
from service.dashboard.page import View, changed, next_page, same
from service.dashboard.shapes import job_line, statuses
from service.store import listings

ORDERS: tuple[listings.Order, ...] = ("began", "ended")


class JobsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: Text | None = None
    status: Status | None = None
    state: Literal["active", "ended"] | None = None
    project: Text | None = None
    q: Search | None = None
    order: Literal["began", "ended"] = "began"
    cursor: Cursor | None = None
    limit: Limit = 50


async def show(call: Call, asked: JobsAsked) -> View:
    active = None if asked.state is None else asked.state == "active"
    status = None if asked.status is None else asked.status.value
    order = listings.order_of(asked.order, active=active, status=status)
    orders = dict.fromkeys(listings.order_of(one, active=active, status=status) for one in ORDERS)
    where: dict[str, Any] = {"account": asked.account, "status": status, "active": active, "project": asked.project}
    listing = await call.store.read(
        listings.jobs,
        **where,
        search=None if asked.q is None else asked.q.strip(),
        order=order,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    now = call.tools.clock()
    query = {**msgspec.structs.asdict(asked), "status": status, "order": None if order == "began" else order}
    return View(
        "jobs.html.j2",
        {
            "asked": query,
            "jobs": [job_line(row, now) for row in listing.rows],
            "next": next_page("/jobs", query, listing.next_cursor),
            "first": changed("/jobs", query, cursor=None),
            "orders": {name: changed("/jobs", query, cursor=None, order=name) for name in orders},
            "filtered": any(value is not None for name, value in query.items() if name not in ("order", "limit")),
            "accounts": [one.name for one in call.settings.accounts],
            "projects": sorted({one.project for one in call.settings.accounts}),
            "statuses": statuses(),
            "searched": listings.SEARCHED,
            "same": same("jobs", "/jobs", {**query, **where, "state": None}),
        },
    )
