"""A simulated RunPod serverless endpoint: a queue, a worker that a test plays, and webhooks that prove nothing.

Source: runpod/docs serverless/endpoints/{operation-reference,send-requests}.mdx, the `runpod` package 1.12.0.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from service.demo.providers import Clock, Pause, SimulatedProvider

Handler = Callable[[web.Request], Awaitable[web.Response]]

KEPT_S = 30 * 60  # a result, after the end
TTL_S = 24 * 3600  # a job, from when it was submitted
WEBHOOK_TRIES = 3  # "up to 2 more times"
WEBHOOK_WAIT_S = 10.0
ENDED = frozenset({"COMPLETED", "FAILED", "CANCELLED", "TIMED_OUT"})
AGAIN = frozenset({"FAILED", "TIMED_OUT"})  # what /retry takes
WORKER = "jtf4e3047pxuhr"
PLAYED_STEPS = 3


@dataclass(slots=True)
class RunPodJob:
    """A job with the request that started it. Times are unix seconds."""

    id: str
    request: dict[str, Any]
    submitted_at: float
    queued_at: float
    status: str = "IN_QUEUE"
    begun_at: float | None = None
    ended_at: float | None = None
    output: object = None
    error: str | None = None
    ttl_s: float = TTL_S


@dataclass(frozen=True, slots=True)
class Sent:
    """One webhook call. `status` None: nobody answered."""

    job: str
    job_status: str
    status: int | None


@dataclass(slots=True)
class Webhooks:
    """Calls a job's own URL, again after a wait that grows by nobody's clock but the test's."""

    wait_s: float = WEBHOOK_WAIT_S
    sent: list[Sent] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def announce(self, url: str, job: str, shown: dict[str, Any]) -> None:
        task = asyncio.create_task(self._send(url, job, shown))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _send(self, url: str, job: str, shown: dict[str, Any]) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
            for attempt in range(WEBHOOK_TRIES):
                if attempt:
                    await asyncio.sleep(self.wait_s)
                status = await _post(http, url, json.dumps(shown).encode())
                self.sent.append(Sent(job, shown["status"], status))
                if status == 200:
                    return

    async def stop(self) -> None:
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def _post(http: aiohttp.ClientSession, url: str, body: bytes) -> int | None:
    headers = {"content-type": "application/json"}
    try:
        async with http.post(url, data=body, headers=headers, allow_redirects=False) as response:
            return response.status
    except (aiohttp.ClientError, TimeoutError, OSError):
        return None


class RunPodSimulator(SimulatedProvider):
    """One endpoint. A job waits until a test plays its worker: `advance`, `progress`, `complete`, `fail`."""

    def __init__(
        self,
        *,
        api_key: str = "rpa_simulated",
        endpoint_id: str = "abc123",
        clock: Clock = time.time,
        webhook_wait_s: float = WEBHOOK_WAIT_S,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(api_key=api_key, clock=clock, host=host, port=port)
        self.endpoint_id = endpoint_id
        self.jobs: dict[str, RunPodJob] = {}
        self.webhooks = Webhooks(webhook_wait_s)
        self.webhook_url: str | None = None  # of the played job; without it nobody can find that one
        self.played_as = "support-bot"  # the model that the played job makes
        self._numbers = itertools.count(1)

    @property
    def base_url(self) -> str:
        """What an account is pointed at; it ends with the endpoint's id."""
        return f"{self.url}/v2/{self.endpoint_id}"

    async def stop(self) -> None:
        await self.webhooks.stop()
        await super().stop()

    # What a test or the demo does.

    def start_job(self, *, webhook: str | None = None, policy: dict[str, Any] | None = None, **given: Any) -> str:
        """The id of a new job with this `input`: in the queue."""
        request: dict[str, Any] = {"input": given}
        request |= {"webhook": webhook} if webhook else {}
        return self._submit(request | ({"policy": policy} if policy else {})).id

    def advance(self, job_id: str) -> str:
        """A worker takes the job, if it is in the queue; its status."""
        job = self.jobs[job_id]
        if job.status == "IN_QUEUE":
            job.status, job.begun_at = "IN_PROGRESS", self.clock()
        return job.status

    def progress(self, job_id: str, output: object) -> None:
        """`progress_update`: its value is the job's output until the next one. It also overwrites an ending that it
        comes after, as users saw it do (runpod-python issue 250)."""
        job = self.jobs[job_id]
        job.status, job.output = "IN_PROGRESS", output

    def complete(self, job_id: str, output: object, *, webhook: bool = True) -> None:
        """The handler has returned this."""
        self._end(job_id, "COMPLETED", output=output, webhook=webhook)

    def fail(self, job_id: str, error: Exception | str, *, webhook: bool = True) -> None:
        """The handler raised, or returned an `error`."""
        self._end(job_id, "FAILED", error=error if isinstance(error, str) else _raised(error), webhook=webhook)

    def time_out(self, job_id: str, *, webhook: bool = True) -> None:
        """The job's time ran out, in the queue or at work."""
        self._end(job_id, "TIMED_OUT", webhook=webhook)

    def retry(self, job_id: str) -> None:
        """The job is in the queue again, under its id; its output is gone."""
        job = self.jobs[job_id]
        if job.status not in AGAIN:
            raise ValueError(f"a job that is {job.status} is not retried")
        job.status, job.queued_at = "IN_QUEUE", self.clock()
        job.begun_at = job.ended_at = job.output = job.error = None

    def forget(self, job_id: str) -> None:
        """The job is unknown from now on, as after its time to live."""
        del self.jobs[job_id]

    async def play(self, pause: Pause) -> str:
        """Carries one job from its start to its good end; the job's id."""
        one = self.start_job(webhook=self.webhook_url, base_model="Qwen/Qwen3-8B")
        await pause()
        self.advance(one)
        for step in range(1, PLAYED_STEPS + 1):
            await pause()
            self.progress(one, {"step": step * 100, "total_steps": PLAYED_STEPS * 100, "loss": round(2 / step, 3)})
        await pause()
        self.complete(one, {"hub_model_id": f"acme/{self.played_as}", "model_name": self.played_as, "train_loss": 0.6})
        return one

    # How a job goes on.

    def _submit(self, request: dict[str, Any]) -> RunPodJob:
        number, now = next(self._numbers), self.clock()
        ttl_s = request.get("policy", {}).get("ttl", TTL_S * 1000) / 1000
        job = RunPodJob(f"{number:08x}-0000-4000-8000-{number:012x}-u1", request, now, now, ttl_s=ttl_s)
        self.jobs[job.id] = job
        return job

    def _end(
        self, job_id: str, status: str, *, output: object = None, error: str | None = None, webhook: bool = True
    ) -> None:
        job = self.jobs[job_id]
        job.status, job.output, job.error, job.ended_at = status, output, error, self.clock()
        url = job.request.get("webhook")
        if webhook and isinstance(url, str):
            self.webhooks.announce(url, job_id, self.shown(job))

    def shown(self, job: RunPodJob) -> dict[str, Any]:
        """The object of /status and of the webhook: durations in milliseconds, and no moment of time."""
        shown: dict[str, Any] = {"id": job.id, "status": job.status}
        if job.begun_at is not None:
            shown |= {"delayTime": round((job.begun_at - job.queued_at) * 1000), "workerId": WORKER}
            if job.ended_at is not None:
                shown["executionTime"] = round((job.ended_at - job.begun_at) * 1000)
        if job.output is not None:
            shown["output"] = job.output
        return shown if job.error is None else shown | {"error": job.error}

    def _known(self, job_id: str) -> RunPodJob | None:
        """The job, unless its result or its time to live is over."""
        job, now = self.jobs.get(job_id), self.clock()
        if job is None or now > job.submitted_at + job.ttl_s:
            return None
        return None if job.ended_at is not None and now > job.ended_at + KEPT_S else job

    # What it answers.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        endpoint = f"/v2/{self.endpoint_id}"
        return [
            web.post(endpoint + "/run", self._guarded(self._run)),
            web.get(endpoint + "/status/{job}", self._guarded(self._status)),
            web.post(endpoint + "/cancel/{job}", self._guarded(self._cancel)),
            web.post(endpoint + "/retry/{job}", self._guarded(self._retry)),
            web.get(endpoint + "/health", self._guarded(self._health)),
            web.post(endpoint + "/purge-queue", self._guarded(self._purge)),
        ]

    def _guarded(self, answer: Handler) -> Handler:
        """The handler behind the key, with `Bearer` or bare, as the documentation shows both."""

        async def handle(request: web.Request) -> web.Response:
            if not self.knows(request) and request.headers.get("Authorization") != self.api_key:
                return web.json_response({"error": "unauthorized"}, status=401)
            return await answer(request)

        return handle

    async def _run(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        if "input" not in wanted:
            return web.json_response({"error": "input is required"}, status=400)
        return _brief(self._submit(wanted))

    async def _status(self, request: web.Request) -> web.Response:
        job = self._known(request.match_info["job"])
        return _unknown() if job is None else web.json_response(self.shown(job))

    async def _cancel(self, request: web.Request) -> web.Response:
        job = self._known(request.match_info["job"])
        if job is None:
            return _unknown()
        if job.status not in ENDED:
            self._end(job.id, "CANCELLED")
        return _brief(job)

    async def _retry(self, request: web.Request) -> web.Response:
        job = self._known(request.match_info["job"])
        if job is None:
            return _unknown()
        if job.status not in AGAIN:
            return web.json_response({"error": "only failed or timed out jobs are retried"}, status=400)
        self.retry(job.id)
        return _brief(job)

    async def _health(self, request: web.Request) -> web.Response:
        jobs = {name: self._count(words) for name, words in COUNTED.items()}
        return web.json_response({"jobs": jobs | {"retried": 0}, "workers": {"idle": 1, "running": 0}})

    async def _purge(self, request: web.Request) -> web.Response:
        waiting = [job.id for job in self.jobs.values() if job.status == "IN_QUEUE"]
        for one in waiting:
            del self.jobs[one]
        return web.json_response({"removed": len(waiting), "status": "completed"})

    def _count(self, words: Sequence[str]) -> int:
        return sum(job.status in words for job in self.jobs.values())


COUNTED = {
    "completed": ("COMPLETED",),
    "failed": ("FAILED", "TIMED_OUT", "CANCELLED"),
    "inProgress": ("IN_PROGRESS",),
    "inQueue": ("IN_QUEUE",),
}


def _brief(job: RunPodJob) -> web.Response:
    return web.json_response({"id": job.id, "status": job.status})


def _unknown() -> web.Response:
    return web.json_response({"error": "job not found"}, status=404)


def _raised(error: Exception) -> str:
    """An exception as the worker's package sends it: the text of a JSON object."""
    trace = f'Traceback (most recent call last):\n  File "/app/handler.py", line 28, in handler\n{error!r}\n'
    fields = {"error_type": str(type(error)), "error_message": str(error), "error_traceback": trace}
    return json.dumps(fields | {"hostname": f"{WORKER}-1", "worker_id": WORKER, "runpod_version": "1.12.0"})
