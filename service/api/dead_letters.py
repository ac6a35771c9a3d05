"""Dead letters: work that was given up, and its replay."""

from __future__ import annotations

from typing import Annotated

import msgspec

from service.api import show
from service.api.call import Call, Nothing, Problem, not_found
from service.api.worker_requests import dispatch
from service.core.outbox import OutboxEntry
from service.queue import enqueue, unpack
from service.store import access, dead_letters
from service.store.engine import Tx


class DeadLettersQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


async def listed(call: Call, asked: DeadLettersQuery) -> object:
    found = await call.store.read(dead_letters.listed, asked.limit)
    return show.complete([{**dead_letter, "error": show.redacted(dead_letter["error"])} for dead_letter in found])


async def replay(call: Call, _asked: Nothing) -> object:
    """The work is owed again: a note or an evaluation by its own id, anything else as the task that it was."""
    one = call.path["id"]
    event = await call.store.read(dead_letters.find_event, one)
    if event is None:
        entry = await call.store.write(_revive, one, call.caller.id)
        if entry is None:
            raise not_found("dead letter", one)
        await dispatch(call.tools, [entry])
    else:
        await _replay_event(call, one, *event)
    return {"id": one, "replayed": True}


def _revive(tx: Tx, one: str, actor: str) -> OutboxEntry | None:
    entry = dead_letters.take_entry(tx, one)
    if entry is not None:
        access.audit(tx, actor, "dead_letter_replayed", one)
    return entry


async def _replay_event(call: Call, one: str, name: str, payload: bytes) -> None:
    """Enqueued before it is marked: a death in between replays it twice, and twice is once."""
    try:
        task = unpack(name, payload)
    except ValueError:
        detail = f"{one} is no task that this version knows: it stays where it is"
        raise Problem(409, "unreadable", detail) from None
    await enqueue(call.tools.redis, [task])
    await call.store.write(_mark, one, call.caller.id)


def _mark(tx: Tx, one: str, actor: str) -> None:
    if dead_letters.take_event(tx, one) is not None:
        access.audit(tx, actor, "dead_letter_replayed", one)
