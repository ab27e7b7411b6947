"""The settings in their groups, with their values in words: for the screen and `coach settings`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coach.domain import labels
from coach.domain.current_answers import of_kind, screening_of
from coach.domain.habit.rhythm_choice import rhythm_help, rhythm_value
from coach.domain.model import SETTINGS, Area, Book, Screening, SettingGroup
from coach.domain.onboarding.user_profile import current_answer, goal_of, is_sensitive
from coach.domain.safety.screening import locks
from coach.text import format

if TYPE_CHECKING:
    from coach.domain.ramp.replay import Ramps


class SettingLine(NamedTuple):
    """A setting as it is shown, with its value in words."""

    id: str
    label: str
    value: str
    help: str
    """A sentence or two on its effect."""


def setting_groups(ramps: Ramps) -> Iterator[tuple[SettingGroup, Sequence[SettingLine]]]:
    """Yields the groups with their settings: the fields of the record, then the answers of their own."""
    settings, answers = ramps.book.settings, tuple(_answers(ramps))
    for group in SettingGroup:
        fields = (
            SettingLine(each.id, each.label, each.name_of(getattr(settings, each.id)), each.help)
            for each in SETTINGS.values()
            if each.group is group
        )
        yield group, (*fields, *(line for of, line in answers if of is group))


def _answers(ramps: Ramps) -> Iterator[tuple[SettingGroup, SettingLine]]:
    """Yields the settings that the file keeps as dated answers, since the ramp depends on when they came."""
    book, you = ramps.book, SettingGroup.YOU
    yield you, SettingLine("goal", "Goal", goal(book), _GOAL)
    yield you, SettingLine("rhythm", "Rhythm", rhythm_value(book), _joined(rhythm_help(book), RHYTHM_HELP))
    yield you, SettingLine("screening", "Safety questions", screening(book), _SCREENING)
    yield you, SettingLine("sensitive", "Sensitive skin", "yes" if is_sensitive(book) else "no", _SENSITIVE)
    for each in Area:
        line = SettingLine(
            f"area-{each}", labels.AREA[each].capitalize(), area(ramps, each), labels.how(each)
        )
        yield SettingGroup.AREAS, line


_GOAL = "The longest session and the thinnest cover you are aiming for. You see what a change would do."


RHYTHM_HELP = (
    "On how many days a week you want to lie on the mat. With 3 to 6 days your streak counts weeks, no single"
    " day is missed, and you need no grace. It never changes the ramp."
)
"""What a rhythm is, for screen and command."""
_SCREENING = "What may rule out the mat, from broken skin to a fever."
_SENSITIVE = (
    "The spikes can pierce bare, sensitive skin (RunnerClick's guide, Side effects). With this on, you begin"
    " at step 1 and stay on a T-shirt until you confirm bare skin as your goal."
)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def goal(book: Book) -> str:
    """Returns the goal in a few words."""
    found = goal_of(book)
    return f"{format.minutes_short(found.minutes)} {labels.on(found.cover)}"


def screening(book: Book) -> str:
    """Returns the safety answers in a few words."""
    answers = current_answer(book, Screening)
    if answers is None:
        return "not answered yet"
    if not answers.ticked:
        return "nothing applies"
    return "a doctor agreed" if answers.agreed else "something applies"


def area(ramps: Ramps, area: Area) -> str:
    """Returns whether an area is on, or when it will be; an area that is on may be closed for now."""
    if ramps.open(area):
        answers = screening_of(of_kind(ramps.book, Screening))
        return "on, but closed for now" if answers is not None and locks(answers, area) else "on"
    return "off" if ramps.stays_off(area) else "opens later"
