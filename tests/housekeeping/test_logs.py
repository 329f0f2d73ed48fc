"""The log tells what went wrong and where, and nothing about people."""

import logging
import subprocess
import sys

from backoffice.housekeeping import places
from backoffice.logs import Line

RAISING = """
import django, logging
django.setup()
try:
    raise ValueError("900101-1234567")
except ValueError:
    logging.getLogger("claims").exception("Filing failed")
"""


def test_the_text_of_an_exception_is_not_written():
    try:
        try:
            raise KeyError("900101-1234567")
        except KeyError as error:
            raise ValueError("홍길동") from error
    except ValueError as error:
        record = logging.LogRecord(
            "claims", logging.ERROR, __file__, 1, "Failed", (), (ValueError, error, error.__traceback__)
        )

    written = Line("%(levelname)s %(message)s").format(record)

    assert (
        written.startswith("ERROR Failed\n")
        and "builtins.KeyError" in written
        and written.endswith("builtins.ValueError")
    )
    assert "test_logs.py" in written
    assert (
        "900101" not in written.replace('raise KeyError("900101-1234567")', "") and written.count("홍길동") == 1
    )  # the source line


def test_the_settings_use_it(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "backoffice.settings")
    done = subprocess.run([sys.executable, "-c", RAISING], cwd=places.ROOT, capture_output=True, text=True, check=True)

    assert "Filing failed" in done.stderr and "ValueError" in done.stderr
    assert "900101" not in done.stderr
