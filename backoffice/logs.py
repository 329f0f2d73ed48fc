"""How a line of the log looks. What an exception says may hold personal data, so only its kind and place are written."""

from __future__ import annotations

import logging
import traceback


class Line(logging.Formatter):
    """One line for each event; for an exception also its kind and where it arose, never its text."""

    def formatException(self, exc_info) -> str:
        """The kinds of the exception and its causes, each with its stack."""
        return "\n".join(reversed([_told(error) for error in _causes(exc_info[1])]))


def _causes(error: BaseException | None):
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException) -> str:
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    what = f"{type(error).__module__}.{type(error).__name__}" + (f" ({constraint})" if constraint else "")
    return "".join(traceback.format_tb(error.__traceback__)) + what
