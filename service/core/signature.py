"""Standard Webhooks signatures, symmetric scheme `v1`: HMAC-SHA256 over `<id>.<timestamp>.<raw body>`.

Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md. Bare signatures without the `v1,` prefix
are taken too, because the official OpenAI SDK takes them; asymmetric `v1a` signatures are passed over.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from service.core.errors import Reason, SignatureError

TOLERANCE_S = 300  # both ways, inclusive; the spec leaves it open, its libraries and OpenAI's SDK use five minutes
MAX_ID_CHARS = 256
MAX_SIGNATURE_CHARS = 4096
MAX_TIMESTAMP_DIGITS = 18  # a longer number is no time, and int() refuses more than 4,300 digits
SIGNATURE_CHARS = 44  # base64 of 32 bytes
JOIN_LIMIT_BYTES = 64 * 1024  # up to here one copy is cheaper than an incremental HMAC

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
OURS = (ID, TIMESTAMP, SIGNATURE)

ENCODED = ("whsec_", "whsj_")  # prefixes of secrets that are base64 after them: an account's, and one job's
JOB_PREFIX = "whsj_"
JOB_CONTEXT = b"tunewatch job\0"


def verify_standard_webhook(
    headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], now: datetime
) -> str:
    """The delivery id: printable ASCII, at most 256 characters. Total: raises SignatureError and nothing else.

    One of the header's signatures must match under one of the `secrets`, so that both can be rotated.
    """
    delivery_id, timestamp, signatures = _three_headers(headers)
    _check_id(delivery_id)
    _check_time(timestamp, now)
    candidates = _candidates(signatures)
    keys = [key for key in map(_key, secrets) if key is not None]
    if not keys:
        raise SignatureError(Reason.NO_SECRET, "the account has no secret that can be used")
    prefix = f"{delivery_id}.{timestamp}.".encode()
    for key in keys:
        expected = base64.b64encode(_hmac(key, prefix, body))
        for candidate in candidates:
            if hmac.compare_digest(expected, candidate):
                return delivery_id
    raise SignatureError(Reason.SIGNATURE_MISMATCH, f"{SIGNATURE} does not match: another secret, or the body changed")


def sign_standard_webhook(delivery_id: str, timestamp_s: int, body: bytes, secret: str) -> str:
    """The value of `webhook-signature`. Raises ValueError when the secret cannot be used."""
    key = _key(secret)
    if key is None:
        raise ValueError("a signing secret is text, or whsec_ followed by base64")
    return "v1," + base64.b64encode(_hmac(key, f"{delivery_id}.{timestamp_s}.".encode(), body)).decode()


def job_secret(account_secret: str, job: str) -> str:
    """`whsj_…`: signs reports about this one job, and is made of the account's secret, so nothing has to be kept.

    Raises ValueError when the account's secret cannot be used.
    """
    derived = _job_secret(account_secret, job)
    if derived is None:
        raise ValueError("a signing secret is text, or whsec_ followed by base64")
    return derived


def job_secrets(account_secrets: Sequence[str], job: str) -> list[str]:
    """The job's secret under each usable secret of the account: both rotate together. Total."""
    return [one for one in (_job_secret(secret, job) for secret in account_secrets) if one is not None]


def verify_bearer(headers: Sequence[tuple[str, str]], *, secrets: Sequence[str]) -> None:
    """Returns when `Authorization: Bearer …` shows one of the `secrets`. Total: raises SignatureError only."""
    given = values_of(headers, "authorization")
    if any(value[:7].lower() != "bearer " for value in given):
        raise SignatureError(Reason.BAD_HEADER, "authorization is not Bearer")
    shown = [value[7:].strip() for value in given]
    verify_shared_secret(shown, b"", secrets=secrets, where="authorization header")


def verify_shared_secret(given: Sequence[str], body: bytes, *, secrets: Sequence[str], where: str) -> str:
    """The delivery id, made of the body, when the one value `given` is one of the `secrets`.

    For senders that show the secret itself, in a header or in the path (`where`, for the error): no signature, no id.
    Total: raises SignatureError and nothing else.
    """
    if not given or not given[0]:
        raise SignatureError(Reason.MISSING_HEADER, f"{where} is absent")
    if len(given) > 1:
        raise SignatureError(Reason.BAD_HEADER, f"more than one {where}")
    shown = given[0].encode("utf-8", "replace")
    kept = [secret.encode("utf-8", "replace") for secret in secrets if secret]
    if not kept:
        raise SignatureError(Reason.NO_SECRET, "the account has no secret that can be used")
    if not any([hmac.compare_digest(shown, one) for one in kept]):  # all are compared, so that time tells nothing
        raise SignatureError(Reason.SIGNATURE_MISMATCH, f"{where} is not the account's secret")
    return f"sha256-{hashlib.sha256(body).hexdigest()[:32]}"


def values_of(headers: Sequence[tuple[str, str]], name: str) -> list[str]:
    """Every value of the header, whatever its case."""
    return [value for given, value in headers if given.lower() == name]


def _three_headers(headers: Sequence[tuple[str, str]]) -> tuple[str, str, str]:
    """Id, timestamp and signature, each present exactly once and not empty."""
    found: dict[str, str] = {}
    for name, value in headers:
        lower = name.lower()
        if lower in OURS:
            if lower in found:
                raise SignatureError(Reason.BAD_HEADER, f"more than one {lower} header")
            found[lower] = value
    delivery_id, timestamp, signature = found.get(ID, ""), found.get(TIMESTAMP, ""), found.get(SIGNATURE, "")
    if delivery_id and timestamp and signature:
        return delivery_id, timestamp, signature
    problems = [f"{name} is {'empty' if name in found else 'absent'}" for name in OURS if not found.get(name)]
    raise SignatureError(Reason.MISSING_HEADER, ", ".join(problems))


def _check_id(delivery_id: str) -> None:
    if len(delivery_id) > MAX_ID_CHARS:
        raise SignatureError(Reason.BAD_HEADER, f"{ID} is longer than {MAX_ID_CHARS} characters")
    if not (delivery_id.isascii() and delivery_id.isprintable()):
        raise SignatureError(Reason.BAD_HEADER, f"{ID} is not printable ASCII")


def _check_time(timestamp: str, now: datetime) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= MAX_TIMESTAMP_DIGITS):
        raise SignatureError(Reason.BAD_TIMESTAMP, f"{TIMESTAMP} is not unix seconds in digits")
    age_s = int(now.timestamp()) - int(timestamp)
    if age_s > TOLERANCE_S:
        raise SignatureError(Reason.TIMESTAMP_TOO_OLD, f"{TIMESTAMP} is more than {TOLERANCE_S} s old")
    if age_s < -TOLERANCE_S:
        raise SignatureError(Reason.TIMESTAMP_IN_FUTURE, f"{TIMESTAMP} is more than {TOLERANCE_S} s ahead")


def _candidates(signatures: str) -> list[bytes]:
    """The v1 signatures of the header. Wrong lengths are left out: length is public, and a 4 KiB header stays cheap."""
    if len(signatures) > MAX_SIGNATURE_CHARS:
        raise SignatureError(Reason.BAD_HEADER, f"{SIGNATURE} is longer than {MAX_SIGNATURE_CHARS} characters")
    if not signatures.isascii():
        raise SignatureError(Reason.BAD_HEADER, f"{SIGNATURE} is not ASCII")
    texts = (part.removeprefix("v1,") for part in signatures.split())
    found = [text.encode() for text in texts if len(text) == SIGNATURE_CHARS]
    if not found:
        raise SignatureError(Reason.SIGNATURE_MISMATCH, f"{SIGNATURE} holds no v1 signature of HMAC-SHA256")
    return found


@lru_cache(maxsize=1024)
def _job_secret(account_secret: str, job: str) -> str | None:
    key = _key(account_secret)
    if key is None:
        return None
    digest = hmac.digest(key, JOB_CONTEXT + job.encode("utf-8", "replace"), "sha256")
    return JOB_PREFIX + base64.b64encode(digest).decode()


@lru_cache(maxsize=1024)
def _key(secret: str) -> bytes | None:
    """The HMAC key of a secret; None when it cannot be decoded or is empty (an empty key would let anybody sign)."""
    try:
        if not secret.startswith(ENCODED):
            return secret.encode() or None
        encoded = secret.partition("_")[2].rstrip("=")
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True) or None
    except (binascii.Error, ValueError):  # ValueError: not ASCII, or lone surrogates
        return None


def _hmac(key: bytes, prefix: bytes, body: bytes) -> bytes:
    if len(body) <= JOIN_LIMIT_BYTES:
        return hmac.digest(key, prefix + body, "sha256")
    mac = hmac.new(key, prefix, "sha256")
    mac.update(body)
    return mac.digest()
