"""Every command in the README and the guides is run as it is written; where not, the reason stands here."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.conftest import FixedClock
from tests.e2e.term import ROOT, environment
from tests.e2e.test_recipes import RECIPES
from tests.tools import require

GUIDES = ROOT / "coach" / "content" / "guides"
DOCUMENTS = [ROOT / "README.md", *sorted(GUIDES.glob("*.md"))]
TEXTS = {document.stem: document.read_text(encoding="utf-8") for document in DOCUMENTS}

VALUES = {
    "A": "back",
    "AREA": "legs",
    "AREAS": "feet,legs",
    "C": "towel",
    "COMMAND": "today",
    "DATE": "2026-01-04",
    "DATE/N": "2026-01-03/1",
    "FIELD=VALUE": "minutes=6",
    "FROM": "2026-02-01",
    "HH:MM": "06:30",
    "LIST": "thinners",
    "MINUTES": "5",
    "N": "3",
    "NAME": "ssh",
    "STR": "{streak}",
    "TITLE": "get-up",
    "T": "skin",
    "TEXT": "calm",
    "TO": "2026-02-03",
    "VALUE": "on",
    "WHY": "sharp",
    "WORDS": "towel",
    "YYYY": "2026",
    "YYYY-MM": "2026-01",
    "ZONE": "Europe/Zurich",
}
"""What is put in for each word in capitals."""

FILES = {"import": "in.csv", "merge": "copy.json", "ssh-wrapper": "coach.json", "--data": "coach.json"}
"""The file that is put in for FILE, by the command or the option before it; else one to write."""

ASKS = {"coach undo": "--yes", "coach backup restore NAME": "--yes"}
ASKS |= {"coach delete DATE": "--yes", "coach delete DATE/N": "--yes"}
"""Calls that ask something where a person sits, and what answers it here."""

NOT_CALLED = {
    "coach": "the app, which needs a terminal: .ci/run opens it",
    "coach demo": "the app on a made-up year: tests/e2e/test_demo.py",
    "coach demo [--day N]": "the same",
    "coach demo --day 90": "the same",
    "coach setup": "asks at a terminal: tests/cli/test_setup_in_lines.py",
    "coach setup --yes ...": "starts over where only backups are left: tests/cli/test_missing_file.py",
    "coach setup --unchanged": "only when the coach asks: tests/cli/commands/test_setup.py",
    "coach check": "named without its answer",
    "coach log": "named without its minutes",
    "coach import": "named without its file",
    "coach status --format": "named without its format",
    "coach plan --lower STEP [--area A] [--yes]": "needs a step to go down from",
    "coach note --remove DATE": "needs a note: tests/cli/commands/test_corrections.py",
    "coach check SKIN --on DATE[/N] [--slip]": "needs an answer: the same",
    "coach note --move DATE --to DATE": "needs what is dated ahead: the same",
    "coach check --on DATE[/N] --to DATE --at HH:MM": "needs what is dated ahead: the same",
    "coach pause --until DATE|open": "needs a pause: the same",
    "coach setup --sensitive": "asks about the session on file: the same",
}
"""Calls that are not run here, and why."""


def calls() -> Iterator[tuple[str, str]]:
    """Each call between backticks, with the document in which it stands."""
    for name, text in TEXTS.items():
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        for found in re.findall(r"`(coach(?: [^`]*)?)`", prose):
            yield name, " ".join(found.replace("\\|", "|").split())


def expanded(usage: str) -> list[str]:
    """The calls that a usage stands for: without what is optional, and with each part of that alone."""
    found = _options(usage)
    return list(dict.fromkeys(each for one in found for each in _words(one)))


def _options(usage: str) -> list[str]:
    """Returns a usage once without its optional parts, and once with each alternative of each part."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(usage):
        depth += (char == "[") - (char == "]")
        if char == "[" and depth == 1:
            start = at
        elif char == "]" and depth == 0:
            parts.append((start, at))
    bare = usage
    for start, end in reversed(parts):
        bare = f"{bare[:start]}{bare[end + 1 :]}"
    found = [" ".join(bare.split())]
    for start, end in parts:
        others = [part for part in parts if part != (start, end)]
        for inner in re.split(r" \| ", usage[start + 1 : end]):
            for one in _options(inner):
                text = usage[:start] + one + usage[end + 1 :]
                for first, last in reversed(others):
                    moved = len(one) - (end - start + 1) if first > start else 0
                    text = text[: first + moved] + text[last + 1 + moved :]
                found.append(" ".join(text.split()))
    return found


def _words(call: str) -> list[str]:
    """Returns a call once for each of the words that bars stand between."""
    words = call.split()
    for at, word in enumerate(words):
        if "|" in word:
            return [
                each
                for one in word.split("|")
                for each in _words(" ".join([*words[:at], one.replace(",...", ""), *words[at + 1 :]]))
            ]
    return [" ".join(words)]


CALLS = sorted(
    {(name, call) for name, usage in calls() if usage not in NOT_CALLED for call in expanded(usage)}
)


def test_what_a_usage_stands_for() -> None:
    assert expanded("coach a [--c D | --e] x|y") == [
        "coach a x", "coach a y", "coach a --c D x", "coach a --c D y", "coach a --e x", "coach a --e y",
    ]  # fmt: skip
    assert expanded("coach a [F [G]] [H]") == ["coach a", "coach a F", "coach a F G", "coach a H"]
    assert len(CALLS) > 80
    assert set(NOT_CALLED) <= {usage for _, usage in calls()}


def filled(call: str) -> list[str]:
    """The words of a call, with something in place of those in capitals."""
    words: list[str] = []
    command = call.split()[1]
    for word in shlex.split(call)[1:]:
        if word == "...":
            continue
        word = word.removesuffix("...")
        before = words[-1] if words else ""
        if command in ("edit", "delete") and word == "DATE":
            word = "DATE/N"  # a day with a session
        if command == "settings" and word == "NAME":
            words.append("bell")
        elif before == "--goal-minutes":
            words.append("15")
        elif word == "FILE":
            words.append(FILES.get(before) or FILES.get(command, "out.json"))
        else:
            words.append(re.sub(r"^FILE\b", "out", VALUES.get(word, word)))
    return words


@pytest.fixture
def sandbox(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """A folder with a file, a backup, a copy of the file and some sessions as CSV."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm")
    shell = Shell(tmp_path / "coach.json", clock, capsys)
    shell.well("setup", "--screening", "none")
    shell.well("log", "5", "--on", "2026-01-03")
    (tmp_path / "copy.json").write_bytes(shell.path.read_bytes())
    (tmp_path / "in.csv").write_text("started_at,area,done_min\n2026-01-02T07:00,back,5\n", encoding="utf-8")
    return shell


@pytest.mark.parametrize(("document", "call"), CALLS, ids=lambda each: each)
def test_a_call_does_what_it_promises(sandbox: Shell, document: str, call: str) -> None:
    words = filled(call)
    if words[:2] == ["backup", "restore"]:
        sandbox.well("backup", "create")
        newest = max(each.name for each in (sandbox.path.parent / "backups").iterdir())
        words[words.index("ssh")] = newest
    if words[0] == "redo":
        sandbox.well("undo", "--yes")
    if words[:2] == ["pause", "--off"]:
        sandbox.well("pause")
    if words[:2] == ["setup", "--start"]:
        words.append("--yes")  # the session on file is one's own
    if "loop" in words:
        (sandbox.path.parent / "in.csv").write_text("Date,Value\n2026-01-02,YES_MANUAL\n", encoding="utf-8")
        words += ["--minutes", "5", "--yes"]
    if words[0] == "session":
        # nobody types anything: it begins, and goes on without them
        sandbox.well("check", "clear")
    if (answer := ASKS.get(call)) and answer not in words:
        words.append(answer)
    said = sandbox(*words)
    assert (said.status, said.err) in [(0, ""), (1 if words[0] == "remind" else 0, "")], words
    assert said.out or said.status


# Blocks of commands. Those of the guides "shell" and "sync" have tests of their own.
ELSEWHERE = {
    "hooks": "tests/e2e/test_hook_recipes.py",
    "shell": "tests/e2e/test_recipes.py",
    "sync": "tests/cli/test_several_machines.py",
}
NOT_RUN = {
    "python3 -m venv --upgrade-deps .venv &&": "fetches packages: .ci/run runs it",
    "pipx install .": "fetches packages",
    "uv tool install .": "fetches packages",
    "ssh -t -C": "needs another machine: tests/e2e/test_remote.py",
    "ssh home coach ssh-wrapper": "needs another machine: tests/cli/commands/test_ssh_wrapper.py",
    "ssh -N -L": "needs another machine; test_ssh_takes_its_options reads it",
    "ttyd ": "serves a page until it is stopped; the guide says what was tried",
    "mosh ": "needs another machine: tests/e2e/test_tmux.py",
    "COACH_COMMAND=/opt/coach/bin/coach coach-remote home": "the same",
}
"""The beginnings of the blocks that are not run here, and why."""
AS_ROOT = {"/opt/coach/bin/coach": "coach", "/usr/local/bin/coach-only": "coach-only"}
"""Paths that only root can write, and what stands for them here."""


def blocks() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            yield name, block


BLOCKS = [(name, block) for name, block in blocks() if name not in ELSEWHERE]


def test_the_recipes_of_the_guides_are_run_elsewhere() -> None:
    assert set(RECIPES) >= {"bash", "zsh", "fish", "once", "events"}
    assert all((ROOT / file).is_file() for file in ELSEWHERE.values())
    assert [why for why in NOT_RUN if not any(block.startswith(why) for _, block in BLOCKS)] == []


@pytest.mark.parametrize(("document", "block"), BLOCKS, ids=lambda each: each.partition("\n")[0][:60])
def test_a_block_of_commands_runs(document: str, block: str, tmp_path: Path) -> None:
    env = environment(HOME=str(tmp_path), COACH_DATA=str(tmp_path / "coach.json"))
    env["PATH"] = f"{tmp_path / 'bin'}:{env['PATH']}"
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in {
        "coach": f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m coach "$@"\n',
        "ssh": '#!/bin/sh\necho "$@" >> "$HOME/asked"\n',
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    if any(block.startswith(each) for each in NOT_RUN):
        done = subprocess.run(["sh", "-n", "-c", block], env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return
    subprocess.run(
        [folder / "coach", "setup", "--screening", "none"], env=env, check=True, capture_output=True
    )
    for path, here in AS_ROOT.items():
        block = block.replace(path, here)
    script = block.replace("FILE", "coach.json")
    done = subprocess.run(
        ["sh", "-ec", script], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


SSH = [line for _, block in blocks() for line in block.splitlines() if line.startswith("ssh ")]


@pytest.mark.parametrize("line", SSH)
def test_ssh_takes_its_options(line: str) -> None:
    """`ssh -G` reads them and connects nowhere."""
    require("ssh")
    words = shlex.split(line.partition(">")[0])
    done = subprocess.run(
        [words[0], "-G", *words[1:]], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "host home\n" in done.stdout or "hostname home\n" in done.stdout
