"""Read the clauses of a wording from left to right: which words belong to which period.

A cue ("by", "before", "from") holds for the period behind it; one left over at the end of its clause holds for the
period before it ("March 2022 at the latest"). "From", "after", "since" and "before" hold on across other words,
since a day behind them is no due day; "by" and "to" do not ("report to Cabinet Dec '21"). A condition holds to the
end of its sentence, line or bracket, and a date inside it is a date of the condition. A status word speaks of the
periods of its clause, unless the clause speaks of what is still to be.
"""

from __future__ import annotations

from jatui.domain.milestones.cues import RULES
from jatui.domain.milestones.mentions import Length, Mention, Script
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.terms import Term
from jatui.domain.milestones.years import Item

STICKY = frozenset(("from", "after", "since", "before", "earliest"))
JOINERS = frozenset(("AND", "COMMA", "SLASH", "OR", "PLUS", "LINE"))
_SILENT = frozenset(("FILL", "QUOTE", "APOS", "LINE", "DOUBT", "MARK"))
_STATUS = frozenset(("done", "begun"))
_STATES = _STATUS | {"past", "held"}
_TIMES = frozenset(("in", "during", "within", "throughout", "across", "over"))
_LABEL_MARKS = " \n,;:-–—()[]&/.'\"+~>•|"


class Gatherer:
    """Walks over the items of one wording and keeps what was said since the last period."""

    def __init__(self, items: list[Item], plain: str) -> None:
        self.items = items
        self.plain = plain
        self.script = Script()
        self.place = 0
        self.depth = 0
        self.wait = -1
        self.clause = 0
        self.struck = False
        self.moved = False
        self.label_start = 0
        self.gap: list[str] = []
        self.ahead: dict[frozenset[str], list[Period | None]] = {}
        self.length: Length | None = None
        self.fresh()

    def fresh(self) -> None:
        """Forget what was said in a clause that has ended."""
        self.cue, self.word, self.status, self.way = "", "", "", ""
        self.denied = self.planned = self.future = self.about = self.former = self.now = self.negated = False
        self.between = self.cause = self.review = self.ready = False
        self.nth: int | None = None

    def gather(self) -> Script:
        """Return the mentions and all else that the wording says."""
        count = len(self.items)
        while self.place < count:
            item = self.items[self.place]
            self.place += 1
            if isinstance(item, Period):
                self.take_period(item)
            else:
                self._take_term(item)
        self.script.dangling = next((part for part in reversed(self.gap) if part not in _SILENT), "")
        self.close()
        return self.script

    def peek(self, ahead: int = 0) -> Item | None:
        """Return an item that is still to come."""
        place = self.place + ahead
        return self.items[place] if place < len(self.items) else None

    def sees(self, part: str, ahead: int = 0) -> bool:
        """Return whether a term that is still to come can play a part of speech."""
        item = self.peek(ahead)
        return isinstance(item, Term) and part in item.parts

    def period_ahead(self, over: frozenset[str]) -> Period | None:
        """Return the next period if nothing but terms of the given parts stands before it."""
        if over not in self.ahead:
            found: list[Period | None] = [None]
            for item in reversed(self.items):
                if isinstance(item, Period):
                    found.append(item if item.shape != "misspelt" else None)
                else:
                    found.append(found[-1] if over.intersection(item.parts) else None)
            self.ahead[over] = found[::-1]
        return self.ahead[over][self.place]

    def _take_term(self, term: Term) -> None:
        """Take one word, phrase or mark, by the first of its parts of speech that fits here."""
        for part in term.parts:
            rule = RULES.get(part)
            if rule is not None and rule(self, term):
                self.gap.append(part)
                return
        self.take_word()

    def name_thing(self, surely: bool = False, event: bool = False) -> None:
        """Take a whole year right before a noun for a part of its name; behind `in` only before such as a budget.

        Behind `by` it is a part of the name of an event only.
        """
        last = self.last()
        if last is not None and not self.gap and last.role == "plan" and (surely or not last.timed):
            period = last.first
            if (
                period.shape in ("year", "years")
                and (not period.part or (surely and period.year is not None and period.year.pair))
                and not period.closing
                and (event or last.cue != "until")
            ):
                last.role = "thing"

    def take_word(self) -> None:
        """Take a word that says nothing of time; a cue that does not hold across words is spent on it."""
        self.name_thing()
        self.gap.append("WORD")
        self.script.unknown = True
        if self.cue not in STICKY:
            self.cue = ""

    def last(self) -> Mention | None:
        """Return the last mention of this clause."""
        mentions = self.script.mentions
        return mentions[-1] if mentions and mentions[-1].clause == self.clause else None

    def bare(self) -> bool:
        """Return whether no other words stand behind the last mention."""
        return "WORD" not in self.gap and "EVENT" not in self.gap

    def close(self) -> None:
        """End a clause: what is left over belongs to the period before it."""
        last = self.last()
        if last is None:
            self.script.said.add(self.status)
        elif self.wait < 0:
            self.give_back(last)
            if self.status in _STATUS and not self.future:
                self._mark_done(last)
        self.fresh()
        self.gap.append("BREAK")

    def give_back(self, last: Mention) -> None:
        """Give the words that are left over to the mention before them."""
        if self.bare():
            if not last.cue:
                last.cue, last.word = self.cue, self.word
            if last.role == "plan" and self.former:
                last.role = "former"
            if self.now:
                last.now = True
        if self.about:
            last.about = True

    def _mark_done(self, last: Mention) -> None:
        """Give a status word to the mentions of its clause."""
        for mention in reversed(self.script.mentions):
            if mention.clause != last.clause:
                break
            if mention.role == "plan":
                mention.role = self.status

    def take_period(self, period: Period) -> None:
        """Take a period: the end of a range, or a mention of its own."""
        last = self.script.mentions[-1] if self.script.mentions else None
        if last is not None and self._is_range(last):
            last.last = period
            if last.cue in ("from", "between"):
                last.cue = ""
        else:
            self._mention(period)
        self.cue, self.word = "", ""
        self.about = self.now = self.former = self.between = self.negated = self.review = self.ready = False
        self.planned, self.future, self.status = self.planned or self.future, False, ""
        self.nth = None
        self.gap.clear()
        self.label_start = period.end

    def _mention(self, period: Period) -> None:
        """Add a mention of a period, with all that was said before it."""
        mention = Mention(period, cue="between" if self.between else self.cue, word=self.word)
        mention.about, mention.now, mention.review, mention.nth = self.about, self.now, self.review, self.nth
        mention.clause = self.clause
        mention.gap = tuple(self.gap)
        mention.label = self.plain[self.label_start : period.start].strip(_LABEL_MARKS)
        before = self._term_before()
        mention.timed = before is not None and before.low in _TIMES
        mention.role = self._role(period)
        if self.length is not None and mention.role == "plan":
            mention.role, mention.length = "anchor", self.length
            self.length = None
        last = self.last()
        if mention.role == "done":
            self._meet_target(last)
        self.script.mentions.append(mention)

    def _meet_target(self, last: Mention | None) -> None:
        """Take the target before a day on which it was met for done: Target June 2022 - completed May 2022."""
        target = self.script.mentions[-1] if self.script.mentions else None
        if target is not None and target.role == "plan":
            bracketed = last is not None and "OPEN" in self.gap
            if bracketed or (target.word == "due" and "WORD" not in self.gap):
                target.role = "done"

    def _term_before(self) -> Term | None:
        """Return the term right before the item that is taken."""
        before = self.items[self.place - 2] if self.place > 1 else None
        return before if isinstance(before, Term) else None

    def _is_range(self, last: Mention) -> bool:
        """Return whether only a dash or `to` stands between the last period and this one."""
        if last.last is not None or last.role not in ("plan", "former", "done", "condition"):
            return False
        if self.now:
            return False
        gap = [part for part in self.gap if part not in _SILENT]
        return gap in (["DASH"], ["TO"], ["DASH", "TO"]) or (last.cue == "between" and gap == ["AND"])

    def _is_named(self) -> bool:
        """Return whether a word or a loose number stands right before a period."""
        return self.gap[-1:] == ["WORD"] or "NUM" in self.gap[-2:]

    def _is_numbered(self) -> bool:
        """Return whether a loose number or an acronym stands right before a period: P9 22/23, AGS 21/22."""
        before = self._term_before()
        if before is None:
            return False
        return self.gap[-1:] == ["NUM"] or (
            "WORD" in before and before.text.isupper() and len(before.text) > 1
        )

    def _role(self, period: Period) -> str:
        """Return what a period is the day of."""
        if self.wait >= 0:
            return "condition"
        if self.cause:
            return "cause"
        if self.negated:
            return "not"
        if self.struck or self.former:
            return "former"
        if self.status and not (self.future or self.planned) and self.cue != "until":
            planned = any(one.role == "plan" for one in self.script.mentions[-1:])
            of_plan = (planned and self.gap[-1] != "UPDATE") or self.cue == "from"
            if self.status == "past" and of_plan:
                return "plan"
            return self.status
        last = self.last()
        if last is not None and last.role in _STATES and (JOINERS | {"OPEN"}).issuperset(self.gap):
            return last.role
        whole_year = period.shape in ("year", "years") and not period.part and not period.closing
        named = self.gap[-1:] == ["OPEN"] and not {"WORD", "THING"}.isdisjoint(self.gap)
        if whole_year and last is not None and last.first.shape == "now" and named:
            return "thing"
        named = self.gap[-1:] == ["THING"] and not self.cue
        if period.shape == "year" and whole_year and not self.cue and self._is_named():
            single = period.year is not None and not period.year.pair and not period.basis
            if single:
                return "unsure"
        if whole_year and self.gap[-2:] == ["THING", "TO"]:
            return "unsure"
        if whole_year and not self.cue and self._is_numbered():
            return "unsure"
        if whole_year and (named or self.ready):
            return "thing"
        return "unsure" if self.ready and period.shape != "day" else "plan"
