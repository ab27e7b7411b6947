"""`coach setup`: the first questions, and the same again later."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.confirmations import Asked, confirmed
from coach.cli.errors import UsageError, near
from coach.cli.old_comfort import settle
from coach.cli.output import say
from coach.cli.sentences import what_follows
from coach.clock import zone
from coach.domain.model import (
    AGREEABLE,
    Area,
    Book,
    Change,
    Contraindication,
    Cover,
    GoalSet,
    Refused,
    Start,
)
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.safety_answers import check_ticks
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import contradictions, current_answer
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.safety.old_answers import ComfortMeaning
from coach.domain.safety.screening import unchanged
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.store import MissingFile
from coach.text.format import count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.store import Applied

_NONE = "none"
_BARE = "bare skin is your goal though your skin is sensitive"
_ANEW = "a new file begins here; the backups stay as they are"


def add_arguments(parser: ArgumentParser) -> None:
    """The answers; what is left out stays as it was."""
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


def run(given: Namespace, context: CommandContext) -> int:
    """Records the answers as of now, and says what they make of today."""
    answers = Answers(
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
    if given.old_comfort is not None:
        if answers != Answers():
            raise UsageError("--old-comfort stands alone; give the other answers in a command of their own.")
        return settle(context, given.old_comfort)
    if given.unchanged:
        if answers != Answers():
            raise UsageError(
                "unchanged stands alone: say what has changed instead, such as --screening fever."
            )
        return _tell(context, context.change(unchanged))
    if answers == Answers():
        raise UsageError("coach setup needs an answer, such as --screening none; see coach setup --help.")
    try:
        return _record(context, answers, yes=given.yes)
    except MissingFile as gone:
        if not given.yes or not gone.backups:
            raise
        context.store.forget()
        return _record(context, answers, yes=True, anew=_ANEW)


def _record(context: CommandContext, answers: Answers, *, yes: bool, anew: str = "") -> int:
    """Records the answers, and says what else a yes agreed to."""
    agreed_to: list[str] = []

    def decide(book: Book, now: datetime) -> Change | None:
        agreed_to[:] = filter(None, (anew,))
        check_ticks(book, answers)
        change = set_up(book, answers, now)
        if change is not None and is_another(book, answers):
            many = count(len(book.sessions), "session")
            if not yes:
                raise Refused(
                    f"{context.path} has {many} already. If they are yours,"
                    " add --yes; someone else takes a file of their own: coach --data FILE setup."
                )
            one = len(book.sessions) == 1
            agreed_to.append("the session on file is yours" if one else f"the {many} on file are yours")
        if change is not None and yes and _confirms_bare(book, change):
            agreed_to.append(_BARE)
        if len(agreed_to) > 1:
            raise Refused(
                f"--yes would agree to several things at once: {', and that '.join(agreed_to)}."
                " Say them in a command each."
            )
        return change

    asks = {
        Confirmation.BARE: Asked(
            "Is bare skin your goal all the same?",
            "If you want bare skin all the same, add --yes.",
            yes,
        ),
    }

    doubtful = False

    def change(agreed: frozenset[Confirmation]) -> Applied:
        nonlocal answers, doubtful
        answers = replace(answers, bare_confirmed=Confirmation.BARE in agreed)
        try:
            return context.change(decide)
        except Unconfirmed:
            doubtful = True
            raise

    try:
        applied, _ = confirmed(change, asks)
    except Refused as refused:
        rest = replace(answers, goal_cover=None, goal_minutes=None)
        if not doubtful or (rest.ticked, rest.agreed, rest.numb_areas, rest.sensitive) == (None,) * 4:
            raise
        # what was said of someone's safety holds, whatever becomes of the goal
        applied = context.change(partial(_kept, rest=rest, refused=refused))
        _tell(context, applied)
        raise Refused(f"All of that is recorded but the goal. {refused}") from None
    # what holds where answers contradict each other names bare skin anyway
    named = [each for each in agreed_to if each != _BARE]
    return _tell(context, applied, *(f"Your --yes said that {each}." for each in named))


def _kept(book: Book, now: datetime, *, rest: Answers, refused: Refused) -> Change | None:
    if is_another(book, rest):
        raise refused
    return set_up(book, rest, now, whole=False)


def _confirms_bare(book: Book, change: Change) -> bool:
    """Returns whether a change confirms bare skin as the goal of sensitive skin, which it was not before."""
    goal = current_answer(book, GoalSet)
    if goal is not None and goal.bare_confirmed:
        return False
    return any(isinstance(each, GoalSet) and each.bare_confirmed for each in change.put)


def _tell(context: CommandContext, applied: Applied, *agreed_to: str) -> int:
    book = applied.book
    say(
        f"{applied.label}." if applied.label else "Nothing to record: all of it was said before.",
        *agreed_to,
        *contradictions(book),
        *what_follows(book, book.settings.area, context.now(book)),
        "The coach is no medical device; stop when something hurts, and ask a professional in doubt.",
    )
    return 0


def _screening(said: str) -> frozenset[Contraindication]:
    return frozenset(map(Contraindication, _words("screening", Contraindication, said)))


def _words(field: str, kind: type[StrEnum], said: str) -> list[str]:
    """Returns some of a few words, with commas; `none` stands alone."""
    words = [word.strip().lower() for word in said.split(",")]
    if words == [_NONE]:
        return []
    if _NONE in words:
        raise UsageError(f"{field}: none stands alone; leave it out, or the others.")
    if "" in words:
        raise UsageError(f"{field}: a word is missing; give none, or some of {', '.join(kind)} with commas.")
    known = (_NONE, *(each.value for each in kind))
    for word in words:
        if word not in known:
            raise UsageError(f"{field}: {word} is none of {', '.join(known)}{near(word, known)}")
    return words


def _agreed(said: str) -> frozenset[Contraindication]:
    words = [word.strip().lower() for word in said.split(",")]
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


def _numb_areas(said: str) -> frozenset[Area]:
    return frozenset(map(Area, _words("numb-areas", Area, said)))


def _goal_cover(said: str) -> Cover:
    found = arguments.choice("goal-cover", Cover, said)
    if found not in GOAL_COVERS:
        raise UsageError(f"goal-cover: {said} is none of {', '.join(GOAL_COVERS)}.")
    return found


def _goal_minutes(said: str) -> int:
    found = arguments.whole("goal-minutes", said, 0, 10**9)
    if found not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise UsageError(f"goal-minutes: {said} is none of {rungs}; 30 is the most for a session.")
    return found


def _zone(said: str) -> str:
    try:
        zone(said)
    except ValueError:
        raise UsageError(f"tz: {said} is no time zone; name one as in Europe/Zurich.") from None
    return said
