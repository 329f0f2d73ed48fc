"""After a whole road no resident number, no account number and no address of a person lies about in clear."""

import logging
import logging.config
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import BankAccount, Claim
from contributions.models import Person
from tests import kept, worlds
from tests.bank import an_answer
from workflows import documents, paying

pytestmark = pytest.mark.django_db(databases=["default", "looking"])
NAME, ACCOUNT, STREET, TOLD = "탁유별난", "110987654321", "월드컵로", "기록에만 남을 말"
PAGES = ["case", "case_conditions", "case_letters", "case_documents", "case_history", "case_payments",
         "case_certifications", "case_wages", "hold", "restate"]  # fmt: skip


@pytest.fixture(scope="module")
def road(django_db_setup, django_db_blocker):
    """A claim from filing to payment, looked at by the people concerned, and what the log said meanwhile."""
    with kept.for_the_module(django_db_blocker):
        lines = Lines()
        logging.getLogger().addHandler(lines)
        centre = worlds.a_centre()
        claim = a_road(centre)
        pages = look_everywhere(centre, claim)
        logging.getLogger().removeHandler(lines)
        yield claim, pages, lines.written


@pytest.fixture
def _django_db_helper(road):
    with kept.undone():
        yield


class Lines(logging.Handler):
    """Keeps what the product's own formatter would have written."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.config.DictConfigurator(settings.LOGGING).configure_formatter(
            settings.LOGGING["formatters"]["line"]))  # fmt: skip
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


def a_road(centre: worlds.Centre) -> Claim:
    claim = worlds.a_granted_claim(centre, person=worlds.a_person(centre, name=NAME))
    with worlds.on(worlds.FILED_ON):
        documents.receive_document(claim, by=centre.caseworker, kind="other", name=f"{NAME}.txt", content=TOLD.encode())
    worlds.with_an_account(centre, claim, ACCOUNT)
    certification = worlds.a_recognised_round(centre, claim)
    batch = worlds.a_released_run(centre, certification.due_on)
    with worlds.on(certification.due_on):
        paying.settle(an_answer(batch, {batch.items.get(): "ACSC"}), by=centre.payment_officer)
    return Claim.objects.get(pk=claim.pk)


def look_everywhere(centre: worlds.Centre, claim: Claim) -> dict[str, bytes]:
    """Pages by the address at which they were opened, wrong attempts among them."""
    seen = {}
    for user in (centre.caseworker, centre.auditor):
        client = Client(raise_request_exception=False)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name in PAGES:
            address = reverse(name, args=[claim.number])
            seen[f"{user.username} {address}"] = client.get(address).content
        number = claim.person.resident_number
        for name, posted in {
            "search": {"q": number},
            "counter": {"resident_number": number},
            "registers": {"find_person": "", "resident_number": number},
            "register_person": {"resident_number": number, "name": NAME},
            "my_recusals": {"resident_number": f"{number}9", "reason": NAME},
        }.items():
            response = client.post(reverse(name), posted)
            seen[f"{user.username} {name} -> {response.get('Location', '')}"] = b""
    return seen


def secrets(claim: Claim) -> list[str]:
    number = Person.objects.get(pk=claim.person_id).resident_number
    return [number, f"{number[:6]}-{number[6:]}", number[6:], ACCOUNT, f"{ACCOUNT[:3]}-{ACCOUNT[3:]}"]


def rows(tables: str = "") -> dict[str, str]:
    """Every table's rows as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [name for (name,) in cursor.fetchall() if name.startswith(tables)]
        found = {}
        for name in names:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {name} t")
            found[name] = cursor.fetchone()[0]
    return found


def test_the_road_was_walked(road):
    claim, pages, lines = road

    assert claim.payments.get().state == "paid" and len(pages) >= 28 and lines
    assert BankAccount.objects.get().number == ACCOUNT
    assert rows("claims_claim")["claims_claim"].count(claim.number) == 1


def test_no_table_holds_a_number_in_clear(road):
    found = [(table, secret) for table, text in rows().items() for secret in secrets(road[0]) if secret in text]

    assert not found


def test_a_name_stands_in_the_register_only(road):
    holding = {table for table, text in rows().items() if NAME in text}

    assert holding == {"contributions_person"}


@pytest.mark.parametrize("said", [STREET, "010-0000-0000", TOLD])
def test_what_a_person_told_is_sealed_everywhere(road, said):
    assert not [table for table, text in rows().items() if said in text]


def test_no_address_and_no_redirect_carries_a_person(road):
    claim, pages, _lines = road
    particulars = [*secrets(claim), NAME, f"{claim.person.birth_on:%y%m%d}"]

    assert not [(place, said) for place in pages for said in particulars if said in place]
    links = {
        url for content in pages.values() for url in re.findall(r'href="([^"]+)"', content.decode(errors="replace"))
    }
    assert links
    assert not [(url, said) for url in links for said in particulars if said in url]


def test_no_page_shows_a_whole_number(road):
    claim, pages, _lines = road

    assert not [
        (place, said) for place, content in pages.items() for said in secrets(claim) if said.encode() in content
    ]


def test_the_log_names_nobody(road):
    claim, _pages, lines = road
    text = "\n".join(lines)

    assert not [said for said in [*secrets(claim), NAME, STREET, TOLD] if said in text]


def test_the_vaults_header_tells_the_owner_by_id_only(road):
    sealed = Person.objects.get(pk=road[0].person_id).sealed_resident_number

    assert sealed.split(".")[2] == str(road[0].person_id)
