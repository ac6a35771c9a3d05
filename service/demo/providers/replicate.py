"""A simulated Replicate: trainings with a growing log, and the webhooks of each, signed and retried as Replicate does.

Source: Replicate's OpenAPI document (api.replicate.com/openapi.json); replicate.com/docs/topics/webhooks: `start` and
`completed` are always sent, `output` and `logs` at most once in 500 ms, only the last one is retried, with growing
pauses, until a minute after the end; its id stays the same.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from service.core.signature import sign_standard_webhook
from service.demo.chance import fraction, token
from service.demo.providers import Clock, Pause, SimulatedProvider

PAGE_SIZE = 100
EVENTS = ("start", "output", "logs", "completed")
USUAL_EVENTS = ("output", "completed")
ENDED = frozenset({"succeeded", "failed", "canceled", "aborted"})
THROTTLE_S = 0.5
RETRIES = 6  # with pauses of 1, 2, 4 … s: about a minute
TIMEOUT_S = 5
TOTAL_STEPS = 100
STEPS_AT_ONCE = 20
TRAINER, TRAINER_VERSION = "acme/language-trainer", "da77bc59ee60423279fd632efb4795ab731d9e3ca9705ef3341091fb989b7eaf"


@dataclass(slots=True)
class Delivery:
    """One attempt to deliver a webhook; `status` None: open, or nobody answered."""

    training: str
    event: str
    webhook_id: str
    attempt: int
    status: int | None = None


@dataclass(slots=True)
class Training:
    """A training as the API shows it, and what only Replicate knows of it."""

    wire: dict[str, Any]
    destination: str
    webhook: str | None = None
    events: tuple[str, ...] = USUAL_EVENTS
    total_steps: int = TOTAL_STEPS
    steps_done: int = 0
    told_at: dict[str, float] = field(default_factory=dict)  # of throttled events

    @property
    def ended(self) -> bool:
        return self.wire["status"] in ENDED


class ReplicateSimulator(SimulatedProvider):
    """The provider. `retry_base_s` is the first pause before a webhook is sent again."""

    def __init__(
        self,
        *,
        api_key: str = "r8_simulated",
        secret: str | None = None,
        clock: Clock = time.time,
        page_size: int = PAGE_SIZE,
        retry_base_s: float = 1.0,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(api_key=api_key, clock=clock, host=host, port=port)
        self.secret = secret or _new_secret()
        self.trainings: dict[str, Training] = {}
        self.deliveries: list[Delivery] = []
        self.asked: list[str] = []  # method and path of every request
        self.secret_is_shown = True  # False: the key may not read it
        self._versions: set[tuple[str, str]] = set()
        self._page_size = page_size
        self._retry_base_s = retry_base_s
        self._told = 0
        self._seed = secrets.token_hex(8)
        self._sending: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        await super().start()

    async def stop(self) -> None:
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        await super().stop()

    @property
    def base_url(self) -> str:
        """What an account is pointed at; the official client adds the /v1 itself."""
        return self.url + "/v1"

    # What a test or the demo can do.

    def create(
        self,
        destination: str = "acme/support-bot",
        *,
        model: str = TRAINER,
        version: str = TRAINER_VERSION,
        inputs: Mapping[str, Any] | None = None,
        webhook: str | None = None,
        events: Iterable[str] = USUAL_EVENTS,
        total_steps: int = TOTAL_STEPS,
        created_at: datetime | None = None,
    ) -> str:
        """The id of a new training that waits for a machine."""
        one = token(26, self._seed, len(self.trainings))
        wire: dict[str, Any] = {
            "id": one,
            "model": model,
            "version": version,
            "source": "api",
            "status": "starting",
            "input": dict(inputs or {"train_data": "https://example.com/tickets.jsonl", "num_train_epochs": 3}),
            "output": None,
            "error": None,
            "logs": "",
            "metrics": {},
            "created_at": _iso(created_at or self.now()),
            "urls": {
                "web": f"https://replicate.com/p/{one}",
                "get": f"{self.base_url}/trainings/{one}",
                "cancel": f"{self.base_url}/trainings/{one}/cancel",
            },
        }
        self.trainings[one] = Training(wire, destination, webhook, tuple(events), total_steps)
        return one

    def advance(self, one: str) -> str:
        """The training's next step: it starts, its log grows by some steps, at last it ends well. Its status."""
        training = self.trainings[one]
        if training.wire["status"] == "starting":
            training.wire |= {"status": "processing", "started_at": _iso(self.now())}
            self._log(training, "Downloading the data\nTraining")
            self._tell(training, "start")
        elif training.steps_done < training.total_steps and not training.ended:
            training.steps_done = min(training.steps_done + STEPS_AT_ONCE, training.total_steps)
            loss = 2.0 / (1 + training.steps_done / 20) + 0.1 * fraction(one, training.steps_done)
            self._log(training, f"step {training.steps_done}/{training.total_steps} loss={loss:.4f}")
            self._tell(training, "logs")
        elif not training.ended:
            self.finish(one)
        return str(training.wire["status"])

    def finish(
        self, one: str, status: str = "succeeded", *, error: str | None = None, webhook: bool = True, at: float = 0.0
    ) -> None:
        """The training has ended now, or at a unix time."""
        training = self.trainings[one]
        ended_at = datetime.fromtimestamp(at or self.clock(), UTC)
        began = training.wire.get("started_at")
        spent_s = (ended_at - datetime.fromisoformat(began)).total_seconds() if began else 0.0
        training.wire |= {
            "status": status,
            "error": error,
            "completed_at": _iso(ended_at),
            "metrics": {"predict_time": spent_s, "total_time": spent_s},
        }
        if status == "succeeded":
            version = hashlib.sha256(one.encode()).hexdigest()
            self._versions.add((training.destination, version))
            weights = f"https://replicate.delivery/simulated/{one}/trained_model.tar"
            training.wire["output"] = {"version": f"{training.destination}:{version}", "weights": weights}
            if webhook:
                self._tell(training, "output")
        if webhook:
            self._tell(training, "completed")

    def rotate_secret(self) -> str:
        """Webhooks are signed with a new secret from now on; it is returned."""
        self.secret = _new_secret()
        return self.secret

    async def sent(self) -> None:
        """Every webhook that is under way has been taken or given up."""
        while self._sending:
            await asyncio.gather(*self._sending)

    async def play(self, pause: Pause) -> str:
        """Carries one training to its good end; the webhook's URL is the caller's to give with `create`."""
        one = self.create()
        while not self.trainings[one].ended:
            await pause()
            self.advance(one)
        return one

    # The API.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        model = "/v1/models/{owner}/{name}/versions/{version}"
        return [
            web.post(f"{model}/trainings", self._create),
            web.get(model, self._version),
            web.get("/v1/trainings", self._list),
            web.get("/v1/trainings/{training}", self._get),
            web.post("/v1/trainings/{training}/cancel", self._cancel),
            web.get("/v1/webhooks/default/secret", self._secret),
        ]

    async def _create(self, request: web.Request) -> web.Response:
        if (refused := self._refusal(request)) is not None:
            return refused
        body = await request.json()
        destination, inputs = body.get("destination"), body.get("input")
        if not isinstance(destination, str) or "/" not in destination or not isinstance(inputs, dict):
            return _problem(422, "Input validation failed", "- destination: it must be `owner/name`\n")
        one = self.create(
            destination,
            model=f"{request.match_info['owner']}/{request.match_info['name']}",
            version=request.match_info["version"],
            inputs=inputs,
            webhook=body.get("webhook"),
            events=[event for event in body.get("webhook_events_filter", USUAL_EVENTS) if event in EVENTS],
        )
        wire = dict(self.trainings[one].wire)
        predictions = f"{self.base_url}/predictions/{one}"  # so it is in the official example
        wire["urls"] = {**wire["urls"], "get": predictions, "cancel": predictions + "/cancel"}
        return web.json_response({name: wire[name] for name in wire if name not in ("output", "metrics")}, status=201)

    async def _list(self, request: web.Request) -> web.Response:
        """A page, the newest first, without logs. The cursor names the last training shown, so that one that is created
        meanwhile moves nothing."""
        if (refused := self._refusal(request)) is not None:
            return refused
        newest = sorted(self.trainings.values(), key=lambda one: str(one.wire["created_at"]), reverse=True)
        ids = [training.wire["id"] for training in newest]
        start = self.begins_at(ids, request.query.get("cursor"))
        rows = [{k: v for k, v in one.wire.items() if k != "logs"} for one in newest[start : start + self._page_size]]
        more = start + self._page_size < len(newest)
        following = f"{self.base_url}/trainings?cursor={self.cursor(start, rows)}" if more else None
        return web.json_response({"next": following, "previous": None, "results": rows})

    def begins_at(self, ids: Sequence[str], cursor: str | None) -> int:
        """Where in the list the page behind the cursor begins."""
        after = base64.urlsafe_b64decode(cursor).decode() if cursor else ""
        return ids.index(after) + 1 if after in ids else 0

    def cursor(self, start: int, rows: Sequence[Mapping[str, Any]]) -> str:
        """The cursor of the page behind these rows, which began at `start`."""
        return base64.urlsafe_b64encode(str(rows[-1]["id"]).encode()).decode()

    async def _get(self, request: web.Request) -> web.Response:
        refused = self._refusal(request)
        training = self.trainings.get(request.match_info["training"])
        if refused is not None or training is None:
            return refused or _not_found()
        return web.json_response(training.wire)

    async def _cancel(self, request: web.Request) -> web.Response:
        refused = self._refusal(request)
        one = request.match_info["training"]
        if refused is not None or one not in self.trainings:
            return refused or _not_found()
        if not self.trainings[one].ended:
            self.finish(one, "canceled")
        return web.json_response(self.trainings[one].wire)

    async def _version(self, request: web.Request) -> web.Response:
        refused = self._refusal(request)
        where = request.match_info
        if refused is not None or (f"{where['owner']}/{where['name']}", where["version"]) not in self._versions:
            return refused or _not_found()
        entry = {"id": where["version"], "created_at": _iso(self.now()), "cog_version": "0.16.2", "openapi_schema": {}}
        return web.json_response(entry)

    async def _secret(self, request: web.Request) -> web.Response:
        if (refused := self._refusal(request)) is not None:
            return refused
        if not self.secret_is_shown:
            return _problem(403, "Permission denied", "You do not have permission to perform this action.")
        return web.json_response({"key": self.secret})

    def _refusal(self, request: web.Request) -> web.Response | None:
        self.asked.append(f"{request.method} {request.path}")
        if self.knows(request):
            return None
        return _problem(401, "Unauthenticated", "You did not pass a valid authentication token")

    # The webhooks.

    def _log(self, training: Training, text: str) -> None:
        training.wire["logs"] += text + "\n"

    def _tell(self, training: Training, event: str) -> None:
        """The event's webhook is under way, with the whole object as it is now."""
        now = self.clock()
        if training.webhook is None or event not in training.events:
            return
        if event in ("output", "logs"):
            if now - training.told_at.get(event, float("-inf")) < THROTTLE_S:
                return
            training.told_at[event] = now
        body = json.dumps(training.wire).encode()
        self._told += 1
        webhook_id = f"msg_{token(24, self._seed, 'webhook', self._told)}"
        self._spawn(self._deliver(training, event, webhook_id, body, training.webhook))

    async def _deliver(self, training: Training, event: str, webhook_id: str, body: bytes, url: str) -> None:
        retries = RETRIES if event == "completed" else 0
        for attempt in range(1, retries + 2):
            delivery = Delivery(str(training.wire["id"]), event, webhook_id, attempt)
            self.deliveries.append(delivery)
            await self._attempt(delivery, body, url)
            if delivery.status is not None and delivery.status < 400:
                return
            if attempt <= retries:
                await asyncio.sleep(self._retry_base_s * 2 ** (attempt - 1))

    async def _attempt(self, delivery: Delivery, body: bytes, url: str) -> None:
        if self._session is None:
            raise RuntimeError("the simulator is not started")
        now_s = int(self.clock())
        headers = {
            "content-type": "application/json",
            "webhook-id": delivery.webhook_id,
            "webhook-timestamp": str(now_s),
            "webhook-signature": sign_standard_webhook(delivery.webhook_id, now_s, body, self.secret),
        }
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                delivery.status = response.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            delivery.status = None

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _not_found() -> web.Response:
    return web.json_response({"detail": "Not found."}, status=404)


def _problem(status: int, title: str, detail: str) -> web.Response:
    return web.json_response({"title": title, "detail": detail, "status": status}, status=status)
