"""POST /webhooks/{account}: raw bytes → verified → parsed once → durable in Redis → 202.

POST /ingest/{account}/{job} goes the same way with the progress that transformers sends by itself.

Nothing a stranger sends causes a 500 or unbounded memory; no answer, log line or metric repeats what was sent,
except a verified delivery id. Every request of a configured account is kept with its reason (within `KEPT_PER_MINUTE`),
except those that we could not take for reasons of our own (503): these are counted and come again; and the question
`?confirm=1`: a repetition by which the sender asks whether the database has what it sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import logging
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Protocol, runtime_checkable
from urllib.parse import quote

import msgspec
import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from service.core import request_head
from service.core.config import Account
from service.core.errors import Reason, Rejected, SignatureError, TooLarge, Unavailable, UnknownSource
from service.core.task import Item
from service.core.wire import text
from service.metrics import Metrics
from service.providers import Provider
from service.providers.table import provider_of
from service.public.webhook_secrets import FetchedSecrets, is_fetched

WEBHOOKS, INGEST = "/webhooks", "/ingest"
MAX_BODY_BYTES = 10_000_000
MAX_UNVERIFIED_BYTES = 128 * 1024**2
BODY_DEADLINE_S = 30.0  # a provider sends at once; this is for a slow link, and ends a slow loris
INLINE_BYTES = 256 * 1024  # above: verified in a thread, because 10 MB would hold the event loop for some 20 ms
VERIFIERS = 1  # threads; also bounds how often a large body is in memory as bytes and as text at once
RECORD_BYTES = 4096
MAX_CONTENT_TYPE_BYTES = 200
KEPT_PER_MINUTE = 60
SENDER_RETRY_S = 5

FULL_SHARE = 0.8  # of maxmemory: a full Redis refuses arq's own writes and would never drain
DISK_FLOOR_BYTES = 64 * 1024**2
MEASURE_S = 2.0

ANOTHER_SECRET = (Reason.SIGNATURE_MISMATCH, Reason.NO_SECRET)  # what a secret that is not known yet looks like

PROBLEM_JSON = "application/problem+json"


class Ingest(Protocol):
    """What this side needs of service.queue.Ingestor."""

    dropped: int  # records that found no room, so far

    async def put(self, item: Item) -> Reason:
        """ACCEPTED, DUPLICATE or DELIVERY_ID_REUSED, once Redis has it. Raises Unavailable."""
        ...

    def record(self, item: Item) -> None:
        """Keeps the item if there is room; never waits, never raises."""
        ...

    async def close(self) -> None:
        """Hands over what is pending."""
        ...


Committed = Callable[[Item], Awaitable[bool | None]]


@runtime_checkable
class TakesProgress(Protocol):
    """A provider that understands what transformers' KubeflowCallback sends."""

    def progress(self, headers: Sequence[tuple[str, str]], body: bytes, *, secrets: Sequence[str], job: str) -> bytes:
        """The report it means. Raises SignatureError or Malformed, nothing else."""
        ...


class Gate:
    """Whether a webhook may come in now. `refresh` measures, `refusal` only reads."""

    def __init__(
        self, measure_pressure: Callable[[], Awaitable[float | None]], data_dir: str | os.PathLike[str] | None
    ) -> None:
        self._measure_pressure = measure_pressure
        self._data_dir = data_dir
        self._shut = False
        self.pressure: float | None = None  # share of maxmemory in use; None: not known
        self.free_bytes: int | None = None  # None: no data directory of ours, or not known

    def refusal(self) -> Reason | None:
        """Why nothing can be taken now; None when the gate is open. What is not known does not close it."""
        if self._shut:
            return Reason.SHUTTING_DOWN
        if self.pressure is not None and self.pressure >= FULL_SHARE:
            return Reason.QUEUE_FULL
        if self.free_bytes is not None and self.free_bytes < DISK_FLOOR_BYTES:
            return Reason.DISK_LOW
        return None

    def shut(self) -> None:
        """From now on everything is refused as shutting_down."""
        self._shut = True

    async def refresh(self) -> None:
        """Measures again. A Redis that cannot be asked leaves the pressure unknown: `put` will say what is wrong."""
        self.free_bytes = None
        if self._data_dir is not None:
            with contextlib.suppress(OSError):
                self.free_bytes = shutil.disk_usage(self._data_dir).free
        try:
            async with asyncio.timeout(MEASURE_S):
                self.pressure = await self._measure_pressure()
        except (Unavailable, OSError, TimeoutError):
            self.pressure = None


class Allowance:
    """At most `per_minute` of something for each account. Keys are configured names, so it stays small."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._used: dict[str, tuple[int, int]] = {}  # the minute it is about, and how many in it

    def take(self, account: str, now: datetime) -> bool:
        """True while the account has some left in this minute."""
        minute = int(now.timestamp()) // 60
        last, used = self._used.get(account, (minute, 0))
        if last != minute:
            used = 0
        self._used[account] = (minute, used + 1)
        return used < self._per_minute


@dataclass(frozen=True, slots=True)
class _Source:
    """A configured account as the hot path needs it."""

    account: str
    provider: Provider
    secrets: tuple[str, ...]
    is_fetched: bool  # its secrets are those that its provider hands out


@dataclass(slots=True)
class _Arrival:
    """What is known of a request so far; `body` is as much as was read."""

    received_at: datetime
    headers: tuple[tuple[str, str], ...]
    path: str  # up to the account
    tail: str = ""  # of the path, behind the account: a token or a job
    body: bytes = b""
    delivery_id: str = ""  # verified, or empty
    body_hash: str = ""
    counted_bytes: int = 0  # of the unverified bytes in flight

    def examine(self, source: _Source) -> None:
        """Verifies before it parses. Raises SignatureError or Malformed."""
        verify = source.provider.verify
        self.delivery_id = verify(self.headers, self.body, secrets=source.secrets, now=self.received_at, tail=self.tail)
        source.provider.parse(self.body, received_at=self.received_at)  # for its refusal: the worker parses again
        self.hash()

    def examine_progress(self, source: _Source) -> None:
        """The same for progress: from here on the body is the report it means. Its id is made of that."""
        if not isinstance(source.provider, TakesProgress):
            raise UnknownSource(Reason.NO_PROGRESS_HERE, "progress is taken for an account of `generic` only")
        report = source.provider.progress(self.headers, self.body, secrets=source.secrets, job=self.tail)
        source.provider.parse(report, received_at=self.received_at)
        self.body = report
        self.hash()
        self.delivery_id = f"sha256-{self.body_hash}"

    def hash(self) -> None:
        self.body_hash = hashlib.sha256(self.body).hexdigest()[:32]

    def item(self, source: _Source, reason: Reason, body: bytes) -> Item:
        """What travels to the store of this request."""
        content_type = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return Item(
            account=source.account,
            delivery_id=self.delivery_id,
            outcome=reason.value,
            received_at_us=int(self.received_at.timestamp() * 1_000_000),
            body=body,
            body_hash=self.body_hash,
            content_type=text(content_type, MAX_CONTENT_TYPE_BYTES),
            head=request_head.kept(self._line(source), self.headers),
        )

    def _line(self, source: _Source) -> str:
        """The request line. What follows the account is shown where it names a job: anywhere else it is a secret."""
        line = f"POST {self.path}/{source.account}"
        if not self.tail:
            return line
        return (
            f"{line}/{quote(self.tail, errors='replace') if source.provider.names_job_in_path else request_head.HIDDEN}"
        )


Examine = Callable[[_Arrival, _Source], None]


class Receiver:
    """The handlers of the public listener's webhooks and progress. `close` after the last request.

    `committed` says whether the database has an accepted request, None when that cannot be known now.
    """

    def __init__(
        self,
        *,
        accounts: Mapping[str, Account],
        providers: Mapping[str, Provider],
        ingestor: Ingest,
        gate: Gate,
        metrics: Metrics,
        clock: Callable[[], datetime],
        committed: Committed | None = None,
        fetched: FetchedSecrets | None = None,
        body_deadline_s: float = BODY_DEADLINE_S,
        max_unverified_bytes: int = MAX_UNVERIFIED_BYTES,
    ) -> None:
        self._sources = {name: _source(account, providers) for name, account in accounts.items()}
        self._ingestor = ingestor
        self._gate = gate
        self._metrics = metrics
        self._clock = clock
        self._committed = committed
        self._fetched = fetched
        self._body_deadline_s = body_deadline_s
        self._max_unverified_bytes = max_unverified_bytes
        self._unverified_bytes = 0
        self._verifiers = ThreadPoolExecutor(VERIFIERS, thread_name_prefix="verify")
        self._rejected_kept = Allowance(KEPT_PER_MINUTE)
        self._duplicates_kept = Allowance(KEPT_PER_MINUTE)
        self._lines = Allowance(KEPT_PER_MINUTE)
        self._log = structlog.get_logger().bind()
        self._tells_taken = self._log.is_enabled_for(logging.DEBUG)  # asked once, not with every webhook

    def close(self) -> None:
        self._verifiers.shutdown(wait=False)

    async def handle(self, request: web.Request) -> web.Response:
        """202 accepted, 200 duplicate, or a problem document that says which check failed."""
        return await self._answer(request, WEBHOOKS, _Arrival.examine, 202)

    async def handle_progress(self, request: web.Request) -> web.Response:
        """200, the only success that its sender knows, or a problem document."""
        return await self._answer(request, INGEST, _Arrival.examine_progress, 200)

    async def _answer(self, request: web.Request, path: str, examine: Examine, accepted: int) -> web.Response:
        began = time.perf_counter()
        source = self._sources.get(request.match_info["account"])
        arrival = _Arrival(
            self._clock(),
            tuple(request.headers.items()),
            path,
            request.match_info.get("tail", ""),
        )
        try:
            reason = await self._take(request, source, arrival, examine)
        except (Rejected, Unavailable) as error:
            reason, answer = error.reason, problem_of(error)
            if not request.content.is_eof():
                answer.force_close()  # the rest of the body is not worth reading
            if source is not None and isinstance(error, Rejected):
                if source.is_fetched and self._fetched is not None and reason in ANOTHER_SECRET:
                    self._fetched.refused(source.account)
                await self._keep_rejected(source, reason, arrival)
        else:
            answer = _taken(reason, arrival.delivery_id, accepted)
            if reason is Reason.DUPLICATE and source is not None:
                answer = await self._repeated(request, source, arrival) or answer
        self._tell("" if source is None else source.account, reason, arrival, time.perf_counter() - began)
        return answer

    async def _repeated(self, request: web.Request, source: _Source, arrival: _Arrival) -> web.Response | None:
        """Keeps a repetition; one with `?confirm=1` is no repetition but a question, whose answer this is."""
        if request.query.get("confirm") != "1":
            self._keep_duplicate(source, arrival)
            return None
        item = arrival.item(source, Reason.ACCEPTED, b"")
        committed = None if self._committed is None else await self._committed(item)
        body = {"status": "duplicate", "delivery_id": arrival.delivery_id, "committed": committed}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    async def _take(self, request: web.Request, source: _Source | None, arrival: _Arrival, examine: Examine) -> Reason:
        if source is None:
            raise UnknownSource(Reason.UNKNOWN_ACCOUNT, "no account of this name is configured")
        if (refusal := self._gate.refusal()) is not None:
            raise Unavailable(refusal)
        try:
            await self._read(request, arrival)
            if source.is_fetched and self._fetched is not None:
                source = replace(source, secrets=await self._fetched.of(source.account))
            if not source.secrets:
                raise SignatureError(Reason.NO_SECRET, "the account has no webhook secret, so it takes no webhook")
            await self._run(arrival, partial(examine, arrival, source))
        finally:
            self._unverified_bytes -= arrival.counted_bytes
        return await self._ingestor.put(arrival.item(source, Reason.ACCEPTED, arrival.body))

    async def _read(self, request: web.Request, arrival: _Arrival) -> None:
        """Reads the whole body into the arrival, or what there was of it before raising."""
        if (request.content_length or 0) > MAX_BODY_BYTES:
            raise _too_large()
        try:
            if request.content.is_eof():  # came with its headers: nothing to wait for, and aiohttp has bounded it
                arrival.body = request.content.read_nowait()
            else:
                await self._read_slowly(request, arrival)
        except TimeoutError:
            detail = f"the body did not arrive within {self._body_deadline_s:g} s"
            raise Rejected(Reason.BODY_INCOMPLETE, detail) from None
        except (ConnectionError, web.RequestPayloadError, HttpProcessingError) as error:
            raise Rejected(Reason.BODY_INCOMPLETE, "the body ended before its announced length") from error

    async def _read_slowly(self, request: web.Request, arrival: _Arrival) -> None:
        # BytesIO hands its buffer over without a copy, so that a body is in memory once.
        buffer = io.BytesIO()
        try:
            async with asyncio.timeout(self._body_deadline_s):
                while chunk := await request.content.readany():
                    buffer.write(chunk)
                    arrival.counted_bytes += len(chunk)
                    self._unverified_bytes += len(chunk)
                    if arrival.counted_bytes > MAX_BODY_BYTES:
                        raise _too_large()
                    if self._unverified_bytes > self._max_unverified_bytes:
                        raise Unavailable(Reason.OVERLOADED)
        finally:
            arrival.body = buffer.getvalue()

    async def _run(self, arrival: _Arrival, work: Callable[[], None]) -> None:
        """Runs `work` on the arrival's body: here when it is small, in a thread when others would wait for it."""
        if len(arrival.body) <= INLINE_BYTES:
            work()
        else:
            await asyncio.get_running_loop().run_in_executor(self._verifiers, work)

    async def _keep_rejected(self, source: _Source, reason: Reason, arrival: _Arrival) -> None:
        if not self._rejected_kept.take(source.account, arrival.received_at):
            self._metrics.records_dropped.inc()
            return
        await self._run(arrival, arrival.hash)
        self._ingestor.record(arrival.item(source, reason, arrival.body[:RECORD_BYTES]))

    def _keep_duplicate(self, source: _Source, arrival: _Arrival) -> None:
        if self._duplicates_kept.take(source.account, arrival.received_at):
            self._ingestor.record(arrival.item(source, Reason.DUPLICATE, b""))
        else:
            self._metrics.records_dropped.inc()

    def _tell(self, account: str, reason: Reason, arrival: _Arrival, seconds: float) -> None:
        """Counts the request and writes its line: at debug when taken, since a line costs more than verifying."""
        self._metrics.arrivals.count(account, reason, seconds)
        taken = reason is Reason.ACCEPTED or reason is Reason.DUPLICATE or reason is Reason.DELIVERY_ID_REUSED
        if self._tells_taken if taken else self._lines.take(account, arrival.received_at):
            self._log.log(
                logging.DEBUG if taken else logging.WARNING,
                "webhook_accepted" if taken else "webhook_rejected",
                account=account,
                reason=reason.value,
                delivery_id=arrival.delivery_id,
                bytes=len(arrival.body),
                ms=round(seconds * 1000, 1),
            )


def _source(account: Account, providers: Mapping[str, Provider]) -> _Source:
    provider, secrets = provider_of(account, providers), tuple(s.reveal() for s in account.webhook_secrets)
    return _Source(account.name, provider, secrets, is_fetched(account, provider))


def _too_large() -> TooLarge:
    return TooLarge(Reason.BODY_TOO_LARGE, f"the body is larger than {MAX_BODY_BYTES} bytes")


def _taken(reason: Reason, delivery_id: str, accepted: int) -> web.Response:
    status, word = (200, "duplicate") if reason is Reason.DUPLICATE else (accepted, "accepted")
    body = msgspec.json.encode({"status": word, "delivery_id": delivery_id})
    return web.Response(status=status, body=body, content_type="application/json")


def problem_of(error: Rejected | Unavailable) -> web.Response:
    """The answer to a refused request. What is wrong on our side is named by its reason only."""
    if isinstance(error, Rejected):
        return problem(error.status, error.reason, error.detail)
    answer = problem(503, error.reason, "cannot be taken now: send it again")
    answer.headers["Retry-After"] = str(SENDER_RETRY_S)
    return answer


def problem(status: int, reason: str, detail: str = "") -> web.Response:
    """An RFC 9457 problem document."""
    title = HTTPStatus(status).phrase
    document = {"type": "about:blank", "title": title, "status": status, "reason": reason, "detail": detail}
    return web.Response(status=status, body=msgspec.json.encode(document), content_type=PROBLEM_JSON)
