"""Two weeks by commands alone, each day's step worked out by hand from DESIGN §3."""

from __future__ import annotations

from datetime import timedelta

from tests.cli.conftest import Shell

# day: skin check, then the step, cover, minutes and code that follow, then what is logged
FORTNIGHT: list[tuple[str | None, int, str, int, str, str | None]] = [
    (None, 1, "towel", 5, "first", "5 --sharpness 3 --skin clear"),
    ("clear", 1, "towel", 5, "repeat", "5 --sharpness 3 --skin clear"),  # the skin test takes two days
    ("clear", 2, "towel", 7, "advance", "7 --sharpness 4"),
    ("clear", 3, "towel", 10, "advance", "10 --sharpness 6"),
    ("clear", 3, "towel", 10, "hold-sharp", "10 --sharpness 3"),  # rule 7
    ("clear", 4, "shirt", 5, "advance", "5 --sharpness 2"),
    (None, 4, "shirt", 5, "repeat", None),  # missed; the check stays open
    ("pink", 0, "", 0, "rest-skin", None),  # two down from 4, and on to 1: towel 7 would be longer
    ("clear", 1, "towel", 5, "rest-skin", "5 --sharpness 2"),
    ("clear", 2, "towel", 7, "advance", "3 --sharpness 2"),  # one clean session below the best
    ("clear", 2, "towel", 7, "hold-short", "7 --sharpness 2 --cover shirt"),
    ("clear", 2, "towel", 7, "hold-cover", "7 --sharpness 2"),
    ("clear", 3, "towel", 10, "advance", "9 --sharpness 9"),  # 90 % is completed, 9 is too much
    ("clear", 2, "towel", 7, "too-much", "7 --sharpness 1"),
]


def test_a_fortnight(ready: Shell) -> None:
    for number, (skin, step, cover, minutes, code, log) in enumerate(FORTNIGHT, 1):
        asked = ready.well("today", "--json").json
        open_check = number > 1
        assert asked["needs_check"] is open_check, number
        if skin:
            ready.well("check", skin)
        asked = ready.well("today", "--json").json
        assert asked["reason"]["code"] == code, number
        if step:
            found = (asked["step"], asked["cover"], asked["minutes"])
            assert found == (step, cover, minutes), number
            assert asked["state"] == "due"
        else:
            assert asked["state"] == "rest"
            assert asked["cover"] is asked["minutes"] is asked["step"] is asked["next"] is None
        if log:
            ready.well("log", *log.split())
            assert ready.well("today", "--json").json["state"] == "done"
        ready.clock.advance(timedelta(days=1))
    end = ready.well("today", "--json").json
    # 12 days kept, day 7 missed within grace and out of its week by now, day 8 a rest
    assert end["streak"]["current"] == end["streak"]["best"] == end["streak"]["total_days"] == 12
    assert end["streak"]["grace_left"] == 2
    assert end["caps"] == {"session_min": 30, "day_left_min": 20}  # 12 sessions: still the first 14
    calendar = ready.well("calendar", "--ascii").out
    assert calendar.splitlines()[3:6] == [
        "                    1.    2.    3.    4.",
        "  5#    6#    7#    8#    9#   10#   11x",
        " 12o   13#   14+   15+   16#   17#   18#",
    ]


def test_undo_goes_back_day_by_day(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "3")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "clear")
    assert ready.well("undo", "--yes").out.startswith(
        "Undone: Answered the skin check for the back: clear.\n"
    )
    assert ready.well("today", "--json").json["needs_check"] is True
    assert ready.well("undo", "--yes").out.startswith(
        "Undone: Logged 5 minutes on the back, Mon 5 Jan 2026.\n"
    )
    assert ready.well("undo", "--yes").out.startswith("Undone: Answered the setup questions.\n")
    assert ready("undo").status == 1
