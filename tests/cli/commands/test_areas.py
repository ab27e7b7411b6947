"""`coach areas`, and what `coach today --area` says of how to be on the mat."""

from __future__ import annotations

import pytest

from coach.domain.model import Area
from tests.cli.conftest import Shell

HOW = {
    Area.BACK: "Lie flat on your back",
    Area.LEGS: "Sit or lie so that the sore parts of your legs rest on the spikes",
    Area.GLUTES: "Drape the mat over a hard chair",
    Area.FEET: "et your feet on the mat",
    Area.STOMACH: "Lie down on your stomach, slowly",
    Area.FACE: "Press the mat to one cheek",
}


def test_all_areas_are_told_with_the_reason_why_one_is_not_open(ready: Shell) -> None:
    before = ready.bytes()
    told = {each["area"]: each for each in ready.well("areas", "--json").json["areas"]}
    assert list(told) == list(Area)
    assert {area: each["open"] for area, each in told.items()} == {
        area: area is Area.BACK for area in Area
    }  # fmt: skip
    assert "off until you turn it on" in told["face"]["reason"]["text"]
    assert told["feet"]["ladder"][0] == "Seated in socks: 2, 3, 5 min"
    assert {area: each["sources_differ"] for area, each in told.items()} == {
        area: area.spec.differ for area in Area
    }
    text = ready.well("areas").out
    assert all(how in text for how in HOW.values())
    assert "Glutes and hips open once 10 minutes on a towel have gone well on your back" in text
    assert ready.bytes() == before


@pytest.mark.parametrize("area", HOW)
def test_today_says_how_and_where_sources_differ(area: Area, ready: Shell) -> None:
    text = ready.well("today", "--area", area).out
    assert HOW[area] in text
    assert ("Sources differ: " in text) is (area in (Area.FEET, Area.STOMACH, Area.FACE))
    found = ready.well("today", "--area", area, "--json").json
    assert HOW[area] in found["how"]
    assert found["sources_differ"] in text


def test_settings_say_that_an_area_is_closed_which_is_not_felt_well(coach: Shell) -> None:
    said = ("--screening", "feeling", "--doctor-agreed", "feeling", "--numb-areas", "feet")
    coach.well("setup", *said, "--start", "regular")
    told = coach.well("settings").out
    assert "Feet (coach areas feet): on, but closed for now\n" in told
    assert "Legs (coach areas legs): on\n" in told
