"""What CI relies on: the programs that tests start are known, and no skip goes by unseen."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests import tools
from tests.e2e import sshd
from tests.skips import Expected, Machine, Skip, main, read_list, skipped, unexpected
from tests.tools import TOOLS, require

ROOT = Path(__file__).parents[1]
LIST = ROOT / ".ci" / "skips.toml"
RUN = ROOT / ".ci" / "run"
HERE = Machine(sys.platform, os.geteuid() == 0)
ENTRIES = read_list(LIST.read_text(encoding="utf-8"))
SOURCES = {file: file.read_text(encoding="utf-8") for file in sorted((ROOT / "tests").rglob("*.py"))}

SKIPPING = """
import pytest

@pytest.mark.parametrize("word", ["a[1]", "b"])
def test_in_the_midst(word):
    pytest.skip("my own\\nreason")

@pytest.mark.skipif(True, reason="before it")
def test_before():
    pass

def test_one():
    pass
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run in which two tests were skipped, one of them twice."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "test_made.py").write_text(SKIPPING)
    report = folder / "report.xml"
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-c", os.devnull, f"--rootdir={folder}"]
    pytest_itself = [sys.executable, "-m", "pytest", *options, f"--junit-xml={report}", "test_made.py"]
    # whatever this run was started with is not for that one
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    subprocess.run(pytest_itself, cwd=folder, env=env, check=True, capture_output=True)
    return report


def listed(folder: Path, *tests: str) -> str:
    """A list of such tests, each for whatever reason."""
    path = folder / "skips.toml"
    path.write_text("".join(f'[[skip]]\ntest = "{each}"\nreason = "*"\nwhy = "so"\n' for each in tests))
    return str(path)


def test_each_skip_of_a_run_is_found(report: Path) -> None:
    count, found = skipped(report.read_text(encoding="utf-8"))
    assert count == 4
    assert [str(each) for each in found] == [
        "test_made.py::test_in_the_midst[a[1]]: my own reason",
        "test_made.py::test_in_the_midst[b]: my own reason",
        "test_made.py::test_before: before it",
    ]


def test_a_skip_that_is_not_listed_fails_and_is_named(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([listed(tmp_path, "test_made.py::test_in*"), str(report)]) == 1
    said = capsys.readouterr().out
    assert "skipped, and not on the list: test_made.py::test_before: before it\n" in said
    assert "test_in_the_midst" not in said
    assert said.endswith("3 of 4 tests skipped, 1 of them without being listed\n")


def test_a_listed_skip_passes(report: Path, tmp_path: Path) -> None:
    each = ("test_made.py::test_in_the_midst[a[1]]", "test_made.py::test_in_the_midst[b]", "*::test_before")
    assert main([listed(tmp_path, *each), str(report)]) == 0


def test_a_run_without_tests_or_report_is_no_success(tmp_path: Path) -> None:
    empty = tmp_path / "empty.xml"
    empty.write_text("<testsuites><testsuite/></testsuites>")
    assert main([listed(tmp_path, "*"), str(empty)]) == 1
    assert main([listed(tmp_path, "*"), str(tmp_path / "none.xml")]) == 1


@pytest.mark.parametrize(
    ("entry", "covers"),
    [
        ({}, True),
        ({"reason": "another *"}, False),
        ({"test": "tests/b*"}, False),
        ({"system": "linux"}, True),
        ({"system": "!linux"}, False),
        ({"system": "darwin"}, False),
        ({"system": "!darwin"}, True),
        ({"root": False}, True),
        ({"root": True}, False),
    ],
)
def test_an_entry_covers_what_it_says(entry: dict[str, Any], covers: bool) -> None:
    skip, machine = Skip("tests/a.py::test_a[x]", "no disk"), Machine("linux", root=False)
    whole = Expected(test="tests/a.py::*", reason="no *", why="so")._replace(**entry)
    assert whole.covers(skip, machine) is covers


@pytest.mark.parametrize("text", ['[[skip]]\ntest = "a"', '[[skip]]\ntest="a"\nreason="b"\nwhy=""'])
def test_an_entry_without_its_reasons_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="why"):
        read_list(text)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: f"{each.test} {each.reason}")
def test_an_entry_is_of_a_test_that_can_be_skipped_so(entry: Expected) -> None:
    """Otherwise the list would grow for ever."""
    file, _, name = entry.test.partition("::")
    said = "is not installed" if "is not installed" in entry.reason else entry.reason.strip("* ")
    assert any(said in text for text in SOURCES.values())
    if name:
        assert (ROOT / file).is_file()
        assert name == "*" or f"def {name}(" in SOURCES[ROOT / file]


@pytest.mark.parametrize("program", sorted(TOOLS))
def test_a_program_that_could_be_installed_is_never_a_reason_to_skip(program: str) -> None:
    if tools.wanted(TOOLS[program], HERE.system):
        skip = Skip("tests/faults/test_power.py::test_a", f"{program} is not installed")
        assert unexpected([skip], ENTRIES, HERE) == [skip]


def test_every_program_that_a_test_requires_is_known() -> None:
    asked = {
        word.value
        for text in SOURCES.values()
        if "require(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require"
        for word in node.args
        if isinstance(word, ast.Constant)
    }
    assert len(asked) > 5
    assert {*asked, *sshd.PROGRAMS} <= set(TOOLS)


def test_a_program_that_was_taken_away_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tools, "find", lambda program: None if program == "sshd" else f"/bin/{program}")
    assert tools.main([]) == 1
    assert capsys.readouterr().out == "sshd is not installed (Debian's package openssh-server)\n"
    assert tools.main(["apt"]) == 0
    assert capsys.readouterr().out == "openssh-server\n"
    with pytest.raises(pytest.skip.Exception, match="sshd is not installed"):
        require("ssh", "sshd")


def test_nothing_is_named_where_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda program: f"/bin/{program}")
    assert tools.main([]) == 0


def test_the_script_is_sound() -> None:
    require("shellcheck")
    done = subprocess.run(["shellcheck", RUN], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def dependencies() -> list[Requirement]:
    """All that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(each) for group in (project["dependencies"], *extras) for each in group]


def pinned(file: str) -> dict[str, str]:
    """The versions of a file of constraints, by the name that all spellings of a package have in common."""
    lines = (ROOT / ".ci" / file).read_text(encoding="utf-8").splitlines()
    pairs = (each.partition("==") for each in lines if not each.startswith("#"))
    return {canonicalize_name(name): version for name, _, version in pairs}


@pytest.mark.parametrize("dependency", dependencies(), ids=lambda each: each.name)
def test_a_tested_version_is_one_that_is_allowed(dependency: Requirement) -> None:
    version = pinned("constraints.txt")[canonicalize_name(dependency.name)]
    assert dependency.specifier.contains(version)


@pytest.mark.parametrize("dependency", dependencies(), ids=lambda each: each.name)
def test_the_lowest_version_that_is_allowed_is_one_that_is_tested(dependency: Requirement) -> None:
    """But for the checkers, whose older versions would find other things in the code."""
    if dependency.name in {"ruff", "mypy", "import-linter"}:
        assert canonicalize_name(dependency.name) not in pinned("lowest.txt")
        return
    [lowest] = [each.version for each in dependency.specifier if each.operator in {">=", "~=", "=="}]
    assert Version(pinned("lowest.txt")[canonicalize_name(dependency.name)]) == Version(lowest)
