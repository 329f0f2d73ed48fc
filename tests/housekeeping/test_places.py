"""The installation writes only into folders of its own, and keeps its secrets to itself."""

import base64
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from backoffice.housekeeping import places, secrets


@pytest.fixture
def home(folder, monkeypatch):
    monkeypatch.setattr(places, "home", lambda: folder)
    for name in secrets.MAKERS:
        monkeypatch.delenv(name, raising=False)
    return folder


def test_a_folder_of_ours_is_made_with_its_mode(folder):
    made = places.own_folder(folder / "new", 0o700)

    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert places.own_folder(made, 0o700) == made


def test_a_link_or_a_file_in_the_place_of_a_folder_is_refused(folder):
    (folder / "real").mkdir()
    (folder / "link").symlink_to(folder / "real")
    (folder / "file").write_text("")

    for name in ("link", "file"):
        with pytest.raises(places.Trouble, match="not a folder of ours"):
            places.own_folder(folder / name, 0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make somebody else's folder")
def test_somebody_elses_folder_is_refused_and_unchanged(folder):
    foreign = folder / "foreign"
    foreign.mkdir(mode=0o755)
    os.chown(foreign, 4242, 4242)

    with pytest.raises(places.Trouble, match="not a folder of ours"):
        places.own_folder(foreign, 0o700)

    assert (foreign.stat().st_uid, stat.S_IMODE(foreign.stat().st_mode)) == (4242, 0o755)


def test_reachable_means_that_every_folder_above_can_be_passed(folder):
    (folder / "closed" / "open").mkdir(parents=True)
    (folder / "closed").chmod(0o700)

    assert not places.is_reachable(folder / "closed" / "open")


def test_secrets_are_made_once_and_only_their_owner_reads_them(home):
    first = secrets.secret("SECRET_KEY")

    assert secrets.secret("SECRET_KEY") == first
    assert stat.S_IMODE((home / "secrets.json").stat().st_mode) == 0o600
    assert len(base64.b64decode(secrets.secret("MASTER_KEY"))) == 32
    assert len(set(json.loads((home / "secrets.json").read_text()).values())) == len(secrets.MAKERS)


def test_many_that_ask_at_once_get_the_same_secret(home):
    with ThreadPoolExecutor(8) as pool:
        got = set(pool.map(secrets.secret, ["MASTER_KEY"] * 32))

    assert len(got) == 1


def test_a_secret_of_the_environment_comes_first(home, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from outside")

    assert secrets.secret("SECRET_KEY") == "from outside"


def test_a_damaged_file_of_secrets_is_never_replaced(home):
    (home / "secrets.json").write_text('{"MASTER_KEY": "abc')

    with pytest.raises(places.Trouble, match="damaged"):
        secrets.secret("MASTER_KEY")

    assert (home / "secrets.json").read_text() == '{"MASTER_KEY": "abc'


def test_an_older_file_keeps_its_secrets_and_gets_the_new_ones(home):
    (home / "secrets.json").write_text('{"MASTER_KEY": "old"}')

    assert secrets.secret("IDENTITY_KEY")
    assert secrets.secret("MASTER_KEY") == "old"
