"""The database: what is true. `Store` runs the functions of this package's modules, each one transaction.

applied = await store.write(jobs.update_many, updates, subscriptions)
page = await store.read(queries.jobs, account="openai-main")
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from service.store.engine import PostgresRunner, Runner, SqliteRunner, Tx

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """One database. `write` commits before it returns; both raise StoreUnavailable when the database is away."""

    def __init__(self, runner: Runner, *, is_sqlite: bool) -> None:
        self._runner = runner
        self.is_sqlite = is_sqlite

    async def write(self, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The committed result of `work(tx, *args, **kwargs)`."""
        return await self._runner.write(lambda tx: work(tx, *args, **kwargs))

    async def read(self, work: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`, which only reads."""
        return await self._runner.read(lambda tx: work(tx, *args, **kwargs))

    async def ping(self) -> None:
        """The database answers; raises StoreUnavailable when it does not."""
        await self._runner.read(lambda tx: tx.conn.execute(sa.select(1)).close())

    def now(self) -> datetime:
        """The database's clock, within a few milliseconds."""
        return self._runner.now()

    async def close(self) -> None:
        await self._runner.close()


def normal_url(url: str) -> str:
    """The URL with the driver that we use: `postgres://` and `postgresql://` mean asyncpg."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+asyncpg://" + url.removeprefix(scheme)
    return url


def open_store(url: str, *, pool_size: int = 10) -> Store:
    """The store behind `sqlite:///path` or `postgresql://…`; nothing is connected yet."""
    url = normal_url(url)
    if url.startswith("sqlite:///"):
        return Store(SqliteRunner(url.removeprefix("sqlite:///")), is_sqlite=True)
    return Store(PostgresRunner(url, pool_size=pool_size), is_sqlite=False)


async def migrate(url: str) -> None:
    """The database at `url` has today's schema, whoever else migrates it at this moment."""
    from service.store import migrations  # Alembic costs 230 ms and is needed once

    await migrations.migrate(normal_url(url))
