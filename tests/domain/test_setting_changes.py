"""Settings: what one line of the table says, and the changes that come of it."""

from __future__ import annotations

import pytest

from coach.domain.model import SETTINGS, Area, AreaTurned, Refused, Setting, Settings
from coach.domain.setting_changes import next_value, set_usual_area, set_value
from tests.domain.histories import at, stood


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_a_setting_has_words_and_its_first_value_is_one_of_its_values(setting: Setting) -> None:
    assert setting.default == getattr(Settings(), setting.id)
    assert setting.label
    assert setting.help.endswith(".")
    assert setting.name_of(setting.default)
    assert not setting.values or setting.default in [value for value, _ in setting.values]
    assert len({name for _, name in setting.values}) == len(setting.values)


def test_a_setting_is_chosen_or_typed_or_has_an_editor_of_its_own() -> None:
    assert {each.id for each in SETTINGS.values() if not each.values and each.question is None} == {
        "area",
        "theme",
        "keymap",
    }
    assert not [each for each in SETTINGS.values() if each.values and each.question]


@pytest.mark.parametrize(
    ("id", "value", "label"),
    [
        ("grace", 1, 'Set "Grace" to 1 day'),
        ("bell", False, 'Set "Bell" to off'),
        ("ready_s", 0, 'Set "Settle down" to none'),
        ("area", Area.GLUTES, "Today opens with the glutes and hips"),
        ("tz", "Europe/Zurich", "Set the time zone to Europe/Zurich"),
        ("tz", "", "Set the time zone to automatic"),
        ("cue_sentence", "{tea}", "Changed the moment of the day"),
        ("theme", "{dawn}", "Set the theme to {dawn}"),
    ],
)
def test_a_change_is_named_in_the_words_of_the_screen(id: str, value: object, label: str) -> None:
    change = set_value(Settings(), id, value)
    assert change.label == label
    assert change.put == (Settings()._replace(**{id: value}),)  # type: ignore[arg-type]


def test_a_walk_through_the_values_is_one_step_of_undo_and_a_text_is_a_step_by_itself() -> None:
    assert {id for id in SETTINGS if not set_value(Settings(), id, SETTINGS[id].default).joins} == {
        "tz",
        "cue_sentence",
    }
    assert next_value(Settings(), "grace", 1).joins == "grace"


@pytest.mark.parametrize(("grace", "by", "then"), [(2, 1, 1), (2, -1, 0), (0, 1, 2), (7, 1, 2), (7, -1, 2)])
def test_the_values_go_in_a_circle_and_an_unknown_one_leads_to_the_first(
    grace: int, by: int, then: int
) -> None:
    (after,) = next_value(Settings(grace=grace), "grace", by).put
    assert isinstance(after, Settings)
    assert after.grace == then


@pytest.mark.parametrize(
    ("id", "value", "name"),
    [
        ("keymap", {}, "default"),
        ("keymap", {"quit": "f9"}, "1 of your own"),
        ("cue_sentence", "", "not set"),
        ("cue_sentence", "tea", "tea"),
        ("rollover", 0, "00:00"),
        ("rollover", 77, "77"),
        ("theme", "dusk", "dusk"),
    ],
)
def test_a_value_is_told_in_words(id: str, value: object, name: str) -> None:
    assert SETTINGS[id].name_of(value) == name


def test_the_usual_area_has_to_be_open_unless_it_is_the_usual_one_already() -> None:
    life, n = stood(1)
    with pytest.raises(Refused, match="Legs open once"):
        set_usual_area(life.book, Area.LEGS, at(n, 12))
    closed = life.book._replace(settings=Settings(area=Area.LEGS))
    assert set_usual_area(closed, Area.LEGS, at(n, 12)).put == (closed.settings,)
    life.put(AreaTurned(at=at(n), area=Area.LEGS, on=True))
    assert set_usual_area(life.book, Area.LEGS, at(n, 12)).put == (
        life.book.settings._replace(area=Area.LEGS),
    )
