"""Tokens with their roles, and the log of what was done with them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from service.api import show
from service.api.call import Call, Nothing, Problem, not_found
from service.store import access, queries


class TokenBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: Literal["viewer", "operator", "admin"]
    label: Annotated[str, msgspec.Meta(min_length=1, max_length=100, description="what people call it")] | None = None


class AuditQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


async def listed(call: Call, _asked: Nothing) -> object:
    return show.complete(await call.store.read(access.tokens))


async def add(call: Call, asked: TokenBody) -> object:
    """The new token, which is shown only in this answer."""
    label = " ".join((asked.label or "").split()) or None
    one, token = await call.store.write(access.new_token, asked.role, call.caller.id, label)
    return {"id": one, "role": asked.role, "label": label, "token": token}


async def remove(call: Call, _asked: Nothing) -> object:
    one = call.path["id"]
    if one == call.caller.id:
        raise Problem(409, "own_token", "this is the token you ask with: remove it with another one")
    if not await call.store.write(access.remove_token, one, call.caller.id):
        raise not_found("token", one)
    return {"id": one, "removed": True}


async def audit(call: Call, asked: AuditQuery) -> object:
    return show.complete(await call.store.read(queries.list_audit, asked.limit))


async def me(call: Call, _asked: Nothing) -> object:
    return {"id": call.caller.id, "role": call.caller.role}
