"""Each change of the grammar of milestones in one small place, as compiled code."""

from __future__ import annotations

import ast
import copy
import itertools
import types
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOM = Path(__file__).parent.parent.parent / "jatui" / "domain" / "milestones"
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

    @property
    def name(self) -> str:
        """Return what names the change however the lines of the file move."""
        return f"{self.file} {self.function or 'module'}: {self.said}"


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
    met: Counter[tuple[str, str]] = Counter()

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
                    met[function, said] += 1
                    again = met[function, said]
                    said += f" #{again}" if again > 1 else ""
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
