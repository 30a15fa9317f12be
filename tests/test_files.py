from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.errors import Refused
from jatui.files import begun, read_text, write_whole


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(ZeroDivisionError), begun(path) as part:
        part.file.write(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    write_whole(path, b"whole")
    assert path.read_bytes() == b"whole" and list(tmp_path.iterdir()) == [path]


def test_what_is_there_is_replaced_only_when_that_is_wished(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match="--force"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"mine"
    write_whole(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"mine")

    def fail(*given: Any, **named: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(Refused, match="no space left"):
            write_whole(path, b"new", replace=True)
    assert path.read_bytes() == b"mine" and list(tmp_path.iterdir()) == [path]


def test_text_is_read_without_the_mark_of_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert read_text(path, 100) == "a\r\nb"
    assert read_text(path, 7) == "a\r\nb"
    with pytest.raises(Refused, match="larger than 6 bytes"):
        read_text(path, 6)
    path.write_bytes(b"a\nb\n\xff")
    with pytest.raises(Refused, match="line 3 is not UTF-8"):
        read_text(path, 100)
    with pytest.raises(Refused, match="no file"):
        read_text(tmp_path / "y", 100)
    with pytest.raises(Refused, match="not a regular file"):
        read_text(tmp_path, 100)
