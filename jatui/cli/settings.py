"""The verb that shows the settings: where they are, what is in force, and where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out, out_json, out_table, out_whole, say
from jatui.domain.editions import KEEP_YEARS
from jatui.settings import archive_path
from jatui.settings.file import COLOURS, YEARS, Fault, Settings
from jatui.settings.keys import Known, Resolved, resolve, told_key


@click.command("settings")
@click.option("--example", is_flag=True, help="Print a whole file of settings, each entry with its default.")
@AS_JSON
@session
def settings(given: Session, example: bool, as_json: bool) -> None:
    """Show the settings file's place, what is in force, and where each value comes from; what is wrong with it is said.

    The file need not be there, and is never made. To begin one: jatui settings --example, into a file of that name.
    """
    known = given.known_keys()
    if example:
        from jatui.settings.example import example as whole

        text = whole(known)
        out_json({"example": text}) if as_json else out_whole(text.rstrip("\n"))
        return
    kept = given.settings
    own = resolve(known, kept)
    faults = (*kept.faults, *own.faults)
    entries = _entries(given, kept)
    if as_json:
        out_json(_as_json(kept, entries, known, own, faults))
        return
    out(f"{kept.path}{'' if kept.there else ' (not there; every default stands)'}")
    out()
    rows = [(name, value, source) for name, value, source in entries]
    rows += [(f"keys.{each.word}", told, source) for each, told, source in _keys(known, kept, own) if source]
    out_table(("Setting", "Value", "From"), rows, flexible=(1,))
    for fault in faults:
        say(fault.sentence)


def _entries(given: Session, kept: Settings) -> list[tuple[str, str, str]]:
    """Return each setting with its value in force and where that comes from."""

    def of(name: str, default: str) -> tuple[str, str, str]:
        found = kept.get(name)
        return (name, default, "default") if found is None else (name, found, _place(kept, name))

    if given.given_actor:
        by_name = os.environ.get("JATUI_ACTOR") == given.given_actor
        source = "JATUI_ACTOR" if by_name else "--actor"
    else:
        source = _place(kept, "actor") if kept.get("actor") else "login"
    copy = kept.get("copy-file")
    if copy is None:
        from platformdirs import user_state_path

        copied = str(user_state_path("jatui", appauthor=False) / "copied.txt")
    else:
        copied = copy or "(none)"
    return [
        of("theme", COLOURS[0]),
        ("actor", given.told_actor, source),
        of("year", YEARS[0]),
        ("copy-file", copied, "default" if copy is None else _place(kept, "copy-file")),
        _archive(given, kept),
        of("keep-years", str(KEEP_YEARS)),
        of("report-css", "(jatui's own)"),
        of("report-docx", "(jatui's own)"),
    ]


def _archive(given: Session, kept: Settings) -> tuple[str, str, str]:
    """Return the folder of the archive, which the environment names before the file does."""
    folder = str(archive_path(given.path, kept.get("archive")))
    if os.environ.get("JATUI_ARCHIVE"):
        return ("archive", folder, "JATUI_ARCHIVE")
    return ("archive", folder, _place(kept, "archive") if kept.get("archive") else "default")


def _place(kept: Settings, entry: str) -> str:
    line = kept.lines.get(entry)
    return f"line {line}" if line else "the file"


def _keys(known: Sequence[Known], kept: Settings, own: Resolved) -> list[tuple[Known, str, str]]:
    """Return each action with its keys in force, and the line that gives them or nothing where they are the default."""
    found = []
    for each in known:
        given = own.keys.get(each.word)
        keys = [key for key in each.keys.split(",") if key] if given is None else given
        entry = own.entries.get(each.word)
        found.append(
            (each, "  ".join(map(told_key, keys)) or "(none)", _place(kept, f"keys.{entry}") if entry else "")
        )
    return found


def _as_json(
    kept: Settings,
    entries: Sequence[tuple[str, str, str]],
    known: Sequence[Known],
    own: Resolved,
    faults: Sequence[Fault],
) -> dict[str, Any]:
    return {
        "file": str(kept.path),
        "there": kept.there,
        "settings": {name: {"value": value, "from": source} for name, value, source in entries},
        "keys": {
            each.word: {
                "keys": list(own.keys.get(each.word, [key for key in each.keys.split(",") if key])),
                "from": source or "default",
                "screens": each.on.split(),
                "does": each.help,
            }
            for each, _, source in _keys(known, kept, own)
        },
        "faults": [{"entry": each.entry, "line": each.line, "sentence": each.sentence} for each in faults],
    }
