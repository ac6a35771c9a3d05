"""The numbers in a line of a trainer's log."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from service.reporter.parts.values import is_number, number, whole

MAX_LOG_LINE_BYTES = 8192  # a line of numbers is shorter
MAX_LINES = 2000  # log lines read per second and source
MAX_NAMES = 100  # numbers in a row
STEP_NAMES = ("step", "global_step", "current_steps", "global_steps")
TOTAL_NAMES = ("total_steps", "max_steps")
RENAMED = {"loss": "train_loss", "lr": "learning_rate"}
NO_METRICS = {
    "percentage", "elapsed_time", "remaining_time", "total_flos", "train_runtime", "train_samples_per_second",
    "train_steps_per_second", "eval_runtime", "eval_samples_per_second", "eval_steps_per_second", "timestamp", "time",
}  # fmt: skip
_NOT_FINITE = re.compile(r"(?<=: )-?(?:nan|inf)(?=[,}])")
_TORCHTUNE = re.compile(r"Step (\d{1,12}) \| (.*)")
_TORCHTUNE_PAIR = re.compile(r"([\w/.-]{1,100}):(?:tensor\()?(-?(?:[0-9][0-9.e+-]{0,30}|nan|inf))")


class Row:
    """The numbers of a log line at their step (None: unknown), and how many steps there will be."""

    def __init__(self, step: int | None, total: int | None, numbers: dict[str, float | None]) -> None:
        self.step, self.total, self.numbers = step, total, numbers


def row_of(entry: Mapping[str, Any]) -> Row:
    """The Row of a trainer's log object. `loss` and `lr` get their full names; NaN becomes None."""
    step = next((whole(entry[name]) for name in STEP_NAMES if name in entry), None)
    total = next((whole(entry[name]) for name in TOTAL_NAMES if name in entry), None)
    left_out = {*STEP_NAMES, *TOTAL_NAMES, *NO_METRICS}
    if "train_runtime" in entry:
        left_out.add("train_loss")  # transformers' summary: the mean of the run, not a point of the curve
    numbers = {
        RENAMED.get(name, name)[:200]: number(value)
        for name, value in list(entry.items())[:MAX_NAMES]
        if isinstance(name, str) and name not in left_out and is_number(value)
    }
    return Row(step, total, numbers)


def read_line(line: str) -> dict[str, Any] | None:
    """The object of a log line: JSON, Python's `{'loss': 0.5}`, or torchtune's `Step 3 | loss:0.5`; else None."""
    line = line.strip()
    if not line or len(line) > MAX_LOG_LINE_BYTES:
        return None
    match = _TORCHTUNE.match(line)
    if match:
        return {**dict(_TORCHTUNE_PAIR.findall(match.group(2))), "step": match.group(1)}
    start, end = line.find("{"), line.rfind("}")
    return _object(line[start : end + 1]) if 0 <= start < end else None


def _object(text: str) -> dict[str, Any] | None:
    """The dict in `{…}` of JSON or Python; else None."""
    ways: list[tuple[Callable[[str], Any], str]] = [(json.loads, text), (_literal, text)]
    if not text.startswith('{"'):
        ways.insert(0, (json.loads, _as_json(text)))
    for parse, source in ways:
        try:
            entry = parse(source)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(entry, dict):
            return entry
    return None


def _literal(text: str) -> Any:
    import ast  # here: half a megabyte, and most trainers' lines are JSON but for their quotes

    return ast.literal_eval(text)


def _as_json(text: str) -> str:
    """A dict of names and numbers as JSON: `nan` is no literal to ast, and json is ten times as fast."""
    return _NOT_FINITE.sub("NaN", text).replace("'", '"').replace("None", "null")


def is_training_line(entry: Mapping[str, Any]) -> bool:
    """Does an object in a command's output hold a loss? Without one it may mean anything."""
    return any(
        isinstance(name, str) and "loss" in name and (is_number(entry[name]) or entry[name] is None) for name in entry
    )
