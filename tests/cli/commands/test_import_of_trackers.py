"""Histories of other trackers: files made by hand in the forms that their makers or users document."""

from __future__ import annotations

import io
import os
import shlex
from datetime import UTC, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from coach.domain.model import Area, Cover, Refused
from coach.store import Store
from coach.store.exchange.csv_numbers import unit_of
from coach.store.exchange.loop_habits import Habit, read_habit
from tests.cli.commands.tracker_files import LOOP, put
from tests.cli.conftest import Shell

HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?\n001,Shakti mat,YES_NO,,,1,1,#FF8F00,,,,false\n"
    "002,\"Mat, long\",NUMERICAL,,,1,1,#FF8F00,minutes,AT_LEAST,10.0,false\n"
)  # fmt: skip


def loop_zip(**more: str) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("Habits.csv", HABITS)
        archive.writestr("001 Shakti mat/Checkmarks.csv", LOOP)
        archive.writestr(
            "002 Mat long/Checkmarks.csv", "Date,Value,Notes\n2026-01-04,12500,\n2026-01-03,NO,\n"
        )
        archive.writestr("Checkmarks.csv", "Date,Shakti mat,Mat, long,\n")
        for name, text in more.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_a_habit_of_loop_comes_in_at_noon_and_goes_with_one_undo(ready: Shell, tmp_path: Path) -> None:
    before = Store(ready.path, ready.clock).read()
    file = put(tmp_path, "Checkmarks.csv", LOOP)
    call = ("import", "--from", "loop", file, "--minutes", "10")
    dry = ready.well(*call, "--dry-run")
    assert Store(ready.path, ready.clock).read() == before
    assert "2 sessions from Wednesday 31 December 2025 to Sunday 4 January 2026: 10 minutes each" in dry.out
    assert "Not taken: 2 rows without a check (lines 3, 7)." in dry.out
    assert "Not taken: 1 row marked as skipped (line 4)." in dry.out
    assert dry.out.endswith("Would import 2 sessions.\n")
    asked = ready(*call)
    assert (asked.status, Store(ready.path, ready.clock).read()) == (2, before)
    ready.well(*call, "--yes")
    found = Store(ready.path, ready.clock).read().sessions
    assert [(s.started_at.hour, s.done_min, s.only_minutes) for s in found] == [(12, 10, True)] * 2
    assert [s.note for s in found] == ["Loop: minutes guessed", "calm (Loop: minutes guessed)"]
    assert ready.well(*call, "--yes").out.endswith("Imported 0 sessions; 2 were there already.\n")
    assert ready.well("undo", "--yes").out.startswith("Undone: Imported 2 sessions.\n")
    assert Store(ready.path, ready.clock).read().sessions == ()


def test_a_day_that_the_coach_has_is_not_taken_twice(ready: Shell, tmp_path: Path) -> None:
    ready.well("log", "5", "--on", "2026-01-04", "--at", "18:00")
    file = put(tmp_path, "Checkmarks.csv", LOOP)
    said = ready.well("import", "--from", "loop", file, "--minutes", "10", "--yes")
    assert "Not taken: 1 row of a day that has a session already (line 2)." in said.out
    assert "Imported 1 session; 1 was there already.\n" in said.out


def test_the_zip_of_loop_names_its_habits_and_knows_their_units(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "loop.zip", loop_zip())
    said = ready("import", "--from", "loop", file)
    assert said.status == 2
    assert 'has 2 habits, so add --habit with one of "Shakti mat", "Mat, long".' in said.err
    assert "There is no habit Mats" in ready("import", "--from", "loop", file, "--habit", "Mats").err
    assert "leave --minutes out" in ready(
        "import", "--from", "loop", file, "--habit", "mat, long", "--minutes", "9"
    ).err  # fmt: skip
    ready.well("import", "--from", "loop", file, "--habit", "mat, long", "--yes")
    assert [s.done_min for s in Store(ready.path, ready.clock).read().sessions] == [12.5]
    assert "add --from loop" in ready("import", file).err


UNITS = {
    1 / 60: "s S sec sec. secs second Seconds sek Sek. Sekunde Sekunden",
    1: "min Min. mins minute minutes Minuten (min)",
    60: "h H hr hrs hrs. hour hours Std Std. std Stunde Stunden",
}


@pytest.mark.parametrize(
    ("unit", "minutes"), [(unit, each) for each, units in UNITS.items() for unit in units.split()]
)
def test_a_unit_of_time_is_read_in_any_spelling(unit: str, minutes: float) -> None:
    assert unit_of(unit) == minutes
    path = Path("Checkmarks.csv")
    habit = Habit("Mat", ((2, "2026-01-04", "2000", ""),), unit)
    found = read_habit(habit, path, minutes=None, area=Area.BACK, tz=UTC, rollover=3)
    assert [row.session.done_min for row in found.rows] == [round(2 * minutes, 2)]
    with pytest.raises(Refused, match="has its own minutes"):
        read_habit(habit, path, minutes=10, area=Area.BACK, tz=UTC, rollover=3)


@pytest.mark.parametrize("unit", ["", "m", "pages", "times", "pages per hour", "s.s"])
def test_another_unit_needs_minutes(unit: str) -> None:
    habit = Habit("Mat", ((2, "2026-01-04", "2000", ""),), unit)
    with pytest.raises(Refused, match=r"add --minutes N, a guess"):
        read_habit(habit, Path("x"), minutes=None, area=Area.BACK, tz=UTC, rollover=3)


def test_the_list_of_all_habits_of_an_older_loop(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "all.csv", "Date,Run,Mat,\n2026-01-04,-1,2,\n2026-01-03,2,1,\n2026-01-02,0,0,\n")
    said = ready.well("import", "--from", "loop", file, "--habit", "mat", "--minutes", "10", "--yes")
    assert "\nImported 1 session.\n" in said.out


@pytest.mark.parametrize(("text", "says"), [
    (LOOP + "2025-12-2,NO", "line 8, column 1: 2025-12-2 is not a day; the file seems to be cut"),
    (LOOP + "2025-12-29,YES_MA", "YES_MA is not a value of Loop; the file seems to be cut"),
    ("Date,Run,Mat,\n2026-01-04,-1,2,\n2026-01-03,2", "line 3, column 1: 2 cells where the first row has 4"),
    ("Day,Run\n", "is no Checkmarks.csv of Loop"),
    (loop_zip()[:300], "not a whole ZIP file"),
])  # fmt: skip
def test_a_file_that_is_cut_changes_nothing(
    ready: Shell, tmp_path: Path, text: str | bytes, says: str
) -> None:
    before = ready.bytes()
    file = put(tmp_path, "Checkmarks.csv", text)
    said = ready("import", "--from", "loop", file, "--minutes", "9")
    assert (said.status, ready.bytes()) == (1, before)
    assert says in said.err


INSIGHT = (
    "Started At,Duration,Preset,Activity\n01/04/2026 16:03:29,0:12:4,,Mat\n12/13/2025 09:00:00,0:10:0,,Walk\n"
)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-01-03,January 3,Saturday,7:30 am,good,"mat | reading",,slept well\n'
    "2026-01-02,January 2,Friday,20:10,rad,running,,\n"
)
STREAKS = (
    "task_id,title,entry_type,entry_date,entry_timestamp,page,display_order\n"
    "p1,Mat,completed_manually,20260102,2026-01-02T21:00:00+00:00,1,1\n"
    "p1,Mat,missed_auto,20260101,2026-01-02T00:10:00+00:00,1,1\n"
)


@pytest.mark.parametrize(("text", "options", "minutes", "hour", "day"), [
    (INSIGHT, ["--map", "started_at=Started At", "--map", "minutes=Duration", "--only", "Activity=mat"],
     12.07, 16, 4),
    (DAYLIO, ["--map", "date=full_date", "--map", "time=time", "--map", "note=note", "--only",
              "activities=mat", "--minutes", "8"], 8, 7, 3),
    (STREAKS, ["--map", "date=entry_date", "--only", "title=Mat", "--only", "entry_type=completed_manually",
               "--minutes", "8"], 8, 12, 2),
])  # fmt: skip
def test_any_table_comes_in_by_a_map(
    ready: Shell, tmp_path: Path, text: str, options: list[str], minutes: float, hour: int, day: int
) -> None:
    file = put(tmp_path, "in.csv", text)
    said = ready.well("import", file, *options, "--yes")
    assert "1 row without what --only asks for" in said.out
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert (session.done_min, session.started_at.hour, session.day.day) == (minutes, hour, day)
    assert session.only_minutes
    assert "1 was there already" in ready.well("import", file, *options, "--yes").out
    ready.well("undo", "--yes")
    assert Store(ready.path, ready.clock).read().sessions == ()


def test_a_cover_counts_where_the_minutes_are_known(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", "Day;Length (s);On;Where\n4.1.2026;720;Handtuch;lower back\n")
    columns = ["--map", "date=day", "--map", "minutes=Length (s)", "--map", "cover=On", "--map", "area=Where"]
    ready.well("import", file, *columns, "--yes")
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert (session.done_min, session.cover, session.only_minutes) == (12, Cover.TOWEL, False)
    ready.well("undo", "--yes")
    guess = put(tmp_path, "guess.csv", "Day,On\n2026-01-04,towel\n")
    said = ready.well("import", guess, "--map", "date=Day", "--map", "cover=On", "--minutes", "10", "--yes")
    assert "The cover and answers of 1 row were left out" in said.out
    assert Store(ready.path, ready.clock).read().sessions[0].only_minutes


def test_a_cover_for_the_whole_file_is_a_guess_and_raises_no_limit(ready: Shell, tmp_path: Path) -> None:
    day = ready.clock.now().date()
    rows = "".join(f"{day - timedelta(days=n)},20\n" for n in range(1, 41))
    file = put(tmp_path, "in.csv", "Date,Min\n" + rows)
    columns = ["--map", "date=Date", "--map", "minutes=Min", "--cover", "bare"]
    said = ready.well("import", file, *columns, "--yes").out
    assert "for the back, on bare skin by your guess." in said
    assert "A cover that you give for the whole file is a guess. Such a session counts for your" in said
    assert ready.well("today", "--json").json["caps"]["day_left_min"] == 20


@pytest.mark.parametrize(("options", "status", "says"), [
    ([], 1, "say which is which: coach import {file} --map date=Date --map minutes=Minutes --dry-run"),
    (["--map", "date=Dat", "--minutes", "9"], 1, "no column Dat; did you mean Date?"),
    (["--map", "date=Mood", "--minutes", "9"], 1, "2 columns called Mood"),
    (["--map", "dat=Date"], 2, "--map: dat is none of"),
    (["--map", "date"], 2, "--map: date is not FIELD=COLUMN"),
    (["--map", "date=Date", "--map", "date=Mood"], 2, "--map: date is given twice"),
    (["--map", "date=Date", "--map", "note=Date"], 2, "the column Date is given twice"),
    (["--map", "date=Date", "--map", "started_at=Mood"], 2, "both the day"),
    (["--map", "date=Date"], 1, "A map needs minutes"),
    (["--map", "minutes=Minutes"], 1, "A map needs a day"),
    (["--map", "date=Date", "--map", "minutes=Minutes", "--minutes", "9"], 2, "is for files without"),
    (["--habit", "x"], 2, "add --from loop"),
    (["--from", "lop"], 2, "did you mean loop?"),
    (["--from", "loop", "--map", "date=Date"], 2, "are for CSV"),
    (["--map", "date=Date", "--map", "minutes=Minutes", "--dates", "ymd"], 2, "ymd is not one of dmy, mdy"),
])  # fmt: skip
def test_what_does_not_fit_is_one_sentence(
    ready: Shell, tmp_path: Path, options: list[str], status: int, says: str
) -> None:
    file = put(tmp_path, "in.csv", "Date,Mood,Mood,Minutes\n2026-01-04,a,b,5\n")
    before = ready.bytes()
    said = ready("import", file, *options)
    assert (said.status, said.out, said.err.count("\n")) == (status, "", 1), said
    assert says.format(file=file) in said.err
    assert ready.bytes() == before


def test_imported_years_leave_the_first_day_the_first(ready: Shell, tmp_path: Path) -> None:
    day = ready.clock.now().date() - timedelta(days=1)
    lines = [f"{day - timedelta(days=n)},YES_MANUAL," for n in range(1000)]
    file = put(tmp_path, "Checkmarks.csv", "Date,Value,Notes\n" + "\n".join(lines))
    before = ready.well("today").out
    ready.well("import", "--from", "loop", file, "--minutes", "10", "--yes")
    after = ready.well("today").out
    assert "5 minutes on a towel, step 1 of 15" in before
    assert next(line for line in before.splitlines() if "5 minutes" in line) in after
    assert ready.well("status").out.endswith("· 1,000 days\n")


def test_the_report_as_json(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "Checkmarks.csv", LOOP)
    said = ready.well("import", "--from", "loop", file, "--minutes", "10", "--yes", "--json").json
    assert next(iter(said)) == "schema"
    assert (said["imported"], said["only_minutes"], said["minutes_guessed"]) == (2, 2, True)
    assert (said["first"], said["last"]) == ("2025-12-31", "2026-01-04")
    assert said["left_out"][0] == {"why": "without a check", "count": 2, "lines": [3, 7]}
    again = ready.well("import", "--from", "loop", file, "--minutes", "10", "--json", "--dry-run").json
    assert (again["dry_run"], again["imported"], again["already_there"]) == (True, 0, 2)


GERMAN = (
    "Datum;Uhrzeit;Dauer (Min);K\u00f6rperteil;Worauf;Bemerkung\n02.01.2026;07:30;15;Beine;Handtuch;gut\n"
    "03.01.2026;07:30;7,5;F\u00fc\u00dfe;nackt;\n04.01.2026;07:30;12,0;R\u00fccken;T-Shirt;\n"
)  # fmt: skip


def test_the_suggested_command_takes_each_column_that_it_can(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", GERMAN + "04.01.2026;19:30;5;Ges\u00e4\u00df;Handtuch;\n")
    said = ready("import", file)
    command = shlex.split(said.err.partition("which is which: coach ")[2].removesuffix(".\n"))
    assert "--dry-run" in command
    ready.well(*command[:-1], "--yes")
    found = Store(ready.path, ready.clock).read().sessions
    assert [(each.area, each.cover) for each in found] == [
        (Area.LEGS, Cover.TOWEL), (Area.FEET, Cover.BARE), (Area.BACK, Cover.SHIRT),
        (Area.GLUTES, Cover.TOWEL),
    ]  # fmt: skip
    assert (found[0].done_min, found[0].note) == (15, "gut")


def test_a_word_that_is_no_area_is_asked_about_and_never_the_back(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", "Day,Min,On,Over\n2026-01-03,5,Knie,Fell\n2026-01-04,5,Knie,Handtuch\n")
    call = ["import", file, "--map", "date=Day", "--map", "minutes=Min", "--map", "area=On"]
    call += ["--map", "cover=Over", "--yes"]
    before = ready.bytes()
    said = ready(*call)
    assert (said.status, ready.bytes()) == (1, before)
    assert said.err == (
        "Knie in the column On is no area that the coach knows: add --value Knie=AREA, where AREA is back,"
        " legs, glutes, feet, stomach or face. Fell in the column Over is no cover that the coach knows: add"
        " --value Fell=COVER, where COVER is towel, shirt, socks or bare.\n"
    )
    assert "--value: knee is none of back" in ready(*call, "--value", "Knie=knee").err
    ready.well(*call, "--value", "knie=legs", "--value", "Fell=Handtuch")
    found = Store(ready.path, ready.clock).read().sessions
    assert [(each.area, each.cover) for each in found] == [(Area.LEGS, Cover.TOWEL)] * 2
    ready.well("undo", "--yes")
    assert "Imported 0 sessions; 2 bad rows left out." in ready(*call, "--skip-bad").out


def test_an_answer_is_suggested_only_where_it_is_a_number(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", "Date,Min,Before,After\n2026-01-03,5,tea,3\n")
    said = ready("import", file).err
    assert "--map after=After" in said
    assert "before=" not in said


def test_a_table_with_very_many_columns_is_refused_in_a_short_sentence(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "wide.csv", ",".join(f"c{number}" for number in range(10_000)) + "\n")
    said = ready("import", file)
    assert (said.status, len(said.err) < 1000) == (1, True)
    assert "c28, c29, 9,970 more, which are another tracker's" in said.err


def test_one_row_of_one_column_is_told_as_one(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "one.csv", "day\n2026-01-01\n")
    told = ready.well("import", file, "--map", "date=day", "--minutes", "8", "--dry-run").out
    assert told.startswith(
        "Read as a table of 1 column.\n1 session on Thursday 1 January 2026: 8 minutes, by"
    )


def test_what_is_no_file_of_loop_is_named(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "one.csv", "date\n2026-01-01\n")
    for words in ((), ("--habit", "Mat")):
        said = ready("import", "--from", "loop", file, "--minutes", "8", *words)
        assert (said.status, said.err) == (
            1,
            f"There is no habit of Loop in {file}; give the ZIP that Loop exports, or a Checkmarks.csv.\n",
        )


def test_a_pipe_in_place_of_a_file_is_answered_with_what_to_type(ready: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = ready("import", str(pipe))
    assert (said.status, said.err) == (
        1,
        f"{pipe} is no file but a pipe; send what is in it to: coach import -\n",
    )


def test_only_tells_what_there_is_where_no_row_has_it(ready: Shell, tmp_path: Path) -> None:
    file = put(tmp_path, "in.csv", INSIGHT)
    call = (
        "import",
        file,
        "--map",
        "started_at=Started At",
        "--map",
        "minutes=Duration",
        "--dry-run",
        "--only",
    )
    said = ready(*call, "Activity=acupressure")
    assert (said.status, said.err) == (1, "No row has just acupressure in Activity, which holds Mat, Walk.\n")
    assert (
        ready(*call, "Activity=mat", "--only", "Activity=walk").err
        == "No row has all that --only asks for.\n"
    )


@pytest.mark.parametrize("guess", [("--minutes", "5"), ("--map", "minutes=Min", "--cover", "towel")])
def test_hurt_skin_is_not_lost_to_a_guess(ready: Shell, tmp_path: Path, guess: tuple[str, ...]) -> None:
    """Only where someone lay there again later has it healed."""
    rows = ["2026-01-02,5,numb", "2026-01-03,5,clear", "2026-01-04,5,broken"]
    call = ["--map", "date=When", "--map", "skin_after=Skin", *guess, "--yes"]
    file = put(tmp_path, "in.csv", "\n".join(["When,Min,Skin", *rows, ""]))
    said = ready("import", file, *call)
    command = "coach log 5 --on 2026-01-04 --area back --skin broken"
    problem = "line 4: the skin is broken, which a guess would lose; record that session by hand"
    assert (said.status, said.err.splitlines()[0]) == (1, f"{problem}, without this row: {command}.")
    assert not Store(ready.path, ready.clock).read().sessions
    ready("import", file, *call, "--skip-bad")
    assert len(Store(ready.path, ready.clock).read().sessions) == 2
    ready(*shlex.split(command)[1:])
    assert ready.well("today", "--json").json["state"] == "locked"
