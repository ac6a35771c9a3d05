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
    asks: type[Q]
    handle: Callable[[Call, Q], Awaitable[View | Elsewhere]]


@dataclass(frozen=True, slots=True)
class Same:
    """How the same is asked for elsewhere. `cli` is empty where the command line does not offer it."""

    cli: str
    api: str


def same(command: str, path: str, options: Mapping[str, object] | None = None) -> Same:
    """The command and the API's path that show what a page shows; options that are None are left out.

    `command` empty: there is none. A value of True is a flag; names with `_` become options with `-`.
    """
    given = {name: value for name, value in (options or {}).items() if value is not None}
    words = [f"tunewatch {command}"] if command else []
    for name, value in given.items() if command else ():
        option = "--" + name.removesuffix("_id").replace("_", "-")
        if name == "active" and value is False:
            words.append("--ended")
        elif value is True:
            words.append(option)
        else:
            words.append(f"{option} {shlex.quote(str(value))}")
    query = urlencode({name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()})
    return Same(" ".join(words), f"{API}{path}" + (f"?{query}" if query else ""))


def next_page(path: str, query: Mapping[str, object], cursor: str | None) -> str | None:
    """The address of the next page of a list; None after the last."""
    if cursor is None:
        return None
    given = {name: value for name, value in query.items() if value is not None and name != "cursor"}
    words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items()}
    return f"{path}?{urlencode({**words, 'cursor': cursor})}"
