"""Brings a database to today's schema: once, under a lock, however many replicas start at the same moment."""

from __future__ import annotations

import asyncio
import fcntl
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

LOCK = 0x7475_6E65  # "tune": PostgreSQL's advisory lock that one migration holds


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(connection: sa.Connection) -> None:
    """The schema on this connection is today's. The caller's transaction commits it."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrate_sqlite(path: str) -> None:
    """Under a lock file beside the database: another process waits and then finds nothing to do."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Path(path + ".migrate").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        engine = sa.create_engine(f"sqlite:///{path}", hide_parameters=True)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                upgrade(connection)
        finally:
            engine.dispose()


async def migrate_postgres(url: str) -> None:
    """Under an advisory lock that ends with the transaction."""
    from sqlalchemy.ext.asyncio import create_async_engine

    def locked(connection: sa.Connection) -> Any:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        upgrade(connection)

    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(locked)
    finally:
        await engine.dispose()


async def migrate(url: str) -> None:
    """The database at `url` (as SQLAlchemy wants it) has today's schema. Raises what the database says."""
    if url.startswith("sqlite:///"):
        await asyncio.to_thread(migrate_sqlite, url.removeprefix("sqlite:///"))
    else:
        await migrate_postgres(url)
