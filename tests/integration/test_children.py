"""What a test process starts ends with it, also when it is killed."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from tests import children
from tests.keeper import lives, tree_of
from tests.processes import clean_environment
from tests.servers import until

# Two servers, a receiver on them, the whole program with its own children, and a grandchild that leads a session.
PROCESS = """
import asyncio, signal, sys
from pathlib import Path
from tests import children
from tests.processes import Process, installed, python
from tests.servers import new_database, postgres_server, valkey_server

async def main(folder):
    up = python("service", "up", "--data-dir", "data", "--port", "0", "--private-port", "0")
    with valkey_server(folder / "valkey") as valkey, postgres_server() as postgres:
        async with installed(folder / "one", "", valkey.url, new_database(postgres, "one")) as one:
            await one.receiver.start()
            await Process("up", up, folder, ready=lambda up: "is up" in up.output).start()
            children.start(["sh", "-c", 'setsid sleep "$@" & wait', "sh", "1000"])
            signal.pause()

asyncio.run(main(Path(sys.argv[1])))
"""


EXPECTED = ("valkey-server", "postgres -D", "service serve", "service up", "redis.sock", "-m workers", "sleep 1000")


def programs(pid: int) -> list[str]:
    """The command lines of the process and all below it, but the text of the process itself."""
    found = []
    for each in tree_of(pid)[1:]:
        with contextlib.suppress(OSError):
            found.append(Path(f"/proc/{each}/cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


async def test_a_killed_test_process_leaves_no_process_and_no_folder(tmp_path: Path) -> None:
    with children.temporary_folder() as folder:
        folder.chmod(0o755)  # PostgreSQL has its data below, as a user of its own when we are root
        argv = [sys.executable, "-P", "-c", PROCESS, str(tmp_path)]
        process = children.start(argv, env=clean_environment(TMPDIR=str(folder)))
        await until(lambda: all(any(word in program for program in programs(process.pid)) for word in EXPECTED))
        pids = tree_of(process.pid)
        process.kill()
        process.wait()
        await until(lambda: not any(map(lives, pids)))
        await until(lambda: list(folder.iterdir()) == [])
