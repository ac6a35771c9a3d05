"""How fast one receiver process takes signed webhooks, against a bound that stores nothing.

Rounds of receiver, bound and `enqueue_job`, one after the other on the same pool; ratios are medians over the rounds.
Every webhook has its own id and signature and is counted three times: by wrk, by the receiver's counters, and after a
drain by a worker as rows of the database.

Two kinds of 600 bytes: `thin` is the `openai` account's, decoded in 2 us, so that nothing hides the receiver's own
work: the named fields are about it. `report` is the `generic` account's snapshot, whose decoding costs 25 us in
receiver and bound alike and so brings their ratio nearer to one.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.store import Store, migrate, open_store, queries
from tests.benchmarks import large, pool, report, rig, wrk
from tests.processes import Installation, Process, answers, clean_environment, python
from tests.servers import Server, free_port, valkey_server

ROUNDS = int(os.environ.get("BENCH_ROUNDS") or 5)
SECONDS = 5.0  # of each run
POOL = 300_000
MAX_PER_S = 50_000
WARM_UP_S = 1.0
DRAIN_TIMEOUT_S = 900.0
WRITERS: dict[str, pool.Write] = {"thin": pool.thin, "report": pool.report}
RUNS = (
    ("receiver", "thin"),
    ("bound", "thin"),
    ("enqueue_job", "thin"),
    ("receiver", "report"),
    ("bound", "report"),
)

Case = tuple[str, str]  # process, kind of webhook


@dataclass(frozen=True)
class Measured:
    """One run against one process."""

    run: wrk.Run
    cpu_us: float  # of that process, per request

    @property
    def per_s(self) -> float:
        return self.run.per_s


@dataclass
class Bench:
    """The three processes that are measured in turn, and what was measured."""

    folder: Path
    stack: Installation
    valkey: Server
    processes: dict[str, Process]
    ports: dict[str, int]
    seconds: float
    rounds: list[dict[Case, Measured]]

    def play(self) -> None:
        """Warms up once, then measures round by round, each with pools signed just before."""
        for number in range(ROUNDS + 1):
            seconds, count = (self.seconds, POOL) if number else (WARM_UP_S, 0)
            measured: dict[Case, Measured] = {}
            for kind, write in WRITERS.items():
                count = max(count, int(MAX_PER_S * seconds))
                fresh = pool.make(self.folder / "pool", count, name=f"r{number}", write=write)
                cases = [case for case in RUNS if case[1] == kind]
                measured |= {case: self._measure(case[0], fresh, seconds) for case in cases}
            if number:
                self.rounds.append(measured)
                rates = ", ".join(f"{' '.join(case)} {one.per_s:,.0f}/s" for case, one in measured.items())
                report.say(f"round {number} of {ROUNDS}: {rates}")

    def _measure(self, mode: str, requests: pool.Pool, seconds: float) -> Measured:
        process = self.processes[mode]
        before = rig.cpu_s(process.pid)
        run = wrk.run(requests, self.ports[mode], start=0, seconds=seconds, folder=self.folder)
        used = rig.cpu_s(process.pid) - before
        if run.failed:
            raise RuntimeError(
                f"{mode}: {run.failed} of {run.requests} requests failed\n{process.latest_output[-2000:]}"
            )
        return Measured(run, used / run.requests * 1e6)

    def median(self, process: str, what: str, kind: str = "thin") -> float:
        return float(statistics.median(getattr(one[process, kind], what) for one in self.rounds))

    def ratio(self, over: str, what: str = "per_s", kind: str = "thin") -> float:
        """Of the receiver to the other, round by round."""
        ratios = [getattr(one["receiver", kind], what) / getattr(one[over, kind], what) for one in self.rounds]
        return float(statistics.median(ratios))

    @property
    def taken(self) -> int:
        """How many webhooks wrk saw the receiver take in the measured rounds."""
        return sum(one.run.requests for each in self.rounds for case, one in each.items() if case[0] == "receiver")


async def run() -> dict[str, object]:
    """The fields of the result."""
    with rig.data_folder() as folder:
        facts = report.machine(folder)
        small_ms, answers = await large.small_behind_large(folder / "large")
        with _bench(folder) as bench:
            bench.play()
            await _drain(bench)
        _show(bench, small_ms, answers)
        fields: dict[str, object] = {
            "ratio_to_bound": bench.ratio("bound"),
            "bound_per_s": bench.median("bound", "per_s"),
            "ingest_per_s": bench.median("receiver", "per_s"),
            "cpu_ratio": bench.ratio("bound", "cpu_us"),
            "ratio_to_enqueue_job": bench.ratio("enqueue_job"),
            "small_behind_large_ms": small_ms,
            "enqueue_job_per_s": bench.median("enqueue_job", "per_s"),
            "report_ratio_to_bound": bench.ratio("bound", kind="report"),
            "report_bound_per_s": bench.median("bound", "per_s", "report"),
            "report_per_s": bench.median("receiver", "per_s", "report"),
            "report_cpu_ratio": bench.ratio("bound", "cpu_us", "report"),
            "requests": bench.taken,
        }
    return fields | facts


@contextmanager
def _bench(folder: Path) -> Iterator[Bench]:
    with ExitStack() as running:
        valkey = running.enter_context(valkey_server(folder / "redis"))
        accounts = rig.generic_account() + rig.openai_account("http://127.0.0.1:9", "unused", name=rig.THIN_ACCOUNT)
        stack = Installation(folder / "stack", accounts, valkey.socket_url, f"sqlite:///{folder / 'bench.db'}")
        processes = {"receiver": running.enter_context(stack.receiver)}
        ports = {"receiver": stack.port}
        for mode in ("bound", "enqueue_job"):
            ports[mode] = free_port()
            processes[mode] = running.enter_context(_other(mode, ports[mode], folder, valkey))
        yield Bench(folder, stack, valkey, processes, ports, rig.seconds(SECONDS), [])


def _other(mode: str, port: int, folder: Path, valkey: Server) -> Process:
    """The bound or the comparison; what it writes to Redis is in a database of its own."""
    argv = python("tests.benchmarks.bound", "--mode", mode, "--port", str(port))
    env = clean_environment(REDIS_URL=valkey.socket_url.replace("db=0", "db=1"))
    return Process(mode, argv, folder, env, lambda _one: answers(f"http://127.0.0.1:{port}/healthz"))


async def _drain(bench: Bench) -> None:
    """Every 202 is a row: the receiver's counters, wrk's and the database agree. Raises when not."""
    told = rig.inbound(bench.stack)
    taken = told.pop("accepted", 0)
    if any(told.values()) or taken < bench.taken:
        raise RuntimeError(f"not every answer was 202: {taken} accepted, {told}, wrk counted {bench.taken}")
    report.say(f"draining {taken:,} webhooks")
    await migrate(bench.stack.database_url)
    store = open_store(bench.stack.database_url)
    try:
        with bench.stack.worker:
            await rig.wait_for(lambda: _kept(store, taken), what="the drain", timeout_s=DRAIN_TIMEOUT_S, every_s=2.0)
        rows = await rig.counted(store)
    finally:
        await store.close()
    if rows["inbound"] != taken or rows["letters"]:
        raise RuntimeError(f"{taken} were answered 202, and the database has {rows}")


async def _kept(store: Store, webhooks: int) -> bool:
    return sum((await store.read(queries.count_inbound)).values()) >= webhooks


def _show(bench: Bench, small_ms: float, answers: dict[int, int]) -> None:
    rows = [
        (
            f"{process}, {kind}",
            bench.median(process, "per_s", kind),
            bench.median(process, "cpu_us", kind),
            statistics.median(one[process, kind].run.p50_ms for one in bench.rounds),
            statistics.median(one[process, kind].run.p99_ms for one in bench.rounds),
            "" if process == "receiver" else bench.ratio(process, kind=kind),
        )
        for process, kind in RUNS
    ]
    columns = ("", "requests/s", "CPU us/request", "p50 ms", "p99 ms", "receiver / it")
    report.table(f"ingest: {len(bench.rounds)} rounds of {bench.seconds:g} s", columns, rows)
    said = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    report.say(f"a small webhook behind sixteen of 9 MB: {small_ms:.0f} ms at worst (the large ones: {said})")
