"""One slice of an evaluation: is each candidate there, ask it some items, and when all are settled say what was found.

Waiting for a model is a due time, not a sleep. Every item is on record as asked before it is, and every answer is
kept as it comes, so that a kill costs at most the items in flight, and the cost of those is counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.core.config import Account, Suite
from service.core.evaluation import (
    Answer,
    CandidateResult,
    Findings,
    judge,
    spent_on,
    verdict_word,
)
from service.core.evaluation_plan import PREVIOUS, TUNED
from service.core.evaluation_words import LEAKAGE_NOT_CHECKED, sentences
from service.core.model import ModelVersion
from service.core.outbox import EntryKind, EntryState
from service.core.scoring import BadSuite, HeldOutItem, digest_of, leaked, load_items
from service.core.task import CarryOut
from service.providers import ProviderError, Readiness
from service.store import evaluations, outbox, registry
from service.store.engine import Tx
from service.store.evaluations import RUNNING, WAITING, Evaluation
from service.store.outbox import Claimed
from workers.context import Services
from workers.dispatch import dispatch
from workers.evaluation import ModelState, Never, NotYet, SliceResult, Stop
from workers.requests.readiness import in_words, servable
from workers.runtime import lease

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SLICE_S = 40.0
MIN_SLICE_S = 2.0  # below this another candidate is not begun
PROBE_AGAIN_S = 15.0
FAILING_AGAIN_S = 30.0
FAILING_TRIES = 20  # slices in a row in which an endpoint brought nothing but faults: it counts as not servable
ITEMS_AT_ONCE = 4  # times the suite's concurrency: how many are on record as asked at a time

BROKEN_SUITE = "not run"


class State(StrEnum):
    """Where one candidate stands."""

    NEW = "new"
    ASKING = "asking"
    ENDED = "ended"
    NOT_SERVABLE = "not_servable"


SETTLED = (State.ENDED, State.NOT_SERVABLE)


async def evaluate(services: Services, task: CarryOut) -> None:
    """Does what a slice's time allows and hands over the next slice, or the verdict."""
    owner = f"{services.owner}:{task.task_id}"
    claim = await services.store.write(outbox.claim, task.entry, owner=owner, lease_s=lease.LEASE_S)
    if claim.result is not Claimed.YES:
        return
    renew = partial(services.store.write, outbox.renew, task.entry, owner=owner, lease_s=lease.LEASE_S)
    async with lease.held(renew, f"evaluation {task.entry}"):
        await _slice(services, task, owner, claim.tries)


async def _slice(services: Services, task: CarryOut, owner: str, tries: int) -> None:
    found = await services.store.read(_subject, task.entry)
    suite = None if found is None else services.suites.get(found.evaluation.suite)
    if found is None or suite is None:
        reason = "the suite is not configured any more"
        await services.store.write(outbox.close, task.entry, EntryState.CANCELLED_BY_CONFIG, reason)
        return
    try:
        items = load_items(await asyncio.to_thread(_read, suite.items_file), suite.labels)
    except (BadSuite, OSError) as error:
        said = str(error) if isinstance(error, BadSuite) else "its file cannot be read"
        line = f"{BROKEN_SUITE}: suite {suite.name}: {said}"
        await Ending(services, found, suite, (), owner).tell(BROKEN_SUITE, {"sentences": [line]})
        return
    await asyncio.to_thread(
        importlib.import_module, "workers.outbound.send_openai"
    )  # half a second that webhooks need not wait
    run = Run(services, found.evaluation, suite, items, _by_candidate(found.answers))
    wait_s = await run.slice()
    if wait_s is None:
        await Ending(services, found, suite, items, owner).judge(run)
        return
    due = services.store.now() + timedelta(seconds=wait_s)
    await services.store.write(outbox.postpone, task.entry, owner=owner, due_at=due)
    await services.enqueue_in(CarryOut(EntryKind.EVALUATE, task.entry, tries), wait_s)


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
    """One slice over the candidates of an evaluation: the same items of each in turn, so that a budget which ends
    too early still leaves pairs."""

    services: Services
    evaluation: Evaluation
    suite: Suite
    items: list[HeldOutItem]
    answers: dict[str, dict[str, Answer]]
    began: float = field(default_factory=time.monotonic)
    clients: dict[str, AsyncOpenAI] = field(default_factory=dict)
    waits: dict[str, float] = field(default_factory=dict)  # seconds until it is worth asking this candidate again

    @property
    def plan(self) -> dict[str, dict[str, Any]]:
        return self.evaluation.plan

    async def slice(self) -> float | None:
        """Seconds until the next slice is due, None when every candidate is settled. The tuned model goes first:
        while it does not answer, nothing is paid for the others."""
        async with contextlib.AsyncExitStack() as stack:
            await self._find_candidates(stack)
            if self._state(TUNED) is State.NOT_SERVABLE:
                return None
            if self._state(TUNED) is State.NEW:
                return self.waits.get(TUNED, PROBE_AGAIN_S)
            await self._ask_all()
        unsettled = [name for name in self.plan if self._state(name) not in SETTLED]
        return min((self.waits.get(name, 0.0) for name in unsettled), default=None)

    def _state(self, name: str) -> State:
        return State(self.plan[name].get("state", State.NEW))

    def _left_s(self) -> float:
        return SLICE_S - (time.monotonic() - self.began)

    async def _keep(self) -> None:
        started = any(self._state(name) is not State.NEW for name in self.plan)
        state = RUNNING if started else WAITING
        await self.services.store.write(evaluations.keep_plan, self.evaluation.id, self.plan, state=state)

    async def _find_candidates(self, stack: contextlib.AsyncExitStack) -> None:
        """A client for each unsettled candidate, and whether its model is there."""
        for name in sorted(self.plan, key=lambda one: one != TUNED):
            if self._state(name) in SETTLED:
                continue
            account = self.services.accounts.get(self.plan[name]["account"])
            if account is None or not self.plan[name]["model"]:
                self._give_up(name, "it has no endpoint in the configuration")
                continue
            try:
                client = await stack.enter_async_context(self._client(account))
            except ProviderError as error:
                self._give_up(name, str(error))
                continue
            self.clients[name] = client
            if self._state(name) is State.NEW:
                await self._probe(name, client)
            if name == TUNED and self._state(TUNED) is not State.ASKING and self._state(TUNED) is not State.ENDED:
                break
        await self._keep()

    def _client(self, account: Account) -> AsyncOpenAI:
        return self.services.outbound.openai_client(account, self.services.provider(account), max_retries=0)

    def _give_up(self, name: str, reason: str) -> None:
        self.plan[name] |= {"state": State.NOT_SERVABLE, "reason": reason}

    async def _probe(self, name: str, client: AsyncOpenAI) -> None:
        """Whether the model is there. A new one has `wait_for_model_s` since the evaluation was called for."""
        from workers.evaluation.chat import probe

        answer = await self._told_by_provider(name) or await probe(client, self._called(name))
        waited_s = (self.services.store.now() - self.evaluation.created_at).total_seconds()
        match answer:
            case Never():
                self._give_up(name, answer.reason)
            case NotYet() if waited_s > self.suite.wait_for_model_s:
                self._give_up(name, answer.reason)
            case NotYet():
                self.waits[name] = max(answer.retry_after_s or 0.0, min(PROBE_AGAIN_S, 1.0 + waited_s / 4))
            case _:
                self.plan[name]["state"] = State.ASKING

    async def _told_by_provider(self, name: str) -> ModelState | None:
        """What the provider says of a tuned model before it is tried; None where only trying tells. A model that is
        called by another name than its own is so from here on."""
        mine = self.plan[name]
        if name not in (TUNED, PREVIOUS):
            return None
        try:
            found = await servable(self.services, self.services.accounts[mine["account"]], mine["model"])
        except ProviderError:
            return None
        match found.serving:
            case Readiness.NEEDS_ENDPOINT:
                return Never(in_words(found))
            case Readiness.NOT_YET:
                return NotYet(in_words(found))
            case Readiness.READY if found.call:
                mine["call"] = found.call
        return None

    def _called(self, name: str) -> str:
        """The name by which the candidate's model is called."""
        mine = self.plan[name]
        return str(mine.get("call") or mine["model"])

    async def _ask_all(self) -> None:
        """Asks what is left, some items of each candidate in turn, until the slice is over."""
        size = self.suite.concurrency * ITEMS_AT_ONCE
        for start in range(0, len(self.items), size):
            for name in self._asking():
                answers = self.answers.setdefault(name, {})
                left = [item for item in self.items[start : start + size] if item.id not in answers]
                if self._left_s() < MIN_SLICE_S:
                    return
                if left and name not in self.waits:
                    self._notification(name, await self._ask_some(name, left))
        for name in self._asking():
            if len(self.answers.get(name, {})) >= len(self.items):
                self.plan[name]["state"] = State.ENDED
        await self._keep()

    def _asking(self) -> list[str]:
        return [name for name in self.clients if self._state(name) is State.ASKING]

    async def _ask_some(self, name: str, items: list[HeldOutItem]) -> SliceResult:
        from workers.evaluation.chat import run_slice

        store, one = self.services.store, self.evaluation.id
        await store.write(evaluations.asking, one, name, [item.id for item in items])

        async def keep(answer: Answer) -> None:
            self.answers[name][answer.item_id] = answer
            await store.write(evaluations.keep_answers, one, name, [_columns(answer)])

        result = await run_slice(
            self.clients[name],
            model=self._called(name),
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

    def _notification(self, name: str, result: SliceResult) -> None:
        """What the way in which some items ended means for the candidate."""
        mine = self.plan[name]
        if result.answers:
            mine["failures"] = 0
        match result.stopped:
            case Stop.BUDGET:
                self.plan[TUNED]["stopped_at"] = result.detail
                for other in self._asking():
                    self.plan[other]["state"] = State.ENDED
            case Stop.DENIED:
                self._give_up(name, result.detail)
            case Stop.THROTTLED:
                self.waits[name] = result.retry_after_s or FAILING_AGAIN_S
            case Stop.MODEL_MISSING:
                mine["state"] = State.NEW
                self.waits[name] = result.retry_after_s or PROBE_AGAIN_S
            case Stop.ENDPOINT_FAILING:
                mine["failures"] = mine.get("failures", 0) + 1
                self.waits[name] = result.retry_after_s or FAILING_AGAIN_S
                if mine["failures"] >= FAILING_TRIES:
                    self._give_up(name, result.detail)


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
        leak = await asyncio.to_thread(self._leaked)
        findings = Findings(
            suite=self.suite,
            items=self.items,
            challenger=challenger,
            references=list(results.values()),
            leaked=leak or (),
            stopped_at=plan[TUNED].get("stopped_at"),
            asked_twice=await self.services.store.read(evaluations.asked_twice, self.subject.evaluation.id),
        )
        numbers = _numbers(findings)
        if leak is None:
            numbers["sentences"].insert(0, f"{LEAKAGE_NOT_CHECKED}: the suite's training_file cannot be read")
        await self.tell(verdict_word(findings), numbers)

    def _result(self, name: str, planned: dict[str, Any], answers: dict[str, Answer]) -> CandidateResult:
        unservable = planned.get("reason") if planned.get("state") == State.NOT_SERVABLE else None
        label = planned.get("label") or name
        return CandidateResult(label, tuple(replace(one, candidate=label) for one in answers.values()), unservable)

    def _leaked(self) -> list[str] | None:
        """Ids of items that stand word for word in the training data, where we have a copy; None: it is unreadable."""
        if self.suite.training_file is None:
            return []
        try:
            return leaked(self.items, _read(self.suite.training_file))
        except OSError:
            return None

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
        await dispatch(self.services, owed)


def _numbers(findings: Findings) -> dict[str, Any]:
    """What is kept of an evaluation beside its answers: sentences, and each pair's numbers without leaked items (and
    with them, where there are any)."""
    return {
        "sentences": list(sentences(findings)),
        "challenger": findings.challenger.name,
        "items": len(findings.items),
        "items_digest": digest_of(findings.items),
        "pairs": _pairs(findings, clean=True),
        "pairs_with_leaked": _pairs(findings, clean=False) if findings.leaked else {},
        "leaked": list(findings.leaked),
        "asked_twice": findings.asked_twice,
        "not_servable": {
            one.name: one.not_servable for one in (findings.challenger, *findings.references) if one.not_servable
        },
    }


def _pairs(findings: Findings, *, clean: bool) -> dict[str, dict[str, Any]]:
    """The verdict on each pair that both answered, by the reference's name."""
    if findings.challenger.not_servable is not None:
        return {}
    judged = {
        one.name: judge(findings.challenger, one, findings, clean=clean)
        for one in findings.references
        if one.not_servable is None
    }
    return {name: asdict(pair) | {"word": pair.word.value, "n": pair.n} for name, pair in judged.items()}
