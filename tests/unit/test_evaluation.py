"""What an evaluation may spend, and the verdict's laws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.evaluation import (
    Spent,
    Word,
    cost_usd,
    judge_pair,
    over_budget,
    spent_on,
    worst_case,
)
from service.core.statistics import Paired
from tests.evaluations import item, judged, result, suite

COUNTS = st.integers(0, 60)
TABLES = st.builds(Paired, COUNTS, COUNTS, COUNTS, COUNTS)
BITS = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=80)


SWAPPED = {Word.BETTER: Word.WORSE, Word.WORSE: Word.BETTER, Word.UNDECIDED: Word.UNDECIDED}


@given(TABLES)
def test_swapping_the_pair_swaps_the_verdict(table: Paired):
    one, other = judged(table), judged(Paired(table.both, table.lost, table.gained, table.neither))
    assert other.word is SWAPPED[one.word]
    assert other.p_value == one.p_value
    assert other.more_items == one.more_items
    assert (other.low_points, other.high_points) == pytest.approx((-one.high_points, -one.low_points))


@given(TABLES, st.integers(1, 30))
def test_more_items_that_speak_for_the_same_side_never_flip_a_verdict(table: Paired, more: int):
    before = judged(table)
    for word, grown in (
        (Word.BETTER, replace(table, gained=table.gained + more)),
        (Word.WORSE, replace(table, lost=table.lost + more)),
    ):
        if before.word is word:
            assert judged(grown).word is word
        assert judged(grown).word in (word, before.word, Word.UNDECIDED)


@given(TABLES, COUNTS, COUNTS)
def test_items_on_which_both_agree_never_change_the_word(table: Paired, both: int, neither: int):
    grown = replace(table, both=table.both + both, neither=table.neither + neither)
    assert judged(grown).word is judged(table).word


@given(TABLES)
def test_the_word_and_the_interval_never_contradict_each_other(table: Paired):
    verdict = judged(table)
    assert verdict.low_points <= verdict.difference_points <= verdict.high_points
    if verdict.word is Word.BETTER:
        assert verdict.low_points > 0
    if verdict.word is Word.WORSE:
        assert verdict.high_points < 0


@given(BITS)
def test_a_verdict_needs_evidence_and_only_an_undecided_one_asks_for_more(pairs: list[tuple[bool, bool]]):
    verdict = judge_pair([mine for mine, _ in pairs], [theirs for _, theirs in pairs])
    assert (verdict.word is Word.UNDECIDED) == (verdict.p_value >= 0.05)
    if verdict.more_items is not None:
        assert verdict.word is Word.UNDECIDED
        assert verdict.more_items >= 1


def test_a_stricter_alpha_asks_for_more_evidence():
    table = Paired(100, 12, 3, 20)
    assert judged(table).word is Word.BETTER
    assert judged(table, alpha=0.01).word is Word.UNDECIDED


def test_pairs_of_unequal_length_are_a_bug_and_raise():
    with pytest.raises(ValueError, match="zip"):
        judge_pair([True], [])


# --- budget


def test_an_unknown_price_is_not_free():
    assert cost_usd(1000, 1000, suite()) is None
    assert cost_usd(1000, 1000, suite(usd_per_million_input_tokens=1.0)) is None
    prices = suite(usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=4.0)
    assert cost_usd(1000, 500, prices) == pytest.approx(0.003)


def test_a_limit_may_be_reached_and_not_exceeded():
    limited = suite(max_tokens=100)
    assert over_budget(Spent(60, 40), limited) is None
    assert over_budget(Spent(60, 41), limited) == "max_tokens"
    priced = suite(max_usd=0.003, usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=4.0)
    assert over_budget(Spent(1000, 499), priced) is None
    assert over_budget(Spent(1000, 501), priced) == "max_usd"


def test_without_limits_nothing_is_over_budget():
    assert over_budget(Spent(10**9, 10**9), suite()) is None


def test_a_limit_in_dollars_without_prices_lets_nothing_through():
    assert over_budget(Spent(), suite(max_usd=1.0)) == "max_usd"


def test_the_worst_case_grows_with_the_prompt_and_holds_a_full_answer():
    small, large = item(0), item(0, messages=({"role": "user", "content": "x" * 4000},))
    assert worst_case(small, suite()).output_tokens == suite().max_output_tokens
    assert worst_case(large, suite()).input_tokens >= 2000
    assert worst_case(small, suite(), "a" * 100).input_tokens >= worst_case(small, suite()).input_tokens + 50


def test_what_was_spent_counts_failed_answers_too():
    assert spent_on(result("tuned", "1x").answers) == Spent(20, 4)
    assert Spent(5, 7) - Spent(2, 3) == Spent(3, 4)
