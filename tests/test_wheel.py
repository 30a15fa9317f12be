"""The program as people install it: a wheel with all that it needs, that runs from anywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jatui import __version__

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("jatui", "db", "seed", "SNAPSHOT.md", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
STRAY = (
    "db/sqlite/private.sqlite3",
    "db/mine.db",
    "seed/private.sqlite3-journal",
    "jatui/__pycache__/x.pyc",
    "seed/a.toml~",
)
"""Files that are about in a checkout where people work, and are nobody else's business."""


def run(*words: str, cwd: Path, **environment: str) -> str:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("JATUI_")}
    done = subprocess.run(
        words, cwd=cwd, env={**settings, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of this checkout with stray files in it, built by the builder that pyproject.toml names."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    checkout.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3*")
            )
        else:
            shutil.copy(ROOT / part, checkout / part)
    for name in STRAY:
        (checkout / name).parent.mkdir(exist_ok=True)
        (checkout / name).write_bytes(b"private")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=checkout)
    (found,) = folder.glob("*.whl")
    return found


def held(folder: str) -> dict[str, bytes]:
    """Return what stands in a folder of the checkout, but for what Python and people leave there."""
    left = ("__pycache__", ".sqlite3")
    files = [
        p for p in (ROOT / folder).rglob("*") if p.is_file() and not any(word in str(p) for word in left)
    ]
    return {str(path.relative_to(ROOT)): path.read_bytes() for path in files}


def test_the_wheel_holds_what_the_checkout_holds_and_nothing_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    place = "jatui/_data/"
    data = {name.removeprefix(place): text for name, text in packed.items() if name.startswith(place)}
    page = {"SNAPSHOT.md": (ROOT / "SNAPSHOT.md").read_bytes()}
    assert data == {**held("db"), **held("seed"), **page}
    code = {name for name in packed if name.startswith("jatui/") and not name.startswith(place)}
    assert code == set(held("jatui"))
    assert {name.partition("/")[0] for name in packed} == {"jatui", f"jatui-{__version__}.dist-info"}


def install(wheel: Path, place: Path) -> None:
    """Install a wheel into a folder with the pip that is about, and where none is, as pip would."""
    pip = ("python3", "-m", "pip", "--disable-pip-version-check", "--python", sys.executable)
    words = (*pip, "install", "-q", "--no-deps", "--no-index", "--target", str(place), str(wheel))
    if subprocess.run(words, capture_output=True, check=False).returncode:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(place)


def test_the_wheel_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    install(wheel, place)
    settings = {"PYTHONPATH": str(place), "JATUI_DATABASE": str(tmp_path / "new" / "plan.sqlite3")}
    where = run(sys.executable, "-P", "-c", "import jatui; print(jatui.__file__)", cwd=elsewhere, **settings)
    assert where.strip() == str(place / "jatui" / "__init__.py")
    jatui = (sys.executable, "-P", "-m", "jatui")
    run(*jatui, "init", cwd=elsewhere, **settings)
    actions = json.loads(run(*jatui, "list", "--json", cwd=elsewhere, **settings))
    assert len(actions) == 60
    assert {(len(action["leads"]) > 0, bool(action["milestone"]["text"])) for action in actions} == {
        (True, True)
    }
    assert (actions[0]["ref"], actions[0]["milestone"]["text"], actions[0]["committees"]) == (
        "E.1",
        "Dec '21",
        ["E&GI"],
    )
    assert list(elsewhere.iterdir()) == []
