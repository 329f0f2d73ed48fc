"""Every screen in Korean and in English: the catalogue is complete, and no page speaks the other language."""

import ast
import re
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.csrf import csrf_failure
from django.views.defaults import server_error

from backoffice.housekeeping import messages, places
from backoffice.staff.models import Office, User
from backoffice.views import look_words, told, words
from claims.fact_words import FACTS
from contributions.models import Employer, InsuredStatus, Person
from law.catalogue import messages as law_words
from law.kr import facts as law_facts
from tests import worlds
from tests.backoffice.language_crawl import ENGLISH, KOREAN, Reader
from tests.bank import an_answer
from workflows import correcting, documents, holding, importing, paying, points, registering
from workflows.import_columns import COLUMNS

CATALOGUE = messages.LOCALE / "ko" / "LC_MESSAGES" / "django.po"
GLOSSARY = places.ROOT / "docs" / "glossary.md"
CODE = ("law", "claims", "contributions", "workflows", "audits", "backoffice")
REVIEWED = Path(__file__).parents[1] / "approved" / "english-words-in-korean.txt"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%[a-z]")
NAMES = {"intake": "접수자", "caseworker": "심사자", "supervisor": "결재자", "payment_officer": "지급자", "releaser": "승인자",
         "auditor": "감사자", "colleague": "동료자"}  # fmt: skip
TYPED = ["서울특별시 마포구", "확인함", "계약기간 만료를 확인함", "서울특별시 마포구 월드컵로 1"]
KOREAN_NAME = {"한국어"}  # what the language is called by those who speak it
LOOKED_ON = date(2026, 12, 10)


# ── the catalogue ────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def catalogue():
    with open(CATALOGUE, "rb") as file:
        return read_po(file, locale="ko")


def reviewed() -> set[str]:
    """The English words that may stand in a Korean sentence: names of formats, standards and products."""
    lines = REVIEWED.read_text().splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def said(message) -> str:
    return message.string if isinstance(message.string, str) else message.string[0]


def asked(message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_the_catalogue_holds_every_text_of_the_code_and_no_other(catalogue):
    wanted = {(asked(text)[0], text.context) for text in messages.collected() if text.id}

    held = {(asked(text)[0], text.context) for text in catalogue if text.id}

    assert (wanted - held, held - wanted) == (set(), set())


def test_nothing_is_left_untranslated_or_unsure(catalogue):
    open_ones = [message.id for message in catalogue if message.id and (not said(message) or message.fuzzy)]

    assert open_ones == []


def test_every_translation_keeps_the_placeholders(catalogue):
    texts = [message for message in catalogue if message.id]

    differing = [
        said(message)
        for message in texts
        if all(
            sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(said(message))) for text in asked(message)
        )
    ]

    assert differing == []


def test_english_words_in_korean_sentences_are_the_reviewed_ones(catalogue):
    sentences = [PLACEHOLDER.sub(" ", said(message)) for message in catalogue if message.id]

    unreviewed = {word for sentence in sentences for word in ENGLISH.findall(sentence)} - reviewed()

    assert unreviewed == set()


def test_buttons_and_short_words_are_short(catalogue):
    verbs = [message for message in catalogue if message.id and len(asked(message)[0].split()) == 1]

    assert [said(message) for message in verbs if len(said(message)) > 12] == []


def test_the_glossary_says_what_the_catalogues_and_the_code_say(catalogue):
    rows = [
        [cell.strip() for cell in line.split("|")[1:4]]
        for line in GLOSSARY.read_text().splitlines()
        if "`" in line and line[0] == "|"
    ]
    words_of_pages = {asked(message)[0]: said(message) for message in catalogue if message.id}
    code = "\n".join(path.read_text() for folder in CODE for path in (places.ROOT / folder).rglob("*.py"))

    wrong = [
        korean
        for korean, english, _name in rows
        if korean not in (words_of_pages.get(english), law_words("ko").get(english))
    ]
    unused = [name for _korean, _english, name in rows if not re.search(rf"\b{name.strip('`')}\b", code)]

    assert (wrong, unused, len(rows) > 40) == ([], [], True)


# ── words for what is stored ─────────────────────────────────────────────────
def workflows() -> list[ast.AST]:
    files = [places.ROOT / "workflows", places.ROOT / "backoffice" / "views"]
    return [node for folder in files for path in folder.glob("*.py") for node in ast.walk(ast.parse(path.read_text()))]


def is_step(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", ())
    return any(isinstance(made, ast.Call) and getattr(made.func, "id", "") == "step" for made in decorators)


def calls(*names: str) -> list[ast.Call]:
    return [
        node
        for node in workflows()
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
    ]


def constants(node: ast.AST) -> set[str]:
    return {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)}


def test_every_verb_that_is_remembered_has_a_word():
    steps = {node.name for node in workflows() if is_step(node)}
    written = {verb for call in calls("remember", "_remember", "_remember_each") for verb in constants(call.args[0])}

    wordless = (steps | written) - words.ACTS.keys()

    assert (wordless, words.ACTS.keys() - steps - written) == (set(), set())


def test_everything_an_event_tells_has_a_label():
    arguments = {a.arg for node in workflows() if is_step(node) for a in node.args.kwonlyargs if a.arg[0] != "_"}
    parts = [
        part.value for call in calls("remember", "Act") for part in call.keywords if part.arg in ("content", "public")
    ]
    keys = {key.value for part in parts for node in ast.walk(part) if isinstance(node, ast.Dict) for key in node.keys
            if isinstance(key, ast.Constant)}  # fmt: skip

    unlabelled = (arguments | keys) - {"by"} - told.LABELS.keys() - FACTS.keys()

    assert unlabelled == set()


def test_every_fact_of_the_law_has_a_label():
    records = (law_facts.Entitlement, law_facts.Spell, law_facts.UnitDays, law_facts.Pay, law_facts.Interruption,
               law_facts.Deferral, law_facts.ReasonFinding)  # fmt: skip

    unlabelled = {name for record in records for name in record.__dataclass_fields__} - FACTS.keys()

    assert unlabelled == set()


def test_every_page_whose_looks_are_recorded_has_a_word():
    pages = {
        call.args[1].value
        for call in calls("the_case", "the_person", "the_round", "listed", "looked")
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    } | {call.args[2].value for call in calls("the_case", "the_person", "the_round")
         if len(call.args) > 2 and isinstance(call.args[2], ast.Constant)}  # fmt: skip

    assert pages - look_words.PAGES.keys() == set()


@pytest.mark.parametrize("language, shown", [("ko", "예, 2026.11.22, 3,000원"), ("en", "Yes, 22 Nov 2026, ₩3,000")])
def test_stored_values_are_shown_in_the_readers_language(language, shown):
    with override(language):
        values = [told.shown("able_to_work", True, language), told.shown("on", "2026-11-22", language),
                  told.shown("amount", 3000, language)]  # fmt: skip

    assert ", ".join(values) == shown


@pytest.mark.django_db(databases=["default", "looking"])
def test_the_history_names_to_whom_a_case_was_given(client):
    centre = worlds.a_centre()
    claim = a_claim(centre, "이하나")
    holding.reassign(claim, by=centre.supervisor, to=centre.colleague, reason="휴가")
    client.force_login(centre.caseworker)

    page = client.get(f"/claims/{claim.number}/history/").content.decode()

    assert "<dd>colleague</dd>" in page and "휴가" in page and "staff.user" not in page


# ── the pages ────────────────────────────────────────────────────────────────
def a_busy_office():
    """An office with claims at every stage: filed, on hold, waiting for approval, paid, returned, refused."""
    centre = worlds.a_centre()
    for role, name in NAMES.items():
        User.objects.filter(pk=getattr(centre, role).pk).update(name=name)
    filed = a_claim(centre, "이하나")
    held = a_claim(centre, "이두리")
    with worlds.on(date(2026, 10, 13)):
        points.raise_by_hand(filed, by=centre.caseworker, what="확인함")
        documents.request_documents(filed, by=centre.caseworker, kinds=["identity"], due_on=date(2026, 10, 20))
        holding.reassign(filed, by=centre.supervisor, to=centre.colleague, reason="확인함")
        holding.hold(held, by=centre.caseworker, until=date(2026, 10, 30), because="certificate")
    worlds.a_recommended_determination(centre, a_claim(centre, "이세라"), decided_on=date(2026, 10, 13))
    paid = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    for message, status in (("B1", "ACSC"), ("B2", "RJCT")):
        settled_round(centre, paid, message, status)
    worlds.a_reported_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    worlds.a_granted_claim(centre, reason="11")  # refused: left for own reasons, and no just cause found
    a_correction(centre, worlds.a_granted_claim(centre))
    return centre


def a_correction(centre, claim) -> None:
    """Registered wages turn out wrong after the decision; the correction waits for approval."""
    with worlds.on(date(2026, 11, 30)):
        old = claim.certificate
        kept = ("acquired_on", "separation_on", "reason_code", "unit_days_from_on", "unit_days")
        registering.record_certificate(
            claim.person, old.employer, by=centre.caseworker, office=centre.office, replaces=old,
            wages=worlds.three_months(claim.separation_on, 3_600_000), **{name: getattr(old, name) for name in kept},
        )  # fmt: skip
        correcting.redraft(claim, by=centre.caseworker, reason="employer")


def a_claim(centre, name: str):
    return worlds.a_filed_claim(centre, person=worlds.a_person(centre, name=name))


def settled_round(centre, claim, message: str, status: str) -> None:
    recognised = worlds.a_recognised_round(centre, claim)
    batch = worlds.a_released_run(centre, recognised.due_on)
    with worlds.on(recognised.due_on):
        paying.settle(an_answer(batch, {batch.items.get(): status}, message=message), by=centre.payment_officer)


def nobodys_words() -> list[str]:
    """Names, addresses and typed reasons: what stands on pages and is in nobody's language."""
    offices = Office.objects.values_list("name", "name_en", "address", "address_en", "head", "head_en")
    people = User.objects.values_list("name", "username")
    names = {text for row in [*offices, *people] for text in row if text} | set(TYPED)
    names |= {*Person.objects.values_list("name", flat=True), *Employer.objects.values_list("name", flat=True)}
    return sorted(names, key=len, reverse=True)


def column_codes() -> set[str]:
    """The names and examples of the columns of import files, as the template files have them."""
    return {text for columns in COLUMNS.values() for column in columns for text in (column.name, column.example)}


def cell_codes() -> set[str]:
    """What cells of import files hold: the codes of statuses and languages."""
    return {"ko", "en"} | {word for code, _named in InsuredStatus.KINDS for word in code.split("_")}


def everybody(centre) -> list[User]:
    """One person for each role; the administrator last, since empty forms end roles, too."""
    administrator = worlds.somebody(centre.office, "office_administrator", name="관리자")
    return [*(getattr(centre, role) for role in worlds.ROLES), administrator]


def read_by(user: User, language: str, left_out: list[str]) -> Reader:
    """Everything that a person sees: pages by their links, a page that is not there, and each form sent empty."""
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.cookies["django_language"] = language
    reader = Reader(client, left_out, column_codes())
    reader.read("/account/login/")
    reader.pages["wrong password"] = lxml.html.document_fromstring(
        client.post("/account/login/", {"login": user.username, "password": "wrong"}).content
    )
    client.force_login(User.objects.get(pk=user.pk))
    reader.walk()
    reader.read("/claims/26-9999999-9/")
    reader.read("/staff/")
    reader.send_empty()
    reader.pages |= error_pages(language)
    return reader


def error_pages(language: str) -> dict[str, lxml.html.HtmlElement]:
    """The page of our own mistake and that of an expired form."""
    request = RequestFactory().get("/", headers={"accept-language": language})
    request.user = AnonymousUser()
    with override(language):
        answers = {"500": server_error(request), "csrf": csrf_failure(request)}
    return {name: lxml.html.document_fromstring(answer.content) for name, answer in answers.items()}


@pytest.mark.parametrize(
    "language, other, allowed", [("ko", ENGLISH, reviewed), ("en", KOREAN, lambda: KOREAN_NAME)], ids=["ko", "en"]
)
@pytest.mark.django_db(databases=["default", "looking"])
def test_no_page_speaks_the_other_language(language, other, allowed):
    centre = a_busy_office()
    readers = everybody(centre)
    left_out = nobodys_words()

    with worlds.on(LOOKED_ON):
        read = [read_by(user, language, left_out) for user in readers]

    wrong = {f"{word}: {min(pages)}" for reader in read for word, pages in reader.wrong(other, allowed()).items()}
    assert "\n".join(sorted(wrong)) == ""
    assert [address for reader in read for address in reader.broken] == []
    assert sum(len(reader.pages) for reader in read) > 150


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.django_db(databases=["default", "looking"])
def test_what_is_wrong_in_a_file_is_said_in_korean(kind):
    centre = worlds.a_centre()
    names = [column.name for column in COLUMNS[kind]]
    rows = [names, ["??"] * len(names), [""] * (len(names) - 1) + ["?"], [column.example for column in COLUMNS[kind]]]
    content = "\n".join(",".join(row) for row in rows).encode()
    staged = importing.stage(kind, "대장", content, by=centre.caseworker, office=centre.office)
    client = Client()
    client.force_login(centre.caseworker)
    reader = Reader(client, nobodys_words(), column_codes())

    reader.read(f"/registers/import/{staged.pk}/")

    assert reader.wrong(ENGLISH, reviewed() | cell_codes()) == {} and len(reader.pages) == 1
