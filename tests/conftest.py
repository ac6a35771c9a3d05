"""Servers for the whole run, and a clean one for each test."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

import pytest
from arq.connections import ArqRedis

from service.queue import connect
from tests.servers import Server, ask_valkey, new_database, postgres_server, valkey_server

_databases = itertools.count(1)


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One Valkey for the run; a test that kills or fills a server starts its own."""
    with valkey_server(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One PostgreSQL for the run."""
    with postgres_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture
def redis_url(valkey: Server) -> str:
    """The URL of an empty Redis."""
    port = urlsplit(valkey.url).port
    assert port is not None
    assert ask_valkey(port, b"FLUSHALL") == b"+OK"
    return valkey.url


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[ArqRedis]:
    """A client of an empty Redis."""
    client = await connect(redis_url)
    yield client
    await client.aclose()


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """The URL of an empty database of this test's own."""
    return new_database(postgres, f"test_{next(_databases)}")
