"""How many wordings are read in a second: `python -m tests.bench.milestones`; 5,000 is the least that will do."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

from jatui.domain.milestones import read

TABLES = Path(__file__).parent.parent / "domain" / "milestones" / "wordings"


def wordings() -> list[str]:
    """Return every wording of the tables."""
    tables = [tomllib.loads(path.read_text()) for path in sorted(TABLES.glob("*.toml"))]
    return [row["text"] for table in tables for group in table.values() for row in group["wordings"]]


def main() -> None:
    """Read all wordings five times and print the speed in processor time."""
    texts = wordings()
    for text in texts:
        read(text)
    begin = time.process_time()
    for _ in range(5):
        for text in texts:
            read(text)
    print(f"{5 * len(texts) / (time.process_time() - begin):,.0f} wordings a second")


if __name__ == "__main__":
    main()
