"""The program in a real pseudo-terminal: what a person's terminal is sent, and how it is left."""

from __future__ import annotations

import io
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from jatui.store import Store
from jatui.tui.guard import lasting_writer
from tests.tui.terminal import Terminal

RESTORED = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""What leaves the alternate screen and gives back cursor, mouse and pasting."""


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.sqlite3"
    shutil.copy(loaded, path)
    return path


def test_first_start_makes_the_database_and_shows_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "plan.sqlite3"
    with Terminal(path) as terminal:
        terminal.wait_for("60 of 60")
        terminal.wait_for("Amanda Askham")
        terminal.press("q")
        assert terminal.ended() == 0
        assert all(code.encode() in terminal.sent for code in RESTORED)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("typed", "title"), [("/e1\r", "5 E.1"), ("/ce1\r", "5 CE.1"), ("/T10\r", "5 T.10")])
def test_a_few_keys_from_a_cold_start_show_a_card(database: Path, typed: str, title: str) -> None:
    with Terminal(database) as terminal:
        terminal.press(typed)
        terminal.wait_for(f"─ {title} ─")
        terminal.wait_for("60 of 60")
        terminal.press("q")
        assert terminal.ended() == 0


def test_rate_quit_and_undo_at_the_next_start(database: Path) -> None:
    with Store.open(database) as store:
        before = list(store.read.records())
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("ja")
        terminal.wait_for("E.2 ▲ A amber")
        terminal.press("Draft \u2013 circulated\r")
        terminal.wait_for("E.2 rated amber")
        terminal.press("q")
        assert terminal.ended() == 0
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("j")
        terminal.wait_for("Draft \u2013 circulated")
        terminal.press("u")
        terminal.wait_for("Undid: E.2 rated amber")
        terminal.press("q")
        assert terminal.ended() == 0
    with Store.open(database) as store:
        assert list(store.read.records()) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(database: Path, number: signal.Signals) -> None:
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.process.send_signal(number)
        assert terminal.ended() == 128 + number
        assert all(code.encode() in terminal.sent for code in RESTORED)


def test_a_terminal_that_is_gone_ends_the_program(database: Path) -> None:
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        os.close(terminal.master)
        terminal.master = os.open(os.devnull, os.O_RDONLY)
        assert terminal.process.wait(timeout=10) == 128 + signal.SIGHUP


def test_a_byte_that_is_not_utf_8_does_no_harm(database: Path) -> None:
    with Terminal(database) as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("w")
        terminal.wait_for("enter save")
        terminal.press(b"cost \xa3 5m\r")
        terminal.wait_for("E.1 updated")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("place", ["action_go", "render", "worker"])
def test_a_fault_of_the_program_is_one_sentence_and_no_values(database: Path, place: str) -> None:
    faults = {
        "action_go": "from jatui.tui.screens.main import MainScreen as C; C.action_go = boom",
        "render": "from jatui.tui.widgets.bars import StatusLine as C; old = C.render\n"
        "C.render = lambda self: boom() if self.said[0] else old(self)",
        "worker": "from jatui.tui.view import View as C; old = C.count\n"
        "C.count = lambda self, tracker, **more: boom() if self.text else old(self, tracker, **more)",
    }
    prelude = f"def boom(*_):\n    secret = 'amanda@example.org'\n    raise KeyError('no such thing')\n{faults[place]}"
    with Terminal(database, prelude) as terminal:
        terminal.wait_for("Communities")
        terminal.press({"action_go": "j", "render": "n", "worker": "1j"}[place])
        assert terminal.ended() == 1
        assert all(code.encode() in terminal.sent for code in RESTORED)
        last = terminal.sent.rpartition(b"\x1b[?1049l")[2].decode()
    assert "jatui ended because of a fault of its own" in last
    assert "Traceback" not in last
    assert "amanda@example.org" not in last
    crash = next(database.parent.rglob("crash.log"))
    assert crash.stat().st_mode & 0o777 == 0o600
    assert "no such thing" in crash.read_text()
    assert "amanda@example.org" not in crash.read_text().replace("secret = 'amanda@example.org'", "")


def test_without_colour_nothing_is_coloured(database: Path) -> None:
    with Terminal(database, NO_COLOR="1") as terminal:
        terminal.wait_for("60 of 60")
        terminal.press("q")
        assert terminal.ended() == 0
    coloured = [
        part for part in terminal.sent.split(b"\x1b[") if part.split(b"m")[0].startswith((b"38;2", b"48;2"))
    ]
    channels = {tuple(part.split(b"m")[0].split(b";")[2:5]) for part in coloured}
    assert all(len(set(channel)) == 1 for channel in channels), channels


def test_no_terminal_no_screen(database: Path) -> None:
    words = [sys.executable, "-m", "jatui", "--database", str(database)]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        ([], {"TERM": "dumb"}, "TERM is dumb"),
        (["--plan", "nope"], {}, "--plan: There is no plan 'nope'"),
    ],
)
def test_what_the_screen_cannot_be_opened_with_is_a_usage_error(
    database: Path, options: list[str], environment: dict[str, str], said: str
) -> None:
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "jatui", "--database", str(database), *options]
    process = subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "TERM": "xterm", **environment}
    )
    try:
        assert process.wait(20) == 2
        sent = os.read(master, 1 << 16).decode()
    finally:
        process.kill()
        os.close(slave)
        os.close(master)
    assert said in sent
    assert "\x1b" not in sent


def test_what_is_drawn_when_the_terminal_is_gone_keeps_nobody_waiting() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError("the terminal is gone")

    writer = lasting_writer()(Gone())

    def draw_and_end() -> None:
        for _ in range(100):
            writer.write("text")
        writer.stop()

    writer.start()
    ending = Thread(target=draw_and_end, daemon=True)
    ending.start()
    ending.join(timeout=10)
    assert not ending.is_alive()
