"""The line of a prompt, from what was kept, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.term import ROOT


class Prompt:
    """The script in a process of its own, as a prompt starts it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "mat" / "coach.json"
        self.cache = folder / "cache" / "coach"
        self.script = folder / "script"
        self.script.write_text("import sys\nfrom coach.__main__ import main\nsys.exit(main())\n")

    def __call__(
        self, *words: str, options: tuple[str, ...] = (), stdout: int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[str]:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PYTHONPATH": str(ROOT),
            "TZ": "UTC",
        }
        return subprocess.run(
            [sys.executable, *options, str(self.script), "--data", str(self.data), *words],
            env=environ, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip

    def kept(self) -> list[Path]:
        return [*self.cache.glob("status-*")]

    def until_kept(self, *words: str) -> str:
        """Asks until the answer is kept: the file has to be older than the clock of the disk can tell."""
        for _ in range(60):
            found = self(*words)
            assert (found.returncode, found.stderr) == (0, "")
            if self.kept():
                return found.stdout
        pytest.fail("it is never kept")


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    found = Prompt(tmp_path)
    assert found("setup", "--screening", "none").returncode == 0
    return found


def imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Returns the modules that a process with `-X importtime` has loaded."""
    lines = [each for each in done.stderr.splitlines() if each.startswith("import time:")]
    return {each.rpartition("|")[2].strip() for each in lines}


def test_the_second_prompt_loads_nothing(prompt: Prompt) -> None:
    first = prompt.until_kept("status")
    bare = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "pass"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    second = prompt("status", options=("-X", "importtime"))
    assert (second.returncode, second.stdout) == (0, first)
    ours = {each for each in imported(second) if each.partition(".")[0] == "coach"}
    assert ours == {
        "coach",
        "coach.__main__",
        "coach.first_picture",
        "coach.first_picture.key",
        "coach.first_picture.read",
    }
    assert imported(second) - imported(bare) - ours <= {"termios"}
    # after a change it is worked out again
    assert prompt("log", "5").returncode == 0
    assert prompt("status").stdout != first


@pytest.mark.parametrize("words", [["status", "--json"], ["status", "--format", "{state} {{}}"], ["status"]])
def test_the_second_prompt_says_the_same(prompt: Prompt, words: list[str]) -> None:
    first = prompt.until_kept(*words)
    assert len(prompt.kept()) == 1
    assert prompt(*words).stdout == first
    for path in prompt.kept():
        path.unlink()
    assert prompt(*words).stdout == first


def test_a_file_that_is_missing_is_not_kept(tmp_path: Path) -> None:
    prompt = Prompt(tmp_path)
    for _ in range(2):
        found = prompt("status")
        assert (found.returncode, found.stdout) == (0, "setup\n")
    assert prompt.kept() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_kept_line_that_cannot_be_printed_is_a_failure(prompt: Prompt) -> None:
    prompt.until_kept("status")
    with Path("/dev/full").open("w") as full:
        found = prompt("status", stdout=full.fileno())
    assert found.returncode == 1
    assert found.stderr == "coach: The output could not be written: No space left on device.\n"


def test_a_kept_line_that_nobody_reads_is_no_news(prompt: Prompt) -> None:
    prompt.until_kept("status")
    reader, writer = os.pipe()
    os.close(reader)
    found = prompt("status", stdout=writer)
    os.close(writer)
    assert (found.returncode, found.stderr) == (141, "")
