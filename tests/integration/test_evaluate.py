"""Evaluations on a real endpoint: slices, deaths, budgets, and candidates that are not there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.core.config import Candidate, Suite
from service.core.event import EventKind
from service.core.held_out import digest_of, load_items
from service.core.subscription import Subscription
from service.demo import tickets
from service.demo.simulator import Simulator
from service.store import evaluations
from service.store.evaluations import Evaluation
from tests.integration.conftest import MakeWorld
from tests.servers import until
from tests.world import SECRET, World
from workers import evaluate
from workers.evaluation import asking

QUESTIONS = tickets.held_out()
BUDGET = 3000


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """All held-out tickets, scored by label."""
    path = tmp_path / "held-out.jsonl"
    path.write_text("".join(line(question, label) for question, label in QUESTIONS))
    return Suite("tickets", str(path), scorer="label")


def line(question: str, label: str) -> str:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": label}]
    return json.dumps({"messages": messages}) + "\n"


async def finished(w: World) -> Evaluation:
    async def ended() -> list[Evaluation]:
        return [one for one in await w.store.read(evaluations.listed) if one.state == evaluations.FINISHED]

    return (await until(ended, timeout=60))[0]


def succeed(w: World, suffix: str = "support-bot") -> None:
    w.simulator.finish(w.simulator.add_job(status="running", suffix=suffix), "succeeded")


async def answers(w: World, one: Evaluation, candidate: str) -> list[dict[str, Any]]:
    return [row for row in await w.store.read(evaluations.answers, one.id) if row["candidate"] == candidate]


async def test_every_item_is_asked_once_of_each_candidate_over_several_slices(
    one_world: MakeWorld, suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SLICE_S", 2.1)  # a tenth of a second of asking before MIN_SLICE_S is reached
    async with one_world(suites=(replace(suite, concurrency=2),)) as w:
        succeed(w)
        one = await finished(w)
        assert one.result is not None
        assert one.verdict == "better"
        for candidate in ("tuned", "base"):
            rows = await answers(w, one, candidate)
            assert len(rows) == len(QUESTIONS)
            assert {row["asked"] for row in rows} == {1}
        assert one.result["asked_twice"] == 0
        assert one.result["items_digest"] == digest_of(load_items(Path(suite.items_file).read_bytes()))


async def test_items_in_flight_at_a_death_are_asked_again_and_their_number_is_told(
    one_world: MakeWorld, suite: Suite
) -> None:
    items = load_items(Path(suite.items_file).read_bytes())
    simulator = Simulator(secret=SECRET, warm_up_s=3600.0)
    async with one_world(suites=(suite,), simulator=simulator) as w:
        succeed(w)
        waiting = await until(lambda: w.store.read(evaluations.listed))
        died_while_asking = [item.id for item in items[:5]]
        await w.store.write(evaluations.asking, waiting[0].id, "tuned", died_while_asking)
        simulator.warm_up_s = 0.0
        one = await finished(w)
        assert one.result is not None
        assert one.result["asked_twice"] == 5
        assert any("5 items paid twice" in sentence for sentence in one.result["sentences"])


async def test_a_budget_ends_the_evaluation_with_pairs_of_the_same_items(one_world: MakeWorld, suite: Suite) -> None:
    async with one_world(suites=(replace(suite, max_tokens=BUDGET, max_output_tokens=16, concurrency=2),)) as w:
        succeed(w)
        one = await finished(w)
        assert one.result is not None
        tuned, base = await answers(w, one, "tuned"), await answers(w, one, "base")
        spent = sum(row["input_tokens"] + row["output_tokens"] for row in tuned + base if row["input_tokens"])
        assert 0 < spent <= BUDGET
        assert 0 < len(tuned) < len(QUESTIONS)
        assert one.result["pairs"]["base"]["n"] >= len(base) // 2
        assert any("stopped at budget" in sentence for sentence in one.result["sentences"])


async def test_a_candidate_that_does_not_answer_holds_nobody_up(one_world: MakeWorld, suite: Suite) -> None:
    ghost = Candidate("ghost", model="no-such-model")
    asked = replace(suite, candidates=(Candidate("base"), ghost), wait_for_model_s=1.0)
    async with one_world(suites=(asked,)) as w:
        succeed(w)
        one = await finished(w)
        assert one.result is not None
        assert one.verdict == "better"
        assert list(one.result["not_servable"]) == ["ghost"]


async def test_a_tuned_model_that_never_answers_costs_nothing(one_world: MakeWorld, suite: Suite) -> None:
    simulator = Simulator(secret=SECRET, warm_up_s=3600.0)
    async with one_world(suites=(replace(suite, wait_for_model_s=1.0),), simulator=simulator) as w:
        succeed(w)
        one = await finished(w)
        assert one.verdict == "not servable"
        assert sum(w.simulator.ledger.chat_answers.values()) == 0


async def test_a_broken_suite_says_which_line(one_world: MakeWorld, suite: Suite) -> None:
    path = Path(suite.items_file)
    path.write_text(path.read_text() + '{"messages": []}\n')
    async with one_world(suites=(suite,)) as w:
        succeed(w)
        one = await finished(w)
        assert one.verdict == evaluate.BROKEN_SUITE
        assert one.result is not None
        assert f"line {len(QUESTIONS) + 1}" in one.result["sentences"][0]


async def test_items_that_stand_in_the_training_file_are_told_first(
    one_world: MakeWorld, suite: Suite, tmp_path: Path
) -> None:
    training = tmp_path / "train.jsonl"
    training.write_text("".join(line(question, label) for question, label in QUESTIONS[:3]))
    async with one_world(suites=(replace(suite, training_file=str(training)),)) as w:
        succeed(w)
        one = await finished(w)
        assert one.result is not None
        assert one.result["sentences"][0].startswith("leakage: 3 of")
        assert len(one.result["leaked"]) == 3


async def test_the_second_version_is_compared_with_the_first(one_world: MakeWorld, suite: Suite) -> None:
    async with one_world(suites=(suite,)) as w:
        succeed(w)
        await finished(w)
        succeed(w)

        async def both() -> bool:
            ended = [one for one in await w.store.read(evaluations.listed) if one.state == evaluations.FINISHED]
            return len(ended) == 2

        await until(both, timeout=60)
        newest = (await w.store.read(evaluations.listed))[0]
        assert newest.result is not None
        assert "support-bot v1" in newest.result["pairs"]


async def test_the_success_message_says_that_an_evaluation_is_coming(one_world: MakeWorld, suite: Suite) -> None:
    slack = (Subscription("sub", "team", frozenset({EventKind.JOB_SUCCEEDED})),)
    async with one_world(suites=(suite,), subscriptions=slack) as w:
        succeed(w)
        message = (await until(lambda: w.inbox.accepted("slack")))[0]
        assert "evaluation pending (1 suite)" in message.body
