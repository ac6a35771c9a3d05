"""Reads `tunewatch.toml` and the environment once. Every fault is found in one go, named, and stops the start.

How they are read is in file.py and channel.py, what each key means in docs/configuration.md. No text of a fault holds
the value of a secret.
"""

from __future__ import annotations

import fnmatch
import hashlib
import ipaddress
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from service.config.channel import read_channel
from service.config.file import Source, Table, did_you_mean, split_url
from service.core.config import Account, Candidate, Channel, Dashboard, Secret, Suite
from service.core.event import DEFAULT_EVENTS, EventKind
from service.core.subscription import Subscription
from service.providers import BadOption, Provider
from service.scorers.table import SCORERS

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("auto", "json", "console")
ROLES = ("viewer", "operator", "admin")
BUILT_IN_CANDIDATES = ("tuned", "base", "previous")


class SettingsError(Exception):
    """The configuration has faults; `problems` lists all of them, each with its place. Correct them and start again."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator configured. `hints` are things that are allowed but probably not meant."""

    public_url: str = ""
    accounts: tuple[Account, ...] = ()
    channels: tuple[Channel, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    suites: tuple[Suite, ...] = ()
    dashboard: Dashboard = field(default_factory=Dashboard)
    redis_url: Secret | None = None
    database_url: Secret | None = None
    admin_token: Secret | None = None
    log_level: str = "info"
    log_format: str = "auto"
    config_file: Path | None = None
    hints: tuple[str, ...] = ()

    def secrets(self) -> Iterator[str]:
        """Every text that must never be seen, for `log.hide`: each secret, and the secret parts of each secret URL."""
        for account in self.accounts:
            yield from _texts(account.api_key, *account.webhook_secrets)
        for channel in self.channels:
            yield from _texts(*channel.secrets())
        yield from _texts(self.admin_token, self.redis_url, self.database_url)


def load(
    path: Path | None,
    env: Mapping[str, str],
    *,
    base_dir: Path | None = None,
    providers: Mapping[str, Provider] | None = None,
    missing_ok: bool = False,
) -> Settings:
    """The settings of the file and the environment. Raises SettingsError with every fault found.

    `path` None: the file named by TUNEWATCH_CONFIG, or none at all. Relative file names in it are relative to
    `base_dir`, by default its own folder. `providers` are those that an account may name; None takes any name.
    `missing_ok`: a file that does not exist is a hint instead of a fault.
    """
    if path is None and env.get("TUNEWATCH_CONFIG"):
        path = Path(env["TUNEWATCH_CONFIG"])
    source = Source(env, base_dir or (path.absolute().parent if path else Path.cwd()))
    raw = _read(path, source, missing_ok=missing_ok)
    top = Table("", raw, source)
    accounts = _unique(source, "account", [_account(table, providers) for table in top.tables("account")])
    channels = _unique(source, "channel", [read_channel(table) for table in top.tables("channel")])
    subscriptions = _subscriptions(top, accounts, channels)
    suites = _unique(source, "suite", [_suite(table, accounts) for table in top.tables("suite")])
    settings = Settings(
        public_url=top.web_url("public_url", (top.text("public_url") or "").rstrip("/")),
        accounts=accounts,
        channels=channels,
        subscriptions=subscriptions,
        suites=suites,
        dashboard=_dashboard(top.table("dashboard")),
        redis_url=_redis_url(source),
        database_url=_database_url(source),
        admin_token=source.secret("TUNEWATCH_ADMIN_TOKEN"),
        log_level=source.choice("TUNEWATCH_LOG_LEVEL", LOG_LEVELS, "info"),
        log_format=source.choice("TUNEWATCH_LOG_FORMAT", LOG_FORMATS, "auto"),
        config_file=path.absolute() if path and path.is_file() else None,
        hints=tuple(source.hints),
    )
    top.finish()
    if source.problems:
        raise SettingsError(source.problems)
    return settings


def _account(table: Table, providers: Mapping[str, Provider] | None) -> Account:
    provider = table.text("provider") or ""
    if not provider:
        table.fault("provider is missing")
    elif providers is not None and provider not in providers:
        known = ", ".join(sorted(providers))
        table.fault(f'provider "{provider}" is not known{did_you_mean(provider, providers)}; there are {known}')
    known_provider = None if providers is None else providers.get(provider)
    default_url = "" if known_provider is None else known_provider.base_url
    base_url = table.web_url("base_url", table.text("base_url") or default_url)
    if known_provider is not None and known_provider.asks and not base_url:
        table.fault(f'base_url is missing: every account of provider "{provider}" has its own')
    secrets = list(table.texts("webhook_secrets") or ())
    secrets += (table.content("webhook_secrets_file") or "").split()  # one per line
    secrets += [value for value in [table.variable("webhook_secret_env")] if value]
    return Account(
        name=table.name(),
        provider=provider,
        base_url=base_url.rstrip("/"),
        api_key=table.secret("api_key"),
        webhook_secrets=tuple(Secret(value.strip()) for value in secrets),
        poll=table.flag("poll", True),
        project=table.name("project", "default"),
        options=() if known_provider is None else _options(table, known_provider),
        **_given(
            poll_interval_s=table.number("poll_interval_s", above=0),
            calls_per_min=table.number("calls_per_min", above=0),
        ),
    )


def _options(table: Table, provider: Provider) -> tuple[tuple[str, str], ...]:
    """The keys that only this provider reads, after it has checked them."""
    given = tuple((key, value) for key in sorted(provider.options) if (value := table.text(key)) is not None)
    try:
        provider.configured(dict(given))
    except BadOption as error:
        table.fault(str(error))
    return given


def _subscriptions(top: Table, accounts: Sequence[Account], channels: Sequence[Channel]) -> tuple[Subscription, ...]:
    """Those of the file, and one to everything for each channel that none of them names (in each project in use)."""
    account_names, channel_names = [account.name for account in accounts], [channel.name for channel in channels]
    found = [_subscription(table, account_names, channel_names) for table in top.tables("subscription")]
    named = {subscription.channel for subscription in found}
    for channel in channels:
        for project in sorted({account.project for account in accounts} or {"default"}):
            if channel.name not in named:
                found.append(Subscription(_id("default", channel.name, project), channel.name, project=project))
    for id_, times in Counter(subscription.id for subscription in found).items():
        if times > 1:
            channel_name = next(subscription.channel for subscription in found if subscription.id == id_)
            top.fault(f"subscription: {times} of channel {channel_name} are the same: one event would be told twice")
    if found and not any(subscription.trouble for subscription in found):
        top.source.hints.append("no subscription takes account.failing: nobody hears that an account cannot be read")
    return tuple(found)


def _subscription(table: Table, accounts: Sequence[str], channels: Sequence[str]) -> Subscription:
    channel = table.text("channel") or ""
    if not channel:
        table.fault("channel is missing")
    elif channel not in channels:
        table.fault(f'channel "{channel}" is not configured{did_you_mean(channel, channels)}')
    patterns = table.texts("events")
    filters = {key: table.texts(key) or () for key in ("accounts", "providers", "models")}
    for pattern in filters["accounts"]:
        if not fnmatch.filter(accounts, pattern):
            table.fault(f'accounts: "{pattern}" matches no account{did_you_mean(pattern, accounts)}')
    project, given_id, name = table.name("project", "default"), table.text("id"), table.text("name")
    content = [repr(sorted(values)) for values in filters.values()]
    content += [channel, project, repr(sorted(patterns)) if patterns else "all"]
    return Subscription(
        id=given_id or (_id("name", name) if name else _id("content", *content)),
        channel=channel,
        events=_events(table, patterns),
        project=project,
        accounts=filters["accounts"],
        providers=filters["providers"],
        models=filters["models"],
        trouble=table.flag("trouble", True),
    )


def _id(*content: str) -> str:
    """The same after every start, so that a note sent before a restart is not sent again after it."""
    return "sub_" + hashlib.sha256("\0".join(["file", *content]).encode()).hexdigest()[:24]


def _events(table: Table, patterns: Sequence[str] | None) -> frozenset[EventKind]:
    if patterns is None:
        return DEFAULT_EVENTS
    if not patterns:
        table.fault("events is empty: leave it out to be told everything that matters")
    kinds = [kind.value for kind in EventKind]
    matching = {pattern: fnmatch.filter(kinds, pattern) for pattern in patterns}
    for pattern, matches in matching.items():
        if not matches:
            table.fault(f'events: there is no "{pattern}"{did_you_mean(pattern, kinds)}; there are {", ".join(kinds)}')
    return frozenset(EventKind(kind) for matches in matching.values() for kind in matches)


def _suite(table: Table, accounts: Sequence[Account]) -> Suite:
    file_name, alias = table.text("file"), table.text("items_file")
    items_file = table.existing_file("file", file_name or alias)
    if items_file is None:
        table.fault("file is missing: the held-out items, one JSON object per line")
    in_price, out_price = (table.number(f"usd_per_million_{way}_tokens") for way in ("input", "output"))
    max_usd = table.number("max_usd", above=0)
    if max_usd is not None and (in_price is None or out_price is None):
        table.source.hints.append(
            f"{table.where}: max_usd needs usd_per_million_input_tokens and usd_per_million_output_tokens to be kept"
        )
    return Suite(
        name=table.name(),
        items_file=items_file or "",
        models=table.texts("models") or (),
        scorer=table.choice("scorer", tuple(SCORERS), "exact"),
        labels=table.texts("labels") or (),
        max_usd=max_usd,
        max_tokens=table.integer("max_tokens"),
        usd_per_million_input_tokens=in_price,
        usd_per_million_output_tokens=out_price,
        training_file=table.existing_file("training_file", table.text("training_file")),
        project=table.name("project", "default"),
        **_given(
            candidates=_candidates(table, accounts),
            max_output_tokens=table.integer("max_output_tokens"),
            temperature=table.number("temperature"),
            concurrency=table.integer("concurrency", high=256),
            wait_for_model_s=table.number("wait_for_model_s", above=0),
        ),
    )


def _candidates(table: Table, accounts: Sequence[Account]) -> tuple[Candidate, ...] | None:
    """The tuned model and what it is compared with: names of built-in candidates, or tables. None: not said."""
    raw = table.mixed("candidates")
    if raw is None:
        return None
    known = [account.name for account in accounts]
    values = [{"name": item} if isinstance(item, str) else item for item in raw]
    tables = [Table(f"{table.where}: candidate #{number}", each, table.source) for number, each in enumerate(values, 1)]
    found = [_candidate(candidate, known) for candidate in tables]
    if not any(candidate.name == "tuned" for candidate in found):
        found.insert(0, Candidate("tuned"))
    return _unique(table.source, f"{table.where}: candidate", found)


def _candidate(table: Table, accounts: Sequence[str]) -> Candidate:
    name, account, model = table.name(), table.text("account"), table.text("model")
    if account is not None and account not in accounts:
        table.fault(f'account "{account}" is not configured{did_you_mean(account, accounts)}')
    if name not in BUILT_IN_CANDIDATES and model is None:
        table.fault(f'"{name}" needs a model; without one there are {", ".join(BUILT_IN_CANDIDATES)}')
    candidate = Candidate(name, account=account, model=model, system=table.text("system"))
    table.finish()
    return candidate


def _dashboard(table: Table) -> Dashboard:
    header, proxies = table.text("trusted_proxy_header"), table.texts("trusted_proxies") or ()
    for one in proxies:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError:
            table.fault(f'trusted_proxies: "{one}" is no address and no network such as 10.0.0.0/8')
    if header is not None and not re.fullmatch(r"[A-Za-z0-9-]{1,60}", header):
        table.fault(f'trusted_proxy_header "{header}" is no name of a header')
    if header is not None and not proxies:
        table.fault("trusted_proxies is missing: without it anybody could send the header")
    found = Dashboard(header, proxies, table.choice("proxy_role", ROLES, "viewer"))
    table.finish()
    return found


def _redis_url(source: Source) -> Secret | None:
    url = source.secret("REDIS_URL")
    parts = split_url(url.reveal()) if url else None
    if url and (parts is None or parts.scheme not in ("redis", "rediss", "unix")):
        source.problems.append("REDIS_URL must be redis://host:port/0, rediss://… or unix:///path")
    return url


def _database_url(source: Source) -> Secret | None:
    """The URL as SQLAlchemy reads it: SQLite with an absolute file name, PostgreSQL by asyncpg."""
    url = source.secret("DATABASE_URL")
    if url is None:
        return None
    scheme, _, rest = url.reveal().partition("://")
    if scheme == "sqlite" and rest.strip("/") and rest.startswith("/"):
        return Secret(f"sqlite:///{Path(rest[1:]).absolute()}")
    if scheme in ("postgres", "postgresql", "postgresql+asyncpg") and (parts := split_url(url.reveal())) and parts.path:
        # asyncpg calls libpq's `sslmode` `ssl` and refuses the other name.
        return Secret("postgresql+asyncpg://" + re.sub(r"([?&])sslmode=", r"\1ssl=", rest))
    source.problems.append("DATABASE_URL must be postgresql://user:password@host/database or sqlite:////path/file.db")
    return None


def _read(path: Path | None, source: Source, *, missing_ok: bool) -> dict[str, object]:
    if path is None:
        source.hints.append(
            "nothing is configured yet: open the private address, sign in with the token, and it takes three steps"
        )
        return {}
    return source.toml(path, missing_ok=missing_ok)


_Named = TypeVar("_Named", Account, Channel, Suite, Candidate)


def _unique(source: Source, what: str, found: Sequence[_Named]) -> tuple[_Named, ...]:
    """All of them, after noting each name that occurs twice."""
    names = [item.name for item in found]
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            source.problems.append(f'{what} "{name}" is there {names.count(name)} times')
    return tuple(found)


def _given(**values: object) -> dict[str, Any]:
    """Those that are not None: the dataclass's own default holds for the rest."""
    return {key: value for key, value in values.items() if value is not None}


def _texts(*secrets: Secret | None) -> Iterator[str]:
    """Each secret; of a URL also its password, and its path where that is the secret (Slack's)."""
    for secret in secrets:
        if secret is None:
            continue
        yield secret.reveal()
        parts = split_url(secret.reveal())
        if parts is not None and parts.scheme and parts.password:
            yield from {parts.password, unquote(parts.password)}
        elif parts is not None and parts.scheme in ("http", "https") and len(parts.path) >= 16:
            yield parts.path
