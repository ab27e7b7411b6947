"""One life twice: as the oracle's records, and as the coach's book by the coach's own acts."""

from __future__ import annotations

from datetime import datetime, timedelta

from coach.domain.check_answers import answered, first_answers
from coach.domain.instants import instant
from coach.domain.model import (
    AGREEABLE,
    Area,
    AreaTurned,
    Book,
    Change,
    Check,
    Contraindication,
    Cover,
    Ended,
    GoalSet,
    Pause,
    PauseFor,
    Refused,
    Screening,
    Session,
    Skin,
    Start,
    StartSaid,
    StepLowered,
    StopReason,
)
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.skin_answers import correct_check
from coach.domain.session.skin_check import answer_check
from tests.campaigns import care_records as own
from tests.campaigns.care_ladders import ladder_at

OLDER = frozenset(Contraindication(each) for each in ("wound", "skin", "clots", "circulation", "pregnant"))
"""What an older coach asked."""


class Both:
    """What is on record, for both readers."""

    def __init__(self) -> None:
        self.book = Book()
        self.life = own.Life()
        self._count = 0
        self.told: list[str] = []
        """The life in lines, for whoever has to understand a difference."""

    def name(self) -> str:
        """An id that sorts by time."""
        self._count += 1
        return f"r{self._count:05}"

    # the coach's book

    def put(self, change: Change) -> None:
        """Takes in what the coach wants to be written."""
        sessions = {each.id: each for each in self.book.sessions}
        checks = {each.id: each for each in self.book.checks}
        for each in change.drop:
            checks.pop(getattr(each, "id", ""), None)
        for each in change.put:
            if isinstance(each, Session):
                sessions[each.id] = each
            elif isinstance(each, Check):
                new = each if each.id else each._replace(id=self.name())
                checks[new.id] = new
            else:
                raise TypeError(type(each).__name__)
        first = first_answers(checks.values())
        self.book = self.book._replace(
            sessions=tuple(
                answered(s, first) for s in sorted(sessions.values(), key=lambda s: (s.started_at, s.id))
            ),
            checks=tuple(sorted(checks.values(), key=lambda c: (c.at, c.id))),
        )

    def at(self, now: datetime) -> Book:
        """The coach's book as read at a moment."""
        return self.book._replace(now=now)

    # acts

    def lie(self, session: own.Lain) -> None:
        """A session was recorded."""
        given = Session(
            area=Area(session.area),
            started_at=session.start,
            day=session.day,
            done_min=session.minutes,
            cover=Cover(session.cover) if session.cover else None,
            ended=Ended(session.ended),
            sharpness=session.sharpness,
            skin_after=Skin(session.skin_after) if session.skin_after else None,
            skin_next=Skin(session.skin_next) if session.skin_next else None,
            before=session.before,
            after=session.after,
            unattended=session.unattended,
            stopped_for=StopReason.DIZZY if session.dizzy else None,
            ended_at=session.end,
            id=session.id,
        )
        self.told.append(
            f"{session.start:%m-%d %H:%M} {session.area} {session.minutes} {session.cover} {session.ended}"
            f" sharp {session.sharpness} after {session.skin_after} next {session.skin_next}"
            f" soreness {session.before}-{session.after}{' unattended' if session.unattended else ''}"
            f"{' dizzy' if session.dizzy else ''}"
        )
        self.put(Change("", put=(given,)))
        self.life = self.life._replace(sessions=(*self.life.sessions, session))

    def check(self, area: str, skin: str, now: datetime) -> str | None:
        """The skin check was answered; returns the id of the answer, or None where the coach refused it."""
        try:
            change = answer_check(self.at(now), Area(area), Skin(skin), now)
        except Refused:
            return None
        if change is None:
            return None
        before = {each.id for each in self.book.checks}
        self.put(change)
        new = [each for each in self.book.checks if each.id not in before]
        id_ = new[-1].id if new else self.name()
        self.told.append(f"{now:%m-%d %H:%M} {area} check {skin} ({id_})")
        said = own.Check(id_, area, now, own.day_of(now), skin)
        self.life = self.life._replace(checks=(*self.life.checks, said))
        return id_

    def correct(self, id_: str, skin: str, now: datetime) -> None:
        """An answer of the skin check was called a slip."""
        found = next((each for each in self.book.checks if each.id == id_), None)
        if found is None or found.skin == skin:
            return
        try:
            answered = correct_check(self.at(now), found, Skin(skin), now, agreed=tuple(Confirmation))
        except Refused:
            return
        self.put(answered.change)
        self.told.append(f"{now:%m-%d %H:%M} {found.area} corrected {id_} to {skin}")
        said = own.Check(self.name(), str(found.area), now, own.day_of(now), skin, id_)
        self.life = self.life._replace(checks=(*self.life.checks, said))

    def _event(self, event: Screening | StartSaid | GoalSet | AreaTurned | StepLowered) -> None:
        given = event._replace(id=self.name())
        if not isinstance(given, StepLowered):
            over = tuple(
                each.id
                for each in self.book.events
                if type(each) is type(given) and getattr(each, "area", None) == getattr(given, "area", None)
            )
            given = given._replace(over=over)
        events = sorted((*self.book.events, given), key=lambda each: instant(each.at))
        self.book = self.book._replace(events=tuple(events))

    def aim(self, goal: own.Goal) -> None:
        """A goal was set."""
        self.told.append(f"{goal.at:%m-%d %H:%M} goal {goal.cover} {goal.minutes} {goal.confirmed}")
        self._event(GoalSet(goal.at, Cover(goal.cover), goal.minutes, bare_confirmed=goal.confirmed))
        self.life = self.life._replace(goals=(*self.life.goals, goal))

    def begin(self, start: own.Start) -> None:
        """It was said how used to a mat someone is."""
        self.told.append(f"{start.at:%m-%d %H:%M} start {start.start} {start.sensitive}")
        self._event(StartSaid(start.at, Start(start.start), start.sensitive))
        self.life = self.life._replace(starts=(*self.life.starts, start))

    def screen(self, said: own.Screened) -> None:
        """The safety questions were answered."""
        self.told.append(
            f"{said.at:%m-%d %H:%M} screening {set(said.ticked)} {set(said.agreed)} {set(said.numb)}"
        )
        agreed = frozenset(Contraindication(each) for each in said.agreed) & AGREEABLE
        ticked = frozenset(Contraindication(each) for each in said.ticked)
        numb = frozenset(Area(each) for each in said.numb)
        asked = OLDER if said.older else frozenset(Contraindication)
        self._event(Screening(said.at, ticked, agreed, asked, numb))
        self.life = self.life._replace(screenings=(*self.life.screenings, said))

    def turn(self, said: own.Turned) -> None:
        """An area was turned on or off."""
        self.told.append(f"{said.at:%m-%d %H:%M} {said.area} {'on' if said.on else 'off'}")
        self._event(AreaTurned(said.at, Area(said.area), said.on))
        self.life = self.life._replace(turned=(*self.life.turned, said))

    def lower(self, area: str, step: int, now: datetime) -> None:
        """A step was lowered for good; from 1."""
        rung = ladder_at(self.life, area, now)[step - 1]
        self.told.append(f"{now:%m-%d %H:%M} {area} lowered to {step}: {rung.cover} {rung.minutes}")
        posture = ("seated", "standing")[rung.posture] if area == "feet" else ""
        self._event(StepLowered(now, Area(area), Cover(rung.cover), rung.minutes, posture))
        self.life = self.life._replace(lowered=(*self.life.lowered, own.Lowered(now, area, step)))

    def pause(self, now: datetime, days: int, *, ill: bool = False) -> None:
        """Days off were announced, for an illness or without a reason."""
        last = own.day_of(now) + timedelta(days)
        pause = Pause(own.day_of(now), now, last, PauseFor.ILLNESS if ill else None, id=self.name())
        self.told.append(f"{now:%m-%d %H:%M} pause to {last:%m-%d}{', ill' if ill else ''}")
        if ill:
            self.life = self.life._replace(illnesses=(*self.life.illnesses, own.Illness(now, last)))
        self.book = self.book._replace(pauses=(*self.book.pauses, pause))
