"""What the kinds of channel have in common: HTTP's ways to say "later"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def header(headers: Mapping[str, str], name: str) -> str | None:
    """The header's value, whatever the case of its name."""
    return next((value for key, value in headers.items() if key.lower() == name), None)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """What Retry-After asks for, in seconds; a date counts from the reply's own Date, so no clock of ours is needed."""
    value = (header(headers, "retry-after") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    until, sent = _date(value), _date(header(headers, "date") or "")
    if until is None or sent is None:
        return None
    return max((until - sent).total_seconds(), 0.0)


def _date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
