"""What only a process of its own can show: closed and full streams, signals, raw bytes, full disks."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

TODAY = "2021-09-12"


@pytest.fixture
def database(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(shipped, tmp_path / "plan.sqlite3"))


def command(database: Path, *words: str | bytes) -> list[str | bytes]:
    return [sys.executable, "-m", "jatui", "--database", str(database), "--today", TODAY, *words]


def run(database: Path, *words: str | bytes, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    settings = {"stdin": subprocess.DEVNULL, "timeout": 60, **settings}
    return subprocess.run(command(database, *words), capture_output=True, check=False, **settings)


def shell(line: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False, timeout=60, **settings)


def written(database: Path, *words: str) -> str:
    return " ".join(f"'{word}'" for word in map(str, command(database, *words)))


def test_a_reader_that_leaves_is_no_failure(database: Path) -> None:
    for verb in (("list",), ("list", "--json"), ("calendar",), ("--help",)):
        process = subprocess.Popen(command(database, *verb), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 0 or verb == ("--help",), verb
        assert b"Broken" not in process.stderr.read()
        process.stderr.close()
    piped = shell(f"{written(database, 'list')} | head -1")
    assert piped.stdout.startswith(b"Ref ") and b"Broken" not in piped.stderr + piped.stdout


def test_a_full_output_is_told(database: Path) -> None:
    done = shell(f"{written(database, 'list')} > /dev/full")
    assert done.returncode == 1
    assert done.stderr.endswith(b"The output could not be written: no space left on device.\n")
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_closed_streams_do_not_matter(database: Path) -> None:
    before = database.read_bytes()
    assert shell(f"{written(database, 'list')} >&-").returncode == 0
    assert shell(f"{written(database, 'list')} <&- 2>&-").stdout.startswith(b"Ref ")
    assert shell(f"{written(database, 'show', 'E.99')} >&- 2>&- <&-").returncode == 1
    assert shell(f"{written(database, 'milestone', 'read')} <&-").returncode == 0
    assert database.read_bytes() == before
    assert shell(f"{written(database, 'update', 'E.1', '--rating', 'red')} >&- 2>&- <&-").returncode == 0
    assert run(database, "check").returncode == 0


def test_the_screen_wants_a_terminal(database: Path) -> None:
    done = run(database)
    assert done.returncode == 2 and done.stdout == b""
    assert b"needs a terminal" in done.stderr and done.stderr.count(b"\n") == 1


def test_an_interrupt_ends_quietly(database: Path) -> None:
    process = subprocess.Popen(
        command(database, "milestone", "read"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"Dec '21\n" * 5000)
    process.stdin.flush()
    assert process.stdout is not None and process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in err and err.strip() == b"Interrupted."


def test_an_interrupt_while_starting_shows_no_traceback(database: Path) -> None:
    for delay in (0.03, 0.06):
        process = subprocess.Popen(command(database, "list"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert b"jatui/cli" not in err


@pytest.mark.parametrize(
    "words",
    [
        (b"show", b"E.1\xff"),
        (b"find", b"caf\xe9"),
        (b"update", b"E.1", b"--text", b"caf\xe9"),
        (b"snapshot", b"verify", b"/no/caf\xe9"),
        (b"caf\xe9",),
    ],
)
def test_words_that_are_not_utf8_are_answered_politely(database: Path, words: tuple[bytes, ...]) -> None:
    before = database.read_bytes()
    done = run(database, *words)
    assert done.returncode in (1, 2) and done.stdout == b""
    assert b"Traceback" not in done.stderr and b"Error" not in done.stderr and b"fault" not in done.stderr
    done.stderr.decode("utf-8")
    assert database.read_bytes() == before


def test_a_file_name_that_is_not_utf8_is_as_good_as_any(database: Path, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.toml"
    assert run(database, "snapshot", "export", name).returncode == 0
    assert run(database, "snapshot", "verify", name).returncode == 0
    assert os.path.exists(name)


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "utf-16"}],
)
def test_a_poor_encoding_is_survived(database: Path, environment: dict[str, str]) -> None:
    for verb in ("show", "G.1"), ("list",), ("calendar",):
        done = run(database, *verb, env={**os.environ, **environment})
        assert done.returncode == 0 and b"Error" not in done.stderr


def limited() -> None:
    """Let no file grow beyond 8 KiB, as a full disk would."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@pytest.mark.parametrize(
    "words",
    [
        ("update", "E.1", "--rating", "red", "--text", "x" * 20_000),
        ("snapshot", "export", "{folder}/out.toml"),
        ("--database", "{folder}/new.sqlite3", "init"),
        ("--database", "{folder}/new.sqlite3", "snapshot", "restore", "{folder}/plan.toml"),
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_a_full_disk_leaves_everything_as_it_was(
    database: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run(database, "snapshot", "export", str(tmp_path / "plan.toml")).returncode == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = run(database, *(word.replace("{folder}", str(tmp_path)) for word in words), preexec_fn=limited)
    assert done.returncode in (1, 3), done
    assert done.stdout == b"" and done.stderr.count(b"\n") == 1, done.stderr
    assert b"Errno" not in done.stderr and b"Error" not in done.stderr and b"fault" not in done.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert run(database, "check").returncode == 0
    assert run(database, "update", "E.1", "--rating", "red").returncode == 0
