"""The weekday on which a week begins where the coach runs, by the locale of its terminal."""

from __future__ import annotations

from collections.abc import Mapping

from coach.text.place import place_of

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6

# Unicode CLDR 47, supplemental data, weekData/firstDay; all other places begin on Monday.
_PLACES = {
    SUNDAY: (
        "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ"
        " NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
    ),
    SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    FRIDAY: "MV",
}
_FIRST = {place: day for day, places in _PLACES.items() for place in places.split()}


def first_weekday(environ: Mapping[str, str]) -> int:
    """Returns the first day of a week, 0 for Monday, by LC_ALL, LC_TIME or LANG; Monday if none says it."""
    return _FIRST.get(place_of(environ), MONDAY)
