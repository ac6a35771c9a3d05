"""What is installed is what runs: the program from its wheel, away from the checkout."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("service", "workers")


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """The output of a command that must succeed."""
    ended = subprocess.run(command, cwd=cwd, env=env, text=True, capture_output=True, timeout=120)
    assert ended.returncode == 0, f"{command}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, because setuptools leaves its own files beside the sources and takes old ones from there."""
    copy = tmp_path_factory.mktemp("source")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "dist", cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path) -> Path:
    """A folder with the installed wheel. Its dependencies come from the environment of the tests."""
    folder = wheel.parent / "site"
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", folder, wheel, cwd=wheel.parent)
    return folder


def environment(site: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(site), **more}


def test_the_reporter_that_the_service_hands_out_is_in_the_wheel(site: Path) -> None:
    served = "import sys; from service.public.reporter_file import reporter; sys.stdout.buffer.write(reporter()[0])"
    out = run(sys.executable, "-P", "-c", served, cwd=site, env=environment(site))
    assert out == (ROOT / "service" / "reporter" / "reporter.py").read_text("utf-8")


def test_the_wheel_holds_every_file_of_both_packages(wheel: Path) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == ours
    assert any(name.startswith("service/store/migrations/versions/0001") for name in held)


def test_the_installed_program_migrates_a_database(site: Path, tmp_path: Path) -> None:
    database = tmp_path / "tunewatch.db"
    env = environment(site, DATABASE_URL=f"sqlite:///{database}")
    assert str(site) in run(
        sys.executable, "-P", "-c", "import service; print(service.__file__)", cwd=tmp_path, env=env
    )
    run(site / "bin" / "tunewatch", "migrate", cwd=tmp_path, env=env)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_master")}
    assert {"jobs", "alembic_version"} <= tables


@pytest.mark.parametrize("package", PACKAGES)
def test_a_persons_own_folder_of_our_packages_name_does_not_win(site: Path, tmp_path: Path, package: str) -> None:
    theirs = tmp_path / package
    theirs.mkdir()
    (theirs / "__init__.py").write_text("raise SystemExit('theirs was run')")
    out = run(sys.executable, "-P", "-m", package, "--help", cwd=tmp_path, env=environment(site))
    assert "usage" in out.lower()
