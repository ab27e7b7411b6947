"""How areas, covers and steps are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from coach.domain.model import Area, Contraindication, Cover, Ended, Pause, PauseFor, Skin, StopReason
from coach.domain.ramp.ladder import Posture, Rung

AREA = {
    Area.BACK: "back",
    Area.LEGS: "legs",
    Area.GLUTES: "glutes and hips",
    Area.FEET: "feet",
    Area.STOMACH: "stomach",
    Area.FACE: "face",
}

COVER = {
    Cover.TOWEL: "towel",
    Cover.SHIRT: "T-shirt",
    Cover.SOCKS: "socks",
    Cover.BARE: "bare skin",
}

SKIN = {
    Skin.CLEAR: "clear",
    Skin.PINK: "pink: marks still there",
    Skin.SORE: "sore: red, itchy or tender",
    Skin.BROKEN: "broken skin, a blister, a bruise or a rash",
    Skin.NUMB: "numb: no feeling, or tingling an hour later",
}

SHARPNESS = "0 none, 3 strong but fine, 6 too sharp, 10 unbearable"
"""What the numbers of the sharpness mean."""

SORENESS = "0 none, 10 worst"
"""What the numbers of the soreness mean."""

STOPPED_FOR = {
    StopReason.SHARP: "too sharp",
    StopReason.DIZZY: "dizzy or faint",
    StopReason.NUMB: "numb",
    StopReason.OTHER: "other",
}

ENDED = {
    Ended.COMPLETED: "completed",
    Ended.STOPPED: "finished early",
    Ended.SENSATION: "stopped for discomfort",
    Ended.RECOVERED: "left running, recorded later",
}

_PAUSE = {
    None: "pause",
    PauseFor.HOLIDAY: "pause for a holiday",
    PauseFor.ILLNESS: "pause for an illness",
    PauseFor.OTHER: "pause",
}

CONTRAINDICATION = {
    Contraindication.WOUND: "broken skin, a wound or a rash",
    Contraindication.SKIN: "a skin infection or condition",
    Contraindication.CLOTS: "a blood-clot problem",
    Contraindication.CIRCULATION: "a severe circulatory problem",
    Contraindication.PREGNANT: "a pregnancy",
    Contraindication.THINNERS: "blood thinners, easy bleeding or bruising, or long use of cortisone",
    Contraindication.FEELING: "a part that you cannot feel well",
    Contraindication.HEART: "heart trouble, a pacemaker or epilepsy",
    Contraindication.FEVER: "a fever or an acute illness",
    Contraindication.UNSURE: "a doubt whether the mat is for you",
}

TICKED = {
    Contraindication.PREGNANT: "that you are or might be pregnant",
    Contraindication.UNSURE: "that you are unsure whether the mat is for you",
}
"""What was ticked, where "You ticked" does not go with its name."""

ASKED_ABOUT = {
    Contraindication.PREGNANT: "the pregnancy",
    Contraindication.THINNERS: "the blood thinners or bleeding",
    Contraindication.FEELING: "the part that you cannot feel well",
    Contraindication.HEART: "your heart or epilepsy",
}
"""What a doctor is asked about, in a few words."""

OWN_ZONE = "the machine's own"
"""The time zone where none was chosen."""

_ON = {
    Cover.TOWEL: "on a towel",
    Cover.SHIRT: "in a T-shirt",
    Cover.SOCKS: "in socks",
    Cover.BARE: "on bare skin",
}

_HOW = {
    Area.BACK: "Lie flat on your back, the mat on the floor or a bed",
    Area.LEGS: "Sit or lie so that the sore parts of your legs rest on the spikes",
    Area.GLUTES: "Drape the mat over a hard chair and sit on it",
    Area.FEET: "Set your feet on the mat",
    Area.STOMACH: "Lie down on your stomach, slowly",
    Area.FACE: "Press the mat to one cheek with your fingers, eyes closed, then to the other",
}


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def pause(value: Pause) -> str:
    """A pause with what it is for, or a rest day."""
    return "rest day" if value.is_rest_day else _PAUSE[value.why]


def day(value: date, *, year: bool = True) -> str:
    """A day in a sentence: "Mon 5 Jan 2026"; in English whatever the locale."""
    said = f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return f"{said} {value.year}" if year else said


def date_of(value: date) -> str:
    """A date where room is scarce: "5 Jan 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def minutes(value: float) -> str:
    """Minutes in words: "1 minute", "7.5 minutes"."""
    said = number(value)
    return f"{said} minute{'' if said == '1' else 's'}"


def lasted(value: float) -> str:
    """How long a session was, as a clock shows it where it is not whole minutes: "5", "4:48"."""
    if not isfinite(value):
        return number(value)  # typed into a form, and refused by the rules once it is sent
    whole, seconds = divmod(round(value * 60), 60)
    return f"{whole}:{seconds:02}" if seconds else str(whole)


def minutes_lasted(value: float) -> str:
    """The same in a sentence: "1 minute", "4:48 minutes"."""
    said = lasted(value)
    return f"{said} minute{'' if said == '1' else 's'}"


def number(value: float) -> str:
    """A number without needless decimals."""
    return f"{round(value, 1):g}"


def on(cover: Cover) -> str:
    """A cover as part of a sentence: "on a towel"."""
    return _ON[cover]


def manner(rung: Rung) -> str:
    """The cover of a step, with the posture where the ladder has one: "standing in socks"."""
    if rung.posture is Posture.NONE:
        return _ON[rung.cover]
    where = "barefoot" if rung.cover is Cover.BARE else _ON[rung.cover]
    return f"{rung.posture} {where}"


def steps(count: int) -> str:
    """A number of steps of the ladder in words: "two steps", "7 steps"."""
    words = ("no step", "one step", "two steps", "three steps", "four steps")
    return words[count] if count < len(words) else f"{count} steps"


def session(rung: Rung) -> str:
    """A step in words: "7 minutes on a towel"."""
    if rung.posture is Posture.NONE:
        return f"{minutes(rung.minutes)} {_ON[rung.cover]}"
    return f"{minutes(rung.minutes)} {manner(rung)}"


def how(area: Area, rung: Rung | None = None) -> str:
    """How to lie, sit or stand, and on the face when to change sides (B10, B11, A17-A20)."""
    if area is Area.FEET and rung is not None:
        if rung.posture is Posture.SEATED:
            return "Sit on a chair and set your feet on the mat"
        return "Stand on the mat, something to hold on to within reach"
    if area is Area.FACE and rung is not None:
        half = minutes(rung.minutes / 2)
        return f"Press the mat to one cheek, eyes closed; after {half} the other"
    return _HOW[area]


def listed(items: Sequence[str]) -> str:
    """Returns things one after the other, as in "a, b and c"; empty for none."""
    *some, last = items or ("",)
    return f"{', '.join(some)} and {last}" if some else last
