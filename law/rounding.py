"""Named roundings: the only ways in which an exact amount becomes a whole one."""

from __future__ import annotations

from fractions import Fraction

Exact = Fraction | int


def down(amount: Exact, step: int = 1) -> int:
    """The largest multiple of `step` not above the amount (절사): a payment cut below 10 won has step 10."""
    return int(amount // step) * step


def up(amount: Exact, step: int = 1) -> int:
    """The smallest multiple of `step` not below the amount (절상)."""
    return -int(-amount // step) * step


def half_up(amount: Exact, step: int = 1) -> int:
    """The nearest multiple of `step`, a half going up (사사오입); for amounts of zero or more."""
    return int((Fraction(amount) / step + Fraction(1, 2)) // 1) * step
