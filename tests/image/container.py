"""Runs an unpacked image as a container engine would (read-only root, its user, PID 1, /data) and tries the program.

`unshare --net --mount python3 container.py ROOT STATE`: STATE/image.json is the image's configuration. It needs
nothing but Python's standard library.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT, STATE = Path(sys.argv[1]), Path(sys.argv[2])
IMAGE = json.loads((STATE / "image.json").read_text())
DATA = STATE / "data"
UID = 10001
PUBLIC, PRIVATE = "http://127.0.0.1:8080", "http://127.0.0.1:8081"
READY_S, STOP_S = 60, 40
SECRET = "whsec_" + base64.b64encode(b"only for this test, 32 bytes long").decode()
CONFIG = f'[[account]]\nname = "trainer"\nprovider = "generic"\nwebhook_secrets = ["{SECRET}"]\n'

# $1 is the root, the rest the command. /proc belongs to the new PID namespace, so it is mounted inside it.
AS_PID_1 = """
mount -t proc proc "$1/proc"
root=$1
shift
exec setpriv --no-new-privs chroot --userspec=%s --groups= "$root" "$@"
"""


def check(what: str, fact: object) -> None:
    if not fact:
        raise SystemExit(f"FAILED: {what}")
    print(f"ok  {what}", flush=True)


def wait_for(what: str, condition: Callable[[], object], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise SystemExit(f"FAILED within {seconds} s: {what}")
        time.sleep(0.1)
    check(what, True)


def prepare() -> None:
    """Loopback is up, the root is read-only, /data is the only place to write."""
    with socket.socket() as any_socket:
        up = struct.pack("16sh14x", b"lo", 1)  # ifreq with IFF_UP
        fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(mode=0o700)
    os.chown(DATA, UID, UID)
    mount("--bind", ROOT, ROOT)
    mount("--rbind", "/dev", ROOT / "dev")
    mount("--bind", DATA, ROOT / "data")
    mount("-o", "remount,bind,ro", ROOT)


def mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


def in_image(*command: str) -> list[str]:
    """The command with the image's environment, user and working directory."""
    script = AS_PID_1 % IMAGE["User"]
    return ["sh", "-ec", script, "sh", str(ROOT), "env", "-i", "-C", IMAGE["WorkingDir"], *IMAGE["Env"], *command]


@contextlib.contextmanager
def running() -> Iterator[Callable[[], int]]:
    """The image's default command as PID 1. What is yielded stops it as an engine does and gives its exit code."""
    command = in_image(*IMAGE["Entrypoint"], *IMAGE["Cmd"])
    engine = subprocess.Popen(["unshare", "--pid", "--fork", "--kill-child", "--mount", *command])
    children = Path(f"/proc/{engine.pid}/task/{engine.pid}/children")

    def stop() -> int:
        os.kill(int(children.read_text()), signal.Signals[IMAGE.get("StopSignal") or "SIGTERM"])
        return engine.wait(STOP_S)

    try:
        wait_for("both listeners answer /healthz", lambda: healthy(PUBLIC) and healthy(PRIVATE), READY_S)
        yield stop
    finally:
        engine.kill()
        engine.wait()


def healthy(listener: str) -> bool:
    try:
        return ask(f"{listener}/healthz")[0] == 200
    except OSError:
        return False


def ask(url: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    """Status and body of the answer, whatever the status."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, names), timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def report(delivery_id: str, secret: str = SECRET) -> tuple[int, bytes]:
    """The answer to a job's report, signed as Standard Webhooks says."""
    body = json.dumps({"version": 1, "job": "first", "status": "succeeded"}).encode()
    sent = str(int(time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{delivery_id}.{sent}.".encode() + body, hashlib.sha256)
    signature = "v1," + base64.b64encode(mac).decode()
    url = f"{PUBLIC}/webhooks/trainer"
    return ask(url, body, webhook_id=delivery_id, webhook_timestamp=sent, webhook_signature=signature)


def stored_statuses() -> list[str]:
    with contextlib.closing(sqlite3.connect(f"file:{DATA / 'tunewatch.db'}?mode=ro", uri=True)) as database:
        return [status for (status,) in database.execute("select status from jobs")]


def owners() -> set[int]:
    """Of every process that lives in the image."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "root").readlink() == ROOT:
                found.add(process.stat().st_uid)
    return found


def the_image_says_what_it_needs() -> None:
    check("its user is not root", IMAGE["User"] == f"{UID}:{UID}")
    check("its default command is tunewatch up", [*IMAGE["Entrypoint"], *IMAGE["Cmd"]][:2] == ["tunewatch", "up"])
    check("it names two ports and one volume", len(IMAGE["ExposedPorts"]) == 2 and list(IMAGE["Volumes"]) == ["/data"])


def it_starts_without_a_configuration() -> None:
    with running() as stop:
        kind, *command = IMAGE["Healthcheck"]["Test"]
        check("its health check is a command", kind == "CMD")
        check("its health check succeeds", subprocess.run(["unshare", "--mount", *in_image(*command)]).returncode == 0)
        check("none of its processes is root's", owners() == {UID})
        check("/readyz is ready", ask(f"{PRIVATE}/readyz")[0] == 200)
        check("the public listener keeps the metrics to itself", ask(f"{PUBLIC}/metrics")[0] == 404)
        check("an unknown account is answered 404", ask(f"{PUBLIC}/webhooks/trainer", b"{}")[0] == 404)
        check("SIGTERM ends it with 0", stop() == 0)
    check("nothing of it is left", owners() == set())


def it_takes_a_signed_webhook() -> None:
    (DATA / "tunewatch.toml").write_text(CONFIG)
    os.chown(DATA / "tunewatch.toml", UID, UID)
    with running() as stop:
        forged = "whsec_" + base64.b64encode(b"somebody else's secret").decode()
        check("a forged webhook is answered 401", report("msg_1", forged)[0] == 401)
        check("a signed webhook is answered 202", report("msg_1")[0] == 202)
        again, answer = report("msg_1")
        check("the same one again is a duplicate", again in (200, 202) and b"duplicate" in answer)
        wait_for("the job is in the database", lambda: stored_statuses() == ["succeeded"], READY_S)
        check("SIGTERM ends it with 0", stop() == 0)


def main() -> None:
    prepare()
    the_image_says_what_it_needs()
    it_starts_without_a_configuration()
    it_takes_a_signed_webhook()
    print("The image works.")


if __name__ == "__main__":
    main()
