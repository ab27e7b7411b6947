"""Each area by itself: its ladder, its caps and its notice, with the numbers of the design."""

from __future__ import annotations

import pytest

from coach.domain.area_page import limits, page, sides
from coach.domain.model import (
    OWN,
    Area,
    AreaTurned,
    Contraindication,
    Cover,
    Goal,
    Opening,
    Refused,
    Rung,
    Screening,
    Session,
    Skin,
)
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.limits import SESSION, caps
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.live import plan
from tests.domain.histories import Life, at, goal, on

OTHERS = [area for area in Area if area is not Area.BACK]

BACK = (
    "On a towel: 5, 7, 10 min",
    "In a T-shirt: 5, 7, 10, 12, 15 min",
    "On bare skin: 5, 7, 10, 12, 15, 18, 20 min",
)
LADDERS = {
    Area.BACK: BACK,
    Area.LEGS: BACK,
    Area.GLUTES: BACK,
    Area.FEET: (
        "Seated in socks: 2, 3, 5 min",
        "Standing in socks: 2, 3, 5 min",
        "Standing barefoot: 2, 3, 5, 7, 10 min",
    ),
    Area.STOMACH: ("On a towel: 3, 5 min", "In a T-shirt: 3, 5, 7, 10 min"),
    Area.FACE: ("On a towel: 2, 4, 6 min",),
}
CLEAN = {
    Area.BACK: (2, 1, 1, *[2] * 12),
    Area.LEGS: (2, 1, 1, *[2] * 12),
    Area.GLUTES: (2, 1, 1, *[2] * 12),
    Area.FEET: (2, 1, 1, 1, 1, 1, *[2] * 5),
    Area.STOMACH: (2, 1, *[2] * 4),
    Area.FACE: (2, 1, 1),
}
HOW = {
    Area.BACK: "Lie flat on your back, the mat on the floor or a bed",
    Area.LEGS: "Sit or lie so that the sore parts of your legs rest on the spikes",
    Area.GLUTES: "Drape the mat over a hard chair and sit on it",
    Area.FEET: "Sit on a chair and set your feet on the mat",
    Area.STOMACH: "Lie down on your stomach, slowly",
    Area.FACE: "Press the mat to one cheek, eyes closed; after 1 minute the other",
}


def opened(area: Area) -> Life:
    """A life with the area turned on, its first session still to come."""
    life = Life(area=area)
    life.put(AreaTurned(at=at(-9), area=area, on=True))
    return life


def lain(area: Area, minutes: float, hour: int = 9) -> Session:
    return Session(
        id=f"{area}-{hour}", area=area, started_at=at(0, hour), day=on(0), done_min=minutes,
        cover=Cover.TOWEL,
    )  # fmt: skip


@pytest.mark.parametrize("area", LADDERS)
def test_the_ladder_is_told_as_it_is(area: Area) -> None:
    life = opened(area)
    assert page(Ramps(life.book), area, on(0)).steps == LADDERS[area]
    assert tuple(rung.clean_needed for rung in ladder(area, Goal())) == CLEAN[area]


@pytest.mark.parametrize("area", LADDERS)
def test_a_goal_of_thirty_minutes_lengthens_the_back_and_the_legs_alone(area: Area) -> None:
    life = opened(area)
    life.said(goal(-8, 30))
    bare = page(Ramps(life.book), area, on(0)).steps[-1]
    if area in (Area.BACK, Area.LEGS):
        assert bare == "On bare skin: 5, 7, 10, 12, 15, 18, 20, 25, 30 min"
    else:
        assert bare == LADDERS[area][-1]


@pytest.mark.parametrize("area", HOW)
def test_the_page_says_how_to_lie_sit_or_stand_and_the_facts(area: Area) -> None:
    told = page(Ramps(opened(area).book), area, on(0))
    assert told.how.startswith(f"{HOW[area]}. ")
    assert told.facts
    assert told.open


@pytest.mark.parametrize("area", Area)
def test_no_session_is_longer_than_the_cap_of_the_area(area: Area) -> None:
    life, most = opened(area), min((SESSION, *(limit.minutes for limit in area.spec.limits)))
    assert caps(life.book, area, on(0)).session_min == most
    assert max(rung.minutes for rung in ladder(area, Goal(minutes=30))) <= most
    life.put(*(lain(Area.BACK, 1, hour) for hour in range(3, 8)))  # the day's own cap is far
    for minutes in (most, 60):
        assert plan(Ramps(life.book), area, at(0, 10), free=True, minutes=minutes).minutes <= most


@pytest.mark.parametrize("area", Area)
def test_the_most_is_told_in_words(area: Area) -> None:
    said, of_day = limits(area, 12.5), area.spec.day_limit
    of_session = area.spec.session_limit
    most = f"{of_session.minutes if of_session else SESSION} minutes a session"
    if of_day is not None:
        most = f"{of_day.minutes} minutes a day on it"
    assert said == f"At most {most}. Left for today, all areas together: 12 minutes."


def test_the_glutes_have_their_own_twenty_minutes_a_day() -> None:
    life = opened(Area.GLUTES)
    for n in range(-20, -5):
        life.put(
            Session(id=f"b{n}", area=Area.BACK, started_at=at(n), day=on(n), done_min=5, cover=Cover.TOWEL)
        )
    life.put(lain(Area.GLUTES, 15, 8))
    assert caps(life.book, Area.GLUTES, on(0)).day_left_min == 5
    assert caps(life.book, Area.BACK, on(0)).day_left_min == 15


@pytest.mark.parametrize("area", OTHERS)
def test_all_areas_share_the_minutes_of_the_day(area: Area) -> None:
    life = opened(area)
    life.put(lain(Area.BACK, 18))
    told = page(Ramps(life.book), area, on(0))
    assert "Left for today, all areas together: 2 minutes." in told.limits
    life.put(lain(Area.BACK, 2, 11))
    with pytest.raises(Refused, match="Today's minutes are used up"):
        plan(Ramps(life.book), area, at(0, 12), free=True)


@pytest.mark.parametrize("area", Area)
def test_where_sources_differ_the_page_says_so(area: Area) -> None:
    said = page(Ramps(opened(area).book), area, on(0)).differ
    assert said == area.spec.differ
    if said:
        assert said.startswith("Sources differ: ")


@pytest.mark.parametrize(("minutes", "half"), [(2, "1 minute"), (4, "2 minutes"), (6, "3 minutes")])
def test_the_face_has_two_sides(minutes: int, half: str) -> None:
    rung = Rung(Cover.TOWEL, minutes, 1)
    assert sides(Area.FACE, rung) == f"{half.capitalize()} on each side; a cue tells you when to change."
    assert {area for area in Area if not sides(area, rung)} == {area for area in Area if not area.spec.sides}


def test_who_may_use_what_before_and_after_ten_minutes_on_a_towel() -> None:
    life = Life()

    def tags() -> dict[Area, str]:
        last = life.book.sessions[-1].day if life.book.sessions else on(0)
        return {area: page(Ramps(life.book), area, last).tag for area in LADDERS}

    assert tags() == {
        Area.BACK: "5 min, towel", Area.LEGS: "not open yet", Area.GLUTES: "not open yet",
        Area.FEET: "not open yet", Area.STOMACH: "off", Area.FACE: "off",
    }  # fmt: skip
    n = life.climbs(4)
    life.does(n)
    assert tags() == {
        Area.BACK: "used today", Area.LEGS: "5 min, towel", Area.GLUTES: "5 min, towel",
        Area.FEET: "2 min, seated", Area.STOMACH: "off", Area.FACE: "off",
    }  # fmt: skip


@pytest.mark.parametrize("area", OTHERS)
def test_what_is_not_open_says_why(area: Area) -> None:
    told = page(Ramps(Life().book), area, on(0))
    assert not told.open
    assert told.prescription.reason.code is Code.CLOSED_AREA
    if area.spec.opening is Opening.BY_USER:
        assert "off until you turn it on in Settings, because sources differ" in told.prescription.reason.text
    else:
        opens = "open" if area.spec.plural else "opens"
        assert (
            f"{opens} once 10 minutes on a towel have gone well on your back" in told.prescription.reason.text
        )


@pytest.mark.parametrize("area", Area)
def test_each_area_has_a_skin_check_and_a_rest_of_its_own(area: Area) -> None:
    life = opened(area)
    other = Area.LEGS if area is not Area.LEGS else Area.BACK
    life.put(AreaTurned(at=at(-9), area=other, on=True))
    life.does(0)
    ramps = Ramps(life.book)
    assert page(ramps, area, on(1)).tag == "skin check first"
    assert page(ramps, other, on(1)).tag == "5 min, towel"
    life.answers(1, Skin.SORE)
    assert page(Ramps(life.book), area, on(1)).tag == "rest today"
    assert page(Ramps(life.book), other, on(1)).tag == "5 min, towel"
    life.answers(2, Skin.BROKEN)
    assert page(Ramps(life.book), area, on(2)).tag == "no mat for now"
    assert page(Ramps(life.book), other, on(2)).tag == "5 min, towel"


def test_the_stomach_stays_closed_in_a_pregnancy_that_a_doctor_agreed_to() -> None:
    life = opened(Area.STOMACH)
    ticked = frozenset({Contraindication.PREGNANT})
    life.put(Screening(at=at(-8), ticked=ticked, agreed=frozenset({Contraindication.PREGNANT})))
    told = page(Ramps(life.book), Area.STOMACH, on(0))
    assert (told.tag, told.prescription.reason.facts) == ("no mat for now", ("B19", OWN))
    assert page(Ramps(life.book), Area.BACK, on(0)).tag == "5 min, towel"
    assert "Not when you are pregnant" in told.how
