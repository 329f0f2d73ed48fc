"""The fingerprint of a law: all source code its rules can reach inside this package, and all its values."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
LIBRARIES = ("holidays", "PyYAML")


def digest_of(functions: Iterable[Callable[..., Any]], tree: dict[str, Any]) -> str:
    """sha256 (64 hex digits) over rule modules, the modules of ours they import, and the parameter tree."""
    modules = reachable({f.__module__ for f in functions})
    sources = "".join(f"{name}\n{source(name)}\n" for name in sorted(modules))
    libraries = "".join(f"{name} {metadata.version(name)}\n" for name in LIBRARIES)
    calendars = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.glob("*/parameters/calendar/*.yaml")))
    return combined(sources, libraries, calendars, canonical(tree))


def combined(*parts: str) -> str:
    """sha256 (64 hex digits) over several texts."""
    return sha256("\0".join(parts).encode()).hexdigest()


def canonical(node: Any) -> str:
    """A tree as text that does not depend on the order of keys in the files."""
    if isinstance(node, dict):
        return "{" + ",".join(f"{k!r}:{canonical(v)}" for k, v in sorted(node.items(), key=lambda kv: str(kv[0]))) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(canonical, node)) + "]"
    return repr(node)


def reachable(names: set[str]) -> set[str]:
    """These modules and all of ours that they import, directly or not."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= imports(name) - found
    return found


@cache
def imports(name: str) -> frozenset[str]:
    """Modules of this package that a module's source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, name)
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return frozenset(m for m in found if ours(m))


def absolute(node: ast.ImportFrom, importer: str) -> str:
    """The full name of the module in a `from … import`."""
    if not node.level:
        return node.module or ""
    is_package = file_of(importer).name == "__init__.py"
    parts = importer.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def ours(name: str) -> Path | None:
    """The file of a module of this package; None for anything else."""
    first, *rest = name.split(".")
    below = PACKAGE.joinpath(*rest)
    files = (below / "__init__.py", below.with_name(f"{below.name}.py"))
    return next((f for f in files if first == PACKAGE.name and f.is_file()), None)


def file_of(name: str) -> Path:
    return ours(name) or Path(sys.modules[name].__file__ or "")


@cache
def source(name: str) -> str:
    return file_of(name).read_text("utf-8")
