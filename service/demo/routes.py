"""The simulated provider's HTTP side: the OpenAI wire format in front of a `Simulator`."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import msgspec
from aiohttp import BodyPartReader, web
from aiohttp.typedefs import Middleware

from service.demo import training
from service.demo.catalogue import BASE_MODELS
from service.demo.jobs import JobBook, SimulatedJob, page_limit
from service.demo.ledger import Ledger
from service.demo.life import Life
from service.demo.openai_format import (
    ApiError,
    ChatRequest,
    Checkpoint,
    File,
    Job,
    JobEvent,
    JobRequest,
    Model,
    listing,
)
from service.demo.outage import Outage

MAX_BODY_BYTES = 512 * 1024 * 1024  # Source: OpenAI's files guide, per file
CHECKPOINT_PAGE = 10

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
T = TypeVar("T")
Told = TypeVar("Told", JobEvent, Checkpoint)


class Backend(Protocol):
    """What the API is an interface to: the simulated provider. Its methods raise `ApiError`."""

    api_key: str
    outage: Outage | None
    ledger: Ledger
    jobs: JobBook
    life: Life

    def create_job(self, request: JobRequest) -> SimulatedJob: ...

    def upload(self, content: bytes, *, filename: str, purpose: str) -> File: ...

    def file(self, file_id: str) -> tuple[File, bytes]: ...

    def model(self, name: str) -> Model: ...

    def chat(self, request: ChatRequest) -> bytes: ...

    def note_listed(self) -> None: ...


def build_app(simulator: Backend) -> web.Application:
    """The provider's API below /v1, and its ledger beside it."""
    app = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[_guard(simulator)])
    routes = Routes(simulator)
    jobs = "/v1/fine_tuning/jobs"
    app.add_routes(
        [
            web.get(jobs + "/{job}", routes.job),
            web.get(jobs, routes.list_jobs),
            web.post(jobs, routes.create_job),
            web.post(jobs + "/{job}/cancel", routes.cancel),
            web.post(jobs + "/{job}/pause", routes.pause),
            web.post(jobs + "/{job}/resume", routes.resume),
            web.get(jobs + "/{job}/events", routes.events),
            web.get(jobs + "/{job}/checkpoints", routes.checkpoints),
            web.post("/v1/files", routes.upload),
            web.get("/v1/files/{file}", routes.file),
            web.get("/v1/files/{file}/content", routes.file_content),
            web.get("/v1/models", routes.models),
            web.get("/v1/models/{model:.+}", routes.model),
            web.post("/v1/chat/completions", routes.chat),
            web.get("/ledger", routes.ledger),
        ]
    )
    return app


def _guard(simulator: Backend) -> Middleware:
    """Planted outage, then the key, then the handler; every error in the API's own format."""
    expected = f"Bearer {simulator.api_key}".encode()

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith("/v1/"):
            return await handler(request)
        try:
            outage = simulator.outage
            if outage is not None and outage.requests_left > 0:
                return await outage.answer(request)
            if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected):
                raise ApiError(401, "Incorrect API key provided.", code="invalid_api_key")
            return await handler(request)
        except ApiError as error:
            return _json(error.body, status=error.status, headers=error.headers)
        except web.HTTPNotFound:
            return _json(ApiError(404, f"Invalid URL ({request.method} {request.path})").body, status=404)
        except web.HTTPMethodNotAllowed:
            return _json(ApiError(405, f"Not allowed: {request.method} {request.path}").body, status=405)

    return guard


class Routes:
    """One method per endpoint."""

    def __init__(self, simulator: Backend) -> None:
        self._simulator = simulator

    def _job(self, request: web.Request) -> SimulatedJob:
        return self._simulator.jobs.get(request.match_info["job"])

    async def job(self, request: web.Request) -> web.Response:
        return _json(self._job(request).body())

    async def create_job(self, request: web.Request) -> web.Response:
        return _json(self._simulator.create_job(_decode(await request.read(), JobRequest)).body())

    async def list_jobs(self, request: web.Request) -> web.Response:
        limit = page_limit(request.query.get("limit"))
        found, has_more = self._simulator.jobs.page(request.query.get("after"), limit, _metadata_filter(request))
        self._simulator.note_listed()
        return _json(listing((job.body() for job in found), has_more=has_more))

    async def cancel(self, request: web.Request) -> web.Response:
        return self._act(request, self._simulator.life.cancel)

    async def pause(self, request: web.Request) -> web.Response:
        return self._act(request, self._simulator.life.pause)

    async def resume(self, request: web.Request) -> web.Response:
        return self._act(request, self._simulator.life.resume)

    def _act(self, request: web.Request, action: Callable[[SimulatedJob], None]) -> web.Response:
        job = self._job(request)
        action(job)
        return _json(job.body())

    async def events(self, request: web.Request) -> web.Response:
        told, has_more = _page_of(request, training.events(self._job(request)), page_limit(request.query.get("limit")))
        return _json(listing(map(msgspec.json.encode, told), has_more=has_more))

    async def checkpoints(self, request: web.Request) -> web.Response:
        limit = page_limit(request.query.get("limit"), CHECKPOINT_PAGE)
        told, has_more = _page_of(request, training.checkpoints(self._job(request)), limit)
        ends = {"first_id": told[0].id if told else None, "last_id": told[-1].id if told else None}
        extra = msgspec.json.encode(ends)[1:-1] + b","
        return _json(listing(map(msgspec.json.encode, told), has_more=has_more, extra=extra))

    async def upload(self, request: web.Request) -> web.Response:
        if request.content_type != "multipart/form-data":
            raise ApiError(400, "Expected multipart/form-data with 'file' and 'purpose'.")
        fields: dict[str, tuple[str, bytes]] = {}
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                fields[part.name or ""] = (part.filename or "", bytes(await part.read()))
        if "file" not in fields or "purpose" not in fields:
            raise ApiError(400, "'file' and 'purpose' are required.", param="file")
        filename, content = fields["file"]
        file = self._simulator.upload(
            content, filename=filename, purpose=fields["purpose"][1].decode("utf-8", "replace")
        )
        return _json(msgspec.json.encode(file))

    async def file(self, request: web.Request) -> web.Response:
        return _json(msgspec.json.encode(self._simulator.file(request.match_info["file"])[0]))

    async def file_content(self, request: web.Request) -> web.Response:
        content = self._simulator.file(request.match_info["file"])[1]
        return web.Response(body=content, content_type="application/octet-stream")

    async def models(self, _request: web.Request) -> web.Response:
        names = [*BASE_MODELS, *self._simulator.jobs.tuned_models]
        return _json(msgspec.json.encode({"object": "list", "data": [self._simulator.model(name) for name in names]}))

    async def model(self, request: web.Request) -> web.Response:
        return _json(msgspec.json.encode(self._simulator.model(request.match_info["model"])))

    async def chat(self, request: web.Request) -> web.Response:
        return _json(self._simulator.chat(_decode(await request.read(), ChatRequest)))

    async def ledger(self, _request: web.Request) -> web.Response:
        return _json(self._simulator.ledger.to_json())


def _page_of(request: web.Request, told: list[Told], limit: int) -> tuple[list[Told], bool]:
    """The entries after the one that `after` names, and whether there are more."""
    after = request.query.get("after")
    start = 0
    if after is not None:
        places = [place for place, entry in enumerate(told) if entry.id == after]
        if not places:
            raise ApiError(400, f"No such object: {after}", param="after")
        start = places[0] + 1
    return told[start : start + limit], start + limit < len(told)


def _metadata_filter(request: web.Request) -> Callable[[Job], bool]:
    """What `metadata[key]=value` or `metadata=null` asks for."""
    if request.query.get("metadata") == "null":
        return lambda job: not job.metadata
    pairs = {
        name[len("metadata[") : -1]: value
        for name, value in request.query.items()
        if name.startswith("metadata[") and name.endswith("]")
    }
    return lambda job: pairs.items() <= (job.metadata or {}).items()


def _decode(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise ApiError(400, f"Invalid request body: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ApiError(400, "We could not parse the JSON body of your request.") from None


def _json(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")
