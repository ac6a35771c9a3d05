"""Which subscriptions an event reaches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.core.event import Event, EventKind
from service.core.subscription import Subscription, listeners
from tests.builders import subscription

FAILED = Event("evt_1", EventKind.JOB_FAILED, "default", "lab", "generic", "job_1", "job_1", "support-bot", "failed")
TROUBLE = Event("evt_2", EventKind.ACCOUNT_FAILING, "default", "lab", "generic", "lab")


@pytest.mark.parametrize(
    ("filters", "matches"),
    [
        ({}, True),
        ({"project": "research"}, False),
        ({"events": frozenset({EventKind.JOB_FAILED})}, True),
        ({"events": frozenset({EventKind.JOB_SUCCEEDED})}, False),
        ({"accounts": ("lab",)}, True),
        ({"accounts": ("l*", "x")}, True),
        ({"accounts": ("LAB",)}, False),
        ({"accounts": ("la",)}, False),
        ({"providers": ("gen*",)}, True),
        ({"providers": ("openai",)}, False),
        ({"models": ("support-*",)}, True),
        ({"models": ("other", "*-bot")}, True),
        ({"models": ("sales-*",)}, False),
    ],
)
def test_an_event_reaches_a_subscription_whose_every_filter_it_passes(filters: dict[str, Any], matches: bool) -> None:
    assert subscription(**filters).matches(FAILED) is matches


def test_an_event_without_a_model_passes_no_filter_by_models_but_one_that_takes_all() -> None:
    nameless = replace(FAILED, model_name=None)
    assert not subscription(models=("support-*",)).matches(nameless)
    assert subscription(models=("*",)).matches(nameless)
    assert subscription().matches(nameless)


@pytest.mark.parametrize("kind", [EventKind.ACCOUNT_FAILING, EventKind.ACCOUNT_RECOVERED])
def test_trouble_with_an_account_passes_the_filters_of_events_providers_and_models(kind: EventKind) -> None:
    narrow = subscription(events=frozenset(), providers=("openai",), models=("sales-*",))
    assert narrow.matches(replace(TROUBLE, kind=kind))


@pytest.mark.parametrize("filters", [{"project": "research"}, {"accounts": ("other",)}, {"trouble": False}])
def test_trouble_stays_within_its_project_and_account_and_can_be_refused(filters: dict[str, Any]) -> None:
    assert not subscription(**filters).matches(TROUBLE)


def test_refusing_trouble_refuses_no_other_event() -> None:
    assert subscription(trouble=False).matches(FAILED)


def listening(event: Event, *subscriptions: Subscription) -> list[str]:
    return [each.id for each in listeners(event, subscriptions)]


def test_trouble_reaches_a_channel_once_by_its_first_subscription() -> None:
    first, second, mail = subscription("first"), subscription("second"), subscription("mail", channel="mail")
    assert sorted(listening(TROUBLE, first, second, mail)) == ["first", "mail"]


def test_any_other_event_reaches_every_subscription_of_a_channel_in_order() -> None:
    assert listening(FAILED, subscription("first"), subscription("second")) == ["first", "second"]


def test_an_event_reaches_no_subscription_that_it_does_not_match() -> None:
    silent = subscription("silent", project="research")
    assert listening(FAILED, silent, subscription("open")) == ["open"]
    assert listening(TROUBLE, silent) == []
