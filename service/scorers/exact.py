"""`exact`: the answer is the reference."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.labels import same_text


class Exact:
    kind = "exact"
    right_when = "it equals the reference; spaces around it and the form of Unicode (NFC) do not matter"

    def score(self, answer: str, reference: str, labels: Sequence[str]) -> float:
        """1 for the reference itself, else 0."""
        return float(same_text(answer, reference))
