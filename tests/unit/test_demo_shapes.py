"""What the demo of all providers says when a webhook is not on record, or a model is said to answer that does not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from service.demo.check import Scene
from service.demo.ledger import JobEntry, Ledger
from service.demo.shapes import SERVING_WORDS, about_act
from service.demo.shown import Inbound, Job, Shown, Version
from service.providers import Readiness
from service.providers.table import PROVIDERS

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WEBHOOKS = [Inbound("1", "accepted", "job_1", "acme"), Inbound("1", "duplicate", "job_1", "acme")]


class FakeAct:
    """An act that says what a test wants."""

    provider, shape, simulator, secrets = "fake", "none", None, MappingProxyType[str, str]({})

    def __init__(self, answered: Counter[int] | None, status: str | None = "succeeded", *, begun: bool = True) -> None:
        self._answered = answered
        self._entry = JobEntry("one", "base", "one", 1.0, False, "none", "one", 0.0, status, 2.0, "tuned")
        self._begun = begun

    def account(self, stage: object, name: str) -> dict[str, object]:
        return {}

    def is_connected(self) -> bool:
        return True

    async def play(self) -> None:
        """It is over."""

    def entry(self) -> JobEntry | None:
        return self._entry if self._begun else None

    def answered(self) -> Counter[int] | None:
        return self._answered

    def serving(self) -> Readiness:
        return Readiness.READY


def problems(act: FakeAct, inbound: list[Inbound], servable: dict[str, str]) -> list[str]:
    """The sentences that speak of the provider or of being served."""
    entry = act.entry()
    jobs = [Job("job_1", "one", "one", "succeeded", True, False, "webhook", NOW)]
    versions = [Version("one", 1, ["latest"], "job_1", NOW, "tuned")]
    shown = Shown(jobs=jobs, versions=versions, inbound=inbound, servable=servable)
    scene = Scene(Ledger(jobs={} if entry is None else {"one": entry}), shown, [], suite_models=None)
    found = [sentence for holds, sentence in about_act(scene, "acme", act) if not holds]
    return [sentence for sentence in found if sentence.startswith("fake") or "served" in sentence]


def test_nothing_is_said_where_record_and_answers_agree() -> None:
    assert problems(FakeAct(Counter({202: 1, 200: 1})), WEBHOOKS, {"one v1": "ready"}) == []
    assert problems(FakeAct(None), WEBHOOKS[:1] * 2, {"one v1": "ready"}) == []


@pytest.mark.parametrize(
    ("act", "inbound", "servable", "sentence"),
    [
        (FakeAct(None, begun=False), [], "ready", "fake: nothing was played"),
        (FakeAct(None, None), [], "ready", "fake: the job has not come to its end"),
        (FakeAct(Counter({202: 2})), WEBHOOKS[:1], "ready", "fake: 1 webhooks are on record as accepted, not 2"),
        (FakeAct(Counter({202: 1})), WEBHOOKS, "ready", "fake: 1 webhooks are on record as duplicate, not 0"),
        (FakeAct(Counter({401: 1})), [], "ready", "fake: webhooks were answered [401]"),
        (FakeAct(Counter()), [Inbound("", "no_secret", None, "acme")], "ready",
         "fake: webhooks are on record as ['no_secret']"),
        (FakeAct(None), WEBHOOKS[:1], "ready", "fake: beginning and end were not both taken"),
        (FakeAct(Counter()), [], "not_yet", "one v1: Tunewatch says not_yet of its being served, not ready"),
        (FakeAct(Counter()), [], "", "one v1: Tunewatch says nothing of its being served, not ready"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_said(act: FakeAct, inbound: list[Inbound], servable: str, sentence: str) -> None:
    assert problems(act, inbound, {"one v1": servable} if servable else {}) == [sentence]


def test_every_provider_has_an_act_and_every_word_about_serving_a_short_one() -> None:
    from service.demo.acts import ACTS

    assert {make().provider for make in ACTS} == set(PROVIDERS)
    assert set(SERVING_WORDS) == {word.value for word in Readiness}
