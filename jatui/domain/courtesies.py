"""What stands in a mail beside what it says: headers of what it answers, greetings, signatures, small print."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(
    r"[*_ ]*(?:From|Sent|To|Cc|Bcc|Subject|Date|Reply-To|Importance|Attachments?|Received|Message-ID|In-Reply-To|"
    r"References|Content-[A-Za-z-]+|MIME-Version|X-[A-Za-z0-9-]+|Return-Path|Thread-[A-Za-z]+)[*_ ]*:",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(
    r"[*_ ]*(?:From|Sent|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Content-[A-Za-z-]+)[*_ ]*:",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:On|Am|Le)\s.{4,200}?\b(?:wrote|writes|schrieb|a écrit)\s*:?$"
    r"|.{0,120}@.{0,80}\b(?:wrote|writes)\s*:$",
    re.IGNORECASE,
)
_WROTE_BEGUN = re.compile(
    r"On\s.{0,60}?(?:\d{4}|\d{1,2}:\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)", re.IGNORECASE
)
_RULE = re.compile(
    r"[-_=*~ ]{5,}|-{2,}\s*(?:Original|Forwarded)\b.*|Begin forwarded message:?|-+ ?Original Appointment ?-+",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hiya|morning|afternoon|evening|good (?:morning|afternoon|evening))\b[^.:;?!\d]{0,40}[,!.:-]?",
    re.IGNORECASE,
)
_GREETED = re.compile(
    r"(?:hi|hello|hey|dear|hiya|(?:good )?(?:morning|afternoon|evening))(?: [^\W\d_]{1,20}){1,3}[,!.]\s+(?=\S)",
    re.IGNORECASE,
)
_COLOURED = r"in (?:red|blue|green|bold|capitals)"
_POLITE = re.compile(
    r"(?:please |pls )?(?:see |find )?(?:(?:my|our|the|mine) ?)?(?:(?:answers?|updates?|comments?|responses?|replies|reply) )?"
    rf"(?:are |is )?(?:below|inline|in-line|attached|{_COLOURED})(?: {_COLOURED})?(?: as requested)?"
    r"(?:,? thanks| thank you)?[.! ]*|as requested[.!, ]*|as discussed[.!, ]*|apologies for the delay[.! ]*|"
    r"hope (?:this|that) helps[.! ]*|hope you(?:'re| are)? (?:well|keeping well)[.! ]*|"
    r"(?:many )?thanks(?: (?:for (?:this|the reminder|chasing)|again))?[.!, ]*|thank you(?: for (?:this|the reminder))?[.!, ]*",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:-- ?|—|–|(?:kind(?:est)?|best|warm(?:est)?|with|many)? ?(?:regards|wishes|thanks)|kr|rgds|cheers|thanks|thank you|"
    r"many thanks(?: and (?:kind )?regards)?|thanks and (?:kind )?regards|best|yours(?: (?:sincerely|faithfully|truly|ever))?|"
    r"all the best|take care|sincerely)[ ,.!]*",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"(?:sent|get|sent using|sent via) (?:from|outlook|yahoo|mail) ?.{0,50}|sent from .{2,60}|get outlook for .{2,20}.*",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"\b(?:confidential|intended recipient|intended (?:solely|only)|privileged|received this (?:e-?mail|message) in error|"
    r"disclaimer|viruses|monitor(?:ed|ing)? .{0,30}e-?mail|consider the environment|before printing|"
    r"external (?:e-?mail|sender)|caution:|originated (?:from )?outside|data protection|"
    r"views (?:or opinions )?expressed|privacy notice)\b",
    re.IGNORECASE,
)
LONGEST_SIGNED = 70
"""The longest line of a name, a post, an address or a telephone number in a signature."""
MOST_SIGNED = 14
"""The most lines that a signature has."""
MOST_BLANK = 2
"""The most blank lines within it."""


def is_courtesy(line: str) -> bool:
    """Tell whether a line by itself says nothing of any action: a greeting, a politeness, a device, a rule."""
    text = line.strip(" *_")
    if greeted := _GREETED.match(text):
        text = text[greeted.end() :].strip()
    return not text or any(each.fullmatch(text) for each in (_GREETING, _POLITE, _SIGN_OFF, _DEVICE, _RULE))


def is_small_print(paragraph: str) -> bool:
    """Tell whether a paragraph is what an organisation puts under every mail."""
    return bool(_SMALL_PRINT.search(paragraph))


def header_end(lines: Sequence[str], place: int) -> int:
    """Return the line after the headers of an answered mail that begin at a line, or the line itself where none do."""
    line = lines[place].strip()
    if _RULE.fullmatch(line):
        return place + 1
    for count in (1, 2, 3):
        joined = " ".join(each.strip() for each in lines[place : place + count])
        if _WROTE.fullmatch(joined) and (count == 1 or _WROTE_BEGUN.match(joined)):
            return place + count
    if not _FIRST_HEADER.match(line):
        return place
    end, headers = place, 0
    while end < len(lines) and lines[end].strip():
        if _HEADER.match(lines[end]):
            headers += 1
        elif not (
            len(lines[end - 1]) >= 50 or lines[end][:1] in " \t" or lines[end - 1].rstrip().endswith(":")
        ):
            break
        end += 1
    return end if headers >= 2 else place


def signature_end(lines: Sequence[str], place: int) -> int:
    """Return the line after the signature that begins at a line, or the line itself where none does.

    A signature is a parting word or the sign `-- ` and the short lines under it; a longer line is none of it, nor
    is what stands under a postscript's sign.
    """
    line = lines[place].strip(" *_")
    dashes = lines[place].rstrip() == "--"
    if not dashes and not _SIGN_OFF.fullmatch(line):
        return place
    end, blank, signed = place + 1, 0, 0
    while end < len(lines) and signed < MOST_SIGNED and blank <= MOST_BLANK:
        text = lines[end].strip(" *_")
        if text and (_is_said(text) or header_end(lines, end) > end):
            break
        blank = 0 if text else blank + 1
        signed += bool(text)
        end += 1
    return end


def _is_said(line: str) -> bool:
    """Tell whether a line says something, rather than naming a person, a place or a number."""
    if re.match(r"p\.?\s?s\b\.?", line, re.IGNORECASE):
        return True
    if _DEVICE.fullmatch(line) or _SMALL_PRINT.search(line):
        return False
    return len(line) > LONGEST_SIGNED
