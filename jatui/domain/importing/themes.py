"""The themes of a paper: by the letters of its refs, by a column, by titles and by the captions of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from jatui.domain.importing.items import Item
from jatui.domain.match import fold

_LETTERED: Final = re.compile(r"([A-Za-z]{1,6})[\s.\-–/]*\d")
_NUMBERED: Final = re.compile(r"(\d{1,3}|[A-Za-z])[.\-–/](?=\w)")
_LABEL: Final = re.compile(
    r"(?:table|figure|appendix|annex|schedule)\s+[\dA-Z]{1,3}(?:\.\d+)*\s*[:.)–—-]*\s*", re.IGNORECASE
)
_KIND: Final = r"(?:theme|priority|priority area|workstream|pillar|section|part|objective|outcome|aim|goal|ambition|strand)"
_CODED: Final = re.compile(
    rf"(?:{_KIND}\s+)?(?P<code>\d{{1,2}}|[A-Z]{{1,4}})(?:\s*[:.)–—]\s*|\s+-\s+)(?P<name>\S.*)|"
    rf"{_KIND}\s+(?P<code2>\d{{1,2}}|[A-Z]{{1,2}})\s+(?P<name2>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAIL: Final = re.compile(
    r"(?:\s*[,:;–—(]\s*|\s+-\s+|\s+(?=year\s))(?:year\s+(?:\d+|one|two|three|four)\s+)?"
    r"(?:(?:key|priority|agreed|proposed|draft)\s+)?(?:actions?|action plan|delivery plan|continued|cont(?:'?d|\.)?)\)?\s*$",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A theme as a paper has it: its code, its name, the caption that it is taken from and the line of that."""

    code: str
    name: str
    caption: str | None
    line: int | None


def code_of_ref(ref: str) -> str | None:
    """Return the part of a ref that names its theme: the E of E.1, the CE of CE.1, the 1 of 1.2; None where it has none."""
    bare = ref.strip()
    if found := _LETTERED.match(bare):
        return found[1]
    found = _NUMBERED.match(bare)
    return found[1] if found else None


def is_label(text: str) -> bool:
    """Tell whether a line is only the number of a table or an appendix, and names nothing."""
    return bool(_LABEL.fullmatch(" ".join(text.split()).strip("*_# ")))


def name_of(caption: str) -> tuple[str | None, str]:
    """Return the code that a caption prints, if any, and its name without label and the words that say that actions follow."""
    bare = " ".join(caption.split()).strip("*_# ")
    bare = _LABEL.sub("", bare, count=1) or bare
    coded = _CODED.fullmatch(bare)
    code = (coded["code"] or coded["code2"]) if coded else None
    name = (coded["name"] or coded["name2"]) if coded else bare
    shorter = _TAIL.sub("", name)
    return code, (shorter if shorter.strip() else name).strip()


def themes_of(
    items: Sequence[Item], plan_name: str, lines: Sequence[tuple[int, str]]
) -> tuple[list[Named], list[int]]:
    """Return the themes of a paper in the order in which they come, and for each item the place of its theme.

    Refs whose code goes with one title each name their themes; where one code stands under several titles, titles do.
    """
    titles = [_title(item) for item in items]
    codes = [code_of_ref(item.ref) for item in items]
    by_title: dict[str | None, set[str | None]] = {}
    by_code: dict[str | None, set[str | None]] = {}
    for title, code in zip(titles, codes, strict=True):
        key = fold(title) if title else None
        by_title.setdefault(key, set()).add(code)
        by_code.setdefault(code, set()).add(key)
    several = any(len(found) > 1 for code, found in by_code.items())
    found: list[Named] = []
    known: dict[str, int] = {}
    places: list[int] = []
    at = {" ".join(text.split()): line for line, text in reversed(lines)}
    captions: set[str] = set()
    for title, code in zip(titles, codes, strict=True):
        by_ref = code is not None and not several
        key = f"ref {fold(code or '')}" if by_ref else f"title {fold(title or '')}"
        if key not in known:
            known[key] = len(found)
            shared = by_ref and len(by_title[fold(title) if title else None]) > 1
            printed, name = name_of(title) if title and not shared else (None, code or plan_name)
            caption = title if title and fold(title) not in captions else None
            captions.add(fold(title or ""))
            chosen = _code(code if by_ref else None, printed, found)
            found.append(Named(chosen, name or chosen, caption, at.get(caption or "")))
        places.append(known[key])
    return found, places


def _title(item: Item) -> str | None:
    """Return the title that an item stands under: its cell of the theme, else that of its table."""
    cell = " ".join(item.cells.get("theme", "").split())
    return cell or item.title


def _code(code: str | None, printed: str | None, before: Sequence[Named]) -> str:
    """Return a code that no other theme has: that of the refs, else the printed one, else the theme's number."""
    taken = {fold(each.code) for each in before}
    chosen = code or printed
    if chosen is not None and fold(chosen) not in taken:
        return chosen
    number = len(before) + 1
    while str(number) in taken:
        number += 1
    return str(number)
