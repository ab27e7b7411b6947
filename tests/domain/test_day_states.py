"""The states of a day: one table, which all that shows or counts days goes by."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.day_states import DAY_STATES, LEGEND, REST_WHY, DayState, RestWhy, StreakEffect
from coach.domain.habit.rhythm import Rhythm
from coach.domain.habit.streak import Days, state
from coach.domain.model import Pause
from coach.text.glyphs import ASCII, UNICODE, DayMark
from coach.widgets.base.theme import THEMES

MONDAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 8, tzinfo=UTC)

COACH = Path(__file__).resolve().parents[2] / "coach"
TABLES = ("domain/day_states.py", "text/glyphs.py")


@pytest.mark.parametrize("each", DayState)
def test_each_state_has_its_row_its_words_and_a_glyph_in_both_alphabets(each: DayState) -> None:
    spec = DAY_STATES[each]
    assert spec.word == spec.word.strip().lower() != ""
    assert each.value.isalpha()
    assert each.value.islower()
    for glyphs in (UNICODE, ASCII):
        assert len(glyphs.days[spec.mark]) == 1
    assert ASCII.days[spec.mark].isascii()


def test_what_means_something_for_the_streak_is_in_the_legend_with_a_shape_of_its_own() -> None:
    meaningful = [spec for spec in DAY_STATES.values() if spec.streak is not StreakEffect.NONE]
    assert [(spec.mark, spec.word) for spec in meaningful] == list(LEGEND)
    assert len({mark for mark, _ in LEGEND}) == len(LEGEND)
    assert not any(mark.is_empty for mark, _ in LEGEND)
    assert all(spec.text.endswith(".") for spec in meaningful)


def test_every_state_of_the_calendar_has_a_sentence_for_its_card() -> None:
    today = MONDAY + timedelta(20)
    days = Days(
        minutes={MONDAY: 5.0, MONDAY + timedelta(1): 5.0},
        met={MONDAY},
        rest={MONDAY + timedelta(3)},
        pauses=(Pause(MONDAY + timedelta(4), AT, MONDAY + timedelta(6)),),
        today=today,
        rhythms=(Rhythm(4, MONDAY + timedelta(14)),),
    )
    found = {state(days, MONDAY + timedelta(n)) for n in range(-1, 22)}
    assert found == {each for each, spec in DAY_STATES.items() if spec.text}


def test_the_reasons_of_rest_days_have_their_words() -> None:
    assert set(REST_WHY) == set(RestWhy)
    assert len(set(REST_WHY.values())) == len(RestWhy)


def test_the_marks_differ_by_shape_and_have_a_colour_in_our_themes() -> None:
    assert len({mark.unicode for mark in DayMark}) == len({mark.ascii for mark in DayMark}) == len(DayMark)
    for theme in THEMES:
        assert {mark.pen for mark in DayMark} <= {*theme.variables}, theme.name


def test_nothing_else_lists_the_states() -> None:
    """A second list would have to be kept in step: whoever needs one derives it from the table."""
    lists = []
    for path in COACH.rglob("*.py"):
        if str(path.relative_to(COACH)) in TABLES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            items: list[ast.expr | None] = []
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                items = [*node.elts]
            elif isinstance(node, ast.Dict):
                items = [*node.keys]
            states = [
                each.attr
                for each in items
                if isinstance(each, ast.Attribute)
                and isinstance(each.value, ast.Name)
                and each.value.id in ("DayState", "DayMark", "RestWhy")
            ]
            if len(states) > 1:
                lists.append(f"{path.relative_to(COACH)}: {states}")
    assert not lists, lists


def test_only_kept_days_add_to_the_streak() -> None:
    adds = {each for each, spec in DAY_STATES.items() if spec.streak is StreakEffect.ADDS}
    assert adds == {DayState.DONE, DayState.KEPT}
    assert state(Days({}, set(), set(), (), date(2026, 11, 16)), date(2026, 11, 16)) not in adds
