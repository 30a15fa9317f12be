"""Every key, in one table: what it does, what it is called, and where it ranks in the footer.

One key means one thing on every screen: `g` is green, so top and bottom are home and end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """A key, or several that do the same; the action they run; and the words by which people find them.

    Without a key the palette alone has the command. `command` names the declared command that is run, if any.
    `rank` orders the footer, where the lowest stay longest; a key without one is shown in help and palette only. `on`
    names the screens that have the key: the plan, the triage queue, or both.
    """

    keys: str
    action: str
    label: str
    help: str
    group: str
    shown: str = ""
    command: str | None = None
    rank: int | None = None
    palette: bool = True
    on: str = "plan"

    @property
    def name(self) -> str:
        """The key as people read it."""
        return self.shown or self.keys.split(",")[0]

    @property
    def word(self) -> str:
        """The name by which the settings give it another key; it is made of the label and stays the same with it."""
        return self.label.replace("'s", "").replace(" ", "-")

    @property
    def sentence(self) -> str:
        """What the key does, without the full stop."""
        return self.help.rstrip(".")


RATE, DATES, MARK, FIND, MOVE = "Rate and write", "Milestones and meetings", "Mark", "Find", "Move"
CALENDAR, BACK = "Calendar", "Undo"
FILES, PROGRAM = "Archive", "Program"
TRIAGE, MEETING = "Triage", "In a meeting"
PAST = "What changed, and the past"
BOTH = "plan triage"
EVERY = "plan triage officers changed history archive differences merge commitments desk scorecard import"
LISTS = "changed history differences commitments desk"
PANED = f"plan {LISTS} archive merge scorecard import"
OFFICERS = "Officers"
JOINED = "Every paper"
SIFTED = "commitments desk scorecard import"

KEYS: tuple[Key, ...] = (
    Key("r", "rate('red')", "red", "Rate the action red and write why.", RATE, command="update", rank=1, on=BOTH),
    Key("a", "rate('amber')", "amber", "Rate the action amber and write why.", RATE, command="update", rank=1, on=BOTH),
    Key("g", "rate('green')", "green", "Rate the action green and write why.", RATE, command="update", rank=1, on=BOTH),
    Key("b", "rate('blue')", "blue", "Rate the action blue (complete) and write why.", RATE, command="update", rank=1, on=BOTH),
    Key("w", "write", "write", "Write what was said of the action, without a rating.", RATE, command="update", rank=5, on=BOTH),
    Key("n", "nothing_new", "nothing new", "Record that there is nothing new: all stands.", RATE, command="update", rank=3,
        on=BOTH),
    Key("C", "form('committee rate')", "committee's rating", "Record how a committee rates the action for itself.", RATE,
        command="committee rate"),
    Key("M", "form('milestone move')", "move milestone", "Give the action another milestone, with a reason.", DATES,
        command="milestone move", rank=11, on=BOTH),
    Key("D", "met", "stage done", "Mark the next stage of the milestone met today.", DATES, command="milestone met"),
    Key("S", "suggestion", "suggestion", "Take what is suggested for a damaged milestone.", DATES, command="milestone accept"),
    Key("c", "form('milestone correct')", "correct", "Say what a doubtful milestone is to be read as.", DATES,
        command="milestone correct"),
    Key("", "form('milestone leave')", "leave reading", "Leave a doubtful milestone as it is printed.", DATES,
        command="milestone leave"),
    Key("", "form('milestone met')", "stage met", "Mark a stage of the milestone met on another day.", DATES),
    Key("t", "triage", "triage", "Go through the actions that need a look before the next meeting.", TRIAGE, rank=4),
    Key("enter", "accept", "accept", "Accept what came in as it stands, or save what is typed; the next card comes.", TRIAGE,
        command="review", rank=0, on="triage"),
    Key("s", "skip", "skip", "Leave the card for a second round.", TRIAGE, rank=4, on="triage"),
    Key("d", "form('review')", "defer", "Put the action off to a day.", TRIAGE, command="defer", rank=5, on="triage"),
    Key("R", "send_back", "send back", "Send what came in back, with a reason; a reply is made to paste.", TRIAGE,
        command="return", rank=6, on="triage"),
    Key("backspace", "step(-1)", "card before", "Go back to the card before.", TRIAGE, "⌫", rank=7, on="triage"),
    Key("p", "paste", "paste", "Paste a lead's reply; what it says of each action is shown before it is taken in.", TRIAGE,
        command="returns read", rank=8, on="triage"),
    Key("E,ctrl+g", "editor", "editor", "Write the text in the editor of your own (VISUAL or EDITOR).", TRIAGE, rank=9,
        on=BOTH),
    Key("ctrl+o", "overrule", "record anyway", "Record what is typed although something about it is odd; that is recorded too.",
        TRIAGE, "^o", rank=12, on="triage"),
    Key("P", "place", "place", "Say which action an update is for that came in without one.", TRIAGE, command="place",
        rank=11, on="triage"),
    Key("", "send_back(True)", "send back unplaced", "Send an update back that came in without an action, with a reason.",
        TRIAGE, on="triage"),
    Key("T", "other_meeting", "other meeting", "Go through the actions for the meeting after; then for the first again.",
        TRIAGE, on="triage"),
    Key("m", "meeting", "meeting", "Go to a meeting: its committee's actions under a lock; again, to come back.", MEETING,
        rank=8),
    Key("f", "form('meeting ask')", "follow-up", "Capture a question as a follow-up, with its lead, meeting and day.", MEETING,
        command="meeting ask", rank=12),
    Key("F", "form('meeting decide')", "decision", "Write down what a meeting decided.", MEETING, command="meeting decide",
        rank=13),
    Key("A", "form('meeting answer')", "answer", "Answer the question about the action that waits longest.", MEETING,
        command="meeting answer"),
    Key("left_square_bracket", "neighbour(-1)", "action before", "Go to the action before, wherever one is.", MEETING, "["),
    Key("right_square_bracket", "neighbour(1)", "next action", "Go to the next action, wherever one is.", MEETING, "]",
        rank=14),
    Key("L", "lock", "lock", "Unlock the keys that change the plan, or lock them again.", MEETING, rank=9, on="meeting"),
    Key("plus", "form('meeting add')", "add meeting", "Add a meeting; its papers close five clear days before.", DATES, "+",
        command="meeting add"),
    Key("", "form('meeting change')", "change meeting", "Hold a meeting on another day.", DATES, command="meeting change"),
    Key("", "form('meeting cancel')", "cancel meeting", "Cancel a meeting; it stays in the list.", DATES,
        command="meeting cancel"),
    Key("O", "officers", "workload", "See what each officer, post and body has to do, who is silent, and who holds which post.",
        OFFICERS),
    Key("enter", "narrow", "narrow", "Narrow the plan to the actions of the lead under the cursor.", OFFICERS, rank=1,
        on="officers"),
    Key("X", "form('officer transfer')", "transfer", "Pass what a leaver leads on to another, with a reason.", OFFICERS,
        command="officer transfer", rank=2, on="officers"),
    Key("", "form('officer add')", "add officer", "Add an officer, a post or a body.", OFFICERS, command="officer add",
        on="officers"),
    Key("", "form('officer rename')", "rename lead", "Give a lead another name.", OFFICERS, command="officer rename",
        on="officers"),
    Key("", "form('post hold')", "hold post", "Say who holds a post, and from when.", OFFICERS, command="post hold",
        on="officers"),
    Key("", "form('post leave')", "leave post", "Say until which day a post is held.", OFFICERS, command="post leave",
        on="officers"),
    Key("ampersand", "commitments", "commitments", "See what was promised, and which actions of whatever plan answer it.",
        JOINED, "&"),
    Key("exclamation_mark", "desk", "desk", "See what in the papers and the data does not agree, is lacking or misleads.",
        JOINED, "!"),
    Key("percent_sign", "scorecard", "scorecard", "See what is measured: values, targets, ratings, where they go, and a plot.",
        JOINED, "%"),
    Key("enter", "whole", "open all", "Give the plot and the words of the indicator all the room, or the list its own again.",
        JOINED, rank=1, on="scorecard"),
    Key("o", "form('indicator measure')", "measure", "Record what was measured of the indicator: a value, or a rating.", JOINED,
        command="indicator measure", rank=2, on="scorecard"),
    Key("", "form('indicator correct')", "correct value", "Correct a value that was recorded, with a reason.", JOINED,
        command="indicator correct", on="scorecard"),
    Key("", "form('indicator remove')", "remove value", "Remove a value that was recorded, with a reason.", JOINED,
        command="indicator remove", on="scorecard"),
    Key("", "form('indicator change')", "change indicator", "Change an indicator: its name, target, tolerance, polarity.",
        JOINED, command="indicator change", on="scorecard"),
    Key("", "form('indicator add')", "add indicator", "Add an indicator to the plan.", JOINED, command="indicator add",
        on="scorecard"),
    Key("left,h", "choose(-1)", "part before", "Show the part before: all, or those of one state.", JOINED, "←", on=SIFTED),
    Key("right,l", "choose(1)", "next part", "Show the next part: all, or those of one state.", JOINED, "→", rank=3, on=SIFTED),
    Key("e", "form('commitment link')", "link action", "Link an action, of this plan or another, to the commitment.", JOINED,
        command="commitment link", rank=2, on="commitments"),
    Key("", "form('commitment unlink')", "unlink action", "Take the link under the cursor away.", JOINED,
        command="commitment unlink", on="commitments"),
    Key("U", "import_paper", "import", "Show what a paper would change in the plan: Word, a spreadsheet, text, pasted too; "
        "there again, import it.", JOINED, command="import", rank=6, on="plan import"),
    Key("enter", "column", "column", "Say what the column under the cursor holds; leave a table out, or read it again.",
        JOINED, rank=1, on="import"),
    Key("c", "choices", "import choices", "Say into which plan the paper goes, its day, and what becomes of what it lacks.",
        JOINED, rank=2, on="import"),
    Key("G", "form('finding rule')", "rule", "Say what is made of the finding: accepted, corrected or left, and why.", JOINED,
        command="finding rule", rank=2, on="desk"),
    Key("", "form('finding add')", "add finding", "Write down something irregular that you saw in a paper.", JOINED,
        command="finding add", on="desk"),
    Key("space", "mark", "mark", "Mark the action; what is rated, written or moved then goes for all marked.", MARK, on=BOTH),
    Key("v", "mark_range", "mark range", "Mark from the action marked last to this one.", MARK, on=BOTH),
    Key("V", "mark_all", "mark all", "Mark every action shown.", MARK, on=BOTH),
    Key("slash", "filter", "filter", "Narrow the actions as you type: words, refs, rating:red due:2021-12.", FIND, "/", rank=2),
    Key("0", "choose_plan", "plan", "Change the plan: another, or all plans at once.", FIND, rank=13),
    Key("greater_than_sign", "view(1)", "next view", "Go to the next view: a filter under a name.", FIND, ">"),
    Key("less_than_sign", "view(-1)", "view before", "Go to the view before.", FIND, "<"),
    Key("K", "keep_view", "keep view", "Keep the filter as a view, under a name.", FIND, command="view save"),
    Key("", "drop_view", "drop view", "Drop a view that was kept.", FIND, command="view drop"),
    Key("escape", "back", "back", "Leave what is open; then clear the filter; then go to the actions.", FIND, "esc", on=EVERY),
    Key("enter", "open", "open", "Open the action's card, or go from a facet to its actions.", FIND, palette=False),
    Key("y", "copy", "copy", "Copy the action's ref, wording and standing to the clipboard.", FIND, rank=9, on=BOTH),
    Key("at", "look_back", "past", "See the plan as at another day, meeting or revision; again, to return.", FIND, "@",
        rank=10),
    Key("W", "changed", "what changed", "See what changed since the last meeting: by kind, committee or lead.", PAST),
    Key("W", "since", "since when", "See what changed since another day, meeting or revision.", PAST, rank=2, on="changed"),
    Key("left,h", "group(-1)", "grouping before", "Group what changed the way before: by kind, committee or lead.", PAST, "←",
        on="changed"),
    Key("right,l", "group(1)", "next grouping", "Group what changed the next way: by kind, committee or lead.", PAST, "→",
        rank=3, on="changed"),
    Key("H", "history", "history", "See the history of the action, or again that of everything.", PAST, rank=12,
        on="plan history"),
    Key("", "history_of_all", "whole history", "See everything that was ever done, the newest first.", PAST),
    Key("at", "look_at", "see then", "See the plan as the revision under the cursor left it.", PAST, "@", rank=2, on="history"),
    Key("u", "undo_revision", "undo revision", "Take back the very revision under the cursor.", BACK, command="undo", rank=4,
        on="history"),
    Key("enter", "to_action", "to action", "Go to the action's card in the plan.", PAST, rank=1, palette=False, on=LISTS),
    Key("y", "copy_list", "copy all", "Copy what changed as Markdown, or the revision with what it changed.", PAST, rank=5,
        on=f"{LISTS} scorecard"),
    Key("1", "pane('themes')", "themes", "Go to the themes.", MOVE),
    Key("2", "pane('actions')", "actions", "Go to the actions.", MOVE),
    Key("3", "pane('officers')", "officers", "Go to the officers, posts and bodies.", MOVE),
    Key("4", "pane('calendar')", "calendar", "Go to the calendar.", MOVE),
    Key("5", "pane('card')", "card", "Go to the action's card.", MOVE),
    Key("tab", "next_pane(1)", "next pane", "Go to the next pane.", MOVE, palette=False, on=PANED),
    Key("shift+tab", "next_pane(-1)", "pane before", "Go to the pane before.", MOVE, palette=False, on=PANED),
    Key("down,j", "go('down')", "down", "Go down one.", MOVE, "↓ j", palette=False, on=EVERY),
    Key("up,k", "go('up')", "up", "Go up one.", MOVE, "↑ k", palette=False, on=EVERY),
    Key("left,h", "go('left')", "left", "Go left, or to the pane there.", MOVE, "← h", palette=False),
    Key("right,l", "go('right')", "right", "Go right, or to the pane there.", MOVE, "→ l", palette=False),
    Key("pagedown", "go('page_down')", "page down", "Go down one page.", MOVE, "pgdn", palette=False, on=EVERY),
    Key("pageup", "go('page_up')", "page up", "Go up one page.", MOVE, "pgup", palette=False, on=EVERY),
    Key("home", "go('home')", "top", "Go to the first.", MOVE, palette=False, on=EVERY),
    Key("end", "go('end')", "bottom", "Go to the last.", MOVE, palette=False, on=EVERY),
    Key("z", "zoom", "zoom", "Show the calendar's year, month or agenda.", CALENDAR),
    Key("Z", "enlarge", "large calendar", "Put the calendar before everything else, or back.", CALENDAR),
    Key("Y", "other_year", "other year", "Begin the calendar's year in May or in April.", CALENDAR),
    Key("u", "undo", "undo", "Take back the last thing that was done; tomorrow too.", BACK, command="undo", rank=4,
        on="plan triage officers archive commitments desk scorecard"),
    Key("ctrl+r", "redo", "redo", "Do again what was taken back.", BACK, "^r", command="redo", rank=10,
        on="plan triage officers archive commitments desk scorecard"),
    Key("x", "archive", "archive", "See what is kept: editions, snapshots, backups; write, verify, compare, open them.",
        FILES, rank=6),
    Key("enter", "open_file", "open file", "Browse what is under the cursor; on the first line, write the plan as it stands.",
        FILES, rank=1, palette=False, on="archive"),
    Key("x", "export", "write file", "Write the plan as it stands to a file, under a name of your own, or for the public.",
        FILES, command="snapshot export", rank=2, on="archive"),
    Key("N", "form('publish')", "publish", "Publish the plan as it stood for a meeting: a sealed edition that nothing changes.",
        FILES, command="publish", rank=5, on="archive"),
    Key("", "form('slip')", "slip", "Write a correction that stands beside the edition under the cursor.", FILES,
        command="slip", on="archive"),
    Key("B", "restore", "bring back", "Show what restoring the snapshot under the cursor would change; there again, "
        "restore it over the plan.", FILES, command="snapshot restore", rank=6, on="archive differences"),
    Key("J", "merge", "merge", "Take in what a colleague did in a database of their own; conflicts are answered one by one.",
        FILES, command="snapshot merge", rank=10, on="archive merge"),
    Key("left,h", "take('ours')", "take ours", "Keep what is here.", FILES, "←", rank=1, on="merge"),
    Key("right,l", "take('theirs')", "take theirs", "Take what is there.", FILES, "→", rank=2, on="merge"),
    Key("i", "verify", "verify", "Read every byte of what is under the cursor: is it as it was written?", FILES,
        command="snapshot verify", rank=3, on="archive"),
    Key("I", "verify_all", "verify all", "Read every byte of everything that is kept.", FILES, rank=7, on="archive"),
    Key("equals_sign", "difference", "difference", "See how what is under the cursor differs from what is held, or from the "
        "plan as it stands.", FILES, "=", rank=4, on="archive"),
    Key("space", "hold", "hold", "Hold what is under the cursor, to compare another with it.", FILES, rank=8, on="archive"),
    Key("y", "copy_digest", "copy digest", "Copy the name and the sha256 of what is under the cursor, for the minutes.", FILES,
        rank=9, on="archive"),
    Key("question_mark,f1", "help", "help", "Show the keys and what the pane in use is for.", PROGRAM, "?", rank=0, on=EVERY),
    Key("ctrl+p,colon", "app.command_palette", "palette", "Find any command by name.", PROGRAM, "^p", rank=7, palette=False,
        on=EVERY),
    Key("q", "leave", "leave", "Leave what is open, and jatui from the plan; everything is saved already.", PROGRAM, rank=8,
        on=EVERY),
)  # fmt: skip


IN_MEETING = {
    "meeting": 1, "filter": 1, "form('meeting ask')": 1, "form('meeting decide')": 2, "lock": 2, "copy": 3, "neighbour(1)": 3,
}  # fmt: skip
"""What matters most in a meeting, which has the keys of the plan and its own: their ranks there."""


NOT_IN_MEETING = (
    "zoom", "enlarge", "other_year", "triage", "pane('themes')", "pane('officers')", "pane('calendar')",
    "choose_plan",
)  # fmt: skip
"""What a meeting leaves to the plan: the key says so there, and help and palette do without it."""


def is_elsewhere(action: str) -> bool:
    """Tell whether a meeting leaves an action to the plan."""
    return action.startswith(NOT_IN_MEETING)


def keys_on(screen: str, keys: Iterable[Key] = KEYS) -> list[Key]:
    """Return those of the keys that a screen has."""
    if screen != "meeting":
        return [key for key in keys if screen in key.on.split()]
    return [
        replace(key, rank=IN_MEETING.get(key.action, None if key.rank is None else key.rank + 10))
        for key in keys
        if {"plan", "meeting"} & set(key.on.split())
    ]


def writes(action: str) -> bool:
    """Tell whether an action, with or without its parameters, is one that records something."""
    return action.partition("(")[0] in _WRITING


_WRITING = {
    key.action.partition("(")[0]
    for key in KEYS
    if key.group in (RATE, DATES, TRIAGE, BACK) or (key.command and key.action not in ("export", "verify"))
}


def bindings(screen: str = "plan") -> list[BindingType]:
    """Return the keys of a screen as Textual's bindings, with ids by which a person may give an action another key.

    An action without a key keeps its place with one that no terminal sends.
    """
    from textual.binding import Binding

    return [
        Binding(
            key.keys or UNSENT, key.action, key.label, show=False, id=f"jatui.{key.word}", tooltip=key.help
        )
        for key in keys_on(screen)
    ]


UNSENT = "unsent"
"""A key that no terminal sends."""
