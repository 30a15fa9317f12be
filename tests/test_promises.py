"""What every command promises, whoever declares it: help, a verb, a title, a key or a reason, and a way back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import pkgutil
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jatui.commands
from jatui.cli.build import make_verb
from jatui.cli.context import Session
from jatui.cli.main import cli
from jatui.cli.verbs import VERBS, Verbs
from jatui.commands.actions import Update
from jatui.commands.committees import RateByCommittee
from jatui.commands.editions import Publish, WriteSlip
from jatui.commands.findings import AddFinding, RuleFinding
from jatui.commands.forms import AddForm, DropQuestion, SetQuestion
from jatui.commands.importing import ImportPaper
from jatui.commands.indicator_sets import ApproveSet, ProposeSet, PutInSet, TakeFromSet
from jatui.commands.indicators import (
    AddIndicator,
    ChangeIndicator,
    CorrectMeasurement,
    Measure,
    RemoveMeasurement,
)
from jatui.commands.journal import Redo, Undo
from jatui.commands.links import AlignTheme, LinkCommitment, UnalignTheme, UnlinkCommitment
from jatui.commands.measurements import ReadMeasurements
from jatui.commands.meetings import AddMeeting, CancelMeeting, ChangeMeeting, ImportMeetings
from jatui.commands.milestones import Accept, Correct, Leave, Met, Move
from jatui.commands.minutes import Answer, Ask, Decide
from jatui.commands.officers import AddLead, HoldPost, LeavePost, RenameLead, Transfer
from jatui.commands.papers import AddPaper, AnswerQuestion, NameContact, Recommend, SetHead
from jatui.commands.registry import REGISTRY, Command, Outside
from jatui.commands.returns import Place, ReadReturn, pasted
from jatui.commands.schemes import AddScheme, SetLevel, UseScheme
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, DeferUpdate, ReturnUpdate, Review, Submit
from jatui.commands.views import DropView, SaveView
from jatui.domain.words import RATINGS, STATUSES
from jatui.store import Store
from jatui.store.journal import verify_chain
from jatui.store.undo import FOR_EVER
from jatui.tui.keymap import KEYS
from tests.conftest import DAY, small_plan

for module in pkgutil.iter_modules(jatui.commands.__path__):
    import_module(f"jatui.commands.{module.name}")

ROOT = Path(__file__).resolve().parent.parent
KEYLESS = {
    "init": "makes the database, which the screen does by itself",
    "backup": "is made by itself when a day begins and before what changes much",
    "meeting import": "is about a file, and the screen shows none",
    "scheme add": "is done once, before a plan is rated",
    "scheme level": "is done once, before a plan is rated",
    "scheme use": "is done once, before a plan is rated",
    "submit": "is what leads hand in; whoever sits at the screen records an update at once",
    "theme align": "ties plans to each other, by codes that are read elsewhere",
    "theme unalign": "ties plans to each other, by codes that are read elsewhere",
    "accept": "is done to one of several that wait, by its number in `jatui inbox`",
    "calendar": "is about a file for another program, and the screen shows none",
    "indicator read": "is about a file, and the screen shows none",
    **dict.fromkeys(
        (f"indicator set {what}" for what in ("propose", "put", "take", "approve")),
        "is done once a year",
    ),
    **dict.fromkeys(
        ("paper add", "paper set", "paper recommend", "paper contact", "paper answer"),
        "is about a report, which is written in the terminal",
    ),
    **dict.fromkeys(
        ("form add", "form question", "form drop"), "is done once, before a report is written on the form"
    ),
    "report officers": "writes mails to be sent from another program",
}
"""The commands that have no key, each with the reason."""

EXAMPLES: dict[str, list[Command]] = {
    "update": [
        Update(
            ref="E.1",
            rating="amber",
            status="in progress",
            text="Draft sent.",
            date=DAY,
            by="Ann",
            source="Mail",
        ),
        Update(ref="F.6#2", nothing_new=True),
        Update(ref="e2", status="complete"),
        Update(ref="E.1", text="Only words,\nin two lines."),
    ],
    "milestone met": [Met(ref="E.1"), Met(ref="E.1", stage=dt.date(2021, 12, 31), date=DAY)],
    "milestone move": [
        Move(ref="E.1", wording="Jan '22", reason="Staff left.", meeting="S&R 2021-09-21", date=DAY),
        Move(ref="E.1,E.2,F.6#2", wording="once funded", reason="Waits.", undated=True),
        Move(ref="E.1", wording="\x1b[31m\nJan '22", reason="Odd."),
    ],
    "milestone accept": [Accept(ref="F.6#1")],
    "milestone correct": [Correct(ref="F.6#1", wording="Sep '21", reason="Asked.")],
    "milestone leave": [Leave(ref="F.6#1", reason="Nobody knows.")],
    "committee rate": [
        RateByCommittee(ref="E.1", committee="S&R", rating="red", text="Not convinced.", date=DAY),
        RateByCommittee(ref="E.1,F.6#2", committee="S&R", rating="blue"),
    ],
    "commitment link": [
        LinkCommitment(number="1.1", action="F.6#2", sure="likely", by="Ann", note="Says so.\nTwice."),
        LinkCommitment(number="1.2", action="1.A", to_plan="other", kind="contributes to"),
    ],
    "commitment unlink": [UnlinkCommitment(number="2.1", action="g3")],
    "theme align": [
        AlignTheme(theme="e", to_theme="1", to_plan="other", sure="certain"),
        AlignTheme(theme="F", to_theme="none", to_plan="other", note="Nobody's."),
    ],
    "theme unalign": [UnalignTheme(theme="F", to_theme="X")],
    "officer add": [AddLead(lead="Cy  Cole"), AddLead(lead="Ann Able", kind="body", namesake=True)],
    "officer rename": [RenameLead(lead="able", called="Ann Abel")],
    "officer transfer": [
        Transfer(leaver="Ann Able", successor="bo", reason="Left."),
        Transfer(leaver="Ann Able", successor="AD Roads", only="E.1 or E.2", finished=True, reason="Moved."),
    ],
    "post hold": [
        HoldPost(post="roads", officer="Ann Able"),
        HoldPost(post="paths", officer="ann", since=dt.date(2022, 1, 1), until=dt.date(2022, 3, 31)),
        HoldPost(post="paths", officer="bo", since=DAY, until=DAY),
    ],
    "post leave": [LeavePost(post="AD Paths", until=dt.date(2021, 9, 30))],
    "view save": [
        SaveView(view="Ours", filter="is:overdue or lead:none"),
        SaveView(view="red", filter="-is:done rating:red"),
    ],
    "view drop": [DropView(view="MINE")],
    "scheme add": [AddScheme(slug="three-way", called="Three ways")],
    "scheme level": [
        SetLevel(slug="ragb", code="amber", called="Late", meaning="A month late."),
        SetLevel(slug="rag", code="red", meaning="Off track."),
    ],
    "scheme use": [UseScheme(to_plan="small", slug="other")],
    "meeting add": [AddMeeting(committee="S&R", day=dt.date(2021, 11, 30), deadline=dt.date(2021, 11, 19))],
    "meeting change": [
        ChangeMeeting(committee="S&R", day=dt.date(2021, 9, 21), to=dt.date(2021, 9, 28)),
        ChangeMeeting(committee="S&R", day=dt.date(2021, 9, 21), deadline=dt.date(2021, 9, 10)),
    ],
    "meeting cancel": [CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="Election.")],
    "meeting import": [ImportMeetings(file=str(ROOT / "tests" / "papers" / "dates.csv"), committee="S&R")],
    "meeting ask": [
        Ask(
            question="Which sites?", ref="E.1", meeting="S&R 2021-09-21", by="Cllr Doe", lead="able", due=DAY
        ),
        Ask(question="Who pays,\nand when?", ref="F.6#2,E.2", meeting="S&R 2021-09-21"),
    ],
    "meeting decide": [
        Decide(decision="To be brought back.", ref="E.1", meeting="S&R 2021-09-21"),
        Decide(decision="Noted.", meeting="S&R 2021-09-21"),
    ],
    "meeting answer": [Answer(number=1, answer="All three.", date=DAY)],
    "indicator add": [
        AddIndicator(number="NI 01", called="Cohesion"),
        AddIndicator(
            number="KPI 7a",
            called="Repairs",
            theme="e",
            scale="operational",
            unit="days",
            polarity="lower",
            baseline="14 days",
            target="tbc",
            tolerance="2",
            frequency="monthly",
            owner="ann",
            committee="S&R",
            source="Survey",
            lag="30",
            note="Two lines,\nof note.",
        ),
    ],
    "indicator change": [
        ChangeIndicator(number="ni2", called="Trust", target="45%", polarity="higher", tolerance="3"),
        ChangeIndicator(number="NI 2", unit="", owner="", committee="", note=""),
    ],
    "indicator measure": [
        Measure(
            number="NI2",
            value="47% (target 45%)",
            period="2009/10",
            data_date=dt.date(2010, 3, 31),
            rating="green",
        ),
        Measure(number="NI2", value="-3.5", period="Q5 2021", date=DAY, text="Odd.", by="Ann"),
        Measure(number="NI2", rating="red", outcome="missed", target="50%"),
    ],
    "indicator correct": [
        CorrectMeasurement(
            number="NI2", measurement=1, value="Level 1", period="Q2 2021-22", rating="", reason="Asked."
        )
    ],
    "indicator remove": [RemoveMeasurement(number="NI2", measurement=1, reason="Twice.")],
    "indicator read": [ReadMeasurements(file=str(ROOT / "tests" / "papers" / "values.csv"), by="Ann")],
    "indicator set propose": [
        ProposeSet(
            called="Operational", scale="operational", least=1, most=2, members="NI2, 3", note="First."
        ),
        ProposeSet(called="strategic"),
    ],
    "indicator set put": [PutInSet(called="Strategic", numbers="NI3")],
    "indicator set take": [TakeFromSet(called="Strategic", numbers="NI2")],
    "indicator set approve": [ApproveSet(called="Strategic", committee="S&R", date=DAY)],
    "finding rule": [
        RuleFinding(finding="twice F.6", ruling="accepted"),
        RuleFinding(finding="TWICE f.6", ruling="left", reason="Printed so."),
        RuleFinding(finding="unread F.6#1", ruling="accepted"),
        RuleFinding(finding="unread F.6#1", ruling="left", reason="Nobody knows."),
        RuleFinding(finding="finding 1", ruling="corrected", reason="Asked."),
    ],
    "finding add": [
        AddFinding(about="E.1", text="Said twice."),
        AddFinding(about="Sums", text="They differ.", paper="2021-09-21-progress", at=3, against_line=9),
    ],
    "paper add": [
        AddPaper(called="Another report", meeting="S&R 2021-09-21"),
        AddPaper(called="Progress", meeting="2021-09-21", form="local"),
    ],
    "paper set": [
        SetHead(paper="2021-09-21-progress", field="key-decision", value="No"),
        SetHead(paper="progress", field="outcome", value=""),
        SetHead(paper="progress", field="to", value="S&R"),
    ],
    "paper recommend": [
        Recommend(paper="progress", text="Note it."),
        Recommend(paper="progress", text="Agree it,\nand monitor it.", letter="a"),
    ],
    "paper contact": [
        NameContact(paper="progress", person="Ann Able", email="ann@example.org"),
        NameContact(paper="progress", person="Cllr Doe", role="member", post="Chair"),
    ],
    "paper answer": [
        AnswerQuestion(paper="progress", number="5.1", text="None."),
        AnswerQuestion(paper="progress", number="c1", text="Yes", officer="Ann Able", date=DAY),
        AnswerQuestion(paper="progress", number="5.2", text=""),
    ],
    "form add": [
        AddForm(slug="local-2", former="local"),
        AddForm(slug="short", called="Short report", since=DAY),
    ],
    "form question": [
        SetQuestion(form="other-form", number="1", text="Other words?"),
        SetQuestion(form="other-form", number="2", text="Cleared?", kind="clearance", of="1", before="1"),
    ],
    "form drop": [DropQuestion(form="other-form", number="1")],
    "submit": [
        Submit(ref="E.1", rating="amber", status="waiting", text="Late.", date=DAY, by="Ann", source="Mail")
    ],
    "accept": [
        AcceptUpdate(number=1),
        AcceptUpdate(number=1, rating="red", status="waiting", text="Not so.", date=DAY),
    ],
    "returns read": [
        ReadReturn(file=str(ROOT / "tests" / "papers" / "returns.csv"), by="Ann", date=DAY),
        pasted("Dear Tom,\nE.1: amber. Draft sent.\nF.6: green - paid"),
    ],
    "place": [Place(number=1, ref="F.6#2")],
    "return": [ReturnUpdate(number=1, reason="Which draft?")],
    "review": [
        Review(ref="E.2"),
        Review(ref="E.1,E.2", rating="amber", status="waiting", text="Late.", review=dt.date(2021, 9, 21)),
        Review(ref="F.6#1", nothing_new=True),
        Review(ref="E.1,F.6#2", until=dt.date(2021, 9, 20)),
    ],
    "import": [
        ImportPaper(file=str(ROOT / "tests" / "papers" / "plan.txt"), to_plan="small", date=DAY),
        ImportPaper(
            file=str(ROOT / "tests" / "papers" / "plan.txt"),
            new="fresh",
            called="Fresh plan",
            maps=["Cost=update"],
        ),
        ImportPaper(file=str(ROOT / "tests" / "papers" / "plan.txt"), to_plan="small", gone="superseded"),
    ],
    "publish": [Publish(meeting="S&R 2021-09-21"), Publish(meeting="S&R 2021-09-21", public=True)],
    "slip": [WriteSlip(edition=1, text="E.1 is red.")],
    "defer": [DeferUpdate(number=1), DeferUpdate(number=1, until=dt.date(2021, 9, 20))],
    "undo": [Undo(), Undo(revision=2)],
    "redo": [Redo()],
}
"""Wishes of every kind that change a plan which holds something."""

CHANGING = [name for name, kind in REGISTRY.items() if not issubclass(kind, Outside)]
LASTING = {name for name, kind in REGISTRY.items() if kind.lasting}
"""The commands that nothing takes back; they have tests of their own."""

LOADING = {"init", "snapshot restore"}
"""The commands that want a database without a plan; they are undone in tests of their own."""

BETWEEN = {"snapshot merge"}
"""The commands that want a second database; they are undone in tests of their own."""


def verb_of(name: str) -> click.Command:
    found: click.Command = cli
    for word in name.split():
        assert isinstance(found, click.Group)
        with click.Context(found, info_name="jatui") as context:
            inner = found.get_command(context, word)
        assert inner is not None, f"there is no verb {name}"
        found = inner
    return found


def every_verb(group: click.Group = cli, before: str = "") -> list[str]:
    names = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            inner = group.get_command(context, name)
            assert inner is not None
            if isinstance(inner, click.Group):
                names += every_verb(inner, f"{before}{name} ")
            else:
                names.append(before + name)
    return names


@pytest.mark.parametrize("name", REGISTRY)
def test_a_command_says_what_it_is_for(name: str) -> None:
    kind = REGISTRY[name]
    explanation = inspect.getdoc(kind) or ""
    assert explanation != inspect.getdoc(Command) and explanation.endswith(".")
    assert kind.title and kind.title[0].isupper() and not kind.title.endswith(".")
    for field in dataclasses.fields(kind):
        assert field.metadata.get("help", "").endswith("."), field.name


@pytest.mark.parametrize("name", REGISTRY)
def test_a_command_is_a_verb_that_takes_its_fields(name: str) -> None:
    kind, verb = REGISTRY[name], verb_of(name)
    taken = {parameter.name for parameter in verb.params}
    for field in dataclasses.fields(kind):
        if field.name not in kind.hidden:
            assert field.name in taken or f"{field.name}s" in taken, field.name
    assert (verb.help or "").partition(".")[0] == (inspect.getdoc(kind) or "").partition(".")[0]


@pytest.mark.parametrize("name", every_verb())
def test_a_verb_explains_each_of_its_words_and_speaks_json(name: str) -> None:
    verb = verb_of(name)
    assert verb.help and verb.help.partition("\n")[0].endswith((".", ","))
    for parameter in verb.params:
        assert isinstance(parameter, (click.Option, click.Argument)) and parameter.help, parameter.name
    assert "as_json" in {parameter.name for parameter in verb.params}


@pytest.mark.parametrize("name", every_verb())
def test_the_readme_names_every_verb(name: str) -> None:
    assert re.search(rf"jatui (--\S+ \S+ )?{name}\b", (ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("name", REGISTRY)
def test_a_command_has_a_key_or_a_reason(name: str) -> None:
    keys = [key for key in KEYS if key.command == name]
    assert bool(keys) != (name in KEYLESS)
    assert all(key.help for key in keys)


def test_no_key_and_no_reason_is_of_a_command_that_is_gone() -> None:
    assert {key.command for key in KEYS if key.command} <= set(REGISTRY)
    assert set(KEYLESS) <= set(REGISTRY) and set(EXAMPLES) | LOADING | BETWEEN == set(CHANGING)


def state(tracker: Tracker) -> list[tuple[str, dict[str, Any]]]:
    return list(tracker.read.records())


def test_undo_knows_what_nothing_takes_back() -> None:
    assert set(FOR_EVER) == LASTING


def begin_report(tracker: Tracker) -> None:
    """Begin a report on a form, with something in each of its parts, and note a finding."""
    for form in ("local", "other-form"):
        tracker.run(AddForm(slug=form, called=form))
        tracker.run(SetQuestion(form=form, number="1", text="Resources"))
    for number, kind in (("5.1", "implication"), ("5.2", "implication"), ("C1", "clearance")):
        tracker.run(SetQuestion(form="local", number=number, text="What?", kind=kind))
    tracker.run(AddPaper(called="Progress", meeting="S&R 2021-09-21", form="local"))
    tracker.run(SetHead(paper="progress", field="outcome", value="Noted."))
    tracker.run(Recommend(paper="progress", text="Note."))
    tracker.run(AnswerQuestion(paper="progress", number="5.2", text="Some."))
    tracker.run(AddFinding(about="E.2", text="Odd."))


@pytest.mark.parametrize(
    "command",
    [each for name in CHANGING if name not in LASTING for each in EXAMPLES.get(name, [])],
    ids=str,
)
def test_what_is_done_and_undone_leaves_the_same_records(joined: Tracker, command: Command) -> None:
    tracker = joined
    tracker.run(AddScheme(slug="rag", called="Red, amber, green"))
    tracker.run(AddScheme(slug="other", called="Another"))
    for code in RATINGS:
        tracker.run(SetLevel(slug="other", code=code, meaning="Said so."))
    tracker.run(SaveView(view="Mine", filter="E.1"))
    tracker.run(AddLead(lead="Bo Best"))
    for post in ("AD Roads", "AD Paths"):
        tracker.run(AddLead(lead=post, kind="post"))
    tracker.run(HoldPost(post="AD Paths", officer="Bo Best", since=DAY, until=dt.date(2021, 12, 31)))
    tracker.run(Submit(ref="E.2", rating="amber", text="Came in."))
    tracker.run(Update(ref="E.1", rating="red", text="Before."))
    tracker.run(Update(ref="E.2", rating="green"))
    tracker.run(Move(ref="F.6#1", wording="Jul '21 & Ep '21", reason="Printed so.", undated=True))
    tracker.run(Ask(question="Which sites?", ref="E.2", meeting="S&R 2021-09-21"))
    for number in ("NI 2", "NI 3"):
        tracker.run(AddIndicator(number=number, called="Measured", unit="%"))
    tracker.run(Measure(number="NI 2", value="41%", period="2008/09", rating="amber"))
    tracker.run(ProposeSet(called="Strategic", least=1, members="NI 2"))
    begin_report(tracker)
    if isinstance(command, Redo):
        tracker.run(Undo())
    before = state(tracker)
    revision = tracker.run(command).revision
    after = state(tracker)
    assert revision and after != before
    tracker.run(Undo(revision=revision))
    assert state(tracker) == before
    if not isinstance(command, Undo):
        tracker.run(Redo())
        assert state(tracker) == after
    assert verify_chain(tracker.store.connection()) == []


@pytest.mark.parametrize("name", sorted(LOADING))
def test_what_is_loaded_is_unloaded_when_its_revision_is_named(name: str, tmp_path: Path) -> None:
    from jatui.commands.archive import Export, Init, Restore

    file = tmp_path / "small.toml"
    with Store.create(tmp_path / "first.sqlite3") as store:
        first = Tracker(store, None, DAY, "test")
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(small_plan())
            writer.sentence = "loaded"
        first.run(Export(file=str(file)))
    with Store.create(tmp_path / "second.sqlite3") as store:
        tracker = Tracker(store, "all", DAY, "test")
        revision = tracker.run(Restore.of(file) if name == "snapshot restore" else Init()).revision
        after = state(tracker)
        assert after
        tracker.run(Undo(revision=revision))
        assert state(tracker) == []
        tracker.run(Redo())
        assert state(tracker) == after


ODD = ("-x", "--rating", "--", "-", 'it\'s "so"', "$HOME `id` \\", "#1", "a\nb", " ", "~", "*", "日本")


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(ODD) | st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
    )


def values_of(field: dataclasses.Field[Any], hint: Any) -> st.SearchStrategy[Any]:
    """Return values that a field may have, and its default."""
    wanted = next((kind for kind in get_args(hint) if kind is not type(None)), hint)
    choices = field.metadata.get("choices")
    found: st.SearchStrategy[Any] = {
        str: st.sampled_from(choices) if choices else texts(),
        bool: st.booleans(),
        int: st.integers(0, 10**9),
        dt.date: st.dates(),
    }[wanted]
    return found if field.metadata.get("argument") else st.just(field.default) | found


@st.composite
def commands(draw: st.DrawFn) -> Command:
    kind = draw(st.sampled_from([kind for name, kind in REGISTRY.items() if name != "snapshot verify"]))
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: draw(values_of(field, hints[field.name]))
            for field in dataclasses.fields(kind)
            if field.name not in kind.hidden
        }
    )


@given(commands())
def test_the_line_of_a_command_is_the_command(command: Command) -> None:
    words = shlex.split(command.line())
    name = command.name.split()
    assert words[: 1 + len(name)] == ["jatui", *name]
    found: list[Command] = []
    verb = make_verb(type(command), lambda session, wish, as_json: found.append(wish))
    verb.main(words[1 + len(name) :], obj=Session(), standalone_mode=False)
    assert found == [command]


def test_verify_has_a_line_that_its_verb_reads() -> None:
    from jatui.commands.archive import Verify

    words = shlex.split(Verify(file="a b.toml").line())
    with verb_of("snapshot verify").make_context("verify", words[3:]) as context:
        assert context.params["files"] == (Path("a b.toml"),)


def test_the_words_that_a_verb_offers_are_those_of_the_plan() -> None:
    options = {parameter.name: parameter for parameter in verb_of("update").params}
    for name, words in (("rating", RATINGS), ("status", STATUSES)):
        option = options[name]
        assert isinstance(option, click.Option) and all(word in (option.help or "") for word in words)


def test_each_verb_stands_in_one_section() -> None:
    assert isinstance(cli, Verbs)
    names = [name for verbs in VERBS.values() for name in verbs]
    assert len(names) == len(set(names))
