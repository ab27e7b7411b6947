"""The folder of a demo: private, gone at the end, and swept by the next one after a demo that was killed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.demo.temporary_folder import demo_folder, place, sweep
from coach.domain.model import Refused
from tests.e2e.term import ROOT, environment

KILLED = """
import os, signal, sys
from pathlib import Path
from coach.demo.temporary_folder import demo_folder
with demo_folder(Path(sys.argv[1])) as found:
    (found.path / "coach.json").write_text("{}")
    print(found.path, flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_is_private_and_gone_at_the_end(tmp_path: Path) -> None:
    with demo_folder(tmp_path) as found:
        assert stat.S_IMODE(found.path.stat().st_mode) == 0o700
        (found.path / "state").mkdir()
        (found.path / "state" / "draft.json").write_text("{}")
        assert found.file.parent == found.path
    assert not list(tmp_path.iterdir())


def test_it_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), demo_folder(tmp_path):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_removing_twice_is_as_good_as_once(tmp_path: Path) -> None:
    with demo_folder(tmp_path) as found:
        found.remove()
        found.remove()
    assert not list(tmp_path.iterdir())


def test_the_next_one_sweeps_a_killed_one_but_none_that_runs(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        env=environment(PYTHONPATH=str(ROOT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin
        assert other.stdout
        theirs = Path(other.stdout.readline().strip())
        with demo_folder(tmp_path) as mine:
            assert (theirs / "coach.json").exists()
            assert mine.path != theirs
        assert theirs.exists()
        other.stdin.write("\n")
        other.stdin.flush()
        other.wait()
    assert theirs.exists()
    with demo_folder(tmp_path) as mine:
        assert not theirs.exists()
        assert mine.path.exists()


def test_only_its_own_kind_is_swept(tmp_path: Path) -> None:
    file = tmp_path / "coach-demo-file"
    file.write_text("mine")
    kept = tmp_path / "kept"
    kept.mkdir(0o700)
    (kept / "diary").write_text("mine")
    (tmp_path / "coach-demo-link").symlink_to(kept)
    (tmp_path / "coach-demo-open").mkdir(0o755)
    (tmp_path / "another-demo").mkdir(0o700)
    before = sorted(tmp_path.rglob("*"))
    sweep(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_of_another_user_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / "coach-demo-theirs"
    theirs.mkdir(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    sweep(tmp_path)
    assert theirs.exists()
    monkeypatch.undo()
    sweep(tmp_path)
    assert not theirs.exists()


def test_a_link_in_a_dead_one_leads_nowhere(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "diary").write_text("mine")
    dead = tmp_path / "coach-demo-dead"
    dead.mkdir(0o700)
    (dead / "link").symlink_to(kept)
    sweep(tmp_path)
    assert not dead.exists()
    assert (kept / "diary").read_text() == "mine"


@pytest.mark.parametrize("base", ["missing", "file"])
def test_where_none_can_be_made_a_sentence_says_what_to_do(tmp_path: Path, base: str) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(Refused, match=r"set TMPDIR to a folder that you can write to\.$"),
        demo_folder(tmp_path / base),
    ):
        pass


def test_tmpdir_says_where_but_not_on_a_locked_down_account(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place({"TMPDIR": "/elsewhere"}) == Path("/elsewhere")
    assert place({"TMPDIR": "here"}) == place({}) == Path("/tmp")
    monkeypatch.setenv("COACH_LOCKED", "1")
    assert place({"TMPDIR": "/elsewhere"}) == Path("/tmp")
