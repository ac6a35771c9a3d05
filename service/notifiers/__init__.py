"""One pure file per kind of channel: note → request, reply → verdict. Sending itself is workers/send.py.

Adding a kind is one file, one line in `NOTIFIERS`, its section in docs/notifications.md and one in the test kit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol

from service.core.config import Channel
from service.core.notification import Note
from service.core.verdict import Verdict


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request to make. `url` may hold a secret (Slack's does): never logged, never in an error."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class MailRequest:
    """A message to hand to the channel's SMTP server."""

    host: str
    port: int
    message: EmailMessage
    username: str | None = field(repr=False)
    password: str | None = field(repr=False)
    tls: str  # starttls | implicit | none


Request = HttpRequest | MailRequest


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What an HTTP channel answered; `body` is cut to 4 KiB by the sender."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class MailReply:
    """What the SMTP server answered: its code and text."""

    code: int
    text: str


Answer = HttpReply | MailReply


class Notifier(Protocol):
    """The family's contract; tests/contract/test_notifiers.py runs every member through every status and event kind."""

    kind: str
    guarantee: str  # one sentence for docs and delivery log: what is promised, and when a repeat can happen

    def render(self, note: Note, channel: Channel, *, now_s: int) -> Request:
        """The request for this note. `now_s` (unix seconds) is part of signatures."""
        ...

    def judge(self, answer: Answer) -> Verdict:
        """What the answer means. Total."""
        ...
