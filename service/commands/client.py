"""The API as the commands use it. Every trouble is a `Trouble`: a line for a person, and an exit code for a script."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from service.commands.place import default_data_dir, read_token

DEFAULT_API = "http://127.0.0.1:8081"
PREFIX = "/api/v1"
TIMEOUT_S = 30.0  # a test of an account is waited for ten seconds on the other side
RESTART_S = 300.0
PAGE = 200

FAILED, USAGE, NOT_FOUND, UNREACHABLE, TIMED_OUT = 1, 2, 3, 4, 5


class Trouble(Exception):
    """The command ends here: the line says why, the code is the process's."""

    def __init__(self, line: str, code: int = FAILED) -> None:
        super().__init__(line)
        self.code = code


@dataclass(frozen=True, slots=True)
class Client:
    """One API and the token for it."""

    base_url: str
    token: str

    def get(self, path: str, **query: object) -> Any:
        """The decoded answer. None values are left out of the query."""
        given = {name: _said(value) for name, value in query.items() if value is not None}
        return self._call("GET", path + (f"?{urlencode(given)}" if given else ""))

    def post(self, path: str, **body: object) -> Any:
        return self._call("POST", path, {name: value for name, value in body.items() if value is not None})

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path)

    def items(self, path: str, limit: int, **query: object) -> list[dict[str, Any]]:
        """Up to `limit` items of a list, over as many pages as that takes."""
        found: list[dict[str, Any]] = []
        cursor: str | None = None
        while len(found) < limit:
            page = self.get(path, limit=min(PAGE, limit - len(found)), cursor=cursor, **query)
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        return found

    def _call(self, method: str, path: str, body: object = None) -> Any:
        parts = urlsplit(self.base_url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        try:
            connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
            try:
                connection.request(method, f"{parts.path.rstrip('/')}{PREFIX}{path}", sent, headers)
                response = connection.getresponse()
                return _answer(response.status, response.read(), self.base_url)
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError) as error:
            said = getattr(error, "strerror", None) or type(error).__name__
            line = f"cannot reach the API at {self.base_url}: {said} (is it running? see --api and TUNEWATCH_API)"
            raise Trouble(line, UNREACHABLE) from None


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answer(status: int, body: bytes, base_url: str) -> Any:
    """The answer, or the Trouble that its problem document tells."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or (status >= 400 and "reason" not in answer):
        raise Trouble(f"{base_url} answered {status}, and not as Tunewatch's API does", UNREACHABLE)
    if status < 400:
        return answer
    codes = {401: UNREACHABLE, 403: UNREACHABLE, 404: NOT_FOUND, 429: UNREACHABLE, 503: UNREACHABLE}
    hint = " (see --token and TUNEWATCH_TOKEN)" if status == 401 else ""
    raise Trouble(f"{answer.get('detail') or answer['reason']}{hint}", codes.get(status, FAILED))


def client(api: str | None = None, token: str | None = None, env: Mapping[str, str] = os.environ) -> Client:
    """The client for what the options and the environment say. Raises Trouble."""
    base_url = (api or env.get("TUNEWATCH_API") or DEFAULT_API).rstrip("/")
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise Trouble(f"{base_url} is not an address such as {DEFAULT_API}", USAGE)
    return Client(base_url, _token(token, env))


def _token(given: str | None, env: Mapping[str, str]) -> str:
    """The option, the environment, or what `up` left in the data directory."""
    token = given or env.get("TUNEWATCH_TOKEN") or env.get("TUNEWATCH_ADMIN_TOKEN") or _token_of_file(env)
    if token is None:
        places = "--token, TUNEWATCH_TOKEN, TUNEWATCH_ADMIN_TOKEN, or the file that `tunewatch up` keeps"
        raise Trouble(f"no token: give one by {places} in {default_data_dir(env)}/admin-token", UNREACHABLE)
    if not token.isascii() or not token.isprintable():
        raise Trouble("the token holds characters that no token has", USAGE)
    return token


def _token_of_file(env: Mapping[str, str]) -> str | None:
    for name in ("TUNEWATCH_TOKEN_FILE", "TUNEWATCH_ADMIN_TOKEN_FILE"):
        if env.get(name):
            try:
                return Path(env[name]).read_text("utf-8").strip() or None
            except (OSError, UnicodeDecodeError):
                raise Trouble(f"{name}: cannot read {env[name]}", UNREACHABLE) from None
    return read_token(default_data_dir(env))


def part(name: str) -> str:
    """A name as one part of a path."""
    return quote(name, safe="")


def until(look: Callable[[], Any], *, every_s: float, timeout_s: float) -> Iterator[Any]:
    """What `look` sees, again and again until the caller has seen enough. Raises Trouble when the time is over.

    A service that answered before and is away now (a restart) is waited for, five minutes at most.
    """
    end, answered_at = time.monotonic() + timeout_s, float("-inf")
    while True:
        try:
            seen = look()
        except Trouble as trouble:
            if trouble.code != UNREACHABLE or time.monotonic() - answered_at > RESTART_S:
                raise
        else:
            answered_at = time.monotonic()
            yield seen
        if time.monotonic() + every_s > end:
            raise Trouble(f"not over after {timeout_s:g} s", TIMED_OUT)
        time.sleep(every_s)
