"""A dashboard with something of everything on it, and a visitor who reads its pages and sends its forms."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import sqlalchemy as sa
from arq.connections import ArqRedis
from yarl import URL

from service.config.pending import Setup
from service.config.settings import Settings
from service.core.config import Account, Candidate, Secret, Suite
from service.core.evaluation_plan import CandidateState, EvaluationPlan, PlannedCandidate
from service.core.event import EventKind
from service.core.held_out import digest_of, load_items
from service.core.job import job_id
from service.core.request_head import kept
from service.core.send_result import Outcome, SendResult
from service.core.signature import sign_standard_webhook
from service.core.snapshot import Metric, Snapshot, Status
from service.core.subscription import Subscription
from service.dashboard.session import COOKIE
from service.dashboard.shapes import moment_of
from service.store import (
    Store,
    accounts,
    dead_letters,
    evaluations,
    jobs,
    notifications,
    outbox,
    refreshes,
    registry,
    schema,
)
from service.store.engine import Tx
from service.store.jobs import JobUpdate, Received
from service.store.refreshes import ChangedJob
from service.store.rows import to_object
from tests.api import api_of
from tests.channels import channel

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{7*7}}${7*7}"


SECRETS = {"openai-main": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "lab": "whsec_Y2FuYXJ5LWhvb2stNTQxNw=="}
FORGERS = "whsec_Zm9yZ2VkIGJ5IHNvbWVib2R5"


def settings_of(folder: Path) -> Settings:
    """Two accounts, three channels and a suite."""
    items = folder / "held-out.jsonl"
    items.write_text("".join(map(held_out, range(120))))
    return Settings(
        public_url="https://tunewatch.example.com",
        accounts=(
            Account(
                "openai-main",
                "openai",
                base_url="https://api.example.com/v1",
                api_key=Secret("sk-canary-key-5417"),
                webhook_secrets=(Secret(SECRETS["openai-main"]),),
            ),
            Account("lab", "generic", webhook_secrets=(Secret(SECRETS["lab"]),), poll=False),
        ),
        channels=(
            channel("team", "slack", url="https://hooks.example.com/services/canary-slack-5417"),
            channel("pager", "webhook", url="https://example.com/canary"),
            channel("mail", "email", host="localhost", sender="a@b.example", to=("c@d.example",)),
        ),
        subscriptions=(
            Subscription("sub_team", "team", frozenset(EventKind)),
            Subscription("sub_pager", "pager", frozenset({EventKind.JOB_FAILED, EventKind.JOB_SUCCEEDED})),
        ),
        suites=(Suite("tickets", str(items), scorer="label", candidates=(Candidate("tuned"), Candidate("base"))),),
    )


def held_out(number: int) -> str:
    """A line of the suite's file."""
    asked = HOSTILE if number == 7 else f"Ticket {number}: where is the refund that was promised to me in May?"
    messages = [{"role": "user", "content": asked}, {"role": "assistant", "content": "refund"}]
    return json.dumps({"messages": messages}) + "\n"


@dataclass(frozen=True)
class Ids:
    """What the filled store holds, by what it is."""

    succeeded: str
    running: str
    failed: str
    stalled: str
    hostile: str
    accepted: str
    rejected: str
    evaluation: str
    letter: str


async def fill(store: Store, settings: Settings, now: datetime | None = None) -> Ids:
    """Jobs in every state with their requests, notes, models and an evaluation."""
    now = now or datetime.now(UTC)
    await store.write(accounts.connect, settings.accounts)
    ids = await store.write(_jobs, settings, now)
    await store.write(_requests, ids, now)
    await _tell(store)
    evaluation = await store.write(_evaluate, settings)
    await store.write(_aftermath, now)
    await store.write(_reports)
    await store.write(dead_letters.add, "observe", b"payload", "KeyError: 'status'")
    return Ids(**ids, evaluation=evaluation, letter="event-1")


def _facts(now: datetime, hours: float, **more: Any) -> dict[str, Any]:
    return {
        "created_at": (now - timedelta(hours=hours, minutes=4)).isoformat(),
        "started_at": (now - timedelta(hours=hours)).isoformat(),
        "base_model": "gpt-4.1-mini-2025-04-14",
        "method": "supervised",
        "hyperparameters": {"n_epochs": 3, "batch_size": 16, "learning_rate_multiplier": 1.8},
        **more,
    }


def loss(until: int, every: int = 5) -> tuple[Metric, ...]:
    """A curve that falls as curves do, with a validation loss now and then."""
    train = [
        Metric(step, "train_loss", 0.35 + 1.9 * math.exp(-step / 90) + 0.05 * math.sin(step * 1.7))
        for step in range(1, until, every)
    ]
    valid = [Metric(step, "valid_loss", 0.47 + 1.8 * math.exp(-step / 80)) for step in range(50, until, 50)]
    return (*train, *valid)


def _jobs(tx: Tx, settings: Settings, now: datetime) -> dict[str, str]:
    openai, lab = settings.accounts
    number = 0

    def told(account: Account, name: str, status: str, /, *, metrics: tuple[Metric, ...] = (), **facts: Any) -> str:
        nonlocal number
        number += 1
        seen = Snapshot(name, Status(status), status, number, facts=facts, metrics=metrics)
        cause = inbound_id(f"{name}-{number}") if account is lab else f"{name}-{number}"
        step = JobUpdate(account, seen, cause, "webhook" if account is lab else "poll", pushed=account is lab)
        jobs.update_many(tx, [step], settings.subscriptions)
        return step.job_id

    for index in range(9):
        name, hours = f"ftjob-old{index}", 20.0 * index + 30
        told(openai, name, "running", **_facts(now, hours, name=f"intent-router-{index}"))
        finished = (now - timedelta(hours=hours - 1.6)).isoformat()
        told(openai, name, "succeeded", **_facts(
            now, hours, name=f"intent-router-{index}", suffix="intent-router", finished_at=finished,
            cost_usd=3.2 + index, trained_tokens=812_000,
            tuned_model=f"ft:gpt-4.1-mini-2025-04-14:acme:intent-router:C{index}a8x",
        ))  # fmt: skip
    for number_, status in enumerate(("queued", "running", "succeeded")):
        facts = _facts(now, 3.1, name="support-bot", suffix="support-bot", trained_tokens=1_234_567, cost_usd=14.81)
        facts |= {"step": 300 if number_ == 2 else 0, "total_steps": 300, "training_file": "file-Tr4in1ngD4ta"}
        if status == "succeeded":
            facts |= {"finished_at": (now - timedelta(minutes=46)).isoformat()}
            facts |= {"tuned_model": "ft:gpt-4.1-mini-2025-04-14:acme:support-bot:CQ8f2xYz"}
            facts |= {"url": "https://platform.openai.com/finetune/ftjob-8Hq2"}
        succeeded = told(openai, "ftjob-8Hq2sUpp0rtB0t", status, metrics=loss(300) if number_ == 2 else (), **facts)
    hint = ChangedJob(openai, "ftjob-8Hq2sUpp0rtB0t", inbound_id("hint"), "fine_tuning.job.succeeded", True)
    refreshes.record_changed_jobs(tx, [hint])
    told(openai, "ftjob-Runn1ng", "running", **_facts(now, 0.7, name="triage-v4", step=0, total_steps=400))
    running = told(
        openai, "ftjob-Runn1ng", "running", metrics=loss(148),
        **_facts(now, 0.7, name="triage-v4", step=147, total_steps=400,
                 estimated_finish_at=(now + timedelta(minutes=73)).isoformat()),
    )  # fmt: skip
    told(
        lab,
        "exp-0042",
        "running",
        **_facts(now, 5, name="llama-3.1-8b lora r=16", base_model="meta-llama/Llama-3.1-8B"),
    )
    failed = told(
        lab, "exp-0042", "failed",
        **_facts(now, 5, name="llama-3.1-8b lora r=16", base_model="meta-llama/Llama-3.1-8B", exit_code=1, step=912,
                 total_steps=2000, finished_at=(now - timedelta(minutes=21)).isoformat(),
                 error_code="CUDA_OOM", error_message="CUDA out of memory. Tried to allocate 2.50 GiB",
                 log_tail="step 911 loss 0.84\nstep 912 loss 0.83\nRuntimeError: CUDA out of memory."),
    )  # fmt: skip
    stalled = told(
        lab, "exp-0043", "running",
        **_facts(now, 9, name="qwen2.5-7b dpo", base_model="Qwen/Qwen2.5-7B", heartbeat_s=30, step=70,
                 total_steps=1000),
    )  # fmt: skip
    hostile = told(
        lab, f"exp-{HOSTILE}", "failed",
        **_facts(now, 1, name=HOSTILE + "x" * 100_000, base_model=HOSTILE, error_message=HOSTILE * 50,
                 url="javascript:alert(4)", owner=HOSTILE, metadata={HOSTILE: HOSTILE},
                 finished_at=(now - timedelta(minutes=11)).isoformat()),
    )  # fmt: skip
    told(openai, "ftjob-Queued", "queued", **{**_facts(now, 0.05, name="triage-v5")} | {"started_at": None})
    return {"succeeded": succeeded, "running": running, "failed": failed, "stalled": stalled, "hostile": hostile}


def inbound_id(seed: str) -> str:
    return "in_" + hashlib.sha256(seed.encode()).hexdigest()[:24]


def _received(
    one: str, account: str, delivery: str, outcome: str, came: datetime, said: bytes | dict[str, Any],
    kind: str | None = None, job: str | None = None, secret: str = "",
) -> Received:  # fmt: skip
    """A request as it is kept, signed with its account's secret or another's."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    head = head_of(account, delivery, came, body, secret or SECRETS[account])
    digest = hashlib.sha256(body).hexdigest()[:32]
    return Received(one, account, delivery, outcome, came, body, digest, "application/json", head, kind, job)


def _requests(tx: Tx, ids: dict[str, str], now: datetime) -> None:
    """Requests taken, refused and repeated; their ids go into `ids`."""
    genuine = {"object": "event", "id": "evt_1", "type": "fine_tuning.job.succeeded",
               "created_at": int(now.timestamp()), "data": {"id": "ftjob-8Hq2sUpp0rtB0t"}}  # fmt: skip
    rows = [
        ("hint", "openai-main", "accepted", genuine, "fine_tuning.job.succeeded", ids["succeeded"]),
        ("again", "openai-main", "duplicate", b"", None, None),
        ("forged", "openai-main", "signature_mismatch", b'{"type": "forged"}', None, None),
        ("binary", "lab", "not_utf8", b"\xff\xfe\x00\x01binary", None, None),
        (HOSTILE, "lab", "wrong_shape", HOSTILE.encode() * 40, HOSTILE, None),
    ]
    for minutes, (delivery, account, outcome, body, kind, job) in enumerate(rows):
        came, secret = now - timedelta(minutes=44 + minutes), FORGERS if delivery == "forged" else ""
        one, sent_as = inbound_id(delivery), f"msg_{delivery}"[:250]
        jobs.record(tx, [_received(one, account, sent_as, outcome, came, body, kind, job, secret)])
    ids["accepted"], ids["rejected"] = inbound_id("hint"), inbound_id("forged")


def head_of(account: str, delivery_id: str, came: datetime, body: bytes, secret: str) -> str:
    """What is kept of the head of a signed request."""
    at = int(came.timestamp())
    headers = {
        "Host": "tunewatch.example.com",
        "User-Agent": "OpenAI/1.0 (+https://example.com)",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Authorization": "Bearer canary-header-5417",
        "webhook-id": delivery_id,
        "webhook-timestamp": str(at),
        "webhook-signature": sign_standard_webhook(delivery_id, at, body, secret),
    }
    return kept(f"POST /webhooks/{account}", headers.items())


async def _tell(store: Store) -> None:
    """Every note was tried: those to the pager fail."""

    def owed(tx: Tx) -> list[tuple[str, str]]:
        table = schema.notifications
        return [(row.id, row.channel) for row in tx.conn.execute(table.select().order_by(table.c.created_at))]

    verdicts = {
        "team": SendResult(Outcome.DELIVERED, again=False, status=200),
        "pager": SendResult(Outcome.SERVER_ERROR, again=True, detail="HTTP 503: upstream is away", status=503),
    }
    for one, name in await store.read(owed):
        prepared = await store.write(notifications.prepare, one, owner="me", lease_s=10, public_url="")
        if prepared.notification is None:
            continue
        verdict = verdicts[name]
        later = datetime.now(UTC) + timedelta(hours=1) if verdict.again else None
        await store.write(outbox.settle_notification, one, owner="me", tries=1, result=verdict, again_at=later)


def _evaluate(tx: Tx, settings: Settings) -> str:
    """A finished evaluation of support-bot, and one that waits; the newest intent-router is worse than before."""
    version = registry.find_version(tx, "default", "support-bot")
    assert version is not None
    plan = EvaluationPlan({
        "tuned": _ended(version.tuned_model, version.label),
        "base": _ended("gpt-4.1-mini-2025-04-14", "base"),
    })  # fmt: skip
    [owed] = evaluations.begin(tx, version, "tickets", plan)
    held_out_items = load_items(Path(settings.suites[0].items_file).read_bytes())
    items = [item.id for item in held_out_items]
    for candidate, wrong in (("tuned", 5), ("base", 3)):
        evaluations.asking(tx, owed.id, candidate, items)
        evaluations.keep_answers(tx, owed.id, candidate, [
            {"item_id": item, "answer": HOSTILE if number == 7 else f"refund, {candidate}",
             "correct": number % wrong != 1, "input_tokens": 120, "output_tokens": 3, "latency_ms": 210.0,
             "error": "timeout" if number == 9 else None}
            for number, item in enumerate(items)
        ])  # fmt: skip
    result = {
        "sentences": [
            "leakage: 1 of 120 held-out items stands word for word in the training file, which flatters support-bot v1",
            "better than base: 80.0 % against 66.7 % on 119 items, +13.4 points (95 % CI 4.9–21.6), p = 0.0026",
            "support-bot v1: 80.0 % right on 119 items (95 % CI 71.9–86.2); 14,400 tokens in, 360 out; median 210 ms",
        ],
        "challenger": version.label,
        "items": 120,
        "pairs": {
            "base": {"word": "better", "difference_points": 13.4, "low_points": 4.9, "high_points": 21.6,
                     "p_value": 0.0026, "more_items": None, "alpha": 0.05, "n": 119},
        },
        "leaked": [items[3]],
        "items_digest": digest_of(held_out_items),
        "not_servable": {},
    }  # fmt: skip
    outbox.claim(tx, owed.id, owner="me", lease_s=10)
    evaluations.finish(
        tx, owed.id, owner="me", verdict="better", result=result, about=(version, "openai"), subscriptions=[]
    )
    evaluations.begin(tx, version, "tickets", plan, again="once more")
    _evaluate_worse(tx)
    return owed.id


def _ended(model: str | None, label: str) -> PlannedCandidate:
    return PlannedCandidate("openai-main", model, None, label, CandidateState.ENDED)


def _evaluate_worse(tx: Tx) -> None:
    version = registry.find_version(tx, "default", "intent-router")
    assert version is not None
    before = f"intent-router v{version.version + 1}"  # registered later, trained before
    plan = EvaluationPlan({"tuned": _ended(version.tuned_model, version.label)})
    alike = {"p_value": 0.61, "more_items": 900, "alpha": 0.05, "n": 300}
    apart = {"p_value": 0.0004, "more_items": None, "alpha": 0.05, "n": 300}
    pairs = {
        "base": {"word": "undecided", "difference_points": 1.0, "low_points": -3.1, "high_points": 9.0, **alike},
        before: {"word": "worse", "difference_points": -8.7, "low_points": -13.2, "high_points": -4.0, **apart},
    }
    for suite, found in (("intents", pairs), ("smalltalk", {"base": {**pairs["base"], "difference_points": -0.04}})):
        [owed] = evaluations.begin(tx, version, suite, plan)
        outbox.claim(tx, owed.id, owner="me", lease_s=10)
        result = {"sentences": ["undecided against base"], "pairs": found, "leaked": [], "not_servable": {}}
        evaluations.finish(
            tx, owed.id, owner="me", verdict="undecided", result=result, about=(version, "openai"), subscriptions=[]
        )


def _aftermath(tx: Tx, now: datetime) -> None:
    """A silent job, an account in trouble, a base model that retires, and times as they would be."""
    _spread(tx, now)
    table = schema.jobs
    untold = job_id("lab", "exp-0043")
    tx.conn.execute(table.update().where(table.c.id == untold).values(
        stalled_at=now - timedelta(minutes=12), stall_due_at=None))  # fmt: skip
    retires = date.today() + timedelta(days=4)
    registry.keep_retirement(tx, "openai-main", "gpt-4.1-mini-2025-04-14", retires, again_s=3600)
    known = schema.accounts
    tx.conn.execute(known.update().where(known.c.name == "openai-main").values(
        known_since=now - timedelta(days=12), last_poll_at=now - timedelta(seconds=11),
        next_poll_at=now + timedelta(seconds=19), first_list_done_at=now - timedelta(days=12)))  # fmt: skip
    for row in list(tx.conn.execute(table.select().where(table.c.ended))):
        finished = moment_of(to_object(row.facts), "finished_at")
        tx.conn.execute(table.update().where(table.c.id == row.id).values(ended_seen_at=finished))


def _spread(tx: Tx, now: datetime) -> None:
    """What happened is five minutes apart, and notes and jobs have the times of what happened."""
    known, past, notified, tried = schema.jobs, schema.history, schema.notifications, schema.attempts
    rows = list(tx.conn.execute(past.select().order_by(past.c.id)))
    for index, row in enumerate(rows):
        at = now - timedelta(minutes=44 if row.kind == "hint" else 5 * (len(rows) - index))
        tx.conn.execute(past.update().where(past.c.id == row.id).values(at=at))
        job = known.update().where(known.c.id == row.job_id)
        tx.conn.execute(job.where(known.c.heard_at.is_not(None)).values(heard_at=at))
        if row.before is None and row.kind == "snapshot":
            tx.conn.execute(job.values(first_seen_at=at))
        if row.before == row.after:
            continue
        about = notified.c.job_id == row.job_id, notified.c.status == row.after
        ids = list(tx.conn.scalars(sa.select(notified.c.id).where(*about)))
        tx.conn.execute(notified.update().where(notified.c.id.in_(ids)).values(created_at=at))
        moments = {"started_at": at, "ended_at": at + timedelta(seconds=1)}
        tx.conn.execute(tried.update().where(tried.c.notification_id.in_(ids)).values(**moments))


def _reports(tx: Tx) -> None:
    """The requests that lab's jobs are known by, each of the moment that the history names."""
    past, known = schema.history, schema.jobs
    told = sa.select(known.c.provider_job_id, past).join(past, past.c.job_id == known.c.id)
    for row in list(tx.conn.execute(told.where(known.c.account == "lab"))):
        report = {"version": 1, "job": row.provider_job_id, "status": row.after, "sequence": row.id}
        jobs.record(tx, [_received(
            row.cause_id, "lab", f"report-{row.id}", "accepted", row.at, report, row.after, row.job_id
        )])  # fmt: skip


# --- a visitor --------------------------------------------------------------------------------------------------------


@dataclass
class Shown:
    """One answer."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.text)
        assert found, self.text[:500]
        return found[1]


@dataclass
class Site:
    """A running dashboard."""

    url: str
    tokens: dict[str, str]
    store: Store
    settings: Settings
    ids: Ids | None = None
    jars: list[aiohttp.ClientSession] = field(default_factory=list)

    async def visitor(self, role: str | None = None) -> Visit:
        """Somebody who has signed in with a token of the role; None: who has not."""
        http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.jars.append(http)
        visit = Visit(self.url, http)
        if role is not None:
            entered = await visit.post("/login", token=self.tokens[role])
            assert entered.status == 303, entered.text
        return visit


@dataclass
class Visit:
    """A browser without JavaScript."""

    url: str
    http: aiohttp.ClientSession

    async def send(self, method: str, path: str, **options: Any) -> Shown:
        headers = {"Accept": "text/html", **options.pop("headers", {})}
        async with self.http.request(
            method, URL(self.url + path, encoded=True), headers=headers, allow_redirects=False, **options
        ) as response:
            return Shown(response.status, response.headers.copy(), await response.text())

    async def get(self, path: str, **options: Any) -> Shown:
        return await self.send("GET", path, **options)

    async def post(self, path: str, headers: dict[str, str] | None = None, **form: str) -> Shown:
        """Sends a form as it is given."""
        return await self.send("POST", path, data=form, headers=headers or {})

    async def submit(self, path: str, **form: str) -> Shown:
        """Sends a form with this visitor's own mark."""
        return await self.post(path, csrf=self.csrf(), **form)

    def csrf(self) -> str:
        from service.dashboard.session import csrf_of

        return csrf_of(self.cookie(COOKIE) or "")

    def cookie(self, name: str) -> str | None:
        found = self.http.cookie_jar.filter_cookies(URL(self.url)).get(name)
        return None if found is None else found.value


@contextlib.asynccontextmanager
async def site_of(
    settings: Settings,
    store: Store,
    redis: ArqRedis,
    *,
    clock: Callable[[], datetime] | None = None,
    setup: Setup | None = None,
) -> AsyncIterator[Site]:
    """The private listener with the pages on it."""
    async with api_of(settings, store, redis, clock, setup) as api:
        site = Site(api.url, api.tokens, store, settings)
        try:
            yield site
        finally:
            for http in site.jars:
                await http.close()


__all__ = ["HOSTILE", "Ids", "Shown", "Site", "Visit", "fill", "held_out", "settings_of", "site_of"]
