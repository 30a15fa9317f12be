"""The filter language told again in plain Python over records, to hold the store's answers against."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from jatui.domain.match import fold, forms, is_named, says, words
from jatui.domain.query import Either, Query, Term
from jatui.domain.refs import ref_key, split_handle
from jatui.domain.schedule import schedule
from jatui.domain.spans import Anchors, Unanchored, span
from jatui.domain.words import FINISHED
from tests.conftest import Records

ANY_REF = re.compile(r"[^\W\d_]+\.\d[\w.]*(?:#[0-9]+)?|[^\W_]*\d[\w.]*#[0-9]+")
REF_OR_WORD = re.compile(r"[^\W_]*\d[\w.]*")


class Naive:
    """A plan's records, looked at one action at a time."""

    def __init__(self, records: Records, anchors: Anchors) -> None:
        self.of = {kind: [values for each, values in records if each == kind] for kind, _ in records}
        self.anchors = anchors

    def found(self, query: Query) -> set[str]:
        """Return the handles of the actions that a query lets through."""
        return {action["handle"] for action in self.of["action"] if self._all(query, action)}

    def _all(self, query: Query, action: dict[str, Any]) -> bool:
        return all(self._node(node, action) for node in query.terms)

    def _node(self, node: Term | Either, action: dict[str, Any]) -> bool:
        if isinstance(node, Either):
            return any(self._all(choice, action) for choice in node.choices) is not node.negated
        if node.field:
            held = any(self._value(node.field, value, action) for value in node.values)
        else:
            held = self._word(node.values[0], node.quoted, action)
        return held is not node.negated

    def _mine(self, kind: str, action: dict[str, Any]) -> list[dict[str, Any]]:
        return [each for each in self.of.get(kind, []) if each.get("action") == action["handle"]]

    def _slips(self, action: dict[str, Any]) -> int:
        moves = self._mine("move", action)
        return sum(bool(m.get("due") and m.get("former_due")) and m["due"] > m["former_due"] for m in moves)

    def _is(self, word: str, action: dict[str, Any]) -> bool:
        today, due = self.anchors.today, action["due"]
        said = self._mine("update", action)
        is_open = action["status"] not in FINISHED
        rating = action.get("rating")
        last = {
            each["committee"]: each["rating"]
            for each in sorted(self._mine("committee_rating", action), key=lambda r: (r["day"], r["number"]))
        }
        late = action.get("next_due") is not None and action["next_due"] < today
        tests: dict[str, Callable[[], bool]] = {
            "overdue": lambda: due is not None and due < today and is_open,
            "silent": lambda: all(each["state"] != "accepted" for each in said),
            "slipped": lambda: self._slips(action) > 0,
            "watermelon": lambda: rating == "green" and is_open and (late or self._slips(action) > 0),
            "disputed": lambda: any(each != rating for each in last.values()),
            "asked": lambda: any(
                each["kind"] == "follow-up" and "answered" not in each
                for each in self._mine("minute", action)
            ),
            "unplaced": lambda: any(
                not each.get("action")
                and each["state"] in ("submitted", "deferred")
                and each.get("theme") in (None, action["theme"])
                for each in self.of["update"]
            ),
            "rated": lambda: rating is not None,
            "unrated": lambda: rating is None,
            "open": lambda: is_open,
            "done": lambda: not is_open,
            "waiting": lambda: action["status"] == "waiting",
            "undated": lambda: due is None,
            "unreadable": lambda: not action["readable"] or action["unread"] != [],
            "ambiguous": lambda: action["ambiguous"],
            "duplicate": lambda: sum(each["ref"] == action["ref"] for each in self.of["action"]) > 1,
        }
        return tests[word]()

    def _within(self, value: str, first: date | None, last: date | None) -> bool:
        """Tell whether days touch a stretch."""
        try:
            days = span(value, self.anchors)
        except Unanchored:
            return False
        if days is None:
            return first is None and last is None
        if first is None or last is None:
            return False
        return (days.first is None or last >= days.first) and (days.last is None or first <= days.last)

    def _value(self, field: str, value: str, action: dict[str, Any]) -> bool:
        names = {each["slug"]: each["name"] for each in self.of["lead"]}
        every = {each["code"] for each in self.of["committee"] if each["kind"] == "every"}
        said = [each for each in self._mine("update", action) if each["state"] != "sent back"]
        match field:
            case "theme" | "plan":
                return fold(action[field]) == fold(value)
            case "rating":
                return (action.get("rating") or "none") == value
            case "status":
                return value == action["status"] or (value in ("open", "done") and self._is(value, action))
            case "kind":
                return bool(action["milestone_kind"] == value)
            case "committee" if value == "none":
                return not action["committees"]
            case "committee":
                return any(fold(code) == fold(value) or code in every for code in action["committees"])
            case "lead" if value == "none":
                return not action["leads"]
            case "lead":
                whole = any(fold(name) == fold(value) for name in names.values())
                return any(
                    fold(names[slug]) == fold(value) if whole else is_named(names[slug], value)
                    for slug in action["leads"]
                )
            case "is":
                return self._is(value, action)
            case "schedule":
                found = schedule(
                    action["milestone_kind"], action["due"], self.anchors.today, self.anchors.next_meeting
                )
                known = {"due before next meeting": "next", "no date": "none"}
                return known.get(found, found) == value
            case "due":
                return self._within(value, action["due"], action["due"])
            case "said":
                return self._within(value, action.get("updated"), action.get("updated"))
            case "since":
                updated = action.get("updated")
                return updated is not None and self._within(f">={value}", updated, updated)
            case "when":
                start, end, due = action.get("start"), action.get("end"), action["due"]
                return self._within(value, start or due or end, end or due or (date.max if start else None))
            case "slips":
                number, sign = self._slips(action), value.rstrip("0123456789.")
                if ".." in value:
                    least, _, most = value.partition("..")
                    return int(least) <= number <= int(most)
                other = int(value.lstrip("<>="))
                return {
                    "": number == other,
                    "<": number < other,
                    ">": number > other,
                    "<=": number <= other,
                    ">=": number >= other,
                }["" if value.isdigit() else sign]
            case "inbox" if value == "none":
                return not any(each["state"] in ("submitted", "deferred") for each in said)
            case "inbox":
                return any(each["state"] == value for each in self._mine("update", action))
            case "asks" if words(value):
                asked = [each["asks"] for each in said if each.get("asks")]
                return {"any": bool(asked), "none": not asked}.get(
                    value, any(says(each, value) for each in asked)
                )
            case "ref":
                return action["handle"] in self._refs(value)
        if not words(value):
            return True
        match field:
            case "text" | "milestone":
                return says(action[field], value)
            case "update":
                return any(says(each["text"], value) for each in said)
            case "by":
                return any(is_named(each.get("said_by") or "", value) for each in said)
        raise AssertionError(field)

    def _refs(self, given: str) -> set[str]:
        ref, number = split_handle(given)
        found = [each for each in self.of["action"] if ref_key(each["ref"]) == ref_key(ref)]
        found = [each for each in found if each["ref"].upper() == ref.upper()] or found
        return {
            each["handle"] for each in found if number is None or split_handle(each["handle"])[1] == number
        }

    def _word(self, word: str, quoted: bool, action: dict[str, Any]) -> bool:
        if not quoted:
            refs = self._refs(word) if ANY_REF.fullmatch(word) or REF_OR_WORD.fullmatch(word) else set()
            if refs or ANY_REF.fullmatch(word):
                return action["handle"] in refs
            codes = {fold(each["code"]) for each in self.of["theme"]}
            if word.endswith(".") and word[:-1].isalpha() and fold(word[:-1]) in codes:
                return fold(action["theme"]) == fold(word[:-1])
        if not words(word):
            return True
        names = {each["slug"]: each["name"] for each in self.of["lead"]}
        committees = {each["code"]: each.get("name") or "" for each in self.of["committee"]}
        themes = {each["code"]: each["name"] for each in self.of["theme"]}
        updates = [each for each in self._mine("update", action) if each["state"] != "sent back"]
        texts = [
            action["text"],
            action["milestone"],
            *(each["text"] for each in updates),
            *(each.get("said_by") or "" for each in updates),
        ]
        if any(
            says(text, form, whole=quoted) for text in texts for form in ([word] if quoted else forms(word))
        ):
            return True
        places = [
            *(names[slug] for slug in action["leads"]),
            *action["committees"],
            *(committees[code] for code in action["committees"]),
            themes[action["theme"]],
        ]
        return any(says(place, word, whole=quoted) for place in places)
