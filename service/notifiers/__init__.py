"""One pure file per kind of channel: notification → request, reply → result. Sending is workers/outbound/send.py.

Adding a kind is one file, one line in `NOTIFIERS` and its section in docs/notifications.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal, Protocol

from service.core.config import Channel
from service.core.notification import Notification
from service.core.send_result import SendResult
from service.notifiers.keys import Configuration


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


ChartForm = Literal["inside", "linked"] | None  # how a kind of channel shows curves; None: it does not


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of the job's curves: itself for a channel that carries it inside, else its address, a secret."""

    png: bytes = field(default=b"", repr=False)
    url: str = field(default="", repr=False)


class Notifier(Protocol):
    """The family's contract; tests/contract/test_notifiers.py runs every member through every status and event kind."""

    kind: str
    configuration: Configuration  # what its `[[channel]]` holds
    guarantee: str  # one sentence for docs and delivery log: what is promised, and when a repeat can happen

    chart_form: ChartForm

    def render(
        self, notification: Notification, channel: Channel, *, now_s: int, chart: Chart | None = None
    ) -> Request:
        """The request for this note. `now_s` (unix seconds) is part of signatures; `chart` is of this member's form."""
        ...

    def judge(self, answer: Answer) -> SendResult:
        """What the answer means. Total."""
        ...

    def blames_chart(self, result: SendResult) -> bool:
        """Whether the receiver may have refused the message for its chart, and take it without."""
        ...
