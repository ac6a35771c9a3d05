"""`tunewatch demo` as a person or CI starts it: whole, and with a part broken on purpose."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from tests import children
from tests.servers import until

LIMIT_S = 180.0  # of a run that is stuck; the demo gives up by itself long before
COMMAND = (sys.executable, "-P", "-m", "service", "demo")
ROOT = Path(__file__).resolve().parents[2]


async def started(tmp_path: Path, *options: str) -> asyncio.subprocess.Process:
    """The demo with its output in a pipe and its files below `tmp_path`."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "DATABASE_URL": "sqlite:////nowhere/at.all"}
    return await children.start_async(
        [*COMMAND, *options],
        cwd=tmp_path,
        env=env,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def ended(demo: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Exit code and all that it said."""
    try:
        async with asyncio.timeout(LIMIT_S):
            said, _ = await demo.communicate()
    except TimeoutError:
        demo.kill()
        raise
    return demo.returncode, said.decode()


def processes_below(folder: Path) -> list[str]:
    """Command lines of the processes that work below the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # it has ended, or is not ours to look at
    return found


async def test_once_shows_that_all_of_it_happened_and_leaves_nothing_behind(tmp_path: Path) -> None:
    code, said = await ended(await started(tmp_path, "--once"))
    assert code == 0, said
    assert "All of it happened." in said
    for line in (
        "triage-typo failed: The job failed due to an invalid training file: line 417 has no assistant message.",
        "intent-v1 succeeded, noticed by poll",
        "triage-v2: forged signature: refused with 401",
        "support-triage v1 is better than base: 90.0 % against 70.0 % on 200 items",
        "support-triage v2 is undecided against base: 70.0 % against 70.0 % on 200 items",
        "triage-v0 had succeeded before this account was connected: kept, and nobody is told",
        "Your own job in five minutes:",
    ):
        assert line in said, line
    assert "\x1b" not in said
    assert processes_below(tmp_path) == []
    assert list(tmp_path.glob("tunewatch-demo-*")) == []


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        (
            "slack",
            (
                "triage-typo: slack was not told that it failed: the notification is dead",
                "triage-v1: slack was not told of its evaluation: the notification is dead",
            ),
        ),
        (
            "worker",
            (
                "triage-v1 succeeded at the provider, and Tunewatch does not know the job",
                "triage-v1: 0 webhooks are on record as duplicate, not 2",
                "0 webhooks are on record as signature_mismatch, not 1",
            ),
        ),
        ("poll", ("intent-v1 succeeded at the provider, its webhook was lost, and Tunewatch does not know the job",)),
    ],
)
async def test_a_broken_part_is_noticed_and_what_is_missing_is_named(
    tmp_path: Path, part: str, missing: tuple[str, ...]
) -> None:
    code, said = await ended(await started(tmp_path, "--once", f"--break={part}"))
    assert code == 1, said
    assert "All of it happened" not in said
    for sentence in missing:
        assert f"- {sentence}" in said, sentence
    assert "email was not told" not in said  # what is not broken works
    assert processes_below(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_demo_and_everything_it_started(tmp_path: Path, number: signal.Signals) -> None:
    demo = await started(tmp_path)
    await until(lambda: any("workers" in one for one in processes_below(tmp_path)), timeout=60)
    demo.send_signal(number)
    code, said = await ended(demo)
    assert code == 130, said
    assert processes_below(tmp_path) == []
    assert list(tmp_path.glob("tunewatch-demo-*")) == []


async def test_a_demo_that_is_killed_takes_the_service_with_it(tmp_path: Path) -> None:
    demo = await started(tmp_path)
    await until(lambda: any("workers" in one for one in processes_below(tmp_path)), timeout=60)
    demo.kill()
    await demo.communicate()
    await until(lambda: processes_below(tmp_path) == [])


async def test_the_inbox_page_on_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = await ended(await started(tmp_path, "--once", f"--port={taken.getsockname()[1]}"))
    assert code == 1
    assert "The demo cannot run here: " in said
    assert "address already in use" in said
    assert "Traceback" not in said
