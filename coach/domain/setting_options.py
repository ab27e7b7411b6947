"""The settings with a few fixed values, of which Enter takes the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.domain.model import Change, Settings
from coach.text.format import WEEKDAYS


@dataclass(frozen=True, slots=True)
class SettingOption:
    """One field of the settings, with its values in their order and their names."""

    field: str
    label: str
    values: Sequence[tuple[object, str]]
    about: str
    """A sentence or two on its effect."""

    def current_name(self, settings: Settings) -> str:
        """Returns the name of the present value."""
        value = getattr(settings, self.field)
        return next((name for known, name in self.values if known == value), str(value))

    def change_by(self, settings: Settings, by: int) -> Change:
        """Returns the change to the next value, or with -1 the one before; unknown values go to the first."""
        known = [value for value, _ in self.values]
        value = getattr(settings, self.field)
        at = known.index(value) + by if value in known else 0
        new, name = self.values[at % len(known)]
        fields: dict[str, Any] = {self.field: new}
        label = f'Set "{self.label}" to {name}'
        return Change(label, put=(settings._replace(**fields),), joins=self.field)


def set_theme(settings: Settings, theme: str) -> Change:
    """Returns the change to another theme."""
    return Change(f"Set the theme to {theme}", put=(settings._replace(theme=theme),), joins="theme")


_ON_OFF = ((True, "on"), (False, "off"))

DAY = (
    SettingOption(
        "rollover",
        "A day begins at",
        tuple((hour, f"{hour:02}:00") for hour in range(13)),
        "A session before this hour still counts for the day before. It holds for sessions to come; those"
        " that were keep their day.",
    ),
    SettingOption(
        "week_start",
        "A week begins on",
        tuple(enumerate(WEEKDAYS)),
        "For the calendar and for the minutes a week.",
    ),
    SettingOption(
        "grace",
        "Grace",
        ((2, "2 days"), (1, "1 day"), (0, "none")),
        "How many days of any seven may be missed before the streak begins anew. Rest days"
        " and announced pauses never count as missed.",
    ),
)

LOOK = (
    SettingOption(
        "marks",
        "Marks",
        (("auto", "as the terminal can"), ("unicode", "Unicode"), ("ascii", "ASCII")),
        "ASCII is for terminals and fonts that show boxes or question marks in place of lines.",
    ),
    SettingOption(
        "animation",
        "Animation",
        _ON_OFF,
        "Off over SSH whatever is set here: each frame would have to travel.",
    ),
)

SESSION = (
    SettingOption(
        "ready_s",
        "Settle down",
        tuple((s, "not at all" if not s else f"{s} seconds") for s in (30, 45, 60, 90, 120, 180, 300, 0, 15)),
        "Time to lie down before the clock runs.",
    ),
    SettingOption(
        "cues",
        "Cues",
        _ON_OFF,
        "A word after half a minute, halfway, in the last minute and at the end.",
    ),
    SettingOption(
        "breathing",
        "Breath guide",
        _ON_OFF,
        "A bar to breathe with, four seconds in and six out. It can be turned on in a session, too.",
    ),
    SettingOption(
        "bell",
        "Bell",
        _ON_OFF,
        "The terminal's bell at each cue; it gets through SSH, tmux and mosh.",
    ),
    SettingOption(
        "notify",
        "Notifications",
        (("off", "off"), ("osc9", "OSC 9"), ("osc777", "OSC 777")),
        "On your own desktop, through SSH. OSC 9: iTerm2, kitty, WezTerm, Ghostty. OSC 777:"
        " foot, urxvt, Ghostty. tmux has to let them through, mosh does not.",
    ),
)
