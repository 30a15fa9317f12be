"""The verbs that show papers, their forms, and what a report still lacks before papers close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from jatui.cli.complete import complete_paper
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, line, out, out_fact, out_json, out_table, say, wrapped
from jatui.cli.verbs import FORM_VERBS, PAPER_VERBS, Verbs
from jatui.domain.days import short_day, show_day
from jatui.domain.errors import Misused
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.domain.reports import Asked, Checklist

LABEL = 24
"""The width of the names beside a paper's head."""


@click.group("paper", cls=Verbs, sections=PAPER_VERBS)
def paper() -> None:
    """Look at a paper; begin a report, and write its head, recommendations, contacts and answers."""


@click.group("form", cls=Verbs, sections=FORM_VERBS)
def form() -> None:
    """Make a new version of the form that reports are written on."""


@click.command("papers")
@AS_JSON
@as_file
@session
def papers(given: Session, as_json: bool) -> None:
    """Show the papers by their days: the form that each is written on, how many of its questions it answers, its file."""
    from jatui.store.papers import answers
    from jatui.store.papers import papers as kept

    read = given.tracker.read
    found, asked = kept(read), answers(read)
    rows = []
    for each in found:
        questions = asked.get(each.id, [])
        rows.append((each, each.answered(questions), len(questions)))
    if as_json:
        out_json(
            [
                {
                    "slug": each.slug,
                    "title": each.title,
                    "day": each.day.isoformat() if each.day else None,
                    "addressed_to": each.head["addressed_to"],
                    "file": each.file,
                    "form": each.form,
                    "questions": total,
                    "answered": answered,
                }
                for each, answered, total in rows
            ]
        )
        return
    out_table(
        ("Day", "Paper", "Answered", "Form", "To", "File"),
        [
            (
                short_day(each.day) if each.day else "no day",
                each.slug,
                f"{answered} of {total}" if total else "",
                each.form or "",
                each.head["addressed_to"] or "",
                each.file or "written here",
            )
            for each, answered, total in rows
        ],
        flexible=(1, 4, 5),
        record=("Paper", 1),
    )
    say(f"{count(len(found), 'paper')}.")


@click.command("show")
@click.argument(
    "slug", metavar="PAPER", shell_complete=complete_paper, help="The paper, as `jatui papers` shows it."
)
@AS_JSON
@session
def show(given: Session, slug: str, as_json: bool) -> None:
    """Show a paper: its head, recommendations and contacts, its answers in the order of its form, and what is missing."""
    from jatui.domain.reports import HEAD, RECOMMENDATION, head_field
    from jatui.store.papers import checklist, find_paper, whole

    tracker = given.tracker
    kept = find_paper(tracker.read, slug)
    found = whole(tracker.read, kept)
    lacking = checklist(tracker.read, kept, tracker.today)
    if as_json:
        out_json({**found.as_json(), "checklist": lacking.as_json()})
        return
    out(line(kept.slug))
    version = f"{kept.form_name}, version {kept.form_version} ({kept.form})" if kept.form else "none"
    facts = [(label, str(kept.head[name] or "")) for name, label in HEAD.items() if name in kept.head]
    facts.insert(2, (HEAD["day"], show_day(kept.day) if kept.day else ""))
    for name, value in [*facts, ("Form", version), ("File", kept.file or "none; it is written here")]:
        out_fact(name, value or "not given", LABEL)
    _said(found.recommendations, kept.head["preamble"])
    _contacts(found.contacts)
    section = None
    for each in found.asked:
        if each.kind == "head" and head_field(each) in (*HEAD, RECOMMENDATION):
            continue
        if each.kind != section:
            section = each.kind
            out(f"{section.capitalize()}s" if section != "head" else "Head")
        _answer(each)
    _told(lacking)


def _said(recommendations: Sequence[dict[str, Any]], preamble: str | None) -> None:
    """Print what a paper asks its committee to do."""
    out("Recommendations" if recommendations else "No recommendation")
    if preamble:
        out(wrapped(preamble, "  "))
    for each in recommendations:
        out(wrapped(each["text"], "     ", f"  {line(each['letter'])}) "))


def _contacts(contacts: Sequence[dict[str, Any]]) -> None:
    """Print whom a paper names for questions."""
    out("Contacts" if contacts else "No contact")
    for each in contacts:
        parts = (each["post"], each["body"], each["email"], each["phone"])
        told = ", ".join(part for part in (each["name"], *parts) if part)
        out(wrapped(told, "    ", f"  {each['role']}: "))


def _answer(asked: Asked) -> None:
    """Print a question with what the paper says to it."""
    out(wrapped(asked.text, "      ", f"  {line(asked.number)}  "))
    by = f" ({asked.label or 'officer'}: {asked.officer})" if asked.officer else ""
    when = f", {short_day(asked.day)}" if asked.day else ""
    place = f" (line {asked.line})" if asked.line else ""
    out(wrapped(f"{asked.answer if asked.is_answered else 'no answer'}{by}{when}{place}", "      "))


@click.command("forms")
@AS_JSON
@session
def forms(given: Session, as_json: bool) -> None:
    """Show the forms that reports are written on, version by version, with what they ask."""
    from jatui.store.papers import forms as kept

    found = kept(given.tracker.read)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for each in apart(found):
        since = f", since {short_day(each.since)}" if each.since else ""
        out(line(f"{each.slug}  {each.name}, version {each.version}{since}; {count(each.papers, 'paper')}"))
        for question in each.questions:
            of = f" [clears {question.of}]" if question.of else ""
            out(wrapped(f"{question.text}{of}", "      ", f"  {line(question.number)}  {question.kind}: "))
    say(f"{count(len(found), 'form')}.")


@click.command("checklist")
@click.option(
    "--paper",
    "slug",
    metavar="PAPER",
    shell_complete=complete_paper,
    help="Only this paper, as `jatui papers` shows it.",
)
@click.option(
    "--meeting", metavar="MEETING", help="The papers of a meeting: 'S&R 2021-09-21', or its day alone."
)
@AS_JSON
@session
def checklist(given: Session, slug: str | None, meeting: str | None, as_json: bool) -> None:
    """Show what reports still lack before papers close, the most urgent report first and in it what takes longest to get.

    Without --paper and --meeting it is about the reports whose meeting is still to come. Appendices and other papers that
    are on no form are left out unless they are named.
    """
    from jatui.commands.papers import of_meeting
    from jatui.store.papers import checklist as lacking_in
    from jatui.store.papers import find_paper
    from jatui.store.papers import papers as kept

    if slug is not None and meeting is not None:
        raise Misused("A paper and a meeting are two questions. Give --paper or --meeting.")
    tracker = given.tracker
    known = kept(tracker.read)
    if slug is not None:
        chosen = [find_paper(tracker.read, slug)]
    elif meeting is not None:
        chosen = of_meeting(tracker.read, meeting)
    else:
        chosen = [each for each in known if each.day is None or each.day >= tracker.today]
    if slug is None:
        chosen = [each for each in chosen if each.is_report]
    found = [lacking_in(tracker.read, each, tracker.today) for each in chosen]
    found.sort(key=lambda each: (each.cancelled, each.deadline is not None, each.deadline or each.today))
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for each in apart(found):
        _told(each)
    left = len(known) - len(found)
    others = f"; {count(left, 'paper')} not looked at, and --paper names one" if left else ""
    things = count(sum(len(each.missing) for each in found), "thing")
    say(f"{count(len(found), 'report')}, {things} missing{others}.")


def _told(found: Checklist) -> None:
    """Print what a report lacks."""
    deadline = (
        f" ({short_day(found.deadline)}{', five clear days' if found.computed else ''})"
        if found.deadline
        else ""
    )
    out(line(f"{found.paper}: {found.until}{deadline}; {count(len(found.missing), 'thing')} missing"))
    for each in found.missing:
        told = each.told if each.part == "head" else f"{each.told}: {each.asks}"
        name = "head" if each.part == "head" else f"{each.part} {each.number}".strip()
        out(wrapped(told, "      ", f"  {line(name)}  "))
    for own in found.own:
        told = f"given by {own.officer}, an author of the paper: {own.text}"
        out(wrapped(told, "      ", f"  {line(f'clearance {own.number}')}  "))
