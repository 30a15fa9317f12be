"""What can go wrong, each as one sentence that says what is wrong, where, and what to do."""

from __future__ import annotations


class Problem(Exception):
    """A request that cannot be met; its text is for the person and its code is the exit status."""

    code = 1


class Refused(Problem):
    """The request is understood and not carried out; nothing was changed."""


class Stale(Refused):
    """Another hand has changed the row since the person looked at it; told of that, they may ask again."""


class NotFound(Problem):
    """What was asked for is not in the plan."""


class Ambiguous(Refused):
    """A name stands for several things and the request needs one of them."""


class Misused(Problem):
    """The request is not one that jatui understands."""

    code = 2


class Unusable(Problem):
    """The database or its folder cannot be used as it is."""

    code = 3


class Busy(Unusable):
    """Another program holds the database; trying again later may succeed."""
