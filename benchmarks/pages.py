"""CPU time of the pages people live in, in two demo offices of different size: `python -m benchmarks.pages SMALL LARGE`.

SMALL and LARGE are database URLs (or names of databases of the embedded server), loaded by `manage.py demo --claims N`.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from urllib.parse import quote

from benchmarks.frame import HEAD, Measured, measure

TIMES = 30


def url_of(database: str) -> str:
    """A database URL as given, or that of a database of the embedded server."""
    if "://" in database:
        return database
    from backoffice.housekeeping import postgres, roles
    from backoffice.housekeeping.secrets import secret

    password = quote(secret(roles.PASSWORDS[roles.APPLICATION]), safe="")
    return f"postgresql://{roles.APPLICATION}:{password}@{quote(str(postgres.office().sockets), safe='')}:{postgres.PORT}/{database}"


def measured(database: str) -> list[Measured]:
    """The pages of one database, measured in a process of its own."""
    environment = os.environ | {"DATABASE_URL": url_of(database), "DJANGO_SETTINGS_MODULE": "backoffice.settings"}
    command = [sys.executable, "-m", "benchmarks.pages", "--here"]
    done = subprocess.run(command, env=environment | {"LOG_LEVEL": "ERROR"}, check=True, capture_output=True, text=True)
    return [Measured(**each) for each in json.loads(done.stdout)]


def here() -> list[Measured]:
    """The pages of the database in the environment, as a caseworker, a supervisor and an auditor see them."""
    import django

    django.setup()
    from django.conf import settings

    from claims.models import Claim

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    count = Claim.objects.count()
    numbers = list(Claim.objects.order_by("-pk").values_list("number", "person__name")[:200])
    granted = Claim.objects.filter(state="granted", office__code="1101").order_by("-pk").first()
    pages = [
        ("queue", "caseworker1", "/queue/", None),
        ("case", "caseworker1", f"/claims/{granted.number}/", None),
        ("search by number", "auditor", "/search/", {"q": numbers[0][0]}),
        ("search by name", "auditor", "/search/", {"q": numbers[0][1]}),
        ("audit", "auditor", "/audit/", None),
        ("approvals", "supervisor1", "/approvals/", None),
        ("recognition", "caseworker1", "/recognition/", None),
    ]
    return [_page(f"{name}, {count:,} claims", *page) for name, *page in pages]


def _page(name: str, username: str, path: str, posted: dict | None) -> Measured:
    from django.test import Client

    from backoffice.staff.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")

    def call() -> None:
        response = client.post(path, posted) if posted else client.get(path)
        assert response.status_code in (200, 302), (path, response.status_code)

    return measure(name, call, TIMES)


def main(small: str, large: str) -> None:
    """Prints both, and the ratio of each page of the large office to the same page of the small one."""
    print(HEAD)
    for baseline, page in zip(measured(small), measured(large), strict=True):
        print(baseline.line())
        print(page.line(baseline))


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        print(json.dumps([asdict(page) for page in here()]))
    elif len(sys.argv) == 3:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
