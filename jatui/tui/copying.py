"""What is copied goes to the terminal's clipboard, and to a file for terminals that take nothing or not so much.

A terminal answers nothing to what it is asked to put on its clipboard, so whether it did cannot be known.
"""

from __future__ import annotations

import os
from pathlib import Path

from jatui.domain.errors import Problem
from jatui.files import write_whole

MOST = 74_994
"""Bytes that terminals put on a clipboard; several of them drop what is longer than that, unsaid."""


def copied_path(given: str | None) -> Path | None:
    """Return the file that holds what was copied last: the one given, none where that is empty, else one of the user's."""
    if given is not None:
        return Path(given).expanduser() if given.strip() else None
    from platformdirs import user_state_path

    return user_state_path("jatui", appauthor=False) / "copied.txt"


def fits_clipboard(text: str) -> bool:
    """Tell whether a terminal can be expected to take a text whole."""
    return len(text.encode("utf-8", "replace")) <= MOST


def keep_copied(text: str, path: Path | None) -> str:
    """Write what is copied to the file, for its owner alone, and return in a few words where it is to be found."""
    whole = fits_clipboard(text)
    if path is None:
        return (
            ""
            if whole
            else "It is too long for the clipboard, and the settings keep no file of what is copied."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, text.encode("utf-8", "replace") + b"\n", replace=True)
    except Problem as problem:
        return (
            f"It is on the clipboard alone. {problem}"
            if whole
            else f"It is too long for the clipboard. {problem}"
        )
    except OSError as error:
        why = f"{path.parent} cannot be made: {(error.strerror or 'no reason given').lower()}."
        return f"It is on the clipboard alone; {why}" if whole else f"It is too long for the clipboard; {why}"
    shown = _shown(path)
    return f"Also in {shown}." if whole else f"It is too long for the clipboard; only {shown} has it."


def _shown(path: Path) -> str:
    """Return a path as people write it."""
    home = os.path.expanduser("~")
    text = str(path)
    return f"~{text[len(home) :]}" if home != "/" and text.startswith(f"{home}{os.sep}") else text
