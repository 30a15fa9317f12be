"""A pack is whole or it is told what is wrong with it: each byte, each file, each name, and nothing is followed or written."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.snapshot import Header
from jatui.snapshot.chunks import chunks, compare, expected, record_name
from jatui.snapshot.pack import Facts, Pack, read_pack
from jatui.snapshot.packing import packing
from jatui.snapshot.render import render_record
from jatui.snapshot.tags import read_info, read_manifest, render_info, render_manifest, unsafe
from tests.conftest import Records, small_plan
from tests.snapshot.generated import plans

MOMENT = dt.datetime(2021, 9, 12, 9, tzinfo=dt.UTC)
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")


def make(path: Path, records: Records | None = None, **facts: Any) -> Pack:
    """Write a pack of some records, by default those of the small plan."""
    found = small_plan() if records is None else records
    counts = Counter(kind for kind, _ in found)
    with packing(path) as making:
        header = Header("small", MOMENT, 7, {kind: counts[kind] for kind in KINDS if counts[kind]})
        known = [
            (
                kind,
                {
                    name: values[name]
                    for name in KINDS[kind].__struct_fields__
                    if values.get(name) is not None
                },
            )
            for kind, values in found
        ]
        sha256 = making.snapshot(header, known)
        making.add("SNAPSHOT.md", b"The format.\n")
        said: dict[str, Any] = {
            "name": path.name, "description": "Small plan", "agent": "jatui", "day": dt.date(2021, 9, 12), "plan": "small",
            "number": 1, "meeting": "S&R 2021-09-21", "moment": MOMENT, "revision": 7, "sha256": sha256,
        }  # fmt: skip
        made = making.seal(Facts(**{**said, **facts}))
        making.place()
    return made


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    make(tmp_path / "small-edition-001-2021-09-21")
    return tmp_path / "small-edition-001-2021-09-21"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def wrong(pack: Path) -> Pack:
    """Return a pack that must not be found whole, and on which nothing was written."""
    before = {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in pack.rglob("*")}
    found = read_pack(pack)
    assert found.faults
    assert {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in pack.rglob("*")} == before
    return found


def test_a_pack_is_whole(pack: Path) -> None:
    found = read_pack(pack)
    assert (found.faults, found.odd) == ((), ())
    assert found.facts and found.snapshot and found.facts.sha256 == found.snapshot.sha256


@pytest.mark.parametrize("name", [*TAGS, "data/SNAPSHOT.md", "data/records.txt", "data/small.toml"])
def test_any_flipped_byte_is_found(pack: Path, name: str) -> None:
    file = pack / name
    whole = file.read_bytes()
    step = 1 if name in TAGS or len(whole) < 200 else 7
    for place in range(0, len(whole), step):
        for bit in (1,) if step > 1 else (1, 0x20, 0x80):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            found = read_pack(pack)
            assert any(each.verdict == "valid" for each in found.faults), (place, bit)
            named = (name, *TAGS) if name == "tagmanifest-sha256.txt" else (name, *TAGS[-2:])
            assert any(each.file in named for each in found.faults)


def test_any_file_that_lacks_is_named(pack: Path) -> None:
    for name in files(pack):
        content = (pack / name).read_bytes()
        (pack / name).unlink()
        found = wrong(pack)
        assert any(each.verdict == "complete" and name in each.sentence for each in found.faults) or (
            name == "data/small.toml" and "one snapshot" in found.faults[-1].sentence
        )
        (pack / name).write_bytes(content)
    assert read_pack(pack).faults == ()


@pytest.mark.parametrize(
    "name",
    [
        "x",
        ".hidden",
        "data/x",
        "data/.x",
        "data/other.toml",
        "manifest-md5.txt",
        "tagmanifest-sha512.txt",
        "fetch.txt",
    ],
)
def test_any_file_too_many_is_named(pack: Path, name: str) -> None:
    (pack / name).write_bytes(b"")
    assert any(each.verdict == "complete" and each.file in (name, "data") for each in wrong(pack).faults)


@pytest.mark.parametrize("name", ["empty", "data/empty", "data/deep/er"])
def test_any_folder_too_many_is_named(pack: Path, name: str) -> None:
    (pack / name).mkdir(parents=True)
    assert any(each.verdict == "complete" for each in wrong(pack).faults)


def test_any_two_files_that_were_exchanged_are_found(pack: Path) -> None:
    names = files(pack)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            first, second = (pack / one).read_bytes(), (pack / other).read_bytes()
            (pack / one).write_bytes(second)
            (pack / other).write_bytes(first)
            wrong(pack)
            (pack / one).write_bytes(first)
            (pack / other).write_bytes(second)
    assert read_pack(pack).faults == ()


def test_a_file_out_of_another_pack_is_found(pack: Path, tmp_path: Path) -> None:
    altered = [
        (kind, {**values, "text": "Done."} if kind == "action" else values) for kind, values in small_plan()
    ]
    other = tmp_path / "small-edition-002-2021-09-21"
    make(other, altered, number=2, previous="0a" * 32)
    for name in files(pack):
        content = (pack / name).read_bytes()
        if content == (other / name).read_bytes():
            continue
        shutil.copy(other / name, pack / name)
        wrong(pack)
        (pack / name).write_bytes(content)


@pytest.mark.parametrize("name", [*TAGS, "data/records.txt", "data/small.toml"])
def test_a_file_cut_short_or_grown_is_found(pack: Path, name: str) -> None:
    whole = (pack / name).read_bytes()
    for content in (b"", whole[:-1], whole[: len(whole) // 2], whole + b"\n", whole + b"x", whole + whole):
        (pack / name).write_bytes(content)
        wrong(pack)


def test_no_link_is_followed_and_no_pipe_opened(pack: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes((pack / "data/small.toml").read_bytes())
    (pack / "data/small.toml").unlink()
    (pack / "data/small.toml").symlink_to(secret)
    found = wrong(pack)
    assert any("symbolic link" in each.sentence for each in found.faults) and found.snapshot is None
    (pack / "data/small.toml").unlink()
    os.mkfifo(pack / "data/small.toml")
    assert any("no regular file" in each.sentence for each in wrong(pack).faults)
    (pack / "data/small.toml").unlink()
    shutil.copytree(pack / "data", tmp_path / "data")
    shutil.rmtree(pack / "data")
    (pack / "data").symlink_to(tmp_path / "data")
    assert any("symbolic link" in each.sentence for each in wrong(pack).faults)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/etc/passwd", "below the pack"), ("data/../../x", "leads out"), ("../x", "leads out"), ("data/./x", "leads out"),
        ("data//x", "leads out"), ("~/x", "home"), ("~root", "home"), ("C:/x", "below the pack"), ("\\\\host\\x", "below"),
        ("data\\x", "more than letters"), ("data/a b", "more than"), ("data/%0A", "more than"), ("data/\x1b[2J", "more than"),
        ("data/é", "more than"), ("data/", "leads out"),
    ],
)  # fmt: skip
def test_a_name_that_leads_astray_is_refused(pack: Path, name: str, why: str) -> None:
    assert why in (unsafe(name) or "")
    line = f"{'0' * 64}  {name}\n".encode()
    with pytest.raises(Refused, match="line 1 names"):
        read_manifest(line)
    manifest = pack / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes() + line)
    found = wrong(pack)
    assert any(why in each.sentence for each in found.faults)
    assert not any("\x1b" in each.sentence for each in found.faults)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"0a" * 32 + b"  x\n" + b"0b" * 32 + b"  x\n", "a second time"),
        (b"0a" * 32 + b"  X\n" + b"0b" * 32 + b"  x\n", "take for one file"),
        (b"0a" * 32 + b"  y\n" + b"0b" * 32 + b"  x\n", "not in the order"),
        (b"0A" * 32 + b"  x\n", "line 1 is no digest"),
        (b"0a" * 32 + b" *x\n", "line 1 is no digest"),
        (b"0a" * 20 + b"  x\n", "line 1 is no digest"),
        (b"0a" * 32 + b"  x\r\n", "line 1"),
        (b"0a" * 32 + b"  x", "ends within a line"),
        (b"\xef\xbb\xbf" + b"0a" * 32 + b"  x\n", "line 1"),
        (b"\xff", "line 1 is not UTF-8"),
    ],
)
def test_a_manifest_is_read_as_jatui_writes_it_or_not_at_all(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_manifest(content)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9._-]{0,3}[a-z0-9]", fullmatch=True),
        st.binary(min_size=32, max_size=32),
        max_size=5,
    )
)
def test_a_manifest_reads_back(entries: dict[str, bytes]) -> None:
    known = {name: digest.hex() for name, digest in entries.items() if not unsafe(name)}
    assert read_manifest(render_manifest(known)) == known


@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9-]{1,5}", fullmatch=True), st.text(max_size=20), max_size=5))
def test_labels_are_one_line_each_whatever_they_say(labels: dict[str, str]) -> None:
    content = render_info(labels)
    assert list(read_info(content)) == list(labels) and content.count(b"\n") == len(labels)
    assert render_info(read_info(content)) == content


def test_an_altered_record_is_named(pack: Path) -> None:
    file = pack / "data/small.toml"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"Do what E.2 says", b"Do what E.2 sais"))
    ((what, name, line, _),) = read_pack(pack).odd
    assert (what, name) == ("it was altered", 'action "small" "E.2"')
    assert line == whole[: whole.index(b'handle = "E.2"')].count(b"\n") - 1


def text_of(records: Records) -> bytes:
    return b"".join(render_record(kind, values).encode() for kind, values in records)


def told(should: Records, there: bytes) -> list[tuple[str, str]]:
    return [
        (each.what, each.name)
        for each in compare(expected(should), chunks(io.BytesIO(b"# head\n\n" + there)))
    ]


@settings(max_examples=25)
@given(plans(), st.data())
def test_each_record_that_differs_is_named(records: Records, data: st.DataObject) -> None:
    assert told(records, text_of(records)) == []
    place = data.draw(st.integers(0, len(records) - 1))
    kind, values = records[place]
    name = record_name(kind, values)
    rest = [*records[:place], *records[place + 1 :]]
    assert told(records, text_of(rest)) == [("it is missing", name)]
    assert told(rest, text_of(records)) == [("it was added", name)]
    other = data.draw(st.integers(0, len(rest)))
    moved = [*rest[:other], records[place], *rest[other:]]
    found = told(records, text_of(moved))
    assert (found == []) == (moved == records) and all("another place" in what for what, _ in found)
    doubled = [*moved[: other + 1], records[place], *moved[other + 1 :]]
    assert told(records, text_of(doubled)) == [("it was added", name)]
    free = [field for field in values if field not in KEYS[kind] and isinstance(values[field], str)]
    if free:
        field = data.draw(st.sampled_from(free))
        altered = (kind, {**values, field: f"{values[field]}!"})
        found = told(records, text_of([*records[:place], altered, *records[place + 1 :]]))
        assert [each for _, each in found] == [name] and found[0][0].startswith("it was altered")


@settings(max_examples=25)
@given(plans(), st.data())
def test_whatever_becomes_of_a_text_something_is_told(records: Records, data: st.DataObject) -> None:
    whole = text_of(records)
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    assert told(records, flipped)
    assert told(records, whole[:place])
    told(records, data.draw(st.binary(max_size=200)))
