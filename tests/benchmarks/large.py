"""How long a small webhook waits behind sixteen of 9 MB that come at the same time."""

from __future__ import annotations

import http.client
import os
import time
from collections import Counter
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from service.store import migrate
from tests.benchmarks import pool, rig
from tests.benchmarks.rig import ACCOUNT
from tests.processes import Installation
from tests.servers import ask_valkey, valkey_server

ROUNDS = int(os.environ.get("BENCH_LARGE_ROUNDS") or 5)
LARGE = 16
LARGE_BYTES = 9_000_000
ANSWER_TIMEOUT_S = 60


async def small_behind_large(folder: Path) -> tuple[float, dict[int, int]]:
    """The worst acknowledgement of a small webhook in ms, and how the large ones were answered (they may be told to
    come again: together they are more than the receiver holds at once).

    Small ones are sent one after the other for as long as any large one is under way. The large ones are sent by
    another process, so that our own sending does not count as waiting.
    """
    folder.mkdir()
    worst_ms, answers = 0.0, Counter[int]()
    with valkey_server(folder / "redis") as valkey, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        stack = Installation(
            folder / "stack", rig.generic_account(), valkey.socket_url, f"sqlite:///{folder / 'large.db'}"
        )
        await migrate(stack.database_url)
        port = int(valkey.url.rpartition(":")[2].partition("/")[0])
        with stack.receiver:
            for number in range(ROUNDS):
                signed = [other.submit(_signed, number, one) for one in range(LARGE)]
                for one in signed:
                    one.result()
                sending = other.submit(_send_all, stack.port, number)
                worst_ms = max(worst_ms, _worst_of_small(stack.port, number, sending))
                answers.update(sending.result())
                ask_valkey(port, b"FLUSHALL")
    return worst_ms, dict(answers)


_ready: dict[tuple[int, int], bytes] = {}  # of the sending process


def _signed(round_number: int, number: int) -> None:
    """The large request is ready in the sending process."""
    content = pool.padded({"version": 1, "job": f"large-{number}", "status": "running", "sequence": 1}, LARGE_BYTES)
    _ready[round_number, number] = pool.post(ACCOUNT, content, f"msg_large_{round_number}_{number}", int(time.time()))


def _send_all(port: int, round_number: int) -> Counter[int]:
    """Sends all of the round at once; how many were answered with which status."""
    with ThreadPoolExecutor(LARGE) as threads:
        return Counter(threads.map(lambda number: _send(port, _ready.pop((round_number, number))), range(LARGE)))


def _send(port: int, request: bytes) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT_S)
    connection.connect()
    return _answer(connection, request)


def _answer(connection: http.client.HTTPConnection, request: bytes) -> int:
    """The status of the answer; 0 when the connection was closed without one."""
    try:
        connection.sock.sendall(request)
        response = http.client.HTTPResponse(connection.sock, method="POST")
        response.begin()
        response.read()
    except ConnectionError:
        return 0
    return response.status


def _worst_of_small(port: int, round_number: int, sending: Future[Counter[int]]) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT_S)
    connection.connect()
    worst_ms, number = 0.0, 0
    while not sending.done():
        request = pool.report(number, f"s{round_number}", int(time.time()))
        began = time.perf_counter()
        status = _answer(connection, request)
        worst_ms, number = max(worst_ms, (time.perf_counter() - began) * 1000), number + 1
        if status != 202:
            raise RuntimeError(f"a small webhook of {ACCOUNT} behind large ones was answered {status}")
    return worst_ms
