"""`--as-at` before any verb: what reads gives what it gave then, what writes is refused."""

from __future__ import annotations

import dataclasses
import shlex
import tempfile
from pathlib import Path

import pytest

from jatui.commands.registry import REGISTRY
from tests.cli.conftest import Shell
from tests.test_promises import CHANGING, EXAMPLES, every_verb

THEN, LATER = "2021-09-21", "2021-10-08"
ARGUMENTS = {
    "show": ("E.1",),
    "list": ("-is:done",),
    "themes": ("rating:amber",),
    "find": ("draft",),
    "milestone read": ("Dec '21",),
    "report officers": ("--for", "next"),
    "queue": ("--for", "next"),
}
OF_THE_JOURNAL = {"history", "check", "changes"}
"""What tells of revisions, which a snapshot does not hold."""
READS = [
    name
    for name in every_verb()
    if name not in REGISTRY and name not in OF_THE_JOURNAL and name.partition(" ")[0] != "snapshot"
]


@pytest.fixture(scope="module")
def lived(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A database with things done before and after a meeting, and one that was restored from the snapshot in between."""
    folder = tmp_path_factory.mktemp("lived")
    shell = Shell(folder / "plan.sqlite3")
    shell.database.write_bytes(shipped.read_bytes())
    before = (
        'update E.1 --rating amber --status "in progress" --text "Draft circulated."',
        'submit E.2 --rating red --text "Consultants are late." --by "Steve Cox"',
        'update C.1,C.2 --rating green --text "On course."',
        'milestone move E.3 "Feb \'22" --reason "The consultation runs on."',
        'meeting add "S&R" 2021-11-30',
    )
    after = (
        'update E.1 --rating red --text "No draft after all."',
        "accept 1 --rating blue",
        "undo --revision 4",
        'meeting cancel "S&R" 2021-11-30 --reason "Election."',
        'milestone move E.3 "Jun \'22" --reason "Staff left."',
        'update CE.1 --status complete --text "Vouchers were issued."',
        'submit E.4 --text "A draft of the draft."',
    )
    for line in before:
        assert shell(*shlex.split(line)).code == 0, line
    shell.today = THEN
    assert shell("snapshot", "export", str(folder / "then.toml")).code == 0
    for line in after:
        said = shell(*shlex.split(line))
        assert said.code == 0, (line, said.err)
    other = Shell(folder / "other.sqlite3", THEN)
    assert other("snapshot", "restore", str(folder / "then.toml")).code == 0
    return shell.database, other.database


@pytest.mark.parametrize("today", [THEN, LATER])
@pytest.mark.parametrize("name", READS)
def test_a_read_gives_the_figures_of_the_snapshot_of_that_moment(
    lived: tuple[Path, Path], name: str, today: str
) -> None:
    words = (*name.split(), *ARGUMENTS.get(name, ()), "--json")
    now, then = (Shell(path, today) for path in lived)
    found, wanted = now("--as-at", f"S&R {THEN}", *words), then(*words)
    assert (found.code, found.out) == (wanted.code, wanted.out)
    assert name in ARGUMENTS or found.code == 0 or found.code == 2
    if name in ("list", "show", "themes", "officers", "calendar", "meetings", "inbox", "queue"):
        assert found.out != now(*words).out


def test_an_export_of_then_is_the_export_made_then(lived: tuple[Path, Path], tmp_path: Path) -> None:
    shell = Shell(lived[0], LATER)
    for number, moment in enumerate((THEN, f"S&R {THEN}", "last-meeting", "6", "revision 6")):
        file = tmp_path / f"{number}.toml"
        said = shell("--as-at", "6" if moment == THEN else moment, "snapshot", "export", str(file))
        assert said.code == 0, said.err
        assert file.read_bytes() == (lived[0].parent / "then.toml").read_bytes()


def test_the_history_ends_there(lived: tuple[Path, Path]) -> None:
    shell = Shell(lived[0], LATER)
    whole, then = shell("history", "--json").json, shell("--as-at", "6", "history", "--json").json
    assert then == whole[-6:] and len(whole) == 13
    assert "its history of 6 revisions is unaltered" in shell("--as-at", "6", "check").out


def test_words_say_where_one_is_and_data_do_not(lived: tuple[Path, Path]) -> None:
    shell = Shell(lived[0], LATER)
    said = shell("--as-at", "last-meeting", "list", "--json")
    assert said.err.startswith("As at 21 Sep 2021, before the meeting of S&R: revision 6 of 13.\n")
    assert said.out.startswith("[")


def test_today_is_the_day_of_the_moment_unless_it_is_given(lived: tuple[Path, Path]) -> None:
    given = Shell(lived[0], "2022-04-01")("--as-at", f"S&R {THEN}", "show", "C.1", "--json").json
    assert given["schedule"] == "passed"
    free = Shell(lived[0], "")("--as-at", f"S&R {THEN}", "show", "C.1", "--json").json
    assert free["schedule"] == "later"


@pytest.mark.parametrize(
    ("moment", "code", "words"),
    [
        (
            "2021-09-11",
            1,
            "Nothing was kept yet as at 11 Sep 2021; the history goes from 12 Sep 2021 to 21 Sep 2021, ",
        ),
        (
            "2021-10-09",
            1,
            "9 Oct 2021 lies in the future; the history goes from 12 Sep 2021 to 21 Sep 2021, 13 ",
        ),
        ("S&R 2022-01-27", 1, "27 Jan 2022 lies in the future; "),
        ("S&R 2021-07-06", 1, "Nothing was kept yet as at 6 Jul 2021, before the meeting of S&R; "),
        ("14", 1, "There is no revision 14; the history goes from "),
        ("0", 1, "There is no revision 0; "),
        ("S&R 2021-09-22", 1, "There is no meeting 'S&R 2021-09-22'; near it: S&R 2021-09-21"),
        ("X 2021-09-21", 1, "There is no committee 'X'"),
        ("2021-02-30", 2, "--as-at: '2021-02-30' names no moment. 2021-02-30 is no day of the calendar."),
        ("soon", 2, "--as-at: 'soon' names no moment. Write a day (2021-09-21), a meeting"),
        ("", 2, "--as-at: No moment is named. Write a day"),
        ("2999-01-01 10:00", 1, "1 Jan 2999 10:00 lies in the future; "),
        ("2021-09-21 10:00", 1, "Nothing was kept yet as at 21 Sep 2021 10:00; "),
    ],
)
def test_what_is_no_moment_of_the_history_is_refused_in_a_sentence(
    lived: tuple[Path, Path], moment: str, code: int, words: str
) -> None:
    said = Shell(lived[0], LATER)("--as-at", moment, "list")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(words) and said.err.count("\n") == 1


def test_a_day_is_meant_at_its_end_and_a_meeting_at_its_beginning(shell: Shell) -> None:
    for day, rating in (("2021-09-20", "red"), ("2021-09-21", "amber"), ("2021-09-22", "green")):
        shell.today = day
        assert shell("update", "E.1", "--rating", rating, "--text", "x").code == 0
    for moment, rating in (
        ("2021-09-12", None),
        ("2021-09-19", None),
        ("2021-09-20", "red"),
        ("S&R 2021-09-21", "red"),
        ("21 September 2021", "amber"),
        ("yesterday", "amber"),
        ("2021-09-22", "green"),
        ("today", "green"),
    ):
        assert shell("--as-at", moment, "show", "E.1", "--json").json["rating"] == rating, moment


@pytest.mark.parametrize("name", CHANGING)
def test_a_verb_that_writes_is_refused(shell: Shell, name: str, tmp_path: Path) -> None:
    shell("update", "E.1", "--rating", "red", "--text", "x")
    lines = [
        shlex.split(each.line())[1:]
        for each in EXAMPLES.get(name, [])
        if not any("\n" in str(value) for value in dataclasses.asdict(each).values())
    ]
    if name in ("init", "snapshot restore"):
        lines = [[*name.split(), *(["x.toml"] if "restore" in name else [])]]
        shell.database = tmp_path / "none.sqlite3"
    assert lines
    for words in lines:
        said = shell("--as-at", "1", *words, *(["--yes"] if name == "returns read" else []))
        assert said.code == 1 and (said.out == "" or name == "returns read"), (words, said)
        assert "cannot be changed. Leave --as-at out." in said.err or (
            "This is the plan as at 12 Sep 2021 (revision 1 of 2); nothing can be changed there." in said.err
        )
    if name in ("init", "snapshot restore"):
        assert not shell.database.exists()
    else:
        assert len(shell("history", "--json").json) == 2


def test_an_export_there_never_overwrites_the_database(shell: Shell) -> None:
    said = shell("--as-at", "1", "snapshot", "export", "--force", str(shell.database))
    assert said.code == 1 and "is the database itself" in said.err


def test_nothing_is_left_of_it(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for words in (("list",), ("undo",), ("show", "X.9"), ("list", "rating:pink")):
        shell("--as-at", "1", *words)
        assert list(folder.iterdir()) == []
