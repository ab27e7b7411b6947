"""The door to what Textual keeps to itself: nothing else names any of it, and each name is probed."""

from __future__ import annotations

import ast
import dis
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import rich
import textual
from packaging.requirements import Requirement
from textual._compositor import Compositor
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from coach.terminal.textual_private import lapses, names
from coach.terminal.textual_private.names import ALERTS, DRAWING, FAULTS, GROUPS, LAYOUT
from coach.terminal.textual_private.probe import Group, PrivateName, method, only_with
from tests.e2e.term import ROOT

DOOR = ROOT / "coach" / "terminal" / "textual_private"
FILES = sorted((ROOT / "coach").rglob("*.py"))
NAMES = {str(each): each for group in GROUPS for each in group.names}

SHOWING = {"app.py", "cli", "opening.py", "painter.py", "screens", "widgets", "terminal"}
"""The layers in which something is drawn, or that run what is."""

PUBLIC_OF_TUPLES = {"_replace", "_asdict", "_make", "_fields"}
"""What a named tuple offers to everybody in spite of the underscore."""

_BY_NAME = {"getattr", "setattr", "hasattr", "delattr"}
_NAME = re.compile(r"_[A-Za-z]\w*")


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC_OF_TUPLES


def is_theirs(module: str | None) -> bool:
    return (module or "").partition(".")[0] in {"textual", "rich"}


@cache
def theirs() -> frozenset[str]:
    """All names with an underscore in the source of Textual and Rich."""
    found: set[str] = set()
    for package in (textual, rich):
        for file in Path(package.__path__[0]).rglob("*.py"):
            found.update(_NAME.findall(file.read_text(encoding="utf-8")))
    return frozenset(filter(is_private, found))


@cache
def of_class(cls: type) -> frozenset[str]:
    """The private names of one class of theirs: its members, and what its methods set."""
    methods = (each for each in vars(cls).values() if inspect.isfunction(each))
    steps = (step for each in methods for step in dis.get_instructions(each))
    set_there = {step.argval for step in steps if step.opname == "STORE_ATTR"}
    return frozenset(filter(is_private, {*vars(cls), *set_there}))


def inherited(cls: type) -> frozenset[str]:
    """The private names that a class has from bases of theirs."""
    bases = (base for base in cls.__mro__ if is_theirs(base.__module__))
    return frozenset[str]().union(*map(of_class, bases))


def is_own(owner: ast.expr) -> bool:
    """Whether an attribute is of the object itself, or of a module of the standard library."""
    if isinstance(owner, ast.Call):
        owner = owner.func
    return isinstance(owner, ast.Name) and owner.id in {"self", "cls", "super", "os"}


def used(tree: ast.AST, module: Any) -> Iterator[str]:
    """The private names of Textual and Rich that a module imports, overrides, reads, sets or calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and is_theirs(node.module):
            parts = [*str(node.module).split("."), *(each.name for each in node.names)]
            yield from filter(is_private, parts)
        elif isinstance(node, ast.Import):
            for each in node.names:
                if is_theirs(each.name):
                    yield from filter(is_private, each.name.split("."))
        elif isinstance(node, ast.Attribute) and is_private(node.attr):
            if not is_own(node.value) and node.attr in theirs():
                yield node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BY_NAME:
            for given in node.args[1:2]:
                if isinstance(given, ast.Constant) and is_private(str(given.value)):
                    yield str(given.value)
        elif isinstance(node, ast.ClassDef):
            cls = getattr(module, node.name, None)
            if isinstance(cls, type):
                yield from own(node, inherited(cls))


def own(node: ast.ClassDef, taken: frozenset[str]) -> Iterator[str]:
    """The names of those that are taken by bases which a class uses, or sets without knowing of theirs."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner.name in taken:
            yield inner.name
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store) and inner.id in taken:
            yield inner.id
        elif isinstance(inner, ast.Attribute) and inner.attr in taken:
            yield inner.attr


def used_in(file: Path) -> set[str]:
    parts = file.relative_to(ROOT).with_suffix("").parts
    module = import_module(".".join(parts).removesuffix(".__init__"))
    return set(used(ast.parse(file.read_text(encoding="utf-8")), module))


def layer(file: Path) -> str:
    return file.relative_to(ROOT / "coach").parts[0]


def test_only_the_door_names_what_textual_keeps_to_itself() -> None:
    shown = [file for file in FILES if layer(file) in SHOWING and DOOR not in file.parents]
    found = {file.relative_to(ROOT).as_posix(): names for file in shown if (names := used_in(file))}
    assert found == {}
    assert len(shown) > 150


def test_all_other_layers_know_neither_textual_nor_rich() -> None:
    drawn_with = re.compile(r"^\s*(?:from|import) (?:textual|rich)\b", re.MULTILINE)
    others = [file for file in FILES if layer(file) not in SHOWING]
    assert [file for file in others if drawn_with.search(file.read_text(encoding="utf-8"))] == []
    assert len(others) > 150


def test_the_door_names_nothing_that_is_not_in_its_table() -> None:
    known = {each.name for each in NAMES.values()}
    known |= {part for each in NAMES.values() for part in re.split(r"[.:]", each.owner)}
    found = {name for file in DOOR.glob("*.py") for name in used_in(file)}
    assert found - known == set()
    assert len(found) > 10


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("from textual._compositor import ChopsUpdate", "_compositor"),
        ("from textual.keys import _character_to_key", "_character_to_key"),
        ("import textual._parser", "_parser"),
        ("def f(app):\n    return app._driver", "_driver"),
        ("def f(app):\n    return getattr(app, '_driver')", "_driver"),
        ("class A(App):\n    def _display(self): pass", "_display"),
        ("class A(App):\n    _batch_count = 0", "_batch_count"),
        ("class A(App):\n    def f(self): self._batch_count += 1", "_batch_count"),
        ("class A(App):\n    def f(self): super()._fatal_error()", "_fatal_error"),
    ],
)
def test_the_rule_sees_every_way_to_name_one(code: str, name: str) -> None:
    class A(App[None]):
        pass

    assert name in set(used(ast.parse(code), type("Module", (), {"A": A})))


@pytest.mark.parametrize("name", NAMES.values(), ids=str)
def test_each_name_is_there_says_what_it_is_for_and_what_would_do_without_it(name: PrivateName) -> None:
    assert name.is_there()
    assert name.purpose
    assert name.unnecessary_with


@pytest.mark.parametrize("name", NAMES.values(), ids=str)
def test_each_name_is_missed_where_it_is_gone(name: PrivateName) -> None:
    assert not name._replace(name=f"{name.name}_of_old").is_there()
    assert not name._replace(owner=f"{name.owner}_of_old").is_there()


@pytest.mark.parametrize("name", [each for each in NAMES.values() if each.kind], ids=str)
def test_an_attribute_of_another_type_is_missed(name: PrivateName) -> None:
    group = Group("it lapses", name)
    instance = App[None]() if name.owner == names.APP else Screen[None]()
    group.examine(instance)
    assert group.holds
    setattr(instance, name.name, "something else")
    group.examine(instance)
    assert group.missing == {name}


class Sample:
    """Some shapes of a method."""

    def plain(self, first: int, second: int = 0) -> None:
        self.seen = first

    def more(self, first: int, second: int, *, third: int = 0) -> None:
        pass

    def rest(self, first: int, second: int, *others: int) -> None:
        pass

    async def waits(self, first: int, second: int) -> None:
        pass


def test_a_method_is_missed_in_every_other_shape() -> None:
    fits = method("first", "second")
    assert fits(Sample, "plain")
    assert not any(fits(Sample, name) for name in ("more", "rest", "waits"))
    assert method("first", "second", using=("seen",))(Sample, "plain")
    assert not method("first", "second", using=("unseen",))(Sample, "plain")
    assert method("first", "second", is_async=True)(Sample, "waits")


def test_overrides_are_left_out_where_their_group_does_not_hold() -> None:
    class Base:
        def act(self) -> str:
            return "as usual"

    class Own(Base):
        def act(self) -> str:
            return f"not {super().act()}"

    missing = Group("", PrivateName("textual.app:App", "_gone", method(), "", ""))
    assert only_with(DRAWING)(Own)().act() == "not as usual"
    assert only_with(missing)(Own)().act() == "as usual"


def test_all_is_well_with_the_textual_that_is_installed() -> None:
    assert lapses.lapses() == ()
    assert lapses.lapse_sentence() == lapses.short_notice() == ""


def test_what_lapses_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for group in (DRAWING, FAULTS):
        monkeypatch.setattr(group, "_missing", set(group.names))
    sentence = lapses.lapse_sentence()
    assert f"{DRAWING.lapse}; {FAULTS.lapse}" in sentence
    assert ALERTS.lapse not in sentence
    assert "-m pip install 'textual~=8.2.8'" in sentence
    assert "coach doctor" in lapses.short_notice()
    assert len(lapses.short_notice()) < 78, "one line of the smallest usual terminal"


def test_the_version_that_it_is_made_for_is_the_one_that_is_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = next(each for each in map(Requirement, project["dependencies"]) if each.name == "textual")
    assert str(wanted.specifier) == f"~={lapses.MADE_FOR}"
    assert wanted.specifier.contains(textual.__version__)


def test_what_only_code_shows_is_as_the_overrides_need_it() -> None:
    """Of these only the source tells; a look at it would take too long at a start."""
    assert isinstance(App.return_code, property)
    assert "panic" in vars(App)
    assert "self._layout_required" in inspect.getsource(Screen._on_idle)
    assert "post_message" in inspect.getsource(App._post_message), "so that App.post_message sees a size"
    assert "_post_message" in inspect.getsource(Driver.send_message)
    assert Compositor()._dirty_regions == set()
    assert LAYOUT.holds
