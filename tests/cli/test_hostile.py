from __future__ import annotations

import datetime as dt
import json
import re
from datetime import UTC
from pathlib import Path

import pytest

from jatui.domain.records import KINDS
from jatui.domain.text import UNSEEN
from jatui.snapshot import Header, drafted
from tests.cli.conftest import Shell
from tests.conftest import joined_plans, small_action, small_plan

HOSTILE = (
    "[bold]x[/] [/nope] [@click=app.quit]q[/] \x1b]0;x\x07 \x1b[2J \x1b]52;c;eA==\x1b\\ \x9b31m \x9d0;y\x9c "
    "\u202egnp\u202c \u2066i\u2069 a\u2028b\u2029c \u200bz\ufeff \U000e0041 \x7f \x08 \x0e %s {0} \\n =1+1"
)
SEEN_THROUGH = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSEEN) + "]")
VERBS = (
    "show E.1", "show F.6", "list", "find do", "themes", "officers", "calendar", "history", "check",
    "report progress", "report progress --format html", "report action F.6 --format html", "report plan",
    "snapshot verify {file}", "commitments", "theme show", "statements", "amounts", "who ann", "who click",
)  # fmt: skip
REFS = {"handle", "ref", "action", "milestone_kind", "to_action"}


def harmless(text: str) -> None:
    found = SEEN_THROUGH.sub(lambda one: "" if one[0] in "\n" else f"<{ord(one[0]):x}>", text)
    assert found == text.replace("\n", ""), "a character that steers or hides came through"


def poison(kind: str, name: str, value: object) -> object:
    """Return a value with hostile text behind it, where it may hold any; names that tie records stay tied."""
    if isinstance(value, list):
        return [f"{each} {HOSTILE}" for each in value]
    free = str(KINDS[kind].__annotations__[name]) in ("str", "str | None", "Name", "Name | None")
    return f"{value} {HOSTILE}" if free and name not in REFS else value


def poisoned() -> list[tuple[str, dict[str, object]]]:
    """The small plan with hostile text in every field that may hold any."""
    said = {
        "plan": "small",
        "number": 1,
        "action": "E.1",
        "kind": "update",
        "state": "submitted",
        "text": "Said\n",
    }
    odd = {"ref": HOSTILE, "theme": "E", "unread": ["part"], "warnings": ["mind"]}
    records = [
        ("paper", {"slug": "minutes", "title": "Minutes", "file": "m.txt", "day": dt.date(2021, 7, 6), "outcome": "Agreed"}),
        *small_plan(),
        small_action(HOSTILE, 5, **odd, suggestion="then", recurrence="yearly", paper="minutes", line=7),
        ("update", {**said, "said_by": "Ann", "source": "Minutes", "note": "Noted", "asks": "Jan", "overruled": ["odd"],
                    "paper": "minutes"}),
        *((kind, values) for kind, values in joined_plans() if values.get("plan", "small") == "small" and kind != "plan"),
        ("link", {"plan": "small", "commitment": "1.1", "to_plan": "small", "to_action": "E.1", "kind": "answers",
                  "sure": "likely", "said_by": "Ann", "note": "Noted"}),
        ("statement", {"plan": "small", "number": 1, "kind": "alias", "theme": "E", "text": "Ann", "when": "May",
                       "paper": "pledges"}),
        ("amount", {"plan": "small", "number": 1, "text": "a gap", "printed": "£2", "pounds": 2, "about": "gap"}),
        ("contact", {"paper": "pledges", "position": 1, "role": "officer", "name": "Ann", "post": "Head", "body": "Trust",
                     "email": "a@b.uk", "phone": "1"}),
    ]  # fmt: skip
    records.sort(
        key=lambda each: (
            list(KINDS).index(each[0]),
            str(each[1].get("commitment", each[1]["day"] if each[0] == "paper" else "")),
        )
    )
    return [
        (
            kind,
            {
                name: poison(kind, name, values[name])
                for name in KINDS[kind].__struct_fields__
                if name in values
            },
        )
        for kind, values in records
    ]


@pytest.fixture
def restored(tmp_path: Path) -> Shell:
    """A shell on a database restored from a snapshot that is hostile in every field."""
    items = poisoned()
    counts: dict[str, int] = {}
    for kind, _ in items:
        counts[kind] = counts.get(kind, 0) + 1
    path = tmp_path / "hostile.toml"
    moment = dt.datetime(2021, 9, 12, tzinfo=UTC)
    with drafted(path) as draft:
        draft.write(Header(plan=f"small {HOSTILE}", moment=moment, revision=1, counts=counts), items)
        draft.place()
    shell = Shell(tmp_path / "plan.sqlite3")
    assert shell("snapshot", "restore", str(path)).code == 0
    return shell


@pytest.mark.parametrize("verb", VERBS)
def test_no_text_of_a_snapshot_reaches_the_terminal_as_it_is(
    restored: Shell, tmp_path: Path, verb: str
) -> None:
    words = verb.replace("{file}", str(tmp_path / "hostile.toml")).split()
    said = restored(*words)
    assert said.code == 0
    harmless(said.out)
    harmless(said.err)
    as_json = restored(*words, "--json")
    harmless(as_json.out)
    assert as_json.json


def test_the_json_of_a_snapshot_reads_back_what_it_held(restored: Shell) -> None:
    action = restored("show", "E.1", "--json").json
    assert action["text"] == f"Do what E.1 says {HOSTILE}"
    assert action["milestone"]["text"] == f"Dec '21 {HOSTILE}"
    assert action["committees"] == [f"S&R {HOSTILE}"] and action["plan"] == f"small {HOSTILE}"
    assert action["leads"][0]["name"] == f"Ann Able {HOSTILE}"
    (update,) = action["updates"]
    assert (update["text"], update["by"], update["source"]) == tuple(
        f"{begin} {HOSTILE}" for begin in ("Said\n", "Ann", "Minutes")
    )
    last = restored("list", "--json").json[-1]
    assert last["handle"] == HOSTILE and last["milestone"]["unread"] == [f"part {HOSTILE}"]
    assert restored("themes", "--json").json[0] | {"actions": 0} == {
        "code": f"E {HOSTILE}", "name": f"Environment {HOSTILE}", "plan": f"small {HOSTILE}", "actions": 0, "passed": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [("show", "E.1", "--source"), ("commitment", "show", f"1.1 {HOSTILE}", "--source"), ("commitments",), ("statements",),
     ("who", "Ann")],
    ids=lambda words: " ".join(words[:2]).replace(HOSTILE, "H"),
)  # fmt: skip
def test_markup_is_shown_as_typed(restored: Shell, words: tuple[str, ...]) -> None:
    said = restored(*words)
    harmless(said.out)
    for part in ("[bold]x[/]", "[/nope]", "[@click=app.quit]q[/]", "␛]0;x␇", "␛[2J", "%s {0} \\n =1+1"):
        assert part in said.out


def test_what_an_update_brings_is_made_harmless_on_its_way_in(shell: Shell) -> None:
    said = shell("update", "E.1", "--rating", "red", "--text", HOSTILE, "--by", HOSTILE, "--source", HOSTILE)
    assert said.code == 0
    harmless(said.err)
    for verb in ("show E.1", "history", "history E.1", "find bold"):
        harmless(shell(*verb.split()).out)
    updates = shell("show", "E.1", "--json").json["updates"]
    (update,) = (each for each in updates if each["state"] == "accepted")
    assert not SEEN_THROUGH.search(update["text"] + update["source"] + update["by"])
    assert "[@click=app.quit]q[/]" in update["text"]


@pytest.mark.parametrize(
    "words",
    [
        ("show", HOSTILE),
        ("find", HOSTILE),
        ("list", HOSTILE),
        ("list", f"theme:{HOSTILE}"),
        ("list", f'lead:"{HOSTILE}"'),
        ("list", f"{HOSTILE}:x"),
        ("officers", HOSTILE),
        ("history", HOSTILE),
        ("who", HOSTILE),
        ("statements", "--kind", HOSTILE),
        ("commitments", "--theme", HOSTILE),
        ("commitment", "show", HOSTILE),
        ("commitment", "link", "2.2.1", HOSTILE),
        ("commitment", "link", "2.2.1", "E.1", "--to-plan", HOSTILE),
        ("commitment", "link", "2.2.1", "E.1", "--by", HOSTILE, "--note", HOSTILE),
        ("commitment", "link", "2.2.1", "E.1", "--kind", HOSTILE),
        ("commitment", "unlink", "2.2.1", HOSTILE),
        ("theme", "show", HOSTILE),
        ("theme", "align", "E", HOSTILE, "--to-plan", HOSTILE),
        ("theme", "unalign", "E", HOSTILE),
        ("update", HOSTILE, "--rating", "red"),
        ("update", "E.1", "--rating", HOSTILE),
        ("update", "E.1", "--status", HOSTILE),
        ("update", "E.1", "--date", HOSTILE),
        ("snapshot", "export", f"/no/{HOSTILE}"),
        ("snapshot", "verify", f"/no/{HOSTILE}"),
        ("snapshot", "restore", f"/no/{HOSTILE}"),
        ("init", "--seed", HOSTILE),
        ("milestone", "read", HOSTILE),
        ("milestone", "read", "Dec", "--paper", HOSTILE),
        (HOSTILE,),
        (f"--{HOSTILE}",),
        ("--today", HOSTILE, "list"),
        ("--plan", HOSTILE, "list"),
        ("--database", f"/no/{HOSTILE}", "list"),
    ],
    ids=lambda words: " ".join(words).replace(HOSTILE, "H"),
)
def test_no_word_of_the_command_line_comes_back_as_it_is(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)
    harmless(said.out)
    harmless(said.err)
    assert "fault of its own" not in said.err


def test_who_is_at_work_is_shown_harmless(shell: Shell) -> None:
    assert shell("--actor", HOSTILE, "update", "E.1", "--rating", "red").code == 0
    harmless(shell("history").out)
    harmless(shell("show", "E.1").out)
    json.loads(shell("history", "--json").out)


@pytest.mark.parametrize("words", [("show", "\ud800"), ("find", "a\udcffb"), ("list", "theme:\udcff"), ("officers", "\udcff"),
                                   ("update", "E.1", "--text", "a\udcffb"), ("update", "\udcff", "--rating", "red"),
                                   ("--plan", "\udcff", "list"), ("--actor", "\udcff", "update", "E.1", "--rating", "red"),
                                   ("history", "\udcff"), ("milestone", "read", "\udcff"), ("snapshot", "verify", "/no/\udcff"),
                                   ("snapshot", "restore", "/no/\udcff"), ("--database", "/no/\udcff", "list")])  # fmt: skip
def test_half_a_character_is_refused_or_replaced(shell: Shell, words: tuple[str, ...]) -> None:
    before = shell.database.read_bytes()
    said = shell(*words)
    harmless(said.out)
    harmless(said.err)
    assert "fault of its own" not in said.err and "Error" not in said.err
    if said.code:
        assert shell.database.read_bytes() == before and said.err.count("\n") == 1


def test_json_in_a_poor_encoding_reads_back_the_same(restored: Shell) -> None:
    for words in (("show", "E.1", "--json"), ("list", "--json"), ("themes", "--json")):
        assert restored(*words, encoding="ascii").json == restored(*words).json
    assert restored("show", "E.1", encoding="ascii").code == 0
    assert restored("calendar", encoding="latin-1").code == 0
