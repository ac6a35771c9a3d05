"""The benchmarks, each in one go: `python -m tests.benchmarks [name …]`, or ONLY=name. All of them without a name.

BENCH_SECONDS=5 makes each short, to see that it works: then its numbers mean nothing.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys

import uvloop

from tests.benchmarks import report

NAMES = ("ingest", "latency", "throughput", "recovery", "footprint")


def main(argv: list[str]) -> int:
    """0 when every named benchmark ran to its end; whether its aims are met is for its reader."""
    names = argv or (os.environ.get("ONLY") or " ".join(NAMES)).replace(",", " ").split()
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in names:
        benchmark = importlib.import_module(f"tests.benchmarks.{name}")
        report.say(f"--- {name}")
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            report.publish(name, runner.run(benchmark.run()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
