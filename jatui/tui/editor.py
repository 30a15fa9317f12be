"""Writing a text in the editor of a person's own choice."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported

from jatui.domain.errors import Problem


def edit(app: App[None], text: str) -> str | Problem:
    """Return the text as the editor (VISUAL, else EDITOR) leaves it, or why there is none."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        return Problem(
            f"The editor {chosen!r} has a quotation mark without its other. Set VISUAL or EDITOR anew."
        )
    if not words:
        return Problem(
            "No editor is chosen. Set VISUAL or EDITOR, such as EDITOR=nano, and start jatui again."
        )
    descriptor, name = tempfile.mkstemp(prefix="jatui-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        with app.suspend():
            done = subprocess.run([*words, name], check=False)
        if done.returncode:
            return Problem(f"{words[0]} ended with {done.returncode}; the text is as it was.")
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except SuspendNotSupported:
        return Problem("This terminal cannot be handed to an editor.")
    except OSError as error:
        return Problem(f"{words[0]} cannot be started: {(error.strerror or str(error)).lower()}.")
    finally:
        with suppress(OSError):
            path.unlink()
