"""Read the clauses of a wording from left to right: which words belong to which period.

A cue ("by", "before", "from") holds for the period behind it; one left over at the end of its clause holds for the
period before it ("March 2022 at the latest"). "From", "after", "since" and "before" hold on across other words,
since a day behind them is no due day; "by" and "to" do not ("report to Cabinet Dec '21"). A condition holds to the
end of its sentence, line or bracket, and a date inside it is a date of the condition.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jatui.domain.milestones.mentions import Length, Mention, Often, Script
from jatui.domain.milestones.naming import Item
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.terms import Term

_STICKY = frozenset(("from", "after", "since", "before", "earliest"))
_JOINERS = frozenset(("AND", "COMMA", "SLASH", "OR", "PLUS"))
_WEAK = frozenset(("FILL", "QUOTE", "APOS", "LINE", "STRUCK", "DOUBT"))


class Gatherer:
    """Walks over the items of one wording and keeps what was said since the last period."""

    def __init__(self, items: list[Item], plain: str) -> None:
        self.items = items
        self.script = Script(plain)
        self.place = 0
        self.cue = ""
        self.worded = False
        self.status = ""
        self.future = False
        self.about = False
        self.former = False
        self.now = False
        self.moved = False
        self.between = False
        self.this = -1
        self.depth = 0
        self.wait = -1
        self.cause = False
        self.clause = 0
        self.struck = False
        self.negated = False
        self.gap: list[str] = []
        self.gap_start = 0

    def gather(self) -> Script:
        """Return the mentions and all else that the wording says."""
        count = len(self.items)
        while self.place < count:
            item = self.items[self.place]
            self.place += 1
            if isinstance(item, Period):
                self._period(item)
            else:
                self._term(item)
        self._close()
        return self.script

    def peek(self, ahead: int = 0) -> Item | None:
        """Return an item that is still to come."""
        place = self.place + ahead
        return self.items[place] if place < len(self.items) else None

    # ---- terms

    def _term(self, term: Term) -> None:
        """Take one word, phrase or mark."""
        for part in term.parts:
            rule = _RULES.get(part)
            if rule is not None and rule(self, term):
                self.gap.append(part)
                return
        self.gap.append("WORD")
        self.worded = True
        self.script.unknown += 1
        if self.cue and self.cue not in _STICKY:
            self.cue = ""

    def _last(self) -> Mention | None:
        """Return the last mention of this clause."""
        mentions = self.script.mentions
        return mentions[-1] if mentions and mentions[-1].clause == self.clause else None

    def _close(self) -> None:
        """End a clause: what is left over belongs to the period before it."""
        last = self._last()
        bare = "WORD" not in self.gap
        if last is not None:
            if self.cue and not last.cue and bare:
                last.cue = self.cue
            if self.about:
                last.about = True
            if self.former and bare and last.role == "plan":
                last.role = "former"
            if self.now and last.role == "plan":
                last.named_now = True
            if self.status and last.role == "plan":
                self._mark_done(last)
        elif self.status:
            self.script.said.add(self.status)
        self._reset()

    def _mark_done(self, last: Mention) -> None:
        """Give a status word to the mentions before it, unless it speaks of what is still to be."""
        if self.future or self.status == "past":
            return
        for mention in self.script.mentions:
            if mention.clause == last.clause and mention.role == "plan":
                mention.role = self.status

    def _reset(self) -> None:
        """Forget what was said in a clause that has ended."""
        self.cue, self.status = "", ""
        self.worded = self.future = self.about = self.former = self.now = False
        self.negated = self.between = self.cause = False
        self.this = -1
        self.gap.clear()

    # ---- periods

    def _period(self, period: Period) -> None:
        """Take a period: the end of a range, or a mention of its own."""
        last = self.script.mentions[-1] if self.script.mentions else None
        if last is not None and self._is_range(last):
            last.last = period
            self.gap.clear()
            self.cue = ""
            self.gap_start = period.end
            return
        mention = Mention(period, cue=self.cue, about=self.about, depth=self.depth, clause=self.clause)
        mention.joined = next((part for part in self.gap if part in _JOINERS), "")
        mention.label = self._label(period)
        mention.opened = bool(self.gap) and self.gap[-1] == "OPEN"
        mention.role = self._role(mention, last)
        mention.named_now = self.now
        if self.between:
            mention.cue = "between"
        self.script.mentions.append(mention)
        self.gap_start = period.end
        self.cue, self.about, self.now, self.former, self.between = "", False, False, False, False
        self.negated, self.worded = False, False
        self.this = -1
        self.gap.clear()

    def _is_range(self, last: Mention) -> bool:
        """Return whether only a dash or `to` stands between the last period and this one."""
        if last.last is not None:
            return False
        gap = [part for part in self.gap if part not in _WEAK]
        if gap in (["DASH"], ["TO"]):
            return True
        return last.cue == "between" and gap == ["AND"]

    def _label(self, period: Period) -> str:
        """Return the words that stand before a period in its clause."""
        return self.script.plain[self.gap_start : period.start].strip(" \n,;:-()[]&/.'\"+~>")

    def _role(self, mention: Mention, last: Mention | None) -> str:
        """Return what a period is the day of."""
        if self.wait >= 0:
            return "condition"
        if self.cause:
            return "cause"
        if self.struck or self.former:
            return "former"
        if self.status and not self.future and self.cue != "until":
            return self.status
        return "plan"

    # ---- one rule for each part of speech; each returns whether it took the term

    def take_joiner(self, term: Term) -> bool:
        """Take `and`, `or`, a comma or a slash."""
        return True

    def take_break(self, term: Term) -> bool:
        """Take what ends a clause."""
        self._close()
        self.wait = -1
        self.clause += 1
        self.gap_start = term.end
        return True

    def take_until(self, term: Term) -> bool:
        """Take `by`."""
        self.cue = "until"
        return True

    def take_to(self, term: Term) -> bool:
        """Take `to` or `until`."""
        self.cue = "until"
        return True

    def take_from(self, term: Term) -> bool:
        """Take `from`."""
        self.cue = "from"
        return True

    def take_wait(self, term: Term) -> bool:
        """Take a condition."""
        self.wait = self.depth
        self.script.said.add("wait")
        return True

    def take_phased(self, term: Term) -> bool:
        """Take `phased`."""
        self.script.said.add("phased")
        return True

    def take_often(self, term: Term) -> bool:
        """Take `quarterly`."""
        every, unit = cast(tuple[int, str], term.parts["REPEAT"])
        self.script.often = Often(every, unit)
        return True

    def take_fill(self, term: Term) -> bool:
        """Take a word that says nothing of time."""
        return True

    def take_none(self, term: Term) -> bool:
        """Take `TBC`."""
        self.script.said.add("none")
        return True

    def take_length(self, term: Term) -> bool:
        """Take a length of time: 2 years."""
        unit = self.peek()
        if isinstance(unit, Term) and "UNIT" in unit.parts:
            self.place += 1
            self.script.lengths.append(
                Length(term.value, cast(str, unit.parts["UNIT"]), "", term.start, unit.end, "")
            )
            return True
        return False


_RULES: dict[str, Callable[[Gatherer, Term], bool]] = {
    "AND": Gatherer.take_joiner,
    "COMMA": Gatherer.take_joiner,
    "SLASH": Gatherer.take_joiner,
    "OR": Gatherer.take_joiner,
    "DASH": Gatherer.take_joiner,
    "SEMI": Gatherer.take_break,
    "LINE": Gatherer.take_break,
    "UNTIL": Gatherer.take_until,
    "TO": Gatherer.take_to,
    "FROM": Gatherer.take_from,
    "WAIT": Gatherer.take_wait,
    "PHASED": Gatherer.take_phased,
    "REPEAT": Gatherer.take_often,
    "FILL": Gatherer.take_fill,
    "NONE": Gatherer.take_none,
    "NUM": Gatherer.take_length,
}
