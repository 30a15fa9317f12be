"""How the lead and committee cells of a council's table are split into names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEAD_BREAK = re.compile(r"\s*/\s*|\s+&\s+|\s*;\s*|\s*\n\s*")
_POST = re.compile(
    r"^(?:AD|ADs|Assistant Director|Deputy|Director|Executive Director|Head|Heads|Chief|Service Director"
    r"|Manager|Officer|Monitoring Officer|Section 151 Officer|S151 Officer)\b"
)
_SLUG_BREAK = re.compile(r"[^a-z0-9]+")


def split_leads(cell: str) -> list[str]:
    """Return the names in a lead cell, in order: parted by `/`, ` & `, `;` or a line end, never by "and".

    Source: the lead column of the Joint Agreement tables ("Jeremy Smith & GCP", "Tom Kelly/ Chloe Rickard",
    while "AD Transport and Network Management" is one post).
    """
    return [name for name in _LEAD_BREAK.split(cell.strip()) if name]


def lead_kind(name: str, bodies: Iterable[str] = ()) -> str:
    """Return whether a lead's name is an officer, a post or a body, as far as the name alone tells.

    `bodies` are names known to be organisations or teams. A name in capitals (GCP, SMT) is a body; a name
    that begins with the title of a post is a post; any other is taken to be a person.
    """
    if name in set(bodies):
        return "body"
    if _POST.match(name):
        return "post"
    if name.isupper() and " " not in name:
        return "body"
    if re.search(r"\b(Services?|Board|Council|Partnership|Team|Trust|Group)\b", name):
        return "body"
    return "officer"


def split_committees(cell: str, known: Iterable[str]) -> tuple[list[str], str]:
    """Return the known committees in a cell, in order, and what is left of it that is none of them.

    Names are parted by no more than a space and hold spaces and `&` themselves, so the longest known
    name is taken first (`S&R Staffing & Appeals` is `S&R` and `Staffing & Appeals`).
    Source: the committee column of the Joint Agreement tables, rows E.2, H.4, H.7, CE.1, F.1 and F.5.
    """
    names = sorted(set(known), key=lambda name: (-len(name), name))
    rest = " ".join(cell.split())
    found: list[str] = []
    unknown: list[str] = []
    while rest:
        for name in names:
            if rest == name or (rest.startswith(name) and rest[len(name)] in " ,/;"):
                found.append(name)
                rest = rest[len(name) :].lstrip(" ,/;")
                break
        else:
            word, _, rest = rest.partition(" ")
            unknown.append(word)
    return found, " ".join(unknown)


def slug(name: str) -> str:
    """Return a name as a typeable key of small letters, digits and hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _SLUG_BREAK.sub("-", plain.lower()).strip("-") or "unnamed"
