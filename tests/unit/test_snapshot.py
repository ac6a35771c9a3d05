"""A job as described at one moment, and what makes two descriptions the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.core.snapshot import ENDINGS, FACTS, VOLATILE, Snapshot, Status, to_fact_time
from tests.builders import NOW, metric, snapshot

PLAIN = snapshot("running", facts={"base_model": "llama", "hyperparameters": {"a": 1, "b": 2}})


def test_the_endings_are_the_four_that_nothing_follows() -> None:
    assert {status.value for status in ENDINGS} == {"succeeded", "failed", "cancelled", "expired"}


def test_equal_content_has_an_equal_fingerprint_whenever_it_was_seen_and_however_it_is_ordered() -> None:
    again = snapshot("running", revision=99, facts={"hyperparameters": {"b": 2, "a": 1}, "base_model": "llama"})
    assert again.fingerprint() == PLAIN.fingerprint()
    assert len(PLAIN.fingerprint()) == 16


@pytest.mark.parametrize("name", sorted(VOLATILE))
def test_progress_alone_is_no_news(name: str) -> None:
    moved = snapshot("running", facts={**PLAIN.facts, name: 7}, metrics=(metric(7),))
    assert moved.fingerprint() == PLAIN.fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        snapshot("paused", facts=PLAIN.facts),
        snapshot("running", life=1, facts=PLAIN.facts),
        snapshot("running", provider_status="training", facts=PLAIN.facts),
        snapshot("running", facts={**PLAIN.facts, "seed": 7}),
        snapshot("running", facts={**PLAIN.facts, "base_model": "qwen"}),
        snapshot("running"),
    ],
    ids=["status", "life", "provider's word", "further fact", "other fact", "no facts"],
)
def test_other_content_has_another_fingerprint(other: Snapshot) -> None:
    assert other.fingerprint() != PLAIN.fingerprint()


def test_what_changes_without_being_news_is_a_fact() -> None:
    assert set(FACTS) > VOLATILE == {"estimated_finish_at", "step", "total_steps"}


def test_a_fact_holds_a_time_as_text_with_its_zone() -> None:
    assert to_fact_time(NOW) == "2026-11-23T12:00:00+00:00"
    assert to_fact_time(None) is None
    assert datetime.fromisoformat(to_fact_time(NOW) or "") == NOW.astimezone(UTC)


def test_a_word_without_a_canonical_status_is_unknown_and_no_ending() -> None:
    assert Status.UNKNOWN not in ENDINGS
