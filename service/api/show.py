"""Rows as the API shows them: what a caller can use, times as they are, no lease, no rank, no hash, no secret."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from service.core.errors import Malformed
from service.core.model import ModelVersion
from service.core.request_head import shown
from service.core.snapshot import AccountChanged, Ignored, JobChanged, Snapshot
from service.log import redact
from service.providers import WebhookContent
from service.providers.verify_again import Again
from service.store.queries import Listing
from service.store.rows import to_object

Row = Mapping[str, Any]

JOB_COLUMNS = (
    "id", "project", "account", "provider", "provider_job_id", "title", "status", "provider_status", "ended",
    "ended_via", "unknown_to_provider", "first_seen_at", "began_at", "changed_at",
    "ended_seen_at", "heard_at", "stalled_at",
)  # fmt: skip
# What a list says of a job's facts; one job shows them all.
JOB_FACTS = (
    "base_model", "tuned_model", "step", "total_steps", "created_at", "started_at", "finished_at",
    "estimated_finish_at", "trained_tokens", "cost_usd", "error_code", "error_message", "url",
)  # fmt: skip
INBOUND_HIDDEN = {"head", "body"}


def page(listing: Listing, show: Callable[[Row], dict[str, Any]]) -> dict[str, Any]:
    """A page of a list; `next_cursor` is None after the last."""
    return {"items": [show(row) for row in listing.rows], "next_cursor": listing.next_cursor}


def complete(items: list[dict[str, Any]]) -> dict[str, Any]:
    """A list that is always whole."""
    return {"items": items, "next_cursor": None}


def job(row: Row) -> dict[str, Any]:
    facts = to_object(row["facts"])
    lost = row["unknown_to_provider"] and not row["ended"]
    outcome = {"forgotten": lost and row["life"] >= 0}  # seen at work, and not known to its provider any more
    outcome |= {"silent": row["untold"]}
    return {name: row[name] for name in JOB_COLUMNS} | outcome | {name: facts.get(name) for name in JOB_FACTS}


def history(row: Row) -> dict[str, Any]:
    names = ("id", "at", "kind", "via", "before", "after", "provider_status", "advanced", "cause_id")
    return {name: row[name] for name in names}


def inbound(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in INBOUND_HIDDEN}


def inbound_whole(row: Row) -> dict[str, Any]:
    """With its request line and headers, and the bytes as they came, as text too where they are text."""
    body, (line, headers) = row["body"], head(row)
    try:
        as_text: str | None = body.decode()
    except UnicodeDecodeError:
        as_text = None
    return inbound(row) | {
        "request": line,
        "headers": headers,
        "bytes": len(body),
        "body_base64": base64.b64encode(body).decode(),
        "body_text": as_text,
    }


def head(row: Row) -> tuple[str, list[tuple[str, str]]]:
    """A request's line and headers, without signature and secrets."""
    line, headers = shown(row["head"])
    return line, [(name, redact(value)) for name, value in headers]


def again(found: Again) -> dict[str, Any]:
    """A second look at a request: whether it is genuine, and what it says."""
    return {"genuine": found.genuine, "why": found.why, "says": said(found.said)}


def said(what: WebhookContent | Malformed) -> dict[str, str]:
    """What a reader made of a body, in words."""
    match what:
        case Malformed():
            return {"kind": "it cannot be read", "problem": f"{what.reason}: {what.detail}"}
        case JobChanged():
            return {"kind": "a hint: look at this job", "job": what.provider_job_id, "event": what.event_type}
        case Snapshot():
            facts = ", ".join(sorted(name for name, value in what.facts.items() if value is not None))
            return {
                "kind": "a job as it stands",
                "job": what.provider_job_id,
                "status": f"{what.status} (the provider's word: {what.provider_status})",
                "revision": str(what.revision),
                "facts": facts or "none",
                "metrics": str(len(what.metrics)),
            }
        case AccountChanged():
            return {"kind": "something changed: read the list of jobs", "event": what.event_type}
        case Ignored():
            return {"kind": "not about a training job", "event": what.event_type}


def notification(row: Row) -> dict[str, Any]:
    attempts = [{**attempt, "detail": redacted(attempt["detail"])} for attempt in row["attempts"]]
    return {**row, "attempts": attempts}


def version(row: Row) -> dict[str, Any]:
    """Of a `versions` row with its model's project and name."""
    names = (
        "id", "project", "name", "version", "aliases", "job_id", "account", "base_model", "tuned_model",
        "base_retires_on", "registered_at", "finished_at",
    )  # fmt: skip
    return {name: row[name] for name in names} | {"silent": row["untold"], "lineage": to_object(row["lineage"])}


def model_version(one: ModelVersion) -> dict[str, Any]:
    """The short form that stands beside a job."""
    return {"id": one.id, "name": one.name, "version": one.version, "aliases": one.aliases}


def evaluation(row: Row) -> dict[str, Any]:
    names = (
        "id", "project", "model", "version", "version_id", "job_id", "suite", "state", "verdict", "created_at",
        "started_at", "finished_at",
    )  # fmt: skip
    result = row["result"] or {}
    return {name: row[name] for name in names} | {"sentences": result.get("sentences", [])}


def redacted(value: str | None) -> str | None:
    """Text that somebody else wrote about a failure, without any secret of ours that it might quote."""
    return None if value is None else redact(value)
