"""`label`: the answer names the reference's label."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.labels import same_label


class Label:
    kind = "label"
    right_when = (
        "its first line that says something equals the reference's; "
        "case, quotes, Markdown and punctuation around it do not matter"
    )

    def score(self, answer: str, reference: str, labels: Sequence[str]) -> float:
        """1 for the reference's label, else 0; with `labels` the answer may name it after a colon."""
        return float(same_label(answer, reference, labels))
