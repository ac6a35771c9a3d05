"""The command line as processes against a running service: what it prints, what it never prints, and how it exits."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import stat
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.core.config import Secret, Suite
from service.demo import tickets
from service.demo.simulator import Simulator
from service.store import dead_letters
from tests import children
from tests.api import Api, api_in
from tests.servers import free_port, until
from tests.world import SECRET, World, world

ROOT = str(Path(__file__).parents[2])
API_KEY = "sk-canary-key-7731"


@dataclass
class Done:
    code: int | None
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


async def tunewatch(*argv: str, cwd: Path | None = None, **env: str) -> Done:
    """The finished command, run with nothing of this process's environment but the path."""
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": ROOT, "TUNEWATCH_DATA_DIR": "/nonexistent"} | env
    process = await children.start_async(
        [sys.executable, "-P", "-m", "service", *argv],
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env=known, cwd=cwd or ROOT,
    )  # fmt: skip
    out, err = await process.communicate()
    done = Done(process.returncode, out.decode(), err.decode())
    assert "Traceback" not in done.err, done.err
    return done


@dataclass
class Place:
    """A world with its API, and the command line pointed at it."""

    w: World
    api: Api

    async def run(self, *argv: str, **env: str) -> Done:
        return await tunewatch(*argv, **({"TUNEWATCH_API": self.api.url, "TUNEWATCH_TOKEN": self.token} | env))

    @property
    def token(self) -> str:
        return self.api.tokens["admin"]

    async def ended(self, job: str, status: str, **more: Any) -> None:
        """A job of `lab` that has this status."""
        await self.w.report(job, status, 1, **more)
        await until(lambda: self.w.has(job, status))


@contextlib.asynccontextmanager
async def place(redis_url: str, sqlite_url: str, **options: Any) -> AsyncIterator[Place]:
    async with world(redis_url, sqlite_url, **options) as w, api_in(w) as api:
        yield Place(w, api)


async def test_a_help_text_loads_nothing_heavy() -> None:
    code = (
        "import contextlib, sys\nfrom service.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        "print(*[name for name in ('rich', 'sqlalchemy', 'aiohttp', 'asyncio', 'arq', 'openai', 'slack_sdk',"
        " 'http.client', 'service.config.settings') if name in sys.modules], sep=' ', file=sys.stderr)"
    )
    process = await children.start_async(
        [sys.executable, "-c", code], cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert b"test-notification" in out
    assert err.decode().split() == ["http.client"]


async def test_watch_tells_by_its_exit_code_how_the_job_ended(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        await p.ended("good", "succeeded", tuned_model="llama-good", suffix="support")
        log = "".join(f"line {number}\n" for number in range(1, 21)) + "the last\x1b[31m"
        await p.ended("bad", "failed", error="line 417 has no\x1b[31m assistant message", log_tail=log)
        await p.ended("stopped", "cancelled")
        await p.ended("late", "expired")
        await p.ended("slow", "running", step=3, total_steps=10)
        good = await p.run("watch", "good")
        assert (good.code, "llama-good" in good.out, "registered as support v1" in good.out) == (0, True, True)
        bad = await p.run("watch", "bad")
        assert (bad.code, "line 417 has no" in bad.out, "\x1b" in bad.out) == (1, True, False)
        assert bad.out.splitlines()[1:] == [*(f"  line {number}" for number in range(12, 21)), "  the last�[31m"]
        assert (await p.run("watch", "stopped")).code == 2
        assert (await p.run("watch", "late", "--json")).json["status"] == "expired"
        nobody = await p.run("watch", "nobody")
        assert (nobody.code, nobody.err) == (3, "tunewatch: there is no job nobody\n")
        slow = await p.run("watch", "slow", "--timeout", "0.3", "--every", "0.1")
        assert (slow.code, "running, step 3/10" in slow.out) == (5, True)
        away = await p.run("watch", "good", TUNEWATCH_API=f"http://127.0.0.1:{free_port()}")
        assert away.code == 4


async def test_watch_waits_until_the_job_ends(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        await p.ended("run-1", "running")
        watching = asyncio.create_task(p.run("watch", "run-1", "--every", "0.1"))
        await p.w.report("run-1", "succeeded", 2)
        done = await watching
        assert (done.code, done.out.splitlines()[-1]) == (
            0,
            "run-1 (run-1) succeeded; registered as lab/unknown-base v1",
        )


LISTINGS = [
    ("jobs", "/jobs"),
    ("jobs list", "/jobs"),
    ("channels", "/channels"),
    ("models", "/models"),
    ("models --retiring", "/models?retiring=true"),
    ("suites", "/suites"),
    ("accounts", "/accounts"),
    ("accounts list", "/accounts"),
    ("subscriptions list", "/subscriptions"),
    ("tokens list", "/tokens"),
    ("notifications", "/notifications"),
    ("inbound", "/inbound"),
    ("dead-letters list", "/dead-letters"),
]


async def test_every_listing_prints_a_table_and_with_json_what_the_api_says(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url, openai={"api_key": Secret(API_KEY)}) as p:
        await p.ended("run-1", "succeeded", name="evil\x1b[2J\u202ename", suffix="support")
        await p.w.store.write(dead_letters.add, "observe", b"\xc1", "not an envelope of ours")

        async def told() -> bool:
            return "job.succeeded" in await p.w.told()

        await until(told)
        for command, path in LISTINGS:
            table, as_json = await asyncio.gather(p.run(*command.split()), p.run(*command.split(), "--json"))
            assert (table.code, as_json.code) == (0, 0), table.err + as_json.err
            assert as_json.json == (await p.api.get(path))["items"], command
            assert not set("\x1b\u202e") & set(table.out), command
            for secret in (API_KEY, SECRET, p.w.inbox.slack_url, p.w.inbox.hook_url, p.token):
                assert secret not in table.out + as_json.out, command
        shown = await p.run("jobs", "show", "run-1")
        assert re.search(r"registered as +support v1", shown.out)
        assert (await p.run("models", "show", "support", "--json")).json[0]["version"] == 1
        assert [one["id"] for one in (await p.run("jobs", "--status", "failed", "--json")).json] == []


async def test_trouble_is_one_line_with_an_exit_code_of_its_own(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        for done, code, said in (
            (await p.run("jobs", TUNEWATCH_API=f"http://127.0.0.1:{free_port()}"), 4, "cannot reach the API"),
            (await p.run("jobs", TUNEWATCH_API="nonsense"), 2, "is not an address"),
            (await p.run("jobs", TUNEWATCH_API="http://[::1"), 2, "is not an address"),
            (await p.run("jobs", TUNEWATCH_API=p.w.simulator.base_url), 4, "not as Tunewatch's API does"),
            (await p.run("jobs", TUNEWATCH_TOKEN="tw_wrong"), 4, "the token is not valid"),
            (await p.run("jobs", TUNEWATCH_TOKEN="tw_\u00e9"), 2, "the token holds characters"),
            (await p.run("jobs", TUNEWATCH_TOKEN=""), 4, "no token"),
            (await p.run("jobs", "--status", "happy"), 1, "status: invalid enum value"),
            (await p.run("tokens", "list", TUNEWATCH_TOKEN=p.api.tokens["viewer"]), 4, "needs the role admin"),
            (await p.run("jobs", "show", "a/b?c"), 3, "there is no job a/b?c"),
        ):
            assert (done.code, done.out) == (code, ""), done
            assert said in done.err
            assert done.err.count("\n") == 1


async def test_api_and_token_may_stand_anywhere(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        given = ("--api", p.api.url, f"--token={p.token}")
        assert (await tunewatch("jobs", *given, "--json")).json == []
        assert (await tunewatch(*given, "jobs", "--json")).json == []


async def test_what_is_changed_is_changed(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        made = (await p.run("subscriptions", "add", "team", "--event", "job.*", "--model", "a-*", "--json")).json
        assert {one["id"] for one in (await p.run("subscriptions", "list", "--json")).json} == {"sub", made["id"]}
        assert (await p.run("subscriptions", "remove", "sub")).code == 1
        assert (await p.run("subscriptions", "remove", made["id"])).code == 0
        token = (await p.run("tokens", "add", "viewer", "--label", "Ada")).out.strip()
        assert "Ada" in (await p.run("tokens", "list")).out
        assert "viewer: Ada" in (await p.run("audit", "--limit", "1")).out
        assert (await p.run("jobs", TUNEWATCH_TOKEN=token)).code == 0
        tested = await p.run("accounts", "test", "openai-main")
        assert (tested.code, "it answers: 0 jobs" in tested.out) == (0, True)
        price = await p.run("accounts", "backfill", "openai-main")
        assert (price.code, "0 evaluations are missing" in price.out) == (0, True)


async def test_a_test_notification_ends_when_it_arrived_or_was_given_up(redis_url: str, sqlite_url: str) -> None:
    async with place(redis_url, sqlite_url) as p:
        arrived = await p.run("test-notification", "hook", "--every", "0.1")
        assert (arrived.code, arrived.out) == (0, "the test message to hook arrived (delivered: answered 204)\n")
        p.w.inbox.fail_next("webhook", 410, 1)
        dead = await p.run("test-notification", "hook", "--every", "0.1")
        assert (dead.code, "was given up (gone: " in dead.out) == (1, True)
        p.w.inbox.fail_next("webhook", 500, 1)
        owed = await p.run("test-notification", "hook", "--every", "0.1", "--timeout", "1")
        assert (owed.code, "is still being tried" in owed.out) == (5, True)
        again = await p.run("dead-letters", "replay", "--all")
        assert (again.code, again.out.count("is done again")) == (0, 1)
        await until(lambda: len(p.w.inbox.accepted("webhook")) >= 2)
        assert (await p.run("dead-letters", "replay")).code == 2
        assert (await p.run("dead-letters", "replay", "nothing")).code == 3


async def test_evaluate_waits_for_the_verdict(redis_url: str, sqlite_url: str, tmp_path: Path) -> None:
    items = tmp_path / "held-out.jsonl"
    lines = (
        {"messages": [{"role": "user", "content": asked}, {"role": "assistant", "content": label}]}
        for asked, label in tickets.held_out()
    )
    items.write_text("".join(json.dumps(line) + "\n" for line in lines))
    suite = Suite("tickets", str(items), models=("nothing-*",), scorer="label")
    quick = Simulator(secret=SECRET, warm_up_s=0.1)
    async with place(redis_url, sqlite_url, suites=(suite,), simulator=quick) as p:
        job = p.w.simulator.add_job(status="running", suffix="support-bot")
        p.w.simulator.finish(job, "succeeded")
        await until(lambda: p.w.has(job, "succeeded"))
        done = await p.run("evaluate", "support-bot", "--suite", "tickets", "--wait", "--every", "0.2")
        assert done.code == 0, done.err
        assert done.out.startswith("support-bot v1, suite tickets: better\n  better than base: ")
        assert (await p.run("evaluate", "nobody")).code == 3


# --- doctor and up --------------------------------------------------------------------------------------------------


def configured(tmp_path: Path, w: World) -> Path:
    path = tmp_path / "tunewatch.toml"
    path.write_text(
        'public_url = "https://tunewatch.example.com"\n'
        f'[[account]]\nname = "lab"\nprovider = "generic"\nwebhook_secrets = ["{SECRET}"]\n'
        f'[[account]]\nname = "openai-main"\nprovider = "openai"\nbase_url = "{w.simulator.base_url}"\n'
        f'api_key = "{w.simulator.api_key}"\nwebhook_secrets = ["{SECRET}"]\n'
        f'[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "{w.inbox.hook_url}"\n'
    )
    return path


async def test_doctor_finds_a_healthy_service_healthy_and_says_what_redis_promises_less(
    redis_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with place(redis_url, sqlite_url) as p:
        await p.run("test-notification", "hook", "--every", "0.1")
        urls = {"REDIS_URL": redis_url, "DATABASE_URL": sqlite_url}
        done = await p.run("doctor", "--json", "--config", str(configured(tmp_path, p.w)), **urls)
        found = {(one["check"], one["level"]) for one in done.json}
        for check in ("version", "configuration", "redis", "worker", "database", "clock", "service", "channel hook"):
            assert (check, "good") in found, done.out
        assert ("account openai-main", "good") in found
        assert (done.code, "bad" in {level for _, level in found}) == (0, False)
        for secret in (SECRET, p.w.simulator.api_key, p.w.inbox.hook_url, p.token):
            assert secret not in done.out


async def test_doctor_says_of_everything_that_is_wrong_what_to_do(
    redis_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with place(redis_url, sqlite_url, openai={"api_key": Secret(API_KEY)}) as p:
        config = configured(tmp_path, p.w)
        nowhere = f"127.0.0.1:{free_port()}"
        urls = {"REDIS_URL": f"redis://{nowhere}/0", "DATABASE_URL": f"postgresql://u:canary-pw@{nowhere}/x"}
        done = await p.run("doctor", "--json", "--config", str(config), **urls)
        bad = {one["check"]: one for one in done.json if one["level"] == "bad"}
        assert (done.code, bad.keys()) == (1, {"redis", "database", "account openai-main"})
        assert all(one["remedy"] for one in bad.values())
        assert bad["account openai-main"]["remedy"] == "check api_key"
        assert "canary" not in done.out + done.err
        config.write_text('[[account]]\nnam = "x"\n[[channel]]\nkind = "pigeon"\n')
        faulty = await tunewatch("doctor", "--config", str(config))
        assert faulty.code == 1
        assert faulty.out.count("BAD   configuration") == faulty.out.count("correct it in") >= 4
        empty = await tunewatch("doctor", cwd=tmp_path / "..", TUNEWATCH_DATA_DIR=str(tmp_path / "none"))
        assert (empty.code, "start `tunewatch up`" in empty.out) == (1, True)


async def test_up_prints_the_first_token_once_and_keeps_it_for_the_command_line(tmp_path: Path) -> None:
    for start in (1, 2):
        async with up(tmp_path) as (lines, env):
            shown = [line for line in lines if line.startswith("  token ")]
            assert len(shown) == (1 if start == 1 else 0)
            kept = tmp_path / "data" / "admin-token"
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600
            if start == 1:
                assert kept.read_text().strip() in shown[0]
            done = await tunewatch("tokens", "list", "--json", **env)
            assert [one["role"] for one in done.json] == ["admin"]
            assert (await tunewatch("doctor", cwd=tmp_path, **env)).code == 0


@contextlib.asynccontextmanager
async def up(tmp_path: Path) -> AsyncIterator[tuple[list[str], dict[str, str]]]:
    """A running `tunewatch up`: what it printed at its start, and the environment of a command line beside it."""
    process = await children.start_async(
        [sys.executable, "-P", "-m", "service", "up", "--data-dir", "data", "--port", "0", "--private-port", "0"],
        cwd=tmp_path, env={"PATH": os.environ["PATH"], "PYTHONPATH": ROOT},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    try:
        while not lines or not lines[-1].startswith("  hint "):
            line = await process.stdout.readline()
            assert line, lines
            lines.append(line.decode().rstrip())
        found = re.search(r"private +(http://\S+)", "\n".join(lines))
        assert found is not None
        env = {"TUNEWATCH_API": found[1], "TUNEWATCH_DATA_DIR": str(tmp_path / "data")}

        async def working() -> bool:
            return "none is working" not in (await tunewatch("doctor", cwd=tmp_path, **env)).out

        await until(working, timeout=30)
        yield lines, env
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()
