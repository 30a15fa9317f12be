"""Reads a page as strictly as a checker of accessibility would, and says what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "rect", "path", "br", "img", "link"}


@dataclass
class Element:
    """An element with what is in it."""

    tag: str
    given: dict[str, str]
    inner: list[Element | str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        found = [self] if self.tag == tag else []
        return found + [one for each in self.inner if isinstance(each, Element) for one in each.all(tag)]

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inner)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> says something twice")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> ends <{self.open[-1].tag}>")
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")


def read_page(text: str) -> tuple[Element, list[str]]:
    """Return the page and what is wrong with it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    faults = reader.faults + [f"<{each.tag}> is left open" for each in reader.open[1:]]
    root = reader.root
    return root, faults + _faults(root, text)


def _faults(root: Element, text: str) -> list[str]:
    found = []
    if not text.startswith("<!DOCTYPE html>\n"):
        found.append("no doctype")
    if [each.given.get("lang") for each in root.all("html")] != ["en-GB"]:
        found.append("no language")
    if not all(each.text.strip() for each in root.all("title")) or not root.all("title"):
        found.append("a title without words")
    if len(root.all("main")) != 1 or len(root.all("h1")) != 1:
        found.append("not one main part and one first heading")
    elements = _every(root)
    ids = [each.given["id"] for each in elements if "id" in each.given]
    found += [f"the id {each} twice" for each in sorted({each for each in ids if ids.count(each) > 1})]
    levels = [int(each.tag[1]) for each in elements if re.fullmatch("h[1-6]", each.tag)]
    found += [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]
    for each in elements:
        named = [*each.given.get("aria-labelledby", "").split(), *_inner_links(each)]
        found += [f"{each.tag} refers to {name}, which is not there" for name in named if name not in ids]
        if any(name.startswith("on") or name in ("src", "srcset") for name in each.given):
            found.append(f"<{each.tag}> may do or fetch something")
        if each.tag in ("script", "link", "iframe", "object", "img", "form"):
            found.append(f"a <{each.tag}>")
    found += [fault for table in root.all("table") for fault in _table_faults(table)]
    for picture in root.all("svg"):
        if picture.given.get("role") != "img" or not all(
            picture.all(tag) and picture.all(tag)[0].text.strip() for tag in ("title", "desc")
        ):
            found.append("a picture without words")
    return found


def _every(element: Element) -> list[Element]:
    return [one for each in element.inner if isinstance(each, Element) for one in (each, *_every(each))]


def _inner_links(element: Element) -> list[str]:
    link = element.given.get("href")
    used = re.findall(r"url\(#([^)]+)\)", element.given.get("fill", ""))
    if link is not None:
        used.append(link.removeprefix("#") if link.startswith("#") else f"outside: {link}")
    return used


def _table_faults(table: Element) -> list[str]:
    found = []
    if len(table.all("caption")) != 1 or not table.all("caption")[0].text.strip():
        found.append("a table without a caption")
    heads = [each for each in table.all("thead") for each in each.all("th")]
    if not heads or any(each.given.get("scope") != "col" for each in heads):
        found.append("a head of a column that does not say so")
    for body in table.all("tbody"):
        for row in body.all("tr"):
            cells = [each for each in row.inner if isinstance(each, Element)]
            if len(cells) != len(heads):
                found.append("a row of another length")
            if cells[0].tag != "th" or cells[0].given.get("scope") != "row":
                found.append("a row without a head")
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by the rule of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
