"""The recipes of the guide "shell", each run as it is written there."""

from __future__ import annotations

import configparser
import re
import shlex
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.term import Terminal, environment
from tests.tools import require

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```\w+\n# (?P<name>[^\n]+)\n(?P<text>.*?)```", re.DOTALL)
_GUIDE = ROOT / "coach" / "content" / "guides" / "shell.md"


def recipes() -> dict[str, str]:
    """The recipes by the first of the words in their first line."""
    text = _GUIDE.read_text(encoding="utf-8")
    return {each["name"].partition(",")[0]: each["text"] for each in _BLOCK.finditer(text)}


RECIPES = recipes()
TRIED = {
    "in the clone", "bash", "zsh", "fish", "crontab -e", "~/.config/systemd/user/coach-remind.service",
    "~/.config/systemd/user/coach-remind.timer", "once", "~/.tmux.conf", "~/.bashrc", "~/.zshrc",
    "~/.config/fish/config.fish", "~/.config/starship.toml", "events", "the entry",
}  # fmt: skip


def about_noon() -> str:
    """A zone in which it is about noon: what is logged as just over is never of the day before."""
    return f"<noon>{datetime.now(UTC).hour - 12:+d}"


@dataclass(frozen=True)
class Home:
    """Somebody's home folder, with the coach linked into it by the first recipe."""

    folder: Path
    data: Path

    def env(self, **more: str) -> dict[str, str]:
        """What a login gives, the folder of the first recipe among it."""
        path = f"{self.folder}/.local/bin:/usr/local/bin:/usr/bin:/bin"
        config = str(self.folder / ".config")
        own = {"HOME": str(self.folder), "XDG_CONFIG_HOME": config, "PATH": path, "TZ": about_noon()}
        return environment(**(own | more))

    def runs(self, *argv: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program from here."""
        return subprocess.run(
            argv, cwd=self.folder, env=env or self.env(), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip

    def coach(self, *words: str) -> None:
        """What the user does besides."""
        assert self.runs("coach", *words).returncode == 0

    def writes(self, name: str, *before: str) -> Path:
        """The file that a recipe is for, with what has to come before it."""
        path = self.folder / name.removeprefix("~/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((*before, RECIPES[name])), encoding="utf-8")
        return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    clone = tmp_path / "clone"
    made = Home(folder, folder / ".local" / "share" / "coach" / "coach.json")
    folder.mkdir()
    (clone / ".venv" / "bin").mkdir(parents=True)
    script = clone / ".venv" / "bin" / "coach"
    script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m coach "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    linked = subprocess.run(
        ["sh", "-ec", RECIPES["in the clone"]], cwd=clone, env=made.env(), capture_output=True, check=False
    )
    assert (linked.returncode, linked.stderr) == (0, b"")
    made.coach("setup", "--screening", "none", "--tz", "UTC")
    return made


def test_every_recipe_is_tried_here() -> None:
    assert set(RECIPES) == TRIED


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_lies_where_the_shell_looks_for_it(home: Home, shell: str) -> None:
    require(shell)
    assert home.runs("sh", "-ec", RECIPES[shell]).returncode == 0
    if shell == "zsh":
        started = "fpath=(~/.zfunc $fpath); autoload -U compinit; compinit -D; print $_comps[coach]"
        assert home.runs("zsh", "-fc", started).stdout.strip() == "_coach"
    elif shell == "fish":
        found = home.runs("fish", "-c", "complete -C'coach rem'").stdout
        assert found.startswith("remind")
    else:
        script = home.folder / ".local/share/bash-completion/completions/coach"
        assert "_shtab_coach" in home.runs("bash", "-c", f". {script}; complete -p coach").stdout


def test_cron_prints_when_due_and_is_silent_when_done(home: Home) -> None:
    """As cron does it: /bin/sh, hardly any environment, and a mail where there is output."""
    (line,) = RECIPES["crontab -e"].strip().splitlines()
    *when, command = line.split(maxsplit=5)
    assert len(when) == 5
    assert "%" not in command  # a line break to cron
    bare = {"HOME": str(home.folder), "LOGNAME": "me", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    due = home.runs("/bin/sh", "-c", command, env=bare)
    assert (due.returncode, due.stdout, due.stderr) == (0, "Due: 5 minutes on a towel.\n", "")
    home.coach("log", "5")
    done = home.runs("/bin/sh", "-c", command, env=bare)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_the_entry_is_shown_and_not_written(home: Home) -> None:
    shown = home.runs("/bin/sh", "-ec", RECIPES["the entry"])
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"{home.folder}/.config/systemd/user/coach-remind.timer:\n" in shown.stdout
    assert not (home.folder / ".config" / "systemd").exists()


def test_systemd_takes_the_units_and_the_service_notifies_when_due(home: Home) -> None:
    service = home.writes("~/.config/systemd/user/coach-remind.service")
    timer = home.writes("~/.config/systemd/user/coach-remind.timer")
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(service)
    command = unit["Service"]["ExecStart"].replace("%h", str(home.folder)).replace("$$", "$")
    notify = home.folder / ".local" / "bin" / "notify-send"
    notify.write_text('#!/bin/sh\nprintf "%s|" "$@" >> "$HOME/told"\n', encoding="utf-8")
    notify.chmod(stat.S_IRWXU)
    assert home.runs(*shlex.split(command)).returncode == 0
    assert (home.folder / "told").read_text() == "Mat|Due: 5 minutes on a towel.|"
    home.coach("log", "5")
    assert home.runs(*shlex.split(command)).returncode == int(unit["Service"]["SuccessExitStatus"])
    assert (home.folder / "told").read_text().count("|") == 2
    timer_name = RECIPES["once"].split()[-1]
    assert timer_name == timer.name
    require("systemd-analyze")
    calendar = re.search(r"OnCalendar=(.+)", RECIPES["~/.config/systemd/user/coach-remind.timer"])
    assert calendar is not None
    assert home.runs("systemd-analyze", "calendar", calendar[1]).returncode == 0
    verified = home.runs("systemd-analyze", "verify", "--user", "--man=no", str(service), str(timer))
    ours = [line for line in verified.stderr.splitlines() if "coach-remind" in line]
    assert ours == []


@pytest.fixture
def tmux(home: Home) -> Iterator[list[str]]:
    require("tmux")
    config = home.writes("~/.tmux.conf")
    words = ["tmux", "-S", str(home.folder / "socket"), "-f", str(config)]
    yield words
    home.runs(*words, "kill-server")


def test_tmux_shows_the_mark_and_the_streak(home: Home, tmux: list[str]) -> None:
    home.coach("log", "5")
    with Terminal([*tmux, "new-session", "sleep 60"], home.env(), cwd=home.folder) as terminal:
        terminal.wait_for(re.compile(r"\u25a0 1 \d\d:\d\d\s*$"))
        assert home.runs(*tmux, "show", "-gv", "status-interval").stdout == "60\n"


PROMPTS = {
    "bash": ("~/.bashrc", "PS1='$ '"),
    "zsh": ("~/.zshrc", "PROMPT='%% '"),
    "fish": ("~/.config/fish/config.fish", "function fish_prompt; echo '> '; end"),
}


@pytest.mark.parametrize("shell", PROMPTS)
def test_the_prompt_follows_what_is_done(home: Home, shell: str) -> None:
    """In a terminal, since only there is a prompt: due at first, done after the session."""
    require(shell)
    home.writes(*PROMPTS[shell])
    argv = [shell, "-i"]
    with Terminal(argv, home.env(), cwd=home.folder) as terminal:
        terminal.wait_for("@ 0")
        terminal.type("coach log 5 > /dev/null\r")
        terminal.wait_for("\u25a0 1")
        assert "not found" not in terminal.screen_text()


def test_starship_takes_what_the_command_prints(home: Home) -> None:
    said = tomllib.loads(RECIPES["~/.config/starship.toml"])["custom"]["coach"]
    assert home.runs("sh", "-c", said["command"]).stdout == "@ 0\n"
    require("starship")
    home.writes("~/.config/starship.toml")
    assert "@ 0" in home.runs("starship", "module", "custom.coach").stdout


def test_the_calendar_is_written(home: Home) -> None:
    home.coach("log", "5")
    assert home.runs("sh", "-ec", RECIPES["events"]).stdout == "Exported to mat.ics.\n"
    assert "BEGIN:VEVENT" in (home.folder / "mat.ics").read_text(encoding="utf-8")


def test_nothing_is_written_beside_the_data_folder(home: Home) -> None:
    """Commands, and the app in a terminal, leave the home folder as they found it but for the one folder."""

    def found() -> set[str]:
        return {str(path.relative_to(home.folder)) for path in home.folder.rglob("*") if path.is_file()}

    link = {".local/bin/coach"}
    for words in (("today",), ("status",), ("log", "5"), ("export",), ("completion", "fish"), ("doctor",)):
        assert home.runs("coach", *words).returncode == 0, words
    with Terminal(["coach"], home.env(), cwd=home.folder) as terminal:
        terminal.wait_for("Today")
        terminal.send("6", "q")
        assert terminal.wait_exit() == 0
    assert {name for name in found() - link if not name.startswith(".local/share/coach/")} == set()


def test_the_xdg_folder_is_heeded(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    env = home.env(XDG_DATA_HOME=str(elsewhere))
    assert home.runs("coach", "setup", "--screening", "none", env=env).returncode == 0
    assert (elsewhere / "coach" / "coach.json").exists()
    before = home.data.read_bytes()
    assert home.runs("coach", "log", "5", env=env).returncode == 0
    assert home.data.read_bytes() == before
    assert {path.name for path in elsewhere.iterdir()} == {"coach"}
    assert stat.S_IMODE((elsewhere / "coach").stat().st_mode) == 0o700
