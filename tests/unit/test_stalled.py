"""When a silent job is stalled, and when the silence is ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.event import DEFAULT_EVENTS, MILESTONES, EventKind
from service.core.job import Job
from service.core.snapshot import ENDINGS, Status
from service.core.stalled import (
    GAP_S,
    LEAST_PATIENCE_S,
    MAX_HEARTBEAT_S,
    Watch,
    overdue_at,
    patience_s,
    report_came,
    stall,
    watching,
)
from tests.builders import NOW, ago, job


def reporting(beat_s: object = 30, status: Status = Status.RUNNING, **changes: object) -> Job:
    return job(status=status, facts={"heartbeat_s": beat_s}, **({"heard_at": NOW} | changes))


def after(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("beat_s", "wait_s"),
    [(30, 90), (1, 90), (31, 93), (3600, 10_800), (MAX_HEARTBEAT_S, 3 * MAX_HEARTBEAT_S)],
)
def test_three_heartbeats_may_be_missed_and_never_less_than_ninety_seconds(beat_s: int, wait_s: int) -> None:
    assert patience_s(reporting(beat_s)) == wait_s
    assert overdue_at(reporting(beat_s)) == NOW + after(wait_s)


@pytest.mark.parametrize("beat_s", [None, 0, -30, True, "30", 1.5, MAX_HEARTBEAT_S + 1, 2**62, {}])
def test_a_promise_that_is_none_binds_nobody(beat_s: object) -> None:
    assert patience_s(reporting(beat_s)) is None
    assert overdue_at(reporting(beat_s)) is None


@pytest.mark.parametrize("status", sorted(ENDINGS))
def test_a_job_that_ended_may_be_silent(status: Status) -> None:
    assert overdue_at(reporting(status=status)) is None


def test_a_job_that_was_never_heard_is_not_waited_for() -> None:
    assert overdue_at(reporting(heard_at=None)) is None


def test_a_job_is_stalled_when_it_is_overdue_and_not_before() -> None:
    early, nothing = stall(reporting(), NOW + after(89))
    assert (early, nothing) == (reporting(), None)
    stalled, event = stall(reporting(), NOW + after(90))
    assert stalled.stalled_at == NOW + after(90)
    assert stalled.status is Status.RUNNING
    assert event is not None
    assert (event.kind, event.subject, event.status) == (EventKind.JOB_STALLED, stalled.id, None)


def test_a_stalled_job_is_stalled_once() -> None:
    stalled, _ = stall(reporting(), NOW + after(90))
    assert stall(stalled, NOW + after(9000)) == (stalled, None)


def test_the_next_report_ends_the_silence_and_says_so() -> None:
    stalled, _ = stall(reporting(), NOW + after(90))
    healed, event = report_came(stalled, NOW + after(200))
    assert (healed.stalled_at, healed.heard_at) == (None, NOW + after(200))
    assert event is not None
    assert event.kind is EventKind.JOB_RECOVERED
    assert report_came(healed, NOW + after(230))[1] is None


def test_two_silences_are_two_events_and_one_silence_found_twice_is_one() -> None:
    first, event = stall(reporting(), NOW + after(90))
    _, same = stall(reporting(), NOW + after(95))
    assert event is not None
    assert same is not None
    assert event.id == same.id
    healed, _ = report_came(first, NOW + after(100))
    _, second = stall(healed, NOW + after(300))
    assert second is not None
    assert second.id != event.id


@pytest.mark.parametrize("status", sorted(ENDINGS))
def test_an_ending_is_news_enough_by_itself(status: Status) -> None:
    stalled, _ = stall(reporting(), NOW + after(90))
    healed, event = report_came(replace(stalled, status=status), NOW + after(200))
    assert healed.stalled_at is None
    assert event is None


def test_a_job_of_which_nobody_is_told_is_stalled_without_a_word() -> None:
    stalled, event = stall(reporting(untold=True), NOW + after(90))
    assert stalled.stalled_at is not None
    assert event is None
    assert report_came(stalled, NOW + after(100))[1] is None


def test_silence_is_told_unless_somebody_asks_not_to_be() -> None:
    told = {EventKind.JOB_STALLED, EventKind.JOB_RECOVERED}
    assert told <= DEFAULT_EVENTS
    assert told <= MILESTONES  # an ending that comes before the message makes it old


def test_the_watch_goes_on_while_it_is_kept() -> None:
    before = Watch(ago(hours=1), ago(seconds=GAP_S))
    assert watching(before, now=NOW, receiving=True) == Watch(ago(hours=1), NOW)


@pytest.mark.parametrize(
    ("before", "receiving"),
    [
        (None, True),
        (Watch(ago(hours=1), ago(seconds=5)), False),
        (Watch(ago(hours=1), ago(seconds=GAP_S + 1)), True),
        (Watch(ago(hours=1), ago(seconds=-1)), True),
    ],
    ids=["the first look", "no receiver takes reports", "nobody looked", "a clock was put back"],
)
def test_a_break_of_ours_begins_the_watch_anew(before: Watch | None, receiving: bool) -> None:
    assert watching(before, now=NOW, receiving=receiving) == Watch(NOW, NOW)


@given(
    st.lists(st.tuples(st.integers(0, 2 * GAP_S), st.booleans()), max_size=60),
)
def test_a_watch_never_says_more_than_was_listened(refreshes: list[tuple[int, bool]]) -> None:
    """Against the plain way to say it: the time since the last look that did not follow on one that heard."""
    watch: Watch | None = None
    at, since = NOW, NOW
    for gap_s, receiving in refreshes:
        at += after(gap_s)
        if watch is None or not receiving or gap_s > GAP_S:
            since = at
        watch = watching(watch, now=at, receiving=receiving)
        assert (watch.since, watch.last) == (since, at)


def test_the_least_patience_is_longer_than_a_break_that_goes_unseen() -> None:
    assert LEAST_PATIENCE_S > GAP_S
