"""What a record goes over, and what is said at once of an answer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coach.domain.model import Area, Cover, Ended, Session, Skin
from coach.domain.session.cautions import (
    IN_TIME,
    NUMB_SKIN,
    advice_at_once,
    long_caution,
    over_minutes,
    say_growth,
    thanks,
    warnings,
)
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.manual_entry import ManualEntry, log
from tests.domain.histories import BACK, Life, at, on

LONG = "45 minutes is over 30 at a time, the limit in RunnerClick's guide (How to use): longer may inflame"


def session(**said: Any) -> Session:
    return Session(area=BACK, started_at=at(0), day=on(0), done_min=5)._replace(**said)


def test_only_over_thirty_minutes_has_the_caution() -> None:
    assert long_caution(session(done_min=30)) == ""
    assert long_caution(session(done_min=45)).startswith(LONG)


def test_over_the_day_says_which_day_and_why() -> None:
    life = Life()
    life.does(0, 15)
    (warning,) = log(life.book, ManualEntry(minutes=5.5), at(0, 20)).warnings
    assert warning.startswith(
        "That makes 20:30 minutes on Mon 5 Jan 2026: 20 a day is the limit in the first 14"
    )
    assert log(life.book, ManualEntry(minutes=5), at(0, 20)).warnings == ()


def test_after_the_first_sessions_the_day_is_longer() -> None:
    life = Life()
    for n in range(15):
        life.does(n)
    (warning,) = log(life.book, ManualEntry(minutes=26), at(14, 20)).warnings
    assert "30 a day is the limit by the coach's own rule" in warning


@pytest.mark.parametrize(("area", "minutes", "says"), [
    (Area.FEET, 10.5, "10 minutes at a time is the limit for the feet"),
    (Area.STOMACH, 10.5, "10 minutes at a time is the limit for the stomach"),
    (Area.FACE, 6.5, "6 minutes at a time is the limit for the face"),
    (Area.GLUTES, 20.5, "20 minutes a day is the limit on the chair"),
])  # fmt: skip
def test_each_area_has_its_own_most(area: Area, minutes: float, says: str) -> None:
    warnings = log(Life().book, ManualEntry(minutes=minutes, area=area), at(0)).warnings
    assert any(says in each for each in warnings)
    most = int(minutes)
    assert not any(says in each for each in log(Life().book, ManualEntry(most, area), at(0)).warnings)


def test_bare_skin_before_its_trial() -> None:
    said = ManualEntry(minutes=12, cover=Cover.BARE)
    assert any(
        "On bare skin 10 minutes is the limit" in each for each in log(Life().book, said, at(0)).warnings
    )
    for fine in (ManualEntry(minutes=12, cover=Cover.TOWEL), ManualEntry(minutes=10, cover=Cover.BARE)):
        assert log(Life().book, fine, at(0)).warnings == ()


def test_no_warning_shows_an_id_or_a_second_colon() -> None:
    found = [NUMB_SKIN, IN_TIME, say_growth(session(before=1, after=9), "one step down tomorrow")]
    for area in Area:
        for cover in Cover:
            said = ManualEntry(minutes=45, area=area, cover=cover)
            found += log(Life().book, said, at(0), agreed=set(Confirmation)).warnings
    assert len(set(found)) > 8
    for each in found:
        assert not re.search(r"[ABC]\d\d", each)
        assert all(part.count(":") <= 1 for part in each.split(". "))


@pytest.mark.parametrize(("before", "after", "has"), [
    (2, 4, True), (2, 3, False), (9, 2, False), (None, 9, False), (2, None, False), (0, 10, True),
])  # fmt: skip
def test_soreness_has_grown_by_two(before: int | None, after: int | None, *, has: bool) -> None:
    said = session(before=before, after=after)
    assert bool(say_growth(said)) is has


def test_growth_says_by_how_much_and_what_it_does() -> None:
    said = say_growth(session(before=2, after=9), "the same step again tomorrow")
    assert said.startswith("Soreness grew by 7: the same step again tomorrow. Stop when it grows;")


@pytest.mark.parametrize("said", [
    {"ended": Ended.SENSATION},
    {"ended": Ended.STOPPED, "sharpness": 6},
    {"ended": Ended.STOPPED, "skin_after": Skin.SORE},
    {"ended": Ended.STOPPED, "skin_after": Skin.NUMB},
    {"ended": Ended.STOPPED, "before": 1, "after": 3},
])  # fmt: skip
def test_who_obeys_a_warning_is_thanked(said: dict[str, Any]) -> None:
    assert thanks(session(**said)) == IN_TIME
    assert IN_TIME in advice_at_once(session(**said), session().day)


def test_who_went_on_to_the_end_is_not_thanked_for_a_stop() -> None:
    assert thanks(session(sharpness=9)) == ""
    assert thanks(session(ended=Ended.STOPPED, sharpness=5, skin_after=Skin.PINK)) == ""


def test_numb_says_to_see_a_doctor() -> None:
    assert NUMB_SKIN in advice_at_once(session(skin_after=Skin.NUMB), session().day)
    assert NUMB_SKIN in advice_at_once(session(skin_next=Skin.NUMB), session().day)
    assert advice_at_once(session(skin_after=Skin.BROKEN), session().day) == ()


def test_a_record_is_not_counted_beside_itself() -> None:
    life = Life()
    there = life.does(0, 15)
    assert warnings(life.book, there) == ()


def test_a_record_that_was_moved_is_not_counted_on_the_day_it_came_from() -> None:
    """It is the 14th session then, whose day still holds 20 minutes."""
    life = Life()
    for n in range(14):
        life.does(n, 5)
    moved = life.book.sessions[0]._replace(day=on(20), done_min=21)
    assert "20 a day is the limit" in next(over_minutes(life.book, [moved]))[1]
    assert not list(over_minutes(life.book, [moved._replace(id="another")]))


def test_a_day_of_fractions_is_over_only_where_it_shows() -> None:
    """Three times 6.67 minutes are shown as 20, which is what a day holds."""
    life = Life()
    thirds = [life.does(0, 6.67, Cover.TOWEL, hour=hour) for hour in (8, 12, 18)]
    assert not list(over_minutes(life.book, thirds))
    tenths = Life()
    for hour in (8, 9, 10):
        last = tenths.does(0, 6.7, Cover.TOWEL, hour=hour)
    assert "That makes 20:06 minutes" in next(over_minutes(tenths.book, [last]))[1]
    on_chair = Life()
    for hour in (8, 9, 10):
        last = on_chair.does(0, 6.67, Cover.TOWEL, hour=hour, area=Area.GLUTES)
    assert not list(over_minutes(on_chair.book, [last]))
    assert long_caution(session(done_min=30 + 1e-9)) == ""
