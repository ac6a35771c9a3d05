"""Builders of channels: a kind's values as plain texts."""

from __future__ import annotations

from service.core.config import Channel, Secret
from service.notifiers.keys import Value
from service.notifiers.table import NOTIFIERS


def channel(name: str, kind: str, **values: Value) -> Channel:
    """A channel of the kind; texts of keys that are secret by declaration become secrets."""
    configuration = NOTIFIERS[kind].configuration
    secret = {key.name for key in configuration.keys if key.type.secret}
    given = {key: Secret(str(value)) if key in secret else value for key, value in values.items()}
    return Channel(name, kind, configuration.options(**given))


def examples(kind: str, canary: str = "canary") -> dict[str, Value]:
    """The values of its keys' own examples; the canary is in each that is secret."""
    keys = [key for key in NOTIFIERS[kind].configuration.keys if key.example]
    return {key.name: f"{key.example}/{canary}" if key.type.secret else key.example for key in keys}
