"""Inbound: every webhook with what became of it, and why; one of them whole, read again or taken again."""

from __future__ import annotations

import contextlib
import secrets
from typing import Any

import msgspec

from service.api.call import Call, Nothing, Problem, not_found
from service.api.reading import Cursor, Limit, Text
from service.core.config import Account
from service.core.errors import Malformed, Reason
from service.core.snapshot import Hint, Ignored, Nudge, Snapshot
from service.core.task import Item, Observe
from service.dashboard.page import Elsewhere, View, next_page, same
from service.dashboard.shapes import Row
from service.log import redact
from service.providers import Said
from service.providers.table import PROVIDERS, provider_of
from service.queue import enqueue
from service.store import access, listings, queries

MAX_SHOWN = 64 * 1024  # of a body, in characters
TAKEN = (Reason.ACCEPTED.value, Reason.DELIVERY_ID_REUSED.value)


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
            "same": same("inbound", "/inbound", where),
        },
    )


async def one(call: Call, _asked: Nothing) -> View:
    row = await _row(call)
    return View("request.html.j2", values(call, row, again=None))


async def verify(call: Call, _asked: Nothing) -> View:
    """What today's reader makes of the stored body. Headers are not kept, so a signature cannot be checked again."""
    row = await _row(call)
    account = _account(call, row)
    await call.store.write(access.note, call.caller.id, "inbound_read_again", row["id"])
    try:
        said = provider_of(account).parse(_whole_body(row), received_at=row["received_at"])
    except Malformed as error:
        return View(
            "request.html.j2", values(call, row, again=[("It cannot be read", f"{error.reason}: {error.detail}")])
        )
    return View("request.html.j2", values(call, row, again=said_rows(said)))


async def replay(call: Call, _asked: Nothing) -> Elsewhere:
    """The stored request is taken once more, as if it had just come; deduplication does not see it."""
    row = await _row(call)
    account = _account(call, row)
    if row["outcome"] not in TAKEN:
        raise Problem(409, "not_taken", "It was not taken when it came, so nothing proves that it is genuine.")
    now = call.tools.clock()
    item = Item(
        account=account.name,
        delivery_id=f"{row['delivery_id'][:200]}-replay-{secrets.token_hex(8)}",
        outcome=Reason.ACCEPTED.value,
        received_at_us=int(now.timestamp() * 1_000_000),
        body=_whole_body(row),
        body_hash=row["body_hash"],
        content_type=row["content_type"],
    )
    await call.store.write(access.note, call.caller.id, "inbound_replayed", row["id"])
    await enqueue(call.tools.redis, [Observe(f"replay-{secrets.token_hex(8)}", [item])])
    return Elsewhere(f"/inbound/{row['id']}", "It is on its way through the whole path again.")


async def _row(call: Call) -> dict[str, Any]:
    row = await call.store.read(queries.get_inbound, call.path["id"])
    if row is None:
        raise not_found("inbound request", call.path["id"])
    return row


def _account(call: Call, row: Row) -> Account:
    for account in call.settings.accounts:
        if account.name == row["account"] and account.provider in PROVIDERS:
            return account
    raise Problem(409, "not_configured", f"The account {row['account']} is not configured any more.")


def _whole_body(row: Row) -> bytes:
    body = bytes(row["body"])
    if not body:
        raise Problem(409, "no_body", "Its body is not kept: duplicates have none, and old bodies are emptied.")
    return body


def values(call: Call, row: Row, *, again: list[tuple[str, str]] | None) -> dict[str, Any]:
    """What the page of one request is filled with."""
    body = bytes(row["body"])
    text, is_text = body_text(body)
    configured = any(one.name == row["account"] for one in call.settings.accounts)
    return {
        "request": {name: value for name, value in row.items() if name != "body"},
        "bytes": len(body),
        "body": redact(text),
        "is_text": is_text,
        "is_cut": len(body) > MAX_SHOWN,
        "again": again,
        "readable": configured and bool(body),
        "replayable": configured and bool(body) and row["outcome"] in TAKEN,
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


def said_rows(said: Said) -> list[tuple[str, str]]:
    """What a reader made of a body, in lines for a person."""
    match said:
        case Hint():
            return [
                ("Kind", "a hint: look at this job"),
                ("Job", said.provider_job_id),
                ("Event", said.event_type),
            ]
        case Snapshot():
            facts = ", ".join(sorted(name for name, value in said.facts.items() if value is not None))
            return [
                ("Kind", "a job as it stands"),
                ("Job", said.provider_job_id),
                ("Status", f"{said.status} (the provider's word: {said.provider_status})"),
                ("Revision", str(said.revision)),
                ("Facts", facts or "none"),
                ("Metrics", str(len(said.metrics))),
            ]
        case Nudge():
            return [("Kind", "something changed: read the list of jobs"), ("Event", said.event_type)]
        case Ignored():
            return [("Kind", "genuine, and not about a training job"), ("Event", said.event_type)]
