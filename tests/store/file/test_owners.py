"""What root writes beside somebody's file stays theirs: one sudo must not shut them out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import NotWritable, Store
from coach.store.backup import backups
from coach.store.exchange.output_file import write_output
from coach.store.file.file_names import backups_of, lock_of, quarantine_of
from coach.store.file.lock import locked
from coach.store.repair.checks import examine
from coach.store.repair.repair import repair, tidy
from tests.conftest import FixedClock
from tests.store.samples import NOW, putting, session

ROOT = Path(__file__).parents[3]
USER, GROUP = 12_345, 12_346

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of someone else's."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    os.chown(home, USER, GROUP)
    return home


@pytest.fixture
def users(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, where its owner can get at it and at Python."""
    base = tmp_path_factory.getbasetemp()
    for each in home.parents:
        if each.is_relative_to(base.parent) and each != Path(tempfile.gettempdir()):
            each.chmod(each.stat().st_mode | 0o011)
    ask = [sys.executable, "-c", f"import os; os.stat({str(home / '.')!r})"]
    try:
        reached = subprocess.run(ask, user=USER, group=GROUP, capture_output=True, check=False)
    except OSError:
        pytest.skip("Python is out of the user's reach")
    if reached.returncode:
        pytest.skip("the folder is out of the user's reach")
    return home


def owners(folder: Path) -> dict[str, tuple[int, int]]:
    """Whose everything is that does not belong to the user and their group."""
    found = {str(each.relative_to(folder)): each.lstat() for each in (folder, *folder.rglob("*"))}
    whose = {name: (each.st_uid, each.st_gid) for name, each in found.items()}
    return {name: each for name, each in whose.items() if each != (USER, GROUP)}


def as_user(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the user's own, in a process of theirs."""
    command = [sys.executable, "-m", "coach", "--data", str(path), *words]
    environ = os.environ | {"HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}  # and one clock with root's
    return subprocess.run(
        command, cwd=ROOT, env=environ, user=USER, group=GROUP, extra_groups=(), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_change_of_root_leaves_everything_the_users(home: Path, clock: FixedClock) -> None:
    path = home / ".local" / "share" / "coach.json"
    store = Store(path, clock)
    store.change(putting(session(5)))
    assert owners(home) == {}, "a file and folders that are made belong to whom the folder does"
    for _ in range(2):
        clock.advance(timedelta(days=1))
        store.change(putting(session(6)))
    assert backups.listing(path)
    write_output("x", home / "out.csv", path)
    path.write_bytes(path.read_bytes()[:-30])
    assert repair(path, clock.now()) is not None
    assert list(quarantine_of(path).iterdir())
    assert owners(home) == {}


def test_owner_and_group_of_a_file_outlast_those_of_its_folder(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "coach.json"
    store = Store(path, clock)
    store.change(putting(session(5)))
    os.chown(path, USER, GROUP)
    lock_of(path).unlink()
    clock.advance(timedelta(days=1))
    store.change(putting(session(6)))
    kept = owners(tmp_path)
    assert set(kept) == {"."}, "the folder that was there stays root's"


def test_a_lock_alone_is_the_users_as_well(home: Path, clock: FixedClock) -> None:
    with locked(home / "coach.json", clock.now()):
        pass
    assert owners(home) == {}


def test_what_is_written_over_keeps_its_own_owner(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "of-root.csv"
    target.write_text("old")
    write_output("new", target, home / "coach.json", force=True)
    assert (target.stat().st_uid, target.read_text()) == (0, "new")


def test_the_user_goes_on_after_sudo(users: Path) -> None:
    path = users / "coach.json"
    assert as_user(path, "setup", "--screening", "none").returncode == 0
    root = [sys.executable, "-m", "coach", "--data", str(path), "log", "5"]
    subprocess.run(root, cwd=ROOT, check=True, capture_output=True, timeout=60)
    assert owners(users) == {}
    for words in (("log", "3", "--at", "00:01", "--on", "2026-01-01"), ("doctor",), ("backup", "list")):
        done = as_user(path, *words)
        assert (done.returncode, done.stderr) == (0, "")


def test_what_root_took_is_found_and_given_back(home: Path, clock: FixedClock) -> None:
    path = home / "coach.json"
    store = Store(path, clock)
    for _ in range(2):
        store.change(putting(session(5)))
        clock.advance(timedelta(days=1))
    (backup,) = backups.listing(path)
    taken = (path, lock_of(path), backups_of(path), backup.path)
    for each in taken:
        os.chown(each, 0, 0)
    stranger = backups_of(path) / "coach-anna-20260101T000000.000000Z-0123456789abcdef.json.gz"
    stranger.write_text("of another file")
    health = examine(path, NOW + timedelta(days=9))
    told = {each.path for each in health.findings if "belongs to root" in each.text and each.repairable}
    assert told == set(taken)
    tidy(path, clock.now())
    assert set(owners(home)) == {f"backups/{stranger.name}"}
    assert not any("belongs to" in each.text for each in examine(path, NOW + timedelta(days=9)).findings)


def test_the_user_is_told_who_can_give_it_back(users: Path) -> None:
    path = users / "coach.json"
    assert as_user(path, "setup", "--screening", "none").returncode == 0
    os.chown(lock_of(path), 0, 0)
    said = as_user(path, "doctor")
    assert said.returncode == 1
    assert f"sudo coach --data {path} doctor --repair gives it back" in said.stdout


def test_where_root_is_refused_nothing_is_replaced(
    home: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "coach.json"
    store = Store(path, clock)
    store.change(putting(session(5)))
    before = path.read_bytes()

    def refuse(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(NotWritable, match="no permission"):
        store.change(putting(session(6)))
    assert path.read_bytes() == before
    assert [each.name for each in home.iterdir() if each.suffix == ".tmp"] == []
