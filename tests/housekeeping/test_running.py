"""The supervisor keeps its programs running, ends all of them, and nobody else's."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from backoffice.housekeeping import children, messages, places, preparing, processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]


@pytest.fixture
def started(tmp_path):
    """A function that starts a child of the supervisor; what is left is killed at the end."""
    begun = []

    def start(command):
        begun.append(children.Child("trial", command, dict(os.environ), tmp_path / "trial.log"))
        begun[-1].start()
        return begun[-1]

    yield start
    for child in begun:
        if child.ended() is None:
            os.kill(child.pid, signal.SIGKILL)
        child._process.wait()


def test_a_child_that_was_killed_is_started_again(started):
    child = started(SLEEP)
    first = child.pid
    os.kill(first, signal.SIGKILL)
    assert processes.wait_until(lambda: child.ended() is not None, 5)

    assert child.restart()

    assert child.pid != first and child.ended() is None


def test_a_child_that_keeps_ending_is_given_up(started):
    child = started([sys.executable, "-c", "print('why I cannot'); raise SystemExit(3)"])

    attempts = 0
    while child._process.wait() == 3 and child.restart():
        attempts += 1

    assert attempts == children.RESTARTS_IN_A_MINUTE - 1
    assert "why I cannot" in child.last_words()


def test_a_child_that_does_not_listen_is_killed(started, monkeypatch):
    monkeypatch.setattr(children, "SECONDS_TO_END", 0.3)
    monkeypatch.setattr(processes, "wait_until", lambda true, *_: true())
    child = started(STUBBORN)

    child.stop()

    assert child.ended() is not None


def test_a_number_of_a_killed_run_that_is_a_strangers_now_is_left_alone():
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        children.end_group(stranger.pid)

        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_taken_port_is_told_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(places.Trouble, match=f"Port {port} is taken.*PORT={port + 1} make run"):
            preparing.wait_for_the_port("127.0.0.1", port, 0)


def test_commands_are_found_by_name():
    assert preparing.has_command("grant_roles")
    assert not preparing.has_command("no_such_command")


def test_a_catalogue_is_compiled_when_it_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    catalogue = tmp_path / "ko" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "today"\nmsgstr "오늘"\n'
    )

    assert messages.compile_changed() == 1
    assert messages.compile_changed() == 0
    assert "오늘".encode() in catalogue.with_suffix(".mo").read_bytes()
