"""The safety questions as lines to tick, with those for a doctor's yes and for areas that lack feeling."""

from __future__ import annotations

from collections.abc import Collection

from coach.domain import labels
from coach.domain.model import AGREEABLE, Area, Contraindication, Screening
from coach.domain.onboarding.answers import Answers
from coach.widgets.forms.choice import Option

_AGREED = "agreed-"
_NUMB = "numb-"
_NONE = "none"

_LABELS = {
    Contraindication.WOUND: "broken skin, a wound or a rash",
    Contraindication.SKIN: "a skin infection or condition",
    Contraindication.CLOTS: "a blood-clot problem, now or before",
    Contraindication.CIRCULATION: "severe circulatory problems",
    Contraindication.PREGNANT: "pregnant, or might be",
    Contraindication.THINNERS: "blood thinners or easy bleeding",
    Contraindication.FEELING: "a part I cannot feel well",
    Contraindication.HEART: "heart trouble or epilepsy",
    Contraindication.FEVER: "fever, or ill right now",
    Contraindication.UNSURE: "unsure whether it is for me",
}

_PRECAUTIONS = "the article on sore legs (Precautions)"
_MEANS = {
    Contraindication.WOUND: f"No mat on broken skin, a wound or a rash, says {_PRECAUTIONS}.",
    Contraindication.SKIN: "No mat with a skin infection or condition, says the article on sore"
    " legs (Precautions, FAQ).",
    Contraindication.CLOTS: f"No mat with a blood-clot problem, says {_PRECAUTIONS}; a mat maker's rules add"
    " inflamed veins.",
    Contraindication.CIRCULATION: "No mat with a severe circulatory problem, says the article on sore legs"
    " (FAQ).",
    Contraindication.PREGNANT: f"A doctor first, says {_PRECAUTIONS}; the stomach stays off the mat.",
    Contraindication.THINNERS: "Blood thinners, easy bleeding or bruising, or long use of cortisone: from"
    " a clinic's trial and a mat maker's rules.",
    Contraindication.FEELING: "As with diabetes or nerve damage: what you cannot feel cannot warn you."
    " Several mat sellers say to ask first.",
    Contraindication.HEART: "Heart trouble, a pacemaker or epilepsy: from a mat maker's rules and a mat"
    " seller's page.",
    Contraindication.FEVER: "A fever or an acute illness: from a mat maker's rules.",
    Contraindication.UNSURE: "Ask a professional first, says the article on sore legs (FAQ).",
}


def lines(ticked: Collection[str]) -> tuple[Option, ...]:
    """Returns the lines of the page; some ticks add lines for a doctor's yes, or for areas, below them."""
    found: list[Option] = []
    for question, label in _LABELS.items():
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
        return "What you cannot feel well stays off the mat, even if a doctor agreed."
    return _MEANS[Contraindication(line.value)]
