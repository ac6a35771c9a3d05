"""Makes what came over the wire storable, everywhere the same: text without NUL, numbers that fit, nothing endless."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from service.core.errors import Malformed, Reason

MAX_TEXT_BYTES = 64 * 1024
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
MAX_DEPTH = 64

T = TypeVar("T")

JSONValue = None | bool | int | float | str | list["JSONValue"] | dict[str, "JSONValue"]


def decode(body: bytes, kind: type[T]) -> T:
    """`body` as `kind` (a msgspec Struct or JSON type). Raises only Malformed: not_utf8, not_json or wrong_shape."""
    try:
        body.decode()  # msgspec does not look into fields that it skips
    except UnicodeDecodeError:
        raise Malformed(Reason.NOT_UTF8, "the body is not UTF-8") from None
    try:
        return msgspec.json.decode(body, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise Malformed(Reason.WRONG_SHAPE, _path_only(error)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Malformed(Reason.NOT_JSON, "the body is not JSON") from None


def _path_only(error: msgspec.ValidationError) -> str:
    """msgspec's message without the values in it: what was expected, and at which path."""
    return str(error).encode("ascii", "replace").decode()[:200]


def text(value: str, limit: int = MAX_TEXT_BYTES) -> str:
    """`value` without NUL and lone surrogates, cut to `limit` bytes of UTF-8."""
    raw = value.replace("\x00", "\ufffd").encode("utf-8", "replace")
    return raw.decode() if len(raw) <= limit else raw[:limit].decode("utf-8", "ignore")


def optional_text(value: object, limit: int = MAX_TEXT_BYTES) -> str | None:
    """Storable text of a string that is not empty; None for anything else."""
    return text(value, limit) if isinstance(value, str) and value else None


def integer(value: object) -> int | None:
    """A number that a 64-bit column holds, else None. Booleans are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float):
        if not math.isfinite(value) or not value.is_integer():
            return None
        value = int(value)
    return value if INT64_MIN <= value <= INT64_MAX else None


def number(value: object) -> float | None:
    """A finite float, else None (NaN and infinities cannot be stored as JSON)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        as_float = float(value)
    except OverflowError:
        return None
    return as_float if math.isfinite(as_float) else None


def storable(value: object, depth: int = 0) -> JSONValue:
    """Any decoded JSON with every leaf storable; what cannot be is replaced by None."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, dict):
        return {text(str(key)): storable(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item, depth + 1) for item in value]
    return None


def from_unix_s(value: object) -> datetime | None:
    """A moment from unix seconds; None for absent, zero or impossible ones (OpenAI sends `estimated_finish: 0`)."""
    seconds = number(value)
    if seconds is None or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def from_iso(value: object) -> datetime | None:
    """An aware UTC moment from ISO-8601; a time without zone is UTC; None when it is not a time."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
