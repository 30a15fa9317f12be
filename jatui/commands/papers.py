"""What a person does to a report: beginning it, its head, recommendations, contacts, and its answers to the form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jatui.commands.measuring import past_day
from jatui.commands.meetings import find_meeting
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.cells import slug
from jatui.domain.days import short_day, show_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.findings import clears_own
from jatui.domain.match import fold, nearest
from jatui.domain.moves import quoted
from jatui.domain.reports import Asked, goes_to, head_field
from jatui.domain.text import clean, clean_lines, written
from jatui.store.papers import HEAD, Form, KeptPaper, find_paper, forms, papers, whole
from jatui.store.reader import Reader

LONGEST_SLUG = 80
"""Characters of a title that a paper's short name takes."""

LONGEST_LETTER = 10
"""Characters that the letter of a recommendation may have."""

ROLES = ("officer", "member")
"""The roles of a contact."""

FIELDS = {
    "to": "addressed_to",
    "from": "sent_by",
    **{name.replace("_", "-"): name for name in HEAD},
}
"""The fields of a head as they are typed, with the columns that keep them."""


def find_form(read: Reader, given: str) -> Form:
    """Return the form of a slug; raises NotFound with those that there are."""
    known = forms(read)
    for each in known:
        if fold(given) == fold(each.slug):
            return each
    listed = ", ".join(each.slug for each in known) or "none yet; `jatui form add` adds one"
    raise NotFound(f"There is no form {quoted(given)!r}. There are: {listed}. Nothing was changed.")


def _paper(work: Work, given: str) -> KeptPaper:
    """Return the paper that is named, unless another hand changed it meanwhile."""
    found = find_paper(work.read, given)
    work.writer.refuse_stale("paper", found.id, work.seen)
    return found


def _meeting(read: Reader, given: str) -> tuple[dt.date, str, str | None]:
    """Return the day of the meeting that is named, and the code and the name of its committee."""
    rows = read.rows(
        "SELECT m.day, c.code, c.name FROM meeting m JOIN committee c ON c.id = m.committee_id WHERE m.id = ?",
        (find_meeting(read, given),),
    )
    return dt.date.fromisoformat(rows[0][0]), rows[0][1], rows[0][2]


def of_meeting(read: Reader, given: str) -> list[KeptPaper]:
    """Return the papers that go to the meeting that is named."""
    day, code, name = _meeting(read, given)
    return [
        each for each in papers(read) if each.day == day and goes_to(each.head["addressed_to"], code, name)
    ]


@command("paper add", "Begin a report")
@dataclass(frozen=True, kw_only=True)
class AddPaper(Command):
    """Begin a report for a meeting, on the form that is in force; `jatui report checklist` then tells what it lacks."""

    called: str = argument("The title.")
    meeting: str | None = option("The meeting that it goes to, such as 'S&R 2021-09-21'.")
    form: str | None = option("The form that it is written on; the newest without it.")

    def run(self, work: Work) -> str:
        """Add the paper under a short name made of its day and title."""
        title = " ".join(written(self.called, "title").split())
        if self.meeting is None:
            raise Misused(
                "Say for which meeting it is, such as --meeting 'S&R 2021-09-21'. Nothing was changed."
            )
        day, code, name = _meeting(work.read, self.meeting)
        committee = name or code
        known = forms(work.read)
        form = find_form(work.read, self.form) if self.form else max(known, key=_newness, default=None)
        taken = {row for (row,) in work.read.rows("SELECT slug FROM paper")}
        short = base = f"{day}-{slug(title)[:LONGEST_SLUG].rstrip('-')}"
        number = 1
        while short in taken:
            number += 1
            short = f"{base}-{number}"
        work.writer.add(
            "paper",
            slug=short,
            title=title,
            day=day,
            addressed_to=committee,
            form=form.id if form else None,
        )
        return f"began {short} for {committee} on {short_day(day)}, on {form.slug if form else 'no form'}"


def _newness(form: Form) -> tuple[dt.date, int]:
    return form.since or dt.date.min, form.version


@command("paper set", "Write the head of a report")
@dataclass(frozen=True, kw_only=True)
class SetHead(Command):
    """Write what stands over a report: title, to, from, divisions, key-decision, forward-plan, outcome, preamble, meeting.

    The form stays the one that it was begun on.
    """

    paper: str = argument("The paper, as `jatui papers` shows it.")
    field: str = argument("What is written: to, from, divisions, key-decision, forward-plan, outcome ...")
    value: str = argument("The words; nothing at all takes them out.")

    def run(self, work: Work) -> str:
        """Write the field, or move the report to another meeting."""
        found = _paper(work, self.paper)
        named = self.field.strip().casefold().replace("_", "-").replace(" ", "-")
        if named == "meeting":
            day, code, name = _meeting(work.read, self.value)
            committee = name or code
            work.writer.change("paper", found.id, day=day, addressed_to=committee)
            _follow(work, found, "day", show_day(day))
            _follow(work, found, "addressed_to", committee)
            return f"{found.slug} goes to {committee} on {short_day(day)}"
        if named == "form":
            raise Refused("A report keeps the form that it was begun on. Nothing was changed.")
        if named not in FIELDS:
            raise Misused(
                f"A report has no {quoted(self.field)!r}. It has: {', '.join([*FIELDS, 'meeting'])}."
            )
        column, value = FIELDS[named], clean_lines(self.value).strip() or None
        if value is None and column == "title":
            raise Misused("A report cannot be without a title. Nothing was changed.")
        if value == found.head[column]:
            raise Refused(f"The {named} of {found.slug} is that already. Nothing was changed.")
        work.writer.change("paper", found.id, **{column: value})
        _follow(work, found, column, value)
        return f"{found.slug}: {named} is {quoted(value) if value else 'taken out'}"


def _follow(work: Work, paper: KeptPaper, column: str, value: str | None) -> None:
    """Let an answer to the form that repeats the head say what the head says now."""
    for each in whole(work.read, paper).asked:
        if each.kind == "head" and each.is_answered and head_field(each) == column:
            row = work.read.value(
                "SELECT a.id FROM answer a JOIN question q ON q.id = a.question_id WHERE a.paper_id = ? AND q.number = ?",
                (paper.id, each.number),
            )
            if value is None:
                work.writer.remove("answer", row)
            else:
                work.writer.change("answer", row, text=value, line=None)


@command("paper recommend", "Write a recommendation")
@dataclass(frozen=True, kw_only=True)
class Recommend(Command):
    """Write what a report asks its committee to do: another recommendation, or other words for one that is there."""

    paper: str = argument("The paper, as `jatui papers` shows it.")
    text: str = argument("What the committee is asked to do.")
    letter: str | None = option("Its letter; the next one without it.")

    def run(self, work: Work) -> str:
        """Add the recommendation, or change its words."""
        found, text = _paper(work, self.paper), written(self.text, "recommendation")
        known = dict(work.read.rows("SELECT letter, id FROM recommendation WHERE paper_id = ?", (found.id,)))
        letter = _letter(self.letter) if self.letter is not None else _next_letter(known)
        if letter in known:
            work.writer.refuse_stale("recommendation", known[letter], work.seen)
            work.writer.change("recommendation", known[letter], text=text, line=None)
        else:
            work.writer.add("recommendation", paper=found.id, letter=letter, text=text)
        return f"{found.slug}: recommendation {letter}: {quoted(text)}"


def _letter(given: str) -> str:
    """Return a letter without the brackets around it; raises Misused where nothing is left of it, or too much."""
    letter = " ".join(clean(given).split()).strip("()[]. ")
    if not letter:
        raise Misused("The letter is empty. Leave --letter out for the next one; nothing was changed.")
    if len(letter) > LONGEST_LETTER:
        raise Misused(
            f"{quoted(letter)!r} is no letter of a recommendation: it has at most {LONGEST_LETTER} characters. "
            "Nothing was changed."
        )
    return letter


def _next_letter(known: dict[str, Any]) -> str:
    """Return the first letter that is free: a to z, then aa to az."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [*letters, *(f"{first}{second}" for first in letters for second in letters)]
    return next((name for name in names if name not in known), f"{len(known) + 1}")


@command("paper contact", "Name a contact of a report")
@dataclass(frozen=True, kw_only=True)
class NameContact(Command):
    """Name a person whom a report gives for questions, as of its day."""

    paper: str = argument("The paper, as `jatui papers` shows it.")
    person: str = argument("The name.")
    role: str | None = option("Officer or member; officer without it.", choices=ROLES)
    post: str | None = option("The post.")
    email: str | None = option("The e-mail address.")
    phone: str | None = option("The telephone number.")

    def run(self, work: Work) -> str:
        """Add the contact, or change the one of that name and role."""
        found = _paper(work, self.paper)
        name, role = " ".join(written(self.person, "name").split()), self.role or ROLES[0]
        if role not in ROLES:
            raise Misused(f"A contact is an {ROLES[0]} or a {ROLES[1]}, not {quoted(role)!r}.")
        given = {"post": self.post, "email": self.email, "phone": self.phone}
        said = {field: clean(text).strip() or None for field, text in given.items() if text is not None}
        known = work.read.rows("SELECT id, position, role, name FROM contact WHERE paper_id = ?", (found.id,))
        same = next((row for row, _, kind, who in known if (kind, fold(who)) == (role, fold(name))), None)
        if same is not None and not said:
            raise Refused(f"{quoted(name)} is {role} contact of {found.slug} already. Nothing was changed.")
        if same is not None:
            work.writer.refuse_stale("contact", same, work.seen)
            work.writer.change("contact", same, line=None, **said)
        else:
            place = max((position for _, position, _, _ in known), default=-1) + 1
            work.writer.add("contact", paper=found.id, position=place, role=role, name=name, **said)
        return f"{found.slug}: {role} contact {quoted(name)}"


@command("paper answer", "Answer a question of the form")
@dataclass(frozen=True, kw_only=True)
class AnswerQuestion(Command):
    """Answer a question of a report's form; of a clearance say also which officer gave it, and on which day."""

    paper: str = argument("The paper, as `jatui papers` shows it.")
    number: str = argument("The question's number, as `jatui paper show` shows it.")
    text: str | None = option("The answer; nothing at all takes it out.")
    officer: str | None = option("Who gave the clearance.")
    date: dt.date | None = option("The day on which it was given; of a clearance today without it.")

    def run(self, work: Work) -> str:
        """Write the answer, or change what is given of it."""
        if self.text is None and self.officer is None and self.date is None:
            raise Misused("An answer needs a text, an officer or a day. Give --text, --officer or --date.")
        found = _paper(work, self.paper)
        kept = whole(work.read, found)
        question = self._question(found, kept.asked)
        given = {"text": self.text, "officer": self.officer}
        said: dict[str, Any] = {
            field: clean_lines(text).strip() or None for field, text in given.items() if text is not None
        }
        if self.date is not None:
            said["day"] = past_day(self.date, work.scope.today)
        elif question.kind == "clearance" and said.get("text") and question.day is None:
            said["day"] = work.scope.today
        self._write(work, found, question, said)
        answer = said.get("text", question.answer)
        officer = said.get("officer", question.officer)
        own = officer and question.kind == "clearance" and clears_own(officer, kept.authors)
        return (
            f"{found.slug} {question.number}: {quoted(answer) if answer else 'no answer'}"
            f"{f', {quoted(officer)}' if officer else ''}{', who is an author of the paper' if own else ''}"
        )

    def _question(self, paper: KeptPaper, asked: list[Asked]) -> Asked:
        """Return the question that is meant; raises NotFound, or Refused where the head is written otherwise."""
        for each in asked:
            if fold(each.number) == fold(self.number):
                name = head_field(each) if each.kind == "head" else None
                if name in (*HEAD, "day"):
                    raise Refused(
                        f"{each.number} stands in the head: `jatui paper set {paper.slug} ...` writes it. "
                        "Nothing was changed."
                    )
                return each
        if paper.form is None:
            raise Refused(f"{paper.slug} is written on no form, which asks nothing. Nothing was changed.")
        near = nearest(self.number, [each.number for each in asked]) or [each.number for each in asked][:6]
        raise NotFound(
            f"The form {paper.form} has no question {quoted(self.number)!r}; near it: {', '.join(near) or 'none'}. "
            "Nothing was changed."
        )

    @staticmethod
    def _write(work: Work, paper: KeptPaper, question: Asked, said: dict[str, Any]) -> None:
        """Keep what is said; where the words are others than those printed, their line in the paper's file is none."""
        row, of = work.read.rows(
            "SELECT a.id, q.id FROM question q JOIN paper r ON r.form_id = q.form_id AND r.id = :paper "
            "LEFT JOIN answer a ON a.question_id = q.id AND a.paper_id = r.id WHERE q.number = :number",
            {"paper": paper.id, "number": question.number},
        )[0]
        before = {"text": question.answer, "officer": question.officer, "day": question.day}
        if all(before[name] == value for name, value in said.items()):
            raise Refused(f"{question.number} of {paper.slug} says that already. Nothing was changed.")
        if row is None:
            work.writer.add("answer", paper=paper.id, question=of, **said)
            return
        work.writer.refuse_stale("answer", row, work.seen)
        if not any({**before, **said}.values()):
            work.writer.remove("answer", row)
        else:
            work.writer.change("answer", row, line=None, **said)
