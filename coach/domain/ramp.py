"""The ramp of an area as a fold over what was recorded, asked for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coach.domain.days import day_of
from coach.domain.ladder import Goal, Posture, Rung, ladder, nearest, starting_step
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Check,
    Contraindication,
    Cover,
    Event,
    GoalSet,
    Screening,
    Session,
    Skin,
    StartSaid,
    StepLowered,
)
from coach.domain.verdict import (
    BARE_TRIAL,
    Code,
    Entry,
    Standing,
    Verdict,
    completed,
    last_was_clean,
    settle,
    warns,
)


class Gate(StrEnum):
    """Whether a session can be asked for at all."""

    OPEN = "open"
    REST = "rest"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Taken:
    """What the fold made of one session."""

    session: Session
    rung: Rung | None
    """The prescription of that day; None on a rest day and while locked."""
    step: int | None
    guided: bool
    met: bool
    """Whether the day's prescription was met by it."""


@dataclass(frozen=True, slots=True)
class View:
    """The state of an area on a day, before words are put to it."""

    gate: Gate
    code: Code
    verdict: Verdict
    needs_check: bool = False


@dataclass(frozen=True, slots=True)
class Ramp:
    """An area's history folded up."""

    standing: Standing
    taken: tuple[Taken, ...]
    screening: Screening | None
    turned: bool | None
    """What the user said of the area in the settings; None for nothing."""
    reached_towel_10: bool
    """Whether towel 10 was clean or lies below: what opens the other areas."""
    rests: frozenset[date] = frozenset()
    """The days on which a skin check ordered rest."""
    locks: tuple[tuple[date, date | None], ...] = ()
    """First and last days of the locks after broken skin; no last day while one lasts."""


OFF_UNTIL_TURNED_ON = (Area.STOMACH, Area.FACE)


def fold(book: Book, area: Area, until: date | None = None) -> Ramp:
    """Folds what was recorded of an area; with `until`, as it stood on that day before its first session.

    The first goal and the first start hold from the beginning; later ones, and each screening, from
    their own instant, so that a change never re-reads an earlier session.
    """
    return folded(book, area, until).done()


def folded(book: Book, area: Area, until: date | None = None) -> Fold:
    """The same, open to go on."""
    work = Fold(area, book)
    for day, _, what in _in_order(book, area):
        if until is not None and (day > until or (day == until and isinstance(what, Session))):
            continue
        work.take(what, day)
    return work


def look(ramp: Ramp, day: date) -> View:
    """The state of an area on a day after the last of its fold."""
    return _look(ramp.standing, ramp.screening, day)


def _in_order(book: Book, area: Area) -> list[tuple[date, datetime, Session | Check | Event]]:
    rollover = book.settings.rollover
    items: list[tuple[date, datetime, Session | Check | Event]] = [
        (s.day, s.started_at, s) for s in book.sessions if s.area is area
    ]
    items += [(c.day, c.at, c) for c in book.checks if c.area is area]
    items += [
        (day_of(e.at, rollover), e.at, e)
        for e in book.events
        if getattr(e, "area", area) is area
    ]  # fmt: skip
    items.sort(key=lambda item: item[:2])
    return items


def _look(standing: Standing, screening: Screening | None, day: date, *, assume_clear: bool = True) -> View:
    unanswered = standing.answer is None and standing.last_day is not None and day > standing.last_day
    verdict = settle(standing, day, assume_clear=assume_clear)
    if screening is not None and locks(screening, standing.area):
        return View(Gate.LOCKED, Code.LOCKED_SCREENING, verdict)
    heals_on = standing.heals_on
    if heals_on is not None and not standing.healed:
        return View(Gate.LOCKED, Code.LOCKED_SKIN, verdict, needs_check=day >= heals_on)
    if standing.answer is not None and standing.answer[1] in (Skin.PINK, Skin.SORE):
        if day == standing.answer[0]:
            return View(Gate.REST, Code.REST_SKIN, verdict)
        return View(Gate.OPEN, verdict.code, verdict, needs_check=True)
    return View(Gate.OPEN, verdict.code, verdict, needs_check=unanswered)


def locks(screening: Screening, area: Area) -> bool:
    """Whether a screening forbids sessions in an area (B17, B18, B19, B32)."""
    open_to = {Contraindication.PREGNANT} if screening.doctor_agreed and area is not Area.STOMACH else set()
    return bool(screening.ticked - open_to)


class Fold:
    """The fold's working state; what it is given comes in the order of its instants."""

    def __init__(self, area: Area, book: Book) -> None:
        goal = next((e for e in book.events if isinstance(e, GoalSet)), None)
        start = next((e for e in book.events if isinstance(e, StartSaid)), None)
        self.first = (goal, start)
        self.area = area
        self.standing = Standing(area, Goal(goal.cover, goal.minutes) if goal else Goal())
        self.sensitive = bool(start and start.sensitive)
        if start and area is Area.BACK:
            self.standing.step = starting_step(self.standing.rungs, start.start, sensitive=start.sensitive)
        self.screening: Screening | None = None
        self.turned: bool | None = None
        self.taken: list[Taken] = []
        self.reached = False
        self.rests: set[date] = set()
        self.locks: list[tuple[date, date | None]] = []
        self._note_reach()

    def take(self, what: Session | Check | Event, day: date) -> None:
        """Takes in what was recorded on a day."""
        match what:
            case Session():
                self._session(what)
            case Check():
                self._check(what)
            case Screening():
                self.screening = what
            case AreaTurned():
                self.turned = what.on
            case GoalSet() if what is not self.first[0]:
                self._goal(what)
            case StartSaid() if what is not self.first[1]:
                self._start(what)
            case StepLowered():
                self._lowered(what)
            case _:
                pass

    def look(self, day: date) -> View:
        """The state of the area on a day after what was taken in."""
        return _look(self.standing, self.screening, day)

    def done(self) -> Ramp:
        """What it came to."""
        self._note_reach()
        return Ramp(
            standing=self.standing,
            taken=tuple(self.taken),
            screening=self.screening,
            turned=self.turned,
            reached_towel_10=self.reached,
            rests=frozenset(self.rests),
            locks=tuple(self.locks),
        )

    def _session(self, session: Session) -> None:
        standing = self.standing
        view = _look(standing, self.screening, session.day, assume_clear=False)
        heals_on = standing.heals_on
        if view.code is Code.LOCKED_SKIN and heals_on is not None and session.day >= heals_on:
            self._heal(session.day)
            view = _look(standing, self.screening, session.day, assume_clear=False)
        first_today = standing.last_day != session.day
        guided = view.gate is Gate.OPEN and first_today
        if guided:
            self._commit(view.verdict)
            self._enter(session, guided=True)
        elif warns(session):
            group_day = standing.group[-1].session.day if standing.group else None
            if view.code is not Code.LOCKED_SKIN and group_day != session.day:
                self._commit(view.verdict)
            self._enter(session, guided=False)
        rung = standing.rung if guided else None
        met = (
            rung is not None
            and completed(session.done_min, rung.minutes)
            and session.cover in (rung.cover, None)
        )
        self.taken.append(Taken(session, rung, standing.step if guided else None, guided, met))
        standing.last_day = session.day
        standing.answer = self._answer_of(session)
        if standing.answer is not None and standing.answer[1] in (Skin.PINK, Skin.SORE):
            self.rests.add(standing.answer[0])
        self._note_broken(session)

    def _answer_of(self, session: Session) -> tuple[date, Skin] | None:
        if session.skin_next is None:
            return None
        return session.skin_next_on or session.day + timedelta(days=1), session.skin_next

    def _note_broken(self, session: Session) -> None:
        if session.skin_after is Skin.BROKEN:
            self._break(session.day)
        if session.skin_next is Skin.BROKEN:
            self._break(session.skin_next_on or session.day + timedelta(days=1))

    def _break(self, day: date) -> None:
        standing = self.standing
        if standing.broken_on is None or standing.healed:
            self.locks.append((day, None))
        standing.broken_on = max(day, standing.broken_on or day)
        standing.healed = False

    def _heal(self, day: date) -> None:
        if not self.standing.healed:
            self.standing.healed = True
            self.locks[-1] = (self.locks[-1][0], day - timedelta(days=1))

    def _enter(self, session: Session, *, guided: bool) -> None:
        standing = self.standing
        standing.group.append(Entry(session, standing.rung, guided))

    def _commit(self, verdict: Verdict) -> None:
        standing = self.standing
        self._credit()
        standing.step, standing.clean, standing.best = verdict.step, verdict.clean, verdict.best
        if standing.group:
            standing.before = standing.group[-1]
        standing.group = []
        standing.spent = None
        if standing.healed:
            standing.broken_on, standing.healed = None, False
        self._note_reach()

    def _credit(self) -> None:
        """Notes what the last session earned that no later reduction takes away."""
        standing = self.standing
        if last_was_clean(standing, assume_clear=False):
            standing.best = max(standing.best, standing.step)
            if standing.rung.cover is Cover.BARE and standing.rung.minutes >= BARE_TRIAL:
                standing.bare_trial_over = True

    def _note_reach(self) -> None:
        """Notes whether the ramp has come as far as opens the other areas (towel 10)."""
        standing = self.standing
        self._credit()
        towel_10 = nearest(standing.rungs, Rung(Cover.TOWEL, 10, 1))
        self.reached = self.reached or standing.best >= towel_10 or standing.step > towel_10

    def _check(self, check: Check) -> None:
        standing = self.standing
        if check.skin is Skin.BROKEN:
            self._break(check.day)
        heals_on = standing.heals_on
        if check.skin is Skin.CLEAR:
            if standing.last_day is not None and check.day <= standing.last_day:
                return
            if heals_on is not None and check.day >= heals_on:
                self._heal(check.day)
            if standing.answer and standing.answer[0] == check.day and standing.answer[1] is not Skin.CLEAR:
                return
        if check.skin in (Skin.PINK, Skin.SORE):
            self.rests.add(check.day)
        standing.answer = (check.day, check.skin)

    def _goal(self, event: GoalSet) -> None:
        standing = self.standing
        self._credit()
        rung = standing.rung
        best = standing.rungs[standing.best - 1] if standing.best else None
        standing.goal = Goal(event.cover, event.minutes)
        rungs = standing.rungs
        standing.step = nearest(rungs, rung)
        standing.best = nearest(rungs, best) if best else 0
        if standing.rung.level != rung.level or standing.rung.minutes != rung.minutes:
            standing.clean, standing.spent = 0, Code.NEW_GOAL

    def _start(self, event: StartSaid) -> None:
        standing = self.standing
        newly_sensitive = event.sensitive and not self.sensitive
        self.sensitive = event.sensitive
        if newly_sensitive:
            standing.step, standing.clean, standing.spent = 1, 0, Code.LOWERED
        elif self.area is Area.BACK and standing.last_day is None:
            standing.step = starting_step(standing.rungs, event.start, sensitive=event.sensitive)

    def _lowered(self, event: StepLowered) -> None:
        standing = self.standing
        target = nearest(standing.rungs, Rung(event.cover, event.minutes, 1, Posture(event.posture)))
        if target <= standing.step:
            standing.step, standing.clean, standing.best = target, 0, target
            standing.spent = Code.LOWERED


def available(area: Area, ramp: Ramp, back: Ramp) -> bool:
    """Whether an area is open at all: by the settings, or by the back's towel 10."""
    if area is Area.BACK:
        return ramp.turned is not False
    if ramp.turned is not None:
        return ramp.turned
    return area not in OFF_UNTIL_TURNED_ON and back.reached_towel_10


def first_rung(area: Area, goal: Goal) -> Rung:
    """The softest rung of an area, the preview before setup."""
    return ladder(area, goal)[0]
