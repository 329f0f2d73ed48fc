"""Makes `.venv` and installs a pinned list of requirements, if they aren't there yet: `install base` or `install test`.

Runs on the machine's own Python before anything is installed, so it uses the standard library only.
"""

import fcntl
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"  # there while packages are being written: a kill leaves it behind
OLDEST = (3, 11)
NO_PIP = """Python can make no environment with pip here. Install what is missing, then run this again:
    Debian, Ubuntu: apt-get install python3-venv      Fedora: dnf install python3-pip"""


def main(name: str) -> None:
    """Bring `.venv` to the state of `requirements/<name>.txt`; a second time this takes no time."""
    if sys.version_info < OLDEST:
        sys.exit(f"Python {sys.version.split()[0]} is too old: {OLDEST[0]}.{OLDEST[1]} or newer is needed.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lock = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    wanted = ROOT / "requirements" / f"{name}.txt"
    mark = VENV / f"installed-{name}"
    digest = hashlib.sha256(wanted.read_bytes() + str(sys.version_info[:2]).encode()).hexdigest()
    if mark.exists() and mark.read_text() == digest and not UNFINISHED.exists() and _works():
        return
    _make_environment()
    print(f"Installing requirements/{name}.txt (the first time this takes a minute)", flush=True)
    UNFINISHED.touch()
    _run(*_pip(), "install", "-qq", "--no-input", "--require-hashes", "--prefer-binary", "-r", str(wanted))
    mark.write_text(digest)
    UNFINISHED.unlink()


def _works() -> bool:
    """Whether the environment runs, and with this Python."""
    asked = "import sys; print(*sys.version_info[:2])"
    try:
        said = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.split() == [str(number) for number in sys.version_info[:2]]


def _make_environment() -> None:
    if _works() and not UNFINISHED.exists() and _pip():
        return
    print(f"Making {VENV}", flush=True)
    with_pip = importlib.util.find_spec("ensurepip") is not None
    _run(sys.executable, "-m", "venv", "--clear", *(() if with_pip else ("--without-pip",)), str(VENV))
    if not _pip():
        sys.exit(NO_PIP)


def _pip() -> list:
    """The command of a pip that installs into the environment: its own, or the machine's; empty where there is none."""
    for command in ([str(PYTHON), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(PYTHON)]):
        if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0:
            return command
    return []


def _run(*command: str) -> None:
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore")
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        sys.exit(NO_PIP if "venv" in command else "The requirements could not be installed: see above.")


if __name__ == "__main__":
    main(sys.argv[1])
