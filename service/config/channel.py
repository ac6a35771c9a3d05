"""Reads a `[[channel]]` by the keys that its kind declares."""

from __future__ import annotations

from service.config.file import Table
from service.core.config import Channel, Secret
from service.notifiers.keys import Configuration, Key, KeyType, Value
from service.notifiers.table import NOTIFIERS


def read_channel(table: Table) -> Channel:
    """The channel, after noting every fault; its options are None where one keeps them from being made."""
    name, kind = table.name(), table.choice("kind", tuple(NOTIFIERS))
    if kind not in NOTIFIERS:
        table.pass_over()
        return Channel(name, kind, None)
    return Channel(name, kind, _options(table, NOTIFIERS[kind].configuration))


def _options(table: Table, configuration: Configuration) -> object:
    given = {key.name: value for key in configuration.keys if (value := _read(table, key))}
    for key in configuration.keys:
        value = given.get(key.name) or (key.derive(given) if key.derive else None)
        if value:
            given[key.name] = value
        elif key.required:
            table.fault(_missing(key))
        _check(table, key, value)
    complete = all(key.name in given for key in configuration.keys if key.required)
    return configuration.options(**given) if complete else None


def _read(table: Table, key: Key) -> Value | None:
    match key.type:
        case KeyType.SECRET | KeyType.SECRET_URL:
            return table.secret(key.name)
        case KeyType.PORT:
            return table.integer(key.name, high=65535)
        case KeyType.CHOICE:
            return table.choice(key.name, key.choices, key.default)
        case KeyType.ADDRESSES:
            return table.texts(key.name)
        case KeyType.TEXT | KeyType.ADDRESS:
            alias = table.text(key.alias) if key.alias else None
            return table.text(key.name) or alias


def _missing(key: Key) -> str:
    if key.type.secret:
        return f"{key.name}, {key.name}_file or {key.name}_env is missing"
    return f"{key.name} is missing: {key.what}"


def _check(table: Table, key: Key, value: Value | None) -> None:
    """Notes what is no address of the key's type."""
    if key.type is KeyType.SECRET_URL and isinstance(value, Secret):
        table.web_url(key.name, value.reveal())
    if key.type is KeyType.ADDRESS and isinstance(value, str):
        _check_address(table, value)
    if key.type is KeyType.ADDRESSES and isinstance(value, tuple):
        for address in value:
            _check_address(table, address)


def _check_address(table: Table, address: str) -> None:
    if "@" not in address or "\n" in address or "\r" in address:
        table.fault(f'"{address}" is not an e-mail address')
