"""`coach log`: when it was, and the same minutes twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.instants import end_of
from coach.store import Store
from tests.cli.conftest import Shell

RENAMED = "--comfort is called --sharpness now, with the same numbers: 0 none to 10 unbearable.\n"
UNDER_A_MINUTE = (
    "minutes: 0.5 is under a minute, which is only recorded if you stopped because of what you felt.\n"
)


def sessions(coach: Shell) -> list[tuple[str, str, str]]:
    """The day, the begin and the end of each session, as they lie in the file."""
    return [
        (s.day.isoformat(), f"{s.started_at:%Y-%m-%d %H:%M}", f"{end_of(s):%Y-%m-%d %H:%M}")
        for s in Store(coach.path, coach.clock).read().sessions
    ]


def test_without_a_time_it_ends_now(ready: Shell) -> None:
    said = ready.well("log", "20")
    assert "Monday 5 January 2026, 07:10 to 07:30." in said.out
    assert sessions(ready) == [("2026-01-05", "2026-01-05 07:10", "2026-01-05 07:30")]


def test_what_ends_after_the_turn_of_the_day_belongs_to_the_evening_before(ready: Shell) -> None:
    ready.clock.set(datetime(2026, 1, 6, 3, 5, tzinfo=UTC))
    ready.well("log", "15")
    assert sessions(ready) == [("2026-01-05", "2026-01-06 02:50", "2026-01-06 03:05")]
    ready.well("log", "5", "--at", "02:30")
    assert sessions(ready)[0] == ("2026-01-05", "2026-01-06 02:30", "2026-01-06 02:35")
    said = ready("log", "20", "--on", "2026-01-06")
    assert (said.status, said.err.split(":")[0]) == (2, "--on")


@pytest.mark.parametrize(("words", "says"), [
    (("30", "--at", "07:28"), "--at: begun at 07:28, it would end at 07:58, which is still to come"),
    (("5", "--at", "07:31"), "--at: 2026-01-05 07:31 is in the future"),
    (("5", "--at", "7:26"), "--at: begun at 07:26, it would end at 07:31"),
])  # fmt: skip
def test_nothing_ends_in_the_future(ready: Shell, words: tuple[str, ...], says: str) -> None:
    before = ready.bytes()
    said = ready("log", *words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(says)
    assert ready.bytes() == before


def test_a_time_that_the_clocks_skipped(coach: Shell) -> None:
    coach.well("setup", "--screening", "none", "--tz", "Europe/Berlin")
    coach.clock.set(datetime(2026, 3, 29, 10, 0, tzinfo=UTC))
    said = coach("log", "5", "--at", "02:30")
    assert (said.status, said.err) == (
        2,
        "--at: there was no 02:30 on 2026-03-29, because the clocks went forward;"
        " give the time they showed.\n",
    )


@pytest.mark.parametrize(
    ("day", "at", "minutes", "span"),
    [("2026-03-28", "01:58", "5", "01:58 to 03:03"), ("2026-10-24", "02:40", "30", "02:40 to 02:10")],
)
def test_the_end_is_told_by_clocks_that_were_changed_meanwhile(
    coach: Shell, day: str, at: str, minutes: str, span: str
) -> None:
    coach.well("setup", "--screening", "none", "--tz", "Europe/Berlin")
    coach.clock.set(datetime(2026, 10, 25, 1, 20, tzinfo=UTC))
    assert f"{span}." in coach("log", minutes, "--on", day, "--at", at).out
    assert f"1. {span}," in coach.well("day", day).out


def test_the_same_minutes_again_are_asked_about(ready: Shell) -> None:
    ready.well("log", "5")
    before = ready.bytes()
    ready.clock.advance(timedelta(minutes=2))
    said = ready("log", "5")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "There is already a session on the back from 07:25 to 07:30 on Mon 5 Jan 2026 (5 minutes)."
        " To record this one too, add --again.\n"
    )
    assert ready.bytes() == before
    ready.well("log", "5", "--area", "legs")
    ready.well("log", "5", "--again")
    ready.clock.advance(timedelta(minutes=5))
    ready.well("log", "5")  # begins as the one before ends
    assert len(sessions(ready)) == 4


def test_the_very_same_session_can_be_recorded_again_and_moved_to_another_file(ready: Shell) -> None:
    ready.well("log", "5", "--at", "07:00")
    assert ready("log", "5", "--at", "07:00").status == 2
    ready.well("log", "5", "--at", "07:00", "--again")
    sheet = ready.path.with_name("all.csv")
    ready.well("export", "-o", str(sheet))
    ready.path = ready.path.with_name("other.json")
    assert ready.well("import", str(sheet)).out.startswith("Imported 2 sessions.\n")


@pytest.mark.parametrize(("answer", "count"), [("y\n", 2), ("yes\n", 2), ("\n", 1), ("n\n", 1), ("", 1)])
def test_on_a_terminal_it_asks(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    ready.well("log", "5")
    monkeypatch.setattr("coach.cli.prompt.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    said = ready("log", "5")
    assert "(5 minutes). Record this one too? [y/N]" in said.err
    assert said.status == (0 if count == 2 else 1)
    assert ("Nothing was recorded." in said.err) is (count == 1)
    assert len(sessions(ready)) == count


def test_over_thirty_minutes_needs_a_yes(ready: Shell) -> None:
    before = ready.bytes()
    said = ready("log", "45")
    assert (said.status, said.out) == (2, "")
    assert "over 30 at a time, the limit in RunnerClick's guide (How to use)" in said.err
    assert said.err.endswith("To record it, add --yes.\n")
    assert ready.bytes() == before
    said = ready("log", "45.5", "--yes")
    assert said.status == 0
    assert "45:30 minutes is over 30 at a time" in said.err
    assert "Recorded 45:30 minutes" in said.out
    assert said.out.splitlines()[-2].startswith("Tomorrow, ")
    assert said.out.splitlines()[-1] == "Next: tomorrow; coach session begins it."


@pytest.mark.parametrize(("answer", "count"), [("y\n", 1), ("n\n", 0), ("", 0)])
def test_over_thirty_minutes_is_asked_about_once(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, count: int
) -> None:
    monkeypatch.setattr("coach.cli.prompt.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    said = ready("log", "45")
    assert "bruise the skin. Record it? [y/N]" in said.err
    assert said.err.count("RunnerClick's guide (How to use)") == 1
    assert len(sessions(ready)) == count


def test_long_and_the_same_minutes_again_are_both_asked_about(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.well("log", "5")
    monkeypatch.setattr("coach.cli.prompt.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\ny\n"))
    said = ready("log", "45")
    assert said.status == 0
    assert said.err.count("[y/N]") == 2
    assert len(sessions(ready)) == 2


@pytest.mark.parametrize(("words", "says"), [
    (("1000",), "minutes: 1000 is over 720, and 12 hours is the most for one session.\n"),
    (("1000", "--yes"), "minutes: 1000 is over 720, and 12 hours is the most for one session.\n"),
    (("0.5",), UNDER_A_MINUTE),
    (("5", "--comfort", "3"), RENAMED),
    (("--comfort=3",), RENAMED),
    (("5", "--comfort"), RENAMED),
])  # fmt: skip
def test_what_is_wrong_usage(ready: Shell, words: tuple[str, ...], says: str) -> None:
    before = ready.bytes()
    said = ready("log", *words)
    assert (said.status, said.out, said.err) == (2, "", says)
    assert ready.bytes() == before


def test_twelve_hours_can_be_recorded(ready: Shell) -> None:
    assert ready("log", "720", "--on", "2026-01-03", "--at", "08:00", "--yes").status == 0
    assert sessions(ready) == [("2026-01-03", "2026-01-03 08:00", "2026-01-03 20:00")]


def test_a_stop_within_a_minute_is_thanked_for(ready: Shell) -> None:
    said = ready.well("log", "0.5", "--stopped", "dizzy")
    assert "You stopped in time; your streak is safe today." in said.out
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert (session.done_min, session.ended, session.stopped_for) == (0.5, "sensation", "dizzy")


def test_growing_soreness_is_recorded_and_says_to_stop(ready: Shell) -> None:
    said = ready.well("log", "5", "--sharpness", "3", "--before", "2", "--after", "9")
    assert "Soreness grew by 7. Stop when it grows; ask a professional if it keeps growing." in said.out


def test_numb_closes_the_area_and_says_to_see_a_doctor(ready: Shell) -> None:
    said = ready.well("log", "5", "--skin", "numb")
    assert "Numbness or tingling: see a doctor before the next session." in said.out
    assert "no mat on your back for 7 days" in said.out
    said = ready.well("check", "numb")
    assert "You reported numbness. See a doctor, and say again whether there is a part" in said.out
    assert "was numb on Mon 5 Jan" in said.out


def test_a_better_answer_says_that_the_worst_counts(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "sore")
    ready.clock.advance(timedelta(days=1))
    said = ready.well("check", "clear")
    assert "You said sore earlier: until the next session the worst answer counts." in said.out
    assert "You said" not in ready.well("check", "broken").out


def test_the_old_name_is_not_offered(ready: Shell) -> None:
    help_text = ready.well("log", "--help").out
    assert "comfort" not in help_text
    assert "6 too sharp" in " ".join(help_text.split())
    assert "--comfort" not in ready.well("completion", "bash").out


def test_what_to_do_at_a_stop_is_said_on_its_own_day_only(ready: Shell) -> None:
    said = ready.well("log", "3", "--on", "2026-01-04", "--stopped", "dizzy")
    assert "Roll off the mat" not in said.out
    assert "Roll off the mat" in ready.well("log", "3", "--stopped", "dizzy", "--area", "legs").out
