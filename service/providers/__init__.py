"""One pure file per provider: verify and parse what comes in, ask and answer what we look up. No I/O here.

Adding a provider is one file, one line in `PROVIDERS`, its recorded samples and its section in docs/providers.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from service.core.errors import Malformed, Reason, SignatureError
from service.core.poll_interval import WebhooksTell
from service.core.snapshot import AccountChanged, Ignored, JobChanged, Metric, Snapshot
from service.core.wire import JSONValue
from service.providers.asking import Ask as Ask
from service.providers.asking import ProviderError as ProviderError
from service.providers.asking import Reply as Reply
from service.providers.credential import BearerKey, Credential, NoCredential

WebhookContent = JobChanged | Snapshot | AccountChanged | Ignored


@dataclass(frozen=True, slots=True)
class JobsPage:
    """One page of an account's job list. `next_cursor` None: this was the last."""

    snapshots: tuple[Snapshot, ...]
    next_cursor: str | None
    malformed: int = 0  # entries that were not jobs, skipped and counted


@dataclass(frozen=True, slots=True)
class Details:
    """What the further questions about one job brought: merged into its snapshot."""

    metrics: tuple[Metric, ...] = ()
    facts: dict[str, JSONValue] = field(default_factory=dict)


class Life(StrEnum):
    """Whether fine-tuning is still to be had at a provider."""

    LIVE = "live"
    DEPRECATED = "deprecated"  # takes no new jobs, or will not for long
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """How long a provider will be there: shown by `doctor` and in docs/providers.md."""

    state: Life
    since: str  # YYYY-MM-DD of the state, or of the source that says so
    source: str  # the page that says so
    note: str = ""


class Readiness(StrEnum):
    """Whether a tuned model answers."""

    READY = "ready"
    NOT_YET = "not_yet"  # it is being loaded or deployed
    NEEDS_ENDPOINT = "needs_endpoint"  # nobody has deployed it: it will not answer before that
    UNKNOWN = "unknown"  # the provider cannot say: trying tells


@dataclass(frozen=True, slots=True)
class ModelReadiness:
    """A provider's word on a tuned model. `call` is the name to call it by where that is not the model's own."""

    serving: Readiness
    detail: str = ""
    call: str | None = None


class Signing(StrEnum):
    """How a provider's webhooks prove where they come from."""

    NONE = "none"  # it sends none
    STANDARD = "standard_webhooks"
    SHARED_SECRET = "shared_secret"  # noqa: S105  # the secret itself, in a header
    PATH_TOKEN = "path_token"  # noqa: S105  # nothing at all: the URL ends with a secret, and only the API is believed


class BadOption(Exception):
    """A key of `[[account]]` that only this provider reads is wrong. The text names the key and holds no secret."""


class Provider:
    """The family's contract, with the answers of a provider that only pushes and says all in its job.

    A member overrides what it has; tests/contract/test_providers.py runs every member through it.
    """

    name: str
    title = ""  # what people call it
    life: LifeCycle
    base_url = ""  # where its API is unless the account says otherwise
    asks = False  # True: there is an API to look at
    lists = False  # True: that API lists jobs, so that they are found by themselves
    lists_whole = True  # False: its list shows jobs cut short, so that an ended one is always asked about by itself
    signing = Signing.NONE
    webhooks_tell = WebhooksTell.NOTHING
    secret_header = ""  # lower case; where Signing.SHARED_SECRET shows the secret
    names_job_in_path = False  # True: what follows the account in a webhook's path is the job
    chooses_secret = True  # False: we choose what its webhooks are signed with or show
    webhook_how = ""  # where its webhook is set up, a sentence or two for whoever does it
    fetches_secret = False  # True: its API hands out the secret that signs webhooks
    keeps_ended_s: int | None = None  # it forgets a job so long after its end (404); None: it keeps them
    calls_per_min: float = 60.0  # questions about jobs that it takes; a member that says otherwise names its source
    first_details: tuple[str, ...] = ()  # details asked for before anybody is told, until one has brought metrics
    options: Mapping[str, str] = {}  # keys of [[account]] that only it reads, and what each is

    @property
    def sends_webhooks(self) -> bool:
        return self.webhooks_tell is not WebhooksTell.NOTHING

    def configured(self, options: Mapping[str, str]) -> Provider:
        """The provider with an account's own options. Raises BadOption and nothing else."""
        return self

    def verify(
        self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime, tail: str = ""
    ) -> str:
        """The delivery id. Total: raises SignatureError and nothing else, for any bytes.

        `tail` is what follows the account's name in the path, without the slash, decoded.
        """
        raise SignatureError(Reason.NO_SECRET, "this provider sends no webhooks")

    def parse(self, body: bytes, *, received_at: datetime) -> WebhookContent:
        """What the webhook says. Total: raises Malformed and nothing else, for any bytes."""
        raise Malformed(Reason.WRONG_SHAPE, "this provider sends no webhooks")

    def credential(self, api_key: str | None) -> Credential:
        """What proves who asks, made of the account's `api_key`. Raises BadCredential and nothing else."""
        return NoCredential() if api_key is None else BearerKey(api_key)

    def ask_jobs(self, cursor: str | None) -> Ask:
        """The question for one page of the job list, newest first where the provider allows it."""
        raise self._not_offered()

    def answer_jobs(self, reply: Reply, *, asked_at: datetime) -> JobsPage:
        """The page. Raises ProviderError and nothing else."""
        raise self._not_offered()

    def ask_job(self, provider_job_id: str) -> Ask:
        raise self._not_offered()

    def answer_job(self, reply: Reply, *, asked_at: datetime) -> Snapshot:
        """The job. Raises ProviderError and nothing else."""
        raise self._not_offered()

    def ask_details(self, provider_job_id: str, after_step: int | None = None) -> Mapping[str, Ask]:
        """Further questions about a job, by name (events, checkpoints …); empty where the job says all.

        `after_step`: metrics up to this step are known, for an API that can begin behind it.
        """
        return {}

    def ask_more(self, snapshot: Snapshot) -> Mapping[str, Ask]:
        """Questions that only the job's own answer leads to (the commit of its output repository …), by name."""
        return {}

    def answer_detail(self, name: str, reply: Reply) -> Details:
        """The answer to one of `ask_details`. Raises ProviderError and nothing else."""
        raise self._not_offered()

    def answer_more(self, snapshot: Snapshot, name: str, reply: Reply) -> Details:
        """The answer to one of `ask_more`, read beside what the job said. Raises ProviderError and nothing else."""
        return self.answer_detail(name, reply)

    def ask_model(self, model: str) -> Ask | None:
        """The question for a base model's own entry (retirement date), None where there is none."""
        return None

    def answer_model(self, reply: Reply) -> str | None:
        """The date (YYYY-MM-DD) on which the model retires, None when not said. Raises ProviderError only."""
        raise self._not_offered()

    def ask_cancel(self, provider_job_id: str) -> Ask | None:
        """The request that cancels a job, None where that is not possible."""
        return None

    def answer_cancel(self, reply: Reply) -> None:
        """The provider has taken the request. Raises ProviderError only."""
        raise self._not_offered()

    def ask_readiness(self, tuned_model: str) -> Ask | None:
        """The question whether a tuned model answers yet, None where only trying tells."""
        return None

    def answer_readiness(self, tuned_model: str, reply: Reply) -> ModelReadiness:
        """What the provider says of the model. Raises ProviderError only."""
        raise self._not_offered()

    def ask_secret(self) -> Ask | None:
        """The question for the secret that signs the account's webhooks (`fetches_secret`)."""
        return None

    def answer_secret(self, reply: Reply) -> str:
        """The secret. Raises ProviderError only."""
        raise self._not_offered()

    def _not_offered(self) -> ProviderError:
        if not self.asks:
            return ProviderError(f"the {self.name} provider only pushes: there is no API to ask")
        return ProviderError(f"the {self.name} provider does not offer this")
