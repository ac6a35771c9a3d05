"""The pages over real sockets: who may see and do what, that nothing hostile breaks or becomes markup, and that what a
form starts is done."""

from __future__ import annotations

import asyncio
import contextlib
import html
import itertools
import re
import shlex
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from arq.connections import ArqRedis
from yarl import URL

from service.charts import drawing
from service.charts.drawing import CannotDraw, Drawing
from service.core.config import Dashboard, Secret
from service.core.request_head import headers_of
from service.dashboard import live
from service.dashboard.application import HEADERS, MAX_FIELDS
from service.dashboard.routes import PAGES
from service.dashboard.session import COOKIE, FORM_COOKIE
from service.dashboard.words import day_of_month
from service.queue import QUEUE_KEY
from service.store import Store, access, accounts, jobs, migrate, open_store, queries, registry, schema, sessions
from service.store.engine import Tx
from tests.builders import metric, step
from tests.dashboard import FORGERS, HOSTILE, Site, Visit, fill, held_out, settings_of, site_of
from tests.integration.test_cli import tunewatch
from tests.servers import until
from tests.world import world

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    await migrate(sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def empty(tmp_path: Path, store: Store, redis: ArqRedis) -> AsyncIterator[Site]:
    """A dashboard on which nothing has happened yet."""
    async with site_of(settings_of(tmp_path), store, redis) as running:
        yield running


@pytest.fixture
async def site(tmp_path: Path, store: Store, redis: ArqRedis) -> AsyncIterator[Site]:
    """A dashboard with something of everything."""
    settings = settings_of(tmp_path)
    ids = await fill(store, settings)
    async with site_of(settings, store, redis) as running:
        running.ids = ids
        yield running


def addresses(site: Site) -> dict[str, str]:
    """A page of each route that shows one."""
    ids = site.ids
    assert ids is not None
    named = {
        "/jobs/{job}": f"/jobs/{ids.succeeded}",
        "/models/{name:.+}": "/models/support-bot",
        "/evaluations/{id}": f"/evaluations/{ids.evaluation}",
        "/inbound/{id}": f"/inbound/{ids.accepted}",
        "/accounts/{name}/import": "/accounts/openai-main/import",
        "/accounts/{name}/webhooks": "/accounts/openai-main/webhooks",
    }
    return {page.path: named.get(page.path, page.path) for page in PAGES if page.method == "GET"}


def some(path: str) -> str:
    """The path of a route with a name in it that nothing has."""
    return re.sub(r"{\w+(:\.\+)?}", "nobody", path)


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.method} {page.path}")
async def test_each_route_is_for_its_role_and_asks_for_a_form_of_ones_own(page: Any, site: Site) -> None:
    path = addresses(site).get(page.path, some(page.path))
    form = {"data": {"csrf": "x"}} if page.method == "POST" else {}
    nobody = await (await site.visitor()).send(page.method, path, **form)
    assert nobody.status == 303
    assert nobody.headers["Location"].startswith("/login")
    for role in access.ROLES:
        visitor = await site.visitor(role)
        may = access.ROLES.index(role) >= access.ROLES.index(page.role)
        if page.method == "GET":
            answer = await visitor.get(path)
            assert answer.status == (200 if may else 403), (role, answer.text)
        else:
            await _refuses_strangers(visitor, path)
            before = await site.store.read(queries.list_audit)
            answer = await visitor.submit(path)
            assert (answer.status == 403) is not may, (role, answer.status, answer.text)
            if not may:
                assert f"needs the role {page.role}" in answer.text
                assert await site.store.read(queries.list_audit) == before
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


async def _refuses_strangers(visitor: Visit, path: str) -> None:
    """A form without the visitor's mark, with another's, or from another site does nothing."""
    for form in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "\u0663"}):
        answer = await visitor.post(path, **form)
        assert (answer.status, "Nothing was done" in answer.text) == (403, True), (path, form)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ):
        answer = await visitor.post(path, headers=headers, csrf=visitor.csrf())
        assert (answer.status, "another site" in answer.text) == (403, True), (path, headers)


async def test_charts_and_streams_are_for_those_who_have_signed_in(site: Site) -> None:
    assert site.ids is not None
    nobody, viewer = await site.visitor(), await site.visitor("viewer")
    for path in (f"/jobs/{site.ids.succeeded}/chart.json", f"/jobs/{site.ids.succeeded}/chart.png", "/live"):
        assert (await nobody.get(path)).status == 401
    assert (await viewer.get(f"/jobs/{site.ids.succeeded}/chart.json")).status == 200
    assert (await viewer.get("/jobs/nobody/chart.json")).status == 404


async def test_a_part_of_a_page_is_refused_without_a_session_instead_of_becoming_a_login_page(site: Site) -> None:
    assert (await (await site.visitor()).get("/jobs?fragment=jobs")).status == 401


# --- login ------------------------------------------------------------------------------------------------------------


async def test_a_token_becomes_a_session_that_no_script_and_no_other_site_can_use(empty: Site) -> None:
    visitor = await empty.visitor()
    first = await visitor.get("/jobs?account=lab")
    assert first.headers["Location"] == "/login?next=%2Fjobs%3Faccount%3Dlab"
    entered = await visitor.post("/login", token=empty.tokens["viewer"], next="/jobs?account=lab")
    assert (entered.status, entered.headers["Location"]) == (303, "/jobs?account=lab")
    cookie = entered.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # it came by http
    assert (await visitor.get("/jobs")).status == 200
    assert visitor.cookie(COOKIE) not in repr(await empty.store.read(_sessions))


def _sessions(tx: Tx) -> list[dict[str, Any]]:
    return [dict(row) for row in tx.conn.execute(schema.sessions.select()).mappings()]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "jobs",
        "/a\r\nSet-Cookie: x=y",
        "/\u0660",
        "",
    ],
    ids=range(8),
)
async def test_a_login_leads_to_no_other_site(empty: Site, wanted: str) -> None:
    visitor = await empty.visitor()
    entered = await visitor.post("/login", token=empty.tokens["viewer"], next=wanted)
    assert (entered.status, entered.headers["Location"]) == (303, "/")


async def test_wrong_tokens_are_refused_and_too_many_are_not_looked_at(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    async with site_of(settings_of(tmp_path), store, redis, clock=lambda: now) as site:
        visitor = await site.visitor()
        empty_handed = await visitor.post("/login", token=" ")
        assert (empty_handed.status, "Paste a token first" in empty_handed.text) == (401, True)
        for _ in range(20):
            wrong = await visitor.post("/login", token="tw_wrong")
            assert (wrong.status, "not valid" in wrong.text) == (401, True)
        refused = await visitor.post("/login", token=site.tokens["admin"])
        assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
        assert visitor.cookie(COOKIE) is None
        async with visitor.http.get(f"{site.url}/api/v1/me", headers={"Authorization": "Bearer tw_x"}) as response:
            assert response.status == 429  # they count together


async def test_a_login_form_of_another_site_signs_nobody_in(empty: Site) -> None:
    visitor = await empty.visitor()
    answer = await visitor.post("/login", headers={"Sec-Fetch-Site": "cross-site"}, token=empty.tokens["viewer"])
    assert (answer.status, visitor.cookie(COOKIE)) == (403, None)


async def test_a_withdrawn_token_ends_its_sessions_at_once(empty: Site) -> None:
    one, token = await empty.store.write(access.new_token, "viewer", "test")
    visitor = await empty.visitor()
    await visitor.post("/login", token=token)
    assert (await visitor.get("/jobs")).status == 200
    await empty.store.write(access.remove_token, one, "test")
    assert (await visitor.get("/jobs")).status == 303


async def test_signing_out_ends_the_session_here_and_in_the_database(empty: Site) -> None:
    visitor = await empty.visitor("viewer")
    session = visitor.cookie(COOKIE)
    assert session is not None
    assert (await visitor.post("/logout")).status == 403
    assert (await visitor.submit("/logout")).headers["Location"] == "/login"
    assert visitor.cookie(COOKIE) in (None, "")
    assert await empty.store.read(sessions.find, session) is None
    done = [row["action"] for row in await empty.store.read(queries.list_audit)]
    assert done[:2] == ["signed_out", "signed_in"]


async def test_a_form_sent_after_its_session_ended_does_nothing_and_comes_back_saying_so(site: Site) -> None:
    visitor = await site.visitor("operator")
    found = await site.store.read(access.role_of, site.tokens["operator"])
    assert found is not None
    await site.store.write(_end_sessions, found[0])
    lost = await visitor.submit("/channels/team/test", back="/channels")
    assert lost.headers["Location"] == "/login?next=%2Fchannels&lost=1"
    assert "nothing was done" in (await visitor.get(lost.headers["Location"])).text
    entered = await visitor.post("/login", token=site.tokens["operator"], next="/channels", lost="1")
    assert entered.headers["Location"] == "/channels"
    assert "nothing was done" in (await visitor.get("/channels")).text
    assert "nothing was done" not in (await visitor.get("/channels")).text
    assert "channel_tested" not in repr(await site.store.read(queries.list_audit))


def _end_sessions(tx: Tx, token_id: str) -> None:
    table = schema.sessions
    tx.conn.execute(table.update().where(table.c.token_id == token_id).values(expires_at=tx.now))


async def test_a_session_ends_after_twelve_idle_hours_and_after_a_week_whatever_happens(empty: Site) -> None:
    token = (await empty.store.read(access.role_of, empty.tokens["viewer"])) or ("", "")
    one = await empty.store.write(sessions.begin, token[0])

    def moved(hours: float, work: Callable[..., Any], *given: Any) -> Any:
        return lambda tx: work(replace(tx, now=tx.now + timedelta(hours=hours)), *given)

    found = await empty.store.read(moved(11.9, sessions.find, one))
    assert found is not None
    assert found.stale
    assert await empty.store.read(moved(12.1, sessions.find, one)) is None
    for hours in range(10, 170, 10):
        await empty.store.write(moved(hours, sessions.seen, one))
    assert await empty.store.read(moved(167.9, sessions.find, one)) is not None
    assert await empty.store.read(moved(168.1, sessions.find, one)) is None


# --- a proxy in front -------------------------------------------------------------------------------------------------


async def test_a_trusted_proxy_vouches_for_people_and_nobody_else_does(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    settings = replace(settings_of(tmp_path), dashboard=Dashboard("X-Forwarded-User", ("127.0.0.0/8",), "operator"))
    async with site_of(settings, store, redis) as site:
        visitor = await site.visitor()
        name = {"X-Forwarded-User": "ada@example.com"}
        shown = await visitor.get("/channels", headers=name)
        assert (shown.status, "Signed in as operator" in shown.text) == (200, True)
        assert (await visitor.get("/channels")).status == 303
        assert (await visitor.get("/channels", headers={"X-Forwarded-User": ""})).status == 303
        assert visitor.cookie(FORM_COOKIE)
        assert (await visitor.post("/channels/team/test", headers=name, csrf="0" * 64)).status == 403
        sent = await visitor.post("/channels/team/test", headers=name, csrf=shown.csrf)
        assert sent.status == 303
        [last] = [row for row in await store.read(queries.list_audit) if row["action"] == "channel_tested"]
        assert last["actor"] == "proxy:ada@example.com"
    elsewhere = replace(settings, dashboard=replace(settings.dashboard, proxies=("10.0.0.0/8",)))
    async with site_of(elsewhere, store, redis) as site:
        assert (await (await site.visitor()).get("/channels", headers=name)).status == 303


async def test_a_session_that_came_by_https_at_a_trusted_proxy_is_kept_to_https(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    trusting = replace(settings_of(tmp_path), dashboard=Dashboard(None, ("127.0.0.1",)))
    for settings, secure in ((trusting, True), (settings_of(tmp_path), False)):
        async with site_of(settings, store, redis) as site:
            visitor = await site.visitor()
            sent = {"X-Forwarded-Proto": "https"}
            entered = await visitor.post("/login", headers=sent, token=site.tokens["viewer"])
            assert ("Secure" in entered.headers["Set-Cookie"]) is secure


# --- what is shown ----------------------------------------------------------------------------------------------------


async def test_every_page_shows_what_there_is_and_no_markup_of_a_stranger(site: Site) -> None:
    admin = await site.visitor("admin")
    ids = site.ids
    assert ids is not None
    more = [f"/jobs/{one}" for one in (ids.hostile, ids.failed, ids.stalled, ids.running)]
    more += [f"/evaluations/{ids.evaluation}?show=differ&page=2", "/jobs?q=support", f"/inbound/{ids.rejected}"]
    pages = [await admin.get(path) for path in (*addresses(site).values(), *more)]
    for path, shown in zip((*addresses(site).values(), *more), pages, strict=True):
        assert shown.status == 200, (path, shown.text[:400])
        assert "<script>alert" not in shown.text, path
        assert "<img src=x" not in shown.text, path
        assert "<svg/onload" not in shown.text, path
        assert "javascript:" not in shown.text, path
        assert len(shown.text) <= 150_000, (path, len(shown.text))
        assert "canary" not in shown.text, path
    assert sum(html.escape(HOSTILE[:30]) in shown.text for shown in pages) >= 5
    assert "{{7*7}}" in pages[-7].text


async def test_a_latest_that_is_worse_than_the_one_before_is_seen_wherever_it_stands(site: Site) -> None:
    viewer = await site.visitor("viewer")
    for path in ("/", "/models", "/models/intent-router"):
        text = _said((await viewer.get(path)).text)
        assert text.index("worse than v2") < text.index("undecided against base"), path
        assert "−8.7" in text, path
    found = re.search(r'/jobs/(\w+)">v1</a> <span class="tag">latest', (await viewer.get("/models/intent-router")).text)
    assert found
    assert "worse than v2" in _said((await viewer.get(f"/jobs/{found[1]}")).text)


async def test_costs_have_a_column_only_where_a_job_has_one(site: Site) -> None:
    viewer = await site.visitor("viewer")
    running, ended = (await viewer.get("/?fragment=running")).text, (await viewer.get("/?fragment=ended")).text
    assert ">Cost<" not in running
    assert ">Cost<" in ended


async def test_leakage_and_a_repetition_that_waits_stand_beside_the_verdict(site: Site) -> None:
    viewer = await site.visitor("viewer")
    assert site.ids is not None
    for path in ("/", "/models", "/models/support-bot", f"/jobs/{site.ids.succeeded}"):
        assert re.search(
            r"better than base \+13\.4( points)? leaked again, waiting", _said((await viewer.get(path)).text)
        )
    page = (await viewer.get(f"/evaluations/{site.ids.evaluation}")).text
    assert "better than base +13.4 points leaked" in _said(page)
    assert not re.search(r"[ >]-\d", _said(page))


async def test_the_whole_name_of_a_tuned_model_can_be_copied(site: Site) -> None:
    viewer, name = await site.visitor("viewer"), "ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz"
    assert site.ids is not None
    for path in ("/models", "/models/support-bot", f"/jobs/{site.ids.succeeded}"):
        text = (await viewer.get(path)).text
        assert f'data-copy="{name}"' in text, path
        assert f'title="{name}"' in text, path
        assert re.search(r"<code[^>]*>ft:gpt[^<]*…[^<]*port-bot:CQ8f2xYz</code>", text), path


async def test_answers_stand_beside_what_was_asked_until_the_suites_file_changes(site: Site) -> None:
    viewer = await site.visitor("viewer")
    assert site.ids is not None
    path, file = f"/evaluations/{site.ids.evaluation}", Path(site.settings.suites[0].items_file)
    page = (await viewer.get(f"{path}?show=leaked")).text
    assert "Ticket 3: where is the refund" in page
    assert 'data-label="Expected"' in page
    assert 'title="itm_' in page
    file.write_text(file.read_text() + held_out(500))
    changed = (await viewer.get(f"{path}?show=leaked")).text
    assert "The suite’s file has changed since, so questions are not shown." in changed
    assert "Ticket 3" not in changed
    assert "refund, tuned" in changed


async def test_every_link_of_a_jobs_page_leads_somewhere_and_a_report_is_among_what_was_received(site: Site) -> None:
    admin, ids = await site.visitor("admin"), site.ids
    assert ids is not None
    for one in (ids.succeeded, ids.running, ids.failed, ids.stalled, ids.hostile):
        shown = await admin.get(f"/jobs/{one}")
        links = set(re.findall(r'href="(/[^"#]*)', shown.text.partition("<main")[2]))
        assert {link: (await admin.get(html.unescape(link))).status for link in links} == dict.fromkeys(links, 200)
        assert not (">report<" in shown.text and "No webhook named this job" in shown.text)


async def test_a_running_job_that_reports_says_everywhere_when_it_may_end(site: Site) -> None:
    began = (datetime.now(UTC) - timedelta(hours=1, seconds=-5)).isoformat()
    facts = {"name": "reporter", "started_at": began, "step": 30, "total_steps": 90}
    await site.store.write(jobs.update_many, [step("running", facts=facts)], [])
    viewer = await site.visitor("viewer")
    [job] = await site.store.read(_titled, "reporter")
    for path in ("/", "/jobs", f"/jobs/{job}"):
        assert re.search(r'data-ago="about">in about (1 h 59 min|2 h)<', (await viewer.get(path)).text), path


def _titled(tx: Tx, title: str) -> list[str]:
    table = schema.jobs
    return list(tx.conn.scalars(table.select().with_only_columns(table.c.id).where(table.c.title == title)))


async def test_the_parts_of_a_jobs_page_carry_its_title_its_actions_and_its_facts(site: Site) -> None:
    operator, viewer, ids = await site.visitor("operator"), await site.visitor("viewer"), site.ids
    assert ids is not None
    running, ended = f"/jobs/{ids.running}?fragment=", f"/jobs/{ids.succeeded}?fragment="
    assert 'data-title="triage-v4: running · Tunewatch"' in (await operator.get(f"{running}status")).text
    assert "Really cancel triage-v4?" in (await operator.get(f"{running}actions")).text
    assert "Cancel" not in (await operator.get(f"{ended}actions")).text
    assert "<form" not in (await viewer.get(f"{running}actions")).text
    assert "Tuned model" in (await operator.get(f"{ended}facts")).text


async def test_of_many_metrics_the_losses_stand_in_a_jobs_status(site: Site) -> None:
    assert site.ids is not None
    more = [metric(150, name) for name in ("accuracy", "epoch", "grad_norm", "learning_rate")]
    await site.store.write(jobs.put_metrics, site.ids.running, more)
    shown = (await (await site.visitor("viewer")).get(f"/jobs/{site.ids.running}?fragment=status")).text
    terms = re.findall(r"<dt>([^<]*)</dt>", shown)
    assert terms[-4:] == ["train loss", "valid loss", "accuracy", "epoch"]


async def test_a_message_that_no_attempt_delivered_is_not_called_told(site: Site) -> None:
    assert site.ids is not None
    shown = (await (await site.visitor("viewer")).get(f"/jobs/{site.ids.succeeded}")).text
    assert "Told team: job succeeded" in shown
    assert "Told pager" not in shown
    assert re.search(
        r'<li class="bad">\s*<span class="what">Message to pager: job succeeded — not delivered yet', shown
    )


async def test_an_evaluation_says_what_it_asks_and_at_most_costs_before_it_begins(
    tmp_path: Path, site: Site, redis: ArqRedis
) -> None:
    path, [suite] = "/models/support-bot", site.settings.suites
    asked = (await (await site.visitor("operator")).get(path)).text
    found = re.search(r"tickets: 2 candidates, at most ([\d,]+) tokens", asked)
    assert found is not None
    tokens = int(found[1].replace(",", ""))
    assert "at most" not in (await (await site.visitor("viewer")).get(path)).text
    priced = replace(suite, usd_per_million_input_tokens=1000.0, usd_per_million_output_tokens=1000.0)
    price = f"at most ${tokens / 1000:.2f}"
    for changed, said in ((priced, price), (replace(suite, items_file="gone"), "cannot be read here")):
        async with site_of(replace(site.settings, suites=(changed,)), site.store, redis) as other:
            assert "tickets: 2 candidates, " in (shown := (await (await other.visitor("operator")).get(path)).text)
            assert said in shown


async def test_every_page_is_the_same_on_postgresql(
    tmp_path: Path, postgres_url: str, store: Store, redis: ArqRedis
) -> None:
    await migrate(postgres_url)
    other, settings, now = open_store(postgres_url), settings_of(tmp_path), datetime.now(UTC)
    try:
        shown: list[list[str]] = []
        for each in (store, other):
            ids = await fill(each, settings, now)
            async with site_of(settings, each, redis) as site:
                site.ids = ids
                admin = await site.visitor("admin")
                pages = [*addresses(site).values(), f"/jobs/{ids.stalled}", "/jobs?q=support", "/jobs?order=ended"]
                pages = [path for path in pages if path != "/access"]  # its tokens are new each time
                answers = [await admin.get(path) for path in pages]
                assert {answer.status for answer in answers} == {200}
                shown.append([_words(answer.text) for answer in answers])
        for sqlite, postgres, path in zip(*shown, pages, strict=True):
            assert sqlite == postgres, path
    finally:
        await other.close()


def _said(page: str) -> str:
    """What a page says, in its order."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def _words(page: str) -> str:
    """What a page says, in no order, without what differs from one run to the next: times, marks, ids of tokens."""
    text = re.sub(r"<(time|head)[ >].*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    return " ".join(sorted(re.sub(r"\b\d+ (s|ms|min)( ago)?\b|tok_\w+|127.0.0.1:\d+", " ", text).split()))


async def test_an_empty_instance_says_the_next_step_on_every_list(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    settings = replace(settings_of(tmp_path), accounts=(), channels=(), subscriptions=(), suites=())
    async with site_of(settings, store, redis) as site:
        admin = await site.visitor("admin")
        for path, step_ in (
            ("/", "Connect an account"),
            ("/jobs", "Connect an account"),
            ("/models", "registered here"),
            ("/inbound", "See the addresses"),
            ("/deliveries", "See the channels"),
            ("/deliveries/dead", "No work was given up"),
            ("/channels", "[[channel]]"),
            ("/accounts", "Connect an account"),
        ):
            shown = await admin.get(path)
            assert shown.status == 200, path
            assert step_ in shown.text, path


async def test_with_an_account_and_no_channel_the_next_step_is_a_channel(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    settings = settings_of(tmp_path)
    for channels, step_ in (((), "Add a channel</a>"), (settings.channels, None)):
        async with site_of(replace(settings, channels=channels, subscriptions=()), store, redis) as site:
            shown = (await (await site.visitor("admin")).get("/")).text
            assert ("Three steps to your first message" in shown) is (step_ is not None)
            assert step_ is None or step_ in shown


async def test_lists_say_how_the_same_is_asked_for_elsewhere(site: Site) -> None:
    visitor = await site.visitor("viewer")
    shown = html.unescape((await visitor.get("/jobs?account=lab&state=active&status=running")).text)
    assert "tunewatch jobs --account lab --status running --active" in shown
    address = f"{site.url}/api/v1/jobs?account=lab&status=running&active=true"
    assert f"curl -H \"Authorization: Bearer $TUNEWATCH_TOKEN\" '{address}'" in shown
    shown = html.unescape((await visitor.get("/jobs?q=triage&order=ended", headers={"Host": "tw.example:8"})).text)
    assert "tunewatch jobs --search triage --order ended" in shown
    assert "'http://tw.example:8/api/v1/jobs?q=triage&order=ended'" in shown


async def test_what_a_page_says_is_the_same_is_the_same(site: Site) -> None:
    """Every line for the API answers with 200, and every command with what the API says."""
    admin = await site.visitor("admin")
    token = {"Authorization": f"Bearer {site.tokens['admin']}"}
    env = {"TUNEWATCH_API": site.url, "TUNEWATCH_TOKEN": site.tokens["admin"]}
    more = ["/jobs?q=support&order=ended&limit=3", "/models?q=SUPPORT", "/deliveries?overtaken=true&job_id=exp-0042"]
    acts = ("/setup", "/accounts/")  # pages of something to do
    paths = [path for path in (*addresses(site).values(), *more) if not path.startswith(acts)]
    done: set[str] = set()
    for path in paths:
        shown = (await admin.get(path)).text
        foot = shown[shown.index('<details class="same">') :]
        tables = len(re.findall("<table", shown))
        lines = [html.unescape(line) for line in re.findall(r'data-copy="([^"]+)"', foot)]
        asked = [line for line in lines if line.startswith("curl ")]
        assert len(asked) >= max(tables, 1), path
        for cli, curl in zip(["", *lines], lines, strict=False):
            if not curl.startswith("curl ") or curl in done:
                continue
            done.add(curl)
            async with admin.http.get(URL(shlex.split(curl)[-1], encoded=True), headers=token) as response:
                answer = await response.json()
                assert response.status == 200, (path, curl, answer)
            if cli.startswith("tunewatch "):
                ran = await tunewatch(*shlex.split(cli)[1:], "--json", **env)
                assert ran.code == 0, (cli, ran.err)
                if "items" in answer and " show " not in cli and "/audit" not in curl:
                    assert _without_times(ran.json) == _without_times(answer["items"]), cli
    assert len(done) >= 20


def _without_times(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if name != "used_at"} for one in items]


async def test_a_phone_or_a_person_is_told_what_is_dead_and_where_it_belongs(site: Site) -> None:
    assert site.ids is not None

    def kill(tx: Tx) -> None:
        table = schema.outbox
        for kind, subject, job in (("evaluate", "eva_1", None), ("register", "ver_1", site.ids and site.ids.failed)):
            tx.conn.execute(table.insert().values(
                id=f"eff_{kind}", kind=kind, subject=subject, job_id=job, state="dead", due_at=tx.now, tries=9,
                created_at=tx.now))  # fmt: skip
        notification = tx.conn.scalars(
            sa.select(table.c.id).where(table.c.kind == "deliver", table.c.state == "owed")
        ).first()
        tx.conn.execute(table.update().where(table.c.id == notification).values(state="dead"))

    await site.store.write(kill)
    shown = (await (await site.visitor("viewer")).get("/deliveries/dead")).text
    assert 'href="/evaluations/eva_1"' in shown
    assert f'href="/jobs/{site.ids.failed}">llama-3.1-8b lora r=16</a>' in shown
    assert re.search(r'job \w+ to <a href="/deliveries\?channel=pager&amp;state=dead">pager</a>', shown)


async def test_a_job_is_named_by_either_id_where_its_news_and_requests_are_looked_for(site: Site) -> None:
    assert site.ids is not None
    viewer = await site.visitor("viewer")
    for path in ("/deliveries", "/inbound"):
        shown = [
            re.findall(r'<a href="/jobs/[^<]*</a>', (await viewer.get(f"{path}?job_id={one}")).text)
            for one in (site.ids.succeeded, "ftjob-8Hq2sUpp0rtB0t")
        ]
        assert shown[0] == shown[1] != []
        assert "like that" in (await viewer.get(f"{path}?job_id=nobody")).text


async def test_what_was_overtaken_is_shown_to_those_who_ask_for_it(site: Site) -> None:
    viewer = await site.visitor("viewer")
    few = (await viewer.get("/deliveries?channel=team")).text
    assert "superseded" not in re.sub("<form.*?</form>", "", few, flags=re.DOTALL)
    assert "tunewatch notifications --channel team --no-overtaken" in few
    [more] = re.findall(r'<a href="(/deliveries\?channel=team&amp;overtaken=true)">', few)
    shown = (await viewer.get(html.unescape(more))).text
    assert 'class="badge over">superseded' in shown
    assert "no-overtaken" not in shown
    assert 'class="badge over">superseded' in (await viewer.get("/deliveries?state=superseded")).text


async def test_a_fact_about_a_delivery_is_written_once(site: Site) -> None:
    shown = (await (await site.visitor("viewer")).get("/deliveries?channel=team&state=done")).text
    rows = shown.split("<tr>")[2:]
    assert rows
    assert all(row.count(">delivered<") == 1 for row in rows)
    assert 'class="mono">200</span>' in rows[0]


async def test_the_order_of_jobs_is_chosen_at_the_head_of_their_times_where_there_is_a_choice(site: Site) -> None:
    viewer = await site.visitor("viewer")
    shown = (await viewer.get("/jobs?account=lab&order=ended")).text
    head = re.findall(r'<th scope="col" aria-sort="descending">(.*?)</th>', shown)[0]
    assert 'href="/jobs?account=lab"' in head
    assert re.search(r'order=ended[^>]*aria-current="true"[^>]*>Ended</a>', head)
    assert "aria-current" not in re.sub("<header.*?</header>", "", shown.replace(head, ""), flags=re.DOTALL)
    at_work = (await viewer.get("/jobs?state=active&order=ended")).text
    assert "triage-v4" in at_work
    assert ">Ended</a>" not in at_work
    assert '<option value="ended">latest ending first' in at_work


async def test_a_project_can_be_chosen_where_there_are_several(tmp_path: Path, store: Store, redis: ArqRedis) -> None:
    settings = settings_of(tmp_path)
    lab = replace(settings.accounts[1], project="research")
    for configured, several in ((settings.accounts, False), ((settings.accounts[0], lab), True)):
        async with site_of(replace(settings, accounts=configured), store, redis) as site:
            shown = (await (await site.visitor("viewer")).get("/jobs")).text
            assert ('name="project"' in shown) is several
            assert ("<option>research</option>" in shown) is several


async def test_a_channel_says_which_news_it_is_told_and_folds_what_is_promised(site: Site) -> None:
    shown = (await (await site.visitor("viewer")).get("/channels")).text
    assert "<li>job: failed, succeeded" in shown
    assert "Nothing is sent here: no subscription names it." in shown
    assert shown.count("<details><summary>What is promised</summary>") == 3


async def test_lists_are_filtered_searched_ordered_and_paged(site: Site) -> None:
    viewer = await site.visitor("viewer")

    async def titles(path: str) -> list[str]:
        shown = await viewer.get(path)
        assert shown.status == 200, shown.text
        return re.findall(r'<a href="/jobs/job_[0-9a-f]{24}"[^>]*>([^<]*)</a>', shown.text)

    assert await titles("/jobs?q=SUPPORT") == ["support-bot"]
    assert await titles("/jobs?q=ftjob-Queued") == await titles("/jobs?q=ftjob-Q") == ["triage-v5"]
    assert await titles("/jobs?q=%25") == []
    assert await titles("/jobs?account=lab&state=active") == ["qwen2.5-7b dpo"]
    assert (await titles("/jobs?order=ended&state=ended&account=openai-main"))[0] == "support-bot"
    assert await titles("/jobs?status=&account=&q=&order=") == await titles("/jobs")
    everything, seen, path = await titles("/jobs"), [], "/jobs?limit=4"
    while path:
        seen += await titles(path)
        older = re.search(r'<a href="([^"]+)" rel="next">', (await viewer.get(path)).text)
        path = html.unescape(older[1]) if older else ""
    assert seen == everything
    assert len(seen) > 10


@pytest.mark.parametrize(
    "query",
    [
        "cursor=AAAA", "cursor=MDAwMS0wMS0wMVQwMDowMDowMCsyMzo1OSB4", "limit=0", "limit=201", "limit=x", "status=nope",
        "state=nope", "order=nope", "nope=1", "account=a&account=b", "q=" + "x" * 201, "status=%00", "cursor=%ff",
        "account=" + "x" * 501,
    ],
)  # fmt: skip
async def test_a_hostile_filter_or_cursor_is_refused_in_words(site: Site, query: str) -> None:
    shown = await (await site.visitor("viewer")).get(f"/jobs?{query}")
    assert (shown.status, "<h1>Bad Request</h1>" in shown.text) == (400, True)


@pytest.mark.parametrize("name", ["nobody", "%3Cscript%3E", "%00", "x" * 3000, "%ff%fe", "..%2f..", "%F0%9F%98%80"])
async def test_what_does_not_exist_is_a_page_that_says_so(site: Site, name: str) -> None:
    viewer = await site.visitor("operator")
    for path in ("/jobs/", "/models/", "/evaluations/", "/inbound/"):
        shown = await viewer.get(path + name)
        assert (shown.status, "<h1>Not found</h1>" in shown.text) == (404, True), (path, shown.text[:200])
        assert "<script>" not in shown.text


async def test_an_unknown_address_keeps_the_menu_of_whoever_has_signed_in(empty: Site) -> None:
    shown = (await (await empty.visitor("viewer")).get("/nothing/here")).text
    assert 'aria-label="Main"' in shown
    assert "There is no such page." in shown
    assert 'aria-label="Main"' not in (await (await empty.visitor()).get("/nothing/here")).text


async def test_an_unknown_address_is_a_page_for_people_and_a_problem_for_programs(empty: Site) -> None:
    visitor = await empty.visitor()
    assert "<h1>Not found</h1>" in (await visitor.get("/nothing/here")).text
    program = await visitor.get("/nothing/here", headers={"Accept": "application/json"})
    assert (program.status, program.headers["Content-Type"]) == (404, "application/problem+json")


async def test_parts_of_a_page_are_the_parts_and_nothing_around_them(site: Site) -> None:
    viewer = await site.visitor("viewer")
    assert site.ids is not None
    for path in addresses(site).values():
        whole = await (await site.visitor("admin")).get(path)
        names = re.findall(r'data-live="(\w+)"', whole.text)
        for name in names:
            part = await (await site.visitor("admin")).get(f"{path}?fragment={name}")
            assert part.status == 200
            assert "<html" not in part.text
            assert part.text.strip()
    assert (await viewer.get("/jobs?fragment=nothing")).status == 404
    assert (await viewer.get("/jobs?fragment=__class__")).status == 404


async def test_files_are_kept_for_ever_under_the_name_of_their_content(empty: Site) -> None:
    visitor = await empty.visitor()
    page = (await visitor.get("/login")).text
    for path in re.findall(r'"(/static/[^"]+)"', page):
        found = await visitor.get(path)
        assert (found.status, found.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert (await visitor.get("/static/style.css", headers={"Accept": "*/*"})).status == 404
    assert (await visitor.get("/static/..%2fapplication.py", headers={"Accept": "*/*"})).status == 404


async def test_a_database_that_is_away_is_said_on_a_page(tmp_path: Path, redis: ArqRedis) -> None:
    async with site_of(settings_of(tmp_path), None, redis) as site:  # type: ignore[arg-type]  # none at all
        visitor = await site.visitor()
        visitor.http.cookie_jar.update_cookies({COOKIE: "some-session"}, URL(site.url))
        shown = await visitor.get("/jobs")
        assert (shown.status, "cannot be reached" in shown.text) == (503, True)
        assert (await visitor.post("/login", token="tw_x")).status == 503
        assert (await visitor.get("/live")).status == 503


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"json": {"csrf": "x"}}, 415),
        ({"data": b"csrf=" + b"x" * 70_000, "headers": FORM}, 413),
        ({"data": b"&".join([b"a=b"] * (MAX_FIELDS + 1)), "headers": FORM}, 400),
        ({"data": b"\xff\xfe", "headers": FORM}, 400),
    ],
    ids=["json", "too large", "too many fields", "no text"],
)  # fmt: skip
async def test_a_form_that_is_none_is_refused(empty: Site, options: dict[str, Any], status: int) -> None:
    visitor = await empty.visitor("operator")
    for path in ("/channels/team/test", "/login"):
        assert (await visitor.send("POST", path, **options)).status == status


# --- what is done -----------------------------------------------------------------------------------------------------


async def test_what_a_form_did_is_said_once_and_is_in_the_audit_log(site: Site) -> None:
    operator = await site.visitor("operator")
    sent = await operator.submit("/channels/team/test")
    assert (sent.status, sent.headers["Location"]) == (303, "/channels")
    assert "A test message to team is on its way" in (await operator.get("/channels")).text
    assert "is on its way: its state" not in (await operator.get("/channels")).text
    [last] = [row for row in await site.store.read(queries.list_audit) if row["action"] == "channel_tested"]
    assert (last["subject"], last["actor"][:4]) == ("team", "tok_")
    [newest, *_] = (await site.store.read(queries.list_notifications, channel="team")).rows
    assert newest["event_kind"] == "test"


async def test_what_a_cookie_of_somebody_elses_says_is_text(empty: Site) -> None:
    viewer = await empty.visitor("viewer")
    for value in ("PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "AAAA", "%%%", "x" * 3000):
        viewer.http.cookie_jar.update_cookies({"tunewatch_said": value}, URL(empty.url))
        shown = await viewer.get("/jobs")
        assert shown.status == 200
        assert "<script>alert" not in shown.text


async def test_a_dead_letter_is_replayed_from_its_page(site: Site) -> None:
    operator = await site.visitor("operator")
    assert "Replay" in (await operator.get("/deliveries/dead")).text
    refused = await operator.submit("/deliveries/dead/event-1/replay")
    assert (refused.status, "stays where it is" in refused.text) == (409, True)
    assert (await operator.submit("/deliveries/dead/event-99/replay")).status == 404


async def test_a_stored_request_is_verified_again_without_changing_anything(site: Site) -> None:
    operator, ids = await site.visitor("operator"), site.ids
    assert ids is not None
    before = await site.store.read(queries.list_inbound, limit=200)
    shown = await operator.submit(f"/inbound/{ids.accepted}/verify")
    assert shown.status == 200
    assert "Its signature is right" in shown.text
    assert "a hint: look at this job" in shown.text
    assert await site.store.read(queries.list_inbound, limit=200) == before
    forged = await operator.submit(f"/inbound/{ids.rejected}/verify")
    assert "signature_mismatch: webhook-signature does not match" in forged.text
    assert f"/inbound/{ids.rejected}/replay" not in forged.text
    [newest, *_] = await site.store.read(queries.list_audit)
    assert (newest["action"], newest["subject"]) == ("inbound_verified_again", ids.rejected)


async def test_a_request_is_shown_with_its_headers_and_without_signature_or_secret(site: Site) -> None:
    operator, ids = await site.visitor("operator"), site.ids
    assert ids is not None
    shown = (await operator.get(f"/inbound/{ids.accepted}")).text
    assert "POST /webhooks/openai-main" in shown
    assert "OpenAI/1.0" in shown
    assert "Authorization" in shown
    row = await site.store.read(queries.get_inbound, ids.accepted)
    assert row is not None
    signature = dict(headers_of(row["head"]))["webhook-signature"]
    assert signature.removeprefix("v1,") not in html.unescape(shown)
    assert "canary-header" not in shown


async def test_a_request_refused_for_a_wrong_secret_is_taken_once_that_was_put_right(
    site: Site, redis: ArqRedis
) -> None:
    operator, ids = await site.visitor("operator"), site.ids
    assert ids is not None
    accounts = [replace(one, webhook_secrets=(*one.webhook_secrets, Secret(FORGERS))) for one in site.settings.accounts]
    async with site_of(replace(site.settings, accounts=tuple(accounts)), site.store, redis) as mended:
        operator = await mended.visitor("operator")
        shown = await operator.submit(f"/inbound/{ids.rejected}/verify")
        assert "The account’s secret was put right" in shown.text
        taken = await operator.submit(f"/inbound/{ids.rejected}/replay")
        assert taken.headers["Location"] == f"/inbound/{ids.rejected}"
    assert await redis.zcard(QUEUE_KEY["hot"]) == 1


async def test_only_a_request_that_was_taken_can_be_taken_again(site: Site, redis: ArqRedis) -> None:
    operator, ids = await site.visitor("operator"), site.ids
    assert ids is not None
    refused = await operator.submit(f"/inbound/{ids.rejected}/replay")
    assert (refused.status, "nothing proves" in refused.text) == (409, True)
    assert await redis.zcard(QUEUE_KEY["hot"]) == 0
    for _ in range(2):  # deduplication does not see it
        taken = await operator.submit(f"/inbound/{ids.accepted}/replay")
        assert taken.headers["Location"] == f"/inbound/{ids.accepted}"
    assert await redis.zcard(QUEUE_KEY["hot"]) == 2


async def test_importing_says_first_what_it_costs_and_begins_when_asked(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    settings = settings_of(tmp_path)
    await store.write(accounts.connect, settings.accounts)
    facts = {"tuned_model": "ft:gpt-4.1-mini:old", "base_model": "gpt-4.1-mini"}
    old = step(
        "succeeded", 1, provider_job_id="old", facts=facts, account=settings.accounts[0], pushed=False, via="poll"
    )
    await store.write(jobs.update_many, [old], settings.subscriptions)
    async with site_of(settings, store, redis) as site:
        operator = await site.visitor("operator")
        shown = await operator.get("/accounts/openai-main/import")
        assert "1 job had ended before" in shown.text
        assert "Begin 1 evaluation" in shown.text
        assert (await store.read(queries.list_evaluations)).rows == []
        begun = await operator.submit("/accounts/openai-main/import")
        assert begun.headers["Location"] == "/models"
        assert len((await store.read(queries.list_evaluations)).rows) == 1
        assert "Nothing to evaluate." in (await operator.get("/accounts/openai-main/import")).text


async def test_the_page_of_webhooks_says_where_and_how_and_offers_a_secret_where_it_is_ours_to_choose(
    site: Site,
) -> None:
    admin = await site.visitor("admin")
    openai = (await admin.get("/accounts/openai-main/webhooks")).text
    assert "https://tunewatch.example.com/webhooks/openai-main" in openai
    assert "It then shows the signing secret" in openai
    assert "whsec_" not in openai
    assert "whsec_" in (await admin.get("/accounts/lab/webhooks")).text
    assert (await admin.get("/accounts/nobody/webhooks")).status == 404
    refused = await admin.submit("/accounts/lab/webhooks", webhook_secret="whsec_canary-5417")
    assert (refused.status, "not ours to change" in refused.text, "canary" in refused.text) == (409, True, False)


async def test_a_new_token_is_shown_once_and_a_withdrawn_one_is_gone(empty: Site) -> None:
    admin = await empty.visitor("admin")
    made = await admin.submit("/access/tokens", role="viewer")
    [token] = re.findall(r"data-copy=\"(tw_[\w-]{43})\"", made.text)
    found = await empty.store.read(access.role_of, token)
    assert found is not None
    assert token not in (await admin.get("/access")).text
    assert (await admin.submit(f"/access/tokens/{found[0]}/remove")).status == 303
    assert await empty.store.read(access.role_of, token) is None
    assert (await admin.submit("/access/tokens", role="emperor")).status == 400


async def test_a_label_says_whose_a_token_is_and_who_did_what(empty: Site) -> None:
    admin = await empty.visitor("admin")
    made = await admin.submit("/access/tokens", role="operator", label=f"Ada {HOSTILE[:60]}")
    assert html.escape(f"Ada {HOSTILE[:20]}") in made.text
    [token] = re.findall(r"data-copy=\"(tw_[\w-]{43})\"", made.text)
    ada = await empty.visitor()
    await ada.post("/login", token=token)
    await ada.submit("/channels/team/test")
    shown = (await admin.get("/access")).text
    tokens, audit = shown.split('id="audit-h"')
    assert "Ada &lt;script" in tokens
    assert "<script>alert" not in shown
    [row] = [row for row in audit.split("<tr>") if "channel tested" in row]
    assert "Ada &lt;script" in row
    assert re.search(r'data-label="Action" class="none"></td>', tokens)  # of one's own
    unused = (await admin.submit("/access/tokens", role="viewer", label="unused")).text.split('id="audit-h"')[0]
    [row] = [row for row in unused.split("<tr>") if "unused" in row and "<td" in row]
    assert ">never<" in row
    assert (await admin.submit("/access/tokens", role="viewer", label="x" * 101)).status == 400


async def test_what_is_asked_for_on_pages_is_done_by_the_workers(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w, site_of(w.settings, w.store, w.services.redis) as site:
        operator = await site.visitor("operator")
        await w.report("run-1", "running", 1)
        await until(lambda: w.has("run-1", "running"))
        tested = await operator.submit("/accounts/openai-main/test")
        assert tested.status == 303
        assert "it answers" in (await operator.get("/accounts")).text
        assert (await operator.submit("/channels/hook/test")).status == 303

        async def told() -> bool:
            return "test" in await w.told()

        await until(told)
        assert 'class="badge good">ready' in (await operator.get("/channels?fragment=channels")).text
        [one] = (await w.store.read(queries.list_inbound, limit=5)).rows
        assert (await operator.submit(f"/inbound/{one['id']}/replay")).status == 303

        async def twice() -> bool:
            return len((await w.store.read(queries.list_inbound, limit=5)).rows) == 2

        await until(twice)
        job = await w.job("run-1")
        assert job is not None
        refused = await operator.submit(f"/jobs/{job['id']}/look")
        assert (refused.status, "its jobs report themselves" in refused.text) == (409, True)


# --- live -------------------------------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def stream(visitor: Visit, query: str = "") -> AsyncIterator[aiohttp.StreamReader]:
    async with visitor.http.get(f"{visitor.url}/live{query}") as response:
        assert (response.status, response.content_type) == (200, "text/event-stream")
        yield response.content


async def next_change(content: aiohttp.StreamReader) -> str:
    async with asyncio.timeout(60):
        while not (line := (await content.readline()).decode()).startswith("data:"):
            pass
    return line


async def test_an_open_page_hears_what_changed_and_how_much_needs_a_person(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ASK_EVERY_S", 0.02)
    assert site.ids is not None
    async with stream(await site.visitor("viewer"), f"?job={site.ids.running}") as content:
        assert (await content.readline()).startswith(b"retry:")
        changes = asyncio.create_task(next_change(content))
        for number in itertools.count(1000):
            await site.store.write(jobs.update_many, [step("running", number, provider_job_id="new")], [])
            if changes.done():
                break
            await asyncio.sleep(0)
        said = await changes
    assert '"jobs"' in said
    overview = (await (await site.visitor("viewer")).get("/")).text
    listed = overview.partition('<ul class="needs">')[2].partition("</ul>")[0].count("<li")
    assert listed > 3
    assert f'"attention":{listed}}}' in said
    assert f'<body data-attention="{listed}"' in overview


async def test_models_that_stop_answering_later_are_named_apart_and_linked_with_their_project(site: Site) -> None:
    retires = datetime.now(UTC).date() + timedelta(days=40)
    base = "gpt-4.1-mini-2025-04-14"
    await site.store.write(registry.keep_retirement, "openai-main", base, retires, again_s=3600)

    def rename(tx: Tx) -> None:
        table = schema.models
        renamed = table.update().where(table.c.name == "support-bot")
        tx.conn.execute(renamed.values(name="a <b>/c?", project="x&y"))

    await site.store.write(rename)
    page = (await (await site.visitor("viewer")).get("/")).text
    needed, _, foreseen = page.partition("<h2>Models that stop answering</h2>")
    assert "stops answering" not in needed
    assert f"intent-router v1 on {day_of_month(retires)}, in 40 days" in foreseen
    assert '<a href="/models/a%20%3Cb%3E/c%3F?project=x%26y">a &lt;b&gt;/c? v1 on' in foreseen


@pytest.mark.parametrize("how", ["withdrawn", "signed out", "expired"])
async def test_a_stream_ends_with_its_session_alone(empty: Site, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "ASK_EVERY_S", 0.02)
    viewer, operator = await empty.visitor("viewer"), await empty.visitor("operator")
    found = await empty.store.read(access.role_of, empty.tokens["viewer"])
    assert found is not None
    async with stream(viewer) as content, stream(operator) as others, asyncio.timeout(60):
        await content.readline()
        match how:
            case "withdrawn":
                await empty.store.write(access.remove_token, found[0], "test")
            case "signed out":
                await viewer.submit("/logout")
            case "expired":
                await empty.store.write(_end_sessions, found[0])
        await content.read()  # to its end
        await empty.store.write(jobs.update_many, [step("running", 1, provider_job_id="new")], [])
        while '"jobs"' not in await next_change(others):
            pass


async def test_a_heartbeat_keeps_a_quiet_stream_open(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.01)
    async with stream(await empty.visitor("viewer")) as content, asyncio.timeout(60):
        while b"still here" not in await content.readline():
            pass


async def test_nobody_is_asked_when_nobody_listens_and_streams_are_counted(
    empty: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ASK_EVERY_S", 0.02)
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.02)
    monkeypatch.setattr(live, "MAX_STREAMS", 2)
    hubs = _hubs(monkeypatch)
    viewer = await empty.visitor("viewer")
    async with stream(viewer), stream(viewer):
        refused = await viewer.get("/live")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
    await until(lambda: _true(all(len(hub) == 0 for hub in hubs)))
    async with stream(viewer):
        pass


async def _true(value: bool) -> bool:
    return value


def _hubs(monkeypatch: pytest.MonkeyPatch) -> list[live.Hub]:
    """The hubs that stream from now on."""
    found: list[live.Hub] = []
    real = live.Hub.stream

    async def noted(self: live.Hub, *args: Any) -> Any:
        if self not in found:
            found.append(self)
        return await real(self, *args)

    monkeypatch.setattr(live.Hub, "stream", noted)
    return found


async def test_a_client_that_never_reads_is_dropped_and_hinders_nobody(
    empty: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ASK_EVERY_S", 0.001)
    monkeypatch.setattr(live, "WRITE_S", 0.2)
    monkeypatch.setattr(live, "event", lambda topics, attention: b"data: " + b"x" * 400_000 + b"\n\n")
    hubs = _hubs(monkeypatch)
    viewer = await empty.visitor("viewer")
    url = URL(empty.url)
    _, writer = await asyncio.open_connection(url.host, url.port, limit=1)
    writer.write(
        f"GET /live HTTP/1.1\r\nHost: {url.authority}\r\nCookie: {COOKIE}={viewer.cookie(COOKIE)}\r\n\r\n".encode()
    )
    await until(lambda: _true(bool(hubs) and len(hubs[0]) == 1))
    for number in itertools.count(1):
        await empty.store.write(jobs.update_many, [step("running", number, provider_job_id="new")], [])
        if len(hubs[0]) == 0:
            break
    assert (await viewer.get("/jobs")).status == 200
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


# --- charts -----------------------------------------------------------------------------------------------------------


async def test_a_job_is_drawn_as_numbers_and_as_a_picture(site: Site) -> None:
    assert site.ids is not None
    viewer = await site.visitor("viewer")
    spec = await viewer.get(f"/jobs/{site.ids.running}/chart.json")
    assert '"train loss"' in spec.text
    async with viewer.http.get(f"{site.url}/jobs/{site.ids.running}/chart.png") as response:
        picture = await response.read()
    assert (response.status, response.content_type, picture[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")


async def test_the_drawing_library_is_served_by_us_and_made_once(site: Site) -> None:
    viewer = await site.visitor("viewer")
    path = f"/static/{Drawing.library_name()}"
    first = await viewer.get(path)
    assert (first.status, "vegaEmbed" in first.text) == (200, True)
    assert "immutable" in first.headers["Cache-Control"]


async def test_the_drawing_library_is_being_made_from_the_first_page_on_and_not_before(
    monkeypatch: pytest.MonkeyPatch, empty: Site
) -> None:
    begun: list[str] = []

    async def run(_self: Drawing, what: str, _asked: bytes) -> bytes:
        begun.append(what)
        return b"library"

    monkeypatch.setattr(Drawing, "_run", run)
    visitor = await empty.visitor()
    await visitor.get("/healthz")
    assert begun == []
    for _ in range(2):
        assert (await visitor.get("/login")).status == 200
    assert begun == ["bundle"]
    assert (await visitor.get(f"/static/{Drawing.library_name()}")).text == "library"


async def test_what_is_being_made_ends_with_the_service() -> None:
    draws = Drawing(("sleep", "600"))
    draws.prepare()
    waiting = asyncio.ensure_future(draws.library())
    await asyncio.sleep(0)
    await draws.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_picture_that_cannot_be_made_is_an_error_and_a_kept_one_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\ncat >/dev/null\necho again >> " + str(tmp_path / "calls") + "\nprintf picture\n")
    tool.chmod(0o755)
    draws = Drawing((str(tool),))
    assert [await draws.png({"a": 1}) for _ in range(3)] == [b"picture"] * 3
    assert (tmp_path / "calls").read_text() == "again\n"
    monkeypatch.setattr(drawing, "KEPT_BYTES", 10)
    await draws.png({"a": 2})
    await draws.png({"a": 1})
    assert (tmp_path / "calls").read_text() == "again\n" * 3
    with pytest.raises(CannotDraw):
        await Drawing(("false",)).png({})
    with pytest.raises(CannotDraw):
        await Drawing(("true",)).png({})
    monkeypatch.setattr(drawing, "LIMIT_S", 0.05)
    with pytest.raises(CannotDraw):
        await Drawing(("sleep", "600")).png({})


async def test_a_library_that_could_not_be_made_is_made_when_it_can_be(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text(f"#!/bin/sh\ntest -e {tmp_path}/ready && printf library\n")
    tool.chmod(0o755)
    draws = Drawing((str(tool),))
    with pytest.raises(CannotDraw):
        await draws.library()
    (tmp_path / "ready").touch()
    assert await draws.library() == b"library"
