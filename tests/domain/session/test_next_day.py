"""The session that comes next, named by its day."""

from __future__ import annotations

from coach.domain.model import Area, Pause, PauseFor, Skin
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.next_day import later, next_day
from tests.domain.histories import Life, at, on, stood


def test_after_todays_session_tomorrow_is_named_with_its_reason() -> None:
    life, n = stood(4)
    life.does(n)
    found = next_day(Ramps(life.book), Area.BACK, on(n))
    assert found.title.startswith("Tomorrow \u00b7 ")
    assert found.why.endswith(" The skin check comes first.")
    assert found.facts


def test_a_pause_tomorrow_needs_no_reason_and_no_source() -> None:
    life, n = stood(4)
    life.does(n)
    life.put(Pause(first=on(n + 1), last=on(n + 3), at=at(n), why=PauseFor.HOLIDAY))
    found = next_day(Ramps(life.book), Area.BACK, on(n))
    assert found.title.startswith("Tomorrow \u00b7 a pause for a holiday until ")
    assert (found.why, found.facts) == ("", ())


def test_where_the_skin_is_hurt_no_session_is_named_and_no_check_that_leads_to_one() -> None:
    life, n = stood(4)
    life.does(n, after=Skin.BROKEN)
    found = next_day(Ramps(life.book), Area.BACK, on(n))
    assert found.title.startswith("Tomorrow \u00b7 no mat on your back for 7 days")
    assert "skin check comes first" not in found.why


def test_a_rest_day_that_the_coach_ordered_names_the_session_after_it() -> None:
    life, n = stood(4)
    life.does(n)
    life.answers(n + 1, Skin.SORE)
    asked = prescribe(Ramps(life.book), Area.BACK, on(n + 1))
    found = later(asked)
    assert asked.after_rest is not None
    assert found is not None
    assert found.title == "Tomorrow \u00b7 " + found.title.partition(" \u00b7 ")[2]
    assert found.why == "The skin check comes first."


def test_a_session_that_can_start_is_not_put_off() -> None:
    life, n = stood(4)
    assert later(prescribe(Ramps(life.book), Area.BACK, on(n), at(n))) is None


def test_after_hours_without_the_mat_the_time_is_named() -> None:
    life = Life()
    life.does(0)
    night = life.last._replace(started_at=at(1, 2), skin_next=Skin.CLEAR, skin_next_on=on(1))
    life.put(night)
    asked = prescribe(Ramps(life.book), Area.BACK, on(1), at(1, 4))
    assert asked.waits_hours
    assert asked.opens_at is not None
    found = later(asked)
    assert found is not None
    assert found.title.startswith(f"From {asked.opens_at:%H:%M} \u00b7 ")
    assert found.why == ""
