"""A net for what must not take longer the more it is given."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where work takes more of the processor than that: ten times what it needs, where worse growth needs minutes."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds
