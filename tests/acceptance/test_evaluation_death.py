"""A worker that is killed while it evaluates: every item is settled once, and what was paid twice is told."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from service.demo import tickets
from service.demo.inbox import Inbox
from service.demo.openai_format import ChatRequest
from service.demo.simulator import Simulator
from tests.processes import count, installed, select
from tests.servers import until
from tests.world import SECRET

ITEMS = 60
CONCURRENCY = 4
ANSWERS_BEFORE_THE_KILL = 25
QUESTIONS = {question for question, _ in tickets.held_out()[:ITEMS]}

CONFIG = f"""
[[account]]
name = "openai-main"
provider = "openai"
base_url = "{{base_url}}"
api_key = "{{api_key}}"
webhook_secrets = ["{SECRET}"]
poll = false

[[channel]]
name = "hook"
kind = "webhook"
url = "{{hook}}"

[[subscription]]
channel = "hook"
events = ["*"]

[[suite]]
name = "tickets"
file = "held-out.jsonl"
scorer = "label"
concurrency = {CONCURRENCY}
"""

Item = tuple[str, str]  # model, question


class Endpoint(Simulator):
    """Writes down what it is paid for: each question of the suite, by model."""

    def __init__(self) -> None:
        super().__init__(secret=SECRET)
        self.paid: Counter[Item] = Counter()

    def chat(self, request: ChatRequest) -> bytes:
        self.pay(request)
        return super().chat(request)

    def pay(self, request: ChatRequest) -> Item | None:
        """The item that is asked; None for a mere hello."""
        item = request.model, request.messages[-1].text()
        if item[1] not in QUESTIONS:
            return None
        self.paid[item] += 1
        return item


class Stalling:
    """In the place of an outage: once so many items were answered, it is paid for the next and keeps their answers."""

    def __init__(self, endpoint: Endpoint, answers: int) -> None:
        self._endpoint, self._answers = endpoint, answers
        self.held: set[Item] = set()

    @property
    def requests_left(self) -> int:
        return int(self._endpoint.paid.total() >= self._answers)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        item = self._endpoint.pay(msgspec.json.decode(await request.read(), type=ChatRequest))
        assert item is not None
        self.held.add(item)
        await asyncio.Event().wait()  # ends with the client
        raise AssertionError("unreachable")


async def test_a_worker_killed_in_the_middle_of_a_slice_costs_at_most_the_items_in_flight(
    tmp_path: Path, redis_url: str, sqlite_url: str
) -> None:
    folder = tmp_path / "tunewatch"
    folder.mkdir()
    (folder / "held-out.jsonl").write_text("".join(line(*pair) for pair in tickets.held_out()[:ITEMS]))
    endpoint, inbox = Endpoint(), Inbox()
    await endpoint.start()
    await inbox.start()
    config = CONFIG.format(base_url=endpoint.base_url, api_key=endpoint.api_key, hook=inbox.hook_url)
    try:
        async with installed(folder, config, redis_url, sqlite_url) as tunewatch:
            endpoint.webhooks.url = f"{tunewatch.url}/webhooks/openai-main"
            await tunewatch.receiver.start()
            await tunewatch.worker.start()
            stalling = endpoint.outage = Stalling(endpoint, ANSWERS_BEFORE_THE_KILL)  # type: ignore[assignment]  # slow, not out
            endpoint.finish(endpoint.add_job(status="running", suffix="support-bot"), "succeeded")

            async def in_the_middle() -> bool:
                """All that was answered is stored, and as much as may be is under way."""
                stored = await count(sqlite_url, "evaluation_answers WHERE answer IS NOT NULL")
                return len(stalling.held) == CONCURRENCY and stored + CONCURRENCY == endpoint.paid.total()

            await until(in_the_middle, timeout=60)
            tunewatch.worker.kill()
            endpoint.outage = None
            await tunewatch.worker.start()

            async def told() -> list[dict[str, Any]]:
                said = [json.loads(one.body) for one in inbox.accepted("webhook")]
                return [one for one in said if one["type"] == "evaluation.finished"]

            await until(told, timeout=60)

            async def nothing_owed() -> bool:
                return not await count(sqlite_url, "outbox WHERE state = 'owed'")

            await until(nothing_owed)
            lines = (await told())[0]["data"]["evaluation"]["lines"]
            assert len(await told()) == 1
            assert await count(sqlite_url, "notifications WHERE event_kind = 'evaluation.finished'") == 1
            await every_item_has_one_answer(sqlite_url)
            twice = {item for item, times in endpoint.paid.items() if times > 1}
            said = [int(found[1]) for one in lines if (found := re.search(r"up to (\d+) items paid twice", one))]
            print(f"items: {ITEMS} of 2 candidates, in flight at the kill and paid twice: {len(twice)}, told: {said}")
            assert twice == stalling.held
            assert set(endpoint.paid.values()) == {1, 2}
            assert len(endpoint.paid) == 2 * ITEMS
            assert len(said) == 1
            assert len(twice) <= said[0] <= 4 * CONCURRENCY
    finally:
        await endpoint.stop()
        await inbox.stop()


async def every_item_has_one_answer(database_url: str) -> None:
    rows = await select(database_url, "SELECT candidate, item_id, answer, error FROM evaluation_answers")
    assert Counter(row["candidate"] for row in rows) == {"tuned": ITEMS, "base": ITEMS}
    assert len({(row["candidate"], row["item_id"]) for row in rows}) == 2 * ITEMS
    assert {row["error"] for row in rows} == {None}
    assert None not in {row["answer"] for row in rows}


def line(question: str, label: str) -> str:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": label}]
    return json.dumps({"messages": messages}) + "\n"
