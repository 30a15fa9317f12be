"""Slips: corrections that stand beside an edition, each a small sealed TOML file."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jatui.domain.errors import Refused
from jatui.files import read_text
from jatui.snapshot.parse import Unreadable, parse_value
from jatui.snapshot.render import render_text

LARGEST = 4_000_000
"""Bytes above which a file is no slip."""

_PREFACE = """\
# A correction that stands beside an edition of a plan, written by jatui. The edition itself is never changed.
# `pack` is the sha256 of the tagmanifest-sha256.txt of the edition that is corrected; `seal` of everything before the seal.

"""
_SLIP = re.compile(
    r'\[slip\]\nformat = "jatui-slip"\nversion = 1\nplan = (".*")\nedition = ([1-9][0-9]{0,17})\n'
    r'number = ([1-9][0-9]{0,17})\nday = (\d{4}-\d\d-\d\d)\npack = "([0-9a-f]{64})"\ntext = (".*")\n'
    r'seal = "[0-9a-f]{64}"\n',
    re.ASCII,
)


class SlipFile(NamedTuple):
    """What a slip's file holds: the edition that it corrects, with the digest of its pack, and the correction."""

    plan: str
    edition: int
    number: int
    day: date
    pack: str
    text: str

    def render(self) -> bytes:
        """Return the whole file, sealed."""
        before = (
            f'{_PREFACE}[slip]\nformat = "jatui-slip"\nversion = 1\nplan = {render_text(self.plan)}\n'
            f"edition = {self.edition}\nnumber = {self.number}\nday = {self.day}\n"
            f'pack = "{self.pack}"\ntext = {render_text(self.text)}\n'
        ).encode()
        return before + f'seal = "{hashlib.sha256(before).hexdigest()}"\n'.encode()


def is_slip(path: Path) -> bool:
    """Tell whether a file is, or is meant to be, a slip."""
    return re.search(r"-slip-\d+\.toml(?:-aside-\d+)?$", path.name, re.ASCII) is not None


def read_slip(path: Path) -> SlipFile:
    """Return what a slip holds, every byte of which is as it was written; raises Refused otherwise."""
    text = read_text(path, LARGEST)
    match = _SLIP.search(text)
    if not match:
        raise Refused(f"{path} is not a slip of jatui's, or was altered or cut off.")
    try:
        found = SlipFile(
            plan=str(parse_value(match[1])),
            edition=int(match[2]),
            number=int(match[3]),
            day=date.fromisoformat(match[4]),
            pack=match[5],
            text=str(parse_value(match[6])),
        )
    except (Unreadable, ValueError):
        raise Refused(f"{path}: it was altered since it was written.") from None
    if found.render() != text.encode():
        raise Refused(f"{path}: it was altered since it was written; the seal does not hold.")
    return found
