"""Korea: employment insurance, from coverage to appeal time limits."""

from pathlib import Path

PARAMETERS = Path(__file__).parent / "parameters"
