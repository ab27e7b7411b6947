"""The scripts for both ends of an SSH connection: run by the plainest shell there is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import main
from coach.cli.commands.ssh_wrapper import NEAR
from coach.terminal import output
from tests.cli.conftest import Shell
from tests.e2e.modes import SEQUENCE
from tests.e2e.term import ROOT, Terminal, environment
from tests.tools import require

SHELL = shutil.which("dash") or "/bin/sh"
HELD = (
    r"\033[?1049h\033[?1000h\033[?1003h\033[?1006h\033[?1016h\033[?1004h\033[?2004h\033[?2048h\033[?25l"
    r"\033[?7l\033[>1u\033[22;2t"
)
"""What a coach holds of a terminal at the other end of a line that is cut."""
SSH = f"""#!/bin/sh
for each; do printf '%s\\n' "$each"; done > "$SAID"
[ -z "$HOLDS" ] || {{ stty raw -echo; printf '{HELD}'; }}
exit "$STATUS"
"""


@pytest.fixture
def folder(tmp_path: Path, coach: Shell) -> Path:
    """A folder with the script, and with an `ssh` that tells what it was given."""
    before = coach.bytes()
    (tmp_path / "near").write_text(coach.well("ssh-wrapper").out, encoding="utf-8")
    assert coach.bytes() == before
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(SSH, encoding="utf-8")
    ssh.chmod(0o755)
    return tmp_path


def ran(
    folder: Path, *arguments: str, status: int, holds: str = "", **more: str
) -> tuple[int, set[str], str]:
    """Run the script: its status, what is left on in the terminal, and what it said."""
    surroundings = environment(SAID=str(folder / "said"), STATUS=str(status), HOLDS=holds, **more)
    surroundings["PATH"] = f"{folder / 'bin'}:{surroundings['PATH']}"
    with Terminal([SHELL, folder / "near", *arguments], surroundings) as terminal:
        ended = terminal.wait_exit()
        return ended, terminal.residue(), SEQUENCE.sub(b"", bytes(terminal.received)).decode()


def test_ssh_gets_what_a_poor_line_needs(folder: Path) -> None:
    assert ran(folder, "-p", "2222", "me@home", status=0)[0] == 0
    given = (folder / "said").read_text().splitlines()
    assert given[:2] == ["-t", "-C"]
    assert {"ServerAliveInterval=15", "ServerAliveCountMax=4"} < set(given)
    assert given[-4:] == ["-p", "2222", "me@home", "coach"]


def test_what_runs_there_can_be_named(folder: Path) -> None:
    ran(folder, "home", status=0, COACH_COMMAND="/opt/coach/bin/coach --data 'a b'")
    assert (folder / "said").read_text().splitlines()[-1] == "/opt/coach/bin/coach --data 'a b'"


@pytest.mark.parametrize("status", [255, 137])
def test_a_dead_line_gives_the_terminal_back(folder: Path, status: int) -> None:
    ended, left, said = ran(folder, "home", status=status, holds="all")
    assert (ended, left) == (status, set())
    assert "the line is lost" in said


@pytest.mark.parametrize("status", [0, 1, 2, 64, 129, 130, 143])
def test_a_status_of_the_coach_is_passed_on_and_the_terminal_let_be(folder: Path, status: int) -> None:
    ended, left, said = ran(folder, "home", status=status, holds="all")
    assert (ended, said) == (status, "")
    assert "?1049" in left


def test_without_a_host_it_says_how(folder: Path) -> None:
    ended, _, said = ran(folder, status=0)
    assert ended == 2
    assert said.startswith("usage: coach-remote")
    assert not (folder / "said").exists()


def test_into_a_pipe_no_sequence_is_written(folder: Path) -> None:
    path = f"{folder / 'bin'}:/usr/bin:/bin"
    done = subprocess.run(
        [SHELL, folder / "near", "home"],
        env={"PATH": path, "SAID": str(folder / "said"), "STATUS": "255", "HOLDS": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (255, "")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_it_gives_back_all_that_the_driver_does() -> None:
    """Also what the driver will hold of a terminal one day."""
    own = set(re.findall(r"\\033(\[[?<0-9;]+[a-z])", NEAR))
    assert own >= set(re.findall(r"\x1b(\[[?<0-9;]+[a-z])", output.RESTORE))


def test_the_locked_one_names_this_interpreter_and_the_file(coach: Shell) -> None:
    said = coach("ssh-wrapper", "--locked", "--data", "/srv/a b/coach.json").out
    # the script and not `-m`, which would load more than all of the first picture
    assert f"{sys.executable} -I {ROOT / 'coach' / '__main__.py'}\n" in said
    assert "COACH_DATA='/srv/a b/coach.json'" in said
    assert "COACH_LOCKED=1" in said
    assert f"COACH_DATA={coach.path}" in coach("ssh-wrapper", "--locked").out  # named before the command
    main(["ssh-wrapper", "--locked"], clock=coach.clock)
    assert "COACH_DATA" not in coach._capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("--locked",)], ids=["near", "locked"])
def test_shells_and_their_checker_find_nothing_wrong(coach: Shell, tmp_path: Path, words: tuple[str]) -> None:
    script = tmp_path / "script"
    script.write_text(coach.well("ssh-wrapper", *words).out, encoding="utf-8")
    assert subprocess.run([SHELL, "-n", script], check=False).returncode == 0
    require("shellcheck")
    done = subprocess.run(["shellcheck", "-s", "sh", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
