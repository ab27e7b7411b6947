"""The options of `coach setup`, and the answers that they hold."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.domain import labels
from coach.domain.model import (
    AGREEABLE,
    Area,
    Contraindication,
    Cover,
    Start,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.safety.missing_answers import AnswerMissing, MissingPart
from coach.domain.safety.old_answers import ComfortMeaning
from coach.text.format import listed

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.parser import Parser

_NONE = "none"

_HOW_TO_ANSWER = {
    MissingPart.QUESTIONS: "Answer the safety questions first: coach setup asks them one by one, or"
    " add --screening and what applies to you; none means that nothing does.",
    MissingPart.AREAS: "Say which areas you cannot feel well: --numb-areas feet,legs, or none if it is"
    " none of these.",
    MissingPart.TICK: "--numb-areas needs feeling in --screening.",
    MissingPart.AGAIN: "Answer with --screening and what applies to you; none means that nothing does.",
}
"""The options with which the missing parts of safety answers are given."""


_WORDS = listed(
    (f"{each} for {meaning}" for each, meaning in labels.CONTRAINDICATION.items()),
    between="; ",
    last="; and ",
)
_AGREEABLE = listed((each for each in Contraindication if each in AGREEABLE), last=" or ")


def add_answers(parser: Parser) -> None:
    """Declares the options that hold the answers."""
    parser.epilog = (
        f"The words for --screening are {_WORDS}. The parts that you cannot feel well are named with"
        " --numb-areas. What you name keeps the timer locked until you answer again without it, or until a"
        " doctor has agreed, where that is enough. The safety questions come first; whatever else you leave"
        " out stays as it is."
    )
    parser.add_argument(
        "--screening",
        metavar="S",
        choices=("none", *Contraindication),
        help="answers all the safety questions: none, or those of the words below that apply, separated by"
        " commas",
    )
    parser.add_argument(
        "--doctor-agreed",
        metavar="S",
        choices=tuple(each for each in Contraindication if each in AGREEABLE),
        help=f"what a doctor agreed to: {_AGREEABLE}, separated by commas; this"
        " answers none of the other questions",
    )
    parser.add_argument(
        "--numb-areas",
        metavar="S",
        choices=("none", *Area),
        help="the areas that you cannot feel well, separated by commas, or none; they stay closed even if a"
        " doctor agreed",
    )
    parser.add_argument(
        "--unchanged",
        action="store_true",
        help="answers all the safety questions as last time, because nothing has changed",
    )
    skin = parser.add_alternatives()
    skin.add_argument(
        "--sensitive",
        action="store_true",
        help="your skin is sensitive: start on a towel, and stay on a T-shirt unless you confirm bare skin",
    )
    skin.add_argument("--not-sensitive", action="store_true", help="your skin is not sensitive after all")
    parser.add_argument(
        "--start",
        metavar="new|some|regular",
        choices=Start,
        help="how much you have used a mat: new starts on a towel, some in a T-shirt, and regular on bare"
        " skin, for people who have no trouble on it, although the articles start everyone on a towel",
    )
    parser.add_argument(
        "--goal-cover",
        metavar="C",
        choices=GOAL_COVERS,
        help="the thinnest cover you are aiming for: towel, shirt or bare",
    )
    parser.add_argument(
        "--goal-minutes",
        metavar="N",
        choices=GOAL_MINUTES,
        help=f"the longest session you are aiming for: {', '.join(map(str, GOAL_MINUTES))}",
    )
    parser.add_argument(
        "--cue", metavar="T", help="what you roll out the mat after, such as: I brush my teeth"
    )
    parser.add_argument("--tz", metavar="ZONE", help="your time zone, such as Europe/Zurich")
    parser.add_argument(
        "--old-comfort",
        metavar="unbearable|comfortable",
        choices=ComfortMeaning,
        help="what your old answers of 8 to 10 on comfort meant; coach today asks if there are any",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="agrees to what the command asks, and prints what that was: that the sessions on file"
        " are yours, that you want bare skin although your skin is sensitive, or that a new file starts"
        " where only backups are left",
    )


def answers_of(given: Namespace) -> Answers:
    """Returns the answers that were typed; raises `UsageError` if one of them makes no sense."""
    return Answers(
        ticked=arguments.optional(_screening, given.screening),
        agreed=arguments.optional(_agreed, given.doctor_agreed),
        numb_areas=arguments.optional(numb_areas, given.numb_areas),
        sensitive=True if given.sensitive else False if given.not_sensitive else None,
        start=arguments.optional(partial(arguments.choice, "start", Start), given.start),
        goal_cover=arguments.optional(_goal_cover, given.goal_cover),
        goal_minutes=arguments.optional(_goal_minutes, given.goal_minutes),
        tz=arguments.optional(arguments.time_zone, given.tz),
        cue=arguments.optional(partial(arguments.note, field="cue"), given.cue),
    )


def _screening(text: str) -> frozenset[Contraindication]:
    return frozenset(map(Contraindication, _words("screening", Contraindication, text)))


def _agreed(text: str) -> frozenset[Contraindication]:
    words = [word.strip().lower() for word in text.split(",")]
    if not set(words) - {_NONE, ""}:
        raise UsageError(
            "doctor-agreed: leave it out if no doctor agreed; an earlier yes then no longer counts."
        )
    found = frozenset(arguments.choice("doctor-agreed", Contraindication, word) for word in words)
    if other := [each for each in Contraindication if each in found - AGREEABLE]:
        raise UsageError(
            f"doctor-agreed: {other[0]} has to be answered again once it is over; a doctor's yes only"
            f" counts for"
            " pregnant, thinners, feeling and heart."
        )
    return found


def numb_areas(text: str) -> frozenset[Area]:
    """Returns the areas of a list with commas; raises UsageError for a word that is none."""
    return frozenset(map(Area, _words("numb-areas", Area, text)))


def _words(field: str, kind: type[StrEnum], text: str) -> list[str]:
    """Returns the words of a list with commas; none of them for the word `none`, which stands alone."""
    words = [word.strip().lower() for word in text.split(",")]
    if words == [_NONE]:
        return []
    if _NONE in words:
        raise UsageError(f"{field}: none cannot go with others; leave out one or the other.")
    if "" in words:
        raise UsageError(
            f"{field}: a word is missing; give none, or some of {', '.join(kind)}, separated by commas."
        )
    known = (_NONE, *(each.value for each in kind))
    return [arguments.one_of(field, known, word) for word in words]


def _goal_cover(text: str) -> Cover:
    found = arguments.choice("goal-cover", Cover, text)
    if found not in GOAL_COVERS:
        raise UsageError(f"goal-cover: {text} is not one of {', '.join(GOAL_COVERS)}.")
    return found


def _goal_minutes(text: str) -> int:
    found = arguments.whole("goal-minutes", text, 0, 10**9)
    if found not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise UsageError(f"goal-minutes: {text} is not one of {rungs}; 30 is the limit for a session.")
    return found


def how_to_answer(missing: AnswerMissing) -> str:
    """Returns why a safety answer is missing, and with which option it is given."""
    return f"{missing.why} {_HOW_TO_ANSWER[missing.part]}".lstrip()
