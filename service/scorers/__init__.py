"""How an answer is scored against its reference: one file and one line of table.py per scorer.

A scorer is pure and total: any two texts have a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

RIGHT = 1.0  # from this score on an answer counts as right


class Scorer(Protocol):
    """What a suite's `scorer` names. `right_when` completes "an answer is right when …" in docs/evaluation.md."""

    kind: str
    right_when: str

    def score(self, answer: str, reference: str, labels: Sequence[str]) -> float:
        """From 0 (wrong) to 1 (right). `labels`: the suite's, empty when it names none."""
        ...


def is_right(score: float) -> bool:
    """Whether a score counts as right in what is compared and kept."""
    return score >= RIGHT
