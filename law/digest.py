"""The fingerprint of a law: all source code its rules can reach inside this package, and all its values."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = __name__.partition(".")[0]
ENGINE = ("law.engine", "law.parameters", "law.pack")
LIBRARIES = ("holidays", "PyYAML")


def digest_of(functions: Iterable[Callable[..., Any]], tree: dict[str, Any]) -> str:
    """sha256 (64 hex digits) over rule modules, the modules of ours they import, and the parameter tree."""
    modules = reachable({f.__module__ for f in functions} | set(ENGINE))
    sources = "".join(f"{name}\n{source(name)}\n" for name in sorted(modules))
    libraries = "".join(f"{name} {metadata.version(name)}\n" for name in LIBRARIES)
    calendars = "".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*/parameters/calendar/*.yaml")))
    return sha256((sources + libraries + calendars + canonical(tree)).encode()).hexdigest()


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


@lru_cache(maxsize=None)
def imports(name: str) -> frozenset[str]:
    """Modules of this package that a module's source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, name)
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return frozenset(m for m in found if m.partition(".")[0] == ROOT and m in sys.modules)


def absolute(node: ast.ImportFrom, importer: str) -> str:
    if not node.level:
        return node.module or ""
    is_package = Path(sys.modules[importer].__file__ or "").name == "__init__.py"
    parts = importer.split(".")[:None if is_package and node.level == 1 else -(node.level - is_package)]
    return ".".join([*parts, *([node.module] if node.module else [])])


@lru_cache(maxsize=None)
def source(name: str) -> str:
    file = sys.modules[name].__file__
    return Path(file).read_text("utf-8") if file else ""
