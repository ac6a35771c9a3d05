"""What happened, and the ids that make the same event found twice one."""

from __future__ import annotations

from service.core.event import (
    DEFAULT_EVENTS,
    JOB_ENDINGS,
    MILESTONES,
    TROUBLE,
    EventKind,
    event_id,
    notification_id,
)


def test_an_event_found_twice_has_one_id_and_every_part_of_it_counts() -> None:
    ids = {
        event_id("job_1", EventKind.JOB_FAILED, "failed", 0),
        event_id("job_2", EventKind.JOB_FAILED, "failed", 0),
        event_id("job_1", EventKind.JOB_STARTED, "failed", 0),
        event_id("job_1", EventKind.JOB_FAILED, "failed", 1),
        event_id("job_1", EventKind.JOB_FAILED, "expired", 0),
    }
    assert len(ids) == 5
    assert event_id("job_1", EventKind.JOB_FAILED, "failed", 0) in ids


def test_ids_stay_what_old_databases_hold() -> None:
    assert event_id("job_1", EventKind.JOB_SUCCEEDED, "succeeded", 0) == "evt_cf27196423d375ecbacb0454"
    assert notification_id("evt_1", "team") == "ntf_2862b898ed03711a0d5b7095"


def test_each_subscription_has_a_notification_of_its_own() -> None:
    pairs = [("evt_1", "team"), ("evt_1", "mail"), ("evt_2", "team")]
    assert len({notification_id(*pair) for pair in pairs}) == 3


def test_a_milestone_is_never_an_ending() -> None:
    assert not MILESTONES & JOB_ENDINGS
    assert {EventKind.JOB_STARTED, EventKind.JOB_STALLED} <= MILESTONES


def test_endings_and_trouble_are_notified_without_being_asked_for() -> None:
    assert JOB_ENDINGS | TROUBLE <= DEFAULT_EVENTS
    assert set(EventKind) - DEFAULT_EVENTS == {EventKind.TEST, EventKind.MODEL_REGISTERED, EventKind.JOB_PAUSED}
