"""The registry's nouns: a model has versions, a version comes from exactly one job, aliases point at versions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from service.core.wire import JSONValue

LATEST = "latest"  # the alias that every registration moves

MAX_BASE_CHARS = 200  # a longer name is nobody's base model, and not asked about

# What a version keeps of its job, beside provider, account and job id.
LINEAGE_FACTS = (
    "base_model",
    "tuned_model",
    "artifact_uri",
    "method",
    "hyperparameters",
    "training_file",
    "validation_file",
    "result_files",
    "dataset_hash",
    "dataset_hashes",
    "seed",
    "trained_tokens",
    "cost_usd",
    "hardware",
    "checkpoints",
    "metadata",
    "created_at",
    "started_at",
    "finished_at",
)


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One registered fine-tuned model. `version` counts from 1 within its name."""

    id: str
    project: str
    name: str
    version: int
    job_id: str
    account: str
    tuned_model: str | None
    base_model: str | None
    registered_at: datetime
    untold: bool = False
    lineage: dict[str, JSONValue] = field(default_factory=dict)
    base_retires_on: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name} v{self.version}"


def registry_name(account: str, facts: Mapping[str, JSONValue]) -> str:
    """The model's name: the fact `model_name` that the job asked for, else `suffix`, else `<account>/<base model>`."""
    for fact in ("model_name", "suffix"):
        value = facts.get(fact)
        if isinstance(value, str) and value.strip():
            return value.strip()[:200]
    base = facts.get("base_model")
    return f"{account}/{base if isinstance(base, str) and base else 'unknown-base'}"[:200]


def model_id(project: str, name: str) -> str:
    return "mdl_" + hashlib.sha256(f"{project}\0{name}".encode()).hexdigest()[:24]


def version_id(job_id: str) -> str:
    """One version per job, so the job names it."""
    return "ver_" + hashlib.sha256(job_id.encode()).hexdigest()[:24]
