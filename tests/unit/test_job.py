"""The job's law, cell by cell, and the property that order and repetition cannot matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.event import MILESTONES, EventKind
from service.core.job import NEWS, AccountBaseline, Job, apply, began_at
from service.core.snapshot import ENDINGS, Snapshot, Status
from tests.builders import NOW, ago, job, snapshot


def fold(snapshots: list[Snapshot], via: str = "webhook") -> tuple[Job, set[str]]:
    """The job after all of them, and the ids of the endings that were called for."""
    state, ids = job(), set()
    for one in snapshots:
        state, change = apply(state, one, via=via)
        ids |= {event.id for event in change.events if event.kind not in MILESTONES}
    return state, ids


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_news_or_known_not_to_be(status: Status) -> None:
    _, change = apply(job(), snapshot(status), via="webhook")
    assert [event.kind for event in change.events] == ([NEWS[status]] if status in NEWS else [])
    assert change.registers is (status is Status.SUCCEEDED)
    assert change.before is None
    assert change.after is status


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@pytest.mark.parametrize("late", sorted(set(Status) - ENDINGS))
def test_a_late_report_of_work_does_not_reopen_an_ended_job(ending: Status, late: Status) -> None:
    ended, _ = apply(job(), snapshot(ending, revision=5), via="webhook")
    after, change = apply(ended, snapshot(late, revision=9), via="poll")
    assert after.status is ending
    assert not change.advanced
    assert change.events == ()


def test_an_older_snapshot_adds_what_it_knows_and_changes_no_status() -> None:
    newer, _ = apply(job(), snapshot("running", revision=7, facts={"base_model": "llama"}), via="webhook")
    after, change = apply(
        newer, snapshot("queued", revision=3, facts={"base_model": "old", "suffix": "support"}), via="poll"
    )
    assert after.status is Status.RUNNING
    assert after.facts == {"base_model": "llama", "suffix": "support"}
    assert not change.advanced


def test_the_same_snapshot_twice_changes_nothing() -> None:
    once, first = apply(job(), snapshot("succeeded"), via="webhook")
    twice, again = apply(once, snapshot("succeeded"), via="webhook")
    assert twice == once
    assert (first.advanced, again.advanced) == (True, False)
    assert [event.id for event in again.events] == [event.id for event in first.events]


def test_a_new_life_lifts_an_ending_and_its_own_ending_is_told_again() -> None:
    failed, first = apply(job(), snapshot("failed", revision=9), via="webhook")
    revived, _ = apply(failed, snapshot("running", revision=1, life=1), via="webhook")
    failed_again, second = apply(revived, snapshot("failed", revision=2, life=1), via="webhook")
    assert revived.status is Status.RUNNING
    assert failed_again.status is Status.FAILED
    assert first.events[0].id != second.events[0].id


def test_what_an_ending_said_of_itself_ends_with_its_life_in_any_order() -> None:
    killed = snapshot("failed", revision=9, facts={"error_message": "killed by SIGKILL", "base_model": "llama"})
    again = snapshot("succeeded", revision=2, life=1, facts={"exit_code": 0})
    for order in ([killed, again], [again, killed], [killed, again, killed]):
        after, _ = fold(order)
        assert after.facts == {"base_model": "llama", "exit_code": 0}


def test_a_word_that_is_new_to_us_is_no_ending() -> None:
    state, change = apply(job(), snapshot(Status.UNKNOWN, provider_status="defragmenting"), via="poll")
    assert not state.ended
    assert state.provider_status == "defragmenting"
    assert change.events == ()


def test_a_milestone_is_news_once() -> None:
    running, first = apply(job(), snapshot("running", revision=1), via="webhook")
    _, again = apply(running, snapshot("running", revision=2), via="webhook")
    assert [event.kind for event in first.events] == [EventKind.JOB_STARTED]
    assert again.events == ()


# -- silence at first sight ---------------------------------------------------------------------------------------

FIRST_LIST = AccountBaseline(NOW, first_list_done=False)
LATER = AccountBaseline(NOW, first_list_done=True)


@pytest.mark.parametrize(
    ("finished_after_s", "baseline", "via", "untold"),
    [
        (-3600, FIRST_LIST, "poll", True),
        (-3600, LATER, "poll", True),  # an old job that its list showed late
        (-3600, LATER, "webhook", True),  # a retry of an old webhook
        (0.4, FIRST_LIST, "poll", True),  # whole seconds: the same second is a doubt, silent while importing
        (0.4, LATER, "poll", False),  # and loud later: an ending is never missed
        (60, FIRST_LIST, "poll", False),
        (60, LATER, "webhook", False),
        (None, FIRST_LIST, "poll", True),
        (None, FIRST_LIST, "webhook", False),
        (None, LATER, "poll", False),
    ],
)
def test_only_what_had_ended_before_we_knew_the_account_is_silent(
    finished_after_s: float | None, baseline: AccountBaseline, via: str, untold: bool
) -> None:
    finished = None if finished_after_s is None else (NOW + timedelta(seconds=finished_after_s)).isoformat()
    state, change = apply(job(), snapshot("succeeded", facts={"finished_at": finished}), via=via, baseline=baseline)
    assert state.untold is untold
    assert bool(change.events) is not untold
    assert change.registers, "silent ones are registered too"


def test_a_silent_job_stays_silent_whatever_is_said_again() -> None:
    old = snapshot("succeeded", facts={"finished_at": (NOW - timedelta(days=3)).isoformat()})
    state, _ = apply(job(), old, via="poll", baseline=FIRST_LIST)
    for via, baseline in (("webhook", LATER), ("poll", LATER)):
        state, change = apply(state, snapshot("succeeded", revision=8, facts=old.facts), via=via, baseline=baseline)
        assert state.untold
        assert change.events == ()


def test_a_silent_job_that_is_revived_is_news_again() -> None:
    old = snapshot("failed", facts={"finished_at": (NOW - timedelta(days=3)).isoformat()})
    silent, _ = apply(job(), old, via="poll", baseline=FIRST_LIST)
    revived, began = apply(silent, snapshot("running", revision=1, life=1), via="poll", baseline=LATER)
    _, ended = apply(revived, snapshot("succeeded", revision=2, life=1), via="poll", baseline=LATER)
    assert (silent.untold, revived.untold) == (True, False)
    assert [event.kind for event in (*began.events, *ended.events)] == [
        EventKind.JOB_STARTED, EventKind.JOB_SUCCEEDED,
    ]  # fmt: skip


def test_the_first_report_of_an_ending_is_the_one_that_counts() -> None:
    working, _ = apply(job(), snapshot("running"), via="poll")
    ended, _ = apply(working, snapshot("succeeded", revision=2), via="webhook")
    again, _ = apply(ended, snapshot("succeeded", revision=3), via="poll")
    assert (working.ended_via, ended.ended_via, again.ended_via) == (None, "webhook", "webhook")


def test_a_job_that_was_seen_at_work_is_never_silent() -> None:
    state, _ = apply(job(), snapshot("running"), via="poll", baseline=FIRST_LIST)
    finished = {"finished_at": (NOW - timedelta(days=3)).isoformat()}
    _, change = apply(state, snapshot("failed", revision=2, facts=finished), via="poll", baseline=FIRST_LIST)
    assert [event.kind for event in change.events] == [EventKind.JOB_FAILED]


# -- order cannot matter ------------------------------------------------------------------------------------------

facts = st.dictionaries(st.sampled_from(["name", "base_model", "suffix", "seed"]), st.sampled_from(["a", "b", 3, None]))
snapshots = st.builds(
    snapshot, st.sampled_from(Status), revision=st.integers(0, 5), life=st.integers(0, 1), facts=facts
)


@given(st.data(), st.lists(snapshots, min_size=1, max_size=7))
def test_any_order_and_repetition_gives_the_same_job_and_the_same_endings(
    data: st.DataObject, told: list[Snapshot]
) -> None:
    shuffled = data.draw(st.permutations(told + data.draw(st.lists(st.sampled_from(told), max_size=4))))
    one, endings = fold(told)
    other, same_endings = fold(shuffled)
    assert other == one
    assert same_endings == endings


@given(st.lists(snapshots, min_size=1, max_size=7))
def test_an_ended_life_never_regresses(told: list[Snapshot]) -> None:
    state = job()
    for one in told:
        before = state
        state, _ = apply(state, one, via="poll")
        if before.ended and state.life == before.life:
            assert state.ended


# --- when it began ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "began"),
    [
        ({"created_at": ago(days=40), "started_at": ago(days=39)}, ago(days=40)),
        ({"started_at": ago(days=39)}, ago(days=39)),
        ({}, NOW),
        ({"created_at": datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)}, NOW),
        ({"created_at": ago(days=-2)}, NOW),
        ({"created_at": ago(days=-2), "started_at": ago(hours=1)}, ago(hours=1)),
        ({"created_at": ago(hours=-23)}, ago(hours=-23)),
        ({"created_at": datetime.max.replace(tzinfo=UTC)}, NOW),
    ],
)
def test_a_job_began_when_its_provider_says_unless_that_cannot_be(facts: dict[str, datetime], began: datetime) -> None:
    said = {name: moment.isoformat() for name, moment in facts.items()}
    assert began_at(job(facts=said), NOW) == began
