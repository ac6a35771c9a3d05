"""One message that reached the inbox."""

from __future__ import annotations

from base64 import b64encode
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Literal

import msgspec

Kind = Literal["slack", "webhook", "email"]


class Received(msgspec.Struct):
    """One request or message that came in, also if it was refused. `answered` 0: it was left without an answer."""

    number: int
    kind: Kind
    received_at: float
    path: str
    headers: dict[str, str]
    body: str
    answered: int
    sender: str = ""
    recipients: list[str] = []
    subject: str = ""
    text: str = ""
    html: str = ""

    @property
    def accepted(self) -> bool:
        return 200 <= self.answered < 300


def from_mail(
    content: bytes, *, number: int, received_at: float, sender: str, recipients: list[str], answered: int
) -> Received:
    """An e-mail, with the text and HTML that a person would read, pictures included."""
    message = message_from_bytes(content, policy=policy.default)
    return Received(
        number=number,
        kind="email",
        received_at=received_at,
        path="",
        headers={name.lower(): str(value) for name, value in message.items()},
        body=content.decode("utf-8", "replace"),
        answered=answered,
        sender=sender,
        recipients=recipients,
        subject=str(message.get("subject", "")),
        text=_content(message.get_body(("plain",))),
        html=_with_images(_content(message.get_body(("html",))), message),
    )


def _content(part: MIMEPart | None) -> str:
    return "" if part is None else str(part.get_content())


def _with_images(html: str, message: EmailMessage) -> str:
    """The HTML with the PNGs that travel beside it in the places of their `cid:` addresses."""
    for part in message.walk():
        name, content = str(part.get("content-id", "")).strip().strip("<>"), part.get_payload(decode=True)
        if part.get_content_type() == "image/png" and name and isinstance(content, bytes):
            html = html.replace(f"cid:{name}", f"data:image/png;base64,{b64encode(content).decode()}")
    return html
