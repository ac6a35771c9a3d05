"""A small real service for reporters: it verifies and records what comes, and can be down, slow, unwilling or broken.

Point a test at the real service by giving its URL and secret to `environment` in place of the recorder's.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from service.core.signature import verify_standard_webhook

ROOT = Path(__file__).resolve().parents[2]
REPORTER = ROOT / "service" / "reporter" / "reporter.py"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ACCOUNT = "trainer"
PATIENCE_S = 60.0
HALF = -1  # as an answer's status: the connection is closed in the middle of it


@dataclass(frozen=True)
class Received:
    """One POST whose signature was right."""

    path: str
    id: str
    timestamp: int
    body: bytes

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def confirms(self) -> bool:
        return self.path.endswith("?confirm=1")


Answer = Callable[[Received, int], tuple[int, object]]


def willing(received: Received, _before: int) -> tuple[int, object]:
    """202, and committed as soon as it is asked."""
    return (200, {"status": "duplicate", "committed": True}) if received.confirms else (202, {"status": "accepted"})


class Recorder:
    """What came, in order. `answer` gets a POST and how many came before with its id; `open_gate` lets answers out."""

    def __init__(self, port: int = 0, *, secret: str = SECRET, gate_open: bool = True) -> None:
        self.answer: Answer = willing
        self.posts: list[Received] = []
        self.faults: list[str] = []
        self._gate = threading.Event()
        if gate_open:
            self._gate.set()
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                recorder._handle(self, secret)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def open_gate(self) -> None:
        self._gate.set()

    def close(self) -> None:
        self._gate.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handle(self, handler: BaseHTTPRequestHandler, secret: str) -> None:
        body = handler.rfile.read(int(handler.headers["content-length"]))
        try:
            verify_standard_webhook(list(handler.headers.items()), body, secrets=[secret], now=datetime.now(UTC))
        except Exception as error:
            self.faults.append(repr(error))
        received = Received(
            handler.path, handler.headers["webhook-id"], int(handler.headers["webhook-timestamp"]), body
        )
        before = sum(post.id == received.id for post in self.posts)
        self.posts.append(received)
        self._gate.wait()
        status, said = self.answer(received, before)
        with contextlib.suppress(OSError):  # the reporter may be gone
            if status == HALF:
                handler.wfile.write(b"HTTP/1.")
                handler.wfile.flush()
                handler.connection.shutdown(socket.SHUT_RDWR)
                return
            answer = json.dumps(said).encode()
            handler.send_response(status)
            handler.send_header("content-length", str(len(answer)))
            handler.end_headers()
            handler.wfile.write(answer)

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The reports in the order in which they came first, without repetitions."""
        return [post.report for post in {post.id: post for post in reversed(self.posts)}.values()][::-1]

    @property
    def statuses(self) -> list[str]:
        return [report["status"] for report in self.reports]

    @property
    def ending(self) -> dict[str, Any]:
        """The one report of an ending."""
        (found,) = [report for report in self.reports if report["status"] != "running"]
        return found

    @property
    def metrics(self) -> list[dict[str, Any]]:
        return [row for report in self.reports for row in report.get("metrics", ())]


@contextlib.contextmanager
def recording(port: int = 0, *, secret: str = SECRET, gate_open: bool = True) -> Iterator[Recorder]:
    """A listening recorder. At the end every signature must have been right."""
    recorder = Recorder(port, secret=secret, gate_open=gate_open)
    try:
        yield recorder
    finally:
        recorder.close()
    assert recorder.faults == []


def environment(url: str, spool: Path, *, secret: str = SECRET, **more: str) -> dict[str, str]:
    """Ours without what would configure a reporter, reporting to `url`."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("TUNEWATCH_", "RANK"))}
    there = {"TUNEWATCH_URL": url, "TUNEWATCH_ACCOUNT": ACCOUNT, "TUNEWATCH_SECRET": secret}
    return {**ours, **there, "TUNEWATCH_SPOOL": str(spool), "PYTHONUNBUFFERED": "1", **more}


def reporter_argv(*words: str, **constants: float) -> list[str]:
    """The command line of a reporter, with other constants than its own if given."""
    if not constants:
        return [sys.executable, str(REPORTER), *words]
    changes = "".join(f"reporter.{name} = {value!r}\n" for name, value in constants.items())
    path = f"sys.path.insert(0, {str(REPORTER.parent)!r})"
    return [sys.executable, "-c", f"import sys\n{path}\nimport reporter\n{changes}sys.exit(reporter.main())", *words]


def reported(
    command: Sequence[str], *options: str, env: Mapping[str, str], job: str = "run-1", **constants: float
) -> subprocess.CompletedProcess[bytes]:
    """`reporter.py run … -- command` has ended."""
    argv = reporter_argv("run", "--job", job, *options, "--", *command, **constants)
    return subprocess.run(argv, env=env, capture_output=True, timeout=PATIENCE_S, stdin=subprocess.DEVNULL)


def wait_until(condition: Callable[[], object], what: str = "the condition") -> None:
    """Returns when the condition holds; fails when it does not come to hold."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.01)
