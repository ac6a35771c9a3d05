"""The repository's guard: imports run one way, what decides touches nothing, and the lock files are anyone's."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.providers.table import PROVIDERS
from service.settings import load

ROOT = Path(__file__).resolve().parents[2]

# A part may import itself and those on the lines above it; parts on one line know nothing of each other.
LAYERS = [
    {"__init__"},
    {"core"},
    {"providers", "notifiers", "store", "log", "metrics", "config_file", "data_dir"},
    {"settings", "queue", "valkey"},
    {"webhook_secrets", "drafts"},
    {"receive", "api", "reporter", "reports", "hearing", "pictures"},
    {"dashboard"},  # a page is another face of what the API does
    {"app", "supervisor"},
    {"demo"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

PURE = ("service/core", "service/providers", "service/notifiers")
PURE_PACKAGES = {"service", "msgspec", "slack_sdk"}  # slack_sdk: its Block Kit models only, seen to below
# Of the standard library, what reads a clock, the machine or the network. `random` takes its generator as an argument.
WORLDLY = {
    "asyncio", "ctypes", "glob", "http", "logging", "multiprocessing", "os", "pathlib", "secrets", "select",
    "selectors", "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
WORLDLY_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "open", "print", "input"}


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, full name) of every import, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from ((node.module or "", f"{node.module}.{alias.name}") for alias in node.names)


def part_of(dotted: str) -> str | None:
    """`service.store.jobs` → `store`; None for what is not ours, `__init__` for the package itself."""
    words = dotted.split(".")
    if words[0] != "service":
        return None
    return words[1] if len(words) > 1 and words[1] in RANK else "__init__"


def broken_layers(path: Path, part: str) -> list[str]:
    found = []
    for module, full in imports(path):
        other = part_of(full)
        if module.partition(".")[0] == "workers" or (other and other != part and RANK[other] >= RANK[part]):
            found.append(f"{path.relative_to(ROOT)} imports {full}")
    return found


def impurities(path: Path) -> list[str]:
    where = path.relative_to(ROOT)
    found = [f"{where} imports {full}" for module, full in imports(path) if is_worldly(module, full)]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in WORLDLY_CALLS:
            found.append(f"{where}:{node.lineno} calls {ast.unparse(node.func)}")
    return found


def is_worldly(module: str, full: str) -> bool:
    top = module.partition(".")[0]
    if top == "slack_sdk":
        return not module.startswith("slack_sdk.models")
    return bool({top, module, full} & WORLDLY) or (top not in PURE_PACKAGES and top not in sys.stdlib_module_names)


def test_imports_of_the_service_run_one_way_and_never_to_the_workers() -> None:
    broken = []
    for path in sources("service"):
        part = path.relative_to(ROOT / "service").parts[0].removesuffix(".py")
        assert part in RANK, f"service/{part} is new: give it a line in LAYERS"
        broken += broken_layers(path, part)
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("folder", PURE)
def test_what_decides_reads_no_clock_network_database_log_or_environment(folder: str) -> None:
    assert sources(folder)
    problems = [problem for path in sources(folder) for problem in impurities(path)]
    assert not problems, "\n".join(problems)


STARTERS = {"Popen", "create_subprocess_exec", "create_subprocess_shell"}
OWN_STARTERS = {"children.py", "container.py"}  # the second has a namespace of processes, which the kernel empties


def test_what_a_test_starts_ends_with_it() -> None:
    """`tests/children.py` sees to that."""
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}: use tests/children.py"
        for path in sources("tests")
        if path.name not in OWN_STARTERS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in STARTERS
    ]
    assert not calls, "\n".join(calls)


CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "time_ns", "monotonic_ns", "perf_counter_ns"}
TIMED = ("benchmarks", "image")  # what is to measure, and what waits for a whole container


def names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def asks_a_clock(node: ast.AST) -> bool:
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call) and not part.args)
    return any(isinstance(call, ast.Attribute) and call.attr in CLOCKS for call in calls)


def timed_asserts(function: ast.AST) -> Iterator[int]:
    """The lines whose assert compares a clock or a difference of moments; not followed is what a call makes of them."""
    moments: set[str] = set()
    durations: set[str] = set()

    def is_difference(node: ast.AST) -> bool:
        parts = [part for part in ast.walk(node) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub)]
        return any(asks_a_clock(part) or names_in(part) & moments for part in parts)

    for node in sorted(ast.walk(function), key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(node, ast.Assign):
            names = set().union(*map(names_in, node.targets))
            durations |= names if is_difference(node.value) else set()
            moments |= names if asks_a_clock(node.value) else set()
        if isinstance(node, ast.Assert):
            compared = [part for part in ast.walk(node.test) if isinstance(part, ast.Compare)]
            if any(asks_a_clock(part) or is_difference(part) or names_in(part) & durations for part in compared):
                yield node.lineno


def test_no_test_asserts_how_long_something_took() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} compares times: it fails on a slow machine"
        for path in sources("tests")
        if path.parent.name not in TIMED
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for line in timed_asserts(function)
    ]
    assert not found, "\n".join(found)


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    requirements = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
    ]
    assert [each for each in requirements if not re.search(re.escape(f'"{each}"') + r"[],]* +# \S", text)] == []


def test_lock_files_name_no_host_and_no_path() -> None:
    for lock in (ROOT / "requirements").iterdir():
        assert not re.search(r"\w+://|--\S*(index|links|host)|(?<!\w)/\w", lock.read_text()), lock.name


def pins(lock: str) -> dict[str, str]:
    """Package → version, and every one has hashes."""
    text = (ROOT / "requirements" / lock).read_text()
    found = re.findall(r"^([a-z0-9.-]+)==(\S+) \\\n +--hash=sha256:", text, re.MULTILINE)
    assert len(found) == text.count("==")
    return dict(found)


def test_the_development_lock_holds_the_same_versions_as_the_runtime_lock() -> None:
    runtime, dev = pins("runtime.lock"), pins("dev.lock")
    assert runtime.items() <= dev.items()


def test_the_runtime_lock_holds_every_dependency_and_the_build_back_end() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    named = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    wanted = {re.split(r"[\[<>=]", each)[0].replace("_", "-") for each in named}
    assert wanted <= pins("runtime.lock").keys()


def test_the_example_configuration_is_valid_as_it_stands_and_with_every_setting_switched_on(tmp_path: Path) -> None:
    example = (ROOT / "deploy" / "tunewatch.toml").read_text()
    switched_on = re.sub(r"^#(?=[a-z\[])", "", example, flags=re.MULTILINE)
    names = ("secrets/azure_key", "secrets/trainer_webhook", "suites/tickets.jsonl", "suites/tickets-train.jsonl")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("something")
    env = dict.fromkeys(re.findall(r'_env = "(\w+)"', example), "https://hooks.example.com/a-secret-of-some-length")
    for text, accounts in ((example, 1), (switched_on, 3)):
        (tmp_path / "tunewatch.toml").write_text(text)
        settings = load(tmp_path / "tunewatch.toml", env, providers=PROVIDERS)
        assert len(settings.accounts) == accounts
        assert settings.hints == ()
