"""The pages on the private listener: who may see which, forms that are checked, and what strangers must not do."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler
from multidict import MultiDict

from service.api.call import Call, Problem, Tools, store_of
from service.api.guard import MAX_TOKEN_CHARS, Guesses
from service.api.parameters import MAX_BODY_BYTES, typed
from service.charts.drawing import CannotDraw, Drawing
from service.charts.spec import loss_spec
from service.core.errors import StoreUnavailable, Unavailable
from service.core.wire import text
from service.dashboard import attention
from service.dashboard.assets import Assets
from service.dashboard.live import Hub
from service.dashboard.page import Elsewhere, Page, View
from service.dashboard.rendering import frame, make_environment, render
from service.dashboard.routes import PAGES
from service.dashboard.session import (
    COOKIE,
    SAID_COOKIE,
    Visitor,
    is_https,
    is_own_form,
    keep_seed,
    local_path,
    same_origin,
    set_cookie,
    visitor_of,
)
from service.store import access, queries, sessions
from service.store.engine import Tx
from service.store.queries import BadCursor

if TYPE_CHECKING:
    from jinja2 import Environment

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # With `no-referrer` a browser sends `Origin: null` with our own forms, and an older one could not be told from a
    # stranger's; other sites learn nothing either way.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
MAX_FIELDS = 100
MAX_SAID_CHARS = 600
FRAME_FIELDS = ("csrf", "back")
NOTHING_DONE = "Your session had ended, so nothing was done. Please send the form again."


@dataclass(frozen=True)
class Site:
    """What every page works with."""

    tools: Tools
    guesses: Guesses
    assets: Assets
    hub: Hub
    drawing: Drawing

    @cached_property
    def templates(self) -> Environment:
        """Made at the first page, as is what draws in them: the receiver of webhooks alone needs neither."""
        self.drawing.prepare()
        return make_environment()


def add_pages(app: web.Application, tools: Tools, guesses: Guesses) -> None:
    """The pages are routes of `app`; wrong tokens count together with the API's."""
    site = Site(tools, guesses, Assets(), Hub(tools), Drawing())
    for page in PAGES:
        app.router.add_route(page.method, page.path, partial(_answer, site, page))
    app.add_routes(
        [
            web.get("/login", partial(_login_form, site)),
            web.post("/login", partial(_login, site)),
            web.post("/logout", partial(_logout, site)),
            web.get("/live", partial(_live, site)),
            web.get(f"/static/{Drawing.library_name()}", partial(_library, site)),
            web.get("/static/{name}", site.assets.serve),
            web.get("/jobs/{job}/chart.json", partial(_chart, site)),
            web.get("/jobs/{job}/chart.png", partial(_chart, site)),
        ]
    )
    app.middlewares.append(_not_found(site))

    async def close_streams(_app: web.Application) -> AsyncIterator[None]:
        yield
        await site.hub.close()
        await site.drawing.close()

    app.on_shutdown.append(_closing(site.hub))
    app.cleanup_ctx.append(close_streams)


def _closing(hub: Hub) -> Any:
    async def close(_app: web.Application) -> None:
        await hub.close()

    return close


# --- one page -------------------------------------------------------------------------------------------------------


async def _answer(site: Site, page: Page[Any], request: web.Request) -> web.StreamResponse:
    """The page, or a page that says why not."""
    visitor = None
    try:
        form = await _form(request) if page.method == "POST" else MultiDict[str]()
        visitor = await visitor_of(request, site.tools)
        if visitor is None:
            return _to_login(request, form)
        _allow(request, page, visitor, form)
        return await _shown(site, page, request, visitor, form)
    except Problem as problem:
        return await _problem_page(site, request, visitor, problem)
    except BadCursor as error:
        return await _problem_page(site, request, visitor, Problem(400, "bad_query", f"cursor: {error}"))
    except Unavailable as error:
        return await _problem_page(site, request, visitor, _unavailable(error))


def _unavailable(error: Unavailable) -> Problem:
    what = "The database" if isinstance(error, StoreUnavailable) else "Redis"
    return Problem(503, error.reason, f"{what} cannot be reached now. Webhooks that were taken are safe; try again.")


async def _form(request: web.Request) -> MultiDict[str]:
    """The fields of a form, sent as browsers send forms without files. Raises Problem."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise Problem(415, "no_form", "a page takes forms only")
    body = bytearray()
    while chunk := await request.content.readany():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Problem(413, "body_too_large", f"the form is larger than {MAX_BODY_BYTES} bytes")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    except ValueError:
        raise Problem(400, "bad_form", "the form cannot be read") from None
    return MultiDict((text(name, 100), text(value, MAX_BODY_BYTES)) for name, value in pairs)


def _to_login(request: web.Request, form: Mapping[str, str]) -> web.StreamResponse:
    """To the login, and from there back to what was wanted. A part of a page is not worth a login: 401."""
    if "fragment" in request.query:
        return web.Response(status=401, headers=HEADERS)
    if request.method == "POST":
        return _go("/login?" + urlencode({"next": local_path(form.get("back", "/")), "lost": "1"}))
    wanted = local_path(request.path_qs)
    return _go("/login" if wanted == "/" else "/login?" + urlencode({"next": wanted}))


def _allow(request: web.Request, page: Page[Any], visitor: Visitor, form: Mapping[str, str]) -> None:
    """Raises Problem unless the visitor's role and the form's mark allow it."""
    if page.method == "POST":
        _check_form(request, visitor.seed, form)
    if not visitor.caller.may(page.role):
        detail = f"This needs the role {page.role}; yours is {visitor.caller.role}. Nothing was done."
        raise Problem(403, "role_too_low", detail)


def _check_form(request: web.Request, seed: str, form: Mapping[str, str]) -> None:
    if not same_origin(request.headers, request.host):
        raise Problem(403, "other_origin", "The form came from another site. Nothing was done.")
    if not is_own_form(seed, form.get("csrf", "")):
        raise Problem(403, "old_form", "The form is of another session. Nothing was done: open its page again.")


async def _shown(
    site: Site, page: Page[Any], request: web.Request, visitor: Visitor, form: MultiDict[str]
) -> web.StreamResponse:
    call = Call(site.tools, visitor.caller, request.match_info)
    given = form if page.method == "POST" else request.query
    own = (*FRAME_FIELDS, "fragment")
    fields = MultiDict((name, value) for name, value in given.items() if name not in own and value.strip())
    mark = await site.hub.mark() if page.method == "GET" and "fragment" not in request.query else ""
    answer = await page.handle(call, typed(fields, page.asks_of(fields)))
    if isinstance(answer, Elsewhere):
        response: web.StreamResponse = _go(answer.path)
        if answer.said:
            _say(site, request, response, answer.said)
        return response
    return await _html(site, request, visitor, answer, fragment=request.query.get("fragment"), mark=mark)


def _go(path: str) -> web.Response:
    return web.Response(status=303, headers={**HEADERS, "Location": path})


async def _html(
    site: Site,
    request: web.Request,
    visitor: Visitor | None,
    view: View,
    *,
    fragment: str | None = None,
    mark: str = "",
) -> web.Response:
    """The view inside its frame. The line that was left by what was done before is shown now, once."""
    settings, now = site.tools.settings, site.tools.clock()
    values: dict[str, Any] = {**view.values, "asset": site.assets.url, "visitor": visitor, "path": request.path}
    values["here"] = str(request.rel_url.without_query_params("fragment"))
    values["origin"] = f"{'https' if is_https(request, settings.dashboard) else 'http'}://{request.host}"
    values["library"] = f"/static/{Drawing.library_name()}"
    values["said"] = _said(request) if fragment is None else ""
    values["attention"], values["mark"] = 0, mark
    values["has_accounts"] = bool(settings.accounts)
    values |= {"menu": [], "now": now}
    if visitor is not None:
        values |= frame(request.path, visitor.caller.role, now)
        if fragment is None and view.status < 500 and site.tools.store is not None:
            waits: Any = view.values.get("needs")  # so that the overview's list and its number are of one moment
            if waits is None:
                waits = await site.tools.store.read(attention.read, settings, now)
            values["attention"] = len(waits)
    try:
        page = render(site.templates.get_template(view.template), values, fragment=fragment)
    except KeyError:
        if fragment is None:
            raise
        return web.Response(status=404, headers=HEADERS)
    response = web.Response(status=view.status, text=page, content_type="text/html", headers=HEADERS)
    if values["said"]:
        response.del_cookie(SAID_COOKIE, path="/")
    if visitor is not None:
        keep_seed(request, response, visitor, settings.dashboard)
    return response


async def _problem_page(
    site: Site, request: web.Request, visitor: Visitor | None, problem: Problem
) -> web.StreamResponse:
    """Why the page cannot be shown, in words, with its status."""
    title = {403: "Not allowed", 404: "Not found", 429: "Too many attempts"}.get(problem.status)
    values = {"title": title or HTTPStatus(problem.status).phrase, "detail": text(problem.detail, 1000)}
    response = await _html(site, request, visitor, View("problem.html.j2", values, problem.status))
    response.headers.update(problem.headers)
    return response


def _not_found(site: Site) -> Any:
    """A person who mistypes an address gets a page, and a program its problem document as before."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if "text/html" not in request.headers.get("Accept", "") or request.path.startswith("/api/"):
                raise
            try:
                visitor = await visitor_of(request, site.tools)
            except Unavailable:
                visitor = None
            problem = Problem(404, "not_found", "There is no such page.")
            return await _problem_page(site, request, visitor, problem)

    return middleware


# --- what is said once ----------------------------------------------------------------------------------------------


def _say(site: Site, request: web.Request, response: web.StreamResponse, said: str) -> None:
    packed = base64.urlsafe_b64encode(text(said, MAX_SAID_CHARS).encode()).decode()
    secure = is_https(request, site.tools.settings.dashboard)
    set_cookie(response, SAID_COOKIE, packed, secure=secure, max_age_s=60)


def _said(request: web.Request) -> str:
    """What was left to be said; whatever else the cookie may hold says nothing."""
    try:
        return text(base64.urlsafe_b64decode(request.cookies.get(SAID_COOKIE, "")[:4000]).decode(), MAX_SAID_CHARS)
    except (ValueError, binascii.Error):
        return ""


# --- login ----------------------------------------------------------------------------------------------------------


class LoginQuery(msgspec.Struct, frozen=True):
    next: str = "/"
    lost: str = ""


def _login_query(given: Mapping[str, str]) -> LoginQuery:
    return LoginQuery(local_path(given.get("next", "/")), "1" if given.get("lost") == "1" else "")


async def _login_form(site: Site, request: web.Request) -> web.StreamResponse:
    return await _login_page(site, request, _login_query(request.query))


async def _login_page(
    site: Site, request: web.Request, asked: LoginQuery, *, problem: str = "", status: int = 200
) -> web.Response:
    values = {"next": asked.next, "lost": asked.lost, "problem": problem}
    return await _html(site, request, None, View("login.html.j2", values, status))


async def _login(site: Site, request: web.Request) -> web.StreamResponse:
    """A session for whoever has a token. A page of another site cannot sign somebody in."""
    try:
        form = await _form(request)
        if not same_origin(request.headers, request.host):
            raise Problem(403, "other_origin", "The form came from another site. Nothing was done.")
        return await _enter(site, request, form)
    except Problem as problem:
        return await _problem_page(site, request, None, problem)
    except Unavailable as error:
        return await _problem_page(site, request, None, _unavailable(error))


async def _enter(site: Site, request: web.Request, form: Mapping[str, str]) -> web.StreamResponse:
    asked, token = _login_query(form), form.get("token", "").strip()
    address, now_s = request.remote or "", int(site.tools.clock().timestamp())
    if site.guesses.too_many(address, now_s):
        wait_s = str(60 - now_s % 60)
        detail = f"Too many wrong tokens came from here. Try again in {wait_s} s."
        raise Problem(429, "too_many_attempts", detail, headers={"Retry-After": wait_s})
    known = len(token) <= MAX_TOKEN_CHARS and token
    found = await store_of(site.tools).read(access.role_of, token) if known else None
    if found is None:
        if token:
            site.guesses.count(address, now_s)
        said = "That token is not valid." if token else "Paste a token first."
        return await _login_page(site, request, asked, problem=said, status=401)
    one = await store_of(site.tools).write(sessions.begin, found[0])
    response = _go(asked.next)
    secure = is_https(request, site.tools.settings.dashboard)
    set_cookie(response, COOKIE, one, secure=secure, max_age_s=int(sessions.LIFETIME.total_seconds()))
    if asked.lost:
        _say(site, request, response, NOTHING_DONE)
    return response


async def _logout(site: Site, request: web.Request) -> web.StreamResponse:
    """The session is over, here and in the database."""
    try:
        form, visitor = await _form(request), await visitor_of(request, site.tools)
        if visitor is not None and visitor.session is not None:
            _check_form(request, visitor.seed, form)
            await store_of(site.tools).write(sessions.end, visitor.session, visitor.caller.id)
    except Problem as problem:
        return await _problem_page(site, request, None, problem)
    except Unavailable as error:
        return await _problem_page(site, request, None, _unavailable(error))
    response = _go("/login")
    response.del_cookie(COOKIE, path="/")
    return response


# --- live -----------------------------------------------------------------------------------------------------------


async def _live(site: Site, request: web.Request) -> web.StreamResponse:
    """The stream of what changes; a visitor's, and not more of them than we can serve."""
    try:
        visitor = await visitor_of(request, site.tools)
    except Unavailable:
        return web.Response(status=503, headers=HEADERS)
    if visitor is None:
        return web.Response(status=401, headers=HEADERS)
    return await site.hub.stream(request, HEADERS, visitor.session)


# --- charts ---------------------------------------------------------------------------------------------------------


async def _library(site: Site, request: web.Request) -> web.StreamResponse:
    """What draws charts in the page."""
    try:
        body = await site.drawing.library()
    except CannotDraw:
        return web.Response(status=503, headers=HEADERS)
    asset = await asyncio.to_thread(site.assets.made, Drawing.library_name(), body, "text/javascript")
    return asset.response(request)


async def _chart(site: Site, request: web.Request) -> web.StreamResponse:
    """A job's losses, as numbers for the page or as a picture."""
    try:
        visitor = await visitor_of(request, site.tools)
        rows = None if visitor is None else await store_of(site.tools).read(_metrics, request.match_info["job"])
        if rows is None:
            return web.Response(status=401 if visitor is None else 404, headers=HEADERS)
        picture = request.path.endswith(".png")
        spec = loss_spec(rows, dark=request.query.get("dark") == "true", picture=picture)
        if picture:
            return web.Response(body=await site.drawing.png(spec), content_type="image/png", headers=HEADERS)
        return web.Response(body=msgspec.json.encode(spec), content_type="application/json", headers=HEADERS)
    except (CannotDraw, Unavailable):
        return web.Response(status=503, headers=HEADERS)


def _metrics(tx: Tx, name: str) -> list[dict[str, Any]] | None:
    found = queries.get_job(tx, name)
    return None if found is None else queries.metrics_of(tx, found[0].id)
