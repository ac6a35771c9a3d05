"""Who asks: every request carries a bearer token, also one for a path that does not exist."""

from __future__ import annotations

from collections import Counter

from aiohttp import web
from aiohttp.typedefs import Handler

from service.api.call import CALLER, TOOLS, Caller, Problem, Tools, store_of
from service.store import access

REALM = 'Bearer realm="tunewatch"'
MAX_TOKEN_CHARS = 1000
BAD_TOKENS_PER_MINUTE = 20  # of one address: a person mistypes a few times, a guesser does not stop
ALL_ADDRESSES = 50  # times what one address may: more in a minute is an attack from many


class Guesses:
    """Counts wrong tokens, by address and minute. Holds one minute, and a bounded number of addresses."""

    def __init__(self) -> None:
        self._minute = 0
        self._wrong: Counter[str] = Counter()

    def too_many(self, address: str, now_s: int) -> bool:
        """Has this address, or have all together, guessed too often in this minute?"""
        self._turn(now_s)
        all_allowed = BAD_TOKENS_PER_MINUTE * ALL_ADDRESSES
        return self._wrong[address] >= BAD_TOKENS_PER_MINUTE or self._wrong.total() >= all_allowed

    def count(self, address: str, now_s: int) -> None:
        self._turn(now_s)
        self._wrong[address] += 1

    def _turn(self, now_s: int) -> None:
        if now_s // 60 != self._minute:
            self._minute = now_s // 60
            self._wrong.clear()


GUESSES = web.AppKey("guesses", Guesses)


@web.middleware
async def identified(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The caller is known to the handler, or the answer is 401 or 429."""
    request[CALLER] = await _caller(request, request.app[TOOLS])
    return await handler(request)


async def _caller(request: web.Request, tools: Tools) -> Caller:
    token = _token(request)
    address, now_s = request.remote or "", int(tools.clock().timestamp())
    guesses = request.app[GUESSES]
    if guesses.too_many(address, now_s):
        wait_s = str(60 - now_s % 60)
        raise Problem(429, "too_many_attempts", "too many wrong tokens: wait", headers={"Retry-After": wait_s})
    found = await store_of(tools).read(access.known, token)  # by its hash: no time tells how much of it was right
    if found is None:
        guesses.count(address, now_s)
        challenge = f'{REALM}, error="invalid_token"'
        raise Problem(401, "bad_token", "the token is not valid", headers={"WWW-Authenticate": challenge})
    if found.stale:
        await store_of(tools).write(access.used, found.id)
    return Caller(found.id, found.role)


def _token(request: web.Request) -> str:
    """What `Authorization: Bearer` carries."""
    given = request.headers.getall("Authorization", [])
    scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    token = token.strip()
    if scheme.lower() != "bearer" or not token or len(token) > MAX_TOKEN_CHARS:
        detail = "send a token: Authorization: Bearer tw_…"
        raise Problem(401, "no_token", detail, headers={"WWW-Authenticate": REALM})
    return token
