"""Every address has its row; every row says what was agreed; strangers and the recused find nothing."""

import os

import pytest
from django.test import Client, override_settings

from backoffice.staff import grants, roles
from backoffice.staff.refusal import Refused
from tests import kept, worlds
from tests.security import matrix

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

NAMES = sorted(matrix.addresses())
METHODS = ("GET", "POST")
HEAD = """# Who may open what

Agreed output of tests/security/test_matrix.py (how to change it: tests/security/matrix.py). Three numbers are the answers
at the office of the case, at another office, and to somebody recused from the person; one number stands for all three.
200 shown, 302 sent elsewhere, 403 not for this role, 404 nothing of theirs there, 405 not done this way. POST is empty,
so that 200 is the form again, with what is missing.
"""
ACTING = ("intake", "caseworker", "supervisor", "payment_officer", "releaser")
NO_CASES = ("parameter_editor", "office_administrator", "system_administrator", "nobody")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept.for_the_module(django_db_blocker):
        world = matrix.a_world()
        with worlds.on(worlds.FILED_ON.replace(month=11)), override_settings(ACCOUNT_RATE_LIMITS=False):
            yield world


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


@pytest.fixture(scope="module")
def agreed() -> dict[str, dict[str, dict[str, str]]]:
    text = matrix.APPROVED.read_text("utf-8")
    return {method: matrix.read(text, method) for method in METHODS}


def test_approve(world):
    if not os.environ.get("APPROVE"):
        return
    parts = [
        f"## {method}\n\n{matrix.table({n: matrix.answers(world, n, method) for n in NAMES})}" for method in METHODS
    ]
    matrix.APPROVED.write_text("\n".join([HEAD, *parts]), "utf-8")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_an_address_answers_as_agreed(world, agreed, name, method):
    assert name in agreed[method], f"no row for “{name}”: who may open it? (tests/security/matrix.py says how)"

    assert matrix.answers(world, name, method, agreed[method][name]) == agreed[method][name]


def test_no_row_is_left_over(agreed):
    assert {name for rows in agreed.values() for name in rows} == set(NAMES)


def of(cell: str) -> list[str]:
    """Own, other, recused."""
    codes = cell.split()
    return codes if len(codes) == 3 else codes * 3


def each(agreed, **only):
    for method, rows in agreed.items():
        for name, row in rows.items():
            yield method, name, row


def is_of_a_case(name: str) -> bool:
    pattern = matrix.addresses()[name].pattern
    return "number" in pattern.converters or str(pattern).startswith(("recognition/<", "tasks/<"))


def test_nothing_breaks(agreed):
    assert not [(method, name, who) for method, name, row in each(agreed) for who, cell in row.items() if "500" in cell]


def test_no_stranger_reads_a_name(agreed):
    seen = {name for _method, name, row in each(agreed) for cell in row.values() if "!" in cell}

    assert seen <= {"batch_file"}, "the file of a run goes to the bank as one piece; everything else leaves names out"


def test_a_case_is_not_there_for_strangers_and_the_recused(agreed):
    seen = [
        (method, name, who, cell)
        for method, name, row in each(agreed)
        if is_of_a_case(name)
        for who, cell in row.items()
        if who != "anonymous" and not set(of(cell)[1:]) <= {"403", "404", "405"}
    ]

    assert not seen


def test_a_payment_run_is_not_there_for_strangers(agreed):
    runs = [name for name in NAMES if str(matrix.addresses()[name].pattern).startswith("payments/<")]

    assert runs
    assert not [
        (method, name, who)
        for method, name, row in each(agreed)
        if name in runs
        for who, cell in row.items()
        if who != "anonymous" and of(cell)[1] not in ("403", "404", "405")
    ]


def test_people_without_case_roles_open_no_case_and_no_person(agreed):
    for method, name, row in each(agreed):
        pattern = str(matrix.addresses()[name].pattern)
        if is_of_a_case(name) or pattern.startswith(("registers/", "counter/", "queue/", "recognition/", "payments/")):
            for who in NO_CASES:
                assert set(of(row[who])) <= {"403", "404", "405"}, (method, name, who)


def test_those_who_watch_change_nothing(agreed):
    may_post = {
        who: {name for name, row in agreed["POST"].items() if of(row[who])[0] in ("200", "302")}
        for who in ("auditor", "quality_reviewer")
    }
    own_matters = {"my_recusals", "search", "registers", *matrix.WITHOUT_PERSONS}

    assert may_post["auditor"] <= own_matters and may_post["quality_reviewer"] <= own_matters


def test_nobody_comes_in_without_signing_in(agreed):
    open_doors = {"account_login", "account_logout", "account_inactive", "set_language"}
    for method, name, row in each(agreed):
        if name not in open_doors:
            assert row["anonymous"] == "302", (method, name)


def test_the_anonymous_are_sent_to_sign_in(world):
    for name in NAMES:
        if name in ("account_login", "account_logout", "account_inactive", "set_language"):
            continue
        response = Client().get(matrix.address_of(world, name))

        assert response["Location"].startswith("/account/login/"), name


PAIRS = [(one, other) for one in roles.ROLES for other in roles.ROLES if one < other]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_conflicting_roles_are_not_held_together_in_either_order_or_at_two_offices(world, one, other):
    conflict = frozenset({one, other}) in roles.CONFLICTS
    elsewhere = worlds.an_office()
    for first, second in ((one, other), (other, one)):
        user = worlds.somebody(world.centre.office, first)
        for office in (world.centre.office, elsewhere):
            if not conflict:
                grants.appoint(user, office, second, by=None, on=worlds.FILED_ON)
                continue
            with pytest.raises(Refused):
                grants.appoint(user, office, second, by=None, on=worlds.FILED_ON)


def test_the_pairs_that_separate_duties_are_named():
    apart = {("payment_officer", "releaser"), ("parameter_editor", "supervisor")}
    apart |= {(watcher, role) for watcher in ("auditor", "quality_reviewer") for role in ACTING}

    assert {frozenset(pair) for pair in apart} <= roles.CONFLICTS
    assert all(frozenset({"system_administrator", role}) in roles.CONFLICTS
               for role in roles.ROLES if role != "system_administrator")  # fmt: skip
