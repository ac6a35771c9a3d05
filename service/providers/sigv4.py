"""AWS Signature Version 4: a signature over method, URL, body and time, made anew for each request.

Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. S3 alone differs (it encodes
its paths once) and is not meant here.
"""

from __future__ import annotations

import hashlib
import hmac
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

from service.providers.credential import BadCredential, Credential, Outgoing, Token

ALGORITHM = "AWS4-HMAC-SHA256"
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class AwsKey(Credential):
    """An AWS access key for one service in one region. `session_token` belongs to a temporary one."""

    key_id: str
    secret: str = field(repr=False)
    region: str
    service: str
    session_token: str = field(default="", repr=False)
    header_names = frozenset({"authorization", "x-amz-date", "x-amz-security-token"})

    @classmethod
    def parse(cls, api_key: str, *, region: str, service: str) -> AwsKey:
        """The key written as `ID:SECRET` or `ID:SECRET:SESSION_TOKEN`. Raises BadCredential."""
        parts = api_key.split(":")
        if not 2 <= len(parts) <= 3 or not all(part and part.isascii() and part.isprintable() for part in parts):
            raise BadCredential("api_key must be KEY_ID:SECRET or KEY_ID:SECRET:SESSION_TOKEN of AWS")
        return cls(parts[0], parts[1], region, service, *parts[2:])

    def headers(self, request: Outgoing, *, now: datetime, token: Token | None = None) -> Mapping[str, str]:
        moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        added = {"X-Amz-Date": moment} | ({"X-Amz-Security-Token": self.session_token} if self.session_token else {})
        signed = _signed_headers(request, added)
        scope = f"{moment[:8]}/{self.region}/{self.service}/aws4_request"
        digest = hashlib.sha256(_canonical(request, signed).encode()).hexdigest()
        key = b"AWS4" + self.secret.encode()
        for part in scope.split("/"):
            key = _hmac(key, part)
        signature = _hmac(key, f"{ALGORITHM}\n{moment}\n{scope}\n{digest}").hex()
        names = ";".join(signed)
        proof = f"{ALGORITHM} Credential={self.key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
        return added | {"Authorization": proof}


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _signed_headers(request: Outgoing, added: Mapping[str, str]) -> dict[str, str]:
    """What must be signed, in order: the host, the content type, and what is AWS's own."""
    given = {name.lower(): " ".join(value.split()) for name, value in (*request.headers, *added.items())}
    kept = {name: value for name, value in given.items() if name == "content-type" or name.startswith("x-amz-")}
    return dict(sorted((kept | {"host": _host(urlsplit(request.url))}).items()))


def _host(parts: SplitResult) -> str:
    """The `Host` header: without the scheme's own port."""
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix(f":{DEFAULT_PORTS.get(parts.scheme)}")


def _canonical(request: Outgoing, signed: Mapping[str, str]) -> str:
    parts = urlsplit(request.url)
    headers = "".join(f"{name}:{value}\n" for name, value in signed.items())
    payload = hashlib.sha256(request.body).hexdigest()
    return "\n".join([request.method, _path(parts.path), _query(parts.query), headers, ";".join(signed), payload])


def _path(path: str) -> str:
    """The path, which is percent-encoded already, without dots and empty segments and encoded once more."""
    plain = posixpath.normpath("/" + path.lstrip("/"))
    return quote(plain + "/" if path.endswith("/") and plain != "/" else plain, safe="/~")


def _query(query: str) -> str:
    pairs = [(quote(name, safe="~"), quote(value, safe="~")) for name, value in parse_qsl(query, True)]
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))
