"""No secret and no body is ever seen: canaries go through good and bad paths of the real processes, then we look."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import asyncpg
import pytest
from aiohttp import web
from arq.connections import ArqRedis

from service.api.routes import ROUTES
from service.demo.inbox import Inbox
from service.demo.openai_format import ApiError
from service.demo.outage import Outage
from service.demo.simulator import Simulator
from tests.processes import Installation, count, installed, select
from tests.servers import Server, free_port, postgres_server, until
from tests.world import signed

SIGNING = "whsec_" + base64.b64encode(b"canary-signing-4711").decode()
CONFIGURED = {
    "api key": "sk-canary-api-key-4711",
    "webhook secret": SIGNING,
    "older webhook secret": "canary-older-secret-4711",
    "hook secret": "canary-hook-secret-4711",
    "hook token": "canary-hook-token-4711",
    "slack": "canary-slack-4711",
    "slack that is away": "canary-slack-away-4711",
    "smtp password": "canary-smtp-password-4711",
    "database password": "canary-database-password-4711",
    "admin token": "tw_canary-admin-token-4711",
}
BODY, SQL = "canary-body-4711", "canary-sql-4711"
SENT = {"body": BODY, "SQL parameter": SQL, "header": "canary-header-4711"}

CONFIG = f"""
[[account]]
name = "lab"
provider = "generic"
webhook_secrets = ["{SIGNING}", "{CONFIGURED["older webhook secret"]}"]

[[account]]
name = "openai-main"
provider = "openai"
base_url = "BASE_URL"
api_key = "{CONFIGURED["api key"]}"
webhook_secrets = ["{SIGNING}"]
poll_interval_s = 1

[[channel]]
name = "team"
kind = "slack"
url = "INBOX/slack/services/T0/B0/{CONFIGURED["slack"]}"

[[channel]]
name = "away"
kind = "slack"
url = "http://127.0.0.1:CLOSED/services/T0/B0/{CONFIGURED["slack that is away"]}"

[[channel]]
name = "hook"
kind = "webhook"
url = "INBOX/hook/in?token={CONFIGURED["hook token"]}"
secret = "{CONFIGURED["hook secret"]}"

[[channel]]
name = "mail"
kind = "email"
host = "127.0.0.1"
port = SMTP_PORT
tls = "none"
username = "tunewatch"
password = "{CONFIGURED["smtp password"]}"
sender = "tunewatch@example.com"
to = ["team@example.com"]
"""


# --- the others -------------------------------------------------------------------------------------------------------


class QuotesTheKey(Outage):
    """Refuses, and repeats the key in its answer, as some endpoints do."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests_left -= 1
        raise ApiError(401, f"Incorrect API key provided: {request.headers['Authorization']}", code="invalid_api_key")


@contextlib.asynccontextmanager
async def refusing_mail_server() -> AsyncIterator[int]:
    """An SMTP server on the yielded port that refuses every login and quotes it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail\r\n")
        while line := await reader.readline():
            if line.startswith(b"EHLO"):
                writer.write(b"250-mail\r\n250 AUTH PLAIN\r\n")
            elif line.startswith(b"AUTH"):
                login = base64.b64decode(line.split()[2])
                writer.write(b"535 5.7.8 refused: " + line.strip() + login.replace(b"\0", b" ") + b"\r\n")
            else:
                writer.write(b"221 bye\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


# --- what is seen -----------------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """Everything that anybody could read, by the place where it was."""

    places: dict[str, str] = field(default_factory=dict)

    def add(self, place: str, text: str) -> None:
        self.places[place] = self.places.get(place, "") + text

    def holding(self, secret: str) -> set[str]:
        """The places where the secret is, in one of the forms in which it may travel."""
        return {place for place, text in self.places.items() if any(form in text for form in _forms(secret))}


def _forms(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    yield secret.encode().hex()
    for shift in range(3):  # base64 of it within something longer, without the letters that its neighbours decide
        encoded = base64.b64encode(b"\0" * shift + secret.encode()).decode().rstrip("=")
        yield encoded[(0, 2, 3)[shift] : -1]


async def _redis_values(redis: ArqRedis) -> AsyncIterator[tuple[str, str]]:
    """Each key with everything in it."""
    async for raw in redis.scan_iter("*"):
        key = raw.decode("utf-8", "replace")
        match (await redis.type(raw)).decode():
            case "string":
                yield key, repr(await redis.get(raw))
            case "zset":
                yield key, repr(await redis.zrange(raw, 0, -1))
            case "list":
                yield key, repr(await redis.lrange(raw, 0, -1))
            case "hash":
                yield key, repr(await redis.hgetall(raw))
            case kind:
                raise AssertionError(f"{key} is a {kind}: teach this test to read it")


async def _look_everywhere(seen: Seen, tunewatch: Installation, redis: ArqRedis) -> None:
    """Logs, Redis and every column of every table."""
    seen.add("log of the receiver", tunewatch.receiver.output)
    seen.add("log of the worker", tunewatch.worker.output)
    async for key, value in _redis_values(redis):
        seen.add("redis: task payloads" if key.startswith("arq:job:") else f"redis: {key}", key + value)
    database = tunewatch.database_url
    for table in await select(database, "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"):
        for row in await select(database, f'SELECT * FROM "{table["name"]}"'):
            for column, value in row.items():
                seen.add(f"column {table['name']}.{column}", f"{value!r}\n")


# --- what is done -----------------------------------------------------------------------------------------------------


def report(job: str, status: str, **more: Any) -> bytes:
    return json.dumps({"version": 1, "job": job, "status": status, "note": BODY} | more).encode()


@dataclass
class Stranger:
    """Sends webhooks and keeps what it is told."""

    http: aiohttp.ClientSession
    url: str
    seen: Seen

    async def post(self, account: str, body: bytes, headers: dict[str, str]) -> int:
        headers = {"Authorization": f"Bearer {SENT['header']}", "X-Odd": SENT["header"], **headers}
        async with self.http.post(f"{self.url}/webhooks/{account}", data=body, headers=headers) as response:
            self.seen.add("answers to webhooks", f"{response.headers}{await response.text()}")
            return response.status


async def _send_good_and_bad(stranger: Stranger) -> None:
    good = report("run-1", "failed", error="out of memory")
    genuine = signed(good, secret=SIGNING, delivery_id="msg_1")
    assert await stranger.post("lab", good, genuine) == 202
    assert await stranger.post("lab", good, genuine) == 200
    changed = report("run-1", "failed", error="another one")
    assert await stranger.post("lab", changed, signed(changed, secret=SIGNING, delivery_id="msg_1")) == 202
    assert await stranger.post("lab", good, genuine | {"webhook-signature": "v1," + "A" * 44}) == 401
    assert await stranger.post("lab", good, genuine | {"webhook-timestamp": "1"}) == 401
    assert await stranger.post("lab", good, {}) == 401
    assert await stranger.post("nobody", good, genuine) == 404
    for nonsense in (BODY.encode(), b'{"job": "%s", "status": {"%s": 1}}' % (BODY.encode(), BODY.encode())):
        assert await stranger.post("lab", nonsense, signed(nonsense, secret=SIGNING)) == 422
    refused_by_the_database = report("run-2", "running", name=SQL)
    assert await stranger.post("lab", refused_by_the_database, signed(refused_by_the_database, secret=SIGNING)) == 202


async def _ask_everything(http: aiohttp.ClientSession, tunewatch: Installation, seen: Seen) -> None:
    """Every question of the private listener with the operator's token, and some with a wrong one and with none."""
    database = tunewatch.database_url
    (job,) = await select(database, "SELECT id FROM jobs WHERE provider_job_id = 'run-1'")
    notification = (await select(database, "SELECT id FROM notifications LIMIT 1"))[0]
    names = {"{job}": job["id"], "{name:.+}": "no-model", "{name}": "openai-main", "{id}": notification["id"]}
    paths = ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json", "/api/v1/accounts/lab"]
    for route in ROUTES:
        path = route.path
        for pattern, name in names.items():
            path = path.replace(pattern, name)
        if route.method == "GET":
            paths.append(f"/api/v1{path}")
    asked = [("GET", path, None) for path in paths]
    asked += [("POST", f"/api/v1/channels/{name}/test", None) for name in ("team", "away", "hook", "mail")]
    asked += [("POST", "/api/v1/accounts/openai-main/test", None), ("POST", "/api/v1/subscriptions", {"odd": 1})]
    tokens = [(CONFIGURED["admin token"], asked), ("tw_wrong", asked[:6]), ("", asked[:6])]  # guessing is limited
    for token, questions in tokens:
        for method, path, body in questions:
            async with http.request(
                method, tunewatch.private_url + path, json=body, headers={"Authorization": f"Bearer {token}"}
            ) as response:
                seen.add("answers of the private listener", f"{response.headers}{await response.text()}")


async def _fail_at_the_database(
    http: aiohttp.ClientSession, tunewatch: Installation, postgres: Server, seen: Seen
) -> None:
    """The database goes away, the API says so, the worker meets it too; then it is back."""
    token = {"Authorization": f"Bearer {CONFIGURED['admin token']}"}
    postgres.kill()
    for path in ("/readyz", "/api/v1/jobs", "/api/v1/me"):
        async with http.get(tunewatch.private_url + path, headers=token) as response:
            seen.add("answers without a database", f"{response.headers}{await response.text()}")
    await until(lambda: _lines(tunewatch, "work_paused"))
    await asyncio.to_thread(postgres.start)


def _lines(tunewatch: Installation, event: str, **fields: Any) -> list[dict[str, Any]]:
    """The worker's log lines of that name with these fields."""
    lines = [json.loads(line) for line in tunewatch.worker.output.rpartition("\n")[0].splitlines()]
    return [line for line in lines if line["event"] == event and fields.items() <= line.items()]


@dataclass
class Stage:
    """An installation between a provider and channels that are in trouble at first."""

    tunewatch: Installation
    postgres: Server
    simulator: Simulator
    http: aiohttp.ClientSession


@contextlib.asynccontextmanager
async def stage(folder: Path, redis_url: str) -> AsyncIterator[Stage]:
    simulator, inbox = Simulator(api_key=CONFIGURED["api key"], secret=SIGNING), Inbox()
    async with contextlib.AsyncExitStack() as stack:
        for part in (simulator, inbox):
            await part.start()
            stack.push_async_callback(part.stop)
        smtp_port = await stack.enter_async_context(refusing_mail_server())
        postgres = stack.enter_context(postgres_server(folder / "postgres"))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        config = CONFIG.replace("BASE_URL", simulator.base_url).replace("INBOX/", inbox.url)
        config = config.replace("CLOSED", str(free_port())).replace("SMTP_PORT", str(smtp_port))
        database_url = postgres.url.replace("postgres@", f"postgres:{CONFIGURED['database password']}@")
        environment = {"TUNEWATCH_LOG_LEVEL": "debug", "TUNEWATCH_ADMIN_TOKEN": CONFIGURED["admin token"]}
        tunewatch = await stack.enter_async_context(
            installed(folder / "tunewatch", config, redis_url, database_url, **environment)
        )
        await _refuse_a_title(database_url)
        simulator.webhooks.url = f"{tunewatch.url}/webhooks/openai-main"
        simulator.outage = QuotesTheKey("server_error", 3)
        inbox.fail_next("slack", 403, 1)
        await tunewatch.receiver.start()
        await tunewatch.worker.start()
        yield Stage(tunewatch, postgres, simulator, http)


REFUSE = f"""
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.title = '{SQL}' THEN RAISE EXCEPTION 'refused title: %', NEW.title USING DETAIL = NEW.facts; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION refuse();
"""


async def _refuse_a_title(database_url: str) -> None:
    """PostgreSQL refuses the row of one job from now on, and its error quotes what is in it."""
    connection = await asyncpg.connect(database_url)
    await connection.execute(REFUSE)
    await connection.close()


async def _everything_has_happened(tunewatch: Installation) -> None:
    """The database refused, each channel did what it does, and the model was registered."""
    await until(lambda: _lines(tunewatch, "task_done", name="observe", outcome="failed"), timeout=30)
    done = {"team": "refused", "away": "unreachable", "mail": "refused", "hook": "delivered"}
    for channel, outcome in done.items():
        line = {"channel": channel, "outcome": outcome}
        await until(lambda line=line: _lines(tunewatch, "notification_attempted", **line))

    async def registered() -> int:
        return await count(tunewatch.database_url, "versions")

    await until(registered, timeout=40)


@pytest.mark.parametrize("before", ["", "x", "\0user\0", "tunewatch:"])
def test_a_canary_is_found_plain_quoted_and_within_base64(before: str) -> None:
    seen, secret = Seen(), CONFIGURED["smtp password"]
    seen.add("plain", f"{before}{secret}")
    seen.add("base64", base64.b64encode(f"{before}{secret} and more".encode()).decode())
    seen.add("innocent", f"{before}canary")
    assert seen.holding(secret) == {"plain", "base64"}


async def test_no_canary_is_seen_anywhere_but_in_the_raw_bodies(
    tmp_path: Path, redis: ArqRedis, redis_url: str
) -> None:
    seen = Seen()
    async with stage(tmp_path, redis_url) as on:
        await _send_good_and_bad(Stranger(on.http, on.tunewatch.url, seen))
        on.simulator.finish(on.simulator.add_job(status="running", suffix="support"), "succeeded")
        await _everything_has_happened(on.tunewatch)
        await _ask_everything(on.http, on.tunewatch, seen)
        await _fail_at_the_database(on.http, on.tunewatch, on.postgres, seen)
        await _look_everywhere(seen, on.tunewatch, redis)
    assert '"webhook_rejected"' in seen.places["log of the receiver"]
    assert '"webhook_accepted"' in seen.places["log of the receiver"]
    assert "HTTP 401" in seen.places["column notifications.detail"]
    assert '"status":503' in seen.places["answers without a database"]
    assert {name: seen.holding(secret) for name, secret in CONFIGURED.items()} == {name: set() for name in CONFIGURED}
    assert {name: seen.holding(secret) for name, secret in SENT.items()} == {
        "body": {"column inbound.body", "redis: task payloads"},
        "SQL parameter": {"redis: task payloads"},
        "header": set(),
    }
