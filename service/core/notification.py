"""One notification to one subscription, as values: all that a notifier needs, and nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from service.core.event import MILESTONES, EventKind
from service.core.job import Job
from service.core.model import ModelVersion


@dataclass(frozen=True, slots=True)
class EvaluationSummary:
    """What a message says about an evaluation. `lines` are ready sentences, the verdict first."""

    id: str
    suite: str
    verdict: str  # better | worse | undecided | not servable …
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountTrouble:
    """Trouble of ours with an account: since when it fails, the redacted reason, and which key it is about.

    About a job or a model only the reason: how long its provider remembers, or what the model still needs.
    """

    name: str
    provider: str
    failing_since: datetime | None
    reason: str
    key_end: str = ""  # at most its last two characters


@dataclass(frozen=True, slots=True)
class Notification:
    """What is to be told, rendered from the job as it is when sent.

    `id` is the notification id, equal for all attempts; `attempt` counts from 1.
    `last_metrics` maps a metric name (train_loss, valid_loss, full_valid_loss …) to (step, value). `curves` are the
    losses of an ended job, thinned, where its channel can show a picture of them; `chart_key` is then the secret of
    the picture's address.
    """

    id: str
    kind: EventKind
    subscription: str
    attempt: int
    created_at: datetime
    account: str
    provider: str
    project: str = "default"
    job: Job | None = None
    last_metrics: dict[str, tuple[int, float]] = field(default_factory=dict)
    curves: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    chart_key: str = field(default="", repr=False)
    version: ModelVersion | None = None
    evaluations_pending: int = 0
    evaluation: EvaluationSummary | None = None
    trouble: AccountTrouble | None = None
    public_url: str = ""


def overtaken(kind: EventKind, about: str | None, *, status: str, ended: bool, stalled: bool) -> bool:
    """Whether newer news of its job makes a notification wrong; the job stands at `status`.

    So for a milestone that an ending overtook, a silence that is over or came back, and an ending (`about` is its
    status) that another replaced.
    """
    if kind in MILESTONES:
        moot = (kind is EventKind.JOB_STALLED and not stalled) or (kind is EventKind.JOB_RECOVERED and stalled)
        return ended or moot
    return about is not None and about != status
