"""References such as "EIA 45(4)-(5); ED 68(1)" as Korean lawyers write them: 고용보험법 제45조제4항부터 제5항까지."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from law.catalogue import catalogue

LAWS = {
    "EIA": "고용보험법", "ED": "고용보험법 시행령", "ER": "고용보험법 시행규칙",
    "CA": "고용산재보험료징수법", "CD": "고용산재보험료징수법 시행령", "CR": "고용산재보험료징수법 시행규칙",
    "EEA": "남녀고용평등법", "LSA": "근로기준법", "LSD": "근로기준법 시행령",
    "APA": "행정절차법", "APD": "행정절차법 시행령",
    "CPA": "민원처리법", "TFA": "국고금관리법", "NPA": "국민연금법", "NPD": "국민연금법 시행령",
    "IACI": "산재보험법", "MWA": "최저임금법", "PHA": "공휴일법", "PHD": "관공서의 공휴일에 관한 규정",
    "Civil Act": "민법",
}
LETTERS = {
    "ga": "가", "na": "나", "da": "다", "ra": "라", "ma": "마", "ba": "바", "sa": "사",
    "a": "아", "ja": "자", "cha": "차", "ka": "카", "ta": "타", "pa": "파", "ha": "하",
}
NUMBER = r"\d+(?:-\d+)?"
LETTER = "|".join(sorted(LETTERS, key=len, reverse=True))
PHRASES = (
    (re.compile(r"\bAct (\d{4,5})\b"), r"법률 제\1호"),
    (re.compile(r"\bPresidential Decree (\d{4,5})\b"), r"대통령령 제\1호"),
    (re.compile(r"\bMinisterial Decree (\d{3,5})\b"), r"고용노동부령 제\1호"),
    (re.compile(r"\bMOEL Notice (\d{4}-\d+)"), r"고용노동부고시 제\1호"),
    (re.compile(r"\bAnnex (\d+)-(\d+)"), r"별표 \1의\2"),
    (re.compile(r"\bAnnex (\d+)"), r"별표 \1"),
    (re.compile(rf"\s?\bitem (\d+)(?:-(\d+))?(?:-({LETTER})\b)?"), lambda m: item(m[1], m[2], m[3])),
    (re.compile(r"\bno\. (\d+)"), r"제\1호"),
    (re.compile(r"\bproviso\b"), "단서"),
    (re.compile(r"\blatter part\b"), "후단"),
    (re.compile(r"\bformer\b|\bold\b"), "종전"),
    (re.compile(r"\bMOEL guideline\b"), "고용노동부 지침"),
    (re.compile(r"\bannual notice\b"), "연도별 고시"),
    (re.compile(r"\bnotice\b"), "고시"),
)
LAW = re.compile("|".join(rf"\b{name}\b" for name in sorted(LAWS, key=len, reverse=True)))
REST = (
    rf"(?P<article>{NUMBER})(?P<paragraphs>(?:\({NUMBER}\)(?:-(?=\())?)*)"
    rf"(?:(?<=\))(?P<item>{NUMBER}))?(?:-(?P<letter>{LETTER})\b)?(?P<to>\.\.{NUMBER})?(?![\d호])")
ARTICLE = re.compile(rf"(?P<addenda>\baddenda )?(?<![\d제.]){REST}")
ADDENDA = re.compile(rf"(?P<addenda>\baddenda ){REST}")


@cache
def reference(text: str, language: str) -> str:
    """A reference in a language; English is what the rules are written in. The catalogue may know one as a whole."""
    if language != "ko":
        return text
    say = catalogue(language)
    return "; ".join(korean(part.strip(), say) if say(part.strip()) == part.strip() else say(part.strip())
                     for part in text.split(";"))


def korean(part: str, say: Callable[[str], str]) -> str:
    """One law's articles. A remark, in brackets after a space, is words: only laws and addenda in it are references."""
    head, bracket, remark = part.partition(" (")
    head = articles(phrases(LAW.sub(lambda m: LAWS[m[0]], head)))
    if not bracket:
        return head
    inner = remark.removesuffix(")")
    said = say(inner)
    if said == inner:
        said = ADDENDA.sub(article, phrases(LAW.sub(lambda m: LAWS[m[0]], inner)))
    return f"{head} ({said})"


def phrases(text: str) -> str:
    for pattern, replacement in PHRASES:
        text = pattern.sub(replacement, text)
    return text


def articles(text: str) -> str:
    if "별표" in text:
        before, annex, after = text.partition("별표")
        return ARTICLE.sub(article, before) + annex + after
    return ARTICLE.sub(article, text)


def article(found: re.Match[str]) -> str:
    result = ("부칙 " if found["addenda"] else "") + numbered(found["article"], "조")
    if found["to"]:
        return f"{result}부터 {numbered(found['to'][2:], '조')}까지"
    result += paragraphs(found["paragraphs"])
    result += numbered(found["item"], "호") if found["item"] else ""
    return result + (LETTERS[found["letter"]] + "목" if found["letter"] else "")


def paragraphs(text: str) -> str:
    """"(1)(3)" is 제1항·제3항, "(3)-(5)" is 제3항부터 제5항까지."""
    first, dash, last = text.partition("-(") if ")-(" in text else (text, "", "")
    listed = "·".join(numbered(n, "항") for n in re.findall(rf"\(({NUMBER})\)", first))
    return f"{listed}부터 {numbered(last.rstrip(')'), '항')}까지" if dash else listed


def numbered(number: str, kind: str) -> str:
    """"10-2" is 제10조의2."""
    main, _, branch = number.partition("-")
    return f"제{main}{kind}" + (f"의{branch}" if branch else "")


def item(number: str, branch: str | None, letter: str | None) -> str:
    return numbered(f"{number}-{branch}" if branch else number, "호") + (LETTERS[letter] + "목" if letter else "")
