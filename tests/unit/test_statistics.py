"""The numbers against scipy and published examples."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from service.core.evaluation import (
    Word,
)
from service.core.statistics import Paired, items_for_power, mcnemar_p, paired_difference, wilson
from tests.evaluations import judged

COUNTS = st.integers(0, 60)
TABLES = st.builds(Paired, COUNTS, COUNTS, COUNTS, COUNTS)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.05, 0.01]))
@settings(max_examples=60)
def test_wilson_agrees_with_scipy(counts: tuple[int, int], alpha: float):
    right, n = counts
    theirs = binomtest(right, n).proportion_ci(1 - alpha, method="wilson")
    assert wilson(right, n, alpha=alpha) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_wilson_of_nothing_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=100)
def test_mcnemar_agrees_with_scipys_binomial_test(gained: int, lost: int):
    theirs = binomtest(gained, gained + lost, 0.5).pvalue if gained + lost else 1.0
    assert mcnemar_p(gained, lost) == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize(("gained", "lost"), [(24_500, 25_500), (25_000, 24_999), (30_000, 20_000), (5000, 0)])
def test_mcnemar_agrees_with_scipy_where_factorials_are_huge(gained: int, lost: int):
    assert mcnemar_p(gained, lost) == pytest.approx(binomtest(gained, gained + lost).pvalue, rel=1e-6, abs=1e-300)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Fagerland, Lydersen, Laake, Statistical Analysis of Contingency Tables, ch. 8: airway hyper-responsiveness
        (Paired(1, 1, 7, 12), -0.507, -0.026),
        # Altman et al., Statistics with Confidence, 2nd ed., table 6.2
        (Paired(14, 5, 0, 22), 0.011, 0.226),
    ],
)
def test_the_paired_interval_agrees_with_published_examples(table: Paired, low: float, high: float):
    assert paired_difference(table) == pytest.approx((low, high), abs=0.0006)


@given(TABLES)
def test_the_paired_interval_contains_the_difference_and_stays_within_bounds(table: Paired):
    low, high = paired_difference(table)
    assert -1.0 <= low <= table.difference <= high <= 1.0


def test_the_paired_interval_covers_the_true_difference_about_as_often_as_it_says():
    n, shares = 20, (0.5, 0.2, 0.1, 0.2)
    covered = 0.0
    for both in range(n + 1):
        for gained in range(n + 1 - both):
            for lost in range(n + 1 - both - gained):
                neither = n - both - gained - lost
                low, high = paired_difference(Paired(both, gained, lost, neither))
                if low <= shares[1] - shares[2] <= high:
                    ways = math.factorial(n)
                    chance = 1.0
                    for count, share in zip((both, gained, lost, neither), shares, strict=True):
                        ways //= math.factorial(count)
                        chance *= share**count
                    covered += ways * chance
    assert 0.94 <= covered <= 0.985


@pytest.mark.parametrize(
    ("gap_percent", "differing_percent", "items"),
    [(1, 5, 3923), (2, 20, 3923), (3, 10, 870), (5, 20, 626), (10, 30, 234)],
)
def test_the_needed_items_agree_with_connors_formula(gap_percent: int, differing_percent: int, items: int):
    gained, lost = (differing_percent + gap_percent) * 50, (differing_percent - gap_percent) * 50
    wanted = items_for_power(Paired(10_000 - gained - lost, gained, lost, 0))
    assert wanted == pytest.approx(items, abs=1)


def test_the_needed_items_give_the_exact_test_about_the_promised_power():
    table = Paired(140, 22, 12, 26)
    wanted = items_for_power(table)
    assert wanted is not None
    discordant, share = (table.gained + table.lost) / table.n, table.gained / (table.gained + table.lost)
    power = sum(binom.pmf(k, wanted, discordant) * _decides(k, share) for k in range(wanted + 1))
    assert 0.75 <= power <= 0.83


def _decides(discordant: int, share: float) -> float:
    """The chance that this many discordant items, of which `share` favour the challenger, show it better."""
    majorities = range(discordant // 2 + 1, discordant + 1)
    fewest = next((k for k in majorities if mcnemar_p(k, discordant - k) < 0.05), discordant + 1)
    return float(binom.sf(fewest - 1, discordant, share))


def test_the_needed_items_are_never_too_few_for_the_exact_test_to_speak():
    verdict = judged(Paired(0, 3, 0, 0))
    assert verdict.more_items == 3
    assert judged(Paired(0, 6, 0, 0)).word is Word.BETTER
