"""The scorers: each is total, and configuration and docs name what the table holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.scorers import Scorer, is_right
from service.scorers.table import SCORERS

ROOT = Path(__file__).resolve().parents[2]
EVERY = pytest.mark.parametrize("scorer", SCORERS.values(), ids=SCORERS)


@EVERY
@given(one=st.text(max_size=40), other=st.text(max_size=40), labels=st.sampled_from([(), ("refund", "bug")]))
def test_any_two_texts_have_a_score_between_wrong_and_right(
    scorer: Scorer, one: str, other: str, labels: tuple[str, ...]
):
    score = scorer.score(one, other, labels)
    assert 0.0 <= score <= 1.0
    assert score == scorer.score(other, one, labels)


@EVERY
def test_the_reference_itself_is_right_and_another_word_is_not(scorer: Scorer):
    assert scorer.score("refund", "refund", ("refund", "bug")) == 1.0
    assert scorer.score("bug", "refund", ("refund", "bug")) == 0.0


def test_exact_forgives_nothing_that_label_forgives():
    assert [SCORERS[kind].score("**Refund**.", "refund", ()) for kind in ("exact", "label")] == [0.0, 1.0]


def test_with_labels_a_label_may_be_named_after_a_colon():
    assert [SCORERS["label"].score("It is: bug", "bug", labels) for labels in ((), ("bug", "refund"))] == [0.0, 1.0]


def test_only_a_full_score_is_right():
    assert [is_right(score) for score in (0.0, 0.5, 0.999, 1.0)] == [False, False, False, True]


@EVERY
def test_the_docs_say_when_an_answer_is_right(scorer: Scorer):
    assert f"| `{scorer.kind}` | {scorer.right_when} |" in (ROOT / "docs" / "evaluation.md").read_text()


def test_the_docs_and_the_examples_name_every_scorer():
    kinds = " or ".join(f"`{kind}`" for kind in SCORERS)
    assert f"| `scorer` | `exact` | {kinds} |" in (ROOT / "docs" / "configuration.md").read_text()
    for example in ("docs/evaluation.md", "deploy/tunewatch.toml"):
        assert f"# {' | '.join(SCORERS)}\n" in (ROOT / example).read_text()
