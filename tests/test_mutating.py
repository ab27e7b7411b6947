"""The changes that `python -m tests.mutants` makes: each is one, and can be read as Python."""

from __future__ import annotations

import ast
import tomllib
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from tests.mutants import LISTED, ROOT, breakage, meeting, package_tests
from tests.mutating import KINDS, Mutant, mutants_of, recorded, replaced, silenced

PATH = Path("coach/made_up.py")
MODULE = '''
import typing

LIMIT = 30

class Mat:
    """A mat."""

    def lie(self, minutes: int, *, bare: bool = False) -> None:
        """Lies down."""
        if minutes < LIMIT and not bare:
            self.say("\\u00fcber" + f"{minutes + 1} min")

    def area(self) -> float:
        return 0.5 * LIMIT
'''


def changes(kind: str) -> list[str]:
    return [f"{each.function}: {each.change}" for each in mutants_of(PATH, MODULE, (kind,))]


def test_each_kind_changes_what_its_name_says() -> None:
    assert changes("compare") == ["Mat.lie: minutes < LIMIT  =>  (minutes) <= (LIMIT)"]
    assert changes("boolean") == [
        "Mat.lie: False  =>  True",
        "Mat.lie: minutes < LIMIT and not bare  =>  ((minutes < LIMIT) or (not bare))",
        "Mat.lie: not bare  =>  bool(bare)",
    ]
    assert changes("return") == ["Mat.area: return 0.5 * LIMIT  =>  return None"]
    assert changes("nothing") == ["Mat.lie: does nothing"]
    assert [each.partition(":")[0] for each in changes("call")] == ["Mat.lie"]
    assert ": 30  =>  31" in changes("number")
    assert "Mat.area: 0.5 * LIMIT  =>  (0.5) / (LIMIT)" in changes("number")


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_another_module_that_python_can_read(kind: str) -> None:
    found = mutants_of(PATH, MODULE, (kind,))
    assert found
    assert len({each.text for each in found}) == len(found)
    for each in found:
        ast.parse(each.text)
        assert each.text != MODULE
        assert MODULE.splitlines()[each.line - 1] != each.text.splitlines()[each.line - 1]


def test_a_function_does_nothing_but_for_what_it_is_asked() -> None:
    text = silenced(PATH, MODULE, "Mat.lie").text
    assert "say" not in text
    assert '"""Lies down."""\n        return\n' in text
    with pytest.raises(LookupError, match="no function"):
        silenced(PATH, MODULE, "Mat.area")


@pytest.mark.parametrize("old", ["LIMIT", "nowhere"])
def test_what_does_not_stand_there_once_is_not_replaced(old: str) -> None:
    with pytest.raises(LookupError, match="times"):
        replaced(PATH, MODULE, old, "x")
    assert replaced(PATH, MODULE, "LIMIT = 30", "LIMIT = 3").text.count("LIMIT = 3\n") == 1


def test_a_recorded_module_tells_which_functions_are_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("builtins._entered", told.append, raising=False)
    names: dict[str, Any] = {}
    exec(compile(recorded(PATH, MODULE), PATH, "exec"), names)
    assert told == []
    assert names["Mat"]().area() == 15
    assert told == ["coach/made_up.py:Mat.area"]
    assert names["Mat"].lie.__doc__ == "Lies down."


def test_a_mutant_meets_the_tests_that_enter_it_the_smallest_first() -> None:
    by_test = {
        "large": ["coach/made_up.py:Mat.area", "coach/made_up.py:Mat.lie", "x"],
        "small": ["coach/made_up.py:Mat.area"],
        "other": ["coach/other.py:Mat.area"],
    }
    assert meeting(Mutant(PATH, 1, "Mat.area", "", ""), by_test) == ["small", "large"]
    assert meeting(Mutant(PATH, 1, "Mat.lie", "", ""), by_test) == ["large"]
    assert meeting(Mutant(PATH, 1, "Mat", "", ""), by_test) == ["small", "large"]


def test_each_package_and_each_breakage_has_tests() -> None:
    root = Path(__file__).parents[1]
    packages = {each.stem for each in (root / "coach").iterdir() if each.suffix == ".py" or each.is_dir()}
    for package in packages - {"__init__", "__pycache__", "_build"}:
        assert [each for each in package_tests(package) if (root / each).exists()], package
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["breakages"]
    assert listed
    for each in listed:
        assert (root / each["path"]).exists(), each["what"]
        for name in each["tests"]:
            file, _, test = name.partition("::")
            assert (root / file).exists(), name
            assert not test or f"def {test.partition('[')[0]}(" in (root / file).read_text("utf-8"), name


@pytest.mark.parametrize(
    "each", tomllib.loads(LISTED.read_text(encoding="utf-8"))["breakages"], ids=itemgetter("what")
)
def test_each_breakage_can_be_made(each: dict[str, Any]) -> None:
    """Fails with LookupError where what it replaces no longer stands there once."""
    made = breakage(each)
    assert made.text != (ROOT / each["path"]).read_text(encoding="utf-8")
