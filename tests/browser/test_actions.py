"""What people do on lists and on single things, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from service.core.task import Item, Observe
from service.queue import pack
from service.store import dead_letters, schema
from service.store.engine import Tx
from tests.browser.conftest import signed_in
from tests.dashboard import Site

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_jobs_are_searched_and_filtered_and_the_same_command_is_said(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/jobs")
    rows = page.locator("main tbody tr")
    everything = await rows.count()
    await page.get_by_label("Search").fill("support")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/jobs?*q=support*")
    assert 0 < await rows.count() < everything
    await page.goto(f"{site.url}/jobs")
    await page.get_by_label("Account").select_option("lab")
    await page.get_by_label("Account").evaluate("one => one.form.requestSubmit()")
    await page.wait_for_url("**/jobs?*account=lab*")
    assert set(await rows.locator("[data-label='Account']").all_inner_texts()) == {"lab"}
    await page.get_by_text("The same in the terminal").first.click()
    await expect(page.get_by_text("tunewatch jobs --account lab").first).to_be_visible()


async def test_a_running_job_is_looked_at_now(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/jobs/{site.ids.running}")
    await page.get_by_role("button", name="Look now").click()
    await expect(page.get_by_role("status").first).to_contain_text("asked")


async def test_work_that_was_given_up_is_done_again(page: Page, site: Site) -> None:
    item = Item("lab", "msg_dead", "accepted", 1, b'{"job": "run-9", "status": "running"}', "0" * 32)
    await site.store.write(dead_letters.add, "observe", pack(Observe("b1", [item])), "KeyError in workers/observe.py:1")
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/deliveries")
    await page.get_by_role("link", name="dead letter").first.click()
    row = page.locator("main tr", has_text="workers/observe.py:1")
    await row.get_by_role("button", name="Replay").click()
    await expect(page.get_by_role("status").first).to_contain_text("again")
    await expect(row).to_have_count(0)


async def test_an_accounts_webhooks_are_explained_with_what_to_copy(page: Page, site: Site) -> None:
    await signed_in(page, site, "admin")
    await page.goto(f"{site.url}/accounts")
    await page.locator("#lab").get_by_role("link", name="How to").click()
    await expect(page.get_by_text("https://tunewatch.example.com/webhooks/lab")).to_be_visible()
    await expect(page.get_by_text("Give the reporter this address and secret")).to_be_visible()


def _trained_before(tx: Tx) -> None:
    tx.conn.execute(schema.versions.update().values(untold=True))


async def test_importing_shows_what_it_takes_before_it_begins(page: Page, site: Site) -> None:
    await site.store.write(_trained_before)
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/accounts")
    await page.locator("#openai-main").get_by_role("link", name="Import").click()
    await expect(page.get_by_role("heading", name="Models from before")).to_be_visible()
    await page.get_by_role("button", name="Begin").click()
    await expect(page.get_by_role("status").first).to_contain_text("Begun: ")
