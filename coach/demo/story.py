"""What happens in the made-up year: which days are missed, how sharp it was, what was noted down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from coach.domain.model import Area, Cover, PauseFor

DAYS: Final = 365
"""The days of the year; the last of them is today."""

MOMENT: Final = "the morning coffee"
"""The moment of the day after which the mat is rolled out."""

FIRST_GOAL: Final = (Cover.SHIRT, 15)
GOALS: Final = MappingProxyType({96: (Cover.BARE, 15), 331: (Cover.BARE, 20)})
"""The goals that are set on later days."""

PAUSES: Final[Mapping[int, tuple[int, PauseFor | None]]] = MappingProxyType(
    {71: (1, None), 152: (9, PauseFor.HOLIDAY), 236: (1, None), 297: (1, None)}
)
"""The first days of pauses, with their lengths; one day without a reason is a rest day."""

_PINK: Final = frozenset({44, 131, 263, 360})
"""The days on which the skin was still pink."""
_MISSED: Final = frozenset({19, 20, 23, 184, 186, 187, 363})
"""The days that are missed beside those that come by chance; three in a week end a streak."""
_SHARP: Final = frozenset({33, 34, 118, 205, 362})
_EVENINGS_FROM: Final = 40
_NOTES: Final = (
    "Less stiff after the run.",
    "Fell asleep for a moment.",
    "Feet on the floor, knees up: much better.",
    "Warm, then nothing at all.",
    "Long day at the desk.",
    "Listened to the rain.",
    "The first minute is still the worst one.",
    "Breathed out slowly, shoulders down.",
    "Back from the mountains, legs heavy.",
)
_DAY_NOTES: Final = (
    (24, "Tired. Tomorrow again."),
    (72, "Rolled the mat out before the coffee, for once."),
    (161, "Home again."),
    (240, "New chair at work."),
    (361, "Too much sun at the weekend."),
)


class Story:
    """The story that follows from a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def roll(self, number: int, what: str, sides: int) -> int:
        """Returns a number from 0 to `sides` - 1 that looks like chance, and is the same each time."""
        mixed = self._seed * 0x9E3779B1 + number * 0x85EBCA77
        for letter in what:
            mixed = (mixed ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
        mixed ^= mixed >> 15
        mixed = mixed * 0x2C1B3C6D & 0xFFFFFFFF
        return (mixed ^ mixed >> 13) % sides

    def misses(self, number: int) -> bool:
        """Returns whether nobody lies down on a day; never on the first ones, nor just before today."""
        by_chance = 5 < number < DAYS - 14 and self.roll(number, "missed", 15) == 0
        return number in _MISSED or by_chance

    def has_evening(self, number: int) -> bool:
        """Returns whether the legs have their turn on a day, in the evening."""
        return number >= _EVENINGS_FROM and number % 7 in (1, 5)

    def is_pink(self, number: int) -> bool:
        """Returns whether the skin of the back is still pink in the morning."""
        return number in _PINK

    def is_short(self, number: int) -> bool:
        """Returns whether something comes in between, so that a session ends early."""
        return number > 8 and self.roll(number, "short", 31) == 0

    def minutes(self, number: int, area: Area, asked: int, *, is_short: bool) -> float:
        """Returns the minutes on the mat: those asked for, a few seconds less, or a part of them."""
        if is_short:
            return round(asked * (0.5 + self.roll(number, "part", 30) / 100), 2)
        seconds = (0, 0, 4, 9, 17, 2)[self.roll(number, f"{area} seconds", 6)]
        return round(asked - seconds / 60, 2)

    def sharpness(self, number: int, area: Area, *, is_fresh: bool) -> int:
        """Returns how sharp the last minute was: more on a new cover."""
        if area is Area.BACK and number in _SHARP:
            return 6
        return 5 if is_fresh else (2, 3, 3, 4, 2)[self.roll(number, f"{area} sharp", 5)]

    def before(self, number: int, area: Area) -> int | None:
        """Returns the soreness before a session, which nobody was asked for now and then."""
        asked = self.roll(number, f"{area} asked", 9)
        return None if asked == 0 else 2 + self.roll(number, f"{area} before", 4)

    def after(self, number: int, area: Area, before: int | None) -> int | None:
        """Returns the soreness after it; some days are no better than before, and one in a while is worse."""
        change = (-2, -1, -1, 0, -1, 0, 1)[self.roll(number, f"{area} after", 7)]
        return None if before is None else max(0, before + change)

    def note(self, number: int) -> str:
        """Returns what was noted after a session; mostly nothing."""
        return _NOTES[self.roll(number, "which", len(_NOTES))] if self.roll(number, "note", 14) == 0 else ""

    def day_notes(self, until: int) -> Iterator[tuple[int, str]]:
        """Yields the notes on days before `until`."""
        return (each for each in _DAY_NOTES if each[0] < until)
