"""The repository's guard: imports run one way, what decides touches nothing, and the lock files are anyone's."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.config.settings import load
from service.providers.table import PROVIDERS
from tests.mutants import MUTANTS, misfits

ROOT = Path(__file__).resolve().parents[2]

# A part may import itself and those on the lines above it; parts on one line know nothing of each other.
LAYERS = [
    {"__init__"},
    {"core"},
    {"providers", "notifiers", "scorers", "store", "log", "metrics", "charts"},
    {"config", "queue"},
    {"public"},
    {"receive", "api", "reporter"},
    {"dashboard"},  # a page is another face of what the API does
    {"embedded"},
    {"app"},
    {"demo"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

PURE = ("service/core", "service/providers", "service/notifiers", "service/scorers")
PURE_PACKAGES = {"service", "msgspec", "cryptography", "re2", "slack_sdk"}  # slack_sdk: its Block Kit models only
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


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def import_graph() -> dict[str, set[str]]:
    """Module → the modules of ours that its file imports anywhere: inside functions and under TYPE_CHECKING too."""
    files = {module_of(path): path for folder in ("service", "workers") for path in sources(folder)}
    graph = {}
    for name, path in files.items():
        imported = {full if full in files else module for module, full in imports(path)}
        graph[name] = imported & files.keys() - {name}
    return graph


def circles(graph: dict[str, set[str]]) -> list[str]:
    """The modules that stand in a circle of imports, or on a way from one circle to another."""
    left = graph
    while True:
        imported = set().union(*left.values()) if left else set()
        inner = {name for name in left if name in imported and left[name]}
        if inner == left.keys():
            return sorted(left)
        left = {name: left[name] & inner for name in inner}


def test_a_circle_of_imports_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c", "d"}, "c": {"b"}, "d": set()}) == ["b", "c"]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_no_imports_run_in_a_circle() -> None:
    assert circles(import_graph()) == []


THE_PATH = {
    "__init__", "__main__", "circuit", "commit", "context", "deliver", "dispatch", "evaluate", "fetch", "observe",
    "poll", "refresh", "register", "sweep", "tasks",
}  # fmt: skip


def test_the_top_of_the_workers_holds_the_path_and_nothing_else() -> None:
    """What serves the path lies in folders that say what for."""
    assert {path.stem for path in (ROOT / "workers").glob("*.py")} == THE_PATH


def test_no_task_reads_the_environment() -> None:
    """What it holds comes to them as settings and services."""
    readers = {
        str(path.relative_to(ROOT))
        for path in sources("workers")
        if re.search(r"\b(environb?|getenv)\b", "\n".join(names_in(path)))
    }
    assert readers == {"workers/__main__.py"}


def names_in(path: Path) -> Iterator[str]:
    """Every name, attribute and imported name of a file's code."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.name


def test_every_module_of_the_core_has_a_unit_test_of_its_name() -> None:
    modules = {path.stem for path in sources("service/core")} - {"__init__"}
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "unit").glob("test_*.py")}
    assert sorted(modules - tested) == []


def test_only_the_builder_of_the_reporter_imports_its_parts() -> None:
    parts = ROOT / "service" / "reporter" / "parts"
    others = [path for path in (*sources("service"), *sources("workers")) if path.parent != parts]
    importers = [path for path in others if any("reporter.parts" in full for _, full in imports(path))]
    assert importers == [parts.with_name("build.py")]


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


def variables_in(node: ast.AST) -> set[str]:
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
        return any(asks_a_clock(part) or variables_in(part) & moments for part in parts)

    for node in sorted(ast.walk(function), key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(node, ast.Assign):
            names = set().union(*map(variables_in, node.targets))
            durations |= names if is_difference(node.value) else set()
            moments |= names if asks_a_clock(node.value) else set()
        if isinstance(node, ast.Assert):
            compared = [part for part in ast.walk(node.test) if isinstance(part, ast.Compare)]
            if any(asks_a_clock(part) or is_difference(part) or variables_in(part) & durations for part in compared):
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


def test_every_change_of_the_mutation_run_can_still_be_made() -> None:
    assert list(misfits(MUTANTS)) == []
