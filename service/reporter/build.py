"""Builds reporter.py, the one file that users download, from its parts: `make reporter`.

The file holds what stands below the imports of each part. Every `import module` of a part stands once at its top. What
a part imports by `from` is either in another part, so in the same file, or needed by annotations only.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from service.reporter import parts as package

FOLDER = Path(__file__).parent
FILE = FOLDER / "reporter.py"
PARTS = (  # in the order of the file; a part imports only parts above it
    "errors",
    "values",
    "masking",
    "settings",
    "report",
    "post",
    "spool",
    "courier",
    "log_lines",
    "log_file",
    "rows",
    "facts",
    "job",
    "callback",
    "tail",
    "copier",
    "pump",
    "signals",
    "hashes",
    "command",
    "options",
    "command_line",
)

TEXT = '''\
"""{docstring}
Built from service/reporter/parts of Tunewatch by `make reporter`: changes are made there.
"""

from __future__ import annotations

{imports}

TYPE_CHECKING = False
if TYPE_CHECKING:  # not `typing.TYPE_CHECKING`: its import would cost the training's machine a megabyte
{annotations}


{sections}
'''


@dataclass(frozen=True)
class Part:
    """A module of the package `parts`."""

    name: str
    docstring: str
    modules: set[str]  # imported whole
    names: set[tuple[str, str]]  # (module, name) of what is imported by `from`
    body: str  # all that stands below the imports


def part(name: str) -> Part:
    """The Part in `parts/<name>.py`."""
    text = (FOLDER / "parts" / f"{name}.py").read_text("utf-8")
    tree = ast.parse(text)
    modules = [node for node in tree.body if isinstance(node, ast.Import)]
    names = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    last_import = max(node.end_lineno or 0 for node in (*modules, *names))
    return Part(
        name,
        ast.get_docstring(tree) or "",
        {alias.name for node in modules for alias in node.names},
        {(node.module or "", alias.name) for node in names for alias in node.names},
        "\n".join(text.splitlines()[last_import:]).strip("\n"),
    )


def built() -> str:
    """The text of reporter.py."""
    parts = [part(name) for name in PARTS]
    modules = sorted(set().union(*(each.modules for each in parts)))
    return TEXT.format(
        docstring=package.__doc__,
        imports="\n".join(f"import {module}" for module in modules),
        annotations="\n".join(f"    {line}" for line in imports_of_annotations(parts)),
        sections="\n\n\n".join(f"{heading(each)}\n\n\n{each.body}" for each in parts),
    )


def imports_of_annotations(parts: Iterable[Part]) -> list[str]:
    """The import lines of what only annotations name."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for module, name in set().union(*(each.names for each in parts)):
        if module != "__future__" and not is_sibling(module):
            names[module].add(name)
    return [f"from {module} import {', '.join(sorted(names[module]))}" for module in sorted(names)]


def is_sibling(module: str) -> bool:
    """Is the module a part?"""
    return module.startswith(f"{package.__name__}.")


def heading(part: Part) -> str:
    """The line above a part's body."""
    return f"# --- {part.name}: {part.docstring.rstrip('.')} ".ljust(120, "-")


if __name__ == "__main__":
    FILE.write_text(built(), "utf-8")
