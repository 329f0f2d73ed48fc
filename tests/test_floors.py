"""The architecture of the house: a floor may look down, never up."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
FLOORS = ("law", "backoffice.staff", "contributions", "claims", "audits", "workflows", "backoffice")
FILES = sorted(p for name in {f.partition(".")[0] for f in FLOORS} for p in (HOUSE / name).rglob("*.py"))


def floor(module: str) -> int:
    """How high a module stands; -1 for what is not ours. The longest name wins: staff is below the other pages."""
    fitting = [f for f in FLOORS if module == f or module.startswith(f"{f}.")]
    return FLOORS.index(max(fitting, key=len)) if fitting else -1


def module_of(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Everything a file imports, inside functions too, by full name."""
    package = path.relative_to(HOUSE).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_module_imports_only_downwards(path: Path) -> None:
    here = floor(module_of(path))

    upwards = [name for name in imported(path) if floor(name) > here]

    assert not upwards


@pytest.mark.parametrize(
    "path", [p for p in FILES if module_of(p).startswith("law")], ids=lambda p: str(p.relative_to(HOUSE))
)
def test_the_law_knows_no_django(path: Path) -> None:
    assert not [name for name in imported(path) if name.partition(".")[0] == "django"]


def test_loading_the_whole_law_loads_no_django() -> None:
    code = "import law.schemes, law.examples, law.kr.examples, sys; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=HOUSE, check=False).returncode == 0


def test_the_floors_are_where_the_house_says() -> None:
    assert floor("backoffice.staff.clock") < floor("contributions.models") < floor("claims") < floor("audits.chain")
    assert floor("workflows.deciding") < floor("backoffice.views.queue") == floor("backoffice")
    assert floor("django.db") == -1
