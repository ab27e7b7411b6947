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

AREA = {area: area.spec.name for area in Area}

COVER = {
    Cover.TOWEL: "towel",
    Cover.SHIRT: "T-shirt",
    Cover.SOCKS: "socks",
    Cover.BARE: "bare skin",
}

SKIN_MEANING = {
    Skin.CLEAR: "no marks",
    Skin.PINK: "marks still there",
    Skin.SORE: "red, itchy or tender",
    Skin.BROKEN: "open skin, a blister, a bruise or a rash",
    Skin.NUMB: "no feeling, or tingling an hour later",
}
"""What is to be seen or felt for each answer."""

SKIN_ANSWERS = format.listed(Skin, last=" or ")
"""All answers on the skin, in a sentence."""

SKIN = {each: f"{each}: {SKIN_MEANING[each]}" for each in Skin} | {
    Skin.CLEAR: "clear",
    Skin.BROKEN: "broken skin, a blister, a bruise or a rash",
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
    Contraindication.UNSURE: "doubts about whether the mat is for you",
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

_ON = {
    Cover.TOWEL: "on a towel",
    Cover.SHIRT: "in a T-shirt",
    Cover.SOCKS: "in socks",
    Cover.BARE: "on bare skin",
}


def if_named(area: Area, words: str) -> str:
    """Returns words with `{}` for the name of an area; empty for the back, which is meant without a word."""
    return "" if area is Area.BACK else words.format(AREA[area])


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
    return f"{format.in_words(count)} step{'s' if count > 1 else ''}"


def session(rung: Rung) -> str:
    """Returns a step in words: "7 minutes on a towel"."""
    if rung.posture is Posture.NONE:
        return f"{format.minutes(rung.minutes)} {_ON[rung.cover]}"
    return f"{format.minutes(rung.minutes)} {manner(rung)}"


def how(area: Area, rung: Rung | None = None) -> str:
    """Returns how to lie, sit or stand on a step, and when to change sides (B10, B11, A17-A20)."""
    spec = area.spec
    if rung is not None and spec.sides is not None:
        return spec.sides.how.format(half=format.minutes(rung.minutes / 2))
    match rung.posture if rung is not None else Posture.NONE:
        case Posture.SEATED:
            return spec.how_seated or spec.how
        case Posture.STANDING:
            return spec.how_standing or spec.how
        case _:
            return spec.how
