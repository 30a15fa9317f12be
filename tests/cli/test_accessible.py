"""Each report as HTML in a browser: the checker axe finds nothing in it that keeps anybody from reading it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
REPORTS = {
    "progress": ("progress",),
    "action": ("action", "F.6"),
    "officer": ("officer", "askham"),
    "plan": ("plan",),
    "cover": ("cover", "2022-01-27-strategic-framework", "--progress"),
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

pytestmark = [
    pytest.mark.skipif(not BROWSER, reason="No Chromium is here to show the pages in."),
    pytest.mark.skipif(
        find_spec("axe_core_python") is None, reason="The package axe-core-python is not here."
    ),
]


def found_by_axe(page: str, folder: Path) -> list[Any]:
    """Return what axe finds wrong in a page; it runs within the page, whose own rule against scripts is taken out."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8").replace("</script", "<\\/script")
    told = "axe.run().then(found => { document.body.textContent = '@@' + JSON.stringify(found.violations) + '@@' })"
    open_page, policies = POLICY.subn("", page)
    assert policies == 1
    file = folder / "page.html"
    file.write_text(
        open_page.replace("</body>", f"<script>{axe}</script><script>{told}</script></body>"), "utf-8"
    )
    shown = subprocess.run(
        [
            *(BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *(f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"),
            file.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    ).stdout
    _, violations, _ = shown.split("@@")
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in json.loads(html.unescape(violations))
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing_wrong_in_a_report(shell: Shell, tmp_path: Path, name: str) -> None:
    shell("update", "E.1", "--rating", "red", "--text", "<b>Late</b> & more.")
    shell("update", "F.6#1", "--rating", "amber", "--status", "in progress", "--text", "Begun.")
    shell("milestone", "move", "E.3", "Jan '22", "--reason", "Staff left.")
    said = shell("report", *REPORTS[name], "--format", "html")
    assert said.code == 0 and found_by_axe(said.out, tmp_path) == []


def test_axe_finds_what_is_wrong(tmp_path: Path) -> None:
    page = '<meta http-equiv="Content-Security-Policy" content=""><body><img src="data:,"><main>Words.</main></body>'
    rules = {rule for rule, _ in found_by_axe(page, tmp_path)}
    assert {"image-alt", "html-has-lang", "document-title"} <= rules
