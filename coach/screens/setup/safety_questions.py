"""The safety questions as lines to tick, with those for a doctor's yes and for areas that lack feeling."""

from __future__ import annotations

from collections.abc import Collection

from coach.domain import labels
from coach.domain.model import AGREEABLE, Area, Contraindication, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.questions import MEANS, NUMB_MEANS, SAFETY
from coach.widgets.forms.choice import Option

_AGREED = "agreed-"
_NUMB = "numb-"
_NONE = "none"


def lines(ticked: Collection[str]) -> tuple[Option, ...]:
    """Returns the lines of the page; some ticks add lines for a doctor's yes, or for areas, below them."""
    found: list[Option] = []
    for question, label in SAFETY.items():
        found.append(Option(question.value, label))
        if question.value not in ticked:
            continue
        if question is Contraindication.FEELING:
            found += [Option(_NUMB + area.value, f"my {labels.AREA[area]}", under=True) for area in Area]
            found.append(Option(_NUMB + _NONE, "none of these", under=True))
        if question in AGREEABLE:
            found.append(Option(_AGREED + question.value, "a doctor agreed to the mat", under=True))
    return tuple(found)


def ticks_of(screening: Screening) -> frozenset[str]:
    """Returns the lines that are ticked for these answers."""
    return frozenset(
        (
            *(each.value for each in screening.ticked),
            *(_AGREED + each.value for each in screening.agreed),
            *(_NUMB + each.value for each in screening.numb_areas or ()),
            *([_NUMB + _NONE] if screening.numb_areas == frozenset() else []),
        )
    )


def answers_of(ticked: Collection[str]) -> Answers:
    """Returns the answers that these ticks stand for."""
    areas = frozenset(each for each in Area if _NUMB + each.value in ticked)
    return Answers(
        ticked=frozenset(each for each in Contraindication if each.value in ticked),
        agreed=frozenset(each for each in AGREEABLE if _AGREED + each.value in ticked),
        numb_areas=areas if areas or _NUMB + _NONE in ticked else None,
    )


def about(line: Option) -> str:
    """Returns what a line means, and which article or maker says so."""
    if line.value.startswith(_AGREED):
        return "Tick this once a doctor who knows about it has agreed."
    if line.value.startswith(_NUMB):
        return NUMB_MEANS
    return MEANS[Contraindication(line.value)]
