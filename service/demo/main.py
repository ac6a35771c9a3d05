"""`tunewatch demo`: the real service, simulated providers and an inbox, and a comparison of what was true with what
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
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from service.demo.check import Report
from service.demo.child import Died, Service, free_port
from service.demo.inbox import Inbox
from service.demo.mishaps import Mishaps
from service.demo.programme import Programme, Startable
from service.demo.shapes import Shapes
from service.demo.shown import Api, NotAnswered, Shown
from service.demo.stage import Stage
from service.demo.timeline import Timeline, lines

LOOK_EVERY_S = 0.25
START_LIMIT_S = 40.0
FIRST_LIST_LIMIT_S = 10.0
QUIET_S = 8.0  # after the last job: nothing has changed for so long, so it will not happen any more
LIMIT_S = 60.0
LINGER_S = 1.0  # what should not come gets this long to come
SILENCES_ALLOWED = 3  # reads of the API in a row that may fail
INTERRUPTED = 130
PLAIN_WIDTH = 110  # of a file or a pipe, which has no width of its own
FOR_EVER = 1_000_000


class Part(StrEnum):
    """What can be broken on purpose, to see that the demo notices."""

    SLACK = "slack"  # Slack refuses every message
    WORKER = "worker"  # no worker runs
    POLL = "poll"  # no account is polled


class Interrupted(Exception):
    """Somebody wants the end."""


def run(*, once: bool = False, broken: str | None = None, port: int = 0, providers: bool = False) -> int:
    """0 when everything happened that should, 1 when something is missing, which is then named; 130 after Ctrl-C.

    `once`: ends by itself; else the inbox page and the service stay up until Ctrl-C. `broken` is one of `Part`.
    `port` is the inbox page's, 0 any free one. `providers`: one job at each provider instead of many at one.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PLAIN_WIDTH
    folder = Path(tempfile.mkdtemp(prefix="tunewatch-demo-"))
    stage = Stage(folder, free_port(), free_port(), "tw_" + secrets.token_urlsafe(15))
    programme = Shapes() if providers else Mishaps()
    code = asyncio.run(Demo(console, stage, programme, None if broken is None else Part(broken), once).play(port))
    if code == 1 and broken is None and stage.log_file.exists():
        console.print(Text(f"The service's log and data are kept in {folder}", style="dim"))
    else:
        shutil.rmtree(folder)
    return code


@dataclass
class Demo:
    """One run."""

    console: Console
    stage: Stage
    programme: Programme
    broken: Part | None
    once: bool
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def play(self, inbox_port: int) -> int:
        """The exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.stopping.set)
        inbox = Inbox(port=inbox_port)
        try:
            async with contextlib.AsyncExitStack() as listening:
                for part in (inbox, *self.programme.simulators):
                    await listening.enter_async_context(_listening(part))
                return await self._with_service(inbox)
        except Interrupted:
            return INTERRUPTED
        except Died as died:
            self._fail(f"The service ended by itself. Its last words:\n{died}")
        except NotAnswered as error:
            self._fail(f"The API did not answer: {error}")
        except OSError as error:
            self._fail(f"The demo cannot run here: {error.strerror or error}")
        return 1

    async def _with_service(self, inbox: Inbox) -> int:
        self._introduce(inbox)
        if self.broken is Part.SLACK:
            inbox.fail_next("slack", 404, FOR_EVER)
        env = self.stage.environment(
            os.environ, self.programme.prepare(self.stage, inbox, poll=self.broken is not Part.POLL)
        )
        began_at = time.time()
        async with (
            Service(self.stage, env, worker=self.broken is not Part.WORKER) as service,
            Api(self.stage.private_url, self.stage.admin_token) as api,
        ):
            await self._started(service, api)
            shown, report = await Performance(self, service, api, inbox).until_settled(began_at)
            self.programme.summarize(self.console, shown, inbox.messages, report)
            if not report.problems:
                self._point_onwards()
            if not self.once:
                await self._stay(inbox)
        return 1 if report.problems else 0

    def _introduce(self, inbox: Inbox) -> None:
        self.console.print(Text("Tunewatch demo", style="bold"))
        for line in self.programme.introduction:
            self.console.print(line)
        self.console.print(Text.assemble("What people are told arrives here: ", (inbox.url, "bold")))
        if not self.once:
            token = self.stage.admin_token
            self.console.print(Text.assemble("The pages: ", (self.stage.private_url, "bold"), f", API token {token}"))
        if self.broken is not None:
            self.console.print(Text(f"Broken on purpose: {self.broken.value}", style="bold yellow"))
        self.console.print()

    async def _started(self, service: Service, api: Api) -> None:
        """The service answers, and where its accounts are polled the first lists have been read."""
        waiting = self.console.status("Starting Valkey, receiver and worker …")
        with waiting if self.console.is_terminal else contextlib.nullcontext():
            await self._until(api.ready, service, START_LIMIT_S)
            if self.broken in (None, Part.SLACK):
                await self._until(lambda: self._is_connected(api), service, FIRST_LIST_LIMIT_S)

    async def _is_connected(self, api: Api) -> bool:
        try:
            return self.programme.is_connected(await api.read())
        except NotAnswered:
            return False

    async def _until(self, condition: Callable[[], Awaitable[bool]], service: Service, limit_s: float) -> None:
        """The condition holds, or its time is over: then the comparison will say what is missing."""
        end = time.monotonic() + limit_s
        while not await condition() and time.monotonic() < end:
            await self.pause()
            service.check()

    async def pause(self) -> None:
        """A moment has passed. Raises Interrupted when somebody wants the end."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), LOOK_EVERY_S)
        if self.stopping.is_set():
            raise Interrupted

    async def _stay(self, inbox: Inbox) -> None:
        """Everything stays up until somebody wants the end."""
        api, token = self.stage.private_url, self.stage.admin_token
        self.console.print(Text.assemble("\nThe messages: ", (inbox.url, "bold"), "   (Ctrl-C ends the demo)"))
        self.console.print(f"Look around:  export TUNEWATCH_API={api} TUNEWATCH_TOKEN={token}", soft_wrap=True)
        self.console.print("              tunewatch jobs | models | notifications | inbound")
        await self.stopping.wait()

    def _point_onwards(self) -> None:
        self.console.print(
            Text.assemble(
                ("\nYour own job in five minutes: ", "bold"),
                "`make run` (or `tunewatch up`), then the page that it names:\n"
                "it tries your key and a channel before it saves them. No public URL is needed.",
            )
        )

    def _fail(self, text: str) -> None:
        self.console.print(Text(text, style="red"), soft_wrap=not self.console.is_terminal)


@dataclass
class Performance:
    """The programme being played, watched from all sides."""

    demo: Demo
    service: Service
    api: Api
    inbox: Inbox
    shown: Shown = field(default_factory=Shown)
    silences: int = 0

    async def until_settled(self, began_at: float) -> tuple[Shown, Report]:
        """Everything happened and nothing else came, or nothing changes any more."""
        programme, heard = self.demo.programme, self.inbox.messages
        playing = asyncio.create_task(programme.play())
        before, changed_at, end = b"", time.monotonic(), time.monotonic() + LIMIT_S
        try:
            with Timeline(self.demo.console, began_at) as timeline:
                while True:
                    await self._look()
                    happened = lines(programme.ledger, self.shown, heard, time.time())
                    timeline.update(happened, programme.table(self.shown, heard))
                    report = programme.compare(self.shown, heard)
                    now, state = time.monotonic(), self._state()
                    if state != before or not self._played(playing):
                        before, changed_at = state, now
                    if now - changed_at > (QUIET_S if report.problems else LINGER_S) or now > end:
                        return self.shown, report
                    await self.demo.pause()
        finally:
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)

    async def _look(self) -> None:
        """What Tunewatch shows now; for a moment it may fail to answer."""
        self.service.check()
        try:
            shown = await self.api.read()
            await self.demo.programme.look(self.api, shown)
            self.shown, self.silences = shown, 0
        except NotAnswered:
            self.silences += 1
            if self.silences >= SILENCES_ALLOWED:
                raise

    def _played(self, playing: asyncio.Task[None]) -> bool:
        """Whether every job of the programme has come to its end."""
        if not playing.done():
            return False
        playing.result()
        return all(entry.status is not None for entry in self.demo.programme.ledger.jobs.values())

    def _state(self) -> bytes:
        """Bytes that change when anything moves; who asks for the job list moves nothing."""
        ledger = msgspec.structs.replace(self.demo.programme.ledger, listed_at=[])
        return msgspec.json.encode([ledger, self.shown, len(self.inbox.messages)])


@contextlib.asynccontextmanager
async def _listening(part: Startable) -> AsyncIterator[None]:
    """Started inside the block, stopped after it."""
    await part.start()
    try:
        yield
    finally:
        await part.stop()
