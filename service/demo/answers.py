"""How well a simulated model answers: an exact share of a known key, the same answer to the same question always."""

from __future__ import annotations

from collections.abc import Mapping

from service.demo.chance import fraction

NO_IDEA = "I am not sure."


class AnswerKey:
    """The right label of every question. Which ones a model gets wrong depends on its `voice`."""

    def __init__(self, right: Mapping[str, str]) -> None:
        self._right = dict(right)
        self._labels = sorted(set(self._right.values()))
        self._wrong: dict[tuple[str, float], frozenset[str]] = {}

    def answer(self, question: str, *, voice: str, accuracy: float) -> str:
        """The label this model gives."""
        right = self._right.get(question)
        if right is None:
            return NO_IDEA
        if question not in self._questions_wrong(voice, accuracy):
            return right
        others = [label for label in self._labels if label != right] or [NO_IDEA]
        return others[int(fraction(voice, question, "label") * len(others))]

    def _questions_wrong(self, voice: str, accuracy: float) -> frozenset[str]:
        """A share of 1 - accuracy, counted out rather than drawn: the demo's verdict must not depend on luck."""
        cached = self._wrong.get((voice, accuracy))
        if cached is None:
            ranked = sorted(self._right, key=lambda question: fraction(voice, question))
            cached = frozenset(ranked[: round((1 - accuracy) * len(ranked))])
            self._wrong[voice, accuracy] = cached
        return cached
