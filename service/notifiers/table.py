"""The kinds of channel, by the word that `[[channel]] kind` uses."""

from __future__ import annotations

from service.notifiers import Notifier
from service.notifiers.email import Email
from service.notifiers.slack import Slack
from service.notifiers.webhook import Webhook

NOTIFIERS: dict[str, Notifier] = {notifier.kind: notifier for notifier in (Slack(), Email(), Webhook())}
