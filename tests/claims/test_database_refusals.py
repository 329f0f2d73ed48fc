"""The database says no, in words: by raw SQL, to the application's role, and by trigger to the owner of the tables."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from psycopg2.extras import DateRange

from audits.chain import canonical_form
from audits.models import Event
from backoffice.housekeeping import roles
from claims.models import Batch, Determination, PaidSpan, Payment, Transfer
from tests import kept, worlds

pytestmark = pytest.mark.django_db(databases=["default", "looking"])
BOTH = pytest.mark.parametrize("role", [roles.OWNER, roles.APPLICATION])

WRITTEN_ONCE = (
    "audits_event",
    "audits_access",
    "audits_seal",
    "claims_transfer",
    "claims_posting",
    "claims_letter",
    "claims_document",
    "claims_debt",
    "contributions_wageperiod",
    "contributions_importbatch",
)
NEVER_REMOVED = (
    *WRITTEN_ONCE,
    "claims_claim",
    "claims_determination",
    "claims_certification",
    "claims_payment",
    "claims_paidspan",
    "claims_batch",
    "claims_batchitem",
    "claims_bankanswer",
    "claims_bankaccount",
    "claims_statement",
    "claims_override",
    "claims_point",
    "claims_documentrequest",
    "contributions_person",
    "contributions_personkey",
    "contributions_employer",
    "contributions_insuredstatus",
    "contributions_separationcertificate",
    "contributions_recusal",
    "contributions_stagedimport",
    "workflows_task",
)
EDITS = [
    ("contributions_insuredstatus", "acquired_on = acquired_on - 1", "superseded, never edited"),
    ("contributions_insuredstatus", "weekly_hours = 1", "superseded, never edited"),
    ("contributions_separationcertificate", "unit_days = 1", "superseded, never edited"),
    ("contributions_separationcertificate", "reason_code = '11'", "superseded, never edited"),
    ("contributions_wageperiod", "wages = wages + 1", "written once"),
    ("claims_determination", "award = '{}'", "frozen once it is approved"),
    ("claims_determination", "sealed_facts = 'x'", "frozen once it is approved"),
    ("claims_determination", "law_digest = 'x'", "frozen once it is approved"),
    ("claims_determination", "outcome = 'refuse'", "frozen once it is approved"),
    ("claims_certification", "days_recognised = 99", "frozen once it is recognised"),
    ("claims_certification", "sealed_report = ''", "frozen once it is recognised"),
    ("claims_payment", "amount = amount + 1", "superseded, never edited"),
    ("claims_payment", "days = days + 1", "superseded, never edited"),
    ("claims_paidspan", "days = '[2026-12-01,2026-12-05)'", "superseded, never edited"),
    ("claims_batch", "total = total + 1", "superseded, never edited"),
    ("claims_batchitem", "amount = amount + 1", "superseded, never edited"),
    ("claims_bankaccount", "sealed_number = 'x'", "superseded, never edited"),
    ("claims_statement", "sealed_answers = 'x'", "superseded, never edited"),
    ("claims_letter", "sha256 = 'x'", "written once"),
    ("audits_event", "verb = 'x'", "written once"),
    ("audits_event", "canonical = canonical || ' '", "written once"),
    ("claims_posting", "amount = amount + 1", "written once"),
    ("claims_transfer", "reason = 'x'", "written once"),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A claim with one payment in a released run."""
    with kept.for_the_module(django_db_blocker):
        centre = worlds.a_centre()
        claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
        certification = worlds.a_recognised_round(centre, claim)
        worlds.a_released_run(centre, certification.due_on)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield centre


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


def run(role: str, sql: str, *given) -> None:
    """The statement as that role, with what waits for the commit checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(sql, given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def one_row(table: str) -> None:
    """A row to try it on, where the world made none: triggers for rows need one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        if cursor.fetchone()[0]:
            return
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND is_nullable = 'NO'"
            " AND is_identity = 'NO'",
            [table],
        )
        columns = {name: FILLING[kind] for name, kind in cursor.fetchall()}
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(columns.values())})")
        cursor.execute("SET LOCAL session_replication_role = origin")


FILLING = {
    "bigint": "1", "integer": "1", "smallint": "1", "character varying": "'x'", "text": "'x'", "boolean": "true",
    "timestamp with time zone": "now()", "date": "'2026-10-01'", "jsonb": "'{}'", "bytea": "'x'",
    "numeric": "1",
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_what_is_written_once_is_not_changed(role, table):
    one_row(table)

    with pytest.raises(IntegrityError, match=f"{table} is written once: UPDATE is refused"):
        run(role, f"UPDATE {table} SET id = id")


@pytest.mark.parametrize("table", NEVER_REMOVED)
def test_the_owner_is_refused_removal_and_emptying(table):
    one_row(table)

    with pytest.raises(IntegrityError, match=f"{table} is written once: DELETE is refused"):
        run(roles.OWNER, f"DELETE FROM {table}")
    with pytest.raises(IntegrityError, match="is written once: TRUNCATE is refused"):
        run(roles.OWNER, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", NEVER_REMOVED)
@pytest.mark.parametrize(
    "act", ["DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL", "DROP TABLE {}"]
)
def test_the_application_has_no_right_to_remove_or_to_disarm(table, act):
    with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        run(roles.APPLICATION, act.format(table))


def test_every_table_of_cases_and_registers_is_guarded():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'claims\\_%' OR tablename"
            " LIKE 'contributions\\_%' OR tablename LIKE 'audits\\_%' OR tablename LIKE 'workflows\\_%')"
        )
        there = {name for (name,) in cursor.fetchall()}

    assert there - {"claims_legalmove", "claims_claimserial", "workflows_job"} == set(NEVER_REMOVED)


@BOTH
@pytest.mark.parametrize(("table", "edit", "sentence"), EDITS, ids=lambda value: str(value).split(" = ")[0])
def test_what_stands_is_not_edited(role, table, edit, sentence):
    with pytest.raises(IntegrityError, match=sentence):
        run(role, f"UPDATE {table} SET {edit}")


@pytest.mark.parametrize("act", ["INSERT INTO {} SELECT * FROM {} LIMIT 0", "UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["claims_claim", "claims_payment", "audits_event", "contributions_person"])
def test_the_reader_only_selects(table, act):
    run(roles.READER, f"SELECT count(*) FROM {table}")

    with pytest.raises(ProgrammingError, match="permission denied"):
        run(roles.READER, act.replace("{}", table))


@BOTH
def test_nobody_approves_what_they_recommended(role, world):
    claim = worlds.a_filed_claim(world)
    determination = worlds.a_recommended_determination(world, claim, decided_on=worlds.FILED_ON)

    with pytest.raises(IntegrityError, match="approver_is_not_recommender"):
        run(role, "UPDATE claims_determination SET state = 'approved', approved_at = now(), "
                  "approved_by_id = recommended_by_id WHERE id = %s", determination.pk)  # fmt: skip


@BOTH
def test_nothing_is_approved_without_two_names(role, world):
    claim = worlds.a_filed_claim(world)
    determination = worlds.a_recommended_determination(world, claim, decided_on=worlds.FILED_ON)

    with pytest.raises(IntegrityError, match="an_approved_determination_has_two_signatures"):
        run(role, "UPDATE claims_determination SET state = 'approved' WHERE id = %s", determination.pk)


@BOTH
def test_nobody_releases_the_run_they_built(role):
    with pytest.raises(IntegrityError, match="releaser_is_not_builder"):
        run(role, "UPDATE claims_batch SET released_by_id = built_by_id")


@BOTH
def test_unconfirmed_law_is_never_final(role, world):
    claim = worlds.a_filed_claim(world)
    determination = worlds.a_recommended_determination(world, claim, decided_on=worlds.FILED_ON)
    run(roles.OWNER, "UPDATE claims_determination SET state = 'draft' WHERE id = %s", determination.pk)
    run(role, "UPDATE claims_determination SET unconfirmed = true WHERE id = %s", determination.pk)

    with pytest.raises(IntegrityError, match="unconfirmed_law_is_never_final"):
        run(role, "UPDATE claims_determination SET state = 'recommended' WHERE id = %s", determination.pk)


@BOTH
@pytest.mark.parametrize("shift", [0, 1])
def test_nobody_is_paid_twice_for_the_same_day(role, shift):
    span = PaidSpan.objects.get()
    days = DateRange(*(day.fromordinal(day.toordinal() + shift) for day in (span.days.lower, span.days.upper)))

    with pytest.raises(IntegrityError, match="nobody_is_paid_twice_for_the_same_day"):
        run(role, "INSERT INTO claims_paidspan (claim_id, payment_id, person_id, days, live) VALUES (%s, %s, %s, %s, true)",
            span.claim_id, span.payment_id, span.person_id, days)  # fmt: skip


@BOTH
def test_a_certification_is_not_paid_twice_by_a_determination(role):
    with pytest.raises(IntegrityError, match="a_certification_is_paid_once_by_a_determination"):
        run(role, copied("claims_payment", Payment.objects.get().pk, "'state', 'scheduled'"))


@BOTH
def test_a_payment_names_the_days_it_pays(role):
    with pytest.raises(IntegrityError, match="but its spans hold 0"):
        run(role, copied("claims_payment", Payment.objects.get().pk,
                         "'state', 'scheduled', 'determination_id', (SELECT max(id) FROM claims_determination),"
                         "'certification_id', (SELECT max(id) FROM claims_certification)"))  # fmt: skip


def copied(table: str, pk: int, *changes: str) -> str:
    """SQL that writes a row again with another id and these changes."""
    changed = ", ".join(["'id', row.id + 1000000", *changes])
    return (
        f"INSERT INTO {table} SELECT (jsonb_populate_record(row, jsonb_build_object({changed}))).*"
        f" FROM {table} row WHERE id = {pk}"
    )


@BOTH
def test_a_payment_is_instructed_once_at_each_attempt(role):
    (item,) = Batch.objects.get().items.all()

    with pytest.raises(IntegrityError, match="a_payment_is_instructed_once_at_each_attempt"):
        run(role, copied("claims_batchitem", item.pk, "'end_to_end_id', 'another'"))


@BOTH
@pytest.mark.parametrize("legs", [(), (5,), (5, -4), (5, 5), (5, -5, 1)])
def test_a_transfer_balances(role, legs):
    like = Transfer.objects.first()
    number = 10**9
    rows = "".join(
        f"INSERT INTO claims_posting (transfer_id, account, amount) VALUES ({number}, 'payable', {leg});"
        for leg in legs
    )

    with pytest.raises(IntegrityError, match=f"transfer {number} does not balance"):
        run(role, copied("claims_transfer", like.pk).replace(f"row.id + {10**6}", str(number)) + ";" + rows)


@BOTH
def test_an_old_transfer_takes_no_new_leg(role):
    with pytest.raises(IntegrityError, match="does not balance: 3 legs"):
        run(role, "INSERT INTO claims_posting (transfer_id, account, amount) VALUES (%s, 'payable', 1)",
            Transfer.objects.first().pk)  # fmt: skip


@BOTH
def test_days_recognised_stay_within_prescribed_days(role):
    with pytest.raises(IntegrityError, match="days_recognised_stay_within_prescribed_days"):
        run(role, "UPDATE claims_claim SET days_recognised = prescribed_days + 1")


@BOTH
def test_one_determination_stands(role):
    with pytest.raises(IntegrityError, match="determinations_of_a_claim_are_numbered|one_determination_stands"):
        run(role, "UPDATE claims_determination SET state = 'superseded';"
                  + copied("claims_determination", Determination.objects.get().pk, "'state', 'draft'"))  # fmt: skip


COLUMNS = ("chain", "number", "claim_id", "verb", "subject", "source", "target", "at", "by_id", "canonical",
           "previous_hash", "hash")  # fmt: skip


def write_event(role: str, **changes) -> None:
    """The event that rightly follows the last one of a chain, with these changes, as raw SQL."""
    last = Event.objects.filter(claim__isnull=False).order_by("chain", "-number").first()
    said = {"chain": last.chain, "number": last.number + 1, "verb": "look", "subject": "x", "source": "", "target": ""}
    body = said | {"claim": last.claim_id, "by": last.by_id, "public": {}, "sealed": ""}
    canonical = changes.pop("canonical", canonical_form(at=last.at, previous=bytes(last.hash), **body))
    columns = said | {
        "claim_id": last.claim_id, "at": last.at, "by_id": last.by_id, "canonical": canonical,
        "previous_hash": bytes(last.hash), "hash": hashlib.sha256(canonical.encode()).digest(),
    } | changes  # fmt: skip
    names, holes = ", ".join(COLUMNS), ", ".join(["%s"] * len(COLUMNS))
    run(role, f"INSERT INTO audits_event ({names}) VALUES ({holes})", *(columns[name] for name in COLUMNS))


@BOTH
def test_an_event_that_is_linked_is_taken(role):
    before = Event.objects.count()

    write_event(role)

    assert Event.objects.count() == before + 1


@BOTH
@pytest.mark.parametrize(
    "change",
    [
        {"previous_hash": bytes(32)},
        {"number": 99},
        {"hash": bytes(32)},
        {"verb": "other"},
        {"subject": "other"},
        {"source": "other"},
        {"target": "other"},
        {"by_id": 1},
        {"at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"claim_id": None},
        {"chain": "other"},
        {"canonical": "{}"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_event_that_is_not_linked_is_refused(role, change):
    with pytest.raises(IntegrityError, match="is not linked to the one before it|null value"):
        write_event(role, **change)


@BOTH
@pytest.mark.parametrize("canonical", ["{}", "[]", "null", '{"chain":null}'])
def test_an_event_that_says_nothing_is_refused(role, canonical, world):
    one = {"chain": "office:1", "number": 1, "claim_id": None, "previous_hash": bytes(32), "canonical": canonical}

    with pytest.raises(IntegrityError, match="is not linked to the one before it"):
        write_event(role, **one)


def test_the_application_cannot_silence_triggers():
    with pytest.raises(DatabaseError, match="permission denied to set parameter"):
        run(roles.APPLICATION, "SET session_replication_role = replica")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO claims_legalmove (machine, source, target) VALUES ('claims_payment', 'paid', 'scheduled')",
        "UPDATE claims_legalmove SET target = 'paid' WHERE machine = 'claims_payment' AND source = 'scheduled'",
    ],
)
def test_the_application_cannot_make_a_move_legal(sql):
    with pytest.raises(DatabaseError, match="permission denied"):
        run(roles.APPLICATION, sql)


@BOTH
def test_a_signature_is_not_rewritten(role, world):
    with pytest.raises(IntegrityError, match="frozen once it is approved"):
        run(role, "UPDATE claims_determination SET approved_by_id = %s", world.colleague.pk)


@BOTH
def test_the_days_of_a_sent_payment_are_not_set_free(role):
    with pytest.raises(IntegrityError):
        run(role, "UPDATE claims_paidspan SET live = false")
