"""`make prove`: the full counts, written to docs/proofs.md with the commit and the figures.

Each proof is a run of pytest with its own count. What is done is kept in var/proofs.json for the commit it was done on, so
that a run which was stopped goes on where it stopped. `python -m tests.prove NAME ...` runs some again.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parent.parent
KEPT, WRITTEN = HOUSE / "var" / "proofs.json", HOUSE / "docs" / "proofs.md"
RACES = "tests/workflows/test_races.py::"
HEAD = """# Proofs

Written by `make prove` (tests/prove.py). Every line is a run of tests on a real PostgreSQL, with the count that an issue
names. A line holds for the commit that stands in it.

| claim | count | result | seconds | commit | on |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Proof:
    """What is shown, by which tests, how often (`PROVE`), and the longest it may take in seconds."""

    claim: str
    tests: str
    times: int
    longest: int = 3600


PROOFS = {
    "approvals": Proof(
        "Of 50 parallel approvals of one determination one wins, 49 are told who, one Event",
        "tests/workflows/test_approval_race.py", 100,
    ),
    "cap": Proof(
        "Two certifications with one day left, recognised at once, never pass the cap",
        RACES + "test_two_rounds_with_one_day_left_never_pass_the_cap", 500,
    ),
    "recognised_once": Proof(
        "One round recognised by many at once is recognised once",
        RACES + "test_one_round_is_recognised_once_by_many", 100,
    ),
    "runs": Proof(
        "Two payment runs built at once share no payment", RACES + "test_two_runs_built_at_once_share_no_payment", 100
    ),
    "released_once": Proof(
        "A run is released once and its answer read once", RACES + "test_a_run_is_released_once_and_answered_once", 100
    ),
    "release_or_cancel": Proof(
        "Release and cancellation of one run do not both happen",
        RACES + "test_release_and_cancel_of_one_run_do_not_both_happen", 100,
    ),
    "reissued_once": Proof(
        "A returned payment is sent again once", RACES + "test_a_returned_payment_is_sent_again_once", 100
    ),
    "matrix": Proof(
        "Every address as every role, at the own office, another office, and recused", "tests/security/test_matrix.py", 1
    ),
    "refusals": Proof(
        "The database refuses, as the application's role and as the owner",
        "tests/claims/test_machines.py tests/claims/test_database_refusals.py", 1,
    ),
    "tampering": Proof("Both verifiers and the seals find every kind of tampering", "tests/audits", 1),
}  # fmt: skip


def main(names: list[str]) -> int:
    """Runs the proofs that this commit has not passed yet (or those named), and writes the page after each."""
    kept, commit = _kept(), _commit()
    wanted = names or [name for name in PROOFS if not _stands(kept.get(name), commit)]
    for name in wanted:
        print(f"{name}: {PROOFS[name].claim} × {PROOFS[name].times}", flush=True)
        kept[name] = _run(PROOFS[name]) | {"commit": commit}
        print(f"  {kept[name]['result']} in {kept[name]['seconds']} s", flush=True)
        _keep(kept)
    return 0 if all(_stands(kept.get(name), commit) for name in PROOFS) else 1


def _stands(found: dict[str, Any] | None, commit: str) -> bool:
    return bool(found) and found["commit"] == commit and found["passed"]


def _run(proof: Proof) -> dict[str, Any]:
    began, command = time.monotonic(), [sys.executable, "-m", "pytest", "-q", "-m", "", *proof.tests.split()]
    try:
        done = subprocess.run(
            command, cwd=HOUSE, env=os.environ | {"PROVE": str(proof.times)}, timeout=proof.longest,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        last = (done.stdout.strip().splitlines() or [done.stderr.strip()[-200:]])[-1]
        passed = done.returncode == 0
    except subprocess.TimeoutExpired:
        last, passed = f"stopped after {proof.longest} seconds", False
    result = re.sub(r" in [0-9.]+s.*", "", last.strip("= "))
    return {
        "passed": passed,
        "result": result,
        "seconds": round(time.monotonic() - began),
        "on": f"{time.strftime('%F')}",
    }


def _keep(kept: dict[str, dict[str, Any]]) -> None:
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, indent=1), "utf-8")
    rows = [_row(PROOFS[name], found) for name, found in kept.items() if name in PROOFS]
    WRITTEN.write_text(HEAD + "".join(rows), "utf-8")


def _row(proof: Proof, found: dict[str, Any]) -> str:
    result = found["result"] if found["passed"] else f"**not proved**: {found['result']}"
    return (
        f"| {proof.claim} | {proof.times} | {result} | {found['seconds']} | {found['commit'][:12]} | {found['on']} |\n"
    )


def _kept() -> dict[str, dict[str, Any]]:
    return json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=HOUSE, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
