"""What proves to a provider's API who asks: a value that becomes headers of one request at one time.

A provider whose API wants another than a bearer key overrides `credential` and returns one of these. The kinds that are
more than a header have a file each: oauth.py (`ServiceAccount.parse`), sigv4.py (`AwsKey.parse`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.providers.asking import Ask, Reply


class BadCredential(Exception):
    """The account's `api_key` is not what its provider needs. The text says what is expected and holds no secret."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request as it will be sent: its full URL, percent-encoded, and the headers that it has already."""

    method: str
    url: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A short-lived access token. `use_until` is shortly before it expires."""

    value: str = field(repr=False)
    use_until: datetime


class Credential:
    """No credential; the other kinds override what they have. Values are frozen dataclasses: equal is the same key."""

    header_names: frozenset[str] = frozenset()  # lower case: what it sets, so that an account may not
    needs_token = False  # True: `ask_token` comes first, and `headers` takes what it brought

    def headers(self, request: Outgoing, *, now: datetime, token: Token | None = None) -> Mapping[str, str]:
        """The headers that prove who asks."""
        return {}

    def ask_token(self, now: datetime) -> Ask:
        """The question for an access token (`needs_token`)."""
        raise NotImplementedError

    def answer_token(self, reply: Reply, *, asked_at: datetime) -> Token:
        """The token. Raises ProviderError and nothing else."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NoCredential(Credential):
    """The API is open to everyone who reaches it."""


@dataclass(frozen=True, slots=True)
class BearerKey(Credential):
    """A static key in `Authorization: Bearer`."""

    key: str = field(repr=False)
    header_names = frozenset({"authorization"})

    def headers(self, request: Outgoing, *, now: datetime, token: Token | None = None) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@dataclass(frozen=True, slots=True)
class HeaderKey(Credential):
    """A static key in a header of the provider's own, such as `x-api-key`."""

    name: str
    key: str = field(repr=False)

    @property
    def header_names(self) -> frozenset[str]:  # type: ignore[override]  # read only, as everywhere
        return frozenset({self.name.lower()})

    def headers(self, request: Outgoing, *, now: datetime, token: Token | None = None) -> Mapping[str, str]:
        return {self.name: self.key}
