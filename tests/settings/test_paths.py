from __future__ import annotations

import os
from pathlib import Path

import pytest

from jatui.domain.errors import Unusable
from jatui.settings import actor_name, data, database_path


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JATUI_DATABASE", "JATUI_ACTOR", "LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JATUI_DATABASE", "/a/b.sqlite3")
    assert database_path() == Path("/a/b.sqlite3")
    assert database_path("/c.sqlite3") == Path("/c.sqlite3")
    assert database_path("") == Path("/a/b.sqlite3")


def test_without_a_word_it_is_in_the_users_data_folder_and_is_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert database_path() == tmp_path / "data" / "jatui" / "jatui.sqlite3"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("sqlite:///plan.db", "plan.db"),
        ("sqlite:////srv/plan.db", "/srv/plan.db"),
        ("SQLite:////srv/plan.db", "/srv/plan.db"),
        ("~/plan.db", os.path.expanduser("~/plan.db")),
        ("with space & %20.db", "with space & %20.db"),
        ("12:30.db", "12:30.db"),
    ],
)
def test_an_address_is_a_path(given: str, path: str) -> None:
    assert database_path(given) == Path(path)


@pytest.mark.parametrize(
    "given", ["sqlite://plan.db", "sqlite://", "sqlite:///", "postgresql://x/y", "file://x", "a\0b"]
)
def test_any_other_address_is_refused(given: str) -> None:
    with pytest.raises(Unusable, match=r"\.$"):
        database_path(given)


def test_who_is_at_work_is_asked_of_the_option_then_the_environment_then_the_login(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pwd

    assert actor_name() == pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setenv("USER", "ann")
    assert actor_name() == "ann"
    monkeypatch.setenv("JATUI_ACTOR", "Ann Able")
    assert actor_name() == "Ann Able" and actor_name("Bob") == "Bob"


def test_a_user_whom_the_machine_does_not_know_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    assert actor_name() == "unknown"


@pytest.mark.parametrize("name", ["db", "seed"])
def test_what_ships_is_found(name: str) -> None:
    assert any(data(name).iterdir())
    with pytest.raises(Unusable, match="Install it again"):
        data("nothing")
