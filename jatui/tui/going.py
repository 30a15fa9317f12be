"""What the plan shows when one goes to a theme, a lead, a committee, a view or a meeting that was found by its name."""

from __future__ import annotations

from jatui.commands.tracker import Tracker
from jatui.store.places import Place
from jatui.store.views import find_view
from jatui.tui.view import View
from jatui.tui.widgets.calendar import Spot


def view_of(place: Place, view: View, tracker: Tracker) -> View:
    """Return the view of a place: a meeting's month under the filter that stands, anything else by itself.

    Raises Problem where it is gone meanwhile.
    """
    if place.kind == "meeting":
        return view.at(Spot(due=place.value[:7]))
    if place.kind == "view":
        return View.of(tracker, find_view(tracker.read, view.scope, place.value).filter)
    return View.of(tracker).choosing(place.kind, place.value)
