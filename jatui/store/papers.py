"""Papers and the forms that they are written on: heads, recommendations, contacts, answers, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jatui.domain.errors import Ambiguous, NotFound
from jatui.domain.match import fold, is_named, nearest
from jatui.domain.moves import quoted
from jatui.domain.reports import Asked, Checklist, authors, goes_to, is_said, missing, own_clearances
from jatui.store.reader import Reader
from jatui.store.values import day_or_none

MOST_OFFERED = 6
"""How many papers are offered where several may be meant."""

HEAD = (
    "title",
    "addressed_to",
    "sent_by",
    "divisions",
    "key_decision",
    "forward_plan",
    "outcome",
    "preamble",
)
"""The columns of a paper's head that are text."""

_PAPERS = f"""
    SELECT r.id, r.slug, r.day, r.file, f.slug, f.name, f.version, {", ".join(f"r.{name}" for name in HEAD)}
    FROM paper r LEFT JOIN form f ON f.id = r.form_id WHERE :slug IS NULL OR r.slug = :slug
    ORDER BY r.day IS NULL, r.day, r.slug
"""
_ASKED = """
    SELECT r.id, q.number, q.kind, q.text, q.of, a.text, a.officer, a.label, a.day, a.line FROM paper r
    JOIN question q ON q.form_id = r.form_id LEFT JOIN answer a ON a.paper_id = r.id AND a.question_id = q.id
    WHERE :paper IS NULL OR r.id = :paper ORDER BY r.id, q.position, q.number
"""
_SAID = "SELECT letter, text, line FROM recommendation WHERE paper_id = ? ORDER BY length(letter), letter"
_CONTACTS = (
    "SELECT role, name, post, email, phone, body, line FROM contact WHERE paper_id = ? ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, with the id of its row."""

    id: int
    number: str
    position: int
    kind: str
    text: str
    of: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the question as `forms --json` prints it."""
        return {"number": self.number, "kind": self.kind, "text": self.text, "of": self.of}


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form: its questions in order, and how many papers are written on it."""

    id: int
    slug: str
    name: str
    version: int
    since: date | None
    papers: int
    questions: tuple[Question, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the form as `forms --json` prints it."""
        return {
            "slug": self.slug,
            "name": self.name,
            "version": self.version,
            "since": self.since.isoformat() if self.since else None,
            "papers": self.papers,
            "questions": [each.as_json() for each in self.questions],
        }


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper as it is kept: its head by the names of `HEAD`, the file it was read from, and its form."""

    id: int
    slug: str
    day: date | None
    file: str | None
    form: str | None
    form_name: str | None
    form_version: int | None
    head: dict[str, str | None]

    @property
    def title(self) -> str:
        """The title as printed."""
        return str(self.head["title"])

    @property
    def is_report(self) -> bool:
        """Whether it is a report to a committee: on a form, or written here; others were read, as appendices are."""
        return self.form is not None or self.file is None

    def answered(self, asked: Sequence[Asked]) -> int:
        """Return how many of its form's questions it answers, those of the head among them."""
        return sum(is_said(each, {**self.head, "day": self.day}) for each in asked)


@dataclass(frozen=True, slots=True)
class Whole:
    """A paper with all that it says: recommendations, contacts, and its form's questions with their answers."""

    paper: KeptPaper
    recommendations: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    asked: list[Asked] = field(default_factory=list)

    @property
    def authors(self) -> list[str]:
        """Those who sent the paper and those who answer for it among the officers."""
        officers = [each["name"] for each in self.contacts if each["role"] == "officer"]
        return authors(self.paper.head["sent_by"], officers)

    def as_json(self) -> dict[str, Any]:
        """Return the paper as `paper show --json` prints it."""
        kept = self.paper
        return {
            "slug": kept.slug,
            "day": kept.day.isoformat() if kept.day else None,
            "file": kept.file,
            "form": kept.form,
            **kept.head,
            "recommendations": self.recommendations,
            "contacts": self.contacts,
            "answers": [each.as_json() for each in self.asked],
        }


def forms(read: Reader) -> list[Form]:
    """Return every form with its questions, the oldest version of each first."""
    of: dict[int, list[Question]] = {}
    for form, *question in read.rows(
        "SELECT form_id, id, number, position, kind, text, of FROM question ORDER BY form_id, position, number"
    ):
        of.setdefault(form, []).append(Question(*question))
    rows = read.rows(
        "SELECT f.id, f.slug, f.name, f.version, f.since, (SELECT count(*) FROM paper r WHERE r.form_id = f.id) "
        "FROM form f ORDER BY f.name, f.version, f.slug"
    )
    return [
        Form(row, slug, name, version, day_or_none(since), papers, tuple(of.get(row, ())))
        for row, slug, name, version, since, papers in rows
    ]


def papers(read: Reader, slug: str | None = None) -> list[KeptPaper]:
    """Return the papers (or the one of a slug) in the order of their days, those without a day last."""
    found = []
    for row, name, day, file, form, form_name, version, *head in read.rows(_PAPERS, {"slug": slug}):
        named = dict(zip(HEAD, head, strict=True))
        found.append(KeptPaper(row, name, day_or_none(day), file, form, form_name, version, named))
    return found


def find_paper(read: Reader, given: str) -> KeptPaper:
    """Return the paper of a short name, a title or the beginnings of words of either, in any case.

    Raises NotFound with those near it, and Ambiguous with a choice where several answer.
    """
    known = papers(read)
    wanted = fold(given)
    for same in (
        [each for each in known if fold(each.slug) == wanted],
        [each for each in known if fold(each.title) == wanted],
        [each for each in known if is_named(f"{each.slug} {each.title}", given)],
    ):
        if len(same) == 1:
            return same[0]
        if same:
            choice = " or ".join(each.slug for each in same[:MOST_OFFERED])
            more = f" or {len(same) - MOST_OFFERED} more" if len(same) > MOST_OFFERED else ""
            raise Ambiguous(
                f"{quoted(given)!r} may be {choice}{more}. Name one of them; nothing was changed."
            )
    names = {name: each.slug for each in known for name in (each.slug, each.title)}
    near = dict.fromkeys(names[name] for name in nearest(given, names))
    hint = f"near it: {', '.join(near)}" if near else "`jatui papers` lists them"
    raise NotFound(f"There is no paper {quoted(given)!r}; {hint}. Nothing was changed.")


def answers(read: Reader, paper: int | None = None) -> dict[int, list[Asked]]:
    """Return the questions of each paper's form with what the paper says to them, in the form's order."""
    found: dict[int, list[Asked]] = {}
    for row, number, kind, text, of, answer, officer, label, day, line in read.rows(_ASKED, {"paper": paper}):
        found.setdefault(row, []).append(
            Asked(number, kind, text, of, answer, officer, label, day_or_none(day), line)
        )
    return found


def whole(read: Reader, paper: KeptPaper) -> Whole:
    """Return a paper with all that it says."""
    said = [dict(zip(("letter", "text", "line"), row, strict=True)) for row in read.rows(_SAID, (paper.id,))]
    names = ("role", "name", "post", "email", "phone", "body", "line")
    contacts = [dict(zip(names, row, strict=True)) for row in read.rows(_CONTACTS, (paper.id,))]
    return Whole(paper, said, contacts, answers(read, paper.id).get(paper.id, []))


def officer_contacts(read: Reader) -> dict[int, list[str]]:
    """Return the officers whom each paper names for questions."""
    found: dict[int, list[str]] = {}
    for paper, name in read.rows(
        "SELECT paper_id, name FROM contact WHERE role = 'officer' ORDER BY paper_id, position"
    ):
        found.setdefault(paper, []).append(name)
    return found


def checklist(read: Reader, paper: KeptPaper, today: date) -> Checklist:
    """Return what a paper lacks as of a day, and how long there is until papers close for its meeting."""
    from jatui.domain.working_days import paper_deadline

    found = whole(read, paper)
    head: dict[str, object] = {**paper.head, "day": paper.day}
    head |= {role: any(each["role"] == role for each in found.contacts) for role in ("officer", "member")}
    lacking = missing(head, len(found.recommendations), found.asked)
    committee, deadline, cancelled = _meeting(read, paper)
    computed = deadline is None and paper.day is not None
    if paper.day is not None and deadline is None:
        deadline = paper_deadline(paper.day)
    return Checklist(
        paper.slug,
        paper.title,
        paper.form,
        committee or paper.head["addressed_to"],
        paper.day,
        cancelled,
        deadline,
        computed,
        today,
        len(found.asked),
        tuple(lacking),
        tuple(own_clearances(found.asked, found.authors)),
    )


def _meeting(read: Reader, paper: KeptPaper) -> tuple[str | None, date | None, bool]:
    """Return the committee of the meeting that a paper goes to, its deadline, and whether it is cancelled.

    It is the one on the paper's day of the committee that it is addressed to, or the only one where it is addressed to nobody.
    """
    if paper.day is None:
        return None, None, False
    held = read.rows(
        "SELECT c.code, c.name, m.deadline, m.state FROM meeting m JOIN committee c ON c.id = m.committee_id WHERE m.day = ?",
        (paper.day.isoformat(),),
    )
    met = [row for row in held if goes_to(paper.head["addressed_to"], row[0], row[1])]
    if len(met) != 1:
        return None, None, False
    return met[0][0], day_or_none(met[0][2]), met[0][3] == "cancelled"
