"""Sizes of files in words."""

from __future__ import annotations

import pytest

from jatui.domain.sizes import told_size


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (117_400, "117 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (19_460_000, "19.5 MB"),
        (195_000_000, "195 MB"),
        (2_500_000_000, "2.5 GB"),
        (5_000_000_000_000, "5,000 GB"),
    ],
)
def test_sizes_in_words(size: int, told: str) -> None:
    assert told_size(size) == told
