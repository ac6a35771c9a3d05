"""What an earlier version wrote stays good: its databases show what they showed, and what was owed is carried out.

The sample and how it was made are described in tests/samples/data_681194a/README.md. Nothing here names a table, a
column or a module of today's code but where a whole program begins.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
import pytest
from aiohttp import web
from alembic.script import ScriptDirectory
from arq.connections import ArqRedis
from yarl import URL

from tests.processes import ROOT, Installation, Process, answers, clean_environment, installed, python, select
from tests.servers import free_port, until
from tests.world import signed

SAMPLE = ROOT / "tests" / "samples" / "data_681194a"
THEN = "0009"  # the schema's revision of that commit
ENV = json.loads((SAMPLE / "environment.json").read_text())
TOKEN = ENV.pop("TUNEWATCH_ADMIN_TOKEN")  # the database knows it
LAB = (SAMPLE / "secrets" / "lab").read_text().split()[0]
NOWHERE = "http://127.0.0.1:9"


# --- the world around it ----------------------------------------------------------------------------------------------


@dataclass
class Outside:
    """Every provider, Slack and the webhook of the sample: a model that is right, a job that failed, and no other."""

    labels: dict[str, str]
    messages: list[tuple[str, str, str]] = field(default_factory=list)  # (path, webhook-id, body)

    async def answer(self, request: web.Request) -> web.Response:
        path, body = request.path, await request.read()
        if path.endswith("/chat/completions"):
            return web.json_response(self._completion(json.loads(body)))
        if path.startswith(("/slack/", "/hook/")):
            self.messages.append((path, request.headers.get("webhook-id", ""), body.decode()))
            return web.Response(text="ok")
        if path.startswith("/openai/v1/fine_tuning/jobs/") and path.count("/") == 5:
            error = {"code": "server_error", "message": "it failed while nobody looked", "param": None}
            job = {"object": "fine_tuning.job", "id": request.url.name, "model": "gpt-4.1-mini-2025-04-14"}
            return web.json_response(job | {"created_at": 1795910400, "status": "failed", "error": error})
        return web.json_response({"error": {"message": "not here"}}, status=404)

    def _completion(self, asked: dict[str, Any]) -> dict[str, Any]:
        said = {"role": "assistant", "content": self.labels.get(asked["messages"][-1]["content"], "Hello")}
        choice = {"index": 0, "finish_reason": "stop", "message": said}
        usage = {"prompt_tokens": 20, "completion_tokens": 1, "total_tokens": 21}
        about = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1795910400, "model": asked["model"]}
        return about | {"choices": [choice], "usage": usage}


@contextlib.asynccontextmanager
async def outside() -> AsyncIterator[tuple[Outside, str]]:
    lines = (SAMPLE / "suites" / "support-intent.jsonl").read_text().splitlines()
    pairs = [json.loads(line)["messages"] for line in lines]
    world, app = Outside({asked["content"]: answer["content"] for asked, answer in pairs}), web.Application()
    app.router.add_route("*", "/{path:.*}", world.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield world, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def unpacked(folder: Path, where: str) -> str:
    """The configuration of the sample, its files in `folder`; what it names elsewhere is at `where`."""
    for part in ("secrets", "suites"):
        shutil.copytree(SAMPLE / part, folder / part)
    hook = folder / "secrets" / "hook-url"
    hook.write_text(moved(hook.read_text(), where))
    return moved((SAMPLE / "tunewatch.toml").read_text(), where)


def moved(text: str, where: str) -> str:
    """`http://slack.example/…` → `<where>/slack/…`."""
    for name in ("openai", "research", "together", "replicate", "runpod", "hub"):
        text = text.replace(f"http://{name}.example/", f"{where}/{name}/")
    return text.replace("http://slack.example/", f"{where}/")


# --- its databases ----------------------------------------------------------------------------------------------------


async def load(name: str, database_url: str) -> None:
    """The empty database holds the sample."""
    dump = (SAMPLE / f"{name}.sql").read_text()
    if name == "sqlite":
        with contextlib.closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
            database.executescript(dump)
        return
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(dump)
    finally:
        await connection.close()


def kept(name: str, what: str) -> dict[str, Any]:
    return json.loads((SAMPLE / f"{name}.{what}.json").read_text())


async def revision(database_url: str) -> str:
    return str((await select(database_url, "SELECT version_num FROM alembic_version"))[0]["version_num"])


@pytest.fixture(params=["sqlite", "postgres"])
async def old(request: pytest.FixtureRequest, sqlite_url: str) -> tuple[str, str]:
    """(name of the sample, URL of a database that holds it)."""
    name = request.param
    url = sqlite_url if name == "sqlite" else request.getfixturevalue("postgres_url")
    await load(name, url)
    return name, url


@dataclass
class Client:
    """Asks the API with a token of that time."""

    http: aiohttp.ClientSession
    here: Installation

    async def get(self, path: str) -> Any:
        return await self._call("GET", path)

    async def post(self, path: str) -> Any:
        return await self._call("POST", path)

    async def _call(self, method: str, path: str) -> Any:
        url = URL(f"{self.here.private_url}/api/v1{path}", encoded=True)
        async with self.http.request(method, url, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
            assert response.status < 300, f"{path}: {await response.text()}"
            return await response.json()

    async def report(self, job: str, sequence: int, **more: Any) -> str:
        """The status that answers a report, written as the sample's last ones were: a repetition has the same bytes."""
        body = json.dumps({"version": 1, "status": "succeeded", "sequence": sequence, **more, "job": job}).encode()
        headers = signed(body, secret=LAB, delivery_id=f"msg_{job}_{sequence}")
        async with self.http.post(f"{self.here.url}/webhooks/lab", data=body, headers=headers) as response:
            return str((await response.json())["status"])

    async def status(self, job: str) -> str:
        return str((await self.get(f"/jobs/{job}"))["status"])


@contextlib.asynccontextmanager
async def carried_on(
    folder: Path, where: str, redis_url: str, database_url: str
) -> AsyncIterator[tuple[Installation, Client]]:
    """Today's receiver on the sample's database and configuration; its worker is not started yet."""
    folder.mkdir()
    env = ENV | {"SLACK_WEBHOOK_URL": moved(ENV["SLACK_WEBHOOK_URL"], where)}
    async with installed(folder, unpacked(folder, where), redis_url, database_url, **env) as here:
        await here.receiver.start()
        async with aiohttp.ClientSession() as http:
            yield here, Client(http, here)


# --- what must hold ---------------------------------------------------------------------------------------------------


async def test_an_old_database_is_brought_to_todays_schema_and_shows_what_it_showed(
    tmp_path: Path, redis_url: str, old: tuple[str, str]
) -> None:
    name, database_url = old
    assert await revision(database_url) == THEN
    async with carried_on(tmp_path / "tunewatch", NOWHERE, redis_url, database_url) as (_, client):
        head = ScriptDirectory(str(ROOT / "service" / "store" / "migrations")).get_current_head()
        assert await revision(database_url) == head
        shown, problems = kept(name, "shown"), []
        for path, then in shown.items():
            problems += differences(then, await client.get(path), path)
        assert len(shown) > 100
        assert not problems, "\n".join(problems)


async def test_what_an_old_installation_owed_is_carried_out(
    tmp_path: Path, redis_url: str, redis: ArqRedis, old: tuple[str, str]
) -> None:
    name, database_url = old
    shown = kept(name, "shown")
    owed = [note for note in shown["/notifications?limit=200"]["items"] if note["state"] == "owed"]
    owed = [note for note in owed if note["channel"] in ("team", "hook")]
    begun = [one for one in shown["/evaluations?limit=200"]["items"] if is_open(shown, one["id"])]
    assert {note["channel"] for note in owed} == {"team", "hook"}
    assert {shown[f"/evaluations/{one['id']}"]["state"] for one in begun} == {"waiting", "running"}
    await refill(redis, kept(name, "redis"))
    async with (
        outside() as (world, where),
        carried_on(tmp_path / "tunewatch", where, redis_url, database_url) as (here, client),
    ):
        await here.worker.start()
        assert await client.report("job-paused", 9, tuned_model="llama-3-late") == "duplicate"
        assert await client.report("odd-name", 2, tuned_model="llama-3-odd") == "accepted"
        assert await client.report("revived", 99) == "accepted"  # of its first attempt, and it is in its second
        before = await versions(client, "support-bot")
        assert await client.report("next", 1, model_name="support-bot", tuned_model="next-bot") == "accepted"
        for job in ("queued-in-redis", "job-paused", "odd-name", "next"):
            await until(lambda job=job: holds(client, job, "succeeded"))
        await until(lambda: reported(client, "revived", times=3))
        assert await client.status("revived") == "running"
        assert await versions(client, "support-bot") == [max(before) + 1, *before]
        at_work = next(job for job in jobs_of(shown) if job["title"] == "at-work")
        await until(lambda: holds(client, at_work["id"], "failed"))
        for note in owed:
            await until(lambda note=note: delivered(client, note["id"]))
        sent = {webhook_id for path, webhook_id, _ in world.messages if path.startswith("/hook/")}
        assert {note["id"] for note in owed if note["channel"] == "hook"} <= sent
        assert any("the news of it is owed" in body for path, _, body in world.messages if path.startswith("/slack/"))
        for one in begun:
            await until(lambda one=one: finished(client, one["id"]))
            answers_now = await client.get(f"/evaluations/{one['id']}/answers")
            assert lost_answers(shown[f"/evaluations/{one['id']}/answers"]["items"], answers_now["items"]) == []
        await client.post("/dead-letters/event-2/replay")
        await until(lambda: holds(client, "from-another-letter", "running"))


def test_an_old_data_directory_starts_with_up_and_answers_its_command_line(tmp_path: Path) -> None:
    data_dir, port, private_port = tmp_path / "data", free_port(), free_port()
    data_dir.mkdir()
    config = unpacked(data_dir, NOWHERE)
    (data_dir / "tunewatch.toml").write_text(config)
    (data_dir / "admin-token").write_text(TOKEN + "\n")
    with contextlib.closing(sqlite3.connect(data_dir / "tunewatch.db")) as database:
        database.executescript((SAMPLE / "sqlite.sql").read_text())
    env = clean_environment(**ENV, TUNEWATCH_DATA_DIR=str(data_dir), TUNEWATCH_API=f"http://127.0.0.1:{private_port}")
    where = ["--data-dir", str(data_dir), "--port", str(port), "--private-port", str(private_port)]
    up = Process(
        "up", python("service", "up", *where), tmp_path, env, lambda _: answers(f"{env['TUNEWATCH_API']}/readyz")
    )
    with up:
        assert (data_dir / "admin-token").read_text() == TOKEN + "\n"
        shown = kept("sqlite", "shown")
        for command in ("jobs", "models"):
            listed = json.loads(subprocess.check_output(python("service", command, "--json"), env=env, cwd=tmp_path))
            assert {one["id"] for one in shown[f"/{command}?limit=200"]["items"]} <= {one["id"] for one in listed}


def differences(then: Any, now: Any, where: str) -> list[str]:
    """What was shown and is not shown now. New fields are none."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [
            line for key in then for line in differences(then[key], now.get(key, "no such field"), f"{where} {key}")
        ]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [
            line for n, pair in enumerate(zip(then, now, strict=True)) for line in differences(*pair, f"{where} {n}")
        ]
    return [] if then == now else [f"{where}: {then!r} then, {now!r} now"]


def jobs_of(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [shown[f"/jobs/{one['id']}"] for one in shown["/jobs?limit=200"]["items"]]


def is_open(shown: dict[str, Any], evaluation: str) -> bool:
    """It had not ended, and its suite is still there."""
    whole = shown[f"/evaluations/{evaluation}"]
    return whole["state"] != "finished" and whole["suite"] in {suite["name"] for suite in shown["/suites"]["items"]}


async def refill(redis: ArqRedis, keys: dict[str, Any]) -> None:
    """Redis holds what that commit had left in it."""
    for key, value in keys["strings"].items():
        await redis.set(key, base64.b64decode(value))
    for key, members in keys["sets"].items():
        await redis.zadd(key, members)


async def holds(client: Client, job: str, status: str) -> bool:
    with contextlib.suppress(AssertionError):  # it is not there yet
        return await client.status(job) == status
    return False


async def delivered(client: Client, notification: str) -> bool:
    return bool((await client.get(f"/notifications/{notification}"))["state"] == "done")


async def finished(client: Client, evaluation: str) -> bool:
    return bool((await client.get(f"/evaluations/{evaluation}"))["state"] == "finished")


async def versions(client: Client, model: str) -> list[int]:
    """The numbers of a model's versions, newest first."""
    return [one["version"] for one in (await client.get(f"/models/{model}"))["items"]]


async def reported(client: Client, job: str, *, times: int) -> bool:
    """So many reports about the job are on record."""
    return len((await client.get(f"/inbound?job_id={job}"))["items"]) == times


def lost_answers(then: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers that were paid for and are not there as they were."""
    return [one for one in then if one["answer"] is not None and one not in now]
