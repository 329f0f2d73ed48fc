"""The demo office's places and people: a headquarters, two job centres, and everybody who works there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from backoffice.staff.models import Office, User
from workflows.appointing import appoint
from workflows.founding import First, found_office

PASSWORD = "training-only-1"

HEADQUARTERS = {
    "code": "0001",
    "name": "고용보험 교육본부",
    "name_en": "Employment Insurance Training Headquarters",
    "address": "세종특별자치시 가온로 1",
    "address_en": "1 Gaon-ro, Sejong",
    "phone": "044-000-0000",
    "head": "본부장 한가람",
    "head_en": "Garam Han, head of the headquarters",
}
CENTRES = (
    {
        "code": "1101",
        "name": "서울서부고용센터",
        "name_en": "Seoul West Job Centre",
        "address": "서울특별시 마포구 마포대로 1",
        "address_en": "1 Mapo-daero, Mapo-gu, Seoul",
        "phone": "02-000-0000",
        "head": "센터장 김가온",
        "head_en": "Gaon Kim, head of the centre",
    },
    {
        "code": "2601",
        "name": "부산고용센터",
        "name_en": "Busan Job Centre",
        "address": "부산광역시 연제구 중앙대로 1",
        "address_en": "1 Jungang-daero, Yeonje-gu, Busan",
        "phone": "051-000-0000",
        "head": "센터장 박마루",
        "head_en": "Maru Park, head of the centre",
    },
)
ADMINISTRATOR = ("admin", "정다움", "Daum Jeong", "ko")

# place (0: headquarters), role, sign-in name, name, English name, language
STAFF = (
    (0, "system_administrator", "system", "안도담", "Dodam Ahn", "en"),
    (0, "auditor", "auditor", "서늘봄", "Neulbom Seo", "ko"),
    (0, "quality_reviewer", "quality", "문라온", "Raon Moon", "ko"),
    (0, "parameter_editor", "parameters", "배가람", "Garam Bae", "en"),
    (0, "payment_officer", "paymaster", "유다솜", "Dasom Yoo", "ko"),
    (0, "releaser", "releaser", "노한결", "Hangyeol Noh", "ko"),
    (1, "office_administrator", "admin1", "윤슬기", "Seulgi Yoon", "ko"),
    (1, "supervisor", "supervisor1", "최미르", "Mir Choi", "ko"),
    (1, "supervisor", "supervisor2", "Grace O’Neill", "Grace O’Neill", "en"),
    (1, "caseworker", "caseworker1", "이나래", "Narae Lee", "ko"),
    (1, "caseworker", "caseworker2", "남궁가을", "Gaeul Namgung", "ko"),
    (1, "caseworker", "caseworker3", "Daniel Park", "Daniel Park", "en"),
    (1, "caseworker", "caseworker4", "오하람", "Haram Oh", "ko"),
    (1, "intake", "intake1", "조여울", "Yeoul Cho", "ko"),
    (2, "office_administrator", "admin2", "임소담", "Sodam Lim", "ko"),
    (2, "supervisor", "supervisor3", "강바다", "Bada Kang", "ko"),
    (2, "supervisor", "supervisor4", "황보윤슬", "Yunseul Hwangbo", "en"),
    (2, "caseworker", "caseworker5", "신아라", "Ara Shin", "ko"),
    (2, "caseworker", "caseworker6", "권달래", "Dallae Kwon", "ko"),
    (2, "caseworker", "caseworker7", "Nguyễn Thị Ánh", "Nguyen Thi Anh", "en"),
    (2, "caseworker", "caseworker8", "송이든", "Ideun Song", "ko"),
    (2, "intake", "intake2", "하보람", "Boram Ha", "ko"),
)


@dataclass(frozen=True)
class Centre:
    """A job centre with those who work for it; payments are made for it by the headquarters."""

    office: Office
    intake: User
    caseworkers: tuple[User, ...]
    supervisors: tuple[User, ...]
    payment_officer: User
    releaser: User


def found(on: date) -> None:
    """Makes the offices and everybody's appointments, as an administrator would; the clock stands on `on`."""
    username, name, name_en, language = ADMINISTRATOR
    first = First(HEADQUARTERS["code"], HEADQUARTERS["name"], HEADQUARTERS["name_en"], username, name)
    admin = found_office(first, password=PASSWORD)
    User.objects.filter(pk=admin.pk).update(
        is_demo=True, must_change_password=False, name_en=name_en, language=language
    )
    Office.objects.filter(pk=admin.office_id).update(**HEADQUARTERS)
    places = [admin.office, *(Office.objects.create(parent=admin.office, **each) for each in CENTRES)]
    hashed = make_password(PASSWORD)
    for place, role, *who in STAFF:
        appoint(_person(places[place], hashed, *who), places[place], role, by=admin)


def _person(office: Office, hashed: str, username: str, name: str, name_en: str, language: str) -> User:
    return User.objects.create(
        username=username, name=name, name_en=name_en, language=language, office=office, password=hashed, is_demo=True
    )


def centres() -> list[Centre]:
    """The two job centres, in the order of their codes."""
    people = {user.username: user for user in User.objects.select_related("office")}
    return [
        _centre(Office.objects.get(code=each["code"]), place, people) for place, each in enumerate(CENTRES, start=1)
    ]


def _centre(office: Office, place: int, people: Mapping[str, User]) -> Centre:
    def holders(role: str) -> tuple[User, ...]:
        return tuple(people[who] for at, held, who, *_names in STAFF if held == role and at in (0, place))

    return Centre(
        office=office,
        intake=holders("intake")[0],
        caseworkers=holders("caseworker"),
        supervisors=holders("supervisor"),
        payment_officer=holders("payment_officer")[0],
        releaser=holders("releaser")[0],
    )


def sign_ins() -> str:
    """The sign-in names with their roles and the password, for the terminal."""
    rows = [(ADMINISTRATOR[0], "office_administrator", HEADQUARTERS["name_en"])]
    places = (HEADQUARTERS, *CENTRES)
    rows += [(username, role, places[place]["name_en"]) for place, role, username, *_names in STAFF]
    lines = [f"  {username:<12} {role.replace('_', ' '):<21} {place}" for username, role, place in rows]
    return "\n".join([f"Demo sign-ins (invented data), password {PASSWORD}:", *lines, ""])
