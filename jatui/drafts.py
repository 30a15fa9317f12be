"""What a person is in the middle of: texts that are not saved yet, and the place in the triage queue.

Each keystroke is written to a file of the user's own, so that neither a crash nor a closed window loses a text; what is
saved leaves no draft. A file belongs to the process that writes it: two windows do not overwrite each other, and what a
dead one has left is taken up by the next.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass
class Drafts:
    """The drafts for one database, in a folder that is made when the first is written.

    `failed` is why the last one could not be written, if it could not.
    """

    folder: Path
    failed: str | None = None
    _written: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, database: Path) -> Drafts:
        """Return the drafts of this user for a database."""
        from platformdirs import user_state_path

        name = _short(str(database.resolve()))
        return cls(user_state_path("jatui", appauthor=False) / "drafts" / name)

    def keep(self, about: str, text: str) -> None:
        """Keep the text as it is now; an empty one is not kept."""
        if not text.strip():
            self.drop(about)
            return
        self._write(f"{_short(about)}.{os.getpid()}", {"about": about, "text": text})
        self._written.add(about)

    def drop(self, about: str) -> None:
        """Forget the text, since it is saved or was cleared."""
        with suppress(OSError):
            (self.folder / f"{_short(about)}.{os.getpid()}").unlink(missing_ok=True)
        self._written.discard(about)

    def find(self, about: str) -> str | None:
        """Return the text that was left unsaved about something, by this process or by one that has ended."""
        for path in self._files(f"{_short(about)}.*"):
            found = self._mine(path)
            if found is not None and found.get("about") == about:
                return str(found["text"])
        return None

    def all(self) -> dict[str, str]:
        """Return every text that was left unsaved, by what it is about."""
        found = (self._mine(path) for path in self._files("*.*"))
        return {str(each["about"]): str(each["text"]) for each in found if each}

    def keep_place(self, plan: str, review: str, handle: str) -> None:
        """Keep where in the queue one is."""
        self._write("place", {"plan": plan, "review": review, "handle": handle})

    def place(self, plan: str, review: str) -> str | None:
        """Return the handle of the card that was looked at last, in this triage of this plan."""
        found = _read(self.folder / "place")
        if found and (found.get("plan"), found.get("review")) == (plan, review):
            return str(found.get("handle"))
        return None

    def _files(self, pattern: str) -> list[Path]:
        try:
            return sorted(self.folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return []

    def _mine(self, path: Path) -> dict[str, Any] | None:
        """Return a draft of this process, or one that a dead process left, which then is this one's."""
        owner = path.suffix[1:]
        if not owner.isdigit():
            return None
        found = _read(path)
        if found is None or not {"about", "text"} <= found.keys():
            return None
        if int(owner) != os.getpid():
            if _is_alive(int(owner)):
                return None
            with suppress(OSError):
                path.replace(path.with_suffix(f".{os.getpid()}"))
        return found

    def _write(self, name: str, content: dict[str, str]) -> None:
        """Put a file in the place of the one before in one step, for its owner's eyes alone."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = self.folder / f"{name}-part"
            with open(
                os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(content, file)
            part.replace(self.folder / name)
            self.failed = None
        except OSError as error:
            self.failed = (error.strerror or str(error)).lower()


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _read(path: Path) -> dict[str, Any] | None:
    """Return what a file holds, or None where it is gone or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
