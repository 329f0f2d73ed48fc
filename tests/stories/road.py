"""Stretches of the road, each walked through the pages at the desks of the people whose work it is."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from claims.bank import pain001
from claims.models import Batch, Certification, Claim, Payment
from contributions.models import Person
from tests.bank import an_answer

NUMBER = "900301-2345678"
WORKPLACE = "101-86-00104-0"
FILED_ON, DECIDED_ON = date(2026, 10, 12), date(2026, 10, 14)


def registered(story) -> Person:
    """At the counter: the person, the workplace, the insured spell, the certificate with three months of wages."""
    desk = story.intake
    desk.go("counter").shot("counter").send(resident_number=NUMBER)
    desk.send(
        name="김하늘",
        name_en="Haneul Kim",
        nationality="KR",
        disabled="no",
        phone="010-1234-5678",
        address="서울특별시 마포구 월드컵로 1",
        language=story.language,
    )
    person = Person.objects.get()
    desk.shot("what-the-registers-know")
    desk.go("registers").shot("registers").follow("record_employer").send(
        workplace_number=WORKPLACE, name="㈜가온물산", address="서울특별시 종로구 종로 1"
    )
    desk.go("person", person.pk).shot("person").follow("record_status", person.pk).send(
        employer=WORKPLACE,
        kind="employee",
        acquired_on="2024.7.1",
        lost_on="2026.10.1",
        loss_reason="23",
        weekly_hours="40",
    )
    desk.follow("record_certificate", person.pk).fill(
        employer=WORKPLACE,
        acquired_on="2024.7.1",
        separation_on="2026.9.30",
        reason_code="23",
        unit_days_from_on="2025.4.1",
        unit_days="410",
    ).press("fill", "1")
    desk.shot("certificate").send(pay__0__wages="3,000,000", pay__1__wages="3,000,000", pay__2__wages="3,000,000")
    desk.sees("9,000,000")
    return person


def filed(story, person: Person) -> Claim:
    """At the counter: the claim on that certificate."""
    desk = story.intake.go("counter").send(resident_number=NUMBER)
    desk.shot("questions").send(claimant_reason="26", registered_on="2026.10.12")
    claim = Claim.objects.get(person=person)
    desk.sees(claim.number)
    return claim


def recommended(story, claim: Claim, *, desk=None, ground="none", text="계약기간 만료를 확인함") -> None:
    """At the caseworker's desk: drafted, points cleared, recommended."""
    desk = (desk or story.caseworker).go("queue").shot("queue", reflow=True).open_row(claim.number)
    desk.shot("case-filed").follow("draft", claim.number).send()
    while point := claim.points.filter(cleared_at=None).first():
        desk.follow("point", claim.number, point.pk).shot(f"point-{point.code}")
        desk.send(reason="사실관계를 확인함", **({"ground": ground} if desk.find("[name=ground]").count() else {}))
    desk.shot("conditions").follow("recommend", claim.number).shot("recommend")
    desk.send(text=text).shot("case-recommended", checked=False)


def approved(story, claim: Claim) -> None:
    """At the supervisor's desk: what was decided and the letter are read, and it is signed."""
    desk = story.supervisor.go("home").shot("today").go("approvals").shot("approvals").open_row(claim.number)
    desk.sees("김하늘", "계약기간 만료를 확인함").shot("approval")
    before = pdf_text(desk.download("letter_preview", claim.number))
    desk.send("verdict", "approve").shot("approved", checked=False)
    claim.refresh_from_db()
    assert claim.state == "granted"
    desk.go("case_letters", claim.number).shot("letters")
    sent = pdf_text(desk.download("letter", claim.number, claim.letters.get().pk))
    day = f"{Certification.objects.get(claim=claim).due_on:%Y. %m. %d.}"
    assert "김하늘" in sent and day in sent and day in before


def pdf_text(content: bytes) -> str:
    assert content.startswith(b"%PDF")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def recognised(story, claim: Claim) -> Payment:
    """At the caseworker's desk on the recognition day: account, report, proposal, recognition."""
    round = Certification.objects.get(claim=claim)
    story.on(round.due_on)
    desk = story.caseworker.go("recognition").shot("recognition").open_row(claim.number)
    desk.shot("report").follow("account_enter", claim.number).shot("account")
    desk.send(bank_code="004", number="110-123-456789")
    day = f"{round.due_on:%Y.%m.%d}"
    desk.send(manner="attended", activities__0__kind="application", activities__0__on=day, activities__0__evidence=True)
    desk.fill(activities_0="yes").press("verdict", "compute")
    desk.shot("proposal-judged").send("verdict", "recognise").shot("recognised")
    payment = claim.payments.get()
    desk.sees(f"{payment.amount:,}")
    return payment


def released(story, payment: Payment) -> Batch:
    """At the desks of money: one builds the run, another releases it and takes the file to the bank."""
    story.on(payment.payable_on)
    desk = story.payment_officer.go("payments").shot("payments").follow("batch_build").shot("build").send()
    batch = Batch.objects.latest("pk")
    desk.shot("run-built")
    desk = story.releaser.go("payments").open_row(batch.number).follow("batch_release", batch.pk).shot("release")
    desk.send(count="1").shot("run-released", checked=False)
    file = desk.download("batch_file", batch.pk)
    pain001.validate(file)
    assert str(payment.amount).encode() in file
    return batch


def answered(story, batch: Batch, status: str, **more) -> None:
    """The bank's answer is read."""
    answer = an_answer(batch, {batch.items.get(): status}, **more)
    story.payment_officer.go("payments").follow("bank_answer").shot("answer").send(file=("pain002.xml", answer))
    story.payment_officer.shot("answer-read")


def audited(story, claim: Claim) -> None:
    """The auditor's view: one timeline of who did what, when, why, from what to what, with facts and law."""
    desk = story.auditor.go("audit").shot("audit").open_row(claim.number)
    desk.shot("history")
    people = [
        getattr(story.centre, role).name_in(story.language)
        for role in ("intake", "caseworker", "supervisor", "payment_officer", "releaser")
    ]
    desk.sees(*people, "사실관계를 확인함", claim.determinations.get().law_digest[:16])
    assert desk.find(".timeline li, .timeline > *").count() >= 9
    desk.go("case", claim.number).shot("case-paid", reflow=True).go("case_payments", claim.number).shot("case-payments")
    desk.go("case_wages", claim.number).shot("case-wages").go("case_conditions", claim.number).shot("case-conditions")
    desk.go("case_certifications", claim.number).shot("case-rounds").go("integrity").shot("integrity").go("looks").shot(
        "looks"
    )
