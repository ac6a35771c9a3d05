"""Rows as pages show them: what the database keeps becomes what a person reads. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from service.core.account import Circuit
from service.core.send_result import Outcome
from service.core.snapshot import Status
from service.core.wire import JSONValue
from service.dashboard.words import duration, how_many, plain
from service.log import redact
from service.store.rows import to_object

Row = Mapping[str, Any]

MAX_SECONDS = 10 * 365 * 86_400  # a longer training is a wrong date


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job as every list shows it. `word` is its status, or that it is stalled or lost. `share` is 0 … 1.

    `eta_guessed`: its provider says no `eta`, so it follows from the steps done.
    """

    id: str
    title: str
    account: str
    provider: str
    provider_job_id: str
    word: str
    provider_status: str
    base_model: str
    step: int | None
    total_steps: int | None
    share: float | None
    eta: datetime | None
    eta_guessed: bool
    started_at: datetime | None
    seen_at: datetime
    ended_at: datetime | None
    took: str
    cost_usd: float | None
    error: str
    untold: bool
    ended: bool


def job_line(row: Row, now: datetime) -> JobLine:
    """The line of a `jobs` row."""
    facts = to_object(row["facts"])
    started, finished = (
        moment_of(facts, "started_at") or moment_of(facts, "created_at"),
        moment_of(facts, "finished_at"),
    )
    step, total = _count(facts.get("step")), _count(facts.get("total_steps"))
    ended, word = bool(row["ended"]), job_word(row)
    told_eta = None if ended else moment_of(facts, "estimated_finish_at")
    guess = told_eta is None and word == Status.RUNNING
    eta = guessed_eta(moment_of(facts, "started_at"), row["heard_at"], step, total, now) if guess else told_eta
    return JobLine(
        id=row["id"],
        title=row["title"] or row["provider_job_id"],
        account=row["account"],
        provider=row["provider"],
        provider_job_id=row["provider_job_id"],
        word=word,
        provider_status=row["provider_status"],
        base_model=words_of(facts, "base_model"),
        step=step,
        total_steps=total,
        share=progress_share(step, total) if not ended else None,
        eta=eta,
        eta_guessed=guess,
        started_at=started,
        seen_at=row["first_seen_at"],
        ended_at=(finished or row["ended_seen_at"]) if ended else None,
        took=took(started, finished if ended else now),
        cost_usd=_cost(facts.get("cost_usd")),
        error=words_of(facts, "error_message") or words_of(facts, "error_code"),
        untold=row["untold"],
        ended=ended,
    )


def job_word(row: Row) -> str:
    """A job's status in a word: what it said last, or that nothing is heard of it, or that its provider lost it."""
    if not row["ended"] and row["unknown_to_provider"]:
        return "forgotten" if row["life"] >= 0 else "not known there"
    if row["stalled_at"] is not None and not row["ended"]:
        return "stalled"
    return str(row["status"])


def took(started: datetime | None, until: datetime | None) -> str:
    """How long a job has trained, '' where that is not known."""
    if started is None or until is None:
        return ""
    seconds = (until - started).total_seconds()
    return duration(seconds) if 0 <= seconds < MAX_SECONDS else ""


def progress_share(step: int | None, total: int | None) -> float | None:
    """The part that is done, None where there is no telling."""
    if step is None or not total or step < 0 or total < 0:
        return None
    return min(step / total, 1.0)


def guessed_eta(
    started: datetime | None, heard: datetime | None, step: int | None, total: int | None, now: datetime
) -> datetime | None:
    """When a job ends whose steps take on as long as they took until its last report; None where there is no telling.

    None, too, once that moment has passed: the guess was wrong.
    """
    if started is None or heard is None or not step or not total or not 0 < step < total:
        return None
    left_s = (heard - started).total_seconds() / step * (total - step)
    if not 0 < left_s < MAX_SECONDS:
        return None
    eta = heard + timedelta(seconds=left_s)
    return eta if eta > now else None


def moment_of(facts: Mapping[str, JSONValue], name: str) -> datetime | None:
    """The fact as an aware UTC time; None for whatever is none."""
    value = facts.get(name)
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def words_of(facts: Mapping[str, JSONValue], name: str) -> str:
    """The fact as text, '' where it is none."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _count(value: JSONValue) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _cost(value: JSONValue) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


# --- what happened to a job -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a job's timeline. `source` says how we know; `href` leads to the request that said it."""

    at: datetime
    source: str  # webhook | report | poll | watch | tunewatch
    said: str
    detail: str
    tone: str  # a status, for its colour; '' for none
    href: str | None
    key: str = ""


def happened(row: Row) -> Happened:
    """The line of a `history` row."""
    via, kind, provider_says = str(row["via"]), row["kind"], row["provider_status"]
    cause, tone = str(row["cause_id"]), ""
    href = f"/inbound/{cause}" if cause.startswith("in_") else None
    source = "watch" if via == "sweep" else via
    if kind == "hint":
        said, detail = f"Webhook {plain(provider_says)}", "It names the job only, so its provider is asked."
    elif kind == "stalled":
        said, detail, tone = "Stalled", "The reports that it promised do not come.", "stalled"
    elif kind == "recovered":
        said, detail, tone = "Reports again", "", "running"
    else:
        source = "report" if via == "webhook" and href else source
        said, detail, tone = _change(row)
    return Happened(row["at"], source, said, detail, tone, href, f"history-{row['id']}")


def _change(row: Row) -> tuple[str, str, str]:
    """What a snapshot did: (said, detail, tone)."""
    before, after, theirs = row["before"], row["after"], row["provider_status"]
    in_their_words = f"The provider's word: {theirs}" if theirs and theirs != after else ""
    if before is None:
        return f"First seen: {after}", in_their_words, after or ""
    if not row["advanced"]:
        return f"Older news: {theirs or after}", "It came late and changed nothing.", ""
    if before == after:
        return f"Still {after}", in_their_words, ""
    return f"{before} → {after}", in_their_words, after or ""


NOT_DELIVERED: Mapping[str, str] = {
    "owed": "not delivered yet",
    "superseded": "overtaken by newer news",
    "dead": "given up",
    "cancelled_by_config": "not sent: its channel is gone",
}


def note_tone(notification: Row) -> str:
    """The colour of a notification, as a status: one that is still owed is `failing` once an attempt has failed."""
    tried = [one["outcome"] for one in notification["attempts"] if one["outcome"] != Outcome.OPEN]
    return "failing" if notification["state"] == "owed" and tried else str(notification["state"])


def told(notification: Row) -> Happened:
    """The line of a notification: told to whom, or what became of it instead."""
    tone, attempts = note_tone(notification), notification["attempts"]
    to, what = notification["channel"], plain(notification["event_kind"])
    became = NOT_DELIVERED.get(str(notification["state"]))
    return Happened(
        at=notification["created_at"],
        source="tunewatch",
        said=f"Told {to}: {what}" if became is None else f"Message to {to}: {what} — {became}",
        detail=how_many(len(attempts), "attempt") if attempts else "not tried yet",
        tone=tone if tone in ("dead", "done", "failing") else "",
        href=f"/deliveries?job_id={notification['job_id']}" if notification["job_id"] else None,
        key=f"note-{notification['id']}",
    )


def timeline(history: Sequence[Row], notifications: Sequence[Row], *, before: datetime | None = None) -> list[Happened]:
    """Both together, newest first. Notes that are older than the oldest row shown wait for the next page.

    A notification has the time of the change that it is about, and stands above it.
    """
    lines = [happened(row) for row in history]
    oldest = lines[-1].at if before is not None and lines else None
    notes_shown = [
        told(notification) for notification in notifications if oldest is None or notification["created_at"] >= oldest
    ]
    return sorted([*notes_shown, *lines], key=lambda line: line.at, reverse=True)


# --- facts and lineage ------------------------------------------------------------------------------------------------

FACT_LABELS = {
    "base_model": "Base model",
    "tuned_model": "Tuned model",
    "artifact_uri": "Weights",
    "method": "Method",
    "owner": "Owner",
    "hardware": "Hardware",
    "training_file": "Training data",
    "validation_file": "Validation data",
    "dataset_hash": "Data hash",
    "seed": "Seed",
    "trained_tokens": "Trained tokens",
    "exit_code": "Exit code",
    "signal": "Ended by signal",
}


def fact_rows(facts: Mapping[str, JSONValue]) -> list[tuple[str, str]]:
    """(label, value) of the plain facts that are known, then of the hyper-parameters and what the user attached."""
    rows = [(label, _fact(facts[name])) for name, label in FACT_LABELS.items() if facts.get(name) not in (None, "")]
    for name, prefix in (("hyperparameters", ""), ("metadata", "metadata: ")):
        value = facts.get(name)
        if isinstance(value, dict):
            rows += [(f"{prefix}{key}", _fact(item)) for key, item in sorted(value.items()) if item is not None][:40]
    return rows


def _fact(value: JSONValue) -> str:
    """A fact as text: `12,345`, `cosine`, `{"a": 1}`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    return redact(value) if isinstance(value, str) else msgspec.json.encode(value).decode()


def checkpoints_of(facts: Mapping[str, JSONValue]) -> list[tuple[str, str]]:
    """(step, model or id) of the checkpoints, at most fifty."""
    found = facts.get("checkpoints")
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    steps = [(_fact(one["step"]) if one.get("step") is not None else "?") for one in rows[:50]]
    return [(step, str(one.get("model") or one.get("id") or "")) for step, one in zip(steps, rows, strict=False)]


def statuses() -> list[str]:
    """Every canonical status, for a filter."""
    return [one.value for one in Status]


# --- channels ---------------------------------------------------------------------------------------------------------


def channel_word(last: Row | None) -> str:
    """`ready`, `unconfirmed` or `failing`, by the last attempt."""
    if last is None or last["outcome"] == "open":
        return "unconfirmed"
    return "ready" if last["outcome"] == "delivered" else "failing"


# --- accounts ---------------------------------------------------------------------------------------------------------


def account_word(one: Row) -> str:
    """How an account stands, in a word: failing | retrying | connected | listening | waiting for a
    worker | not configured. Failing is what needs a person; a provider that hiccups is asked again by itself."""
    if not one["configured"]:
        return "not configured"
    if one["circuit"]["state"] != Circuit.CLOSED:
        return "failing"
    if one["failures"]:
        return "retrying"
    if one["known_since"] is None:
        return "waiting for a worker"
    return "connected" if one["last_poll_at"] is not None else "listening"


def webhook_words(one: Row) -> str:
    """What became of an account's webhooks, in one sentence."""
    counted = one["webhooks"]
    endings = counted["came"] + counted["late"] + counted["never"]
    if not one.get("takes_webhooks", True):
        return f"{endings:,} endings, all found by asking" if endings else "none: its jobs are found by asking"
    if not endings:
        return "no job has ended yet"
    missed = counted["late"] + counted["never"]
    if not missed:
        return f"all {endings:,} endings came by webhook"
    return f"{counted['never']:,} of {endings:,} never came, {counted['late']:,} came late"


# --- evaluations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Side:
    """One candidate's answer to an item."""

    text: str
    correct: bool | None
    error: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with every candidate's answer, in the order of the columns. `differs`: not all are right or all wrong."""

    item_id: str
    sides: tuple[Side | None, ...]
    differs: bool
    leaked: bool


def item_lines(answers: Sequence[Row], columns: Sequence[str], leaked: Sequence[str]) -> list[ItemLine]:
    """The items in order of their ids, each with its answers side by side."""
    found: dict[str, dict[str, Side]] = {}
    for row in answers:
        if row["answer"] is None and row["error"] is None:
            continue  # asked, and not answered yet
        correct = None if row["error"] is not None or row["correct"] is None else bool(row["correct"])
        side = Side(row["answer"] or "", correct, row["error"] or "")
        found.setdefault(row["item_id"], {})[row["candidate"]] = side
    known, marked = set(leaked), []
    for item_id, sides in sorted(found.items()):
        judged = {side.correct for side in sides.values() if side.correct is not None}
        marked.append(ItemLine(item_id, tuple(sides.get(name) for name in columns), len(judged) > 1, item_id in known))
    return marked


SCALES = (10, 25, 50, 100)  # percentage points to each side of an axis


def scale_of(pairs: Sequence[Mapping[str, Any]]) -> int:
    """How many points the axis reaches to each side, so that every interval fits."""
    reach = max([abs(pair[end]) for pair in pairs for end in ("low_points", "high_points")], default=0)
    return next((scale for scale in SCALES if scale >= reach), SCALES[-1])


def bar(low: float, high: float, middle: float, scale: float = 100) -> tuple[float, float, float]:
    """Where an interval of points lies on an axis from −scale to +scale: (begin, length, middle) in percent of it."""
    begin, end, at = (max(-scale, min(scale, value)) for value in (low, high, middle))
    return tuple(round(50 * part / scale, 2) for part in (begin + scale, end - begin, at + scale))  # type: ignore[return-value]  # three
