"""The numbers against scipy and published examples; the verdict's laws; and the words, which are the product."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from service.core.config import Suite
from service.core.evaluation import (
    Answer,
    CandidateResult,
    Findings,
    PairVerdict,
    Spent,
    Word,
    cost_usd,
    judge_pair,
    over_budget,
    spent_on,
    verdict_word,
    worst_case,
)
from service.core.evaluation_words import pair_sentence, sentences
from service.core.held_out import HeldOutItem
from service.core.statistics import Paired, items_for_power, mcnemar_p, paired_difference, wilson

COUNTS = st.integers(0, 60)
TABLES = st.builds(Paired, COUNTS, COUNTS, COUNTS, COUNTS)
BITS = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=80)


def judged(table: Paired, alpha: float = 0.05) -> PairVerdict:
    pairs = (
        [(True, True)] * table.both
        + [(True, False)] * table.gained
        + [(False, True)] * table.lost
        + [(False, False)] * table.neither
    )
    return judge_pair([mine for mine, _ in pairs], [theirs for _, theirs in pairs], alpha=alpha)


# --- numbers ----------------------------------------------------------------------------------------------------


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


# --- verdict ----------------------------------------------------------------------------------------------------

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


# --- words ------------------------------------------------------------------------------------------------------


def suite(**changes: object) -> Suite:
    return replace(Suite(name="support", items_file="support.jsonl"), **changes)  # type: ignore[arg-type]  # a builder


def item(number: int, **changes: object) -> HeldOutItem:
    plain = HeldOutItem(f"itm_{number}", number, ({"role": "user", "content": str(number)},), "yes")
    return replace(plain, **changes)  # type: ignore[arg-type]  # a builder


def result(name: str, right: str, **changes: object) -> CandidateResult:
    """One answer per character: 1 right, 0 wrong, x failed, space not asked."""
    answers = tuple(
        Answer(f"itm_{n}", name, "", mark == "1", 10, 2, 100.0 + n, "content_filter" if mark == "x" else None)
        for n, mark in enumerate(right)
        if mark != " "
    )
    return replace(CandidateResult(name, answers), **changes)  # type: ignore[arg-type]  # a builder


def findings(challenger: CandidateResult, *references: CandidateResult, n: int, **changes: object) -> Findings:
    plain = Findings(suite(), [item(k) for k in range(n)], challenger, references)
    return replace(plain, **changes)  # type: ignore[arg-type]  # a builder


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


# --- budget -----------------------------------------------------------------------------------------------------


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
