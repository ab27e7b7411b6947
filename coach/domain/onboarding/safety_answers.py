"""The safety questions: what is recorded of their answers, and which answers do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coach.domain.current_answers import asked_at, of_kind, replaced_by
from coach.domain.dates import day_of
from coach.domain.model import AGREEABLE, Area, Book, Change, Contraindication, Refused, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.user_profile import current_answer, is_split
from coach.domain.safety.missing_answers import AnswerMissing, MissingPart
from coach.domain.safety.screening import AskWhy, heard, lacks_areas, open_questions


def screening_of_answers(
    book: Book, answers: Answers, now: datetime, *, unfinished: bool
) -> Iterator[Screening]:
    """Yields the safety answers to record, if they say something else or the questions were open.

    Only an answer with the ticks is one to all questions; a doctor's yes or the areas alone leave open what
    is open. Raises Refused at a first setup without ticks, and for a part that is not felt well without its
    areas, unless the answers are `unfinished`.
    """
    known = current_answer(book, Screening)
    if known is None and answers.ticked is None:
        raise AnswerMissing(MissingPart.QUESTIONS)
    before = known or Screening(at=now, asked=frozenset())
    whole = answers.ticked is not None
    ticked = before.ticked if answers.ticked is None else answers.ticked
    agreed = answers.agreed or frozenset()
    if not whole:
        agreed |= before.agreed
    numb = answers.numb_areas
    if Contraindication.FEELING not in ticked:
        numb = None
    elif numb is None and not (whole and _is_numb(book, now)):
        numb = before.numb_areas
    if whole and not unfinished and lacks_areas(ticked, numb):
        raise AnswerMissing(MissingPart.AREAS)
    found = Screening(
        at=now,
        ticked=ticked,
        agreed=agreed & ticked & AGREEABLE,
        asked=frozenset(Contraindication) if whole else before.asked,
        numb_areas=numb,
        # A part of the answers must not look like a fresh answer to all: it keeps the old date, so that
        # questions that are open stay open.
        asked_at=None if whole else asked_at(before),
        heard=heard(book) if whole else before.heard,
        over=replaced_by(of_kind(book, Screening)),
    )
    again = whole and (is_split(book, Screening) or open_questions(book, now) is not None)
    if known is None or again or not says_the_same(found, before) or (whole and _is_older(known, book, now)):
        yield found


def stricter_part(book: Book, answers: Answers, now: datetime) -> Change | None:
    """Returns the part of safety answers that can only close what is open; None if no part does.

    It may be saved of a page that the user left before its end: ticks and areas that were added, and a
    doctor's yes that was taken back. What would open anything waits, and questions that are open stay open.
    """
    known = current_answer(book, Screening)
    if known is None or answers.ticked is None:
        return None
    agreed = answers.agreed or frozenset()
    found = known._replace(
        at=now,
        ticked=known.ticked | answers.ticked,
        # the yes of a tick that was taken off has gone with its line, and was not taken back
        agreed=frozenset(each for each in known.agreed if each in agreed or each not in answers.ticked),
        numb_areas=_more_areas(known, answers),
        asked_at=asked_at(known),
        over=replaced_by(of_kind(book, Screening)),
        id="",
    )
    return None if says_the_same(found, known) else Change("Changed the safety answers", put=(found,))


def check_ticks(book: Book, answers: Answers) -> None:
    """Raises Refused for a doctor's yes, or areas, to what is not ticked: they would change nothing."""
    known = current_answer(book, Screening)
    ticked = answers.ticked if known is None or answers.ticked is not None else known.ticked
    if ticked is None:
        return
    if answers.numb_areas and Contraindication.FEELING not in ticked:
        raise AnswerMissing(MissingPart.TICK)
    lacking = [each for each in Contraindication if each in (answers.agreed or frozenset()) - ticked]
    if lacking:
        raise Refused(f"You have not said yes to {lacking[0]}, so a doctor's yes to it opens nothing.")


def says_the_same(answer: Screening, before: Screening) -> bool:
    """Returns whether an answer differs in nothing but when it was given."""
    return (answer.ticked, answer.agreed, answer.asked, answer.numb_areas) == (
        before.ticked,
        before.agreed,
        before.asked,
        before.numb_areas,
    )


def _is_older(known: Screening, book: Book, now: datetime) -> bool:
    """Returns whether all questions were last answered before today: then the same answers count as new."""
    rollover = book.settings.rollover
    return day_of(asked_at(known), rollover) < day_of(now, rollover)


def _is_numb(book: Book, now: datetime) -> bool:
    """Returns whether numbness was reported since the last answers: then the areas have to be named again."""
    ask = open_questions(book, now)
    return ask is not None and ask.why is AskWhy.NUMB


def _more_areas(known: Screening, answers: Answers) -> frozenset[Area] | None:
    """Returns the areas without feeling, with those that were added to them."""
    ticked = answers.ticked or frozenset()
    if Contraindication.FEELING not in known.ticked:
        return answers.numb_areas if Contraindication.FEELING in ticked else None
    # while nobody has said which, all are closed
    return None if known.numb_areas is None else known.numb_areas | (answers.numb_areas or frozenset())
