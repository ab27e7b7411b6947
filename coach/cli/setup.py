"""`coach setup`: the first questions, and the same again later."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import values
from coach.cli.confirming import Asked, confirmed
from coach.cli.old_comfort import settle
from coach.cli.out import say
from coach.cli.words import what_follows
from coach.cli.wrong import Wrong
from coach.clock import zone
from coach.domain.confirmations import Confirmation
from coach.domain.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.model import AGREEABLE, Area, Book, Change, Contraindication, Cover, Refused, Start
from coach.domain.old_answers import Meant
from coach.domain.screening import unchanged
from coach.domain.setup import Answers, is_another, set_up, stricter
from coach.wording import count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.desk import Desk
    from coach.store import Applied

_NONE = "none"


def arguments(parser: ArgumentParser) -> None:
    """The answers; what is left out stays as it was."""
    parser.epilog = (
        "The safety questions come first. wound: broken skin, a wound or a rash; skin: an infection or"
        " condition; clots: a blood-clot problem; circulation: a severe problem of the circulation; thinners:"
        " blood thinners, easy bleeding or bruising, long use of cortisone; feeling: a part that you cannot"
        " feel well; heart: heart trouble, a pacemaker or epilepsy; fever: a fever or an acute illness now."
    )
    parser.add_argument(
        "--screening",
        metavar="S",
        choices=("none", *Contraindication),
        help="none, or what applies, with commas: wound, skin, clots, circulation, pregnant, thinners,"
        " feeling, heart, fever, unsure",
    )
    parser.add_argument(
        "--doctor-agreed",
        metavar="S",
        choices=tuple(each for each in Contraindication if each in AGREEABLE),
        help="what a doctor agreed to, with commas: pregnant, thinners, feeling, heart",
    )
    parser.add_argument(
        "--numb-areas",
        metavar="S",
        choices=("none", *Area),
        help="the areas that you cannot feel well, with commas, or none; they stay closed",
    )
    parser.add_argument(
        "--unchanged", action="store_true", help="nothing has changed since the last safety answers"
    )
    parser.add_argument("--sensitive", action="store_true", help="your skin is sensitive")
    parser.add_argument(
        "--start", metavar="new|some|regular", choices=Start, help="how much you have used a mat"
    )
    parser.add_argument("--goal-cover", metavar="C", choices=GOAL_COVERS, help="towel, shirt or bare")
    parser.add_argument(
        "--goal-minutes", metavar="N", choices=GOAL_MINUTES, help=", ".join(map(str, GOAL_MINUTES))
    )
    parser.add_argument("--cue", metavar="T", help="after what you roll out the mat, as in: I brush my teeth")
    parser.add_argument("--tz", metavar="ZONE", help="your time zone, as in Europe/Zurich")
    parser.add_argument(
        "--old-comfort",
        metavar="unbearable|comfortable",
        choices=Meant,
        help="what old answers of 8 to 10 on comfort meant; coach today asks where there are any",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="the sessions on file are yours; bare skin is wanted though the skin is sensitive; or start over"
        " where only backups of the file are left",
    )


def run(given: Namespace, desk: Desk) -> int:
    """Record the answers as of now, and say what they make of today."""
    answers = Answers(
        ticked=values.optional(_screening, given.screening),
        agreed=values.optional(_agreed, given.doctor_agreed),
        numb_areas=values.optional(_numb_areas, given.numb_areas),
        bare_confirmed=given.yes,
        sensitive=True if given.sensitive else None,
        start=values.optional(partial(values.choice, "start", Start), given.start),
        goal_cover=values.optional(_goal_cover, given.goal_cover),
        goal_minutes=values.optional(_goal_minutes, given.goal_minutes),
        tz=values.optional(_zone, given.tz),
        cue=values.optional(partial(values.note, field="cue"), given.cue),
    )
    if given.old_comfort is not None:
        if answers != Answers():
            raise Wrong("--old-comfort stands alone; give the other answers in a command of their own.")
        return settle(desk, given.old_comfort)
    if given.unchanged:
        if answers != Answers(bare_confirmed=given.yes):
            raise Wrong("unchanged stands alone: say what has changed instead, such as --screening fever.")
        return _tell(desk, desk.change(unchanged))
    if answers == Answers(bare_confirmed=given.yes):
        raise Wrong("coach setup needs an answer, such as --screening none; see coach setup --help.")
    if given.yes:
        desk.store.forget()

    def decide(book: Book, now: datetime) -> Change | None:
        change = set_up(book, answers, now)
        if change is not None and not given.yes and is_another(book, answers):
            raise Refused(
                f"{desk.path} has {count(len(book.sessions), 'session')} already. If they are yours,"
                " add --yes; someone else takes a file of their own: coach --data FILE setup."
            )
        return change

    asks = {
        Confirmation.BARE: Asked(
            "Is bare skin your goal all the same?",
            "If you want bare skin all the same, add --yes.",
            given.yes,
        ),
    }

    def change(agreed: frozenset[Confirmation]) -> Applied:
        nonlocal answers
        answers = replace(answers, bare_confirmed=Confirmation.BARE in agreed)
        return desk.change(decide)

    applied, _ = confirmed(change, asks)
    return _tell(desk, applied)


def _tell(desk: Desk, applied: Applied) -> int:
    book = applied.book
    say(
        f"{applied.label}." if applied.label else "Nothing to record: all of it was said before.",
        *stricter(book),
        what_follows(book, book.settings.area, desk.day(book)),
        "The coach is no medical device; stop when something hurts, and ask a professional in doubt.",
    )
    return 0


def _screening(said: str) -> frozenset[Contraindication]:
    words = [word.strip().lower() for word in said.split(",")]
    if words == [_NONE]:
        return frozenset()
    if _NONE in words:
        raise Wrong("screening: none stands alone; leave it out, or the others.")
    return frozenset(values.choice("screening", Contraindication, word) for word in words)


def _agreed(said: str) -> frozenset[Contraindication]:
    words = [word.strip().lower() for word in said.split(",")]
    found = frozenset(values.choice("doctor-agreed", Contraindication, word) for word in words)
    if other := [each for each in Contraindication if each in found - AGREEABLE]:
        raise Wrong(
            f"doctor-agreed: {other[0]} is answered again once it is over; a doctor's yes counts for"
            " pregnant, thinners, feeling and heart."
        )
    return found


def _numb_areas(said: str) -> frozenset[Area]:
    words = [word.strip().lower() for word in said.split(",")]
    if words == [_NONE]:
        return frozenset()
    return frozenset(values.choice("numb-areas", Area, word) for word in words)


def _goal_cover(said: str) -> Cover:
    found = values.choice("goal-cover", Cover, said)
    if found not in GOAL_COVERS:
        raise Wrong(f"goal-cover: {said} is none of {', '.join(GOAL_COVERS)}.")
    return found


def _goal_minutes(said: str) -> int:
    found = values.whole("goal-minutes", said, 0, 10**9)
    if found not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise Wrong(f"goal-minutes: {said} is none of {rungs}; 30 is the most for a session.")
    return found


def _zone(said: str) -> str:
    try:
        zone(said)
    except ValueError:
        raise Wrong(f"tz: {said} is no time zone; name one as in Europe/Zurich.") from None
    return said
