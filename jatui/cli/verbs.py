"""The table of verbs, and groups that import a verb's module only when it is called or listed.

A look-up thereby pays for its own verb alone; importing them all would double its time.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple, cast

import click


class Written(NamedTuple):
    """A verb that is written out: the module of this room and the name in it."""

    module: str
    name: str

    def load(self) -> click.Command:
        """Return the verb."""
        return cast(click.Command, getattr(import_module(f"jatui.cli.{self.module}"), self.name))


class Declared(NamedTuple):
    """A verb that is made from a declared command: the module that declares it and the command's name."""

    module: str
    name: str

    def load(self) -> click.Command:
        """Return the verb, made from its declaration."""
        from jatui.cli.build import make_verb
        from jatui.commands.registry import REGISTRY

        import_module(f"jatui.commands.{self.module}")
        return make_verb(REGISTRY[self.name])


Sections = Mapping[str, Mapping[str, Written | Declared]]

VERBS: Sections = {
    "Look": {
        "show": Written("actions", "show"),
        "list": Written("actions", "list_actions"),
        "find": Written("actions", "find"),
        "themes": Written("facets", "themes"),
        "commitments": Written("commitments", "commitments"),
        "officers": Written("officers", "officers"),
        "who": Written("who", "who"),
        "statements": Written("statements", "statements"),
        "amounts": Written("statements", "amounts"),
        "calendar": Written("facets", "calendar"),
        "indicators": Written("indicators", "indicators"),
        "meetings": Written("meetings", "meetings"),
        "minutes": Written("minutes", "minutes"),
        "changes": Written("changes", "changes"),
        "schemes": Written("schemes", "schemes"),
        "papers": Written("papers", "papers"),
        "forms": Written("papers", "forms"),
        "views": Written("views", "views"),
    },
    "Record": {
        "update": Declared("actions", "update"),
        "submit": Declared("triage", "submit"),
        "returns": Written("returns", "returns"),
        "inbox": Written("inbox", "inbox"),
        "queue": Written("inbox", "queue"),
        "review": Declared("triage", "review"),
        "place": Declared("returns", "place"),
        "accept": Declared("triage", "accept"),
        "return": Written("inbox", "send_back"),
        "defer": Declared("triage", "defer"),
        "undo": Declared("journal", "undo"),
        "redo": Declared("journal", "redo"),
        "milestone": Written("milestones", "milestone"),
        "meeting": Written("meetings", "meeting"),
        "committee": Written("committees", "committee"),
        "commitment": Written("commitments", "commitment"),
        "theme": Written("themes", "theme"),
        "officer": Written("officers", "officer"),
        "post": Written("officers", "post"),
        "scheme": Written("schemes", "scheme"),
        "view": Written("views", "view"),
        "indicator": Written("indicators", "indicator"),
        "paper": Written("papers", "paper"),
        "form": Written("papers", "form"),
        "finding": Written("findings", "finding"),
        "history": Written("journal", "history"),
    },
    "Tell": {
        "report": Written("report", "report"),
    },
    "Keep": {
        "init": Written("archive", "init"),
        "import": Written("importing", "import_paper"),
        "snapshot": Written("archive", "snapshot"),
        "publish": Written("editions", "publish"),
        "slip": Declared("editions", "slip"),
        "editions": Written("editions", "editions"),
        "backup": Written("backups", "backup"),
        "check": Written("journal", "check"),
        "settings": Written("settings", "settings"),
    },
}
"""The program's verbs, under the headings of its help."""

SNAPSHOT_VERBS: Sections = {
    "Verbs": {
        "export": Written("archive", "export"),
        "verify": Written("archive", "verify"),
        "open": Written("archive", "open_file"),
        "diff": Written("archive", "diff"),
        "restore": Written("restoring", "restore"),
        "merge": Written("merging", "merge_file"),
    }
}
"""The verbs of the archive."""

MILESTONE_VERBS: Sections = {
    "Verbs": {
        "read": Written("milestones", "milestone_read"),
        "met": Declared("milestones", "milestone met"),
        "move": Declared("milestones", "milestone move"),
        "accept": Declared("milestones", "milestone accept"),
        "correct": Declared("milestones", "milestone correct"),
        "leave": Declared("milestones", "milestone leave"),
    }
}
"""The verbs of milestones."""

SCHEME_VERBS: Sections = {
    "Verbs": {
        "add": Declared("schemes", "scheme add"),
        "level": Declared("schemes", "scheme level"),
        "use": Declared("schemes", "scheme use"),
    }
}
"""The verbs of schemes of ratings."""

VIEW_VERBS: Sections = {
    "Verbs": {
        "save": Declared("views", "view save"),
        "drop": Declared("views", "view drop"),
    }
}
"""The verbs of views."""

INDICATOR_VERBS: Sections = {
    "Verbs": {
        "show": Written("indicators", "show"),
        "add": Declared("indicators", "indicator add"),
        "change": Declared("indicators", "indicator change"),
        "measure": Declared("indicators", "indicator measure"),
        "correct": Declared("indicators", "indicator correct"),
        "remove": Declared("indicators", "indicator remove"),
        "read": Declared("measurements", "indicator read"),
        "set": Written("indicators", "indicator_set"),
        "sets": Written("indicators", "indicator_sets"),
    }
}
"""The verbs of indicators and their values."""

SET_VERBS: Sections = {
    "Verbs": {
        "propose": Declared("indicator_sets", "indicator set propose"),
        "put": Declared("indicator_sets", "indicator set put"),
        "take": Declared("indicator_sets", "indicator set take"),
        "approve": Declared("indicator_sets", "indicator set approve"),
    }
}
"""The verbs of sets of indicators."""

OFFICER_VERBS: Sections = {
    "Verbs": {
        "add": Declared("officers", "officer add"),
        "rename": Declared("officers", "officer rename"),
        "transfer": Declared("officers", "officer transfer"),
    }
}
"""The verbs of officers, posts and bodies."""

POST_VERBS: Sections = {
    "Verbs": {
        "hold": Declared("officers", "post hold"),
        "leave": Declared("officers", "post leave"),
    }
}
"""The verbs of posts."""

COMMITTEE_VERBS: Sections = {
    "Verbs": {
        "rate": Declared("committees", "committee rate"),
    }
}
"""The verbs of committees."""

COMMITMENT_VERBS: Sections = {
    "Verbs": {
        "show": Written("commitments", "show"),
        "link": Declared("links", "commitment link"),
        "unlink": Declared("links", "commitment unlink"),
    }
}
"""The verbs of commitments."""

THEME_VERBS: Sections = {
    "Verbs": {
        "show": Written("themes", "show"),
        "align": Declared("links", "theme align"),
        "unalign": Declared("links", "theme unalign"),
    }
}
"""The verbs of themes."""

MEETING_VERBS: Sections = {
    "Verbs": {
        "add": Declared("meetings", "meeting add"),
        "change": Declared("meetings", "meeting change"),
        "cancel": Declared("meetings", "meeting cancel"),
        "import": Declared("meetings", "meeting import"),
        "ask": Declared("minutes", "meeting ask"),
        "decide": Declared("minutes", "meeting decide"),
        "answer": Declared("minutes", "meeting answer"),
    }
}
"""The verbs of meetings."""


REPORT_VERBS: Sections = {
    "Verbs": {
        "progress": Written("report", "progress"),
        "action": Written("report", "action"),
        "officer": Written("report", "officer"),
        "plan": Written("report", "plan"),
        "cover": Written("report", "cover"),
        "officers": Written("report", "officers"),
        "checklist": Written("papers", "checklist"),
    }
}
"""The verbs of reports."""

PAPER_VERBS: Sections = {
    "Verbs": {
        "show": Written("papers", "show"),
        "add": Declared("papers", "paper add"),
        "set": Declared("papers", "paper set"),
        "recommend": Declared("papers", "paper recommend"),
        "contact": Declared("papers", "paper contact"),
        "answer": Declared("papers", "paper answer"),
    }
}
"""The verbs of papers."""

FORM_VERBS: Sections = {
    "Verbs": {
        "add": Declared("forms", "form add"),
        "question": Declared("forms", "form question"),
        "drop": Declared("forms", "form drop"),
    }
}
"""The verbs of the forms that reports are written on."""

FINDING_VERBS: Sections = {
    "Verbs": {
        "show": Written("findings", "show"),
        "rule": Declared("findings", "finding rule"),
        "add": Declared("findings", "finding add"),
    }
}
"""The verbs of findings."""

RETURN_VERBS: Sections = {
    "Verbs": {
        "read": Written("returns", "read"),
        "list": Written("returns", "listed"),
    }
}
"""The verbs of returns."""


class Verbs(click.Group):
    """A group whose verbs stand in a table."""

    def __init__(self, *arguments: Any, sections: Sections, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.sections = sections
        self._verbs = {name: verb for verbs in sections.values() for name, verb in verbs.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs in the table's order."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb of a name, imported now."""
        verb = self._verbs.get(cmd_name)
        return verb.load() if verb else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that a line names; raises NoSuchCommand with those that look like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as problem:
            name = problem.command_name
            raise click.NoSuchCommand(
                name, f"There is no verb {name!r}.", possibilities=self._verbs, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs under their headings, each with the first sentence of its help."""
        widest = max(map(len, self._verbs))
        for heading, verbs in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (name.ljust(widest), verb.load().get_short_help_str(limit=200))
                        for name, verb in verbs.items()
                    ]
                )


class FilterVerb(click.Command):
    """A verb whose words may begin with a minus, as `-is:done` does; its options are written out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take for an option only what is written as one of them is, and for its value what follows it."""
        valued = {
            name
            for each in self.params
            if isinstance(each, click.Option) and not each.is_flag
            for name in each.opts
        }
        options: list[str] = []
        words: list[str] = []
        wanting = False
        given = iter(args)
        for each in given:
            if each == "--" and not wanting:
                break
            taken = wanting or each.startswith("--") or each == "-h"
            (options if taken else words).append(each)
            wanting = each in valued and not wanting
        rest = [] if wanting else ["--", *words, *given]
        return super().parse_args(ctx, [*options, *rest])
