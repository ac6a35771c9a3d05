"""The JSON API over real sockets: who may do what, that nothing hostile breaks it, and that what it starts is done."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from arq.connections import ArqRedis
from yarl import URL

from service.api import worker_requests
from service.api.routes import ROUTES
from service.api.subscriptions import _events
from service.config.settings import Settings
from service.core.config import Account, Secret, Suite
from service.core.event import EventKind
from service.core.subscription import Subscription
from service.core.task import Item, Observe
from service.demo import tickets
from service.demo.simulator import Simulator
from service.queue import connect, pack
from service.store import Store, access, accounts, dead_letters, jobs, migrate, open_store, outbox
from tests.api import Api, api_in, api_of
from tests.builders import account, metric, step
from tests.channels import channel
from tests.servers import new_database, postgres_server, until
from tests.world import SECRET, world

API_KEY, SLACK_URL = "sk-canary-key-5417", "https://hooks.example.com/services/canary-slack-5417"
HOOK_SECRET, SMTP_PASSWORD = "whsec_Y2FuYXJ5LWhvb2stNTQxNw==", "canary-smtp-5417"
OPERATORS_TOKEN = "tw_canary-operators-own-token-5417"
CANARIES = (API_KEY, SLACK_URL, HOOK_SECRET, SMTP_PASSWORD, OPERATORS_TOKEN, "canary")


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    await migrate(sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    items = tmp_path / "held-out.jsonl"
    items.write_text(held_out())
    return Settings(
        public_url="https://tunewatch.example.com",
        accounts=(
            Account("lab", "generic", webhook_secrets=(Secret(HOOK_SECRET),), poll=False),
            Account("main", "openai", base_url="https://api.example.com/v1", api_key=Secret(API_KEY)),
        ),
        channels=(
            channel("team", "slack", url=SLACK_URL),
            channel("hook", "webhook", url="https://example.com/canary", secret=HOOK_SECRET),
            channel("mail", "email", host="localhost", password=SMTP_PASSWORD, sender="a@b.example", to=("c@d",)),
        ),
        subscriptions=(Subscription("sub_file", "team"),),
        suites=(Suite("tickets", str(items), scorer="label"),),
        admin_token=Secret(OPERATORS_TOKEN),
    )


def held_out() -> str:
    return "".join(
        json.dumps({"messages": [{"role": "user", "content": asked}, {"role": "assistant", "content": label}]}) + "\n"
        for asked, label in tickets.held_out()
    )


def a_later_minute_each_time() -> Callable[[], datetime]:
    minutes = itertools.count()
    return lambda: datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=next(minutes))


# --- who may --------------------------------------------------------------------------------------------------------


async def test_every_route_asks_for_a_token_and_for_its_role(settings: Settings, store: Store, redis: ArqRedis) -> None:
    async with api_of(settings, store, redis, a_later_minute_each_time()) as api:
        for route in ROUTES:
            path = re.sub(r"{\w+(:\.\+)?}", "nobody", route.path)
            nobody = await api.call(route.method, path, "")
            assert (nobody.status, nobody.body["reason"]) == (401, "no_token"), path
            assert nobody.headers["WWW-Authenticate"].startswith("Bearer")
            wrong = await api.call(route.method, path, "tw_wrong")
            assert (wrong.status, wrong.body["reason"]) == (401, "bad_token"), path
            for role in access.ROLES:
                answer = await api.call(route.method, path, api.tokens[role])
                may = access.ROLES.index(role) >= access.ROLES.index(route.role)
                assert (answer.status == 403) is not may, (role, route.method, path, answer.text)
                assert answer.status < 500 or path.endswith("/test"), answer.text
                if answer.status >= 400:
                    assert answer.headers["Content-Type"].startswith("application/problem+json")
                    assert set(answer.body) == {"type", "title", "status", "reason", "detail"}


async def test_paths_and_methods_that_do_not_exist_are_told_only_to_those_who_may_ask(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    async with api_of(settings, store, redis) as api:
        assert (await api.call("GET", "/nothing", "")).status == 401
        assert (await api.call("GET", "/nothing")).status == 404
        put = await api.call("PUT", "/jobs")
        assert (put.status, put.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Basic dHc6dHc=", "tw_x", "Bearer " + "x" * 2000, "Bearer tw_\u00e9"]
)
async def test_a_broken_authorization_header_is_a_401(
    settings: Settings, store: Store, redis: ArqRedis, given: str
) -> None:
    async with api_of(settings, store, redis) as api:
        answer = await api.call("GET", "/jobs", "", headers={"Authorization": given})
        assert answer.status == 401


async def test_guessing_is_stopped_for_the_rest_of_the_minute(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    now = [datetime(2026, 11, 23, 12, 0, 15, tzinfo=UTC)]
    async with api_of(settings, store, redis, lambda: now[0]) as api:
        statuses = [(await api.call("GET", "/jobs", f"tw_{n}")).status for n in range(21)]
        assert statuses == [401] * 20 + [429]
        stopped = await api.call("GET", "/jobs")
        assert (stopped.status, stopped.headers["Retry-After"]) == (429, "45")
        now[0] += timedelta(seconds=45)
        assert (await api.call("GET", "/jobs")).status == 200


async def test_a_request_without_a_token_is_no_guess(settings: Settings, store: Store, redis: ArqRedis) -> None:
    async with api_of(settings, store, redis) as api:
        for _ in range(30):
            assert (await api.call("GET", "/jobs", "")).status == 401
        assert (await api.call("GET", "/jobs")).status == 200


async def test_the_operators_own_token_is_admin_and_a_new_one_takes_its_place(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    async def role(api: Api, token: str) -> str | None:
        return (await api.call("GET", "/me", token)).body.get("role")

    async with api_of(settings, store, redis) as api:

        async def taken() -> bool:
            return await role(api, OPERATORS_TOKEN) == "admin"

        await until(taken)
    async with api_of(replace(settings, admin_token=Secret("tw_the-next-one")), store, redis) as api:

        async def next_taken() -> bool:
            return await role(api, "tw_the-next-one") == "admin"

        await until(next_taken)
        assert await role(api, OPERATORS_TOKEN) is None


async def test_tokens_are_made_shown_once_and_withdrawn(settings: Settings, store: Store, redis: ArqRedis) -> None:
    async with api_of(replace(settings, admin_token=None), store, redis) as api:
        made = await api.post("/tokens", {"role": "viewer", "label": " Ada's\tlaptop "}, 201)
        [before] = [one for one in (await api.get("/tokens"))["items"] if one["id"] == made["id"]]
        assert (before["label"], before["used_at"]) == ("Ada's laptop", None)
        assert (await api.call("GET", "/me", made["token"])).body == {"id": made["id"], "role": "viewer"}
        listed = await api.call("GET", "/tokens")
        assert made["token"] not in listed.text
        [after] = [one for one in listed.body["items"] if one["id"] == made["id"]]
        assert after["used_at"] is not None
        assert (await api.call("POST", "/tokens", json={"role": "viewer", "label": "x" * 101})).status == 422
        assert (await api.call("DELETE", f"/tokens/{made['id']}")).status == 200
        assert (await api.call("GET", "/me", made["token"])).status == 401
        own = (await api.get("/me"))["id"]
        assert (await api.call("DELETE", f"/tokens/{own}")).status == 409


# --- hostile and unlucky --------------------------------------------------------------------------------------------

HOSTILE = [
    "", " ", "0", "-1", "1e9", "nan", "NULL", "null", "true", "9" * 400, "\x00", "a\x00b", "\ud7ff", "é" * 300,
    "'; DROP TABLE jobs; --", "%", "_", "../../etc/passwd", "{}", "[]", "\u202e", "x" * 3000, "\n\r",
    "event-1", "event-" + "9" * 18, "event-" + "9" * 19, "event-\u0663", "event--1", "tok_environment",
]  # fmt: skip


def cursors() -> list[str]:
    said = [
        "0001-01-01T00:00:00+23:59 x", "9999-12-31T23:59:59-23:59 x", "2026-11-23T00:00:00 x", " ", "2026-11-23",
        "2026-11-23T00:00:00+00:00 \x00", "0001-01-01T00:00:00+00:00 a", "9999-12-31T23:59:59+00:00 \ud7ff",
    ]  # fmt: skip
    return [base64.urlsafe_b64encode(one.encode()).decode() for one in said] + ["====", "A", "/w", "é"]


@pytest.mark.parametrize("database", ["sqlite_url", "postgres_url"])
async def test_hostile_ids_and_parameters_are_refused_or_find_nothing_and_break_nothing(
    settings: Settings, database: str, redis: ArqRedis, request: pytest.FixtureRequest
) -> None:
    database_url = request.getfixturevalue(database)
    await migrate(database_url)
    store = open_store(database_url)
    try:
        async with api_of(settings, store, redis) as api:
            for route in ROUTES:
                for value in (*HOSTILE, *cursors()):
                    await poke(api, route.method, route.path, set(route.asks.__struct_fields__), value)
            assert (await api.get("/me"))["role"] == "admin"
    finally:
        await store.close()


async def poke(api: Api, method: str, path: str, fields: set[str], value: str) -> None:
    """The value in the path, and in each field of what the route asks."""

    def at(part: str, query: str = "") -> URL:
        filled = re.sub(r"{\w+(:\.\+)?}", part.replace("\\", "\\\\"), path)
        return URL(f"{api.url}/api/v1{filled}{query}", encoded=True)

    quoted = quote(value.encode("utf-8", "surrogatepass"), safe="")
    auth = {"Authorization": f"Bearer {api.tokens['operator']}"}
    tries: list[tuple[URL, Any]] = [(at(quoted or "%20"), {} if method == "POST" else None)]
    if method == "POST":
        tries += [(at("nobody"), {name: value}) for name in fields] + [(at("nobody"), {value: 1})]
    else:
        tries += [(at("nobody", f"?{name}={quoted}"), None) for name in fields] + [(at("nobody", f"?{quoted}=1"), None)]
    for url, body in tries:
        async with api.http.request(method, url, headers=auth, json=body) as response:
            assert response.status < 500, (method, str(url), body, await response.text())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"acount": "lab"}, "there is no parameter acount"),
        ({"limit": "0"}, "limit: expected int >= 1"),
        ({"limit": "many"}, "limit: expected int"),
        ({"status": "happy"}, "status: invalid enum value 'happy'"),
        ({"active": "perhaps"}, "active: expected bool"),
        ({"cursor": "AAAA"}, "cursor: not one of this list"),
    ],
)
async def test_a_wrong_parameter_is_named(
    settings: Settings, store: Store, redis: ArqRedis, query: dict[str, str], said: str
) -> None:
    async with api_of(settings, store, redis) as api:
        answer = await api.call("GET", "/jobs", params=query)
        assert (answer.status, answer.body["reason"]) == (400, "bad_query")
        assert said in answer.body["detail"]


async def test_all_wrong_parameters_are_named_at_once_and_none_may_come_twice(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    async with api_of(settings, store, redis) as api:
        answer = await api.call("GET", "/jobs?limit=x&page=2&account=a&account=b")
        for said in ("limit: ", "no parameter page", "account is given more than once"):
            assert said in answer.body["detail"]


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"role": "god"}', b'{"rank": "viewer"}', b"\xff", b'{"role": 1}', b"7"]
)
async def test_a_wrong_body_is_a_422(settings: Settings, store: Store, redis: ArqRedis, body: bytes) -> None:
    async with api_of(settings, store, redis) as api:
        assert (await api.call("POST", "/tokens", data=body)).status == 422


async def test_a_large_body_is_a_413(settings: Settings, store: Store, redis: ArqRedis) -> None:
    async with api_of(settings, store, redis) as api:
        assert (await api.call("POST", "/tokens", data=b" " * 70_000)).status == 413


async def test_without_a_database_the_api_says_503_and_not_who_may(settings: Settings, redis: ArqRedis) -> None:
    async with api_of(settings, None, redis) as api:
        answer = await api.call("GET", "/jobs", "tw_any")
        assert (answer.status, answer.body["reason"]) == (503, "database_unavailable")


async def test_a_database_that_goes_away_is_a_503_and_back_again_a_200(
    settings: Settings, redis: ArqRedis, tmp_path: Path
) -> None:
    with postgres_server(tmp_path) as server:
        url = new_database(server, "api")
        await migrate(url)
        store = open_store(url)
        try:
            async with api_of(settings, store, redis) as api:
                assert (await api.call("GET", "/jobs")).status == 200
                server.kill()
                answer = await api.call("GET", "/jobs")
                assert (answer.status, answer.body["reason"]) == (503, "database_unavailable")
                server.restart()

                async def back() -> bool:
                    return (await api.call("GET", "/jobs")).status == 200

                await until(back)
        finally:
            await store.close()


async def test_no_answer_holds_a_secret(settings: Settings, store: Store, redis: ArqRedis) -> None:
    await store.write(accounts.connect, settings.accounts)
    async with api_of(settings, store, redis) as api:
        await api.post("/channels/team/test", status=202)
        for route in ROUTES:
            for part in ("nobody", "lab", "main", "team"):
                path = re.sub(r"{\w+(:\.\+)?}", part, route.path)
                if path.endswith("/test"):
                    continue
                text = (await api.call(route.method, path)).text
                assert [canary for canary in CANARIES if canary in text] == [], path


# --- what is shown --------------------------------------------------------------------------------------------------


async def test_jobs_are_listed_page_by_page_filtered_and_shown_whole(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    for n in range(5):
        status = "succeeded" if n % 2 else "running"
        facts = {"base_model": "llama-3", "tuned_model": f"llama-3-{n}", "suffix": "support"}
        one = step(status, provider_job_id=f"run-{n}", facts=facts, metrics=(metric(1), metric(2, value=0.25)))
        await store.write(jobs.update_many, [one], [])
    async with api_of(settings, store, redis) as api:
        seen, cursor = [], None
        while True:
            page = await api.get("/jobs", limit=2, **({"cursor": cursor} if cursor else {}))
            seen += [row["provider_job_id"] for row in page["items"]]
            if (cursor := page["next_cursor"]) is None:
                break
        assert sorted(seen) == [f"run-{n}" for n in range(5)]
        assert len(seen) == 5
        active = await api.get("/jobs", active="true")
        assert {row["status"] for row in active["items"]} == {"running"}
        assert len((await api.get("/jobs", status="succeeded", account="lab", project="default"))["items"]) == 2
        whole = await api.get("/jobs/run-1")
        assert whole["facts"]["tuned_model"] == "llama-3-1"
        assert whole["last_metrics"] == {"train_loss": {"step": 2, "value": 0.25}}
        assert whole["version"]["name"] == "support"
        assert (await api.get(f"/jobs/{whole['id']}"))["provider_job_id"] == "run-1"
        assert [row["step"] for row in (await api.get("/jobs/run-1/metrics"))["items"]] == [1, 2]
        models = await api.get("/models")
        assert [(row["name"], row["version"]) for row in models["items"]] == [("support", 2), ("support", 1)]
        assert models["items"][0]["aliases"] == ["latest"]
        assert (await api.get("/models/support"))["items"][0]["lineage"]["base_model"] == "llama-3"
        assert (await api.get("/models", retiring="true"))["items"] == []


async def test_a_long_history_is_read_in_parts(settings: Settings, store: Store, redis: ArqRedis) -> None:
    await store.write(jobs.update_many, [step("running", n) for n in range(1, 6)], [])
    async with api_of(settings, store, redis) as api:
        first = await api.get("/jobs/job-1/history", limit=3)
        rest = await api.get("/jobs/job-1/history", limit=3, after=first["next_after"])
        assert [len(first["items"]), len(rest["items"]), rest["next_after"]] == [3, 2, None]


async def test_a_model_whose_name_has_a_slash_is_found_plain_and_quoted(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    await store.write(jobs.update_many, [step("succeeded", facts={"base_model": "meta/llama"})], [])
    async with api_of(settings, store, redis) as api:
        for path in ("/models/lab/meta/llama", "/models/lab%2Fmeta%2Fllama"):
            async with api.http.get(
                URL(f"{api.url}/api/v1{path}", encoded=True),
                headers={"Authorization": f"Bearer {api.tokens['viewer']}"},
            ) as response:
                assert (await response.json())["name"] == "lab/meta/llama"


async def test_the_description_names_every_route_and_its_parameters(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    async with api_of(settings, store, redis) as api:
        described = await api.get("/openapi.json")
        operations = {(method, path) for path, each in described["paths"].items() for method in each}
        wanted = {(route.method.lower(), re.sub(r"{(\w+):[^}]*}", r"{\1}", route.path)) for route in ROUTES}
        assert operations == wanted
        named = {one["name"] for one in described["paths"]["/jobs"]["get"]["parameters"]}
        assert named == {"account", "status", "active", "project", "old", "q", "order", "cursor", "limit"}
        refs = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
        assert refs <= described["components"]["schemas"].keys()


async def test_subscriptions_are_made_listed_with_those_of_the_file_and_removed(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    async with api_of(settings, store, redis) as api:
        wanted = {"channel": "hook", "events": ["job.fail*", "evaluation.finished"], "models": ["support-*"]}
        made = await api.post("/subscriptions", wanted, 201)
        assert made["events"] == ["evaluation.finished", "job.failed"]
        again = await api.call("POST", "/subscriptions", json=wanted)
        assert (again.status, again.body["reason"]) == (409, "exists")
        listed = (await api.get("/subscriptions"))["items"]
        assert [(one["id"], one["source"]) for one in listed] == [("sub_file", "file"), (made["id"], "api")]
        from_file = await api.call("DELETE", "/subscriptions/sub_file")
        assert (from_file.status, from_file.body["reason"]) == (409, "from_file")
        assert (await api.call("DELETE", f"/subscriptions/{made['id']}")).status == 200
        assert (await api.call("DELETE", f"/subscriptions/{made['id']}")).status == 404
        done = [(row["action"], row["subject"]) for row in (await api.get("/audit"))["items"]]
        assert ("subscription_added", made["id"]) in done
        assert ("subscription_removed", made["id"]) in done


@pytest.mark.parametrize(
    ("body", "reason"),
    [({"channel": "nobody"}, "unknown_channel"), ({"channel": "team", "events": ["job.sucess"]}, "unknown_event")],
)
async def test_a_subscription_to_nothing_is_refused(
    settings: Settings, store: Store, redis: ArqRedis, body: dict[str, Any], reason: str
) -> None:
    async with api_of(settings, store, redis) as api:
        answer = await api.call("POST", "/subscriptions", json=body)
        assert (answer.status, answer.body["reason"]) == (422, reason)


async def test_accounts_channels_and_suites_say_how_they_stand_and_nothing_secret(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    await store.write(accounts.connect, [*settings.accounts, account("old")])
    async with api_of(settings, store, redis) as api:
        listed = {one["name"]: one for one in (await api.get("/accounts"))["items"]}
        assert listed["lab"]["webhook_url"] == "https://tunewatch.example.com/webhooks/lab"
        assert (listed["lab"]["polled"], listed["main"]["polled"]) == (False, True)
        assert (listed["main"]["has_api_key"], listed["old"]["configured"]) == (True, False)
        assert listed["lab"]["webhooks"] == {"came": 0, "late": 0, "never": 0, "twice": 0}
        assert set(listed["lab"]["webhook_shares"].values()) == {None}
        assert listed["lab"]["circuit"]["state"] == "closed"
        assert (listed["lab"]["takes_webhooks"], listed["lab"]["life"]["state"]) == (True, "live")
        channels = (await api.get("/channels"))["items"]
        assert [(one["name"], one["kind"]) for one in channels] == [
            ("team", "slack"), ("hook", "webhook"), ("mail", "email"),
        ]  # fmt: skip
        assert all(set(one) == {"name", "kind", "guarantee", "last_attempt"} for one in channels)
        assert [one["name"] for one in (await api.get("/suites"))["items"]] == ["tickets"]


# --- what is done ---------------------------------------------------------------------------------------------------


async def test_a_test_message_takes_the_real_way_and_its_attempts_are_shown(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w, api_in(w) as api:
        for channel, kind in (("hook", "webhook"), ("team", "slack")):
            asked = await api.post(f"/channels/{channel}/test", status=202)
            await until(lambda kind=kind: w.inbox.accepted(kind))

            async def done(one: str = asked["notification"]) -> bool:
                return (await api.get(f"/notifications/{one}"))["state"] == "done"

            await until(done)
        shown = (await api.get("/notifications", channel="hook"))["items"]
        assert [(one["event_kind"], [a["outcome"] for a in one["attempts"]]) for one in shown] == [
            ("test", ["delivered"])
        ]
        listed = {one["name"]: one for one in (await api.get("/channels"))["items"]}
        assert listed["team"]["last_attempt"]["outcome"] == "delivered"


async def test_an_account_is_tested_by_a_worker_that_asks_its_provider_and_stores_nothing(
    redis_url: str, sqlite_url: str
) -> None:
    async with world(redis_url, sqlite_url) as w, api_in(w) as api:
        w.simulator.add_job(status="running")
        fine = await api.post("/accounts/openai-main/test")
        assert (fine["ok"], fine["jobs"], fine["detail"]) == (True, 1, "it answers: 1 job")
        assert await w.jobs() == []
        pushing = await api.post("/accounts/lab/test")
        assert (pushing["ok"], pushing["jobs"]) == (True, None)
        assert (await api.call("POST", "/accounts/nobody/test")).status == 404


async def test_a_refused_key_is_said(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url, openai={"api_key": Secret(API_KEY)}) as w, api_in(w) as api:
        answer = await api.call("POST", "/accounts/openai-main/test")
        assert (answer.status, answer.body["ok"], answer.body["denied"]) == (200, False, True)
        assert API_KEY not in answer.text


async def test_without_a_worker_a_test_of_an_account_ends_and_says_so(
    settings: Settings, store: Store, redis: ArqRedis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_requests, "PATIENCE_S", 0.2)
    async with api_of(settings, store, redis) as api:
        answer = await api.call("POST", "/accounts/lab/test")
        assert (answer.status, answer.body["reason"]) == (504, "no_worker")


async def test_a_dead_note_is_replayed_and_arrives(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w, api_in(w) as api:
        w.inbox.fail_next("webhook", 410, 1)
        asked = await api.post("/channels/hook/test", status=202)

        async def dead() -> bool:
            return [one["id"] for one in (await api.get("/dead-letters"))["items"]] == [asked["notification"]]

        await until(dead)
        await api.post(f"/dead-letters/{asked['notification']}/replay", status=202)
        await until(lambda: w.inbox.accepted("webhook"))

        async def done() -> bool:
            return (await api.get(f"/notifications/{asked['notification']}"))["state"] == "done"

        await until(done)
        assert (await api.call("POST", f"/dead-letters/{asked['notification']}/replay")).status == 404


async def test_a_dead_event_is_replayed_as_the_task_that_it_was(redis_url: str, sqlite_url: str) -> None:
    async with world(redis_url, sqlite_url) as w, api_in(w) as api:
        body = b'{"version": 1, "job": "run-9", "status": "running", "sequence": 1}'
        item = Item("lab", "msg_dead", "accepted", 1_795_000_000_000_000, body, "0" * 32)
        await w.store.write(
            dead_letters.add, "observe", pack(Observe("b1", [item])), "KeyError in workers/observe.py:1"
        )
        await w.store.write(dead_letters.add, "observe", b"\xc1 not a task", "not an envelope of ours")
        listed = (await api.get("/dead-letters"))["items"]
        good = next(one for one in listed if "KeyError" in one["error"])
        bad = next(one for one in listed if one is not good)
        await api.post(f"/dead-letters/{good['id']}/replay", status=202)
        await until(lambda: w.has("run-9", "running"))
        assert (await api.call("POST", f"/dead-letters/{bad['id']}/replay")).status == 409
        assert [one["id"] for one in (await api.get("/dead-letters"))["items"]] == [bad["id"]]


async def test_inbound_requests_are_shown_with_their_reason_and_one_with_its_body(
    redis_url: str, sqlite_url: str
) -> None:
    async with world(redis_url, sqlite_url) as w, api_in(w) as api:
        await w.report("run-1", "running", 1)
        await w.post("lab", b"\xff\xfe", delivery_id="odd")

        async def both() -> bool:
            return len((await api.get("/inbound"))["items"]) == 2

        await until(both)
        taken = (await api.get("/inbound", outcome="accepted"))["items"][0]
        assert not taken.keys() & {"body", "head", "headers"}
        whole = await api.get(f"/inbound/{taken['id']}")
        assert whole["request"] == "POST /webhooks/lab"
        assert ["webhook-signature", "***"] in [[name.lower(), value] for name, value in whole["headers"]]
        again = await api.post(f"/inbound/{taken['id']}/verify")
        assert (again["genuine"], again["says"]["job"]) == (True, "run-1")
        await api.post(f"/inbound/{taken['id']}/replay", status=202)
        assert base64.b64decode(whole["body_base64"]).decode() == whole["body_text"]
        odd = (await api.get("/inbound", outcome="not_utf8"))["items"][0]
        assert (await api.get(f"/inbound/{odd['id']}"))["body_text"] is None
        assert "not_utf8" in (await api.post(f"/inbound/{odd['id']}/verify"))["says"]["problem"]
        await w.post("lab", b"{}", secret="whsec_YW5vdGhlciBzZWNyZXQ=")

        async def refused() -> list[str]:
            found = await api.get("/inbound", outcome="signature_mismatch")
            return [one["id"] for one in found["items"]]

        await until(refused)
        [one] = await refused()
        refusal = await api.call("POST", f"/inbound/{one}/replay")
        assert (refusal.status, refusal.body["reason"]) == (409, "not_genuine")

        async def replayed() -> bool:
            return len((await api.get("/inbound", outcome="accepted"))["items"]) == 2

        await until(replayed)


async def test_a_model_is_evaluated_by_hand_and_again(redis_url: str, sqlite_url: str, tmp_path: Path) -> None:
    items = tmp_path / "held-out.jsonl"
    items.write_text(held_out())
    suite = Suite("tickets", str(items), models=("nothing-*",), scorer="label")
    quick = Simulator(secret=SECRET, warm_up_s=0.1)
    async with world(redis_url, sqlite_url, suites=(suite,), simulator=quick) as w, api_in(w) as api:
        job = w.simulator.add_job(status="running", suffix="support-bot")
        w.simulator.finish(job, "succeeded")
        await until(lambda: w.has(job, "succeeded"))
        none = await api.call("POST", "/models/support-bot/evaluate")
        assert (none.status, none.body["reason"]) == (409, "no_suite")
        begun = [
            (await api.post("/models/support-bot/evaluate", {"suite": "tickets"}, 202))["evaluations"][0]["id"]
            for _ in range(2)
        ]
        assert len(set(begun)) == 2

        async def judged() -> bool:
            rows = (await api.get("/evaluations", model="support-bot", state="finished"))["items"]
            return {row["verdict"] for row in rows} == {"better"} and len(rows) == 2

        await until(judged, timeout=60)
        whole = await api.get(f"/evaluations/{begun[0]}")
        assert "better than base" in whole["sentences"][0]
        answers = (await api.get(f"/evaluations/{begun[0]}/answers"))["items"]
        assert {one["candidate"] for one in answers} == {"tuned", "base"}


async def test_a_backfill_says_its_price_first_and_begins_only_when_confirmed(
    settings: Settings, store: Store, redis: ArqRedis
) -> None:
    await store.write(accounts.connect, settings.accounts)
    lab = account("main", "openai")
    facts = {"tuned_model": "ft:x", "base_model": "x", "suffix": "old", "finished_at": "2020-01-01T00:00:00+00:00"}
    old = step("succeeded", account=lab, pushed=False, via="poll", facts=facts)
    await store.write(jobs.update_many, [old], [])
    async with api_of(settings, store, redis) as api:
        asked = await api.post("/accounts/main/backfill")
        assert (asked["silent_jobs"], asked["silent_models"], asked["evaluations"]) == (1, 1, 1)
        assert (asked["confirmed"], asked["started"]) == (False, [])
        assert asked["estimate"]["usd"] is None
        assert asked["estimate"]["output_tokens"] == 2 * 256 * len(set(tickets.held_out()))
        assert (await api.get("/evaluations"))["items"] == []
        begun = await api.post("/accounts/main/backfill", {"confirm": True})
        assert [one["id"] for one in (await api.get("/evaluations"))["items"]] == begun["started"]
        assert (await api.post("/accounts/main/backfill", {"confirm": True}))["started"] == []
    priced = replace(
        settings.suites[0], name="priced", usd_per_million_input_tokens=1.0, usd_per_million_output_tokens=1.0
    )
    async with api_of(replace(settings, suites=(priced,)), store, redis) as api:
        estimate = (await api.post("/accounts/main/backfill"))["estimate"]
        tokens = estimate["input_tokens"] + estimate["output_tokens"]
        assert estimate["usd"] == pytest.approx(tokens / 1_000_000)


async def test_redis_away_does_not_lose_what_the_api_owes(settings: Settings, store: Store) -> None:
    nowhere = await connect("redis://127.0.0.1:1/0")
    try:
        async with api_of(settings, store, nowhere) as api:
            asked = await api.post("/channels/hook/test", status=202)
            assert await store.read(outbox.forgotten, 10) == []  # due in ten seconds for the sweep
            assert (await api.get(f"/notifications/{asked['notification']}"))["state"] == "owed"
            away = await api.call("POST", "/accounts/lab/test")
            assert (away.status, away.body["reason"]) == (503, "queue_unavailable")
    finally:
        await nowhere.aclose()


def test_every_event_kind_can_be_subscribed_to() -> None:
    assert _events(("*",)) == frozenset(EventKind)
