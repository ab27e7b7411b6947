"""The words that a record is made of, each with the values that it may have."""

from __future__ import annotations

from enum import StrEnum


class Area(StrEnum):
    """A part of the body with a ramp of its own."""

    BACK = "back"
    LEGS = "legs"
    GLUTES = "glutes"
    FEET = "feet"
    STOMACH = "stomach"
    FACE = "face"


class Cover(StrEnum):
    """What lies between skin and spikes."""

    TOWEL = "towel"
    SHIRT = "shirt"
    SOCKS = "socks"
    BARE = "bare"


class Skin(StrEnum):
    """How the skin of an area came out of a session."""

    CLEAR = "clear"
    PINK = "pink"
    """Marks are still there."""
    SORE = "sore"
    """Red, itchy or tender."""
    BROKEN = "broken"
    """Broken skin, a blister, a bruise or a rash."""
    NUMB = "numb"
    """No feeling, or tingling an hour later; treated as `broken`, with the advice to see a doctor."""


GENTLEST_FIRST = tuple(Skin)
"""The answers in the order of how much they ask for; of several the last counts."""


WOUNDED = (Skin.BROKEN, Skin.NUMB)
"""Skin that closes its area until it has healed."""


class Ended(StrEnum):
    """How a session came to its end."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    """Early, for a reason other than the sensation."""
    SENSATION = "sensation"
    """Early, because of what was felt."""
    RECOVERED = "recovered"
    """Closed at a later start, after a lost connection."""


class StopReason(StrEnum):
    """What made someone stop a session for the sensation."""

    SHARP = "sharp"
    DIZZY = "dizzy"
    """Dizzy or faint."""
    NUMB = "numb"
    OTHER = "other"


class Contraindication(StrEnum):
    """What the screening asks for (facts B17, B18, B19, B32; C04, C06, C07, C09)."""

    WOUND = "wound"
    SKIN = "skin"
    CLOTS = "clots"
    CIRCULATION = "circulation"
    PREGNANT = "pregnant"
    THINNERS = "thinners"
    """Blood thinners, easy bleeding or bruising, or long use of cortisone (C04, C06, C07)."""
    FEELING = "feeling"
    """A part that cannot be felt well, as with diabetes or nerve damage (C09)."""
    HEART = "heart"
    """Heart trouble, a pacemaker or epilepsy (C06, C07)."""
    FEVER = "fever"
    """Fever or an acute illness now (C06)."""
    UNSURE = "unsure"


AGREEABLE = frozenset(
    (Contraindication.PREGNANT, Contraindication.THINNERS, Contraindication.FEELING, Contraindication.HEART)
)
"""What no longer locks once a doctor agreed to it; the others are answered again when they are over."""


class PauseFor(StrEnum):
    """What a pause is for, where the user said so."""

    HOLIDAY = "holiday"
    ILLNESS = "illness"
    OTHER = "other"


class Start(StrEnum):
    """How much someone says at setup that they have used a mat."""

    NEW = "new"
    SOME = "some"
    REGULAR = "regular"
