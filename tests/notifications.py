"""Builders of notes, with everything that a message can say unless told otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.core.event import EventKind
from service.core.job import Job
from service.core.model import ModelVersion
from service.core.notification import AccountTrouble, EvaluationSummary, Notification
from service.core.snapshot import Status

STARTED = datetime(2026, 9, 14, 9, 30, tzinfo=UTC)
FINISHED = STARTED + timedelta(hours=2, minutes=14)


def job(status: Status = Status.SUCCEEDED, **facts: Any) -> Job:
    """A job with the facts of a long life; a fact given as None is left out."""
    all_facts = {
        "name": "support-bot",
        "base_model": "gpt-4.1-mini-2025-04-14",
        "tuned_model": "ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz",
        "trained_tokens": 1_234_567,
        "created_at": (STARTED - timedelta(minutes=5)).isoformat(),
        "started_at": STARTED.isoformat(),
        "finished_at": FINISHED.isoformat(),
        "url": "https://platform.openai.com/finetune/ftjob-8Hq2",
        **facts,
    }
    return Job(
        id="job_3f1c9a7e5b2d4f6a8c0e1b3d",
        project="default",
        account="acme",
        provider="openai",
        provider_job_id="ftjob-8Hq2",
        status=status,
        facts={name: value for name, value in all_facts.items() if value is not None},
    )


def version(**changes: Any) -> ModelVersion:
    made = ModelVersion(
        id="ver_77b1",
        project="default",
        name="support-bot",
        version=7,
        job_id="job_3f1c9a7e5b2d4f6a8c0e1b3d",
        account="acme",
        tuned_model="ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz",
        base_model="gpt-4.1-mini-2025-04-14",
        registered_at=FINISHED,
        base_retires_on=date(2026, 11, 30),
        aliases=("latest",),
    )
    return replace(made, **changes)


def notification(kind: EventKind = EventKind.JOB_SUCCEEDED, **changes: Any) -> Notification:
    """A note of this kind, with what its kind is about."""
    about_account = kind in {EventKind.ACCOUNT_FAILING, EventKind.ACCOUNT_RECOVERED}
    about_job = not about_account and kind is not EventKind.TEST
    about_model = kind in {EventKind.MODEL_REGISTERED, EventKind.EVALUATION_FINISHED, EventKind.JOB_SUCCEEDED}
    made = Notification(
        id="ntf_9c2e4b6a8d0f1c3e5a7b9d1f",
        kind=kind,
        subscription="sub_1",
        attempt=1,
        created_at=FINISHED + timedelta(seconds=3),
        account="acme",
        provider="openai",
        job=job() if about_job else None,
        last_metrics={"train_loss": (1200, 0.15234), "valid_loss": (1200, 0.21), "full_valid_loss": (1200, 0.1987)},
        version=version() if about_model else None,
        evaluations_pending=2 if about_model else 0,
        evaluation=EvaluationSummary(
            id="evl_51",
            suite="support-tickets",
            verdict="better",
            lines=(
                "tuned is better than base on support-tickets: 91 % against 78 % exact match (p = 0.003, 200 items).",
                "tuned: 182 of 200 right, 91.0 % (86.2 to 94.2 %).",
                "base: 156 of 200 right, 78.0 % (71.8 to 83.2 %).",
            ),
        )
        if kind is EventKind.EVALUATION_FINISHED
        else None,
        trouble=AccountTrouble("acme", "openai", STARTED, "the API answered 401: the key is not accepted")
        if about_account
        else None,
    )
    return replace(made, **changes)
