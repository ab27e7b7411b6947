from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.model import Area, Change, Cover, Live, Span
from coach.store import Store
from tests.cli.conftest import Shell

KEYS = {
    "date": str,
    "state": str,
    "area": str,
    "cover": str,
    "minutes": int,
    "step": int,
    "steps": int,
    "reason": {"code": str, "text": str, "facts": list},
    "next": {"cover": str, "minutes": int, "text": str},
    "needs_check": bool,
    "streak": {"current": int, "best": int, "grace_left": int},
    "caps": {"session_min": (int, float), "day_left_min": (int, float)},
    "tip": {"id": str, "title": str, "text": str, "source": str},
}


def fits(value: object, shape: object) -> bool:
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(fits(value.get(key), part) for key, part in shape.items())
    return isinstance(value, shape)  # type: ignore[arg-type]


def start(coach: Shell, *, minutes: float, ago: timedelta, **pressed: object) -> None:
    """A session that was begun some time ago in another terminal."""
    live = Live(
        area=Area.BACK,
        cover=Cover.TOWEL,
        planned_min=minutes,
        cap_min=20,
        started_at=coach.clock.now(),
        day=coach.clock.now().date(),
        boot=coach.clock.boot(),
        booted_s=coach.clock.elapsed(),
    )._replace(**pressed)  # type: ignore[arg-type]
    Store(coach.path, coach.clock).change(lambda book: Change("Started", put=(live,)))
    coach.clock.advance(ago)


def test_json_has_the_keys_of_the_design(ready: Shell) -> None:
    asked = ready.well("today", "--json").json
    assert fits(asked, KEYS)
    assert (asked["date"], asked["state"], asked["area"]) == ("2026-01-05", "due", "back")
    assert (asked["cover"], asked["minutes"], asked["step"], asked["steps"]) == ("towel", 5, 1, 15)
    assert asked["reason"]["facts"]


def test_before_setup_it_is_a_preview_that_makes_no_file(coach: Shell) -> None:
    asked = coach.well("today", "--json").json
    assert (asked["state"], asked["cover"], asked["minutes"], asked["step"]) == ("setup", "towel", 5, 1)
    assert asked["needs_check"] is False
    assert "a preview; to start, run coach setup" in coach.well("today").out
    assert coach.well("today", "--json", "--area", "feet").json["cover"] == "socks"
    assert not coach.path.parent.exists()


def test_sessions_before_setup_ask_no_skin_question(coach: Shell) -> None:
    coach.well("log", "5", "--on", "2026-01-04")
    asked = coach.well("today", "--json").json
    assert (asked["state"], asked["needs_check"]) == ("setup", False)


def test_a_lock_has_no_step(coach: Shell) -> None:
    coach.well("setup", "--screening", "wound,clots")
    asked = coach.well("today", "--json").json
    assert asked["state"] == "locked"
    assert asked["cover"] is asked["minutes"] is asked["step"] is asked["next"] is None
    assert asked["reason"]["code"] == "locked-screening"
    assert "a blood-clot problem" in coach.well("today").out


def test_a_doctor_opens_a_pregnancy(coach: Shell) -> None:
    coach.well("setup", "--screening", "pregnant")
    assert coach.well("today", "--json").json["state"] == "locked"
    coach.clock.advance(timedelta(minutes=1))
    coach.well("setup", "--screening", "pregnant", "--doctor-agreed", "pregnant")
    assert coach.well("today", "--json").json["state"] == "due"


@pytest.mark.parametrize(("said", "step", "cover"), [
    ("--start some", 4, "shirt"),
    ("--start regular", 9, "bare"),
    ("--start regular --sensitive", 1, "towel"),
    ("--start regular --goal-cover shirt", 4, "shirt"),
])  # fmt: skip
def test_where_someone_begins(coach: Shell, said: str, step: int, cover: str) -> None:
    coach.well("setup", "--screening", "none", *said.split())
    asked = coach.well("today", "--json").json
    assert (asked["step"], asked["cover"], asked["minutes"]) == (step, cover, 5)


def test_a_running_session(ready: Shell) -> None:
    start(ready, minutes=5, ago=timedelta(seconds=61))
    asked = ready.well("today", "--json").json
    assert asked["state"] == "running"
    assert asked["running"] == {"phase": "running", "planned_min": 5, "left_min": 4}
    assert "on the mat, 4 min left" in ready.well("today").out
    assert ready.well("status").out == "on the mat, 4 min left \u00b7 0 days\n"
    assert ready.well("status", "--format", "{state}:{left}").out == "running:4\n"


def test_a_paused_session_does_not_go_on(ready: Shell) -> None:
    start(ready, minutes=5, ago=timedelta(minutes=30), pauses=(Span(start=60.0),))
    assert ready.well("status").out == "on the mat, paused with 4 min left \u00b7 0 days\n"


@pytest.mark.parametrize("ago", [timedelta(seconds=70), timedelta(hours=3)])
def test_a_session_that_someone_stopped_does_not_go_on(ready: Shell, ago: timedelta) -> None:
    """Though nobody has confirmed it yet."""
    start(ready, minutes=5, ago=ago, asked_s=60.0, asked_stop=True)
    assert ready.well("status").out == "off the mat; the check-in is open \u00b7 0 days\n"
    assert ready.well("today", "--json").json["running"] == {
        "phase": "asked", "planned_min": 5, "left_min": 0,
    }  # fmt: skip


def test_a_session_whose_minutes_are_over(ready: Shell) -> None:
    start(ready, minutes=5, ago=timedelta(hours=3))
    assert ready.well("status", "--format", "{left}").out == "0\n"
    assert "past the end" in ready.well("today").out


def test_a_pause_is_told_with_its_end(ready: Shell) -> None:
    ready.well("pause", "2026-01-05", "2026-01-07")
    asked = ready.well("today", "--json").json
    assert (asked["state"], asked["pause"]) == ("paused", {"first": "2026-01-05", "last": "2026-01-07"})
    said = ready.well("today").out
    assert "paused until Wed 7 Jan" in said
    assert "A pause until Wed 7 Jan: the streak waits for you.\n" in said
    assert "5 minutes" not in said


def test_a_rest_day_is_called_so_and_nothing_is_asked(ready: Shell) -> None:
    ready.well("pause", "today", "today")
    assert "A rest day today: the streak waits for you.\n" in ready.well("today").out
    assert ready.well("status").out.startswith("rest day \u00b7 ")


def test_commands_for_another_area_name_it(ready: Shell) -> None:
    assert ready("areas", "feet", "on", "--yes").status == 0
    said = ready.well("today", "--area", "feet").out
    assert "coach session --area feet begins it.\n" in said
    ready.well("log", "2", "--area", "feet", "--skin", "clear")
    ready.clock.advance(timedelta(days=1))
    check = "coach check --area feet clear, pink, sore, broken or numb\n"
    assert f"Answer with: {check}" in ready.well("today", "--area", "feet").out
    assert "--area" not in ready.well("today").out


def test_a_session_of_another_area_is_not_said_to_be_of_this_one(ready: Shell) -> None:
    start(ready, minutes=3, ago=timedelta(seconds=61), area=Area.FEET)
    said = ready.well("today").out
    assert "your back \u00b7 a session of your feet is running\n" in said
    assert "Next: coach session joins the session that runs.\n" in said


def test_a_day_that_is_too_short_says_how_it_can_still_count(ready: Shell) -> None:
    ready.well("log", "1.5", "--skin", "clear")
    said = ready.well("today").out
    assert (
        "It takes 2 minutes for a day to count. A free session can still do that: coach session --free\n"
        in said
    )
    ready.well("log", "3", "--at", "07:00", "--again")
    assert "It takes 2 minutes" not in ready.well("today").out


def test_reading_writes_nothing(ready: Shell) -> None:
    ready.well("log", "5")
    before = ready.bytes(), ready.path.stat().st_mtime_ns
    for line in (
        "today", "today --json", "status", "status --json", "calendar", "calendar --year 2026",
        "plan", "tips", "tips towel", "export", "export --format csv",
    ):  # fmt: skip
        ready.well(*line.split())
    assert (ready.bytes(), ready.path.stat().st_mtime_ns) == before


def test_the_question_and_the_answer_to_it(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "2")
    ready.clock.advance(timedelta(days=1))
    assert "coach check clear, pink, sore, broken or numb" in ready.well("today").out
    assert ready.well("status").out == "skin check open \u00b7 1 day\n"
    assert ready.well("status", "--format", "{check}").out == "yes\n"
    said = ready.well("check", "clear").out
    assert said.splitlines() == [
        "Answered the skin check for the back: clear.",
        "Today: 5 minutes on a towel again, because you have 1 of the 2 clean sessions that this step needs.",
        "Next: coach session begins it.",
    ]
    assert ready.well("check", "clear").out.startswith("Nothing to record")


def test_broken_skin_keeps_the_area_closed_for_seven_days(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "broken")
    assert ready.well("today", "--json").json["state"] == "locked"
    ready.clock.advance(timedelta(days=6))
    said = ready("check", "clear")
    assert said.status == 1
    assert "Tue 13 Jan 2026" in said.err
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "clear")
    assert ready.well("today", "--json").json["state"] == "due"


def test_logging_says_what_tomorrow_becomes_and_warns_over_the_cap(ready: Shell) -> None:
    said = ready.well("log", "5", "--sharpness", "2", "--skin", "clear")
    assert said.out.splitlines() == [
        "Recorded 5 minutes on a towel for your back, Monday 5 January 2026, 07:25 to 07:30.",
        "Tomorrow, if your skin is clear: 5 minutes on a towel again,"
        " because you have 1 of the 2 clean sessions that this step needs.",
        "Next: tomorrow; coach session begins it.",
    ]
    over = ready("log", "16", "--at", "06:00")
    assert over.status == 0
    assert over.err == (
        "That makes 21 minutes on Mon 5 Jan 2026: 20 a day is the limit in the first 14 sessions,"
        " since both articles speak of 10 to 20 at first.\n"
    )
    assert ready.well("today", "--json").json["minutes_today"] == 21


def test_where_the_day_has_no_minutes_left_what_follows_is_tomorrows(ready: Shell) -> None:
    """20 minutes on one area leave none for another today."""
    ready("log", "20", "--area", "legs")
    said = ready.well("setup", "--goal-minutes", "15").out.splitlines()
    assert "Today's minutes are used up. Tomorrow, if your skin is clear: 5 minutes on a towel." in said[2]
    assert not any(line.startswith("Today: ") for line in said)


def test_a_rest_day_of_tomorrow_rests_on_no_rule(ready: Shell) -> None:
    ready.well("log", "5")
    assert "This is based on " in ready.well("today").out
    ready.well("pause", "2026-01-06", "2026-01-06")
    told = ready.well("today").out
    assert "Tomorrow: a rest day." in told
    assert "This is based on " not in told


def test_status_in_one_line_and_by_a_format(ready: Shell) -> None:
    assert ready.well("status").out == "5 min on a towel \u00b7 0 days\n"
    line = "{state} {area} {cover} {minutes} {step}/{steps} {streak} {best} {grace} {day_left}|{left}|{{}}"
    assert ready.well("status", "--format", line).out == "due back towel 5 1/15 0 0 2 20||{}\n"
    assert ready.well("status", "--format", "").out == "\n"
    facts = ready.well("status", "--json").json
    assert (facts["state"], facts["minutes"], facts["left"]) == ("due", 5, None)


def test_without_utf8_there_are_ascii_marks(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert ready.well("status").out == "5 min on a towel - 0 days\n"
    for line in ("today", "calendar", "calendar --year 2026", "plan", "tips towel"):
        assert ready.well(*line.split()).out.isascii(), line


def test_the_coachs_day_begins_at_three(ready: Shell) -> None:
    ready.clock.set(datetime(2026, 1, 6, 2, 59, tzinfo=UTC))
    assert ready.well("today", "--json").json["date"] == "2026-01-05"
    ready.well("log", "5")
    assert ready.well("today", "--json").json["state"] == "done"
    ready.clock.set(datetime(2026, 1, 6, 3, 0, tzinfo=UTC))
    asked = ready.well("today", "--json").json
    assert (asked["date"], asked["state"], asked["streak"]["current"]) == ("2026-01-06", "wait", 1)
    late = ready("log", "5", "--on", "2026-01-05", "--at", "01:30")  # on the 6th by the clock on the wall
    assert "Monday 5 January 2026, 01:30" in late.out


@pytest.mark.parametrize(("zone", "day"), [
    ("UTC", "2026-01-05"),
    ("America/Los_Angeles", "2026-01-04"),  # 23:30
    ("Pacific/Kiritimati", "2026-01-05"),  # 21:30
    ("Asia/Kathmandu", "2026-01-05"),  # 13:15
])  # fmt: skip
def test_the_zone_of_the_settings_decides_what_day_it_is(coach: Shell, zone: str, day: str) -> None:
    coach.well("setup", "--screening", "none", "--tz", zone)
    assert coach.well("today", "--json").json["date"] == day
    coach.well("log", "5")
    # a move to the other end of the world leaves the day of the session as it was lived
    coach.well("setup", "--tz", "Pacific/Kiritimati")
    assert Store(coach.path, coach.clock).read().sessions[0].day.isoformat() == day


def test_the_machines_zone_counts_where_none_is_set(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    assert coach.well("today", "--json").json["date"] == "2026-01-04"
    monkeypatch.setenv("TZ", "PST8PDT,M3.2.0,M11.1.0")
    assert coach.well("today", "--json").json["date"] == "2026-01-04"
    monkeypatch.setenv("TZ", "Nowhere/Nothing")
    told = coach("today", "--json")
    assert (told.status, told.json["date"]) == (0, "2026-01-05")
    assert "TZ is set to Nowhere/Nothing" in told.err


def test_the_days_on_which_the_clocks_change(coach: Shell) -> None:
    coach.well("setup", "--screening", "none", "--tz", "Europe/Berlin")
    coach.clock.set(datetime(2026, 3, 29, 10, 0, tzinfo=UTC))
    coach.well("log", "5", "--on", "2026-03-28")
    coach.well("log", "5", "--on", "2026-03-29", "--at", "03:30")
    coach.clock.set(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # 02:30 for the second time
    coach.well("log", "5")
    sessions = Store(coach.path, coach.clock).read().sessions
    assert [(s.day.isoformat(), s.started_at.isoformat()) for s in sessions] == [
        ("2026-03-28", "2026-03-28T12:00:00+01:00"),
        ("2026-03-29", "2026-03-29T03:30:00+02:00"),
        ("2026-10-24", "2026-10-25T02:25:00+01:00"),
    ]


def test_a_note_is_kept_as_text(ready: Shell) -> None:
    note = "[bold]x[/] \u05d0\u202eb \U0001f9d8 \ttab\nnext"
    ready.well("log", "5", "--note", note)
    assert Store(ready.path, ready.clock).read().sessions[0].note == note
    assert ready("log", "6", "--at", "06:00", "--note", "\udcff").status == 2
    assert ready("log", "6", "--at", "06:00", "--note", "x" * 4001).status == 2


def test_marks_by_setting(ready: Shell) -> None:
    Store(ready.path, ready.clock).change(
        lambda book: Change("Marks", put=(book.settings._replace(marks="ascii", week_start=6),))
    )
    lines = ready.well("calendar").out.splitlines()
    assert lines[0] == "January 2026"
    assert lines[2] == "  Su    Mo    Tu    We    Th    Fr    Sa"
    assert "[ 5.]" in lines[4]
    assert lines[-2].startswith("# done   + kept   x missed   o rest day   - pause")


def test_a_locked_day_has_no_minutes_left(coach: Shell) -> None:
    coach.well("setup", "--screening", "clots")
    assert "Today has" not in coach.well("today").out


def test_records_dated_ahead_are_told(ready: Shell) -> None:
    ready.clock.advance(timedelta(days=10))
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=-10))
    assert "1 record is dated ahead of the clock" in ready.well("today").out
