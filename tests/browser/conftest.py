"""One Chromium for the run, and a dashboard that is full for each test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from service.queue import connect
from service.store import migrate, open_store
from tests.dashboard import Site, fill, settings_of, site_of

CHROMIUM = "/usr/bin/chromium"
# Quiet: nothing is looked up, synchronised or updated while a test runs.
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    found = shutil.which("chromium") or CHROMIUM
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=found, args=ARGS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path: Path, redis_url: str) -> AsyncIterator[Site]:
    """A dashboard with something of everything."""
    url = f"sqlite:///{tmp_path / 'tunewatch.db'}"
    await migrate(url)
    store, redis, settings = open_store(url), await connect(redis_url), settings_of(tmp_path)
    ids = await fill(store, settings)
    async with site_of(settings, store, redis) as running:
        running.ids = ids
        yield running
    await redis.aclose()
    await store.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser, site: Site) -> AsyncIterator[BrowserContext]:
    """A window of somebody's own, that is told of every request to another host."""
    one = await browser.new_context(timezone_id="Asia/Kolkata", locale="en-GB")
    strangers: list[str] = []
    one.on(
        "request",
        lambda request: strangers.append(request.url) if not request.url.startswith((site.url, "data:")) else None,
    )
    yield one
    await one.close()
    assert strangers == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext) -> Page:
    """A page whose scripts must not fail, and on which nothing may be blocked."""
    one = await context.new_page()
    faults: list[str] = []
    one.on("pageerror", lambda error: faults.append(str(error)))
    one.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    one.faults = faults  # type: ignore[attr-defined]  # read by the tests
    return one


async def signed_in(page: Page, site: Site, role: str) -> None:
    """The page's window has a session of the role."""
    await page.goto(f"{site.url}/login")
    await page.get_by_label("API token").fill(site.tokens[role])
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{site.url}/")
