"""Letters are issued inside the step that decided: rendered once, hashed, sealed and stored."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext, override

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims import letters
from claims.models import Certification, Claim, Determination, Letter
from law import explain

LANGUAGES = ("ko", "en")


def issue(
    kind: str, claim: Claim, *, by, facts: Mapping[str, Any], trace: dict | None = None, officer=None,
    determination: Determination | None = None, certification: Certification | None = None,
) -> Letter:
    """Renders and stores a letter of a kind (a folder of templates/letters/kr/) in the step's transaction.

    `facts` are what its wording uses, `trace` a stored reasoning for its annex, `officer` who worked on it
    (the actor where nobody else did). The PDF is hashed in clear and sealed under the person's key.
    """
    number = next_number(claim)
    letter = compose(kind, claim, by=by, officer=officer, number=number, facts=facts, trace=trace)
    if missing := letters.missing_items(letter):
        raise Refused(
            gettext("The letter would lack what the law asks of it: %(items)s. Complete the case or the office first.")
            % {"items": ", ".join(missing)}
        )
    rendered = letters.render(letter)
    person = claim.person
    return Letter.objects.create(
        claim=claim, determination=determination, certification=certification, kind=kind, document_number=number,
        languages=",".join(LANGUAGES), sealed_text=person.seal(dict(rendered.text), "letter text"),
        sealed_pdf=person.seal_file(rendered.pdf, "letter"), sha256=rendered.sha256,
        issued_on=clock.today(), issued_by=by,
    )


def preview(kind: str, claim: Claim, *, by, facts: Mapping[str, Any], trace: dict | None = None, officer=None):
    """The same letter rendered without being issued; every page says so."""
    number = f"{claim.number}-00"
    return letters.render(
        compose(kind, claim, by=by, officer=officer, number=number, facts=facts, trace=trace, is_preview=True)
    )


def words(kind: str, claim: Claim, *, by, facts: Mapping[str, Any], trace: dict | None = None, officer=None) -> dict:
    """Language -> the words of the letter as it would be issued now."""
    return letters.read(
        compose(kind, claim, by=by, officer=officer, number=f"{claim.number}-00", facts=facts, trace=trace, is_preview=True)
    )


def compose(kind: str, claim: Claim, *, by, officer, number, facts, trace, is_preview=False) -> letters.Letter:
    """Everything a letter says, as plain values."""
    officer = officer or by
    return letters.Letter(
        kind=kind, document_number=number, issued_on=clock.today(), office=_office(claim.office),
        addressee=_addressee(claim.person), claim_number=claim.number, facts=facts,
        handled_by=letters.Signatories(
            officer=_in_both(officer), unit_ko=claim.office.name, unit_en=claim.office.name_en,
            phone=claim.office.phone, approver=_in_both(by),
        ),
        explanation={language: _lines(trace, language) for language in LANGUAGES} if trace else {},
        languages=LANGUAGES, is_preview=is_preview,
    )


def next_number(claim: Claim) -> str:
    """The next document number of the claim; its row is locked, so no two letters take the same."""
    last = Letter.objects.filter(claim=claim).aggregate(last=Max("document_number"))["last"]
    return f"{claim.number}-{int(last[-2:]) + 1 if last else 1:02d}"


def _in_both(person) -> str:
    """A member of staff as letters in either language name them: 이나래 (Narae Lee)."""
    return f"{person} ({person.name_en})" if person.name_en and person.name_en != str(person) else str(person)


def in_language(message: str, language: str) -> str:
    """A message id in a language, whatever the reader's own."""
    with override(language):
        return gettext(message)


def _lines(trace: dict, language: str) -> tuple[letters.Line, ...]:
    return tuple(
        letters.Line(step["label"], step["sentence"], step["shown"], step["ref"], rule=step["rule"])
        for step in explain.render(trace, language)
    )


def _office(office) -> letters.Office:
    return letters.Office(
        name_ko=office.name, name_en=office.name_en, address_ko=office.address, address_en=office.address_en,
        phone=office.phone, head_ko=office.head, head_en=office.head_en,
    )


def _addressee(person) -> letters.Addressee:
    return letters.Addressee(
        name=person.name, name_en=person.name_en, address=person.contact.get("address", ""),
        birth_on=person.birth_on, resident_number_masked=person.resident_number_masked,
    )
