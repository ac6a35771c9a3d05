"""`watch JOB`: waits for a job's end; the exit code says which."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from service.commands.client import FAILED, NOT_FOUND, part, until
from service.commands.jobs import progress
from service.commands.output import AsJson, api, plain, say, show_json

STOPPED, FORGOTTEN = 2, 6
EXIT_CODES = {"succeeded": 0, "failed": FAILED, "cancelled": STOPPED, "expired": STOPPED}

LOSSES = ("train_loss", "loss")
LAST_LINES = 10  # of a failure's log; the message has more

Job = dict[str, Any]


def add_to(app: typer.Typer) -> None:
    @app.command()
    def watch(
        context: typer.Context,
        job: str,
        timeout: Annotated[float, typer.Option(help="Give up after so many seconds (exit code 5).")] = 7 * 86_400.0,
        every: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks.")] = 2.0,
        as_json: AsJson = False,
    ) -> None:
        """Wait until a job ends. Exit code: 0 succeeded, 1 failed, 2 cancelled or expired, 3 no such job,
        4 the service cannot be asked, 5 the time is over, 6 its provider forgot it."""
        client = api(context)
        with _display(quiet=as_json) as tell:
            for seen in until(lambda: client.get(f"/jobs/{part(job)}"), every_s=every, timeout_s=timeout):
                tell(seen)
                if seen["ended"] or seen["unknown_to_provider"]:
                    break
        if as_json:
            show_json(seen)
        else:
            for line in (ending(seen), *last_lines(seen)):
                say(line)
        raise typer.Exit(exit_code(seen))


def exit_code(job: Job) -> int:
    """What a script learns of the job's end."""
    if not job["ended"]:
        return FORGOTTEN if job["forgotten"] else NOT_FOUND
    return EXIT_CODES[job["status"]]


def ending(job: Job) -> str:
    """How the job ended, in one line."""
    name = f"{job['title']} ({job['provider_job_id']})"
    if not job["ended"]:
        if job["forgotten"]:
            return f"{name} is not known to its provider any more: its outcome is not known"
        return f"{name} is unknown to its provider"
    parts = [f"{name} {job['status']}"]
    if job["error_message"]:
        parts.append(job["error_message"])
    if job["tuned_model"] and job["status"] == "succeeded":  # a trainer may name what it meant to make
        parts.append(job["tuned_model"])
    if job["version"]:
        parts.append(f"registered as {job['version']['name']} v{job['version']['version']}")
    return ": ".join(parts[:1]) + "".join(f"; {each}" for each in parts[1:])


def last_lines(job: Job) -> list[str]:
    """The end of a failed job's log, where its provider tells it."""
    log = job["facts"].get("log_tail") if job["status"] == "failed" else None
    return [f"  {line}" for line in log.splitlines()[-LAST_LINES:]] if isinstance(log, str) else []


@contextlib.contextmanager
def _display(*, quiet: bool) -> Iterator[Callable[[Job], None]]:
    """Shows each look: a bar on a terminal, a line for each change elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _job: None
    elif sys.stdout.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


def _lines() -> Callable[[Job], None]:
    last = ""

    def tell(job: Job) -> None:
        nonlocal last
        line = f"{job['title']}: {state(job)}"
        if line != last and not job["ended"]:
            say(line)
            sys.stdout.flush()
        last = line

    return tell


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[Job], None]]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(job: Job) -> None:
            description = f"{plain(job['title'])}: {plain(state(job))}"
            bar.update(task, description=description, total=job["total_steps"], completed=job["step"] or 0)

        yield tell


def state(job: Job) -> str:
    """`running, step 300/1200, loss 0.1523, ends in about 12 min`."""
    parts = [job["status"]]
    if job["stalled_at"]:
        parts.append(f"stalled (last report {job['heard_at'][11:16]} UTC)")
    if job["step"] is not None:
        parts.append(f"step {progress(job)}")
    parts += [f"loss {job['last_metrics'][name]['value']:.4g}" for name in LOSSES if name in job["last_metrics"]][:1]
    if (left := _left(job["estimated_finish_at"])) is not None:
        parts.append(f"ends in about {left}")
    return ", ".join(parts)


def _left(moment: str | None) -> str | None:
    """How long until then, None when that is not known or over."""
    if moment is None:
        return None
    seconds = (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()
    if seconds <= 0:
        return None
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
