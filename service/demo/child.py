"""The real service as a child process: `tunewatch up` with a configuration and a data directory of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType

from service.demo.stage import Stage
from service.embedded.supervisor import LAUNCHER, with_our_code

STOP_S = 20.0
LAST_WORDS_BYTES = 3000


class Died(Exception):
    """The service ended by itself; the text is the end of its log."""


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """Runs inside the block; at its end it is told to stop in its own order. It dies with us, however we die."""

    def __init__(self, stage: Stage, env: Mapping[str, str], *, worker: bool) -> None:
        self._stage = stage
        self._env = with_our_code(env)
        self._worker = worker
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Service:
        stage = self._stage
        where = ["--config", str(stage.config_file), "--data-dir", str(stage.data_dir)]
        where += ["--port", str(stage.port), "--private-port", str(stage.private_port)]
        module = ["service", "up"] if self._worker else ["service.demo.without_worker"]
        with stage.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", "-c", LAUNCHER, str(os.getpid())),
                *(sys.executable, "-P", "-m", *module, *where),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._env,
                cwd=stage.folder,
                start_new_session=True,  # Ctrl-C is for us: we stop it
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            process.kill()  # the kernel ends its children with it
            await process.wait()

    def check(self) -> None:
        """Raises Died when it is not."""
        if self._process is not None and self._process.returncode is not None:
            raise Died(self._stage.log_file.read_bytes()[-LAST_WORDS_BYTES:].decode("utf-8", "replace"))
