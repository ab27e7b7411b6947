"""Names beside the data file are told apart whole, whatever other files lie in the folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.store import Store
from coach.store.backup import backups
from coach.store.file.conflict_files import conflict_copies
from coach.store.file.file_names import (
    backup,
    backup_of,
    is_temporary_of,
    quarantined,
    temporary,
    temporary_of,
)
from tests.conftest import FixedClock
from tests.store.samples import putting, session

AT = datetime(2026, 1, 5, 7, 30, 1, 5, tzinfo=UTC)
DIGEST = "0123456789abcdef"

_OTHERS = """coach coach.json coach.json.2 coach-anna.json coach.jso .coach.json oach.json coach.2.json
coach-.json coach.json.gz coach.json.lock coach.json.1-ab.tmp"""
_made_up = st.text(st.sampled_from("co-.1Ztmp"), min_size=1, max_size=12)
_names = st.sampled_from(_OTHERS.split()) | _made_up.filter(lambda name: name not in (".", ".."))


@given(_names, _names)
def test_each_file_has_its_own_and_no_other(one: str, other: str) -> None:
    path, stranger = Path("/x") / one, Path("/x") / other
    made = backup(path, AT, DIGEST)
    found = backup_of(made.name)
    assert found == (path.name, AT, DIGEST)
    assert temporary_of(temporary(path).name) == path.name
    for target in (path, made, quarantined(path, AT, DIGEST)):
        assert is_temporary_of(temporary(target).name, path)
        assert is_temporary_of(temporary(target).name, stranger) == (one == other or target.name == other)


@pytest.mark.parametrize("name", ["coach.json", ".coach.json.tmp", "coach-20260105T073001.000005Z-x.json.gz",
                                  "coach-20269905T073001.000005Z-0123456789abcdef.json.gz"])  # fmt: skip
def test_what_is_no_such_name_is_none(name: str) -> None:
    assert backup_of(name) is None
    assert temporary_of(name) is None


def test_two_files_in_one_folder_leave_each_other_alone(tmp_path: Path, clock: FixedClock) -> None:
    stores = [Store(tmp_path / name, clock) for name in ("coach.json", "coach.json.2", "coach-anna.json")]
    for number, store in enumerate(stores):
        store.change(putting(session(5)))
        store.change(putting(session(6 + number)))
        assert len(backups.listing(store.path)) == 1
    left = [temporary(store.path) for store in stores]
    left += [temporary(backups.listing(store.path)[0].path) for store in stores]
    for each in left:
        each.write_text("half")
    for mine, store in enumerate(stores):
        store.change(putting(session(9)))
        kept = [each for number, each in enumerate(left) if number % 3 > mine]
        backup_left = left[3 : 3 + mine + 1]  # swept as backups are made, not at each change
        assert [each for each in left if each.exists()] == sorted({*kept, *backup_left}, key=left.index)


def test_backups_of_another_file_are_none_of_it(tmp_path: Path, clock: FixedClock) -> None:
    anna = Store(tmp_path / "coach-anna.json", clock)
    anna.change(putting(session(5)))
    anna.change(putting(session(6)))
    assert backups.listing(anna.path)
    assert backups.listing(tmp_path / "coach.json") == ()
    assert not backups.made_on_day_of(tmp_path / "coach.json", clock.now())


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("coach.sync-conflict-20260106-070000-ABCDEFG.json", True),
        ("coach.sync-conflict-20260106-070000.json", True),
        ("coach (Anna's conflicted copy 2026-01-06).json", True),
        ("coach (conflicted copy 2026-01-06 070000).json", True),
        ("coach_conflict-20260106-070000.json", True),
        ("coach (Case Conflict 1).json", True),
        ("coach.sync-conflict-20260106-070000-AAAAAAA.sync-conflict-20260107-070000-BBBBBBB.json", True),
        ("coach-anna.sync-conflict-20260106-070000-ABCDEFG.json", False),
        ("coach-anna (conflicted copy 2026-01-06 070000).json", False),
        ("coach.json.sync-conflict-20260106-070000-ABCDEFG.2", False),
    ],
)
def test_copies_in_conflict_are_those_of_the_file_itself(tmp_path: Path, name: str, is_one: bool) -> None:
    (tmp_path / name).write_text("{}")
    assert conflict_copies(tmp_path / "coach.json") == ((tmp_path / name,) if is_one else ())
