"""What importing a paper changes in a plan: its themes, its actions, their committees, leads and milestones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from jatui.domain.cells import lead_kind, slug, split_leads
from jatui.domain.days import short_day
from jatui.domain.errors import Refused
from jatui.domain.findings import initials
from jatui.domain.importing.account import Found
from jatui.domain.importing.committees import committees_in, kind_of, learn
from jatui.domain.importing.gathering import Gathering, Outcome, Told, Wish
from jatui.domain.importing.items import Item
from jatui.domain.importing.matching import handles, match
from jatui.domain.importing.standing import RATED, Standing, Values, same
from jatui.domain.importing.themes import Named, code_of_ref, themes_of
from jatui.domain.match import fold
from jatui.domain.milestones import Reading, read
from jatui.domain.records import Action
from jatui.domain.refs import ref_key
from jatui.domain.stages import record_of
from jatui.domain.watch import Wanted, unwatched, watched

MOST_WORDINGS = 4096
"""Wordings of milestones of which the reading is kept: most stand in many rows."""


def plan_import(found: Found, standing: Standing, wish: Wish, wanted: Wanted = unwatched) -> Outcome:
    """Return what importing a paper changes; raises Refused where two of its tables have one ref."""
    if not wish.repeated:
        _refuse_twice(found.items)
    return _Planner(found, standing, wish, wanted).outcome


def _refuse_twice(items: Sequence[Item]) -> None:
    """Raise Refused where a ref stands in two tables: nobody but a person knows whether that is one action or two."""
    first: dict[str, Item] = {}
    for item in items:
        if item.refless:
            continue
        before = first.setdefault(ref_key(item.ref), item)
        if before.table != item.table:
            raise Refused(
                f"The ref {item.ref} stands in two tables, at {before.number:,} and at {item.number:,}. Choose the tables to "
                "read with --table, or say --repeated where these are two actions, which are then told apart as #1 and #2. "
                "Nothing was stored."
            )


class _Planner(Gathering):
    """Goes through the rows of a paper and gathers what they change."""

    def __init__(self, found: Found, standing: Standing, wish: Wish, wanted: Wanted) -> None:
        super().__init__(found, standing, wish)
        self.wanted = wanted
        plan = standing.plan
        self.day = plan.get("day") if plan else wish.day
        self.read = lru_cache(maxsize=MOST_WORDINGS)(partial(read, paper=self.day))
        if plan is None:
            self._new_plan()
        self.actions = match(found.items, standing)
        self.themes = self._themes()
        self.committees = self._committees()
        self.leads = self._known_leads(standing)
        self.taken = {each["slug"] for each in standing.of_kind("lead")}
        self.moves = standing.of_action("move")
        self.met = standing.of_action("stage_met")
        self.positions = max((each["position"] for each in standing.of_kind("action")), default=0)
        self._rows()
        self.tell_colours()
        self.name_contacts()
        if found.items:
            self.tell_gone(action["handle"] for action in self.actions if action is not None)
        else:
            self.outcome.notes.append(
                "No row of the paper says what is to be done; of the plan's actions it says nothing."
            )
        self._drop_paper()

    def _drop_paper(self) -> None:
        """Leave the paper out where nothing refers to it, so that an import that changes nothing stores nothing."""
        changes = self.outcome.changes
        if len(changes) == 1 and changes[0][0] == "paper":
            changes.clear()

    def _new_plan(self) -> None:
        """Take the plan as new, with the scheme of the house where there is none."""
        if not self.standing.of_kind("scheme"):
            for kind, values in RATED:
                self.add(kind, values)
        position = max((each["position"] for each in self.standing.of_kind("plan")), default=0) + 1
        values = {"slug": self.wish.slug, "position": position, "name": self.wish.name, "paper": self.paper}
        self.add("plan", {**values, "scheme": self.standing.scheme(), "day": self.wish.day})
        self.outcome.told.append(Told(f"plan {self.wish.slug}", "new", [("name", "", self.wish.name)]))

    def _themes(self) -> list[str]:
        """Return the code of each item's theme; those that the plan lacks are new."""
        named, places = themes_of(self.found.items, self.wish.name, self.found.titles)
        known = list(self.standing.of_kind("theme"))
        codes: list[str] = []
        for place, each in enumerate(named):
            here = [number for number, at in enumerate(places) if at == place]
            found = self._known_theme(each, here, known)
            if found is None:
                found = self._new_theme(each, known)
                known.append(found)
            codes.append(str(found["code"]))
        return [codes[place] for place in places]

    def _known_theme(self, named: Named, here: Sequence[int], known: Sequence[Values]) -> Values | None:
        """Return the theme of a plan that a theme of the paper is: by its name, or by the code that its refs have.

        Where the paper names none, it is the one in which the actions of these rows are.
        """
        refs = [self.found.items[number].ref for number in here]
        actions = [self.actions[number] for number in here]
        by_name = next((each for each in known if fold(each["name"]) == fold(named.name)), None)
        by_ref = any(fold(code_of_ref(ref) or "") == fold(named.code) for ref in refs)
        by_code = next((each for each in known if fold(each["code"]) == fold(named.code)), None)
        if by_ref and by_code is not None:
            return by_code
        standing = {action["theme"] for action in actions if action is not None}
        if by_name is None and named.caption is None and len(standing) == 1:
            return next(each for each in known if each["code"] in standing)
        return by_name

    def _new_theme(self, named: Named, known: Sequence[Values]) -> Values:
        taken = {fold(each["code"]) for each in known}
        code, number = named.code, len(known)
        while fold(code) in taken:
            number += 1
            code = str(number)
        position = max((each["position"] for each in known), default=0) + 1
        values = {
            "plan": self.wish.slug, "code": code, "position": position, "name": named.name, "caption": named.caption,
            "paper": self.paper, "line": named.line or None,
        }  # fmt: skip
        self.add("theme", values)
        self.outcome.told.append(Told(f"theme {code}", "new", [("name", "", named.name)]))
        return values

    def _committees(self) -> list[str]:
        cells = [item.cells.get("committee", "") for item in self.found.items]
        return learn(cells, [each["code"] for each in self.standing.of_kind("committee")])

    def _rows(self) -> None:
        """Take each row as a new action, or as one that is there."""
        named = handles(self.found.items, self.actions, self.standing)
        self.known_committees = {each["code"] for each in self.standing.of_kind("committee")}
        rows = zip(self.found.items, self.themes, self.actions, named, strict=True)
        for item, theme, action, (ref, handle) in watched(rows, len(named), self.wanted):
            fields = (
                self._new(item, theme, ref, handle) if action is None else self._changed(item, theme, action)
            )
            fields += self.progress(item, handle)
            fields += self.facts(item, theme, handle)
            fields += self.recommended(item, theme, handle)
            if action is None:
                self.outcome.told.append(Told(handle, "new", fields))
            elif fields:
                self.outcome.told.append(Told(handle, "changed", fields))
            else:
                self.outcome.same += 1

    def _new(self, item: Item, theme: str, ref: str, handle: str) -> list[tuple[str, str, str]]:
        """Take an action as new."""
        self.positions += 1
        wording = item.cells.get("milestone", "")
        reading = self.read(wording)
        committees, leads = self._committees_of(item), self._leads_of(item)
        values = {
            "plan": self.wish.slug, "handle": handle, "ref": ref, "theme": theme, "position": self.positions,
            "text": item.cells["action"], "milestone": wording, "committee_cell": item.cells.get("committee", ""),
            "lead_cell": item.cells.get("lead", ""), "committees": committees, "leads": leads, **record_of(reading),
            "status": "not started", "paper": self.paper, "line": item.number or None,
        }  # fmt: skip
        self.add("action", {name: values.get(name) for name in Action.__struct_fields__})
        told = [("wording", "", item.cells["action"])]
        if wording:
            told.append(("milestone", "", f"{wording} ({self._due(reading)})"))
        if committees:
            told.append(("committees", "", ", ".join(committees)))
        if leads:
            told.append(("leads", "", "; ".join(split_leads(item.cells["lead"]))))
        return told

    def _changed(self, item: Item, theme: str, action: Values) -> list[tuple[str, str, str]]:
        """Take what a row says otherwise than the plan; columns that its table lacks say nothing."""
        values: dict[str, Any] = {}
        told: list[tuple[str, str, str]] = []
        parts = item.shape.parts if item.shape else ()
        text = item.cells["action"]
        if not same(text, action["text"]):
            values["text"] = text
            told.append(("wording", action["text"], text))
        if "milestone" in parts:
            self._milestone(item.cells.get("milestone", ""), action, values, told)
        for part, names in (("committee", self._committees_of), ("lead", self._leads_of)):
            cell = item.cells.get(part, "")  # type: ignore[call-overload]
            if part in parts and not same(cell, action[f"{part}_cell"]):
                values |= {f"{part}_cell": cell, f"{part}s": names(item)}
                told.append((f"{part}s", action[f"{part}_cell"], cell))
        if theme != action["theme"] and (item.title or "theme" in parts) and code_of_ref(item.ref) is None:
            values["theme"] = theme
            told.append(("theme", action["theme"], theme))
        if values:
            self.change("action", action, {**values, "paper": self.paper, "line": item.number or None})
        return told

    def _milestone(
        self, wording: str, action: Values, values: dict[str, Any], told: list[tuple[str, str, str]]
    ) -> None:
        """Move a milestone that the paper words otherwise; one that was moved away from what it prints stays moved."""
        former = action["milestone"]
        if same(wording, former):
            return
        moves = self.moves.get(action["handle"], [])
        if any(same(wording, each["former"]) for each in moves):
            self.outcome.notes.append(
                f"{action['handle']}: the paper prints {wording!r}, which was moved to {former!r} since; it stays moved."
            )
            return
        reading = self.read(wording)
        met = [each["due"] for each in self.met.get(action["handle"], [])]
        values |= {"milestone": wording, "read_as": None, **record_of(reading, met)}
        told.append(("milestone", former, wording))
        if former:
            number = max((each["number"] for each in moves), default=0) + 1
            self.add("move", {
                "plan": self.wish.slug, "action": action["handle"], "number": number,
                "day": self.wish.day or self.wish.today, "former": former, "former_due": action.get("due"),
                "wording": wording, "due": reading.due, "reason": f"So printed in {self.wish.source}.",
            })  # fmt: skip

    @staticmethod
    def _due(reading: Reading) -> str:
        return f"by {short_day(reading.due)}" if reading.due else f"no due day: {reading.kind}"

    def _committees_of(self, item: Item) -> list[str]:
        """Return the committees of a row; those that are not there yet are new."""
        found = committees_in(item.cells.get("committee", ""), self.committees)
        for code in found:
            if code not in self.known_committees:
                self.known_committees.add(code)
                self.add("committee", {"code": code, "kind": kind_of(code)})
        return found

    @staticmethod
    def _known_leads(standing: Standing) -> dict[str, str]:
        """Return who leads already, by name; initials stand for a body within its own plan alone, since two may have them."""
        own = {slug for each in standing.of_kind("action") for slug in each["leads"]}
        leads = sorted(standing.of_kind("lead"), key=lambda each: each["slug"] in own)
        return {
            fold(each["name"]): each["slug"]
            for each in leads
            if each["slug"] in own or initials(each["name"]) != each["name"]
        }

    def _leads_of(self, item: Item) -> list[str]:
        """Return the leads of a row; those that are not there yet are new."""
        found: list[str] = []
        for name in split_leads(item.cells.get("lead", "")):
            known = self.leads.get(fold(name))
            if known is None:
                known = self._new_slug(name)
                self.leads[fold(name)] = known
                self.add("lead", {"slug": known, "name": name, "kind": lead_kind(name)})
            found.append(known)
        return list(dict.fromkeys(found))

    def _new_slug(self, name: str) -> str:
        base = found = slug(name)
        number = 1
        while found in self.taken:
            number += 1
            found = f"{base}-{number}"
        self.taken.add(found)
        return found
