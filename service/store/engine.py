"""Runs transactions. A transaction is a plain function of `Tx`; SQLite and PostgreSQL run the same ones.

SQLite: one writer thread commits all waiting writes together (a small transaction costs 0.4 ms there, four times
less than through aiosqlite), readers have their own read-only connections. PostgreSQL: asyncpg through SQLAlchemy.
Trouble that is not the transaction's own fault comes out as `StoreUnavailable`.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import ReturningInsert

from service.core.errors import Reason, StoreUnavailable

T = TypeVar("T")

MAX_GROUP = 64  # writes that share one commit on SQLite
READERS = 4
DEADLOCK_TRIES = 5
CLOCK_CHECK_S = 5.0  # how often the database's clock is compared with ours

# SQLSTATE classes that say "not now" rather than "not this": connection, resources, operator, read-only, locks.
_AWAY = ("08", "53", "57P", "58", "25006", "28", "3D000", "55P03", "XX000")
_CLASH = ("40001", "40P01")


@dataclass(frozen=True, slots=True)
class Tx:
    """One open transaction: its connection, the database's clock, and inserts that can meet a conflict."""

    conn: Connection
    now: datetime
    is_sqlite: bool

    def insert_new(self, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        """Inserts the rows that break no uniqueness of the table; two that race may meet in any of its indexes."""
        if rows:
            self.conn.execute(inserting_new(table, self.is_sqlite), rows)

    def insert_new_ids(self, table: sa.Table, rows: list[dict[str, Any]]) -> set[str]:
        """Like `insert_new`; the ids of the rows that were inserted."""
        if not rows:
            return set()
        return set(self.conn.scalars(inserting_new_ids(table, self.is_sqlite), rows))


# Building a statement costs four times as much as running it, so those on the way of an event are built once: as
# constants with bound parameters, or, where the dialect matters, by functions that keep what they built.


@cache
def inserting(table: sa.Table, is_sqlite: bool) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do about a conflict."""
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


@cache
def inserting_new(table: sa.Table, is_sqlite: bool) -> sqlite.Insert | postgresql.Insert:
    return inserting(table, is_sqlite).on_conflict_do_nothing()


@cache
def inserting_new_ids(table: sa.Table, is_sqlite: bool) -> ReturningInsert[Any]:
    return inserting_new(table, is_sqlite).returning(table.c.id)


Work = Callable[[Tx], T]


class Runner(Protocol):
    async def write(self, work: Work[T]) -> T:
        """The result of `work`, committed. Raises StoreUnavailable, or what `work` raised."""
        ...

    async def read(self, work: Work[T]) -> T: ...

    def now(self) -> datetime:
        """The database's clock."""
        ...

    async def close(self) -> None: ...


class SqliteRunner:
    """One writer thread and a few readers on one file. `synchronous=FULL`: what is committed survives a power cut."""

    def __init__(self, path: str) -> None:
        self._writer = _sqlite_engine(f"sqlite:///{path}", read_only=False)
        self._reader = _sqlite_engine(f"sqlite:///file:{path}?mode=ro&uri=true", read_only=True)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._waiting: queue.SimpleQueue[tuple[Work[Any], asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._commit_groups, name="store-write", daemon=True)
        self._thread.start()

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def write(self, work: Work[T]) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put((work, future))
        return await future

    async def read(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Work[T]) -> T:
        try:
            with self._reader.connect() as conn:
                return work(Tx(conn, self.now(), is_sqlite=True))
        except exc.SQLAlchemyError as error:
            if (translated := _translated(error)) is error:
                raise
            raise translated from error

    async def close(self) -> None:
        self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)
        self._readers.shutdown()
        self._writer.dispose()
        self._reader.dispose()

    def _commit_groups(self) -> None:
        while (first := self._waiting.get()) is not None:
            group, last = [first], False
            while len(group) < MAX_GROUP and not self._waiting.empty():
                following = self._waiting.get()
                if following is None:
                    last = True
                    break
                group.append(following)
            self._commit(group)
            if last:
                return

    def _commit(self, group: list[tuple[Work[Any], asyncio.Future[Any]]]) -> None:
        """Runs the group in one transaction, each work in a savepoint of its own; answers after the commit."""
        results: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            with self._writer.connect() as conn, conn.begin():
                for work, future in group:
                    try:
                        with conn.begin_nested() if len(group) > 1 else contextlib.nullcontext():
                            results.append((future, work(Tx(conn, self.now(), is_sqlite=True)), None))
                    except exc.OperationalError:
                        raise  # the file itself is in trouble: nobody in the group is committed
                    except Exception as error:
                        if len(group) == 1:
                            raise
                        results.append((future, None, error))
        except Exception as error:  # noqa: BLE001  # the waiting callers get it; the writer lives on
            results = [(future, None, error) for _, future in group]
        for future, value, failure in results:
            _answer(future, value, None if failure is None else _translated(failure))


def _answer(future: asyncio.Future[Any], value: Any, error: BaseException | None) -> None:
    def settle() -> None:
        if not future.done():
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)

    with contextlib.suppress(RuntimeError):  # its loop has ended: nobody waits
        future.get_loop().call_soon_threadsafe(settle)


def _sqlite_engine(url: str, *, read_only: bool) -> sa.Engine:
    pool: dict[str, Any] = {"poolclass": sa.pool.QueuePool, "pool_size": READERS} if read_only else {}
    engine = sa.create_engine(
        url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 30}, **pool
    )

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's late one
        cursor = connection.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA busy_timeout=30000")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def begin(conn: Connection) -> None:
        conn.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class PostgresRunner:
    """asyncpg behind SQLAlchemy; `work` runs unchanged inside a greenlet."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        from sqlalchemy.ext.asyncio import create_async_engine  # loads greenlet and asyncpg only where used

        self._engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            pool_pre_ping=False,
            connect_args={"timeout": 5, "command_timeout": 30},
        )
        self._offset = timedelta()
        self._clock_checked = -CLOCK_CHECK_S

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    async def write(self, work: Work[T]) -> T:
        for attempt in range(1, DEADLOCK_TRIES + 1):
            try:
                async with self._engine.begin() as conn:
                    await self._compare_clocks(conn)
                    return await conn.run_sync(lambda sync: work(Tx(sync, self.now(), is_sqlite=False)))
            except Exception as error:
                if _sqlstate(error).startswith(_CLASH) and attempt < DEADLOCK_TRIES:
                    continue  # two batches met; PostgreSQL ended ours, and it is whole to run again
                if (translated := _translated(error)) is error:
                    raise
                raise translated from error
        raise AssertionError("unreachable")

    async def read(self, work: Work[T]) -> T:
        try:
            async with self._engine.connect() as conn:
                return await conn.run_sync(lambda sync: work(Tx(sync, self.now(), is_sqlite=False)))
        except Exception as error:
            if (translated := _translated(error)) is error:
                raise
            raise translated from error

    async def close(self) -> None:
        await self._engine.dispose()

    async def _compare_clocks(self, conn: Any) -> None:
        moment = asyncio.get_running_loop().time()
        if moment - self._clock_checked < CLOCK_CHECK_S:
            return
        theirs: datetime = (await conn.execute(sa.select(sa.func.clock_timestamp()))).scalar_one()
        self._offset = theirs - datetime.now(UTC)
        self._clock_checked = moment


def _sqlstate(error: BaseException) -> str:
    """The five-character code of a database error, '' when it has none."""
    seen: BaseException | None = error
    for _ in range(6):
        if seen is None:
            return ""
        state = getattr(seen, "sqlstate", None)
        if isinstance(state, str):
            return state
        seen = getattr(seen, "orig", None) or seen.__cause__
    return ""


def _translated(error: BaseException) -> BaseException:
    """StoreUnavailable for trouble with the database itself, else the error."""
    if isinstance(error, StoreUnavailable):
        return error
    away = isinstance(error, OSError | TimeoutError | exc.TimeoutError | exc.OperationalError | exc.InterfaceError)
    if isinstance(error, exc.DBAPIError) and error.connection_invalidated:
        away = True
    state = _sqlstate(error)
    if state:
        away = state.startswith(_AWAY) or state.startswith(_CLASH)
    elif type(error).__module__.startswith("asyncpg"):
        away = True  # no SQLSTATE: the connection broke, not the statement
    if not away:
        return error
    return StoreUnavailable(Reason.DATABASE_UNAVAILABLE, f"database: {type(error).__name__}")
