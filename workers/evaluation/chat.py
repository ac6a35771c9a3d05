"""Asks held-out items of any endpoint that speaks OpenAI's chat completions, one bounded slice at a time."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.core.config import Suite
from service.core.evaluation import Answer, Spent, over_budget, worst_case
from service.core.held_out import HeldOutItem, Message
from service.scorers import is_right
from service.scorers.table import SCORERS
from workers.evaluation import ModelReadiness, ModelState, Never, NotYet, SliceResult, Stop
from workers.evaluation.request import Completion, Fault, Remedy, Shape, complete

if TYPE_CHECKING:  # importing openai costs 400 ms and 50 MB: only a worker that evaluates pays for it
    from openai import AsyncOpenAI

REQUEST_TIMEOUT_S = 30.0
GRACE_S = 5.0  # for requests under way at the deadline: 50 s of slice and these stay below a task's 60 s
MAX_TRIES = 4
FAILING_AFTER = 3  # items in a row given up without any answer: the endpoint is at fault, not the items
BACKOFF_S = 0.5
PROBE_TIMEOUT_S = 20.0

OnAnswer = Callable[[Answer], Awaitable[None]]


# --- is it there? -----------------------------------------------------------------------------------------------


async def probe(client: AsyncOpenAI, model: str) -> ModelState:
    """Whether the model answers, found by one tiny call (more where the endpoint refuses a parameter)."""
    shape = Shape()
    client = client.with_options(max_retries=0)
    hello: list[Message] = [{"role": "user", "content": "Hello"}]
    while True:
        outcome = await complete(client, model, hello, shape.parameters(16, 0.0), PROBE_TIMEOUT_S)
        if isinstance(outcome, Completion):
            return ModelReadiness()
        if outcome.remedy is Remedy.DENIED:
            return Never(outcome.reason)
        adapted = shape.without(outcome.parameter) if outcome.remedy is Remedy.ADAPT else None
        if adapted is None:
            return NotYet(outcome.reason, outcome.retry_after_s)
        shape = adapted


# --- a slice ----------------------------------------------------------------------------------------------------


async def run_slice(
    client: AsyncOpenAI,
    *,
    model: str,
    items: Sequence[HeldOutItem],
    suite: Suite,
    system: str | None,
    deadline_s: float,
    on_answer: OnAnswer,
    candidate: str = "",
    spent: Spent = Spent(),  # noqa: B008  # a frozen value
) -> SliceResult:
    """Asks the items until they are settled, budget or `deadline_s` is used up, or the endpoint gives reason to stop.

    At most `suite.concurrency` requests are under way; `on_answer` is awaited once per settled item, possibly several
    at a time, and what it raises comes through. `spent` is what the whole evaluation has used before; each request is
    reserved at its worst case first, so the limits hold even while many are under way. Nothing starts after the
    deadline; what is under way then has GRACE_S more. `candidate` is the name kept in the answers.
    """
    question = _Question(model, suite, system, candidate or model)
    return await _Slice(client.with_options(max_retries=0), question, items, spent, on_answer).until(deadline_s)


STOPS = {
    Remedy.WAIT: Stop.ENDPOINT_FAILING,
    Remedy.MODEL_MISSING: Stop.MODEL_MISSING,
    Remedy.DENIED: Stop.DENIED,
}


@dataclass(frozen=True, slots=True)
class _Question:
    """How one candidate is asked, and how what it says becomes an Answer."""

    model: str
    suite: Suite
    system: str | None
    candidate: str

    def messages(self, item: HeldOutItem) -> list[Message]:
        before: list[Message] = [] if self.system is None else [{"role": "system", "content": self.system}]
        return [*before, *item.messages]

    def parameters(self, shape: Shape) -> dict[str, object]:
        return shape.parameters(self.suite.max_output_tokens, self.suite.temperature)

    def worst_case(self, item: HeldOutItem) -> Spent:
        return worst_case(item, self.suite, self.system)

    def answer(self, item: HeldOutItem, completion: Completion, latency_ms: float) -> Answer:
        """The scored answer. An endpoint that reports no usage is taken at the worst case: unknown is not free."""
        worst = self.worst_case(item)
        score = SCORERS[self.suite.scorer].score(completion.text, item.reference, self.suite.labels)
        tokens_in, tokens_out = completion.input_tokens, completion.output_tokens
        return Answer(
            item_id=item.id,
            candidate=self.candidate,
            text=completion.text,
            correct=is_right(score),
            input_tokens=worst.input_tokens if tokens_in is None else tokens_in,
            output_tokens=worst.output_tokens if tokens_out is None else tokens_out,
            latency_ms=latency_ms,
        )

    def failed(self, item: HeldOutItem, reason: str) -> Answer:
        return Answer(item.id, self.candidate, "", False, 0, 0, 0.0, reason)


class _Slice:
    """The state that the slice's workers share. One event loop, so whatever lies between two awaits is atomic."""

    def __init__(
        self, client: AsyncOpenAI, question: _Question, items: Sequence[HeldOutItem], spent: Spent, on_answer: OnAnswer
    ) -> None:
        self.client, self.question, self.suite = client, question, question.suite
        self.items, self.waiting, self.on_answer = items, deque(items), on_answer
        self.spent, self.reserved, self.under_way = spent, Spent(), 0
        self.freed = asyncio.Event()  # replaced each time an item gives its reservation back
        self.shape = Shape()
        self.answers: list[Answer] = []
        self.given_up: list[Answer] = []
        self.any_completion = False
        self.failures_in_a_row = 0
        self.requests = 0
        self.asked: set[str] = set()
        self.not_before = 0.0  # a 429 holds all workers back, not only the one that met it
        self.deadline = 0.0
        self.stopped: Stop | None = None
        self.ended = asyncio.Event()  # set with `stopped`, for those who wait their turn
        self.detail = ""
        self.retry_after_s: float | None = None

    async def until(self, deadline_s: float) -> SliceResult:
        self.deadline = time.monotonic() + deadline_s
        workers = [
            asyncio.create_task(self._work()) for _ in range(min(max(1, self.suite.concurrency), len(self.items)))
        ]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        await self._settle_given_up()
        settled = {answer.item_id for answer in self.answers}
        return SliceResult(
            answers=tuple(self.answers),
            remaining=tuple(item for item in self.items if item.id not in settled),
            stopped=self.stopped or Stop.DONE,
            detail=self.detail,
            retry_after_s=self.retry_after_s,
            retries=self.requests - len(self.asked),
            adapted=self.shape.adapted,
        )

    def _stop(self, why: Stop, detail: str = "", retry_after_s: float | None = None) -> None:
        """The first reason counts; what follows is its consequence."""
        if self.stopped is None:
            self.stopped, self.detail, self.retry_after_s = why, detail, retry_after_s
            self.ended.set()

    async def _work(self) -> None:
        while (item := await self._take()) is not None:
            try:
                await self._ask(item)
            finally:
                self.reserved -= self.question.worst_case(item)
                self.under_way -= 1
                self.freed.set()
                self.freed = asyncio.Event()

    async def _take(self) -> HeldOutItem | None:
        """The next item, once the budget holds its worst case; None when no more may start."""
        while self.waiting and self.stopped is None:
            if time.monotonic() >= self.deadline:
                self._stop(Stop.DEADLINE)
                break
            coming = self.question.worst_case(self.waiting[0])
            limit = over_budget(self.spent + self.reserved + coming, self.suite)
            if limit is None:
                self.reserved += coming
                self.under_way += 1
                return self.waiting.popleft()
            if self.under_way == 0:
                self._stop(Stop.BUDGET, limit)
                break
            await self.freed.wait()  # those under way mostly cost less than their reservation
        return None

    async def _ask(self, item: HeldOutItem) -> None:
        """Settles the item, or leaves it to a later slice."""
        tries = faults = 0
        while await self._may_send(tries):
            shape = self.shape
            outcome, latency_ms = await self._request(item, shape)
            if isinstance(outcome, Completion):
                await self._answered(item, outcome, latency_ms)
                return
            if outcome.remedy is Remedy.ADAPT and self._adapt(shape, outcome.parameter):
                continue
            if outcome.remedy is not Remedy.RETRY:
                await self._end(item, outcome)
                return
            tries += 1
            faults += not outcome.throttled  # a 429 says nothing about the item
            if faults == MAX_TRIES and time.monotonic() < self.deadline:
                self._give_up(self.question.failed(item, outcome.reason))
                return
            self._hold_back(outcome)

    async def _request(self, item: HeldOutItem, shape: Shape) -> tuple[Completion | Fault, float]:
        """What came of one request, and its milliseconds."""
        self.requests += 1
        self.asked.add(item.id)
        question, began = self.question, time.monotonic()
        limit_s = min(REQUEST_TIMEOUT_S, self.deadline + GRACE_S - began)
        outcome = await complete(
            self.client, question.model, question.messages(item), question.parameters(shape), limit_s
        )
        return outcome, 1000 * (time.monotonic() - began)

    async def _may_send(self, tries: int) -> bool:
        """Waits its turn; False when the turn would come after the end of the slice."""
        pause_s = BACKOFF_S * 2**tries * random.uniform(0.5, 1.0) if tries else 0.0  # noqa: S311  # jitter
        now = time.monotonic()
        held_s = max(0.0, self.not_before - now)
        wait_s = max(pause_s, held_s)
        if now + wait_s >= self.deadline:
            self._stop(Stop.THROTTLED if held_s > pause_s else Stop.DEADLINE, "", held_s or None)
        if wait_s and not self.ended.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.ended.wait(), wait_s)
        return not self.ended.is_set()

    def _hold_back(self, fault: Fault) -> None:
        if fault.retry_after_s is not None:
            spread = random.uniform(1.0, 1.1)  # noqa: S311  # jitter, and never earlier than asked
            self.not_before = max(self.not_before, time.monotonic() + fault.retry_after_s * spread)

    def _adapt(self, refused: Shape, parameter: str) -> bool:
        """Whether another shape is worth a request: found now, or by another worker meanwhile."""
        if self.shape != refused:
            return True
        adapted = refused.without(parameter)
        self.shape = adapted or refused
        return adapted is not None

    async def _end(self, item: HeldOutItem, fault: Fault) -> None:
        """Ends the slice where the fault concerns every item, else this item."""
        if why := STOPS.get(fault.remedy):
            self._stop(why, fault.reason, fault.retry_after_s)
        else:
            await self._settle(self.question.failed(item, fault.reason))

    async def _answered(self, item: HeldOutItem, completion: Completion, latency_ms: float) -> None:
        self.any_completion, self.failures_in_a_row = True, 0
        await self._settle(self.question.answer(item, completion, latency_ms))

    async def _settle(self, answer: Answer) -> None:
        self.spent += Spent(answer.input_tokens, answer.output_tokens)
        await self.on_answer(answer)
        self.answers.append(answer)

    def _give_up(self, failed: Answer) -> None:
        self.given_up.append(failed)
        self.failures_in_a_row += 1
        if self.failures_in_a_row >= FAILING_AFTER:
            self._stop(Stop.ENDPOINT_FAILING, failed.error or "")

    async def _settle_given_up(self) -> None:
        """An item that failed while others were answered failed for its own sake. Else the endpoint is to blame."""
        if self.given_up and not self.any_completion:
            self._stop(Stop.ENDPOINT_FAILING, self.given_up[-1].error or "")
        if self.stopped in (None, Stop.DEADLINE, Stop.BUDGET):
            for failed in self.given_up:
                await self._settle(failed)
