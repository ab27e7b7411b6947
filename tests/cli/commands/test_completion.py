"""Completion asked of the shells themselves, with the scripts that the command prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.commands.completion import SHELLS, whole
from coach.cli.completion_words import KINDS
from coach.cli.parser import FILE, Parser
from coach.cli.registry import SUMMARIES, command, overview
from coach.domain.model import Area, Contraindication, Cover, Skin
from coach.domain.ramp.ladder import GOAL_COVERS
from coach.domain.tips.tip import Topic
from tests.cli.conftest import Shell
from tests.e2e.term import ROOT, Terminal, environment
from tests.tools import find, require

BACKUP = "lived-20260105T073000.000000Z-0123456789abcdef.json.gz"

LINES = {
    "coach to": {"today"},
    "coach --vers": {"--version"},
    "coach today --ar": {"--area"},
    "coach today --area ": set(Area),
    "coach log 5 --cover ": set(Cover),
    "coach log 5 --area feet --skin ": set(Skin),
    "coach check b": {"broken"},
    "coach setup --screening ": {"none", *Contraindication},
    "coach setup --goal-cover ": set(GOAL_COVERS),
    "coach tips --topic ": set(Topic),
    "coach export --format ": {"json", "csv", "ics"},
    "coach backup ": {"list", "create", "restore"},
    "coach completion ": set(SHELLS),
    "coach ssh": {"ssh-wrapper"},
    "coach --data min": {"mine.json"},
    "coach --data mine.json und": {"undo"},
    "coach export -o min": {"mine.json"},
    "coach import min": {"mine.json"},
    "coach merge mine.json oth": {"other.json"},
    "coach status --data oth": {"other.json"},
    "coach log 5 --on ": {"today", "yesterday", "2026-01-05", "2026-01-04"},
    "coach log 5 --on y": {"yesterday"},
    "coach day 2026-01-0": {"2026-01-04", "2026-01-05"},
    "coach delete 2026-01-05/": {"2026-01-05/1", "2026-01-05/2"},
    "coach edit 2026-01-04": {"2026-01-04"},
    "coach pause to": {"today", "tomorrow"},
    "coach pause --until tom": {"tomorrow"},
    "coach report --from 2026-01-04": {"2026-01-04"},
    "coach settings we": {"week_start"},
    "coach settings week_start S": {"Saturday", "Sunday"},
    "coach settings bell o": {"on", "off"},
    "coach backup restore lived-20260105T073000.000000Z-01": {BACKUP},
    "coach --data other.json day y": {"yesterday"},
    "coach delete --data other.json 2026": set(),
    "coach delete --data second.json 2026-01": {"2026-01-03"},
    "coach tips --open no-catch": {"no-catching-up"},
    "coach guide ss": {"ssh"},
    "coach areas gl": {"glutes"},
}
"""What stands on the line, and what may come next."""


def scripted(coach: Shell, shell: str, folder: Path) -> tuple[str, Path]:
    """The shell, and the script for it in a folder with two files, of someone with three sessions."""
    require(shell)
    for name in ("mine.json", "other.json"):
        (folder / name).touch()
    lived = Shell(folder / "lived.json", coach.clock, coach._capsys)
    lived.well("setup", "--screening", "none")
    for words in ("5 --on 2026-01-04", "5 --on today --at 6:00", "5 --on today --at 7:00"):
        lived("log", *words.split())
    (folder / "backups" / BACKUP).touch()
    second = Shell(folder / "second.json", coach.clock, coach._capsys)
    second.well("setup", "--screening", "none")
    second.well("log", "5", "--on", "2026-01-03")
    (folder / "bin").mkdir()
    (folder / "bin" / "coach").write_text(f'#!/bin/sh\nexec {sys.executable} -m coach "$@"\n')
    (folder / "bin" / "coach").chmod(0o755)
    before = coach.bytes()
    script = folder / ("_coach" if shell == "zsh" else f"coach.{shell}")
    script.write_text(coach.well("completion", shell).out, encoding="utf-8")
    assert coach.bytes() == before
    return str(find(shell)), script


def at_home(folder: Path) -> dict[str, str]:
    """The environment of someone whose file is there, and who has the coach on the path."""
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return environment(
        HOME=str(folder), PATH=path, PYTHONPATH=str(ROOT), COACH_DATA=str(folder / "lived.json")
    )


def asked(argv: list[str], folder: Path) -> list[set[str]]:
    """What a script printed for each line: words, then two equals signs."""
    ran = subprocess.run(
        argv, cwd=folder, env=at_home(folder), capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    assert not ran.stderr
    return [set(part.split("\n")) - {""} for part in ran.stdout.split("\n==\n")][:-1]


def test_bash_completes(coach: Shell, tmp_path: Path) -> None:
    bash, script = scripted(coach, "bash", tmp_path)
    asking = f"""
        source {script}
        said=$(complete -p coach)
        [[ $said =~ -F\\ ([^ ]+) ]]
        completes=${{BASH_REMATCH[1]}}
        while IFS= read -r line; do
            read -ra COMP_WORDS <<< "$line"
            [[ $line == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            "$completes"
            printf '%s\\n' "" "${{COMPREPLY[@]}}" ==
        done <<'LINES'
{chr(10).join(LINES)}
LINES
"""
    found = asked([bash, "--norc", "-c", asking], tmp_path)
    assert dict(zip(LINES, found, strict=True)) == LINES


def test_fish_completes(coach: Shell, tmp_path: Path) -> None:
    fish, script = scripted(coach, "fish", tmp_path)
    told = "".join(f"complete -C'{line}' | string replace -r '\\t.*' ''; echo; echo ==;" for line in LINES)
    found = asked([fish, "--no-config", "-c", f"source {script}; {told}"], tmp_path)
    assert dict(zip(LINES, found, strict=True)) == LINES


def test_zsh_completes(coach: Shell, tmp_path: Path) -> None:
    """At a prompt, by Tab: one candidate is put on the line, several are listed below."""
    zsh, script = scripted(coach, "zsh", tmp_path)
    with Terminal([zsh, "-f"], at_home(tmp_path), cwd=tmp_path) as terminal:
        terminal.type(f"PS1='> '; fpath=({script.parent} $fpath); autoload -U compinit; compinit -D\r")
        terminal.type("unsetopt list_types; clear; echo ready\r")
        terminal.wait_for(lambda text: text.startswith("ready"))
        for line, words in LINES.items():
            terminal.type(f"\x15\x0c{line}\t")
            terminal.wait_for(lambda text, words=words: words <= set(text.split()))  # type: ignore[misc]


def test_every_command_and_option_is_in_every_script(coach: Shell) -> None:
    for shell in SHELLS:
        script = coach.well("completion", shell).out
        for name, summary in SUMMARIES.items():
            parser = Parser(name, summary)
            command(name).add_arguments(parser)
            assert name in script
            for action in parser._actions:
                for option in action.option_strings:
                    assert option.lstrip("-") in script, f"{shell}: {name} {option}"


def test_words_that_the_help_lists_are_completed() -> None:
    """A metavar such as a|b is a promise of choices, and so is a name of one of the coach's words."""
    wanting = []
    for name, summary in SUMMARIES.items():
        parser = Parser(name, summary)
        command(name).add_arguments(parser)
        for action in parser._actions:
            metavar = str(action.metavar or "")
            offered = [str(each) for each in action.choices or ()]
            if "|" in metavar and offered != metavar.split("|"):
                wanting.append(f"{name} {metavar}: {offered}")
            if action.dest in ("area", "cover", "skin", "topic", "screening") and not offered:
                wanting.append(f"{name} {action.dest}")
    assert wanting == []


def test_the_options_before_a_command_are_those_of_the_help() -> None:
    told = {word for line in overview().splitlines() for word in line.replace(",", " ").split()[:2]}
    options = {option for action in whole()._actions for option in action.option_strings}
    assert options <= told
    assert {word for word in told if word.startswith("-")} == options
    assert FILE in {action.metavar for action in whole()._actions}


def test_another_shell_is_told_in_one_sentence(coach: Shell) -> None:
    said = coach("completion", "zssh")
    assert (said.status, said.out) == (2, "")
    assert said.err == "shell: zssh is not one of bash, zsh, fish; did you mean zsh?\n"


def test_a_choice_is_judged_by_its_own_sentence_whatever_is_offered(ready: Shell) -> None:
    assert "not one of" in ready("today", "--area", "bakc").err
    assert ready("today", "--area", "BACK").status == 0
    assert os.environ.get("COACH_DATA") is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_for_the_scripts_are_plain_and_come_without_a_word_about_a_fault(
    coach: Shell, kind: str
) -> None:
    line = "coach\nsettings\nbell\n"
    assert coach("completion", "bash", "--words", kind, "--line", line).err == ""
    assert not coach.path.parent.exists()  # no lock either
    coach.path.parent.mkdir()
    for content in (b"", b"{", b"[]", b'{"sessions": 3}'):
        coach.path.write_bytes(content)
        said = coach("completion", "bash", "--words", kind, "--line", f"coach\n--data={coach.path}\n{line}")
        assert (said.status, said.err) == (0, "")
        assert all(re.fullmatch(r"[\w./+-]+", each) for each in said.out.splitlines())
    assert [each.name for each in coach.path.parent.iterdir()] == [coach.path.name]


def test_a_backup_whose_name_a_shell_would_run_is_not_offered(coach: Shell, tmp_path: Path) -> None:
    file = tmp_path / "$(touch hit).json"
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / BACKUP.replace("lived", "$(touch hit)")).touch()
    (tmp_path / "backups" / BACKUP).touch()
    lines = [f"coach\n--data\n{each}\n" for each in (file, tmp_path / "lived.json")]
    found = [coach("completion", "bash", "--words", "backups", "--line", line).out for line in lines]
    assert found == ["", f"{BACKUP}\n"]


def test_the_words_for_the_scripts_load_no_screen(tmp_path: Path) -> None:
    asking = (
        "import sys; from coach.cli import main; main(['completion', 'bash', '--words', 'days']);"
        "print([each for each in ('textual', 'shtab', 'pydantic') if each in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asking], cwd=ROOT, env=at_home(tmp_path), capture_output=True, check=True
    )
    assert ran.stdout.decode().split() == ["today", "yesterday", "[]"]
