"""Dead letters: work that was given up, and its replay."""

from __future__ import annotations

from typing import Annotated

import msgspec

from service.api import show
from service.api.call import Call, Nothing, Problem, not_found
from service.api.handing import hand_over
from service.core.effect import Effect
from service.queue import enqueue, unpack
from service.store import access, letters
from service.store.engine import Tx


class LettersQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


async def listed(call: Call, asked: LettersQuery) -> object:
    found = await call.store.read(letters.listed, asked.limit)
    return show.complete([{**letter, "error": show.redacted(letter["error"])} for letter in found])


async def replay(call: Call, _asked: Nothing) -> object:
    """The work is owed again: a note or an evaluation by its own id, anything else as the task that it was."""
    one = call.path["id"]
    event = await call.store.read(letters.find_event, one)
    if event is None:
        effect = await call.store.write(_revive, one, call.caller.id)
        if effect is None:
            raise not_found("dead letter", one)
        await hand_over(call.tools, [effect])
    else:
        await _replay_event(call, one, *event)
    return {"id": one, "replayed": True}


def _revive(tx: Tx, one: str, actor: str) -> Effect | None:
    effect = letters.take_effect(tx, one)
    if effect is not None:
        access.note(tx, actor, "dead_letter_replayed", one)
    return effect


async def _replay_event(call: Call, one: str, name: str, payload: bytes) -> None:
    """Enqueued before it is marked: a death in between replays it twice, and twice is once."""
    try:
        task = unpack(name, payload)
    except (KeyError, ValueError):
        detail = f"{one} is no task that this version knows: it stays where it is"
        raise Problem(409, "unreadable", detail) from None
    await enqueue(call.tools.redis, [task])
    await call.store.write(_mark, one, call.caller.id)


def _mark(tx: Tx, one: str, actor: str) -> None:
    if letters.take_event(tx, one) is not None:
        access.note(tx, actor, "dead_letter_replayed", one)
