"""What every record is made of: the types of its fields."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(min_length=1)]
Line = Annotated[int, Meta(ge=1)]
Place = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]+$", min_length=64, max_length=64)]
PackName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*[a-z0-9]$", min_length=2, max_length=120)]
Instant = Annotated[
    str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", min_length=24, max_length=24)
]
Rating = Literal["red", "amber", "green", "blue"]
Status = Literal["not started", "in progress", "waiting", "complete", "closed"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a plan; what it may hold and what ties it to other rows."""
