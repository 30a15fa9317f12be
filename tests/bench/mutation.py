"""Change the grammar of milestones in one small place at a time, and print each change that no test notices.

`python -m tests.bench.mutation [FILE ...]` takes the files named (`judge`, `gather`), or all of them, which takes
about half an hour. A change that is printed is either one that no wording can show, or a row that is missing.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import itertools
import os
import signal
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path

PACKAGE = "jatui.domain.milestones"
ROOM = Path(__file__).parent.parent.parent / "jatui" / "domain" / "milestones"
WORDS_ONLY = frozenset(("__init__", "vocabulary"))
TESTS = ("test_wordings", "test_reading", "test_plan", "test_tokens", "test_writer")
WHOLE = "test_what_is_written_reads_back_the_same"
SHOWN = frozenset(("writer", "reading"))
SECONDS = 30
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
REVERSED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
Test = Callable[[], object]
Code = types.CodeType
NAMED = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: the lines and function it lies in, what it says, and the changed code."""

    file: str
    lines: range
    function: str
    said: str
    code: Code

    def __str__(self) -> str:
        """Return where the change is and what it does, in one line."""
        return f"{self.file}.py:{self.lines.start} {self.function or 'module'}: {self.said}"


def altered(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def without(items: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Yield a list without each of its items in turn."""
    for place in range(len(items)):
        yield items[:place] + items[place + 1 :]


def of_value(node: ast.Constant) -> Iterator[ast.AST]:
    """Yield other constants: a flag turned, a number one off, another short text; sentences are left alone."""
    value = node.value
    if isinstance(value, bool):
        yield altered(node, value=not value)
    elif isinstance(value, int):
        yield altered(node, value=value + 1)
        yield altered(node, value=value - 1)
    elif isinstance(value, str) and len(value.split()) < 3 and not value.endswith("."):
        yield altered(node, value="XX")


def of_expression(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of an expression."""
    match node:
        case ast.Compare(ops=ops):
            for place, kind in enumerate(ops):
                for other in COMPARED[type(kind)]:
                    yield altered(node, ops=[*ops[:place], other(), *ops[place + 1 :]])
        case ast.BoolOp(op=kind, values=values):
            yield altered(node, op=ast.Or() if isinstance(kind, ast.And) else ast.And())
            for rest in without(values):
                yield rest[0] if len(rest) == 1 else altered(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=operator) if type(operator) in REVERSED:
            yield altered(node, op=REVERSED[type(operator)]())
        case ast.Constant():
            yield from of_value(node)
        case ast.IfExp():
            yield altered(node, test=ast.Constant(True))
            yield altered(node, test=ast.Constant(False))
        case ast.comprehension(ifs=ifs):
            for rest in without(ifs):
                yield altered(node, ifs=rest)
        case ast.Slice(lower=lower, upper=upper):
            if lower is not None:
                yield altered(node, lower=None)
            if upper is not None:
                yield altered(node, upper=None)
        case (
            ast.Set(elts=items) | ast.Tuple(elts=items, ctx=ast.Load()) | ast.List(elts=items, ctx=ast.Load())
        ):
            if len(items) > 1 and all(isinstance(item, ast.Constant) for item in items):
                for rest in without(items):
                    yield altered(node, elts=rest)
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for place in range(len(keys)):
                left = [item for item in range(len(keys)) if item != place]
                yield altered(node, keys=[keys[at] for at in left], values=[values[at] for at in left])
        case ast.Call(keywords=keywords):
            for place, keyword in enumerate(keywords):
                if keyword.arg:
                    yield altered(node, keywords=keywords[:place] + keywords[place + 1 :])


def of_statement(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of a statement."""
    match node:
        case ast.If() | ast.While():
            yield altered(node, test=ast.Constant(True))
            yield altered(node, test=ast.Constant(False))
        case ast.AugAssign(op=operator):
            yield ast.Pass()
            if type(operator) in REVERSED:
                yield altered(node, op=REVERSED[type(operator)]())
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield altered(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call()) | ast.Break() | ast.Continue():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def is_left(node: ast.AST) -> bool:
    """Return whether a node is left as it is: an import, an assertion, a docstring, what only a type checker reads."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name):
        return node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Assert)


def mutants(file: str) -> Iterator[Mutant]:
    """Yield each change of a file."""
    path = ROOM / f"{file}.py"
    tree = ast.parse(path.read_text())

    def visit(node: ast.AST, function: str, lines: range) -> Iterator[Mutant]:
        """Yield the changes of the parts of a node."""
        inside = f"{function}.<locals>" if isinstance(node, ast.FunctionDef) and function else function
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "args") and not isinstance(
                node, ast.Call
            ):
                continue
            children = value if isinstance(value, list) else [value]
            for place, child in enumerate(children):
                if not isinstance(child, ast.AST) or is_left(child):
                    continue
                if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
                    continue
                own = lines
                if isinstance(child, ast.stmt):
                    body = getattr(child, "body", None)
                    last = body[0].lineno - 1 if body else child.end_lineno or child.lineno
                    own = range(child.lineno, max(last, child.lineno) + 1)
                for new in itertools.chain(of_statement(child), of_expression(child)):
                    put = replace(node, field, place if isinstance(value, list) else None)
                    put(new)
                    try:
                        said = f"{brief(child)} -> {brief(new)}"
                        code = compile(ast.fix_missing_locations(tree), str(path), "exec")
                    except (SyntaxError, ValueError, TypeError):
                        continue
                    finally:
                        put(child)
                    yield Mutant(file, own, function, said, code)
                name = f"{inside}.{child.name}".lstrip(".") if isinstance(child, NAMED) else function
                yield from visit(child, name, own)

    yield from visit(tree, "", range(0))


def replace(parent: ast.AST, field: str, place: int | None) -> Callable[[ast.AST], None]:
    """Return what puts a node into a field of its parent."""

    def put(node: ast.AST) -> None:
        """Put it there."""
        if place is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[place] = node

    return put


def brief(node: ast.AST) -> str:
    """Return the first line of a node as source, cut where it is long."""
    text = ast.unparse(node).partition("\n")[0] if not isinstance(node, ast.comprehension) else "for ..."
    return text if len(text) <= 90 else f"{text[:87]}..."


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
        path = ROOM / f"{file}.py"
        exec(
            self.mutant.code if file == self.mutant.file else compile(path.read_text(), path, "exec"),
            vars(module),
        )


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
        self.tests = tests_of()
        self.by_line: dict[tuple[str, int], list[int]] = {}
        for place, (name, test) in enumerate(self.tests):
            for path, line in lines_of(test) if name != WHOLE else ():
                self.by_line.setdefault((Path(path).stem, line), []).append(place)
        self.functions: dict[tuple[str, str], list[types.FunctionType]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and thing.__code__.co_filename.startswith(str(ROOM)):
                file = Path(thing.__code__.co_filename).stem
                self.functions.setdefault((file, thing.__code__.co_qualname), []).append(thing)
        self.killers: list[int] = []

    def is_killed(self, mutant: Mutant) -> bool:
        """Return whether a test fails with a change, or takes too long."""
        functions = self.functions.get((mutant.file, mutant.function), [])
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            place: int | str = -1
            with contextlib.suppress(BaseException):
                place = self.first_failing(mutant, functions)
            os.write(writer, str(place).encode())
            os._exit(0)
        os.close(writer)
        said = os.read(reader, 20).decode()
        os.close(reader)
        os.waitpid(child, 0)
        if said.isdigit() and functions:
            self.killers = [int(said), *(place for place in self.killers if place != int(said))][:12]
        return said != "none"

    def first_failing(self, mutant: Mutant, functions: list[types.FunctionType]) -> int | str:
        """Return the place of the first test that fails, or `none`; in the child only, which it changes."""
        for module in [module for name, module in sys.modules.items() if name.startswith(PACKAGE)]:
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
        tests = self.tests
        if functions:
            hit = {place for line in mutant.lines for place in self.by_line.get((mutant.file, line), ())}
            order = [place for place in self.killers if place in hit]
            order += hit.difference(order)
            new = next(code for code in inner_codes(mutant.code) if code.co_qualname == mutant.function)
            for function in functions:
                function.__code__ = new
        else:
            for name in [
                name for name in sys.modules if name.startswith((PACKAGE, "tests.domain.milestones"))
            ]:
                del sys.modules[name]
            sys.meta_path.insert(0, Changed(mutant))
            tests = tests_of()
            order = list(range(len(tests)))
        whole = [place for place, (name, _) in enumerate(tests) if name == WHOLE]
        order = [place for place in order if place not in whole]
        for place in order + (whole if mutant.file in SHOWN else []):
            try:
                tests[place][1]()
            except BaseException:
                return place
        return "none"


def main() -> None:
    """Print the changes that no test notices, and how many there were."""
    files = sys.argv[1:] or sorted(path.stem for path in ROOM.glob("*.py") if path.stem not in WORDS_ONLY)
    runner = Runner()
    total = survived = 0
    for file in files:
        for mutant in mutants(file):
            total += 1
            if not runner.is_killed(mutant):
                survived += 1
                print(mutant, flush=True)
    print(f"{total} changes, {total - survived} noticed, {survived} not")


if __name__ == "__main__":
    main()
