"""What was said in a step, as JSON: ids instead of records, hashes instead of files."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Model


def plain(value: Any) -> Any:
    """A JSON value for the register: records by model and id, days and instants in ISO form, bytes by SHA-256."""
    match value:
        case None | bool() | int() | str():
            return value
        case Model():
            return f"{value._meta.label_lower}:{value.pk}"
        case datetime() | date():
            return value.isoformat()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case bytes():
            return "sha256:" + hashlib.sha256(value).hexdigest()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case _ if hasattr(value, "__dataclass_fields__"):
            return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
        case _ if hasattr(value, "__iter__"):
            return [plain(item) for item in value]
        case _:
            return str(value)
