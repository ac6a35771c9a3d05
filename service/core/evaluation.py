"""What an evaluation may spend, and what it found in numbers; evaluation_words.py says it to a person.

A verdict is about one named pair over the items that both answered. The exact McNemar test alone decides the word;
the interval says how large the difference may be. What was not measured is never counted, for or against anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from service.core.config import Suite
from service.core.held_out import HeldOutItem
from service.core.statistics import DEFAULT_ALPHA, Paired, items_for_power, mcnemar_p, paired_difference


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate's answer to one item. With an `error` there is no answer: it is left out of every pair."""

    item_id: str
    candidate: str
    text: str
    correct: bool
    input_tokens: int
    output_tokens: int
    latency_ms: float
    error: str | None = None


# --- budget -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens paid, or about to be."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens)

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.input_tokens - other.input_tokens, self.output_tokens - other.output_tokens)


def spent_on(answers: Sequence[Answer]) -> Spent:
    return Spent(sum(a.input_tokens for a in answers), sum(a.output_tokens for a in answers))


def cost_usd(tokens_in: int, tokens_out: int, suite: Suite) -> float | None:
    """What the tokens cost at the suite's prices; None when it names none: unknown is not free."""
    price_in, price_out = suite.usd_per_million_input_tokens, suite.usd_per_million_output_tokens
    if price_in is None or price_out is None:
        return None
    return (tokens_in * price_in + tokens_out * price_out) / 1_000_000


def worst_case(item: HeldOutItem, suite: Suite, system: str | None = None) -> Spent:
    """The most that asking the item is taken to cost: two bytes a token (English has four), and a full answer."""
    prompt_bytes = len(msgspec.json.encode(item.messages)) + len((system or "").encode())
    return Spent(prompt_bytes // 2 + 1, suite.max_output_tokens)


def over_budget(spent: Spent, suite: Suite) -> str | None:
    """The limit of the suite that `spent` would exceed: max_tokens, max_usd or None.

    A `max_usd` without prices cannot be kept, so nothing is spent at all.
    """
    if suite.max_tokens is not None and spent.input_tokens + spent.output_tokens > suite.max_tokens:
        return "max_tokens"
    if suite.max_usd is not None:
        cost = cost_usd(spent.input_tokens, spent.output_tokens, suite)
        if cost is None or cost > suite.max_usd:
            return "max_usd"
    return None


# --- verdict ----------------------------------------------------------------------------------------------------


class Word(StrEnum):
    """What can be said of a challenger against one reference."""

    BETTER = "better"
    WORSE = "worse"
    UNDECIDED = "undecided"


NOT_SERVABLE = "not servable"
NOT_COMPARED = "not compared"


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """Challenger against reference on the same items. Points are percentage points, challenger minus reference."""

    word: Word
    table: Paired
    difference_points: float
    low_points: float
    high_points: float
    p_value: float
    more_items: int | None  # for 80 % power at what was seen; None: decided, or no difference was seen
    alpha: float = DEFAULT_ALPHA

    @property
    def n(self) -> int:
        return self.table.n


def judge_pair(
    challenger_correct: Sequence[bool], reference_correct: Sequence[bool], *, alpha: float = DEFAULT_ALPHA
) -> PairVerdict:
    """The verdict over items in the same order; better or worse only where the exact McNemar p is below alpha.

    That test is stricter than the interval (Newcombe's method 10): where it decides, the interval leaves zero out.
    """
    cells = Counter(zip(challenger_correct, reference_correct, strict=True))
    table = Paired(cells[True, True], cells[True, False], cells[False, True], cells[False, False])
    p_value = mcnemar_p(table.gained, table.lost)
    low, high = paired_difference(table, alpha=alpha)
    word, more = Word.UNDECIDED, None
    if p_value < alpha:
        word = Word.BETTER if table.gained > table.lost else Word.WORSE
    elif (wanted := items_for_power(table, alpha=alpha)) is not None:
        more = max(1, wanted - table.n)
    return PairVerdict(
        word=word,
        table=table,
        difference_points=100 * table.difference,
        low_points=100 * low,
        high_points=100 * high,
        p_value=p_value,
        more_items=more,
        alpha=alpha,
    )


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """All that one candidate answered. `name` is what a person calls it: base, v3. `not_servable` is the reason."""

    name: str
    answers: Sequence[Answer] = ()
    not_servable: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the words are made from. `references` stand in the suite's order, the most important first."""

    suite: Suite
    items: Sequence[HeldOutItem]
    challenger: CandidateResult
    references: Sequence[CandidateResult]
    leaked: Sequence[str] = ()  # ids of items that stand in the training file
    stopped_at: str | None = None  # max_tokens | max_usd: ended before all items were asked
    asked_twice: int = 0  # at most so many items were paid twice, because we died while they were asked
    alpha: float = DEFAULT_ALPHA


def judge(challenger: CandidateResult, reference: CandidateResult, findings: Findings, *, clean: bool) -> PairVerdict:
    """The verdict over the items that both answered; `clean` leaves out the leaked ones."""
    left_out = set(findings.leaked) if clean else set()
    mine, theirs = answered_right(challenger), answered_right(reference)
    shared = [item.id for item in findings.items if item.id in mine and item.id in theirs and item.id not in left_out]
    return judge_pair([mine[id_] for id_ in shared], [theirs[id_] for id_ in shared], alpha=findings.alpha)


def answered_right(candidate: CandidateResult) -> dict[str, bool]:
    """By item id, whether the answer was right; items without an answer are left out."""
    return {answer.item_id: answer.correct for answer in candidate.answers if answer.error is None}


def verdict_word(findings: Findings) -> str:
    """One word for the whole: that of the first reference which answered, leaked items left out.

    "not servable" when the challenger itself does not answer, "not compared" when no reference does.
    """
    if findings.challenger.not_servable is not None:
        return NOT_SERVABLE
    for reference in findings.references:
        if reference.not_servable is None:
            return judge(findings.challenger, reference, findings, clean=True).word.value
    return NOT_COMPARED
