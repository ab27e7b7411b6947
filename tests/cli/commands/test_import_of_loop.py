"""Exports of Loop Habit Tracker with several habits, and what only its other files say about one of them."""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from coach.store import Store
from tests.cli.conftest import Shell

ALL = (
    "Date,{names},\n2026-01-04,NO,YES_MANUAL,NO,\n2026-01-03,NO,YES_MANUAL,NO,\n"
    "2026-01-02,YES_MANUAL,NO,YES_MANUAL,\n"
)
HEADER = "Position,Name,Type,Unit\n"


def put(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def days(shell: Shell) -> list[int]:
    return [each.day.day for each in Store(shell.path, shell.clock).read().sessions]


def taken(shell: Shell, file: str, habit: str) -> list[int]:
    """The days that came in for a habit, which are taken back at once."""
    call = ("import", "--from", "loop", file, "--habit", habit, "--minutes", "10", "--yes")
    shell.well(*call)
    found = days(shell)
    shell.well("undo", "--yes")
    return found


@pytest.mark.parametrize("listed", [True, False])
def test_a_comma_in_a_name_moves_no_habit_to_the_days_of_another(
    ready: Shell, tmp_path: Path, listed: bool
) -> None:
    file = put(tmp_path, "Checkmarks.csv", ALL.format(names="Yoga, stretching,Mat,Smoking-free"))
    if listed:
        put(tmp_path, "Habits.csv", HEADER + '001,"Yoga, stretching",,\n002,Mat,,\n003,Smoking-free,,\n')
    assert taken(ready, file, "Mat") == [3, 4]
    assert taken(ready, file, "Yoga, stretching") == [2]
    assert taken(ready, file, "Smoking-free") == [2]


def test_the_list_beside_it_tells_names_that_the_header_cannot(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "Checkmarks.csv", ALL.format(names="Yoga,stretching,Mat,Run"))
    said = ready("import", "--from", "loop", file, "--habit", "Mat", "--minutes", "10", "--yes")
    assert (said.status, said.err.count("\n"), days(ready)) == (1, 1, [])
    assert "its header has 4 names for 3 columns" in said.err
    assert "give the ZIP file that Loop made" in said.err
    put(tmp_path, "Habits.csv", HEADER + '001,"Yoga,stretching",,\n002,Mat,,\n003,Run,,\n')
    assert taken(ready, file, "Mat") == [3, 4]


COUNTED = "Date,Value,Notes\n2026-01-04,12500,\n2026-01-03,5000,\n"


def test_a_habit_brings_its_minutes_from_its_own_folder(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "002 Mat minutes/Checkmarks.csv", COUNTED)
    said = ready("import", "--from", "loop", file)
    assert said.err == (
        "Mat minutes counts something, and only Habits.csv says whether that is minutes: give the ZIP file"
        " that Loop made, or add --minutes N, a guess of how long each was.\n"
    )
    put(tmp_path, "Habits.csv", HEADER + "001,Run,,km\n002,Mat minutes,,min\n")
    ready.well("import", "--from", "loop", file, "--yes")
    assert [each.done_min for each in Store(ready.path, ready.clock).read().sessions] == [5, 12.5]


def test_the_table_of_all_habits_knows_the_units_beside_it(ready: Shell, tmp_path: Path) -> None:
    put(tmp_path, "Habits.csv", HEADER + "001,Run,,km\n002,Mat minutes,,min\n")
    file = put(tmp_path, "Checkmarks.csv", "Date,Run,Mat minutes,\n2026-01-04,3000,12500,\n")
    ready.well("import", "--from", "loop", file, "--habit", "Mat minutes", "--yes")
    assert [each.done_min for each in Store(ready.path, ready.clock).read().sessions] == [12.5]


def loop_days(last: date, *, filled: bool, every: tuple[int, ...], weeks: int = 20) -> str:
    """So many weeks up to a day, with a check on some weekdays; Loop may have filled in the others."""
    days = [last - timedelta(days=n) for n in range(weeks * 7)]
    word = "YES_AUTO" if filled else "NO"
    return "Date,Value,Notes\n" + "".join(
        f"{day},{'YES_MANUAL' if day.weekday() in every else word},\n" for day in days
    )


def imported(shell: Shell, file: str, *more: str) -> list[str]:
    call = ("import", "--from", "loop", file, "--minutes", "10", "--yes", *more)
    return shell.well(*call).out.splitlines()


def test_an_import_ends_with_the_streak_and_the_next_command(coach: Shell, tmp_path: Path) -> None:
    day = coach.clock.now().date()
    file = put(tmp_path, "Checkmarks.csv", loop_days(day, filled=False, every=tuple(range(7))))
    *_, count, streak, following = imported(coach, file)
    assert count == "Imported 140 sessions."
    assert streak.startswith("Streak: 140 days, best 140, 140 days in all;")
    assert following == "Next: coach setup asks about your health and where you begin."
    coach.well("undo", "--yes")
    coach.well("setup", "--screening", "none")
    assert imported(coach, file)[-1] == "Next: coach today says what comes now."
    assert imported(coach, file)[-1] == "Imported 0 sessions; 140 were there already."
    coach.well("undo", "--yes")
    assert coach.well(
        "import", "--from", "loop", file, "--minutes", "10", "--yes", "--json"
    ).json["next"][0] == streak  # fmt: skip


@pytest.mark.parametrize("filled", [True, False])
def test_a_history_of_some_days_a_week_is_told_which_rhythm_fits(
    ready: Shell, tmp_path: Path, filled: bool
) -> None:
    day = ready.clock.now().date()
    file = put(tmp_path, "Checkmarks.csv", loop_days(day, filled=filled, every=(0, 2, 4, 6)))
    (said,) = (each for each in imported(ready, file) if "coach settings rhythm 4" in each)
    assert said.startswith("Loop filled in" if filled else "Most of your last weeks had 4 days or more")
    ready.well("undo", "--yes")
    ready.well("settings", "rhythm", "4")
    assert not any("settings rhythm" in each for each in imported(ready, file))


@pytest.mark.parametrize(("every", "weeks"), [
    (tuple(range(7)), 20), ((0, 3), 20), ((0, 2, 4, 6), 4),
])  # fmt: skip
def test_no_rhythm_fits_every_day_or_few_days_or_few_weeks(
    ready: Shell, tmp_path: Path, every: tuple[int, ...], weeks: int
) -> None:
    day = ready.clock.now().date()
    file = put(tmp_path, "Checkmarks.csv", loop_days(day, filled=False, every=every, weeks=weeks))
    assert not any("settings rhythm" in each for each in imported(ready, file))


@pytest.mark.parametrize(("text", "options", "says"), [
    ("Date,Score\n2026-01-04,0.5000\n", ["--from", "loop"], "scores of Loop; give the Checkmarks.csv"),
    ("Date,Run,Mat,\n2026-01-04,0.5000,0.1250,\n", ["--from", "loop"], "holds the scores of Loop"),
    ("Date,Value\n2026-01-04,YES\n2026-01-03,NO\n", ["--from", "loop"],
     "line 2, column 1: YES is not a value of Loop; Loop writes days like 2026-01-31, and YES_MANUAL,"
     " YES_AUTO, NO, UNKNOWN and SKIP"),
    ("Date,Value\n4.1.2026,NO\n", ["--from", "loop"], "4.1.2026 is not a day; Loop writes days like"),
    ("Date,Value\n2026-01-04,NO\n2026-01-03,YES_\n", ["--from", "loop"], "the file seems to be cut"),
    ("Started At,Duration\n01/04/2026 16:03:29,0:12:4\n", ["--from", "loop"],
     "for the table of another tracker, leave out --from loop."),
    ("07.03.2024;7,5\n08.03.2024;8,5\n", [], "first line holds a day where the names of the columns belong"),
])  # fmt: skip
def test_a_file_that_is_another_one_says_which_to_give(
    ready: Shell, tmp_path: Path, text: str, options: list[str], says: str
) -> None:
    before = ready.bytes()
    more = ["--minutes", "9"] if options else []
    said = ready("import", put(tmp_path, "in.csv", text), *options, *more)
    assert (said.status, said.out, ready.bytes()) == (1, "", before)
    assert says in said.err
    assert ("cut" in said.err) == ("cut" in says)
    assert "date=COLUMN" not in said.err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def two_habits(tmp_path: Path) -> str:
    return put(tmp_path, "Checkmarks.csv", "Date,Run,Mat,\n2026-01-04,NO,YES_MANUAL,\n")


def test_at_a_terminal_it_asks_until_it_knows(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, two_habits: str
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", _Terminal("mta\n3\nmat\nlong\n12\ny\n"))
    said = ready("import", "--from", "loop", two_habits)
    assert said.status == 0
    assert said.err.count("Which habit is the mat?") == 3
    assert said.err.count("How many minutes was it, usually?") == 2
    assert [each.done_min for each in Store(ready.path, ready.clock).read().sessions] == [12]


@pytest.mark.parametrize("typed", ["\n", "mat\n\n", "mat\n12\n\n", "mta\n"])
def test_an_empty_answer_ends_it(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, two_habits: str, typed: str
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    before = ready.bytes()
    said = ready("import", "--from", "loop", two_habits)
    assert (said.status, ready.bytes()) == (1, before)
    assert said.err.endswith("Nothing was changed.\n")


def test_a_folder_says_which_file_to_give(ready: Shell, tmp_path: Path) -> None:
    said = ready("import", "--from", "loop", str(tmp_path))
    assert (said.status, said.err) == (1, f"{tmp_path} is a folder; give a file in it.\n")
    file = put(tmp_path, "Checkmarks.csv", COUNTED)
    said = ready("import", "--from", "loop", str(tmp_path))
    assert said.err == f"{tmp_path} is a folder; give the ZIP file that Loop made, or {file}.\n"


def test_skipped_days_in_a_row_are_told_as_pauses(ready: Shell, tmp_path: Path) -> None:
    last = ready.clock.now().date()
    skipped = {
        n
        for first, count in ((3, 1), (10, 2), (20, 9), (40, 5), (60, 3))
        for n in range(first, first + count)
    }
    days = ((last - timedelta(days=n), n) for n in range(80))
    rows = "".join(f"{day},{'SKIP' if n in skipped else 'YES_MANUAL'},\n" for day, n in days)
    file = put(tmp_path, "Checkmarks.csv", "Date,Value,Notes\n" + rows)
    said = imported(ready, file)
    commands = [each.strip() for each in said if each.startswith("  coach pause")]
    assert commands == [
        "coach pause 2025-11-04 2025-11-06",
        "coach pause 2025-11-22 2025-11-26",
        "coach pause 2025-12-08 2025-12-16",
    ]
    assert "9 days from Mon 8 Dec 2025 are skipped there, and missed here until you say:" in said
    for each in commands:
        ready.well(*each.split()[1:])
    assert ready.well("status", "--json").json["streak"] == 60


def test_another_habit_of_the_same_days_did_not_come_in_before(ready: Shell, tmp_path: Path) -> None:
    put(tmp_path, "Habits.csv", HEADER + "001,Mat,,\n002,Mat minutes,,min\n")
    file = put(tmp_path, "Checkmarks.csv", "Date,Mat,Mat minutes,\n2026-01-04,YES_MANUAL,12500,\n")
    call = ("import", "--from", "loop", file, "--yes", "--habit")
    ready.well(*call, "Mat", "--minutes", "10")
    said = ready.well(*call, "Mat minutes").out
    assert "Not taken: 1 row of a day that has a session with guessed minutes already (line 2)." in said
    assert "To have the minutes of this file, take the earlier import back first, with coach undo." in said
    again = ready.well(*call, "Mat", "--minutes", "10").out
    assert "Not taken: 1 row that came in before (line 2)." in again
    assert "that has a session already" in ready.well(*call, "Mat", "--minutes", "7").out


WORDS = "When,How long\nevening,10\n2026-01-04,1000\n2026-02-04,9\n"


def test_a_bad_row_is_told_by_the_columns_of_its_table(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", WORDS)
    said = ready("import", file, "--map", "date=When", "--map", "minutes=How long")
    assert said.err.splitlines()[:3] == [
        "line 2: When is not a day like 2026-01-31 or 31.1.2026.",
        "line 3: How long is not above 0 and at most 720.",
        "line 4: When is in the future.",
    ]


def test_no_lines_are_named_of_a_file_within_a_zip(ready: Shell, tmp_path: Path) -> None:
    packed = tmp_path / "loop.zip"
    with ZipFile(packed, "w") as archive:
        archive.writestr(
            "001 Mat/Checkmarks.csv", "Date,Value,Notes\n2026-01-04,YES_MANUAL,\n2026-01-03,SKIP,\n"
        )
    said = ready.well("import", "--from", "loop", str(packed), "--minutes", "9", "--dry-run").out
    assert "Not taken: 1 row marked as skipped.\n" in said


@pytest.mark.parametrize(("text", "options"), [
    ("Date,Value,Notes\n", ["--from", "loop", "--minutes", "9"]),
    ("When,Min\n", ["--map", "date=When", "--map", "minutes=Min"]),
    ("started_at,area,done_min\n", []),
])  # fmt: skip
def test_an_empty_table_is_called_empty(ready: Shell, tmp_path: Path, text: str, options: list[str]) -> None:
    said = ready.well("import", put(tmp_path, "in.csv", text), *options, "--dry-run").out
    assert said.endswith("Would import 0 sessions.\nThere is nothing in it to import.\n")


def test_the_names_of_habits_are_told_apart(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "Checkmarks.csv", ALL.format(names="Yoga, stretching,Mat,Run"))
    for more in ([], ["--habit", "Mta"]):
        said = ready("import", "--from", "loop", file, "--minutes", "9", *more)
        assert '"Yoga, stretching", "Mat", "Run".' in said.err


@pytest.mark.parametrize(("rows", "says"), [
    (1, ["Read as a table of 1 column.", ": 10 minutes, by your guess; for the back, cover not known."]),
    (2, ["Read as a table of 1 column.", ": 10 minutes each, by your guess; for the back, cover not known."]),
])  # fmt: skip
def test_a_guess_is_told_as_people_say_it(ready: Shell, tmp_path: Path, rows: int, says: list[str]) -> None:
    file = put(tmp_path, "in.csv", "When\n" + "".join(f"2026-01-0{n + 1}\n" for n in range(rows)))
    said = ready.well("import", file, "--map", "date=When", "--minutes", "10", "--dry-run").out
    assert all(each in said for each in says)


def test_many_minutes_are_told_in_hours(ready: Shell, tmp_path: Path) -> None:
    days = (ready.clock.now().date() - timedelta(days=n + 1) for n in range(100))
    file = put(tmp_path, "in.csv", "When,Min\n" + "".join(f"{day},12.5\n" for day in days))
    said = ready.well("import", file, "--map", "date=When", "--map", "minutes=Min", "--dry-run").out
    assert ": 20 hours and 50 minutes in all, as the file says;" in said
