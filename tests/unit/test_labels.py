"""When two texts are the same, as texts and as labels: values only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.labels import label_of, normal_label, same_label, same_text

LABELS = ("refund", "billing", "bug", "other")


@pytest.mark.parametrize(
    ("answer", "right"),
    [("café", True), ("cafe\u0301", True), ("  café\n", True), ("Café", False), ("café.", False), ("", False)],
)
def test_exact_forgives_surrounding_space_and_unicode_form_only(answer: str, right: bool):
    assert same_text(answer, "café") is right


@pytest.mark.parametrize(
    "answer",
    ["refund", "Refund.", ' "REFUND" ', "**refund**", "`refund`", "«Refund»", "\n\nrefund\nbecause …", "ｒｅfund"],
)
def test_label_forgives_case_quotes_punctuation_and_what_follows_the_first_line(answer: str):
    assert same_label(answer, "refund")
    assert same_label(answer, "refund", LABELS)


@pytest.mark.parametrize("answer", ["", "  ", "refunds", "re fund", "billing", "billing\nrefund", "."])
def test_label_does_not_forgive_another_word(answer: str):
    assert not same_label(answer, "refund")
    assert not same_label(answer, "refund", LABELS)


@pytest.mark.parametrize(("one", "other"), [("C", "C#"), ("1", "-1"), ("?", "!"), ("*", "***"), ("50", "50%")])
def test_signs_that_are_the_whole_difference_between_labels_stay(one: str, other: str):
    assert not same_label(one, other)
    assert label_of(one, (one, other)) == one
    assert label_of(other, (one, other)) == other


def test_with_labels_an_answer_may_name_its_label_after_a_colon():
    assert same_label("Category: **Refund**.", "refund", LABELS)
    assert same_label("Re: your ticket: refund", "refund", LABELS)
    assert not same_label("Category: **Refund**.", "refund")


@pytest.mark.parametrize("answer", ["refund or billing", "refund, billing", "not refund", "no refund", "refund: no"])
def test_with_labels_an_answer_that_only_mentions_one_is_not_that_label(answer: str):
    assert label_of(answer, LABELS) is None


def test_an_answer_that_two_labels_claim_is_neither():
    assert label_of("yes", ("Yes", "yes.")) is None


def test_with_labels_an_answer_outside_of_them_is_wrong_even_if_it_equals_the_reference():
    assert same_label("crash", "crash")
    assert not same_label("crash", "crash", LABELS)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_is_its_own_equal_and_its_own_label_unless_it_says_nothing(one: str, other: str):
    assert same_text(one, one)
    assert same_label(one, one) is (normal_label(one) != "")
    assert same_text(one, other) is same_text(other, one)
    assert same_label(one, other) is same_label(other, one)
