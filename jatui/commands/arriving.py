"""The papers that may be meant when one is to be imported: files by a path that is typed or dragged in, and those at hand."""

from __future__ import annotations

import heapq
import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from jatui.domain.days import short_day
from jatui.domain.errors import NotFound, Refused
from jatui.domain.match import Near
from jatui.domain.sizes import told_size
from jatui.papers.imported.files import READABLE

FOLDERS: Final = (".", "~", "~/Downloads", "~/Documents", "~/Desktop")
"""The folders in which papers are looked for."""

MOST_LOOKED_AT: Final = 2000
"""Files of a folder that are looked at."""

MOST_NEAR: Final = 12


def find_paper(text: str) -> Path:
    """Return the file that a text names, quoted, escaped or as an address where a terminal writes what is dragged into it so.

    Raises NotFound where there is none and Refused where it is a folder.
    """
    path = next(each for each in _read_as(text.strip()) if each is not None)
    if _there(str(path)) is None:
        raise NotFound(f"There is no file {path}.")
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name a file in it.")
    return path


def _read_as(text: str) -> Iterator[Path | None]:
    """Yield what a text may stand for, the first that is there before the text as it is."""
    yield _there(text)
    if text.lower().startswith("file://"):
        yield _there(unquote(urlsplit(text).path))
    with suppress(ValueError):
        words = shlex.split(text)
        yield _there(words[0]) if len(words) == 1 else None
    yield Path(os.path.expanduser(text))


def _there(text: str) -> Path | None:
    """Return the file or folder of a path, if it is there."""
    path = Path(os.path.expanduser(text))
    with suppress(OSError, ValueError):
        return path if path.exists() else None
    return None


def near_papers() -> list[Near]:
    """Return the papers at hand, the newest first."""
    found = {path: facts for folder in FOLDERS for path, facts in _papers_in(folder)}
    newest = heapq.nlargest(MOST_NEAR, found.items(), key=lambda each: each[1].st_mtime)
    return [
        Near(path, f"{told_size(facts.st_size)}, {short_day(date.fromtimestamp(facts.st_mtime))}")
        for path, facts in newest
    ]


def _papers_in(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the papers of a folder with what is known of each; none where it cannot be read."""
    with suppress(OSError), os.scandir(os.path.expanduser(folder)) as there:
        for each in islice(there, MOST_LOOKED_AT):
            if each.name.lower().endswith(READABLE) and not each.name.startswith((".", "~$")):
                with suppress(OSError):
                    if each.is_file():
                        yield os.path.normpath(os.path.join(folder, each.name)), each.stat()
