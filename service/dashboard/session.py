"""Who visits: a session begun with a token, or a name that a trusted proxy vouches for; and whose a form is."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from service.api.call import Caller, Tools, store_of
from service.core.config import Dashboard
from service.store import sessions

COOKIE = "tunewatch_session"
FORM_COOKIE = "tunewatch_form"  # of visitors without a session: what their forms are tied to
SAID_COOKIE = "tunewatch_said"  # what was done, shown once
MAX_ID_CHARS = 200
_FORM_LABEL = b"tunewatch form"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever looks at a page. `seed` is what their forms are tied to; `session` None: vouched for by a proxy."""

    caller: Caller
    seed: str
    session: str | None

    @property
    def csrf(self) -> str:
        """What every form of theirs must carry."""
        return csrf_of(self.seed)


def csrf_of(seed: str) -> str:
    """A form's mark: only whoever knows the seed can make it, and it does not tell the seed."""
    return hmac.new(seed.encode(), _FORM_LABEL, hashlib.sha256).hexdigest()


def is_own_form(seed: str, given: str) -> bool:
    """Does the form carry the visitor's own mark?"""
    return hmac.compare_digest(csrf_of(seed).encode(), given.encode("utf-8", "replace"))


def same_origin(headers: Mapping[str, str], host: str) -> bool:
    """Did our own page send the request? A browser says so itself, and a page cannot change what it says.

    What sends neither header is no browser, so no other site can be behind it.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False


def is_trusted(address: str | None, proxies: Sequence[str]) -> bool:
    """Is the address one of the trusted proxies'?"""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    return any(found in ipaddress.ip_network(one, strict=False) for one in proxies)


def is_https(request: web.Request, dashboard: Dashboard) -> bool:
    """Did the request come by https, here or at a trusted proxy in front?"""
    if request.secure:
        return True
    forwarded = request.headers.get("X-Forwarded-Proto", "").strip().lower()
    return forwarded == "https" and is_trusted(request.remote, dashboard.proxies)


def local_path(given: str) -> str:
    """A path of ours to go on to, `/` for anything that a browser could read as another site's address."""
    bad = not given.startswith("/") or given.startswith("//") or "\\" in given or len(given) > 2000
    return "/" if bad or not given.isprintable() or not given.isascii() else given


async def visitor_of(request: web.Request, tools: Tools) -> Visitor | None:
    """The visitor, None when nobody has signed in. A session that was not seen for a while is written down as seen."""
    one = request.cookies.get(COOKIE, "")
    if one and len(one) <= MAX_ID_CHARS:
        found = await store_of(tools).read(sessions.find, one)
        if found is not None:
            if found.stale:
                await store_of(tools).write(sessions.seen, one)
            return Visitor(Caller(found.token_id, found.role), one, one)
    return _vouched(request, tools.settings.dashboard)


def _vouched(request: web.Request, dashboard: Dashboard) -> Visitor | None:
    """Whom a trusted proxy names."""
    if dashboard.proxy_header is None or not is_trusted(request.remote, dashboard.proxies):
        return None
    names = request.headers.getall(dashboard.proxy_header, [])
    name = "".join(names[:1]).strip()
    if len(names) != 1 or not name or not name.isprintable():
        return None
    seed = request.cookies.get(FORM_COOKIE, "")
    if not 20 <= len(seed) <= MAX_ID_CHARS:
        seed = secrets.token_urlsafe(32)
    return Visitor(Caller(f"proxy:{name[:100]}", dashboard.proxy_role), seed, None)


def keep_seed(request: web.Request, response: web.StreamResponse, visitor: Visitor, dashboard: Dashboard) -> None:
    """A visitor without a session keeps what their forms are tied to."""
    if visitor.session is None and request.cookies.get(FORM_COOKIE) != visitor.seed:
        set_cookie(response, FORM_COOKIE, visitor.seed, secure=is_https(request, dashboard))


def set_cookie(
    response: web.StreamResponse, name: str, value: str, *, secure: bool, max_age_s: int | None = None
) -> None:
    """The cookie goes to us alone, to no script, and never with a request of another site."""
    response.set_cookie(
        name, value, path="/", httponly=True, samesite="Strict", secure=secure or None, max_age=max_age_s
    )
