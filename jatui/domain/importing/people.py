"""The contacts that a paper names for questions, out of what was placed nowhere: labelled lines, or the cells of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from jatui.domain.importing.blocks import letters
from jatui.domain.importing.tables import Kept

Role = Literal["officer", "member"]
_HEAD: Final = re.compile(
    r"[*_]*(?P<role>officer|member|councillor)s?(?:'s|s')?\s+contacts?(?:\s+details)?\s*:?[*_]*\s*:?",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"[*_]*(?:(?P<name>names?)|(?P<post>post|(?:job )?title|portfolio|position)|(?P<email>e-?mail(?:\s+address)?)|"
    r"(?P<phone>tel(?:ephone)?\.?(?:\s+(?:no|number)\.?)?|phone))\s*[*_]*:[*_]*\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EMAIL: Final = re.compile(r"[^\s@/,;]+@[^\s@/,;]+")
_SEVERAL: Final = re.compile(r"\s*/\s*|\s*;\s*|\s+and\s+|\s*&\s*")
_TITLES: Final = re.compile(r"(Councillors|Cllrs)\s+", re.IGNORECASE)
_LONGEST_BODY: Final = 100


class Contact(NamedTuple):
    """A person whom a paper names for questions, and the body for which, where it names several."""

    number: int
    role: Role
    name: str
    post: str | None
    email: str | None
    phone: str | None
    body: str | None


class Contacts(NamedTuple):
    """The contacts of a paper, the characters of what is said of them and of its labels, and what is left unplaced."""

    people: list[Contact]
    words: Counter[str]
    labels: Counter[str]
    rest: list[Kept]


@dataclass(slots=True)
class _Person:
    """What is said of one contact so far."""

    number: int
    role: Role
    body: str | None
    said: dict[str, list[str]] = field(default_factory=dict)

    def contacts(self) -> Iterator[Contact]:
        """Yield the contact, or each of several that have a name and an address of their own."""
        name, emails = " ".join(self.said["name"]), self.said.get("email", [])
        title = _TITLES.match(name)
        names = _SEVERAL.split(name[title.end() :] if title else name)
        if len(names) < 2 or len(names) != len(emails):
            names, emails, title = [name], ["; ".join(emails)], None
        post, phone = (" ".join(self.said.get(part, [])) or None for part in ("post", "phone"))
        for each, email in zip(names, emails, strict=True):
            called = f"{title[1][:-1]} {each}" if title else each
            yield Contact(self.number, self.role, called, post, email or None, phone, self.body)


def contacts_in(kept: Sequence[Kept]) -> Contacts:
    """Return the contacts that stand under a heading for them, and what is not about any."""
    reader = _Reader(sorted(kept, key=lambda each: (each.part, each.number)))
    reader.read()
    taken = set(map(id, reader.taken))
    rest = [each for each in kept if id(each) not in taken]
    total = letters("".join(each.text for each in reader.taken))
    return Contacts(reader.people, reader.words, total - reader.words, rest)


class _Reader:
    """Goes through the lines with the people that are open, by the column in which they stand."""

    def __init__(self, lines: Sequence[Kept]) -> None:
        self.lines = lines
        self.people: list[Contact] = []
        self.found: list[Contact] = []
        self.words: Counter[str] = Counter()
        self.taken: list[Kept] = []
        self.waiting: list[Kept] = []
        self.said: list[str] = []
        self.roles: dict[int, Role] = {}
        self.open: dict[int, _Person] = {}
        self.body: str | None = None

    def read(self) -> None:
        """Read all lines."""
        for place, line in enumerate(self.lines):
            cells = [cell.strip() for cell in line.text.split("\t")]
            if roles := _roles(cells):
                self._end()
                self.roles = roles
            elif not self.roles or not self._take(cells, line.number, self.lines[place + 1 : place + 2]):
                self._end()
                continue
            self.waiting.append(line)
        self._end()

    def _take(self, cells: list[str], number: int, below: Sequence[Kept]) -> bool:
        """Take a line of a contact, and tell whether it is one."""
        filled = [cell for cell in cells if cell]
        if pairs := _pairs(cells):
            named = {column for column, part, _ in pairs if part == "name"}
            if any(column not in named | self.open.keys() for column, _, value in pairs if value):
                return False
            for column, part, value in pairs:
                self._say(column, part, value, number)
            return True
        if len(filled) != 1:
            return False
        following = _pairs([cell.strip() for cell in below[0].text.split("\t")]) if below else []
        if self.open and _EMAIL.fullmatch(filled[0]):
            last = list(self.open.values())[-1]
            last.said.setdefault("email", []).append(filled[0])
        elif _is_body(filled[0]) and any(part == "name" for _, part, _ in following):
            self._close()
            self.body = filled[0]
        else:
            return False
        self.said += filled
        return True

    def _say(self, column: int, part: str, value: str, number: int) -> None:
        """Put what is said to the person of a column; a name begins the next one."""
        if part == "name":
            if column in self.open:
                self._close()
            role = self.roles[max((at for at in self.roles if at <= column), default=min(self.roles))]
            self.open[column] = _Person(number, role, self.body)
        if value:
            self.open[column].said.setdefault(part, []).append(value)
            self.said.append(value)

    def _close(self) -> None:
        """End the people that are open."""
        for _, person in sorted(self.open.items()):
            if person.said.get("name"):
                self.found += person.contacts()
        self.open = {}

    def _end(self) -> None:
        """End the lines about contacts; they are taken where they name somebody."""
        self._close()
        if self.found:
            self.people += self.found
            self.taken += self.waiting
            self.words += letters("".join(self.said))
        self.roles, self.body, self.waiting, self.said, self.found = {}, None, [], [], []


def _is_body(text: str) -> bool:
    """Tell whether a text may be the name of a body: short, and no sentence."""
    return len(text) <= _LONGEST_BODY and (text[-1].isalnum() or text.endswith((")", ":")))


def _roles(cells: Sequence[str]) -> dict[int, Role]:
    """Return who stands in which column below a line that says so, none where it says anything else."""
    found: dict[int, Role] = {}
    for column, cell in enumerate(cells):
        if cell and (head := _HEAD.fullmatch(cell)) is None:
            return {}
        if cell and head:
            found[column] = "officer" if head["role"].casefold() == "officer" else "member"
    return found


def _pairs(cells: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return the labels of a line with their columns and values, none where anything else stands in it."""
    found: list[tuple[int, str, str]] = []
    for column, cell in enumerate(cells):
        if label := _LABEL.fullmatch(cell):
            part = next(name for name in ("name", "post", "email", "phone") if label[name])
            found.append((column, part, label["value"].strip()))
        elif cell and found and found[-1][0] == column - 1 and not found[-1][2]:
            found[-1] = (*found[-1][:2], cell)
        elif cell:
            return []
    return found
