"""What was verified when: of each file of the archive the last look at all its bytes, and what came of it.

It is no part of the archive, which a verification never writes to, but a note of the user's own beside the drafts. A file
that was written to since is told as such.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from jatui.domain.errors import Refused
from jatui.files import write_whole


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One look at a file or folder: when, what was wrong ("" where nothing was), and how it lay there then."""

    at: datetime
    problem: str
    stamp: str

    @property
    def holds(self) -> bool:
        """Whether everything was as it was written."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs of a user's, in a file that is made with the first of them."""

    file: Path

    @classmethod
    def of_user(cls) -> Proofs:
        """Return the proofs of the user at work."""
        from platformdirs import user_state_path

        return cls(user_state_path("jatui", appauthor=False) / "verified.json")

    def all(self) -> dict[Path, Proof]:
        """Return the last look at each path; nothing where the file is damaged or cannot be read."""
        try:
            found = msgspec.json.decode(self.file.read_bytes(), type=dict[str, Proof])
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
            return {}
        return {Path(path): proof for path, proof in found.items()}

    def keep(self, looked: dict[Path, str], *, now: datetime | None = None) -> None:
        """Keep of each path what was wrong with it; paths that are gone are forgotten.

        Raises Refused where that cannot be written.
        """
        at = now or datetime.now(UTC)
        kept = {path: proof for path, proof in self.all().items() if os.path.lexists(path)}
        for path, problem in looked.items():
            kept[resolved(path)] = Proof(at=at, problem=problem, stamp=stamp(path))
        plain: dict[str, Any] = {str(path): msgspec.to_builtins(proof) for path, proof in kept.items()}
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Refused(
                f"What was verified cannot be noted in {self.file.parent}: {(error.strerror or 'no reason given').lower()}."
            ) from None
        write_whole(self.file, json.dumps(plain, indent=1).encode(), replace=True)


def resolved(path: Path) -> Path:
    """Return the path by which a proof is found again."""
    return Path(os.path.abspath(path))


def stamp(path: Path) -> str:
    """Return what shows that a file, or a file of a folder, was written to: sizes and times; "" where it is gone."""
    try:
        if not path.is_dir():
            found = path.stat()
            return f"{found.st_size} {found.st_mtime_ns}"
        within = [each.stat() for each in path.rglob("*") if each.is_file()]
        newest = max((each.st_mtime_ns for each in within), default=0)
        return f"{len(within)} {sum(each.st_size for each in within)} {newest}"
    except OSError:
        return ""
