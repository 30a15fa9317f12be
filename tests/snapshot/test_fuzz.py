"""Damaged snapshots, each as it is and with its digests made good again: none comes in partly, each is refused with where.

JATUI_FUZZ=10000 tries as many as that.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from jatui.commands.archive import Export, restore
from jatui.commands.tracker import Tracker
from jatui.domain.records import KINDS, PUBLISHED
from jatui.snapshot import digest, open_snapshot
from jatui.store import Store
from tests.cli.conftest import Shell
from tests.conftest import DAY, small_plan
from tests.faults import files
from tests.store.test_exchange import FULL

TRIED = int(os.environ.get("JATUI_FUZZ", "300"))
FOUND = (5507, 5497)
"""Numbers at which a refusal once did not say which file, or where."""

KIND = "|".join(KINDS).replace("_", "[_ ]")
WHERE = re.compile(
    r"[Ll]ine \d|its header|the header|its beginning|its records|\[\[\w+\]\]|of format \d|no end|"
    rf"The (?:{KIND}) |has one holder at a time|Officers hold posts"
)
"""What tells where in a file something is wrong: a line, the header, a record, or the records as a whole."""

Lines = list[bytes]
ODD = (
    b"[[action]]\n", b"\n", b"# a comment\n", b"x = 1\n",
    b'text = """\n', b"\xff\xfe\n", b"\0\n", b"]\n", b'    "a",\n', b"[snapshot]\n",
    b"[action.deep]\n", b'position = "1"\n', b"line = -1\n", b"line = 1e9\n", b"due = 2021-02-30\n", b"due = 0000-01-01\n",
    b"version = 2\n", b'slug = ""\n', b"leads = []\n", b"public = true\n", b'text = "\\ud800"\n', b'name = "\xe2\x80\xae"\n',
)  # fmt: skip
VALUES = (
    b'"x"', b'""', b"0", b"-1", b"true", b"[]", b"2021-09-12", b"9" * 18, b"9" * 19, b"9" * 5000, b"1.5", b"nan",
    b"{}", b"{ a = 1 }",
    b"'x'", b'"""x"""', b"0x1f", b"2021-09-12T10:00:00Z", b"0001-01-01", b"9999-12-31", b"[" * 5000, b"{a=" * 2000,
    b'["a", "b"]',
    b'"' + b"x" * 100_000 + b'"', b'"\\u0000"', b'"\\n"', b'"../../etc"', b"", b'"E.9"', b'"nobody"', b'"S&R"', b'"complete"',
)  # fmt: skip


def truncated(chance: Random, whole: bytes) -> bytes:
    return whole[: chance.randrange(len(whole))]


def flipped(chance: Random, whole: bytes) -> bytes:
    found = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 5, 50))):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def spliced(chance: Random, whole: bytes) -> bytes:
    place, length = chance.randrange(len(whole)), chance.choice((0, 1, 3, 200))
    return (
        whole[:place]
        + chance.choice((b"", b'"', b"\n", b"\\", b" ", b"\r\n", chance.randbytes(9)))
        + whole[place + length :]
    )


def in_lines(
    change: Callable[[Random, Lines], None], ends: bytes = b"\n"
) -> Callable[[Random, bytes], bytes]:
    """Return a damage to lines, or to whole records, as one to bytes."""

    def changed(chance: Random, whole: bytes) -> bytes:
        parts = [part + ends for part in whole.split(ends)]
        parts[-1] = parts[-1][: -len(ends)]
        change(chance, parts)
        return b"".join(parts)

    changed.__name__ = f"{change.__name__} {'lines' if ends == chr(10).encode() else 'records'}"
    return changed


def moved(chance: Random, parts: Lines) -> None:
    part = parts.pop(chance.randrange(len(parts)))
    parts.insert(chance.randrange(len(parts) + 1), part)


def doubled(chance: Random, parts: Lines) -> None:
    place = chance.randrange(len(parts))
    parts.insert(chance.choice((place, chance.randrange(len(parts)))), parts[place])


def removed(chance: Random, parts: Lines) -> None:
    del parts[chance.randrange(len(parts))]


def swapped(chance: Random, parts: Lines) -> None:
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]


def put(chance: Random, parts: Lines) -> None:
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(ODD))


def valued(chance: Random, parts: Lines) -> None:
    """Give a field another value: a huge number, deep nesting, another type, a name of nothing, a value of another field."""
    places = [place for place, line in enumerate(parts) if b" = " in line]
    if not places:
        return
    place = chance.choice(places)
    value = (
        chance.choice(VALUES)
        if chance.random() < 0.7
        else parts[chance.choice(places)].partition(b" = ")[2][:-1]
    )
    parts[place] = parts[place].partition(b" = ")[0] + b" = " + value + b"\n"


def edited(chance: Random, whole: bytes) -> bytes:
    """Edit it as a person or a program might."""
    former, later = chance.choice(
        (
            (b"\n", b"\r\n"), (b" = ", b"="), (b"\n\n", b"\n\n\n"), (b"\n\n", b"\n"), (b"Small", b"Great"),
            (b"version = 1", b"version = 2"), (b"version = 1", b"version = 999999999"), (b"[[update]]", b"[[updates]]"),
            (b'"', b"'"), (b"# ", b"#\t"), (b"2021", b"2022"), (b"true", b"false"), (b'"small"', b'"other"'),
            (b"revision = ", b"revision = 9"), (b"plan = ", b"plan = plan = "), (b"accepted", b"submitted"), (b"E.1", b"E.2"),
        )
    )  # fmt: skip
    return whole.replace(former, later, chance.choice((-1, 1, 2)))


DAMAGES = (
    truncated, flipped, spliced, edited, in_lines(valued), in_lines(put),
    *(in_lines(change, ends) for change in (moved, doubled, removed, swapped) for ends in (b"\n", b"\n\n")),
)  # fmt: skip


def made_good(whole: bytes) -> bytes:
    """Return a file with the counts, the digest and the seal that its records and its header want."""
    head, mark, rest = whole.partition(b'\nseal = "')
    _, end, body = rest.partition(b'"\n\n')
    if not mark or not end:
        return whole
    found = Counter(re.findall(r"^\[\[(\w+)\]\]$", body.decode("utf-8", "replace"), re.MULTILINE))
    listed = ", ".join(f"{kind} = {found[kind]}" for kind in KINDS if found[kind])
    head = re.sub(rb"counts = \{.*\}", b"counts = { " + listed.encode() + b" }", head)
    head = re.sub(rb'sha256 = ".*"', b'sha256 = "' + hashlib.sha256(body).hexdigest().encode() + b'"', head)
    head += b"\n"
    return head + b'seal = "' + hashlib.sha256(head).hexdigest().encode() + b'"\n\n' + body


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Snapshots to be damaged: of every kind and field, and of a small plan."""
    found = []
    for place, items in enumerate((FULL, small_plan())):
        folder = tmp_path_factory.mktemp(f"sound{place}")
        with Store.create(folder / "plan.sqlite3") as store:
            with store.revision("init", "{}", actor="test", day=DAY) as writer:
                writer.load(items)
                writer.sentence = "loaded"
            Export(file=str(folder / "plan.toml")).write(Tracker(store, "all", DAY, "test"))
        found.append((folder / "plan.toml").read_bytes())
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database that holds no plan."""
    path = tmp_path_factory.mktemp("empty") / "plan.sqlite3"
    Store.create(path).close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory, sound: list[bytes]) -> bytes:
    """A database that holds a plan of every kind and field."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "plan.toml").write_bytes(sound[0])
    restore(folder / "plan.sqlite3", folder / "plan.toml", actor="test", today=DAY)[0].close()
    return (folder / "plan.sqlite3").read_bytes()


def damaged(number: int, sound: list[bytes]) -> tuple[str, bytes]:
    """Return what was done to a snapshot, and it: the same for the same number, made good again under each odd one."""
    chance = Random(number // 2)
    whole = chance.choice(sound)
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        damage = chance.choice(DAMAGES)
        done.append(damage.__name__)
        whole = damage(chance, whole) or b"\n"
    if number % 2:
        return " and ".join([*done, "made good"]), made_good(whole)
    return " and ".join(done), whole


def try_restore(folder: Path, whole: bytes, before: bytes, *over: str) -> str:
    """Restore a file into a database and hold what comes of it to all or nothing; return how it ended."""
    file, database = folder / "tried.toml", folder / "plan.sqlite3"
    file.write_bytes(whole)
    database.write_bytes(before)
    said = Shell(database)("snapshot", "restore", str(file), *over)
    assert said.out == "" and "Traceback" not in said.err
    there = {name for name in files(folder) if not name.startswith("plan.sqlite3-backups")}
    assert there == {"tried.toml", "plan.sqlite3"} and file.read_bytes() == whole
    if said.code == 0:
        held = open_snapshot(file)
        with Store.open(database) as store:
            assert unpublished(store.read.records()) == unpublished(held.records())
            assert over or (digest(store.read.records()), store.read.last_revision()) == (held.sha256, 1)
        return "restored"
    assert said.code == 1, said.err
    problem = said.err.splitlines()[-1]
    assert problem.startswith(str(file)) and WHERE.search(problem.removeprefix(str(file))), said.err
    assert database.read_bytes() == before
    return said.err


def unpublished(records: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """Return the digest of all records but those that were published, which stay whatever is restored over them."""
    return digest((kind, values) for kind, values in records if kind not in PUBLISHED)


def test_no_damaged_snapshot_comes_in_partly_and_each_is_refused_with_where(
    tmp_path: Path, sound: list[bytes], empty: bytes, held: bytes
) -> None:
    """Every one into a database without a plan, and each tenth over one that holds a plan too."""
    ended: Counter[str] = Counter()
    for whole in sound:
        for good in (whole, made_good(whole)):
            assert (
                try_restore(tmp_path, good, empty)
                == try_restore(tmp_path, good, held, "--over")
                == "restored"
            )
    for number in (*range(TRIED), *FOUND):
        what, whole = damaged(number, sound)
        try:
            ended[kind_of(try_restore(tmp_path, whole, empty))] += 1
            if number % 20 in (0, 1) or number in FOUND:
                ended[f"over: {kind_of(try_restore(tmp_path, whole, held, '--over'))}"] += 1
        except BaseException as error:
            error.add_note(f"number {number}: {what}")
            raise
    assert ended["refused"] > TRIED / 2 and ended["restored"] and ended["over: refused"]
    print(dict(ended))


def kind_of(ended: str) -> str:
    return ended if ended == "restored" else "refused"
