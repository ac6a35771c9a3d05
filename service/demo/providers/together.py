"""A simulated Together AI: fine-tuning jobs with events, metrics and checkpoints, and endpoints that serve models.

Source: the `together` package 3.1.1 (types/, resources/fine_tuning.py), docs.together.ai/docs/fine-tuning/monitoring.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from service.demo.providers import Clock, Pause, SimulatedProvider

Handler = Callable[[web.Request], Awaitable[web.Response]]

STEPS_PER_EPOCH = 10
SECONDS_PER_STEP = 30
EPOCHS = 3
PRICE_PER_TOKEN = 480  # nano-dollars: 0.48 dollars per million
TOKENS_PER_STEP = 4096
ACCOUNT = "acme"
PROJECT = "proj_simulated"
ENDED = frozenset({"completed", "cancelled", "error", "user_error"})
CHOSEN = (
    *("training_file", "validation_file", "n_epochs", "n_checkpoints", "n_evals", "batch_size", "learning_rate"),
    *("lr_scheduler", "warmup_ratio", "max_grad_norm", "weight_decay", "training_method", "training_type"),
    *("wandb_project_name", "from_checkpoint", "from_hf_model", "hf_model_revision"),
)
LISTED = (  # what a job of the list, of `create` and of `cancel` says: the truncated object
    *("id", "status", "created_at", "updated_at", "started_at", "user_id", "owner_address", "model", "suffix"),
    *("model_output_name", "token_count", "total_price", "progress", "random_seed", *CHOSEN),
)
WHOLE = (  # what a job says by itself: neither its suffix nor who owns it, but its objects
    *("id", "job_id", "status", "created_at", "updated_at", "started_at", "user_id", "model", "model_output_name"),
    *("model_output_path", "model_object_id", "model_object_name", "model_object_revision_id", "token_count"),
    *("total_price", "progress", "epochs_completed", "queue_depth", "wandb_url", *CHOSEN),
)
LIMITS: Mapping[str, object] = {
    "default_gradient_accumulation_steps": 1,
    "max_learning_rate": 0.1,
    "min_learning_rate": 1e-9,
    "max_num_checkpoints": 20,
    "max_num_epochs": 20,
    "max_num_evals": 100,
    "max_seq_length_dpo": 8192,
    "max_seq_length_sft": 8192,
    "min_max_seq_length": 256,
    "merge_output_lora": True,
    "supports_full_training": False,
    "supports_reasoning": False,
    "supports_tools": True,
    "supports_vision": False,
    "lora_training": {
        "default_rank": 64,
        "max_rank": 64,
        "min_batch_size": 8,
        "max_batch_size": 32,
        "max_batch_size_dpo": 16,
        "target_modules": ["k_proj", "o_proj", "q_proj", "v_proj"],
    },
}


@dataclass(slots=True)
class TogetherJob:
    """A job as the API would show it, and the lists beside it."""

    wire: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)
    metrics: list[dict[str, Any]] = field(default_factory=list)
    checkpoints: list[dict[str, Any]] = field(default_factory=list)
    steps_done: int = 0

    @property
    def id(self) -> str:
        return str(self.wire["id"])

    @property
    def total_steps(self) -> int:
        return int(self.wire["n_epochs"]) * STEPS_PER_EPOCH


class TogetherSimulator(SimulatedProvider):
    """`advance` moves a job one stage on: pending, queued, running (an epoch each time), uploading, completed.

    `events_twice`: the event list repeats its last entry, as events without ids may. `nan_from_step`: losses are NaN.
    """

    def __init__(
        self,
        *,
        api_key: str = "tgp_simulated",
        clock: Clock = time.time,
        events_twice: bool = False,
        nan_from_step: int | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(api_key=api_key, clock=clock, host=host, port=port)
        self.jobs: dict[str, TogetherJob] = {}
        self.endpoints: list[dict[str, Any]] = []  # of the 1.0 API
        self.deployed: dict[str, dict[str, Any]] = {}  # endpoints of the 2.0 API
        self.asked: list[str] = []  # `GET /v1/…?query`, in order
        self._events_twice = events_twice
        self._nan_from_step = nan_from_step
        self._numbers = itertools.count(1)

    @property
    def base_url(self) -> str:
        """What an account is pointed at; it ends with /v1."""
        return self.url + "/v1"

    # What a test or the demo does.

    def start_job(self, *, model: str = "Qwen/Qwen3-8B", suffix: str | None = None, **chosen: Any) -> str:
        """The id of a new job: pending."""
        number = next(self._numbers)
        one = f"ft-{number:08x}-0000-4000-8000-{number:012x}"
        name = model.rpartition("/")[2]
        now = self._now()
        wire: dict[str, Any] = {
            "training_file": "file-00000000-0000-4000-8000-000000000001",
            "n_epochs": EPOCHS,
            "batch_size": 8,
        }
        wire |= {"learning_rate": 1e-5, "n_evals": EPOCHS, "n_checkpoints": EPOCHS}
        wire |= {"training_method": {"method": "sft", "train_on_inputs": "auto"}}
        wire |= {"training_type": {"type": "Lora", "lora_r": 64, "lora_alpha": 128}}
        wire |= {key: value for key, value in chosen.items() if value is not None}
        if wire["batch_size"] == "max":  # the API takes the word and shows the number
            wire["batch_size"] = 32
        job = TogetherJob(
            wire
            | {"id": one, "job_id": one, "status": "pending", "created_at": now, "updated_at": now, "model": model}
            | {"model_output_name": f"{ACCOUNT}/{name}:{suffix or 'tuned'}:{one}", "suffix": suffix or "tuned"}
            | {"user_id": "user-1", "owner_address": f"team@{ACCOUNT}.example", "token_count": 0, "total_price": 0}
            | {"epochs_completed": 0, "queue_depth": 0}
        )
        self.jobs[one] = job
        self._note(job, "job_pending", "Fine tune request created")
        return one

    def advance(self, job_id: str) -> str:
        """The job's status after its next stage. One that has ended stays as it is."""
        job = self.jobs[job_id]
        match job.wire["status"]:
            case "pending":
                self._turn(job, "queued")
            case "queued":
                self._begin(job)
            case "running" if job.steps_done < job.total_steps:
                self._train(job, STEPS_PER_EPOCH)
            case "running":
                self._turn(job, "uploading")
                self._note(job, "training_complete", f"Training completed for {job.wire['model']}")
                self._note(job, "model_uploading", "Uploading output model")
            case "uploading":
                self._complete(job)
            case "cancel_requested":
                self._turn(job, "cancelled")
                self._note(job, "job_stopped", "Job was stopped")
        return str(job.wire["status"])

    def advance_to(self, job_id: str, status: str) -> None:
        """The job has the status, by as many stages as that takes."""
        while self.jobs[job_id].wire["status"] != status:
            if self.jobs[job_id].wire["status"] in ENDED:
                raise ValueError(f"the job has ended and will not be {status}")
            self.advance(job_id)

    def fail(self, job_id: str, message: str, *, word: str = "error") -> None:
        """The job ends with a reason, which only its events know."""
        job = self.jobs[job_id]
        self._note(job, "job_error", message, level="error")
        self._turn(job, word)

    def restart(self, job_id: str, message: str) -> None:
        """The job goes back into the queue and trains from the beginning."""
        job = self.jobs[job_id]
        self._note(job, "job_error", message, level="error")
        self._note(job, "job_restarted", "Job restarted", level="warning")
        job.steps_done, job.metrics, job.checkpoints = 0, [], []
        self._turn(job, "queued")

    def serve(self, job_id: str, state: str = "STARTED") -> str:
        """The name of a 1.0 endpoint that serves the job's model, in this state."""
        model = str(self.jobs[job_id].wire["model_output_name"])
        name = f"{ACCOUNT}/{model.partition('/')[2].replace(':', '-')}-{len(self.endpoints):08x}"
        endpoint = {"object": "endpoint", "id": f"endpoint-{len(self.endpoints)}", "name": name, "model": model}
        more = {"type": "dedicated", "owner": ACCOUNT, "state": state, "created_at": self._now()}
        self.endpoints.append(endpoint | more)
        return name

    async def play(self, pause: Pause) -> str:
        """Carries one job from its start to its good end; the job's id."""
        one = self.start_job(suffix="support-bot")
        while self.jobs[one].wire["status"] not in ENDED:
            await pause()
            self.advance(one)
        return one

    # How a job goes on.

    def _now(self) -> str:
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _turn(self, job: TogetherJob, status: str) -> None:
        """The job has the status; `started_at` is that of the stage, as documented."""
        job.wire |= {"status": status, "updated_at": self._now(), "started_at": self._now(), "progress": None}

    def _note(self, job: TogetherJob, kind: str, message: str, *, level: str = "info", **more: object) -> None:
        row = {"object": "fine-tune-event", "created_at": self._now(), "level": level, "message": message, "type": kind}
        job.events.append(row | {"step": 0, "total_steps": 0} | more)

    def _begin(self, job: TogetherJob) -> None:
        self._turn(job, "running")
        seconds = (job.total_steps - job.steps_done) * SECONDS_PER_STEP
        job.wire["progress"] = {"estimate_available": True, "seconds_remaining": seconds}
        self._note(job, "job_start", f"Job started at {self._now()}")
        self._note(job, "training_start", f"Training started for {job.wire['model']}")

    def _train(self, job: TogetherJob, steps: int) -> None:
        """An epoch: its rows, then an evaluation at its last step, its event and its checkpoint."""
        for step in range(job.steps_done + 1, job.steps_done + steps + 1):
            job.metrics.append(self._row(job, step) | {"train/loss": self._loss(step), "train/grad_norm": 1.0 / step})
        job.steps_done += steps
        step = job.steps_done
        job.metrics.append(self._row(job, step) | {"eval/loss": round(self._loss(step) * 1.1, 4)})
        job.wire["epochs_completed"] = step // STEPS_PER_EPOCH
        message, total = f"Epoch completed, at step {step}", job.total_steps
        self._note(job, "epoch_complete", message, step=step, total_steps=total)
        job.checkpoints.append(
            {"checkpoint_type": f"Intermediate (step {step})", "created_at": self._now(), "step": step}
            | {"path": f"s3://simulated/{job.id}/{step}.tar.zst", "object_id": f"ml_{job.id[3:11]}s{step}"}
        )

    def _row(self, job: TogetherJob, step: int) -> dict[str, Any]:
        at_ns = int(self.clock() * 1e9)
        return {"timestamp": at_ns, "train/global_step": step, "train/epoch": round(step / STEPS_PER_EPOCH, 2)}

    def _loss(self, step: int) -> float:
        if self._nan_from_step is not None and step >= self._nan_from_step:
            return float("nan")
        return round(2.5 / (1 + 0.2 * step), 4)

    def _complete(self, job: TogetherJob) -> None:
        name = str(job.wire["model"]).rpartition("/")[2].lower()
        tokens = job.total_steps * TOKENS_PER_STEP
        self._turn(job, "completed")
        job.wire |= {"token_count": tokens, "total_price": tokens * PRICE_PER_TOKEN}
        job.wire |= {"model_output_path": f"s3://simulated/{job.id}/model.tar.zst", "model_object_id": _model_id(job)}
        job.wire |= {"model_object_name": f"{ACCOUNT}/{name}-{job.wire['suffix']}", "model_object_revision_id": "rv_1"}
        self._note(job, "model_upload_complete", "Model upload complete")
        self._note(job, "job_complete", f"Job finished at {self._now()}")

    # What it answers.

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        jobs, two = "/v1/fine-tunes", "/v2/projects/{project}/endpoints"
        return [
            web.get(jobs, self._guarded(self._list)),
            web.post(jobs, self._guarded(self._create)),
            web.get(jobs + "/models/limits", self._guarded(self._limits)),
            web.post(jobs + "/estimate-price", self._guarded(self._estimate)),
            web.get(jobs + "/{job}", self._guarded(self._one)),
            web.post(jobs + "/{job}/cancel", self._guarded(self._cancel)),
            web.get(jobs + "/{job}/events", self._guarded(self._events)),
            web.get(jobs + "/{job}/metrics", self._guarded(self._metrics)),
            web.get(jobs + "/{job}/checkpoints", self._guarded(self._checkpoints)),
            web.get("/v1/endpoints", self._guarded(self._endpoints)),
            web.get(two, self._guarded(self._projects_endpoints)),
            web.post(two, self._guarded(self._create_endpoint)),
            web.post(two + "/{endpoint}/deployments", self._guarded(self._deploy)),
        ]

    def _guarded(self, answer: Handler) -> Handler:
        """The handler behind the key; an unknown job or endpoint is the API's 404."""

        async def handle(request: web.Request) -> web.Response:
            self.asked.append(f"{request.method} {request.path_qs}")
            if not self.knows(request):
                return _error(401, "Invalid API key provided", "invalid_api_key")
            try:
                return await answer(request)
            except KeyError:
                return _error(404, "Not found", "not_found")

        return handle

    def _job(self, request: web.Request) -> TogetherJob:
        return self.jobs[request.match_info["job"]]

    async def _list(self, request: web.Request) -> web.Response:
        return web.json_response({"data": [_cut(job) for job in self.jobs.values()]})

    async def _create(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        chosen = {name: wanted.get(name) for name in CHOSEN}
        one = self.start_job(
            model=wanted["model"], suffix=wanted.get("suffix"), random_seed=wanted.get("random_seed"), **chosen
        )
        return web.json_response(_cut(self.jobs[one]))

    async def _one(self, request: web.Request) -> web.Response:
        job = self._job(request)
        return web.json_response({name: job.wire[name] for name in WHOLE if name in job.wire} | {"events": []})

    async def _cancel(self, request: web.Request) -> web.Response:
        job = self._job(request)
        if job.wire["status"] in ENDED:
            return _error(400, f"Job is already {job.wire['status']}", "invalid_request_error")
        self._note(job, "cancel_requested", "Cancel requested")
        self._turn(job, "cancel_requested")
        return web.json_response(_cut(job))

    async def _events(self, request: web.Request) -> web.Response:
        events = self._job(request).events
        return web.json_response({"data": events + events[-1:] if self._events_twice else events})

    async def _metrics(self, request: web.Request) -> web.Response:
        """With bare NaN, which is no JSON: what the API does there is not documented, and this is the worst."""
        since = int(request.query.get("global_step_from", "0"))
        rows = [row for row in self._job(request).metrics if row["train/global_step"] >= since]
        return web.Response(text=json.dumps({"metrics": rows}), content_type="application/json")

    async def _checkpoints(self, request: web.Request) -> web.Response:
        return web.json_response({"data": self._job(request).checkpoints})

    async def _limits(self, request: web.Request) -> web.Response:
        return web.json_response({"model_name": request.query["model_name"], **LIMITS})

    async def _estimate(self, request: web.Request) -> web.Response:
        return web.json_response(
            {"estimation_available": True, "allowed_to_proceed": True, "estimated_total_price": 0.05}
        )

    async def _endpoints(self, request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": self.endpoints})

    async def _projects_endpoints(self, request: web.Request) -> web.Response:
        project = request.match_info["project"]
        return web.json_response({"data": [one for one in self.deployed.values() if one["projectId"] == project]})

    async def _create_endpoint(self, request: web.Request) -> web.Response:
        wanted, number, now = await request.json(), len(self.deployed) + 1, self._now()
        endpoint: dict[str, Any] = {"id": f"ep_{number}", "projectId": request.match_info["project"], "createdAt": now}
        endpoint |= {"updatedAt": now, "etag": f"e{number}", "name": f"{ACCOUNT}/{wanted['name']}", "deployments": []}
        endpoint |= {"endpointType": "ENDPOINT_TYPE_DEDICATED", "visibility": "VISIBILITY_PRIVATE", "trafficSplit": []}
        self.deployed[f"ep_{number}"] = endpoint
        return web.json_response(endpoint)

    async def _deploy(self, request: web.Request) -> web.Response:
        """A deployment that is provisioned; a test sets its `state`. It gets all of the endpoint's traffic."""
        wanted, endpoint = await request.json(), self.deployed[request.match_info["endpoint"]]
        one, now = f"dep_{len(endpoint['deployments']) + 1}", self._now()
        shown = {"id": one, "name": f"{endpoint['name']}/{wanted['name']}", "createdAt": now, "hardware": "1x_h100"}
        shown |= {"model": wanted["model"] + "/revisions/rv_1", "modelId": wanted["model"].rpartition("/")[2]}
        shown |= {"autoscaling": wanted["autoscaling"], "trafficMode": "TRAFFIC_MODE_LIVE"}
        state = {"state": "DEPLOYMENT_STATE_PROVISIONING", "readyReplicas": 0, "estimatedEffectiveTrafficShare": 0.0}
        endpoint["deployments"].append(shown | state)
        endpoint["trafficSplit"] = [{"deploymentId": one, "weight": 1.0}]
        whole = {"endpointId": endpoint["id"], "etag": "e1", "projectId": endpoint["projectId"], "updatedAt": now}
        whole |= {"config": wanted["config"], "configId": wanted["config"].rpartition("/")[2]}
        whole |= {"modelRevisionId": "rv_1", "status": {"message": "Scheduling replicas", "state": state["state"]}}
        return web.json_response(shown | whole)


def _model_id(job: TogetherJob) -> str:
    return f"ml_{job.id[3:11]}"


def _cut(job: TogetherJob) -> dict[str, Any]:
    """The truncated object, its events empty."""
    return {name: job.wire[name] for name in LISTED if name in job.wire} | {"events": []}


def _error(status: int, message: str, code: str) -> web.Response:
    body = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return web.json_response(body, status=status)
