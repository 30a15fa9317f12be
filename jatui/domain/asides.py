"""What a reply says beside the request sheet that it answers: above it, below it and between its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jatui.domain.courtesies import header_end, is_courtesy, is_small_print, signature_end
from jatui.domain.fields import is_nothing_new, leading
from jatui.domain.mailed import Mail, printed_of, written
from jatui.domain.ratings import Judgement
from jatui.domain.refs import ref_key, split_handle
from jatui.domain.returns import Answer

_REF = r"[A-Za-z]{1,4}\.?\d{1,3}(?:\.\d{1,3})*(?:#\d{1,3})?"
_GIVEN = re.compile(
    rf"\W{{0,4}}(?P<refs>{_REF}(?:\s*(?:,|&|/|\band\b)\s*{_REF})*)\s*[:\-–—]+\s*(?P<rest>.*)", re.DOTALL
)


def read_asides(
    mail: Mail, own: bytearray, handles: Sequence[str], meeting: date | None, only: str | None
) -> list[tuple[int, Answer]]:
    """Return what was written outside the parts of a sheet, as answers to the actions that it names.

    `own` tells the words that are accounted for, `handles` the actions that the sheets ask about; `only` is the one
    action asked about where it was left untouched, which a text that begins with a rating answers. What names no
    action has no ref.
    """
    found: list[tuple[int, Answer]] = []
    for paragraph in _paragraphs(mail, own):
        found += _read(mail, paragraph, _known(handles), meeting)
    loose = [place for place, (_, answer) in enumerate(found) if answer.ref is None]
    if only is not None and len(loose) == len(found) == 1:
        line, answer = found[0]
        judged, rest = leading(answer.text)
        if judged.rating or is_nothing_new(answer.text):
            found = [(line, _answer(line, answer.printed, only, rest, judged, meeting))]
    return found


def _known(handles: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of a line that begins with one of the actions asked about, by its handle or its ref."""
    names = {name for handle in handles for name in (handle, split_handle(handle)[0])}
    if not names:
        return None
    spelt = sorted({each for name in names for each in (name, name.replace(".", ""))}, key=len, reverse=True)
    one = "|".join(map(re.escape, spelt))
    return re.compile(
        rf"\W{{0,4}}(?P<refs>(?:{one})(?:\s*(?:,|&|/|\band\b)\s*(?:{one}))*)(?![\w#])\s*(?P<sign>[:\-–—=).,]*)\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def _paragraphs(mail: Mail, own: bytearray) -> Iterator[list[int]]:
    """Yield the paragraphs of what is not accounted for, without headers, greetings, signatures and small print."""
    by_line: dict[int, list[int]] = {}
    for word, taken in enumerate(own):
        if not taken:
            by_line.setdefault(mail.line_of[word], []).append(word)
    texts = ["" if place not in by_line else mail.texts[place] for place in range(len(mail.texts))]
    words: list[int] = []
    place = 0
    while place < len(texts):
        end = max(header_end(texts, place), signature_end(texts, place)) if texts[place].strip() else place
        if end > place:
            if words:
                yield words
            words = []
            yield from (list(by_line.get(line, ())) for line in range(place, end) if _names(texts[line]))
            place = end
            continue
        if not texts[place].strip():
            if words:
                yield words
            words = []
        elif not is_courtesy(texts[place]):
            words = [*words, *by_line[place]]
        place += 1
    if words:
        yield words


def _names(line: str) -> bool:
    """Tell whether a line of a signature or a header names an action all the same."""
    return bool(_GIVEN.match(line))


def _read(
    mail: Mail, words: list[int], known: re.Pattern[str] | None, meeting: date | None
) -> Iterator[tuple[int, Answer]]:
    """Yield the answers of a paragraph: one for each action that a line begins with, and what stands before those."""
    parts: list[tuple[list[str], list[int]]] = []
    for each in _lines(mail, words):
        refs, _ = _begun(written(mail, each), known)
        if refs or not parts:
            parts.append((refs, each))
        else:
            parts[-1][1].extend(each)
    for refs, spoken in parts:
        line, printed = printed_of(mail, spoken)
        text = written(mail, spoken)
        if not refs:
            if is_small_print(text):
                continue
            yield line, Answer(line, printed, None, text, meeting=meeting, doubts=("This names no action.",))
            continue
        _, said = _begun(text, known)
        judged, rest = leading(said)
        for ref in refs:
            yield line, _answer(line, printed, ref, rest, judged, meeting)


def _answer(line: int, printed: str, ref: str, text: str, judged: Judgement, meeting: date | None) -> Answer:
    nothing = judged.nothing_new or (judged.rating is None and is_nothing_new(text))
    return Answer(
        line=line,
        printed=printed,
        ref=ref,
        text="" if nothing and is_nothing_new(text) else text,
        rating=judged.rating,
        status=judged.status,
        nothing_new=nothing,
        meeting=meeting,
        doubts=(judged.sentence,) if judged.sentence else (),
    )


def _lines(mail: Mail, words: Sequence[int]) -> Iterator[list[int]]:
    """Yield words line by line."""
    line: list[int] = []
    for word in words:
        if line and mail.line_of[word] != mail.line_of[line[-1]]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _begun(text: str, known: re.Pattern[str] | None) -> tuple[list[str], str]:
    """Return the refs that a line begins with and what is said of them; none where it names none, or several in prose."""
    found = known.match(text) if known else None
    if found is None:
        found = _GIVEN.match(text)
    if found is None:
        return [], text
    refs = [each for each in re.split(r"\s*(?:,|&|/|\band\b)\s*", found["refs"]) if each]
    signed = found.re is _GIVEN or bool(found["sign"])
    plain = len(refs) == 1 and re.search(r"[A-Za-z]", refs[0]) and re.search(r"\d", refs[0])
    if not (signed or plain):
        return [], text
    return list({ref_key(ref): ref for ref in refs}.values()), found["rest"]
