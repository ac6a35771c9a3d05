"""What every handler gets, and the one way to refuse: a `Problem` becomes an RFC 9457 document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Generic, TypeVar

import msgspec
from aiohttp import web
from arq.connections import ArqRedis

from service.config.pending import Setup
from service.config.settings import Settings
from service.core.errors import Reason, StoreUnavailable
from service.core.wire import text
from service.store import Store
from service.store.access import ROLES

MAX_DETAIL_BYTES = 1000


class Problem(Exception):
    """The request cannot be answered as it is. `reason` is for programs, `detail` for the person who asked."""

    def __init__(self, status: int, reason: str, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.reason, self.detail = status, reason, detail
        self.headers = headers or {}

    def response(self) -> web.Response:
        """The problem document."""
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "reason": self.reason,
            "detail": text(self.detail, MAX_DETAIL_BYTES),
        }
        return web.Response(
            status=self.status,
            body=msgspec.json.encode(document),
            content_type="application/problem+json",
            headers=self.headers,
        )


def not_found(what: str, name: str) -> Problem:
    return Problem(404, "not_found", f"there is no {what} {name}")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token it is. `id` names it in the audit log."""

    id: str
    role: str

    def may(self, role: str) -> bool:
        """Each role may do what the roles before it may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True)
class Tools:
    """What the API works with. `store` None: this process was started without a database."""

    settings: Settings
    redis: ArqRedis
    store: Store | None
    clock: Callable[[], datetime]
    setup: Setup | None = None  # None: whoever runs us writes the configuration


TOOLS = web.AppKey("tools", Tools)
CALLER = web.RequestKey("caller", Caller)


@dataclass(frozen=True)
class Call:
    """One authorised request."""

    tools: Tools
    caller: Caller
    path: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        return self.tools.settings

    @property
    def store(self) -> Store:
        return store_of(self.tools)


def store_of(tools: Tools) -> Store:
    """The store. Raises StoreUnavailable where there is none."""
    if tools.store is None:
        raise StoreUnavailable(Reason.DATABASE_UNAVAILABLE, "DATABASE_URL is not set")
    return tools.store


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters."""


Q = TypeVar("Q", bound=msgspec.Struct)


@dataclass(frozen=True)
class Route(Generic[Q]):
    """One line of the table. `asks` describes the query of a GET or DELETE and the JSON body of a POST."""

    method: str
    path: str
    role: str
    asks: type[Q]
    handle: Callable[[Call, Q], Awaitable[object]]
    summary: str
    status: int = 200
