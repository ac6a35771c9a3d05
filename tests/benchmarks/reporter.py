"""What the reporter takes from the machine of a training that logs 100 lines a second: CPU and memory.

Counted are the reporter and its copier; the training and the service that listens are ours. Aims: `cpu_percent` below
1 % of one core, `rss_mb` below 20 MB (shared pages by halves, as in footprint).
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

from tests import children
from tests.benchmarks import report, rig
from tests.keeper import tree_of
from tests.trainers.recorder import Recorder, environment, recording, reporter_argv

LINES_PER_S = 100
LOAD_S = 20.0
PATIENCE_S = 60.0
TRAINING = """
import sys, time
count, pause = int(sys.argv[1]), 1 / float(sys.argv[2])
began = time.monotonic()
for step in range(1, count + 1):
    said = {"loss": round(2 / step, 4), "grad_norm": 1.25, "learning_rate": 2e-05, "epoch": round(step / 1000, 3)}
    print(said, flush=True)
    time.sleep(max(0.0, began + step * pause - time.monotonic()))
print("end", time.monotonic() - began, file=sys.stderr, flush=True)
sys.stdin.read()
"""


async def run() -> dict[str, object]:
    """The fields of the result."""
    lines = round(rig.seconds(LOAD_S) * LINES_PER_S)
    with rig.data_folder() as folder:
        facts = report.machine(folder)
        with recording() as service:
            return await asyncio.to_thread(_measured, service, folder, lines) | facts


def _measured(service: Recorder, folder: Path, lines: int) -> dict[str, object]:
    training = [sys.executable, "-c", TRAINING, str(lines), str(LINES_PER_S)]
    process = children.start(
        reporter_argv("run", "--job", "bench", "--", *training),
        env=environment(service.url, folder / "spool"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()  # it runs
    ours = [process.pid, _copier_of(process.pid)]
    start_cpu_s = rig.cpu_s(*ours)
    began = time.monotonic()
    for _ in range(lines - 1):
        assert process.stdout.readline()
    took_s = time.monotonic() - began
    loop_s = float(process.stderr.readline().split()[1])
    memory = [rig.pss_mb(pid) for pid in ours]
    cpu_percent = (rig.cpu_s(*ours) - start_cpu_s) / took_s * 100
    process.communicate(b"", timeout=PATIENCE_S)
    steps = [row["step"] for row in service.metrics]
    if process.returncode or steps != list(range(1, lines + 1)):
        raise RuntimeError(f"exit code {process.returncode}, {len(steps)} of {lines} steps arrived")
    report.table(
        f"reporter: {lines} lines, {LINES_PER_S}/s",
        ("process", "PSS MB"),
        [("reporter", memory[0]), ("copier", memory[1])],
    )
    return {
        "cpu_percent": cpu_percent,
        "rss_mb": sum(memory),
        "start_cpu_s": start_cpu_s,
        "slower_by": loop_s / (lines / LINES_PER_S) - 1,
        "reports": len({post.id for post in service.posts}),
        "report_bytes": sum(len(json.dumps(each)) for each in service.reports),
    }


def _copier_of(pid: int) -> int:
    """The reporter's other process: the one that runs the same command line."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes()
    (found,) = [one for one in tree_of(pid) if one != pid and Path(f"/proc/{one}/cmdline").read_bytes() == words]
    return found
