"""Reads loss per step out of a trainer's log, for providers that have no other word about it.

A log is a stranger's text of any length: only its newest lines are read, each up to a length, by patterns that cannot
take long on such a line. An operator's own pattern (`loss_pattern`, losspattern.py) reads them by RE2.

Lines that are understood without one:
`step 500/1000 loss=0.081` · `train:  31%|███  | 309/1000 [03:21<07:09, 1.61it/s, lr: 4.0e-04 loss: 4.5e-01]` ·
`{'loss': 0.31, 'grad_norm': 1.2, 'learning_rate': 2e-05, 'epoch': 0.3}`
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.core import wire
from service.core.errors import Malformed
from service.core.snapshot import Metric
from service.core.wire import JSONValue
from service.providers import Details
from service.providers.reading import MAX_WORD_BYTES, said, step_in

MAX_LINES, MAX_CHARS = 10_000, 2_000_000  # the newest of a log: about a quarter of a second at most
MAX_LINE_CHARS = 2_000  # a GRPO trainer's line has 1,500
MAX_METRICS = 10_000
MAX_TAIL_LINES, MAX_TAIL_CHARS = 20, 4_000

RENAMED = {"loss": "train_loss", "lr": "learning_rate", "avr_loss": "train_loss", "val_loss": "eval_loss"}
# What counts in a line of prose; a line that is an object may name any metric.
IN_PROSE = {*RENAMED, "train_loss", "eval_loss", "valid_loss", "learning_rate", "grad_norm", "accuracy", "reward"}
STEPS, TOTALS = ("step", "global_step", "current_steps"), ("total_steps", "max_steps")
SPOKEN_OF = ("loss", "reward", "accuracy")  # a line without one of these words has no metric
NO_METRICS = re.compile(r"^(?:epoch|percentage|timestamp|time|total_flos|num_tokens|.*_(?:runtime|per_second|time))$")

_NUMBER = r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?(?:[eE][-+]?\d{1,3})?|nan|inf)"
_PAIR = re.compile(
    rf"(?<![\w./-])([A-Za-z_][\w./-]{{0,60}})['\"]?\s{{0,3}}[:=]\s{{0,3}}['\"]?({_NUMBER})(?![\w.])", re.IGNORECASE
)
_BAR = re.compile(r"\|\s{0,10}(\d{1,12})/(\d{1,12})\s?\[")  # tqdm: ` 31%|███   | 309/1000 [03:21<07:09,  1.61it/s]`
_STEP_OF = re.compile(r"\bsteps?\s{0,3}[:= ]\s{0,3}(\d{1,12})\s{0,3}(?:/|of)\s{0,3}(\d{1,12})", re.IGNORECASE)
_STEP = re.compile(r"\b(?:global_)?step\s{0,3}[:= ]\s{0,3}(\d{1,12})(?![\d.])", re.IGNORECASE)

FindGroups = Callable[[str], Mapping[str, str]]  # a line → what the named groups of an operator's pattern take of it


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says. Without a step of its own it stands where the last progress bar stood."""

    numbers: dict[str, float | None]
    step: int | None = None
    total: int | None = None
    is_bar: bool = False


def read_log(log: Iterable[str], *, pattern: FindGroups | None = None, whole: bool = True) -> Details:
    """Metrics, the last step and the total that the lines tell, oldest first; the newest word on a step stays.

    A line with a loss and no step of its own belongs to the progress bar before it. Where there is no bar the lines
    are counted, if the log is `whole`: of a part nobody could say where it begins.
    """
    given = list(log)
    newest = _newest(given)
    whole = whole and len(newest) == len(given)
    lines = [_line(line, pattern) for line in newest]
    training = _training_total(lines)
    values: dict[tuple[int, str], float | None] = {}
    last, total, nth = None, training, 0
    for line in lines:
        if line.step is not None and (not line.is_bar or line.total == training):
            last, total = line.step, line.total or total
        if not line.numbers:
            continue
        nth += "train_loss" in line.numbers
        own = None if line.is_bar else line.step
        step = last if own is None else own
        if step is None and whole and nth:
            step = nth
        if step is not None:
            values.update({(step, name): value for name, value in line.numbers.items()})
    last_values = list(values.items())[-MAX_METRICS:]
    metrics = tuple(Metric(step, name, value) for (step, name), value in sorted(last_values, key=lambda item: item[0]))
    facts: dict[str, JSONValue] = {"step": last, "total_steps": total if last is not None else None}
    return Details(metrics, said(facts))


def _newest(log: list[str]) -> list[str]:
    """The newest lines that are together within the bounds, oldest first."""
    some, left = list[str](), MAX_CHARS
    for line in reversed(log[-MAX_LINES:]):
        left -= min(len(line), MAX_LINE_CHARS)
        if left < 0:
            break
        some.append(line)
    return some[::-1]


def lines_of(log: object) -> list[str]:
    """The lines of a log in one text; a progress bar's carriage returns end lines too."""
    return log.splitlines() if isinstance(log, str) else []


def lines_of_stream(body: bytes) -> list[str]:
    """The lines in an event stream of `data: {"data": "a line"}`; comments (`: keep-alive`) and anything else is passed
    over."""
    lines: list[str] = []
    for event in body.decode("utf-8", "replace").split("\n")[-2 * MAX_LINES :]:
        if not event.startswith("data:"):
            continue
        try:
            text = wire.decode(event.removeprefix("data:").encode(), dict[str, object]).get("data")
        except Malformed:
            continue
        lines += lines_of(text) or ([""] if text == "" else [])
    return lines


def tail_of(lines: Iterable[str]) -> str | None:
    """The last lines, as the fact `log_tail`; None when there are none."""
    some = [line.rstrip() for line in list(lines)[-MAX_TAIL_LINES * 3 :] if line.strip()][-MAX_TAIL_LINES:]
    return wire.optional_text("\n".join(some)[-MAX_TAIL_CHARS:].strip())


def _training_total(lines: list[_Line]) -> int | None:
    """The length of the training: of the bar that stood before the first train loss, where there is none before the
    first number. Other bars (downloads, maps, evaluations) count something else."""
    bar, first = None, None
    for line in lines:
        bar = line.total if line.is_bar else bar
        if "train_loss" in line.numbers and bar is not None:
            return bar
        if line.numbers and first is None:
            first = bar
    return first


def _line(line: str, pattern: FindGroups | None) -> _Line:
    line = line[:MAX_LINE_CHARS]
    bar = _BAR.search(line) if "|" in line else None
    step, total = (step_in(int(bar[1])), step_in(int(bar[2]))) if bar else (None, None)
    if pattern is not None:
        own = _by_pattern(line, pattern)
        return own if own.step is not None else _Line(own.numbers, step, total, is_bar=bar is not None)
    lower = line.lower()
    told = dict(_pairs(line)) if any(word in lower for word in SPOKEN_OF) else {}
    numbers = _metrics(told, in_prose=not line.strip().startswith("{"))
    if bar is not None:
        return _Line(numbers, step, total, is_bar=True)
    if "step" in lower and (counted := _STEP_OF.search(line)):
        return _Line(numbers, step_in(int(counted[1])), step_in(int(counted[2])))
    named = next((step_in(told[name]) for name in STEPS if name in told), None)
    if named is None and numbers and (word := _STEP.search(line)):
        named = step_in(int(word[1]))
    return _Line(numbers, named if numbers else None, next((step_in(told[n]) for n in TOTALS if n in told), None))


def _by_pattern(line: str, pattern: FindGroups) -> _Line:
    told = {name: _number(text) for name, text in pattern(line).items()}
    numbers = {name: value for name, value in told.items() if name not in (*STEPS, *TOTALS)}
    place, whole = ((step_in(told[n]) for n in names if n in told) for names in (STEPS, TOTALS))
    return _Line(_named(numbers), next(place, None), next(whole, None))


def _pairs(line: str) -> Iterator[tuple[str, float | None]]:
    return ((found[1].lower(), _number(found[2])) for found in _PAIR.finditer(line))


def _number(text: str) -> float | None:
    """The number; None for NaN, an infinity and what is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _metrics(told: Mapping[str, float | None], *, in_prose: bool) -> dict[str, float | None]:
    left_out = {*STEPS, *TOTALS}
    if "train_runtime" in told:
        left_out.add("train_loss")  # transformers' summary: the mean of the run, not a point of the curve
    kept = {name: value for name, value in told.items() if name not in left_out and not NO_METRICS.match(name)}
    if in_prose:
        return _named({name: value for name, value in kept.items() if name in IN_PROSE})
    return _named(kept)


def _named(numbers: Mapping[str, float | None]) -> dict[str, float | None]:
    return {wire.text(RENAMED.get(name, name), MAX_WORD_BYTES): value for name, value in numbers.items()}
