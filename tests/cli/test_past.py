"""`--as-at` before any verb: what reads gives what it gave then, what writes is refused."""

from __future__ import annotations

import dataclasses
import re
import shlex
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from jatui.cli.journal import NO_BACKUP
from tests.cli.conftest import Shell
from tests.conftest import Records, add_records, another_plan
from tests.test_promises import BETWEEN, CHANGING, EXAMPLES, LOADING, every_verb

THEN, LATER = "2021-09-21", "2021-10-08"
ROOT = Path(__file__).resolve().parents[2]
NO_READS = {
    "init": "makes a database",
    "backup": "copies the database as it is",
    "snapshot export": "writes a file, which has a test of its own",
    "snapshot restore": "makes a database",
    "snapshot open": "shows a file on the whole screen",
    "snapshot verify": "is about files and opens no database",
}
"""The verbs that neither change a plan nor read one, each with what it does instead."""

OF_THE_JOURNAL = {"history", "changes", "check", "snapshot diff", "report progress"}
"""What tells of revisions, which a snapshot does not hold: compared with the database as it was at that moment."""

FORMS = {
    "show": ("E.1", "E.4 --source", "C.2", "F.6", "G.2"),
    "list": (
        "",
        "-is:done",
        "is:overdue or is:silent",
        "--view ours",
        "lead:askham -rating:none",
        "slips:1",
        "asks:any",
    ),
    "find": ("draft", "e1", "sep 21", "askham", "consultants"),
    "themes": ("", "rating:amber"),
    "commitments": ("", "--answered", "--by-theme", "--theme e --unanswered --done"),
    "commitment show": ("2.2.1", "2.2.2 --source"),
    "theme show": ("", "E --source"),
    "who": ("cox", "gcp", "'Amanda Askham'", "'AD Highways'"),
    "statements": ("", "--kind alias"),
    "amounts": ("",),
    "officers": (
        "",
        "--by rating",
        "--by month",
        "--silent",
        "cox",
        "'AD Highways'",
        "'Steve Cox' --by month",
    ),
    "calendar": ("", "theme:E"),
    "meetings": ("", "--year 2021/22", "--committee S&R"),
    "minutes": ("", "E.1", "--open", "--meeting 'S&R 2021-09-21'", "--meeting 2021-07-06"),
    "indicators": ("", "--unrated", "--set Strategic"),
    "indicator show": ("NI2",),
    "papers": ("",),
    "paper show": ("2022-01-27-progress", "'Joint Agreement - Action Plan'"),
    "finding show": ("'twice F.6'", "'finding 1'", "'unread G.2'"),
    "check": (
        "",
        "--findings",
        "--findings --open",
        "--findings --ruled --limit 1",
        "--findings --kind twice",
    ),
    "report checklist": ("", "--paper progress", "--meeting 'S&R 2022-01-27'"),
    "milestone read": ('"Dec \'21"',),
    "queue": ("", "--for next", "theme:E"),
    "report progress": ("", "--meeting 'S&R 2022-01-27'", "--committee CYP --json"),
    "report action": ("E.1", "F.6", "E.3 --format html"),
    "report officer": ("askham", "'AD Highways' --json"),
    "report plan": ("", "--format html"),
    "report cover": ("progress", "progress --format html"),
    "report officers": ("--for next", "--for 2022-01-27 --lead cox"),
    "history": ("", "E.1", "--changes", "--limit 2", "E.3 --changes"),
    "snapshot diff": ("1", "5 now", "3 9 --format markdown"),
    "changes": (
        "",
        "--since 1",
        "--since 2021-09-12 --by lead",
        "--since 1 --by committee --format csv",
        "--since 3 theme:E",
    ),
}
"""With what words each verb that reads is asked; with none where it is not named."""

BEFORE = """
    officer add "Bo Best"
    post hold "AD Highways Maintenance" "Steve Cox" --since 2021-04-01
    view save ours "rating:red or rating:amber"
    update E.1 --rating amber --status "in progress" --text "Draft circulated."
    submit E.2 --rating red --text "Consultants are late." --by "Steve Cox"
    submit E.5 --rating green --text "Planted." --by "Tom Kelly"
    submit E.6 --text "Nothing to tell." --by "Tom Kelly"
    update C.1,C.2 --rating green --text "On course."
    milestone move E.3 "Feb '22" --reason "The consultation runs on."
    meeting add "S&R" 2021-11-30
    meeting ask "Which sites?" --ref E.1 --meeting "S&R 2021-07-06"
    meeting ask "Who pays?" --ref E.4 --meeting "S&R 2021-07-06"
    meeting decide "To be brought back." --ref C.2 --meeting "S&R 2021-07-06"
    committee rate E.1 --committee "S&R" --rating red --text "Not convinced."
    scheme add local "Local"
    indicator add NI2 "Cohesion" --unit % --polarity higher --target 45% --frequency yearly
    indicator add "NI 03" "Influence"
    indicator measure NI2 41% --period 2019/20 --rating amber
    indicator measure NI2 43% --period 2020/21
    indicator set propose Strategic --least 1 --members "NI 2"
    commitment link 2.2.2 E.3 --sure likely
    form add local --name "Local report"
    form question local 5.1 "Resource implications"
    form question local C1 "Cleared by Finance?" --kind clearance --of 5.1
    paper add "Progress" --meeting "S&R 2022-01-27"
    finding add F.6 "Stands twice." --paper 2021-07-06-joint-agreement --line 176 --against-line 177
    finding rule "finding 1" --ruling left --reason "Printed so."
    publish --meeting "S&R 2021-09-21"
    update H.1 --rating blue --status complete --text "Done."
    undo
"""
"""What was done before the meeting."""

AFTER = f"""
    redo
    update E.1 --rating red --text "No draft after all."
    accept 1 --rating blue
    return 2 --reason "Where?"
    defer 3 --until 2021-10-20
    undo --revision 9
    meeting cancel "S&R" 2021-11-30 --reason "Election."
    meeting change "S&R" 2022-01-27 --deadline 2022-01-10
    meeting add CYP 2021-12-14
    meeting import {shlex.quote(str(ROOT / "tests" / "papers" / "dates.csv"))}
    meeting ask "And when?" --ref E.1
    meeting decide "Noted."
    meeting answer 1 "All three."
    milestone move E.3 "Jun '22" --reason "Staff left."
    milestone met C.2
    milestone accept G.2
    milestone correct G.2 "Jan '22" --reason "Asked."
    milestone move F.6#1 "Jul '21 & Ep '21" --reason "Printed so." --undated
    milestone leave F.6#1 --reason "Nobody knows."
    update CE.1 --status complete --text "Vouchers were issued."
    submit E.4 --text "A draft of the draft."
    review C.1 --rating amber --text "Late."
    returns read --yes --by Ann {shlex.quote(str(ROOT / "tests" / "papers" / "returns.csv"))}
    place 4 T.1
    committee rate E.1 --committee "S&R" --rating green
    officer rename "Tom Kelly" "Thomas Kelly"
    officer transfer "Amanda Askham" "Bo Best" --reason "Left."
    officer add "Cy Cole"
    post leave "AD Highways Maintenance" --until 2021-09-30
    post hold "AD Highways Maintenance" "Cy Cole" --since 2021-10-01
    view save late "is:overdue"
    view drop ours
    scheme add other "Another"
    scheme level ragb amber --name "Late" --meaning "A month late."
    scheme level other red --meaning "Off."
    scheme level other amber --meaning "Near."
    scheme level other green --meaning "On."
    scheme level other blue --meaning "Done."
    scheme use joint-agreement other
    indicator add NI4 "Trust"
    indicator change NI2 --tolerance 3
    indicator measure NI2 "47% (target 46%)" --period "Q1 2021/22" --rating green
    indicator correct NI2 2 --value 44% --reason "Misprinted."
    indicator remove NI2 1 --reason "Twice."
    indicator read {shlex.quote(str(ROOT / "tests" / "papers" / "values.csv"))}
    indicator set put Strategic "NI 3"
    indicator set take Strategic "NI 2"
    indicator set approve Strategic --committee "S&R"
    indicator set propose Strategic --most 1
    form add local-2 --from local
    form question local-2 5.2 "Legal implications"
    form drop local-2 5.2
    paper set progress outcome "Noted."
    paper recommend progress "Note it."
    paper contact progress "Ann Able"
    paper answer progress C1 --text Yes --officer "Ann Able"
    paper add "Another" --meeting "S&R 2022-01-27"
    finding add E.1 "Odd."
    finding rule "finding 1" --ruling accepted
    finding rule "twice F.6" --ruling accepted
    publish --meeting "S&R 2022-01-27"
    slip 1 --text "E.1 is red."
    commitment link 2.2.1 E.1 --by Ann --note "It is what it asks for."
    commitment unlink 2.2.2 E.3
    import --plan joint-agreement --yes {shlex.quote(str(ROOT / "tests" / "papers" / "plan.txt"))}
"""
"""What was done since: work of every kind."""

TIES = """
    theme align E 1 --to-plan other
    theme align F none --to-plan other
    theme unalign F none --to-plan other
"""
"""What was done after that, when there was another plan."""


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


READS = [name for name in every_verb() if name not in CHANGING and name not in NO_READS]
ASKED = [(name, form) for name in READS for form in FORMS.get(name, ("",))]


def last_revision(shell: Shell) -> int:
    return int(shell("history", "--limit", "1", "--json").json[0]["revision"])


@dataclasses.dataclass(frozen=True)
class Lived:
    """A database with a life after a meeting, what it was before it, and one restored from the snapshot of that moment."""

    database: Path
    restored: Path
    copied: Path
    snapshot: Path
    revision: int
    last: int


_SINCE = {"plan": "joint-agreement", "number": 99, "text": "There are 61 of them, for £2m."}
SAID_SINCE: Records = [
    ("statement", {**_SINCE, "kind": "claim", "counts": "action", "claimed": 61}),
    ("amount", {**_SINCE, "printed": "£2m", "pounds": 2_000_000}),
]
"""What no command adds, but a file that is taken in does."""


@pytest.fixture(scope="module")
def lived(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """A database with things done before and after a meeting, and what was kept of it in between."""
    folder = tmp_path_factory.mktemp("lived")
    shell = Shell(folder / "plan.sqlite3")
    shell.database.write_bytes(shipped.read_bytes())
    copied, snapshot = folder / "copied.sqlite3", folder / "then.toml"
    for line in lines_of(BEFORE):
        said = shell(*shlex.split(line))
        assert said.code == 0, (line, said.err)
    shell.today = THEN
    assert shell("snapshot", "export", str(snapshot)).code == 0
    revision = last_revision(shell)
    with closing(sqlite3.connect(shell.database)) as begin, closing(sqlite3.connect(copied)) as end:
        begin.backup(end)
    for lines in (AFTER, TIES):
        for line in lines_of(lines):
            said = shell(*shlex.split(line))
            assert said.code == 0, (line, said.err)
        if lines == AFTER:
            add_records(shell.database, [*another_plan(), *SAID_SINCE])
    other = Shell(folder / "other.sqlite3", THEN)
    assert other("snapshot", "restore", str(snapshot)).code == 0
    return Lived(shell.database, other.database, copied, snapshot, revision, last_revision(shell))


SAID = "the plan as at 21 Sep 2021, before the meeting of S&R"
"""How a difference names the plan under --as-at, which in the snapshot's own database is the plan as it stands."""


def test_work_of_every_kind_was_done_since() -> None:
    later = lines_of(AFTER + TIES)
    missing = {name for name in CHANGING if not any(f"{line} ".startswith(f"{name} ") for line in later)}
    assert missing <= LOADING | BETWEEN
    assert set(FORMS) <= set(READS) and set(NO_READS) <= set(every_verb()) and set(READS) >= OF_THE_JOURNAL


@pytest.mark.parametrize("today", [THEN, LATER])
@pytest.mark.parametrize(("name", "form"), ASKED, ids=str)
def test_a_read_gives_the_figures_of_the_snapshot_of_that_moment(
    lived: Lived, name: str, form: str, today: str
) -> None:
    kept = lived.copied if name in OF_THE_JOURNAL else lived.restored
    now, then = Shell(lived.database, today), Shell(kept, today)
    for how in ("--json",) if today == THEN else ("--json", "--plain", ""):
        if "--format" in form and how:
            continue
        words = [*name.split(), *shlex.split(form), *([how] if how else [])]
        found, wanted = now("--as-at", f"S&R {THEN}", *words), then(*words)
        then_told = wanted.out.replace(str(kept), str(lived.database)).replace(f"{NO_BACKUP}\n", "")
        then_told = re.sub(r"\d+ editions? in the archive .*\n", "", then_told)
        assert found.out.replace(SAID, "the plan as it stands") == then_told, words
        assert found.code == wanted.code, (words, found.err, wanted.err)
        assert found.code == 0 or (name == "changes" and "Nothing was kept yet" in found.err), words


@pytest.mark.parametrize(
    "name", [name for name in READS if name not in ("settings", "milestone read", "check")]
)
def test_what_a_read_gives_has_changed_since(lived: Lived, name: str) -> None:
    now = Shell(lived.database, LATER)
    asked = [[*name.split(), *shlex.split(form)] for form in FORMS.get(name, ("",))]
    assert any(now("--as-at", f"S&R {THEN}", *words).out != now(*words).out for words in asked)


def test_an_export_of_then_is_the_export_made_then(lived: Lived, tmp_path: Path) -> None:
    shell = Shell(lived.database, LATER)
    moments = (f"S&R {THEN}", "last-meeting", str(lived.revision), f"revision {lived.revision}")
    for number, moment in enumerate(moments):
        file = tmp_path / f"{number}.toml"
        said = shell("--as-at", moment, "snapshot", "export", str(file))
        assert said.code == 0, said.err
        assert file.read_bytes() == (lived.snapshot).read_bytes()


def test_the_history_ends_there(lived: Lived) -> None:
    shell = Shell(lived.database, LATER)
    whole, then = shell("history", "--json").json, shell("--as-at", "6", "history", "--json").json
    assert then == whole[-6:] and len(whole) == lived.last
    assert "its history of 6 revisions is unaltered" in shell("--as-at", "6", "check").out


def test_words_say_where_one_is_and_data_do_not(lived: Lived) -> None:
    shell = Shell(lived.database, LATER)
    said = shell("--as-at", "last-meeting", "list", "--json")
    where = f"As at 21 Sep 2021, before the meeting of S&R: revision {lived.revision} of {lived.last}.\n"
    assert said.err.startswith(where)
    assert said.out.startswith("[")


def test_today_is_the_day_of_the_moment_unless_it_is_given(lived: Lived) -> None:
    given = Shell(lived.database, "2022-04-01")("--as-at", f"S&R {THEN}", "show", "C.1", "--json").json
    assert given["schedule"] == "passed"
    free = Shell(lived.database, "")("--as-at", f"S&R {THEN}", "show", "C.1", "--json").json
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
            "9 Oct 2021 lies in the future; the history goes from 12 Sep 2021 to 21 Sep 2021, {last} ",
        ),
        ("S&R 2022-01-27", 1, "27 Jan 2022 lies in the future; "),
        ("S&R 2021-07-06", 1, "Nothing was kept yet as at 6 Jul 2021, before the meeting of S&R; "),
        ("999", 1, "There is no revision 999; the history goes from "),
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
    lived: Lived, moment: str, code: int, words: str
) -> None:
    said = Shell(lived.database, LATER)("--as-at", moment, "list")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(words.format(last=lived.last)) and said.err.count("\n") == 1


def test_a_day_is_meant_at_its_end_and_a_meeting_at_its_beginning(shell: Shell) -> None:
    for day, said in (("2021-09-20", "red"), ("2021-09-21", "amber"), ("2021-09-22", "green")):
        shell.today = day
        assert shell("update", "E.1", "--rating", said, "--text", "x").code == 0
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
    if name == "snapshot merge":
        lines = [["snapshot", "merge", "x.toml"]]
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
