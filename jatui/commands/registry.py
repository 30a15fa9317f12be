"""What a command is, and the table of all of them.

A command is a small frozen dataclass. Its docstring is its help wherever help is shown, its fields are its
options and its form, its name and values are what the journal records.
"""

from __future__ import annotations

import dataclasses
import json
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from jatui.domain.watch import Wanted, unwatched

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker
    from jatui.domain.doubts import Doubt
    from jatui.store import Reader, Writer
    from jatui.store.scope import Scope


REGISTRY: dict[str, type[Command]] = {}
"""Every command under its name, in the order in which they are declared."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a command works with: the revision in the making, and what the person was looking at.

    `doubts` gathers what was odd and done all the same, with the actions that it is about; `watch` is told how far long
    work is.
    """

    writer: Writer
    scope: Scope
    actor: str
    seen: int | None = None
    doubts: dict[Doubt, list[int]] = field(default_factory=dict)
    watch: Wanted = unwatched

    @property
    def read(self) -> Reader:
        """The database as it stands within this revision."""
        return self.writer.read


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something that a person can do to a plan."""

    name: ClassVar[str]
    title: ClassVar[str]
    hidden: ClassVar[tuple[str, ...]] = ()
    """Fields that are filled in, not asked for."""
    lasting: ClassVar[bool] = False
    """Whether nothing takes it back."""

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Give the command as it is to be recorded, and what does it; what takes long is done here, before the lock."""
        yield self, self.run

    def run(self, work: Work) -> str:
        """Do it, and return in one sentence what was done."""
        raise NotImplementedError(self.name)

    def reason_given(self) -> str | None:
        """Return why the person did it, where the command asks for that."""
        return getattr(self, "reason", None)

    def values(self) -> dict[str, Any]:
        """Return the fields that are not at their default, as the journal records them."""
        found = {}
        for each in dataclasses.fields(self):
            value = getattr(self, each.name)
            if value != each.default:
                found[each.name] = value.isoformat() if isinstance(value, date) else value
        return found

    def arguments(self) -> str:
        """Return the fields that are not at their default as JSON."""
        return json.dumps(self.values(), ensure_ascii=False)

    def line(self) -> str:
        """Return the shell line that does the same."""
        arguments, options = [], []
        for each in dataclasses.fields(self):
            value = getattr(self, each.name)
            if each.name in self.hidden or value is None or value is False or value == each.default:
                continue
            if each.metadata.get("argument"):
                arguments.append(str(value))
            else:
                options.append(flag(each))
                if value is not True:
                    options.append(str(value))
        given = [*arguments, *options]
        if any(value.startswith("-") for value in arguments):
            given = [*options, "--", *arguments]
        return shlex.join(["jatui", *self.name.split(), *given])


class Outside(Command):
    """Something that a person can do with files; it changes no plan, so there is nothing to undo."""

    def perform(self, tracker: Tracker) -> str:
        """Do it, and return in one sentence what was done."""
        raise NotImplementedError(self.name)


@dataclass(frozen=True, kw_only=True)
class FromTable(Command):
    """Something that takes a table of a file in; the database is copied before."""

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Copy the database, and leave the rest to be done under the lock."""
        from jatui.store.backups import back_up_before

        back_up_before(tracker.store, "import", tracker.watch)
        yield self, self.run


C = TypeVar("C", bound=Command)


def command(name: str, title: str) -> Callable[[type[C]], type[C]]:
    """Declare a class as the command of this name; the title is how menus call it."""

    def declare(cls: type[C]) -> type[C]:
        cls.name = name
        cls.title = title
        REGISTRY[name] = cls
        return cls

    return declare


def argument(explanation: str, default: Any = dataclasses.MISSING) -> Any:
    """Declare a field that is given by its place on the command line; it may be left out where it has a default."""
    return field(default=default, metadata={"help": explanation, "argument": True})


def option(
    explanation: str, default: Any = None, *, choices: tuple[str, ...] = (), name: str | None = None
) -> Any:
    """Declare a field that is given by name, its own or another; `choices` are the words that it may be."""
    return field(default=default, metadata={"help": explanation, "choices": choices, "name": name})


def flag(field: dataclasses.Field[Any]) -> str:
    """Return how a field that is given by name is written on the command line."""
    return "--" + (field.metadata.get("name") or field.name).replace("_", "-")
