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
            help="The area that Today shows first.",
            words=lambda area: area.spec.name,
            changed="Today opens with the {}",
        ),
    ] = Area.BACK
    tz: Annotated[
        str,
        Setting(
            group=SettingGroup.DAY,
            label="Time zone",
            help="Where you live. It decides when your day begins and ends; a server often runs on UTC."
            " Past days stay as they are.",
            question=Question(
                "Time zone",
                "A name such as Europe/Zurich. Leave it empty for the time zone of this machine. Down takes a"
                " suggestion.",
            ),
            unset="automatic",
            changed="Set the time zone to {}",
        ),
    ] = ""
    """An IANA zone; empty means the machine's own."""
    rollover: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="Day starts at",
            help="A session before this hour still counts for the day before. Past sessions keep their day.",
            values=tuple((hour, f"{hour:02}:00") for hour in range(13)),
        ),
    ] = 3
    week_start: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="Week starts on",
            help="For the calendar and your weekly minutes.",
            values=tuple(enumerate(WEEKDAYS)),
        ),
    ] = 0
    grace: Annotated[
        int,
        Setting(
            group=SettingGroup.DAY,
            label="Grace",
            help="How many days you may miss in any seven before your streak starts over. Rest days and"
            " pauses never count as missed. With a rhythm of 3 to 6 days a week it rests.",
            values=((2, "2 days"), (1, "1 day"), (0, "none")),
            meanings={0: "one missed day ends it"},
        ),
    ] = 2
    cue_sentence: Annotated[
        str,
        Setting(
            group=SettingGroup.DAY,
            label="Roll out after",
            help="The moment of your day after which you roll out the mat, in your own words.",
            question=Question(
                "When do you roll out the mat?",
                "After something you do every day anyway, such as the morning coffee. Optional.",
                LONGEST_CUE,
            ),
            longest=400,
            unset="not set",
            changed="Changed the moment of the day",
        ),
    ] = ""
    """The habit after which the user rolls out the mat."""
    theme: Annotated[
        str,
        Setting(
            group=SettingGroup.LOOK,
            label="Theme",
            help="The colours of the coach. Each theme shows while you choose.",
            meanings={
                "dawn": "light, on the colour of paper",
                "dusk": "dark, in calm greens",
                "ansi-dark": "your terminal's 16 colours, dark",
                "ansi-light": "your terminal's 16 colours, light",
                "catppuccin-mocha": "dark, in pastels",
                "gruvbox": "dark, in warm earthy colours",
                "nord": "dark, in cool blues",
            },
            changed="Set the theme to {}",
        ),
    ] = "dusk"
    marks: Annotated[
        str,
        Setting(
            group=SettingGroup.LOOK,
            label="Marks",
            help="How lines and symbols are drawn. If you see boxes or question marks, choose ASCII.",
            values=(("auto", "automatic"), ("unicode", "Unicode"), ("ascii", "ASCII")),
            meanings={
                "auto": "what your terminal can show",
                "unicode": "lines and symbols",
                "ascii": "letters and signs of any keyboard",
            },
        ),
    ] = "auto"
    animation: Annotated[
        bool,
        Setting(
            group=SettingGroup.LOOK,
            label="Animation",
            help="Smooth movement on the screen. Over SSH it is always off.",
            values=ON_OFF,
        ),
    ] = False
    first_picture: Annotated[
        bool,
        Setting(
            group=SettingGroup.LOOK,
            label="First picture",
            help="Keep a copy of Today, and of the line of coach status, in your cache folder, so that both"
            " are there at once.",
            values=ON_OFF,
        ),
    ] = True
    keymap: Annotated[
        Mapping[str, str],
        Setting(
            group=SettingGroup.LOOK,
            label="Keys",
            help="You can change every key. Your own keys show at the bottom, in Help and in the commands.",
            words=lambda keys: f"{len(keys)} of your own",
            unset="default",
        ),
    ] = MappingProxyType({})
    """Keys by binding id."""
    ready_s: Annotated[
        int,
        Setting(
            group=SettingGroup.SESSION,
            label="Settle down",
            help="Time to lie down before the clock starts.",
            values=tuple(
                (s, "none" if not s else f"{s} seconds") for s in (0, 15, 30, 45, 60, 90, 120, 180, 300)
            ),
        ),
    ] = 30
    cues: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Cues",
            help="A short line after half a minute, halfway, in the last minute and at the end.",
            values=ON_OFF,
        ),
    ] = True
    interval_bells: Annotated[
        int,
        Setting(
            group=SettingGroup.SESSION,
            label="Interval bells",
            help="A bell at even intervals, with the minutes so far, beside the cues.",
            values=(
                (0, "none"),
                (1, "every minute"),
                *((each, f"every {each} minutes") for each in (2, 3, 5)),
            ),
        ),
    ] = 0
    """Minutes from one interval bell to the next; 0 for none."""
    seconds: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Seconds",
            help="Small text above the big minutes is calmer, and sends less over a slow line.",
            values=(("large", "large"), ("small", "small text")),
        ),
    ] = "large"
    breathing: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Breath guide",
            help="A bar to breathe with: four seconds in, six out. You can turn it on in a session too.",
            values=ON_OFF,
        ),
    ] = False
    bell: Annotated[
        bool,
        Setting(
            group=SettingGroup.SESSION,
            label="Bell",
            help="Rings the bell of your terminal at each cue. It works over SSH, tmux and mosh.",
            values=ON_OFF,
        ),
    ] = True
    notify: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Notifications",
            help="Messages on your desktop at each cue, over SSH too. Choose what your terminal understands;"
            " tmux has to let them through, and mosh does not. Send a test shows whether they arrive.",
            values=(("off", "off"), ("osc9", "OSC 9"), ("osc777", "OSC 777")),
            meanings={"osc9": "iTerm2, kitty, WezTerm", "osc777": "foot, urxvt, Ghostty"},
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
