"""What an evaluation found, in words that claim no more than its numbers do."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

from service.core.config import Suite
from service.core.evaluation import (
    NOT_COMPARED,
    NOT_SERVABLE,
    Findings,
    PairVerdict,
    Word,
    answered_right,
    cost_usd,
    judge,
    spent_on,
)
from service.core.statistics import wilson

LEAKAGE_NOT_CHECKED = "leakage not checked"


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
        f"{signed(verdict.difference_points)} points "
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
        reach = ", ".join(f"{c.name} answered {len(answered_right(c))}" for c in asked)
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


def signed(points: float) -> str:
    """`+13.4`, `−8.7`, `0.0`."""
    shown = _number(points)
    return shown if shown.startswith("−") or shown == "0.0" else "+" + shown


def between(low: float, high: float) -> str:
    """`4.9–21.6`, `−3.1 to 9.0`."""
    joint = "–" if low >= 0 else " to "  # "−3.1–9.0" cannot be read
    return f"{_number(low)}{joint}{_number(high)}"


def _interval(low: float, high: float, alpha: float) -> str:
    return f"{100 * (1 - alpha):g} % CI {between(low, high)}"


def p_value(value: float, alpha: float) -> str:
    """`0.0026`, with enough digits to be seen on its own side of alpha; `< 0.0001` below that."""
    if value < 0.0001:
        return "< 0.0001"
    digits = 4
    while value < alpha <= round(value, digits):
        digits += 1
    return f"{value:.{digits}f}"


def _p(value: float, alpha: float) -> str:
    shown = p_value(value, alpha)
    return f"p {shown}" if shown.startswith("<") else f"p = {shown}"


def _more(verdict: PairVerdict) -> str:
    if verdict.word is not Word.UNDECIDED:
        return ""
    if verdict.more_items is None:
        return ", no difference seen: how many more items would decide cannot be said"
    if verdict.more_items > 1_000_000:
        return ", more than a million more items needed"
    about = int(float(f"{verdict.more_items:.2g}"))  # two digits: it rests on an estimate
    return f", about {_count(about, 'more item')} needed"
