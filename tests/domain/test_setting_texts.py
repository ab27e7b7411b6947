"""Settings as people type them."""

from __future__ import annotations

import pytest

from coach.domain.model import SETTINGS, Refused
from coach.domain.setting_texts import known_values, setting_named, value_of


@pytest.mark.parametrize("id", SETTINGS)
def test_every_value_is_read_back_by_its_name_and_as_the_file_has_it(id: str) -> None:
    setting = SETTINGS[id]
    assert setting_named(setting.label.upper()) == setting_named(id.replace("_", "-")) == setting
    for value, name in known_values(setting).items():
        assert value_of(setting, name) == value
        assert value_of(setting, str(value).upper()) == value


def test_a_value_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="grace: 3 is not one of 2 days, 1 day and none"):
        value_of(SETTINGS["grace"], "3")
    with pytest.raises(Refused, match="tu is not one of"):
        value_of(SETTINGS["week_start"], "tu")
    assert value_of(SETTINGS["week_start"], "tue") == 1
    with pytest.raises(Refused, match="100 characters"):
        value_of(SETTINGS["cue_sentence"], "x" * 101)
    assert setting_named("candles") is None


@pytest.mark.parametrize("id", [id for id, each in SETTINGS.items() if known_values(each)])
def test_an_empty_value_sets_nothing(id: str) -> None:
    """Of a script whose variable is not set: the day would start at 00:00."""
    for typed in ("", "  "):
        with pytest.raises(Refused, match=f"^{id}: type one of "):
            value_of(SETTINGS[id], typed)
