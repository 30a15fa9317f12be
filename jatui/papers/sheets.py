"""Request sheets as text to paste into an e-mail, and as drafts that mail programs open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jatui.domain.marks import begin_mark, end_mark
from jatui.domain.sheets import label, options
from jatui.domain.text import clean
from jatui.domain.words import LETTERS, count


@dataclass(frozen=True, slots=True)
class Level:
    """A rating of a scheme with what it means."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class AskedAction:
    """What a sheet says of one action before it asks: its wording, and lines of what stands."""

    handle: str
    wording: str
    told: tuple[str, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked of one lead for one meeting."""

    lead: str
    kind: str
    plan: str
    meeting: date
    head: tuple[str, ...]
    levels: tuple[Level, ...]
    actions: tuple[AskedAction, ...]
    address: str | None = None


HOW = (
    "Please write after the colons or on the lines under them, and leave the lines in square brackets as they are: "
    "they bring each answer to its action. Where there is nothing new, write just that."
)


def render(sheet: Sheet) -> str:
    """Return a sheet as plain text, one paragraph a line; the same sheet gives the same text."""
    letters = " / ".join(LETTERS[level.code] for level in sheet.levels)
    key = [f"{LETTERS[level.code]} {level.name}: {level.meaning}" for level in sheet.levels]
    who = sheet.lead if sheet.kind == "officer" else f"{sheet.lead} ({sheet.kind})"
    head = _lines([f"For {who}", *sheet.head, HOW])
    key = _lines(["The ratings:", *key]) if key else []
    parts = [begin_mark(sheet.plan, sheet.meeting, [*head, *key]), *head]
    parts += ["", *key] if key else []
    for action in sheet.actions:
        parts += ["", *_action(sheet, action, letters)]
    return "\n".join(parts) + "\n"


def draft(sheet: Sheet) -> bytes:
    """Return a sheet as a draft that mail programs open to be sent; it has no sender and no date, so its bytes stay.

    The address stands in it where there is one.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    if sheet.address is not None:
        user, _, domain = sheet.address.rpartition("@")
        message["To"] = Address(_header(sheet.lead), user, domain)
    message["Subject"] = _header(f"{sheet.head[0]}: {count(len(sheet.actions), 'action')}")
    message["X-Unsent"] = "1"
    message.set_content(render(sheet), charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _header(text: str) -> str:
    """Return a text as the one line of a header."""
    return clean(" ".join(text.split()))


def _action(sheet: Sheet, action: AskedAction, letters: str) -> list[str]:
    """Return the part of a sheet that asks about one action."""
    told = _lines([f"{action.handle}  {action.wording}", *action.told, action.asked])
    return [
        begin_mark(sheet.plan, sheet.meeting, [*told, options(letters)], action.handle),
        *told,
        "",
        label(action.handle, "rating", letters) + " ",
        label(action.handle, "done") + " ",
        label(action.handle, "date") + " ",
        label(action.handle, "evidence") + " ",
        end_mark(action.handle),
    ]


def _lines(texts: Sequence[str]) -> list[str]:
    """Return texts as lines of a sheet: each on one line, without what could steer or hide."""
    return [clean(" ".join(text.split())) for text in texts]
