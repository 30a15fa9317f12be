"""What a person makes of findings: a ruling on one, with who and why, and a finding of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jatui.commands.milestones import Accept, Leave
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.errors import Misused, Refused
from jatui.domain.findings import RULINGS, Finding
from jatui.domain.moves import quoted
from jatui.domain.text import clean, clean_lines
from jatui.store.findings import find_finding, next_number, number_of, ruling_row
from jatui.store.papers import find_paper
from jatui.store.plans import whose

MOST_ABOUT = 120
"""Characters of what a finding is about, which stands before its text wherever it is listed."""


@command("finding rule", "Rule on a finding")
@dataclass(frozen=True, kw_only=True)
class RuleFinding(Command):
    """Say what is made of a finding: it is so and known, it was put right, or it is left; a later ruling takes its place.

    Of a milestone, accepted takes the suggestion and left leaves it as printed, as `jatui milestone` does.
    """

    finding: str = argument("The finding, as `jatui check --findings` names it: 'twice F.6'.")
    ruling: str | None = option("What is made of it.", choices=RULINGS)
    reason: str | None = option("Why; only what is accepted needs none.")

    def run(self, work: Work) -> str:
        """Write the ruling, or what the commands for milestones do in its place."""
        if self.ruling not in RULINGS:
            raise Misused(f"A ruling is one of: {', '.join(RULINGS)}. Give --ruling; nothing was changed.")
        reason = clean_lines(self.reason or "").strip() or None
        found = find_finding(work.read, work.scope, self.finding)
        if found.kind == "settled":
            raise Refused(
                f"{found.key} is no longer found, so there is nothing to rule on. Nothing was changed."
            )
        if reason is None and self.ruling != "accepted":
            raise Misused("A reason is needed, since the next reader will ask for it. Give --reason.")
        if found.of_milestone:
            return self._of_milestone(work, found)
        plan, row = ruling_row(work.read, found)
        said = {"ruling": self.ruling, "day": work.scope.today, "reason": reason, "said_by": work.actor}
        if row is None:
            work.writer.add("ruling", plan=plan, finding=found.key, **said)
        else:
            work.writer.refuse_stale("ruling", row, work.seen)
            work.writer.change("ruling", row, **said)
        instead = (
            f" instead of {found.ruled.ruling}" if found.ruled and found.ruled.ruling != self.ruling else ""
        )
        why = f": {quoted(reason)}" if reason else ""
        return f"{found.key} of {found.plan} is {self.ruling}{instead}{why}"

    def _of_milestone(self, work: Work, found: Finding) -> str:
        """Let the commands for milestones settle it, so that it is told in one place."""
        handle = str(found.action)
        if self.ruling == "corrected":
            raise Refused(
                f"Say what the milestone of {handle} is to be read as: `jatui milestone correct {handle} WORDING "
                "--reason ...`. Nothing was changed."
            )
        plan, _ = ruling_row(work.read, found)
        within = replace(work, scope=replace(work.scope, plan=plan, slug=found.plan))
        if self.ruling == "left":
            return Leave(ref=handle, reason=self.reason).run(within)
        return Accept(ref=handle).run(within)


@command("finding add", "Add a finding")
@dataclass(frozen=True, kw_only=True)
class AddFinding(Command):
    """Note something in the papers that does not agree, with its place, and the other place where there are two."""

    about: str = argument("What it is about, in a few words.")
    text: str = argument("What it is.")
    paper: str | None = option("The paper, as `jatui papers` shows it.")
    at: int | None = option("The line there, from 1.", name="line")
    against: str | None = option(
        "The paper that it does not agree with; the same one where only a line is given."
    )
    against_line: int | None = option("The line there, from 1.")

    def run(self, work: Work) -> str:
        """Add the finding under the plan's next number."""
        if work.scope.plan is None:
            raise Misused("A finding belongs to one plan. Choose it with --plan; nothing was changed.")
        about, text = " ".join(clean(self.about).split()), clean_lines(self.text).strip()
        if not about or not text:
            raise Misused("A finding needs what it is about, and what it is, in words. Nothing was changed.")
        if len(about) > MOST_ABOUT:
            raise Misused(
                f"What a finding is about is a few words, at most {MOST_ABOUT} characters; the text says the rest. "
                "Nothing was changed."
            )
        for line in (self.at, self.against_line):
            if line is not None and line < 1:
                raise Misused("Lines are counted from 1. Nothing was changed.")
        if self.paper is None and not (
            self.at is None and self.against is None and self.against_line is None
        ):
            raise Misused("Say with --paper in which paper it stands. Nothing was changed.")
        against = self.against or (self.paper if self.against_line is not None else None)
        paper, other = (find_paper(work.read, each).id if each else None for each in (self.paper, against))
        said = {"about": about, "text": text, "paper": paper, "line": self.at}
        if (same := number_of(work.read, work.scope.plan, said)) is not None:
            raise Refused(f"Finding {same} says that already. Nothing was changed.")
        number = next_number(work.read, work.scope.plan)
        work.writer.add(
            "finding",
            plan=work.scope.plan,
            number=number,
            **said,
            against=other,
            against_line=self.against_line,
        )
        return f"finding {number}{whose(work.read, [work.scope.plan])} is noted: {quoted(about)}"
