"""What a provider tells us: a `JobChanged` ("ask about this job") or a `Snapshot` (a job described at one moment)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec

from service.core.wire import JSONValue


class Status(StrEnum):
    """Canonical status of a job. The provider's own word is always kept beside it."""

    CREATED = "created"
    VALIDATING = "validating"
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHING = "finishing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # the provider's word is new to us: not an ending, shown as is


ENDINGS = frozenset({Status.SUCCEEDED, Status.FAILED, Status.CANCELLED, Status.EXPIRED})


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of one training step, e.g. Metric(300, "train_loss", 0.15). `value` is None for NaN."""

    step: int
    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class JobChanged:
    """A thin webhook: something happened to this job; ask the provider what."""

    provider_job_id: str
    event_type: str


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Something changed in the account, and the webhook does not say which job it is about: read the list now."""

    event_type: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A genuine webhook that is not about a training job (another event type): recorded, nothing to do."""

    event_type: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A job as a provider described it at one moment. None means "not said", never "empty".

    `revision` orders the snapshots of one job: the provider's own sequence where it has one, else microseconds
    of the moment our request began (OpenAI's job object has no updated_at). `life` counts documented revivals
    (a reporter's attempt number; 0 where the provider has none).
    `facts` are the described fields, named in `FACTS`; `metrics` come beside them.
    """

    provider_job_id: str
    status: Status
    provider_status: str
    revision: int
    life: int = 0
    facts: dict[str, JSONValue] = field(default_factory=dict)
    metrics: tuple[Metric, ...] = ()

    def fingerprint(self) -> str:
        """16 hex digits that are equal for equal content, whenever it was seen: the cause id of a refresh or poll."""
        steady = {name: value for name, value in self.facts.items() if name not in VOLATILE}
        content = (self.life, self.status.value, self.provider_status, sorted(steady.items()))
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:16]


FACTS: dict[str, str] = {
    "name": "what a person calls the job: display name or suffix",
    "model_name": "the registry name asked for: metadata `tunewatch_model`",
    "suffix": "the provider's user-provided suffix",
    "base_model": "the model that is tuned",
    "tuned_model": "the name by which the tuned model is called",
    "artifact_uri": "where the weights are: file://, hf://, s3://, https:// …",
    "output_repo": "the repository that the job is to push its model to",
    "method": "sft, dpo, rft, lora … in the provider's word",
    "hyperparameters": "object",
    "training_file": "id or URI of the training data",
    "validation_file": "id or URI of the validation data",
    "result_files": "list of ids",
    "dataset_hash": "sha256 of the training data, where known",
    "dataset_hashes": "object: sha256 of each data set by its name",
    "seed": "integer",
    "trained_tokens": "integer",
    "cost_usd": "number",
    "created_at": "ISO-8601 UTC",
    "started_at": "ISO-8601 UTC",
    "finished_at": "ISO-8601 UTC",
    "estimated_finish_at": "ISO-8601 UTC",
    "step": "integer: last step done",
    "total_steps": "integer",
    "error_code": "the provider's code of a failure",
    "error_message": "the provider's reason, in full",
    "error_param": "the field a failure is about",
    "warning": "what is wrong with an ending all the same: a success whose model never arrived",
    "exit_code": "integer: of a reported command",
    "signal": "the signal that ended a reported command",
    "log_tail": "the last lines of the job's log",
    "heartbeat_s": "integer: a report comes at least this often while the job is at work",
    "hardware": "the machine it runs on, in the provider's word",
    "metadata": "object: what the user attached",
    "checkpoints": "list of {id, step, model, metrics}",
    "owner": "who started it, where known",
    "url": "the job's page at the provider",
}

VOLATILE = frozenset({"estimated_finish_at", "step", "total_steps"})  # change with every refresh without being news


def to_fact_time(moment: datetime | None) -> str | None:
    """The moment as facts hold it (ISO-8601), or None."""
    return None if moment is None else moment.isoformat()
