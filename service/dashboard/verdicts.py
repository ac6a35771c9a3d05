"""What evaluations say of a model version: per suite one badge for each pair, the worst first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.core.evaluation import Word
from service.core.evaluation_words import LEAKAGE_NOT_CHECKED, between, p_value, signed
from service.dashboard.words import how_many, short, tone
from service.log import redact
from service.store.evaluations import FINISHED

Row = Mapping[str, Any]

MAX_REFERENCE = 20
WORST_FIRST = ("bad", "odd", "busy", "wait", "over", "good")


@dataclass(frozen=True, slots=True)
class Mark:
    """One badge. `score` stands beside it, `why` is its hover."""

    word: str
    tone: str
    score: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SuiteVerdict:
    """A version by one suite: the newest verdict, the evaluation that will replace it, and those before."""

    suite: str
    id: str  # of the evaluation that the marks are of
    marks: tuple[Mark, ...]
    again: Row | None = None
    earlier: tuple[Row, ...] = ()

    @property
    def rank(self) -> int:
        return min(WORST_FIRST.index(mark.tone) for mark in self.marks)


def suite_verdicts(evaluations: Sequence[Row]) -> list[SuiteVerdict]:
    """One for each suite, the worst first. `evaluations` are one version's, newest first."""
    by_suite: dict[str, list[Row]] = {}
    for row in evaluations:
        by_suite.setdefault(row["suite"], []).append(row)
    found = [_suite_verdict(suite, rows) for suite, rows in sorted(by_suite.items())]
    return sorted(found, key=lambda one: one.rank)


def _suite_verdict(suite: str, rows: Sequence[Row]) -> SuiteVerdict:
    finished = [row for row in rows if row["state"] == FINISHED]
    pending = [row for row in rows if row["state"] != FINISHED]
    shown = (finished or pending)[0]
    newer = [row for row in pending if row is not shown and row["created_at"] >= shown["created_at"]]
    return SuiteVerdict(suite, shown["id"], marks(shown), newer[0] if newer else None, tuple(finished[1:]))


def marks(evaluation: Row) -> tuple[Mark, ...]:
    """A badge for each pair, the worst first; then whether the held-out items were in the training data."""
    state, result = evaluation["state"], evaluation["result"] or {}
    if state != FINISHED:
        return (Mark(state, tone(state)),)
    pairs = [_pair(name, pair, evaluation["model"]) for name, pair in (result.get("pairs") or {}).items()]
    if pairs:
        pairs += _not_compared(result, evaluation["model"])
    else:
        verdict = evaluation["verdict"] or state
        said = [*(result.get("not_servable") or {}).values(), *result.get("sentences", [])]
        pairs = [Mark(verdict, tone(verdict), why=redact(said[0]) if said else "")]
    return (*sorted(pairs, key=lambda one: WORST_FIRST.index(one.tone)), *_leakage(result))


def _pair(reference: str, pair: Row, model: str) -> Mark:
    word, n = str(pair["word"]), pair["n"]
    said = f"{word} {'against' if word == Word.UNDECIDED else 'than'} {_called(reference, model)}"
    if not n:
        return Mark(said, tone(word), "no item in common", "No item was answered by both.")
    interval = f"{100 * (1 - pair['alpha']):g} % CI {between(pair['low_points'], pair['high_points'])}"
    why = f"{interval}, p {p_value(pair['p_value'], pair['alpha'])}, {how_many(n, 'item')}"
    return Mark(said, tone(word), f"{signed(pair['difference_points'])} points", why)


def _called(reference: str, model: str) -> str:
    """The version before is called `v1` beside its own model."""
    return short(reference.removeprefix(f"{model} "), MAX_REFERENCE)


def _not_compared(result: Row, model: str) -> list[Mark]:
    silent = (result.get("not_servable") or {}).items()
    return [Mark(f"not compared with {_called(name, model)}", "odd", why=redact(reason)) for name, reason in silent]


def _leakage(result: Row) -> list[Mark]:
    found = len(set(result.get("leaked") or ()))
    if found:
        stand = "stands" if found == 1 else "stand"
        of = how_many(result.get("items") or found, "held-out item")
        return [
            Mark("leaked", "odd", why=f"{found:,} of {of} {stand} in the training data; the verdict leaves them out.")
        ]
    if any(said.startswith(LEAKAGE_NOT_CHECKED) for said in result.get("sentences", [])):
        return [Mark(LEAKAGE_NOT_CHECKED, "odd", why="The suite's training_file could not be read.")]
    return []
