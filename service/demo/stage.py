"""Where a demo is, and what it sets up before the first job: the service's configuration, and who is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from service.demo.inbox import Inbox

SLACK, EMAIL = "slack", "email"
CHANNELS = (SLACK, EMAIL)
ENDINGS = ("job.succeeded", "job.failed", "job.cancelled", "job.expired")
EVALUATED = "evaluation.finished"
POLL_INTERVAL_S = 2.0  # halved by the poller near an expected end, doubled while no job is active

TomlTable = tuple[str, Mapping[str, object]]  # of `[[name]]`, and what it says


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

    def webhook_url(self, account: str) -> str:
        return f"{self.public_url}/webhooks/{account}"

    def configure(self, inbox: Inbox, tables: Sequence[TomlTable]) -> None:
        """The configuration is written: these tables, and the inbox as the two channels that hear of endings."""
        by_name: dict[str, list[Mapping[str, object]]] = {}
        for name, values in (*tables, *_channels(inbox)):
            by_name.setdefault(name, []).append(values)
        self.config_file.write_text(tomlkit.dumps({"public_url": self.public_url, **by_name}), "utf-8")

    def environment(self, env: Mapping[str, str], secrets: Mapping[str, str]) -> dict[str, str]:
        """What the service's process sees: nothing of a Tunewatch that its user runs beside the demo."""
        foreign = ("TUNEWATCH_", "REDIS_URL", "DATABASE_URL")
        kept = {name: value for name, value in env.items() if not name.startswith(foreign)}
        ours = {"TUNEWATCH_ADMIN_TOKEN": self.admin_token, "TUNEWATCH_LOG_FORMAT": "json"}
        return kept | ours | dict(secrets)


def _channels(inbox: Inbox) -> list[TomlTable]:
    email = {
        "name": EMAIL,
        "kind": "email",
        "host": "127.0.0.1",
        "port": inbox.smtp_port,
        "tls": "none",
        "sender": "tunewatch@acme.example",
        "to": ["leads@acme.example"],
    }
    return [
        ("channel", {"name": SLACK, "kind": "slack", "url": inbox.slack_url}),
        ("channel", email),
        *(("subscription", {"channel": channel, "events": [*ENDINGS, EVALUATED]}) for channel in CHANNELS),
    ]
