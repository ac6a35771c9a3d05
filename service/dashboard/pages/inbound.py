"""Inbound: every webhook with what became of it, and why; one of them whole, verified again or taken again."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec

from service.api import inbound as api
from service.api import show as api_show
from service.api.call import Call, Nothing
from service.api.parameters import Cursor, Limit, Text
from service.core.errors import TAKEN, Reason
from service.dashboard.page import Elsewhere, View, changed, next_page, same
from service.dashboard.shapes import Row
from service.log import redact
from service.providers.verify_again import Again
from service.store import listings, queries

MAX_SHOWN = 64 * 1024  # of a body, in characters


class InboundAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: Text | None = None
    outcome: Reason | None = None
    job_id: Text | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


async def show(call: Call, asked: InboundAsked) -> View:
    outcome = None if asked.outcome is None else asked.outcome.value
    where = {"account": asked.account, "outcome": outcome, "job_id": asked.job_id}
    listing = await call.store.read(queries.list_inbound, **where, cursor=asked.cursor, limit=asked.limit)
    titles = await call.store.read(listings.titles, [row["job_id"] for row in listing.rows])
    query = {**msgspec.structs.asdict(asked), "outcome": outcome}
    return View(
        "inbound.html.j2",
        {
            "asked": query,
            "titles": titles,
            "requests": listing.rows,
            "next": next_page("/inbound", query, listing.next_cursor),
            "filtered": any(where.values()),
            "accounts": [one.name for one in call.settings.accounts],
            "outcomes": [reason.value for reason in Reason],
            "first": changed("/inbound", query, cursor=None),
            "same": same("inbound", "/inbound", query),
        },
    )


async def one(call: Call, _asked: Nothing) -> View:
    return _page(call, await api.row_of(call), again=None)


async def verify(call: Call, _asked: Nothing) -> View:
    """What today's secrets and today's reader make of it; nothing is changed."""
    row = await api.row_of(call)
    return _page(call, row, again=await api.looked_at_again(call, row))


async def replay(call: Call, _asked: Nothing) -> Elsewhere:
    one = await api.replayed(call, await api.row_of(call))
    return Elsewhere(f"/inbound/{one}", "It is on its way through the whole path again.")


def _page(call: Call, row: Row, *, again: Again | None) -> View:
    return View("request.html.j2", values(call, row, again=again))


def values(call: Call, row: Row, *, again: Again | None) -> dict[str, Any]:
    """What the page of one request is filled with."""
    body, (line, headers) = bytes(row["body"]), api_show.head(row)
    text, is_text = body_text(body)
    configured = any(one.name == row["account"] for one in call.settings.accounts)
    return {
        "request": {name: value for name, value in row.items() if name not in ("head", "body")},
        "line": line,
        "headers": headers,
        "bytes": len(body),
        "body": redact(text),
        "is_text": is_text,
        "is_cut": len(body) > MAX_SHOWN,
        "again": None if again is None else api_show.again(again),
        "verifiable": configured and bool(body),
        "replayable": configured and bool(body) and (row["outcome"] in TAKEN or bool(again and again.genuine)),
        "same": same("", f"/inbound/{row['id']}"),
    }


def body_text(body: bytes) -> tuple[str, bool]:
    """A body for reading: JSON set out, other text as it is, else in hexadecimal; and whether it is text."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body[: MAX_SHOWN // 2].hex(" "), False
    if len(body) <= MAX_SHOWN:
        with contextlib.suppress(ValueError, RecursionError):
            text = msgspec.json.format(body, indent=2).decode()
    return text[:MAX_SHOWN], True
