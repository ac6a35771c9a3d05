"""The words of an evaluation, which are the product."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.evaluation import (
    CandidateResult,
    Word,
    judge_pair,
    verdict_word,
)
from service.core.evaluation_words import pair_sentence, sentences
from service.core.statistics import Paired
from tests.evaluations import findings, item, judged, result, suite


def test_a_decided_pair_is_told_with_shares_items_points_interval_and_p():
    assert pair_sentence(judged(Paired(136, 46, 5, 13)), "base") == (
        "better than base: 91.0 % against 70.5 % on 200 items, +20.5 points (95 % CI 14.0–27.1), p < 0.0001"
    )
    assert pair_sentence(judged(Paired(136, 5, 46, 13)), "v3") == (
        "worse than v3: 70.5 % against 91.0 % on 200 items, −20.5 points (95 % CI −27.1 to −14.0), p < 0.0001"
    )


def test_an_undecided_pair_is_told_with_the_items_that_it_lacks():
    assert pair_sentence(judged(Paired(140, 22, 12, 26)), "v3") == (
        "undecided against v3: 81.0 % against 76.0 % on 200 items, +5.0 points (95 % CI −0.8 to 10.8), p = 0.1214, "
        "about 330 more items needed"
    )


def test_a_pair_without_any_difference_names_no_number_of_items():
    assert pair_sentence(judged(Paired(40, 0, 0, 10)), "base") == (
        "undecided against base: 80.0 % against 80.0 % on 50 items, 0.0 points (95 % CI −5.7 to 5.7), p = 1.0000, "
        "no difference seen: how many more items would decide cannot be said"
    )


def test_a_pair_without_items_is_told_as_that():
    verdict = judge_pair([], [])
    assert verdict.word is Word.UNDECIDED
    assert verdict.more_items is None
    assert pair_sentence(verdict, "base") == "undecided against base: no item was answered by both"


def test_one_item_is_not_called_items():
    assert " on 1 item, " in pair_sentence(judged(Paired(0, 1, 0, 0)), "base")


def test_a_p_just_below_five_percent_is_not_printed_as_five_percent():
    verdict = replace(judged(Paired(136, 46, 5, 13)), p_value=0.049996)
    assert pair_sentence(verdict, "base").endswith("p = 0.049996")


def test_what_rounds_to_zero_has_no_sign():
    verdict = replace(judged(Paired(140, 22, 12, 26)), difference_points=-0.04, low_points=-0.04, high_points=0.04)
    assert ", 0.0 points (95 % CI 0.0 to 0.0)," in pair_sentence(verdict, "v3")


def test_a_hopeless_difference_is_not_given_a_precise_number():
    verdict = replace(judged(Paired(140, 22, 12, 26)), more_items=2_345_678)
    assert pair_sentence(verdict, "v3").endswith("more than a million more items needed")


def test_leakage_is_the_first_line_and_the_word_is_that_of_the_clean_items():
    tuned, base = result("tuned", "11111111"), result("base", "00000011")
    found = findings(tuned, base, n=8, leaked=["itm_0"])
    lines = sentences(found)
    assert lines[0] == (
        "leakage: 1 of 8 held-out items stands word for word in the training file, which flatters tuned"
    )
    assert lines[1].startswith("better than base: 100.0 % against 25.0 % on 8 items")
    assert lines[2].startswith("without the leaked items: undecided against base: 100.0 % against 28.6 % on 7 items")
    assert verdict_word(found) == "undecided"
    assert verdict_word(replace(found, leaked=())) == "better"


def test_each_pair_is_named_and_judged_over_the_items_that_both_answered():
    found = findings(result("tuned", "1111111x"), result("base", "000000 1"), result("v3", "1x 11111"), n=8)
    lines = sentences(found)
    assert lines[0].startswith("better than base: 100.0 % against 0.0 % on 6 items")
    assert lines[1].startswith("undecided against v3: 100.0 % against 100.0 % on 5 items")
    assert "left out: tuned failed on 1 item (content_filter 1)" in lines
    assert "left out: v3 failed on 1 item (content_filter 1)" in lines


def test_a_candidate_that_does_not_answer_is_named_with_its_reason_and_holds_nobody_up():
    dead = CandidateResult("base", not_servable="model_not_found")
    found = findings(result("tuned", "111111"), dead, result("v3", "000000"), n=6)
    assert sentences(found)[0].startswith("better than v3")
    assert sentences(found)[1] == "not servable: base did not answer (model_not_found)"
    assert verdict_word(found) == "better"


def test_a_challenger_that_does_not_answer_is_not_compared():
    found = findings(CandidateResult("tuned", not_servable="HTTP 503"), result("base", "11"), n=2)
    assert sentences(found)[0] == "not servable: tuned did not answer (HTTP 503)"
    assert verdict_word(found) == "not servable"


@pytest.mark.parametrize("references", [(), (CandidateResult("base", not_servable="HTTP 404"),)])
def test_without_any_reference_nothing_is_claimed(references: tuple[CandidateResult, ...]):
    found = findings(result("tuned", "11"), *references, n=2)
    assert "not compared: there is nothing to compare tuned with" in sentences(found)
    assert verdict_word(found) == "not compared"


def test_a_stop_at_the_budget_says_how_far_each_came():
    found = findings(
        result("tuned", "1101"),
        result("base", "10"),
        n=200,
        stopped_at="max_tokens",
        suite=suite(max_tokens=10_000),
    )
    lines = sentences(found)
    assert " on 2 items, " in lines[0]
    assert lines[1] == "stopped at budget (max_tokens 10000): of 200 items, tuned answered 4, base answered 2"


def test_a_limit_in_dollars_that_stopped_everything_says_what_it_lacks():
    found = findings(result("tuned", ""), result("base", ""), n=5, stopped_at="max_usd", suite=suite(max_usd=2.0))
    assert sentences(found) == (
        "undecided against base: no item was answered by both",
        "stopped at budget (max_usd 2.0 cannot be kept without both prices): "
        "of 5 items, tuned answered 0, base answered 0",
    )
    priced = suite(max_usd=2.0, usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=1.0)
    assert "(max_usd 2.0):" in sentences(replace(found, suite=priced))[1]


def test_the_measurements_hold_share_interval_tokens_cost_and_latency():
    prices = suite(usd_per_million_input_tokens=100.0, usd_per_million_output_tokens=1000.0)
    found = findings(result("tuned", "1110"), n=4, suite=prices)
    assert sentences(found)[-1] == (
        "tuned: 75.0 % right on 4 items (95 % CI 30.1–95.4); 40 tokens in, 8 out, $0.0120; median 102 ms"
    )
    assert "$" not in sentences(replace(found, suite=suite()))[-1]


def test_repeated_contradicting_and_twice_paid_items_are_told():
    noted = [item(0, repeated_at=(3, 4)), item(1, contradicted_at=(5,))]
    found = findings(result("tuned", "11"), n=2, items=noted, asked_twice=3)
    assert sentences(found)[-3:] == (
        "2 repeated held-out lines not counted again",
        "1 held-out prompt has more than one reference in the file: the first counts",
        "up to 3 items paid twice: a worker died while asking",
    )


@given(st.text("01x ", max_size=12), st.text("01x ", max_size=12), st.lists(st.integers(0, 12), max_size=3))
def test_words_can_be_found_for_whatever_was_measured(mine: str, theirs: str, leaks: list[int]):
    found = findings(result("tuned", mine), result("base", theirs), n=12, leaked=[f"itm_{k}" for k in leaks])
    assert all(line and "nan" not in line for line in sentences(found))
    assert verdict_word(found) in set(Word)
