"""Child processes that end with this process, however it ends: in order, by kill -9, or by the exit of a time limit.

Each child writes its process group to the keeper before it becomes its program, so that none is missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

from tests import keeper

END_TIMEOUT_S = 60.0
# The signals that a run in the background may ignore have their usual effect on a child, as in a terminal.
LAUNCHER = """import os, sys, _signal
for number in (_signal.SIGHUP, _signal.SIGINT, _signal.SIGPIPE):
    _signal.signal(number, _signal.SIG_DFL)
keeper = int(sys.argv[1])
os.write(keeper, b"%s %d\\n" % (sys.argv[2].encode(), os.getpid()))
os.close(keeper)
os.execvp(sys.argv[3], sys.argv[3:])"""


def start(argv: Sequence[str], *, ending: signal.Signals = signal.SIGKILL, **options: Any) -> subprocess.Popen[bytes]:
    """A child in a session of its own: a Ctrl-C of the test run is not for it. `ending` is what the keeper sends it."""
    return subprocess.Popen(_kept(argv, ending), start_new_session=True, pass_fds=[_keeper()], **options)


async def start_async(argv: Sequence[str], **options: Any) -> asyncio.subprocess.Process:
    """As `start`, for a child that is read and awaited on the loop."""
    command = _kept(argv, signal.SIGKILL)
    return await asyncio.create_subprocess_exec(*command, start_new_session=True, pass_fds=[_keeper()], **options)


def _kept(argv: Sequence[str], ending: signal.Signals) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", LAUNCHER, str(_keeper()), str(int(ending)), *argv]


@contextlib.contextmanager
def temporary_folder(prefix: str = "tw", *, within: str | None = None) -> Iterator[Path]:
    """An empty folder, with a short path by itself: a unix socket's may have 107 bytes."""
    path = tempfile.mkdtemp(prefix=prefix, dir=within)
    os.write(_keeper(), f"{keeper.REMOVE} {path}\n".encode())
    try:
        yield Path(path)
    finally:
        shutil.rmtree(path, ignore_errors=True)


@functools.cache
def _keeper() -> int:
    """The writing end of the pipe to the keeper of this process."""
    reading, writing = os.pipe()
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    streams = [(os.POSIX_SPAWN_DUP2, reading, 0), *nowhere]
    os.posix_spawn(sys.executable, [sys.executable, "-I", "-S", keeper.__file__], os.environ, file_actions=streams)
    os.close(reading)
    return writing


@dataclass
class Child:
    """A program that writes into `<name>.log` of its folder, ended and started again at will."""

    name: str
    argv: Sequence[str]
    folder: Path
    env: Mapping[str, str] | None = None
    _: KW_ONLY
    ending: signal.Signals = signal.SIGKILL
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _from: int = 0

    def launch(self) -> None:
        """It runs, and may not be ready yet. What it wrote before is kept."""
        with self.output_file.open("ab") as output:
            self._from = output.tell()
            self._process = start(
                self.argv,
                ending=self.ending,
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def signal(self, number: signal.Signals) -> None:
        """Sends the signal and waits for the end."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(END_TIMEOUT_S)
            self._process = None

    def kill(self) -> None:
        """It is gone at once, as by a power cut of its own."""
        self.signal(signal.SIGKILL)

    def freeze(self) -> None:
        """It stands still wherever it was, until `thaw` or the end."""
        os.kill(self.pid, signal.SIGSTOP)
        while keeper.stat_of(self.pid)[0] != "T":
            time.sleep(0.001)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    @property
    def output_file(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def output(self) -> str:
        """All that it ever wrote."""
        return self.output_file.read_text(errors="replace")

    @property
    def latest_output(self) -> str:
        """What it wrote since it was started last."""
        return self.output_file.read_bytes()[self._from :].decode(errors="replace")
