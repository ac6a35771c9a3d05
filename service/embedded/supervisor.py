"""`tunewatch up`: our own Valkey, the receiver and the worker as child processes, kept running and stopped in order.

This process stays small, so it imports none of what its children need; migrations run in a child too. When it is
killed, the kernel ends its children with it, and the lock on the data directory is free only when all of them are gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

import service
from service.config.settings import Settings
from service.embedded.data_dir import StartError as StartError
from service.embedded.data_dir import lock, make_private
from service.embedded.valkey import VALKEY_LOG, answers, find_valkey, socket_path_in, valkey_argv

RESTART_AFTER_S = (0.1, 0.5, 1.0, 2.0)
FAILURES_ALLOWED, FAILURE_WINDOW_S = 5, 60.0
TAIL_BYTES = 16 * 1024
RECEIVER_GRACE_S, WORKER_GRACE_S, VALKEY_GRACE_S = (
    10.0,
    33.0,
    10.0,
)  # the worker: 20 s for tasks, 11 s for attempts
DATABASE_RETRY_S = (1.0, 2.0, 4.0, 8.0, 15.0)
START_AGAIN = 79  # exit code of a child, and then of `up`: the configuration has changed
DATABASE_AWAY = 75  # exit code of `python -m service migrate`: EX_TEMPFAIL

# Becomes the program after asking the kernel to be killed with its parent. A preexec_fn would run between fork and exec
# of a process with threads; a pipe to watch is nothing that Valkey would do. The second line closes the race with a
# parent that died before the first.
LAUNCHER = """import ctypes, os, sys
sys.platform == "linux" and ctypes.CDLL(None).prctl(1, 9)
os.getppid() == int(sys.argv[1]) or sys.exit("parent is gone")
os.execv(sys.argv[2], sys.argv[2:])"""


class Stopping(Exception):
    """A signal asked us to end."""


class Again(Exception):
    """A child asked for everything to be started again: the configuration file is another than when we read it."""


class Failing(Exception):
    """A child failed too often to go on: its own last words say why."""

    def __init__(self, child: Child) -> None:
        super().__init__(child.program.name)
        self.child = child


@dataclass(frozen=True, slots=True)
class Options:
    """Where `up` works and listens. Port 0: any free one."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8080
    private_host: str = "127.0.0.1"
    private_port: int = 8081


@dataclass(frozen=True, slots=True)
class Program:
    """What to run as a child. `log_file`: where it writes its last words instead of stderr."""

    name: str
    argv: tuple[str, ...]
    grace_s: float
    stops_last: bool = False
    log_file: Path | None = None


@dataclass(slots=True)
class Child:
    """A program, its process now, and how often it failed lately."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    pump: threading.Thread | None = None
    tail: bytearray = field(default_factory=bytearray)
    failures: deque[float] = field(default_factory=deque)
    restart_at: float = 0.0

    def last_words(self) -> str:
        """The end of what it wrote, at most 30 lines."""
        text = bytes(self.tail)
        if self.program.log_file is not None:
            with contextlib.suppress(OSError):
                text += self.program.log_file.read_bytes()[-TAIL_BYTES:]
        return "\n".join(text.decode("utf-8", "replace").splitlines()[-30:])


class Supervisor:
    """Runs children until a signal or until one of them fails too often. One per process, in its main thread.

    As a context manager it takes the signals, and at the end stops every child and gives the signals back.
    """

    def __init__(self, env: Mapping[str, str], cwd: Path, *, lock_fd: int, as_json: bool) -> None:
        self._env, self._cwd, self._lock_fd, self._as_json = dict(env), cwd, lock_fd, as_json
        self._children: list[Child] = []
        self._stop_signal: int | None = None
        self._wake_in, self._wake_out = socket.socketpair()
        self._before: dict[int, object] = {}

    def __enter__(self) -> Supervisor:
        for end in (self._wake_in, self._wake_out):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wake_in.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            self._before[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal itself returned
        self._wake_in.close()
        self._wake_out.close()

    def say(self, name: str, text: str, level: str = "info", **fields: object) -> None:
        """One line of our own on stderr, in the format of the children's."""
        line = f"tunewatch: {text}"
        if self._as_json:
            moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            line = json.dumps({"event": name, "level": level, "timestamp": moment, "process": "up", **fields})
        with contextlib.suppress(OSError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201  # the structlog pipeline costs this process 13 MB

    def keep(self, program: Program) -> None:
        """The program runs, and is started again whenever it ends."""
        child = Child(program)
        self._children.append(child)
        self._launch(child)

    def run(self, program: Program) -> int:
        """The exit code of a program that ends by itself."""
        child = Child(program)
        self._launch(child)
        process = child.process
        assert process is not None
        try:
            self.until(lambda: process.poll() is not None)
        except (Stopping, Failing):
            process.kill()
            raise
        finally:
            process.wait()
            _join(child)
        return process.returncode

    def until(self, ready: Callable[[], bool], *, every_s: float = 0.05, limit_s: float | None = None) -> bool:
        """Tends the children until `ready()`; False when `limit_s` passed before. Raises Stopping or Failing."""
        end = None if limit_s is None else time.monotonic() + limit_s
        while True:
            self._tend()
            if self._stop_signal is not None:
                raise Stopping
            if ready():
                return True
            if end is not None and time.monotonic() >= end:
                return False
            self._wait(every_s)

    def forever(self) -> None:
        """Tends the children. Raises Stopping or Failing."""
        self.until(lambda: False, every_s=3600.0)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self._stop_signal = number

    def _launch(self, child: Child) -> None:
        child.tail.clear()
        child.process = subprocess.Popen(  # noqa: S603  # our own programs
            [sys.executable, "-I", "-S", "-c", LAUNCHER, str(os.getpid()), *child.program.argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._env,
            cwd=self._cwd,
            pass_fds=(self._lock_fd,),
            start_new_session=True,  # Ctrl-C is for us: we stop them in order
        )
        child.pump = threading.Thread(target=_pump, args=(child.process, child.tail), daemon=True)
        child.pump.start()

    def _tend(self) -> None:
        """Starts what is due, and notes what ended."""
        now = time.monotonic()
        for child in self._children:
            if child.process is not None and child.process.poll() is not None:
                self._note_failure(child, child.process.returncode, now)
            if child.process is None and child.restart_at <= now and self._stop_signal is None:
                self._launch(child)

    def _note_failure(self, child: Child, code: int, now: float) -> None:
        child.process = None
        _join(child)
        if code == START_AGAIN and self._stop_signal is None:
            raise Again
        child.failures.append(now)
        while child.failures[0] < now - FAILURE_WINDOW_S:
            child.failures.popleft()
        times, name = len(child.failures), child.program.name
        if self._stop_signal is not None:
            return
        if times >= FAILURES_ALLOWED:
            raise Failing(child)
        wait_s = RESTART_AFTER_S[times - 1]
        child.restart_at = now + wait_s
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        self.say(
            "child_ended",
            f"{name} {how}; it starts again in {wait_s:g} s",
            level="warning",
            child=name,
            exit_code=code,
            restart_after_s=wait_s,
        )

    def _wait(self, limit_s: float) -> None:
        """Returns at a signal, at a child's end, when a restart is due, or after `limit_s`."""
        due = [child.restart_at for child in self._children if child.process is None]
        limit_s = max(0.0, min([limit_s, *(at - time.monotonic() for at in due)]))
        if select.select([self._wake_out], [], [], limit_s)[0]:
            self._wake_out.recv(4096)

    def _stop(self) -> None:
        """Every child ended: in the order they were started, those that stop last after the others."""
        for child in sorted(self._children, key=lambda child: child.program.stops_last):
            if child.process is None:
                continue
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
            try:
                child.process.wait(child.program.grace_s)
            except subprocess.TimeoutExpired:
                name, grace_s = child.program.name, child.program.grace_s
                self.say("child_killed", f"{name} did not end within {grace_s:g} s", "warning", child=name)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
            _join(child)


def up(
    options: Options,
    settings: Settings,
    env: Mapping[str, str],
    *,
    first_token: Callable[[Mapping[str, str]], str | None] | None = None,
    programs: Callable[[Sequence[tuple[str, int]]], Iterable[Program]] | None = None,
) -> int:
    """Runs everything on this machine until SIGTERM or SIGINT; the exit code.

    `first_token` gets the children's environment after the migrations and returns an admin token to be shown once.
    `programs` gets the addresses to listen on; by default `our_programs`, stopped in the order in which they come.
    Raises StartError when nothing was started yet.
    """
    os.umask(0o077)  # what the children write is for their user only
    data_dir = make_private(options.data_dir)
    lock_fd = lock(data_dir)
    try:
        addresses = [
            (options.host, _free_port(options.host, options.port)),
            (options.private_host, _free_port(options.private_host, options.private_port)),
        ]
        valkey = None if settings.redis_url else find_valkey(env)
        socket_path = None if valkey is None else socket_path_in(data_dir)
        child_env = children_env(settings, env, data_dir, socket_path)
        with Supervisor(
            child_env, data_dir, lock_fd=lock_fd, as_json=child_env["TUNEWATCH_LOG_FORMAT"] == "json"
        ) as parts:
            try:
                if valkey is not None and socket_path is not None:
                    argv = valkey_argv(valkey[0], data_dir, socket_path, env)
                    log_file = data_dir / VALKEY_LOG
                    parts.keep(Program("valkey", argv, VALKEY_GRACE_S, stops_last=True, log_file=log_file))
                _migrate(parts)
                if socket_path is not None:
                    _wait_for_valkey(parts, socket_path)
                token = first_token(child_env) if first_token and settings.admin_token is None else None
                for program in (programs or our_programs)(addresses):
                    parts.keep(program)
                parts.until(lambda: all(_listening(host, port) for host, port in addresses))
                _show(start_lines(settings, addresses, data_dir, child_env, valkey, token))
                parts.forever()
            except Stopping:
                parts.say("stopping", "stopping: receiver, worker, then Valkey")
            except Again:
                parts.say("starting_again", "starting again with the new configuration")
                return START_AGAIN
            except Failing as failing:
                name = failing.child.program.name
                _show([f"{name} failed {FAILURES_ALLOWED} times within a minute. Its last words:"], sys.stderr)
                _show(
                    [failing.child.last_words() or "(none)", f"tunewatch up ends because {name} cannot run."],
                    sys.stderr,
                )
                return 1
        return 0
    finally:
        os.close(lock_fd)


def our_programs(addresses: Sequence[tuple[str, int]]) -> Iterator[Program]:
    """Receiver and worker. `-P`: a folder named `workers` where they run must not be taken for ours."""
    python = (sys.executable, "-P", "-m")
    (host, port), (private_host, private_port) = addresses
    listen = ("--host", host, "--port", str(port), "--private-host", private_host, "--private-port", str(private_port))
    yield Program("receiver", (*python, "service", "serve", *listen), RECEIVER_GRACE_S)
    yield Program("worker", (*python, "workers"), WORKER_GRACE_S)


def children_env(
    settings: Settings, env: Mapping[str, str], data_dir: Path, socket_path: Path | None
) -> dict[str, str]:
    """The environment of the children: ours, with absolute names (they run in the data directory) and what we chose."""
    result = dict(env)
    if name := env.get("TUNEWATCH_ADMIN_TOKEN_FILE"):
        result["TUNEWATCH_ADMIN_TOKEN_FILE"] = str(Path(name).absolute())
    for name in ("REDIS_URL_FILE", "DATABASE_URL_FILE", "TUNEWATCH_CONFIG"):
        result.pop(name, None)
    if settings.config_file is not None:
        result["TUNEWATCH_CONFIG"] = str(settings.config_file)
    redis = settings.redis_url.reveal() if settings.redis_url else f"unix://{socket_path}"
    database = settings.database_url.reveal() if settings.database_url else f"sqlite:///{data_dir / 'tunewatch.db'}"
    watched = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    result.update(
        REDIS_URL=redis,
        DATABASE_URL=database,
        TUNEWATCH_DATA_DIR=str(data_dir),
        TUNEWATCH_LOG_FORMAT="console" if watched else "json",
    )
    return with_our_code(result)


def with_our_code(env: Mapping[str, str]) -> dict[str, str]:
    """The environment in which another Python imports this very code, also when it is a checkout and not installed."""
    root = str(Path(service.__file__).resolve().parents[1])
    if root in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        return dict(env)
    paths = [path for path in (env.get("PYTHONPATH") or "").split(os.pathsep) if path and path != root]
    return {**env, "PYTHONPATH": os.pathsep.join([root, *paths])}


def start_lines(
    settings: Settings,
    addresses: Sequence[tuple[str, int]],
    data_dir: Path,
    env: Mapping[str, str],
    valkey: tuple[str, str] | None,
    token: str | None,
) -> Iterator[str]:
    """What a person needs to know at the start. No secret but the new token."""
    public, private = (f"http://{_shown(host)}:{port}" for host, port in addresses)
    base = settings.public_url or public
    yield f"Tunewatch {service.__version__} is up"
    yield f"  public    {public}   webhooks and /healthz: what may be reached from outside"
    yield f"  private   {private}   the pages, API, metrics and /readyz: keep it inside"
    for account in settings.accounts:
        notification = "" if account.webhook_secrets else "   (no webhook secret: accepts no webhook)"
        yield f"  account   {account.name} ({account.provider})   {base}/webhooks/{account.name}{notification}"
    database = "SQLite" if env["DATABASE_URL"].startswith("sqlite") else "PostgreSQL (DATABASE_URL)"
    queue = f"Valkey {valkey[1]}" if valkey else "REDIS_URL"
    yield f"  data      {data_dir}   ({database}, {queue})"
    if token:
        yield f"  token     {token}   admin, shown only now: keep it"
    for hint in settings.hints:
        yield f"  hint      {hint}"


def _migrate(parts: Supervisor) -> None:
    """The database has today's schema. A database that is away is asked again for half a minute."""
    program = Program("migrate", (sys.executable, "-P", "-m", "service", "migrate"), grace_s=0)
    for wait_s in (*DATABASE_RETRY_S, None):
        code = parts.run(program)
        if code == 0:
            return
        if code != DATABASE_AWAY or wait_s is None:
            raise StartError("the database could not be brought up to date: see the lines above")
        parts.say("database_away", f"the database is away; asking again in {wait_s:g} s", "warning", wait_s=wait_s)
        parts.until(lambda: False, limit_s=wait_s)


def _wait_for_valkey(parts: Supervisor, path: Path) -> None:
    if not parts.until(lambda: answers(path), limit_s=5.0):
        parts.say("valkey_loading", "Valkey is still reading its data")
        parts.until(lambda: answers(path))


def _listening(host: str, port: int) -> bool:
    try:
        with socket.create_connection((_reachable(host), port), timeout=1.0):
            return True
    except OSError:
        return False


def _free_port(host: str, port: int) -> int:
    """`port`, or a free one for 0. Raises StartError when it is taken, so that this is said once and at once."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            taken: int = probe.getsockname()[1]
            return taken
    except OSError as error:
        raise StartError(f"cannot listen on {host} port {port}: {error.strerror}") from error


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::", ""):  # noqa: S104
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _pump(process: subprocess.Popen[bytes], tail: bytearray) -> None:
    """What the child writes appears on our stderr as it is; its end is kept. Ends when the child's output does."""
    assert process.stdout is not None
    with process.stdout as output:
        while chunk := os.read(output.fileno(), 65536):
            tail += chunk
            del tail[:-TAIL_BYTES]
            with contextlib.suppress(OSError):  # our stderr is gone: the child must not stop for that
                _write_all(2, chunk)


def _write_all(fd: int, data: bytes) -> None:
    while data:
        data = data[os.write(fd, data) :]


def _join(child: Child) -> None:
    """The child's last words have arrived (a grandchild that holds the pipe is not waited for)."""
    if child.pump is not None:
        child.pump.join(1.0)


def _show(lines: Iterable[str], stream: TextIO | None = None) -> None:
    with contextlib.suppress(OSError):
        print(*lines, sep="\n", file=stream or sys.stdout, flush=True)  # for the person at the terminal
