"""The kinds of worked examples Korea answers, each through the rules that decide cases."""

from __future__ import annotations

from law.examples import Area
from law.kr.examples_certification import AREAS as CERTIFICATION
from law.kr.examples_entitlement import AREAS as ENTITLEMENT

AREAS: dict[str, Area] = {**ENTITLEMENT, **CERTIFICATION}
