"""Reads every page that a role can reach by its links, and finds the words on it that are in the wrong language."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import lxml.html
from django.urls import Resolver404, resolve

SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-copied", "content")
UNSPOKEN = ("script", "style", "code", "kbd")
PAGES_OF_A_KIND = 2
ENGLISH = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")
KOREAN = re.compile(r"[가-힣]+")
BRACKETED = re.compile(r"\([가-힣][가-힣\s·]*\)")
NOT_WORDS = re.compile(r"[0-9a-f]{8,}|\b[a-z_]+:\d+|\S+@\S+|\b[A-Z]{0,4}\d[\w-]*")


@dataclass
class Reader:
    """A person walking through the pages.

    `left_out` is what is nobody's word wherever it stands (names, addresses, typed text), `codes` what is none where it
    stands alone.
    """

    client: object
    left_out: list[str]
    codes: set[str] = field(default_factory=set)
    pages: dict[str, object] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def walk(self, start: str = "/") -> None:
        """Reads from a page on, a few pages of each kind."""
        waiting, kinds, met = deque([start]), Counter(), {start}
        while waiting:
            page = self.read(waiting.popleft())
            for address in links(page):
                kind = kind_of(address)
                if kind and address not in met and kinds[kind] < PAGES_OF_A_KIND:
                    met.add(address)
                    kinds[kind] += 1
                    waiting.append(address)

    def read(self, address: str):
        """A page by its address, followed to where it leads; files are not read."""
        response = self.client.get(address, follow=True)
        if not response.content or "text/html" not in response.headers.get("Content-Type", ""):
            return None
        if response.status_code >= 500:
            self.broken.append(address)
        self.pages[address] = page = lxml.html.document_fromstring(response.content)
        return page

    def send_empty(self) -> None:
        """Sends each kind of form once with nothing filled in, for the sentences of what is wrong."""
        sent = set()
        for address, page in list(self.pages.items()):
            for form in page.iter("form"):
                target = form.get("action") or address
                kind = kind_of(target)
                if (
                    form.get("method", "").lower() != "post"
                    or kind in sent
                    or kind in ("account_logout", "set_language")
                ):
                    continue
                sent.add(kind)
                response = self.client.post(target, follow=True)
                if response.status_code >= 500:
                    self.broken.append(f"POST {target}")
                if response.content and "text/html" in response.headers.get("Content-Type", ""):
                    self.pages[f"POST {target}"] = lxml.html.document_fromstring(response.content)

    def wrong(self, pattern: re.Pattern[str], allowed: Iterable[str] = ()) -> dict[str, set[str]]:
        """The words that match, each with the pages it stands on."""
        allowed, found = set(allowed), {}
        for address, page in self.pages.items():
            for text in (text for text in spoken(page) if text.strip() not in self.codes):
                for word in pattern.findall(self._own_words(text)):
                    if word not in allowed:
                        found.setdefault(word, set()).add(f"{address}: {' '.join(text.split())[:160]}")
        return found

    def _own_words(self, text: str) -> str:
        for thing in self.left_out:
            text = text.replace(thing, " ")
        return NOT_WORDS.sub(" ", BRACKETED.sub(" ", text))


def links(page) -> Iterator[str]:
    """The addresses of our own pages that a page leads to."""
    for target in page.xpath("//a/@href") if page is not None else ():
        if target.startswith("/") and not target.startswith("/static/"):
            yield target.partition("#")[0]


def kind_of(address: str) -> str:
    """The name of the page at an address, without what is filtered or numbered; empty if we have none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def spoken(page) -> Iterator[str]:
    """Every text of a page that is seen or read out, but what is marked as another language."""
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in UNSPOKEN or in_another_language(element):
            continue
        yield from (element.get(name) for name in SPOKEN if element.get(name) and element.tag != "meta")
        texts = [element.text, *(child.tail for child in element)]
        yield from (text for text in texts if text and text.strip())


def in_another_language(element) -> bool:
    """Whether an element, or one it stands in, names its own language."""
    return any(above.get("lang") for above in [element, *element.iterancestors()] if above.tag != "html")
