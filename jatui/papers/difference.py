"""The difference between two plans as lines of text and as Markdown, with the words that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from jatui.domain.differences import Part, compare, is_alike
from jatui.papers.escapes import markdown

ABSENT = "(nothing)"
"""What stands for a field that is absent."""


class Differing(Protocol):
    """A record that differs: its name, what became of it, and its fields as they were and became."""

    @property
    def name(self) -> str:
        """What the record is called."""

    @property
    def verb(self) -> str:
        """What became of it."""

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """The fields that differ."""


def as_text(found: Sequence[Differing]) -> Iterator[str]:
    """Yield each record and its fields; words that went stand in [-brackets-], those that came in {+braces+}."""
    for each in found:
        yield f"{each.name}: {each.verb}"
        for name, before, after in each.fields:
            if each.verb == "changed":
                yield f"  {name}: {_told(before, after, str, '[-{}-]', '{{+{}+}}')}"
            else:
                yield f"  {name}: {before or after or ABSENT}"


def as_markdown(title: str, summary: str, found: Sequence[Differing]) -> str:
    """Return the difference as Markdown: a heading for each record, words that went struck out, those that came bold."""
    parts = [f"# {markdown(title)}", "", markdown(summary)]
    for each in found:
        parts += ["", f"## {markdown(each.name)}: {each.verb}", ""]
        for name, before, after in each.fields:
            if each.verb == "changed":
                told = _told(before, after, markdown, "~~{}~~", "**{}**")
            else:
                told = markdown(before or after or ABSENT)
            parts.append(f"- {markdown(name)}: {told}")
    return "\n".join(parts)


def _told(before: str, after: str, plain: Callable[[str], str], gone: str, come: str) -> str:
    """Return both texts as one with their changed words marked, or one after the other where they have little in common."""
    left, right = compare(before, after)
    if not (before and after and is_alike(left, right)):
        return f"{plain(before or ABSENT)} → {plain(after or ABSENT)}"
    return " ".join(_merged(left, right, plain, gone, come))


def _merged(
    left: Sequence[Part], right: Sequence[Part], plain: Callable[[str], str], gone: str, come: str
) -> Iterator[str]:
    lefts, rights = list(left), list(right)
    while lefts or rights:
        if lefts and lefts[0].changed:
            yield gone.format(plain(lefts.pop(0).text.strip()))
        elif rights and rights[0].changed:
            yield come.format(plain(rights.pop(0).text.strip()))
        else:
            same = lefts.pop(0).text if lefts else rights[0].text
            if rights:
                rights.pop(0)
            yield plain(same.strip())
