"""The entry that runs the reminder every day: shown first, written on a yes, never over a stranger's."""

from __future__ import annotations

import plistlib
import re
import shlex
import subprocess
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.reminder.reminder_entries import entry, is_own, with_line
from coach.cli.reminder.schedulers import Scheduler
from tests.cli.conftest import Said, Shell
from tests.e2e.term import environment
from tests.tools import require

CRONTAB = """#!/bin/sh
# A table in a file; without one it says what cron says.
case "$1" in
    -l) [ -f "$HOME/table" ] || { echo "no crontab for me" >&2; exit 1; }
        if [ -f "$HOME/locked" ]; then echo "not allowed" >&2; exit 1; fi; cat "$HOME/table";;
    -) cat > "$HOME/table";;
esac
"""
WORDS = ["/opt/my coach/python", "-I", '/opt/50%/a "b"/$HOME/__main__.py', "remind"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "crontab").write_text(CRONTAB, encoding="utf-8")
    (folder / "bin" / "crontab").chmod(0o755)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    return folder


def unit(home: Path, ending: str) -> Path:
    return home / ".config" / "systemd" / "user" / f"coach-remind.{ending}"


def systemd_words(service: str) -> list[str]:
    """The words of ExecStart as systemd reads them."""
    line = re.search(r"^ExecStart=(.*)$", service, re.M)
    assert line is not None
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line[1])
    assert "%" not in "".join(words).replace("%%", ""), "a specifier, which systemd would fill in"
    assert "$" not in "".join(words[1:]).replace("$$", ""), "a variable"
    plain = [re.sub(r"\\(.)", r"\1", each).replace("%%", "%") for each in words]
    return [plain[0], *(each.replace("$$", "$") for each in plain[1:])]


def ran(words: list[str], home: Path) -> tuple[int, str, str]:
    env = environment(HOME=str(home))
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_it_shows_the_entry_and_writes_nothing(ready: Shell, home: Path) -> None:
    for kind in Scheduler:
        said = ready.well("remind", "--install", kind)
        assert "To write it, add --yes." in said.out
        assert "Switch it off with: " in said.out
    assert sorted(each.name for each in home.iterdir()) == ["bin"]


def test_systemd_runs_the_very_line_and_tells_a_fault_from_nothing_due(ready: Shell, home: Path) -> None:
    """With a blank, a percent sign and a dollar in the name of the file."""
    odd = home / "my 50% $HOME" / "coach.json"
    odd.parent.mkdir()
    mine = Shell(odd, ready.clock, ready._capsys)
    said = mine.well("remind", "--install", "systemd", "--at", "7pm", "--yes")
    assert "systemctl --user enable --now coach-remind.timer" in said.out
    service = unit(home, "service").read_text()
    words = systemd_words(service)
    assert words[words.index("--data") + 1] == str(odd)
    assert ran([*words[:-1], "setup", "--screening", "none"], home)[0] == 0
    assert ran(words, home)[:2] == (0, "Due: 5 minutes on a towel.\n")
    assert ran([*words[:-1], "log", "5"], home)[0] == 0
    assert ran(words, home) == (1, "", "")
    odd.write_text("{ no json", encoding="utf-8")
    assert ran(words, home)[:2] == (3, "")
    assert "SuccessExitStatus=1\n" in service
    timer = unit(home, "timer").read_text()
    assert "OnCalendar=*-*-* 19:00:00\n" in timer
    require("systemd-analyze")
    env = environment(HOME=str(home))
    files = [str(unit(home, each)) for each in ("service", "timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *files],
        env=env, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "coach-remind" in line] == []


def test_launchd_gets_a_list_it_can_read(ready: Shell, home: Path) -> None:
    ready.well("remind", "--install", "launchd", "--at", "6:05", "--after", "06:00", "--yes")
    file = home / "Library" / "LaunchAgents" / "coach.remind.plist"
    job = plistlib.loads(file.read_bytes())
    assert job["StartCalendarInterval"] == {"Hour": 6, "Minute": 5}
    assert job["ProgramArguments"][-3:] == ["remind", "--after", "06:00"]
    assert Path(job["ProgramArguments"][0]).is_absolute()


def test_cron_keeps_the_lines_of_others_and_has_ours_once(ready: Shell, home: Path) -> None:
    call = ("remind", "--install", "cron", "--yes")
    ready.well(*call)  # without a table
    (home / "table").write_text("# mine\n5 4 * * * backup\n", encoding="utf-8")
    ready.well(*call, "--at", "18:30")
    ready.well(*call, "--streak", "--at", "20:15")
    table = (home / "table").read_text()
    assert table.startswith("# mine\n5 4 * * * backup\n15 20 * * * ")
    assert table.count("\n") == 3
    again = ready.well(*call, "--streak", "--at", "20:15", "--json").json
    assert (again["changed"], again["text"]) == (False, ["It is there already, exactly like this."])
    assert (home / "table").read_text() == table
    ready.well("remind", "--uninstall", "cron", "--yes")
    assert (home / "table").read_text() == "# mine\n5 4 * * * backup\n"


def test_the_line_of_cron_is_run_by_its_shell(ready: Shell, home: Path) -> None:
    line = ready.well("remind", "--install", "cron", "--json").json["line"]
    command = line.split(maxsplit=5)[5].replace("\\%", "%")
    ran(["/bin/sh", "-c", command.replace("remind #", "setup --screening none #")], home)
    assert ran(["/bin/sh", "-c", command], home)[:2] == (0, "Due: 5 minutes on a towel.\n")


def test_a_table_that_cannot_be_read_is_not_written_over(ready: Shell, home: Path) -> None:
    (home / "table").write_text("5 4 * * * backup\n", encoding="utf-8")
    (home / "locked").touch()
    said = ready("remind", "--install", "cron", "--yes")
    assert (said.status, said.out) == (3, "")
    assert "not allowed" in said.err
    assert (home / "table").read_text() == "5 4 * * * backup\n"


@pytest.mark.parametrize("option", ["--install", "--uninstall"])
def test_a_file_that_is_not_ours_stays(ready: Shell, home: Path, option: str) -> None:
    file = unit(home, "timer")
    file.parent.mkdir(parents=True)
    file.write_text("[Timer]\nOnCalendar=daily\n", encoding="utf-8")
    said = ready("remind", option, "systemd", "--yes")
    assert (said.status, said.out) == (3, "")
    assert "was not written by the coach" in said.err
    assert file.read_text() == "[Timer]\nOnCalendar=daily\n"
    assert not unit(home, "service").exists()


def test_a_link_is_not_followed(ready: Shell, home: Path) -> None:
    file, other = unit(home, "service"), home / "other"
    file.parent.mkdir(parents=True)
    ready.well("remind", "--install", "systemd", "--yes")
    file.rename(other)
    file.symlink_to(other)
    before = other.read_text()
    assert ready("remind", "--install", "systemd", "--at", "6:00", "--yes").status == 3
    assert ready("remind", "--uninstall", "systemd", "--yes").status == 3
    assert other.read_text() == before


def test_what_it_wrote_it_removes(ready: Shell, home: Path) -> None:
    ready.well("remind", "--install", "systemd", "--yes")
    shown = ready.well("remind", "--uninstall", "systemd")
    assert "Would remove: " in shown.out
    assert unit(home, "timer").exists()
    assert ready.well("remind", "--uninstall", "systemd", "--yes", "--json").json["changed"] is True
    assert not unit(home, "timer").exists()
    assert (
        ready.well("remind", "--uninstall", "systemd", "--yes").out == "There is no entry of the coach's.\n"
    )


def refused(said: Said) -> tuple[int, str]:
    assert said.out == ""
    return said.status, said.err


def test_before_the_files_go_it_says_how_to_switch_them_off(ready: Shell, home: Path) -> None:
    """systemctl disable refuses a unit whose file is gone."""
    ready.well("remind", "--install", "systemd", "--yes")
    assert ready.well("remind", "--uninstall", "systemd").out.splitlines()[-2:] == [
        "If it is switched on, first run: systemctl --user disable --now coach-remind.timer",
        "To remove it, add --yes.",
    ]
    assert ready.well("remind", "--uninstall", "systemd", "--yes").out.splitlines()[-2:] == [
        "If it is still switched on: systemctl --user stop coach-remind.timer",
        "If it is still switched on: systemctl --user daemon-reload",
    ]


def test_a_crontab_that_does_not_answer_is_a_sentence(
    ready: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(words: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(words, 30)

    monkeypatch.setattr(subprocess, "run", hangs)
    said = ready("remind", "--install", "cron", "--yes")
    assert said.err == ("crontab has not answered for 30 seconds. See with crontab -l what is in it now.\n")
    assert said.status == 3


def test_a_folder_of_hooks_that_only_this_shell_knows_is_named(
    ready: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = f"No scheduler knows your XDG_CONFIG_HOME, {home / 'odd'}: set it there, or it finds no hook."
    assert says not in ready.well("remind", "--install", "cron").out
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "odd"))
    for kind in Scheduler:
        assert says in ready.well("remind", "--install", kind).out.splitlines()


def test_nothing_is_installed_from_an_account_for_the_coach_alone(
    ready: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_LOCKED", "1")
    status, why = refused(ready("remind", "--install", "systemd", "--yes"))
    assert status == 3
    assert "for the coach alone" in why
    assert not unit(home, "timer").exists()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("remind --install at", "--install: at is not one of systemd, launchd, cron"),
        ("remind --install --uninstall", "do not go together"),
        ("remind --yes", "--at and --yes go with --install"),
        ("remind --at 20:00", "--at and --yes go with --install"),
        ("remind --install cron --at 19:00 --after 20:00", "--at 19:00 is before --after 20:00"),
        ("remind --install cron --at soon", "--at: "),
    ],
)
def test_wrong_usage(ready: Shell, home: Path, line: str, why: str) -> None:
    status, said = refused(ready(*line.split()))
    assert status == 2
    assert why in said


def test_odd_paths_stay_one_word_everywhere() -> None:
    def made(kind: Scheduler) -> tuple[str, str]:
        found = entry(kind, WORDS, time(6, 5), {}, Path("/h"))
        return (found.files[0].text if found.files else ""), found.line

    assert systemd_words(made(Scheduler.SYSTEMD)[0]) == WORDS
    assert plistlib.loads(made(Scheduler.LAUNCHD)[0].encode())["ProgramArguments"] == WORDS
    command = made(Scheduler.CRON)[1].split(maxsplit=5)[5]
    assert re.search(r"(?<!\\)%", command) is None, "a bare % ends the line of cron"
    assert shlex.split(command.replace("\\%", "%"), comments=True) == WORDS
    assert all(is_own(text or line) for text, line in map(made, Scheduler))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=20), max_size=6))
def test_the_table_of_others_comes_back_as_it_was(lines: list[str]) -> None:
    table = "".join(f"{each}\n" for each in lines)
    ours = entry(Scheduler.CRON, WORDS, time(20), {}, Path("/h")).line
    once = with_line(table, ours)
    assert with_line(once, ours) == once
    assert with_line(once, "") == table
