"""RunPod serverless: jobs of one queue endpoint. Its webhook proves nothing, so it is only a reason to ask the API.

The account's `base_url` is `https://api.runpod.ai/v2/<endpoint id>`. A job is whatever the endpoint's handler does:
what was trained and where it lies stands in the handler's own `output`, under the names below. Sources: runpod/docs
serverless/endpoints/{operation-reference,send-requests,job-states}.mdx; the `runpod` package 1.12.0
(serverless/modules/{rp_job,rp_progress}.py).

`/retry` runs a failed job again under its id, and the object does not say that it did. So every run is life 0: a job
that failed stays failed while it runs again, and its success, when that is seen, is told and registered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from service.core import wire
from service.core.errors import Malformed, Reason
from service.core.poll_interval import WebhooksTell
from service.core.signature import verify_shared_secret
from service.core.snapshot import JobChanged, Metric, Snapshot, Status
from service.core.wire import JSONValue
from service.providers import Ask, Life, LifeCycle, Provider, ProviderError, Reply, Signing, WebhookContent
from service.providers.reading import (
    as_list,
    as_object,
    check_taken,
    decoded,
    id_in,
    microseconds,
    numbers_in,
    place_in,
    said,
    segment,
    step_in,
    without_secrets,
    word_in,
)

KEEPS_ENDED_S = 30 * 60  # of `/run`; `/runsync` keeps a minute. Source: operation-reference.mdx
TRACEBACK_LINES = 50
MAX_ERROR_CHARS = 2_000  # of one that has no message

# IN_PROGRESS and RUNNING stand beside each other in job-states.mdx and mean the same to us. TIMED_OUT is a job whose
# time ran out, in the queue or at work: a longer `ttl` or `executionTimeout` helps, not a look for a fault in the code.
STATUSES: dict[str, Status] = {
    "IN_QUEUE": Status.QUEUED,
    "IN_PROGRESS": Status.RUNNING,
    "RUNNING": Status.RUNNING,
    "COMPLETED": Status.SUCCEEDED,
    "FAILED": Status.FAILED,
    "CANCELLED": Status.CANCELLED,
    "TIMED_OUT": Status.EXPIRED,
}

# What a handler may return, or send by `progress_update`: nothing of this is RunPod's own. Names of the generic report,
# and those that trainers use.
TUNED_MODELS = ("tuned_model", "hub_model_id", "model")
ARTIFACTS = ("artifact_uri", "artifact_url", "artifact", "uri", "model_uri", "model_url", "model")
TEXTS = ("name", "model_name", "suffix", "base_model", "method", "dataset_hash", "owner")
FILES = ("training_file", "validation_file")
INTEGERS = ("seed", "trained_tokens")
OBJECTS = ("hyperparameters", "metadata", "dataset_hashes")
STEPS = ("step", "global_step", "current_step")
TOTALS = ("total_steps", "max_steps")
METRICS: dict[str, str] = {  # numbers beside `step`; those inside `metrics` are taken under any name
    "loss": "train_loss",
    "train_loss": "train_loss",
    "eval_loss": "valid_loss",
    "valid_loss": "valid_loss",
    "learning_rate": "learning_rate",
    "lr": "learning_rate",
    "grad_norm": "grad_norm",
}


class RunPod(Provider):
    """Stateless; `RUNPOD` is its one instance."""

    title = "RunPod serverless"
    name = "runpod"
    life = LifeCycle(
        Life.LIVE,
        "2026-08-20",
        "https://docs.runpod.io/serverless/endpoints/operation-reference",
        "queue endpoints; Pods have no jobs and no webhook: let the reporter run beside the trainer there",
    )
    asks = True
    signing = Signing.PATH_TOKEN
    webhooks_tell = WebhooksTell.ENDINGS
    chooses_secret = False
    webhook_how = "Start each job with it as `webhook`: the secret is its last part."
    keeps_ended_s = KEEPS_ENDED_S
    calls_per_min = 1200.0  # a tenth of the documented 2,000 /status in 10 s: send-requests.mdx

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        return verify_shared_secret([tail], body, secrets=secrets, where="the token at the end of the path")

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """A Hint, whatever the body claims: whoever learns the URL can send one, and only the API is believed.

        "The same information as the /status/{job_id} endpoint" (send-requests.mdx). Whether it comes for CANCELLED and
        TIMED_OUT is not said: any status is taken.
        """
        job = wire.decode(body, dict[str, object])
        job_id, word = id_in(job.get("id")), word_in(job.get("status"))
        if job_id is None or word is None:
            raise Malformed(Reason.WRONG_SHAPE, "a RunPod webhook needs `id` and `status`")
        return JobChanged(
            job_id, f"job.{_status(word).value}"
        )  # its last word says whether the look must find an ending

    def ask_job(self, provider_job_id: str) -> Ask:
        return Ask(f"/status/{segment(provider_job_id)}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        """The job. A 404 is a job that RunPod has forgotten, or a `base_url` without such an endpoint."""
        job = decoded(reply, "job", is_job=True)
        job_id, word = id_in(job.get("id")), word_in(job.get("status"))
        if job_id is None or word is None:
            raise ProviderError(f"job: HTTP {reply.status} without `id` and `status`")
        status, rows = _status(word), _rows(job.get("output"))
        return Snapshot(
            provider_job_id=job_id,
            status=status,
            provider_status=word,
            revision=microseconds(asked_at),  # no time stands in the object, only durations
            facts=_facts(job, rows[-1], status),
            metrics=_metrics(rows),
        )

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        return Ask(f"/cancel/{segment(provider_job_id)}", method="POST")

    def answer_cancel(self, reply: Reply) -> None:
        check_taken(reply)


RUNPOD = RunPod()


def _status(word: str) -> Status:
    return STATUSES.get(word.strip().upper(), Status.UNKNOWN)


def _rows(value: object) -> list[dict[str, object]]:
    """What the handler said, its last word last: its object, or those of a generator's list."""
    return [item for item in as_list(value) if isinstance(item, dict)] or [as_object(value)]


def _facts(job: dict[str, object], output: dict[str, object], status: Status) -> dict[str, JSONValue]:
    """What the handler and RunPod say.

    `delayTime` and `executionTime` are left out: durations without a moment to count from tell no time.
    """
    facts: dict[str, JSONValue] = {name: wire.optional_text(output.get(name)) for name in TEXTS}
    facts |= {name: wire.integer(output.get(name)) for name in INTEGERS}
    facts |= {name: place_in(output.get(name)) for name in FILES}
    facts |= {name: without_secrets(as_object(output.get(name))) for name in OBJECTS}
    facts["cost_usd"] = wire.number(output.get("cost_usd"))
    facts["step"], facts["total_steps"] = _step(output), _first(step_in(output.get(name)) for name in TOTALS)
    facts["hardware"] = word_in(job.get("workerId"))
    if status is Status.SUCCEEDED:  # before, `output` is a report of progress: its model is not there yet
        facts |= _model(output)
    return said(facts | _error(job.get("error")))


def _model(output: dict[str, object]) -> dict[str, JSONValue]:
    """Name and place of the tuned model. `model` is either: a place where it has a scheme."""
    names = (wire.optional_text(output.get(name)) for name in TUNED_MODELS)
    places = (place_in(output.get(name)) for name in ARTIFACTS)
    hub = wire.optional_text(output.get("hub_model_id"))
    place = next((place for place in places if place is not None and "://" in place), None)
    return {
        "tuned_model": next((name for name in names if name is not None and "://" not in name), None),
        "artifact_uri": place or (f"hf://{hub}" if hub else None),
    }


def _error(value: object) -> dict[str, JSONValue]:
    """The reason: an exception as the worker's JSON text, or what the handler returned as `error`.

    Source: rp_job.py, run_job: `error_type` is Python's own `<class 'ValueError'>`.
    """
    error = _unpacked(value)
    kind = word_in(error.get("error_type"))
    message = wire.optional_text(error.get("error_message")) or wire.optional_text(error.get("message"))
    trace = wire.optional_text(error.get("error_traceback"))
    if message is None:
        message = kind or wire.optional_text(value) or _as_json(error)
    return {
        "error_code": None if kind is None else kind.removeprefix("<class '").removesuffix("'>") or None,
        "error_message": message,
        "log_tail": "\n".join((trace or "").splitlines()[-TRACEBACK_LINES:]).rstrip() or None,
    }


def _as_json(error: dict[str, object]) -> str | None:
    """An error that has no message, as it stands; None for an empty one."""
    return msgspec.json.encode(without_secrets(error)).decode()[:MAX_ERROR_CHARS] if error else None


def _unpacked(value: object) -> dict[str, object]:
    """The error's fields, whether it is an object or the text of one."""
    if not isinstance(value, str):
        return as_object(value)
    try:
        return wire.decode(value.encode("utf-8", "replace"), dict[str, object])
    except Malformed:
        return {}


def _step(output: dict[str, object]) -> int | None:
    return _first(step_in(output.get(name)) for name in STEPS)


def _metrics(rows: Iterable[dict[str, object]]) -> tuple[Metric, ...]:
    values: dict[tuple[int, str], float] = {}
    for row in rows:
        values.update(_numbers(row))
    return tuple(Metric(step, name, value) for (step, name), value in sorted(values.items()))


def _numbers(output: dict[str, object]) -> dict[tuple[int, str], float]:
    """Numbers of the result or of a report of progress: known ones beside `step`, and any inside `metrics`.

    `metrics` is an object at that step, or a list of objects with steps of their own.
    """
    step, listed = _step(output), output.get("metrics")
    beside = {METRICS[name]: number for name, number in numbers_in(output).items() if name in METRICS}
    values = {(step, name): number for name, number in beside.items() if step is not None}
    for row in map(as_object, listed if isinstance(listed, list) else [listed]):
        at = step if _step(row) is None else _step(row)
        inside = {METRICS.get(name, name): number for name, number in numbers_in(row).items() if name not in STEPS}
        values.update({(at, name): number for name, number in inside.items() if at is not None})
    return values


def _first(steps: Iterable[int | None]) -> int | None:
    return next((step for step in steps if step is not None), None)
