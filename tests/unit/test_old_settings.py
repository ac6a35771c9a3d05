"""A configuration of an earlier version loads as before (tests/samples/data_681194a/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

from service.config.settings import load
from service.notifiers.email import EmailOptions
from service.notifiers.slack import SlackOptions
from service.providers.table import PROVIDERS

SAMPLE = Path(__file__).parents[1] / "samples" / "data_681194a"
ENV = json.loads((SAMPLE / "environment.json").read_text())


def test_a_configuration_of_an_earlier_version_loads_without_a_fault_and_means_the_same() -> None:
    settings = load(SAMPLE / "tunewatch.toml", ENV, providers=PROVIDERS)
    accounts = {account.name: account for account in settings.accounts}
    channels = {channel.name: channel for channel in settings.channels}
    suites = {suite.name: suite for suite in settings.suites}
    assert (len(accounts), len(channels), len(settings.subscriptions), len(suites)) == (9, 6, 7, 3)
    assert settings.public_url == "https://tunewatch.example.com"
    assert settings.dashboard.proxies == ("10.0.0.0/8", "192.0.2.7")
    assert (accounts["openai-main"].poll_interval_s, accounts["openai-main"].calls_per_min) == (1.5, 6000)
    assert accounts["openai-research"].project == "research"
    assert len(accounts["lab"].webhook_secrets) == 2
    assert dict(accounts["hub"].options) == {"label": "team=support", "namespace": "acme"}
    archive, leads = (channels[name].of(EmailOptions) for name in ("archive", "leads"))
    assert archive.sender == "no-reply@acme.example"
    assert (archive.port, leads.port) == (587, 2525)
    assert channels["team"].of(SlackOptions).url.reveal() == ENV["SLACK_WEBHOOK_URL"]
    assert [candidate.name for candidate in suites["small"].candidates] == ["tuned", "base", "prompted"]
    assert suites["small"].candidates[-1].system == "Name one team."
    assert suites["support-intent"].labels == ("billing", "delivery", "returns", "technical", "account")
    assert suites["capitals"].max_tokens == 20


def test_the_subscriptions_of_an_earlier_configuration_keep_their_ids() -> None:
    """Made of what they say: with another id everybody would be told again."""
    settings = load(SAMPLE / "tunewatch.toml", ENV, providers=PROVIDERS)
    shown = json.loads((SAMPLE / "sqlite.shown.json").read_text())["/subscriptions"]["items"]
    then = {one["id"] for one in shown if one["source"] == "file"}
    assert {subscription.id for subscription in settings.subscriptions} == then
