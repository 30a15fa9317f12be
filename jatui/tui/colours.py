"""Keeping the colours that are shown: the theme's line in the settings file, and nothing else of it."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from jatui.domain.errors import Problem
from jatui.files import reason, write_whole
from jatui.settings.edit import with_theme


def keep_colours(path: Path, name: str) -> str:
    """Write the name of colours into the settings file, made where there is none; return a sentence on what came of it."""
    try:
        place = path.resolve()
        there = place.exists()
        content = place.read_bytes() if there else b""
        mode = stat.S_IMODE(place.stat().st_mode) if there else 0o600
        place.parent.mkdir(parents=True, exist_ok=True)
        changed = with_theme(content, name)
        if changed != content:
            write_whole(place, changed, replace=True)
            with suppress(OSError):
                place.chmod(mode)
    except Problem as problem:
        return str(problem)
    except (OSError, RuntimeError) as error:
        return f"The colours cannot be kept in {path}: {reason(error)}."
    return f"jatui opens in its {name} colours from now on: {path}."
