"""The simulated provider as a process of its own, told what to do by lines of JSON.

The process: `python -P -m tests.benchmarks.provider --webhook-url URL`. Our side of it: `Provider`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import uvloop

from service.core.config import Account, Secret
from service.demo.simulator import Simulator
from service.providers import Reply
from service.providers.openai import OPENAI
from service.store import Store, accounts, jobs
from service.store.jobs import JobUpdate
from tests import children
from tests.benchmarks.rig import ACCOUNT, ENDING, SECRET
from tests.processes import clean_environment, python

LINE_LIMIT = 64 * 1024 * 1024
MODELS = 200  # names that the jobs register under
ENDED_AGO_S, BEGAN_AGO_S = 7200.0, 600.0


@dataclass
class Provider:
    """The running process. `sent` of an id: when its webhook's request began, in unix seconds."""

    base_url: str
    api_key: str
    child: asyncio.subprocess.Process

    async def add(self, *, running: int = 0, ended: int = 0) -> list[str]:
        """Puts jobs in place; the ids of the running ones."""
        found: list[str] = await self._ask(do="add", running=running, ended=ended)
        return found

    async def end(self, ids: Sequence[str]) -> None:
        """The jobs end now, each with its webhook."""
        await self._ask(do="end", ids=list(ids))

    async def end_at_random(self, ids: Sequence[str], per_s: float) -> None:
        """The jobs end one after the other, as a Poisson process; returns when the last has."""
        await self._ask(do="poisson", ids=list(ids), per_s=per_s)

    async def sent(self) -> dict[str, float]:
        """When each job's first webhook was sent. Raises when one of them was not answered 202."""
        told = await self._ask(do="sent")
        if told["refused"]:
            raise RuntimeError(f"webhooks were not taken: {told['refused'][:3]}")
        return dict(told["sent"])

    async def _ask(self, **command: Any) -> Any:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(json.dumps(command).encode() + b"\n")
        line = await self.child.stdout.readline()
        if not line:
            raise RuntimeError("the provider's process has ended: see its last words above")
        return json.loads(line)

    async def store_its_jobs(self, store: Store) -> None:
        """The database knows all jobs as a first list would have told it: silently."""
        account = Account(ACCOUNT, "openai", base_url=self.base_url, api_key=Secret(self.api_key))
        await store.write(accounts.connect, [account])
        told = await self._ask(do="list")
        for number, body in enumerate(told):
            page = OPENAI.answer_jobs(Reply(200, {}, body.encode()), asked_at=store.now())
            steps = [JobUpdate(account, one, f"seed-{number}-{one.provider_job_id}", "poll") for one in page.snapshots]
            applied = await store.write(jobs.update_many, steps, ())
            if applied.entries:
                raise RuntimeError("storing old jobs was not silent")


@asynccontextmanager
async def provider(webhook_url: str) -> AsyncIterator[Provider]:
    """The process, listening."""
    child = await children.start_async(
        python("tests.benchmarks.provider", "--webhook-url", webhook_url),
        env=clean_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE_LIMIT,
    )
    try:
        assert child.stdout is not None
        told = json.loads(await child.stdout.readline())
        yield Provider(told["base_url"], told["api_key"], child)
    finally:
        with suppress(ProcessLookupError):
            child.terminate()
        await child.wait()


# --- inside the process -----------------------------------------------------------------------------------------------


class Player:
    """Carries out the commands on a simulator."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._rng = random.Random(7)
        self._added = 0

    async def obey(self, command: dict[str, Any]) -> object:
        match command["do"]:
            case "add":
                for _ in range(command["ended"]):
                    self._add("succeeded", ENDED_AGO_S)
                return [self._add("running", BEGAN_AGO_S) for _ in range(command["running"])]
            case "end":
                self._end(command["ids"])
                return True
            case "poisson":
                await self._poisson(command["ids"], command["per_s"])
                return True
            case "sent":
                return self._sent()
            case "list":
                return self._pages()
        raise ValueError(f"no such command: {command['do']}")

    def _add(self, status: str, ago_s: float) -> str:
        self._added += 1
        at = time.time() - ago_s
        finished_at = at if status == "succeeded" else None
        suffix = f"bot-{self._added % MODELS:03d}"
        return self._simulator.add_job(
            status=status, created_at=at - ago_s, finished_at=finished_at, suffix=suffix, steps_done=20
        )

    def _end(self, ids: Sequence[str]) -> None:
        for one in ids:
            self._simulator.finish(one, ENDING)

    async def _poisson(self, ids: Sequence[str], per_s: float) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        for one in ids:
            due += self._rng.expovariate(per_s)
            await asyncio.sleep(max(0.0, due - loop.time()))
            self._simulator.finish(one, ENDING)

    def _sent(self) -> dict[str, object]:
        deliveries = self._simulator.ledger.deliveries
        first = {one.job: one.sent_at for one in deliveries if one.attempt == 1}
        refused = [(one.job, one.status, one.error) for one in deliveries if one.status != 202]
        return {"sent": first, "refused": refused}

    def _pages(self) -> list[str]:
        """The whole list, as the API gives it."""
        pages, after, more = [], None, True
        while more:
            found, more = self._simulator.jobs.page(after, 100)
            rows = ",".join(job.body().decode() for job in found)
            pages.append(f'{{"object":"list","data":[{rows}],"has_more":{json.dumps(more)}}}')
            after = found[-1].id if found else None
        return pages


async def play(webhook_url: str) -> None:
    """Obeys until its input ends."""
    simulator = Simulator(webhook_url=webhook_url, secret=SECRET)
    await simulator.start()
    _say({"base_url": simulator.base_url, "api_key": simulator.api_key})
    lines = asyncio.StreamReader(limit=LINE_LIMIT)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    player = Player(simulator)
    while line := await lines.readline():
        _say(await player.obey(json.loads(line)))
    await simulator.stop()


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--webhook-url", required=True)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(play(parser.parse_args().webhook_url))
