"""A provider that is not well: the ways in which its API fails for the next few requests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from service.demo.openai_format import ApiError

OutageKind = Literal["server_error", "rate_limit", "html", "nothing", "hang"]

HTML = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"


@dataclass(slots=True)
class Outage:
    """Counts down with every request it answers; at 0 the provider is well."""

    kind: OutageKind
    requests_left: int
    retry_after_s: int | None = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The failure itself; ApiError where it has the API's error format."""
        self.requests_left -= 1
        match self.kind:
            case "server_error":
                message = "The server had an error while processing your request. Sorry about that!"
                raise ApiError(500, message, kind="server_error", retry_after_s=self.retry_after_s)
            case "rate_limit":
                message = "Rate limit reached for requests. Please try again later."
                raise ApiError(
                    429, message, kind="requests", code="rate_limit_exceeded", retry_after_s=self.retry_after_s
                )
            case "html":
                return web.Response(status=502, text=HTML, content_type="text/html")
            case "hang":
                await asyncio.Event().wait()  # ends with the client or with the simulator
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
