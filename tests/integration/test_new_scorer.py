"""A scorer that nothing else knows: one class and one line of the table lead from the configuration to the message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from service.config.settings import SettingsError, load
from service.core.config import Suite
from service.demo import tickets
from service.providers.table import PROVIDERS
from service.scorers.table import SCORERS
from service.store import evaluations
from tests.dashboard import site_of
from tests.integration.conftest import MakeWorld
from tests.servers import until


class Taboo:
    """Right is an answer that avoids the reference: here the better model is the worse one."""

    kind = "taboo"
    right_when = "it does not hold the reference"

    def score(self, answer: str, reference: str, labels: Sequence[str]) -> float:
        if answer.strip() == reference:
            return 0.0
        return 0.5 if reference in answer else 1.0


def configured(folder: Path) -> Suite:
    """The suite of a configuration file that names the scorer."""
    (folder / "items.jsonl").write_bytes(tickets.held_out_jsonl())
    config = folder / "tunewatch.toml"
    config.write_text('[[suite]]\nname = "tickets"\nfile = "items.jsonl"\nscorer = "taboo"\n')
    (suite,) = load(config, {}, providers=PROVIDERS).suites
    return suite


def test_a_scorer_without_its_line_in_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match='scorer "taboo" is none of exact, label'):
        configured(tmp_path)


async def test_a_new_scorer_leads_from_the_configuration_to_verdict_message_and_page(
    one_world: MakeWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SCORERS, Taboo.kind, Taboo())
    async with one_world(suites=(configured(tmp_path),)) as w, site_of(w.settings, w.store, w.services.redis) as site:
        w.simulator.finish(w.simulator.add_job(status="running", suffix="support-bot"), "succeeded")

        async def messages() -> list[str]:
            return [each.body for each in w.inbox.accepted("webhook") if "evaluation.finished" in each.body]

        (message,) = await until(messages, timeout=60)
        assert "worse than base" in message
        (evaluation,) = await w.store.read(evaluations.listed)
        assert evaluation.verdict == "worse"
        kept = await w.store.read(evaluations.answers, evaluation.id)
        assert {row["correct"] for row in kept} == {True, False}
        page = (await (await site.visitor("viewer")).get(f"/evaluations/{evaluation.id}")).text
        assert "worse than base" in page
