"""What the operator configures, as values. Read and checked in service/config/settings.py; secrets print as ***."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Secret:
    """Text that never reaches a log, an error or a page. `reveal()` where it is used, nowhere else."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        return self._value

    def __str__(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return "Secret(***)"


@dataclass(frozen=True, slots=True)
class Account:
    """One account at a provider. Its inbound URL is `/webhooks/<name>`. `base_url` is the operator's: trusted."""

    name: str
    provider: str
    base_url: str = ""
    api_key: Secret | None = None
    webhook_secrets: tuple[Secret, ...] = ()
    poll: bool = True
    project: str = "default"
    poll_interval_s: float = 30.0
    calls_per_min: float | None = None  # questions about jobs that its provider may be asked; None: the provider's own
    options: tuple[tuple[str, str], ...] = ()  # what only its provider reads, by key


@dataclass(frozen=True, slots=True)
class Channel:
    """Where messages go. `options` are the values that its kind declares in service/notifiers/<kind>.py."""

    name: str
    kind: str
    options: object
    trusted: bool = True  # False: the address came in through the API and is guarded

    def of(self, kind: type[T]) -> T:
        """The options, which are of that type. Raises TypeError for a channel of another kind."""
        if not isinstance(self.options, kind):
            raise TypeError(f"channel {self.name} has no {kind.__name__}")
        return self.options

    def secrets(self) -> Iterator[Secret]:
        """The secrets among its options."""
        if is_dataclass(self.options):
            values = (getattr(self.options, field.name) for field in fields(self.options))
            yield from (value for value in values if isinstance(value, Secret))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a suite compares the tuned model with: `base`, `previous`, or a named model at an endpoint of ours."""

    name: str
    account: str | None = None  # default: the account of the job
    model: str | None = None  # default: by name: tuned, base, previous
    system: str | None = None  # a better prompt, put before the item's own messages


@dataclass(frozen=True, slots=True)
class Suite:
    """A held-out set and how it is scored. `models` are shell patterns of registry names; empty matches all."""

    name: str
    items_file: str
    models: tuple[str, ...] = ()
    scorer: str = "exact"  # a kind of service/scorers/table.py
    labels: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = (Candidate("tuned"), Candidate("base"), Candidate("previous"))
    max_usd: float | None = None
    max_tokens: int | None = None
    usd_per_million_input_tokens: float | None = None
    usd_per_million_output_tokens: float | None = None
    max_output_tokens: int = 256
    temperature: float = 0.0
    concurrency: int = 8
    training_file: str | None = None  # a local copy, to look for held-out items in it
    wait_for_model_s: float = 1800.0
    project: str = "default"


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Who may see the pages without a token of ours: people whom a proxy in front has signed in.

    `proxy_header` names them, and is believed only from `proxies` (addresses or networks).
    """

    proxy_header: str | None = None
    proxies: tuple[str, ...] = ()
    proxy_role: str = "viewer"
