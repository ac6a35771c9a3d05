"""First run: an account or a channel is tried before anything is saved, then written to the configuration file."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

import msgspec

from service.api.call import Call, Problem
from service.api.worker_requests import tried
from service.config import pending
from service.config.pending import SECRETS, Block, PendingError, Setup, toml
from service.dashboard.page import View
from service.log import redact
from service.notifiers.keys import Key, KeyType
from service.notifiers.table import NOTIFIERS
from service.providers import Provider
from service.providers.table import PROVIDERS
from service.store import access

RESTART_AFTER_S = 0.5  # so long the answer has to reach the browser

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Lines = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class SetupAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: Literal["account", "channel"] | None = None
    provider: Line | None = None
    kind: Line | None = None


class AccountForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provider: Line
    name: Line
    base_url: Line | None = None
    api_key: Line | None = None
    webhook_secret: Line | None = None
    options: Lines | None = None


class ChannelForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every kind's form has; `channel_form` adds the kind's keys."""

    kind: Line
    name: Line


class SaveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pending: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


NOTHING_FILLED_IN = dict.fromkeys(AccountForm.__struct_fields__)


def channel_form(given: Mapping[str, str]) -> type[ChannelForm]:
    """The form of the kind that is given, made of its keys. Raises Problem where there is no such kind."""
    kind = given.get("kind", "")
    if kind not in NOTIFIERS:
        raise Problem(400, "bad_query", f"kind must be one of {', '.join(NOTIFIERS)}")
    fields = [(key.name, _field_type(key) | None, None) for key in NOTIFIERS[kind].configuration.keys]
    form = msgspec.defstruct("ChannelForm", fields, bases=(ChannelForm,), frozen=True, forbid_unknown_fields=True)
    return cast("type[ChannelForm]", form)


def _field_type(key: Key) -> Any:  # a seam: types made at run time
    match key.type:
        case KeyType.PORT:
            return Annotated[int, msgspec.Meta(ge=1, le=65535)]
        case KeyType.CHOICE:
            return Literal[key.choices]
        case KeyType.ADDRESSES:
            return Lines
        case _:
            return Line


def account_block(form: AccountForm) -> Block:
    """The form as a block of the configuration. Raises DraftError for options that are no `key = value` lines."""
    provider = PROVIDERS.get(form.provider)
    if provider is None:
        raise PendingError(f"there is no provider {form.provider}; there are {', '.join(sorted(PROVIDERS))}")
    keys: dict[str, str] = {"provider": form.provider}
    if form.base_url:
        keys["base_url"] = form.base_url.strip()
    keys |= option_lines(form.options or "", provider.options)
    given = _given({"api_key": form.api_key, "webhook_secrets": form.webhook_secret})
    if provider.sends_webhooks and not provider.chooses_secret:
        given.setdefault("webhook_secrets", new_secret())
    return Block("account", form.name.strip(), keys, given)


def new_secret() -> str:
    """A webhook secret of 24 random bytes, also fit to be a part of a path."""
    return "whsec_" + secrets.token_hex(24)


def option_lines(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """The `key = value` lines of a form. Raises DraftError for a line that is none, or a key the provider lacks."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        key, sign, value = (part.strip() for part in line.partition("="))
        if not sign or not value or key not in known:
            there = f"; there are {', '.join(known)}" if known else "; this provider has none"
            raise PendingError(f"option {key or '(empty)'} is not one of this provider's{there}")
        found[key] = value.strip('"')
    return found


def channel_block(form: ChannelForm) -> Block:
    """The form as a block of the configuration; what is missing is found when that is read."""
    keys: dict[str, Any] = {"kind": form.kind}
    given = {}
    for key in NOTIFIERS[form.kind].configuration.keys:
        value = getattr(form, key.name)
        if key.type.secret:
            given[key.name] = value
        elif value is not None:
            keys[key.name] = value.replace(",", " ").split() if key.type is KeyType.ADDRESSES else value
    return Block("channel", form.name.strip(), keys, _given(given))


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value.strip() for key, value in values.items() if value and value.strip()}


def account_lines(name: str, provider: Provider) -> str:
    """What somebody would write to connect an account, with the files that they would put the secrets into."""
    keys = {} if provider.base_url or not provider.asks else {"base_url": "https://…"}
    files = {"api_key": f"{SECRETS}/{name}.api_key"} if provider.asks else {}
    if provider.sends_webhooks and not provider.chooses_secret:
        files["webhook_secrets"] = f"{SECRETS}/{name}.webhook_secrets"
    options = "".join(f'# {option} = "…"  # {what}\n' for option, what in provider.options.items())
    return toml(Block("account", name, {"provider": provider.name, **keys}), files) + options


def channel_lines(kind: str) -> str:
    """The same for a channel, of its keys' examples."""
    shown = [key for key in NOTIFIERS[kind].configuration.keys if key.example]
    keys: dict[str, Any] = {key.name: key.example for key in shown if not key.type.secret}
    files = {key.name: f"{SECRETS}/team.{key.name}" for key in shown if key.type.secret}
    return toml(Block("channel", "team", {"kind": kind, **keys}), files)


def values(call: Call, asked: SetupAsked) -> dict[str, Any]:
    """What the page with the forms is filled with."""
    provider, kind = PROVIDERS.get(asked.provider or ""), asked.kind if asked.kind in NOTIFIERS else None
    names = {one.name for one in call.settings.accounts}
    base = provider.name if provider else "account"
    free_name = next(name for name in (base, *map((base + "-{}").format, range(2, 999))) if name not in names)
    return {
        "possible": call.tools.setup is not None,
        "config_file": None if call.tools.setup is None else str(call.tools.setup.config_file),
        "providers": [PROVIDERS[name] for name in sorted(PROVIDERS)],
        "provider": provider,
        "what": asked.what,
        "kind": kind,
        "kinds": {name: notifier.configuration for name, notifier in NOTIFIERS.items()},
        "free_name": free_name,
        "account_lines": account_lines(free_name if provider else "openai", provider or PROVIDERS["openai"]),
        "has_channels": bool(call.settings.channels),
        "channel_lines": channel_lines(kind or next(iter(NOTIFIERS))),
        "public_url": call.settings.public_url,
        "result": None,
        "problem": "",
        "form": NOTHING_FILLED_IN,
    }


async def show(call: Call, asked: SetupAsked) -> View:
    return View("setup.html.j2", values(call, asked))


async def account(call: Call, form: AccountForm) -> View:
    """Its provider is asked for its jobs; nothing is saved."""
    shown = values(call, SetupAsked("account", provider=form.provider))
    kept = {"name": form.name, "base_url": form.base_url, "options": form.options}
    if any(one.name == form.name.strip() for one in call.settings.accounts):
        return _again(shown, kept, f"there is an account {form.name.strip()} already")
    try:
        return await _tried(call, shown, kept, account_block(form))
    except PendingError as error:
        return _again(shown, kept, str(error))


async def channel(call: Call, form: ChannelForm) -> View:
    """A test message is sent to it; nothing is saved."""
    shown = values(call, SetupAsked("channel", kind=form.kind))
    secret = {key.name for key in NOTIFIERS[form.kind].configuration.keys if key.type.secret}
    kept = {name: value for name, value in msgspec.structs.asdict(form).items() if name not in secret}
    if any(one.name == form.name.strip() for one in call.settings.channels):
        return _again(shown, kept, f"there is a channel {form.name.strip()} already")
    try:
        return await _tried(call, shown, kept, channel_block(form))
    except PendingError as error:
        return _again(shown, kept, str(error))


def _again(shown: dict[str, Any], kept: dict[str, Any], problem: str) -> View:
    return View("setup.html.j2", {**shown, "form": {**NOTHING_FILLED_IN, **kept}, "problem": redact(problem)}, 422)


async def _tried(call: Call, shown: dict[str, Any], kept: dict[str, Any], block: Block) -> View:
    setup = setup_of(call)
    id_ = await asyncio.to_thread(pending.write, setup.data_dir, block)
    added = await asyncio.to_thread(pending.shown, setup.data_dir, id_)
    await call.store.write(access.audit, call.caller.id, f"{block.kind}_tried", block.name)
    answer = await tried(call.tools, id_)
    provider: Provider | None = shown["provider"]
    secret = "" if provider is None or provider.chooses_secret else block.secrets["webhook_secrets"]
    result = {
        "pending": id_,
        "kind": block.kind,
        "name": block.name,
        "toml": added,
        "answer": answer,
        "secret": secret,  # ours: its sender needs it
    }
    return View(
        "setup.html.j2",
        {**shown, "form": {**NOTHING_FILLED_IN, **kept}, "result": {**result, "detail": redact(answer.detail)}},
    )


async def save(call: Call, form: SaveForm) -> View:
    """The draft stands in the configuration file, and everything starts again with it."""
    setup = setup_of(call)
    try:
        before = await asyncio.to_thread(pending.read, setup.data_dir, form.pending)
        path = await asyncio.to_thread(pending.save, setup.data_dir, form.pending, setup.config_file, os.environ)
    except PendingError as error:
        raise Problem(409, "not_saved", f"Nothing was saved: {error}") from None
    saved = before.accounts[0].name if before.accounts else before.channels[0].name
    return await restarted(call, setup, saved, str(path))


async def restarted(call: Call, setup: Setup, changed: str, path: str) -> View:
    """What was saved is written down, and everything starts again with it."""
    await call.store.write(access.audit, call.caller.id, "configuration_changed", changed)
    asyncio.get_running_loop().call_later(RESTART_AFTER_S, setup.restart)
    return View("restarting.html.j2", {"name": changed, "config_file": path})


def setup_of(call: Call) -> Setup:
    if call.tools.setup is None:
        detail = "Here the configuration is not ours to change: write the lines into the file and restart."
        raise Problem(409, "not_ours", detail)
    return call.tools.setup
