"""Texts for translators: `extract` collects them into locale/*.po, `compile` turns those into what Django reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from backoffice.housekeeping import places

LOCALE = places.ROOT / "locale"
LANGUAGES = ("ko",)  # English is the language of the message ids
LAZY = ("gettext_lazy", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3", "gettext_noop", "noop")
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(LAZY)
HEAD = """\
# English is the message id; `make messages` keeps this file sorted.
msgid ""
msgstr ""
"Project-Id-Version: employment-insurance 1\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def compile_changed() -> int:
    """Compile each catalogue that is newer than what was compiled of it; returns how many."""
    changed = [path for path in LOCALE.glob("*/LC_MESSAGES/*.po") if _is_stale(path)]
    for path in changed:
        with open(path, "rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        draft = path.with_name(f"{path.stem}.{os.getpid()}.mo")  # several runs may compile at once
        with open(draft, "wb") as target:
            write_mo(target, catalogue)
        draft.rename(path.with_suffix(".mo"))
    return len(changed)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def collected() -> Catalog:
    """Every text of the Python and Jinja2 files."""
    with open(places.ROOT / "babel.cfg") as file:
        methods, options = parse_mapping_cfg(file)
    texts = Catalog()
    for _file, _line, text, _comments, context in extract_from_dir(places.ROOT, methods, options, keywords=KEYWORDS):
        texts.add(text, context=context)
    return texts


def extract() -> None:
    """Bring the catalogues of LANGUAGES up to date: what is new stands there empty, what is gone is left out."""
    texts = collected()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        with open(path, "rb") as file:
            known = read_po(file, locale=language)
        fresh = Catalog(locale=language)
        for text in sorted(filter(None, texts), key=_in_order):
            said = known.get(_first(text), text.context)
            fresh.add(text.id, said.string if said else "", flags=text.flags, context=text.context)
        with open(path, "wb") as file:
            file.write(HEAD.format(language=language).encode())
            write_po(file, fresh, width=0, omit_header=True)


def _first(text: Message) -> str:
    return text.id if isinstance(text.id, str) else text.id[0]


def _in_order(text: Message) -> tuple[str, str, str]:
    return _first(text).lower(), _first(text), text.context or ""


if __name__ == "__main__":
    extract() if sys.argv[1:] == ["extract"] else print(f"{compile_changed()} compiled")
