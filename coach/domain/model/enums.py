"""The fixed choices in a record, each with its possible values."""

from __future__ import annotations

from enum import StrEnum


class Cover(StrEnum):
    """The cloth between skin and spikes, if any."""

    TOWEL = "towel"
    SHIRT = "shirt"
    SOCKS = "socks"
    BARE = "bare"


class Skin(StrEnum):
    """The skin of an area after a session."""

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
"""The answers from the mildest to the most serious; of several the most serious counts."""


WOUNDED = (Skin.BROKEN, Skin.NUMB)
"""The answers that close an area until its skin has healed."""


class Ended(StrEnum):
    """The way in which a session ended."""

    COMPLETED = "completed"
    STOPPED = "stopped"
    """Early, for a reason other than the sensation."""
    SENSATION = "sensation"
    """Early, because of the sensation."""
    RECOVERED = "recovered"
    """Closed at a later start, after a lost connection."""


class StopReason(StrEnum):
    """The sensation that made someone stop a session."""

    SHARP = "sharp"
    DIZZY = "dizzy"
    """Dizzy or faint."""
    NUMB = "numb"
    OTHER = "other"


class Contraindication(StrEnum):
    """A reason against the mat that the safety questions ask for.

    The facts behind them are B17, B18, B19, B32, C04, C06, C07 and C09.
    """

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
"""The ticks that no longer lock once a doctor agreed; the others are answered again when they are over."""


class PauseFor(StrEnum):
    """The reason for a pause, if the user gave one."""

    HOLIDAY = "holiday"
    ILLNESS = "illness"
    OTHER = "other"


class Start(StrEnum):
    """The experience with a mat that someone names at setup."""

    NEW = "new"
    SOME = "some"
    REGULAR = "regular"
