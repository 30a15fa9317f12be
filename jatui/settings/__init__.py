"""Where jatui keeps things and who is using it; reading never creates anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jatui.domain.errors import Unusable

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def database_path(given: str | None = None) -> Path:
    """Return the database to use: the one given, else JATUI_DATABASE, else the user's data folder.

    A `sqlite:///` address stands for its path. Raises Unusable for any other kind of address.
    """
    chosen = given or os.environ.get("JATUI_DATABASE")
    if chosen is None or chosen == "":
        from platformdirs import user_data_path

        return user_data_path("jatui", appauthor=False) / "jatui.sqlite3"
    if "\0" in chosen:
        raise Unusable("The database's path holds a NUL character. Give a path without it.")
    scheme, mark, rest = chosen.partition("://")
    if not mark:
        return Path(chosen).expanduser()
    if scheme.lower() == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return Path(rest[1:])
    if scheme.lower() == "sqlite":
        raise Unusable(
            f"The address {chosen!r} has no path. Write sqlite:/// and then the path, or the path alone."
        )
    raise Unusable(f"A database at {scheme}:// cannot be used. Give a path to an SQLite file.")


def archive_path(database: Path, kept: str | None = None) -> Path:
    """Return the folder of the archive, there or not: JATUI_ARCHIVE, else the one kept, else that beside the database."""
    if chosen := os.environ.get("JATUI_ARCHIVE") or kept:
        return Path(chosen).expanduser()
    return database.parent / "archive"


def settings_path() -> Path:
    """Return the file of the user's settings, there or not: the one JATUI_SETTINGS names, else that in the user's folder."""
    if given := os.environ.get("JATUI_SETTINGS"):
        return Path(given).expanduser()
    from platformdirs import user_config_path

    return user_config_path("jatui", appauthor=False) / "settings.toml"


def actor_name(given: str | None = None, kept: str | None = None) -> str:
    """Return who is at work, for the journal: the name given, else JATUI_ACTOR, else the one kept, else the user's login."""
    if chosen := given or os.environ.get("JATUI_ACTOR") or kept:
        return chosen
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if login := os.environ.get(name):
            return login
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unknown"


def data(name: str) -> Traversable:
    """Return what has that name among the files that ship with jatui (`db`, `seed` or `SNAPSHOT.md`)."""
    from importlib.resources import files

    packed = files("jatui") / "_data" / name
    if packed.is_dir() or packed.is_file():
        return packed
    root = Path(__file__).resolve().parent.parent.parent
    if (root / "pyproject.toml").is_file() and (root / name).exists():
        return root / name
    raise Unusable(f"jatui was installed without its {name}. Install it again.")
