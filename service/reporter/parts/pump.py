"""Puts the copier between a command and its output."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence

from service.reporter.parts.copier import PIPE_BYTES, Copier, copy_size


class Pump:
    """A process of its own that copies the command's output to where it would have gone, and sends us lines and tail.

    In our own process the command would die of a closed pipe if we were killed. It ends with the last writer, so
    output of what the command left running still arrives. Stdout and stderr that are one file stay one stream, so that
    their order stays; a terminal stays one (a pseudo-terminal that changes no byte).
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        """Raises OSError when there is nothing to copy to, or no process to be had."""
        joined = _same(1, 2)
        self._channel, theirs = socket.socketpair()
        streams = [(*_stream(target), target) for target in ((1,) if joined else (1, 2))]
        self.stdout, self.stderr = streams[0][1], streams[-1][1]
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            with contextlib.suppress(BaseException):
                self._channel.close()
                for _, inner, _ in streams:
                    os.close(inner)
                Copier([(source, target) for source, _, target in streams], theirs, secrets).run()
            os._exit(0)
        theirs.close()
        for source, _, _ in streams:
            os.close(source)
        self.tail = ""
        self.drained = threading.Event()

    def connect(self) -> None:
        """The command has its ends, so ours are closed: the last writer's end is the stream's."""
        for inner in {self.stdout, self.stderr}:
            os.close(inner)

    def listen(self, keep: Callable[[str], None]) -> None:
        """Every line that the copier shows goes to `keep`; returns when the copier is done."""
        with contextlib.suppress(Exception), self._channel.makefile("rb") as shown:
            for message in shown:
                try:
                    content = json.loads(message)
                except ValueError:
                    continue
                for line in content.get("lines", ()):
                    with contextlib.suppress(Exception):
                        keep(line)
                if "tail" in content:
                    self.tail = content["tail"]
                    break
        self.drained.set()
        self._channel.close()

    def close(self) -> None:
        """There will be no command."""
        self._channel.close()

    def end(self) -> None:
        """The command has ended: the copier sends what is left, and then `drained` is set."""
        with contextlib.suppress(OSError):
            self._channel.sendall(b"end\n")


def _same(descriptor: int, other: int) -> bool:
    """Are both descriptors of the same file? Raises OSError when a descriptor is closed."""
    first, second = os.fstat(descriptor), os.fstat(other)
    return (first.st_dev, first.st_ino, first.st_rdev) == (second.st_dev, second.st_ino, second.st_rdev)


def _stream(target: int) -> tuple[int, int]:
    """(our end, the command's end) of what stands in for `target`."""
    if os.isatty(target):
        import termios

        outer, inner = os.openpty()
        mode = termios.tcgetattr(target)
        mode[1] &= ~termios.OPOST  # the real terminal does that, once
        termios.tcsetattr(inner, termios.TCSANOW, mode)
        copy_size(target, outer)
        return outer, inner
    outer, inner = os.pipe()
    with contextlib.suppress(OSError, ImportError, AttributeError):
        import fcntl

        fcntl.fcntl(inner, 1031, PIPE_BYTES)  # F_SETPIPE_SZ has a name from Python 3.10 on
    return outer, inner
