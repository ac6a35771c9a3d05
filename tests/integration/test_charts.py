"""The curve in a message: drawn once, the same in every attempt, and left out rather than a message lost."""

from __future__ import annotations

import email
import email.policy
import json
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from arq.connections import ArqRedis

from service.charts.drawing import Drawing
from service.core import retry
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.demo.received import Received
from service.notifiers import Chart
from service.public import chart_pictures
from tests.integration.conftest import MakeWorld
from tests.servers import PATIENCE_S, until
from tests.world import World
from workers.outbound import chart

PUBLIC = "https://tw.acme.test"
PNG = b"\x89PNG\r\n\x1a\n"
LOSSES = [{"step": step, "train_loss": 3.0 - step / 10} for step in range(1, 21)]
SHOWN = "train loss 2.9 → 1 over 20 steps"
NOTE = f"ntf_{'a' * 24}"
KEY = "k" * 32


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing has more time, on a machine that does other things; a second attempt comes soon."""
    monkeypatch.setattr(chart, "DRAW_S", PATIENCE_S)
    monkeypatch.setattr(retry, "RETRY_AFTER_S", (0.2,) * 9)


def told(channel: str) -> tuple[Subscription, ...]:
    return (Subscription("sub", channel, frozenset({EventKind.JOB_SUCCEEDED, EventKind.JOB_FAILED})),)


def mail(message: Received) -> EmailMessage:
    received = email.message_from_bytes(message.body.encode(), policy=email.policy.default)
    assert isinstance(received, EmailMessage)
    return received


def images_of(message: Received) -> list[bytes]:
    return [part.get_content() for part in mail(message).walk() if part.get_content_type() == "image/png"]


def blocks_of(message: Received) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(message.body)["blocks"]
    return [block for block in found if block["type"] == "image"]


async def test_a_mail_about_an_end_shows_the_losses_the_same_in_every_attempt(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("mail")) as w:
        w.inbox.fail_next("email", 451, messages=1)
        await w.report("job-1", "succeeded", 1, metrics=LOSSES, tuned_model="m")
        await until(lambda: w.inbox.messages)
        await w.report("job-1", "succeeded", 2, metrics=[{"step": 21, "train_loss": 9.0}])
        await until(lambda: w.notifications("done"))
        first, second = w.inbox.messages
        (picture,) = images_of(first)
        assert picture.startswith(PNG)
        assert images_of(second) == [picture]
        for message in (first, second):
            html = mail(message).get_body(("html",))
            assert html is not None
            assert f'alt="{SHOWN}"' in html.get_content()
        without_date = [
            [line for line in one.body.splitlines() if not line.startswith("Date:")] for one in (first, second)
        ]
        assert without_date[0] == without_date[1]


async def test_the_losses_that_a_look_brings_with_the_end_are_drawn(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("mail")) as w:
        w.simulator.finish(w.simulator.add_job(status="running", steps_done=20), "succeeded")
        await until(lambda: w.notifications("done"))
        assert [picture[:8] for picture in images_of(w.inbox.messages[0])] == [PNG]


async def test_a_job_without_losses_is_told_without_a_picture(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("mail")) as w:
        await w.report("job-1", "failed", 1, metrics=[{"step": 1, "train_loss": 1.0}])
        await until(lambda: w.notifications("done"))
        assert images_of(w.inbox.messages[0]) == []


@pytest.mark.parametrize("broken", ["exit", "slow", "bug"])
async def test_a_picture_that_cannot_be_drawn_is_left_out_and_the_mail_goes(
    one_world: MakeWorld, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    async with one_world(subscriptions=told("mail")) as w:
        if broken == "bug":
            monkeypatch.setattr(chart, "_spec", None)
        else:
            w.services.charts.__dict__["_drawing"] = Drawing(("false",) if broken == "exit" else ("sleep", "600"))
        if broken == "slow":
            monkeypatch.setattr(chart, "DRAW_S", 0.05)
        await w.report("job-1", "failed", 1, metrics=LOSSES)
        (row,) = await until(lambda: w.notifications("done"))
        assert len(row["attempts"]) == 1
        (message,) = w.inbox.messages
        assert images_of(message) == []
        assert "<img" not in message.html


async def test_an_outgoing_webhook_has_no_curves_in_what_is_kept_for_it(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("hook"), public_url=PUBLIC) as w:
        assert w.services.charted == {"team", "mail"}
        await w.report("job-1", "failed", 1, metrics=LOSSES)
        await until(lambda: w.notifications("done"))
        assert "_drawing" not in w.services.charts.__dict__


# --- Slack ----------------------------------------------------------------------------------------------------------


async def status_of(w: World, path: str) -> int:
    async with w.http.get(w.public_url + path) as response:
        await response.read()
        return response.status


async def test_slack_is_told_where_the_picture_is_and_only_its_key_opens_it(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("team"), public_url=PUBLIC) as w:
        await w.report("job-1", "succeeded", 1, metrics=LOSSES, tuned_model="m")
        (row,) = await until(lambda: w.notifications("done"))
        (image,) = blocks_of(w.inbox.messages[0])
        assert image["alt_text"] == SHOWN
        where = urlsplit(image["image_url"])
        assert image["image_url"].startswith(f"{PUBLIC}/charts/{row['id']}.png?key=")
        async with w.http.get(f"{w.public_url}{where.path}?{where.query}") as response:
            assert (response.status, response.content_type) == (200, "image/png")
            assert (await response.read()).startswith(PNG)
            assert response.headers["Cache-Control"].startswith("private")
        other = where.query[:-1] + ("A" if where.query[-1] != "A" else "B")
        rubbish = [
            "",
            "?key=",
            f"?{other}",
            f"?{where.query}x",
            "?key=%00%ff%F0%9F",
            f"?key={'ü' * 40}",
            f"?{where.query * 9}",
        ]
        names = [
            f"/charts/{NOTE}.png",
            "/charts/ntf_.png",
            "/charts/%2e%2e",
            f"/charts/{row['id'].upper()}.png",
            "/charts/x",
        ]
        for path in [where.path + query for query in rubbish] + [f"{name}?{where.query}" for name in names]:
            assert await status_of(w, path) == 404, path


async def test_slack_without_a_public_address_gets_no_picture(one_world: MakeWorld) -> None:
    async with one_world(subscriptions=told("team")) as w:
        await w.report("job-1", "succeeded", 1, metrics=LOSSES, tuned_model="m")
        await until(lambda: w.notifications("done"))
        assert blocks_of(w.inbox.messages[0]) == []
        assert await w.services.redis.keys(chart_pictures.PREFIX + "*") == []


async def test_a_message_that_slack_refuses_for_its_picture_is_sent_without_it_in_the_same_attempt(
    one_world: MakeWorld,
) -> None:
    async with one_world(subscriptions=told("team"), public_url=PUBLIC) as w:
        w.inbox.fail_next("slack", 400, messages=1)
        await w.report("job-1", "failed", 1, metrics=LOSSES)
        (row,) = await until(lambda: w.notifications("done"))
        assert len(row["attempts"]) == 1
        assert [len(blocks_of(message)) for message in w.inbox.messages] == [1, 0]


async def test_a_stranger_meets_no_error_of_ours(one_world: MakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    async with one_world() as w:
        await chart_pictures.keep(w.services.redis, NOTE, KEY, PNG)
        path = f"/charts/{NOTE}.png?key={KEY}"
        assert await status_of(w, path) == 200
        monkeypatch.setattr(chart_pictures, "MAX_READING", 0)
        assert await status_of(w, path) == 503
        monkeypatch.undo()
        await w.services.redis.set(chart_pictures.PREFIX + NOTE, b"not a picture")
        assert await status_of(w, path) == 503


# --- what is kept ---------------------------------------------------------------------------------------------------


async def test_only_the_newest_pictures_are_kept_and_none_for_longer_than_a_day(
    redis: ArqRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_pictures, "MAX_KEPT", 2)
    names = [f"{number:024x}" for number in range(5)]
    for name in names:
        await chart_pictures.keep(redis, f"ntf_{name}", KEY, PNG)
    kept = sorted(await redis.keys(chart_pictures.PREFIX + "*"))
    assert kept == [f"{chart_pictures.PREFIX}ntf_{name}".encode() for name in names[-2:]]
    assert await redis.zcard(chart_pictures.NEWEST) == 2
    for key in (*kept, chart_pictures.NEWEST):
        assert 0 < await redis.ttl(key) <= chart_pictures.KEPT_S


def test_neither_a_chart_nor_its_address_is_in_its_repr() -> None:
    assert "secret" not in repr(Chart(png=b"secret", url="secret"))
