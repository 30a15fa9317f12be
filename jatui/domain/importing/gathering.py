"""What importing a paper changes, gathered as records and in words; and what a row says besides what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from jatui.domain.cells import slug
from jatui.domain.importing.account import Found
from jatui.domain.importing.items import Item, Recommended
from jatui.domain.importing.people import Contact
from jatui.domain.importing.said import Progress, progress_of
from jatui.domain.importing.standing import Change, Standing, Values, same
from jatui.domain.match import fold
from jatui.domain.words import count

Fields = list[tuple[str, str, str]]
"""Fields by name, each as it was and as it is to be."""

GONE: Final = ("withdrawn", "superseded", "carried forward")
"""As what an action may be closed that a paper no longer prints."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an import is to do: into which plan, of which paper and day, and what of actions that the paper lacks."""

    slug: str
    name: str
    source: str
    title: str
    today: date
    day: date | None = None
    gone: str | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that an import changes, for a person: what it is called, what becomes of it, and its fields."""

    name: str
    verb: str
    fields: list[tuple[str, str, str]]


@dataclass(slots=True)
class Outcome:
    """What an import comes to: changes of records, the same in words, what the paper lacks, and the actions updated."""

    changes: list[Change] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    same: int = 0


_MOST_TOLD: Final = 10
"""Rows that are named in one sentence."""

_SHORTEST: Final = 30
"""Characters that a recommendation has at least which stands in a cell with another."""


class Gathering:
    """What an import comes to so far."""

    def __init__(self, found: Found, standing: Standing, wish: Wish) -> None:
        self.found, self.standing, self.wish = found, standing, wish
        self.outcome = Outcome(notes=list(found.notes))
        self.paper = self._paper()
        self.levels = standing.levels()
        self.updates = standing.of_action("update")
        self.numbers = {
            kind: max((each["number"] for each in standing.of_kind(kind)), default=0)
            for kind in ("update", "statement")
        }
        self.coloured = 0
        self.known_facts: dict[str, Values] = {}
        for each in standing.of_kind("statement"):
            if each["kind"] == "fact":
                for begin in _beginnings(each["text"]):
                    self.known_facts.setdefault(begin, each)
        commitments = standing.of_kind("commitment")
        self.commitments = {" ".join(each["text"].split()): each["number"] for each in commitments}
        self.commitment_place = max((each["position"] for each in commitments), default=0)
        self.links = {
            (each["commitment"], each["to_plan"], each["to_action"]) for each in standing.of_kind("link")
        }

    def add(self, kind: str, values: Values) -> None:
        """Take a record as new."""
        self.outcome.changes.append((kind, None, {k: v for k, v in values.items() if v is not None}))

    def change(self, kind: str, before: Values, values: Mapping[str, Any]) -> None:
        """Take a record as changed in some fields."""
        after = {name: value for name, value in {**before, **values}.items() if value is not None}
        self.outcome.changes.append((kind, before, after))

    def _paper(self) -> str:
        """Return the name of the paper's record: the one of its file, else a new one."""
        for each in self.standing.of_kind("paper"):
            if each.get("file") == self.wish.source:
                return str(each["slug"])
        taken = {each["slug"] for each in self.standing.of_kind("paper")}
        day = f"{self.wish.day.isoformat()}-" if self.wish.day else ""
        base = name = f"{day}{slug(self.wish.title)[:60].strip('-')}"
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        self.add(
            "paper",
            {"slug": name, "title": self.wish.title, "file": self.wish.source, "day": self.wish.day},
        )
        return name

    def progress(self, item: Item, handle: str) -> Fields:
        """Take what a row says of how its action stands, unless that was said before."""
        said = progress_of(item, self.levels, self.wish.today)
        if said is None:
            return []
        self.outcome.notes += [f"{handle}: {sentence}" for sentence in said.notes]
        if any(_is_said(said, each) for each in self.updates.get(handle, [])):
            return []
        self._add_update(handle, item, said)
        self.coloured += said.coloured
        rating = f"{said.rating} (by the colour of its cell alone)" if said.coloured else said.rating
        told = " ".join(part for part in (rating, said.status, said.text) if part)
        return [("update", "", told)]

    def tell_colours(self) -> None:
        """Tell how many ratings are colours alone, and how many colours are no rating."""
        if self.coloured:
            words = "is the colour of its cell" if self.coloured == 1 else "are the colours of their cells"
            self.outcome.notes.append(f"{count(self.coloured, 'rating')} {words} alone, which no word says.")
        rated = set(self.levels.values())
        unclear = [
            item
            for item in self.found.items
            if item.colours and not (len(item.colours) == 1 and item.colours <= rated)
        ]
        if unclear:
            at = ", ".join(f"{item.number:,}" for item in unclear[:_MOST_TOLD])
            more = " ..." if len(unclear) > _MOST_TOLD else ""
            self.outcome.notes.append(
                f"The colour of a cell without a word is plainly none of the plan's ratings in {count(len(unclear), 'row')}; "
                f"not read: at {at}{more}."
            )

    def _add_update(self, handle: str, item: Item | None, said: Progress) -> None:
        self.numbers["update"] += 1
        place = f", {self.found.document.unit} {item.number:,}" if item else ""
        self.add("update", {
            "plan": self.wish.slug, "number": self.numbers["update"], "action": handle,
            "day": said.day or self.wish.day or self.wish.today, "kind": "update", "state": "accepted", "text": said.text,
            "status": said.status, "rating": said.rating, "said_by": said.by, "source": f"{self.wish.source}{place}",
            "paper": self.paper, "line": (item.number or None) if item else None,
        })  # fmt: skip
        self.outcome.settled.append(handle)

    def facts(self, item: Item, theme: str, handle: str) -> Fields:
        """Take what stands under headings that no field is for as facts; one that reads otherwise now is changed."""
        told: Fields = []
        silent = progress_of(item, self.levels, self.wish.today) is None
        for part, heading, text in item.said:
            if part != "fact" and not (silent and part in ("day", "by")):
                continue
            begin = f"{handle}, {heading}: " if heading else f"{handle}: "
            standing = self.known_facts.get(begin)
            if standing is None:
                self.numbers["statement"] += 1
                values = {"plan": self.wish.slug, "number": self.numbers["statement"], "kind": "fact"}
                where = {"theme": theme, "paper": self.paper, "line": item.number or None}
                self.add("statement", {**values, "text": begin + text, **where})
                told.append((heading or "no heading", "", text))
            elif not same(standing["text"], begin + text):
                self.change("statement", standing, {"text": begin + text})
                told.append((heading or "no heading", standing["text"][len(begin) :], text))
        return told

    def recommended(self, item: Item, theme: str, handle: str) -> Fields:
        """Take the recommendations that stand beside an action as commitments, each once, and what it answers for certain."""
        told: Fields = []
        for printed in item.recommendations:
            for text in sentences_of(printed.text):
                number = self.commitments.get(" ".join(text.split()))
                if number is None:
                    number = self._commitment(text, printed, theme)
                    told.append(("answers" if printed.answered else "beside", "", f"{number}: {text}"))
                    if not printed.answered:
                        self.outcome.notes.append(
                            f"{number}: it stands beside an empty cell, so that nothing answers it unless {handle} does."
                        )
                if printed.answered and (number, self.wish.slug, handle) not in self.links:
                    self.links.add((number, self.wish.slug, handle))
                    self.add("link", {
                        "plan": self.wish.slug, "commitment": number, "to_plan": self.wish.slug, "to_action": handle,
                        "kind": "answers", "sure": "certain", "said_by": "the paper", "paper": self.paper,
                        "line": printed.number or None,
                    })  # fmt: skip
        return told

    def _commitment(self, text: str, printed: Recommended, theme: str) -> str:
        """Take a recommendation as new, and return its number."""
        number = self._number(printed.ref)
        self.commitments[" ".join(text.split())] = number
        self.commitment_place += 1
        self.add("commitment", {
            "plan": self.wish.slug, "number": number, "theme": theme, "position": self.commitment_place, "text": text,
            "paper": self.paper, "line": printed.number or None,
        })  # fmt: skip
        return number

    def name_contacts(self) -> None:
        """Take the contacts that the paper names, each once."""
        there = [each for each in self.standing.of_kind("contact") if each["paper"] == self.paper]
        position = max((each["position"] for each in there), default=0)
        for contact in self.found.contacts:
            given = {name: getattr(contact, name) for name in ("post", "email", "phone")}
            known = next((each for each in there if _is_contact(each, contact)), None)
            if known is None:
                position += 1
                who = {
                    "role": contact.role,
                    "name": contact.name,
                    "body": contact.body,
                    "line": contact.number or None,
                }
                self.add("contact", {"paper": self.paper, "position": position, **who, **given})
                fields = [(name, "", value) for name, value in given.items() if value]
                self.outcome.told.append(Told(f"contact {contact.name}", "new", fields))
                continue
            there.remove(known)
            fresh = {
                name: value
                for name, value in given.items()
                if value and not same(value, known.get(name) or "")
            }
            if fresh:
                self.change("contact", known, fresh)
                fields = [(name, known.get(name) or "", value) for name, value in fresh.items()]
                self.outcome.told.append(Told(f"contact {contact.name}", "changed", fields))

    def _number(self, wanted: str) -> str:
        """Return a number that no commitment of the plan has: the wanted one, or else the next."""
        taken = set(self.commitments.values())
        if wanted and wanted not in taken:
            return wanted
        number = len(taken) + 1
        while str(number) in taken:
            number += 1
        return str(number)

    def tell_gone(self, matched: Iterable[str]) -> None:
        """Tell of live actions that the paper does not print, and close them where that is wished."""
        there = set(matched)
        for action in self.standing.of_kind("action"):
            handle = action["handle"]
            if handle in there or action["status"] == "closed":
                continue
            self.outcome.gone.append(handle)
            fields = [("wording", action["text"], "")]
            if self.wish.gone is None:
                self.outcome.told.append(Told(handle, "gone", fields))
                continue
            said = Progress(
                f"Not printed any more in {self.wish.source}; closed as {self.wish.gone}.", status="closed"
            )
            self.change("action", action, {"status": "closed", "closed_as": self.wish.gone})
            self._add_update(handle, None, said)
            self.outcome.told.append(Told(handle, f"gone, closed as {self.wish.gone}", fields))


def sentences_of(printed: str) -> list[str]:
    """Return the recommendations of one cell: its paragraphs where each is a sentence by itself, none a list or its head."""
    lines = printed.split("\n")
    whole = all(
        line[:1].isupper() and line.rstrip().endswith(".") and len(line) > _SHORTEST for line in lines
    )
    return lines if whole and len(lines) > 1 else [printed]


def _is_contact(values: Values, contact: Contact) -> bool:
    """Tell whether a record is that of a contact."""
    return (values["role"], fold(values["name"]), values.get("body")) == (
        contact.role,
        fold(contact.name),
        contact.body,
    )


def _is_said(said: Progress, update: Values) -> bool:
    """Tell whether an update says just that."""
    facts = (said.rating, said.status)
    return same(said.text, update["text"]) and facts == (update.get("rating"), update.get("status"))


def _beginnings(text: str) -> list[str]:
    """Return what may be the handle and heading of a fact, each to behind a colon."""
    found: list[str] = []
    place = text.find(": ")
    while place >= 0 and len(found) < 4:
        found.append(text[: place + 2])
        place = text.find(": ", place + 1)
    return found
