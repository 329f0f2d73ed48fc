"""Work spread over processes, each with its own connection to the same database."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import django
from django.conf import settings
from django.db import connections


def spread(work: Callable[..., Any], parts: Iterable[tuple], *, processes: int) -> Iterator[Any]:
    """Results of `work(*part)`, in the order of the parts; with one process, here and in the caller's transaction."""
    if processes == 1:
        yield from (work(*part) for part in parts)
        return
    context = multiprocessing.get_context("spawn")
    connection = {name: value for name, value in connections["default"].settings_dict.items() if name != "TEST"}
    with ProcessPoolExecutor(processes, context, _prepare, (connection,)) as pool:
        running = [pool.submit(_run, work.__module__, work.__qualname__, part) for part in parts]
        yield from (each.result() for each in running)


def _prepare(connection: dict[str, Any]) -> None:
    settings.DATABASES["default"] |= connection
    django.setup()


def _run(module: str, name: str, part: tuple) -> Any:
    return getattr(__import__(module, fromlist=[name]), name)(*part)
