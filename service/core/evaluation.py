"""What an evaluation found, in numbers and in words that claim no more than the numbers do.

A verdict is about one named pair over the items that both answered. The exact McNemar test alone decides the word;
the interval says how large the difference may be. What was not measured is never counted, for or against anybody.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from service.core.config import Suite
from service.core.scoring import HeldOutItem
from service.core.statistics import DEFAULT_ALPHA, Paired, items_for_power, mcnemar_p, paired_difference, wilson


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
    mine, theirs = _right(challenger), _right(reference)
    shared = [item.id for item in findings.items if item.id in mine and item.id in theirs and item.id not in left_out]
    return judge_pair([mine[id_] for id_ in shared], [theirs[id_] for id_ in shared], alpha=findings.alpha)


def _right(candidate: CandidateResult) -> dict[str, bool]:
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


# --- words ------------------------------------------------------------------------------------------------------


def sentences(findings: Findings) -> tuple[str, ...]:
    """What a message says, most important first: leakage, a verdict on each pair, what is missing, measurements."""
    return (*_leakage(findings), *_verdicts(findings), *_missing(findings), *_measured(findings), *_footnotes(findings))


def pair_sentence(verdict: PairVerdict, reference: str) -> str:
    """The verdict on one pair, e.g. "better than base: 91.0 % against 70.5 % on 200 items, +20.5 points (…), p = …"."""
    if verdict.n == 0:
        return f"undecided against {reference}: no item was answered by both"
    table = verdict.table
    relation = "against" if verdict.word is Word.UNDECIDED else "than"
    return (
        f"{verdict.word} {relation} {reference}: {_share(table.challenger_right, table.n)} against "
        f"{_share(table.reference_right, table.n)} on {_count(table.n, 'item')}, "
        f"{_signed(verdict.difference_points)} points "
        f"({_interval(verdict.low_points, verdict.high_points, verdict.alpha)}), "
        f"{_p(verdict.p_value, verdict.alpha)}{_more(verdict)}"
    )


def _leakage(findings: Findings) -> Iterator[str]:
    if found := len(set(findings.leaked)):
        stand = "stands" if found == 1 else "stand"
        yield (
            f"leakage: {found} of {_count(len(findings.items), 'held-out item')} {stand} word for word in the "
            f"training file, which flatters {findings.challenger.name}"
        )


def _verdicts(findings: Findings) -> Iterator[str]:
    challenger = findings.challenger
    unservable = [c for c in (challenger, *findings.references) if c.not_servable is not None]
    if challenger.not_servable is None:
        for reference in findings.references:
            if reference.not_servable is None:
                yield pair_sentence(judge(challenger, reference, findings, clean=False), reference.name)
                if findings.leaked:
                    clean = judge(challenger, reference, findings, clean=True)
                    yield "without the leaked items: " + pair_sentence(clean, reference.name)
    for candidate in unservable:
        yield f"{NOT_SERVABLE}: {candidate.name} did not answer ({candidate.not_servable})"
    if challenger.not_servable is None and len(unservable) == len(findings.references):
        yield f"{NOT_COMPARED}: there is nothing to compare {challenger.name} with"


def _missing(findings: Findings) -> Iterator[str]:
    asked = [c for c in (findings.challenger, *findings.references) if c.not_servable is None]
    if findings.stopped_at is not None:
        reach = ", ".join(f"{c.name} answered {len(_right(c))}" for c in asked)
        limit = _limit(findings.stopped_at, findings.suite)
        yield f"stopped at budget ({limit}): of {_count(len(findings.items), 'item')}, {reach}"
    for candidate in asked:
        failed = Counter(answer.error for answer in candidate.answers if answer.error is not None)
        if failed:
            reasons = ", ".join(f"{reason} {count}" for reason, count in failed.most_common(3))
            yield f"left out: {candidate.name} failed on {_count(failed.total(), 'item')} ({reasons})"


def _limit(name: str, suite: Suite) -> str:
    if name == "max_tokens":
        return f"max_tokens {suite.max_tokens}"
    unkept = " cannot be kept without both prices" if cost_usd(0, 0, suite) is None else ""
    return f"max_usd {suite.max_usd}{unkept}"


def _measured(findings: Findings) -> Iterator[str]:
    for candidate in (findings.challenger, *findings.references):
        answered = [answer for answer in candidate.answers if answer.error is None]
        if not answered:
            continue
        right, n = sum(answer.correct for answer in answered), len(answered)
        low, high = wilson(right, n, alpha=findings.alpha)
        spent = spent_on(candidate.answers)
        cost = cost_usd(spent.input_tokens, spent.output_tokens, findings.suite)
        paid = "" if cost is None else f", ${cost:,.4f}"
        yield (
            f"{candidate.name}: {_share(right, n)} right on {_count(n, 'item')} "
            f"({_interval(100 * low, 100 * high, findings.alpha)}); "
            f"{spent.input_tokens:,} tokens in, {spent.output_tokens:,} out{paid}; "
            f"median {statistics.median(answer.latency_ms for answer in answered):,.0f} ms"
        )


def _footnotes(findings: Findings) -> Iterator[str]:
    if repeated := sum(len(item.repeated_at) for item in findings.items):
        yield f"{_count(repeated, 'repeated held-out line')} not counted again"
    if contradicted := sum(bool(item.contradicted_at) for item in findings.items):
        has = "has" if contradicted == 1 else "have"
        yield f"{_count(contradicted, 'held-out prompt')} {has} more than one reference in the file: the first counts"
    if findings.asked_twice:
        yield f"up to {_count(findings.asked_twice, 'item')} paid twice: a worker died while asking"


def _share(right: int, n: int) -> str:
    return f"{100 * right / n:.1f} %"


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _number(value: float) -> str:
    """One decimal, with a real minus sign and no minus before zero."""
    return f"{round(value, 1) + 0.0:.1f}".replace("-", "−")


def _signed(points: float) -> str:
    shown = _number(points)
    return shown if shown.startswith("−") or shown == "0.0" else "+" + shown


def _interval(low: float, high: float, alpha: float) -> str:
    joint = "–" if low >= 0 else " to "  # "−3.1–9.0" cannot be read
    return f"{100 * (1 - alpha):g} % CI {_number(low)}{joint}{_number(high)}"


def _p(value: float, alpha: float) -> str:
    """The p-value, with enough digits to be seen on its own side of alpha."""
    if value < 0.0001:
        return "p < 0.0001"
    digits = 4
    while value < alpha <= round(value, digits):
        digits += 1
    return f"p = {value:.{digits}f}"


def _more(verdict: PairVerdict) -> str:
    if verdict.word is not Word.UNDECIDED:
        return ""
    if verdict.more_items is None:
        return ", no difference seen: how many more items would decide cannot be said"
    if verdict.more_items > 1_000_000:
        return ", more than a million more items needed"
    about = int(float(f"{verdict.more_items:.2g}"))  # two digits: it rests on an estimate
    return f", about {_count(about, 'more item')} needed"
