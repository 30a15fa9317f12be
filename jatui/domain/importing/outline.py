"""The headings of a paper by their levels, by which tables are told apart that have one caption under several of them."""

from __future__ import annotations

from jatui.domain.importing.account import Found
from jatui.domain.importing.blocks import Prose
from jatui.domain.importing.tables import Kept


class Outline:
    """The headings under which a paper stands so far, and of each caption under which heading its tables are."""

    def __init__(self) -> None:
        self._open: list[Prose] = []
        self._above: dict[str, dict[int, Prose]] = {}

    def pass_by(self, line: Prose) -> None:
        """Take a line of prose, which is a heading or none."""
        if line.level:
            self._open = [*(each for each in self._open if each.level < line.level), line]

    def caption(self, line: Prose, title: str, table: int) -> None:
        """Take the caption of a table, with the heading that it stands under."""
        above = [each for each in self._open if each.level < line.level]
        tables = self._above.setdefault(title, {})
        if above:
            tables[table] = above[-1]

    def settle(self, found: Found) -> None:
        """Give actions the heading above as their title where their own caption stands under several."""
        for title, tables in self._above.items():
            if len({each.text for each in tables.values()}) < 2:
                continue
            for item in found.items:
                above = tables.get(item.table)
                if above is not None and item.title == title:
                    item.title = " ".join(above.text.split())
            for above in dict.fromkeys(tables.values()):
                kept = next((each for each in found.kept if _is_of(each, above)), None)
                if kept is not None:
                    found.kept.remove(kept)
                    found.titles.append((above.number, above.text))


def _is_of(kept: Kept, line: Prose) -> bool:
    return (kept.number, kept.text, kept.part) == (line.number, line.text, line.part)
