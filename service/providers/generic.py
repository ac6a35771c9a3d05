"""Anything that can send JSON: a signed report that describes a job completely. It pushes; there is no API to ask.

The format (version 1) is documented in docs/providers.md. What decides or counts (version, job, status, sequence,
attempt, occurred_at, step, the shape of metrics) is checked, and the 422 names the field; what describes is taken
where it has the right type and left out where not, so that a wrong `seed` never costs the news of an ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from service.core import wire
from service.core.errors import Malformed, Reason, SignatureError
from service.core.poll_interval import WebhooksTell
from service.core.signature import job_secrets, verify_bearer, verify_standard_webhook
from service.core.snapshot import ENDINGS, Metric, Snapshot, Status, to_fact_time
from service.core.wire import JSONValue
from service.providers import Life, LifeCycle, Provider, Signing, WebhookContent, kubeflow
from service.providers.reading import (
    MAX_WORD_BYTES,
    NOT_METRICS,
    as_list,
    as_object,
    id_in,
    microseconds,
    numbers_in,
    said,
    step_in,
    word_in,
)

VERSION = 1
MAX_METRICS = 10_000  # per message: a whole run of 1,000 steps with ten curves

STATUSES: dict[str, Status] = {
    **{status.value: status for status in Status},
    "submitted": Status.CREATED,
    "pending": Status.QUEUED,
    "started": Status.RUNNING,
    "in_progress": Status.RUNNING,
    "training": Status.RUNNING,
    "completed": Status.SUCCEEDED,
    "complete": Status.SUCCEEDED,
    "finished": Status.SUCCEEDED,
    "success": Status.SUCCEEDED,
    "successful": Status.SUCCEEDED,
    "error": Status.FAILED,
    "canceled": Status.CANCELLED,
}

TEXTS = (
    "name",
    "model_name",
    "suffix",
    "base_model",
    "tuned_model",
    "artifact_uri",
    "method",
    "training_file",
    "validation_file",
    "dataset_hash",
    "owner",
    "hardware",
    "signal",
    "log_tail",
)
INTEGERS = ("seed", "trained_tokens", "total_steps", "exit_code", "heartbeat_s")
OBJECTS = ("hyperparameters", "metadata", "dataset_hashes")
TIMES = ("created_at", "started_at", "finished_at", "estimated_finish_at")


class Generic(Provider):
    """Stateless; `GENERIC` is its one instance."""

    name = "generic"
    title = "Your own trainer, or anything that can send JSON"
    life = LifeCycle(Life.LIVE, "2026-11-23", "docs/providers.md", "a format of Tunewatch's own")
    signing = Signing.STANDARD
    webhooks_tell = WebhooksTell.STARTS
    names_job_in_path = True
    chooses_secret = False
    webhook_how = "Give the reporter this address and secret, or sign reports with it yourself."

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        """The delivery id. With a job in the path: signed with that job's own secret, and about that job only."""
        if not tail:
            return verify_standard_webhook(headers, body, secrets=secrets, now=now)
        delivery_id = verify_standard_webhook(headers, body, secrets=job_secrets(secrets, _job_in(tail)), now=now)
        if _speaks_of_another(body, tail):
            raise SignatureError(Reason.OTHER_JOB, "the report is about another job than the path and its secret")
        return delivery_id

    def progress(self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], job: str) -> bytes:
        """The report that transformers' KubeflowCallback means. Raises SignatureError or Malformed, nothing else.

        Shown as a bearer token is the account's secret, or better the job's.
        """
        verify_bearer(headers, secrets=[*secrets, *job_secrets(secrets, _job_in(job))])
        return kubeflow.report(body, job)

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """The Snapshot, ordered by `sequence`, else by `occurred_at`, else by when it came."""
        report = wire.decode(body, dict[str, object])
        if report.get("version") not in (None, VERSION):
            raise _wrong(f"`version` is not known here; {VERSION} is")
        job, word = id_in(report.get("job")), word_in(report.get("status"))
        if job is None:
            raise _wrong("`job` must be text of 1 to 200 characters")
        if word is None:
            raise _wrong("`status` must be text that is not empty")
        status = STATUSES.get(word.strip().lower(), Status.UNKNOWN)
        occurred_at = _occurred_at(report)
        sequence, attempt = _whole(report, "sequence", 0), _whole(report, "attempt", 1)
        metrics = _metrics(report)
        return Snapshot(
            provider_job_id=job,
            status=status,
            provider_status=word,
            revision=microseconds(occurred_at or received_at) if sequence is None else sequence,
            life=0 if attempt is None else attempt - 1,
            facts=_facts(report, metrics, occurred_at if status in ENDINGS else None),
            metrics=metrics,
        )


GENERIC = Generic()


def _job_in(tail: str) -> str:
    """The path's job, if it can be one: nothing longer is made a key of, or remembered."""
    if id_in(tail) is None:
        raise SignatureError(Reason.OTHER_JOB, "the path must name the job: text of 1 to 200 characters")
    return tail


def _speaks_of_another(body: bytes, job: str) -> bool:
    """Whether the report names another job. What cannot be read at all is left to `parse` to refuse."""
    try:
        return wire.decode(body, dict[str, object]).get("job") != job
    except Malformed:
        return False


def _wrong(detail: str) -> Malformed:
    return Malformed(Reason.WRONG_SHAPE, detail)


def _whole(report: dict[str, object], name: str, least: int) -> int | None:
    """The whole number of that name; None when it is absent or null."""
    raw = report.get(name)
    value = wire.integer(raw)
    if raw is not None and (value is None or value < least):
        raise _wrong(f"`{name}` must be a whole number from {least}")
    return value


def _occurred_at(report: dict[str, object]) -> datetime | None:
    raw = report.get("occurred_at")
    moment = _moment(raw)
    if raw is not None and moment is None:
        raise _wrong("`occurred_at` must be ISO-8601 or unix seconds")
    return moment


def _facts(report: dict[str, object], metrics: tuple[Metric, ...], ended_at: datetime | None) -> dict[str, JSONValue]:
    """What describes the job. An ending that does not say when it finished finished when it occurred."""
    facts: dict[str, JSONValue] = {name: wire.optional_text(report.get(name)) for name in TEXTS}
    facts |= {name: wire.integer(report.get(name)) for name in INTEGERS}
    facts |= {name: wire.storable(as_object(report.get(name))) for name in OBJECTS}
    facts |= {name: to_fact_time(_moment(report.get(name))) for name in TIMES}
    facts["finished_at"] = facts["finished_at"] or to_fact_time(ended_at)
    facts["cost_usd"] = wire.number(report.get("cost_usd"))
    facts["step"] = _last_step(report, metrics)
    facts["url"] = _link(report.get("url"))
    facts["checkpoints"] = _checkpoints(report)
    return said({**facts, **_error(report.get("error"))})


def _last_step(report: dict[str, object], metrics: tuple[Metric, ...]) -> int | None:
    told = _whole(report, "step", 0)
    return max((metric.step for metric in metrics), default=None) if told is None else told


def _error(value: object) -> dict[str, JSONValue]:
    if isinstance(value, str):
        return {"error_message": wire.optional_text(value)}
    error = as_object(value)
    return {f"error_{part}": wire.optional_text(error.get(part)) for part in ("code", "message", "param")}


def _link(value: object) -> str | None:
    """The page's address, only of the web: `javascript:` would run where it is shown as a link."""
    link = wire.optional_text(value)
    return link if link is not None and link.startswith(("https://", "http://")) else None


def _checkpoints(report: dict[str, object]) -> list[JSONValue]:
    """The checkpoints that are objects, each as {id, step, model, metrics}."""
    return [
        {
            "id": wire.optional_text(item.get("id")),
            "step": step_in(item.get("step")),
            "model": wire.optional_text(item.get("model")),
            "metrics": {**numbers_in(item.get("metrics"))},
        }
        for item in as_list(report.get("checkpoints"))
        if isinstance(item, dict)
    ]


def _metrics(report: dict[str, object]) -> tuple[Metric, ...]:
    """`[{"step": 1, "train_loss": 0.5}, …]`, or one such object; the report's `step` stands in for a missing one.

    null is kept (a loss that became NaN has no other form in JSON); what is not a number is left out.
    """
    raw = report.get("metrics")
    if raw is None:
        return ()
    values: dict[tuple[int, str], float | None] = {}
    for row in raw if isinstance(raw, list) else [raw]:
        if not isinstance(row, dict):
            raise _wrong("`metrics` must be an object of numbers, or a list of such objects")
        values.update(_row(row, report))
        if len(values) > MAX_METRICS:
            raise _wrong(f"`metrics` may hold {MAX_METRICS} numbers per message; send more messages")
    return tuple(Metric(step, name, value) for (step, name), value in values.items())


def _row(row: dict[str, object], report: dict[str, object]) -> dict[tuple[int, str], float | None]:
    step = _whole(row if row.get("step") is not None else report, "step", 0)
    if step is None:
        raise _wrong("`metrics` need a `step`, their own or the report's")
    numbers = {
        name: wire.number(value)
        for name, value in row.items()
        if name not in NOT_METRICS and (value is None or wire.number(value) is not None)
    }
    return {(step, wire.text(name, MAX_WORD_BYTES)): number for name, number in numbers.items()}


def _moment(value: object) -> datetime | None:
    return wire.from_iso(value) or wire.from_unix_s(value)
