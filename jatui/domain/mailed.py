"""A mail as lines of words: what transport, quoting and mail programs did to its text, taken away again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jatui.domain.marks import ALPHABET, key, token_places

_SOFT = re.compile(r"=[ \t]*\r?\n")
_ESCAPED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_ENTITY = re.compile(r"&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(nbsp|gt|lt|amp|quot|apos));?")
_ENTITIES = {"nbsp": " ", "gt": ">", "lt": "<", "amp": "&", "quot": '"', "apos": "'"}
_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
_MARKDOWN = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_QUOTE = re.compile(r"\s*[>|»]")
_BULLET = re.compile(r"[-*•·–]\s|\d{1,2}[.)]\s|[a-z][.)]\s")
_LONE_BULLET = re.compile(r"\s*[*•·▪◦–-]\s*")
_EMPTY = " >|»\t"
_FEWEST = 8
"""How many lines a mail has at least that is said to have a blank one after each."""
WRAPPED = 45
"""How long a line is at least if a mail program may have wrapped it."""
_CANARY = re.compile(
    rf"\d(?:\s|=(?!3D)[0-9A-F]{{2}})*=3D(?:\s|=[0-9A-F]{{2}})*[{ALPHABET}]{{5}}", re.IGNORECASE
)
"""The sign before the codes of a mark, as a mail has it that is quoted-printable."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail: its number as it came, the line itself, how deep it is quoted, and what it says."""

    number: int
    printed: str
    depth: int
    text: str


@dataclass(slots=True)
class Mail:
    """The lines of a mail, and all their words in order; `deepest` is how deep the marks of a sheet are quoted."""

    lines: list[Line]
    deepest: int = 0
    words: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    line_of: list[int] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def begins_line(self, word: int) -> bool:
        """Tell whether a word is the first of its line, or follows a bullet or a number there."""
        line = self.line_of[word]
        for back in (1, 2):
            if word < back or self.line_of[word - back] != line:
                return True
            if back == 1 and len(self.keys[word - 1]) > 2:
                return False
        return False


def read_mail(text: str) -> Mail:
    """Return a mail's lines without what quotes them, and its words; the numbers are those of the lines as they came."""
    printed = _undoubled(_decoded(text))
    deepest, tight = _quoting([line for _, line in printed])
    mail = Mail([_line(number, line, deepest, tight) for number, line in printed], deepest)
    mail.texts = [line.text for line in mail.lines]
    for place, line in enumerate(mail.lines):
        for first, last in token_places(line.text):
            word = line.text[first:last]
            mail.words.append(word)
            mail.keys.append(key(word))
            mail.line_of.append(place)
            mail.spans.append((first, last))
    return mail


def written(mail: Mail, words: Sequence[int]) -> str:
    """Return words as they were written; lines that a mail program wrapped are joined again."""
    pieces: list[tuple[int, str]] = []
    begin = 0
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else -1
        if after == word + 1 and mail.line_of[after] == mail.line_of[word]:
            continue
        line = mail.line_of[word]
        pieces.append((line, mail.texts[line][mail.spans[words[begin]][0] : mail.spans[word][1]]))
        begin = place + 1
    said: list[str] = []
    for place, (line, text) in enumerate(pieces):
        if place:
            former = pieces[place - 1][0]
            joined = line == former or (line == former + 1 and is_wrapped(mail, former, text))
            said.append(" " if joined else "\n")
        said.append(" ".join(text.split()))
    return "".join(said)


def is_wrapped(mail: Mail, line: int, after: str) -> bool:
    """Tell whether a mail program may have wrapped a line where the text after it begins."""
    return len(mail.lines[line].printed) >= WRAPPED and not _BULLET.match(after)


def printed_of(mail: Mail, words: Sequence[int]) -> tuple[int, str]:
    """Return the number of the first line that some words stand on, and all those lines as they came."""
    lines = sorted({mail.line_of[word] for word in words})
    return mail.lines[lines[0]].number, "\n".join(mail.lines[line].printed for line in lines)


def _decoded(text: str) -> list[tuple[int, str]]:
    """Return the lines with their numbers, as a person saw them before the mail was sent."""
    quoted_printable = bool(_CANARY.search(_SOFT.sub("", text)))
    found: list[tuple[int, str]] = []
    pending: list[str] = []
    begun = 0
    for number, line in enumerate(_BREAK.split(text), 1):
        begun = begun if pending else number
        stripped = line.rstrip(" \t")
        if quoted_printable and stripped.endswith("="):
            pending.append(stripped[:-1])
            continue
        found.append((begun, "".join([*pending, line])))
        pending = []
    if pending:
        found.append((begun, "".join(pending)))
    if quoted_printable:
        found = [(number, _ESCAPED.sub(_unescaped, line)) for number, line in found]
        found = [(number, part) for number, line in found for part in _BREAK.split(line)]
    escaped = "\\[jatui" in text.lower()
    return [(number, _plain(line, escaped)) for number, line in found]


def _undoubled(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return lines without the blank one after each, where a program put one after every single line."""
    said = [place for place, (_, line) in enumerate(lines) if line.strip(_EMPTY)]
    if len(said) < _FEWEST or any(after - before == 1 for before, after in pairwise(said)):
        return lines
    kept: list[tuple[int, str]] = []
    for before, after in pairwise([*said, len(lines)]):
        kept.append(lines[before])
        kept += lines[before + 1 : before + 1 + (after - before - 2) // 2]
    return kept


def _plain(line: str, escaped: bool) -> str:
    """Return a line with plain blanks, without unseen signs, entities and (`escaped`) markdown's escapes."""
    line = _ENTITY.sub(_entity, line) if "&" in line else line
    line = _UNSEEN.sub("", _BLANKS.sub(" ", line))
    return _MARKDOWN.sub(r"\1", line) if escaped else line


def _unescaped(found: re.Match[str]) -> str:
    octets = bytes.fromhex(found[0].replace("=", ""))
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _entity(found: re.Match[str]) -> str:
    if found[3]:
        return _ENTITIES[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def _quoting(lines: list[str]) -> tuple[int, bool]:
    """Return how deep the marks of the sheet are quoted at most, and whether without a blank after the sign."""
    deepest, tight = 0, False
    for line in lines:
        if "jatui" in line.lower():
            depth, end = _prefix(line, len(line), True)
            if depth:
                deepest = max(deepest, depth)
                tight = tight or not line[end - 1].isspace()
    return deepest, tight


def _prefix(line: str, most: int, tight: bool) -> tuple[int, int]:
    """Return how many signs of quoting begin a line, no more than `most`, and where they end.

    A sign counts where a blank, another sign or the end of the line follows; anything may follow it in a mail that
    quotes without blanks (`tight`).
    """
    depth = place = 0
    while depth < most and (found := _QUOTE.match(line, place)):
        end = found.end()
        if not tight and end < len(line) and line[end] not in " >|»":
            break
        depth, place = depth + 1, end
    if depth and place < len(line) and line[place] == " ":
        place += 1
    return depth, place


def _line(number: int, line: str, deepest: int, tight: bool) -> Line:
    depth, end = _prefix(line, deepest, tight)
    text = line[end:]
    return Line(number, line, depth, "" if _LONE_BULLET.fullmatch(text) else text)
