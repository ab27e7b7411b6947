"""The options of `coach setup`, and the answers that they hold."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.clock import zone
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

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NONE = "none"

_HOW_TO_ANSWER = {
    MissingPart.QUESTIONS: "Answer the safety questions first: --screening none, or what applies to you.",
    MissingPart.AREAS: "Say which areas you cannot feel well: --numb-areas feet,legs, or none if it is"
    " none of these.",
    MissingPart.TICK: "--numb-areas goes with the tick: add feeling to --screening.",
    MissingPart.AGAIN: "Answer with --screening and what applies to you; none means that nothing does.",
}
"""The options with which the missing parts of safety answers are given."""


def add_answers(parser: ArgumentParser) -> None:
    """Declares the options that hold the answers."""
    parser.epilog = (
        "The words of --screening are wound (broken skin, a wound or a rash), skin (an infection or a"
        " condition of it), clots (a blood-clot problem), circulation (a severe problem of the circulation),"
        " pregnant, thinners (blood thinners, easy bleeding or bruising, long use of cortisone), feeling (a"
        " part that you cannot feel well, named with --numb-areas), heart (heart trouble, a pacemaker or"
        " epilepsy), fever (a fever or an acute illness now) and unsure. What applies keeps the timer locked"
        " until you answer again without it, or until a doctor agreed where that is enough. The safety"
        " questions come first; all else that you leave out stays as it was."
    )
    parser.add_argument(
        "--screening",
        metavar="S",
        choices=("none", *Contraindication),
        help="answers all the safety questions: none, or the words below that apply, with commas",
    )
    parser.add_argument(
        "--doctor-agreed",
        metavar="S",
        choices=tuple(each for each in Contraindication if each in AGREEABLE),
        help="opens what a doctor agreed to: pregnant, thinners, feeling or heart, with commas; alone it"
        " answers no other question",
    )
    parser.add_argument(
        "--numb-areas",
        metavar="S",
        choices=("none", *Area),
        help="the areas that you cannot feel well, with commas, or none; they stay closed even when a doctor"
        " agreed",
    )
    parser.add_argument(
        "--unchanged",
        action="store_true",
        help="answers all the safety questions as last time, since nothing has changed",
    )
    parser.add_argument(
        "--sensitive",
        action="store_true",
        help="your skin is sensitive, so the steps begin on a towel and end in a T-shirt unless you confirm"
        " bare skin",
    )
    parser.add_argument(
        "--start",
        metavar="new|some|regular",
        choices=Start,
        help="how used to a mat you are: new begins on a towel, some in a T-shirt, and regular on bare skin,"
        " for someone who lies on it without trouble, though the articles begin with a towel",
    )
    parser.add_argument(
        "--goal-cover",
        metavar="C",
        choices=GOAL_COVERS,
        help="the thinnest cover that the steps lead to: towel, shirt or bare",
    )
    parser.add_argument(
        "--goal-minutes",
        metavar="N",
        choices=GOAL_MINUTES,
        help=f"the longest session that the steps lead to: {', '.join(map(str, GOAL_MINUTES))}",
    )
    parser.add_argument("--cue", metavar="T", help="after what you roll out the mat, as in: I brush my teeth")
    parser.add_argument("--tz", metavar="ZONE", help="the time zone of your days, as in Europe/Zurich")
    parser.add_argument(
        "--old-comfort",
        metavar="unbearable|comfortable",
        choices=ComfortMeaning,
        help="what old answers of 8 to 10 on comfort meant; coach today asks where there are any",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="agrees to the one thing that the command asks about, and names it: that the sessions on file"
        " are yours, that bare skin is your goal though your skin is sensitive, or that a new file begins"
        " where only backups are left",
    )


def answers_of(given: Namespace) -> Answers:
    """Returns the answers that were typed; raises `UsageError` if one of them makes no sense."""
    return Answers(
        ticked=arguments.optional(_screening, given.screening),
        agreed=arguments.optional(_agreed, given.doctor_agreed),
        numb_areas=arguments.optional(_numb_areas, given.numb_areas),
        sensitive=True if given.sensitive else None,
        start=arguments.optional(partial(arguments.choice, "start", Start), given.start),
        goal_cover=arguments.optional(_goal_cover, given.goal_cover),
        goal_minutes=arguments.optional(_goal_minutes, given.goal_minutes),
        tz=arguments.optional(_zone, given.tz),
        cue=arguments.optional(partial(arguments.note, field="cue"), given.cue),
    )


def _screening(text: str) -> frozenset[Contraindication]:
    return frozenset(map(Contraindication, _words("screening", Contraindication, text)))


def _agreed(text: str) -> frozenset[Contraindication]:
    words = [word.strip().lower() for word in text.split(",")]
    if not set(words) - {_NONE, ""}:
        raise UsageError(
            "doctor-agreed: leave it out where no doctor agreed, and a yes of before no longer counts."
        )
    found = frozenset(arguments.choice("doctor-agreed", Contraindication, word) for word in words)
    if other := [each for each in Contraindication if each in found - AGREEABLE]:
        raise UsageError(
            f"doctor-agreed: {other[0]} is answered again once it is over; a doctor's yes counts for"
            " pregnant, thinners, feeling and heart."
        )
    return found


def _numb_areas(text: str) -> frozenset[Area]:
    return frozenset(map(Area, _words("numb-areas", Area, text)))


def _words(field: str, kind: type[StrEnum], text: str) -> list[str]:
    """Returns the words of a list with commas; none of them for the word `none`, which stands alone."""
    words = [word.strip().lower() for word in text.split(",")]
    if words == [_NONE]:
        return []
    if _NONE in words:
        raise UsageError(f"{field}: none stands alone; leave it out, or the others.")
    if "" in words:
        raise UsageError(f"{field}: a word is missing; give none, or some of {', '.join(kind)} with commas.")
    known = (_NONE, *(each.value for each in kind))
    return [arguments.one_of(field, known, word) for word in words]


def _goal_cover(text: str) -> Cover:
    found = arguments.choice("goal-cover", Cover, text)
    if found not in GOAL_COVERS:
        raise UsageError(f"goal-cover: {text} is none of {', '.join(GOAL_COVERS)}.")
    return found


def _goal_minutes(text: str) -> int:
    found = arguments.whole("goal-minutes", text, 0, 10**9)
    if found not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise UsageError(f"goal-minutes: {text} is none of {rungs}; 30 is the most for a session.")
    return found


def _zone(text: str) -> str:
    try:
        zone(text)
    except ValueError:
        raise UsageError(f"tz: {text} is no time zone; name one as in Europe/Zurich.") from None
    return text


def how_to_answer(missing: AnswerMissing) -> str:
    """Returns why a safety answer is missing, and with which option it is given."""
    return f"{missing.why} {_HOW_TO_ANSWER[missing.part]}".lstrip()
