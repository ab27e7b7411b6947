"""A made-up year on the mat, as the coach would have recorded it. Each session is one its day asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Final

from ulid import ULID

from coach.demo.story import (
    DAYS,
    FIRST_GOAL,
    GOALS,
    MOMENT,
    PAUSES,
    Story,
)
from coach.domain.dates import day_of, moved
from coach.domain.instants import instant
from coach.domain.local_time import began
from coach.domain.model import (
    Area,
    Book,
    Change,
    Check,
    Cover,
    DayNote,
    Ended,
    Event,
    Pause,
    Session,
    Settings,
    Skin,
    TipState,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps

"""The digits of an id, by Crockford."""
_SETUP: Final = time(6, 50)
_MORNING, _EVENING = time(7, 5), time(18, 10)
_JUST_NOW: Final = timedelta(minutes=5)


def made_up(
    now: datetime, day: int = DAYS, *, tips: Sequence[str] = (), week_start: int = 0, seed: int = 1
) -> Book:
    """Returns the records of the year as they stood on one of its days, before anything was done on it.

    Args:
        now: the present moment, in the user's zone; it lies on that day.
        day: the day of the year, 1 to `DAYS`.
        tips: the ids of the tips, some of which were read.
        week_start: the first day of a week, as in the settings.
        seed: the number that the whole year follows from.
    """
    return _Life(now, day, Story(seed), week_start).lived(tips)


def records(book: Book) -> Change:
    """Returns the change that puts a book into an empty file; it is no step that could be undone."""
    every = chain(
        (book.settings,), book.events, book.sessions, book.checks, book.pauses, book.notes, book.tips.values()
    )
    return Change("Made up a year", put=tuple(every), step=False)


class _Life:
    """The year while it is lived, a day after the other."""

    def __init__(self, now: datetime, day: int, story: Story, week_start: int) -> None:
        self._now = now
        self._story = story
        self._days = day
        self._first = day_of(now, Settings().rollover) - timedelta(days=day - 1)
        self._week_start = week_start
        self._count = 0
        self._settings = Settings()
        self._events: list[Event] = []
        self._sessions: list[Session] = []
        self._checks: list[Check] = []
        self._pauses: list[Pause] = []
        self._unanswered: set[Area] = set()
        """The areas whose skin check is open."""
        self._ramps: Ramps | None = None
        """The ramps of all records so far; None once another one came."""
        self._covers: set[tuple[Area, Cover]] = set()
        """The covers that were used already, by area."""

    def lived(self, tips: Sequence[str]) -> Book:
        """Returns the records of all days before the last one, which is today."""
        for number in range(1, self._days + 1):
            day = self._date(number)
            self._answer(number, day)
            if number < self._days:
                self._live(number, day)
        notes = tuple(self._notes())
        return self._book()._replace(notes=notes, tips=self._read(tips))

    def _answer(self, number: int, day: date) -> None:
        """Answers the setup questions on the first day, and sets a goal or a pause on others."""
        at = self._at(day, _SETUP)
        if number == 1:
            first = Answers(
                ticked=frozenset(),
                goal_cover=FIRST_GOAL[0],
                goal_minutes=FIRST_GOAL[1],
                week_start=self._week_start,
                cue=MOMENT,
            )
            self._put(set_up(self._known().book, first, at), at)
        elif number in GOALS and number < self._days:
            cover, minutes = GOALS[number]
            self._put(set_up(self._known().book, Answers(goal_cover=cover, goal_minutes=minutes), at), at)
        for begins, (length, why) in PAUSES.items():
            if number == begins:
                last = day + timedelta(days=length - 1)
                self._ramps = None
                self._pauses.append(Pause(first=day, at=at, last=last, why=why, id=self._id(at)))

    def _put(self, change: Change | None, at: datetime) -> None:
        self._ramps = None
        for record in change.put if change else ():
            if isinstance(record, Event):
                self._events.append(record._replace(id=self._id(at)))
            elif isinstance(record, Settings):
                self._settings = record

    def _live(self, number: int, day: date) -> None:
        """Takes in one day: the skin check first, then what the coach asks for, unless the day is missed."""
        if self._story.misses(number) or any(p.first <= day <= (p.last or day) for p in self._pauses):
            return
        back = self._asked(Area.BACK, number, day)
        legs = self._asked(Area.LEGS, number, day) if self._story.has_evening(number) else None
        if legs is None or not legs.can_start:
            self._lie(back, number)
            return
        # where the caps have no room for both, the legs have their turn
        if _fit(back, legs):
            self._lie(back, number)
        self._lie(legs, number)

    def _asked(self, area: Area, number: int, day: date) -> Prescription:
        """Answers the skin check of an area if it is open; returns what is asked for then."""
        begun = self._begins(area, number, day)
        if area in self._unanswered:
            self._check(area, number, day, moved(begun, timedelta(minutes=-2)))
        # Without the moment, which is quicker: the evening lies more than six hours after the morning.
        return prescribe(self._known(), area, day)

    def _check(self, area: Area, number: int, day: date, at: datetime) -> None:
        self._ramps = None
        last = next(s.day for s in reversed(self._sessions) if s.area is area)
        is_pink = area is Area.BACK and self._story.is_pink(number) and (day - last).days == 1
        skin = Skin.PINK if is_pink else Skin.CLEAR
        for place in range(len(self._sessions) - 1, -1, -1):
            each = self._sessions[place]
            if each.day < last:
                break
            if each.area is area and each.skin_next is None:
                answered = each._replace(skin_next=skin, skin_next_on=day, from_check=True)
                self._sessions[place] = answered
        self._checks.append(Check(day=day, area=area, skin=skin, at=at, id=self._id(at)))
        if skin is Skin.CLEAR:
            self._unanswered.discard(area)

    def _lie(self, asked: Prescription, number: int) -> None:
        """Records the session that is asked for, if it may start."""
        if asked.rung is None or not asked.can_start:
            return
        area, story, rung = asked.area, self._story, asked.rung
        begun = self._begins(area, number, asked.day)
        fresh = (area, rung.cover) not in self._covers
        self._covers.add((area, rung.cover))
        is_short = story.is_short(number) and not fresh
        done = story.minutes(number, area, rung.minutes, is_short=is_short)
        before = story.before(number, area)
        self._ramps = None
        self._sessions.append(
            Session(
                area=area,
                started_at=begun,
                ended_at=moved(begun, timedelta(minutes=done)),
                day=asked.day,
                done_min=done,
                cover=rung.cover,
                planned_min=rung.minutes,
                ended=Ended.STOPPED if is_short else Ended.COMPLETED,
                sharpness=story.sharpness(number, area, is_fresh=fresh),
                skin_after=Skin.CLEAR,
                before=before,
                after=story.after(number, area, before),
                note=story.note(number) if area is Area.BACK else "",
                id=self._id(begun),
            )
        )
        self._unanswered.add(area)

    def _notes(self) -> Iterator[DayNote]:
        for number, text in self._story.day_notes(self._days):
            yield DayNote(self._date(number), text, id=self._id(self._at(self._date(number), _EVENING)))

    def _read(self, tips: Sequence[str]) -> dict[str, TipState]:
        """Returns the marks of the tips that were read, one every few days: two of three in the end."""
        some = [tip for place, tip in enumerate(tips) if place % 3 != 1]
        read = [number for number in range(2, self._days, 4) if not self._story.misses(number)]
        found = {}
        for place, (number, tip) in enumerate(zip(read, some, strict=False)):
            favourite = place % 9 == 3
            found[tip] = TipState(
                tip, read=True, favourite=favourite, got_it=place % 4 == 0, seen=self._date(number)
            )
        return found

    def _known(self) -> Ramps:
        if self._ramps is None:
            self._ramps = Ramps(self._book())
        return self._ramps

    def _book(self) -> Book:
        return Book(
            settings=self._settings,
            events=tuple(self._events),
            sessions=tuple(self._sessions),
            checks=tuple(self._checks),
            pauses=tuple(self._pauses),
        )

    def _date(self, number: int) -> date:
        return self._first + timedelta(days=number - 1)

    def _at(self, day: date, at: time) -> datetime:
        """Returns when the clocks showed a time on a day, or shortly before now if that is still to come."""
        there = began(day, at, self._settings.rollover, self._now)
        return min(there, moved(self._now, -_JUST_NOW), key=instant)

    def _begins(self, area: Area, number: int, day: date) -> datetime:
        """Returns when a session in an area begins on a day."""
        late = timedelta(minutes=self._story.roll(number, f"{area} late", 24), seconds=5)
        return moved(self._at(day, _EVENING if area is Area.LEGS else _MORNING), late)

    def _id(self, at: datetime) -> str:
        """Returns a ULID of that time, whose rest is a number."""
        self._count += 1
        number = (int(at.timestamp() * 1000) << 80) + self._count
        return str(ULID(number.to_bytes(16)))


def _fit(back: Prescription, legs: Prescription) -> bool:
    """Returns whether a day has room for both."""
    both = (back.rung.minutes if back.rung else 0) + (legs.rung.minutes if legs.rung else 0)
    return both <= back.caps.day_left_min
