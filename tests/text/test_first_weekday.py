"""The first day of a week, by the locale that the terminal names."""

from __future__ import annotations

import pytest

from coach.text.first_weekday import FRIDAY, MONDAY, SATURDAY, SUNDAY, first_weekday


@pytest.mark.parametrize(("environ", "day"), [
    ({}, MONDAY),
    ({"LANG": ""}, MONDAY),
    ({"LANG": "C.UTF-8"}, MONDAY),
    ({"LANG": "POSIX"}, MONDAY),
    ({"LANG": "en"}, MONDAY),
    ({"LANG": "th"}, MONDAY),  # a language that has the letters of another place, or of its own
    ({"LANG": "zh_Hant_TW.UTF-8"}, SUNDAY),
    ({"LANG": "de_CH.UTF-8"}, MONDAY),
    ({"LANG": "en_GB.UTF-8"}, MONDAY),
    ({"LANG": "en_US.UTF-8"}, SUNDAY),
    ({"LANG": "ca_ES@valencia"}, MONDAY),
    ({"LANG": "ar_EG.UTF-8"}, SATURDAY),
    ({"LANG": "dv_MV"}, FRIDAY),
    ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, MONDAY),
    ({"LANG": "de_DE.UTF-8", "LC_TIME": "pt_BR.UTF-8"}, SUNDAY),
    ({"LANG": "de_DE.UTF-8", "LC_TIME": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, SUNDAY),
    ({"LANG": "en_US.UTF-8", "LC_TIME": ""}, SUNDAY),
])  # fmt: skip
def test_the_week_begins_as_the_place_has_it(environ: dict[str, str], day: int) -> None:
    assert first_weekday(environ) == day
