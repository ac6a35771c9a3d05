"""Every page and action in a real browser: as people see it, with and without scripts, by keyboard, light and dark."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Route, expect

from service.core.evaluation_plan import CandidateState, EvaluationPlan, PlannedCandidate
from service.core.held_out import load_items
from service.core.job import job_id
from service.store import evaluations, jobs, queries, registry
from service.store.engine import Tx
from tests.browser.conftest import signed_in
from tests.builders import metric, step
from tests.dashboard import HOSTILE, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"  # not in git
WIDTHS = {390: 844, 768: 1024, 1024: 768, 1280: 900, 1920: 1080}


def addresses(site: Site) -> dict[str, str]:
    """A page of each kind by name."""
    ids = site.ids
    assert ids is not None
    return {
        "overview": "/",
        "jobs": "/jobs",
        "job-running": f"/jobs/{ids.running}",
        "job-succeeded": f"/jobs/{ids.succeeded}",
        "job-failed": f"/jobs/{ids.failed}",
        "job-hostile": f"/jobs/{ids.hostile}",
        "models": "/models",
        "model": "/models/support-bot",
        "model-worse": "/models/intent-router",
        "evaluation": f"/evaluations/{ids.evaluation}",
        "inbound": "/inbound",
        "request": f"/inbound/{ids.accepted}",
        "deliveries": "/deliveries",
        "dead": "/deliveries/dead",
        "channels": "/channels",
        "accounts": "/accounts",
        "webhooks": "/accounts/lab/webhooks",
        "import": "/accounts/openai-main/import",
        "setup": "/setup",
        "setup-account": "/setup?provider=openai",
        "setup-channel": "/setup?kind=email",
        "access": "/access",
    }


# --- as they look -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", sorted(WIDTHS))
async def test_every_page_fits_and_is_accessible_in_every_width_and_light(
    width: int, scheme: Any, browser: Browser, site: Site
) -> None:
    """axe finds nothing, nothing is wider than the window, and nobody fails or is blocked. SCREENSHOTS=1 keeps each."""
    context = await browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    await page.goto(f"{site.url}/login")
    await _inspect(page, "login", width, scheme)
    await signed_in(page, site, "admin")
    for name, path in addresses(site).items():
        await page.goto(site.url + path)
        if name in ("job-running", "job-succeeded"):
            await expect(page.locator(".plot canvas")).to_be_visible()
        await _inspect(page, name, width, scheme)
    assert faults == []
    await context.close()


async def _inspect(page: Page, name: str, width: int, scheme: str) -> None:
    if os.environ.get("SCREENSHOTS"):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(sideways) == 0, name
    too_wide = "[...document.querySelectorAll('.table-wrap')].map(one => one.scrollWidth - one.clientWidth)"
    assert set(await page.evaluate(too_wide)) <= {0}, name
    if width not in (390, 1280):
        return  # the same elements as at 390 or at 1280
    found = await Axe().run(page)
    said = [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]
    assert said == [], name


async def test_a_phone_shows_the_whole_menu_and_rows_that_are_short_and_large_enough_for_a_finger(
    browser: Browser, site: Site
) -> None:
    context = await browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site.url}/login")
    await signed_in(page, site, "admin")
    for entry in await page.get_by_role("navigation", name="Main").get_by_role("link").all():
        await expect(entry).to_be_in_viewport(ratio=1)
    await expect(page.get_by_label("Ended recently").locator("tbody tr:visible")).to_have_count(5)
    await page.goto(f"{site.url}/jobs")
    [row] = await page.locator("tbody tr", has_text="support-bot").all()
    tops = [await row.locator(part).bounding_box() for part in ("th a", ".badge", ".at")]
    assert all(one is not None and tops[0] is not None and abs(one["y"] - tops[0]["y"]) < 12 for one in tops)
    await expect(row.get_by_text("gpt-4.1-mini")).to_be_hidden()
    for path in ("/jobs", "/inbound", "/deliveries", "/models"):
        await page.goto(site.url + path)
        for link in await page.locator(".cards a:visible").all():
            box = await link.bounding_box()
            assert box is not None
            assert box["height"] >= 24, (path, await link.inner_text())
    await context.close()


async def test_every_page_can_be_read_without_scripts(browser: Browser, site: Site) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site.url}/login")
    await signed_in(page, site, "admin")
    for name, path in addresses(site).items():
        answer = await page.goto(site.url + path)
        assert answer is not None
        assert answer.status == 200
        said = await page.inner_text("main")
        assert "UTC" in said or "ago" in said or name.startswith(("setup", "webhooks", "import"))
    assert site.ids is not None
    await page.goto(f"{site.url}/jobs/{site.ids.running}")
    drawn = page.locator(".chart img")
    await expect(drawn).to_be_visible()
    picture = await page.request.get(f"{site.url}/jobs/{site.ids.running}/chart.png")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    await page.goto(f"{site.url}/channels")
    await page.locator("#team").get_by_role("button", name="Send test").click()
    await expect(page.get_by_role("status").first).to_contain_text("A test message to team")
    await page.goto(f"{site.url}/models/support-bot")
    await page.get_by_text("Evaluate the latest", exact=True).click()
    await page.get_by_role("button", name="Yes, evaluate").click()
    await expect(page.get_by_role("status").first).to_contain_text("Begun: support-bot v1 on tickets.")
    await context.close()


# --- signing in -------------------------------------------------------------------------------------------------------


async def test_one_signs_in_where_one_wanted_to_go_and_out_again(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/jobs?account=lab")
    await expect(page.get_by_role("heading", name="Sign in to Tunewatch")).to_be_visible()
    await page.get_by_label("API token").fill("tw_wrong")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_have_text("That token is not valid.")
    page.faults.clear()  # type: ignore[attr-defined]  # the 401 itself is one line on the console
    await page.get_by_label("API token").fill(site.tokens["viewer"])
    await page.get_by_role("button", name="Sign in").click()
    await expect(page).to_have_url(f"{site.url}/jobs?account=lab")
    assert "tunewatch_session" not in await page.evaluate("document.cookie")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page).to_have_url(f"{site.url}/login")
    await page.goto(f"{site.url}/jobs")
    await expect(page).to_have_url(f"{site.url}/login?next=%2Fjobs")


async def test_a_form_of_an_ended_session_leads_through_the_login_back_to_its_page(page: Page, site: Site) -> None:
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/channels")
    await page.context.clear_cookies()
    await page.locator("#team").get_by_role("button", name="Send test").click()
    await expect(page.get_by_role("status").first).to_contain_text("nothing was done")
    await page.get_by_label("API token").fill(site.tokens["operator"])
    await page.get_by_role("button", name="Sign in").click()
    await expect(page).to_have_url(f"{site.url}/channels")
    await expect(page.get_by_role("status").first).to_contain_text("Please send the form again")
    assert "channel_tested" not in repr(await site.store.read(queries.list_audit))


async def test_a_viewer_is_offered_nothing_that_a_viewer_may_not_do(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    for path in ("/", "/channels", "/accounts", "/deliveries/dead", "/inbound", "/models/support-bot"):
        await page.goto(site.url + path)
        assert await page.locator("main form[method=post]").count() == 0, path
    await expect(page.get_by_role("link", name="Access")).to_have_count(0)


# --- by keyboard ------------------------------------------------------------------------------------------------------


async def test_the_keyboard_reaches_the_content_first_and_every_row(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/jobs")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Search")).to_be_focused()
    await page.keyboard.type("support")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(f"{site.url}/jobs?q=support&account=&status=&state=&order=")
    await page.get_by_role("link", name="support-bot").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("support-bot")


# --- what scripts add -------------------------------------------------------------------------------------------------


async def test_times_are_in_the_readers_zone_with_the_exact_utc_on_hover(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    assert site.ids is not None
    await page.goto(f"{site.url}/jobs/{site.ids.running}")
    shown = page.locator(".timeline time").first
    stamp = await shown.get_attribute("datetime")
    local = await page.evaluate(
        "at => new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',"
        " second: '2-digit', timeZone: 'Asia/Kolkata'}).format(new Date(at))",
        stamp,
    )
    await expect(shown).to_have_text(local)
    assert (await shown.get_attribute("title") or "").endswith(" UTC")


async def test_addresses_can_be_copied(page: Page, site: Site) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/accounts")
    await page.locator("#openai-main").get_by_role("button", name="Copy").first.click()
    assert await page.evaluate("navigator.clipboard.readText()") == "https://tunewatch.example.com/webhooks/openai-main"


async def test_an_open_list_shows_a_new_job_and_keeps_what_one_was_doing(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/jobs")
    await page.get_by_role("link", name="triage-v4").focus()
    await page.get_by_label("Search").fill("half a wo")
    await page.get_by_role("link", name="triage-v4").focus()
    await _stream_is_open(page)
    await site.store.write(jobs.update_many, [step("running", provider_job_id="new", facts={"name": "brand new"})], [])
    await expect(page.get_by_role("link", name="brand new")).to_be_visible(timeout=30_000)
    await expect(page.get_by_role("link", name="triage-v4")).to_be_focused()
    await expect(page.get_by_label("Search")).to_have_value("half a wo")


async def _stream_is_open(page: Page) -> None:
    """The stream's first pulse was read: what changes from now on is told."""
    await expect(page.locator("body[data-stream=open]")).to_be_attached()


async def test_an_open_jobs_curve_and_numbers_move_on(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/jobs/{site.ids.running}")
    await expect(page.locator(".plot[data-drawn='1'] canvas")).to_be_visible()
    await _stream_is_open(page)

    def more(tx: Tx) -> None:
        jobs.put_metrics(tx, site.ids.running if site.ids else "", [metric(200, value=0.123)])

    await site.store.write(more)
    await expect(page.locator(".plot[data-drawn='2'] canvas")).to_be_visible(timeout=30_000)
    await expect(page.get_by_label("Status", exact=True)).to_contain_text("0.123")
    assert page.faults == []  # type: ignore[attr-defined]


async def test_the_answers_of_an_evaluation_appear_as_they_come(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    version = await site.store.read(registry.find_version, "default", "support-bot")
    assert version is not None
    tuned = PlannedCandidate("openai-main", version.tuned_model, None, version.label, CandidateState.ASKING)
    plan = EvaluationPlan({"tuned": tuned})
    [owed] = await site.store.write(evaluations.begin, version, "tickets", plan, again="live")
    await site.store.write(evaluations.keep_plan, owed.id, plan, state=evaluations.RUNNING)
    await page.goto(f"{site.url}/evaluations/{owed.id}")
    await expect(page.get_by_text("They appear here as they come.")).to_be_visible()
    await _stream_is_open(page)
    [item, *_] = load_items(Path(site.settings.suites[0].items_file).read_bytes())
    answer = {"item_id": item.id, "answer": "a refund", "correct": True, "input_tokens": 9, "output_tokens": 2}
    await site.store.write(_answered, owed.id, answer | {"latency_ms": 9.0, "error": None})
    await expect(page.get_by_text("a refund", exact=True)).to_be_visible()
    await expect(page.get_by_text("Ticket 0: where is the refund")).to_be_visible()
    await expect(page.get_by_text("1 answer")).to_be_visible()


def _answered(tx: Tx, one: str, answer: dict[str, Any]) -> None:
    evaluations.asking(tx, one, "tuned", [answer["item_id"]])
    evaluations.keep_answers(tx, one, "tuned", [answer])


async def test_a_job_that_waits_is_followed_to_its_end_without_opening_it_again(page: Page, site: Site) -> None:
    job = job_id("openai-main", "ftjob-Queued")
    account = site.settings.accounts[0]

    async def now(status: str, number: int, **more: Any) -> None:
        seen = step(
            status, 1000 + number, provider_job_id="ftjob-Queued", account=account, via="poll", pushed=False, **more
        )
        await site.store.write(jobs.update_many, [seen], [])

    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/jobs/{job}")
    await expect(page).to_have_title(re.compile(r"^\(\d+\) triage-v5: queued · Tunewatch$"))
    curve, cancel = page.locator("#curve-h"), page.locator("summary", has_text="Cancel job")
    await expect(curve).to_be_hidden()
    await cancel.click()
    await _stream_is_open(page)
    await now("running", 1, metrics=(metric(1, "mean_reward", 0.1), metric(2, "mean_reward", 0.4)))
    await expect(page).to_have_title(re.compile(r"^\(\d+\) triage-v5: running · Tunewatch$"))
    await expect(page.locator(".plot canvas")).to_be_visible()
    await expect(curve).to_have_text("Mean reward by step")
    await expect(page.get_by_role("button", name="Yes, cancel it")).to_be_visible()
    await expect(cancel).to_be_focused()
    await now("succeeded", 2, facts={"tuned_model": "ft:triage-v5"})
    await expect(page).to_have_title(re.compile(r"^\(\d+\) triage-v5: succeeded · Tunewatch$"))
    await expect(page.get_by_label("Facts")).to_contain_text("ft:triage-v5")
    await expect(cancel).to_have_count(0)
    assert page.faults == []  # type: ignore[attr-defined]


async def test_a_chart_says_that_it_is_being_drawn_until_it_is(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "viewer")
    seen = asyncio.Event()

    async def hold(route: Route) -> None:
        await seen.wait()
        await route.continue_()

    await page.route("**/static/vega.*", hold)
    await page.goto(f"{site.url}/jobs/{site.ids.running}", wait_until="commit")
    said = "getComputedStyle(document.querySelector('.plot'), '::before').content"
    await page.wait_for_function(f"document.querySelector('.plot') && {said} === '\"Drawing…\"'")
    seen.set()
    await expect(page.locator(".plot canvas")).to_be_visible()
    assert await page.evaluate(said) == "none"


async def test_the_tab_says_how_much_needs_a_person(page: Page, site: Site) -> None:
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/models")
    await expect(page).to_have_title("(6) Models · Tunewatch")
    assert "icon-alert" in (await page.locator("#icon").get_attribute("href") or "")


async def test_what_strangers_wrote_is_text_in_every_place(page: Page, site: Site) -> None:
    await signed_in(page, site, "admin")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in addresses(site).values():
        await page.goto(site.url + path)
    assert site.ids is not None
    await page.goto(f"{site.url}/jobs/{site.ids.hostile}")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE[:40])
    assert await page.locator("main img, main script, a[href^='javascript']").count() == 0
    assert dialogs == []
    assert page.faults == []  # type: ignore[attr-defined]


# --- actions ----------------------------------------------------------------------------------------------------------


async def test_items_where_the_candidates_differ_are_one_click_away(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "viewer")
    await page.goto(f"{site.url}/evaluations/{site.ids.evaluation}")
    await page.get_by_role("link", name="One right, another wrong").click()
    rows = page.locator(".answers tbody tr")
    assert await rows.count() == await page.locator(".answers tbody tr.differs").count() > 0
    await page.get_by_role("link", name="In the training data").click()
    await expect(rows).to_have_count(1)


async def test_a_request_is_verified_again_and_replayed(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/inbound")
    await page.get_by_role("link", name="fine_tuning.job.succeeded").click()
    await page.get_by_role("button", name="Verify again").click()
    await expect(page.get_by_role("heading", name="Verified again just now")).to_be_visible()
    await page.get_by_role("button", name="Replay").click()
    await expect(page.get_by_role("status").first).to_contain_text("on its way through the whole path")


async def test_an_evaluation_is_asked_for(page: Page, site: Site) -> None:
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/models/support-bot")
    await page.get_by_label("Suite").select_option("tickets")
    await page.get_by_text("Evaluate the latest", exact=True).click()
    await expect(page.get_by_text("tickets: 2 candidates, at most")).to_be_visible()
    await page.get_by_role("button", name="Yes, evaluate").click()
    await expect(page.get_by_role("status").first).to_contain_text("Begun: support-bot v1 on tickets.")
    await expect(page.get_by_text("It waits for its model to answer.")).to_be_visible()


async def test_a_token_is_made_shown_once_and_withdrawn(page: Page, site: Site) -> None:
    await signed_in(page, site, "admin")
    await page.goto(f"{site.url}/access")
    await page.get_by_role("button", name="Make a token").click()
    await expect(page.get_by_text("shown only now")).to_be_visible()
    token = await page.locator(".said code").inner_text()
    await page.goto(f"{site.url}/access")
    assert token not in await page.content()
    asks = page.locator("summary", has_text="Withdraw")
    before = await asks.count()
    await asks.last.click()
    await page.get_by_role("button", name="Yes, withdraw it").click()
    await expect(asks).to_have_count(before - 1)


async def test_what_cannot_be_taken_back_is_asked_once_more_also_by_keyboard(page: Page, site: Site) -> None:
    assert site.ids is not None
    await signed_in(page, site, "operator")
    await page.goto(f"{site.url}/jobs/{site.ids.running}")
    sure = page.get_by_role("button", name="Yes, cancel it")
    await expect(sure).to_be_hidden()
    await page.get_by_role("button", name="Look now").focus()
    await page.keyboard.press("Tab")
    await expect(page.locator("summary", has_text="Cancel job")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Really cancel triage-v4?")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(sure).to_be_focused()
    await expect(page.locator(".confirm:has(button:focus)")).to_have_count(1)
