"""The head of an inbound request as it is kept: its request line, then a line for each header, and no secret in it.

Of a header that is not known to be harmless only the name is kept. The signature is kept whole, because it can be
verified again, and is never shown: it would let a short secret be guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.core.signature import ID as DELIVERY_ID
from service.core.signature import SIGNATURE, TIMESTAMP
from service.core.wire import text

MAX_HEAD_BYTES = 4096
HIDDEN = "***"

HARMLESS = frozenset(
    {
        "accept", "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "date",
        "expect", "forwarded", "host", "traceparent", "transfer-encoding", "user-agent", "via", "x-forwarded-for",
        "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "x-request-id", DELIVERY_ID, TIMESTAMP,
    }
)  # fmt: skip
_SIGNATURES = re.compile(r"(v1,)?[A-Za-z0-9+/]{43}=( (v1,)?[A-Za-z0-9+/]{43}=)*")


def kept(request_line: str, headers: Iterable[tuple[str, str]]) -> str:
    """`POST /webhooks/lab\\nHost: …\\nAuthorization: ***`, at most 4 KiB, storable whatever the headers hold."""
    lines = [request_line]
    lines += [f"{name}: {value if _is_kept(name.lower(), value) else HIDDEN}" for name, value in headers]
    return text("\n".join(lines), MAX_HEAD_BYTES)


def _is_kept(name: str, value: str) -> bool:
    """A sender may show the secret where its signature belongs: only what is one by its form is kept."""
    return name in HARMLESS or (name == SIGNATURE and _SIGNATURES.fullmatch(value) is not None)


def headers_of(head: str) -> list[tuple[str, str]]:
    """The headers of what `kept` made, as far as they can be verified again."""
    lines = head.split("\n")[1:]
    return [(name, value) for name, sign, value in (line.partition(": ") for line in lines) if sign]


def shown(head: str) -> tuple[str, list[tuple[str, str]]]:
    """The request line and the headers for a person: the signature is hidden too."""
    return head.split("\n", 1)[0], [
        (name, value if name.lower() in HARMLESS else HIDDEN) for name, value in headers_of(head)
    ]
