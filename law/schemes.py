"""The schemes this house knows, written out."""

from __future__ import annotations

from law.kr.pack import PACK as KOREA
from law.pack import Pack

SCHEMES: dict[str, Pack] = {KOREA.name: KOREA}
