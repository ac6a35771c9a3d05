"""docs/providers.md names every provider, and how long it will be there in the provider file's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.core.poll_interval import WebhooksTell
from service.providers import Provider
from service.providers.table import PROVIDERS

DOCS = (Path(__file__).parents[2] / "docs" / "providers.md").read_text("utf-8")

TOLD = {
    WebhooksTell.NOTHING: "nothing",
    WebhooksTell.CHANGES: "only that something changed",
    WebhooksTell.ENDINGS: "endings",
    WebhooksTell.STARTS: "starts and endings",
}


def line(provider: Provider) -> str:
    """The provider's line in the table of life-cycles, as it has to be."""
    life = provider.life
    source = f"[source]({life.source})" if life.source.startswith("https://") else "this page"
    return f"| `{provider.name}` | {life.state} | {life.since} | {source} | {life.note} |"


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_the_docs_say_whether_a_provider_is_live_since_when_and_who_says_so(name: str) -> None:
    assert line(PROVIDERS[name]) in DOCS.splitlines()


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_the_docs_say_what_the_webhooks_of_a_provider_can_tell(name: str) -> None:
    (row,) = [row for row in DOCS.splitlines() if row.startswith(f"| [`{name}`]")]
    assert row.split("|")[3].strip() == TOLD[PROVIDERS[name].webhooks_tell]


@pytest.mark.parametrize("name", sorted(PROVIDERS))
def test_who_says_that_a_provider_is_live_or_not_can_be_read_by_anyone(name: str) -> None:
    life = PROVIDERS[name].life
    assert life.source.startswith("https://") or life.source == "docs/providers.md"
    assert len(life.since) == len("2026-11-23")
