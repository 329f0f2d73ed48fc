"""Texts for translators: `extract` collects them into locale/*.po, `compile` turns those into what Django reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from backoffice.housekeeping import places

LOCALE = places.ROOT / "locale"
LANGUAGES = ("ko",)  # English is the language of the message ids


def compile_changed() -> int:
    """Compile each catalogue that is newer than what was compiled of it; returns how many."""
    changed = [path for path in LOCALE.glob("*/LC_MESSAGES/*.po") if _is_stale(path)]
    for path in changed:
        with open(path, "rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        draft = path.with_suffix(".mo.new")
        with open(draft, "wb") as target:
            write_mo(target, catalogue)
        draft.rename(path.with_suffix(".mo"))
    return len(changed)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def extract() -> None:
    """Collect every text of the Python and Jinja2 files, and bring the catalogues of LANGUAGES up to date."""
    template = LOCALE / "django.pot"
    LOCALE.mkdir(exist_ok=True)
    _babel(
        "extract", "-F", "babel.cfg", "-o", template, "--no-location", "--sort-output", "--no-wrap", "--omit-header",
        "-k", "gettext_lazy", "-k", "ngettext_lazy:1,2", "-k", "pgettext_lazy:1c,2", "-k", "ngettext:1,2",
        "-k", "pgettext:1c,2", "-k", "_", "-k", "gettext_noop", ".",
    )  # fmt: skip
    for language in LANGUAGES:
        catalogue = LOCALE / language / "LC_MESSAGES" / "django.po"
        known = catalogue.exists()
        options = ("--no-fuzzy-matching", "--no-wrap", "--omit-header") if known else ()
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        _babel("update" if known else "init", "-i", template, "-o", catalogue, "-l", language, *options)
    template.unlink()


def _babel(*arguments: object) -> None:
    command = [sys.executable, "-m", "babel.messages.frontend", *map(str, arguments)]
    subprocess.run(command, cwd=places.ROOT, check=True)


if __name__ == "__main__":
    extract() if sys.argv[1:] == ["extract"] else print(f"{compile_changed()} compiled")
