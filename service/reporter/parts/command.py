"""Runs a command and reports it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from service.reporter.parts.errors import quiet, warn
from service.reporter.parts.hashes import Hashes
from service.reporter.parts.job import Job
from service.reporter.parts.log_file import LogFile
from service.reporter.parts.log_lines import is_training_line, read_line, row_of
from service.reporter.parts.pump import Pump
from service.reporter.parts.rows import OUTPUT
from service.reporter.parts.signals import Signals, exit_code_of, signal_name

STOP_WINDOW_S = 30.0  # trainers that stop on a signal often end with an exit code of their own


def run(job: Job, command: Sequence[str], *, reads_output: bool = True, hashes: Hashes | None = None) -> int:
    """The command's exit code, when it has ended and the service knows (or `linger` is over)."""
    signals, inner = Signals(), _inner_file()
    pump = _pump(job.masks) if reads_output else None
    try:
        child = _started(job, command, pump, inner)
    except (OSError, ValueError) as error:
        code = _not_started(job, command[0], error, signals, pump)
    else:
        code = _accompany(job, child, signals, pump, hashes)
    job.wait(lambda: signals.hurry, warn)
    if inner:
        with contextlib.suppress(OSError):
            os.unlink(inner)
    return code


def _pump(secrets: Sequence[str]) -> Pump | None:
    with contextlib.suppress(OSError, ImportError, ValueError, AttributeError):
        return Pump(secrets) if hasattr(os, "fork") else None
    return None


def _started(job: Job, command: Sequence[str], pump: Pump | None, inner: str) -> subprocess.Popen[bytes]:
    """The command's process. Raises OSError or ValueError."""
    env = dict(os.environ)
    if inner:
        env.update({"TUNEWATCH_JOB": job.name, "TUNEWATCH_JOB_LOG": inner})
        job.own_file = LogFile(inner, from_end=False)
    outputs = {"stdout": pump.stdout, "stderr": pump.stderr} if pump else {}
    try:
        return subprocess.Popen(list(command), env=env, close_fds=False, **outputs)  # type: ignore[call-overload, no-any-return]  # noqa: S603  # theirs
    finally:
        if pump:
            pump.connect()


def _not_started(job: Job, program: str, error: Exception, signals: Signals, pump: Pump | None) -> int:
    """The exit code of a command that could not be started, as a shell gives it; the job has failed."""
    if pump:
        pump.close()
    missing = isinstance(error, FileNotFoundError)
    words = f"{program}: {'command not found' if missing else getattr(error, 'strerror', None) or error}"
    warn(words)
    signals.ended = True
    code = 127 if missing else 126
    job.finish("failed", code=f"exit_{code}", message=words, exit_code=code)
    return code


def judge_end(
    returncode: int, *, stop: int | None, stopped_ago_s: float, unfinished: bool, tail: str
) -> dict[str, Any]:
    """How a command ended, as arguments of `Job.finish`.

    `stop`: the last signal that asked it to stop, `stopped_ago_s` before it ended. Cancelled is a command that ended by
    that signal, or soon after it in another way (trainers catch it), or well but with steps `unfinished`.
    """
    last_line = next((line.strip() for line in reversed(tail.splitlines()) if line.strip()), "")
    if returncode == 0 and (stop is None or not unfinished):
        return {"status": "succeeded", "exit_code": 0}
    by_stop = stop is not None and (
        returncode == 0 or exit_code_of(returncode) == 128 + stop or stopped_ago_s <= STOP_WINDOW_S
    )
    status = "cancelled" if by_stop else "failed"
    name = signal_name(-returncode) if returncode < 0 else None
    if name:
        words = f"killed by {name}" + (
            " (often the kernel, out of memory)" if name == "SIGKILL" and not by_stop else ""
        )
    else:
        words = f"exit code {returncode}"
    if stop is not None and by_stop:
        words += f", after {signal_name(stop)} was passed on"
    elif last_line:
        words += f": {last_line[:1000]}"
    code = f"signal_{name}" if name else f"exit_{returncode}"
    return {"status": status, "code": code, "message": words, "exit_code": exit_code_of(returncode), "signal": name}


def _accompany(
    job: Job, child: subprocess.Popen[bytes], signals: Signals, pump: Pump | None, hashes: Hashes | None
) -> int:
    """The exit code of the command, when it has ended and its ending is on the way to the service."""
    signals.hold()
    with quiet():
        job.start()
    with quiet():
        if hashes:
            hashes.start()
    if pump:
        threading.Thread(target=pump.listen, args=(_to_rows(job),), daemon=True).start()
    returncode = signals.wait(child)
    ended = time.monotonic()
    if pump:
        pump.end()
        while not pump.drained.wait(0.2) and not signals.hurry:
            pass
    with quiet():
        if hashes:
            hashes.wait()
        job.read_files()
        stop, at = signals.stop or (None, 0.0)
        unfinished = bool(job.rows.total and (job.rows.step or 0) < job.rows.total)
        tail = pump.tail if pump else ""
        how = judge_end(returncode, stop=stop, stopped_ago_s=ended - at, unfinished=unfinished, tail=tail)
        if how["status"] != "succeeded":
            job.update(artifact_uri=None)  # there may be no weights
        job.finish(**how, log_tail=tail or None)
    return exit_code_of(returncode)


def _to_rows(job: Job) -> Callable[[str], None]:
    def keep(line: str) -> None:
        entry = read_line(line)
        if entry is not None and is_training_line(entry):
            job.rows.add(OUTPUT, row_of(entry))

    return keep


def _inner_file() -> str:
    """An empty file of this machine that a Job inside the command writes to; "" when none can be made."""
    for folder in (os.environ.get("TMPDIR"), "/dev/shm", "/tmp"):  # noqa: S108  # exclusive, with a name that cannot be guessed
        if folder:
            path = os.path.join(folder, f"tunewatch-{os.urandom(8).hex()}.jsonl")
            with contextlib.suppress(OSError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                return path
    return ""
