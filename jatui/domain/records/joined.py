"""What ties plans to each other: which actions serve a commitment, and which themes of two plans are of one matter."""

from __future__ import annotations

from typing import Literal

from jatui.domain.records.base import Line, Name, Record

Sure = Literal["certain", "likely", "possible"]


class Link(Record, frozen=True, kw_only=True):
    """An action that serves a commitment, in which way, who says so and how sure.

    The action may be of another plan, and need not be in the same file.
    """

    plan: Name
    commitment: Name
    to_plan: Name
    to_action: Name
    kind: Literal["answers", "contributes to", "carried forward to", "supersedes"]
    sure: Sure
    said_by: str | None = None
    note: str | None = None
    paper: Name | None = None
    line: Line | None = None


class Alignment(Record, frozen=True, kw_only=True):
    """A theme of another plan that is of the same matter as a theme, or `none` where there is none."""

    plan: Name
    theme: Name
    to_plan: Name
    to_theme: Name
    sure: Sure
    said_by: str | None = None
    note: str | None = None
    paper: Name | None = None
    line: Line | None = None
