from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Init, Restore, Verify, initialise, restore
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.commands.verified import verify_paths
from jatui.domain.errors import Misused, NotFound, Refused, Unusable
from jatui.domain.records import KINDS
from jatui.domain.watch import Stopped, Wanted
from jatui.snapshot import Header, drafted, open_snapshot, verify_snapshot
from jatui.store import Store
from tests.conftest import DAY, small_action, small_plan
from tests.snapshot.generated import Records, plans

ROOT = Path(__file__).resolve().parents[2]


def export(store: Store, path: Path, plan: str | None = None) -> bytes:
    Export(file=str(path)).write(Tracker(store, plan, DAY, "test"))
    return path.read_bytes()


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(path: Path, items: Records) -> Path:
    """Write records as a snapshot whose digests and counts hold, whatever they refer to."""
    found = Counter(kind for kind, _ in items)
    counts = {kind: found[kind] for kind in KINDS if found[kind]}
    moment = dt.datetime(2021, 9, 12, tzinfo=dt.UTC)
    items = [(kind, {f: v[f] for f in KINDS[kind].__struct_fields__ if f in v}) for kind, v in items]
    with drafted(path, replace=True) as draft:
        draft.write(Header(plan="small", moment=moment, revision=1, counts=counts), items)
        draft.place()
    return path


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(plans(), st.sampled_from([None, "all"]))
def test_any_plan_restored_exports_the_same_bytes(items: Records, scope: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.create(folder / "a.sqlite3")
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(items)
            writer.sentence = "loaded"
        first = export(store, folder / "a.toml", scope)
        again, sentence = restore(folder / "b.sqlite3", folder / "a.toml", actor="test", today=DAY)
        assert sentence.startswith("restored a.toml: ")
        assert export(again, folder / "b.toml", scope) == first
        if scope == "all":
            whole = list(open_snapshot(folder / "a.toml").records())
            assert sorted(whole, key=repr) == sorted(items, key=repr)
        again.close()
        store.close()


def test_a_plan_that_lived_restores_as_it_stood(tracker: Tracker, tmp_path: Path) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Draft \x1b[31msent\u202e", status="in progress"))
    tracker.run(Update(ref="F.6#2", rating="blue", status="complete"))
    first = export(tracker.store, tmp_path / "a.toml")
    store, _ = restore(tmp_path / "b.sqlite3", tmp_path / "a.toml", actor="other", today=dt.date(2030, 1, 1))
    assert export(store, tmp_path / "b.toml") == first
    store.close()


def test_the_same_state_gives_the_same_bytes_wherever_it_is_written(tracker: Tracker, tmp_path: Path) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Zoë – \u2028 'said'"))
    expected = export(tracker.store, tmp_path / "a.toml")
    code = (
        "import os, sys, datetime as dt; os.umask(int(sys.argv[3], 8)); from pathlib import Path\n"
        "from jatui.commands.archive import Export; from jatui.commands.tracker import Tracker; from jatui.store import Store\n"
        "Export(file=sys.argv[2]).write(Tracker(Store.open(Path(sys.argv[1])), None, dt.date(2030, 1, 1), 'x'))"
    )
    for number, (zone, locale, seed, umask) in enumerate(
        [
            ("UTC", "C", "0", "000"),
            ("Asia/Kathmandu", "C.UTF-8", "1", "077"),
            ("America/Adak", "tr_TR.UTF-8", "9", "022"),
        ]
    ):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", code, str(tracker.store.path), str(folder / "b.toml"), umask],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0"},
            check=True,
        )
        assert (folder / "b.toml").read_bytes() == expected
        assert only(folder) == ["b.toml"]


def test_an_emptied_page_or_a_vacuum_changes_no_byte(tracker: Tracker, tmp_path: Path) -> None:
    first = export(tracker.store, tmp_path / "a.toml")
    with closing(sqlite3.connect(tracker.store.path)) as connection:
        connection.execute("VACUUM")
    assert export(tracker.store, tmp_path / "b.toml") == first


def test_other_programs_may_write_while_an_export_is_read_back(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatui.snapshot import draft

    real = draft.verify_snapshot

    def meanwhile(path: Path, wanted: Wanted) -> Any:
        tracker.run(Update(ref="E.2", rating="red"))
        return real(path, wanted)

    monkeypatch.setattr(draft, "verify_snapshot", meanwhile)
    export(tracker.store, tmp_path / "a.toml")
    assert dict(open_snapshot(tmp_path / "a.toml").counts)["action"] == 4
    assert "update" not in open_snapshot(tmp_path / "a.toml").counts


def test_an_export_tells_how_far_it_is(tracker: Tracker, tmp_path: Path) -> None:
    shares: list[float] = []
    tracker.watch = lambda share: shares.append(share) or True  # type: ignore[func-returns-value]
    tracker.run(Export(file=str(tmp_path / "a.toml")))
    assert shares == sorted(shares) and shares[0] == 0.0 and len(shares) >= 2 and shares[-1] <= 1.0


@pytest.mark.parametrize("reached", [0.0, 0.6])
def test_an_export_that_is_stopped_leaves_nothing(tracker: Tracker, tmp_path: Path, reached: float) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    tracker.watch = lambda share: share < reached
    with pytest.raises(Stopped, match="Stopped; nothing was changed"):
        tracker.run(Export(file=str(folder / "a.toml")))
    assert not list(folder.iterdir())


def test_an_export_says_what_it_wrote(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    changes = tracker.run(Export(file=str(path)))
    assert (
        changes.sentence
        == f"wrote {path.name}: 4 actions, 0 updates, 1 meeting; sha256 {open_snapshot(path).sha256}"
    )
    assert changes.revision == 0
    assert tracker.read.last_revision() == 1
    with pytest.raises(Refused, match=r"already there.*--force"):
        tracker.run(Export(file=str(path)))
    tracker.run(Export(file=str(path), force=True))
    assert tracker.run(Verify(file=str(path))).sentence.startswith(f"{path} is intact: 4 actions; sha256 ")


def test_a_path_in_the_home_folder_may_begin_with_a_tilde(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    tracker.run(Export(file="~/a.toml"))
    assert open_snapshot(tmp_path / "a.toml").counts["action"] == 4


def test_the_database_is_never_written_over(tracker: Tracker, tmp_path: Path) -> None:
    database = tracker.store.path
    (tmp_path / "link").symlink_to(database)
    os.link(database, tmp_path / "hard")
    (tmp_path / "folder").mkdir()
    before = database.read_bytes()
    for name in (
        str(database),
        str(tmp_path / "link"),
        str(tmp_path / "hard"),
        str(tmp_path / "folder" / ".." / database.name),
        *(f"{database}{ending}" for ending in ("-journal", "-wal", "-shm")),
    ):
        for force in (False, True):
            with pytest.raises(Refused, match="the database"):
                tracker.run(Export(file=name, force=force))
    assert database.read_bytes() == before
    assert only(tmp_path) == ["folder", "hard", "link", database.name]


def test_an_export_that_cannot_be_written_leaves_the_database_as_it_was(
    tracker: Tracker, tmp_path: Path
) -> None:
    before = tracker.store.path.read_bytes()
    for name in ("missing/x.toml", "a" * 300, "a\0b", ".", "plan.sqlite3/x.toml"):
        with pytest.raises(Refused):
            tracker.run(Export(file=str(tmp_path / name)))
    assert tracker.store.path.read_bytes() == before
    assert only(tmp_path) == ["plan.sqlite3"]


def test_a_damaged_database_is_told_and_no_snapshot_is_made_of_it(tracker: Tracker, tmp_path: Path) -> None:
    page = tracker.read.value("SELECT rootpage FROM sqlite_master WHERE name = 'action'")
    size = tracker.read.value("PRAGMA page_size")
    whole = bytearray(tracker.store.path.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xff" * size
    tracker.store.close()
    tracker.store.path.write_bytes(whole)
    with pytest.raises(Unusable, match="is damaged"):
        tracker.run(Export(file=str(tmp_path / "a.toml")))
    assert only(tmp_path) == ["plan.sqlite3"]


def test_a_restore_into_a_database_with_a_plan_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    export(tracker.store, tmp_path / "a.toml")
    before = tracker.store.path.read_bytes()
    with pytest.raises(Refused, match="holds a plan already"):
        restore(tracker.store.path, tmp_path / "a.toml", actor="test", today=DAY)
    assert tracker.store.path.read_bytes() == before


def test_a_restore_into_an_empty_database_fills_it(tracker: Tracker, tmp_path: Path) -> None:
    first = export(tracker.store, tmp_path / "a.toml")
    Store.create(tmp_path / "b.sqlite3").close()
    store, sentence = restore(tmp_path / "b.sqlite3", tmp_path / "a.toml", actor="test", today=DAY)
    assert sentence == "restored a.toml: 4 actions, 0 updates"
    assert export(store, tmp_path / "b.toml") == first
    store.close()


def inconsistent() -> list[tuple[str, Records, str]]:
    """Return snapshots whose seals hold and whose records do not fit together."""
    good = small_plan()

    def changed(kind: str, number: int, **values: Any) -> Records:
        places = [place for place, (other, _) in enumerate(good) if other == kind]
        place = places[number]
        return [*good[:place], (kind, {**good[place][1], **values}), *good[place + 1 :]]

    def without(kind: str, number: int = 0) -> Records:
        places = [place for place, (other, _) in enumerate(good) if other == kind]
        return [item for place, item in enumerate(good) if place != places[number]]

    update = {"plan": "small", "number": 1, "kind": "update", "state": "accepted", "text": "t"}
    return [
        (
            "theme gone",
            without("theme"),
            "The action 'small E.1' refers to the theme 'small E', which is not there",
        ),
        ("plan gone", without("plan"), "The theme 'small E' refers to the plan 'small'"),
        ("scheme gone", without("scheme"), "The level 'ragb red' refers to the scheme 'ragb'"),
        ("committee gone", without("committee"), "refers to the committee 'S&R'"),
        ("lead gone", without("lead"), "The action 'small E.1' refers to the lead 'ann-able'"),
        ("other plan", changed("action", 1, plan="other"), "The action 'other E.2' refers to"),
        ("twice", [*good, good[-1]], "The action 'small F.6#2'"),
        ("lead twice", changed("action", 0, leads=["ann-able"] * 2), "one of its leads stands twice"),
        (
            "closed how",
            changed("action", 0, closed_as="withdrawn"),
            "closed_as stands beside the status 'not started'",
        ),
        (
            "update of none",
            [*good, ("update", {**update, "action": "E.9"})],
            "refers to the action 'small E.9'",
        ),
        ("paper gone", changed("action", 0, paper="nowhere"), "refers to the paper 'nowhere'"),
        (
            "half a key",
            [*good, ("move", move(meeting_day=dt.date(2021, 9, 21)))],
            "stand together or not at all",
        ),
        ("order", [*good[:-2], good[-1], good[-2]], "may be out of order"),
        ("order of kinds", sorted(good, key=lambda item: item[0] != "lead"), "comes after|did not read back"),
    ]


def move(**values: Any) -> dict[str, Any]:
    known = {
        "plan": "small",
        "action": "E.1",
        "number": 1,
        "day": DAY,
        "former": "a",
        "wording": "b",
        "reason": "c",
    }
    return {**known, **values}


@pytest.mark.parametrize(
    ("items", "reason"), [each[1:] for each in inconsistent()], ids=[e[0] for e in inconsistent()]
)
def test_what_does_not_fit_together_is_refused_whole(tmp_path: Path, items: Records, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        restore(tmp_path / "x.sqlite3", put(tmp_path / "x.toml", items), actor="test", today=DAY)
    assert "x.sqlite3" not in only(tmp_path)
    assert not [name for name in only(tmp_path) if "journal" in name]


def test_a_damaged_snapshot_makes_no_database(tracker: Tracker, tmp_path: Path) -> None:
    whole = export(tracker.store, tmp_path / "a.toml")
    (tmp_path / "bad.toml").write_bytes(whole.replace(b"Small plan", b"Great plan"))
    for name in ("bad.toml", "missing.toml", "."):
        with pytest.raises(Refused):
            restore(tmp_path / "new" / "x.sqlite3", tmp_path / name, actor="test", today=DAY)
    assert not (tmp_path / "new").exists()


def test_a_database_at_an_impossible_path_is_told(tracker: Tracker, tmp_path: Path) -> None:
    export(tracker.store, tmp_path / "a.toml")
    for name in ("a" * 300, "a.toml", "a.toml/x"):
        with pytest.raises(Unusable):
            restore(tmp_path / name, tmp_path / "a.toml", actor="test", today=DAY)
    assert only(tmp_path) == ["a.toml", "plan.sqlite3"]


def test_a_file_changed_between_look_and_load_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    export(tracker.store, tmp_path / "a.toml")
    wish = Restore.of(tmp_path / "a.toml")
    put(tmp_path / "a.toml", small_plan()[:-1])
    store = Store.create(tmp_path / "b.sqlite3")
    with pytest.raises(Refused, match="was changed while it was being read"):
        Tracker(store, "all", DAY, "test").run(wish)
    assert store.read.is_empty()
    store.close()


def test_several_files_are_verified_each_for_itself(tracker: Tracker, tmp_path: Path) -> None:
    whole = export(tracker.store, tmp_path / "a.toml")
    (tmp_path / "b.toml").write_bytes(whole[:-1])
    (tmp_path / "c.toml").write_bytes(whole)
    found = verify_paths([tmp_path / name for name in ("a.toml", "b.toml", "c.toml", "d")])
    assert [each.ok for each in found] == [True, False, True, False]


def test_init_loads_what_is_wished_and_leaves_nothing_where_it_cannot(tmp_path: Path) -> None:
    store, sentence = initialise(tmp_path / "a.sqlite3", Init(empty=True), actor="test", today=DAY)
    assert sentence.endswith("it holds no plan yet")
    with pytest.raises(NotFound, match=r"There is no seed 'nothing'. There are: .*joint_agreement"):
        initialise(tmp_path / "b.sqlite3", Init(seed="nothing"), actor="test", today=DAY)
    with pytest.raises(Misused, match="Leave out one"):
        initialise(tmp_path / "b.sqlite3", Init(seed="joint_agreement", empty=True), actor="test", today=DAY)
    assert only(tmp_path) == ["a.sqlite3"]
    Tracker(store, "all", DAY, "test").run(Init(seed="joint_agreement"))
    with pytest.raises(Refused, match="holds a plan already"):
        Tracker(store, "all", DAY, "test").run(Init(seed="joint_agreement"))
    store.close()


def test_a_seed_that_fails_leaves_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seed").mkdir()
    put(tmp_path / "seed" / "faulty.toml", [*small_plan()[:-4], small_action("Z.1", 1)])
    monkeypatch.setattr("jatui.commands.archive.data", lambda name: tmp_path / name)
    with pytest.raises(Refused, match=r"The action 'small Z.1' refers to the theme 'small Z'"):
        initialise(tmp_path / "x.sqlite3", Init(), actor="test", today=DAY)
    assert only(tmp_path) == ["seed"]


@pytest.mark.parametrize(("expected", "holds"), [("the file's", True), ("another", False)])
def test_verify_holds_a_file_to_the_sha256_in_the_minutes(
    tracker: Tracker, tmp_path: Path, expected: str, holds: bool
) -> None:
    from click.testing import CliRunner

    from jatui.cli.context import Session
    from jatui.cli.main import cli

    export(tracker.store, tmp_path / "a.toml")
    body = re.split(b'seal = ".*"\n\n', (tmp_path / "a.toml").read_bytes())[1]
    given = hashlib.sha256(body if holds else b"").hexdigest().upper()
    done = CliRunner().invoke(
        cli,
        ["snapshot", "verify", str(tmp_path / "a.toml"), "--expect", given],
        obj=Session(show_screen=None),
    )
    assert (done.exception is None) is holds, expected


def test_a_public_snapshot_holds_no_contact_of_the_database(tmp_path: Path) -> None:
    store, _ = initialise(tmp_path / "plan.sqlite3", Init(seed="joint_agreement"), actor="test", today=DAY)
    tracker = Tracker(store, None, DAY, "test")
    contacts = [text for pair in store.read.contacts() for text in pair if text]
    assert contacts
    for text in contacts:
        tracker.run(Update(ref="E.1", text=f"Ask {text} or {text.upper()}."))
    tracker.run(Submit(ref="E.1", text="Secret."))
    tracker.run(Export(file=str(tmp_path / "whole.toml")))
    done = tracker.run(Export(file=str(tmp_path / "public.toml"), public=True))
    assert done.sentence.startswith("wrote public.toml for the public: 60 actions")
    whole, text = ((tmp_path / f"{name}.toml").read_text("utf-8") for name in ("whole", "public"))
    assert all(each in whole for each in (*contacts, "Secret."))
    assert not any(each.casefold() in text.casefold() for each in (*contacts, "Secret."))
    assert "\npublic = true\n" in text and "\npublic" not in whole
    assert verify_snapshot(tmp_path / "public.toml").public
    store.close()
    again, _ = restore(tmp_path / "again.sqlite3", tmp_path / "public.toml", actor="test", today=DAY)
    assert again.read.counts(None)["action"] == 60
    again.close()
