"""When two texts count as the same: as texts, and as labels of a closed set."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Quotes, brackets, Markdown emphasis and the ends of sentences, in the scripts that models write. Signs that can be
# the whole difference between two labels (+ - # / %) stay.
_DECORATION = "\"'`´“”„‘’‚«»‹›()[]{}<>*_~.,;:!?…。、，；：！？「」『』（）"


def normal_label(value: str) -> str:
    """The first line that says something, case folded, spaces collapsed, without quotes and punctuation around it.

    Text that is nothing but punctuation ("?", "***") stays as it is: it may be a label too.
    """
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFKC", value).casefold().splitlines()]
    bare = (line.strip(_DECORATION + " ") for line in lines)
    return next(filter(None, bare), "") or next(filter(None, lines), "")


def label_of(answer: str, labels: Sequence[str]) -> str | None:
    """The one label that the answer is, or names after a colon ("Category: refund"); else None.

    An answer that only mentions a label ("not spam", "refund or billing") is not that label.
    """
    given = normal_label(answer)
    found = {label for label in labels if normal_label(label) == given}
    if not found and ":" in given:
        after = normal_label(given.rpartition(":")[2])
        found = {label for label in labels if normal_label(label) == after}
    return found.pop() if len(found) == 1 else None


def same_text(answer: str, reference: str) -> bool:
    """Equal in NFC, spaces around them aside."""
    return unicodedata.normalize("NFC", answer).strip() == unicodedata.normalize("NFC", reference).strip()


def same_label(answer: str, reference: str, labels: Sequence[str] = ()) -> bool:
    """Both are the same label: of `labels` where the suite has them, else once normalised."""
    if labels:
        named = label_of(answer, labels)
        return named is not None and named == label_of(reference, labels)
    normal = normal_label(answer)
    return normal != "" and normal == normal_label(reference)
