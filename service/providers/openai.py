"""Any endpoint of OpenAI's shape: OpenAI, Azure's v1 surface, kluster.ai. A webhook only says "look at this job".

The account's `base_url` ends with `/v1`; paths are relative to it. Every field is read as optional, because lists
leave some out and no endpoint keeps to the published enums. Sources: openai/openai-openapi openapi.yaml; Azure's
fine-tuning REST reference and webhook page; kluster-ai/docs get-started/fine-tuning/api.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from service.core import wire
from service.core.errors import Malformed, Reason
from service.core.poll_interval import WebhooksTell
from service.core.signature import verify_standard_webhook
from service.core.snapshot import Ignored, JobChanged, Metric, Snapshot, Status, to_fact_time
from service.core.wire import JSONValue
from service.providers import (
    Ask,
    Details,
    JobsPage,
    Life,
    LifeCycle,
    Provider,
    ProviderError,
    Reply,
    Signing,
    WebhookContent,
)
from service.providers.reading import (
    as_list,
    as_object,
    check_taken,
    decoded,
    id_in,
    job_of,
    microseconds,
    numbers_in,
    page_of,
    said,
    segment,
    step_in,
    word_in,
)

JOBS = "/fine_tuning/jobs"
PAGE_SIZE = "100"  # kluster's documented maximum; OpenAI and Azure name none and take it
JOB_EVENTS = "fine_tuning.job."
NOT_OFFERED = (404, 405, 501)  # an endpoint without events or checkpoints: nothing to learn, not a fault

# OpenAI's enum has six of these; `pausing`, `paused` and `expired` are in its pages, the rest in Azure's.
STATUSES: dict[str, Status] = {
    "created": Status.CREATED,
    "validating_files": Status.VALIDATING,
    "queued": Status.QUEUED,
    "pending": Status.QUEUED,
    "resuming": Status.QUEUED,  # OpenAI's resume answers `queued`
    "running": Status.RUNNING,
    "pausing": Status.RUNNING,  # it trains until its next checkpoint: "paused" is told when it is
    "paused": Status.PAUSED,
    "cancelling": Status.FINISHING,
    "succeeded": Status.SUCCEEDED,
    "failed": Status.FAILED,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,  # the American spelling that OpenAI uses for evaluation runs
    "expired": Status.EXPIRED,
}


class _Webhook(msgspec.Struct):
    """The envelope of every event type; only `data.id` matters to us."""

    type: str
    data: object = None


class OpenAIShaped(Provider):
    """Stateless; `OPENAI` is its one instance."""

    title = "OpenAI, Azure OpenAI, or any API of its shape"
    name = "openai"
    life = LifeCycle(
        Life.DEPRECATED,
        "2026-05-07",
        "https://developers.openai.com/api/docs/deprecations",
        "OpenAI itself takes no new jobs from 2027-01-06; Azure OpenAI and other endpoints of this shape live on",
    )
    base_url = "https://api.openai.com/v1"
    asks = True
    lists = True
    signing = Signing.STANDARD
    webhooks_tell = WebhooksTell.ENDINGS
    webhook_how = (
        "Add it on the project's webhook page, for fine_tuning.job.succeeded, .failed and .cancelled. "
        "It then shows the signing secret, once."
    )
    first_details = ("events", "checkpoints")  # OpenAI's losses are in events, kluster.ai's only in checkpoints

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        return verify_standard_webhook(headers, body, secrets=secrets, now=now)

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """A Hint for `fine_tuning.job.*`, Ignored for every other type: the type is read, never guessed."""
        webhook = wire.decode(body, _Webhook)
        event_type = wire.text(webhook.type, 200)
        if not event_type.startswith(JOB_EVENTS):
            return Ignored(event_type)
        job = id_in(as_object(webhook.data).get("id"))
        if job is None:
            raise Malformed(Reason.WRONG_SHAPE, "a fine_tuning.job event needs data.id")
        return JobChanged(job, event_type)

    def ask_jobs(self, cursor: str | None) -> Ask:
        after = (("after", cursor),) if cursor else ()
        return Ask(JOBS, (("limit", PAGE_SIZE), *after))

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        """The page. Its cursor is its last id; an empty page that promises more has none, else it goes on for ever."""
        body = decoded(reply, "job list")
        rows = _rows(body, "job list")
        read = [_snapshot(as_object(row), asked_at) for row in rows]
        ids = [known for row in rows if (known := id_in(as_object(row).get("id")))]
        return page_of(read, ids[-1] if body.get("has_more") is True and ids else None)

    def ask_job(self, provider_job_id: str) -> Ask:
        return Ask(f"{JOBS}/{segment(provider_job_id)}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        return job_of(_snapshot(decoded(reply, "job", is_job=True), asked_at), reply, "job", "`id` and `status`")

    def ask_details(self, provider_job_id: str, after_step: int | None = None) -> Mapping[str, Ask]:
        """Checkpoints, then events: where both name a number of a step, the event's is the later word."""
        job, limit = f"{JOBS}/{segment(provider_job_id)}", (("limit", PAGE_SIZE),)
        return {"checkpoints": Ask(f"{job}/checkpoints", limit), "events": Ask(f"{job}/events", limit)}

    def answer_detail(self, name: str, reply: Reply) -> Details:
        if name not in ("checkpoints", "events"):
            raise ProviderError("a question that this provider does not ask")
        if reply.status in NOT_OFFERED:
            return Details()
        rows = [as_object(row) for row in _rows(decoded(reply, name), name)]
        return _from_events(rows) if name == "events" else _from_checkpoints(rows)

    def ask_model(self, model: str) -> Ask | None:
        return Ask(f"/models/{segment(model)}") if id_in(model) else None

    def answer_model(self, reply: Reply) -> str | None:
        """`shutdown_date`; a model that the endpoint does not list has none."""
        if reply.status == 404:
            return None
        return _day(decoded(reply, "model").get("shutdown_date"))

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        return Ask(f"{JOBS}/{segment(provider_job_id)}/cancel", method="POST")

    def answer_cancel(self, reply: Reply) -> None:
        check_taken(reply)


OPENAI = OpenAIShaped()


def _rows(body: dict[str, object], what: str) -> list[object]:
    """The list in a list reply. A 200 with an error inside is an error: an empty page would mean "no jobs"."""
    rows = body.get("data")
    if not isinstance(rows, list) or _error(body):
        raise ProviderError(f"{what}: an error inside a good reply, or no list `data`")
    return rows


def _snapshot(job: dict[str, object], asked_at: datetime) -> Snapshot | None:
    """The job as described; None when it has no id or no status."""
    job_id, word = id_in(job.get("id")), word_in(job.get("status"))
    if job_id is None or word is None:
        return None
    return Snapshot(
        provider_job_id=job_id,
        status=STATUSES.get(word.strip().lower(), Status.UNKNOWN),
        provider_status=word,
        revision=microseconds(asked_at),  # the job object has no updated_at
        facts=_facts(job),
    )


def _facts(job: dict[str, object]) -> dict[str, JSONValue]:
    """The job's fields. kluster's `metrics` are left out: they belong to the last checkpoint, whose step they omit."""
    metadata, progress, method = (as_object(job.get(name)) for name in ("metadata", "job_progress", "method"))
    suffix = _suffix(job)
    files = [text for item in as_list(job.get("result_files")) if (text := wire.optional_text(item))]
    return said(
        {
            "name": suffix,
            "model_name": word_in(metadata.get("tunewatch_model")),
            "suffix": suffix,
            "base_model": wire.optional_text(job.get("model")),
            "tuned_model": wire.optional_text(job.get("fine_tuned_model")),
            "method": word_in(method.get("type")),
            "hyperparameters": _hyperparameters(job, method),
            "training_file": wire.optional_text(job.get("training_file")),
            "validation_file": wire.optional_text(job.get("validation_file")),
            "result_files": [*files],
            "seed": wire.integer(job.get("seed")),
            "trained_tokens": wire.integer(job.get("trained_tokens")),
            "created_at": _moment(job.get("created_at")),
            "finished_at": _moment(job.get("finished_at")),
            "estimated_finish_at": _moment(job.get("estimated_finish")),
            "step": step_in(progress.get("current_step")),
            "total_steps": step_in(progress.get("total_steps")),
            "metadata": wire.storable(metadata),
            **_error(job),
        }
    )


def _error(body: dict[str, object]) -> dict[str, JSONValue]:
    """The error as facts; empty unless it has a code or a message: jobs that are well carry `"error": {}`."""
    raw = body.get("error")
    if isinstance(raw, str):
        return said({"error_message": wire.optional_text(raw)})
    error = as_object(raw)
    code, message = wire.optional_text(error.get("code")), wire.optional_text(error.get("message"))
    if code is None and message is None:
        return {}
    return said({"error_code": code, "error_message": message, "error_param": wire.optional_text(error.get("param"))})


def _suffix(job: dict[str, object]) -> str | None:
    """OpenAI's and kluster's `user_provided_suffix`, Azure's `suffix`, else the fourth part of a tuned model's name.

    Only `ft:<this job's model>:<org>:<suffix>:<id>` is read so: kluster's names have other parts in these places.
    """
    told = word_in(job.get("user_provided_suffix")) or word_in(job.get("suffix"))
    tuned, base = wire.optional_text(job.get("fine_tuned_model")), job.get("model")
    if told or tuned is None:
        return told
    parts = tuned.split(":")
    return word_in(parts[3]) if len(parts) == 5 and parts[:2] == ["ft", base] else None


def _hyperparameters(job: dict[str, object], method: dict[str, object]) -> JSONValue:
    """The method's own, overlaid by the job's where those say more than "auto".

    kluster puts the method's numbers beside `hyperparameters: null` instead of inside it.
    """
    word = method.get("type")
    own = as_object(method.get(word)) if isinstance(word, str) else {}
    nested = as_object(own.get("hyperparameters")) or {k: v for k, v in own.items() if _is_setting(v)}
    top = {k: v for k, v in as_object(job.get("hyperparameters")).items() if k not in nested or v not in (None, "auto")}
    return wire.storable(nested | top)


def _is_setting(value: object) -> bool:
    return isinstance(value, int | float | str)


def _from_events(rows: list[dict[str, object]]) -> Details:
    """Metrics of events, oldest first so that the newest word on a step stays; an event listed twice counts once."""
    unique: dict[object, dict[str, object]] = {}
    for place, row in enumerate(reversed(rows)):  # lists come newest first
        unique.setdefault(id_in(row.get("id")) or place, row)
    events = sorted(unique.values(), key=lambda row: wire.number(row.get("created_at")) or 0.0)
    values: dict[tuple[int, str], float] = {}
    last, total = None, None
    for data in (as_object(event.get("data")) for event in events if event.get("type") == "metrics"):
        step = step_in(data.get("step"))
        if step is None:
            continue
        last = step if last is None else max(last, step)
        total = step_in(data.get("total_steps")) or total
        values.update({(step, name): number for name, number in numbers_in(data).items()})
    return Details(_metrics(values), said({"step": last, "total_steps": total}))


def _from_checkpoints(rows: list[dict[str, object]]) -> Details:
    """Checkpoints by step; their metrics too, for endpoints whose events have none (kluster)."""
    found: dict[str, dict[str, JSONValue]] = {}
    values: dict[tuple[int, str], float] = {}
    for row in rows:
        raw = as_object(row.get("metrics"))
        step = step_in(row.get("step_number")) if row.get("step_number") is not None else step_in(raw.get("step"))
        checkpoint = id_in(row.get("id"))
        if step is None or checkpoint is None:
            continue
        numbers = numbers_in(raw)
        model = wire.optional_text(row.get("fine_tuned_model_checkpoint"))
        found[checkpoint] = {"id": checkpoint, "step": step, "model": model, "metrics": {**numbers}}
        values.update({(step, name): number for name, number in numbers.items()})
    listed: list[JSONValue] = [*sorted(found.values(), key=lambda item: (step_in(item["step"]) or 0, str(item["id"])))]
    return Details(_metrics(values), said({"checkpoints": listed}))


def _metrics(values: dict[tuple[int, str], float]) -> tuple[Metric, ...]:
    return tuple(Metric(step, name, value) for (step, name), value in sorted(values.items()))


def _moment(value: object) -> str | None:
    return to_fact_time(wire.from_unix_s(value))


def _day(value: object) -> str | None:
    """YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None
