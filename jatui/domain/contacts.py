"""E-mail addresses and telephone numbers in running text: what must not be seen on a shared screen or in a public copy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

EMAIL, PHONE = "[e-mail]", "[phone]"
"""What stands in the place of an address and of a number."""

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'’-]{0,63}[\w+]@[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}", re.IGNORECASE)
_GAP = r"[\s().\-–/]{0,3}"
_NUMBER = re.compile(
    rf"(?<![\w.,/£-])(?:\(?\+\s?44\)?{_GAP}(?:\(0\){_GAP})?|\(?00\s?44\)?{_GAP}|\(?0(?=[\s)]*[1-9])\)?{_GAP})(?:\d{_GAP}){{8,10}}\d"
    r"(?![\w-]|\.\w)(?:\s*(?:ext(?:ension|n)?|x)\.?\s*\d{2,6})?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b((?:tele)?phone|tel(?:\s*\.)?|mob(?:ile|\s*\.)?|fax|ext(?:ension|n)?\.?|direct line|switchboard)"
    r"((?:\s+(?:no|number|num)\b)?\.?\s*[:#]?\s*)(\+?\(?\d[\d\s().-]{1,16}\d)(?![\w/])",
    re.IGNORECASE,
)


def hide(text: str) -> str:
    """Return a text with every e-mail address and telephone number replaced by a word for it.

    A number is one where it is as long as numbers in the United Kingdom are (ten or eleven digits from 0 or +44), or
    where a word such as Tel or ext stands before it.
    """
    if "@" in text:
        text = _EMAIL.sub(EMAIL, text)
    if any(character.isdigit() for character in text):
        text = _NUMBER.sub(PHONE, text)
        text = _LABELLED.sub(rf"\1\2{PHONE}", text)
    return text


def hide_all(value: Any) -> Any:
    """Return a value with the contacts in all its texts hidden, however deep they lie in lists and mappings."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Mapping):
        return {key: hide_all(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [hide_all(each) for each in value]
    return value
