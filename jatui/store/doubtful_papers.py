"""What in papers wants a person's eye: clearances by authors, questions without an answer, contacts that are out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jatui.domain.days import short_day
from jatui.domain.findings import Finding
from jatui.domain.match import fold, says
from jatui.domain.moves import quoted
from jatui.domain.reports import Asked, authors, own_clearances
from jatui.domain.words import count
from jatui.store.cited import Sources
from jatui.store.papers import answers, officer_contacts, papers
from jatui.store.reader import Reader
from jatui.store.values import day_or_none

Seen = tuple[str, Asked, str]
"""A kind of finding, the question that it is about, and what is found."""

_CONTACTS = """
    SELECT c.paper_id, count(*), min(c.line), r.day FROM contact c JOIN paper r ON r.id = c.paper_id
    WHERE r.day IS NOT NULL GROUP BY c.paper_id ORDER BY r.day
"""


def of_papers(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield what is found of papers on a form, and of contacts.

    What a paper without a file lacks is not found: it is being written here, and its checklist tells that.
    """
    formed, officers = answers(read), officer_contacts(read)
    for paper in papers(read):
        asked = formed.get(paper.id, [])
        own = authors(paper.head["sent_by"], officers.get(paper.id, []))
        for kind, each, told in (
            *_own(asked, own),
            *_key_decision(asked, paper.head["key_decision"] or ""),
            *(_gaps(asked) if paper.file else ()),
        ):
            key = f"{kind} {paper.slug} {each.number}"
            yield Finding(key, places.home(paper.id), kind, told, places.at(paper.id, each.line))
    yield from _contacts(read, places)


def _own(asked: Sequence[Asked], names: Sequence[str]) -> Iterator[Seen]:
    """Yield each clearance that somebody gave for a paper of their own."""
    for each in own_clearances(asked, names):
        told = f"{quoted(each.officer or '')} cleared a paper of their own: {quoted(each.text)!r}."
        yield "self-clearance", each, told


def _key_decision(asked: Sequence[Asked], said: str) -> Iterator[Seen]:
    """Yield each clearance for key decisions that was given although the paper says that it is none."""
    for each in asked if fold(said).rstrip(".") == "no" else ():
        if each.kind == "clearance" and each.is_answered and says(each.text, "if a key decision", whole=True):
            answer = quoted(each.answer or "")
            yield (
                "key decision",
                each,
                f"Key decision is {said}, and {quoted(each.text)!r} is answered {answer} all the same.",
            )


def _gaps(asked: Sequence[Asked]) -> Iterator[Seen]:
    """Yield each question that the paper does not answer, and each clearance without an officer."""
    for each in asked:
        if each.kind == "clearance":
            lacks = [*([] if each.is_answered else ["answer"]), *([] if each.officer else ["officer"])]
            if lacks:
                told = f"The clearance {quoted(each.text)!r} has no {' and no '.join(lacks)}."
                yield "clearance", each, told
        elif each.kind != "head" and not each.is_answered:
            yield (
                "unanswered",
                each,
                f"{each.number} {quoted(each.text)!r} is left empty, which does not mean that there is nothing.",
            )


def _contacts(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield the contacts of each paper but the newest that names some."""
    rows = read.rows(_CONTACTS)
    for paper, number, line, day in rows:
        kept, newest = day_or_none(day), day_or_none(rows[-1][3])
        if kept and newest and kept < newest:
            told = (
                f"{count(number, 'contact')} {'is' if number == 1 else 'are'} of {short_day(kept)}, and a paper of "
                f"{short_day(newest)} names others: posts, addresses and numbers may not be right any more."
            )
            slug = places.papers[paper].paper
            yield Finding(f"contacts {slug}", places.home(paper), "contacts", told, places.at(paper, line))
