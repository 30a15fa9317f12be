"""What a public copy of a plan leaves out: contacts, notes, reasons of rulings, and what is not accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jatui.domain.contacts import EMAIL, PHONE, hide
from jatui.domain.records import KEYS

SHORTEST = 5
"""Characters below which what is kept as a number or an address is taken for none."""

Records = Iterable[tuple[str, Mapping[str, Any]]]

NAMES = frozenset(
    {
        "form",
        "question",
        "paper",
        "against",
        "committee",
        "scheme",
        "plan",
        "theme",
        "lead",
        "leads",
        "committees",
        "officer",
        "action",
        "commitment",
        "to_plan",
        "to_theme",
        "to_action",
        "indicator",
        "indicator_set",
        "owner",
        "meeting_committee",
        "sha256",
        "pack",
        "previous",
        "moment",
    }
)
"""Fields that name another record, and so stay as that record has it; and digests, which are no numbers of anybody's."""

WITHOUT = "contacts, notes, reasons of rulings, and updates that are not accepted"
"""What a public copy is without, in words."""

INTERNAL = frozenset({"delivery", "view"})
"""Kinds that are left out whole: they tell how whoever keeps the plan works, in words that may name anybody."""

LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "contact": ("email", "phone"),
    "alignment": ("note",),
    "link": ("note",),
    "indicator": ("note",),
    "indicator_set": ("note",),
    "update": ("note", "overruled", "mark", "delivery"),
    "ruling": ("reason", "said_by"),
}
"""Fields that are left out of a kind whatever they hold.

Who said an update or tied an action to a commitment stays, or an inference would look like a paper's own word; so does
the reason of a move, which the committee is told.
"""


def public(
    records: Records, known: Iterable[tuple[str | None, str | None]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what the public may have of some records, with what `hiding` hides in all but the names of records.

    What names a record stays, or nothing would find it any more.
    """
    hide_text = hiding(known)

    def hidden(value: Any) -> Any:
        if isinstance(value, list):
            return [hidden(each) for each in value]
        return hide_text(value) if isinstance(value, str) else value

    for kind, values in records:
        if kind in INTERNAL or (kind == "update" and values["state"] != "accepted"):
            continue
        fixed = NAMES | set(KEYS[kind])
        yield (
            kind,
            {
                name: value if name in fixed else hidden(value)
                for name, value in values.items()
                if name not in LEFT_OUT.get(kind, ())
            },
        )


def hiding(known: Iterable[tuple[str | None, str | None]]) -> Callable[[str], str]:
    """Return what hides contacts in a text.

    `known` are the e-mail addresses and telephone numbers that the plan keeps, which are hidden wherever they stand,
    however they are written; others are hidden where they look like one.
    """
    told = {
        text.casefold(): sign
        for pair in known
        for text, sign in zip(pair, (EMAIL, PHONE), strict=True)
        if text
    }
    listed = sorted((text for text in told if len(text) >= SHORTEST), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, listed)), re.IGNORECASE) if listed else None

    def hidden(text: str) -> str:
        if pattern:
            text = pattern.sub(lambda found: told.get(found[0].casefold(), PHONE), text)
        return hide(text)

    return hidden
