"""`doctor`: looks at everything that must be right, and says for each what to do when it is not."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.client import FAILED, UNREACHABLE, Client, Trouble, part
from service.commands.output import AsJson, api, plain, show_json
from service.commands.place import default_data_dir, found_config

if TYPE_CHECKING:
    from service.config.settings import Settings
    from service.core.config import Account
    from service.store import Store

LOW_DISK_BYTES = 1024**3
CLOCK_TOLERANCE_S = 2.0  # webhooks are signed with a time, and leases are given for seconds


class Level(StrEnum):
    """How a check ended. Only `bad` makes the exit code 1."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


MARKS = {Level.GOOD: "ok  ", Level.NOTE: "note", Level.BAD: "BAD "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was found, and what to do about it."""

    check: str
    level: Level
    found: str
    remedy: str = ""


def good(check: str, found: str) -> Finding:
    return Finding(check, Level.GOOD, found)


def note(check: str, found: str, remedy: str = "") -> Finding:
    return Finding(check, Level.NOTE, found, remedy)


def bad(check: str, found: str, remedy: str) -> Finding:
    return Finding(check, Level.BAD, found, remedy)


def add_to(app: typer.Typer) -> None:
    @app.command()
    def doctor(
        context: typer.Context,
        config: Annotated[Path | None, typer.Option(help="The configuration file (found as `up` finds it).")] = None,
        data_dir: Annotated[Path | None, typer.Option(help="The data directory (default: as `up`).")] = None,
        as_json: AsJson = False,
    ) -> None:
        """Check everything and say what to do. Exit code 1 when something is wrong."""
        import asyncio

        findings = asyncio.run(_examine(context, config, data_dir or default_data_dir(os.environ), as_json))
        if as_json:
            show_json([asdict(finding) for finding in findings])
        raise typer.Exit(FAILED if any(finding.level is Level.BAD for finding in findings) else 0)


async def _examine(context: typer.Context, config: Path | None, data_dir: Path, quiet: bool) -> list[Finding]:
    """Every finding, each printed as it comes unless `quiet`."""
    findings = []
    async for finding in _findings(context, config, data_dir):
        findings.append(finding)
        if not quiet:
            print(f"{MARKS[finding.level]}  {finding.check}: {plain(finding.found)}", flush=True)  # noqa: T201
            if finding.remedy:
                print(f"      → {plain(finding.remedy)}", flush=True)  # noqa: T201
    return findings


async def _findings(context: typer.Context, config: Path | None, data_dir: Path) -> AsyncIterator[Finding]:
    yield _versions()
    settings, faults = _settings(found_config(config, data_dir, os.environ))
    for finding in faults:
        yield finding
    for finding in _data(data_dir, settings):
        yield finding
    if settings is None:
        return
    async for finding in _redis(settings, data_dir):
        yield finding
    async for finding in _database(settings, data_dir):
        yield finding
    for finding in _public_url(settings):
        yield finding
    for finding in _service(context, settings):
        yield finding


def _versions() -> Finding:
    import platform

    import service

    return good("version", f"Tunewatch {service.__version__}, Python {platform.python_version()}")


def _settings(path: Path | None) -> tuple[Settings | None, list[Finding]]:
    """The settings, None when they have faults. From here on no text that is shown holds one of their secrets."""
    from service.config.settings import SettingsError, load
    from service.log import hide
    from service.providers.table import PROVIDERS

    check = "configuration"
    try:
        settings = load(path, os.environ, providers=PROVIDERS)
    except SettingsError as error:
        remedy = "correct it in the configuration file or the environment (docs/configuration.md)"
        return None, [bad(check, problem, remedy) for problem in error.problems]
    hide(*settings.secrets())
    counts = f"{len(settings.accounts)} accounts, {len(settings.channels)} channels, {len(settings.suites)} suites"
    where = "no file" if settings.config_file is None else str(settings.config_file)
    return settings, [good(check, f"{where}: {counts}"), *(note(check, hint) for hint in settings.hints)]


def _data(data_dir: Path, settings: Settings | None) -> list[Finding]:
    """Only where it is used: with a Redis and a database of one's own, nothing is kept here."""
    import shutil

    check = "data directory"
    if settings is not None and settings.redis_url and settings.database_url:
        return []
    if not data_dir.is_dir():
        return [bad(check, f"there is no {data_dir}", "start `tunewatch up`, or name it with --data-dir")]
    if not os.access(data_dir, os.W_OK | os.X_OK):
        return [bad(check, f"{data_dir} is not writable for this user", "give it to the user that runs Tunewatch")]
    free = shutil.disk_usage(data_dir).free
    said = f"{data_dir}, {free / 1024**3:.1f} GiB free"
    if free < LOW_DISK_BYTES:
        return [bad(check, said, "make room: below 64 MiB webhooks are refused")]
    return [good(check, said)]


async def _redis(settings: Settings, data_dir: Path) -> AsyncIterator[Finding]:
    """Does it take commands, what does it promise, and does a worker work on it?"""
    from redis.exceptions import RedisError

    from service.core.errors import Unavailable
    from service.queue import QUEUE_KEY, connect, durability

    url = _redis_url(settings, data_dir)
    if url is None:
        yield bad("redis", "the bundled server is not running", "start `tunewatch up`, or set REDIS_URL")
        return
    redis = await connect(url)
    try:
        weaker = await durability(redis)
        working = await redis.exists(f"{QUEUE_KEY['hot']}:health-check")
    except (Unavailable, RedisError, OSError) as error:
        yield bad("redis", f"it cannot be asked ({type(error).__name__})", "is it running, and REDIS_URL right?")
        return
    finally:
        await redis.aclose()
    yield good("redis", "it answers" + ("" if weaker else " and keeps every promise"))
    for sentence in weaker:
        yield note("redis", sentence, "docs/operations.md says how Redis should be set up")
    if working:
        yield good("worker", "one is working")
    else:
        yield bad("worker", "none is working", "start `tunewatch up` or `tunewatch work`")


async def _database(settings: Settings, data_dir: Path) -> AsyncIterator[Finding]:
    """Is it there, has it today's schema, is its clock ours, and what did each channel do last?"""
    from service.core.errors import StoreUnavailable
    from service.store import open_store

    url = _database_url(settings, data_dir)
    if url is None:
        yield bad("database", "there is none yet", "start `tunewatch up`, or run `tunewatch migrate`")
        return
    store = open_store(url)
    try:
        schema = await _schema(store)
        yield schema
        yield await _clock(store)
        if schema.level is Level.GOOD:
            for channel in settings.channels:
                yield await _channel(store, channel.name)
    except StoreUnavailable as error:
        yield bad("database", f"it cannot be asked ({error.detail})", "is it running, and DATABASE_URL right?")
    finally:
        await store.close()


def _redis_url(settings: Settings, data_dir: Path) -> str | None:
    """The configured one, or the socket of a running `up`."""
    from service.embedded.valkey import socket_path_in

    if settings.redis_url is not None:
        return settings.redis_url.reveal()
    path = socket_path_in(data_dir.absolute()) if data_dir.is_dir() else None
    return f"unix://{path}" if path is not None and path.exists() else None


def _database_url(settings: Settings, data_dir: Path) -> str | None:
    """The configured one, or the file of `up`; None for a SQLite file that is not there."""
    path = data_dir.absolute() / "tunewatch.db"
    url = settings.database_url.reveal() if settings.database_url else f"sqlite:///{path}"
    absent = url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file()
    return None if absent else url


async def _schema(store: Store) -> Finding:
    import sqlalchemy as sa
    from alembic.script import ScriptDirectory

    from service.store.engine import Tx
    from service.store.migrations import configuration

    def version(tx: Tx) -> str | None:
        known = sa.inspect(tx.conn).has_table("alembic_version")
        return tx.conn.scalar(sa.text("SELECT version_num FROM alembic_version")) if known else None

    wanted, there = ScriptDirectory.from_config(configuration()).get_current_head(), await store.read(version)
    if wanted == there:
        return good("database", f"{'SQLite' if store.is_sqlite else 'PostgreSQL'}, schema {there}")
    return bad("database", f"its schema is {there or 'missing'}, not {wanted}", "run `tunewatch migrate`")


async def _clock(store: Store) -> Finding:
    """SQLite's clock is this machine's own."""
    from datetime import UTC, datetime

    import sqlalchemy as sa

    if store.is_sqlite:
        return good("clock", "the database uses this machine's")
    theirs = await store.read(lambda tx: tx.conn.scalar(sa.select(sa.func.clock_timestamp())))
    assert isinstance(theirs, datetime)
    off_s = abs((theirs - datetime.now(UTC)).total_seconds())
    if off_s > CLOCK_TOLERANCE_S:
        return bad("clock", f"{off_s:.1f} s apart from the database's", "synchronise both machines (chrony, NTP)")
    return good("clock", "the same as the database's")


async def _channel(store: Store, name: str) -> Finding:
    from service.core.send_result import Outcome
    from service.store import queries

    check = f"channel {name}"
    last = await store.read(queries.last_attempt, name)
    if last is None:
        return note(check, "never used", f"try it: tunewatch test-notification {name}")
    said = f"last attempt {last['outcome']} at {last['at']:%Y-%m-%d %H:%M:%S}"
    if last["outcome"] in (Outcome.DELIVERED, Outcome.OPEN, Outcome.SUPERSEDED):
        return good(check, said)
    from service.log import redact

    return bad(
        check, f"{said}: {redact(last['detail'] or '')}", f"correct it, then: tunewatch test-notification {name}"
    )


def _public_url(settings: Settings) -> list[Finding]:
    check = "public_url"
    if settings.public_url.startswith("https://"):
        return [good(check, settings.public_url)]
    if not settings.public_url:
        return [note(check, "not set: webhooks cannot be set up; polling finds everything", "docs/operations.md")]
    return [note(check, f"{settings.public_url} is not https", "put a proxy with TLS before it")]


def _service(context: typer.Context, settings: Settings) -> list[Finding]:
    """The running service, and each account as its worker sees it."""
    try:
        client = api(context)
        me = client.get("/me")
    except Trouble as trouble:
        remedy = "start `tunewatch up`; or see --api and --token"
        return [bad("service", str(trouble), remedy)]
    findings = [good("service", f"it answers at {client.base_url}; the token's role is {me['role']}")]
    for account in settings.accounts:
        findings += [_life(account), _secret(account), *_circuit(client, account), _answers(client, account)]
    return findings


def _life(account: Account) -> Finding:
    """Is fine-tuning still to be had there?"""
    from service.providers import Life
    from service.providers.table import provider_of

    provider = provider_of(account)
    life, check = provider.life, f"account {account.name}"
    if life.state is Life.LIVE:
        return good(check, f"its provider {provider.name} is live")
    about = f": {life.note}" if life.note else ""
    return note(check, f"its provider {provider.name} is {life.state} since {life.since}{about}", life.source)


def _circuit(client: Client, account: Account) -> list[Finding]:
    """Is it asked at all?"""
    check = f"account {account.name}"
    try:
        circuit = client.get(f"/accounts/{part(account.name)}")["circuit"]
    except Trouble as trouble:
        return [note(check, str(trouble), "is the service's configuration the same as this one?")]
    if circuit["state"] == "closed":
        return []
    remedy = "correct the key or the address and restart the worker; it is asked again by itself, too"
    return [bad(check, f"circuit {circuit['says']}", remedy)]


def _secret(account: Account) -> Finding:
    from service.providers.table import provider_of
    from service.public.webhook_secrets import is_fetched

    check = f"account {account.name}"
    if is_fetched(account, provider_of(account)):
        return good(
            check, f"takes signed webhooks at /webhooks/{account.name}; their secret is fetched from the provider"
        )
    if account.webhook_secrets:
        return good(check, f"takes signed webhooks at /webhooks/{account.name}")
    if not provider_of(account).sends_webhooks:
        return good(check, "its provider sends no webhooks")
    said = "has no webhook secret, so it takes no webhook"
    return (note if provider_of(account).asks else bad)(check, said, "set webhook_secrets (docs/providers.md)")


def _answers(client: Client, account: Account) -> Finding:
    check = f"account {account.name}"
    try:
        answer = client.post(f"/accounts/{part(account.name)}/test")
    except Trouble as trouble:
        level = note if trouble.code == UNREACHABLE else bad
        return level(check, str(trouble), "a token with the role operator and a running worker are needed to ask")
    if answer["ok"]:
        return good(check, answer["detail"])
    remedy = "check api_key" if answer["denied"] else "check base_url, the network, and the provider's status page"
    return bad(check, answer["detail"], remedy)
