"""Runs wrk over a pool: one thread, 32 connections, each request read from the file when it is sent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.pool import Pool

CONNECTIONS = 32

# A pool that runs out ends wrk with an error: no request is ever sent twice. No `response` function: it would make wrk
# build a table of headers for each answer; what the answers were is counted by the receiver.
SCRIPT = """
local pool = assert(io.open(os.getenv("POOL"), "rb"))
local length = tonumber(os.getenv("POOL_LENGTH"))
pool:setvbuf("full", 1048576)
pool:seek("set", tonumber(os.getenv("POOL_START")) * length)

function request()
  return assert(pool:read(length), "the pool is used up: make it larger")
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\nSAID {"requests": %d, "duration_s": %f, "p50_ms": %f, "p99_ms": %f, "failed": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Run:
    """What wrk saw. `failed`: socket errors, time-outs and statuses from 400."""

    requests: int
    duration_s: float
    p50_ms: float
    p99_ms: float
    failed: int

    @property
    def per_s(self) -> float:
        return self.requests / self.duration_s


def run(pool: Pool, port: int, *, start: int, seconds: float, folder: Path) -> Run:
    """Sends the pool's requests from number `start` on, as fast as they are answered."""
    if shutil.which("wrk") is None:
        raise RuntimeError("wrk is missing; run: apt-get install -y wrk")
    pool.check_fresh(seconds)
    script = folder / "pool.lua"
    script.write_text(SCRIPT)
    where = {"POOL": str(pool.path), "POOL_LENGTH": str(pool.length), "POOL_START": str(start)}
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", str(script)]
    command.append(f"http://127.0.0.1:{port}")
    done = subprocess.run(command, env={**os.environ, **where}, capture_output=True, text=True, check=False)
    said = [line for line in done.stdout.splitlines() if line.startswith("SAID ")]
    if done.returncode != 0 or not said:
        raise RuntimeError(f"wrk failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return Run(**json.loads(said[0].removeprefix("SAID ")))
