"""Servers for the whole run, and a clean one for each test."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from arq.connections import ArqRedis
from hypothesis import HealthCheck, settings

from service.queue import connect
from tests.servers import Server, ask_valkey, new_database, postgres_server, valkey_server

_databases = itertools.count(1)

ACCEPTANCE = Path(__file__).parent / "acceptance"
# Of those, what starts no program of ours, or mostly waits.
LIGHT = {"test_broken_notes.py", "test_one_body.py", "test_outages.py", "test_permutations.py", "test_poll_lease.py"}

# How long a machine takes is no property of ours: on a busy one the first example alone can need more than a second.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Under `make test` each process has a folder with a short name: a unix socket's path may have 107 bytes."""
    worker = getattr(config, "workerinput", None)
    if worker is not None and config.option.basetemp is not None:
        config.option.basetemp = Path(config.option.basetemp).with_name(worker["workerid"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Under `make test` one process runs all that starts, loads and kills whole programs: one test fills a machine."""
    for item in items:
        if item.path.parent == ACCEPTANCE and item.path.name not in LIGHT:
            item.add_marker(pytest.mark.xdist_group("whole programs"))


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
