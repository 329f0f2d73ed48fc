"""Personal content at rest: sealed under a key per person, itself wrapped by the master key.

A sealed text reads `ei1.<master key id>.<person id>.<nonce>.<ciphertext>`: AES-256-GCM, base64url, its purpose bound
as associated data. Erasing the person's key makes everything sealed under it unreadable, while hashes over the
sealed form go on holding. Identity hashes are keyed, so that a register cannot be searched without the key.
"""

import hashlib
import hmac
import json
import os
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "ei1"
AGENCY = 0
LONG = 500
DEFLATED = b"x"  # how zlib begins; no JSON text begins so


class Erased(Exception):
    """The person's key has been erased; the content is gone for good."""


def new_key() -> bytes:
    """A fresh 256-bit key for a person."""
    return os.urandom(32)


def wrap(key: bytes, person_id: int) -> str:
    """The key wrapped under today's master key; bound to its person, so it cannot serve another."""
    nonce = os.urandom(12)
    return f"{master_key_id()}.{_text(nonce)}.{_text(_master().encrypt(nonce, key, _bound('key', person_id)))}"


def unwrap(wrapped: str, person_id: int) -> bytes:
    """The key out of `wrap`. Raises Erased when there is none, InvalidTag when it was tampered with."""
    if not wrapped:
        raise Erased(person_id)
    _master_id, nonce, sealed = wrapped.split(".")
    return _master().decrypt(_bytes(nonce), _bytes(sealed), _bound("key", person_id))


def seal_bytes(content: bytes, key: bytes, person_id: int, purpose: str) -> str:
    """Content sealed under a person's key, for one purpose ("event", "facts", "letter" ...)."""
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, content, _bound(purpose, person_id))
    return f"{VERSION}.{master_key_id()}.{person_id}.{_text(nonce)}.{_text(sealed)}"


def open_bytes(sealed: str, key: bytes, person_id: int, purpose: str) -> bytes:
    """The content out of `seal_bytes`. Raises InvalidTag for another person's, another purpose's or changed text."""
    _version, _master_id, _person, nonce, content = sealed.split(".")
    return AESGCM(key).decrypt(_bytes(nonce), _bytes(content), _bound(purpose, person_id))


def owner(sealed: str) -> int:
    """Id of the person under whose key this text was sealed; it stands in the header."""
    return int(sealed.split(".")[2])


def seal_for_agency(content: bytes, purpose: str) -> str:
    """Content that belongs to no one person (a bank file), sealed under a key derived from the master key."""
    return seal_bytes(content, _agency_key(), AGENCY, purpose)


def open_for_agency(sealed: str, purpose: str) -> bytes:
    """Content out of `seal_for_agency`."""
    return open_bytes(sealed, _agency_key(), AGENCY, purpose)


def seal_json(content: object, key: bytes, person_id: int, purpose: str) -> str:
    """JSON content sealed; see `seal_bytes`."""
    return seal_bytes(packed_json(content), key, person_id, purpose)


def packed_json(content: object) -> bytes:
    """JSON content as it is sealed: long texts deflated, for sealed text does not compress any more."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(text, 1) if len(text) > LONG else text


def open_json(sealed: str, key: bytes, person_id: int, purpose: str):
    """JSON content out of `seal_json`."""
    content = open_bytes(sealed, key, person_id, purpose)
    return json.loads(zlib.decompress(content) if content.startswith(DEFLATED) else content)


def identity_hash(identifier: str) -> bytes:
    """Keyed hash (HMAC-SHA-256) by which a resident or account number is found without being readable."""
    return hmac.new(_secret("IDENTITY_KEY"), identifier.encode(), hashlib.sha256).digest()


def master_key_id() -> str:
    """Short public name of the master key in use; it stands in the header of everything sealed."""
    return hashlib.sha256(b"master key id" + _secret("MASTER_KEY")).hexdigest()[:8]


@lru_cache(maxsize=4)
def _master_cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _agency_key() -> bytes:
    return hmac.new(_secret("MASTER_KEY"), b"agency key", hashlib.sha256).digest()


def _master() -> AESGCM:
    return _master_cipher(_secret("MASTER_KEY"))


@lru_cache(maxsize=8)
def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text)


def _secret(name: str) -> bytes:
    return _decoded(getattr(settings, name))


def _bound(purpose: str, person_id: int) -> bytes:
    return f"{VERSION}|{purpose}|{person_id}".encode()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
