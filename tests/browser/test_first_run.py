"""A new user's first minutes, in a real browser: from nothing to an own account and the news of a job in the inbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from service.commands.place import read_token
from service.demo.inbox import Inbox
from service.demo.simulator import Simulator
from tests.processes import Process, answers, clean_environment, python
from tests.servers import free_port, until

pytestmark = pytest.mark.asyncio(loop_scope="session")

AGAIN_MS = 60_000  # only a hang takes that long


@pytest_asyncio.fixture(loop_scope="session")
async def up(tmp_path: Path) -> AsyncIterator[str]:
    """Where the pages of a fresh `tunewatch up` are."""
    port, private = free_port(), free_port()
    argv = python("service", "up", "--data-dir", str(tmp_path / "data"), "--port", str(port))
    argv += ["--private-port", str(private)]
    url = f"http://127.0.0.1:{private}"
    env = clean_environment(TUNEWATCH_LOG_FORMAT="json")
    process = Process("up", argv, tmp_path, env, lambda _one: answers(url + "/readyz"))
    await process.start()
    yield url
    process.kill()


async def test_a_new_user_connects_an_account_and_a_channel_and_is_told_how_a_job_ended(
    browser: Browser, up: str, tmp_path: Path
) -> None:
    simulator, inbox = Simulator(time_scale=2000.0), Inbox()
    await simulator.start()
    await inbox.start()
    simulator.add_job(status="succeeded", suffix="long-ago")
    training = simulator.add_job(status="running", suffix="support-bot")
    context = await browser.new_context()
    page = await context.new_page()
    try:
        token = read_token(tmp_path / "data")
        assert token is not None
        await page.goto(up)
        await page.get_by_label("API token").fill(token)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("heading", name="Three steps to your first message")).to_be_visible()

        await page.get_by_role("link", name="Connect an account").click()
        await page.get_by_role("link", name="openai").click()
        await page.get_by_label("API key").fill("sk-wrong")
        await page.get_by_label("API address").fill(simulator.base_url)
        await page.get_by_role("button", name="Test").click()
        await expect(page.get_by_text("Nothing was saved. Change the form")).to_be_visible()
        await page.get_by_label("API key").fill(simulator.api_key)
        await page.get_by_role("button", name="Test").click()
        await expect(page.get_by_text("It answers:")).to_be_visible()
        found = page.get_by_role("region", name="openai")
        await expect(found.get_by_text("long-ago")).to_be_visible()
        await expect(found.get_by_text("support-bot")).to_be_visible()
        assert simulator.api_key not in await page.content()
        await page.get_by_role("button", name="Save and start again").click()
        await expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=AGAIN_MS)
        await expect(page.get_by_label("Accounts").get_by_text("connected")).to_be_visible(timeout=AGAIN_MS)

        await page.get_by_role("link", name="Accounts").click()
        await page.get_by_role("button", name="Test").click()
        await expect(page.get_by_role("status").first).to_contain_text("it answers: 2 jobs")
        await page.get_by_role("link", name="Import").click()
        await expect(page.get_by_text("1 job had ended before")).to_be_visible()

        await page.get_by_role("link", name="Channels").click()
        await page.get_by_role("link", name="Add a channel").click()
        await page.get_by_role("link", name="slack").click()
        await page.get_by_label("Address").fill(inbox.slack_url)
        await page.get_by_role("button", name="Send a test").click()
        await expect(page.get_by_text("delivered: answered 200")).to_be_visible()
        assert len(inbox.accepted("slack")) == 1
        await page.get_by_role("button", name="Save and start again").click()
        await expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=AGAIN_MS)

        await page.get_by_role("link", name="Channels").click()
        await page.get_by_role("button", name="Send test").click()
        await expect(page.get_by_text("ready")).to_be_visible(timeout=AGAIN_MS)
        await until(lambda: len(inbox.accepted("slack")) == 2)

        simulator.finish(training, "succeeded", webhook=False)
        await page.get_by_role("link", name="Overview").click()
        await page.get_by_role("link", name="support-bot").first.click()
        await page.get_by_role("button", name="Look now").click()
        await until(
            lambda: any("support-bot" in one.body and "succeeded" in one.body for one in inbox.accepted("slack"))
        )
        assert not any("long-ago" in one.body for one in inbox.accepted("slack"))
        await page.get_by_role("link", name="Overview").click()
        await expect(page.get_by_label("Ended recently").get_by_text("support-bot")).to_be_visible()
    finally:
        await context.close()
        await inbox.stop()
        await simulator.stop()
