"""The process that copies a command's output and reads along."""

from __future__ import annotations

import collections
import contextlib
import os
import re
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from service.reporter.parts.log_lines import MAX_LINES, MAX_LOG_LINE_BYTES
from service.reporter.parts.tail import Tail
from service.reporter.parts.values import to_json

CHUNK_BYTES = 64 * 1024
PIPE_BYTES = 1024 * 1024
STRAGGLERS_S = 2.0  # how long output is read after the command has ended


class Copier:
    """The work of the Pump's process: a thread copies each stream, and this one talks with the reporter."""

    def __init__(self, streams: Sequence[tuple[int, int]], channel: socket.socket, secrets: Sequence[str] = ()) -> None:
        self._streams, self._channel = streams, channel
        self._lines: collections.deque[str] = collections.deque(maxlen=MAX_LINES)
        self._tail = Tail(secrets)  # of the last stream: stderr
        self._busy: set[int] = set()  # targets whose stream had more to read, or is being written
        self._moved = {target: 0 for _, target in streams}  # bytes
        self._threads: list[threading.Thread] = []

    def run(self) -> None:
        """Returns when the last writer has ended."""
        self._handle_signals()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)  # our copy must not keep the command's input open when the command has closed it
        for index, (source, target) in enumerate(self._streams):
            tail = self._tail if index == len(self._streams) - 1 else None
            thread = threading.Thread(target=self._copy, args=(source, target, tail))
            thread.start()
            self._threads.append(thread)
        unused = {1, 2} - {target for _, target in self._streams}
        for descriptor in unused:
            os.close(descriptor)
        self._talk()
        self._channel.close()
        for thread in self._threads:
            thread.join()

    def _handle_signals(self) -> None:
        """We outlive what stops the command, and follow the size of a terminal."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        terminals = [(source, target) for source, target in self._streams if os.isatty(target)]

        def resize(*_: object) -> None:
            for source, target in terminals:
                copy_size(target, source)

        if terminals:
            signal.signal(signal.SIGWINCH, resize)

    def _talk(self) -> None:
        """Until the command has ended and its output is through, or the reporter is gone."""
        while not select.select([self._channel], [], [], 1.0)[0]:
            self._show({})
        if not self._channel.recv(100):
            return
        deadline = time.monotonic() + STRAGGLERS_S
        enough = {target: moved + PIPE_BYTES + CHUNK_BYTES for target, moved in self._moved.items()}
        while any(thread.is_alive() for thread in self._threads):
            # What is left of the command waits in the pipe; more than a pipe holds comes from what it left running.
            if time.monotonic() > deadline and all(self._moved[target] > enough[target] for target in self._busy):
                break
            time.sleep(0.01)
        self._show({"tail": self._tail.text()})

    def _show(self, more: dict[str, Any]) -> None:
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        if lines or more:
            self._channel.settimeout(5.0)
            with contextlib.suppress(OSError):
                self._channel.sendall(to_json({"lines": lines, **more}).encode() + b"\n")

    def _copy(self, source: int, target: int, tail: Tail | None) -> None:
        watcher = Watcher(self._lines.append)
        while True:
            try:
                if not select.select([source], [], [], 0)[0]:
                    self._busy.discard(target)
                chunk = os.read(source, CHUNK_BYTES)
                self._busy.add(target)
                if not chunk:
                    break
                _write(target, chunk)
            except OSError:  # a pseudo-terminal without a writer, or an output without a reader
                break
            with contextlib.suppress(Exception):
                if tail is not None:
                    tail.feed(chunk)
                watcher.feed(chunk)
            self._moved[target] += len(chunk)
        self._busy.discard(target)
        os.close(source)  # the command notices that its output has no reader, as it would without us
        os.close(target)


class Watcher:
    """Picks from a stream the lines that may hold numbers."""

    def __init__(self, keep: Callable[[str], None]) -> None:
        self._keep = keep
        self._carry = b""

    def feed(self, chunk: bytes) -> None:
        """Takes the stream's next bytes; cheap where none of them is about a loss, since a gigabyte may pass."""
        data = self._carry + chunk
        end = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        self._carry = data[end:][:MAX_LOG_LINE_BYTES]
        if data.find(b"loss", 0, end) < 0:
            return
        for line in re.split(rb"[\r\n]", data[:end]):
            if b"loss" in line and len(line) <= MAX_LOG_LINE_BYTES and (b"{" in line or line.startswith(b"Step ")):
                self._keep(line.decode("utf-8", "replace"))


def copy_size(terminal: int, pseudo: int) -> None:
    import fcntl
    import termios

    with contextlib.suppress(OSError):
        fcntl.ioctl(pseudo, termios.TIOCSWINSZ, fcntl.ioctl(terminal, termios.TIOCGWINSZ, b"\0" * 8))


def _write(target: int, chunk: bytes) -> None:
    """All of it is written."""
    view = memoryview(chunk)
    while view:
        try:
            view = view[os.write(target, view) :]
        except BlockingIOError:
            select.select([], [target], [])
