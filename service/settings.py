"""Reads `tunewatch.toml` and the environment once. Every fault is found in one go, named, and stops the start.

What each key means is in docs/configuration.md. No text of a fault holds the value of a secret.
"""

from __future__ import annotations

import difflib
import fnmatch
import hashlib
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from service.core.config import Account, Candidate, Channel, Secret, Suite
from service.core.event import DEFAULT_EVENTS, EventKind
from service.core.subscription import Subscription

DEFAULT_BASE_URLS = {"openai": "https://api.openai.com/v1"}
CHANNEL_KINDS = ("slack", "email", "webhook")
SCORERS = ("exact", "label")
SMTP_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("auto", "json", "console")
BUILT_IN_CANDIDATES = ("tuned", "base", "previous")
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
NAME_RULE = "1 to 63 of a-z 0-9 . _ - and begins with a letter or digit"


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
            yield from _texts(channel.url, channel.secret, channel.password)
        yield from _texts(self.admin_token, self.redis_url, self.database_url)


def load(
    path: Path | None,
    env: Mapping[str, str],
    *,
    base_dir: Path | None = None,
    providers: Collection[str] | None = None,
    missing_ok: bool = False,
) -> Settings:
    """The settings of the file and the environment. Raises SettingsError with every fault found.

    `path` None: the file named by TUNEWATCH_CONFIG, or none at all. Relative file names in it are relative to
    `base_dir`, by default its own folder. `providers` are the names that an account may have; None takes any.
    `missing_ok`: a file that does not exist is a hint instead of a fault.
    """
    if path is None and env.get("TUNEWATCH_CONFIG"):
        path = Path(env["TUNEWATCH_CONFIG"])
    source = _Source(env, base_dir or (path.absolute().parent if path else Path.cwd()))
    raw = _read_file(path, source, missing_ok=missing_ok)
    top = _Table("", raw, source)
    accounts = _unique(source, "account", [_account(table, providers) for table in top.tables("account")])
    channels = _unique(source, "channel", [_channel(table) for table in top.tables("channel")])
    subscriptions = _subscriptions(top, accounts, channels)
    suites = _unique(source, "suite", [_suite(table, accounts) for table in top.tables("suite")])
    settings = Settings(
        public_url=_web_url(top, "public_url", (top.text("public_url") or "").rstrip("/")),
        accounts=accounts,
        channels=channels,
        subscriptions=subscriptions,
        suites=suites,
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


@dataclass(frozen=True, slots=True)
class _Source:
    """The world that settings are read from, and what was found wrong in it."""

    env: Mapping[str, str]
    base_dir: Path
    problems: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def read(self, where: str, file_name: str) -> str | None:
        """The text of a secret's file without its last line break; None after noting the fault."""
        try:
            value = (self.base_dir / file_name).read_text("utf-8").strip()
        except OSError as error:
            self.problems.append(f"{where}: cannot read {file_name}: {error.strerror}")
            return None
        except UnicodeDecodeError:
            self.problems.append(f"{where}: {file_name} is not a text file")
            return None
        if not value:
            self.problems.append(f"{where}: {file_name} is empty")
        return value or None

    def secret(self, name: str) -> Secret | None:
        """The variable `name`, or the content of the file that `name`_FILE names. Empty counts as absent."""
        value, file_name = self.env.get(name), self.env.get(f"{name}_FILE")
        if value and file_name:
            self.problems.append(f"{name} and {name}_FILE are both set: keep one of them")
        if not value and file_name:
            value = self.read(f"{name}_FILE", str(Path(file_name).absolute()))
        return Secret(value) if value else None

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        value = self.env.get(name, "").lower() or default
        if value not in choices:
            self.problems.append(f"{name} must be one of {', '.join(choices)}")
        return value


class _Table:
    """One TOML table being read. Hands out values by name and type, notes faults, and at `finish` every key nobody
    asked for. A value of the wrong type is noted and then counts as absent."""

    def __init__(self, where: str, raw: Mapping[str, object], source: _Source) -> None:
        self.where = where
        self.source = source
        self._raw = raw
        self._asked: set[str] = set()

    def fault(self, text: str) -> None:
        self.source.problems.append(f"{self.where}: {text}" if self.where else text)

    def _take(self, key: str, fits: Callable[[Any], bool], expected: str) -> Any:  # a seam: callers name the type
        self._asked.add(key)
        value = self._raw.get(key)
        if value is None or fits(value):
            return value
        self.fault(f"{key} must be {expected}")
        return None

    def text(self, key: str) -> str | None:
        value: str | None = self._take(key, lambda value: isinstance(value, str), "a text in quotes")
        if value is not None and not value.strip():
            self.fault(f"{key} is empty")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts; one text stands for a list of one."""
        value: str | list[str] | None = self._take(key, _is_texts, 'a list of texts, such as ["a", "b"]')
        if value is None:
            return None
        items = (value,) if isinstance(value, str) else tuple(value)
        if not all(item.strip() for item in items):
            self.fault(f"{key} holds an empty text")
        return items

    def flag(self, key: str, default: bool) -> bool:
        value: bool | None = self._take(key, lambda value: isinstance(value, bool), "true or false")
        return default if value is None else value

    def number(self, key: str, *, above: float | None = None) -> float | None:
        """A finite number of at least 0, or greater than `above`."""
        rule = "at least 0" if above is None else f"greater than {above:g}"
        value: float | None = self._take(key, lambda value: _is_number(value, above), f"a number, {rule}")
        return value

    def integer(self, key: str, *, low: int = 1, high: int = 2**31 - 1) -> int | None:
        value: int | None = self._take(
            key, lambda value: type(value) is int and low <= value <= high, f"a whole number from {low} to {high}"
        )
        return value

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        value = self.text(key) or default
        if value is None:
            self.fault(f"{key} is missing: one of {', '.join(choices)}")
            return ""
        if value not in choices:
            self.fault(f'{key} "{value}" is none of {", ".join(choices)}{_meant(value, choices)}')
        return value

    def name(self, key: str = "name", default: str | None = None) -> str:
        value = self.text(key) or default
        if value is None:
            self.fault(f"{key} is missing")
            return ""
        if not NAME.fullmatch(value):
            self.fault(f'{key} "{value}" must be {NAME_RULE}')
        return value

    def secret(self, key: str) -> Secret | None:
        """The value of `key`, of the file that `key`_file names, or of the variable that `key`_env names."""
        given = {name: value for name in (key, f"{key}_file", f"{key}_env") if (value := self.text(name)) is not None}
        if len(given) > 1:
            self.fault(f"{' and '.join(given)} are given together: keep one of them")
        values = [self._resolved(name, value) for name, value in given.items()]
        return Secret(values[0]) if values and values[0] else None

    def variable(self, key: str) -> str | None:
        """The value of the environment variable that `key` names."""
        name = self.text(key)
        if name is None:
            return None
        value = self.source.env.get(name, "").strip()
        if not value:
            self.fault(f"{key}: the environment has no {name}, or it is empty")
        return value or None

    def content(self, key: str) -> str | None:
        """The content of the file that `key` names."""
        file_name = self.text(key)
        return None if file_name is None else self.source.read(f"{self.where}: {key}", file_name)

    def _resolved(self, name: str, value: str) -> str | None:
        if name.endswith("_file"):
            return self.content(name)
        if name.endswith("_env"):
            return self.variable(name)
        return value.strip()

    def existing_file(self, key: str, file_name: str | None) -> str | None:
        """The absolute name of a file that must exist."""
        if file_name is None:
            return None
        path = (self.source.base_dir / file_name).absolute()
        if not path.is_file():
            self.fault(f"{key}: no such file: {file_name}")
        return str(path)

    def tables(self, key: str) -> Iterator[_Table]:
        """Each `[[key]]` table; its own `finish` is called after it was read."""
        raw: list[dict[str, object]] = self._take(key, _is_tables, f"written as [[{key}]]") or []
        for number, values in enumerate(raw, 1):
            name = values.get("name")
            named = isinstance(name, str) and name
            table = _Table(f'{key} "{name}"' if named else f"{key} #{number}", values, self.source)
            yield table
            table.finish()

    def mixed(self, key: str) -> list[str | dict[str, object]] | None:
        """A list whose items are texts or tables."""
        value: list[str | dict[str, object]] | None = self._take(
            key, _is_mixed, 'a list of names and tables, such as ["base", { name = "…", model = "…" }]'
        )
        return value

    def finish(self) -> None:
        """Notes every key that nothing asked for."""
        for key in self._raw:
            if key not in self._asked:
                self.fault(f'unknown key "{key}"{_meant(key, self._asked)}')


def _account(table: _Table, providers: Collection[str] | None) -> Account:
    provider = table.text("provider") or ""
    if not provider:
        table.fault("provider is missing")
    elif providers is not None and provider not in providers:
        known = ", ".join(sorted(providers))
        table.fault(f'provider "{provider}" is not known{_meant(provider, providers)}; there are {known}')
    base_url = _web_url(table, "base_url", table.text("base_url") or DEFAULT_BASE_URLS.get(provider, ""))
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
        **_given(poll_interval_s=table.number("poll_interval_s", above=0)),
    )


def _channel(table: _Table) -> Channel:
    name, kind = table.name(), table.choice("kind", CHANNEL_KINDS)
    if kind == "email":
        return _email(table, name)
    url = table.secret("url")
    if url is None and kind in CHANNEL_KINDS:
        table.fault("url, url_file or url_env is missing")
    if url is not None:
        _web_url(table, "url", url.reveal())
    return Channel(name, kind, url=url, secret=table.secret("secret") if kind == "webhook" else None)


def _email(table: _Table, name: str) -> Channel:
    username, to = table.text("username"), table.texts("to") or ()
    sender, alias = table.text("sender"), table.text("from")
    sender = sender or alias or (username if username and "@" in username else "")
    host, tls = table.text("host"), table.choice("tls", tuple(SMTP_PORTS), "starttls")
    if host is None:
        table.fault("host is missing: the SMTP server's name")
    if not sender:
        table.fault("sender is missing: the address that the messages come from")
    if not to:
        table.fault("to is missing: the addresses that the messages go to")
    for address in (*to, *([sender] if sender else [])):
        if "@" not in address or "\n" in address or "\r" in address:
            table.fault(f'"{address}" is not an e-mail address')
    return Channel(
        name,
        "email",
        host=host or "",
        port=table.integer("port", high=65535) or SMTP_PORTS.get(tls, 587),
        username=username,
        password=table.secret("password"),
        sender=sender,
        to=to,
        tls=tls,
    )


def _subscriptions(top: _Table, accounts: Sequence[Account], channels: Sequence[Channel]) -> tuple[Subscription, ...]:
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


def _subscription(table: _Table, accounts: Sequence[str], channels: Sequence[str]) -> Subscription:
    channel = table.text("channel") or ""
    if not channel:
        table.fault("channel is missing")
    elif channel not in channels:
        table.fault(f'channel "{channel}" is not configured{_meant(channel, channels)}')
    patterns = table.texts("events")
    filters = {key: table.texts(key) or () for key in ("accounts", "providers", "models")}
    for pattern in filters["accounts"]:
        if not fnmatch.filter(accounts, pattern):
            table.fault(f'accounts: "{pattern}" matches no account{_meant(pattern, accounts)}')
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


def _events(table: _Table, patterns: Sequence[str] | None) -> frozenset[EventKind]:
    if patterns is None:
        return DEFAULT_EVENTS
    if not patterns:
        table.fault("events is empty: leave it out to be told everything that matters")
    kinds = [kind.value for kind in EventKind]
    matching = {pattern: fnmatch.filter(kinds, pattern) for pattern in patterns}
    for pattern, matches in matching.items():
        if not matches:
            table.fault(f'events: there is no "{pattern}"{_meant(pattern, kinds)}; there are {", ".join(kinds)}')
    return frozenset(EventKind(kind) for matches in matching.values() for kind in matches)


def _suite(table: _Table, accounts: Sequence[Account]) -> Suite:
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
        scorer=table.choice("scorer", SCORERS, "exact"),
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


def _candidates(table: _Table, accounts: Sequence[Account]) -> tuple[Candidate, ...] | None:
    """The tuned model and what it is compared with: names of built-in candidates, or tables. None: not said."""
    raw = table.mixed("candidates")
    if raw is None:
        return None
    known = [account.name for account in accounts]
    values = [{"name": item} if isinstance(item, str) else item for item in raw]
    tables = [
        _Table(f"{table.where}: candidate #{number}", each, table.source) for number, each in enumerate(values, 1)
    ]
    found = [_candidate(candidate, known) for candidate in tables]
    if not any(candidate.name == "tuned" for candidate in found):
        found.insert(0, Candidate("tuned"))
    return _unique(table.source, f"{table.where}: candidate", found)


def _candidate(table: _Table, accounts: Sequence[str]) -> Candidate:
    name, account, model = table.name(), table.text("account"), table.text("model")
    if account is not None and account not in accounts:
        table.fault(f'account "{account}" is not configured{_meant(account, accounts)}')
    if name not in BUILT_IN_CANDIDATES and model is None:
        table.fault(f'"{name}" needs a model; without one there are {", ".join(BUILT_IN_CANDIDATES)}')
    candidate = Candidate(name, account=account, model=model, system=table.text("system"))
    table.finish()
    return candidate


def _web_url(table: _Table, key: str, value: str) -> str:
    """`value`, after noting when it is given and is no http(s) address. It may hold a secret, so it is not shown."""
    parts = _split(value)
    if value and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname):
        table.fault(f"{key} must begin with https:// or http:// and name a host")
    return value


def _redis_url(source: _Source) -> Secret | None:
    url = source.secret("REDIS_URL")
    parts = _split(url.reveal()) if url else None
    if url and (parts is None or parts.scheme not in ("redis", "rediss", "unix")):
        source.problems.append("REDIS_URL must be redis://host:port/0, rediss://… or unix:///path")
    return url


def _database_url(source: _Source) -> Secret | None:
    """The URL as SQLAlchemy reads it: SQLite with an absolute file name, PostgreSQL by asyncpg."""
    url = source.secret("DATABASE_URL")
    if url is None:
        return None
    scheme, _, rest = url.reveal().partition("://")
    if scheme == "sqlite" and rest.strip("/") and rest.startswith("/"):
        return Secret(f"sqlite:///{Path(rest[1:]).absolute()}")
    if scheme in ("postgres", "postgresql", "postgresql+asyncpg") and (parts := _split(url.reveal())) and parts.path:
        # asyncpg calls libpq's `sslmode` `ssl` and refuses the other name.
        return Secret("postgresql+asyncpg://" + re.sub(r"([?&])sslmode=", r"\1ssl=", rest))
    source.problems.append("DATABASE_URL must be postgresql://user:password@host/database or sqlite:////path/file.db")
    return None


def _read_file(path: Path | None, source: _Source, *, missing_ok: bool) -> dict[str, object]:
    """The parsed file; empty after noting why it cannot be read."""
    if path is None:
        source.hints.append("no tunewatch.toml: nothing is watched and nobody is told (see docs/configuration.md)")
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        (source.hints if missing_ok else source.problems).append(f"there is no configuration file {path}")
    except OSError as error:
        source.problems.append(f"cannot read {path}: {error.strerror}")
    except UnicodeDecodeError:
        source.problems.append(f"{path} is not UTF-8 text")
    except tomllib.TOMLDecodeError as error:
        source.problems.append(f"{path} is not TOML: {error}")
    return {}


_Named = TypeVar("_Named", Account, Channel, Suite, Candidate)


def _unique(source: _Source, what: str, found: Sequence[_Named]) -> tuple[_Named, ...]:
    """All of them, after noting each name that occurs twice."""
    names = [item.name for item in found]
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            source.problems.append(f'{what} "{name}" is there {names.count(name)} times')
    return tuple(found)


def _meant(word: str, words: Iterable[str]) -> str:
    """` (did you mean "…"?)` or nothing."""
    close = difflib.get_close_matches(word, sorted(words), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


def _given(**values: object) -> dict[str, Any]:
    """Those that are not None: the dataclass's own default holds for the rest."""
    return {key: value for key, value in values.items() if value is not None}


def _split(url: str) -> SplitResult | None:
    """The parts of a URL; None when its host or port cannot be read."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
    except ValueError:
        return None
    return parts


def _texts(*secrets: Secret | None) -> Iterator[str]:
    """Each secret; of a URL also its password, and its path where that is the secret (Slack's)."""
    for secret in secrets:
        if secret is None:
            continue
        yield secret.reveal()
        parts = _split(secret.reveal())
        if parts is not None and parts.scheme and parts.password:
            yield from {parts.password, unquote(parts.password)}
        elif parts is not None and parts.scheme in ("http", "https") and len(parts.path) >= 16:
            yield parts.path


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _is_mixed(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str | dict) for item in value)


def _is_number(value: object, above: float | None) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    return value >= 0 if above is None else value > above
