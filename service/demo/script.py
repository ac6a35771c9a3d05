"""What is played: how one job goes, what is planted in its webhook, and the jobs of `tunewatch demo`.

Durations are simulated seconds; the simulator's `time_scale` says how many of them pass in a real one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from service.demo import tickets

Ending = Literal["succeeded", "failed", "cancelled"]


class Fault(StrEnum):
    """What goes wrong with a job's webhook."""

    NONE = "none"
    LOST = "lost"  # never sent
    SENT_THREE_TIMES = "sent_three_times"  # the same webhook id each time
    OUT_OF_ORDER = "out_of_order"  # of two jobs with this fault, the one that ended later is told first
    WRONG_SIGNATURE_FIRST = "wrong_signature_first"  # somebody without the secret sends the same before us


@dataclass(frozen=True, slots=True)
class Plan:
    """How one job goes. `ends_at_step` None: a success after the last step, anything else half way."""

    ending: Ending = "succeeded"
    ends_at_step: int | None = None
    validating_s: float = 20
    queued_s: float = 40
    step_s: float = 10
    steps_per_epoch: int = 10
    n_epochs: int = 3
    error_code: str = "server_error"
    error_message: str = "The job failed because of an internal error; you were not charged for it."
    tuned_accuracy: float = 0.9
    webhook: Fault = Fault.NONE


@dataclass(frozen=True, slots=True)
class PlayedJob:
    """A job that somebody at the simulated company starts."""

    suffix: str
    plan: Plan = field(default_factory=Plan)
    starts_after_s: float = 0
    model: str = "gpt-4.1-mini-2025-04-14"
    registry_name: str = "support-triage"
    broken_line: int | None = None  # this line of its training file has no assistant message


DEMO: tuple[PlayedJob, ...] = (
    PlayedJob("triage-v1", Plan(webhook=Fault.SENT_THREE_TIMES)),
    PlayedJob("triage-typo", Plan(), starts_after_s=40, broken_line=417),
    PlayedJob("intent-v1", Plan(webhook=Fault.LOST), starts_after_s=60, registry_name="intent"),
    PlayedJob(
        "tone-v1",
        Plan(webhook=Fault.OUT_OF_ORDER, steps_per_epoch=8),
        starts_after_s=80,
        registry_name="tone",
        model="gpt-4o-mini-2024-07-18",
    ),
    PlayedJob(
        "tone-v2",
        Plan(webhook=Fault.OUT_OF_ORDER, steps_per_epoch=8),
        starts_after_s=110,
        registry_name="tone",
        model="gpt-4o-mini-2024-07-18",
    ),
    PlayedJob("routing-v1", Plan(ending="cancelled"), starts_after_s=120, registry_name="routing"),
    PlayedJob("triage-v2", Plan(webhook=Fault.WRONG_SIGNATURE_FIRST, tuned_accuracy=0.7), starts_after_s=160),
)
DEMO_PLANS = {job.suffix: job.plan for job in DEMO}

TRAINING_ROWS = 500


def training_file(job: PlayedJob) -> bytes:
    """The JSONL that the job is trained with."""
    return tickets.training_jsonl(TRAINING_ROWS, broken_line=job.broken_line)
