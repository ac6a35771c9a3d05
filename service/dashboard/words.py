"""Words and numbers of the pages: values in, text out. What messages say too is in service/notifiers/words.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from service.core.errors import Reason
from service.core.evaluation_words import between, p_value, signed
from service.core.send_result import Outcome
from service.notifiers.words import duration, many_lines, one_line, safe_link

__all__ = ["between", "duration", "many_lines", "one_line", "p_value", "safe_link", "signed"]

MAX_TITLE = 2000  # of what a hover shows of a longer text
NOTHING = "–"

_UNITS = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1))

# The colour of a status: good, bad, at work, waiting, over without a result.
TONES: Mapping[str, str] = {
    "created": "wait", "validating": "busy", "queued": "wait", "running": "busy", "paused": "wait", "finishing": "busy",
    "succeeded": "good", "failed": "bad", "cancelled": "over", "expired": "bad", "unknown": "odd", "stalled": "odd",
    # evaluations
    "waiting": "wait", "finished": "good", "better": "good", "worse": "bad", "undecided": "odd",
    "not servable": "bad", "not compared": "odd", "not run": "bad",
    # notifications
    "owed": "wait", "done": "good", "dead": "bad", "superseded": "over", "cancelled_by_config": "over",
    # channels and accounts
    "ready": "good", "unconfirmed": "wait", "failing": "bad", "connected": "good", "listening": "good",
    "retrying": "odd", "not configured": "over", "waiting for a worker": "wait",
    # providers
    "live": "good", "deprecated": "odd", "gone": "bad",
}  # fmt: skip

OUTCOME_TONES: Mapping[str, str] = {
    **{one.value: "bad" for one in Outcome},
    Outcome.DELIVERED.value: "good",
    Outcome.OPEN.value: "busy",
    Outcome.SUPERSEDED.value: "over",
    Outcome.UNKNOWN.value: "odd",
    Outcome.THROTTLED.value: "odd",
}

# What each reason means and what to do about it.
REASONS: Mapping[Reason, str] = {
    Reason.ACCEPTED: "Genuine, and taken.",
    Reason.DUPLICATE: "The same delivery had come before: nothing to do.",
    Reason.DELIVERY_ID_REUSED: "Its id had come before with another body: taken as a new event.",
    Reason.UNKNOWN_ACCOUNT: "No account of this name: check the last part of the webhook URL.",
    Reason.NO_SECRET: "The account has no webhook secret, so nothing can be believed: configure one.",
    Reason.MISSING_HEADER: "A header of the signature was missing: the sender may not be the provider.",
    Reason.BAD_HEADER: "A header of the signature could not be read.",
    Reason.BAD_TIMESTAMP: "Its time stamp could not be read.",
    Reason.TIMESTAMP_TOO_OLD: "Signed more than five minutes ago: check this machine's clock, or somebody replays.",
    Reason.TIMESTAMP_IN_FUTURE: "Signed in the future: check this machine's clock.",
    Reason.SIGNATURE_MISMATCH: "The signature is not of our secret: compare the secret with the provider's page.",
    Reason.OTHER_JOB: "A job's own secret signed a report about another job.",
    Reason.NO_PROGRESS_HERE: "This account's provider takes no progress reports.",
    Reason.NOT_UTF8: "The body is no UTF-8 text.",
    Reason.NOT_JSON: "The body is no JSON.",
    Reason.WRONG_SHAPE: "Signed, but not a message of this provider's format.",
    Reason.BODY_TOO_LARGE: "The body is larger than we take.",
    Reason.BODY_INCOMPLETE: "The sender stopped in the middle.",
}

# Words of ours that say less to others.
PLAIN: Mapping[str, str] = {
    "job.unknown_to_provider": "job unknown to its provider",
    "test": "test message",
    "done": "delivered",
    "owed": "on its way",
    "dead": "given up",
}


def iso(moment: datetime) -> str:
    """`2026-11-26T21:31:07Z`, for machines."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def exact(moment: datetime) -> str:
    """`2026-11-26 21:31:07 UTC`, for a hover."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def utc(moment: datetime) -> str:
    """`26 Nov 2026 21:31 UTC`, for a page without JavaScript."""
    at = moment.astimezone(UTC)
    return f"{at.day} {at:%b %Y %H:%M} UTC"


def ago(moment: datetime, now: datetime, about: bool = False) -> str:
    """`3 min ago` in the largest unit alone; `in 1 h 13 min`, in two above a minute; `now`. `about`: it is a guess."""
    seconds = round((now - moment).total_seconds())
    left, units = abs(seconds), list[tuple[int, str]]()
    for name, unit in _UNITS:
        count, left = divmod(left, unit)
        if count or units:
            units.append((count, name))
    if not units:
        return "now"
    if seconds > 0:
        return f"{units[0][0]} {units[0][1]} ago"
    said = " ".join(f"{count} {name}" for count, name in units[:2] if count and (name != "s" or len(units) == 1))
    return f"in about {said}" if about else f"in {said}"


def day(value: date) -> str:
    """`23 Oct 2026`."""
    return f"{value.day} {value:%b %Y}"


def day_of_month(value: date) -> str:
    """`23 Oct`."""
    return f"{value.day} {value:%b}"


def days_left(value: date, now: datetime) -> int:
    """Whole days from now until the day begins; negative when it is over."""
    return (value - now.astimezone(UTC).date()).days


def count(value: int) -> str:
    """`12,345`."""
    return f"{value:,}"


def how_many(n: int, noun: str) -> str:
    """`1 job`, `2 jobs`."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def usd(value: float) -> str:
    """`$12.30`; below ten cents with four digits."""
    return f"${value:,.4f}" if 0 < abs(value) < 0.1 else f"${value:,.2f}"


def number(value: float | None) -> str:
    """A measured value with four significant digits."""
    return NOTHING if value is None else f"{value:.4g}".replace("-", "−")


def size(n_bytes: int) -> str:
    """`812 B`, `4.2 kB`, `1.3 MB`."""
    if n_bytes < 1000:
        return f"{n_bytes} B"
    return f"{n_bytes / 1000:.1f} kB" if n_bytes < 1_000_000 else f"{n_bytes / 1_000_000:.1f} MB"


def share(part: float) -> str:
    """`12 %`; what is not nothing is never shown as 0 %."""
    percent = 100 * part
    return "< 1 %" if 0 < percent < 0.5 else f"{percent:.0f} %"


def tone(status: object) -> str:
    """The colour of a status, `odd` for a word that is new to us."""
    return TONES.get(str(status), "odd")


def outcome_tone(outcome: object) -> str:
    """The colour of an attempt's outcome."""
    return OUTCOME_TONES.get(str(outcome), "odd")


def reason(outcome: str) -> str:
    """What an inbound request's outcome means, '' for one that is new to us."""
    try:
        return REASONS.get(Reason(outcome), "")
    except ValueError:
        return ""


def reason_tone(outcome: object) -> str:
    """The colour of an inbound request's outcome."""
    if outcome in (Reason.ACCEPTED, Reason.DELIVERY_ID_REUSED):
        return "good"
    return "over" if outcome == Reason.DUPLICATE else "bad"


def kinds(events: Iterable[str]) -> str:
    """`job: failed, succeeded; model: registered`: kinds of news by what they are about."""
    found: dict[str, list[str]] = {}
    for event in sorted(events):
        about, _, what = event.partition(".")
        found.setdefault(about, []).append(what.replace("_", " "))
    return "; ".join(f"{about}: {', '.join(each)}" if all(each) else about for about, each in found.items())


def plain(word: object) -> str:
    """`signature_mismatch` → `signature mismatch`, `job.succeeded` → `job succeeded`."""
    text = str(word)
    return PLAIN.get(text) or text.replace("_", " ").replace(".", " ")


def short(value: object, limit: int = 80) -> str:
    """One printable line of at most `limit` characters."""
    return one_line(str(value), limit)


def middle(value: object, limit: int = 44) -> str:
    """One printable line without its middle where it is longer than `limit`: names of models differ at their end."""
    line = hover(value)
    head = limit // 3
    return line if len(line) <= limit else f"{line[:head]}…{line[head + 1 - limit :]}"


def hover(value: object) -> str:
    """The whole of a text for a hover, bounded."""
    return one_line(str(value), MAX_TITLE)
