"""Small changes of a module, as a slip of the hand would make them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

KINDS = ("compare", "boolean", "number", "return", "call", "nothing")
"""A comparison turned; "and" for "or", "not" left out, True for False; a number, or a sign, off by one step;
a value that is not returned; a call that is not made; a function that does nothing."""

_COMPARED = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_SIGNS = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*"}


class Mutant(NamedTuple):
    """A module with one change in it."""

    path: Path
    line: int
    function: str
    """The function that has the change, with the names of what it stands in; empty on the top level."""
    change: str
    text: str


class _Source:
    """A module's text, cut at the places that its tree tells; these count bytes."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._lines = [line.encode() for line in text.splitlines(keepends=True)]
        self._starts = [sum(map(len, self._lines[:place])) for place in range(len(self._lines) + 1)]
        self._data = b"".join(self._lines)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def of(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.span(node)
        return self._data[start:end].decode()

    def mutant(self, node: ast.expr | ast.stmt, new: str, function: str, change: str = "") -> Mutant:
        """The module with `new` for a part of it."""
        start, end = self.span(node)
        text = (self._data[:start] + new.encode() + self._data[end:]).decode()
        said = change or f"{_short(self.of(node))}  =>  {_short(new)}"
        return Mutant(self.path, node.lineno, function, said, text)


def mutants_of(path: Path, text: str, kinds: Sequence[str] = KINDS) -> list[Mutant]:
    """All mutants of a module, of some kinds."""
    source = _Source(path, text)
    return [
        mutant
        for kind, mutant in _found(source, ast.parse(text), "")
        if kind in kinds and mutant.text != text
    ]


def silenced(path: Path, text: str, function: str) -> Mutant:
    """The module with a function that does nothing; raises LookupError if there is none of that name."""
    for mutant in mutants_of(path, text, ("nothing",)):
        if mutant.function == function:
            return mutant
    raise LookupError(f"{path} has no function {function} that could do nothing")


def replaced(path: Path, text: str, old: str, new: str) -> Mutant:
    """The module with `new` for `old`; raises LookupError if that does not stand there once."""
    if text.count(old) != 1:
        raise LookupError(f"{path} has {text.count(old)} times: {old}")
    line = text[: text.index(old)].count("\n") + 1
    return Mutant(path, line, "", f"{_short(old)}  =>  {_short(new)}", text.replace(old, new))


def recorded(path: Path, text: str) -> str:
    """The module with a note at the start of each function to `_entered`, if the builtins have that."""
    lines = text.splitlines(keepends=True)
    for node, name in sorted(_functions(ast.parse(text), ""), key=lambda found: -found[0].body[0].lineno):
        first = node.body[1] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body[0]
        note = f"getattr(__import__('builtins'), '_entered', len)('{path}:{name}')"
        line = lines[first.lineno - 1]
        before = line.encode()[: first.col_offset].decode()
        at = min([first.lineno, *(each.lineno for each in getattr(first, "decorator_list", []))])
        if before.strip():
            lines[at - 1] = f"{before}{note}; {line[len(before) :]}"
        else:
            lines[at - 1] = f"{before}{note}\n{lines[at - 1]}"
    return "".join(lines)


def _functions(node: ast.AST, function: str) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    for child in ast.iter_child_nodes(node):
        name = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{function}.{child.name}".lstrip(".")
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child, name
        yield from _functions(child, name)


def _found(source: _Source, node: ast.AST, function: str) -> Iterator[tuple[str, Mutant]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from _silent(source, node, function)
    if isinstance(node, ast.expr | ast.stmt):
        yield from ((kind, source.mutant(node, new, function)) for kind, new in _turned(source, node))
    for child in _children(node):
        yield from _found(source, child, function)


def _silent(
    source: _Source, node: ast.FunctionDef | ast.AsyncFunctionDef, function: str
) -> Iterator[tuple[str, Mutant]]:
    """The function without what it does, if it is one that returns nothing."""
    returns_none = isinstance(node.returns, ast.Constant) and node.returns.value is None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not returns_none or not body or any(isinstance(each, ast.Yield) for each in ast.walk(node)):
        return
    whole = ast.copy_location(ast.Pass(), body[0])
    whole.end_lineno, whole.end_col_offset = body[-1].end_lineno, body[-1].end_col_offset
    yield "nothing", source.mutant(whole, "return", function, "does nothing")


def _turned(source: _Source, node: ast.expr | ast.stmt) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            yield "compare", f"({source.of(left)}) {_COMPARED[type(op)]} ({source.of(right)})"
        case ast.BoolOp(op=op, values=values):
            word = " or " if isinstance(op, ast.And) else " and "
            yield "boolean", "(" + word.join(f"({source.of(value)})" for value in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "boolean", f"bool({source.of(operand)})"
        case ast.Constant(value=bool(value)):
            yield "boolean", str(not value)
        case ast.Constant(value=int() | float() as value):
            yield "number", repr(value + 1)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            texts = isinstance(left, ast.JoinedStr) or isinstance(right, ast.JoinedStr)
            if not texts and not isinstance(getattr(left, "value", None), str):
                yield "number", f"({source.of(left)}) {_SIGNS[type(op)]} ({source.of(right)})"
        case ast.Return(value=ast.expr() as value):
            if not (isinstance(value, ast.Constant) and value.value is None):
                yield "return", "return None"
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield "call", "pass"


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a node, but for annotations and for what is only there for the checker of types."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "decorator_list"):
            continue
        if isinstance(node, ast.JoinedStr | ast.FormattedValue) and name != "value":
            # Before Python 3.12 the parts of an f-string have no places of their own.
            continue
        yield from (
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.AST)
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
