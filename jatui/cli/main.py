"""The program on the command line: global options, the verbs, and the one place where problems become words."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from jatui import __version__
from jatui.cli.context import Session
from jatui.cli.output import OutputLost, drop_output, flush, open_streams, say
from jatui.cli.verbs import VERBS, Verbs
from jatui.domain.errors import Misused, Problem

if TYPE_CHECKING:
    from jatui.settings.keys import Known

REFUSED, MISUSED, INTERRUPTED = 1, 2, 130

EXAMPLES = """\
\b
Examples:
  jatui show E.1                                one action, whole
  jatui list theme:E rating:red due:2021-12     what is red in theme E and due then
  jatui update E.1 --rating amber --text "Consultation closes in May."
  jatui undo                                    takes that back, tomorrow too
  jatui snapshot export plan.toml               the plan as a file that proves it is unaltered

\b
Exit codes: 0 done, 1 refused or not found, 2 not understood, 3 the database cannot be used,
130 interrupted.
"""


@click.group(
    cls=Verbs,
    sections=VERBS,
    invoke_without_command=True,
    epilog=EXAMPLES,
    subcommand_metavar="[VERB [ARGS]...]",
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
    "--today",
    metavar="DATE",
    help="Take this day to be today.",
    envvar="JATUI_TODAY",
    show_envvar=True,
)
@click.option(
    "--actor",
    metavar="NAME",
    help="Who is at work, for the journal.",
    envvar="JATUI_ACTOR",
    show_envvar=True,
)
@click.option(
    "--plan",
    metavar="SLUG|all",
    help="The plan to look at; the first without it.",
    envvar="JATUI_PLAN",
    show_envvar=True,
)
@click.option(
    "--as-at",
    metavar="DAY|MEETING|REVISION",
    help="Show how everything stood then: at the end of a day, when a meeting's day began, or after a revision.",
)
@click.version_option(__version__, prog_name="jatui")
@click.pass_context
def cli(
    context: click.Context,
    database: str | None,
    today: str | None,
    actor: str | None,
    plan: str | None,
    as_at: str | None,
) -> None:
    """Keep a council's action plans: without a verb on the whole screen, with one a line at a time."""
    session: Session = context.obj
    session.database, session.given_actor, session.plan = database, actor, plan or None
    session.as_at = as_at
    if today:
        from jatui.domain.days import parse_day

        try:
            session.today = parse_day(today)
        except Misused as problem:
            raise Misused(f"--today: {problem}") from None
    context.call_on_close(session.close)
    if context.invoked_subcommand is None:
        context.exit(session.show_screen(session) if session.show_screen else MISUSED)


LONGEST = 1_000
"""Characters of what was not understood that are repeated to whoever typed it."""

GLOBAL_OPTIONS = frozenset(name for option in cli.params for name in option.opts)


def run(show_screen: Callable[[Session], int], known_keys: Callable[[], Sequence[Known]] = lambda: ()) -> int:
    """Run the program on this process's arguments and return its exit code; no traceback reaches the person.

    `known_keys` are the screen's actions, of which the settings speak too. A reader that has seen enough
    (`| head -1`) is no failure.
    """
    try:
        open_streams()
        code = _attempt(Session(show_screen, known_keys))
        flush()
        return code
    except KeyboardInterrupt:
        say("Interrupted.")
        return INTERRUPTED
    except OutputLost as lost:
        drop_output()
        if lost.reason:
            say(f"The output could not be written: {lost.reason}.")
        return REFUSED if lost.reason else 0


def _attempt(session: Session) -> int:
    """Run the program and turn whatever ends it into words and a code; raises OutputLost where those are lost."""
    try:
        result = cli.main(prog_name="jatui", standalone_mode=False, obj=session)
        return result if isinstance(result, int) else 0
    except Problem as problem:
        flush()
        say(str(problem))
        return problem.code
    except click.exceptions.NoArgsIsHelpError as problem:
        say(problem.format_message())
        return MISUSED
    except click.ClickException as problem:
        say(_sentence(problem))
        return problem.exit_code
    except (KeyboardInterrupt, click.Abort):
        raise KeyboardInterrupt from None
    except UnicodeEncodeError:
        say("A text was given in another encoding than UTF-8. Nothing was changed; type it again.")
        return MISUSED
    except BrokenPipeError:
        raise OutputLost(None) from None
    except OSError as error:
        say(f"{error.filename or 'A file'} cannot be used: {(error.strerror or 'no reason given').lower()}.")
        return REFUSED
    except OutputLost:
        raise
    except Exception as error:
        say(_fault(error))
        return REFUSED


def _sentence(problem: click.ClickException) -> str:
    """Return what was not understood and where to read on."""
    text = problem.format_message().rstrip()
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    text += "" if text.endswith((".", "?", "!")) else "."
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    if isinstance(problem, click.NoSuchOption) and problem.option_name in GLOBAL_OPTIONS:
        return (
            f"{problem.option_name} goes before the verb, as in `jatui {problem.option_name} ... show E.1`."
        )
    return f"{text} `{context.command_path} --help` tells more." if context else text


def _fault(error: Exception) -> str:
    """Return where the program itself went wrong, without the values that it held."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return (
        f"jatui has a fault of its own ({type(error).__name__}{place}) and could not go on. "
        "Nothing that was saved is lost; please report this line."
    )
