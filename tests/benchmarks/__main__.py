"""The benchmarks, each in one go: `python -m tests.benchmarks [name …]`, or ONLY=name. All of them without a name.

BENCH_SECONDS=5 makes each short, to see that it works: then its numbers mean nothing.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import traceback

import uvloop

from tests.benchmarks import report

NAMES = ("ingest", "latency", "throughput", "recovery", "footprint", "reporter", "polling", "parse", "pages")


def main(argv: list[str]) -> int:
    """0 when every named benchmark ran to its end, which it does not when an event is missing; its aims are no matter
    of this: whether they are met is for the reader."""
    names = argv or (os.environ.get("ONLY") or " ".join(NAMES)).replace(",", " ").split()
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    failed = [name for name in names if not _ran(name)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _ran(name: str) -> bool:
    """One benchmark has run and its line is out; False after printing why not."""
    report.say(f"--- {name}")
    benchmark = importlib.import_module(f"tests.benchmarks.{name}")
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            report.publish(name, runner.run(benchmark.run()))
    except Exception:
        traceback.print_exc()  # the others are still worth their time
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
