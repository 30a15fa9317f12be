"""Starts jatui: the only place that knows both the terminal's verbs and the screen."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jatui.cli.context import Session
    from jatui.settings.keys import Known


def show_screen(session: Session) -> int:
    """Open the screen; it is imported only here, so that no verb pays for it."""
    from jatui.tui.start import start

    return start(
        session.path,
        plan=session.plan,
        today=session.today,
        actor=session.told_actor,
        as_at=session.as_at,
        snapshot=session.snapshot,
        settings=session.settings,
    )


def known_keys() -> Sequence[Known]:
    """Return the actions that a key can be given to, for the verb that shows the settings."""
    from jatui.tui.keymap import KEYS

    return KEYS


def main() -> NoReturn:
    """Run the program and exit with its code; an interrupt ends it quietly from its first import on.

    A verb is over before garbage matters, and leaving it to the system to tidy up after one saves more than a
    tenth of a look-up. The screen gathers garbage again as soon as it shows something.
    """
    gc.disable()
    try:
        from jatui.cli.main import run

        code = run(show_screen, known_keys)
    except KeyboardInterrupt:
        code = 130
    if "textual" not in sys.modules:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
