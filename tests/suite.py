"""`make test`: the whole suite on two processes; what is given after `python -m tests.suite` goes to pytest."""

from __future__ import annotations

import subprocess
import sys

PROCESSES = "2"
NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    """Run pytest; its exit code, but a run without any test is a failure."""
    code = subprocess.run([sys.executable, "-m", "pytest", "-n", PROCESSES, *arguments], check=False).returncode
    return 1 if code == NOTHING_COLLECTED else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
