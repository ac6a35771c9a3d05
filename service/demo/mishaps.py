"""The usual demo: one provider, eight jobs, and everything that can go wrong with a webhook."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from service.demo import script, tickets
from service.demo.check import SUITE_MODELS, Report, check
from service.demo.inbox import Inbox
from service.demo.ledger import Ledger
from service.demo.programme import Startable
from service.demo.received import Received
from service.demo.shown import Api, Shown
from service.demo.simulator import Simulator
from service.demo.stage import POLL_INTERVAL_S, Stage
from service.demo.summary import show_summary
from service.demo.timeline import job_table

ACCOUNT, SUITE = "acme-openai", "held-out-tickets"
KEY_ENV, SECRET_ENV = "TUNEWATCH_DEMO_API_KEY", "TUNEWATCH_DEMO_WEBHOOK_SECRET"
TIME_SCALE = 50.0  # simulated seconds per second: the script lasts 11 s
WARM_UP_S = 0.5  # a new model does not answer at once
OLD_JOB_AGE_S = 40 * 86_400


class Mishaps:
    """The programme of `tunewatch demo`."""

    introduction = (
        "A simulated provider trains seven models; another job ended 40 days ago.",
        "Webhooks are lost, repeated, swapped and forged. The service is the real one.",
    )

    def __init__(self) -> None:
        self._provider = Simulator(
            api_key="sk-demo-" + secrets.token_hex(12), time_scale=TIME_SCALE, warm_up_s=WARM_UP_S
        )

    @property
    def simulators(self) -> Sequence[Startable]:
        return (self._provider,)

    @property
    def ledger(self) -> Ledger:
        return self._provider.ledger

    def prepare(self, stage: Stage, inbox: Inbox, *, poll: bool) -> Mapping[str, str]:
        """A job from long ago, the account, and the suite with its file."""
        _add_old_job(self._provider)
        self._provider.webhooks.url = stage.webhook_url(ACCOUNT)
        (stage.folder / "held-out.jsonl").write_bytes(tickets.held_out_jsonl())
        account = {
            "name": ACCOUNT,
            "provider": "openai",
            "base_url": self._provider.base_url,
            "api_key_env": KEY_ENV,
            "webhook_secret_env": SECRET_ENV,
            "poll": poll,
            "poll_interval_s": POLL_INTERVAL_S,
        }
        suite = {
            "name": SUITE,
            "models": [SUITE_MODELS],
            "file": "held-out.jsonl",
            "scorer": "label",
            "labels": sorted(tickets.COMPLAINTS),
            "max_usd": 1.0,
            "usd_per_million_input_tokens": 0.8,
            "usd_per_million_output_tokens": 3.2,
        }
        stage.configure(inbox, [("account", account), ("suite", suite)])
        return {KEY_ENV: self._provider.api_key, SECRET_ENV: self._provider.secret}

    def is_connected(self, shown: Shown) -> bool:
        return bool(shown.jobs)

    async def play(self) -> None:
        await self._provider.play()

    async def look(self, api: Api, shown: Shown) -> None:
        """Nothing: the lists say it all."""

    def compare(self, shown: Shown, messages: Sequence[Received]) -> Report:
        return check(self.ledger, shown, messages, script.DEMO)

    def table(self, shown: Shown, messages: Sequence[Received]) -> Table:
        return job_table(self.ledger, self._provider.jobs, shown, messages)

    def summarize(self, console: Console, shown: Shown, messages: Sequence[Received], report: Report) -> None:
        show_summary(console, self.ledger, shown, messages, report)


def _add_old_job(simulator: Simulator) -> None:
    """A job that ended long before Tunewatch was connected. Its name would match the suite: silence is not luck."""
    simulator.add_job(
        status="succeeded",
        finished_at=time.time() - OLD_JOB_AGE_S,
        suffix="triage-v0",
        metadata={"tunewatch_model": "support-legacy"},
    )
