"""What a paper says, with every character of it accounted for: placed, a heading, a sign that only draws, or placed nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Document, letters
from jatui.domain.importing.items import Item
from jatui.domain.importing.people import Contact
from jatui.domain.importing.tables import Kept, Table
from jatui.domain.words import count


@dataclass(slots=True)
class Found:
    """What a paper says, with every character of it accounted for; `headings` counts the labels of contacts too."""

    document: Document
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    headings: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    said_of_contacts: Counter[str] = field(default_factory=Counter)
    titles: list[tuple[int, str]] = field(default_factory=list)

    def placed(self) -> Counter[str]:
        """Return the characters that were placed in actions, themes and contacts."""
        words = [text for item in self.items for text in item.words()]
        words += [text for _, text in self.titles]
        copied = Counter[str]()
        for item in self.items:
            copied.update(item.copied)
        return letters("".join(words)) - copied + self.said_of_contacts

    def unplaced(self) -> Counter[str]:
        """Return the characters of what was placed nowhere."""
        return letters("".join(each.text for each in self.kept))

    def tally(self) -> dict[str, int]:
        """Return how many characters the paper has and what became of them; raises Refused where some are lost."""
        document = self.document
        parts = {
            "placed": self.placed(),
            "headings": self.headings,
            "marks": document.marks,
            "unplaced": self.unplaced(),
        }
        total: Counter[str] = sum(parts.values(), Counter())
        if total != document.characters:
            lost, twice = (document.characters - total).total(), (total - document.characters).total()
            raise Refused(
                f"{document.name} was not read whole: {count(lost, 'character')} lost and {twice:,} counted twice. "
                "Nothing was stored."
            )
        numbers = {name: each.total() for name, each in parts.items()}
        return {
            "characters": document.characters.total() + document.blanks,
            **numbers,
            "blank": document.blanks,
        }

    def told_tally(self, numbers: Mapping[str, int]) -> str:
        """Return in words how many characters the paper has, and what became of them."""
        return (
            f"{self.document.name} has {numbers['characters']:,} characters: {numbers['placed']:,} placed, "
            f"{numbers['headings']:,} headings of columns, {numbers['marks']:,} signs that draw tables or say how words look, "
            f"{numbers['unplaced']:,} placed nowhere and shown, {count(numbers['blank'], 'blank')}. All are accounted for."
        )
