from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NAME = "joint-agreement-edition-001-2021-09-21"


@pytest.fixture
def archive(shell: Shell) -> Path:
    """The archive of a database with an edition and a slip."""
    assert shell("publish", "--meeting", "S&R 2021-09-21").code == 0
    assert shell("slip", "1", "--text", "E.1 is \x1b[31mamber.").code == 0
    return shell.database.parent / "archive"


def test_publishing_prints_the_digests_for_the_minutes(shell: Shell, tmp_path: Path) -> None:
    said = shell("publish", "--meeting", "S&R 2021-09-21", str(tmp_path / "packs"))
    assert said.code == 0 and said.out == ""
    assert said.err.startswith(
        f"Published edition 1 for S&R on 21 September 2021 as {NAME}: 60 actions, 6 updates; sha256 "
    )
    assert said.err.endswith("(Revision 2; nothing takes it back.)\n")
    found = shell("publish", "--meeting", "S&R 2021-09-21", "--again", "--json", str(tmp_path / "packs")).json
    assert found["edition"] == 2 and (Path(found["folder"]) / "bagit.txt").is_file()
    assert shell("snapshot", "verify", found["folder"], "--expect", found["pack"]).code == 0
    assert found["sha256"] in found["done"] and found["pack"] in found["done"]
    again = shell("publish", "--meeting", "S&R 2021-09-21")
    assert again.code == 1 and "publish a further one with --again; nothing was changed" in again.err
    assert shell("--plan", "all", "publish", "--meeting", "S&R 2021-09-21").code == 2
    assert shell("publish").code == 2


def test_the_archive_is_where_the_environment_or_the_settings_say(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f'archive = "{tmp_path}/kept"\nkeep-years = 2\n')
    monkeypatch.setenv("JATUI_SETTINGS", str(settings))
    assert shell("publish", "--meeting", "S&R 2021-09-21").code == 0
    assert (tmp_path / "kept" / NAME).is_dir()
    assert shell("editions", "--json").json[0]["keep_until"] == "2023-09-21"
    monkeypatch.setenv("JATUI_ARCHIVE", str(tmp_path / "elsewhere"))
    assert shell("editions", "--json").json[0]["archive"] == "missing"
    assert shell("editions", str(tmp_path / "kept"), "--json").json[0]["archive"] == "there"
    settings.write_text("keep-years = 0\n")
    said = shell("settings")
    assert "keep-years is 0, which is no number of years from 1 to 200. 6 stands." in said.out + said.err


def test_editions_are_listed_and_those_that_are_due(shell: Shell, archive: Path) -> None:
    said = shell("editions")
    assert said.code == 0 and f"1 edition in {archive}." in said.err
    assert "S&R 21 Sep 2021  12 Sep 2021  60       6        there  21 Sep 2027" in said.out
    assert "Slip 1 to edition 1, 12 Sep 2021: E.1 is \N{SYMBOL FOR ESCAPE}[31mamber." in said.out
    assert shell("editions", "--due", "--json").json == []
    shell.today = "2027-09-22"
    due = shell("editions", "--due")
    assert (
        "21 Sep 2027 (over)" in due.out and "jatui destroys none" in due.err and "its digest stays" in due.err
    )
    assert shell("editions", "--due", "--json").json[0]["may_be_destroyed"] is True
    assert "Keep until: 21 Sep 2027 (over)." in shell("editions", "--plain").out


def test_an_archive_is_verified_with_an_exit_code(shell: Shell, archive: Path) -> None:
    said = shell("snapshot", "verify", str(archive))
    assert (said.code, said.err) == (0, "") and said.out.count("\n") == 3
    assert [each["kind"] for each in shell("snapshot", "verify", str(archive), "--json").json] == [
        "edition", "slip", "chain",
    ]  # fmt: skip
    (archive / NAME / "data" / "x").write_text("x")
    said = shell("snapshot", "verify", str(archive))
    assert said.code == 1 and f"{archive / NAME} is not complete." in said.err
    (found, *_) = shell("snapshot", "verify", str(archive / NAME), "--json").json
    assert (found["intact"], found["complete"], found["valid"]) == (False, False, True)
    shutil.rmtree(archive / NAME)
    said = shell("snapshot", "verify", str(archive))
    assert said.code == 1 and "edition 1 of joint-agreement is missing" in said.err
    assert shell("--as-at", "1", "snapshot", "verify", str(archive)).code == 2


def test_check_tells_what_of_the_archive_is_lost(shell: Shell, archive: Path) -> None:
    assert f"1 edition in the archive {archive};" in shell("check").out
    shutil.rmtree(archive / NAME)
    (archive / f"{NAME}-slip-1.toml").write_bytes(b"x")
    said = shell("check")
    lost = "edition 1 of joint-agreement, slip 1 to edition 1 of joint-agreement"
    assert said.code == 0 and f"Not in the archive {archive} as published: {lost}." in said.out
    assert shell("check", "--json").json["lost"] == lost.split(", ")
    shell.today = "2027-09-22"
    assert shell("check", "--json").json["lost"] == []


def test_verification_needs_no_database_and_makes_none(shell: Shell, archive: Path, tmp_path: Path) -> None:
    other = Shell(tmp_path / "none.sqlite3")
    assert other("snapshot", "verify", str(archive)).code == 0
    assert not other.database.exists()
    other.database.write_bytes(b"no database")
    said = other("snapshot", "verify", str(archive))
    assert said.code == 0 and "What is verified is not held to it." in said.err


def test_an_edition_is_opened_compared_and_restored_like_any_snapshot(
    shell: Shell, archive: Path, tmp_path: Path
) -> None:
    assert shell("update", "E.1", "--rating", "red", "--text", "Late.").code == 0
    said = shell("snapshot", "diff", "edition 1")
    assert said.err.startswith(f"From {NAME} to the plan as it stands.")
    assert "action joint-agreement E.1: changed" in said.out
    assert shell("snapshot", "diff", str(archive / NAME), "now").out == said.out
    assert shell("snapshot", "diff", "Edition 9").err.startswith("There is no edition 9 of joint-agreement")
    assert shell("snapshot", "open", str(archive / NAME), "--json").json["counts"]["action"] == 60
    other = Shell(tmp_path / "other.sqlite3")
    assert other("snapshot", "restore", str(archive / NAME)).code == 0
    assert other("show", "E.1", "--json").json["rating"] is None
    shutil.rmtree(archive / NAME)
    assert "The pack of edition 1 is not at" in shell("snapshot", "diff", "edition 1").err
