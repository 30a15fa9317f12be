"""Verification of whole archives: the chain, the database and the slips bear witness, and the record that differs is named."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Verify
from jatui.commands.editions import Publish, WriteSlip
from jatui.commands.published import published
from jatui.commands.tracker import Tracker
from jatui.commands.verified import Verdict, verify_paths
from jatui.domain.errors import Refused
from jatui.snapshot import open_snapshot
from jatui.snapshot.pack import read_pack
from jatui.store import Store
from tests.conftest import DAY, small_plan
from tests.snapshot.test_pack import make

ONE, TWO, THREE = (f"small-edition-00{number}-2021-09-21" for number in (1, 2, 3))


@pytest.fixture
def archive(tracker: Tracker) -> Path:
    """An archive of three editions, between which there was work, with slips to the second."""
    for rating in ("red", "amber", "green"):
        tracker.run(Update(ref="E.1", rating=rating, text=f"It is {rating}."))
        tracker.run(Publish(meeting="S&R 2021-09-21", again=True))
    for text in ("E.1 is red.", "Nor is that so."):
        tracker.run(WriteSlip(edition=2, text=text))
    tracker.run(Update(ref="E.2", rating="blue"))
    return tracker.store.path.parent / "archive"


def verdicts(tracker: Tracker | None, *paths: Path) -> list[Verdict]:
    return list(verify_paths(paths, lambda: tracker))


def problems(tracker: Tracker | None, *paths: Path) -> list[str]:
    return [problem for each in verdicts(tracker, *paths) for problem in each.problems]


def test_an_archive_is_whole_with_the_database_and_without(tracker: Tracker, archive: Path) -> None:
    for witness in (tracker, None):
        found = verdicts(witness, archive)
        assert [each.kind for each in found] == ["edition", "edition", "slip", "slip", "edition", "chain"]
        assert all(each.ok and each.complete and each.valid for each in found)
    assert tracker.run(Verify(file=str(archive))).sentence.startswith(f"{archive} is whole")


@pytest.mark.parametrize("name", [ONE, TWO, THREE, f"{TWO}-slip-1.toml", f"{TWO}-slip-2.toml"])
def test_what_is_taken_out_of_an_archive_is_missed(tracker: Tracker, archive: Path, name: str) -> None:
    path = archive / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    missing = f"edition {int(name[14:17])} of small" if path.name[-5:] != ".toml" else name
    assert any(f"{missing} is missing" in each for each in problems(tracker, archive))
    last = name in (THREE, f"{TWO}-slip-2.toml")
    assert bool(problems(None, archive)) is not last


def test_an_archive_without_anything_misses_everything(
    tracker: Tracker, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "exports").mkdir()
    tracker.run(Export(file=str(tmp_path / "exports" / "a.toml")))
    assert problems(tracker, tmp_path / "exports") == []
    shutil.rmtree(archive)
    archive.mkdir()
    assert [each.partition(": ")[2] for each in problems(tracker, archive)] == [
        f"edition {number} of small is missing." for number in (1, 2, 3)
    ]
    assert problems(None, archive) == []


@pytest.mark.parametrize("name", ["notes.txt", "plan.toml", "folder", "x-slip-1.toml"])
def test_what_does_not_belong_into_an_archive_is_named(tracker: Tracker, archive: Path, name: str) -> None:
    (archive / name).mkdir() if name == "folder" else (archive / name).write_bytes(b"x")
    assert any(str(archive / name) in each for each in problems(tracker, archive))


def test_no_link_of_an_archive_is_followed(archive: Path, tmp_path: Path) -> None:
    shutil.move(archive / TWO, tmp_path / "moved")
    (archive / TWO).symlink_to(tmp_path / "moved")
    found = problems(None, archive)
    assert any("is a symbolic link" in each for each in found) and any("edition 2" in each for each in found)


def test_editions_that_were_exchanged_or_stand_twice_are_found(
    tracker: Tracker, archive: Path, tmp_path: Path
) -> None:
    made = make(tmp_path / "small-edition-002-2021-09-28", number=2, previous=read_pack(archive / ONE).digest)
    shutil.copytree(
        made.path if made.path.exists() else tmp_path / "small-edition-002-2021-09-28", archive / "again"
    )
    assert any("there is another edition 2" in each for each in problems(None, archive))
    shutil.rmtree(archive / TWO)
    found = problems(None, archive)
    assert any("follows another edition 2" in each for each in found)
    assert any("corrects another edition 2" in each for each in found)
    assert any("not the edition 2 that the database knows" in each for each in problems(tracker, archive))


def forge(tracker: Tracker, archive: Path, number: int) -> Path:
    """Put in the place of an edition one with another rating, all its digests made anew."""
    name = (ONE, TWO, THREE)[number - 1]
    before = read_pack(archive / name)
    assert before.facts and before.snapshot
    (toml,) = (archive / name / "data").glob("*.toml")
    records = [
        (kind, {**values, "rating": "blue"} if kind == "action" and values["handle"] == "E.1" else values)
        for kind, values in open_snapshot(toml).records()
    ]
    shutil.rmtree(archive / name)
    same = {
        each: getattr(before.facts, each) for each in ("number", "previous", "description", "agent", "day")
    }
    make(archive / name, records, **same)
    assert read_pack(archive / name).faults == ()
    return archive / name


@pytest.mark.parametrize("number", [1, 2])
def test_a_forger_who_makes_every_digest_anew_is_found_by_the_chain(
    tracker: Tracker, archive: Path, number: int
) -> None:
    forge(tracker, archive, number)
    assert any(f"it follows another edition {number} than" in each for each in problems(None, archive))


def test_a_forger_is_found_by_the_database_which_names_the_record(tracker: Tracker, archive: Path) -> None:
    pack = forge(tracker, archive, 3)
    assert problems(None, archive) == []
    found = problems(tracker, archive)
    assert any("not the edition 3 that the database knows" in each for each in found)
    assert any(
        'action "small" "E.1": it was altered' in each and "'green' and is 'blue'" in each for each in found
    )
    assert problems(tracker, pack) == found


def test_two_packs_that_took_each_other_s_name_are_found(tracker: Tracker, archive: Path) -> None:
    (archive / ONE).rename(archive / "x")
    (archive / TWO).rename(archive / ONE)
    (archive / "x").rename(archive / TWO)
    assert sum("it has the name of another pack" in each for each in problems(None, archive)) == 2
    shutil.copytree(archive / THREE, archive.parent / "a copy")
    assert problems(tracker, archive.parent / "a copy") == []


def test_a_pack_given_alone_is_held_to_the_database_and_misses_no_other(
    tracker: Tracker, archive: Path
) -> None:
    assert problems(tracker, archive / TWO) == problems(None, archive / TWO) == []
    assert any(
        "edition 2 of small is missing" in each for each in problems(None, archive / ONE, archive / THREE)
    )


def test_an_edition_may_be_gone_when_its_time_is_over(tracker: Tracker, archive: Path) -> None:
    shutil.rmtree(archive / ONE)
    later = replace(tracker, given_today=dt.date(2027, 9, 22))
    assert any("edition 1 of small is missing" in each for each in problems(tracker, archive))
    assert problems(later, archive) == []


def test_what_was_moved_aside_is_told_and_is_no_edition(tracker: Tracker, archive: Path) -> None:
    shutil.copytree(archive / THREE, archive / f"{THREE}-aside-1")
    found = verdicts(tracker, archive)
    assert all(each.ok for each in found)
    assert any("it was moved aside" in each.told for each in found)


Damage = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda text: text.replace(b"It is red.", b"It is rad."), ["it was altered", "'It is red.' and is 'It is rad.'"]),
        (lambda text: text[: text.rindex(b"[[edition]]")], ['edition "small" 2: it is missing']),
        (lambda text: text + text[text.rindex(b"[[edition]]") :], ['edition "small" 2: it was added']),
        (lambda text: text.replace(b'handle = "E.2"', b'handle = "E.9"'), ['"E.2": it is missing', '"E.9": it was added']),
        (lambda text: text.replace(b'[[update]]\nplan = "small"\nnumber = 2', b"[[update]]\nplan = small\nnumber = 2"),
         ["cannot be read as a record", 'update "small" 2: it is missing']),
        (lambda text: text[:-20], ['edition "small" 2: it was altered and cannot be read']),
        (lambda text: text.replace(b"revision = ", b"revision=", 1), []),
        (lambda text: text.replace(b'sha256 = "', b'sha256 = "0', 1), []),
    ],
)  # fmt: skip
def test_a_lone_file_is_held_to_the_database_as_it_stood(
    tracker: Tracker, archive: Path, tmp_path: Path, damage: Damage, told: list[str]
) -> None:
    file = tmp_path / "lone.toml"
    shutil.copy(archive / THREE / "data" / "small.toml", file)
    whole = file.read_bytes()
    assert problems(tracker, file) == []
    file.write_bytes(damage(whole))
    assert file.read_bytes() != whole
    (alone,) = problems(None, file)
    found = problems(tracker, file)
    assert found[0] == alone and len(found) == 1 + len([each for each in told if each[0] != "'"])
    assert all(any(words in each for each in found) for words in told)


def test_records_out_of_order_are_told_as_such(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    tracker.run(Export(file=str(file)))
    head, first, second, rest = file.read_bytes().split(b"\n[[action]]\n", 3)
    file.write_bytes(b"\n[[action]]\n".join([head, second, first, rest]))
    (_, told) = problems(tracker, file)
    assert 'action "small" "E.1": it stands in another place than it should' in told


def test_a_database_of_another_life_bears_no_witness(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    tracker.run(Update(ref="E.1", rating="red"))
    tracker.run(Export(file=str(file)))
    file.write_bytes(file.read_bytes().replace(b"Do what", b"Do That"))
    assert len(problems(tracker, file)) > 1
    with Store.create(tmp_path / "other.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(small_plan())
            writer.sentence = "loaded"
        other = replace(tracker, store=store)
        other.run(Update(ref="E.1", rating="amber"))
        assert len(problems(other, file)) == len(problems(None, file)) == 1


def test_the_digest_that_is_expected_is_of_the_records_the_pack_or_the_slip(
    tracker: Tracker, archive: Path
) -> None:
    (found,) = [each for each in published(tracker) if each.edition.number == 2]
    for expect in (found.edition.sha256, found.edition.pack.upper()):
        assert all(each.ok for each in verify_paths([archive / TWO], expect=expect))
    (verdict, *_) = verify_paths([archive / TWO], expect="0" * 64)
    assert not verdict.ok and "not of the one expected" in verdict.sentence
    slip = next(archive.glob("*-slip-1.toml"))
    (verdict, *_) = verify_paths([slip])
    assert next(verify_paths([slip], expect=verdict.sha256)).ok
    assert not next(verify_paths([slip], expect="0" * 64)).ok
    with pytest.raises(Refused):
        (archive / TWO / "bagit.txt").unlink()
        tracker.run(Verify(file=str(archive / TWO)))


def test_what_is_published_is_listed_with_what_is_there(tracker: Tracker, archive: Path) -> None:
    shutil.rmtree(archive / ONE)
    (archive / THREE / "tagmanifest-sha256.txt").write_bytes(b"x")
    (archive / f"{TWO}-slip-1.toml").unlink()
    found = published(tracker)
    assert [each.there for each in found] == ["missing", "there", "another"]
    assert [dict(each.counts).get("action") for each in found] == [None, 4, None]
    assert [there for _, there in found[1].slips] == ["missing", "there"]
    assert found[0].keep_until == dt.date(2027, 9, 21) and not any(each.may_be_destroyed for each in found)
    as_json: Any = found[1].as_json()
    assert as_json["meeting"] == {"committee": "S&R", "day": "2021-09-21"} and len(as_json["slips"]) == 2


def spoil(archive: Path, chance: Random) -> str:
    """Do one thing to an archive that nobody should; return what."""
    path = chance.choice(sorted(each for each in archive.rglob("*") if not each.is_symlink()))
    content = path.read_bytes() if path.is_file() else b""
    what = chance.choice(("flip", "cut", "grow", "drop", "add", "link", "swap", "nest", "noise", "line"))
    if what == "add" or not path.is_file():
        folder = path if path.is_dir() else path.parent
        name = chance.choice(
            (b"x", b"\xff\xfe", b"a\nb", b"\x1b[2J", b"-rf", b"NUL", b"data.toml", b"manifest-md5.txt")
        )
        new = Path(os.fsdecode(os.path.join(os.fsencode(folder), name)))
        if not os.path.lexists(new):
            new.write_bytes(content)
    elif what == "flip" and content:
        place = chance.randrange(len(content))
        path.write_bytes(
            content[:place] + bytes([content[place] ^ chance.randint(1, 255)]) + content[place + 1 :]
        )
    elif what == "swap":
        other = chance.choice(sorted(each for each in archive.rglob("*") if _plain(each) and each != path))
        path.write_bytes(other.read_bytes())
        other.write_bytes(content)
    elif what == "line" and content.count(b"\n") > 2:
        lines = content.splitlines(keepends=True)
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
        path.write_bytes(b"".join(lines))
    elif what in ("cut", "grow", "noise"):
        noise = chance.randbytes(chance.randint(1, 50))
        cut = content[: chance.randrange(max(1, len(content)))]
        path.write_bytes({"cut": cut, "grow": content + noise, "noise": noise}[what])
    else:
        path.unlink()
        if what == "link":
            path.symlink_to(chance.choice(("..", "missing", path.name, "../bagit.txt")))
        elif what == "nest":
            (path / "..." / "y").mkdir(parents=True)
    return f"{what} {path.name}"


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def contents(folder: Path) -> dict[Path, bytes | bool]:
    """Return everything below a folder: what is in files, and of all else whether it is a link."""
    return {
        path.relative_to(folder): path.read_bytes() if _plain(path) else path.is_symlink()
        for path in folder.rglob("*")
    }


def state_of(folder: Path) -> dict[bytes, object]:
    """Return everything below a folder, and whether it was touched."""
    return {
        os.fsencode(path): (path.lstat().st_mtime_ns, path.lstat().st_size, os.path.islink(path))
        for path in folder.rglob("*")
    }


def test_nothing_that_is_done_to_an_archive_passes_or_breaks_the_verification(
    tracker: Tracker, archive: Path, tmp_path: Path
) -> None:
    chance = Random(6)
    whole = contents(archive)
    for number in range(int(os.environ.get("JATUI_SPOILS", "150"))):
        copy = tmp_path / f"{number}"
        shutil.copytree(archive, copy)
        done = [spoil(copy, chance) for _ in range(chance.randint(1, 3))]
        now = contents(copy)
        before = state_of(copy)
        found = verdicts(tracker, copy)
        assert state_of(copy) == before, done
        assert all(each.ok for each in found) == (now == whole), done
        assert json.loads(json.dumps([each.as_json() for each in found])), done
        assert all(problem.rstrip().endswith((".", "?")) for each in found for problem in each.problems), done
        shutil.rmtree(copy)
