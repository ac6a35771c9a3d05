"""Evaluations as values: who answered what, and what a table of answers is judged to be."""

from __future__ import annotations

from dataclasses import replace

from service.core.config import Suite
from service.core.evaluation import (
    Answer,
    CandidateResult,
    Findings,
    PairVerdict,
    judge_pair,
)
from service.core.held_out import HeldOutItem
from service.core.statistics import Paired


def judged(table: Paired, alpha: float = 0.05) -> PairVerdict:
    pairs = (
        [(True, True)] * table.both
        + [(True, False)] * table.gained
        + [(False, True)] * table.lost
        + [(False, False)] * table.neither
    )
    return judge_pair([mine for mine, _ in pairs], [theirs for _, theirs in pairs], alpha=alpha)


def suite(**changes: object) -> Suite:
    return replace(Suite(name="support", items_file="support.jsonl"), **changes)  # type: ignore[arg-type]  # a builder


def item(number: int, **changes: object) -> HeldOutItem:
    plain = HeldOutItem(f"itm_{number}", number, ({"role": "user", "content": str(number)},), "yes")
    return replace(plain, **changes)  # type: ignore[arg-type]  # a builder


def result(name: str, right: str, **changes: object) -> CandidateResult:
    """One answer per character: 1 right, 0 wrong, x failed, space not asked."""
    answers = tuple(
        Answer(f"itm_{n}", name, "", mark == "1", 10, 2, 100.0 + n, "content_filter" if mark == "x" else None)
        for n, mark in enumerate(right)
        if mark != " "
    )
    return replace(CandidateResult(name, answers), **changes)  # type: ignore[arg-type]  # a builder


def findings(challenger: CandidateResult, *references: CandidateResult, n: int, **changes: object) -> Findings:
    plain = Findings(suite(), [item(k) for k in range(n)], challenger, references)
    return replace(plain, **changes)  # type: ignore[arg-type]  # a builder
