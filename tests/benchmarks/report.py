"""What a benchmark says: a table for people, one JSON line for machines, and the machine that it ran on."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "bench-results.jsonl"
FSYNCS, FSYNC_BYTES = 200, 512

_console = Console(width=max(110, Console().width))


def say(text: str) -> None:
    """A line about what is going on."""
    _console.print(text, style="dim", highlight=False)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints the rows; floats with as many digits as are worth reading."""
    shown = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        shown.add_column(column, justify="left" if number == 0 else "right")
    for row in rows:
        shown.add_row(*map(_shown, row))
    _console.print(shown)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 1 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def publish(name: str, fields: Mapping[str, object]) -> None:
    """Prints the JSON line and appends it to bench-results.jsonl."""
    line = json.dumps({"bench": name, **{key: _rounded(value) for key, value in fields.items()}})
    print(line, flush=True)
    with RESULTS.open("a") as results:
        results.write(line + "\n")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4 if abs(value) < 10 else 1)
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return {key: _rounded(one) for key, one in value.items()} if isinstance(value, dict) else value


def machine(folder: Path) -> dict[str, object]:
    """The disk under `folder`, the cores that we may use, and the commit that is measured."""
    return {"fsync_p50_ms": fsync_p50_ms(folder), "cores": len(os.sched_getaffinity(0)), "commit": _commit()}


def fsync_p50_ms(folder: Path) -> float:
    """The median of writing 512 bytes and having them on disk."""
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(FSYNCS):
            began = time.perf_counter()
            os.write(file.fileno(), b"x" * FSYNC_BYTES)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 3)


def _commit() -> str:
    """The commit, with a + when the checkout differs from it."""
    said = [
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for words in (("rev-parse", "--short", "HEAD"), ("status", "--porcelain", "--untracked-files=no"))
    ]
    return (said[0] or "unknown") + ("+" if said[1] else "")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all are not above."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]
