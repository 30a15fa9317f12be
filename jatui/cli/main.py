"""The program on the command line: global options, the verbs, and the one place where problems become words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

from jatui import __version__
from jatui.cli import reads
from jatui.cli.context import Session
from jatui.cli.output import say
from jatui.cli.verbs import Verbs
from jatui.domain.errors import Problem

INTERRUPTED = 130


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--database",
    metavar="PATH|URL",
    help="The database file; without it the one in your data folder.",
    envvar="JATUI_DATABASE",
    show_envvar=True,
)
@click.option(
    "--today", metavar="DATE", help="Take this day to be today.", envvar="JATUI_TODAY", show_envvar=True
)
@click.option(
    "--actor", metavar="NAME", help="Who is at work, for the journal.", envvar="JATUI_ACTOR", show_envvar=True
)
@click.option(
    "--plan",
    metavar="SLUG|all",
    help="The plan to look at; the first without it.",
    envvar="JATUI_PLAN",
    show_envvar=True,
)
@click.version_option(__version__, prog_name="jatui")
@click.pass_context
def cli(
    context: click.Context, database: str | None, today: str | None, actor: str | None, plan: str | None
) -> None:
    """Keep a council's action plans: without a verb, on the whole screen; with one, a line at a time.

    \b
    Exit codes: 0 done, 1 refused or not found, 2 not understood, 3 the database cannot be used, 130 interrupted.
    """
    session: Session = context.obj
    session.database, session.given_today, session.given_actor, session.plan = database, today, actor, plan
    context.call_on_close(session.close)
    if context.invoked_subcommand is None:
        context.exit(session.show_screen(session) if session.show_screen else 2)


reads.add_to(cli)


def run(show_screen: Callable[[Session], int]) -> int:
    """Run the program on this process's arguments and return its exit code; no traceback reaches the person."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        result = cli.main(prog_name="jatui", standalone_mode=False, obj=Session(show_screen=show_screen))
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except Problem as problem:
        say(str(problem))
        return problem.code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        say("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        say(
            f"Something is wrong inside jatui ({type(error).__name__}: {error}). Nothing that was saved is lost."
        )
        return 1
