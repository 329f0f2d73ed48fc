"""Bank messages are read as if an enemy had written them: bounded, UTF-8, no DOCTYPE, a known message, the schema.

lxml's own switch against entities is worse than its default (it keeps the literal text `&x;` in the field), so a
document type is refused before any parser sees the file.
"""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
SIZE_LIMIT = 64 * 1024 * 1024
SCHEMAS = Path(__file__).parent / "schemas"
# pain.002.001.12 takes everything .10 takes outside a direct debit's mandate (compared element by element,
# docs/decisions/0010), and the schema of .10 is not published in any package we could build upon.
SCHEMA_OF = {
    "pain.001.001.09": "pain.001.001.09",
    "pain.002.001.10": "pain.002.001.12",
    "pain.002.001.12": "pain.002.001.12",
}
WIDE_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00", b"<\x00")
DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")


class InvalidBankFile(ValueError):
    """A bank file which cannot be written or believed; the sentence says what is wrong and where."""


def take(stream: BinaryIO, limit: int = SIZE_LIMIT) -> bytes:
    """All bytes of a message, once it is not too large (limit in bytes), is UTF-8 and has no document type."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise InvalidBankFile(_("The file is larger than %(limit)s bytes. Ask the bank to send it in parts.")
                              % {"limit": limit})
    if not content.strip():
        raise InvalidBankFile(_("The file is empty. Ask the bank to send it again."))
    _refuse_other_encodings(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InvalidBankFile(_("The file declares a document type. Bank messages never do; do not open it, "
                                "and tell the security officer."))
    return content


def message_of(content: bytes, readable: tuple[str, ...]) -> str:
    """Which of the readable messages this is, by the namespace of its root element."""
    root = etree.QName(_root(content))
    namespace = root.namespace or ""
    message = namespace.removeprefix(NAMESPACE)
    if root.localname == "Document" and namespace.startswith(NAMESPACE) and message in readable:
        return message
    raise InvalidBankFile(_("The file is “%(root)s” of “%(namespace)s”, but %(readable)s is what can be read here.")
                          % {"root": root.localname, "namespace": namespace, "readable": ", ".join(readable)})


def elements(content: bytes, message: str, *names: str) -> Iterator[etree._Element]:
    """Each complete element of these names, in order; one that was passed is emptied. Refuses what the schema does.

    The verdict on the whole file falls at its end: keep nothing from a file which was not read to the end.
    """
    tags = [f"{{{NAMESPACE}{message}}}{name}" for name in names]
    try:
        for _event, element in _parser(content, tag=tags, schema=_schema(message)):
            yield element
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from error


def text_of(element: etree._Element, path: str) -> str | None:
    """The text at a path of element names in the message's own namespace, None where the message leaves it out."""
    namespace = etree.QName(element).namespace
    return element.findtext("/".join(f"{{{namespace}}}{name}" for name in path.split("/")))


def _refuse_other_encodings(content: bytes) -> None:
    declared = DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    named = declared[1].decode("ascii", "replace") if declared else "UTF-8"
    if content.startswith(WIDE_ENCODINGS):
        named = "UTF-16/32"
    if named.upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise InvalidBankFile(_("The file is written in %(encoding)s; bank messages are UTF-8. "
                                "Ask the bank to send it again.") % {"encoding": named})


def _parser(content: bytes, **options) -> etree.iterparse:
    return etree.iterparse(BytesIO(content), encoding="utf-8", no_network=True, huge_tree=False,
                           remove_comments=True, remove_pis=True, **options)


def _root(content: bytes) -> etree._Element:
    try:
        return next(iter(_parser(content, events=("start",))))[1]
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise _refusal(error) from error


@cache
def _schema(message: str) -> etree.XMLSchema:
    published = SCHEMA_OF[message]
    schema = (SCHEMAS / f"{published}.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(schema.replace(published.encode(), message.encode())))


def _refusal(error: Exception) -> InvalidBankFile:
    """The parser's or the schema's own sentence, without the namespace in front of every name."""
    sentence = re.sub(r"\{[^}]*\}", "", str(error)).replace(" (<string>, line 0)", "")
    by_schema = any(entry.domain == etree.ErrorDomains.SCHEMASV for entry in getattr(error, "error_log", ()))
    says = _("The file is not valid against its schema: %(sentence)s") if by_schema else \
        _("The file is not complete, well-formed XML: %(sentence)s Ask the bank to send it again.")
    return InvalidBankFile(says % {"sentence": sentence})
