"""Starts jatui: the only place that knows both the terminal's verbs and the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jatui.cli.context import Session


def show_screen(session: Session) -> int:
    """Open the screen; it is imported only here, so that no verb pays for it."""
    from jatui.tui.start import start

    return start(session.path, plan=session.plan, today=session.today, actor=session.actor)


def main() -> None:
    """Run the program and exit with its code; an interrupt ends it quietly from its first import on."""
    try:
        from jatui.cli.main import run

        sys.exit(run(show_screen))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
