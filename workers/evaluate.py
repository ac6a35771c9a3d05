"""One slice of an evaluation: is each candidate there, ask it some items, and when all are settled say what was found.

Waiting for a model is a due time, not a sleep. Every item is on record as asked before it is, and every answer is
kept as it comes, so that a kill costs at most the items in flight, and the cost of those is counted.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.core.config import Suite
from service.core.effect import EffectState
from service.core.evaluation import (
    Answer,
    CandidateResult,
    Findings,
    judge,
    sentences,
    spent_on,
    verdict_word,
)
from service.core.model import ModelVersion
from service.core.plan import TUNED
from service.core.scoring import BadSuite, HeldOutItem, leaked, load_items
from service.core.task import Evaluate
from service.providers import ProviderError
from service.store import effects, evaluations, registry
from service.store.effects import Claimed
from service.store.engine import Tx
from service.store.evaluations import RUNNING, WAITING, Evaluation
from workers.context import Services
from workers.evaluators import Never, NotYet, Servability, SliceResult, Stop
from workers.send import openai_client

if TYPE_CHECKING:
    from openai import AsyncOpenAI

LEASE_S = 75.0
SLICE_S = 40.0
MIN_SLICE_S = 2.0  # below this another candidate is not begun
PROBE_AGAIN_S = 15.0
FAILING_AGAIN_S = 30.0
FAILING_TRIES = 20  # slices in which an endpoint brought nothing but faults, before it counts as not servable
ITEMS_AT_ONCE = 4  # times the suite's concurrency: how many are on record as asked at a time

BROKEN_SUITE = "not run"


class State(StrEnum):
    """Where one candidate stands."""

    NEW = "new"
    ASKING = "asking"
    ENDED = "ended"
    NOT_SERVABLE = "not_servable"


SETTLED = (State.ENDED, State.NOT_SERVABLE)


async def evaluate(services: Services, task: Evaluate) -> None:
    """Does what a slice's time allows and hands over the next slice, or the verdict."""
    owner = f"{services.owner}:{task.task_id}"
    claim = await services.store.write(effects.claim, task.effect, owner=owner, lease_s=LEASE_S)
    if claim.result is not Claimed.YES:
        return
    found = await services.store.read(_subject, task.effect)
    suite = None if found is None else services.suites.get(found.evaluation.suite)
    if found is None or suite is None:
        reason = "the suite is not configured any more"
        await services.store.write(effects.close, task.effect, EffectState.CANCELLED_BY_CONFIG, reason)
        return
    try:
        items = load_items(await asyncio.to_thread(_read, suite.items_file), suite.labels)
    except (BadSuite, OSError) as error:
        said = str(error) if isinstance(error, BadSuite) else "its file cannot be read"
        line = f"{BROKEN_SUITE}: suite {suite.name}: {said}"
        await Ending(services, found, suite, (), owner).tell(BROKEN_SUITE, {"sentences": [line]})
        return
    run = Run(services, found.evaluation, suite, items, _by_candidate(found.answers))
    wait_s = await run.slice()
    if wait_s is None:
        await Ending(services, found, suite, items, owner).judge(run)
        return
    due = services.store.now() + timedelta(seconds=wait_s)
    await services.store.write(effects.postpone, task.effect, owner=owner, due_at=due)
    await services.enqueue_in(Evaluate(task.effect, claim.tries), wait_s)


@dataclass(frozen=True)
class Subject:
    """An evaluation with what it is about."""

    evaluation: Evaluation
    version: ModelVersion
    provider: str
    answers: list[dict[str, Any]]


def _subject(tx: Tx, one: str) -> Subject | None:
    evaluation = evaluations.get(tx, one)
    version = None if evaluation is None else registry.get_version(tx, evaluation.version_id)
    if evaluation is None or version is None:
        return None
    return Subject(evaluation, version, str(version.lineage.get("provider", "")), evaluations.answers(tx, one))


def _read(path: str) -> bytes:
    return Path(path).read_bytes()


def _by_candidate(rows: list[dict[str, Any]]) -> dict[str, dict[str, Answer]]:
    """The settled answers, by candidate and item."""
    found: dict[str, dict[str, Answer]] = {}
    for row in rows:
        if row["answer"] is None and row["error"] is None:
            continue  # asked and not answered: it is asked again
        answer = Answer(
            item_id=row["item_id"],
            candidate=row["candidate"],
            text=row["answer"] or "",
            correct=bool(row["correct"]),
            input_tokens=row["input_tokens"] or 0,
            output_tokens=row["output_tokens"] or 0,
            latency_ms=row["latency_ms"] or 0.0,
            error=row["error"],
        )
        found.setdefault(row["candidate"], {})[row["item_id"]] = answer
    return found


@dataclass
class Run:
    """One slice over the candidates of an evaluation."""

    services: Services
    evaluation: Evaluation
    suite: Suite
    items: list[HeldOutItem]
    answers: dict[str, dict[str, Answer]]
    stopped_at: str | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def plan(self) -> dict[str, dict[str, Any]]:
        return self.evaluation.plan

    async def slice(self) -> float | None:
        """Seconds until the next slice is due, None when every candidate is settled. The tuned model goes first:
        while it does not answer, nothing is paid for the others."""
        waits: list[float] = []
        for name in sorted(self.plan, key=lambda one: one != TUNED):
            if self._state(name) in SETTLED:
                continue
            if self._left_s() < MIN_SLICE_S:
                waits.append(0.0)
                break
            wait_s = await self._advance(name)
            await self._keep()
            if wait_s is not None:
                waits.append(wait_s)
            if name == TUNED and self._state(name) is not State.ENDED:
                break
        if self._state(TUNED) is State.NOT_SERVABLE:
            return None
        return min(waits, default=None)

    def _state(self, name: str) -> State:
        return State(self.plan[name].get("state", State.NEW))

    def _left_s(self) -> float:
        return SLICE_S - (time.monotonic() - self.began)

    async def _keep(self) -> None:
        started = any(self._state(name) is not State.NEW for name in self.plan)
        state = RUNNING if started else WAITING
        await self.services.store.write(evaluations.keep_plan, self.evaluation.id, self.plan, state=state)

    async def _advance(self, name: str) -> float | None:
        """Takes one candidate further; seconds until it is worth going on, None when it is settled."""
        account = self.services.accounts.get(self.plan[name]["account"])
        if account is None or not self.plan[name]["model"]:
            self._give_up(name, "it has no endpoint in the configuration")
            return None
        try:
            client = openai_client(account, max_retries=0)
        except ProviderError as error:
            self._give_up(name, str(error))
            return None
        async with client:
            if self._state(name) is State.NEW:
                wait_s = await self._probe(name, client)
                if self._state(name) is not State.ASKING:
                    return wait_s
            return await self._ask(name, client)

    def _give_up(self, name: str, reason: str) -> None:
        self.plan[name] |= {"state": State.NOT_SERVABLE, "reason": reason}

    async def _probe(self, name: str, client: AsyncOpenAI) -> float | None:
        """Whether the model is there. A new one has `wait_for_model_s` since the evaluation was called for."""
        from workers.evaluators.chat import probe

        answer: Servability = await probe(client, self.plan[name]["model"])
        if isinstance(answer, Never):
            self._give_up(name, answer.reason)
            return None
        if isinstance(answer, NotYet):
            waited_s = (self.services.store.now() - self.evaluation.created_at).total_seconds()
            if waited_s > self.suite.wait_for_model_s:
                self._give_up(name, answer.reason)
                return None
            return max(answer.retry_after_s or 0.0, min(PROBE_AGAIN_S, 1.0 + waited_s / 4))
        self.plan[name]["state"] = State.ASKING
        return None

    async def _ask(self, name: str, client: AsyncOpenAI) -> float | None:
        """Asks what is left, some items at a time, until the slice is over or something stands in the way."""
        answers = self.answers.setdefault(name, {})
        while left := [item for item in self.items if item.id not in answers]:
            if self._left_s() < MIN_SLICE_S:
                return 0.0
            result = await self._ask_some(name, client, left[: self.suite.concurrency * ITEMS_AT_ONCE])
            if result.stopped is not Stop.DONE:
                return self._stopped(name, result)
        self.plan[name]["state"] = State.ENDED
        return None

    async def _ask_some(self, name: str, client: AsyncOpenAI, items: list[HeldOutItem]) -> SliceResult:
        from workers.evaluators.chat import run_slice

        store, one = self.services.store, self.evaluation.id
        await store.write(evaluations.asking, one, name, [item.id for item in items])

        async def keep(answer: Answer) -> None:
            self.answers[name][answer.item_id] = answer
            await store.write(evaluations.keep_answers, one, name, [_columns(answer)])

        result = await run_slice(
            client,
            model=self.plan[name]["model"],
            items=items,
            suite=self.suite,
            system=self.plan[name]["system"],
            deadline_s=self._left_s(),
            on_answer=keep,
            candidate=name,
            spent=spent_on([answer for answers in self.answers.values() for answer in answers.values()]),
        )
        await store.write(evaluations.not_asked, one, name, [item.id for item in result.remaining])
        return result

    def _stopped(self, name: str, result: SliceResult) -> float | None:
        """What an unfinished slice means for the candidate."""
        mine = self.plan[name]
        match result.stopped:
            case Stop.BUDGET:
                self.plan[TUNED]["stopped_at"] = result.detail
                mine["state"] = State.ENDED
                return None
            case Stop.DENIED:
                self._give_up(name, result.detail)
                return None
            case Stop.THROTTLED:
                return result.retry_after_s or FAILING_AGAIN_S
            case Stop.ENDPOINT_FAILING | Stop.MODEL_MISSING:
                mine["failures"] = mine.get("failures", 0) + 1
                if mine["failures"] >= FAILING_TRIES:
                    self._give_up(name, result.detail)
                    return None
                return result.retry_after_s or FAILING_AGAIN_S
        return 0.0


def _columns(answer: Answer) -> dict[str, Any]:
    return asdict(answer) | {"answer": answer.text}


@dataclass(frozen=True)
class Ending:
    """Says what was found."""

    services: Services
    subject: Subject
    suite: Suite
    items: tuple[HeldOutItem, ...] | list[HeldOutItem]
    owner: str

    async def judge(self, run: Run) -> None:
        """Findings into words, numbers and one verdict; told once."""
        plan = run.plan
        results = {name: self._result(name, plan[name], run.answers.get(name, {})) for name in plan}
        challenger = results.pop(TUNED)
        findings = Findings(
            suite=self.suite,
            items=self.items,
            challenger=challenger,
            references=list(results.values()),
            leaked=await asyncio.to_thread(self._leaked),
            stopped_at=plan[TUNED].get("stopped_at"),
            asked_twice=await self.services.store.read(evaluations.asked_twice, self.subject.evaluation.id),
        )
        await self.tell(verdict_word(findings), _numbers(findings))

    def _result(self, name: str, planned: dict[str, Any], answers: dict[str, Answer]) -> CandidateResult:
        unservable = planned.get("reason") if planned.get("state") == State.NOT_SERVABLE else None
        label = planned.get("label") or name
        return CandidateResult(label, tuple(replace(one, candidate=label) for one in answers.values()), unservable)

    def _leaked(self) -> list[str]:
        """Ids of items that stand word for word in the training data, where we have a copy of it."""
        if self.suite.training_file is None:
            return []
        try:
            return leaked(self.items, _read(self.suite.training_file))
        except OSError:
            return []

    async def tell(self, verdict: str, result: dict[str, Any]) -> None:
        """Commits the verdict with its notifications."""
        about = (self.subject.version, self.subject.provider)
        owed = await self.services.store.write(
            evaluations.finish,
            self.subject.evaluation.id,
            owner=self.owner,
            verdict=verdict,
            result=result,
            about=about,
            subscriptions=await self.services.subscriptions(),
        )
        await self.services.enqueue(owed)


def _numbers(findings: Findings) -> dict[str, Any]:
    """What is kept of an evaluation beside its answers: sentences, and each pair's numbers."""
    pairs = {}
    for reference in findings.references:
        if findings.challenger.not_servable is None and reference.not_servable is None:
            pair = judge(findings.challenger, reference, findings, clean=False)
            pairs[reference.name] = asdict(pair) | {"word": pair.word.value, "n": pair.n}
    return {
        "sentences": list(sentences(findings)),
        "challenger": findings.challenger.name,
        "items": len(findings.items),
        "pairs": pairs,
        "leaked": list(findings.leaked),
        "asked_twice": findings.asked_twice,
        "not_servable": {
            one.name: one.not_servable for one in (findings.challenger, *findings.references) if one.not_servable
        },
    }
