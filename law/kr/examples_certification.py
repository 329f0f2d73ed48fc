"""Worked examples of certification, each through the rules that decide cases."""

from __future__ import annotations

from law.examples import Area

AREAS: dict[str, Area] = {}
