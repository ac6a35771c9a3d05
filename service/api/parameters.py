"""Reads what a caller asks, strictly: what is unknown or of the wrong kind is named and refused, never ignored."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
from aiohttp import web
from multidict import MultiMapping

from service.api.call import Problem
from service.core.errors import Malformed
from service.core.wire import decode, text

MAX_BODY_BYTES = 64 * 1024

Q = TypeVar("Q", bound=msgspec.Struct)

Limit = Annotated[int, msgspec.Meta(ge=1, le=200, description="how many at most")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Cursor = Annotated[
    str, msgspec.Meta(min_length=1, max_length=2000, description="`next_cursor` of the page before; opaque")
]
Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


async def read(request: web.Request, kind: type[Q]) -> Q:
    """The body of a POST, the query of anything else. Raises Problem."""
    if request.method != "POST":
        return query(request, kind)
    if request.query:
        raise Problem(400, "bad_query", "a POST takes its parameters in its JSON body")
    try:
        return decode(await _body(request) or b"{}", kind)
    except Malformed as error:
        raise Problem(error.status, error.reason, error.detail) from None


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    while len(body) <= MAX_BODY_BYTES:
        chunk = await request.content.readany()
        if not chunk:
            return bytes(body)
        body += chunk
    raise Problem(413, "body_too_large", f"the body is larger than {MAX_BODY_BYTES} bytes")


def query(request: web.Request, kind: type[Q]) -> Q:
    """The query parameters. Raises Problem."""
    return typed(request.query, kind)


def typed(given: MultiMapping[str], kind: type[Q]) -> Q:
    """The parameters of a query or a form, after naming each that is unknown, repeated or not what it should be."""
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    faults = []
    for name in dict.fromkeys(given):
        values = given.getall(name)
        if name not in known:
            faults.append(f"there is no parameter {text(name, 60)}" + _there_are(known))
        elif len(values) > 1:
            faults.append(f"{name} is given more than once")
        else:
            faults += _fault(kind, name, values[0])
    if faults:
        raise Problem(400, "bad_query", "; ".join(faults))
    try:
        return msgspec.convert(dict(given), kind, strict=False)
    except msgspec.ValidationError as error:  # of a form: a field that it must have is missing
        raise Problem(400, "bad_query", _said(error)) from None


def _fault(kind: type[msgspec.Struct], name: str, value: str) -> list[str]:
    """What is wrong with the one value; that others are missing is not its fault."""
    try:
        msgspec.convert({name: value}, kind, strict=False)
    except msgspec.ValidationError as error:
        return [f"{name}: {_said(error)}"] if name in str(error).partition(" - at ")[2] else []
    return []


def _said(error: msgspec.ValidationError) -> str:
    said = str(error).partition(" - at ")[0].replace("`", "").replace(" | null", "")
    return text(said[:1].lower() + said[1:], 200)


def _there_are(known: set[str]) -> str:
    return f" (there are {', '.join(sorted(known))})" if known else " (there are none)"
