"""The kinds of worked examples Korea answers, each through the rules that decide cases."""

from __future__ import annotations

from law.examples import Area
from law.kr import examples_certification, examples_entitlement

AREAS: dict[str, Area] = {**examples_entitlement.AREAS, **examples_certification.AREAS}
