"""Loading claims by the hundred thousand: whole and valid ones, by COPY, with every constraint and trigger on.

Only the letters are left out: each is a sealed file of its own, and would say what other letters of its kind say.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

from django.conf import settings
from django.db import connection, transaction

from audits import sealing
from audits.chain import BEGINNING
from claims.bank import identifiers, pain001
from claims.bank_files import REMITTANCE, digest
from claims.models import BankAnswer, Batch, BatchItem
from claims.models.serial import next_serials
from claims.numbers import claim_number
from claims.recognition import working_day_from
from contributions import vault
from contributions.models import Employer, Person

from . import bank
from .bulk_claims import Paid, Writer, at, remember
from .bulk_lives import Life, live
from .bulk_rows import Keys, Rows
from .offices import CENTRES, centres
from .spreading import spread

AT_A_TIME = 1000
SHARING = 10
FIRST_SERIAL, LAST_SERIAL = 200_000, 999_999
ONE_DAY = timedelta(days=1)


def load(day: date, seed: int, count: int, *, processes: int = 1) -> Counter:
    """Loads `count` claims beside the demo office as they stand on the morning of `day`; counts them by shape."""
    first = FIRST_SERIAL + Person.objects.count()
    if first + count > LAST_SERIAL:
        raise ValueError(f"At most {LAST_SERIAL - first} more claims: the resident numbers would run out.")
    parts = [(day, seed, first + begun, min(AT_A_TIME, count - begun)) for begun in range(0, count, AT_A_TIME)]
    counted = sum(spread(load_part, parts, processes=processes), Counter())
    sealing.seal()
    return counted


def load_part(day: date, seed: int, first: int, count: int) -> Counter:
    """Loads `count` claims of people with serials from `first` on, in one transaction."""
    codes = [each["code"] for each in CENTRES]
    lives = [live(day, seed, number, codes) for number in range(first, first + -(-count // SHARING))]
    claims = [(lives[index // SHARING], first + index) for index in range(count)]
    numbers = _numbers([life for life, _serial in claims])
    keys, rows = Keys(), Rows()
    employers = list(Employer.objects.order_by("pk").values_list("pk", flat=True))
    writers = [Writer(rows, keys, centre, employers) for centre in centres()]
    for life, serial in claims:
        writers[life.profile.centre].claim(life, serial, next(numbers[life.profile.filed_on.year]))
    for writer in writers:
        write_runs(writer)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DISCARD PLANS")  # the plans of nearly empty tables would be kept for ever
            cursor.execute("SET LOCAL synchronous_commit = off")
        rows.copy()
    return Counter(life.shape for life, _serial in claims)


def _numbers(lives: list[Life]) -> dict[int, Iterator[str]]:
    """Claim numbers by the year of filing, out of a block of that year's serials."""
    wanted = Counter(life.profile.filed_on.year for life in lives)
    blocks = {year: next_serials(year, count) for year, count in wanted.items()}
    return {
        year: iter([claim_number(year, serial) for serial in range(last - wanted[year] + 1, last + 1)])
        for year, last in blocks.items()
    }


# ── runs ─────────────────────────────────────────────────────────────────────
def write_runs(writer: Writer) -> None:
    """One run a day for what this part of the load was paid, released with its file and answered by the bank."""
    by_day: dict[date, list[Paid]] = defaultdict(list)
    for paid in writer.paid:
        by_day[paid.on].append(paid)
    for on, payments in sorted(by_day.items()):
        _write_run(writer, on, payments)


def _write_run(writer: Writer, on: date, payments: list[Paid]) -> None:
    pk, answer, centre = writer.keys.next(Batch), writer.keys.next(BankAnswer), writer.centre
    items, message = [paid.item for paid in payments], identifiers.message_id(pk)
    total, number = sum(item.amount for item in items), f"{on:%Y%m%d}-B{pk}"
    content, sums = _file(message, on, payments)
    built, released, answered = at(on, 15), at(on, 16), at(working_day_from(on + ONE_DAY), 9)
    writer.rows.add(
        Batch, id=pk, number=number, run_on=on, office_id=centre.office.pk, state="settled", count=len(items),
        total=total, digest=digest(items), message_id=message, built_by_id=centre.payment_officer.pk, built_at=built,
        released_by_id=centre.releaser.pk, released_at=released,
        sealed_file=vault.seal_for_agency(content, "bank file"), file_sha256=sums.sha256,
    )  # fmt: skip
    run = SimpleNamespace(number=number, message_id=message)
    _write_answer(writer, answer, pk, bank.answer_to(run, items, set()), len(items), answered)
    for item in items:
        writer.rows.add(BatchItem, batch_id=pk, outcome="paid", answer_id=answer, **vars(item))
    _remember_run(
        writer, pk, {"run": number, "count": len(items), "total": total, "seal": digest(items)}, built, released
    )


def _write_answer(writer: Writer, pk: int, batch: int, content: bytes, count: int, answered) -> None:
    writer.rows.add(
        BankAnswer, id=pk, message_id=f"BULK-{batch}", batch_id=batch, sha256=hashlib.sha256(content).hexdigest(),
        sealed_file=vault.seal_for_agency(content, "bank answer"), paid=count, received_at=answered,
        received_by_id=writer.centre.payment_officer.pk,
    )  # fmt: skip


def _file(message: str, on: date, payments: list[Paid]) -> tuple[bytes, pain001.ControlSums]:
    out = BytesIO()
    sums = pain001.write(
        pain001.BatchFile(
            message_id=message, created_at=at(on, 15), requested_on=on, debtor_name=settings.PAYER["name"],
            debtor_bank_code=settings.PAYER["bank_code"], debtor_account=settings.PAYER["account"],
            transfers=[_transfer(paid) for paid in payments],
        ),
        out,
    )  # fmt: skip
    return out.getvalue(), sums


def _transfer(paid: Paid) -> pain001.CreditTransfer:
    return pain001.CreditTransfer(
        end_to_end_id=paid.item.end_to_end_id, instruction_id=f"I{paid.item.id:09}", amount=paid.item.amount,
        payee_name=paid.name, bank_code=paid.bank_code, account_number=paid.account,
        remittance=REMITTANCE.format(number=paid.claim_number),
    )  # fmt: skip


def _remember_run(writer: Writer, pk: int, public: dict, built, released) -> None:
    centre = writer.centre
    said = {"chain": f"batch:{pk}", "claim": None, "subject": f"claims.batch:{pk}", "sealed": ""}
    number, previous = remember(
        writer, **said, number=1, previous=BEGINNING, verb="build", at=built, by=centre.payment_officer.pk, source="",
        target="built", public=public,
    )  # fmt: skip
    remember(
        writer, **said, number=number + 1, previous=previous, verb="release", at=released, by=centre.releaser.pk,
        source="built", target="released", public={},
    )  # fmt: skip
