"""Where a `tunewatch` on this machine keeps its things: the configuration, the data, the first admin token."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

CONFIG_NAME = "tunewatch.toml"
TOKEN_NAME = "admin-token"  # noqa: S105  # a file's name


def default_data_dir(env: Mapping[str, str]) -> Path:
    return Path(env.get("TUNEWATCH_DATA_DIR") or "data")


def found_config(given: Path | None, data_dir: Path, env: Mapping[str, str]) -> Path | None:
    """The named file, else one in the working or in the data directory, None where there is none."""
    if given is not None or env.get("TUNEWATCH_CONFIG"):
        return given or Path(env["TUNEWATCH_CONFIG"])
    found = (folder / CONFIG_NAME for folder in (Path(), data_dir))
    return next((path for path in found if path.is_file()), None)


def read_token(data_dir: Path) -> str | None:
    """The token that `up` kept beside its data, None where there is none that we may read."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (data_dir / TOKEN_NAME).read_text("ascii").strip() or None
    return None


def keep_token(data_dir: Path, token: str) -> None:
    """The token is in the data directory, for its user only, whole or not at all."""
    path = data_dir / TOKEN_NAME
    fresh = path.with_suffix(".new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(token + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
