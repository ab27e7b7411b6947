"""The coach as it is installed: version, build, record, and what is missing."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import coach
from coach import installation
from tests.e2e.term import ROOT, environment


def run(*words: str, cwd: Path, path: Path, flags: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A command of the coach whose modules lie in `path`."""
    return subprocess.run(
        [sys.executable, *flags, "-m", "coach", *words],
        cwd=cwd, capture_output=True, text=True, check=False,
        env=environment(HOME=str(cwd), PYTHONPATH=str(path), PYTHONDONTWRITEBYTECODE="1"),
    )  # fmt: skip


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout, as someone has it who has not installed it."""
    there = tmp_path / "checkout"
    leave = shutil.ignore_patterns("__pycache__")
    for folder in ("coach", "styles"):
        shutil.copytree(ROOT / folder, there / folder, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", there)
    return there


def test_the_version_is_told_with_its_build(checkout: Path) -> None:
    done = run("--version", cwd=checkout, path=checkout)
    assert done.stdout == f"coach {coach.__version__} (build {installation.build()})\n"


def test_a_changed_file_is_another_build(checkout: Path) -> None:
    file = checkout / "coach" / "domain" / "dates.py"
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    done = run("--version", cwd=checkout, path=checkout)
    assert done.stdout.startswith(f"coach {coach.__version__} (build ")
    assert installation.build() not in done.stdout


def test_every_dependency_is_among_the_versions() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(installation.NEEDED) == sorted(re.split("[<>=~]", each)[0] for each in needed)


def test_a_report_of_a_fault_can_name_all_versions(checkout: Path) -> None:
    lines = run("doctor", "--versions", cwd=checkout, path=checkout).stdout.splitlines()
    assert lines[0].startswith(f"coach {coach.__version__} (build ")
    assert lines[1].startswith("Python 3.")
    assert [line.split()[0] for line in lines[2:]] == list(installation.NEEDED)


def test_the_versions_are_told_where_a_package_is_missing(checkout: Path) -> None:
    done = run("doctor", "--versions", cwd=checkout, path=checkout, flags=("-S",))
    assert done.returncode == 0
    assert "tinydb is not installed" in done.stdout.splitlines()


@pytest.mark.parametrize("words", [["today"], ["log", "5"], []], ids=lambda words: " ".join(words) or "app")
def test_a_checkout_without_what_it_needs_says_what_to_do(checkout: Path, words: list[str]) -> None:
    """With -S no package of the environment is found."""
    done = run(*words, cwd=checkout, path=checkout, flags=("-S",))
    assert done.stdout == ""
    if done.returncode == 64:  # the app first looks for a terminal, and says so
        assert "terminal" in done.stderr
        return
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("coach: the package ")
    assert f"with everything it needs: {sys.executable} -m venv {checkout}/.venv && " in done.stderr
    assert done.stderr.endswith(f"/.venv/bin/pip install {checkout} && {checkout}/.venv/bin/coach\n")


def test_a_command_to_paste_is_quoted(checkout: Path) -> None:
    there = checkout.rename(checkout.with_name("a folder"))
    done = run("today", cwd=there, path=there, flags=("-S",))
    assert done.stderr.endswith(f"/bin/pip install '{there}' && '{there}/.venv'/bin/coach\n")


def test_a_module_of_its_own_that_is_missing_is_a_fault(checkout: Path) -> None:
    (checkout / "coach" / "domain" / "dates.py").unlink()
    done = run("today", cwd=checkout, path=checkout)
    assert done.returncode == 1
    assert "No module named 'coach.domain.dates'" in done.stderr


def test_an_older_python_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from coach.__main__ import main

    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(sys, "version", "3.10.4 (main)")
    assert main() == 1
    assert capsys.readouterr().err == "coach: Python 3.11 or later is needed; this is 3.10.4.\n"


def former(folder: Path, version: str, *files: str) -> None:
    """A distribution of the name `coach` in a folder, with these files in its record."""
    info = folder / f"coach-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: coach\nVersion: {version}\n")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files))


@pytest.mark.parametrize(("version", "files", "found"), [
    ("0.1.0", ["coach/__init__.py", "coach/app.py"], True),
    ("0.1.0", ["_coach.pth", "../../../bin/coach"], True),
    ("1.0.0", ["coach.py"], False),
])  # fmt: skip
def test_the_former_name_beside_the_new_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, files: list[str], *, found: bool
) -> None:
    former(tmp_path, version, *files)
    monkeypatch.syspath_prepend(str(tmp_path))
    told = [each for each in installation.faults() if "old name" in each]
    assert bool(told) is found
    assert all("-m pip uninstall -y coach mat-coach && " in each for each in told)
    assert all(each.endswith(f"-m pip install {ROOT}") for each in told)


class Place:
    """A distribution as far as it tells where it came from."""

    def __init__(self, place: dict[str, object] | None) -> None:
        self._place = place

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self._place) if self._place else None


@pytest.mark.parametrize(("place", "source"), [
    ({"url": "file:///tmp/here", "dir_info": {}}, "file:///tmp/here"),
    ({"url": "https://e.org/c.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, "git+https://e.org/c.git@abc"),
    (None, "FOLDER-OR-WHEEL-OF-THE-COACH"),
])  # fmt: skip
def test_it_is_installed_again_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: dict[str, object] | None, source: str
) -> None:
    """Never by its bare name: while that is free, anyone could take it."""
    monkeypatch.setattr(installation, "_PACKAGE", tmp_path / "coach")
    monkeypatch.setattr(installation, "_distribution", lambda name: Place(place))
    assert installation.install_advice().endswith(f" -m pip install {source}")


def test_a_package_that_is_missing_is_told_and_one_for_tests_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = installation._version
    monkeypatch.setattr(
        installation, "_version", lambda name: "" if name in ("textual", "pytest") else found(name)
    )
    told = installation.faults()
    assert told[0] == "The package textual is needed, but not installed."
    assert told[1].startswith("To fix that: ")


def test_files_in_an_archive_have_no_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(installation, "_PACKAGE", tmp_path / "coach.pyz" / "coach")
    monkeypatch.setattr(installation, "STYLES", tmp_path / "coach.pyz" / "coach" / "styles")
    assert installation.build() == "unknown"


def test_a_stray_file_is_no_other_build(checkout: Path) -> None:
    (checkout / "coach" / "app.py.swp").write_text("x", encoding="utf-8")
    assert installation.build() in run("--version", cwd=checkout, path=checkout).stdout
