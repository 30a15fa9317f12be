from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import tomllib
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.ancestry import Ancestor, Lineage
from jatui.domain.errors import Refused
from jatui.domain.records import KINDS
from jatui.snapshot import Header, Snapshot, digest, drafted, open_snapshot, verify_snapshot
from tests.conftest import small_action, small_plan
from tests.snapshot.generated import NAMES, Records, records

MOMENT = dt.datetime(2021, 9, 12, 18, 30, 0, 123000, tzinfo=dt.UTC)
SEED = Path(__file__).resolve().parents[2] / "seed" / "joint_agreement.toml"


def header(items: Records, **values: object) -> Header:
    found = Counter(kind for kind, _ in items)
    counts = {kind: found[kind] for kind in KINDS if found[kind]}
    known: dict[str, object] = {"plan": "small", "moment": MOMENT, "revision": 7, "counts": counts}
    return Header(**known | values)  # type: ignore[arg-type]


def write(path: Path, items: Records, **values: object) -> Snapshot:
    with drafted(path, replace=True) as draft:
        draft.write(header(items, **values), items)
        return draft.place()


def sealed(head: str, body: bytes = b"") -> bytes:
    """Return a file whose header says what it likes and whose digests hold, as a forger would make it."""
    head = re.sub('sha256 = ".*"', f'sha256 = "{hashlib.sha256(body).hexdigest()}"', head)
    return head.encode() + f'seal = "{hashlib.sha256(head.encode()).hexdigest()}"\n\n'.encode() + body


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A snapshot of the small plan."""
    write(tmp_path / "small.toml", small_plan())
    return tmp_path / "small.toml"


@pytest.fixture
def head(small: Path) -> str:
    """The header of the small plan's snapshot, up to its seal."""
    return small.read_text().partition('seal = "')[0]


@settings(max_examples=40)
@given(records(), NAMES, st.datetimes(timezones=st.just(dt.UTC)), st.integers(0, 10**12))
def test_what_is_written_is_read_back_and_is_toml(
    tmp_path: Path, items: Records, plan: str, moment: dt.datetime, revision: int
) -> None:
    path = tmp_path / "any.toml"
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    write(path, items, plan=plan, moment=moment, revision=revision)
    found = verify_snapshot(path)
    assert list(found.records()) == items
    assert (found.plan, found.moment, found.revision) == (plan, moment, revision)
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    assert whole.pop("snapshot") == {
        "format": "jatui-snapshot",
        "version": 1,
        "plan": plan,
        "moment": moment,
        "revision": revision,
        "counts": dict(found.counts),
        "sha256": found.sha256,
        "seal": re.search('seal = "(.*)"', path.read_text())[1],  # type: ignore[index]
    }
    assert whole == {kind: [values for other, values in items if other == kind] for kind in dict(items)}


def test_a_header_tells_where_the_state_comes_from_and_the_records_know_nothing_of_it(
    tmp_path: Path, small: Path
) -> None:
    ancestors = tuple(Ancestor(number, f"{number:064x}") for number in range(16, 0, -1))
    found = write(tmp_path / "b.toml", small_plan(), lineage=Lineage("f" * 64, ancestors))
    assert found.lineage == Lineage("f" * 64, ancestors)
    assert found.sha256 == open_snapshot(small).sha256
    head = tomllib.loads((tmp_path / "b.toml").read_text())["snapshot"]
    assert head["history"] == "f" * 64
    assert head["ancestors"] == [f"{number} {number:064x}" for number in range(16, 0, -1)]
    assert open_snapshot(small).lineage == Lineage()


def test_the_sha256_is_of_everything_after_the_header(small: Path) -> None:
    body = small.read_bytes().partition(b'"\n\n[[')[2]
    assert open_snapshot(small).sha256 == hashlib.sha256(b"[[" + body).hexdigest() == digest(small_plan())


def test_every_byte_of_a_snapshot_is_sealed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    write(path, small_plan()[:3])
    whole = bytearray(path.read_bytes())
    for place in range(len(whole)):
        flip = 1 << place % 8
        whole[place] ^= flip
        path.write_bytes(whole)
        with pytest.raises(Refused, match=re.escape(str(path))):
            open_snapshot(path)
        whole[place] ^= flip


def test_any_flipped_byte_of_a_seed_is_found(tmp_path: Path) -> None:
    path = tmp_path / "seed.toml"
    whole = bytearray(SEED.read_bytes())
    for place in [*range(0, len(whole), 397), len(whole) - 1]:
        whole[place] ^= 1
        path.write_bytes(whole)
        with pytest.raises(Refused):
            verify_snapshot(path)
        whole[place] ^= 1
    path.write_bytes(whole)
    verify_snapshot(path)


def test_a_snapshot_cut_at_any_line_or_lengthened_is_refused(small: Path) -> None:
    lines = small.read_bytes().splitlines(keepends=True)
    for length in range(len(lines)):
        small.write_bytes(b"".join(lines[:length]))
        with pytest.raises(Refused, match=r"cut|no end"):
            verify_snapshot(small)
    for more in (b"\n", b"#", b'[[scheme]]\nslug = "a"\nname = "a"\n\n'):
        small.write_bytes(b"".join(lines) + more)
        with pytest.raises(Refused, match="altered"):
            verify_snapshot(small)


@pytest.mark.parametrize(
    ("whole", "reason"),
    [
        (b"", "not a jatui snapshot"),
        (b"\xef\xbb\xbf[snapshot]\n", "not a jatui snapshot"),
        (b"SQLite format 3\0" + b"\0" * 100_000, "not a jatui snapshot"),
        (b"just words\n", "not a jatui snapshot"),
        (b"\xff\xfe\x00", "not a jatui snapshot"),
        (b"#\n" * 100_000, "not a jatui snapshot"),
        (b"[project]\nname = 'x'\n", "not a jatui snapshot"),
        (b'[snapshot]\nformat = "other"\nversion = 1\n', "not a jatui snapshot"),
        (b'[snapshot]\nformat = "jatui-snapshot"\nversion = 0\n', "not a jatui snapshot"),
        (
            b'[snapshot]\nformat = "jatui-snapshot"\nversion = 2\n',
            "of format 2, and this jatui reads up to 1",
        ),
        (b'[snapshot]\nformat = "jatui-snapshot"\nversion = 1\nplan = "x"\n', "no end"),
    ],
)
def test_what_is_no_snapshot_is_refused(tmp_path: Path, whole: bytes, reason: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(whole)
    with pytest.raises(Refused, match=reason):
        verify_snapshot(path)


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("revision = 7", "revision = 07"),
        ("revision = 7", "revision = -7"),
        ("revision = 7", "revision = true"),
        ("revision = 7", f"revision = {'9' * 30}"),
        ("revision = 7", 'revision = 7\ncolour = "red"'),
        ("revision = 7\n", ""),
        ("revision = 7", 'revision = 7\nhistory = "abc"'),
        ("revision = 7", "revision = 7\nancestors = []"),
        ("revision = 7", f'revision = 7\nancestors = [\n    "07 {"0" * 64}",\n]'),
        ("revision = 7", f'revision = 7\nancestors = [\n    "7 {"0" * 63}",\n]'),
        ("revision = 7", "revision = 7\nancestors = [\n" + f'    "7 {"0" * 64}",\n' * 17 + "]"),
        ("revision = 7", "revision = 7\nrevision = 7"),
        ("00.123Z", "00.123+00:00"),
        ("00.123Z", "00.123"),
        ("2021-09-12T18", "2021-09-12T25"),
        ("2021-09-12T", "2021-09-31T"),
        ('plan = "small"', "plan = 'small'"),
        ('plan = "small"', 'plan = "sma\\u006cl"'),
        ('plan = "small"', "plan = 5"),
        ("theme = 2", "theme = 0"),
        ("theme = 2", "theme = 2, theme = 2"),
        ("theme = 2", "zebra = 2"),
        ("counts = {", "counts =  {"),
        ("# A plan", "# A \x1b]0;x\x07plan"),
        ("# A plan", "# A \u202eplan"),
    ],
)
def test_a_header_is_as_jatui_writes_it_even_when_its_seal_holds(
    small: Path, head: str, found: str, put: str
) -> None:
    body = small.read_bytes().partition(b'"\n\n[[')[2]
    assert found in head
    small.write_bytes(sealed(head, b"[[" + body))
    verify_snapshot(small)
    small.write_bytes(sealed(head.replace(found, put, 1), b"[[" + body))
    with pytest.raises(Refused, match="not one that jatui writes"):
        verify_snapshot(small)


def test_counts_are_held_to_even_when_the_seal_holds(small: Path, head: str) -> None:
    body = b"[[" + small.read_bytes().partition(b'"\n\n[[')[2]
    small.write_bytes(sealed(head.replace("theme = 2", "theme = 3"), body))
    with pytest.raises(Refused, match=r"the header counts 3 of \[\[theme\]\], and there are 2"):
        verify_snapshot(small)
    small.write_bytes(sealed(head.replace("theme = 2, ", ""), body))
    with pytest.raises(Refused, match=r"the header counts 0 of \[\[theme\]\], and there are 2"):
        verify_snapshot(small)


def test_a_faulty_record_under_a_good_seal_is_named_by_file_and_line(small: Path, head: str) -> None:
    body = b"[[" + small.read_bytes().partition(b'"\n\n[[')[2]
    lines = head.count("\n") + 2
    small.write_bytes(sealed(head, body.replace(b'kind = "committee"', b'kind = "club"')))
    with pytest.raises(Refused, match=rf"small\.toml: Line {lines + 1}, \[\[committee\]\]: Invalid enum"):
        verify_snapshot(small)
    small.write_bytes(sealed(head, body.replace(b'kind = "committee"', b'kind = "\xff"')))
    with pytest.raises(Refused, match=rf"small\.toml: Line {lines + 4} is not UTF-8"):
        verify_snapshot(small)


def test_a_line_without_end_is_not_held_in_memory(
    small: Path, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jatui.snapshot.file.LONGEST_LINE", 1000)
    monkeypatch.setattr("jatui.snapshot.file.BLOCK", 100)
    small.write_bytes(sealed(head, b'[[committee]]\ncode = "' + b"a" * 5000 + b'"\n\n'))
    with pytest.raises(Refused, match="longer than any line of a snapshot"):
        verify_snapshot(small)


def test_special_files_and_missing_ones_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").symlink_to("nowhere")
    for name, reason in (
        (".", "not a regular file"),
        ("fifo", "not a regular file"),
        ("loop", "cannot be read"),
        ("gone", "There is no file"),
        ("missing", "There is no file"),
        ("missing/x", "There is no file"),
        ("a" * 300, "cannot be read"),
        ("a\0b", "cannot be read|There is no file"),
    ):
        with pytest.raises(Refused, match=reason):
            open_snapshot(tmp_path / name)
    with pytest.raises(Refused, match="not a regular file"):
        open_snapshot(Path("/dev/null"))


def test_a_link_to_a_snapshot_is_read(small: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(small)
    assert verify_snapshot(tmp_path / "link").sha256 == open_snapshot(small).sha256


def test_a_file_that_changes_while_it_is_read_is_refused_at_the_end(small: Path) -> None:
    found = open_snapshot(small)
    small.write_bytes(small.read_bytes().replace(b"Small plan", b"Great plan"))
    with pytest.raises(Refused, match="was changed while it was being read"):
        list(found.records())


def test_reading_takes_memory_for_a_record_only(tmp_path: Path) -> None:
    actions = [small_action(f"E.{number}", number, text="Do it. " * 500) for number in range(1, 1501)]
    write(tmp_path / "long.toml", [*small_plan()[:-4], *actions])
    verify_snapshot(tmp_path / "long.toml")
    tracemalloc.start()
    verify_snapshot(tmp_path / "long.toml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < (tmp_path / "long.toml").stat().st_size / 2


@settings(max_examples=300)
@given(st.data())
def test_nothing_but_a_refusal_comes_of_a_damaged_file(small: Path, data: st.DataObject) -> None:
    path = small.with_name("damaged.toml")
    whole = small.read_bytes()
    head, mark, body = whole.partition(b'"\n\n[[')
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(body)))
        length = data.draw(st.integers(0, 40))
        body = body[:place] + data.draw(st.binary(max_size=20)) + body[place + length :]
    if data.draw(st.booleans()):
        text = head.decode().partition('seal = "')[0]
        path.write_bytes(sealed(text, b"[[" + body))
    else:
        path.write_bytes(head + mark + body)
    try:
        verify_snapshot(path)
    except Refused as problem:
        assert str(problem).startswith(f"{path}")
    else:
        assert (
            path.read_bytes() == whole or digest(open_snapshot(path).records()) == open_snapshot(path).sha256
        )
