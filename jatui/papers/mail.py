"""A return as a mail that was saved: its words, and the tables that hang on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final

from jatui.domain.errors import Refused
from jatui.domain.text import clean
from jatui.papers.encodings import decode

READABLE: Final = (".csv", ".tsv", ".xlsx", ".txt", ".md")
"""The endings of what may hang on a mail and is read."""

MOST_PARTS: Final = 500
MOST_UNCLOSED: Final = 200
"""Tags that do not end, up to which HTML is read as it stands."""

_UNCLOSED: Final = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_HEADER: Final = re.compile(
    rb"[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n|[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n)+\r?\n"
)
_BLOCKS: Final = frozenset(
    (
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "section",
    )
)
_UNSHOWN: Final = frozenset(("script", "style", "head", "title", "template"))


@dataclass(slots=True)
class Mail:
    """What a mail holds: its texts, what hangs on it by name, who sent it and when, and sentences about it."""

    texts: list[str] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    by: str | None = None
    day: date | None = None
    notes: list[str] = field(default_factory=list)


def is_mail(data: bytes) -> bool:
    """Tell whether bytes begin as a saved mail does, with the headers that a mail program writes and people do not."""
    head = data[:16384].lstrip()
    found = _HEADER.match(head)
    return bool(found and re.search(rb"^(?:mime-version|received|message-id):", found[0], re.I | re.M))


def read_mail(data: bytes, name: str, readable: tuple[str, ...] = READABLE) -> Mail:
    """Return what a mail holds; of what hangs on it, files with these endings; raises Refused where it cannot be read."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        mail = Mail()
        _address(message, mail)
        for count, part in enumerate(_leaves(message)):
            if count >= MOST_PARTS:
                raise Refused(
                    f"{name} has more than {MOST_PARTS} parts. Save what matters by itself and read that."
                )
            _take(part, mail, name, readable)
    except (
        MessageError,
        RecursionError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
    ) as error:
        raise Refused(
            f"{name} cannot be taken apart as a mail ({type(error).__name__}). Paste its text instead."
        ) from None
    return mail


def _address(message: EmailMessage, mail: Mail) -> None:
    """Take who sent a mail, and when."""
    shown, address = parseaddr(str(message.get("From", "")))
    mail.by = " ".join(clean(shown or address).split()) or None
    try:
        mail.day = parsedate_to_datetime(str(message["Date"])).date() if message["Date"] else None
    except (ValueError, TypeError, OverflowError):
        mail.day = None


def _leaves(message: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """Yield the parts of a mail that hold something; of what is there in several forms, the plain one."""
    if depth > 20:
        raise ValueError("nested too deep")
    if not message.is_multipart():
        yield message
        return
    parts: list[EmailMessage] = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    if message.get_content_type() == "multipart/alternative":
        plain = [part for part in parts if part.get_content_type() == "text/plain" and _words(part).strip()]
        parts = plain[:1] or parts[-1:]
    for part in parts:
        yield from _leaves(part, depth + 1)


def _take(part: EmailMessage, mail: Mail, name: str, readable: tuple[str, ...]) -> None:
    """Take one part: words, something that is read by itself, or something that is not read."""
    file = " ".join(clean(str(part.get_filename() or "")).split())
    kind = part.get_content_type()
    if file and (file.lower().endswith(readable) or "spreadsheetml" in kind or kind == "text/csv"):
        mail.attached.append((file, _payload(part)))
    elif (
        not file and part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    ):
        words = _words(part)
        if words.strip():
            mail.texts.append(words)
    else:
        mail.notes.append(f"{file or 'A part of the kind ' + clean(kind)} hangs on {name} and was not read.")


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _words(part: EmailMessage) -> str:
    """Return the words of a part, HTML as plain text."""
    data = _payload(part)
    charset = part.get_content_charset()
    try:
        text = data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text, _ = decode(data, "The mail's text")
    return plain_text(text) if part.get_content_type() == "text/html" else text


def plain_text(html: str) -> str:
    """Return HTML as the text that a person sees, the cells of a table parted by tabs."""
    reader = _Plain()
    reader.feed(closed(html))
    reader.close()
    lines = (" ".join(part.split()) for part in "".join(reader.found).split("\n"))
    kept = [line.replace(_CELL, "\t").strip() for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def closed(html: str) -> str:
    """Return HTML in which signs that begin no tag are words, where there are hundreds: each is looked for to the end."""
    if html.count("<![") > html.count("]>") + MOST_UNCLOSED:
        html = html.replace("<![", "&lt;![")
    return _UNCLOSED.sub("&lt;", html) if len(_UNCLOSED.findall(html)) > MOST_UNCLOSED else html


_CELL: Final = "\ue000"


class _Plain(HTMLParser):
    """Gathers the text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unshown = 0
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where the tag does."""
        if tag in _UNSHOWN:
            self.unshown += 1
        elif tag in ("td", "th"):
            self.cells += 1
            self.found.append(_CELL)
        elif tag in _BLOCKS:
            if tag in ("tr", "table"):
                self.cells = 0
            self.found.append(" " if self.cells else "\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line where the tag does."""
        if tag in _UNSHOWN:
            self.unshown = max(0, self.unshown - 1)
        elif tag in ("td", "th"):
            self.cells = max(0, self.cells - 1)
        elif not self.cells and tag in ("p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote"):
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.unshown:
            self.found.append(data.replace("\n", " ").replace(_CELL, " "))
