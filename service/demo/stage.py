"""What the demo sets up before the first job: the service's configuration, its held-out tickets, an old job."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.demo import tickets
from service.demo.inbox import Inbox
from service.demo.simulator import Simulator

ACCOUNT, SLACK, EMAIL, SUITE = "acme-openai", "slack", "email", "held-out-tickets"
CHANNELS = (SLACK, EMAIL)
SUITE_MODELS = "support-*"
ENDINGS = ("job.succeeded", "job.failed", "job.cancelled", "job.expired")
EVALUATED = "evaluation.finished"
POLL_INTERVAL_S = 2.0  # halved by the poller near an expected end, doubled while no job is active
KEY_ENV, SECRET_ENV = "TUNEWATCH_DEMO_API_KEY", "TUNEWATCH_DEMO_WEBHOOK_SECRET"
OLD_JOB_AGE_S = 40 * 86_400


@dataclass(frozen=True, slots=True)
class Stage:
    """Where everything of one demo is."""

    folder: Path
    port: int
    private_port: int
    admin_token: str

    @property
    def config_file(self) -> Path:
        return self.folder / "tunewatch.toml"

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    @property
    def log_file(self) -> Path:
        return self.folder / "service.log"

    @property
    def public_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def private_url(self) -> str:
        return f"http://127.0.0.1:{self.private_port}"

    @property
    def webhook_url(self) -> str:
        return f"{self.public_url}/webhooks/{ACCOUNT}"

    def prepare(self, simulator: Simulator, inbox: Inbox, *, poll: bool) -> None:
        """The configuration and the suite's file are written."""
        (self.folder / "held-out.jsonl").write_bytes(tickets.held_out_jsonl())
        self.config_file.write_text(_configuration(self, simulator, inbox, poll=poll), "utf-8")

    def environment(self, env: Mapping[str, str], simulator: Simulator) -> dict[str, str]:
        """What the service's process sees: nothing of a Tunewatch that its user runs beside the demo."""
        foreign = ("TUNEWATCH_", "REDIS_URL", "DATABASE_URL")
        kept = {name: value for name, value in env.items() if not name.startswith(foreign)}
        return kept | {
            "TUNEWATCH_ADMIN_TOKEN": self.admin_token,
            "TUNEWATCH_LOG_FORMAT": "json",
            KEY_ENV: simulator.api_key,
            SECRET_ENV: simulator.secret,
        }


def add_old_job(simulator: Simulator) -> None:
    """A job that ended long before Tunewatch was connected. Its name would match the suite: silence is not luck."""
    simulator.add_job(
        status="succeeded",
        finished_at=time.time() - OLD_JOB_AGE_S,
        suffix="triage-v0",
        metadata={"tunewatch_model": "support-legacy"},
    )


def _configuration(stage: Stage, simulator: Simulator, inbox: Inbox, *, poll: bool) -> str:
    host = "127.0.0.1"
    tables: list[tuple[str, dict[str, object]]] = [
        (
            "account",
            {
                "name": ACCOUNT,
                "provider": "openai",
                "base_url": simulator.base_url,
                "api_key_env": KEY_ENV,
                "webhook_secret_env": SECRET_ENV,
                "poll": poll,
                "poll_interval_s": POLL_INTERVAL_S,
            },
        ),
        ("channel", {"name": SLACK, "kind": "slack", "url": inbox.slack_url}),
        (
            "channel",
            {
                "name": EMAIL,
                "kind": "email",
                "host": host,
                "port": inbox.smtp_port,
                "tls": "none",
                "sender": "tunewatch@acme.example",
                "to": ["leads@acme.example"],
            },
        ),
        ("subscription", {"channel": SLACK, "events": [*ENDINGS, EVALUATED]}),
        ("subscription", {"channel": EMAIL, "events": [*ENDINGS, EVALUATED]}),
        (
            "suite",
            {
                "name": SUITE,
                "models": [SUITE_MODELS],
                "file": "held-out.jsonl",
                "scorer": "label",
                "labels": sorted(tickets.COMPLAINTS),
                "max_usd": 1.0,
                "usd_per_million_input_tokens": 0.8,
                "usd_per_million_output_tokens": 3.2,
            },
        ),
    ]
    lines = [f"public_url = {json.dumps(stage.public_url)}"]
    for name, values in tables:
        lines += ["", f"[[{name}]]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
    return "\n".join([*lines, ""])
