"""A stored request verified and read once more: with what is kept of it, and the secrets that its account has today."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from service.core.errors import Malformed, SignatureError
from service.core.request_head import HIDDEN, headers_of
from service.core.signature import SIGNATURE
from service.providers import Provider, Signing, WebhookContent

NO_HEAD = "It was kept without its headers."
CUT = "Only the beginning of its body is kept, and the signature is over the whole."
SECRET_SHOWN = "It did not sign but show the secret itself, and secrets are not kept."  # noqa: S105  # a sentence
NOT_KEPT = "Its signature was not kept: it has more in it, or less, than v1 signatures."
GENUINE = "Its signature is right, with a secret that the account has now."


@dataclass(frozen=True, slots=True)
class Again:
    """`genuine` None: that cannot be said any more, and `why` not. `delivery_id` only of a genuine one."""

    genuine: bool | None
    why: str
    said: WebhookContent | Malformed
    delivery_id: str = ""


def verified_again(
    provider: Provider, head: str, body: bytes, body_hash: str, *, secrets: Sequence[str], received_at: datetime
) -> Again:
    """The verdict as of the moment when it came, so that its age does not matter. Total.

    `body_hash` is of the body as it came, `secrets` are the account's of today.
    """
    try:
        said: WebhookContent | Malformed = provider.parse(body, received_at=received_at)
    except Malformed as error:
        said = error
    missing = _missing(provider, head, body, body_hash)
    if missing is not None:
        return Again(None, missing, said)
    try:
        delivery_id = provider.verify(
            headers_of(head), body, secrets=secrets, now=received_at, tail=unquote(_tail(head))
        )
    except SignatureError as error:
        return Again(False, f"{error.reason}: {error.detail}", said)
    return Again(True, GENUINE, said, delivery_id)


def _missing(provider: Provider, head: str, body: bytes, body_hash: str) -> str | None:
    """What would be needed to verify it and is not kept."""
    if not head:
        return NO_HEAD
    if provider.signing is not Signing.STANDARD or not head.startswith("POST /webhooks/"):
        return SECRET_SHOWN
    if (SIGNATURE, HIDDEN) in ((name.lower(), value) for name, value in headers_of(head)):
        return NOT_KEPT
    return None if hashlib.sha256(body).hexdigest().startswith(body_hash) else CUT


def _tail(head: str) -> str:
    """What follows the account in `POST /webhooks/<account>/<tail>`, as it was quoted."""
    return "".join(head.split("\n", 1)[0].split("/", 3)[3:])
