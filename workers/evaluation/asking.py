"""Asking: one slice over the candidates of an evaluation. Is each candidate's model there, and what does it answer?

Every item is on record as asked before it is, and every answer is kept as it comes, so that a kill costs at most the
items in flight, and the cost of those is counted.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from service.core.config import Suite
from service.core.evaluation import Answer, spent_on
from service.core.evaluation_plan import PREVIOUS, TUNED, CandidateState, EvaluationPlan
from service.core.held_out import HeldOutItem
from service.providers import ProviderError, Readiness
from service.store import evaluations
from service.store.evaluations import RUNNING, WAITING, Evaluation
from workers.context import Services
from workers.evaluation import ModelState, Never, NotYet, SliceResult, Stop
from workers.outbound.send import openai_client
from workers.requests.readiness import in_words, servable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SLICE_S = 40.0
MIN_SLICE_S = 2.0  # below this another candidate is not begun
PROBE_AGAIN_S = 15.0
FAILING_AGAIN_S = 30.0
ITEMS_AT_ONCE = 4  # times the suite's concurrency: how many are on record as asked at a time


@dataclass
class Slice:
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
    def plan(self) -> EvaluationPlan:
        return self.evaluation.plan

    async def run(self) -> float | None:
        """Seconds until the next slice is due, None when every candidate is settled. The tuned model goes first:
        while it does not answer, nothing is paid for the others."""
        async with contextlib.AsyncExitStack() as stack:
            await self._find_candidates(stack)
            tuned = self.plan.candidates[TUNED].state
            if tuned is CandidateState.NOT_SERVABLE:
                return None
            if tuned is CandidateState.NEW:
                return self.waits.get(TUNED, PROBE_AGAIN_S)
            await self._ask_all()
        return min((self.waits.get(name, 0.0) for name in self.plan.unsettled()), default=None)

    def _left_s(self) -> float:
        return SLICE_S - (time.monotonic() - self.began)

    async def _keep(self) -> None:
        state = RUNNING if self.plan.started else WAITING
        await self.services.store.write(evaluations.keep_plan, self.evaluation.id, self.plan, state=state)

    async def _find_candidates(self, stack: contextlib.AsyncExitStack) -> None:
        """A client for each unsettled candidate, and whether its model is there."""
        for name in self.plan.unsettled():
            client = await self._client(name, stack)
            if client is not None:
                self.clients[name] = client
                await self._probe(name, client)
            if name == TUNED and self.plan.candidates[TUNED].state is not CandidateState.ASKING:
                break
        await self._keep()

    async def _client(self, name: str, stack: contextlib.AsyncExitStack) -> AsyncOpenAI | None:
        """A client for the candidate's endpoint; None when there is none, and the candidate is given up."""
        candidate = self.plan.candidates[name]
        account = self.services.accounts.get(candidate.account)
        if account is None or not candidate.model:
            candidate.give_up("it has no endpoint in the configuration")
            return None
        try:
            return await stack.enter_async_context(openai_client(account, max_retries=0))
        except ProviderError as error:
            candidate.give_up(str(error))
            return None

    async def _probe(self, name: str, client: AsyncOpenAI) -> None:
        """A new candidate whose model is there is asked from here on. The model has `wait_for_model_s` since the
        evaluation was called for."""
        from workers.evaluation.chat import probe

        candidate = self.plan.candidates[name]
        if candidate.state is not CandidateState.NEW:
            return
        answer = await self._readiness(name) or await probe(client, candidate.called)
        waited_s = (self.services.store.now() - self.evaluation.created_at).total_seconds()
        match answer:
            case Never():
                candidate.give_up(answer.reason)
            case NotYet() if waited_s > self.suite.wait_for_model_s:
                candidate.give_up(answer.reason)
            case NotYet():
                self.waits[name] = max(answer.retry_after_s or 0.0, min(PROBE_AGAIN_S, 1.0 + waited_s / 4))
            case _:
                candidate.state = CandidateState.ASKING

    async def _readiness(self, name: str) -> ModelState | None:
        """What the provider says of a tuned model before it is tried; None where only trying tells. A model that is
        called by another name than its own is so from here on."""
        candidate = self.plan.candidates[name]
        if name not in (TUNED, PREVIOUS) or candidate.model is None:
            return None
        try:
            account = self.services.accounts[candidate.account]
            found = await servable(self.services, account, candidate.model)
        except ProviderError:
            return None
        match found.serving:
            case Readiness.NEEDS_ENDPOINT:
                return Never(in_words(found))
            case Readiness.NOT_YET:
                return NotYet(in_words(found))
            case Readiness.READY if found.call:
                candidate.call = found.call
        return None

    async def _ask_all(self) -> None:
        """Asks what is left, some items of each candidate in turn, until the slice is over."""
        size = self.suite.concurrency * ITEMS_AT_ONCE
        for start in range(0, len(self.items), size):
            for name in self._open():
                answers = self.answers.setdefault(name, {})
                left = [item for item in self.items[start : start + size] if item.id not in answers]
                if self._left_s() < MIN_SLICE_S:
                    return
                if left and name not in self.waits:
                    self._note_end(name, await self._ask_some(name, left))
        for name in self._open():
            if len(self.answers.get(name, {})) >= len(self.items):
                self.plan.candidates[name].state = CandidateState.ENDED
        await self._keep()

    def _open(self) -> list[str]:
        """The candidates that are being asked and have a client in this slice."""
        return [name for name in self.plan.asking() if name in self.clients]

    async def _ask_some(self, name: str, items: list[HeldOutItem]) -> SliceResult:
        from workers.evaluation.chat import run_slice

        store, evaluation_id, candidate = self.services.store, self.evaluation.id, self.plan.candidates[name]
        await store.write(evaluations.asking, evaluation_id, name, [item.id for item in items])

        async def keep(answer: Answer) -> None:
            self.answers[name][answer.item_id] = answer
            await store.write(evaluations.keep_answers, evaluation_id, name, [_columns(answer)])

        result = await run_slice(
            self.clients[name],
            model=candidate.called,
            items=items,
            suite=self.suite,
            system=candidate.system,
            deadline_s=self._left_s(),
            on_answer=keep,
            candidate=name,
            spent=spent_on([answer for answers in self.answers.values() for answer in answers.values()]),
        )
        await store.write(evaluations.not_asked, evaluation_id, name, [item.id for item in result.remaining])
        return result

    def _note_end(self, name: str, result: SliceResult) -> None:
        """What the way in which some items ended means for the candidate."""
        candidate = self.plan.candidates[name]
        if result.answers:
            candidate.failures = 0
        match result.stopped:
            case Stop.BUDGET:
                self.plan.stop_at(result.detail)
            case Stop.DENIED:
                candidate.give_up(result.detail)
            case Stop.THROTTLED:
                self.waits[name] = result.retry_after_s or FAILING_AGAIN_S
            case Stop.MODEL_MISSING:
                candidate.state = CandidateState.NEW
                self.waits[name] = result.retry_after_s or PROBE_AGAIN_S
            case Stop.ENDPOINT_FAILING:
                candidate.fail(result.detail)
                self.waits[name] = result.retry_after_s or FAILING_AGAIN_S


def _columns(answer: Answer) -> dict[str, Any]:
    return asdict(answer) | {"answer": answer.text}
