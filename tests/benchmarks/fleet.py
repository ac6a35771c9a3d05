"""Many accounts of one simulated provider, as a process of its own that counts what it is asked.

Each account has its own path and key, and always as many active jobs: where one ends, another begins. The process is
told what to do by lines of JSON: `python -P -m tests.benchmarks.fleet --accounts 20 --jobs 500`. Our side: `Fleet`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import uvloop
from aiohttp import web

from tests import children
from tests.processes import clean_environment, python

LINE_LIMIT = 64 * 1024 * 1024
PAGE = 100
BEGAN_AGO_S = 3600


@dataclass
class Fleet:
    """The running process."""

    base_url: str
    child: asyncio.subprocess.Process

    async def calls(self) -> dict[str, int]:
        """How many questions were asked so far, by kind."""
        found: dict[str, int] = await self._ask(do="calls")
        return found

    async def change(self, per_s: float, seconds: float) -> dict[str, float]:
        """Jobs end at random for so long; the id of each that did, and when, in unix seconds."""
        ended: dict[str, float] = await self._ask(do="change", per_s=per_s, seconds=seconds)
        return ended

    async def _ask(self, **command: Any) -> Any:
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        self.child.stdin.write(json.dumps(command).encode() + b"\n")
        line = await self.child.stdout.readline()
        if not line:
            raise RuntimeError("the fleet's process has ended: see its last words above")
        return json.loads(line)


@asynccontextmanager
async def fleet(accounts: int, jobs: int) -> AsyncIterator[Fleet]:
    """The process, listening, with `jobs` active jobs in each account."""
    child = await children.start_async(
        python("tests.benchmarks.fleet", "--accounts", str(accounts), "--jobs", str(jobs)),
        env=clean_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE_LIMIT,
    )
    try:
        assert child.stdout is not None
        yield Fleet(json.loads(await child.stdout.readline())["base_url"], child)
    finally:
        with suppress(ProcessLookupError):
            child.terminate()
        await child.wait()


# --- inside the process -----------------------------------------------------------------------------------------------


@dataclass
class Job:
    """One job; `body` is its JSON, made once for each of its states."""

    id: str
    body: str


@dataclass
class Accounts:
    """All accounts' jobs, newest first in each, and what was asked."""

    jobs: dict[str, dict[str, Job]]
    active: list[tuple[str, str]]
    calls: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("list", "job", "detail", "model"), 0))
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    made: int = 0

    @classmethod
    def create(cls, accounts: int, jobs: int) -> Accounts:
        made = cls({f"a{number:02}": {} for number in range(accounts)}, [])
        for account in made.jobs:
            for _ in range(jobs):
                made.begin(account)
        return made

    def begin(self, account: str) -> None:
        """A job more that runs."""
        self.made += 1
        one = Job(f"ftjob-{self.made:06}", "")
        one.body = _body(one.id, "running")
        self.jobs[account] = {one.id: one, **self.jobs[account]}
        self.active.append((account, one.id))

    def end_one(self) -> str:
        """The id of an active job that has just ended; another has begun in its place."""
        place = self.rng.randrange(len(self.active))
        self.active[place], self.active[-1] = self.active[-1], self.active[place]
        account, one = self.active.pop()
        self.jobs[account][one].body = _body(one, "succeeded")
        self.begin(account)
        return one

    async def listed(self, request: web.Request) -> web.Response:
        self.calls["list"] += 1
        jobs = self.jobs[request.match_info["account"]]
        names = list(jobs)
        after = request.query.get("after")
        start = names.index(after) + 1 if after in jobs else 0
        rows = ",".join(jobs[name].body for name in names[start : start + PAGE])
        more = json.dumps(start + PAGE < len(names))
        return _json(f'{{"object":"list","data":[{rows}],"has_more":{more}}}')

    async def one(self, request: web.Request) -> web.Response:
        self.calls["job"] += 1
        found = self.jobs[request.match_info["account"]].get(request.match_info["job"])
        return _json(found.body) if found is not None else web.json_response({}, status=404)

    async def detail(self, request: web.Request) -> web.Response:
        self.calls["detail"] += 1
        if request.match_info["detail"] == "checkpoints":
            return _json('{"object":"list","data":[],"has_more":false}')
        event = {"id": "ftevent-1", "type": "metrics", "created_at": 1, "data": {"step": 100, "train_loss": 0.1}}
        return web.json_response({"object": "list", "data": [event], "has_more": False})

    async def model(self, _request: web.Request) -> web.Response:
        self.calls["model"] += 1
        return web.json_response({"id": "gpt-4.1-mini", "object": "model"})

    def app(self) -> web.Application:
        app, jobs = web.Application(), "/{account}/v1/fine_tuning/jobs"
        app.add_routes(
            [
                web.get(jobs, self.listed),
                web.get(jobs + "/{job}", self.one),
                web.get(jobs + "/{job}/{detail}", self.detail),
                web.get("/{account}/v1/models/{model}", self.model),
            ]
        )
        return app

    async def change(self, per_s: float, seconds: float) -> dict[str, float]:
        """Ends jobs as a Poisson process."""
        loop = asyncio.get_running_loop()
        over, due, ended = loop.time() + seconds, loop.time(), dict[str, float]()
        while (due := due + self.rng.expovariate(per_s)) < over:
            await asyncio.sleep(max(0.0, due - loop.time()))
            ended[self.end_one()] = time.time()
        await asyncio.sleep(max(0.0, over - loop.time()))
        return ended


def _body(job_id: str, status: str) -> str:
    now = int(time.time())
    ended = {"finished_at": now, "fine_tuned_model": f"ft:gpt-4.1-mini:acme::{job_id}", "trained_tokens": 1_000_000}
    body = {
        "object": "fine_tuning.job",
        "id": job_id,
        "model": "gpt-4.1-mini",
        "created_at": now - BEGAN_AGO_S,
        "status": status,
        "training_file": "file-1",
        "hyperparameters": {"n_epochs": 3},
        "organization_id": "org-1",
        "result_files": [],
        "seed": 1,
    }
    return json.dumps(body | (ended if status == "succeeded" else {}))


def _json(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/json")


async def play(accounts: int, jobs: int) -> None:
    """Obeys until its input ends."""
    simulated = Accounts.create(accounts, jobs)
    runner = web.AppRunner(simulated.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _say({"base_url": f"http://127.0.0.1:{runner.addresses[0][1]}"})
    lines = asyncio.StreamReader(limit=LINE_LIMIT)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        command = json.loads(line)
        if command["do"] == "calls":
            _say(simulated.calls)
        else:
            _say(await simulated.change(command["per_s"], command["seconds"]))
    await runner.cleanup()


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, required=True)
    parser.add_argument("--jobs", type=int, required=True)
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(play(options.accounts, options.jobs))
