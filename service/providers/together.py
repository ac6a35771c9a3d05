"""Together AI: poll only. One unpaginated list of jobs cut short; reasons are in events, losses in a metrics list.

Read as optional throughout: the specification, the SDK's types and its pages differ in what they require. Sources: the
`together` package 3.1.1 (types/finetune_*.py, types/fine_tuning_*.py, lib/types/fine_tuning.py, lib/utils/tools.py);
docs.together.ai/docs/fine-tuning/{monitoring,quickstart,deployment}; togethercomputer/openapi openapi.yaml.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.core import wire
from service.core.snapshot import ENDINGS, Metric, Snapshot, Status, to_fact_time
from service.core.wire import JSONValue
from service.providers import (
    Ask,
    BadOption,
    Details,
    JobsPage,
    Life,
    LifeCycle,
    ModelReadiness,
    Provider,
    ProviderError,
    Readiness,
    Reply,
)
from service.providers.reading import (
    EPOCH,
    as_list,
    as_object,
    check_taken,
    decoded,
    id_in,
    job_of,
    page_of,
    said,
    segment,
    step_in,
    word_in,
)

JOBS = "/fine-tunes"
JOB_PAGE = "https://api.together.ai/fine-tuning/"  # Source: the SDK's `tg fine-tuning create`, which links to it
NOT_OFFERED = (404, 405, 501)  # a detail that this job or host does not have: nothing to learn, not a fault
NANODOLLARS = 1_000_000_000  # `total_price` is in these. Source: lib/utils/tools.py, finetune_price_to_dollars
MAX_ETA_S = 366 * 86_400.0
OPTIONS = {"project_id": "the Together project (`proj_…`) whose 2.0 deployments serve the account's models"}
ENDPOINTS_LIMIT = "500"  # of the 2.0 API. Source: togethercomputer/skills, dedicated model inference reference

# The specification leaves `user_error` out; the SDK's own enum and its list of endings have it.
STATUSES: dict[str, Status] = {
    "pending": Status.CREATED,
    "queued": Status.QUEUED,
    "running": Status.RUNNING,
    "compressing": Status.FINISHING,
    "uploading": Status.FINISHING,
    "cancel_requested": Status.FINISHING,  # not an ending: what was trained is being put away
    "cancelled": Status.CANCELLED,
    "error": Status.FAILED,
    "user_error": Status.FAILED,
    "completed": Status.SUCCEEDED,
}

# `job_complete` ends the job too; it is left out because it takes back an earlier reason.
REASONS = frozenset({"job_error", "billing_limit"})
ERROR_LEVELS = frozenset({"error", "legacy_ierror"})
AFRESH = frozenset({"job_restarted", "job_complete"})  # what went wrong before is not how the job stands
BEGINNINGS = frozenset({"job_start", "training_start"})
ENDS = frozenset({"job_complete", "job_error", "job_stopped"})

SETTINGS = (
    *("n_epochs", "n_checkpoints", "n_evals", "eval_steps", "batch_size", "learning_rate", "lr_scheduler"),
    *("warmup_ratio", "max_grad_norm", "weight_decay", "train_on_inputs", "max_seq_length", "packing"),
    *("training_type", "training_method", "multimodal_params", "from_checkpoint", "from_hf_model", "hf_model_revision"),
)
ATTACHED = ("wandb_project_name", "wandb_name", "wandb_entity", "wandb_url")

# Rows of training and of evaluation are apart; both count in `train/global_step` on the documentation's sample.
STEPS = ("train/global_step", "eval/global_step", "global_step", "step")
NO_METRICS = frozenset({"timestamp", "step", "epoch", "global_step"})  # by their last part; the SDK's plots skip them
NOT_A_NUMBER = frozenset({"nan", "inf", "+inf", "-inf", "infinity", "-infinity"})

# The states of a 1.0 endpoint and of a 2.0 deployment, which has its prefix. The best of several counts.
READINESS: dict[str, Readiness] = {
    "STARTED": Readiness.READY,
    "READY": Readiness.READY,
    "PENDING": Readiness.NOT_YET,
    "STARTING": Readiness.NOT_YET,
    "PROVISIONING": Readiness.NOT_YET,
    "SCALING": Readiness.NOT_YET,  # ready as soon as one replica is
    "DEGRADED": Readiness.NOT_YET,  # the same
    "STOPPING": Readiness.NEEDS_ENDPOINT,
    "STOPPED": Readiness.NEEDS_ENDPOINT,
    "FAILED": Readiness.NEEDS_ENDPOINT,
    "ERROR": Readiness.NEEDS_ENDPOINT,
}
PARTLY = frozenset({"SCALING", "DEGRADED"})
STATE_PREFIX = "DEPLOYMENT_STATE_"
BEST_FIRST = (Readiness.READY, Readiness.NOT_YET, Readiness.UNKNOWN, Readiness.NEEDS_ENDPOINT)


@dataclass(frozen=True, slots=True)
class Together(Provider):
    """Without a `project_id` the 1.0 endpoints are asked whether a model answers, with one the 2.0 deployments.

    The two know a model by different names, and the job tells both: its output name, its Model Object ID.
    """

    project_id: str = ""

    title = "Together AI"
    name = "together"
    life = LifeCycle(
        Life.LIVE,
        "2026-11-23",
        "https://docs.together.ai/docs/fine-tuning/quickstart",
        "its endpoints moved to a 2.0 API: without `project_id` only 1.0 endpoints are seen",
    )
    base_url = "https://api.together.ai/v1"
    asks = True
    lists = True
    lists_whole = False  # no reason of a failure, no Model Object ID
    first_details = ("events", "metrics")
    options = OPTIONS

    def configured(self, options: Mapping[str, str]) -> Provider:
        project = options.get("project_id")
        if project is None:
            return self
        if id_in(project) is None:
            raise BadOption("project_id must be the id of a Together project, such as proj_…")
        return replace(self, project_id=project)

    def ask_jobs(self, cursor: str | None) -> Ask:
        """The whole list: it takes no parameters."""
        return Ask(JOBS)

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        read = [self._snapshot(as_object(row), asked_at) for row in _rows(decoded(reply, "job list"), "job list")]
        return page_of(read)

    def ask_job(self, provider_job_id: str) -> Ask:
        return Ask(f"{JOBS}/{segment(provider_job_id)}")

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        return job_of(self._snapshot(decoded(reply, "job", is_job=True), asked_at), reply, "job", "`id` and `status`")

    def ask_details(self, provider_job_id: str, after_step: int | None = None) -> Mapping[str, Ask]:
        """Events, metrics from behind `after_step`, checkpoints.

        The 2026-04 specification puts the filters of metrics into a body of a GET, the SDK into the query. Query it is:
        a server that does not read it answers with every row, which is slower and not wrong.
        """
        job = f"{JOBS}/{segment(provider_job_id)}"
        since = () if after_step is None else (("global_step_from", f"{after_step + 1}"),)
        return {
            "events": Ask(f"{job}/events"),
            "metrics": Ask(f"{job}/metrics", since),
            "checkpoints": Ask(f"{job}/checkpoints"),
        }

    def answer_detail(self, name: str, reply: Reply) -> Details:
        if name not in ("events", "metrics", "checkpoints"):
            raise ProviderError("a question that this provider does not ask")
        if reply.status in NOT_OFFERED:
            return Details()
        if name == "metrics":
            return _from_metrics(_metric_rows(reply))
        rows = [as_object(row) for row in _rows(decoded(reply, name), name)]
        return Details(facts=_from_events(rows)) if name == "events" else _from_checkpoints(rows)

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        return Ask(f"{JOBS}/{segment(provider_job_id)}/cancel", method="POST")

    def answer_cancel(self, reply: Reply) -> None:
        check_taken(reply)

    def ask_readiness(self, tuned_model: str) -> Ask | None:
        if self.project_id:
            path = f"/v2/projects/{segment(self.project_id)}/endpoints"
            return Ask(path, (("limit", ENDPOINTS_LIMIT),), at_root=True)
        return Ask("/endpoints", (("type", "dedicated"), ("mine", "true")))

    def answer_readiness(self, tuned_model: str, reply: Reply) -> ModelReadiness:
        """What the best endpoint or deployment of this model says; each list is told by its own fields."""
        if reply.status in NOT_OFFERED:
            return ModelReadiness(
                Readiness.UNKNOWN, "this API lists no endpoints: set `project_id` for the 2.0 deployments"
            )
        body = decoded(reply, "endpoints")
        found = [one for row in _rows(body, "endpoints") for one in _servings(as_object(row), tuned_model)]
        if body.get("next_cursor"):
            found.append(ModelReadiness(Readiness.UNKNOWN, "the project has more endpoints than one page shows"))
        if self.project_id and not tuned_model.startswith("ml_"):
            found.append(
                ModelReadiness(Readiness.UNKNOWN, "2.0 deployments name a Model Object ID, which this model has not")
            )
        nothing = ModelReadiness(Readiness.NEEDS_ENDPOINT, "no endpoint has a deployment of this model's own")
        return min(found, key=lambda one: BEST_FIRST.index(one.serving), default=nothing)

    def _snapshot(self, job: dict[str, object], asked_at: datetime) -> Snapshot | None:
        """The job as described; None when it has no id or no status."""
        job_id, word = id_in(job.get("id")), word_in(job.get("status"))
        if job_id is None or word is None:
            return None
        status = STATUSES.get(word.strip().lower(), Status.UNKNOWN)
        events = [as_object(row) for row in as_list(job.get("events"))]
        return Snapshot(
            provider_job_id=job_id,
            status=status,
            provider_status=word,
            revision=_revision(wire.from_iso(job.get("updated_at")), asked_at),
            facts=self._facts(job, job_id, status) | _from_events(events) | _code(status, word),
        )

    def _facts(self, job: dict[str, object], job_id: str, status: Status) -> dict[str, JSONValue]:
        output, suffix = wire.optional_text(job.get("model_output_name")), word_in(job.get("suffix"))
        method = as_object(job.get("training_method")).get("method")
        hyperparameters: dict[str, JSONValue] = {name: wire.storable(job.get(name)) for name in SETTINGS}
        attached: dict[str, JSONValue] = {name: word_in(job.get(name)) for name in ATTACHED}
        objects = (id_in(job.get(f"{kind}_object_id")) for kind in ("model", "adapter"))
        suffix = suffix or _suffix(output, job_id)
        updated_at = wire.from_iso(job.get("updated_at"))
        return said(
            {
                "name": suffix,
                "suffix": suffix,
                "base_model": wire.optional_text(job.get("model")),
                "tuned_model": self._tuned_model(job, output) if status is Status.SUCCEEDED else None,
                "artifact_uri": _uri(job.get("model_output_path")),
                "method": word_in(method),
                "hyperparameters": said(hyperparameters),
                "training_file": wire.optional_text(job.get("training_file")),
                "validation_file": wire.optional_text(job.get("validation_file")),
                "result_files": [one for one in objects if one is not None],
                "seed": wire.integer(job.get("random_seed")),
                "trained_tokens": wire.integer(job.get("token_count")) or None,  # 0: not counted yet
                "cost_usd": _cost_usd(job.get("total_price"), status),
                "created_at": to_fact_time(wire.from_iso(job.get("created_at"))),
                # "Start timestamp of the current stage": the training's own only while it trains.
                "started_at": to_fact_time(wire.from_iso(job.get("started_at"))) if status is Status.RUNNING else None,
                "finished_at": to_fact_time(updated_at) if status in ENDINGS else None,  # the events in it know better
                "estimated_finish_at": to_fact_time(_estimate(job, status)),
                "metadata": said(attached),
                "owner": word_in(job.get("owner_address")) or word_in(job.get("user_id")),
                "url": JOB_PAGE + segment(job_id),
            }
        )

    def _tuned_model(self, job: dict[str, object], output: str | None) -> str | None:
        """The name that this account's endpoints use. A job that has not succeeded has names too, and no model."""
        if not self.project_id:
            return output
        return id_in(job.get("model_object_id")) or id_in(job.get("adapter_object_id")) or output


TOGETHER = Together()


def _rows(body: dict[str, object], what: str) -> list[object]:
    """The list in a list reply. A 200 with an error inside is an error: an empty list would mean "no jobs"."""
    rows = body.get("data")
    if not isinstance(rows, list) or body.get("error"):
        raise ProviderError(f"{what}: an error inside a good reply, or no list `data`")
    return rows


def _revision(updated_at: datetime | None, asked_at: datetime) -> int:
    """Orders by `updated_at`, and what has the same one by when we asked.

    The list may lag behind the job, so the provider's time goes first; but steps and estimates may move without it. The
    milliseconds of the one and, below them, up to 46 days of the other in seconds: both fit 63 bits until 2043.
    """
    told_at = updated_at or asked_at
    later_s = min(max((asked_at - told_at) // timedelta(seconds=1), 0), 3_999_999)
    ordered = (told_at - EPOCH) // timedelta(milliseconds=1) * 4_000_000 + later_s
    return min(max(ordered, 0), wire.INT64_MAX)


def _suffix(output: str | None, job_id: str) -> str | None:
    """The middle of `<account>/<base>:<suffix>:<job id>`, for the job's own answer, which leaves `suffix` out."""
    parts = (output or "").split(":")
    return word_in(parts[1]) if len(parts) == 3 and parts[2] == job_id else None


def _uri(value: object) -> str | None:
    path = wire.optional_text(value)
    return path if path is not None and "://" in path else None


def _cost_usd(value: object, status: Status) -> float | None:
    """Dollars; 0 before the end only says that nothing has been counted."""
    nanodollars = wire.number(value)
    if nanodollars is None or (nanodollars == 0 and status not in ENDINGS):
        return None
    return nanodollars / NANODOLLARS


def _code(status: Status, word: str) -> dict[str, JSONValue]:
    """Whose fault a failure was is in the status alone."""
    return {"error_code": word} if status is Status.FAILED else {}


def _estimate(job: dict[str, object], status: Status) -> datetime | None:
    """When this stage should end: `seconds_remaining` counts from its `started_at`, as the SDK's bar reads it."""
    progress = as_object(job.get("progress"))
    began, seconds = wire.from_iso(job.get("started_at")), wire.number(progress.get("seconds_remaining"))
    if status is not Status.RUNNING or progress.get("estimate_available") is not True:
        return None
    if began is None or seconds is None or not 0 < seconds <= MAX_ETA_S:
        return None
    try:
        return began + timedelta(seconds=seconds)
    except OverflowError:  # it began at the end of time
        return None


def _from_events(rows: Sequence[dict[str, object]]) -> dict[str, JSONValue]:
    """Reason, times and steps, oldest first. Events have no id and may come twice: only their last word counts.

    Their types are lower case in the specification and upper case in what the API has been seen to send.
    """
    facts: dict[str, JSONValue] = {}
    for row in sorted(rows, key=lambda row: wire.from_iso(row.get("created_at")) or EPOCH):
        kind = (word_in(row.get("type")) or "").lower()
        at, message = to_fact_time(wire.from_iso(row.get("created_at"))), wire.optional_text(row.get("message"))
        if kind in AFRESH:
            for outdated in ("error_message", "finished_at"):
                facts.pop(outdated, None)
        if message is not None and (kind in REASONS or word_in(row.get("level")) in ERROR_LEVELS):
            facts["error_message"] = message
        if kind in BEGINNINGS and at is not None:
            facts.setdefault("started_at", at)
        if kind in ENDS and at is not None:
            facts["finished_at"] = at
        step, total = step_in(row.get("step")), step_in(row.get("total_steps"))
        if step:  # 0 stands for "none" too
            facts["step"] = step
        if total:
            facts["total_steps"] = total
    return facts


def _metric_rows(reply: Reply) -> list[object]:
    """The rows of a metrics reply, its bare `NaN` as null: one step that diverged must not cost all the others.

    In which form the API says NaN is not documented; the SDK's plots expect some.
    """
    try:
        body = decoded(reply, "metrics")
    except ProviderError:
        if not any(word in reply.body for word in (b"NaN", b"Infinity")):
            raise
        body = decoded(replace(reply, body=_without_nan(reply.body)), "metrics")
    if "metrics" not in body or not isinstance(body["metrics"], list | None) or body.get("error"):
        raise ProviderError("metrics: an error inside a good reply, or no list `metrics`")
    return as_list(body["metrics"])


def _without_nan(body: bytes) -> bytes:
    """The same JSON with null for NaN and Infinity; unchanged where it is none."""
    try:
        return json.dumps(json.loads(body, parse_constant=lambda _: None)).encode()
    except (ValueError, RecursionError):
        return body


def _from_metrics(rows: Iterable[object]) -> Details:
    """A number per step and name; a row that comes twice counts once, and a NaN is kept as None."""
    values: dict[tuple[int, str], float | None] = {}
    for row in map(as_object, rows):
        step = next((step for name in STEPS if (step := step_in(row.get(name))) is not None), None)
        for key, raw in row.items():
            name, number = _metric_name(key), wire.number(raw)
            if step is None or name is None:
                continue
            if number is not None:
                values[step, name] = number
            elif _is_nan(raw):
                values.setdefault((step, name), None)
    metrics = tuple(Metric(step, name, values[step, name]) for step, name in sorted(values))
    last = max((metric.step for metric in metrics), default=None)
    return Details(metrics, said({"step": last}))


def _is_nan(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and raw.strip().lower() in NOT_A_NUMBER)


def _metric_name(key: str) -> str | None:
    """Our name: `train/loss` is train_loss, `eval/loss` valid_loss; other numbers of training lose their prefix."""
    kind, _, rest = key.partition("/")
    if key.rpartition("/")[2] in NO_METRICS:
        return None
    if rest and kind == "eval":
        key = f"valid_{rest}"
    elif rest and kind == "train":
        key = "train_loss" if rest == "loss" else rest
    return word_in(key)


def _from_checkpoints(rows: Sequence[dict[str, object]]) -> Details:
    """Checkpoints by step; a LoRA job has a model and an adapter at each."""
    found: dict[str, dict[str, JSONValue]] = {}
    for row in rows:
        step, one = step_in(row.get("step")), id_in(row.get("object_id")) or wire.optional_text(row.get("path"))
        if step is not None and one is not None:
            found[one] = {"id": one, "step": step, "model": wire.optional_text(row.get("object_name")), "metrics": {}}
    listed: list[JSONValue] = [*sorted(found.values(), key=lambda one: (step_in(one["step"]) or 0, str(one["id"])))]
    return Details(facts=said({"checkpoints": listed}))


def _servings(row: dict[str, object], tuned_model: str) -> list[ModelReadiness]:
    """What one endpoint says of the model: a 1.0 endpoint serves one, a 2.0 endpoint groups deployments."""
    endpoint = word_in(row.get("name"))
    if not isinstance(row.get("deployments"), list):
        if tuned_model not in (row.get("model"), row.get("name")):
            return []
        return [_serving(row.get("state"), 0, endpoint)]
    routed = {_routed(split) for split in as_list(row.get("trafficSplit"))} - {None}
    found = []
    for one in map(as_object, as_list(row.get("deployments"))):
        parts = (wire.optional_text(one.get("model")) or "").split("/")
        if tuned_model in (one.get("modelId"), *parts[3:4]) and one.get("trafficMode") != "TRAFFIC_MODE_SHADOW":
            # An endpoint's own name reaches all that it routes to, a deployment's name that one alone.
            call = endpoint if routed == {id_in(one.get("id"))} else word_in(one.get("name"))
            found.append(_serving(one.get("state"), wire.integer(one.get("readyReplicas")) or 0, call))
    return found


def _routed(split: object) -> str | None:
    """The deployment of a split that gets traffic."""
    entry = as_object(split)
    return id_in(entry.get("deploymentId")) if (wire.number(entry.get("weight")) or 0) > 0 else None


def _serving(state: object, ready_replicas: int, call: str | None) -> ModelReadiness:
    word = (word_in(state) or "").upper().removeprefix(STATE_PREFIX)
    serving = READINESS.get(word, Readiness.UNKNOWN)
    if word in PARTLY and ready_replicas > 0:
        serving = Readiness.READY
    detail = f"endpoint {call or 'without a name'}: {wire.text(word.lower(), 100) or 'no state'}"
    return ModelReadiness(serving, detail, call if serving is Readiness.READY else None)
