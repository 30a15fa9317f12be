"""How the lead and committee cells of a council's table are split into names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LEAD_BREAK = re.compile(r"\s*[/;\r\n]\s*")
_AMPERSAND = re.compile(r"\s+&\s+")
_WORD_OF_POST = re.compile(r"[A-Z][a-z]+")
_NO_LEAD = frozenset({"", "n/a", "na", "none", "tbc", "tbd", "tba", "vacant", "-", "–", "—"})
_TITLE = (
    r"(?:Directors?|Managers?|Officers?|Leads?|Accountants?|Solicitors?|Engineers?|Planners?|Advis[eo]rs?)"
)
_BEGINS_AS_POST = re.compile(
    rf"(?:ADs?|C[EF]O|CEX|DPH|S151|Section 151|Heads?|Chief|Chair|Leader|(?:[\w'&-]+\s+){{0,2}}(?:Director|Manager|Head\s+of)"
    rf"|(?:Acting|Interim|Deputy|Assistant)\s.*(?:{_TITLE}|Head|Leader|Chief|Chair))\b"
)
_BODY = (
    r"\b(?:Services?|Boards?|Councils?|Partnerships?|Teams?|Trust|Groups?|Committees?|Authority|Commission|Association"
    r"|Agency|Executive|University|Police|Constabulary|Forum|Network|Company|Ltd|Limited|LLP|plc|College|Unit|Office"
    r"|Directorate|Department|Alliance|Federation|Consortium|Foundation|Partners|Officers|Members)"
)
_ENDS_AS_BODY = re.compile(rf"{_BODY}$")
_HOLDS_TITLE = re.compile(rf"\b{_TITLE}\b")
_HOLDS_BODY = re.compile(rf"{_BODY}\b")
_CAPITALS = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9&+\-]+s?$|[A-Z&]{3,}\s+[A-Z][a-z]")
_GLUE = " ,;/\t"
_SLUG_BREAK = re.compile(r"[^a-z0-9]+")


def split_leads(cell: str) -> list[str]:
    """Return the names in a lead cell, in order, each once.

    Names are parted by `/`, ` & `, `;` or a line end, never by "and", which stands within posts, nor by an ` & ` that
    does: between what begins as a post and a single word ("Head of Legal & Procurement"). A cell that says that there
    is no lead ("TBC", "n/a", a dash) gives none.
    Source: the lead column of the Joint Agreement tables ("Jeremy Smith & GCP", "Tom Kelly/ Chloe Rickard",
    while "AD Transport and Network Management" is one post).
    """
    if cell.strip().casefold() in _NO_LEAD:
        return []
    names = (" ".join(name.split()) for part in _LEAD_BREAK.split(cell) for name in _parted(part))
    return list(dict.fromkeys(name for name in names if name.casefold() not in _NO_LEAD))


def _parted(names: str) -> list[str]:
    """Return names at each ` & ` that stands between two, not within the title of one post."""
    found: list[str] = []
    for name in _AMPERSAND.split(names):
        if found and " " in found[-1] and _BEGINS_AS_POST.match(found[-1]) and _WORD_OF_POST.fullmatch(name):
            found[-1] = f"{found[-1]} & {name}"
        else:
            found.append(name)
    return found


def lead_kind(name: str, bodies: Iterable[str] = ()) -> str:
    """Return whether a lead's name is an officer, a post or a body, as far as the name alone tells.

    `bodies` are names known to be organisations or teams. A name that begins with the title of a post
    is a post; a name in capitals (GCP, SMT) or that ends in a word such as Services or Board is a body; else a
    title or such a word within it decides, and any other name is taken to be a person's.
    """
    if name in set(bodies):
        return "body"
    if _BEGINS_AS_POST.match(name):
        return "post"
    if _CAPITALS.match(name) or _ENDS_AS_BODY.search(name):
        return "body"
    if " " in name and _HOLDS_TITLE.search(name.partition(" ")[2]):
        return "post"
    return "body" if _HOLDS_BODY.search(name) else "officer"


def split_committees(cell: str, known: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the known committees in a cell, in order and each once, and the runs of words that are none of them.

    Names are parted by no more than a space and hold spaces and `&` themselves, so the longest known
    name is taken first (`S&R Staffing & Appeals` is `S&R` and `Staffing & Appeals`), and nothing is split
    on `&`. A lone `&` or "and" between two known names is no name.
    Source: the committee column of the Joint Agreement tables, rows E.2, H.4, H.7, CE.1, F.1 and F.5.
    """
    names = sorted({name for name in known if name.strip(_GLUE)}, key=lambda name: (-len(name), name))
    found: list[str] = []
    unknown: list[list[str]] = [[]]
    rest = " ".join(cell.split()).strip(_GLUE)
    while rest:
        name = next((name for name in names if _begins(rest, name)), None)
        if name is not None:
            found.append(name)
            unknown.append([])
            rest = rest[len(name) :].lstrip(_GLUE)
        else:
            word, _, rest = rest.partition(" ")
            unknown[-1].append(word)
            rest = rest.lstrip(_GLUE)
    runs = [" ".join(words) for words in unknown]
    return list(dict.fromkeys(found)), [run for run in runs if run not in ("", "&", "and")]


def _begins(text: str, name: str) -> bool:
    """Tell whether a text begins with a name, and the name ends there."""
    return text.startswith(name) and (len(text) == len(name) or text[len(name)] in _GLUE)


def slug(name: str) -> str:
    """Return a name as a typeable key of small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _SLUG_BREAK.sub("-", plain.lower()).strip("-") or "unnamed"
