"""The wheel, installed alone in an environment of its own and started from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.e2e.term import ROOT, Terminal, environment

BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = _output([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT)
    return folder / built.splitlines()[-1]


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds this wheel and what it depends on.

    What it depends on comes from the environment of the tests, by a path file, so that nothing is fetched;
    path files found through such a path are not read, and thus no editable copy of the project is.
    """
    # whose name has a blank, as a clone below "My Projects" has
    home = tmp_path_factory.mktemp("environment") / "with a blank"
    _output([sys.executable, "-m", "venv", "--without-pip", str(home)])
    scripts = home / "bin"
    install = ["install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    _output([sys.executable, "-m", "pip", "--python", str(scripts / "python"), *install])
    packages = _output(
        [str(scripts / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    )
    elsewhere = Path(packages.strip()) / "elsewhere.pth"
    elsewhere.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def _output(command: list[str], cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_has_every_sheet_and_all_content(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for sheet in (ROOT / "styles").iterdir():
        assert f"coach/styles/{sheet.name}" in names
    for content in (ROOT / "coach" / "content").glob("*.json"):
        assert f"coach/content/{content.name}" in names
    for guide in (ROOT / "coach" / "content" / "guides").iterdir():
        assert f"coach/content/guides/{guide.name}" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"coach", "mat_coach"}


def test_the_wheel_has_its_licence(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_it_is_the_installed_copy_that_runs(commands: Path, tmp_path: Path) -> None:
    found = "import coach.paths as p; print(p.__file__); print(*sorted(s.name for s in p.STYLES.iterdir()))"
    file, sheets = _output([str(commands / "python"), "-c", found], cwd=tmp_path).splitlines()
    assert Path(file).is_relative_to(commands.parent)
    assert sheets.split() == sorted(sheet.name for sheet in (ROOT / "styles").iterdir())


@pytest.mark.parametrize("start", [["coach"], ["python", "-m", "coach"]], ids=" ".join)
def test_a_command_finds_the_tips(commands: Path, tmp_path: Path, start: list[str]) -> None:
    command = [str(commands / start[0]), *start[1:], "--data", str(tmp_path / "c.json"), "tips", "--json"]
    assert len(json.loads(_output(command, cwd=tmp_path))["tips"]) >= 60


def test_a_command_finds_the_guides(commands: Path, tmp_path: Path) -> None:
    assert _output([str(commands / "coach"), "guide", "ssh"], cwd=tmp_path).startswith("Over SSH\n")


def test_the_app_finds_its_styles(commands: Path, tmp_path: Path) -> None:
    with Terminal([commands / "coach", "--data", "c.json"], cwd=tmp_path) as terminal:
        terminal.wait_for("Setup")
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_doctor_names_files_that_differ_from_the_record(commands: Path, tmp_path: Path) -> None:
    doctor = [str(commands / "coach"), "--data", str(tmp_path / "c.json"), "doctor"]
    assert _output(doctor, cwd=tmp_path).endswith("everything is fine.\n")
    where = _output([str(commands / "python"), "-c", "import coach; print(coach.__file__)"], cwd=tmp_path)
    package = Path(where.strip()).parent
    altered, missing = package / "styles" / "help.tcss", package / "content" / "sources.json"
    sheet, sources = altered.read_bytes(), missing.read_bytes()
    altered.write_bytes(sheet + b"/* mine */")
    missing.unlink()
    try:
        done = subprocess.run(
            doctor, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment()
        )
    finally:
        altered.write_bytes(sheet)
        missing.write_bytes(sources)
    assert done.returncode == 1
    assert f"{altered} has changed since it was installed." in done.stdout
    assert f"{missing} was installed, but cannot be read." in done.stdout
    assert "pip install --force-reinstall" in done.stdout


def test_a_wheel_and_its_checkout_are_one_build(commands: Path, tmp_path: Path) -> None:
    from coach.installation import build

    assert f"(build {build()})" in _output([str(commands / "coach"), "--version"], cwd=tmp_path)
