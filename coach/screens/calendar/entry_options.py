"""The answers to choose from in the form of a session."""

from __future__ import annotations

from coach.domain import labels
from coach.domain.model import Area, Cover, Ended, Session, Skin, StopReason
from coach.widgets.forms.choice import Option

COVERS = tuple(Option(cover.value, labels.COVER[cover]) for cover in Cover)
AREAS = tuple(Option(area.value, area.value) for area in Area)
SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)
_ENDED = {
    Ended.COMPLETED: "completed",
    Ended.STOPPED: "early",
    Ended.SENSATION: "discomfort",
    Ended.RECOVERED: "recovered",
}
_STOPPED = {
    StopReason.SHARP: "too sharp",
    StopReason.DIZZY: "dizzy",
    StopReason.NUMB: "numb",
    StopReason.OTHER: "other",
}
"""Short enough for all of them to stand beside each other at 45 columns."""
STOPPED_FOR = tuple(Option(reason.value, label) for reason, label in _STOPPED.items())
ATTENDED = (Option("yes", "right"), Option("", "not known yet"))
"""Whether the minutes are right of a session that closed by itself."""


def endings(session: Session | None) -> tuple[Option, ...]:
    """Returns the ways in which a session can have ended; "recovered" only for one that was."""
    recovered = session is not None and session.ended is Ended.RECOVERED
    return tuple(
        Option(ended.value, label)
        for ended, label in _ENDED.items()
        if ended is not Ended.RECOVERED or recovered
    )
