"""Who asks the candidates: one file per kind of evaluator. An endpoint's fault is a value here, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.core.evaluation import Answer
from service.core.held_out import HeldOutItem


class Stop(StrEnum):
    """Why a slice ended. All but DONE and BUDGET leave items to ask later."""

    DONE = "done"  # every item is settled: answered, or refused for a reason of its own
    DEADLINE = "deadline"  # the slice's time is over
    BUDGET = "budget"  # the next item could exceed the limit that `detail` names
    THROTTLED = "throttled"  # asked to come back after `retry_after_s`, which is beyond the deadline
    ENDPOINT_FAILING = "endpoint_failing"  # nothing but faults, or a quota that is used up
    MODEL_MISSING = "model_missing"  # the endpoint does not know the model (now): probe again
    DENIED = "denied"  # our key is not accepted: asking again cannot help


@dataclass(frozen=True, slots=True)
class SliceResult:
    """What one slice brought. `answers` have all been given to `on_answer` too; `remaining` keeps the items' order.

    `adapted` names the parameters that the endpoint refused and that were renamed or left out; `retries` counts
    requests beyond one per item.
    """

    answers: tuple[Answer, ...]
    remaining: tuple[HeldOutItem, ...]
    stopped: Stop
    detail: str = ""
    retry_after_s: float | None = None
    retries: int = 0
    adapted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelReadiness:
    """The model answers."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """The model does not answer now and may later: a new one can take minutes to load."""

    reason: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """The model will not answer us, however long we wait."""

    reason: str


ModelState = ModelReadiness | NotYet | Never
