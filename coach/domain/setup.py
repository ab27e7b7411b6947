"""The first-run questions, and the same again from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from coach.domain import names
from coach.domain.ladder import GOAL_COVERS, GOAL_MINUTES, Goal, Rung
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Change,
    Contraindication,
    Cover,
    Event,
    GoalSet,
    Record,
    Refused,
    Screening,
    Settings,
    Start,
    StartSaid,
    StepLowered,
)

LONGEST_CUE = 100
"""Characters of the moment of the day."""

E = TypeVar("E", Screening, StartSaid, GoalSet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What someone said at setup; None is left as it was."""

    ticked: frozenset[Contraindication] | None = None
    doctor_agreed: bool | None = None
    sensitive: bool | None = None
    start: Start | None = None
    goal_cover: Cover | None = None
    goal_minutes: int | None = None
    tz: str | None = None
    """An IANA zone that the caller has found to exist."""
    cue: str | None = None
    """After what the mat is rolled out, in the user's words; empty for nothing."""


def set_up(book: Book, answers: Answers, now: datetime, *, whole: bool = True) -> Change | None:
    """Records the answers as events of this instant; None where they change nothing.

    At a first setup, what was not answered is recorded as its default; unless it is not `whole`, but one page
    of several.

    Raises Refused at a first setup without the safety questions, for a goal that is no rung, and for a cue
    that is too long.
    """
    screening, start, goal = latest(book, Screening), latest(book, StartSaid), latest(book, GoalSet)
    if screening is None and answers.ticked is None:
        raise Refused("Answer the safety questions first: --screening none, or what applies to you.")
    put: list[Record] = []
    ticked = answers.ticked if answers.ticked is not None else screening.ticked if screening else frozenset()
    agreed = answers.doctor_agreed
    if agreed is None:
        agreed = bool(screening and screening.doctor_agreed and answers.ticked is None)
    agreed = agreed and Contraindication.PREGNANT in ticked
    if screening is None or (ticked, agreed) != (screening.ticked, screening.doctor_agreed):
        put.append(Screening(at=now, ticked=ticked, doctor_agreed=agreed))
    began = answers.start or (start.start if start else Start.NEW)
    sensitive = answers.sensitive if answers.sensitive is not None else bool(start and start.sensitive)
    asked = whole or answers.start is not None or answers.sensitive is not None
    if (start is None and asked) or (start and (began, sensitive) != (start.start, start.sensitive)):
        put.append(StartSaid(at=now, start=began, sensitive=sensitive))
    wanted = _goal(answers, goal)
    asked = whole or answers.goal_cover is not None or answers.goal_minutes is not None
    if (goal is None and asked) or (goal and wanted != Goal(goal.cover, goal.minutes)):
        put.append(GoalSet(at=now, cover=wanted.cover, minutes=wanted.minutes))
    settings = book.settings
    tz = settings.tz if answers.tz is None else answers.tz
    cue = settings.cue_sentence if answers.cue is None else " ".join(answers.cue.split())
    if len(cue) > LONGEST_CUE:
        raise Refused(f"That is long for a moment of the day; {LONGEST_CUE} characters are enough.")
    if (tz, cue) != (settings.tz, settings.cue_sentence):
        put.append(settings._replace(tz=tz, cue_sentence=cue))
    return Change(_label(put), put=tuple(put)) if put else None


def unanswered(book: Book) -> tuple[type[Screening | StartSaid | GoalSet], ...]:
    """Returns the questions of a first setup that are still to be answered, in their order.

    Once something was recorded only the safety questions have to be: where to begin is past then.
    """
    kinds: tuple[type[Screening | StartSaid | GoalSet], ...] = (Screening, StartSaid, GoalSet)
    asked = kinds[:1] if book.sessions else kinds
    return tuple(kind for kind in asked if not any(isinstance(each, kind) for each in book.events))


def is_careful(book: Book, ticked: frozenset[Contraindication], *, agreed: bool) -> bool:
    """Whether an answer to the safety questions can only close what is open: it may be saved at once.

    True of more ticks than before, and no doctor's yes that was not given before.
    """
    said = latest(book, Screening)
    return said is not None and ticked > said.ticked and (said.doctor_agreed or not agreed)


def is_another(book: Book, answers: Answers) -> bool:
    """Whether answers look like those of someone else, over a history that is recorded already.

    True of the first safety answers, and of another answer on where to begin. A goal and the safety answers
    of who has given some change in the course of things.
    """
    if not book.sessions:
        return False
    start = latest(book, StartSaid)
    before = (start.start, start.sensitive) if start else (None, False)
    began = answers.start is not None and answers.start != before[0]
    return began or (bool(answers.sensitive) and not before[1])


def _label(put: list[Record]) -> str:
    """Names what was answered; the questions as a whole where it was more than one of them."""
    match put:
        case [Screening()]:
            return "Answered the safety questions"
        case [StartSaid()]:
            return "Said how much you have used a mat"
        case [GoalSet(cover=cover, minutes=minutes)]:
            return f"Set the goal: {minutes} minutes {names.on(cover)}"
        case [Settings()]:
            return "Changed the settings"
    return "Answered the setup questions"


def latest(book: Book, kind: type[E]) -> E | None:
    """The latest event of a kind."""
    found = (event for event in book.events if isinstance(event, kind))
    return max(found, key=lambda event: (event.at, event.id), default=None)


def goal_of(book: Book) -> Goal:
    """The goal as it stands."""
    found = latest(book, GoalSet)
    return Goal(found.cover, found.minutes) if found else Goal()


def _goal(answers: Answers, goal: GoalSet | None) -> Goal:
    before = Goal(goal.cover, goal.minutes) if goal else Goal()
    cover = answers.goal_cover or before.cover
    minutes = before.minutes if answers.goal_minutes is None else answers.goal_minutes
    if cover not in GOAL_COVERS:
        raise Refused(f"A goal's cover is one of {', '.join(GOAL_COVERS)}, not {cover}.")
    if minutes not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise Refused(
            f"A goal's minutes are one of {rungs}, not {minutes}: 30 is the most for a session (A12)."
        )
    return Goal(cover, minutes)


def lower_step(area: Area, rung: Rung, now: datetime) -> Change:
    """Lowers the step of an area for good; the fold ignores a step that is no lower."""
    event: Event = StepLowered(
        at=now, area=area, cover=rung.cover, minutes=rung.minutes, posture=str(rung.posture)
    )
    return Change(f"Lowered the step for the {names.AREA[area]} to {names.session(rung)}", put=(event,))


def turn_area(area: Area, now: datetime, *, on: bool) -> Change:
    """Turns an area on or off."""
    return Change(
        f"Turned the {names.AREA[area]} {'on' if on else 'off'}", put=(AreaTurned(at=now, area=area, on=on),)
    )
