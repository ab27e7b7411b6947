"""The settings: one line of a table for each, which is at the same time its field of the record.

The screen, `coach settings`, the file and the labels of undo all read this table. So a new setting is a field
here, and the place that uses it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple, get_type_hints

from coach.domain.model.areas import Area
from coach.domain.model.setting import Question, Setting, SettingGroup
from coach.text.format import WEEKDAYS

LONGEST_CUE = 100
"""The most characters that may be typed for the moment of the day."""

ON_OFF = ((True, "on"), (False, "off"))


class Settings(NamedTuple):
    """The settings of the user, stored as one document; each field stands where its line is shown."""

    id: str = "settings"
    area: Annotated[
        Area,
        Setting(
            group=SettingGroup.AREAS,
            label="Today opens with",
            help="The area that Today opens with.",
            words=lambda area: area.spec.name,
            changed="Today opens with the {}",
        ),
    ] = Area.BACK
    tz: Annotated[
        str,
        Setting(
            group=SettingGroup.DAY,
            label="Time zone",
            help="Where your days are counted; a server often runs on UTC. Days that were stay as they were.",
            question=Question(
                "Time zone",
                "A name as in Europe/Zurich; empty for the machine's own. Down takes a suggestion.",
            ),
            unset="the machine's own",
            changed="Set the time zone to {}",
        ),
    ] = ""
    """An IANA zone; empty means the machine's own."""
    rollover: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="A day begins at",
            help="A session before this hour still counts for the day before. It holds for sessions to come;"
            " those that were keep their day.",
            values=tuple((hour, f"{hour:02}:00") for hour in range(13)),
        ),
    ] = 3
    week_start: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="A week begins on",
            help="For the calendar and for the minutes a week.",
            values=tuple(enumerate(WEEKDAYS)),
        ),
    ] = 0
    grace: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="Grace",
            help="How many days of any seven may be missed before the streak starts over. Rest days"
            " and announced pauses never count as missed.",
            values=((2, "2 days"), (1, "1 day"), (0, "none")),
        ),
    ] = 2
    cue_sentence: Annotated[
        str,
        Setting(
            group=SettingGroup.DAY,
            label="Roll out after",
            help="After what you roll out the mat, in your words. Short and daily beats long and rare.",
            question=Question(
                "Roll out the mat after",
                "A fixed moment of your day is the best reminder, as in: the morning coffee.",
                LONGEST_CUE,
            ),
            longest=400,
            unset="not said",
            changed="Changed the moment of the day",
        ),
    ] = ""
    """The habit after which the user rolls out the mat."""
    theme: Annotated[
        str,
        Setting(
            group=SettingGroup.LOOK,
            label="Theme",
            help="dusk is dark, dawn light. Those of 16 colours take the colours of your terminal.",
            changed="Set the theme to {}",
        ),
    ] = "dusk"
    marks: Annotated[
        str,
        Setting(
            group=SettingGroup.LOOK,
            label="Marks",
            help="ASCII is for terminals and fonts that show boxes or question marks in place of lines.",
            values=(("auto", "as the terminal can"), ("unicode", "Unicode"), ("ascii", "ASCII")),
        ),
    ] = "auto"
    animation: Annotated[
        bool,
        Setting(
            group=SettingGroup.LOOK,
            label="Animation",
            help="Off over SSH whatever is set here: each frame would have to travel.",
            values=ON_OFF,
        ),
    ] = False
    keymap: Annotated[
        Mapping[str, str],
        Setting(
            group=SettingGroup.LOOK,
            label="Keys",
            help="Every key can be another one. What you change shows at the bottom, in Help and in"
            " commands.",
            words=lambda keys: f"{len(keys)} of your own",
            unset="as they come",
        ),
    ] = MappingProxyType({})
    """Keys by binding id."""
    ready_s: Annotated[
        int,
        Setting(
            group=SettingGroup.SESSION,
            label="Settle down",
            help="Time to lie down before the clock runs.",
            values=tuple(
                (s, "not at all" if not s else f"{s} seconds") for s in (30, 45, 60, 90, 120, 180, 300, 0, 15)
            ),
        ),
    ] = 30
    cues: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Cues",
            help="A word after half a minute, halfway, in the last minute and at the end.",
            values=ON_OFF,
        ),
    ] = True
    seconds: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Seconds",
            help="As small text above the big minutes they are calmer, and send less over a slow line.",
            values=(("large", "large"), ("small", "small text")),
        ),
    ] = "large"
    breathing: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Breath guide",
            help="A bar to breathe with, four seconds in and six out. It can be turned on in a session, too.",
            values=ON_OFF,
        ),
    ] = False
    bell: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Bell",
            help="The terminal's bell at each cue; it gets through SSH, tmux and mosh.",
            values=ON_OFF,
        ),
    ] = True
    notify: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Notifications",
            help="On your own desktop, through SSH. OSC 9: iTerm2, kitty, WezTerm, Ghostty. OSC 777:"
            " foot, urxvt, Ghostty. tmux has to let them through, mosh does not.",
            values=(("off", "off"), ("osc9", "OSC 9"), ("osc777", "OSC 777")),
        ),
    ] = "off"


def _table() -> Mapping[str, Setting]:
    # The annotations of this module are no strings, which would have to be evaluated first.
    hints = get_type_hints(Settings, include_extras=True)
    return {
        name: each._replace(id=name, default=Settings._field_defaults[name])
        for name, hint in hints.items()
        for each in getattr(hint, "__metadata__", ())
    }


SETTINGS = _table()
"""All settings that are fields of the record, by their names, in the order in which they are shown."""
