"""A history of another tracker beside what is recorded already: its days, their times and areas."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from tests.cli.commands.tracker_files import LOOP, put
from tests.cli.conftest import Shell


def test_a_session_at_another_time_of_a_day_is_another_one(ready: Shell, tmp_path: Path) -> None:
    ready.well("log", "5", "--on", "2026-01-04", "--at", "18:00")
    rows = "When,Min\n2026-01-04 18:03,10\n2026-01-04 07:00,10\n"
    file = put(tmp_path, "in.csv", rows)
    said = ready.well("import", file, "--map", "started_at=When", "--map", "minutes=Min", "--yes")
    assert "Not taken: 1 row at the time of a session that is there already (line 2)." in said.out
    assert len(Store(ready.path, ready.clock).read().sessions) == 2


LOOP_TODAY = ["--from", "loop", "--minutes", "10"], "Date,Value,Notes\n2026-01-05,YES_MANUAL,\n"
TABLE_TODAY = ["--map", "date=When", "--map", "minutes=Min"], "When,Min\n2026-01-05,10\n"
OWN_TODAY = [], "started_at,area,done_min\n2026-01-05,back,10\n"  # type: tuple[list[str], str]


@pytest.mark.parametrize(("options", "text"), [LOOP_TODAY, TABLE_TODAY, OWN_TODAY])
def test_today_is_taken_before_noon_and_only_once(
    ready: Shell, tmp_path: Path, options: list[str], text: str
) -> None:
    call = ("import", put(tmp_path, "in.csv", text), *options, "--yes")
    dry = ready.well(*call, "--dry-run").out
    assert dry.endswith("Would import 1 session.\n")
    ready.well(*call)
    ready.clock.advance(timedelta(hours=2))
    assert "Imported 0 sessions; 1 was there already." in ready.well(*call).out
    ready.clock.advance(timedelta(hours=5))
    assert "Imported 0 sessions; 1 was there already." in ready.well(*call).out
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert (session.day.day, f"{session.started_at:%H:%M}") == (5, "07:20")


@pytest.mark.parametrize(("hour", "minute", "start"), [(3, 4, "03:00"), (3, 14, "03:04")])
def test_today_begins_when_the_day_of_the_coach_does(
    ready: Shell, tmp_path: Path, hour: int, minute: int, start: str
) -> None:
    ready.clock.set(ready.clock.now().replace(hour=hour, minute=minute))
    options, text = LOOP_TODAY
    ready.well("import", put(tmp_path, "in.csv", text), *options, "--yes")
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert (session.day.day, f"{session.started_at:%H:%M}") == (5, start)


def test_a_day_that_has_not_begun_says_when_it_does(ready: Shell, tmp_path: Path) -> None:
    ready.clock.set(ready.clock.now().replace(hour=1))
    options, text = LOOP_TODAY
    said = ready("import", put(tmp_path, "in.csv", text), *options, "--yes")
    assert said.status == 1
    assert "line 2: Date is of a day that begins at 03:00 for you; import it once it has begun." in said.err


def test_the_same_file_for_another_area_brings_nothing_and_says_so(ready: Shell, tmp_path: Path) -> None:
    call = ("import", put(tmp_path, "in.csv", LOOP), "--from", "loop", "--minutes", "10", "--yes")
    ready.well(*call)
    for more in (["--dry-run"], []):
        said = ready.well(*call, "--area", "legs", *more).out
        assert "Not taken: 2 rows of a day that has a session for the back already (lines 2, 6)." in said
        assert "If those were for the legs, take the earlier import back first, with coach undo." in said
    assert len(Store(ready.path, ready.clock).read().sessions) == 2


TIMED = "When,Min\n2026-01-04 18:03,10\n"


def test_a_day_of_another_tracker_is_left_as_it_is_whatever_its_area(ready: Shell, tmp_path: Path) -> None:
    columns = ["--map", "started_at=When", "--map", "minutes=Min"]
    timed = put(tmp_path, "timed.csv", TIMED)
    ready.well("import", timed, *columns, "--area", "legs", "--yes")
    said = ready.well("import", timed, *columns, "--yes").out
    assert "1 row at the time of a session for the legs that is there already (line 2)." in said
    loop = put(tmp_path, "loop.csv", LOOP)
    said = ready.well("import", loop, "--from", "loop", "--minutes", "10", "--yes").out
    assert "Not taken: 1 row of a day that has a session for the legs already (line 2)." in said
    assert [each.day.day for each in Store(ready.path, ready.clock).read().sessions] == [31, 4]


def test_a_file_that_says_the_area_is_compared_with_that_area(ready: Shell, tmp_path: Path) -> None:
    ready.well("log", "5", "--on", "2026-01-04", "--at", "12:00")
    file = put(tmp_path, "in.csv", "When,Min,On\n2026-01-04,10,legs\n2026-01-04,10,back\n")
    columns = ["--map", "date=When", "--map", "minutes=Min", "--map", "area=On"]
    said = ready.well("import", file, *columns, "--yes").out
    assert "Imported 1 session; 1 was there already.\n" in said
