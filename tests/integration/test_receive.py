"""The receiver over real sockets: what it takes, what it refuses and under which name, and what it never says."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp import web
from yarl import URL

import service.app
from service.app import Deps, Listening, build_deps, listening, serve
from service.core.config import Account, Secret
from service.core.errors import Reason, Unavailable
from service.core.request_head import headers_of
from service.core.signature import sign_standard_webhook
from service.core.task import Item
from service.metrics import Metrics
from service.providers import Provider
from service.providers.generic import GENERIC
from service.providers.table import PROVIDERS
from service.queue import connect, pressure
from service.receive import DISK_FLOOR_BYTES, MAX_BODY_BYTES, Allowance, Gate, Receiver
from tests.servers import PATIENCE_S, free_port, until, valkey_server

CANARY = "canary-secret-9f2c"
ACCOUNTS = {
    "lab": Account("lab", "generic", webhook_secrets=(Secret("an old one"), Secret(CANARY)), api_key=Secret(CANARY)),
    "open": Account("open", "generic"),
}
REPORT = b'{"job": "run-1", "status": "running"}'


class Inbox:
    """Stands where the queue stands, and remembers what it was given."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.records: list[Item] = []
        self.seen: dict[tuple[str, str], str] = {}
        self.away: Reason | None = None
        self.hold: asyncio.Event | None = None
        self.waiting = 0
        self.closed_after: int | None = None
        self.dropped = 0

    async def put(self, item: Item) -> Reason:
        if self.away is not None:
            raise Unavailable(self.away, f"redis at {CANARY}")
        if self.hold is not None:
            self.waiting += 1
            await self.hold.wait()
        known = self.seen.setdefault((item.account, item.delivery_id), item.body_hash)
        if known == item.body_hash and any(seen.delivery_id == item.delivery_id for seen in self.items):
            return Reason.DUPLICATE
        self.items.append(item)
        return Reason.ACCEPTED if known == item.body_hash else Reason.DELIVERY_ID_REUSED

    def record(self, item: Item) -> None:
        self.records.append(item)

    async def close(self) -> None:
        self.closed_after = len(self.items)


@dataclass(frozen=True)
class Running:
    """A service that listens, and the client to talk to it."""

    inbox: Inbox
    deps: Deps
    where: Listening
    client: aiohttp.ClientSession
    gate: Gate

    @property
    def public(self) -> str:
        return "http://{}:{}".format(*self.where.public)

    @property
    def private(self) -> str:
        return "http://{}:{}".format(*self.where.private)

    async def post(
        self,
        body: bytes | AsyncIterator[bytes] = REPORT,
        headers: Mapping[str, str] | None = None,
        *,
        account: str = "lab",
    ) -> tuple[int, dict[str, Any]]:
        """Status and decoded body of a webhook's answer; signed when no headers are given."""
        if headers is None:
            assert isinstance(body, bytes)
            headers = signed(body)
        data = io.BytesIO(body) if isinstance(body, bytes) else body
        async with self.client.post(f"{self.public}/webhooks/{account}", data=data, headers=headers) as reply:
            return reply.status, await reply.json(content_type=None)

    async def raw(self, head: str, body: bytes = b"", *, account: str = "lab") -> tuple[int, dict[str, Any]]:
        """Status and decoded body of whatever answers these bytes; `head` are the header lines after Host."""
        reader, writer = await self.send(head, body, account=account)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return parsed(answer)

    async def send(
        self, head: str, body: bytes = b"", *, account: str = "lab"
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection(*self.where.public)
        lines = f"POST /webhooks/{account} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n"
        writer.write(lines.encode("latin-1") + body)
        return reader, writer

    async def counted(self) -> dict[tuple[str, str], float]:
        """`tunewatch_inbound_total` by account and reason."""
        family, _ = self.deps.metrics.arrivals.collect()
        return {
            (sample.labels["account"], sample.labels["reason"]): sample.value
            for sample in family.samples
            if sample.name.endswith("_total")
        }


def parsed(answer: bytes) -> tuple[int, dict[str, Any]]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def signed(body: bytes, delivery_id: str = "wh_1", *, secret: str = CANARY, age_s: int = 0) -> dict[str, str]:
    at = int(datetime.now(UTC).timestamp()) - age_s
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": str(at),
        "webhook-signature": sign_standard_webhook(delivery_id, at, body, secret),
        "Content-Type": "application/json",
    }


def lines(headers: Mapping[str, str], **more: str) -> str:
    """Header lines for `raw`."""
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in {**headers, **more}.items())


async def no_pressure() -> float | None:
    return None


@asynccontextmanager
async def opened(deps: Deps, inbox: Inbox) -> AsyncIterator[Running]:
    ports = {"host": "127.0.0.1", "port": 0, "private_host": "127.0.0.1", "private_port": 0}
    async with listening(deps, **ports) as where, aiohttp.ClientSession() as client:
        yield Running(inbox, deps, where, client, deps.gate)


def dependencies(inbox: Inbox, **changes: Any) -> Deps:
    deps = Deps(
        accounts=ACCOUNTS,
        providers={"generic": GENERIC},
        ingestor=inbox,
        gate=Gate(no_pressure, None),
        metrics=Metrics.create(),
        clock=lambda: datetime.now(UTC),
        redis=None,  # type: ignore[arg-type]  # only /readyz asks it, and that is tested on a real one
    )
    return replace(deps, **changes)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    inbox = Inbox()
    async with opened(dependencies(inbox), inbox) as service:
        yield service


@pytest.fixture
async def narrow() -> AsyncIterator[Callable[..., Any]]:
    """A receiver with limits of its own, on the address that is returned with its inbox."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(**limits: Any) -> tuple[Inbox, tuple[str, int]]:
            inbox = Inbox()
            deps = dependencies(inbox)
            receiver = Receiver(
                accounts=deps.accounts,
                providers=deps.providers,
                ingestor=inbox,
                gate=deps.gate,
                metrics=deps.metrics,
                clock=deps.clock,
                **limits,
            )
            stack.callback(receiver.close)
            app = web.Application(handler_args={"lingering_time": 0.1})
            app.router.add_post("/webhooks/{account}", receiver.handle)
            runner = web.AppRunner(app, shutdown_timeout=1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            return inbox, runner.addresses[0]

        yield start


# --- what is taken ----------------------------------------------------------------------------------------------------


async def test_a_signed_webhook_is_accepted_with_its_raw_body(running: Running) -> None:
    before = datetime.now(UTC)
    assert await running.post() == (202, {"status": "accepted", "delivery_id": "wh_1"})
    (item,) = running.inbox.items
    assert (item.account, item.delivery_id, item.outcome, item.body) == ("lab", "wh_1", "accepted", REPORT)
    assert item.body_hash == hashlib.sha256(REPORT).hexdigest()[:32]
    assert item.content_type == "application/json"
    assert before.timestamp() * 1e6 - 1 <= item.received_at_us <= datetime.now(UTC).timestamp() * 1e6
    assert await running.counted() == {("lab", "accepted"): 1}


async def test_a_webhook_is_kept_with_its_headers_and_without_a_secret(running: Running) -> None:
    more = {"User-Agent": "lab/1", "Authorization": f"Bearer {CANARY}", "X-Key": CANARY}
    assert (await running.post(headers=signed(REPORT) | more))[0] == 202
    assert (await running.post(headers=more))[0] == 401
    accepted, rejected = running.inbox.items[0].head, running.inbox.records[0].head
    assert accepted.startswith("POST /webhooks/lab\n")
    assert ("webhook-id", "wh_1") in headers_of(accepted)
    assert ("User-Agent", "lab/1") in headers_of(rejected)
    assert CANARY not in accepted + rejected


@pytest.mark.parametrize(
    ("provider", "line"), [("runpod", "POST /webhooks/lab/***"), ("generic", f"POST /webhooks/lab/a%20{CANARY}")]
)
async def test_what_follows_the_account_is_kept_only_where_it_names_a_job(provider: str, line: str) -> None:
    inbox = Inbox()
    account = Account("lab", provider, webhook_secrets=(Secret(CANARY),))
    deps = dependencies(inbox, accounts={"lab": account}, providers=PROVIDERS)
    async with opened(deps, inbox) as running:
        path = URL(f"{running.public}/webhooks/l%61b/a%20{CANARY}", encoded=True)
        async with running.client.post(path, data=b"{}") as reply:
            assert reply.status == 401
    assert inbox.records[0].head.split("\n")[0] == line


async def test_a_repeated_delivery_is_said_to_be_a_duplicate_and_kept_with_its_id(running: Running) -> None:
    await running.post()
    assert await running.post() == (200, {"status": "duplicate", "delivery_id": "wh_1"})
    (record,) = running.inbox.records
    assert (record.outcome, record.delivery_id, record.body) == ("duplicate", "wh_1", b"")
    assert len(running.inbox.items) == 1


async def test_the_same_id_with_another_body_is_accepted_and_counted_by_its_own_name(running: Running) -> None:
    await running.post()
    other = REPORT.replace(b"running", b"failed")
    assert await running.post(other) == (202, {"status": "accepted", "delivery_id": "wh_1"})
    assert await running.counted() == {("lab", "accepted"): 1, ("lab", "delivery_id_reused"): 1}


async def test_a_chunked_body_is_read_whole(running: Running) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(REPORT), 7):
            yield REPORT[start : start + 7]

    assert (await running.post(pieces(), signed(REPORT)))[0] == 202
    assert running.inbox.items[0].body == REPORT


@pytest.mark.parametrize("size", [300_000, MAX_BODY_BYTES])
async def test_a_large_body_is_taken_up_to_the_cap(running: Running, size: int) -> None:
    body = REPORT[:-1] + b', "owner": "' + b"x" * (size - len(REPORT) - 13) + b'"}'
    assert len(body) == size
    assert (await running.post(body))[0] == 202
    assert running.inbox.items[0].body == body


async def test_a_small_webhook_does_not_wait_for_an_upload_that_hangs(running: Running) -> None:
    _, writer = await running.send(lines(signed(REPORT), Content_Length="9000000"), b"{" * 1_000_000)
    assert (await running.post())[0] == 202
    writer.close()
    await writer.wait_closed()


# --- what is refused --------------------------------------------------------------------------------------------------


async def test_an_unknown_account_is_counted_and_not_kept(running: Running) -> None:
    status, document = await running.post(account="nobody")
    assert (status, document["reason"]) == (404, "unknown_account")
    assert running.inbox.records == []
    assert await running.counted() == {("", "unknown_account"): 1}


async def test_an_account_without_a_secret_takes_nothing(running: Running) -> None:
    status, document = await running.post(account="open")
    assert (status, document["reason"]) == (401, "no_secret")
    assert running.inbox.records[0].outcome == "no_secret"


class Credulous(Provider):
    """A provider that believes everybody."""

    def verify(self, *args: object, **kwargs: object) -> str:
        return "wh_1"

    def parse(self, *args: object, **kwargs: object) -> None:
        return None


async def test_without_a_secret_not_even_a_credulous_provider_is_asked() -> None:
    inbox = Inbox()
    async with opened(dependencies(inbox, providers={"generic": Credulous()}), inbox) as running:
        assert (await running.post(account="lab"))[0] == 202
        assert (await running.post(account="open"))[0] == 401


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        (dict, "missing_header"),
        (lambda: signed(REPORT, secret="another"), "signature_mismatch"),
        (lambda: {**signed(REPORT), "webhook-signature": "v1,AAAA"}, "signature_mismatch"),
        (lambda: {**signed(REPORT), "webhook-id": "x" * 257}, "bad_header"),
        (lambda: {**signed(REPORT), "webhook-timestamp": "soon"}, "bad_timestamp"),
        (lambda: signed(REPORT, age_s=3600), "timestamp_too_old"),
        (lambda: signed(REPORT, age_s=-3600), "timestamp_in_future"),
    ],
)
async def test_what_is_not_provably_the_provider_gets_a_401_that_says_which_check_failed(
    running: Running, headers: Callable[[], dict[str, str]], reason: str
) -> None:
    status, document = await running.post(REPORT, headers())
    assert status == 401
    assert document == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "reason": reason,
        "detail": document["detail"],
    }
    assert document["detail"]
    assert running.inbox.items == []
    (record,) = running.inbox.records
    assert (record.outcome, record.body, record.delivery_id) == (reason, REPORT, "")


async def test_nonsense_that_is_not_signed_is_not_even_parsed(running: Running) -> None:
    status, document = await running.post(b"{", {})
    assert (status, document["reason"]) == (401, "missing_header")


async def test_a_header_that_comes_twice_is_refused(running: Running) -> None:
    head = lines(signed(REPORT), Content_Length=str(len(REPORT))) + "Webhook-Id: other\r\n"
    status, document = await running.raw(head, REPORT)
    assert (status, document["reason"]) == (401, "bad_header")


async def test_bytes_in_a_header_that_are_no_text_are_refused_and_do_not_break_the_record(running: Running) -> None:
    hostile = {**signed(REPORT), "webhook-id": "wh_\xff\xfe", "Content-Type": "\xff/\xfe"}
    status, document = await running.raw(lines(hostile, Content_Length=str(len(REPORT))), REPORT)
    assert (status, document["reason"]) == (401, "bad_header")
    running.inbox.records[0].content_type.encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"<html>", "not_json"),
        (b"[" * 200_000, "wrong_shape"),
        (b'{"job": ' + b'{"a":' * 100_000, "not_json"),
        (b'{"job": "x", "status": "running", "seed": NaN}', "not_json"),
        (b'{"job": "x", "status": "\xff\xfe"}', "not_utf8"),
        (b'{"job": "x", "status": "running", "note": "\xff"}', "not_utf8"),
        (b"[]", "wrong_shape"),
        (b"null", "wrong_shape"),
        (b'{"status": "running"}', "wrong_shape"),
        (b'{"job": "x", "status": "running", "sequence": ' + b"9" * 4000 + b"}", "wrong_shape"),
    ],
)
async def test_signed_nonsense_is_a_422_by_name_and_kept_with_its_id(
    running: Running, body: bytes, reason: str
) -> None:
    status, document = await running.post(body)
    assert (status, document["reason"]) == (422, reason)
    (record,) = running.inbox.records
    assert (record.outcome, record.delivery_id, record.body) == (reason, "wh_1", body[:4096])
    assert record.body_hash == hashlib.sha256(body).hexdigest()[:32]


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"9" * 5000, b"0." + b"1" * 5000, b"1E400", b"-0"])
async def test_huge_numbers_never_break_the_receiver(running: Running, number: bytes) -> None:
    status, _ = await running.post(b'{"job": "x", "status": "running", "seed": ' + number + b"}")
    assert status in (202, 422)


@pytest.fixture
def lingering(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused sender may send for ever."""
    monkeypatch.setattr(service.app, "LINGER_S", 3600.0)


@pytest.mark.usefixtures("lingering")
async def test_an_oversized_announcement_is_refused_before_the_body_is_read(running: Running) -> None:
    head = lines(signed(REPORT), Content_Length=str(MAX_BODY_BYTES + 1))
    reader, writer = await running.send(head)
    async with asyncio.timeout(PATIENCE_S):  # nothing of the body is ever sent
        status, document = parsed(await reader.readuntil(b"}"))
    assert (status, document["reason"]) == (413, "body_too_large")
    assert running.inbox.records[0].outcome == "body_too_large"
    writer.close()
    await writer.wait_closed()


async def test_an_oversized_chunked_body_is_refused_while_it_is_read(running: Running) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 1_000_000

    status, document = await running.post(endless(), signed(REPORT))
    assert (status, document["reason"]) == (413, "body_too_large")
    (record,) = running.inbox.records
    assert record.body == b"x" * 4096


async def test_a_broken_chunk_is_an_incomplete_body(narrow: Callable[..., Any]) -> None:
    inbox, address = await narrow(body_deadline_s=0.2)  # aiohttp does not tell the reader: it ends by the deadline
    reader, writer = await asyncio.open_connection(*address)
    head = "POST /webhooks/lab HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
    writer.write(head.encode())
    assert b" 100 " in await reader.readuntil(b"\r\n\r\n")  # it has begun to read
    writer.write(b"5\r\nhello\r\n")
    await writer.drain()
    writer.write(b"zz\r\n")
    status, document = parsed(await reader.readuntil(b"}"))
    assert (status, document["reason"]) == (400, "body_incomplete")
    await until(lambda: inbox.records)
    writer.close()
    await writer.wait_closed()


async def test_a_sender_that_hangs_up_in_its_body_is_kept_as_incomplete(running: Running) -> None:
    _, writer = await running.send(lines(signed(REPORT), Content_Length="100"), b"only this")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await until(lambda: running.inbox.records)
    (record,) = running.inbox.records
    assert (record.outcome, record.body, running.inbox.items) == ("body_incomplete", b"only this", [])


async def test_a_body_that_trickles_past_its_deadline_is_answered_and_closed(narrow: Callable[..., Any]) -> None:
    inbox, address = await narrow(body_deadline_s=0.05)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"POST /webhooks/lab HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nslow")
    status, document = parsed(await reader.read())  # until the other side closes
    assert (status, document["reason"]) == (400, "body_incomplete")
    assert inbox.records[0].body == b"slow"
    writer.close()
    await writer.wait_closed()


async def test_headers_that_never_end_are_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.app, "KEEPALIVE_S", 0.1)
    inbox = Inbox()
    async with opened(dependencies(inbox), inbox) as running:
        reader, writer = await asyncio.open_connection(*running.where.public)
        writer.write(b"POST /webhooks/lab HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()


async def test_unverified_bytes_in_flight_are_bounded_and_given_back(narrow: Callable[..., Any]) -> None:
    inbox, address = await narrow(max_unverified_bytes=1000)
    reader, writer = await asyncio.open_connection(*address)
    head = "POST /webhooks/lab HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    writer.write(head.encode() + b"x" * 1001)
    answer = await reader.readuntil(b"}")
    assert b"Retry-After: " in answer
    status, document = parsed(answer)
    assert (status, document["reason"]) == (503, "overloaded")
    writer.close()
    await writer.wait_closed()

    reader, writer = await asyncio.open_connection(*address)
    asks = lines(signed(REPORT), Content_Length=str(len(REPORT)), Expect="100-continue")
    writer.write(f"POST /webhooks/lab HTTP/1.1\r\nHost: x\r\n{asks}\r\n".encode())
    assert b" 100 " in await reader.readuntil(b"\r\n\r\n")  # it waits for the body, so that this one counts too
    writer.write(REPORT)
    assert parsed(await reader.readuntil(b"}"))[0] == 202  # what the refused one held was given back
    writer.close()
    await writer.wait_closed()
    assert inbox.records == []  # nothing was wrong with it


async def test_a_packed_body_is_not_unpacked(running: Running) -> None:
    headers = {**signed(REPORT), "Content-Encoding": "gzip"}
    assert (await running.post(REPORT, headers))[0] == 202
    assert running.inbox.items[0].body == REPORT


async def test_at_most_sixty_rejections_and_duplicates_of_an_account_are_kept_in_a_minute() -> None:
    inbox, now = Inbox(), datetime.now(UTC)
    async with opened(dependencies(inbox, clock=lambda: now), inbox) as running:
        for _ in range(65):
            assert (await running.post(REPORT, {}))[0] == 401
        for _ in range(63):
            assert (await running.post())[0] in (200, 202)
        outcomes = [record.outcome for record in inbox.records]
        assert outcomes == ["missing_header"] * 60 + ["duplicate"] * 60
        assert await running.counted() == {
            ("lab", "missing_header"): 65,
            ("lab", "accepted"): 1,
            ("lab", "duplicate"): 62,
        }
        assert b"tunewatch_records_dropped_total 7.0" in running.deps.metrics.expose()


def test_an_allowance_is_fresh_with_every_minute_and_apart_for_every_account() -> None:
    allowance, noon = Allowance(2), datetime(2030, 1, 1, 12, tzinfo=UTC)
    assert [allowance.take("a", noon) for _ in range(3)] == [True, True, False]
    assert allowance.take("b", noon)
    assert allowance.take("a", noon + timedelta(minutes=1))


# --- when we cannot ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", [Reason.QUEUE_UNAVAILABLE, Reason.QUEUE_FULL, Reason.OVERLOADED])
async def test_a_queue_that_is_away_asks_the_sender_to_come_back(running: Running, reason: Reason) -> None:
    running.inbox.away = reason
    async with running.client.post(f"{running.public}/webhooks/lab", data=REPORT, headers=signed(REPORT)) as reply:
        assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
        assert reply.content_type == "application/problem+json"
        document = await reply.json(content_type=None)
    assert document["reason"] == reason.value
    assert CANARY not in str(document)
    assert running.inbox.records == []
    running.inbox.away = None
    assert (await running.post())[0] == 202


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda gate: setattr(gate, "pressure", 0.8), "queue_full"),
        (lambda gate: setattr(gate, "free_bytes", DISK_FLOOR_BYTES - 1), "disk_low"),
        (lambda gate: gate.shut(), "shutting_down"),
    ],
)
async def test_a_closed_gate_refuses_before_the_body_is_read(
    running: Running, change: Callable[[Gate], None], reason: str
) -> None:
    change(running.gate)
    reader, writer = await running.send(lines(signed(REPORT), Content_Length="100000"))
    status, document = parsed(await reader.readuntil(b"}"))
    assert (status, document["reason"]) == (503, reason)
    writer.close()
    await writer.wait_closed()


async def test_a_gate_measures_and_what_it_cannot_measure_does_not_close_it(tmp_path: Any) -> None:
    share: float | None = 0.79

    async def measured() -> float | None:
        if share is None:
            raise Unavailable(Reason.QUEUE_UNAVAILABLE)
        return share

    gate = Gate(measured, tmp_path)
    await gate.refresh()
    assert gate.pressure == 0.79
    assert gate.free_bytes is not None
    assert gate.refusal() is None
    share = 0.81
    await gate.refresh()
    assert gate.refusal() is Reason.QUEUE_FULL
    share = None
    await gate.refresh()
    assert gate.refusal() is None
    gone = Gate(measured, tmp_path / "gone")
    await gone.refresh()
    assert (gone.free_bytes, gone.refusal()) == (None, None)


async def test_the_end_lets_requests_in_flight_finish_and_then_flushes_the_queue() -> None:
    inbox = Inbox()
    inbox.hold = asyncio.Event()
    async with aiohttp.ClientSession() as client:
        async with opened(dependencies(inbox), inbox) as running:
            url, headers = f"{running.public}/webhooks/lab", signed(REPORT)
            asked = asyncio.create_task(client.post(url, data=REPORT, headers=headers))
            await until(lambda: inbox.waiting)
            asyncio.get_running_loop().call_later(0.05, inbox.hold.set)  # while the listeners are closing
        async with asked.result() as reply:
            assert reply.status == 202
    assert inbox.closed_after == 1
    assert running.gate.refusal() is Reason.SHUTTING_DOWN
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(*running.where.public)


# --- what strangers see -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        ("GET", "/webhooks/lab", 405, "method_not_allowed"),
        ("DELETE", "/webhooks/lab", 405, "method_not_allowed"),
        ("POST", "/", 404, "not_found"),
        ("GET", "/metrics", 404, "not_found"),
        ("GET", "/readyz", 404, "not_found"),
        ("POST", "/webhooks/nobody/more", 404, "unknown_account"),
        ("POST", "/webhooks/%ff%00", 404, "unknown_account"),
    ],
)
async def test_everything_else_is_a_problem_document(
    running: Running, method: str, path: str, status: int, reason: str
) -> None:
    reader, writer = await asyncio.open_connection(*running.where.public)
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert b"Content-Type: application/problem+json" in answer
    assert (b"Allow: POST" in answer) == (status == 405)
    got, document = parsed(answer)
    assert (got, document["status"], document["reason"]) == (status, status, reason)


class Broken(Provider):
    """A provider with a bug."""

    def verify(self, *args: object, **kwargs: object) -> str:
        raise ZeroDivisionError(f"near {CANARY}")


async def test_a_bug_is_a_500_that_tells_the_sender_nothing_and_the_log_where_it_is() -> None:
    inbox = Inbox()
    with structlog.testing.capture_logs() as logged:
        async with opened(dependencies(inbox, providers={"generic": Broken()}), inbox) as running:
            status, document = await running.post()
    assert (status, document["reason"], document["detail"]) == (500, "internal_error", "")
    (entry,) = [entry for entry in logged if entry["event"] == "request_failed"]
    assert entry["error"] == "ZeroDivisionError"
    assert entry["where"].startswith("test_receive.py:")
    assert CANARY not in str(logged)


async def test_malformed_http_is_a_400_and_leaves_no_line(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for garbage in (b"\x16\x03\x01\x02\x00garbage\r\n\r\n", b"POST / HTTP/1.1\r\nBad Header secret-in-it\r\n\r\n"):
            reader, writer = await asyncio.open_connection(*running.where.public)
            writer.write(garbage)
            assert b" 400 " in (await reader.read()).partition(b"\r\n")[0]
            writer.close()
            await writer.wait_closed()
    assert "secret-in-it" not in caplog.text
    assert [record for record in caplog.records if record.name == "tunewatch.http"] == []


async def test_no_secret_body_or_header_is_in_any_answer_or_line(caplog: pytest.LogCaptureFixture) -> None:
    inbox, said = Inbox(), []
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as logged:
        async with opened(dependencies(inbox), inbox) as running:
            body = b'{"job": "body-canary", "status": 3}'
            for headers in (
                {},
                signed(body),
                signed(body, age_s=999),
                signed(body, secret="other"),
                {**signed(body), "X-Token": "header-canary", "Authorization": "Bearer header-canary"},
                {**signed(body), "webhook-signature": "v1,header-canary"},
            ):
                for account in ("lab", "open", "url-canary"):
                    said.append(await running.post(body, headers, account=account))
            said.append(await running.post())
            for path in ("healthz", "metrics"):
                async with running.client.get(f"{running.private}/{path}") as reply:
                    said.append((reply.status, {"text": await reply.text()}))
    assert {status for status, _ in said} == {200, 202, 401, 404, 422}
    everything = f"{said}{logged}{caplog.text}"
    for canary in (CANARY, "body-canary", "header-canary", "url-canary"):
        assert canary not in everything
    assert {entry["event"] for entry in logged} >= {"webhook_accepted", "webhook_rejected"}


# --- on a real Valkey -------------------------------------------------------------------------------------------------


@asynccontextmanager
async def real(redis_url: str, data_dir: Any, store: object | None = None) -> AsyncIterator[Running]:
    redis = await connect(redis_url)
    try:
        providers = {"generic": GENERIC}
        deps = build_deps(accounts=ACCOUNTS, providers=providers, redis=redis, data_dir=data_dir, store=store)
        async with opened(deps, Inbox()) as running:
            yield running
    finally:
        await redis.aclose()


async def readiness(running: Running) -> tuple[int, dict[str, Any]]:
    async with running.client.get(f"{running.private}/readyz") as reply:
        return reply.status, await reply.json()


async def test_on_a_real_valkey_a_webhook_is_durable_before_its_202(redis_url: str, tmp_path: Any) -> None:
    async with real(redis_url, tmp_path) as running:
        assert await running.post() == (202, {"status": "accepted", "delivery_id": "wh_1"})
        (task_id,) = await running.deps.redis.zrange("tunewatch:hot", 0, -1)
        payload = await running.deps.redis.get(b"arq:job:" + task_id)
        assert payload is not None
        assert REPORT in payload
        assert await running.post() == (200, {"status": "duplicate", "delivery_id": "wh_1"})
        assert (await running.post(REPORT.replace(b"running", b"failed")))[0] == 202
        assert await running.counted() == {
            ("lab", "accepted"): 1,
            ("lab", "duplicate"): 1,
            ("lab", "delivery_id_reused"): 1,
        }
        status, state = await readiness(running)
        assert (status, state["ready"], state["redis"], state["database"]) == (200, True, "ok", "not configured")
        assert state["disk_free_bytes"] > 0


class There:
    async def ping(self) -> None:
        return None


class Away:
    async def ping(self) -> None:
        raise Unavailable(Reason.DATABASE_UNAVAILABLE, CANARY)


@pytest.mark.parametrize(("store", "said"), [(There(), "ok"), (Away(), "Unavailable"), (object(), "unknown")])
async def test_how_the_database_is_doing_is_shown_and_never_makes_the_receiver_unready(
    redis_url: str, tmp_path: Any, store: object, said: str
) -> None:
    async with real(redis_url, tmp_path, store=store) as running:
        status, state = await readiness(running)
    assert (status, state["ready"], state["database"]) == (200, True, said)


async def test_a_valkey_that_went_away_makes_the_receiver_unready_until_it_is_back(tmp_path: Any) -> None:
    with valkey_server(tmp_path) as valkey:
        async with real(valkey.url, tmp_path) as running:
            assert (await running.post())[0] == 202
            valkey.kill()
            status, state = await readiness(running)
            assert (status, state["reason"], state["ready"]) == (503, "queue_unavailable", False)
            status, document = await running.post(REPORT, signed(REPORT, "wh_2"))
            assert (status, document["reason"]) == (503, "queue_unavailable")
            valkey.restart()
            assert (await running.post(REPORT, signed(REPORT, "wh_2")))[0] == 202
            assert (await readiness(running))[0] == 200


async def test_a_valkey_that_is_nearly_full_closes_the_gate_and_opens_it_when_it_has_drained(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.app, "MEASURE_EVERY_S", 0.02)
    with valkey_server(tmp_path, maxmemory="8mb") as valkey:
        async with real(valkey.url, tmp_path) as running:
            assert (await running.post())[0] == 202
            while (await pressure(running.deps.redis) or 1.0) < 0.85:
                await running.deps.redis.append("ballast", b"x" * 100_000)
            await until(lambda: running.gate.refusal() is Reason.QUEUE_FULL)
            status, document = await running.post(REPORT, signed(REPORT, "wh_2"))
            assert (status, document["reason"]) == (503, "queue_full")
            assert (await readiness(running))[1]["reason"] == "queue_full"
            await running.deps.redis.delete("ballast")
            await until(lambda: running.gate.refusal() is None)
            assert (await running.post(REPORT, signed(REPORT, "wh_2")))[0] == 202
            assert b"tunewatch_queue_pressure_ratio 0." in running.deps.metrics.expose()


async def test_serve_listens_until_it_is_told_to_stop(redis_url: str, tmp_path: Any) -> None:
    redis, stop = await connect(redis_url), asyncio.Event()
    deps = build_deps(accounts=ACCOUNTS, providers={"generic": GENERIC}, redis=redis, data_dir=tmp_path)
    port, private_port = free_port(), free_port()
    serving = asyncio.create_task(
        serve(deps, host="127.0.0.1", port=port, private_host="127.0.0.1", private_port=private_port, stop=stop)
    )
    async with aiohttp.ClientSession() as client:
        for where in (port, private_port):

            async def healthy(url: str = f"http://127.0.0.1:{where}/healthz") -> bool:
                with contextlib.suppress(aiohttp.ClientConnectorError):
                    async with client.get(url) as reply:
                        return reply.status == 200
                return False

            await until(healthy)
    stop.set()
    await serving
    with pytest.raises(Unavailable):
        await deps.ingestor.put(Item("lab", "late", "accepted", 0, b"", ""))
    await redis.aclose()
