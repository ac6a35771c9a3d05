"""A simulated Hugging Face: Jobs with a streamed log, repositories that they push to, and the Hub's webhooks (v3).

Source: the Hub's OpenAPI document (huggingface.co/.well-known/openapi.json), the `huggingface_hub` package 2.4.0,
huggingface/hub-docs docs/hub/webhooks.md. How often the Hub repeats a webhook is not documented: this one sends each
once. A push tells about a repository; nothing tells about a job.
"""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web

from service.demo.chance import fraction, token
from service.demo.providers import Clock, Pause, SimulatedProvider

PAGE_SIZE = 20
ENDED = frozenset({"COMPLETED", "CANCELED", "ERROR", "DELETED"})
TOTAL_STEPS = 50
STEPS_AT_ONCE = 10
KEEP_ALIVE_S = 30.0
USER = {"id": "5e9ecfc04957053f60648a3e", "name": "ada", "type": "user", "avatarUrl": "https://example.com/ada.png"}
RATE_LIMIT, WINDOW_S = 1_000, 300
TRAINING = ("trl", "sft", "--model_name_or_path", "Qwen/Qwen3-0.6B", "--dataset_name", "trl-lib/Capybara")


@dataclass(slots=True)
class HubJob:
    """A job as the API shows it, its log, and the repository that its command would push to."""

    wire: dict[str, Any]
    log: list[tuple[str, str]] = field(default_factory=list)  # (line, time)
    repo: str | None = None
    steps_done: int = 0
    total_steps: int = TOTAL_STEPS
    more: asyncio.Event = field(default_factory=asyncio.Event)  # there is news for who follows the log

    @property
    def ended(self) -> bool:
        return self.wire["status"]["stage"] in ENDED


class HuggingFaceSimulator(SimulatedProvider):
    """The provider, with jobs in one namespace. `webhook_url` None: a push tells nobody."""

    def __init__(
        self,
        *,
        namespace: str = "acme",
        api_key: str = "hf_simulated",
        webhook_url: str | None = None,
        webhook_secret: str = "a shared secret",  # noqa: S107  # of a simulator
        clock: Clock = time.time,
        page_size: int = PAGE_SIZE,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(api_key=api_key, clock=clock, host=host, port=port)
        self.namespace = namespace
        self.webhook_url = webhook_url
        self.webhook_secret = webhook_secret
        self.jobs: dict[str, HubJob] = {}
        self.repos: dict[str, dict[str, Any]] = {}
        self.heard: list[int | None] = []  # what the receiver of each webhook answered
        self.asked: list[str] = []  # method and path of every request
        self.served: dict[str, str] = {}  # repository → state at an inference provider
        self._page_size = page_size
        self._seed = secrets.token_hex(8)
        self._commits = 0
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))
        await super().start()

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()
        await super().stop()

    @property
    def base_url(self) -> str:
        """What an account is pointed at; the official client adds the /api itself."""
        return self.url + "/api"

    # What a test or the demo can do.

    def run(
        self,
        command: Sequence[str] = (*TRAINING, "--learning_rate", "2e-5"),
        *,
        repo: str | None = "acme/support-bot",
        labels: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        flavor: str = "a10g-large",
        attempts: int = 1,
    ) -> str:
        """The id of a new job that waits for a machine; with `repo`, its command names that as where it pushes to."""
        one = token(24, self._seed, "job", len(self.jobs))
        words = [*command, *(("--push_to_hub", "--hub_model_id", repo) if repo else ())]
        wire: dict[str, Any] = {
            "type": "job",
            "id": one,
            "createdAt": self._iso(),
            "dockerImage": "huggingface/trl:latest",
            "command": words,
            "arguments": [],
            "environment": dict(environment or {}),
            "flavor": flavor,
            "status": {"stage": "SCHEDULING", "message": None},
            "owner": {**USER, "id": "61d2000c3c2083e1c08af22d", "name": self.namespace, "type": "org"},
            "createdBy": {"id": USER["id"], "name": USER["name"]},
            "initiator": USER,
            **({"labels": dict(labels)} if labels else {}),
            **({"retry": attempts - 1} if attempts > 1 else {}),
        }
        self.jobs[one] = HubJob(wire, repo=repo)
        return one

    def advance(self, one: str) -> str:
        """The job's next step: it starts, it trains some steps, at last it pushes and ends. Its stage."""
        job = self.jobs[one]
        if job.wire["status"]["stage"] == "SCHEDULING":
            job.wire |= {"status": {"stage": "RUNNING", "message": None}, "startedAt": self._iso()}
            self._log(
                job, f"===== Job started at {self._iso()} =====", "Generating train split: 100%|██| 9/9 [00:00<00:00]"
            )
        elif job.steps_done < job.total_steps and not job.ended:
            job.steps_done = min(job.steps_done + STEPS_AT_ONCE, job.total_steps)
            loss = 2.0 / (1 + job.steps_done / 10) + 0.1 * fraction(one, job.steps_done)
            epoch = job.steps_done / job.total_steps
            bar = (
                f"{100 * epoch:3.0f}%|██| {job.steps_done}/{job.total_steps} [00:{job.steps_done:02}<00:10,  1.00it/s]"
            )
            self._log(job, bar, f"{{'loss': '{loss:.4g}', 'learning_rate': '1e-05', 'epoch': '{epoch:.2g}'}}")
        elif not job.ended:
            self.finish(one)
        return str(job.wire["status"]["stage"])

    def finish(self, one: str, stage: str = "COMPLETED", message: str | None = None, *, push: bool = True) -> None:
        """The job has ended now; a good end comes after its push, unless that failed."""
        job = self.jobs[one]
        if stage == "COMPLETED" and push and job.repo is not None:
            self.push(job.repo)
        status: dict[str, Any] = {"stage": stage, "message": message}
        if stage == "ERROR":
            status["failureCount"] = 1
        job.wire |= {"status": status, "finishedAt": self._iso()}
        job.more.set()

    def push(self, repo: str) -> str:
        """A commit on the repository's main branch; its sha."""
        self._commits += 1
        sha = token(40, self._seed, "commit", self._commits)
        known = self.repos.setdefault(repo, {"_id": token(24, repo), "createdAt": self._iso(), "sha": None})
        known |= {"before": known["sha"], "sha": sha, "lastModified": self._iso()}
        return sha

    async def tell(self, repo: str, *, ref: str = "refs/heads/main") -> int | None:
        """Sends the webhook about the repository's last commit; what the receiver answered."""
        if self._session is None or self.webhook_url is None:
            return None
        known, base = self.repos[repo], "https://huggingface.co"
        body = {
            "event": {"action": "update", "scope": "repo.content"},
            "repo": {
                "type": "model",
                "name": repo,
                "id": known["_id"],
                "private": True,
                "url": {"web": f"{base}/{repo}", "api": f"{base}/api/models/{repo}"},
                "headSha": known["sha"],
                "owner": {"id": USER["id"]},
            },
            "updatedRefs": [{"ref": ref, "oldSha": known["before"], "newSha": known["sha"]}],
            "webhook": {"id": "6390e855e30d9209411de93b", "version": 3},
        }
        headers = {"X-Webhook-Secret": self.webhook_secret}
        try:
            async with self._session.post(self.webhook_url, json=body, headers=headers) as response:
                status: int | None = response.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            status = None
        self.heard.append(status)
        return status

    async def play(self, pause: Pause) -> str:
        """Carries one job to its good end, its push told by a webhook where there is a receiver."""
        one = self.run()
        job = self.jobs[one]
        while not job.ended:
            await pause()
            self.advance(one)
        if job.repo is not None:
            await self.tell(job.repo)
        return one

    # The API.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        job = "/api/jobs/{namespace}/{job}"
        return [
            web.get("/api/whoami-v2", self._whoami),
            web.post("/api/jobs/{namespace}", self._create),
            web.get("/api/jobs/{namespace}", self._list),
            web.get(job, self._get),
            web.post(f"{job}/cancel", self._cancel),
            web.get(f"{job}/logs", self._logs),
            web.get("/api/models/{owner}/{name}", self._model),
        ]

    async def _whoami(self, request: web.Request) -> web.Response:
        return self._refusal(request) or self._json({**USER, "orgs": [{"name": self.namespace}]})

    async def _create(self, request: web.Request) -> web.Response:
        if (refused := self._refusal(request)) is not None:
            return refused
        asked = await request.json()
        one = self.run(
            asked["command"],
            repo=None,
            labels=asked.get("labels"),
            environment=asked.get("environment"),
            flavor=asked.get("flavor", "cpu-basic"),
            attempts=asked.get("attempts", 1),
        )
        job = self.jobs[one]
        words = asked["command"]
        job.repo = words[words.index("--hub_model_id") + 1] if "--hub_model_id" in words[:-1] else None
        if secrets_of_job := asked.get("secrets"):
            job.wire["secrets"] = sorted(secrets_of_job)
        for name in ("dockerImage", "spaceId"):
            job.wire.pop(name, None)
            if name in asked:
                job.wire[name] = asked[name]
        return self._json(self._shown(job))

    async def _list(self, request: web.Request) -> web.Response:
        """A page, the newest first; the next one is in the `Link` header."""
        if (refused := self._refusal(request)) is not None:
            return refused
        stages, labels = request.query.getall("stage", []), request.query.getall("label", [])
        found = [job for job in reversed(self.jobs.values()) if not stages or job.wire["status"]["stage"] in stages]
        for name, _, value in (label.partition("=") for label in labels):
            found = [job for job in found if job.wire.get("labels", {}).get(name) == value]
        ids = [job.wire["id"] for job in found]
        after = base64.b64decode(request.query.get("cursor", "")).decode()
        start = ids.index(after) + 1 if after in ids else 0
        shown = found[start : start + self._page_size]
        headers = {}
        if start + self._page_size < len(found):
            query = [*(("stage", stage) for stage in stages), *(("label", label) for label in labels)]
            query.append(("cursor", base64.b64encode(str(shown[-1].wire["id"]).encode()).decode()))
            headers["Link"] = f'<{request.url.with_query(query)}>; rel="next"'
        return self._json([self._shown(job) for job in shown], headers)

    async def _get(self, request: web.Request) -> web.Response:
        found = self._find(request)
        return found if isinstance(found, web.Response) else self._json(self._shown(found))

    async def _cancel(self, request: web.Request) -> web.Response:
        found = self._find(request)
        if isinstance(found, web.Response):
            return found
        if not found.ended:
            self.finish(found.wire["id"], "CANCELED")
        return self._json(self._shown(found))

    async def _logs(self, request: web.Request) -> web.StreamResponse:
        """The log so far, then what comes, until the job has ended."""
        found = self._find(request)
        if isinstance(found, web.Response):
            return found
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream", **self._limits()})
        await answer.prepare(request)
        sent = max(len(found.log) - int(request.query.get("tail", len(found.log))), 0)
        while True:
            found.more.clear()
            for line, moment in found.log[sent:]:
                event = json.dumps({"data": line, "timestamp": moment}, ensure_ascii=False)
                await answer.write(f"data: {event}\n\n".encode())
            sent = len(found.log)
            if found.ended:
                return answer
            try:
                await asyncio.wait_for(found.more.wait(), KEEP_ALIVE_S)
            except TimeoutError:
                await answer.write(b": keep-alive\n\n")

    async def _model(self, request: web.Request) -> web.Response:
        if (refused := self._refusal(request)) is not None:
            return refused
        repo = f"{request.match_info['owner']}/{request.match_info['name']}"
        known = self.repos.get(repo)
        if known is None:
            return self._error(404, "Repository not found")
        if "expand" in request.query:
            state = self.served.get(repo)
            offer = {"status": state, "providerId": repo, "task": "conversational"}
            return self._json(
                {"_id": known["_id"], "id": repo, "inferenceProviderMapping": {"x": offer} if state else {}}
            )
        shown = {name: known[name] for name in ("_id", "createdAt", "lastModified", "sha")}
        files = [{"rfilename": "config.json"}, {"rfilename": "model.safetensors"}]
        return self._json(
            shown
            | {"id": repo, "modelId": repo, "author": repo.partition("/")[0], "private": True, "gated": False}
            | {"disabled": False, "downloads": 0, "likes": 0, "tags": ["trl"], "siblings": files}
        )

    def _find(self, request: web.Request) -> HubJob | web.Response:
        if (refused := self._refusal(request)) is not None:
            return refused
        job = self.jobs.get(request.match_info["job"])
        if job is None or request.match_info["namespace"] != self.namespace:
            return self._error(404, "Job not found")
        return job

    def _refusal(self, request: web.Request) -> web.Response | None:
        self.asked.append(f"{request.method} {request.path}")
        return None if self.knows(request) else self._error(401, "Invalid username or password.")

    def _shown(self, job: HubJob) -> dict[str, Any]:
        """The job with how long it takes, which is reckoned anew each time."""
        now = datetime.fromisoformat(job.wire.get("finishedAt") or self._iso())
        created = datetime.fromisoformat(job.wire["createdAt"])
        durations = {"totalSecs": int((now - created).total_seconds())}
        if began := job.wire.get("startedAt"):
            started = datetime.fromisoformat(began)
            durations |= {"schedulingSecs": int((started - created).total_seconds())}
            durations |= {"runningSecs": int((now - started).total_seconds())}
        return job.wire | {"durations": durations}

    def _log(self, job: HubJob, *lines: str) -> None:
        job.log += [(line, self._iso()) for line in lines]
        job.more.set()

    def _iso(self) -> str:
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _limits(self) -> dict[str, str]:
        left = max(RATE_LIMIT - len(self.asked), 0)
        return {
            "RateLimit": f'"api";r={left};t={WINDOW_S}',
            "RateLimit-Policy": f'"fixed window";"api";q={RATE_LIMIT};w={WINDOW_S}',
        }

    def _json(self, body: object, headers: Mapping[str, str] | None = None) -> web.Response:
        return web.json_response(body, headers={**self._limits(), **(headers or {})})

    def _error(self, status: int, text: str) -> web.Response:
        return web.json_response({"error": text}, status=status, headers={**self._limits(), "X-Error-Message": text})
