"""`python -m service up | serve | migrate`: the processes of this side, without what a command line for people costs.

Everything else that `tunewatch` can do is in service/cli.py. The worker is `python -m workers`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.commands.place import CONFIG_NAME, default_data_dir, found_config, keep_token, read_token
from service.config.settings import Settings, SettingsError, load

BAD_SETTINGS = 2
SETUP = "TUNEWATCH_UP_CONFIG"  # `up` tells its receiver which file it reads, and starts again when that has changed
M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES = -3, 1024**2  # of glibc's malloc.h


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the named process; 2 when the settings have faults, which are printed."""
    argv = sys.argv[1:] if argv is None else argv
    if not argv or argv[0] not in ("up", "serve", "migrate"):
        from service.cli import main as cli

        return cli(argv)
    options = _parser().parse_args(argv)
    run = {"up": _up, "serve": _serve, "migrate": _migrate}[options.command]
    try:
        return run(options, os.environ)
    except SettingsError as error:
        print("tunewatch: the configuration has faults:", *error.problems, sep="\n  ", file=sys.stderr)  # noqa: T201
        return BAD_SETTINGS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tunewatch", description="Watches fine-tuning jobs wherever they run.")
    commands = parser.add_subparsers(dest="command", required=True)
    listen = argparse.ArgumentParser(add_help=False)
    listen.add_argument("--host", default="127.0.0.1", help="where webhooks are taken (0.0.0.0: from everywhere)")
    listen.add_argument("--port", type=int, default=8080)
    listen.add_argument("--private-host", default="127.0.0.1", help="where API, metrics and /readyz are")
    listen.add_argument("--private-port", type=int, default=8081)
    up = commands.add_parser("up", parents=[listen], help="everything on this machine: Valkey, receiver, worker")
    up.add_argument(
        "--config",
        type=Path,
        help=f"the configuration file (default: $TUNEWATCH_CONFIG, ./{CONFIG_NAME}, DATA_DIR/{CONFIG_NAME})",
    )
    up.add_argument(
        "--data-dir",
        type=Path,
        default=default_data_dir(os.environ),
        help="where everything is kept (default: $TUNEWATCH_DATA_DIR, data)",
    )
    serve = commands.add_parser(
        "serve", parents=[listen], help="the receiver and the API; needs REDIS_URL and DATABASE_URL"
    )
    serve.add_argument("--config", type=Path, help="the configuration file (default: $TUNEWATCH_CONFIG)")
    commands.add_parser("migrate", help="bring the database at DATABASE_URL to today's schema")
    return parser


def _up(options: argparse.Namespace, env: Mapping[str, str]) -> int:
    from service.embedded.supervisor import START_AGAIN, Options, StartError, up

    before = read_token(options.data_dir)

    def first_token(_env: Mapping[str, str]) -> str | None:
        """The one that migrating kept, if it is new."""
        token = read_token(options.data_dir)
        return None if token == before else token

    where = Options(options.data_dir, options.host, options.port, options.private_host, options.private_port)
    try:
        code = START_AGAIN
        while code == START_AGAIN:
            found = found_config(options.config, options.data_dir, env)
            settings = _settings(found, env, missing_ok=True)
            told = {**env, SETUP: str((found or options.data_dir / CONFIG_NAME).absolute())}
            code = up(where, settings, told, first_token=first_token)
        return code
    except StartError as error:
        print(f"tunewatch: {error}", file=sys.stderr)  # noqa: T201
        return 1


def _settings(path: Path | None, env: Mapping[str, str], *, missing_ok: bool = False) -> Settings:
    from service.providers.table import PROVIDERS

    return load(path, env, providers=PROVIDERS, missing_ok=missing_ok)


def _serve(options: argparse.Namespace, env: Mapping[str, str]) -> int:
    import uvloop

    settings = _settings(options.config, env)
    if settings.redis_url is None:
        raise SettingsError(["REDIS_URL is not set (`tunewatch up` brings its own Redis, `serve` does not)"])
    _start_log(settings, "receiver")
    _give_large_blocks_back()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        again = runner.run(_receive(settings, settings.redis_url.reveal(), options, env))
    if again:
        from service.embedded.supervisor import START_AGAIN

        return START_AGAIN
    return 0


def _give_large_blocks_back() -> None:
    """Memory from 1 MiB on goes back to the system when it is freed, as far as the C library lets us ask for that.

    glibc raises this limit by itself up to 32 MiB, and then keeps what large bodies took: 30 MB after a thousand.
    """
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES)


async def _receive(settings: Settings, redis_url: str, options: argparse.Namespace, env: Mapping[str, str]) -> bool:
    """The receiver and the API until SIGTERM or SIGINT. True: a page has changed the configuration."""
    from service.app import build_deps, serve
    from service.config.pending import Setup
    from service.providers.table import PROVIDERS
    from service.queue import connect
    from service.store import open_store

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    changed, data_dir = asyncio.Event(), env.get("TUNEWATCH_DATA_DIR")

    def restart() -> None:
        changed.set()
        stop.set()

    setup = Setup(Path(data_dir), Path(env[SETUP]), restart) if data_dir and env.get(SETUP) else None
    redis = await connect(redis_url)
    store = open_store(settings.database_url.reveal()) if settings.database_url else None
    deps = build_deps(
        accounts={account.name: account for account in settings.accounts},
        providers=PROVIDERS,
        redis=redis,
        data_dir=Path(data_dir) if data_dir else None,
        store=store,
        settings=settings,
        setup=setup,
    )
    try:
        await serve(
            deps,
            host=options.host,
            port=options.port,
            private_host=options.private_host,
            private_port=options.private_port,
            stop=stop,
        )
    finally:
        await redis.aclose()
        if store is not None:
            await store.close()
    return changed.is_set()


def _migrate(options: argparse.Namespace, env: Mapping[str, str]) -> int:
    """0 when the schema is today's; EX_TEMPFAIL when the database is away, so that the caller may try again.

    Where there is a data directory and no token at all, the first admin token is made and kept there: `up` has this
    process and the database open anyway, and one more would make its start half a second longer.
    """
    settings = _settings(None, env, missing_ok=True)
    if settings.database_url is None:
        raise SettingsError(["DATABASE_URL is not set"])
    _start_log(settings, "migrate")
    import structlog

    url, data_dir = settings.database_url.reveal(), env.get("TUNEWATCH_DATA_DIR")
    try:
        asyncio.run(_bring_up(url, Path(data_dir) if data_dir and settings.admin_token is None else None))
    except Exception as error:  # noqa: BLE001  # whatever the database says is for the operator, in one safe line
        away = not url.startswith("sqlite") and _is_away(error)
        structlog.get_logger().error("migration_failed", exc_info=error)
        return os.EX_TEMPFAIL if away else 1
    return 0


async def _bring_up(url: str, data_dir: Path | None) -> None:
    """Today's schema, and the first admin token in the data directory if there is one."""
    from service.store import access, migrate, open_store
    from service.store.engine import Tx

    await migrate(url)
    if data_dir is None:
        return

    def first_token(tx: Tx) -> None:
        """The file is written before the commit: a token that nobody knows would lock everybody out."""
        if (token := access.first_admin_token(tx)) is not None:
            keep_token(data_dir, token)

    store = open_store(url)
    try:
        await store.write(first_token)
    finally:
        await store.close()


def _is_away(error: BaseException | None) -> bool:
    """Is it the connection that failed (SQLSTATE 08, 53, 57P), and not what was asked?"""
    while error is not None:
        if isinstance(error, OSError | TimeoutError):
            return True
        if str(getattr(error, "sqlstate", "") or "").startswith(("08", "53", "57P")):
            return True
        error = error.__cause__
    return False


def _start_log(settings: Settings, process: str) -> None:
    from service import log

    log.configure(level=settings.log_level, format=settings.log_format, process=process)
    log.hide(*settings.secrets())


if __name__ == "__main__":
    sys.exit(main())
