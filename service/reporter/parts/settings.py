"""Where reports go, and the key that signs them."""

from __future__ import annotations

import base64
import binascii
import os

from service.reporter.parts.errors import Unusable
from service.reporter.parts.values import number

LINGER_S = 300.0  # how long the end of the command waits for the service at most


class Settings:
    """Where to report, and where reports wait. What is not given comes from the environment."""

    def __init__(
        self,
        url: str | None = None,
        account: str | None = None,
        secret: str | None = None,
        secret_file: str | None = None,
        spool: str | None = None,
        linger: float | None = None,
    ) -> None:
        env = os.environ.get
        self.url = url or env("TUNEWATCH_URL") or ""
        self.account = account or env("TUNEWATCH_ACCOUNT") or ""
        self.spool = spool
        linger_s = number(env("TUNEWATCH_LINGER")) if linger is None else number(linger)
        self.linger = LINGER_S if linger_s is None else max(0.0, linger_s)
        self.trouble = ""
        self.secret = secret or env("TUNEWATCH_SECRET") or ""
        path = secret_file or env("TUNEWATCH_SECRET_FILE")
        if path and (secret_file or not self.secret):
            try:
                with open(path, encoding="utf-8") as file:
                    self.secret = file.read(10_000)
            except (OSError, ValueError) as error:
                self.trouble = f"the secret's file cannot be read: {error}"
        self.secret = self.secret.strip()

    def endpoint(self, job: str) -> Endpoint:
        """The job's Endpoint. Raises Unusable."""
        if not 1 <= len(job) <= 200:
            raise Unusable("a job's name has 1 to 200 characters")
        if not self.url:
            raise Unusable("where to? (TUNEWATCH_URL or --url)")
        if self.trouble:
            raise Unusable(self.trouble)
        return endpoint(self.url, self.account, self.secret, job)


class Endpoint:
    """An account's or a job's address, and the key that signs for it."""

    def __init__(self, url: str, key: bytes) -> None:
        self.url, self.key = url, key


def endpoint(url: str, account: str, secret: str, job: str) -> Endpoint:
    """The Endpoint for `https://host`, or for the whole `https://host/webhooks/<account>`. Raises Unusable."""
    url = url.strip().split("?")[0].split("#")[0].rstrip("/")
    host = url.partition("://")[2].partition("/")[0]
    if not url.startswith(("https://", "http://")) or not host:
        raise Unusable("the URL must start with https:// or http:// (TUNEWATCH_URL or --url)")
    if "@" in host:
        raise Unusable("the URL may not hold a name or password")
    before, marker, after = url.partition("/webhooks/")
    parts = [part for part in after.split("/") if part]
    if not marker:
        if not account:
            raise Unusable("which account? (TUNEWATCH_ACCOUNT or --account, or a URL that ends in /webhooks/<account>)")
        parts = [_quoted(account)]
    if not parts:
        raise Unusable("the URL ends before the account's name")
    if secret.startswith("whsj_"):  # a secret of this job alone
        parts = [parts[0], _quoted(job)]
    return Endpoint(f"{before}/webhooks/{'/'.join(parts)}", signing_key(secret))


def _quoted(text: str) -> str:
    """`text` as one segment of a URL's path."""
    safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def signing_key(secret: str) -> bytes:
    """The key of `whsec_…`, `whsj_…`, or of plain text, which the service accepts too. Raises Unusable."""
    secret = secret.strip()
    if not secret:
        raise Unusable("no secret (TUNEWATCH_SECRET, or a file named by TUNEWATCH_SECRET_FILE or --secret-file)")
    if not secret.startswith(("whsec_", "whsj_")):
        return secret.encode("utf-8", "replace")
    encoded = secret.partition("_")[2].rstrip("=")
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise Unusable("the secret is not base64 after its prefix: was it copied whole?")
    return key
