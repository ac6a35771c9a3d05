"""What a page is: one line of the table, and what its handler answers with."""

from __future__ import annotations

import shlex
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec

from service.api.call import Call

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class View:
    """A page to show: its template and what that is filled with."""

    template: str
    values: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something was done: the browser goes on to `path`, where `said` is shown once."""

    path: str
    said: str = ""


Q = TypeVar("Q", bound=msgspec.Struct)


@dataclass(frozen=True)
class Page(Generic[Q]):
    """One route. `asks` describes the query of a GET and the form of a POST."""

    method: str
    path: str
    role: str
    asks: type[Q] | Callable[[Mapping[str, str]], type[Q]]  # a function where a form depends on what it is sent for
    handle: Callable[[Call, Q], Awaitable[View | Elsewhere]]

    def asks_of(self, given: Mapping[str, str]) -> type[Q]:
        """What these fields are read as. Raises Problem."""
        return self.asks if isinstance(self.asks, type) else self.asks(given)


@dataclass(frozen=True, slots=True)
class Same:
    """How a table is asked for elsewhere. `cli` is empty where the command line does not offer it; `what` where a page
    has one table."""

    what: str
    cli: str
    api: str

    def curl(self, origin: str) -> str:
        """The command for the API at the address that the reader uses."""
        return f'curl -H "Authorization: Bearer $TUNEWATCH_TOKEN" {shlex.quote(origin + self.api)}'


# Where an option is not called as its parameter is, by its value.
OPTIONS = {("active", True): "--active", ("active", False): "--ended"}
NAMES = {"job_id": "job", "q": "search"}
USUAL = {"limit": 50, "order": "began"}


def same(command: str, path: str, options: Mapping[str, object] | None = None, *, what: str = "") -> tuple[Same, ...]:
    """The command and the API's path that show what a table shows; a page with several adds them up.

    Options that are None or usual are left out. `command` empty: there is none; nor is there for a later page.
    """
    given = _unusual(options or {})
    words = [f"tunewatch {command}", *(_option(name, value) for name, value in given.items())]
    cli = " ".join(words) if command and "cursor" not in given else ""
    return (Same(what, cli, API + path + _query(given)),)


def _unusual(given: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in given.items() if value is not None and USUAL.get(name) != value}


def _option(name: str, value: object) -> str:
    option = NAMES.get(name, name).replace("_", "-")
    if isinstance(value, bool):
        return OPTIONS.get((name, value)) or ("--" if value else "--no-") + option
    return f"--{option} {shlex.quote(str(value))}"


def _query(given: Mapping[str, object]) -> str:
    words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items()}
    return f"?{urlencode(words)}" if words else ""


def next_page(path: str, query: Mapping[str, object], cursor: str | None) -> str | None:
    """The address of the next page of a list; None after the last."""
    return None if cursor is None else changed(path, query, cursor=cursor)


def changed(path: str, query: Mapping[str, object], **changes: object) -> str:
    """The address of the same list, asked for with these changes; None leaves out."""
    return path + _query(_unusual({**query, **changes}))
