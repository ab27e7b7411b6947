"""The words for areas, covers, postures, steps and answers in sentences and forms."""

from __future__ import annotations

from coach.domain.model import (
    Area,
    Contraindication,
    Cover,
    Ended,
    Pause,
    PauseFor,
    Posture,
    Rung,
    Skin,
    StopReason,
)
from coach.text import format

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
"""The meaning of the numbers for sharpness."""

SORENESS = "0 none, 10 worst"
"""The meaning of the numbers for soreness."""

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
"""The words after "You ticked", for ticks whose own name does not fit there."""

ASKED_ABOUT = {
    Contraindication.PREGNANT: "the pregnancy",
    Contraindication.THINNERS: "the blood thinners or bleeding",
    Contraindication.FEELING: "the part that you cannot feel well",
    Contraindication.HEART: "your heart or epilepsy",
}
"""The subject of a question to a doctor, in a few words."""

OWN_ZONE = "the machine's own"
"""The label of the time zone if none was chosen."""

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


def pause(value: Pause) -> str:
    """Returns a pause in words: "pause for a holiday", or "rest day"."""
    return "rest day" if value.is_rest_day else _PAUSE[value.why]


def on(cover: Cover) -> str:
    """Returns a cover as part of a sentence: "on a towel"."""
    return _ON[cover]


def manner(rung: Rung) -> str:
    """Returns the cover of a step, with the posture if the ladder has one: "standing in socks"."""
    if rung.posture is Posture.NONE:
        return _ON[rung.cover]
    where = "barefoot" if rung.cover is Cover.BARE else _ON[rung.cover]
    return f"{rung.posture} {where}"


def steps(count: int) -> str:
    """Returns a number of steps of the ladder in words: "two steps", "7 steps"."""
    words = ("no step", "one step", "two steps", "three steps", "four steps")
    return words[count] if count < len(words) else f"{count} steps"


def session(rung: Rung) -> str:
    """Returns a step in words: "7 minutes on a towel"."""
    if rung.posture is Posture.NONE:
        return f"{format.minutes(rung.minutes)} {_ON[rung.cover]}"
    return f"{format.minutes(rung.minutes)} {manner(rung)}"


def how(area: Area, rung: Rung | None = None) -> str:
    """Returns how to lie, sit or stand, and for the face when to change sides (B10, B11, A17-A20)."""
    if area is Area.FEET and rung is not None:
        if rung.posture is Posture.SEATED:
            return "Sit on a chair and set your feet on the mat"
        return "Stand on the mat, something to hold on to within reach"
    if area is Area.FACE and rung is not None:
        half = format.minutes(rung.minutes / 2)
        return f"Press the mat to one cheek, eyes closed; after {half} the other"
    return _HOW[area]
