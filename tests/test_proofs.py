"""What was verified when."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jatui.domain.errors import Refused
from jatui.proofs import Proofs, stamp

NOON = datetime(2021, 9, 21, 12, tzinfo=UTC)


@pytest.fixture
def proofs(tmp_path: Path) -> Proofs:
    return Proofs(tmp_path / "state" / "verified.json")


def test_the_last_look_at_each_is_kept(proofs: Proofs, tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole.toml", tmp_path / "torn.toml"
    for each in (whole, torn):
        each.write_text("x")
    proofs.keep({whole: "", torn: "It is torn."}, now=NOON)
    proofs.keep({torn: "It is still torn."}, now=NOON)
    found = proofs.all()
    assert found[whole].holds and found[whole].at == NOON and found[whole].stamp == stamp(whole)
    assert not found[torn].holds and found[torn].problem == "It is still torn."
    assert proofs.file.stat().st_mode & 0o777 == 0o600


def test_what_was_written_to_since_shows(proofs: Proofs, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "one").write_text("1")
    proofs.keep({pack: ""}, now=NOON)
    assert proofs.all()[pack].stamp == stamp(pack)
    (pack / "two").write_text("2")
    assert proofs.all()[pack].stamp != stamp(pack)


def test_what_is_gone_is_forgotten(proofs: Proofs, tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text("1")
    proofs.keep({file: ""})
    file.unlink()
    proofs.keep({})
    assert proofs.all() == {} and stamp(file) == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_damaged_file_of_proofs_proves_nothing(proofs: Proofs, content: bytes) -> None:
    proofs.file.parent.mkdir()
    proofs.file.write_bytes(content)
    assert proofs.all() == {}


def test_what_cannot_be_noted_is_said(proofs: Proofs, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="cannot be noted"):
        proofs.keep({})
    assert os.path.isfile(tmp_path / "state")
