"""When newer news makes a notification wrong, and what of a notification is never printed."""

from __future__ import annotations

import pytest

from service.core.event import JOB_ENDINGS, MILESTONES, EventKind
from service.core.notification import Notification, overtaken
from tests.builders import NOW


@pytest.mark.parametrize("kind", sorted(MILESTONES))
def test_an_ending_overtakes_every_milestone(kind: EventKind) -> None:
    assert overtaken(kind, "running", status="succeeded", ended=True, stalled=kind is EventKind.JOB_STALLED)


@pytest.mark.parametrize(
    ("kind", "stalled", "is_overtaken"),
    [
        (EventKind.JOB_STALLED, True, False),
        (EventKind.JOB_STALLED, False, True),
        (EventKind.JOB_RECOVERED, False, False),
        (EventKind.JOB_RECOVERED, True, True),
        (EventKind.JOB_STARTED, False, False),
        (EventKind.JOB_STARTED, True, False),
        (EventKind.JOB_PAUSED, False, False),
    ],
)
def test_of_a_job_at_work_only_a_silence_that_is_over_or_came_back_is_overtaken(
    kind: EventKind, stalled: bool, is_overtaken: bool
) -> None:
    assert overtaken(kind, None, status="running", ended=False, stalled=stalled) is is_overtaken


def test_a_started_job_that_is_queued_again_is_still_told_as_started() -> None:
    assert not overtaken(EventKind.JOB_STARTED, "running", status="queued", ended=False, stalled=False)


@pytest.mark.parametrize("kind", sorted(JOB_ENDINGS))
def test_an_ending_is_overtaken_by_another_ending_and_not_by_itself(kind: EventKind) -> None:
    assert not overtaken(kind, "failed", status="failed", ended=True, stalled=False)
    assert overtaken(kind, "failed", status="succeeded", ended=True, stalled=False)


def test_an_ending_of_a_job_that_works_again_is_overtaken() -> None:
    assert overtaken(EventKind.JOB_FAILED, "failed", status="running", ended=False, stalled=False)


def test_a_notification_that_is_about_no_ending_is_never_overtaken() -> None:
    assert not overtaken(EventKind.MODEL_REGISTERED, None, status="succeeded", ended=True, stalled=False)


def test_the_key_of_a_chart_is_not_printed() -> None:
    notification = Notification("ntf_1", EventKind.TEST, "team", 1, NOW, "lab", "generic", chart_key="k" * 20)
    assert "kkk" not in repr(notification)
