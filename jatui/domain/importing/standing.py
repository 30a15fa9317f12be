"""What a database holds of a plan before a paper is imported into it, found by the names that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jatui.domain.match import fold
from jatui.domain.refs import ref_key

Values = Mapping[str, Any]
Change = tuple[str, Values | None, Values | None]
"""A kind, a record of it as it was (None where it is new) and as it is to be."""

RATED: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("scheme", {"slug": "ragb", "name": "Red, amber, green, blue"}),
    *(
        (
            "level",
            {
                "scheme": "ragb",
                "code": code,
                "position": place,
                "name": code.capitalize(),
                "meaning": meaning,
            },
        )
        for place, (code, meaning) in enumerate(
            (
                ("red", "Off track: it will not be done as agreed unless something changes."),
                (
                    "amber",
                    "At risk: it may slip or fall short, and what is needed to put it right is known.",
                ),
                ("green", "On track: it is expected to be done as agreed and on time."),
                ("blue", "Complete: it has been done, and there is something to show for it."),
            ),
            1,
        )
    ),
)
"""The scheme of ratings of a plan in a database that has none."""

SHARED = frozenset(("paper", "contact", "committee", "scheme", "level", "plan", "lead"))
"""The kinds of which what other plans have matters too."""


@dataclass(slots=True)
class Standing:
    """The records of one plan by kind, with what all plans share."""

    slug: str
    kinds: dict[str, list[Values]] = field(default_factory=dict)

    @classmethod
    def of(cls, slug: str, records: Iterable[tuple[str, Values]]) -> Standing:
        """Return what a database holds, from all of its records."""
        found = cls(slug)
        for kind, values in records:
            if kind in SHARED or values.get("plan") == slug:
                found.kinds.setdefault(kind, []).append(values)
        return found

    def of_kind(self, kind: str) -> list[Values]:
        """Return the records of a kind."""
        return self.kinds.get(kind, [])

    @property
    def plan(self) -> Values | None:
        """The plan, where it is there."""
        return next((each for each in self.of_kind("plan") if each["slug"] == self.slug), None)

    def by_ref(self) -> dict[str, list[Values]]:
        """Return the actions by the key of their ref."""
        found: dict[str, list[Values]] = {}
        for each in self.of_kind("action"):
            found.setdefault(ref_key(each["ref"]), []).append(each)
        return found

    def of_action(self, kind: str) -> dict[str, list[Values]]:
        """Return the records of a kind by the handle of their action."""
        found: dict[str, list[Values]] = {}
        for each in self.of_kind(kind):
            if each.get("action"):
                found.setdefault(each["action"], []).append(each)
        return found

    def levels(self) -> dict[str, str]:
        """Return the ratings of the plan's scheme by what each is called, folded."""
        plan = self.plan
        scheme = plan["scheme"] if plan else self.scheme()
        found = {
            fold(each["name"]): each["code"] for each in self.of_kind("level") if each["scheme"] == scheme
        }
        return found or {fold(values["name"]): values["code"] for kind, values in RATED if kind == "level"}

    def scheme(self) -> str:
        """Return the scheme of a new plan: the house's where it is there or there is none, else that of the first plan."""
        slugs = [each["slug"] for each in self.of_kind("scheme")]
        used = [each["scheme"] for each in self.of_kind("plan")]
        return "ragb" if "ragb" in slugs or not slugs else (used or slugs)[0]


def same(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for their blanks."""
    return one == other or one.split() == other.split()
