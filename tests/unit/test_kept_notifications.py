"""What a note says is kept with its first attempt; every notifier writes the same of what was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from service.core.event import EventKind
from service.core.notification import Notification
from service.core.snapshot import Status
from service.notifiers import HttpRequest, MailRequest
from service.notifiers.table import NOTIFIERS
from service.store.notifications import kept, restored
from tests.channels import channel
from tests.notifications import job, notification, version

CHANNELS = {
    "slack": channel("team", "slack", url="https://hooks.example.com/T1"),
    "email": channel("mail", "email", host="127.0.0.1", port=25, sender="a@b.c", to=("d@e.f",)),
    "webhook": channel("hook", "webhook", url="https://example.com/hook", secret="whsec_aGVsbG8gd29ybGQ="),
}
RICH = job(
    hyperparameters={"n_epochs": 3, "learning_rate": 1e-05, "layers": [1, 2.5, None, True, "é\u2028\ufffd"]},
    error_message='He said "no"\n\t\\ and left 🚪',
    trained_tokens=2**63 - 1,
)


def written(one: Notification, kind: str) -> bytes | tuple[Any, bytes]:
    request = NOTIFIERS[kind].render(one, CHANNELS[kind], now_s=1_789_000_000)
    if isinstance(request, HttpRequest):
        return request.headers, request.body
    assert isinstance(request, MailRequest)
    return request.message.as_bytes()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", EventKind)
def test_a_note_that_was_kept_is_written_as_it_would_have_been(kind: EventKind, channel: str) -> None:
    for one in (
        notification(kind),
        notification(kind, job=RICH),
        notification(kind, job=job(Status.FAILED), public_url="https://tw.example"),
    ):
        assert written(restored(kept(one), attempt=one.attempt), channel) == written(one, channel)


@pytest.mark.parametrize("kind", EventKind)
def test_nothing_that_a_note_holds_is_lost_but_ranks_and_lineage(kind: EventKind) -> None:
    whole = notification(kind, attempt=4, created_at=datetime(2026, 9, 14, 11, 44, 3, 123_456, tzinfo=UTC))
    assert restored(kept(whole), attempt=4) == whole
    more = notification(job=replace(job(), ranks={"name": (1, 0, 3, "f")}), version=version(lineage={"seed": 1}))
    assert restored(kept(more), attempt=1) == notification()


def test_curves_are_kept_with_the_note_and_one_kept_before_there_were_any_has_none() -> None:
    drawn = notification(curves={"train_loss": ((1, 2.5), (300, 0.125)), "eval_loss": ((100, 1.0),)}, chart_key="key")
    assert restored(kept(drawn), attempt=1) == drawn
    older = kept(notification()).replace('"curves":{},', "").replace('"chart_key":"",', "")
    assert "curves" not in older
    assert "chart_key" not in older
    assert restored(older, attempt=1) == notification()


def test_a_note_kept_by_a_newer_version_can_be_read() -> None:
    newer = kept(notification()).replace('"provider_job_id":', '"colour":"red","provider_job_id":')
    assert restored(newer, attempt=1) == notification()
