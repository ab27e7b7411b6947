"""The words for the values of settings that are no simple choice: for the screen and `coach settings`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.domain import labels
from coach.domain.current_answers import of_kind, screening_of
from coach.domain.model import Area, Book, Screening, Settings
from coach.domain.onboarding.user_profile import current_answer, goal_of
from coach.domain.safety.screening import locks

if TYPE_CHECKING:
    from coach.domain.ramp.replay import Ramps

GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("You", ("goal", "screening", "sensitive")),
    ("Areas", ("main", *(f"area-{area}" for area in Area))),
    ("Day", ("tz", "rollover", "week_start", "grace", "cue")),
    ("Look", ("theme", "marks", "animation", "keymap")),
    ("Session", ("ready_s", "cues", "breathing", "bell", "notify")),
)
"""The settings by their ids, in the groups and in the order in which they are shown."""


def goal(book: Book) -> str:
    """Returns the goal in a few words."""
    found = goal_of(book)
    return f"{found.minutes} min {labels.on(found.cover)}"


def screening(book: Book) -> str:
    """Returns the safety answers in a few words."""
    answers = current_answer(book, Screening)
    if answers is None:
        return "not answered yet"
    if not answers.ticked:
        return "nothing applies"
    return "agreed by a doctor" if answers.agreed else "something applies"


def area(ramps: Ramps, area: Area) -> str:
    """Returns whether an area is on, or when it will be; an area that is on may be closed for now."""
    if ramps.open(area):
        answers = screening_of(of_kind(ramps.book, Screening))
        return "on, but closed for now" if answers is not None and locks(answers, area) else "on"
    return "off" if ramps.stays_off(area) else "at the back's towel 10"


def zone(settings: Settings) -> str:
    """Returns the time zone."""
    return settings.tz or labels.OWN_ZONE


def cue(settings: Settings) -> str:
    """Returns the moment of the day: after what the mat is rolled out."""
    return settings.cue_sentence or "not said"


def keys(settings: Settings) -> str:
    """Returns the number of keys that the user has changed."""
    return f"{len(settings.keymap)} of your own" if settings.keymap else "as they come"
