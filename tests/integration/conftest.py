"""What a path test runs on: both databases with our worker loop, and arq's own loop, because all are promised."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.world import World, world

MakeWorld = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an empty SQLite database."""
    return f"sqlite:///{tmp_path / 'tunewatch.db'}"


@pytest.fixture(params=["sqlite", "postgres", "sqlite-stock-arq"])
def any_world(request: pytest.FixtureRequest, redis_url: str) -> MakeWorld:
    """Makes a world on an empty database; `stock` is arq's own worker on the same keys."""
    kind, _, stock = request.param.partition("-")
    database_url = request.getfixturevalue("postgres_url" if kind == "postgres" else "sqlite_url")
    return partial(world, redis_url, database_url, stock=bool(stock))


@pytest.fixture
def one_world(redis_url: str, sqlite_url: str) -> MakeWorld:
    """Makes a world on SQLite with our worker loop, for what does not depend on either."""
    return partial(world, redis_url, sqlite_url)
