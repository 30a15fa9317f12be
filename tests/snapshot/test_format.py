"""The published description of the format says what jatui writes, and is enough to read it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings

from jatui.commands.archive import Export
from jatui.commands.tracker import Tracker
from jatui.domain.records import KINDS
from jatui.settings import data
from jatui.store import Store
from tests.conftest import DAY
from tests.snapshot.generated import Records, plans
from tests.snapshot.stranger import HERE, described, read

PAGE = HERE.read_text("utf-8")


def test_every_kind_and_field_is_described_in_its_order() -> None:
    tables = described(PAGE)
    assert list(tables) == list(KINDS)
    for kind, fields in tables.items():
        assert list(fields) == list(KINDS[kind].__struct_fields__), kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_that_a_field_may_be_is_named(kind: str) -> None:
    body = PAGE.partition(f"### `[[{kind}]]`")[2].partition("\n##")[0]
    for field in msgspec.structs.fields(KINDS[kind]):
        if get_origin(field.type) is Literal and field.name not in ("status", "rating"):
            assert all(f"`{word}`" in body for word in get_args(field.type)), field.name


@pytest.mark.parametrize("name", ["joint_agreement"])
def test_a_stranger_reads_what_ships(name: str) -> None:
    document = read((data("seed") / f"{name}.toml").read_bytes())
    assert len(document["action"]) == 60
    assert document["action"][0]["handle"] == "E.1"


@settings(max_examples=20)
@given(plans())
def test_a_stranger_reads_whatever_is_written(records: Records) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store.create(Path(folder) / "plan.sqlite3") as store:
            with store.revision("init", "{}", actor="test", day=DAY) as writer:
                writer.load(records)
            Tracker(store, "all", DAY, "test").run(Export(file=str(Path(folder) / "plan.toml")))
        document = read((Path(folder) / "plan.toml").read_bytes())
    written = [(kind, values) for kind, found in document.items() for values in found]
    assert sorted(map(repr, written)) == sorted(map(repr, _plain(records)))


def _plain(records: Records) -> Records:
    """Return records as TOML gives them back."""
    return [
        (kind, {name: value for name, value in values.items() if value is not None})
        for kind, values in records
    ]


@pytest.mark.skipif(
    not all(map(shutil.which, ("sh", "sed", "tail", "sha256sum"))), reason="wants a shell and its tools"
)
def test_the_preface_says_how_the_digests_are_held_to_without_a_program_of_ours(tmp_path: Path) -> None:
    """The lines that the file itself gives, and the page too, print what stands in its header."""
    file = tmp_path / "plan.toml"
    file.write_bytes((data("seed") / "joint_agreement.toml").read_bytes())
    head = file.read_text("utf-8").partition("\n[[")[0]
    told = re.findall(r"^# {5}(.*FILE.*)$", head, re.MULTILINE)[:2]
    assert len(told) == 2 and all(each in PAGE for each in told)
    for line, name in zip(told, ("sha256", "seal"), strict=True):
        done = subprocess.run(
            ["sh", "-c", line.replace("FILE", str(file))], capture_output=True, text=True, check=True
        )
        assert f'\n{name} = "{done.stdout.split()[0]}"\n' in head


def test_a_stranger_notices_an_altered_byte() -> None:
    whole = (data("seed") / "joint_agreement.toml").read_bytes()
    for place in (40, len(whole) // 2, len(whole) - 3):
        with pytest.raises(ValueError):
            read(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    assert dt.date(2021, 7, 6) == read(whole)["paper"][0]["day"]
