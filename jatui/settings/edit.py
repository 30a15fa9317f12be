"""Changing one entry of the settings file, with everything else in it left byte for byte."""

from __future__ import annotations

import re

from jatui.domain.errors import Refused

_VALUE = re.compile(r"""(theme|"theme"|'theme')(\s*=\s*)("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#]+)""")


def with_theme(content: bytes, name: str) -> bytes:
    """Return the file with another theme in it; raises Refused where it cannot be changed without harm."""
    import tomllib

    try:
        before = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("The settings file is not TOML as it stands. `jatui settings` tells where.") from None
    text = content.decode("utf-8")
    changed = _replaced(text, name) if "theme" in before else _added(text, name)
    try:
        after = tomllib.loads(changed.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        after = {}
    if after != {**before, "theme": name}:
        raise Refused(
            f'The settings file is written too oddly to be changed here. Write theme = "{name}" into it.'
        )
    return changed.encode("utf-8")


def _replaced(text: str, name: str) -> str:
    """Return the text with another value in the first line that gives the theme, before any table."""
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines):
        if line.lstrip("\ufeff \t").startswith("["):
            break
        if match := _VALUE.match(line.lstrip("\ufeff \t")):
            begin = len(line) - len(line.lstrip("\ufeff \t"))
            lines[place] = f'{line[: begin + match.start(3)]}"{name}"{line[begin + match.end(3) :]}'
            break
    return "".join(lines)


def _added(text: str, name: str) -> str:
    """Return the text with a line for the theme: under the remark that tells of it, else before the first entry."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    place = len(lines)
    for number, line in enumerate(lines):
        if re.match(r"\ufeff?\s*#\s*theme\s*=", line):
            place = number + 1
            break
        if line.lstrip("\ufeff").strip() and not line.lstrip("\ufeff \t").startswith("#"):
            place = number
            break
    mark = "\ufeff" if place == 0 and text.startswith("\ufeff") else ""
    if mark:
        lines[0] = lines[0].removeprefix(mark)
    if place and not lines[place - 1].endswith("\n"):
        lines[place - 1] += end
    return mark + "".join([*lines[:place], f'theme = "{name}"{end}', *lines[place:]])
