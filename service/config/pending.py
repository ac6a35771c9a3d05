"""Configuration that somebody tries out before it is saved: a file of its own in the data directory, with the secrets
beside it, for their user only. Saving changes tunewatch.toml, whole and checked, or changes nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from service.config.file import NAME, NAME_RULE
from service.config.settings import Settings, SettingsError, load
from service.providers.table import PROVIDERS

CONFIG, SECRETS = "tunewatch.toml", "secrets"
KEEP_S = 3600.0  # a draft that nobody saved, with the key in it, is gone after so long
ID = re.compile(r"[0-9a-f]{32}")


class PendingError(Exception):
    """The draft cannot be tried or saved; the text is for the person at the form, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Block:
    """One `[[account]]` or `[[channel]]`: plain keys, and secrets that are kept in files of their own."""

    kind: str
    name: str
    keys: Mapping[str, str | int | Sequence[str]]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)  # by key: `api_key` becomes `api_key_file`


@dataclass(frozen=True, slots=True)
class Setup:
    """What a page needs to change the configuration. `restart` ends this process, to be started again with it."""

    data_dir: Path
    config_file: Path
    restart: Callable[[], None]


def toml(block: Block, files: Mapping[str, str]) -> str:
    """The block as TOML; `files` are the names of its secrets' files by key."""
    given = {"name": block.name, **block.keys, **{f"{key}_file": name for key, name in files.items()}}
    return tomlkit.dumps({block.kind: [given]})


def write(data_dir: Path, block: Block) -> str:
    """The id of a new draft. Raises DraftError with every fault of the block."""
    if not NAME.fullmatch(block.name):
        raise PendingError(f"name must be {NAME_RULE}")
    pending = data_dir / "drafts"
    _forget_old(pending)
    one = secrets.token_hex(16)
    mark = one[:6]  # two accounts of one name, one after the other, have files of their own
    files = {key: f"{SECRETS}/{block.name}-{mark}.{key}" for key in block.secrets}
    folder = pending / one
    try:
        (folder / SECRETS).mkdir(mode=0o700, parents=True)
        for key, name in files.items():
            write_private(folder / name, block.secrets[key] + "\n")
        write_private(folder / CONFIG, toml(block, files))
        read(data_dir, one)
    except OSError as error:
        raise PendingError(f"cannot write in the data directory: {error.strerror}") from None
    except PendingError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return one


def read(data_dir: Path, one: str) -> Settings:
    """The draft as settings with that one account or channel. Raises DraftError."""
    folder = _folder(data_dir, one)
    try:
        return load(folder / CONFIG, {}, providers=PROVIDERS)
    except SettingsError as error:
        raise PendingError("; ".join(error.problems)) from None


def shown(data_dir: Path, one: str) -> str:
    """What saving would append: its secrets stand in files and are not in it. Raises DraftError."""
    try:
        return (_folder(data_dir, one) / CONFIG).read_text("utf-8")
    except OSError as error:
        raise PendingError(f"the draft cannot be read: {error.strerror}") from None


def save(data_dir: Path, one: str, config: Path, env: Mapping[str, str]) -> Path:
    """The draft stands in the configuration file, whose path is returned. Raises DraftError; then nothing is changed.

    What is in the file stays as it is.
    """
    folder, added = _folder(data_dir, one), shown(data_dir, one)
    kept = {path.name: path.read_text("utf-8") for path in sorted((folder / SECRETS).iterdir())}
    target = _change(config, env, kept, lambda before: f"{before.rstrip()}\n\n{added}" if before.strip() else added)
    shutil.rmtree(folder, ignore_errors=True)
    return target


def take_webhooks(config: Path, env: Mapping[str, str], account: str, secret: str, public_url: str) -> Path:
    """The account's webhooks are verified with `secret`, and as before; `public_url` is set unless it is empty.

    The configuration file's path is returned. Raises DraftError; then nothing is changed.
    """
    key = "webhook_secrets_file"
    name = f"{account}-{secrets.token_hex(3)}.webhook_secrets"
    kept = {name: secret + "\n"} if secret else {}

    def changed(before: str) -> str:
        document: Any = tomlkit.parse(before)
        table = next((one for one in document.get("account", ()) if one.get("name") == account), None)
        if table is None:
            raise PendingError(f"{config.name} has no account {account}")
        if secret:
            if "webhook_secrets" in table or "webhook_secret_env" in table:
                raise PendingError(f"{account} has a webhook secret in {config.name} itself: add the new one there")
            if key in table:  # while a secret is rotated both are valid
                kept[name] += (config.absolute().parent / str(table[key])).read_text("utf-8")
            table[key] = f"{SECRETS}/{name}"
        if public_url:
            document["public_url"] = public_url
        return tomlkit.dumps(document)

    return _change(config, env, kept, changed)


def _change(config: Path, env: Mapping[str, str], kept: Mapping[str, str], changed: Callable[[str], str]) -> Path:
    """The file holds what `changed` makes of it, and the secrets `kept` by name stand beside it: all of it or nothing.

    The whole is read as a start would read it before it takes the file's place. Raises DraftError.
    """
    target, base = config.resolve(), config.absolute().parent  # names in the file are relative to where it is found
    fresh, placed = target.with_name(f".{target.name}.{secrets.token_hex(4)}"), []
    try:
        after = changed(target.read_text("utf-8") if target.exists() else "")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        (base / SECRETS).mkdir(mode=0o700, exist_ok=True)
        for name, secret in kept.items():
            write_private(base / SECRETS / name, secret)
            placed.append(base / SECRETS / name)
        write_private(fresh, after)
        load(fresh, env, base_dir=base, providers=PROVIDERS)
        fresh.chmod(mode)
        fresh.replace(target)
        _sync(target.parent)
    except (OSError, SettingsError, UnicodeDecodeError, TOMLKitError) as error:
        for path in (*placed, fresh):
            with contextlib.suppress(OSError):
                path.unlink()
        raise PendingError(_why(error, target).replace(str(fresh), str(target))) from None
    return target


def _why(error: OSError | SettingsError | UnicodeDecodeError | TOMLKitError, target: Path) -> str:
    if isinstance(error, TOMLKitError):
        return f"{target} is not TOML: {error}"
    if isinstance(error, SettingsError):
        return "with it the configuration would have faults: " + "; ".join(error.problems)
    if isinstance(error, OSError):
        return f"{target} cannot be written: {error.strerror}. Paste the lines into it by hand and restart"
    return f"{target} is not UTF-8 text"


def write_private(path: Path, text: str) -> None:
    """A new file for its user only, on disk. Raises OSError, also where there is one of this name already."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """The folder's own entries are on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder(data_dir: Path, one: str) -> Path:
    folder = data_dir / "drafts" / one
    if not ID.fullmatch(one) or not folder.is_dir():
        raise PendingError("there is no such draft any more: fill in the form again")
    return folder


def _forget_old(pending: Path) -> None:
    """Drafts that nobody saved are gone after an hour."""
    with contextlib.suppress(OSError):
        for folder in pending.iterdir():
            if time.time() - folder.stat().st_mtime > KEEP_S:
                shutil.rmtree(folder, ignore_errors=True)
