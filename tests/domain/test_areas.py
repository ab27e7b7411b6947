"""The spec of each area: it fits the rules, and says what DESIGN.md says."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from coach.content.loader import load_facts, load_tips
from coach.domain.model import OWN, Area, Cover, Goal, Opening, Posture
from coach.domain.ramp.ladder import GOAL_COVERS, ladder
from coach.domain.ramp.limits import SESSION

DESIGN = (Path(__file__).parents[2] / ".github" / "DESIGN.md").read_text(encoding="utf-8")
ROWS = {
    row[1]: (row[2], row[3])
    for row in re.finditer(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", DESIGN, re.MULTILINE)
}
"""The ladder and the limits in the table of the other areas."""


@pytest.mark.parametrize("area", [area for area in Area if area.value in ROWS])
def test_the_spec_is_as_the_design_has_it(area: Area) -> None:
    """The table has the ladders and the limits in words; here they are put together from the spec."""
    ladder_told, limits_told = ROWS[area]
    spec = area.spec
    if spec.rungs:
        levels = [list(same) for _, same in groupby(spec.rungs, key=lambda rung: rung.level)]
        steps = "; ".join(
            " ".join(
                filter(None, (level[0].cover, level[0].posture, ", ".join(str(r.minutes) for r in level)))
            )
            for level in levels
        )
        assert ladder_told.removesuffix(" in all, half on each side") == steps
    else:
        most = "".join(f", goal at most {limit.minutes}" for limit in spec.limits)
        assert ladder_told == f"as the back{most}"
    assert ladder_told.endswith("half on each side") is (spec.sides is not None)
    if spec.day_limit is not None:
        assert limits_told.startswith(f"{spec.day_limit.minutes} minutes a day")
    else:
        minutes = SESSION if spec.session_limit is None else spec.session_limit.minutes
        assert limits_told.startswith(f"{minutes} a session")
    assert ("off until turned on" in limits_told) is (spec.opening is Opening.BY_USER)
    assert ("not when pregnant" in limits_told) is bool(spec.locked_by)


def test_the_design_has_every_area_but_the_back() -> None:
    assert set(ROWS) >= {"legs", "glutes", "feet", "stomach", "face"}
    assert {Area(value) for value in ROWS} <= set(Area) - {Area.BACK}


@pytest.mark.parametrize("area", Area)
def test_the_ladder_keeps_within_the_limits_and_has_a_step_for_every_goal(area: Area) -> None:
    most = min((SESSION, *(limit.minutes for limit in area.spec.limits)))
    assert all(rung.minutes <= most for rung in ladder(area, Goal(minutes=30)))
    for cover in GOAL_COVERS:
        for standing in (True, False):
            assert ladder(area, Goal(cover, 10), standing=standing)
    # from the softest cover on, and never a thinner cover and more minutes at once
    for before, after in zip(area.spec.rungs, area.spec.rungs[1:], strict=False):
        assert after.level == before.level or after.minutes <= before.minutes


@pytest.mark.parametrize("area", Area)
def test_what_is_said_of_an_area_rests_on_facts_and_fits_into_its_sentences(area: Area) -> None:
    spec, known = area.spec, {*load_facts(), OWN}
    notices = [*spec.locked_by.values(), *filter(None, (spec.half_cue, spec.sides and spec.sides.cue))]
    facts = {*spec.facts, *spec.off_facts}
    facts |= {fact for limit in spec.limits for fact in limit.facts}
    facts |= {fact for notice in notices for fact in notice.facts}
    assert facts <= known
    assert spec.facts
    # an area that only the user opens says why
    assert bool(spec.off_facts) is (spec.opening is Opening.BY_USER)
    for words in (spec.how, spec.how_seated, spec.how_standing):
        assert not words.endswith(".")
    for limit in spec.limits:
        assert limit.caution.format(most=limit.minutes).startswith(f"{limit.minutes} minutes")
    if spec.sides is not None:
        assert "half a minute" in spec.sides.how.format(half="half a minute")
    for reason in spec.locked_by.values():
        assert not reason.text.endswith(".")


@pytest.mark.parametrize("area", Area)
def test_each_area_has_a_tip(area: Area) -> None:
    assert [tip.id for tip in load_tips() if area in tip.areas]


def test_an_area_is_found_by_its_value_and_is_written_as_it() -> None:
    assert Area("glutes") is Area.GLUTES
    assert f"{Area.GLUTES}" == "glutes"
    assert Area.GLUTES.spec.name == "glutes and hips"


def test_where_one_stands_and_where_it_begins_in_socks() -> None:
    assert [area for area in Area if area.spec.stands] == [
        area for area in Area if any(rung.posture is Posture.STANDING for rung in ladder(area, Goal()))
    ]
    assert Area.FEET.spec.stands
    assert Area.FEET.spec.begins_in_socks
    assert not Area.STOMACH.spec.begins_in_socks
    assert Area.STOMACH.spec.rungs[0].cover is Cover.TOWEL
