"""Setting up: what answers change, recorded at once or shown before that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from coach.domain import labels
from coach.domain.current_answers import of_kind, replaced_by, seen_by
from coach.domain.model import (
    LONGEST_CUE,
    SETTINGS,
    Book,
    Change,
    Cover,
    Event,
    Goal,
    GoalSet,
    Record,
    Refused,
    Screening,
    Settings,
    Start,
    StartSaid,
)
from coach.domain.onboarding.answers import Answers, sensitive_with
from coach.domain.onboarding.safety_answers import says_the_same, screening_of_answers
from coach.domain.onboarding.user_profile import current_answer, default_goal, is_split
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.safety.screening import UNCHANGED
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.text import format

BARE_CAUTION = (
    "Spikes can pierce sensitive skin if it is bare (RunnerClick's guide, Side effects)."
    " A T-shirt is just as good a goal."
)
"""The caution for someone with sensitive skin who wants bare skin as the goal (A21)."""


def set_up(book: Book, answers: Answers, now: datetime, *, whole: bool = True) -> Change | None:
    """Records the answers as events of this instant; None if they change nothing.

    At a first setup, what was not answered is recorded as its default, unless the answers are one page of
    several and so not `whole`.

    Raises Refused at a first setup without the safety questions, for a part that is not felt well without
    its areas, for a goal that is no rung, and for a cue that is too long; Unconfirmed for bare skin as the
    goal of sensitive skin.
    """
    put = tuple(_records(book, answers, now, whole=whole))
    return Change(_label(book, put), put=put) if put else None


def _records(
    book: Book, answers: Answers, now: datetime, *, whole: bool, unfinished: bool = False
) -> Iterator[Record]:
    """Yields the records to put into the file; `unfinished` answers are read as far as they go."""
    yield from screening_of_answers(book, answers, now, unfinished=unfinished)
    yield from _new_start(book, answers, now, whole=whole)
    yield from _new_goal(book, answers, now, whole=whole, unfinished=unfinished)
    yield from _new_settings(book.settings, answers)


def _new_start(book: Book, answers: Answers, now: datetime, *, whole: bool) -> Iterator[StartSaid]:
    """Yields the start and the kind of skin, if they were asked for and missing, or are different now."""
    start = current_answer(book, StartSaid)
    began = answers.start or (start.start if start else Start.NEW)
    sensitive = sensitive_with(book, answers)
    said_again = answers.start is not None and is_split(book, StartSaid)
    asked = whole or answers.start is not None or answers.sensitive is not None
    if (asked and (start is None or said_again)) or (
        start is not None and (began, sensitive) != (start.start, start.sensitive)
    ):
        over = replaced_by(of_kind(book, StartSaid))
        yield StartSaid(at=now, start=began, sensitive=sensitive, over=over, seen=seen_by(book, now))


def _new_goal(
    book: Book, answers: Answers, now: datetime, *, whole: bool, unfinished: bool
) -> Iterator[GoalSet]:
    """Yields the goal, if it was asked for and missing, or is different now."""
    goal = current_answer(book, GoalSet)
    sensitive = sensitive_with(book, answers)
    wanted = _wanted_goal(answers, goal, sensitive=sensitive)
    asks_for_bare = sensitive and answers.goal_cover is Cover.BARE
    confirmed = wanted.cover is Cover.BARE and (
        (asks_for_bare and answers.bare_confirmed) or (goal is not None and goal.bare_confirmed)
    )
    if asks_for_bare and not confirmed and not unfinished:
        raise Unconfirmed(BARE_CAUTION, Confirmation.BARE)
    said_again = answers.goal_cover is not None and is_split(book, GoalSet)
    asked = whole or answers.goal_cover is not None or answers.goal_minutes is not None
    if (asked and (goal is None or said_again)) or (
        goal is not None
        and (wanted.cover, wanted.minutes, confirmed) != (goal.cover, goal.minutes, goal.bare_confirmed)
    ):
        yield GoalSet(
            at=now,
            cover=wanted.cover,
            minutes=wanted.minutes,
            bare_confirmed=confirmed,
            over=replaced_by(of_kind(book, GoalSet)),
            seen=seen_by(book, now),
        )


def _new_settings(settings: Settings, answers: Answers) -> Iterator[Settings]:
    """Yields the settings that setup asks for, if they are different now."""
    tz = settings.tz if answers.tz is None else answers.tz
    cue = settings.cue_sentence if answers.cue is None else " ".join(answers.cue.split())
    if len(cue) > LONGEST_CUE:
        raise Refused(f"That is long for a moment of the day; {LONGEST_CUE} characters are enough.")
    start = settings.week_start if answers.week_start is None else answers.week_start
    found = settings._replace(tz=tz, cue_sentence=cue, week_start=start)
    if found != settings:
        yield found


def preview(book: Book, answers: Answers, now: datetime) -> Book:
    """Returns the book as it would be with answers that may not be finished yet.

    Until the areas without feeling are named they are all closed. Bare skin is taken as the goal, and a goal
    that is no rung is left out, so that none of it hides what the other answers lock. Raises Refused at a
    first setup without the safety questions.
    """
    answers = replace(
        answers,
        goal_cover=answers.goal_cover if answers.goal_cover in GOAL_COVERS else None,
        goal_minutes=answers.goal_minutes if answers.goal_minutes in GOAL_MINUTES else None,
        cue=None,
    )
    put = tuple(_records(book, answers, now, whole=True, unfinished=True))
    events = tuple(record for record in put if isinstance(record, Event))
    settings = [record for record in put if isinstance(record, Settings)]
    return book._replace(events=(*book.events, *events), settings=(settings or [book.settings])[0])


def _label(book: Book, put: Iterable[Record]) -> str:
    """Returns the label of the change: it names each thing that is different."""
    if current_answer(book, Screening) is None:
        # The place of a first setup sets the first day of a week, which nobody is asked for.
        only = all(isinstance(record, Screening | Settings) for record in put)
        return "Answered the safety questions" if only else "Answered the setup questions"
    parts = [part for record in put for part in _parts(book, record)]
    if not parts:
        return UNCHANGED
    return f"Changed {format.listed(parts)}"


def _parts(book: Book, record: Record) -> Iterator[str]:
    """Yields the names of what a record changes."""
    if isinstance(record, Screening):
        before = current_answer(book, Screening)
        if before is None or not says_the_same(record, before):
            yield "the safety answers"
    if isinstance(record, StartSaid):
        known = current_answer(book, StartSaid)
        if known is None or record.start is not known.start:
            yield "how much you have used a mat"
        if record.sensitive is not bool(known and known.sensitive):
            yield f"your skin to {'sensitive' if record.sensitive else 'not sensitive'}"
    if isinstance(record, GoalSet):
        yield f"the goal to {labels.COVER[record.cover]}, {format.minutes(record.minutes)}"
    if isinstance(record, Settings):
        if record.tz != book.settings.tz:
            yield f"the time zone to {SETTINGS['tz'].name_of(record.tz)}"
        if record.week_start != book.settings.week_start:
            yield "the first day of a week"
        if record.cue_sentence != book.settings.cue_sentence:
            yield "the moment of the day"


def _wanted_goal(answers: Answers, goal: GoalSet | None, *, sensitive: bool) -> Goal:
    """Returns the goal with the answers; raises Refused for a cover or minutes that are no rung."""
    before = Goal(goal.cover, goal.minutes) if goal else default_goal(sensitive=sensitive)
    cover = answers.goal_cover or before.cover
    minutes = before.minutes if answers.goal_minutes is None else answers.goal_minutes
    # A goal that is on file already is not refused here, or no other answer could be recorded any more.
    if answers.goal_cover is not None and cover not in GOAL_COVERS:
        raise Refused(f"A goal's cover is one of {', '.join(GOAL_COVERS)}, not {cover}.")
    if answers.goal_minutes is not None and minutes not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise Refused(f"A goal's minutes are one of {rungs}, not {minutes}: 30 is the most for a session.")
    return Goal(cover, minutes)
