"""What Tunewatch shows, read over its API as any other client would: the demo knows nothing of its database."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import TypeVar
from urllib.parse import quote

import aiohttp
import msgspec
from yarl import URL

PAGE = 200
TIMEOUT_S = 5.0
T = TypeVar("T")


class Job(msgspec.Struct):
    id: str
    provider_job_id: str
    title: str
    status: str
    ended: bool
    silent: bool
    ended_via: str | None = None
    ended_seen_at: datetime | None = None


class Attempt(msgspec.Struct):
    number: int
    outcome: str
    detail: str | None = None


class Notification(msgspec.Struct):
    """One note to one subscription. `state`: owed, done, dead …"""

    id: str
    event_kind: str
    channel: str
    state: str
    attempts: list[Attempt]
    job_id: str | None = None


class Version(msgspec.Struct):
    name: str
    version: int
    aliases: list[str]
    job_id: str
    registered_at: datetime
    tuned_model: str | None = None

    @property
    def label(self) -> str:
        return f"{self.name} v{self.version}"


class Evaluation(msgspec.Struct):
    """`sentences` begin with the verdict on the most important pair."""

    id: str
    model: str
    version: int
    job_id: str
    suite: str
    state: str
    sentences: list[str]
    verdict: str | None = None
    finished_at: datetime | None = None


class Inbound(msgspec.Struct):
    """One request to `/webhooks/…`, with the reason why it was taken or not; a rejected one has no `delivery_id`."""

    delivery_id: str
    outcome: str
    job_id: str | None = None
    account: str = ""


class Shown(msgspec.Struct):
    """Everything at about one moment. `servable`: whether a version answers, by its label, where that was asked."""

    jobs: list[Job] = []
    notifications: list[Notification] = []
    versions: list[Version] = []
    evaluations: list[Evaluation] = []
    inbound: list[Inbound] = []
    servable: dict[str, str] = {}

    def job(self, provider_job_id: str) -> Job | None:
        return next((job for job in self.jobs if job.provider_job_id == provider_job_id), None)

    def version_of(self, job: Job) -> Version | None:
        return next((version for version in self.versions if version.job_id == job.id), None)

    def evaluation_of(self, job: Job) -> Evaluation | None:
        return next((one for one in self.evaluations if one.job_id == job.id), None)


class NotAnswered(Exception):
    """The API did not answer as its description says; the text says how."""


class Api:
    """A client of the private listener."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {token}"}, timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)
        )

    async def __aenter__(self) -> Api:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ready(self) -> bool:
        """Whether the service takes events now."""
        try:
            async with self._session.get(f"{self._url}/readyz") as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def read(self) -> Shown:
        """Everything. Raises NotAnswered."""
        return Shown(
            *await asyncio.gather(
                self._all("jobs", Job),
                self._all("notifications", Notification),
                self._all("models", Version),
                self._all("evaluations", Evaluation),
                self._all("inbound", Inbound),
            )
        )

    async def servable(self, version: Version) -> str | None:
        """Whether the version answers, in one word; None where that cannot be said now."""
        try:
            path = f"models/{quote(version.name, safe='')}/servable"
            return (await self._get(path, _Servable, {"version": str(version.version)})).serving
        except NotAnswered:
            return None

    async def _all(self, name: str, kind: type[T]) -> list[T]:
        """Every page of a list."""
        found: list[T] = []
        cursor: str | None = None
        while True:
            page = await self._page(name, cursor)
            try:
                found += msgspec.convert(page.items, list[kind])  # type: ignore[valid-type]  # a type at run time
            except msgspec.ValidationError as error:
                raise NotAnswered(f"{name}: {error}") from None
            cursor = page.next_cursor
            if cursor is None:
                return found

    async def _page(self, name: str, cursor: str | None) -> _Page:
        query = {"limit": str(PAGE)} | ({} if cursor is None else {"cursor": cursor})
        return await self._get(name, _Page, query)

    async def _get(self, path: str, kind: type[T], query: Mapping[str, str] | None = None) -> T:
        """The answer. Raises NotAnswered."""
        try:
            async with self._session.get(URL(f"{self._url}/api/v1/{path}", encoded=True), params=query) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NotAnswered(f"{path}: {type(error).__name__}") from None
        if response.status != 200:
            raise NotAnswered(f"{path}: HTTP {response.status}: {body[:200].decode('utf-8', 'replace')}")
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.DecodeError as error:
            raise NotAnswered(f"{path}: {error}") from None


class _Servable(msgspec.Struct):
    serving: str


class _Page(msgspec.Struct):
    items: list[dict[str, object]]
    next_cursor: str | None
