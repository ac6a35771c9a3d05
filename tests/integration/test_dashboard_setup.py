"""The first run, as a new user makes it: `tunewatch up` with nothing configured, then everything from the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from arq.connections import ArqRedis

from service.commands.place import read_token
from service.demo.inbox import Inbox
from service.demo.simulator import Simulator
from service.store import Store, migrate, open_store
from tests.dashboard import Shown, Visit, settings_of, site_of
from tests.processes import Process, answers, clean_environment, python
from tests.servers import free_port, until
from tests.world import signed


@pytest.fixture
async def up(tmp_path: Path) -> AsyncIterator[tuple[Process, str, str]]:
    """A running `up` without any configuration, where its pages are, and where webhooks go."""
    port, private = free_port(), free_port()
    argv = python(
        "service", "up", "--data-dir", str(tmp_path / "data"), "--port", str(port), "--private-port", str(private)
    )
    url = f"http://127.0.0.1:{private}"
    process = Process(
        "up", argv, tmp_path, clean_environment(TUNEWATCH_LOG_FORMAT="json"), lambda _one: answers(url + "/readyz")
    )
    await process.start()
    yield process, url, f"http://127.0.0.1:{port}"
    process.kill()


async def submit(visitor: Visit, path: str, **form: str) -> Shown:
    """Sends a form when the service answers again."""

    async def sent() -> Shown | None:
        try:
            return await visitor.submit(path, **form)
        except aiohttp.ClientError:
            return None

    answer = await until(sent)
    assert answer is not None
    return answer


async def test_an_account_and_a_channel_are_tried_saved_and_used_from_the_page(
    up: tuple[Process, str, str], tmp_path: Path
) -> None:
    process, url, public_url = up
    simulator, inbox = Simulator(time_scale=1000.0), Inbox()
    await simulator.start()
    await inbox.start()
    http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    try:
        visitor = Visit(url, http)
        token = read_token(tmp_path / "data")
        assert token is not None
        assert (await visitor.post("/login", token=token)).status == 303
        assert "Three steps to your first message" in (await visitor.get("/")).text

        refused = await submit(
            visitor,
            "/setup/account",
            provider="openai",
            name="main",
            base_url=simulator.base_url,
            api_key="sk-wrong-canary",
        )
        assert "Nothing was saved. Change the form" in refused.text
        assert "canary" not in refused.text
        tried = await submit(
            visitor,
            "/setup/account",
            provider="openai",
            name="main",
            base_url=simulator.base_url,
            api_key=simulator.api_key,
        )
        assert "It answers: " in tried.text
        config = tmp_path / "data" / "tunewatch.toml"
        assert not config.exists()
        assert simulator.api_key not in tried.text
        await _save(visitor, tried)
        assert simulator.api_key not in config.read_text()
        await until(lambda: _shows(visitor, "/accounts?fragment=accounts", "connected"))

        await _connect_a_trainer(visitor, public_url, config)

        message = await submit(visitor, "/setup/channel", kind="slack", name="team", url=inbox.slack_url)
        assert "Delivered: answered 200" in message.text
        assert len(inbox.accepted("slack")) == 1
        await _save(visitor, message)
        await until(lambda: _shows(visitor, "/channels?fragment=channels", "Send test"))
        assert (await submit(visitor, "/channels/team/test")).status == 303
        await until(lambda: _has(len(inbox.accepted("slack")) == 2))
        assert process.alive
        assert "starting_again" in process.output
        assert "canary" not in process.output
        assert simulator.api_key not in process.output
    finally:
        await http.close()
        await inbox.stop()
        await simulator.stop()


async def _connect_a_trainer(visitor: Visit, public_url: str, config: Path) -> None:
    """An account that reports gets a secret of its own, which is shown once, and what is signed with it is taken."""
    tried = await submit(visitor, "/setup/account", provider="generic", name="lab")
    [secret] = set(re.findall(r"TUNEWATCH_SECRET=(whsec_[0-9a-f]{48})\n", tried.text))
    await _save(visitor, tried)
    assert secret not in config.read_text()
    body, url = b'{"version": 1, "job": "run-1", "status": "running"}', f"{public_url}/webhooks/lab"

    async def taken(secret: str) -> bool:
        try:
            async with visitor.http.post(url, data=body, headers=signed(body, secret=secret)) as answer:
                return answer.status == 202
        except aiohttp.ClientError:
            return False

    await until(lambda: taken(secret))
    await until(lambda: _shows(visitor, "/jobs", "run-1"))

    newer = "whsec_" + "ab" * 24
    saved = await submit(
        visitor, "/accounts/lab/webhooks", webhook_secret=newer, public_url="https://tune.example.com/"
    )
    assert (saved.status, "is starting again" in saved.text) == (200, True), saved.text
    await until(lambda: _shows(visitor, "/accounts", "https://tune.example.com/webhooks/lab"))
    assert await taken(secret), "while it is rotated both are valid"
    assert await taken(newer)


async def _save(visitor: Visit, tried: Shown) -> None:
    [draft] = re.findall(r'name="pending" value="([0-9a-f]{32})"', tried.text)
    saved = await submit(visitor, "/setup/save", pending=draft)
    assert (saved.status, "is starting again" in saved.text) == (200, True), saved.text


async def _shows(visitor: Visit, path: str, text: str) -> bool:
    try:
        shown = await visitor.get(path)
    except aiohttp.ClientError:
        return False
    return shown.status == 200 and text in shown.text


async def _has(value: bool) -> bool:
    return value


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    await migrate(sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


async def test_where_the_configuration_is_not_ours_nothing_is_tried_or_saved(
    tmp_path: Path, store: Store, redis: ArqRedis
) -> None:
    settings = replace(settings_of(tmp_path), accounts=())
    async with site_of(settings, store, redis) as site:
        admin = await site.visitor("admin")
        shown = await admin.get("/setup?provider=openai")
        assert "belongs to whoever runs Tunewatch" in shown.text
        for path, form in (
            ("/setup/account", {"provider": "openai", "name": "main", "api_key": "sk-x"}),
            ("/setup/channel", {"kind": "slack", "name": "new", "url": "https://example.com"}),
            ("/setup/save", {"pending": "0" * 32}),
        ):
            answer = await admin.submit(path, **form)
            assert (answer.status, "write the lines into the file" in answer.text) == (409, True)
        taken = await admin.submit("/setup/channel", kind="slack", name="team", url="https://example.com")
        assert (taken.status, "there is a channel team already" in taken.text) == (422, True)
        assert (await admin.submit("/setup/save", pending="../../etc")).status == 400
