"""`make image-test`: builds the Dockerfile without a Docker daemon and tries what came out. Needs root and buildah.

The base is BASE_IMAGE if that is set, else the Dockerfile's own where a registry answers, else one made by debootstrap.
Images are kept in build/image-test; DEBIAN_MIRROR names another mirror for debootstrap.
"""

from __future__ import annotations

import ast
import configparser
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / "build" / "image-test"
IMAGE, OWN_BASE, CONTAINER = "localhost/tunewatch", "localhost/tunewatch-base", "tunewatch-tried"
REGISTRY_ANSWERS_S = 120
PIP_REACH = {"cert", "extra-index-url", "find-links", "index-url", "no-index", "proxy", "timeout", "trusted-host"}


def buildah(*arguments: str | Path, timeout_s: float | None = None, errors: int | IO[str] | None = None) -> str:
    """Its output; its errors are shown unless sent elsewhere. The storage is our own: no other image is touched."""
    store: list[str | Path] = ["--root", STATE / "storage", "--runroot", STATE / "run", "--storage-driver", "vfs"]
    env = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
    command: list[str | Path] = ["buildah", *store, *arguments]
    done = subprocess.run(
        command, env=env, check=True, text=True, stdout=subprocess.PIPE, stderr=errors, timeout=timeout_s
    )
    return done.stdout


def succeeds(*arguments: str, timeout_s: float | None = None) -> bool:
    try:
        buildah(*arguments, timeout_s=timeout_s, errors=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return True


def base_image() -> str:
    """The name of a base that is there."""
    if wanted := os.environ.get("BASE_IMAGE"):
        return wanted
    found = re.search(r"^ARG BASE_IMAGE=(\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert found, "the Dockerfile names no base"
    if succeeds("pull", "--quiet", "--policy", "missing", found[1], timeout_s=REGISTRY_ANSWERS_S):
        return found[1]
    print(f"No registry gives {found[1]}: using a base made by debootstrap", flush=True)
    if not succeeds("inspect", "--type", "image", OWN_BASE):
        make_base()
    return OWN_BASE


def make_base() -> None:
    """Debian's smallest system with Python, as an image."""
    name = buildah("from", "scratch").strip()
    include = "--include=python3,python3-venv,ca-certificates"
    mirror = [each for each in [os.environ.get("DEBIAN_MIRROR")] if each]
    where = buildah("mount", name).strip()
    env = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
    log = STATE / "debootstrap.log"
    with log.open("w") as out:
        command = ["debootstrap", "--variant=minbase", include, "bookworm", where, *mirror]
        if subprocess.run(command, stdout=out, env=env).returncode:
            sys.exit(f"debootstrap failed: {log}")
    buildah("commit", "--quiet", "--rm", name, OWN_BASE)


def pip_settings() -> dict[str, str]:
    """How pip on this machine reaches its packages, by option."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, text=True, capture_output=True).stdout.splitlines()
    split = [line.partition("=") for line in listed]
    values = {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, _, value in split}
    return {name: value for name, value in values.items() if name in PIP_REACH}


def pip_mounts() -> Iterator[str]:
    """`--volume` options that let pip in the build do as pip here does; the Dockerfile knows nothing of it."""
    settings = pip_settings()
    parser = configparser.RawConfigParser()
    parser["global"] = {name: "\n".join(value.split()) for name, value in settings.items()}
    file = STATE / "pip.conf"
    with file.open("w") as out:
        parser.write(out)
    yield f"--volume={file}:/etc/pip.conf:ro"
    for word in " ".join(settings.values()).split():
        # The pages of an index in files point to the files beside it.
        path = Path(word.removeprefix("file://")).parent if word.startswith("file://") else Path(word)
        if path.is_absolute() and path.exists():
            yield f"--volume={path}:{path}:ro"


def build(base: str) -> None:
    log = STATE / "build.log"
    with log.open("w") as out:
        try:
            buildah(
                *("build", "--format=docker", "--pull=never", f"--build-arg=BASE_IMAGE={base}", f"--tag={IMAGE}"),
                *dict.fromkeys(pip_mounts()),
                ROOT,
                errors=out,
            )
        except subprocess.CalledProcessError:
            sys.exit(f"FAILED: the build, whose last words ({log}) are:\n{log.read_text()[-3000:]}")
    buildah("rmi", "--prune")  # the image that the last run left under this name


def try_image() -> int:
    """The exit code of container.py on a fresh container, which sees a network of its own."""
    config = json.loads(buildah("inspect", "--type", "image", IMAGE))["Docker"]["config"]
    (STATE / "image.json").write_text(json.dumps(config))
    succeeds("rm", CONTAINER)
    buildah("from", "--pull=never", "--name", CONTAINER, IMAGE)
    try:
        root = buildah("mount", CONTAINER).strip()
        script = Path(__file__).with_name("container.py")
        return subprocess.run(["unshare", "--net", "--mount", sys.executable, script, root, STATE]).returncode
    finally:
        buildah("rm", CONTAINER)


def main() -> int:
    if os.geteuid() != 0:
        sys.exit("image-test needs root: it mounts and changes root directories. Run: sudo make image-test")
    STATE.mkdir(parents=True, exist_ok=True)
    try:
        base = base_image()
        print(f"Building on {base}", flush=True)
        build(base)
        return try_image()
    except subprocess.CalledProcessError as error:  # what went wrong stands above, in the tool's own words
        sys.exit(f"FAILED: {error.cmd[0]} ended with {error.returncode}")


if __name__ == "__main__":
    sys.exit(main())
