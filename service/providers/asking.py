"""A question to a provider's API, its reply, and what makes a reply unusable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to a provider's API, relative to the account's `base_url`. The credential is added when it is sent.

    `url` names another place in full (a token endpoint): nothing of the account is sent there.
    """

    path: str
    params: Pairs = ()
    method: str = "GET"
    accept: str = "application/json"
    at_root: bool = False  # relative to the host instead: an API beside the one that `base_url` names
    body: bytes = b""
    headers: Pairs = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `status` 0 never occurs: no answer at all is an exception of the sender's."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class ProviderError(Exception):
    """The provider's answer is not usable now: an HTTP error, or not what its API documents.

    `unknown_job`: it does not know this job (404). `denied`: our key is not accepted (401/403).
    `retry_after_s` is what it asked us to wait. The text is safe to show: status and what was expected, no body.
    `status` is the HTTP status where that is the fault.
    """

    def __init__(
        self,
        text: str,
        *,
        unknown_job: bool = False,
        denied: bool = False,
        retry_after_s: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(text)
        self.status = status
        self.unknown_job = unknown_job
        self.denied = denied
        self.retry_after_s = retry_after_s
