"""Progress as transformers' own KubeflowCallback sends it (>= 5.4), put into the words of a `generic` report.

The protocol has neither an id nor an ending: the last message says 100 % whatever was made of the model. Each number is
the last one that was logged, at the step of the message; numbers without a step (those of the end) have no place.
Source: huggingface/transformers, src/transformers/integrations/integration_utils.py, class KubeflowCallback.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import msgspec

from service.core import wire
from service.core.errors import Malformed, Reason
from service.core.snapshot import Status, to_fact_time
from service.core.wire import JSONValue
from service.providers.reading import MAX_WORD_BYTES, as_list, as_object

MAX_NUMBER_CHARS = 64  # of a number in text
MAX_METRICS = 1000
MAX_REMAINING_S = 10 * 365 * 86_400

# Counters that are fields of a report, and names that are others there.
STEP, TOTAL, EPOCH = "current_step", "total_steps", "current_epoch"
NAMES = {"loss": "train_loss", EPOCH: "epoch"}

_encode = msgspec.json.Encoder().encode


def report(body: bytes, job: str) -> bytes:
    """The `generic` report that says the same. Total: raises Malformed and nothing else, for any bytes."""
    message = wire.decode(body, dict[str, object])
    status = message.get("trainerStatus")
    if not isinstance(status, dict):
        raise Malformed(Reason.WRONG_SHAPE, "`trainerStatus` must be an object")
    updated_at = wire.from_iso(status.get("lastUpdatedTime"))
    if updated_at is None:
        raise Malformed(Reason.WRONG_SHAPE, "`lastUpdatedTime` must be ISO-8601")
    numbers = _numbers(status.get("metrics"))
    step = _whole(numbers.pop(STEP, None))
    said: dict[str, JSONValue] = {
        "version": 1,
        "job": job,
        "status": Status.RUNNING.value,
        "occurred_at": to_fact_time(updated_at),
        "step": step,
        "total_steps": _whole(numbers.pop(TOTAL, None)),
        "estimated_finish_at": None,
        "metrics": None if step is None else {**_named(numbers)},
    }
    remaining_s = wire.integer(status.get("estimatedRemainingSeconds"))
    if remaining_s is not None and 0 < remaining_s <= MAX_REMAINING_S:  # 0: too short to say, or over
        said["estimated_finish_at"] = to_fact_time(_later(updated_at, remaining_s))
    return _encode({name: value for name, value in said.items() if value is not None})


def _later(moment: datetime, seconds: int) -> datetime | None:
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _numbers(metrics: object) -> dict[str, float | None]:
    """The numbers by name, None for NaN and infinities; what is no number is left out."""
    found: dict[str, float | None] = {}
    for item in as_list(metrics)[:MAX_METRICS]:
        entry = as_object(item)
        name, value = entry.get("name"), entry.get("value")
        number = _number(value)
        if isinstance(name, str) and name and number is not None:
            found[wire.text(name, MAX_WORD_BYTES)] = number if math.isfinite(number) else None
    return found


def _number(value: object) -> float | None:
    """The number in a text such as `2e-05`, or itself; `nan` and `inf` are numbers here."""
    if isinstance(value, str) and len(value) <= MAX_NUMBER_CHARS:
        try:
            return float(value)
        except ValueError:
            return None
    return wire.number(value)


def _named(numbers: dict[str, float | None]) -> dict[str, float | None]:
    """Under the names that reports use. Of two that have one name then, the renamed stands: `train_loss` is the mean of
    the whole run in the Trainer's summary, and `epoch` may be as old as the last log line."""
    ordered = sorted(numbers, key=lambda name: name in NAMES)
    return {NAMES.get(name, name): numbers[name] for name in ordered if name != "step"}


def _whole(number: float | None) -> int | None:
    """A counter: a whole number from 0 (the Trainer's `max_steps` is -1 while it is not known)."""
    whole = wire.integer(number)
    return whole if whole is not None and whole >= 0 else None
