"""Signals that are passed on to a command."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from types import FrameType


class Signals:
    """Passes signals on to the command, and remembers the last request to stop."""

    NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT")
    STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")

    def __init__(self) -> None:
        self.stop: tuple[int, float] | None = None  # (signal, monotonic time) of the last request to stop
        self.ended = False
        self.hurry = False  # such a request came after the command's end
        self._early: list[int] = []
        self._child: subprocess.Popen[bytes] | None = None
        named = (getattr(signal, name) for name in self.NAMES)
        self._ours = [
            number for number in named if signal.getsignal(number) is not signal.SIG_IGN
        ]  # nohup's stay ignored
        self._patient = hasattr(signal, "sigtimedwait")  # not on macOS
        for signum in self._ours:
            signal.signal(signum, self._came)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to be waited for

    def _came(self, signum: int, _frame: FrameType | None) -> None:
        if self.ended:
            self.hurry = self.hurry or signal.Signals(signum).name in self.STOPS
        elif self._child is None:
            self._early.append(signum)
        else:
            self._pass_on(signum, from_terminal=_in_foreground() and signum in (signal.SIGINT, signal.SIGQUIT))

    def hold(self) -> None:
        """Signals are blocked until `wait` takes them. Threads start later, so that they inherit that."""
        if self._patient:
            signal.pthread_sigmask(signal.SIG_BLOCK, {*self._ours, signal.SIGCHLD})

    def wait(self, child: subprocess.Popen[bytes]) -> int:
        """Popen's return code, when the command has ended."""
        self._child = child
        for signum in self._early:
            self._pass_on(signum, from_terminal=False)
        if not self._patient:
            child.wait()
        while child.poll() is None:
            came = signal.sigtimedwait({*self._ours, signal.SIGCHLD}, 1.0)
            if came is not None and came.si_signo != signal.SIGCHLD:
                # What the kernel sends for a key goes to the whole foreground group: the command has it already.
                self._pass_on(came.si_signo, from_terminal=came.si_code > 0)
        self.ended = True
        if self._patient:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {*self._ours, signal.SIGCHLD})
        return child.returncode

    def _pass_on(self, signum: int, *, from_terminal: bool) -> None:
        if signal.Signals(signum).name in self.STOPS:
            self.stop = (signum, time.monotonic())
        if not from_terminal and self._child is not None:
            with contextlib.suppress(OSError):
                self._child.send_signal(signum)


def _in_foreground() -> bool:
    """Do keys of our terminal, such as Ctrl-C, send us signals?"""
    with contextlib.suppress(OSError):
        return os.tcgetpgrp(0) == os.getpgrp()
    return False


def signal_name(signum: int) -> str:
    """`SIGKILL` for 9."""
    try:
        return signal.Signals(signum).name
    except ValueError:
        return f"signal {signum}"


def exit_code_of(returncode: int) -> int:
    """The exit code as a shell gives it: 128 + n after a death by signal n."""
    return 128 - returncode if returncode < 0 else returncode
