"""Jobs: a list to filter, to search and to page through."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from service.api.call import Call
from service.api.reading import Cursor, Limit, Text
from service.core.snapshot import Status
from service.dashboard.page import View, next_page, same
from service.dashboard.shapes import job_line, statuses
from service.store import listings

Search = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


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
    listing = await call.store.read(
        listings.jobs,
        account=asked.account,
        status=status,
        active=active,
        project=asked.project,
        search=None if asked.q is None else asked.q.strip(),
        order=asked.order,
        cursor=asked.cursor,
        limit=asked.limit,
    )
    now = call.tools.clock()
    query = {**msgspec.structs.asdict(asked), "status": status}
    given = {"account": asked.account, "status": status, "active": active, "project": asked.project}
    return View(
        "jobs.html.j2",
        {
            "asked": query,
            "jobs": [job_line(row, now) for row in listing.rows],
            "next": next_page(
                "/jobs", {**query, "order": None if asked.order == "began" else asked.order}, listing.next_cursor
            ),
            "filtered": any(value is not None for name, value in query.items() if name not in ("order", "limit")),
            "accounts": [one.name for one in call.settings.accounts],
            "statuses": statuses(),
            "searched": listings.SEARCHED,
            "same": same("jobs", "/jobs", given),
        },
    )
