"""The calendar's faces, and the widget that shows one of them at a time."""

from jatui.tui.widgets.calendar.board import Calendar
from jatui.tui.widgets.calendar.face import Shown, Spot

__all__ = ["Calendar", "Shown", "Spot"]
