"""One pure file per provider: verify and parse what comes in, ask and answer what we look up. No I/O here.

Adding a provider is one file, one line in `PROVIDERS`, its recorded samples and its section in docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.core.snapshot import Hint, Ignored, Metric, Snapshot
from service.core.wire import JSONValue


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to a provider's API, relative to the account's `base_url`. The key is added when it is sent."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `status` 0 never occurs: no answer at all is an exception of the sender's."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an account's job list. `next_cursor` None: this was the last."""

    snapshots: tuple[Snapshot, ...]
    next_cursor: str | None
    malformed: int = 0  # entries that were not jobs, skipped and counted


@dataclass(frozen=True, slots=True)
class Details:
    """What the further questions about one job brought: merged into its snapshot."""

    metrics: tuple[Metric, ...] = ()
    facts: dict[str, JSONValue] = field(default_factory=dict)


class ProviderError(Exception):
    """The provider's answer is not usable now: an HTTP error, or not what its API documents.

    `unknown_job`: it does not know this job (404). `denied`: our key is not accepted (401/403).
    `retry_after_s` is what it asked us to wait. The text is safe to show: status and what was expected, no body.
    """

    def __init__(
        self, text: str, *, unknown_job: bool = False, denied: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(text)
        self.unknown_job = unknown_job
        self.denied = denied
        self.retry_after_s = retry_after_s


class Provider(Protocol):
    """The family's contract; tests/contract/test_providers.py runs every member through it."""

    name: str
    asks: bool  # False: it only pushes, there is no API to look at
    sends_webhooks: bool

    def verify(self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime) -> str:
        """The delivery id. Total: raises SignatureError and nothing else, for any bytes."""
        ...

    def parse(self, body: bytes, *, received_at: datetime) -> Hint | Snapshot | Ignored:
        """What the webhook says. Total: raises Malformed and nothing else, for any bytes."""
        ...

    def authorization(self, api_key: str) -> Mapping[str, str]:
        """The headers that carry the key."""
        ...

    def ask_jobs(self, cursor: str | None) -> Ask:
        """The question for one page of the job list, newest first where the provider allows it."""
        ...

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> Page:
        """The page. Raises ProviderError and nothing else."""
        ...

    def ask_job(self, provider_job_id: str) -> Ask: ...

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        """The job. Raises ProviderError and nothing else."""
        ...

    def ask_details(self, provider_job_id: str) -> Mapping[str, Ask]:
        """Further questions about a job, by name (events, checkpoints …); empty where the job says all."""
        ...

    def answer_detail(self, name: str, reply: Reply) -> Details:
        """The answer to one of `ask_details`. Raises ProviderError and nothing else."""
        ...

    def ask_model(self, model: str) -> Ask | None:
        """The question for a model's own entry (retirement date), None where there is none."""
        ...

    def answer_model(self, reply: Reply) -> str | None:
        """The date (YYYY-MM-DD) on which the model retires, None when not said. Raises ProviderError only."""
        ...
