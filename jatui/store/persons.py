"""A person or a body in all roles: leads, posts, indicators, what was said, contacts, clearances, papers.

Names are held together by `name_key` alone; initials hold nothing together, so what two papers call GCP is two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jatui.domain.match import nearest
from jatui.domain.persons import Key, answers_to, is_initials, name_key, pieces
from jatui.domain.sources import Source, cited
from jatui.domain.words import count
from jatui.store.holders import kept
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.sources import PAPER, source

ROLES = (
    "is",
    "leads",
    "holds",
    "held by",
    "owns",
    "is to answer",
    "said",
    "asked",
    "contact",
    "cleared",
    "sent",
)
"""What a person or a body may be, in the order in which it is told."""


class Role(NamedTuple):
    """One thing that a person is or does: in words, the day of it, the plan, the refs it is about, and where it is read."""

    role: str
    told: str
    day: str | None = None
    plan: str | None = None
    refs: tuple[str, ...] = ()
    more: Mapping[str, Any] = {}
    source: Source | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the role as the verbs print it."""
        return {
            "role": self.role,
            "told": self.told,
            "day": self.day,
            "plan": self.plan,
            "refs": list(self.refs),
            **self.more,
            **cited(self.source),
        }


@dataclass(slots=True)
class Person:
    """A person, a post or a body with every role that is known of it, and the names that it is written by.

    `kind` is that of a lead, `theme` or `committee`, or `name` where nothing but a name is known; `lead` is the lead's id.
    """

    name: str
    kind: str
    lead: int | None = None
    names: dict[str, None] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)

    def add(self, name: str, role: Role) -> None:
        """Add a role, and the name that it is written under."""
        self.names[name] = None
        self.roles.append(role)

    def as_json(self) -> dict[str, Any]:
        """Return the person as the verbs print it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "names": list(self.names),
            "roles": [role.as_json() for role in self.roles],
        }


class Written(NamedTuple):
    """A name as it is written in a cell, where (a plan or a paper), and the role that it is written for."""

    text: str
    place: str
    role: Role


def who(read: Reader, scope: Scope, given: str) -> list[Person]:
    """Return the people and bodies of a name, of every plan, those of just that name first."""
    key = name_key(given)
    known = _People(read)
    found = [each for each in known.people if any(answers_to(name, key) for name in each.names)]
    found.sort(key=lambda each: all(name_key(name) != key for name in each.names))
    for each in found:
        if each.lead is not None:
            each.roles += _led(read, each.lead, scope)
        each.roles.sort(key=lambda role: (ROLES.index(role.role), role.day or "", role.plan or ""))
    return found


def near_names(read: Reader, given: str) -> list[str]:
    """Return the names of people and bodies that look most like one."""
    names: dict[Key, str] = {}
    for each in _People(read).people:
        for name in each.names:
            names.setdefault(name_key(name), name)
    return nearest(given, names.values())


class _People:
    """Everybody who is named in a database, each name given to whom it is of."""

    def __init__(self, read: Reader) -> None:
        self._known: dict[tuple[Any, ...], Person] = {}
        self._by_key: dict[Key, list[Person]] = {}
        for row, name, kind in read.rows("SELECT id, name, kind FROM lead ORDER BY name, slug"):
            person = self._person(("lead", row), name, kind)
            person.lead = row
            self._by_key.setdefault(name_key(name), []).append(person)
        self._bodies: dict[tuple[str, Key], Person] = {}
        self._add_themes(read)
        for code, name in read.rows("SELECT code, name FROM committee WHERE kind <> 'every' ORDER BY code"):
            person = self._person(("committee", code), name or code, "committee")
            person.add(code, Role("is", f"the committee {code}", refs=(code,)))
        for written in _written(read):
            for person, name in self._meant(written):
                person.add(name, written.role)
        for written in _contacts(read):
            self._add_contact(written)

    @property
    def people(self) -> list[Person]:
        """Everybody, those with a record of their own first."""
        return list(self._known.values())

    def _person(self, key: tuple[Any, ...], name: str, kind: str) -> Person:
        if key not in self._known:
            self._known[key] = Person(name, kind, names={name: None})
        return self._known[key]

    def _add_themes(self, read: Reader) -> None:
        """Add each theme under its name and the other names that its papers give it."""
        for row, plan, code, name, *cells in read.rows(
            f"SELECT t.id, p.slug, t.code, t.name, {PAPER}, t.line FROM theme t JOIN plan p ON p.id = t.plan_id "
            "LEFT JOIN paper pa ON pa.id = t.paper_id ORDER BY p.position, p.slug, t.position"
        ):
            person = self._person(("theme", row), name, "theme")
            told, place = f"the theme {code} of {plan}", source(cells)
            person.add(name, Role("is", told, place.day if place else None, plan, (code,), source=place))
            self._name_body(person, place, name)
        for row, plan, code, text, *cells in read.rows(
            f"SELECT t.id, p.slug, t.code, s.text, {PAPER}, s.line FROM statement s JOIN theme t ON t.id = s.theme_id "
            "JOIN plan p ON p.id = t.plan_id LEFT JOIN paper pa ON pa.id = s.paper_id "
            "WHERE s.kind = 'alias' ORDER BY s.plan_id, s.number"
        ):
            person, place = self._known["theme", row], source(cells)
            told = f"also called {text}"
            person.add(text, Role("is", told, place.day if place else None, plan, (code,), source=place))
            self._name_body(person, place, text)

    def _name_body(self, person: Person, place: Source | None, name: str) -> None:
        """Let a paper's own name for a body be found by what that paper says of it."""
        if place is not None and place.paper is not None:
            self._bodies.setdefault((place.paper, name_key(name)), person)

    def _meant(self, written: Written) -> Iterator[tuple[Person, str]]:
        """Yield whom a cell names and how: leads of just such a name, else whoever is written so.

        The parts of a piece are looked at only where the whole of it is nobody.
        """
        for whole, *parts in pieces(written.text):
            lead = self._leads(whole)
            for name in [whole] if lead or not parts else parts:
                yield lead or self._leads(name) or self._named(name, written), name

    def _leads(self, name: str) -> Person | None:
        """Return the one lead of a name; initials and namesakes tell nothing."""
        found = self._by_key.get(name_key(name), ())
        if len(found) != 1 or is_initials(name) or is_initials(found[0].name):
            return None
        return found[0]

    def _named(self, name: str, written: Written) -> Person:
        """Return whoever is written so and is no lead; initials are of the plan or the paper that writes them."""
        own = (written.place,) if is_initials(name) else ()
        return self._person(("name", name_key(name), *own), name, "name")

    def _add_contact(self, written: Written) -> None:
        """Give a contact to the person, and to the body that it is for."""
        for person, name in self._meant(written):
            person.add(name, written.role)
        body = written.role.more["body"]
        if body is not None:
            found = self._bodies.get((written.place, name_key(body))) or self._leads(body)
            person = found or self._named(body, written)
            person.add(body, written.role._replace(told=f"{written.role.told}: {written.text}"))


def _contacts(read: Reader) -> Iterator[Written]:
    """Yield whom papers name for questions, each as of its paper's day."""
    for name, body, role, post, email, phone, *cells in read.rows(
        f"SELECT c.name, c.body, c.role, c.post, c.email, c.phone, {PAPER}, c.line FROM contact c "
        "JOIN paper pa ON pa.id = c.paper_id ORDER BY pa.day, pa.slug, c.position"
    ):
        place = Source._make(cells)
        more = {"as": role, "body": body, "post": post, "email": email, "phone": phone}
        told = f"{role} contact{f' for {body}' if body else ''}"
        yield Written(name, place.paper or "", Role("contact", told, place.day, None, (), more, place))


_SAID = (
    ("update", "said", 'min(t.day), max(t.day) FROM "update" t JOIN plan p ON p.id = t.plan_id'),
    (
        "measurement",
        "said",
        "min(t.day), max(t.day) FROM measurement t JOIN indicator i ON i.id = t.indicator_id JOIN plan p ON p.id = i.plan_id",
    ),
    (
        "link",
        "said",
        "NULL, NULL FROM link t JOIN commitment c ON c.id = t.commitment_id JOIN plan p ON p.id = c.plan_id",
    ),
    (
        "alignment",
        "said",
        "NULL, NULL FROM alignment t JOIN theme h ON h.id = t.theme_id JOIN plan p ON p.id = h.plan_id",
    ),
    ("ruling", "said", "min(t.day), max(t.day) FROM ruling t JOIN plan p ON p.id = t.plan_id"),
    (
        "minute",
        "asked",
        "min(m.day), max(m.day) FROM minute t JOIN meeting m ON m.id = t.meeting_id JOIN plan p ON p.id = t.plan_id",
    ),
)
"""The kinds of record that name in a cell who said or asked something, and where their days and plans are."""


def _written(read: Reader) -> Iterator[Written]:
    """Yield who said and asked what, who cleared what in a paper, and who sent papers."""
    for kind, role, tables in _SAID:
        by = "asked_by" if role == "asked" else "said_by"
        for text, plan, number, first, last in read.rows(
            f"SELECT t.{by}, p.slug, count(*), {tables} WHERE t.{by} IS NOT NULL GROUP BY t.{by}, p.slug"
        ):
            told = count(number, "question" if role == "asked" else kind)
            yield Written(text, plan, Role(role, told, last, plan, (), {"count": number, "first": first}))
    for text, question, answer, day, *cells in read.rows(
        f"SELECT a.officer, q.text, a.text, a.day, {PAPER}, a.line FROM answer a JOIN question q ON q.id = a.question_id "
        "JOIN paper pa ON pa.id = a.paper_id WHERE a.officer IS NOT NULL ORDER BY pa.day, pa.slug, q.position"
    ):
        place = Source._make(cells)
        more = {"question": question, "answer": answer}
        told = f"{question} {answer or '(no answer)'}"
        yield Written(text, place.paper or "", Role("cleared", told, day or place.day, None, (), more, place))
    for text, *cells in read.rows(
        f"SELECT pa.sent_by, {PAPER}, NULL FROM paper pa WHERE pa.sent_by IS NOT NULL ORDER BY pa.day, pa.slug"
    ):
        place = Source._make(cells)
        yield Written(
            text, place.paper or "", Role("sent", place.title or "", place.day, None, (), {"as": text}, place)
        )


def _led(read: Reader, lead: int, scope: Scope) -> Iterator[Role]:
    """Yield what a lead leads, holds, owns and is to answer."""
    for plan, number, refs in read.rows(
        "SELECT slug, count(*), json_group_array(handle) FROM (SELECT p.slug, p.position, a.handle FROM action_lead l "
        "JOIN action a ON a.id = l.action_id JOIN plan p ON p.id = a.plan_id WHERE l.lead_id = ? "
        "ORDER BY p.position, a.position) GROUP BY slug ORDER BY min(position)",
        (lead,),
    ):
        yield Role("leads", count(number, "action"), None, plan, tuple(json.loads(refs)), {"count": number})
    for each in kept(read, officer=lead):
        since = each.holding.since
        now = {"now": each.holding.covers(scope.today)}
        told = f"{each.post_name} {each.holding.when}"
        yield Role("holds", told, since.isoformat() if since else None, more=now)
    for each in kept(read, post=lead):
        since = each.holding.since
        now = {"now": each.holding.covers(scope.today)}
        told = f"{each.officer_name} {each.holding.when}"
        yield Role("held by", told, since.isoformat() if since else None, more=now)
    for role, table, key, noun in (
        ("owns", "indicator", "owner_id", "indicator"),
        ("is to answer", "minute", "lead_id", "question"),
    ):
        for plan, number, refs in read.rows(
            f"SELECT p.slug, count(*), json_group_array(CAST(t.number AS TEXT)) FROM {table} t "
            f"JOIN plan p ON p.id = t.plan_id WHERE t.{key} = ? GROUP BY p.slug ORDER BY p.slug",
            (lead,),
        ):
            yield Role(role, count(number, noun), None, plan, tuple(json.loads(refs)), {"count": number})
