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
WIDE_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")
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
    namespace, _brace, root = _root_tag(content).removeprefix("{").rpartition("}")
    message = namespace.removeprefix(NAMESPACE)
    if root == "Document" and namespace.startswith(NAMESPACE) and message in readable:
        return message
    raise InvalidBankFile(_("The file is “%(root)s” of “%(namespace)s”, but %(readable)s is what can be read here.")
                          % {"root": root, "namespace": namespace, "readable": ", ".join(readable)})


def elements(content: bytes, message: str, *names: str) -> Iterator[etree._Element]:
    """Each complete element of these names, in order, of a file which its schema accepts to the end.

    The schema's verdict falls at the end of a file, so the file is walked once for it and once more for the
    elements. An element that was passed is emptied.
    """
    _check(content, message)
    for _event, element in _parser(content, tag=[f"{{{NAMESPACE}{message}}}{name}" for name in names]):
        yield element
        element.clear()


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


def _check(content: bytes, message: str) -> None:
    parser = _parser(content, schema=_schema(message))
    try:
        for _event, element in parser:
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _invalid(parser, error) from error


def _root_tag(content: bytes) -> str:
    try:
        return next(_parser(content, events=("start",)))[1].tag
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise _not_xml(error) from error


@cache
def _schema(message: str) -> etree.XMLSchema:
    published = SCHEMA_OF[message]
    schema = (SCHEMAS / f"{published}.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(schema.replace(published.encode(), message.encode())))


def _invalid(parser: etree.iterparse, error: etree.XMLSyntaxError) -> InvalidBankFile:
    """The sentence of the schema, without the namespace in front of every name, else that of the parser.

    Not from the error's own log: that one still holds what was wrong with earlier files.
    """
    if len(parser.error_log):
        sentence = re.sub(r"\{[^}]*\}", "", parser.error_log[0].message)
        return InvalidBankFile(_("The file is not valid against its schema: %(sentence)s") % {"sentence": sentence})
    return _not_xml(error)


def _not_xml(error: Exception) -> InvalidBankFile:
    where = re.sub(r"""^(line [0-9]+: )b(['"])(.*)\2$""", r"\1\3", getattr(error, "msg", "") or "")
    return InvalidBankFile(_("The file is not complete, well-formed XML (%(where)s). Ask the bank to send it again.")
                           % {"where": where})
