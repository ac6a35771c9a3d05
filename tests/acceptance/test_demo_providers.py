"""`tunewatch demo --providers`: a job of every shape, whole, and with a part broken on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.providers.table import PROVIDERS
from tests.acceptance.test_demo import ended, processes_below, started

NOT_KNOWN = "succeeded at the provider, and Tunewatch does not know the job"
ROWS = (  # provider, job, noticed by (the webhook and a poll may run a race), registered as, servable
    ("openai", "triage-v1", "webhook poll", "triage v1", "try it"),
    ("generic", "tone", "webhook", "tone v1", "try it"),
    ("together", "support-bot", "poll", "support-bot v1", "needs an endpoint"),
    ("replicate", "acme/intent", "webhook poll", "acme/intent v1", "yes"),
    ("runpod", "reply-bot", "webhook", "reply-bot v1", "try it"),
    ("huggingface", "acme/support-bot", "webhook poll", "acme/support-bot v1", "needs an endpoint"),
)


def table_of(said: str) -> dict[str, str]:
    """The rows of the table at the end, by provider, with single spaces."""
    rows = [line.split() for line in said.partition("Registered as")[2].splitlines()[2:]]
    return {row[0]: " ".join(row) for row in rows[: len(ROWS)] if row}


async def test_once_plays_a_job_of_every_provider_to_its_registered_end(tmp_path: Path) -> None:
    code, said = await ended(await started(tmp_path, "--providers", "--once"))
    assert code == 0, said
    assert "All of it happened." in said
    table = table_of(said)
    assert set(table) == set(PROVIDERS)
    for provider, job, noticed_by, registered, servable in ROWS:
        possible = [f"{provider} {job} {one} succeeded {registered} {servable}" for one in noticed_by.split()]
        assert table[provider] in possible
    assert processes_below(tmp_path) == []
    assert list(tmp_path.glob("tunewatch-demo-*")) == []


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        pytest.param(
            "slack",
            [f"{job}: slack was not told that it succeeded: the notification is dead" for _, job, *_ in ROWS],
            marks=pytest.mark.long,
        ),
        pytest.param(
            "worker",
            [f"{job} {NOT_KNOWN}" for provider, job, *_ in ROWS if provider != "generic"],
            marks=pytest.mark.long,
        ),
        ("poll", [f"support-bot {NOT_KNOWN}", f"acme/support-bot {NOT_KNOWN}"]),
    ],
)
async def test_a_broken_part_is_noticed_and_what_is_missing_is_named(
    tmp_path: Path, part: str, missing: list[str]
) -> None:
    code, said = await ended(await started(tmp_path, "--providers", "--once", f"--break={part}"))
    assert code == 1, said
    assert "All of it happened" not in said
    for sentence in missing:
        assert f"- {sentence}" in said, sentence
    assert "email was not told" not in said  # what is not broken works
    assert processes_below(tmp_path) == []
