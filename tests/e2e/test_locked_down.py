"""An account that is to get the coach and nothing else, by the line of the guide and the coach's script."""

from __future__ import annotations

import json
import socket
import subprocess
import sysconfig
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.first_picture.read import TAKEN
from tests.e2e import sshd
from tests.e2e.sshd import Server
from tests.e2e.term import ROOT, Terminal, comes_true, environment
from tests.tools import require

EVIL = {
    "PYTHONINSPECT": "1",
    "PYTHONSTARTUP": "/dev/null",
    "PYTHONBREAKPOINT": "pdb.set_trace",
    "TEXTUAL_DRIVER": "os:system",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_LOG": "log",
    "COACH_DATA": "other.json",
    "XDG_CACHE_HOME": "/nowhere/cache",
    "COACH_LOCKED": "0",
    "EDITOR": "/bin/sh",
    "SHELL": "/bin/sh",
}
"""What a client may send to get out, on a server that accepts all of it."""
SEND_IT = (f"-oSetEnv={' '.join(f'{name}={value}' for name, value in EVIL.items())}",)


@dataclass(frozen=True)
class Account:
    """The account: its server, and its home, in which its file is."""

    server: Server
    home: Path

    @property
    def file(self) -> Path:
        return self.home / "coach.json"

    def files(self) -> set[str]:
        """All that is in the home, but what is kept for the next start."""
        found = {path.relative_to(self.home) for path in self.home.rglob("*") if path.is_file()}
        return {str(path) for path in found if path.parent != Path(".cache", "coach")}

    def opens(self, *command: str, options: tuple[str, ...] = ("-tt", *SEND_IT)) -> Terminal:
        """Come in, whatever one asks for."""
        return Terminal(self.server.client(*command, options=options), environment())


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    require(*sshd.PROGRAMS)
    home = tmp_path_factory.mktemp("home")
    coach = [str(installed(tmp_path_factory.mktemp("venv"))), "-I", "-m", "coach"]
    said = subprocess.run(
        [*coach, "ssh-wrapper", "--locked", "--data", str(home / "coach.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    script = tmp_path_factory.mktemp("bin") / "coach-only"
    script.write_text(said.stdout, encoding="utf-8")
    script.chmod(0o755)
    subprocess.run(
        [*coach, "--data", str(home / "coach.json"), "setup", "--screening", "none"],
        capture_output=True, check=True,
    )  # fmt: skip
    with sshd.running(
        tmp_path_factory.mktemp("sshd"),
        {"TZ": "UTC"},
        authorize=f'restrict,pty,command="env HOME={home} {script}"',
        config="AcceptEnv *",
    ) as server:
        yield Account(server, home)


def installed(folder: Path) -> Path:
    """An interpreter that finds the coach as it is here, also with -I, under which nothing else is added."""
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    paths = [str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (packages / "coach.pth").write_text("\n".join(dict.fromkeys(paths)) + "\n", encoding="utf-8")
    return folder / "bin" / "python"


@pytest.mark.parametrize("asked", [(), ("bash", "-i"), ("id",)], ids=["nothing", "a shell", "a command"])
def test_whatever_is_asked_for_it_is_the_coach_and_its_end_is_the_end(
    account: Account, asked: tuple[str, ...]
) -> None:
    with account.opens(*asked) as terminal:
        terminal.wait_for("[ Start ]")
        terminal.send("ctrl+z", "ctrl+z")
        terminal.send("3")
        terminal.wait_for("[3 Tips]")
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
        received = bytes(terminal.received)
    assert b"uid=" not in received
    assert b">>>" not in received
    assert account.files() <= {"coach.json", "coach.json.lock"}


def test_the_first_picture_is_there_too_and_lies_in_the_accounts_own_folder(account: Account) -> None:
    kept = account.home / ".cache" / "coach"
    for _ in range(2):
        with account.opens() as terminal:
            terminal.wait_for("[ Start ]")
            terminal.send("q")
            assert terminal.wait_exit() == 0
            received = bytes(terminal.received)
        assert comes_true(lambda: any(kept.glob("today-*")))
    assert received.startswith(TAKEN)
    assert not Path(EVIL["XDG_CACHE_HOME"], "coach").exists()


def test_a_command_without_a_terminal_is_refused(account: Account) -> None:
    client = account.server.client("id", options=("-T", *SEND_IT))
    done = subprocess.run(client, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (64, "")
    assert done.stderr.count("\n") == 1


def test_sftp_is_refused(account: Account) -> None:
    client = account.server.client("sftp", options=("-s", *SEND_IT))
    done = subprocess.run(client, input=b"\0\0\0\5\1\0\0\0\3", capture_output=True, check=False)
    assert done.returncode == 64
    assert done.stdout == b""


def test_forwarding_is_refused(account: Account) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside, socket.create_server(("127.0.0.1", 0)) as probe:
        near = probe.getsockname()[1]
        probe.close()
        wanted = f"-L{near}:127.0.0.1:{inside.getsockname()[1]}"
        with account.opens(options=("-tt", wanted)) as terminal:
            terminal.wait_for("[ Start ]")
            with socket.create_connection(("127.0.0.1", near)) as line:
                assert line.recv(1) == b""
            inside.settimeout(0)
            with pytest.raises(BlockingIOError):
                inside.accept()
    wanted = f"-R{near}:127.0.0.1:{near}"
    done = subprocess.run(
        account.server.client(options=("-tt", "-oExitOnForwardFailure=yes", wanted)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 255


def test_nothing_in_it_writes_another_file(account: Account) -> None:
    """Neither the palette, nor the settings, nor a key of Textual's own."""
    before = account.files()
    with account.opens() as terminal:
        terminal.wait_for("[ Start ]")
        terminal.send("ctrl+p")
        terminal.send(":")
        terminal.wait_for("What do you want to do?")
        for word in ("export", "screenshot", "system"):
            terminal.type(word)
            text = terminal.wait_for(f'Search the tips for "{word}"')
            assert "beside" not in text
            terminal.send(*["backspace"] * len(word))
            terminal.wait_for("What do you want to do?")
        terminal.send("escape")
        terminal.send("6")
        terminal.wait_for("[6 Settings]")
        terminal.send("G")
        text = terminal.wait_for("Undo")
        assert "Export" not in text
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert account.files() == before


def test_what_is_recorded_is_in_its_file(account: Account) -> None:
    with account.opens() as terminal:
        terminal.wait_for("[ Start ]")
        terminal.send("r")
        terminal.wait_for("Saved.")
        terminal.send("u")
        terminal.wait_for("Undone")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert json.loads(account.file.read_text(encoding="utf-8"))["profile"]
