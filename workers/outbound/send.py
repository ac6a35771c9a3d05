"""The guarded way out: time limit, size cap, addresses, redacted errors. Trouble of a channel is a value, never raised.

Redirects are never followed and proxy variables of the environment are not read: a request goes where its URL says.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self

import aiohttp
from yarl import URL

from service.core.config import Account
from service.core.send_result import Outcome, SendResult
from service.notifiers import Answer, HttpReply, HttpRequest, MailRequest, Request
from service.providers import Ask, Provider, ProviderError, Reply
from service.providers.credential import BadCredential, Credential, Outgoing, Token
from workers.outbound.account_url import base_of, fixed_headers, provider_url
from workers.outbound.guard import ForbiddenAddress, Target, checked_socket, http_target, plain_socket
from workers.outbound.slots import Slots
from workers.outbound.tokens import Tokens

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MAX_ANSWER_BYTES = 4 * 1024  # of a channel: its status and first words are all that is judged
MAX_REPLY_BYTES = 16 * 1024 * 1024  # of a provider: a page of 100 jobs with their metadata is below 1 MiB
EVENT_STREAM = "text/event-stream"
TOKEN_TIMEOUT_S = 5.0
STREAM_BEGINS_S, STREAM_PAUSES_S = 2.0, 0.5  # a log is sent without pauses up to now; then the stream waits for news

_HTTP_CHANNEL_HEADERS = {"Accept-Encoding": "identity"}  # what is cut to 4 KiB must be readable as it is


class Outbound:
    """All connections that a worker process makes on its own account. Enter it once, share it everywhere."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.slots = Slots()  # of deliveries
        self._now = now
        self._tokens = Tokens(self._ask_elsewhere, now)

    async def __aenter__(self) -> Self:
        self._trusted = _session(guarded=False)
        self._guarded = _session(guarded=True)  # a pool of its own: never a connection that the other one opened
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._tokens.close()
        await self._trusted.close()
        await self._guarded.close()

    async def send(self, request: Request, *, trusted: bool, timeout_s: float = 10.0) -> Answer | SendResult:
        """What the channel answered, or the result when it gave no answer: the notifier judges, the caller records.

        `trusted`: the operator wrote this address. Raises nothing for network trouble.
        """
        target = _target(request)
        if target is None:
            return SendResult(Outcome.REFUSED, again=False, detail="the channel's address cannot be used")
        if isinstance(request, MailRequest):
            # Imported here: a process that sends no mail does not load it.
            from workers.outbound.send_mail import send_mail

            return await send_mail(request, trusted=trusted, timeout_s=timeout_s)
        return await self._post(request, target, trusted=trusted, timeout_s=timeout_s)

    async def ask(self, account: Account, provider: Provider, ask: Ask, *, timeout_s: float = 5.0) -> Reply:
        """The provider's reply, whatever its status. Raises ProviderError when there is none or it is too large.

        Of an event stream, which may never end, what came up to its first pause is the reply.
        """
        if ask.url:
            return await self._ask_elsewhere(ask, timeout_s)
        credential = credential_of(account, provider)
        kept = self._tokens.kept(account.name, credential)
        reply = await self._ask_once(account, credential, ask, timeout_s)
        if reply.status != 401 or kept is None:
            return reply
        self._tokens.drop(account.name, credential, kept)  # it was revoked before its time: once more, with a new one
        return await self._ask_once(account, credential, ask, timeout_s)

    async def _ask_once(self, account: Account, credential: Credential, ask: Ask, timeout_s: float) -> Reply:
        url = provider_url(account, ask)
        given = _headers(("Accept", ask.accept), *fixed_headers(account), *ask.headers)
        outgoing = Outgoing(ask.method, str(url), ask.body, tuple(given.items()))
        proof = await self._proof(account, credential, outgoing)
        return await self._fetch(ask, url, given | _headers(*proof.items()), timeout_s)

    async def prove(self, account: Account, provider: Provider, request: Outgoing) -> Mapping[str, str]:
        """The headers that prove who asks, for a request that another client sends. Raises ProviderError."""
        return await self._proof(account, credential_of(account, provider), request)

    async def _proof(self, account: Account, credential: Credential, request: Outgoing) -> Mapping[str, str]:
        token: Token | None = None
        if credential.needs_token:
            token = await self._tokens.get(account.name, credential)
        return credential.headers(request, now=self._now(), token=token)

    async def _ask_elsewhere(self, ask: Ask, timeout_s: float = TOKEN_TIMEOUT_S) -> Reply:
        """The reply of a place that is not the account's API (a token endpoint): nothing of the account is sent."""
        if http_target(ask.url) is None:
            raise ProviderError("the address to ask is not an http(s) URL")
        url = URL(ask.url).update_query(list(ask.params))
        return await self._fetch(ask, url, _headers(("Accept", ask.accept), *ask.headers), timeout_s)

    async def _fetch(self, ask: Ask, url: URL, headers: Mapping[str, str], timeout_s: float) -> Reply:
        target = http_target(url)
        try:
            async with self._trusted.request(
                ask.method,
                url,
                headers=headers,
                data=ask.body or None,
                allow_redirects=False,
                timeout=_limit(timeout_s),
            ) as response:
                read = _read_stream if ask.accept == EVENT_STREAM else _read
                body = await read(response, MAX_REPLY_BYTES)
                reply = Reply(response.status, response.headers, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ProviderError(f"{target}: {_trouble(error, timeout_s).detail}") from None
        if len(body) > MAX_REPLY_BYTES:
            raise ProviderError(f"{target}: the answer is larger than {MAX_REPLY_BYTES // 2**20} MiB")
        return reply

    def openai_client(
        self, account: Account, provider: Provider, *, max_retries: int, timeout_s: float = 60.0
    ) -> AsyncOpenAI:
        """The `openai` client for the account's endpoint, bound to its exact host and port. Close it after use.

        Takes more than a second to import: for tasks of the slow queue. Raises ProviderError without a usable base_url.
        """
        target = http_target(account.base_url)
        if target is None:
            raise ProviderError(f"account {account.name}: base_url is not an http(s) URL")
        credential_of(account, provider)
        from workers.outbound.send_openai import OneHostTransport, build_client

        prove = partial(self.prove, account, provider)
        transport = OneHostTransport(account, target, prove, max_bytes=MAX_REPLY_BYTES)
        return build_client(base_of(account), transport, max_retries=max_retries, timeout_s=timeout_s)

    async def _post(
        self, request: HttpRequest, target: Target, *, trusted: bool, timeout_s: float
    ) -> Answer | SendResult:
        session = self._trusted if trusted else self._guarded
        try:
            async with session.request(
                request.method,
                URL(request.url),
                headers={**_HTTP_CHANNEL_HEADERS, **request.headers},
                data=request.body,
                allow_redirects=False,
                auto_decompress=False,  # 4 KiB stay 4 KiB
                timeout=_limit(timeout_s),
            ) as response:
                return HttpReply(response.status, response.headers, await _read_what_comes(response))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return _at(target, _trouble(error, timeout_s))


def credential_of(account: Account, provider: Provider) -> Credential:
    """What proves to the provider that the account asks. Raises ProviderError where its key is none."""
    try:
        return provider.credential(account.api_key.reveal() if account.api_key is not None else None)
    except BadCredential as error:
        raise ProviderError(f"account {account.name}: {error}", denied=True) from None


def _headers(*pairs: tuple[str, str]) -> dict[str, str]:
    """The headers by lower-case name; of one name the last counts."""
    return {name.lower(): value for name, value in pairs}


def _session(*, guarded: bool) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(limit=0, socket_factory=checked_socket if guarded else plain_socket)
    return aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False, headers={"User-Agent": "Tunewatch"}
    )


def _limit(timeout_s: float) -> aiohttp.ClientTimeout:
    """Half of the time for connecting, so that "not reached" and "may have arrived" can be told apart."""
    return aiohttp.ClientTimeout(total=timeout_s, sock_connect=timeout_s / 2)


def _target(request: Request) -> Target | None:
    if isinstance(request, HttpRequest):
        return http_target(request.url)
    return Target("smtp", request.host, request.port) if request.host else None


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """At most `limit` + 1 bytes: one more than the limit says that there was more."""
    body = bytearray()
    while len(body) <= limit:
        chunk = await response.content.read(limit + 1 - len(body))
        if not chunk:
            break
        body += chunk
    return bytes(body)


async def _read_stream(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """What comes until the sender pauses, ends or breaks off: its last `limit` bytes."""
    body = bytearray()
    with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
        while True:
            async with asyncio.timeout(STREAM_PAUSES_S if body else STREAM_BEGINS_S):
                chunk = await response.content.readany()
            if not chunk:
                break
            body += chunk
            del body[:-limit]
    return bytes(body)


async def _read_what_comes(response: aiohttp.ClientResponse) -> bytes:
    """The body's first 4 KiB. A body that breaks off is empty: the status has been said and stays true."""
    with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
        return (await _read(response, MAX_ANSWER_BYTES))[:MAX_ANSWER_BYTES]
    return b""


def _at(target: Target, result: SendResult) -> SendResult:
    return SendResult(result.outcome, result.again, f"{target}: {result.detail}"[:300], result.status)


def _trouble(error: Exception, timeout_s: float) -> SendResult:
    """What an exception of aiohttp means. Its own text is not used: it may hold the URL."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, ForbiddenAddress):
        return SendResult(Outcome.FORBIDDEN_ADDRESS, again=False, detail=str(cause))
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return SendResult(Outcome.UNREACHABLE, True, f"no connection within {timeout_s / 2:g} s")
    if isinstance(error, TimeoutError):
        return SendResult(Outcome.TIMED_OUT, True, f"no answer within {timeout_s:g} s; it may have arrived")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return SendResult(Outcome.UNREACHABLE, True, "the name does not resolve")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return SendResult(Outcome.UNREACHABLE, True, "the certificate is not valid for this host")
    if isinstance(error, aiohttp.ClientSSLError):
        return SendResult(Outcome.UNREACHABLE, True, "TLS could not be agreed on")
    if isinstance(error, aiohttp.ClientConnectorError):
        reason = os.strerror(error.errno).lower() if error.errno else "not reachable"
        return SendResult(Outcome.UNREACHABLE, True, f"no connection: {reason}")
    if isinstance(error, aiohttp.InvalidURL):
        return SendResult(Outcome.REFUSED, False, "the address cannot be used")
    if isinstance(error, aiohttp.ClientResponseError):
        return SendResult(Outcome.SERVER_ERROR, True, "the answer is not HTTP")
    return SendResult(Outcome.UNREACHABLE, True, "the connection broke before an answer; it may have arrived")
