"""The store under test: the same suite over SQLite and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.store import Store, accounts, migrate, open_store
from tests.builders import account


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tunewatch.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A migrated store that knows the account `lab`."""
    await migrate(database_url)
    opened = open_store(database_url)
    await opened.write(accounts.connect, [account()])
    yield opened
    await opened.close()
