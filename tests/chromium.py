"""Browser tests need Chromium. Where there is none they are left out, and the last lines of the run say so."""

from __future__ import annotations

import os
import shutil

import pytest


def path() -> str | None:
    """The Chromium to drive: the one that CHROMIUM names, or one on the PATH."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if left_out:
        terminalreporter.write_line(f"browser: {len(left_out)} tests NOT run")
