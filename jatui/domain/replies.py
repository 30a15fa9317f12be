"""The text that goes to a lead whose update is sent back: what was said, what of, and what is missing."""

from __future__ import annotations

from datetime import date

from jatui.domain.days import show_day


def reply(
    *, handle: str, wording: str, text: str, rating: str | None, day: date | None, by: str | None, reason: str
) -> str:
    """Return the reply as plain text to paste into an e-mail; `reason` is what the officer asks for."""
    said = f'"{text.strip()}"' if text.strip() else "no text"
    rated = f", rated {rating}" if rating else ""
    when = f" of {show_day(day)}" if day else ""
    return "\n".join(
        [
            f"Dear {by}," if by else "Dear colleague,",
            "",
            f"Your update{when} on {handle} ({wording.strip().rstrip('.')}) cannot be taken yet:",
            "",
            f"  {reason.strip()}",
            "",
            f"You wrote: {said}{rated}.",
            "",
            f"Please reply with {handle}: and the corrected update.",
        ]
    )
