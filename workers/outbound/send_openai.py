"""The `openai` client on a transport that reaches one host and port, and takes nothing from the environment.

Imported only when an evaluation runs: the `openai` package takes more than a second to load.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import httpx2
from openai import AsyncOpenAI

from service.core.config import Account
from service.providers import ProviderError
from service.providers.credential import Outgoing
from workers.outbound.account_url import fixed_headers, full_url
from workers.outbound.guard import ForbiddenAddress, Target, http_target

# `openai` adds whatever OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID … hold, and a description of this machine. Those were not
# meant for the account's endpoint.
_SENT_HEADERS = frozenset({"accept", "content-type"})


Prove = Callable[[Outgoing], Awaitable[Mapping[str, str]]]


def build_client(base_url: str, transport: OneHostTransport, *, max_retries: int, timeout_s: float) -> AsyncOpenAI:
    """A client whose every request goes through `transport`, which adds the account's credential."""
    http = httpx2.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, timeout=timeout_s)
    return AsyncOpenAI(
        base_url=base_url,
        api_key="none",  # the client insists on one, and would else take the environment's; it is not sent
        max_retries=max_retries,
        timeout=timeout_s,
        http_client=http,
    )


class OneHostTransport(httpx2.AsyncBaseTransport):
    """Passes requests to the operator's own host and port, and answers of at most `max_bytes`.

    Each request carries the account's headers and query, and what `prove` makes of it.
    """

    def __init__(self, account: Account, target: Target, prove: Prove, *, max_bytes: int) -> None:
        self._account = account
        self._target = target
        self._prove = prove
        self._max_bytes = max_bytes
        self._inner = httpx2.AsyncHTTPTransport(verify=ssl.create_default_context(), trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if http_target(str(request.url)) != self._target:
            raise httpx2.ConnectError("not the account's own host and port") from ForbiddenAddress()
        response = await self._inner.handle_async_request(await self._outgoing(request))
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Capped(response.stream, self._max_bytes)
        return response

    async def _outgoing(self, request: httpx2.Request) -> httpx2.Request:
        """A copy to send: the client reads its own marks in the original's headers afterwards."""
        url = str(full_url(self._account, str(request.url)))
        headers = {name: value for name, value in request.headers.items() if name.lower() in _SENT_HEADERS}
        headers |= {"user-agent": "Tunewatch", "accept-encoding": "identity", "host": httpx2.URL(url).netloc.decode()}
        headers |= {name.lower(): value for name, value in fixed_headers(self._account)}
        body = await request.aread()
        proof = await self._proven(Outgoing(request.method, url, body, tuple(headers.items())))
        headers |= {name.lower(): value for name, value in proof.items()}
        return httpx2.Request(request.method, url, headers=headers, content=body, extensions=request.extensions)

    async def _proven(self, outgoing: Outgoing) -> Mapping[str, str]:
        try:
            return await self._prove(outgoing)
        except ProviderError as error:
            raise httpx2.ConnectError(str(error)) from error

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Capped(httpx2.AsyncByteStream):
    """The stream, with an error in place of what is beyond the limit."""

    def __init__(self, stream: httpx2.AsyncByteStream, max_bytes: int) -> None:
        self._stream = stream
        self._left = max_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self._left -= len(chunk)
            if self._left < 0:
                raise httpx2.ReadError("the answer is larger than allowed")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
