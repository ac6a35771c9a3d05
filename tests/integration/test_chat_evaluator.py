"""The runner of one slice against a real HTTP server that speaks chat completions, and speaks them badly."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from aiohttp import web
from openai import AsyncOpenAI

from service.core.config import Suite
from service.core.evaluation import Answer, Spent, spent_on, worst_case
from service.core.held_out import HeldOutItem
from workers.evaluation import ModelReadiness, Never, NotYet, SliceResult, Stop, chat
from workers.evaluation.chat import probe, run_slice
from workers.evaluation.chat_request import retry_after_s

KEY = "sk-canary-0123456789"
Reply = Callable[["Endpoint", dict], Awaitable[web.StreamResponse]]


def completion(content: object, usage: dict | None = None) -> web.Response:
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    used = {"prompt_tokens": 20, "completion_tokens": 3, "total_tokens": 23} if usage is None else usage
    body = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return web.json_response(body | {"usage": used})


def problem(status: int, code: str | None = None, param: str | None = None, message: str = "no", **headers: str):
    error = {"message": f"{message} {KEY}", "type": "invalid_request_error", "param": param, "code": code}
    return web.json_response({"error": error}, status=status, headers=headers)


class Endpoint:
    """Echoes the last message in capitals; `script` answers come first, `rules` decide by the request."""

    def __init__(self) -> None:
        self.requests: list[dict] = []
        self.script: list[web.Response] = []
        self.rule: Reply | None = None
        self.under_way = self.most_under_way = 0
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append(body)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if self.script:
                return self.script.pop(0)
            if self.rule is not None:
                return await self.rule(self, body)
            return echo(body)
        finally:
            self.under_way -= 1

    def asked(self) -> Counter[str]:
        return Counter(request["messages"][-1]["content"] for request in self.requests)


def echo(body: dict) -> web.Response:
    return completion(body["messages"][-1]["content"].upper())


@asynccontextmanager
async def served(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/v1/chat/completions", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    finally:
        await runner.cleanup()


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    simulated = Endpoint()
    async with served(simulated.handle) as simulated.url:
        yield simulated


@pytest.fixture
async def client(endpoint: Endpoint) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=endpoint.url, api_key=KEY) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "BACKOFF_S", 0.002)
    monkeypatch.setattr(chat, "GRACE_S", 0.05)


def items(count: int, prefix: str = "q") -> list[HeldOutItem]:
    names = [f"{prefix}{n}" for n in range(count)]
    return [HeldOutItem(name, 1, ({"role": "user", "content": name},), name.upper()) for name in names]


SUITE = Suite(name="s", items_file="s.jsonl", concurrency=4, max_output_tokens=10)


class Run:
    """Runs slices with defaults, and keeps what `on_answer` was given."""

    def __init__(self, client: AsyncOpenAI) -> None:
        self.client = client
        self.told: list[Answer] = []

    async def __call__(
        self, asked: list[HeldOutItem], suite: Suite = SUITE, deadline_s: float = 30, **more: object
    ) -> SliceResult:
        arguments: dict = {"model": "ft:m", "system": None} | more

        async def on_answer(answer: Answer) -> None:
            self.told.append(answer)

        result = await run_slice(
            self.client, items=asked, suite=suite, deadline_s=deadline_s, on_answer=on_answer, **arguments
        )
        settled = [answer.item_id for answer in result.answers]
        assert sorted(settled + [item.id for item in result.remaining]) == sorted(item.id for item in asked)
        assert Counter(map(repr, self.told)) == Counter(map(repr, result.answers))
        assert KEY not in repr(result)
        return result


@pytest.fixture
def run(client: AsyncOpenAI) -> Run:
    return Run(client)


# --- asking -----------------------------------------------------------------------------------------------------


async def test_every_item_is_asked_once_scored_and_told_with_its_tokens(run: Run, endpoint: Endpoint):
    asked = items(9)
    asked[4] = replace(asked[4], reference="something else")
    result = await run(asked, candidate="tuned")
    assert (result.stopped, result.remaining, result.retries) == (Stop.DONE, (), 0)
    assert endpoint.asked() == Counter(f"q{n}" for n in range(9))
    assert {answer.item_id for answer in result.answers if not answer.correct} == {"q4"}
    one = result.answers[0]
    assert (one.candidate, one.input_tokens, one.output_tokens, one.error) == ("tuned", 20, 3, None)
    assert one.latency_ms > 0


async def test_the_request_carries_the_models_name_the_suites_limits_and_the_candidates_prompt_first(
    run: Run, endpoint: Endpoint
):
    await run(items(1), replace(SUITE, temperature=0.5), system="Shout.")
    assert endpoint.requests == [
        {
            "model": "ft:m",
            "messages": [{"role": "system", "content": "Shout."}, {"role": "user", "content": "q0"}],
            "max_tokens": 10,
            "temperature": 0.5,
        }
    ]


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_requests_are_under_way_than_the_suite_allows(run: Run, endpoint: Endpoint, concurrency: int):
    full = asyncio.Event()

    async def wait_until_full(endpoint: Endpoint, body: dict) -> web.Response:
        if endpoint.under_way == concurrency:
            full.set()
        await full.wait()
        return echo(body)

    endpoint.rule = wait_until_full
    result = await run(items(12), replace(SUITE, concurrency=concurrency))
    assert result.stopped is Stop.DONE
    assert endpoint.most_under_way == concurrency


async def test_no_items_are_done_at_once(run: Run, endpoint: Endpoint):
    assert (await run([])).stopped is Stop.DONE
    assert endpoint.requests == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, ""),
        ([{"type": "text", "text": "Q"}, {"type": "image"}, 7, {"type": "text", "text": "0"}], "Q0"),
        ({"text": "Q0"}, ""),
        ("Q0\x00", "Q0\ufffd"),
        ("é" * 40_000, "é" * 32_768),
    ],
)
async def test_whatever_a_message_holds_becomes_storable_text(run: Run, endpoint: Endpoint, content: object, text: str):
    endpoint.script = [completion(content)]
    result = await run(items(1))
    assert (result.answers[0].text, result.answers[0].error) == (text, None)


async def test_usage_that_is_not_reported_is_taken_at_its_worst_case(run: Run, endpoint: Endpoint):
    endpoint.script = [completion("Q0", usage={"prompt_tokens": -4, "completion_tokens": "many"})]
    answer = (await run(items(1))).answers[0]
    assert answer.output_tokens == SUITE.max_output_tokens
    assert answer.input_tokens > 10


# --- faults that pass ---------------------------------------------------------------------------------------------


async def test_after_429_nobody_sends_before_the_time_that_was_asked_for(run: Run, endpoint: Endpoint):
    open_at: list[float] = []

    async def closed_for_a_while(endpoint: Endpoint, body: dict) -> web.Response:
        if not open_at:
            open_at.append(time.monotonic() + 0.15)
        if time.monotonic() < open_at[0]:
            return problem(429, "rate_limit_exceeded", **{"Retry-After": "0.15"})
        return echo(body)

    endpoint.rule = closed_for_a_while
    result = await run(items(9))
    assert (result.stopped, len(result.answers)) == (Stop.DONE, 9)
    assert 1 <= result.retries <= SUITE.concurrency  # only those that were under way already


async def test_many_429s_are_never_held_against_an_item(run: Run, endpoint: Endpoint):
    endpoint.script = [problem(429) for _ in range(chat.MAX_TRIES + 3)]
    result = await run(items(1))
    assert (result.stopped, result.answers[0].error) == (Stop.DONE, None)
    assert result.retries == chat.MAX_TRIES + 3


async def test_a_wait_that_would_pass_the_deadline_ends_the_slice_and_is_reported(run: Run, endpoint: Endpoint):
    endpoint.script = [problem(429, **{"Retry-After": "900"})]
    result = await run(items(5), replace(SUITE, concurrency=1))
    assert (result.stopped, len(result.remaining)) == (Stop.THROTTLED, 5)
    assert result.retry_after_s is not None
    assert 800 < result.retry_after_s < 1000
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    "bad",
    [
        lambda: problem(500),
        lambda: problem(503, "overloaded"),
        lambda: problem(408),
        lambda: web.Response(status=502, text="<html>Bad gateway</html>", content_type="text/html"),
        lambda: web.Response(text="<html>Sign in</html>", content_type="text/html"),
        lambda: web.Response(text='{"choices": [{"mess', content_type="application/json"),
        lambda: web.Response(body=b"\xff\xfe\x00", content_type="application/json"),
        lambda: web.json_response({"error": {"message": "upstream", "code": 502}}),
        lambda: web.json_response({"choices": []}),
        lambda: web.json_response({"choices": [{"message": None}]}),
        lambda: web.json_response([]),
        lambda: web.Response(status=500, text="[" * 100_000, content_type="application/json"),
        lambda: web.Response(text="[" * 100_000, content_type="application/json"),
    ],
)
async def test_an_answer_that_is_broken_once_is_asked_again(
    run: Run, endpoint: Endpoint, bad: Callable[[], web.Response]
):
    endpoint.script = [bad(), bad()]
    result = await run(items(3))
    assert (result.stopped, len(result.answers), result.retries) == (Stop.DONE, 3, 2)
    assert all(answer.correct for answer in result.answers)


async def test_the_clients_own_retries_do_not_add_to_ours(run: Run, endpoint: Endpoint):
    endpoint.rule = lambda endpoint, body: _always(problem(500))
    await run(items(1))
    assert len(endpoint.requests) == chat.MAX_TRIES


async def _always(response: web.Response) -> web.Response:
    return response


# --- faults that stay ---------------------------------------------------------------------------------------------


async def test_one_item_that_always_fails_is_settled_as_failed_when_others_are_answered(run: Run, endpoint: Endpoint):
    async def fail_q1(endpoint: Endpoint, body: dict) -> web.Response:
        return problem(500, "server_error") if body["messages"][-1]["content"] == "q1" else echo(body)

    endpoint.rule = fail_q1
    result = await run(items(6))
    assert result.stopped is Stop.DONE
    assert {answer.item_id: answer.error for answer in result.answers if answer.error} == {"q1": "server_error"}
    assert endpoint.asked()["q1"] == chat.MAX_TRIES


async def test_an_item_that_the_endpoint_refuses_is_settled_without_another_try(run: Run, endpoint: Endpoint):
    endpoint.script = [problem(400, "content_filter")]
    result = await run(items(3), replace(SUITE, concurrency=1))
    assert result.stopped is Stop.DONE
    assert [answer.error for answer in result.answers] == ["content_filter", None, None]
    assert spent_on(result.answers[:1]) == Spent()


async def test_an_endpoint_that_only_fails_ends_the_slice_and_settles_nothing(run: Run, endpoint: Endpoint):
    endpoint.rule = lambda endpoint, body: _always(problem(503))
    result = await run(items(50))
    assert (result.stopped, len(result.remaining)) == (Stop.ENDPOINT_FAILING, 50)
    assert len(endpoint.requests) <= (SUITE.concurrency + chat.FAILING_AFTER) * chat.MAX_TRIES


async def test_an_endpoint_that_fails_on_its_only_item_is_at_fault_itself(run: Run, endpoint: Endpoint):
    endpoint.rule = lambda endpoint, body: _always(problem(500))
    result = await run(items(1))
    assert (result.stopped, result.detail, result.answers) == (Stop.ENDPOINT_FAILING, "invalid_request_error", ())


@pytest.mark.parametrize(
    ("status", "code", "stop"),
    [
        (401, "invalid_api_key", Stop.DENIED),
        (403, None, Stop.DENIED),
        (404, "model_not_found", Stop.MODEL_MISSING),
        (404, None, Stop.MODEL_MISSING),
        (400, "model_not_available", Stop.MODEL_MISSING),
        (429, "insufficient_quota", Stop.ENDPOINT_FAILING),
        (402, "insufficient_quota", Stop.ENDPOINT_FAILING),
    ],
)
async def test_a_fault_that_concerns_every_item_ends_the_slice_at_once(
    run: Run, endpoint: Endpoint, status: int, code: str | None, stop: Stop
):
    endpoint.rule = lambda endpoint, body: _always(problem(status, code))
    result = await run(items(20))
    assert (result.stopped, result.detail, len(result.remaining)) == (stop, code or "invalid_request_error", 20)
    assert len(endpoint.requests) <= SUITE.concurrency


async def test_an_endpoint_that_is_not_there_is_a_value_too(endpoint: Endpoint):
    async with served(endpoint.handle) as gone:
        pass
    async with AsyncOpenAI(base_url=gone, api_key=KEY) as client:
        result = await Run(client)(items(5))
        assert await probe(client, "m") == NotYet("unreachable")
    assert (result.stopped, result.detail) == (Stop.ENDPOINT_FAILING, "unreachable")


async def test_a_redirect_that_is_not_followed_is_the_endpoints_fault_and_not_the_items(endpoint: Endpoint):
    endpoint.rule = lambda endpoint, body: _always(web.Response(status=307, headers={"Location": "/elsewhere"}))
    http = httpx2.AsyncClient(follow_redirects=False)
    async with AsyncOpenAI(base_url=endpoint.url, api_key=KEY, http_client=http) as client:
        result = await Run(client)(items(9))
    assert (result.stopped, result.detail, len(result.remaining)) == (Stop.ENDPOINT_FAILING, "HTTP 307", 9)


class UnmappedFault(httpx2.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raise OSError("out of sockets")


async def test_a_socket_error_that_no_library_translated_is_a_value_too():
    http = httpx2.AsyncClient(transport=UnmappedFault())
    async with AsyncOpenAI(base_url="http://127.0.0.1/v1", api_key=KEY, http_client=http) as client:
        assert await probe(client, "m") == NotYet("unreachable")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 50,
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{",
        b"HTTP/1.1 500 Oh\r\nContent-Length: 500\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        b"HTTP/1.1 500 Oh\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        b"HTTP/1.1 307 There\r\nLocation: http://[::bad/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 307 There\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_no_bytes_of_an_endpoint_raise(raw: bytes):
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with AsyncOpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key=KEY) as client:
            result = await Run(client)(items(1))
    assert (result.stopped, result.answers) == (Stop.ENDPOINT_FAILING, ())


# --- parameters -------------------------------------------------------------------------------------------------


def refuse(parameter: str, status: int, message: str, code: str | None, param: str | None) -> Reply:
    async def rule(endpoint: Endpoint, body: dict) -> web.Response:
        return problem(status, code, param, message) if parameter in body else echo(body)

    return rule


@pytest.mark.parametrize(
    ("parameter", "status", "message", "code", "param"),
    [
        (
            "max_tokens",
            400,
            "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
            "unsupported_parameter",
            "max_tokens",
        ),
        ("temperature", 400, "'temperature' does not support 0.0. Only the default (1).", "unsupported_value", None),
        ("temperature", 422, "temperature: Extra inputs are not permitted", None, None),
        ("temperature", 400, "with max_tokens, temperature is not supported", None, "temperature"),
    ],
)
async def test_a_parameter_that_the_endpoint_refuses_is_renamed_or_left_out(
    run: Run, endpoint: Endpoint, parameter: str, status: int, message: str, code: str | None, param: str | None
):
    endpoint.rule = refuse(parameter, status, message, code, param)
    result = await run(items(8))
    assert (result.stopped, result.adapted) == (Stop.DONE, (parameter,))
    assert all(answer.correct for answer in result.answers)
    assert result.retries <= SUITE.concurrency
    assert endpoint.requests[-1].get("max_tokens", endpoint.requests[-1].get("max_completion_tokens")) == 10


async def test_both_parameters_may_be_refused(run: Run, endpoint: Endpoint):
    async def rule(endpoint: Endpoint, body: dict) -> web.Response:
        for name in ("max_tokens", "temperature"):
            if name in body:
                return problem(400, "unsupported_parameter", name, f"{name} is unsupported")
        return echo(body)

    endpoint.rule = rule
    assert (await run(items(2))).adapted == ("max_tokens", "temperature")
    assert isinstance(await probe(run.client, "m"), ModelReadiness)


async def test_a_late_refusal_does_not_undo_what_others_learned_meanwhile(run: Run, endpoint: Endpoint):
    settled = asyncio.Event()

    async def rule(endpoint: Endpoint, body: dict) -> web.Response:
        name = next((name for name in ("max_tokens", "temperature") if name in body), None)
        if body["messages"][-1]["content"] == "q1":
            await settled.wait()
        if name is None:
            settled.set()
            return echo(body)
        return problem(400, "unsupported_parameter", name, f"{name} is unsupported")

    endpoint.rule = rule
    result = await run(items(2))
    assert (result.stopped, result.retries, endpoint.asked()["q1"]) == (Stop.DONE, 3, 2)


async def test_an_answer_without_any_cap_is_never_asked_for(run: Run, endpoint: Endpoint):
    async def rule(endpoint: Endpoint, body: dict) -> web.Response:
        named = next(name for name in body if name.startswith("max_"))
        return problem(400, "unsupported_parameter", named, f"{named} is unsupported")

    endpoint.rule = rule
    result = await run(items(2))
    assert [answer.error for answer in result.answers] == ["unsupported_parameter"] * 2
    assert all("max_tokens" in body or "max_completion_tokens" in body for body in endpoint.requests)


async def test_a_cap_that_is_only_too_large_is_not_renamed(run: Run, endpoint: Endpoint):
    endpoint.rule = refuse("max_tokens", 400, "max_tokens is too large: 10", "invalid_value", "max_tokens")
    result = await run(items(1))
    assert (result.answers[0].error, result.adapted) == ("invalid_value", ())


# --- time -------------------------------------------------------------------------------------------------------


async def test_a_hanging_endpoint_ends_the_slice_at_its_deadline_with_everything_remaining(
    run: Run, endpoint: Endpoint
):
    forever = asyncio.Event()

    async def hang(endpoint: Endpoint, body: dict) -> web.Response:
        await forever.wait()
        return echo(body)

    endpoint.rule = hang
    result = await run(items(9), deadline_s=0.5)
    assert (result.stopped, len(result.remaining)) == (Stop.DEADLINE, 9)
    assert len(endpoint.requests) <= SUITE.concurrency


async def test_an_endpoint_that_trickles_is_cut_off_like_one_that_hangs(
    run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(chat, "REQUEST_TIMEOUT_S", 0.1)

    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.01)

    async with served(trickle) as url, AsyncOpenAI(base_url=url, api_key=KEY) as client:
        result = await Run(client)(items(1))
    assert (result.stopped, result.detail) == (Stop.ENDPOINT_FAILING, "timed_out")


async def test_one_hanging_item_does_not_keep_the_others_from_being_answered(
    run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
):
    others, forever = asyncio.Event(), asyncio.Event()

    async def hang_on_q0(endpoint: Endpoint, body: dict) -> web.Response:
        if body["messages"][-1]["content"] != "q0":
            if len(endpoint.asked()) == 6:
                others.set()
            return echo(body)
        if others.is_set():
            await forever.wait()
        await others.wait()
        monkeypatch.setattr(chat, "REQUEST_TIMEOUT_S", 0.1)  # now that no other is under way
        return problem(500, "server_error")

    endpoint.rule = hang_on_q0
    result = await run(items(6), replace(SUITE, concurrency=2))
    assert result.stopped is Stop.DONE
    assert {answer.item_id: answer.error for answer in result.answers if answer.error} == {"q0": "timed_out"}


async def test_what_is_under_way_at_the_deadline_may_still_arrive(
    run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
):
    now, past_the_deadline = [0.0], asyncio.Event()
    monkeypatch.setattr(chat, "time", SimpleNamespace(monotonic=lambda: now[0]))

    async def answer_after_the_deadline(endpoint: Endpoint, body: dict) -> web.Response:
        if len(endpoint.requests) == SUITE.concurrency:
            now[0] = 31.0
            past_the_deadline.set()
        await past_the_deadline.wait()
        return echo(body)

    endpoint.rule = answer_after_the_deadline
    result = await run(items(9), deadline_s=30.0)
    assert result.stopped is Stop.DEADLINE
    assert len(result.answers) == SUITE.concurrency
    assert len(endpoint.requests) == SUITE.concurrency


async def test_a_last_try_that_the_deadline_cut_off_is_not_held_against_the_item(
    run: Run, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(chat, "MAX_TRIES", 1)
    forever = asyncio.Event()

    async def hang_on_q1(endpoint: Endpoint, body: dict) -> web.Response:
        if body["messages"][-1]["content"] == "q1":
            await forever.wait()
        return echo(body)

    endpoint.rule = hang_on_q1
    result = await run(items(2), deadline_s=0.5)
    assert result.stopped is Stop.DEADLINE
    assert "q1" in [item.id for item in result.remaining]
    assert not any(answer.error for answer in result.answers)


async def test_after_its_deadline_a_slice_starts_nothing(run: Run, endpoint: Endpoint):
    result = await run(items(3), deadline_s=0)
    assert (result.stopped, len(result.remaining), endpoint.requests) == (Stop.DEADLINE, 3, [])


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after-ms": "250", "retry-after": "3"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "3"}, 3.0),
        ({"retry-after": formatdate(1_000_060, usegmt=True)}, 60.0),
        ({"retry-after": formatdate(999_000, usegmt=True)}, 0.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1e12"}, 86_400.0),
        ({"retry-after": "tomorrow"}, None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(headers: dict[str, str], wait_s: float | None):
    assert retry_after_s(headers, now_s=1_000_000.0) == wait_s


# --- money ------------------------------------------------------------------------------------------------------


async def test_the_token_limit_is_never_exceeded_and_the_rest_is_returned(run: Run, endpoint: Endpoint):
    result = await run(items(50), replace(SUITE, max_tokens=400), spent=Spent(50, 10))
    spent = spent_on(result.answers)
    assert (result.stopped, result.detail) == (Stop.BUDGET, "max_tokens")
    assert 0 < len(result.answers) < 50
    worst = worst_case(items(50)[49], SUITE)
    assert 400 - worst.input_tokens - worst.output_tokens < spent.input_tokens + spent.output_tokens + 60 <= 400
    assert len(endpoint.requests) == len(result.answers)


async def test_a_budget_that_is_used_up_asks_nothing(run: Run, endpoint: Endpoint):
    suite = replace(SUITE, max_usd=0.01, usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=1.0)
    result = await run(items(3), suite, spent=Spent(10_000, 0))
    assert (result.stopped, result.detail, endpoint.requests) == (Stop.BUDGET, "max_usd", [])


async def test_a_budget_that_suffices_changes_nothing(run: Run):
    assert (await run(items(10), replace(SUITE, max_tokens=100_000))).stopped is Stop.DONE


# --- our own faults -----------------------------------------------------------------------------------------------


async def test_what_on_answer_raises_comes_through_and_ends_the_asking(client: AsyncOpenAI, endpoint: Endpoint):
    async def full_disk(answer: Answer) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await run_slice(
            client, model="m", items=items(50), suite=SUITE, system=None, deadline_s=30, on_answer=full_disk
        )
    assert len(endpoint.requests) <= 2 * SUITE.concurrency


# --- probe ------------------------------------------------------------------------------------------------------


async def test_a_model_that_answers_is_servable_after_one_tiny_call(client: AsyncOpenAI, endpoint: Endpoint):
    assert await probe(client, "ft:m") == ModelReadiness()
    assert [(body["model"], body["max_tokens"]) for body in endpoint.requests] == [("ft:m", 16)]


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (lambda: problem(404, "model_not_found"), NotYet("model_not_found")),
        (lambda: problem(403, "model_not_found"), NotYet("model_not_found")),
        (lambda: web.Response(status=404, text="<html>", content_type="text/html"), NotYet("HTTP 404")),
        (lambda: problem(503, "loading", **{"Retry-After": "20"}), NotYet("loading", 20.0)),
        (lambda: problem(429, "insufficient_quota"), NotYet("insufficient_quota")),
        (lambda: problem(400, "invalid_model"), NotYet("invalid_model")),
        (lambda: web.Response(text="<html>", content_type="text/html"), NotYet("not_a_completion")),
        (lambda: problem(401, "invalid_api_key"), Never("invalid_api_key")),
        (lambda: problem(401, f"key {KEY} is wrong"), Never("invalid_request_error")),
        (lambda: web.Response(status=403), Never("HTTP 403")),
    ],
)
async def test_a_model_that_does_not_answer_is_told_apart_by_whether_waiting_can_help(
    client: AsyncOpenAI, endpoint: Endpoint, response: Callable[[], web.Response], expected: object
):
    endpoint.script = [response()]
    assert await probe(client, "ft:m") == expected
    assert len(endpoint.requests) == 1


async def test_a_model_that_is_still_loading_times_out_and_may_answer_later(
    client: AsyncOpenAI, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(chat, "PROBE_TIMEOUT_S", 0.1)
    forever = asyncio.Event()

    async def hang(endpoint: Endpoint, body: dict) -> web.Response:
        await forever.wait()
        return echo(body)

    endpoint.rule = hang
    assert await probe(client, "ft:m") == NotYet("timed_out")


def test_the_evaluator_is_imported_without_openai():
    code = "import sys, workers.evaluation.chat; print('openai' in sys.modules)"
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True, timeout=60)
    assert ran.stdout.strip() == "False"
