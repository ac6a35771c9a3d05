"""`tunewatch demo`: the real service, a simulated provider and an inbox, and a comparison of what was true with what
was told. No account, no key, nothing outside this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from rich.console import Console
from rich.text import Text

from service.demo import script
from service.demo.check import Report, check
from service.demo.child import Died, Service, free_port
from service.demo.inbox import Inbox
from service.demo.shown import Api, NotAnswered, Shown
from service.demo.simulator import Simulator
from service.demo.stage import Stage, add_old_job
from service.demo.summary import show_summary
from service.demo.timeline import Timeline

TIME_SCALE = 50.0  # simulated seconds per second: the script lasts 11 s
WARM_UP_S = 0.5  # a new model does not answer at once
LOOK_EVERY_S = 0.25
START_LIMIT_S = 40.0
FIRST_LIST_LIMIT_S = 10.0
QUIET_S = 8.0  # nothing has changed for so long: it will not happen any more
LIMIT_S = 60.0
LINGER_S = 1.0  # what should not come gets this long to come
INTERRUPTED = 130
PLAIN_WIDTH = 110  # of a file or a pipe, which has no width of its own
REFUSED_FOR_EVER = 1_000_000


class Part(StrEnum):
    """What can be broken on purpose, to see that the demo notices."""

    SLACK = "slack"  # Slack refuses every message
    WORKER = "worker"  # no worker runs
    POLL = "poll"  # the account is not polled


def run(*, once: bool = False, broken: str | None = None, port: int = 0) -> int:
    """0 when everything happened that should, 1 when something is missing, which is then named; 130 after Ctrl-C.

    `once`: ends by itself; else the inbox page and the service stay up until Ctrl-C. `broken` is a `Part`.
    `port` is the inbox page's, 0 any free one.
    """
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PLAIN_WIDTH
    folder = Path(tempfile.mkdtemp(prefix="tunewatch-demo-"))
    stage = Stage(folder, free_port(), free_port(), "tw_" + secrets.token_urlsafe(24))
    demo = Demo(console, stage, None if broken is None else Part(broken), once)
    code = asyncio.run(demo.play(port))
    if code == 1 and stage.log_file.exists():
        console.print(Text(f"The service's log and data are kept in {folder}", style="dim"))
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return code


@dataclass
class Demo:
    """One run."""

    console: Console
    stage: Stage
    broken: Part | None
    once: bool
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def play(self, inbox_port: int) -> int:
        """The exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.stopping.set)
        inbox = Inbox(port=inbox_port)
        simulator = Simulator(
            api_key="sk-demo-" + secrets.token_hex(12), time_scale=TIME_SCALE, warm_up_s=WARM_UP_S
        )
        try:
            async with _running(inbox, simulator):
                return await self._with_service(inbox, simulator)
        except OSError as error:
            self._say(f"The inbox page cannot be served on port {inbox_port}: {error.strerror}", "red")
        except Died as died:
            self._say(f"The service ended by itself. Its last words:\n{died}", "red")
        except NotAnswered as error:
            self._say(f"The API did not answer: {error}", "red")
        except Interrupted:
            return INTERRUPTED
        return 1

    async def _with_service(self, inbox: Inbox, simulator: Simulator) -> int:
        self._introduce(inbox)
        add_old_job(simulator)
        if self.broken is Part.SLACK:
            inbox.fail_next("slack", 404, REFUSED_FOR_EVER)
        simulator.webhooks.url = self.stage.webhook_url
        self.stage.prepare(simulator, inbox, poll=self.broken is not Part.POLL)
        env = self.stage.environment(os.environ, simulator)
        began_at = time.time()
        async with (
            Service(self.stage, env, worker=self.broken is not Part.WORKER) as service,
            Api(self.stage.private_url, self.stage.admin_token) as api,
        ):
            await self._started(service, api)
            self._say(f"{time.time() - began_at:6.1f} s  ready: the service runs, the account's old jobs are read", "dim")
            show = Show(self, service, api, simulator, inbox, began_at)
            report, shown = await show.until_settled()
            show_summary(self.console, simulator.ledger, shown, inbox.messages, report)
            if not self.once:
                await self._stay(inbox)
        self._point_onwards()
        return 1 if report.problems else 0

    def _introduce(self, inbox: Inbox) -> None:
        self.console.print(Text("Tunewatch demo", style="bold"))
        self.console.print("  A simulated provider trains seven models; one more ended 40 days ago. Its webhooks get")
        self.console.print("  lost, repeated, swapped and forged. Tunewatch runs for real: receiver, worker, Valkey, SQLite.")
        self.console.print(Text.assemble("  Messages arrive here: ", (inbox.url, "bold underline")))
        if self.broken is not None:
            self._say(f"  Broken on purpose: {self.broken.value}. Something will be missing at the end.", "bold yellow")
        self.console.print()

    async def _started(self, service: Service, api: Api) -> None:
        """The service answers, and where the account is polled its first list is read."""
        with self.console.status("Starting receiver, worker and Valkey …") if self.console.is_terminal else _nothing():
            await self._until(lambda: api.ready(), service, START_LIMIT_S)
            if self.broken is None or self.broken is Part.SLACK:
                await self._until(lambda: _knows_a_job(api), service, FIRST_LIST_LIMIT_S)

    async def _until(self, condition: Condition, service: Service, limit_s: float) -> None:
        """The condition holds, or the limit is reached: then the comparison will say what is missing."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end and not await condition():
            await self.pause()
            service.still_there()

    async def pause(self) -> None:
        """A moment passes. Raises Interrupted as soon as somebody wants the end."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), LOOK_EVERY_S)
            raise Interrupted
