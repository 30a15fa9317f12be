"""What a person does to the forms that reports are written on: a new version, and its questions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from jatui.commands.papers import find_form
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.match import fold
from jatui.domain.moves import quoted
from jatui.domain.reports import KINDS
from jatui.domain.text import clean, clean_lines
from jatui.domain.words import count
from jatui.store.papers import Form, Question, forms

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _unused(work: Work, given: str) -> Form:
    """Return a form that no paper is written on yet; raises Refused where one is, since that keeps what it was asked."""
    found = find_form(work.read, given)
    if found.papers:
        raise Refused(
            f"{count(found.papers, 'paper')} {'is' if found.papers == 1 else 'are'} written on {found.slug}, which stays as "
            f"it is: make a new version with `jatui form add SLUG --from {found.slug}`. Nothing was changed."
        )
    work.writer.refuse_stale("form", found.id, work.seen)
    return found


@command("form add", "Add a form, or a new version")
@dataclass(frozen=True, kw_only=True)
class AddForm(Command):
    """Add a form that reports are written on: the next version of one that there is, with its questions, or a new one."""

    slug: str = argument("A short name to type: small letters, digits and hyphens.")
    former: str | None = option("The version that it follows, whose questions are copied.", name="from")
    called: str | None = option("What people call it; as the former version without it.", name="name")
    since: dt.date | None = option("The first day on which it is in use; today without it.")

    def run(self, work: Work) -> str:
        """Add the form, with the questions of the version before."""
        former = find_form(work.read, self.former) if self.former else None
        name = " ".join(clean(self.called or "").split()) or (former.name if former else "")
        if not _SLUG.fullmatch(self.slug) or not name:
            raise Misused(
                f"A form needs a short name of small letters, digits and hyphens (given: {quoted(self.slug)!r}) and a "
                "name. Give --name, or --from with the version before."
            )
        known = forms(work.read)
        if any(each.slug == self.slug for each in known):
            raise Refused(f"There is a form {self.slug} already. Nothing was changed.")
        version = max((each.version for each in known if fold(each.name) == fold(name)), default=0) + 1
        row = work.writer.add(
            "form", slug=self.slug, name=name, version=version, since=self.since or work.scope.today
        )
        for each in former.questions if former else ():
            work.writer.add("question", form=row, **each.as_json() | {"position": each.position})
        copied = f" with {count(len(former.questions), 'question')} of {former.slug}" if former else ""
        return f"added {self.slug}, version {version} of {name}{copied}"


@command("form question", "Write a question of a form")
@dataclass(frozen=True, kw_only=True)
class SetQuestion(Command):
    """Write a question of a form that no paper is written on yet: another one, or other words for one that is there."""

    form: str = argument("The form, as `jatui forms` shows it.")
    number: str = argument("Its number: 5.8.1.")
    text: str = argument("What is asked.")
    kind: str | None = option("What it is; an implication without it.", choices=KINDS)
    of: str | None = option("Of a clearance, the number of the question whose answer is cleared.")
    before: str | None = option("The number of the question before which it stands; at the end without it.")

    def run(self, work: Work) -> str:
        """Add the question, or change it."""
        form = _unused(work, self.form)
        number, text = " ".join(clean(self.number).split()), clean_lines(self.text).strip()
        if not number or not text:
            raise Misused("A question needs a number and what is asked. Nothing was changed.")
        if self.kind is not None and self.kind not in KINDS:
            raise Misused(f"There is no kind {quoted(self.kind)!r}. It is one of: {', '.join(KINDS)}.")
        of = _question(form, self.of).number if self.of else None
        known = next((each for each in form.questions if each.number == number), None)
        said = {"text": text, **({"kind": self.kind} if self.kind else {}), **({"of": of} if of else {})}
        if known is not None:
            work.writer.change("question", known.id, **said)
            row = known.id
        else:
            last = form.questions[-1].position + 1 if form.questions else 0
            row = work.writer.add(
                "question", form=form.id, number=number, position=last, **{"kind": "implication", **said}
            )
        if self.before:
            _put_before(work, form, row, _question(form, self.before))
        return f"{form.slug} {number} asks: {quoted(text)}"


@command("form drop", "Drop a question of a form")
@dataclass(frozen=True, kw_only=True)
class DropQuestion(Command):
    """Drop a question of a form that no paper is written on yet."""

    form: str = argument("The form, as `jatui forms` shows it.")
    number: str = argument("The question's number.")

    def run(self, work: Work) -> str:
        """Remove the question, unless a clearance is of it."""
        form = _unused(work, self.form)
        found = _question(form, self.number)
        if cleared := next((each for each in form.questions if each.of == found.number), None):
            raise Refused(
                f"{cleared.number} clears the answer to {found.number}. Drop that first; nothing was changed."
            )
        work.writer.remove("question", found.id)
        return f"{form.slug} no longer asks {found.number}: {quoted(found.text)}"


def _question(form: Form, number: str) -> Question:
    """Return the question of a number; raises NotFound where the form has none."""
    for each in form.questions:
        if fold(each.number) == fold(number):
            return each
    raise NotFound(f"The form {form.slug} has no question {quoted(number)!r}. Nothing was changed.")


def _put_before(work: Work, form: Form, row: int, other: Question) -> None:
    """Let a question stand before another; what follows makes room."""
    for each in form.questions:
        if each.position >= other.position and each.id != row:
            work.writer.change("question", each.id, position=each.position + 1)
    work.writer.change("question", row, position=other.position)
