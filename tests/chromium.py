"""Browser tests need Chromium. Where there is none they are left out, and the last lines of the run say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest


def path() -> str | None:
    """The Chromium to drive: the one that CHROMIUM names, or one on the PATH."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chrome() -> Iterator:
    """One browser for a run. Playwright's loop runs in this thread meanwhile, which Django has to put up with."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as environment, sync_playwright() as play:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = play.chromium.launch(executable_path=path(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if left_out:
        terminalreporter.write_line(f"browser: {len(left_out)} tests NOT run")
