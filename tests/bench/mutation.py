"""Change the grammar of milestones in one small place at a time, and print each change that no test notices.

`python -m tests.bench.mutation [FILE ...]` takes the files named (`judge`, `gather`), or all of them. A change that is
printed is a row that is missing, or code that decides nothing; one that no wording can show stands with its reason
in `accepted`, in the table of its file.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import itertools
import os
import re
import resource
import signal
import sys
import tomllib
import types
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

from tests.bench.mutants import ROOM, Code, Mutant, mutants

PACKAGE = "jatui.domain.milestones"
ACCEPTED = Path(__file__).parent / "accepted"
WORDS_ONLY = frozenset(("__init__", "vocabulary"))
TESTS = ("test_wordings", "test_reading", "test_plan", "test_tokens", "test_writer")
WHOLE = "test_what_is_written_reads_back_the_same"
SHOWN = frozenset(("writer", "reading"))
SECONDS = 10
BYTES = 2 << 30
Test = functools.partial[object]


@functools.cache
def code_of(file: str) -> Code:
    """Return the code of a file as it is."""
    path = ROOM / f"{file}.py"
    return compile(path.read_text(), path, "exec")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the package anew, with one file changed."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return the specification of a module of the package."""
        if name != PACKAGE and not name.startswith(f"{PACKAGE}."):
            return None
        return importlib.util.spec_from_loader(name, self, is_package=name == PACKAGE)

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave the making of the module to Python."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the file of a module, or the changed code."""
        file = module.__name__.removeprefix(PACKAGE).removeprefix(".") or "__init__"
        exec(self.mutant.code if file == self.mutant.file else code_of(file), vars(module))


def tests_of(names: tuple[str, ...] = TESTS) -> list[tuple[str, Test]]:
    """Return each test with its name, once for each of its parameters."""
    found: list[tuple[str, Test]] = []
    for name in names:
        module = importlib.import_module(f"tests.domain.milestones.{name}")
        for label, test in list(vars(module).items()):
            if not label.startswith("test_") or not callable(test):
                continue
            marks = [mark.args[1] for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
            for chosen in itertools.product(*(list(values) for values in marks)):
                flat = [part for one in chosen for part in (one if isinstance(one, tuple) else (one,))]
                found.append((label, functools.partial(test, *flat)))
    return found


def lines_of(test: Test) -> set[tuple[str, int]]:
    """Return the lines of the package that a test runs, each with the path of its file."""
    hit: set[tuple[str, int]] = set()
    inside = f"{ROOM}{os.sep}"

    def trace(frame: types.FrameType, event: str, _: object) -> object:
        """Note a line."""
        path = frame.f_code.co_filename
        if not path.startswith(inside):
            return None
        hit.add((path, frame.f_lineno))
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        test()
    finally:
        sys.settrace(None)
    return hit


def inner_codes(code: Code) -> Iterator[Code]:
    """Yield the code of every function inside another."""
    for constant in code.co_consts:
        if isinstance(constant, Code):
            yield constant
            yield from inner_codes(constant)


class Runner:
    """Runs the tests that a change may fail, each time in a process of its own."""

    def __init__(self) -> None:
        tomllib.loads = functools.cache(tomllib.loads)
        self.tests = tests_of()
        self.by_line: dict[tuple[str, int], list[int]] = {}
        self.whole = [place for place, (name, _) in enumerate(self.tests) if name == WHOLE]
        for place, (_, test) in enumerate(self.tests):
            for path, line in lines_of(test) if place not in self.whole else ():
                self.by_line.setdefault((Path(path).stem, line), []).append(place)
        self.functions: dict[tuple[str, str], list[types.FunctionType]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.startswith(str(ROOM)):
                file = Path(thing.__code__.co_filename).stem
                self.functions.setdefault((file, thing.__code__.co_qualname), []).append(thing)
        self.killers: list[int] = []
        for path in ROOM.glob("*.py"):
            code_of(path.stem)
        gc.freeze()

    def is_killed(self, mutant: Mutant) -> bool:
        """Return whether a test fails with a change, or takes too long."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            gc.disable()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            place: int | str = -1
            with contextlib.suppress(BaseException):
                place = self.first_failing(mutant)
            os.write(writer, str(place).encode())
            os._exit(0)
        os.close(writer)
        said = os.read(reader, 20).decode()
        os.close(reader)
        os.waitpid(child, 0)
        if said.isdigit():
            self.killers = [int(said), *(place for place in self.killers if place != int(said))][:12]
        return said != "none"

    def first_failing(self, mutant: Mutant) -> int | str:
        """Return the place of the first test that fails, or `none`; in the child only, which it changes."""
        hit = {place for line in mutant.lines for place in self.by_line.get((mutant.file, line), ())}
        functions = self.functions.get((mutant.file, mutant.function), [])
        tests = self.tests
        if functions and hit:
            self.swap(mutant, functions)
            order = [place for place in self.killers if place in hit]
        else:
            order = [*self.naming(mutant), *self.killers]
            hit = set(range(len(tests))).difference(self.whole)
            tests = self.anew(mutant)
        order += hit.difference(order)
        for place in order + (self.whole if mutant.file in SHOWN else []):
            try:
                tests[place][1]()
            except BaseException:
                return place
        return "none"

    def swap(self, mutant: Mutant, functions: list[types.FunctionType]) -> None:
        """Put the changed code into a function, and forget what the one before it said."""
        for module in [module for name, module in sys.modules.items() if name.startswith(PACKAGE)]:
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
        new = next(code for code in inner_codes(mutant.code) if code.co_qualname == mutant.function)
        for function in functions:
            function.__code__ = new

    def anew(self, mutant: Mutant) -> list[tuple[str, Test]]:
        """Return the tests of a package that is read anew with a change: what a module does as it is read shows there."""
        for name in [name for name in sys.modules if name.startswith((PACKAGE, "tests.domain.milestones"))]:
            del sys.modules[name]
        sys.meta_path.insert(0, Changed(mutant))
        return tests_of()

    def naming(self, mutant: Mutant) -> list[int]:
        """Return the tests whose wordings hold a word that a change names; they are the likeliest to fail."""
        words = re.findall(r"'([^']+)'", mutant.said)
        phrases = [phrase.strip().lower() for word in words for phrase in word.split("|") if len(phrase) > 1]
        found = []
        for place, (_, test) in enumerate(self.tests):
            text = next((arg["text"].lower() for arg in test.args if isinstance(arg, dict)), "")
            if any(phrase in text for phrase in phrases):
                found.append(place)
        return found


def reasons() -> dict[str, str]:
    """Return why no wording can show each change that is accepted."""
    tables = [tomllib.loads(path.read_text()) for path in sorted(ACCEPTED.glob("*.toml"))]
    groups = [group for table in tables for group in table.values()]
    return {change: group["why"] for group in groups for change in group["changes"]}


def main() -> None:
    """Print the changes that no test notices and no reason excuses, and how many there were in each file."""
    files = sys.argv[1:] or sorted(path.stem for path in ROOM.glob("*.py") if path.stem not in WORDS_ONLY)
    runner = Runner()
    accepted = reasons()
    for file in files:
        noticed = excused = left = 0
        stale = {change for change in accepted if change.split()[0] == file}
        for mutant in mutants(file):
            stale.discard(mutant.name)
            if runner.is_killed(mutant):
                noticed += 1
                if mutant.name in accepted:
                    print(f"{mutant} (noticed, though it is accepted)", flush=True)
            elif mutant.name in accepted:
                excused += 1
            else:
                left += 1
                print(mutant, flush=True)
        for change in sorted(stale):
            print(f"{change} (accepted, though there is no such change)", flush=True)
        total = noticed + excused + left
        print(f"{file}: {total} changes, {noticed} noticed, {excused} with a reason, {left} left", flush=True)


if __name__ == "__main__":
    main()
