"""What strangers send costs them more than us: no 500, no memory, no disk, and afterwards all works as before."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from arq.connections import ArqRedis

from tests.processes import Installation, installed
from tests.servers import until
from tests.world import SECRET, signed

WARM_UP_REQUESTS = 5_000  # first uses load code and fill pools
CONNECTIONS = 8
PIPELINE = 100  # requests on one connection, all sent at once
LARGE_BODIES = 1_000
LARGE_BYTES = 10_000_000
MAX_GROWTH_BYTES = 20 * 1024**2
FLAT_BYTES = 12 * 1024**2  # blocks below 1 MiB are kept: some of each connection
MAX_REDIS_GROWTH_BYTES = 2 * 1024**2  # records of refused requests: at most 60 a minute and account, 4 KiB each
MAX_LOG_BYTES = 1024**2
SEED = 20261123

CONFIG = f"""
[[account]]
name = "lab"
provider = "generic"
webhook_secrets = ["{SECRET}"]

[[account]]
name = "openai-main"
provider = "openai"
webhook_secrets = ["{SECRET}"]
poll = false

[[account]]
name = "mute"
provider = "generic"
"""


# --- what strangers send ----------------------------------------------------------------------------------------------


def request(
    body: bytes = b"{}", headers: dict[str, str] | None = None, *, path: str = "/webhooks/lab", method: str = "POST"
) -> bytes:
    """A whole HTTP request with the body's true length."""
    lines = [f"{method} {path} HTTP/1.1", "Host: tunewatch", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


GOOD = json.dumps({"version": 1, "job": "job-1", "status": "running", "sequence": 1}).encode()
DEEP = b"[" * 20_000 + b"]" * 20_000

SIGNED_NONSENSE = [
    b"",
    b"\xff\xfe\x00",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    DEEP,
    b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    b'{"job": "a", "status": NaN}',
    b'{"job": "a", "status": "running", "sequence": 1e999}',
    b'{"job": "a", "status": "running", "sequence": ' + b"9" * 5_000 + b"}",
    b'{"job": "a", "status": "running", "sequence": -1}',
    b'{"job": "a", "status": "running", "version": 99}',
    b'{"job": "\\ud800", "status": 7}',
    b'{"job": ["a"], "status": "running"}',
    b'{"type": 7, "data": {"id": 3}}',
    b'{"type": "fine_tuning.job.succeeded", "data": "x"}',
    b'{"status": "running", "job": "' + b"a" * 50_000 + b'"}',
]


TRUNCATED = b"POST /webhooks/lab HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"  # and then its sender hangs up
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")


class Stranger:
    """Makes up requests; the seed decides which."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        replay = request(GOOD, signed(GOOD, delivery_id="msg_replay"))
        self._signed = [
            request(body, signed(body), path=f"/webhooks/{account}")
            for body in SIGNED_NONSENSE
            for account in ("lab", "openai-main")
        ]
        self._kept_open: list[Callable[[], bytes]] = [
            self._bad_signature,
            self._bad_headers,
            self._garbage,
            self._nowhere,
            self._wrong_method,
            lambda: self.rng.choice(self._signed),
            lambda: replay,
        ]
        self._closing = list(_closing())

    def pipeline(self, length: int) -> tuple[list[bytes], bytes]:
        """So many requests for one connection: those that leave it open, and one that does not."""
        kept_open = [self.rng.choice(self._kept_open)() for _ in range(length - 1)]
        return kept_open, self.rng.choice(self._closing)

    def _bad_signature(self) -> bytes:
        body = self.rng.randbytes(self.rng.randrange(2_000))
        wrong = f"v1,{self.rng.randbytes(33).hex()[:44]}"
        return request(
            body, signed(body) | {"webhook-signature": self.rng.choice([wrong, f"{wrong} {wrong}", "v1a,x"])}
        )

    def _bad_headers(self) -> bytes:
        now_s = int(time.time())
        odd = {
            "webhook-timestamp": ["0", str(now_s - 301), str(now_s + 9_999), "-1", "1e9", "9" * 400, "now", "\udcff"],
            "webhook-id": ["", "x" * 5_000, "\udcff\udcfe", "a b", "é"],
            "webhook-signature": ["", "v1," + "=" * 4_090, "\udcff", " ".join(["v1," + "A" * 44] * 80)],
            "content-encoding": ["gzip", "br", "nonsense"],
            "content-type": ["\udcff", "text/html", "x" * 5_000],
            "Webhook-Id": ["twice"],
        }
        name = self.rng.choice(list(odd))
        headers = signed(GOOD, delivery_id="msg_odd") | {name: self.rng.choice(odd[name])}
        return request(GOOD, headers)

    def _garbage(self) -> bytes:
        bodies = [self.rng.randbytes(500), DEEP, gzip.compress(b"0" * 1_000_000), b""]
        headers = self.rng.choice([{}, {"Content-Encoding": "gzip"}, {"Content-Type": "application/json"}])
        return request(self.rng.choice(bodies), headers)

    def _nowhere(self) -> bytes:
        name = self.rng.choice([self.rng.randbytes(6).hex(), "%00", "..%2f..%2fetc%2fpasswd", "a" * 3_000, "%ff%fe"])
        paths = [f"/webhooks/{name}", f"/{name}", "/api/v1/jobs", "/metrics", "/readyz", "/webhooks/", "/webhooks/mute"]
        return request(GOOD, signed(GOOD), path=self.rng.choice(paths))

    def _wrong_method(self) -> bytes:
        return request(GOOD, method=self.rng.choice(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"]))


def _closing() -> Iterator[bytes]:
    """Requests after which the server reads no further."""
    start = b"POST /webhooks/lab HTTP/1.1\r\nHost: x\r\n"
    yield start + b"Content-Length: 99999999999\r\n\r\n"
    yield start + b"Content-Length: 10000001\r\n\r\n{}"
    yield start + b"Content-Length: -1\r\n\r\n"
    yield start + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"
    yield start + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
    yield start + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"
    yield start + b"X: " + b"a" * 20_000 + b"\r\n\r\n"
    yield start + b"no colon here\r\n\r\n"
    yield start + b"X: a\x00b\r\n\r\n"
    yield b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n"  # TLS to a plain port
    yield b"POST /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    yield b"POST /webhooks/lab HTTP/9.9\r\nHost: x\r\n\r\n"
    yield request(GOOD, {"Connection": "close"})
    yield TRUNCATED


async def talk(url: str, kept_open: Sequence[bytes], last: bytes) -> Counter[int]:
    """Sends all but the last at once, and that one after their answers; how often each status was answered."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    answer = bytearray()

    async def read(answers: int) -> None:
        while len(STATUS.findall(answer)) < answers and (chunk := await reader.read(65536)):
            answer.extend(chunk)

    try:
        writer.write(b"".join(kept_open))
        await read(len(kept_open))
        writer.write(last)
        if last is not TRUNCATED:
            await read(len(kept_open) + 1)
    finally:
        writer.close()
    return Counter(int(status) for status in STATUS.findall(answer))


async def attack(url: str, requests: int, seed: int) -> Counter[int]:
    """The answers to so many hostile requests, several connections at a time."""
    stranger, answers = Stranger(seed), Counter[int]()
    pipelines = iter(range(requests // PIPELINE))

    async def line() -> None:
        for _ in pipelines:
            answers.update(await talk(url, *stranger.pipeline(PIPELINE)))

    async with asyncio.TaskGroup() as lines:
        for _ in range(CONNECTIONS):
            lines.create_task(line())
    return answers


# --- what it does to us -----------------------------------------------------------------------------------------------


@pytest.fixture
async def receiving(tmp_path: Path, redis_url: str, sqlite_url: str) -> AsyncIterator[Installation]:
    """A receiver alone: what it keeps stays in Redis, where it can be weighed."""
    async with installed(tmp_path / "tunewatch", CONFIG, redis_url, sqlite_url) as tunewatch:
        await tunewatch.receiver.start()
        yield tunewatch


async def memory_of(redis: ArqRedis) -> int:
    return int((await redis.info("memory"))["used_memory"])


async def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as http, http.post(f"{url}/webhooks/lab", data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize("requests", [20_000, pytest.param(100_000, marks=pytest.mark.long)])
async def test_hostile_requests_cause_no_500_and_no_growth(
    receiving: Installation, redis: ArqRedis, requests: int
) -> None:
    print(f"seed {SEED}")
    await attack(receiving.url, WARM_UP_REQUESTS, SEED)
    rss_bytes, redis_bytes = receiving.receiver.rss_bytes(), await memory_of(redis)
    began = time.monotonic()
    answers = await attack(receiving.url, requests, SEED + 1)
    growth = receiving.receiver.rss_bytes() - rss_bytes
    print(f"{time.monotonic() - began:.1f} s, {answers.total()} answers: {dict(sorted(answers.items()))}")
    print(f"the receiver grew by {growth / 1e6:.1f} MB from {rss_bytes / 1e6:.1f} MB")
    assert answers.total() > 0.99 * requests  # the truncated ones have no answer
    assert {status for status in answers if status >= 500} == set()
    assert {401, 404, 405, 413, 422, 200, 400} <= set(answers)
    assert growth < MAX_GROWTH_BYTES
    assert await memory_of(redis) - redis_bytes < MAX_REDIS_GROWTH_BYTES
    assert receiving.receiver.output_file.stat().st_size < MAX_LOG_BYTES
    assert await post(receiving.url, GOOD, signed(GOOD)) == 202


async def test_ten_megabytes_a_thousand_times_leave_nothing_behind(receiving: Installation, redis: ArqRedis) -> None:
    body = b"x" * LARGE_BYTES
    unsigned, forged = {"content-type": "application/json"}, signed(body, secret="whsec_" + "Zm9yZ2Vk" * 4)

    async def send(bodies: int) -> Counter[int]:
        answers, waiting = Counter[int](), iter(range(bodies))

        async def line(http: aiohttp.ClientSession) -> None:
            for number in waiting:
                headers = forged if number % 10 == 0 else unsigned
                async with http.post(
                    f"{receiving.url}/webhooks/lab", data=io.BytesIO(body), headers=headers
                ) as response:
                    answers[response.status] += 1

        async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as lines:
            for _ in range(CONNECTIONS // 2):
                lines.create_task(line(http))
        return answers

    await send(LARGE_BODIES // 20)
    rss_bytes, redis_bytes = receiving.receiver.rss_bytes(), await memory_of(redis)
    began = time.monotonic()
    answers = await send(LARGE_BODIES)
    print(f"{time.monotonic() - began:.1f} s: {dict(answers)}")
    print(f"at most {receiving.receiver.peak_rss_bytes() / 1e6:.0f} MB were in use")
    assert answers == {401: LARGE_BODIES}
    await until(lambda: receiving.receiver.rss_bytes() - rss_bytes < FLAT_BYTES)  # the last ones are let go
    assert await memory_of(redis) - redis_bytes < MAX_REDIS_GROWTH_BYTES
    assert await post(receiving.url, GOOD, signed(GOOD)) == 202
