"""Reminders without a daemon: one line and 0 when something is due, nothing and 1 when not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.cli.main import main
from coach.domain.area_changes import turn_area
from coach.domain.day_states import DayState
from coach.domain.habit.greetings import at_stake
from coach.domain.habit.streak import Days, state, streak
from coach.domain.model import Area, Change, Cover, Live, Pause
from coach.store import Store
from tests.cli.conftest import Said, Shell

TODAY = "2026-01-05"


def nothing(said: Said) -> bool:
    return (said.status, said.out, said.err) == (1, "", "")


def at(coach: Shell, hour: int, minute: int = 0, *, day: int = 5) -> Shell:
    coach.clock.set(datetime(2026, 1, day, hour, minute, tzinfo=UTC))
    return coach


def lived(coach: Shell, *days: str) -> None:
    for day in days:
        coach.well("log", "5", "--on", day, "--sharpness", "3", "--skin", "clear")


def test_a_session_that_is_due_is_one_line(ready: Shell) -> None:
    assert ready.well("remind").out == "Due: 5 minutes on a towel.\n"


def test_the_plan_for_the_day_is_in_it(ready: Shell) -> None:
    store = Store(ready.path, ready.clock)
    store.change(lambda book: Change("Plan", put=(type(book.settings)(cue_sentence="I brush my teeth"),)))
    said = "Due: 5 minutes on a towel. After I brush my teeth, I roll out the mat.\n"
    assert ready.well("remind").out == said


def test_an_open_skin_check_is_due(ready: Shell) -> None:
    lived(ready, "2026-01-04")
    assert ready.well("remind").out == "The skin check, then 5 minutes on a towel.\n"
    ready.well("check", "clear")
    assert ready.well("remind").out == "Due: 5 minutes on a towel.\n"


def test_before_setup_nothing_is_due(coach: Shell) -> None:
    assert nothing(coach("remind"))
    assert not coach.path.exists()


def test_when_it_is_done_nothing_is_due(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "3", "--skin", "clear")
    assert nothing(ready("remind"))


def test_rest_lock_and_pause_are_left_alone(ready: Shell) -> None:
    lived(ready, "2026-01-04")
    ready.well("check", "sore")
    assert nothing(ready("remind"))
    at(ready, 8, day=6)
    assert ready("remind").status == 0
    ready.well("pause", "2026-01-06")
    assert nothing(ready("remind"))
    ready.well("pause", "--off")
    ready.well("check", "broken")
    assert nothing(ready("remind"))
    assert nothing(at(ready, 8, day=20)("remind")), "a lock is not to be nagged at"


def test_a_running_session_is_left_alone(ready: Shell) -> None:
    live = Live(
        area=Area.BACK,
        cover=Cover.TOWEL,
        planned_min=5,
        cap_min=20,
        started_at=ready.clock.now(),
        day=date(2026, 1, 5),
        boot=ready.clock.boot(),
        booted_s=0.0,
    )
    Store(ready.path, ready.clock).change(lambda _: Change("Started", put=(live,)))
    assert nothing(ready("remind"))


def test_where_too_little_of_the_day_is_left_nothing_is_due(ready: Shell) -> None:
    ready.well("log", "18", "--area", "legs", "--cover", "towel")
    assert nothing(ready("remind"))


def test_another_area_is_named(ready: Shell) -> None:
    assert nothing(ready("remind", "--area", "legs")), "the legs are not open yet"
    store = Store(ready.path, ready.clock)
    store.change(lambda book: turn_area(book, Area.LEGS, ready.clock.now(), on=True))
    assert ready.well("remind", "--area", "legs").out == "Due for your legs: 5 minutes on a towel.\n"


@pytest.mark.parametrize(
    ("hour", "minute", "after", "due"),
    [
        (7, 30, "07:30", True),
        (7, 29, "07:30", False),
        (19, 59, "20:00", False),
        (23, 59, "20:00", True),
        (3, 0, "03:00", True),
        (3, 0, "20:00", False),
    ],
)
def test_only_from_a_time_of_the_day_on(ready: Shell, hour: int, minute: int, after: str, due: bool) -> None:
    assert (at(ready, hour, minute)("remind", "--after", after).status == 0) is due


@pytest.mark.parametrize(
    ("hour", "after", "due"),
    [(1, "20:00", True), (1, "01:00", True), (1, "01:30", False), (23, "00:30", False), (2, "02:00", True)],
)
def test_after_midnight_it_is_still_the_same_day_until_it_turns(
    ready: Shell, hour: int, after: str, due: bool
) -> None:
    """The coach's day begins at 3: one in the morning is late, not early."""
    assert (at(ready, hour, day=6)("remind", "--after", after).status == 0) is due


def test_the_help_says_what_writes_something(ready: Shell) -> None:
    told = " ".join(ready.well("remind", "--help").out.split())
    assert "Your file stays as it is; only --install and --uninstall with --yes write anything." in told


def test_only_the_command_remind_has_a_status_of_its_own_for_a_fault(ready: Shell) -> None:
    """Of another command, the word may be a value: a note that says "remind" fails as any other."""
    ready.path.write_text("{", encoding="utf-8")
    data = f"--data={ready.path}"
    assert main([data, "note", "remind"], clock=ready.clock) == 1
    assert main([data, "remind"], clock=ready.clock) == 3


def test_as_json_it_says_so_either_way_and_ends_the_same(ready: Shell) -> None:
    due = ready("remind", "--json")
    assert (due.status, due.err) == (0, "")
    assert due.json == {
        "schema": 1,
        "due": True,
        "text": "Due: 5 minutes on a towel.",
        "state": "due",
        "area": "back",
        "cover": "towel",
        "minutes": 5,
        "posture": None,
        "needs_check": False,
        "streak_ends": False,
        "optional": False,
        "hook": {"ran": False, "failed": None},
    }
    early = ready("remind", "--json", "--after", "20:00")
    assert (early.status, early.json["due"], early.json["text"]) == (1, False, None)
    assert early.json["state"] == "due"
    ready.well("log", "5", "--sharpness", "3", "--skin", "clear")
    done = ready("remind", "--json")
    assert (done.status, done.json["due"], done.json["state"]) == (1, False, "done")


@pytest.mark.parametrize("more", [(), ("--json",), ("--after", "20:00")])
def test_a_file_that_cannot_be_read_is_a_fault_and_not_a_quiet_evening(
    ready: Shell, more: tuple[str, ...]
) -> None:
    whole = ready.path.read_bytes()
    ready.path.write_bytes(whole[: len(whole) // 2])
    damaged = ready("remind", *more)
    assert (damaged.status, damaged.out) == (3, "")
    assert "coach doctor" in damaged.err
    ready.path.write_bytes(whole)
    ready.well("backup", "create")
    ready.path.unlink()
    gone = ready("remind", *more)
    assert (gone.status, gone.out) == (3, "")
    assert "backup" in gone.err
    ready.path.mkdir()
    assert ready("remind", *more).status == 3


def test_an_error_of_ours_is_a_fault_of_a_reminder_too(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself would end with 1, and no one would ever hear of it."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("coach.cli.commands.remind.view_today", fails)
    said = ready("remind")
    assert (said.status, said.out) == (3, "")
    assert "ZeroDivisionError" in said.err
    monkeypatch.setattr("coach.cli.commands.today.view_today", fails)
    with pytest.raises(ZeroDivisionError):
        ready("today")


@pytest.mark.parametrize("wrong", ["25:00", "8", "08:60", "soon"])
def test_a_time_that_is_none_is_wrong_usage(ready: Shell, wrong: str) -> None:
    said = ready("remind", "--after", wrong)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("--after: ")


def test_for_the_streak_only_where_it_ends_today(ready: Shell) -> None:
    """Two days of grace within seven: the third missed one would end it."""
    lived(ready, "2026-01-02", "2026-01-03")
    assert nothing(ready("remind", "--streak")), "one more day may be missed"
    assert ready.well("remind").out == "The skin check, then 5 minutes on a towel.\n"
    at(ready, 8, day=6)
    said = "The skin check, then 5 minutes on a towel. It keeps your streak of 2 days.\n"
    assert ready.well("remind", "--streak").out == said
    assert ready.well("remind").out == said
    ready.well("check", "clear")
    ready.well("log", "2", "--sharpness", "3", "--skin", "clear")
    assert nothing(ready("remind", "--streak"))


def test_it_writes_nothing_and_takes_no_lock(ready: Shell) -> None:
    before = ready.bytes()
    for each in ready.path.parent.glob("*.lock"):
        each.unlink()
    listing = sorted(ready.path.parent.iterdir())
    ready.well("remind", "--after", "05:00")
    assert ready.bytes() == before
    assert sorted(ready.path.parent.iterdir()) == listing


FIRST = date(2026, 1, 5)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from("k..rp"), min_size=1, max_size=30),
    st.integers(0, 2),
)
def test_the_streak_is_at_stake_exactly_where_missing_today_ends_it(said: list[str], grace: int) -> None:
    """Compared with the streak of tomorrow, on which today was missed."""
    days = [FIRST + timedelta(days=n) for n in range(len(said))]
    kept = {day: 5.0 for day, what in zip(days, said, strict=True) if what == "k"}
    rest = {day for day, what in zip(days, said, strict=True) if what == "r"}
    pauses = tuple(
        Pause(first=day, last=day, at=datetime(2026, 1, 1, tzinfo=UTC))
        for day, what in zip(days, said, strict=True)
        if what == "p"
    )

    def known(today: date) -> Days:
        return Days(minutes=kept, met=set(), rest=rest, pauses=pauses, today=today, grace=grace)

    now, then = known(days[-1]), known(days[-1] + timedelta(days=1))
    ends = streak(now).current > 0 and streak(then).current == 0
    assert at_stake(now, streak(now)) is ends
    if ends:
        assert state(then, days[-1]) is DayState.MISSED
