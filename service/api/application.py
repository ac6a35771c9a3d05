"""The API as an aiohttp application, mounted on the private listener under /api/v1."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from service.api.call import CALLER, TOOLS, Call, Caller, Nothing, Problem, Route, Tools, store_of
from service.api.guard import GUESSES, Guesses, identified
from service.api.openapi import description
from service.api.parameters import read
from service.api.routes import ROUTES, VIEWER
from service.store import access
from service.store.queries import BadCursor

PREFIX = "/api/v1"
DATABASE_AGAIN_S = 2.0

log = structlog.get_logger()


def build_api(tools: Tools) -> web.Application:
    """Everything under `PREFIX`."""
    app = web.Application(middlewares=[_problems, identified])
    app[TOOLS] = tools
    app[GUESSES] = Guesses()
    for route in (*ROUTES, DESCRIPTION):
        app.router.add_route(route.method, route.path, _endpoint(route))
    app.cleanup_ctx.append(_operators_token)
    return app


async def _describe(_call: Call, _asked: Nothing) -> object:
    return description(PREFIX, ROUTES)


DESCRIPTION = Route("GET", "/openapi.json", VIEWER, Nothing, _describe, "This description")


def _endpoint(route: Route[Any]) -> Handler:
    async def endpoint(request: web.Request) -> web.StreamResponse:
        caller = request[CALLER]
        if not caller.may(route.role):
            raise _not_allowed(caller, route)
        call = Call(request.app[TOOLS], caller, request.match_info)
        answer = await route.handle(call, await read(request, route.asks))
        return web.Response(
            status=route.status,
            body=msgspec.json.encode(answer),
            content_type="application/json",
            headers={"Cache-Control": "no-store"},
        )

    return endpoint


def _not_allowed(caller: Caller, route: Route[Any]) -> Problem:
    return Problem(403, "role_too_low", f"this needs the role {route.role}; the token's is {caller.role}")


@web.middleware
async def _problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals of the API as problem documents; everything else is the listener's to answer."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except BadCursor as error:
        return Problem(400, "bad_query", f"cursor: {error}").response()


async def _operators_token(app: web.Application) -> AsyncIterator[None]:
    """TUNEWATCH_ADMIN_TOKEN, where it is set, becomes valid as soon as the database is there."""
    keeping = asyncio.create_task(_keep_token(app[TOOLS]))
    yield
    keeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await keeping


async def _keep_token(tools: Tools) -> None:
    token = tools.settings.admin_token
    if token is None or tools.store is None:
        return
    while True:
        try:
            await store_of(tools).write(access.keep_token, token.reveal(), "admin")
            return
        except Exception as error:  # noqa: BLE001  # away, or its schema is not there yet: both pass
            log.warning("admin_token_waits", reason=type(error).__name__)
            await asyncio.sleep(DATABASE_AGAIN_S)
