"""Folders and clusters for trials of the launcher."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice.housekeeping import places, postgres


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that the database server's account can reach, unlike pytest's own."""
    path = places.make_home() / f"trial-{os.getpid()}"
    places.own_folder(path, 0o755 if places.account() else 0o700)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def cluster(folder: Path) -> Iterator[postgres.Cluster]:
    """A small cluster of its own, stopped at the end."""
    cluster = postgres.Cluster(folder / "c", durable=False)
    yield cluster
    cluster.stop()
    if cluster.sockets != cluster.data:
        shutil.rmtree(cluster.sockets, ignore_errors=True)
