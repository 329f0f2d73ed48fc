"""How fast whole claims are loaded by COPY: `python -m benchmarks.bulk [CLAIMS]`, against one claim through the verbs.

Runs in a database with the demo office and leaves its claims there: use one that may be thrown away.
"""

import sys

from benchmarks.frame import HEAD, measure
from benchmarks.road import DAY, cases, file  # sets Django up

CLAIMS = 2_000
THROUGH_VERBS = 20


def main(count: int) -> None:
    from backoffice.demo import bulk

    road = cases(THROUGH_VERBS)
    baseline = measure("filed through the verbs", lambda: file(road), calls=THROUGH_VERBS)
    loaded = measure(f"{count:,} by COPY, one process", lambda: bulk.load(DAY, 1, count), calls=count)
    print(HEAD)
    print(baseline.line())
    print(loaded.line(baseline))
    print(f"300,000 claims: about {loaded.wall * 300_000 / 1000 / 60:.0f} minutes in one process")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)
