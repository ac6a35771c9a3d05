"""The `openai` client on a transport that reaches one host and port, and takes nothing from the environment.

Imported only when an evaluation runs: the `openai` package takes more than a second to load.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator

import httpx2
from openai import AsyncOpenAI

from service.core.config import Account
from workers.outbound.guard import ForbiddenAddress, Target, http_target

# `openai` adds whatever OPENAI_CUSTOM_HEADERS, OPENAI_ORG_ID … hold, and a description of this machine. Those were not
# meant for the account's endpoint.
_SENT_HEADERS = frozenset({"host", "accept", "content-type", "content-length", "transfer-encoding", "authorization"})


def build_client(
    account: Account, target: Target, *, max_retries: int, timeout_s: float, max_bytes: int
) -> AsyncOpenAI:
    """A client whose every request goes to `target` or fails."""
    http = httpx2.AsyncClient(
        transport=OneHostTransport(target, max_bytes), trust_env=False, follow_redirects=False, timeout=timeout_s
    )
    return AsyncOpenAI(
        base_url=account.base_url,
        # Servers of one's own often want none, but the client insists, and would else take the environment's.
        api_key=account.api_key.reveal() if account.api_key else "none",
        max_retries=max_retries,
        timeout=timeout_s,
        http_client=http,
    )


class OneHostTransport(httpx2.AsyncBaseTransport):
    """Passes requests to the operator's own host and port, and answers of at most `max_bytes`."""

    def __init__(self, target: Target, max_bytes: int) -> None:
        self._target = target
        self._max_bytes = max_bytes
        self._inner = httpx2.AsyncHTTPTransport(verify=ssl.create_default_context(), trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if http_target(str(request.url)) != self._target:
            raise httpx2.ConnectError("not the account's own host and port") from ForbiddenAddress()
        sent = [(name, value) for name, value in request.headers.raw if name.lower().decode("latin-1") in _SENT_HEADERS]
        outgoing = httpx2.Request(  # a copy: the client reads its own marks in the original's headers afterwards
            request.method,
            request.url,
            headers=[*sent, (b"User-Agent", b"Tunewatch"), (b"Accept-Encoding", b"identity")],
            stream=request.stream,
            extensions=request.extensions,
        )
        response = await self._inner.handle_async_request(outgoing)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Capped(response.stream, self._max_bytes)
        return response

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
