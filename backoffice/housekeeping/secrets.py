"""The secrets of this installation: from the environment, or made once and kept in a file that only its owner reads."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from backoffice.housekeeping import places


def _password() -> str:
    return secrets.token_urlsafe(24)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "MASTER_KEY": _key,
    "IDENTITY_KEY": _key,
    "SUPERUSER_PASSWORD": _password,
    "OWNER_PASSWORD": _password,
    "APPLICATION_PASSWORD": _password,
    "READER_PASSWORD": _password,
}


def secret(name: str) -> str:
    """The secret `name` of MAKERS: the environment's value, else the kept one, made at the first asking."""
    return os.environ.get(name) or _kept()[name]


def _kept() -> dict[str, str]:
    path = places.home() / "secrets.json"
    kept = _read(path)
    return kept if MAKERS.keys() <= kept.keys() else _complete(path)


def _read(path: Path) -> dict[str, str]:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except PermissionError:
        raise places.Trouble(f"{path} belongs to somebody else. Run as its owner, or clone the project anew.") from None
    except json.JSONDecodeError:
        raise places.Trouble(f"{path} is damaged. Restore it from a backup: without it data can't be read.") from None


def _complete(path: Path) -> dict[str, str]:
    """Add what is missing to the file; two processes that start at once agree, and a kill leaves no half file."""
    places.make_home()
    with open(path.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = _read(path)
        kept = {name: kept.get(name) or make() for name, make in MAKERS.items()}
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    return kept
