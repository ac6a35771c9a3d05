"""OAuth 2.0 with a service account: an assertion signed with its private key is exchanged for an access token.

Sources: RFC 7523; developers.google.com/identity/protocols/oauth2/service-account, whose JSON file this is.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

import msgspec

from service.core import wire
from service.providers.asking import Ask, ProviderError, Reply
from service.providers.credential import BadCredential, Credential, Outgoing, Token
from service.providers.reading import as_object, decoded

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASSERTION_LIFE_S = 3600
UNSAID_LIFE_S = 300.0  # of a token whose reply does not say how long it lives
EARLY_S, EARLY_SHARE = 60.0, 0.1  # a token is used until a minute, or a tenth of its life, before it expires
MAX_TOKEN_CHARS = 16_384
REFUSED = (400, 401, 403)  # RFC 6749 5.2: an assertion that is not accepted is a 400


class _File(msgspec.Struct):
    """What is read of a service account's file."""

    client_email: str
    private_key: str
    token_uri: str
    private_key_id: str = ""


@dataclass(frozen=True, slots=True)
class ServiceAccount(Credential):
    """A service account, and the `scope` that its tokens are asked for."""

    email: str
    private_key: str = field(repr=False)
    token_uri: str
    scope: str
    key_id: str = ""
    header_names = frozenset({"authorization"})
    needs_token = True

    @classmethod
    def parse(cls, api_key: str, *, scope: str) -> ServiceAccount:
        """The account of a service-account JSON file's content. Raises BadCredential."""
        try:
            file = msgspec.json.decode(api_key, type=_File)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            raise BadCredential("api_key must be the content of a service account's JSON file") from None
        if not _is_web_url(file.token_uri):
            raise BadCredential("api_key: token_uri of the service account's file is no http(s) URL")
        _signer(file.private_key)
        return cls(file.client_email, file.private_key, file.token_uri, scope, file.private_key_id)

    def ask_token(self, now: datetime) -> Ask:
        body = urlencode({"grant_type": GRANT, "assertion": self._assertion(now)}).encode()
        form = (("Content-Type", "application/x-www-form-urlencoded"),)
        return Ask("", method="POST", url=self.token_uri, body=body, headers=form)

    def answer_token(self, reply: Reply, *, asked_at: datetime) -> Token:
        if reply.status in REFUSED:
            raise ProviderError(f"token: the key is not accepted ({reply.status})", denied=True, status=reply.status)
        body = as_object(decoded(reply, "token"))
        value, life_s = body.get("access_token"), wire.number(body.get("expires_in")) or UNSAID_LIFE_S
        if not isinstance(value, str) or not 0 < len(value) <= MAX_TOKEN_CHARS or not _is_plain(value):
            raise ProviderError("token: the reply has no access_token")
        if not 0 < life_s <= 366 * 86_400:
            raise ProviderError("token: expires_in is no number of seconds")
        return Token(value, asked_at + timedelta(seconds=life_s - min(EARLY_S, life_s * EARLY_SHARE)))

    def headers(self, request: Outgoing, *, now: datetime, token: Token | None = None) -> Mapping[str, str]:
        return {} if token is None else {"Authorization": f"Bearer {token.value}"}

    def _assertion(self, now: datetime) -> str:
        """A JSON Web Token that says who asks, for what, and until when, signed by RS256."""
        issued_s = int(now.timestamp())
        head = {"alg": "RS256", "typ": "JWT"} | ({"kid": self.key_id} if self.key_id else {})
        times = {"iat": issued_s, "exp": issued_s + ASSERTION_LIFE_S}
        claims = {"iss": self.email, "scope": self.scope, "aud": self.token_uri, **times}
        text = f"{_base64(msgspec.json.encode(head))}.{_base64(msgspec.json.encode(claims))}"
        return f"{text}.{_base64(_signer(self.private_key)(text.encode()))}"


def _is_web_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:  # a host such as `[`
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@lru_cache(maxsize=64)
def _signer(private_key: str) -> Callable[[bytes], bytes]:
    """What signs by RS256 with this PEM. Raises BadCredential. `cryptography` is loaded here: few accounts need it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(private_key.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadCredential("api_key: private_key of the service account's file is no PEM key") from None
    if not isinstance(key, RSAPrivateKey):
        raise BadCredential("api_key: private_key of the service account's file is no RSA key")
    return lambda message: key.sign(message, PKCS1v15(), SHA256())
