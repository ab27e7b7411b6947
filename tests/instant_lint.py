"""Finds datetimes that are compared, ordered or reckoned with in other than UTC, by reading the source.

Python compares two times of one zone by the hands of its clock, and on the night when that is put back an
hour comes twice; and nothing in that hour equals the same time written with a fixed offset. So only
`instant(...)`, and what is known to be in UTC, may be compared.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

MOMENTS = {"started_at", "ended_at", "opens_at", "at", "now"}
"""Fields of records that hold a datetime in some zone."""
IN_UTC = {
    "instant", "end_of", "next_start", "next_due", "updated_of", "made_at", "version", "version_as", "key_of",
    "_by_start", "_by_at", "last_end",
}  # fmt: skip
"""Functions and fields that give a datetime in UTC; each says so."""
NO_MOMENTS = {"entry.at": "a time of day", "place.at": "in UTC", "controller.now": "in seconds"}
"""Fields of such a name that are no moment in some zone."""
OTHERS = {
    "screens": {"at", "now"},
    "session_control": {"at", "now"},
    "widgets": MOMENTS,
    "terminal": MOMENTS,
    "report": {"at"},
}
"""Names that mean something else there: a place in a list, a clock that counts seconds."""
LEFT_OUT = {
    "clock.py": "reads the clock and turns it into zones",
    "domain/dates.py": "cuts days out of local time, and moves times by way of UTC",
    "domain/instants.py": "is the way to UTC",
    "domain/local_time.py": "reads the hands of clocks on purpose",
    "store/backup/backups.py": "has nothing but UTC, from the names of files",
    "store/backup/retention.py": "has nothing but UTC, from the names of files",
}
_ORDERING = {"min", "max", "sorted", "sort", "set", "frozenset"}


def offences(source: str, place: str = "domain/x.py") -> list[str]:
    """The expressions in a module that compare or move a datetime which may not be in UTC."""
    moments = MOMENTS - OTHERS.get(place.partition("/")[0], set())
    found: dict[tuple[int, str], None] = {}
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for node in _Scope(function, moments).wrong():
                found[node.lineno, ast.unparse(node)] = None
    return [f"{place}:{line}: {text}" for line, text in sorted(found)]


def all_offences() -> list[str]:
    """Those of the whole coach."""
    return [
        offence
        for file in sorted((ROOT / "coach").rglob("*.py"))
        if (place := file.relative_to(ROOT / "coach").as_posix()) not in LEFT_OUT
        for offence in offences(file.read_text(encoding="utf-8"), place)
    ]


class _Scope:
    """One function: which of its names are datetimes."""

    def __init__(self, scope: ast.FunctionDef, moments: set[str]) -> None:
        self.scope = scope
        self.moments = moments
        given = (*scope.args.args, *scope.args.kwonlyargs, *scope.args.posonlyargs)
        self.names = {each.arg for each in given if _says_datetime(each.annotation)}
        for _ in range(2):  # a name may be taken from one that is assigned further down in a loop
            for node in ast.walk(scope):
                if isinstance(node, ast.Assign) and self.is_loose(node.value):
                    self.names |= {each.id for each in node.targets if isinstance(each, ast.Name)}

    def wrong(self) -> Iterator[ast.expr]:
        for node in ast.walk(self.scope):
            match node:
                case ast.Compare(left=left, comparators=others):
                    parts = (
                        [] if all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops) else [left, *others]
                    )
                case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
                    parts = [left, right]
                case ast.Call(func=ast.Name(id="attrgetter"), args=args):
                    names = {each.value for each in args if isinstance(each, ast.Constant)}
                    if names & (self.moments - {"now"}):
                        yield node
                    continue
                case ast.Call(args=args, keywords=keywords) if _called(node) in _ORDERING:
                    keys = [each.value for each in keywords if each.arg == "key"]
                    bodies = [each.body for each in keys if isinstance(each, ast.Lambda)]
                    parts = bodies if keys else [_element(each) for each in args]
                case ast.DictComp(key=key):
                    parts = [key]
                case ast.SetComp(elt=element):
                    parts = [element]
                case ast.Call(args=[key, *_]) if _called(node) in ("setdefault", "add"):
                    parts = [key]
                case _:
                    continue
            if any(map(self.is_loose, parts)):
                assert isinstance(node, ast.expr)
                yield node

    def is_loose(self, node: ast.expr) -> bool:
        """Whether an expression is, or has among its parts, a datetime that may not be in UTC."""
        match node:
            case ast.Name(id=name):
                return name in self.names
            case ast.Attribute(attr=name):
                return name in self.moments - IN_UTC and ast.unparse(node) not in NO_MOMENTS
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="clock") | ast.Name(id="clock"))):
                return False
            case ast.Call(func=ast.Attribute(attr="now")) | ast.Call(func=ast.Name(id="present" | "moved")):
                return True
            case ast.Call(func=ast.Attribute(attr="combine"), keywords=[_, *_]):
                return True
            case ast.Call(func=ast.Attribute(attr="astimezone", value=value), args=[zone]):
                return not (isinstance(zone, ast.Name) and zone.id == "UTC")
            case ast.Call(func=ast.Attribute(attr="replace", value=value)):
                return self.is_loose(value)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                return any(map(self.is_loose, parts))
            case ast.IfExp(body=one, orelse=other):
                return self.is_loose(one) or self.is_loose(other)
            case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
                return self.is_loose(left) and not self.is_loose(right)
            case _:
                return False


def _says_datetime(annotation: ast.expr | None) -> bool:
    if isinstance(annotation, ast.BinOp):
        return _says_datetime(annotation.left) or _says_datetime(annotation.right)
    return isinstance(annotation, ast.Name) and annotation.id == "datetime"


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _element(node: ast.expr) -> ast.expr:
    """What a comprehension gives one by one."""
    return node.elt if isinstance(node, ast.GeneratorExp | ast.ListComp) else node
