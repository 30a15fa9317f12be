"""The program killed in the middle of a triage: what was accepted is kept, and what was being typed too.

JATUI_KILLS=100 kills it at so many moments.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from pathlib import Path

import pytest

from jatui.drafts import Drafts
from jatui.store import Store
from jatui.store.journal import verify_chain
from tests.tui.terminal import Terminal

MOMENTS = int(os.environ.get("JATUI_KILLS", "12"))
WORD = re.compile(r"\bc\d+x\d+(?= )")
"""A word that was typed, whole since a space stands behind it."""

KEYS = [
    key
    for card in range(12)
    for key in ("ra"[card % 2], *(f" c{card}x{word}" for word in range(6)), " ", "\r")
]
"""Cards rated one after the other, each with words that tell where they were typed."""


def kept(database: Path) -> str:
    """Return every text that was accepted or is kept as a draft."""
    with Store.open(database) as store:
        assert verify_chain(store.connection()) == []
        texts = [text for (text,) in store.read.rows('SELECT text FROM "update" WHERE review IS NOT NULL')]
        done = store.read.value("SELECT count(*) FROM revision WHERE command = 'review'")
        assert done == len(texts)
    return " ".join([*texts, *Drafts.of(database).all().values()]) + " "


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_kill_loses_nothing(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    database = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, database)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    chance = random.Random(moment)
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("t")
        terminal.wait_for("1 of 60")
        end = time.monotonic() + chance.uniform(0.02, 1.0)
        for key in KEYS:
            terminal.press(key)
            terminal.listen(chance.uniform(0.0, 0.03))
            if time.monotonic() > end:
                break
        terminal.process.kill()
        terminal.process.wait()
        terminal.listen(0.05)
    shown = "\n".join(terminal.screen.display)
    seen = set(WORD.findall(shown.replace("\n", " ")))
    found = kept(database)
    assert seen <= set(WORD.findall(found)), shown
    done = re.search(r"(\d+) done", shown)
    with Store.open(database) as store:
        reviewed = store.read.value("SELECT count(*) FROM revision WHERE command = 'review'")
    assert done is None or int(done[1]) <= reviewed


def test_after_a_kill_the_same_card_and_its_text_are_there(loaded: Path, tmp_path: Path) -> None:
    database = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, database)
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("t")
        terminal.wait_for("1 of 60")
        terminal.press("ss")
        terminal.wait_for("3 of 60")
        terminal.press("r and half a sen")
        terminal.wait_for("half a sen")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("t")
        terminal.wait_for("3 of 60")
        terminal.press("r")
        terminal.wait_for("half a sen")
        terminal.press("tence\r")
        terminal.wait_for("1 done")
        terminal.press("qq")
        assert terminal.ended() == 0
    with Store.open(database) as store:
        assert store.read.value('SELECT text FROM "update" WHERE review IS NOT NULL').endswith(
            "and half a sentence"
        )


def test_two_windows_deal_with_each_card_once(loaded: Path, tmp_path: Path) -> None:
    database = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, database)
    with Terminal(database) as one, Terminal(database) as other:
        for window in (one, other):
            window.wait_for("60 of 60")
            window.press("t")
            window.wait_for("1 of 60")
        other.press("r mine ")
        other.wait_for("mine")
        one.press("\r")
        one.wait_for("1 done")
        other.press("\r")
        other.wait_for("changed this meanwhile")
        other.wait_for("mine")
        for _ in range(20):
            one.press("\r")
            one.listen(0.02)
        other.press("\x1b")
        other.wait_for("6 done")
        one.wait_for("6 done")
    with Store.open(database) as store:
        accepted = "SELECT action_id FROM \"update\" WHERE review IS NOT NULL AND state = 'accepted'"
        ids = [row for (row,) in store.read.rows(accepted)]
        assert len(ids) == len(set(ids)) == 6


def test_a_text_begun_on_the_plan_is_there_again_too(loaded: Path, tmp_path: Path) -> None:
    database = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, database)
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("rhalf a sen")
        terminal.wait_for("half a sen")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("r")
        terminal.wait_for("half a sen")
        terminal.press("tence\r")
        terminal.wait_for("E.1 rated red")
        terminal.press("r")
        terminal.wait_for("E.1 ")
        assert not any("half a sentence" in line for line in terminal.screen.display[-4:])
