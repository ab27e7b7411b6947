"""The ramp of an area as a fold over what was recorded, asked for a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from coach.domain.current_answers import (
    first_of,
    goal_of,
    of_kind,
    placed,
    screening_of,
    start_of,
    turned,
)
from coach.domain.days import day_of
from coach.domain.instants import end_of, instant
from coach.domain.ladder import Goal, Posture, Rung, ladder, nearest, no_longer, starting_step
from coach.domain.model import (
    AGREEABLE,
    WOUNDED,
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
    REST,
    Code,
    Entry,
    Standing,
    Verdict,
    completed,
    settle,
    warns,
)


class Gate(StrEnum):
    """Whether a session can be asked for at all."""

    OPEN = "open"
    REST = "rest"
    LOCKED = "locked"


class Taken(NamedTuple):
    """What the fold made of one session."""

    session: Session
    rung: Rung | None
    """The prescription of that day; None on a rest day and while locked."""
    step: int | None
    guided: bool
    met: bool
    """Whether the day's prescription was met by it."""
    soon: bool = False
    """Whether it would have been guided, had six hours passed since the last one."""


class View(NamedTuple):
    """The state of an area on a day, before words are put to it."""

    gate: Gate
    code: Code
    verdict: Verdict
    needs_check: bool = False


class Ramp(NamedTuple):
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
    last_end: datetime | None = None
    """When the last session in the area ended, in UTC."""


APART = timedelta(hours=6)
"""From the end of a session to the next guided one, and to the skin check that makes it clean: marks need
time to show, and the turn of the day is no rest (the coach's own rule)."""

TOWEL_10 = Rung(Cover.TOWEL, 10, 1)
"""What the back has to have been through before the other areas open."""

OFF_UNTIL_TURNED_ON = (Area.STOMACH, Area.FACE)


def fold(book: Book, area: Area, until: date | None = None) -> Ramp:
    """Folds what was recorded of an area; with `until`, as it stood on that day before its first session.

    The first goal and the first start hold from the beginning; later ones, and each screening, from
    their own place, so that a change never re-reads an earlier session.
    """
    return folded(book, area, until).done(until or date.max)


def folded(book: Book, area: Area, until: date | None = None) -> Fold:
    """The same, open to go on."""
    work = Fold(area, book)
    for day, what in _in_order(book, area):
        if until is not None and (day > until or (day == until and isinstance(what, Session))):
            continue
        work.take(what, day)
    return work


def look(ramp: Ramp, day: date, *, assume_clear: bool = True) -> View:
    """The state of an area on a day after the last of its fold.

    With `assume_clear` an open skin check is read as `clear`; without, as the fold does, as unanswered.
    """
    return _look(ramp.standing, ramp.screening, day, assume_clear=assume_clear)


def _in_order(book: Book, area: Area) -> list[tuple[date, Session | Check | Event]]:
    """Everything by its day and instant; of one instant, what was said comes before what was done.

    But for a clock that was wrong: an answer that was given after sessions dated later comes behind them.
    """
    # By the day first, then by the instant: a session keeps the day that it was lived as, also where a flight
    # put its instant before one of an earlier day.
    items: list[tuple[date, datetime, int, str, Session | Check | Event]] = [
        (s.day, s.started_at, 2, s.id, s) for s in book.sessions if s.area is area
    ]
    items += [(c.day, c.at, 1, c.id, c) for c in book.checks if c.area is area]
    for number, (place, event) in enumerate(placed(book)):
        if getattr(event, "area", area) is area:
            behind = 3 if getattr(event, "seen", ()) else 0
            items.append((*place, behind, f"{number:06}", event))
    items.sort(key=itemgetter(0, 1, 2, 3))
    return [(item[0], item[4]) for item in items]


def _look(standing: Standing, screening: Screening | None, day: date, *, assume_clear: bool) -> View:
    answered_on, answer = standing.answer or (None, None)
    verdict = settle(standing, day, assume_clear=assume_clear and answer is not Skin.CLEAR)
    if screening is not None and locks(screening, standing.area):
        return View(Gate.LOCKED, Code.LOCKED_SCREENING, verdict)
    heals_on = standing.heals_on
    if heals_on is not None and not standing.healed:
        return View(Gate.LOCKED, Code.LOCKED_SKIN, verdict, needs_check=day >= heals_on)
    if answer in REST:
        if day == answered_on:
            return View(Gate.REST, Code.REST_SKIN, verdict)
        return View(Gate.OPEN, verdict.code, verdict, needs_check=True)
    unanswered = answer is None and standing.last_day is not None and day > standing.last_day
    return View(Gate.OPEN, verdict.code, verdict, needs_check=unanswered)


def locks(screening: Screening, area: Area) -> bool:
    """Returns whether a screening forbids sessions in an area (B17, B18, B19, B32; C04, C06, C07, C09)."""
    agreed = screening.agreed & AGREEABLE
    if area is Area.STOMACH:
        agreed -= {Contraindication.PREGNANT}
    if Contraindication.FEELING in screening.ticked and area in screening.numb_areas:
        return True
    return bool(screening.ticked - agreed)


_A_DAY = timedelta(days=1)


class Fold:
    """The fold's working state; what it is given comes in the order of its instants."""

    def __init__(self, area: Area, book: Book) -> None:
        goal = first_of(of_kind(book, GoalSet))
        start = first_of(of_kind(book, StartSaid))
        self.area = area
        self.today = None if book.now is None else day_of(book.now, book.settings.rollover)
        """No answer counts as `clear` before its day; None where nothing lies ahead."""
        self.goals: list[GoalSet] = [goal] if goal else []
        self.starts: list[StartSaid] = [start] if start else []
        self.screenings: list[Screening] = []
        self.turns: list[AreaTurned] = []
        self.last_end: datetime | None = None
        """When the last session in the area ended, in UTC."""
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
        self.unknowing: set[str] = set()
        """What was recorded before the skin was called broken and dated after: it tells of no healing."""
        self._note_reach()

    def take(self, what: Session | Check | Event, day: date) -> None:
        """Takes in what was recorded on a day."""
        match what:
            case Session():
                self._session(what)
            case Check():
                self._check(what)
            case Screening():
                self.screenings.append(what)
                self.screening = screening_of(self.screenings)
            case AreaTurned():
                self.turns.append(what)
                self.turned = turned(self.turns)
            case GoalSet() if what not in self.goals:
                self.goals.append(what)
                self._goal(goal_of(self.goals) or what, day)
            case StartSaid() if what not in self.starts:
                self.starts.append(what)
                self._start(start_of(self.starts) or what, day)
            case StepLowered():
                self._lowered(what, day)
            case _:
                pass

    def look(self, day: date) -> View:
        """The state of the area on a day after what was taken in."""
        return _look(self.standing, self.screening, day, assume_clear=True)

    def done(self, day: date = date.max) -> Ramp:
        """What it came to, as of a day."""
        if settle(self.standing, day, assume_clear=False).earned:
            self._credit()
        return Ramp(
            standing=self.standing,
            taken=tuple(self.taken),
            screening=self.screening,
            turned=self.turned,
            reached_towel_10=self.reached,
            rests=frozenset(self.rests),
            locks=tuple(self.locks),
            last_end=self.last_end,
        )

    def _session(self, session: Session) -> None:
        standing, day = self.standing, session.day
        view = _look(standing, self.screening, day, assume_clear=False)
        if view.code is Code.LOCKED_SKIN and self._may_heal(session.id, day):
            self._heal(day)
            view = _look(standing, self.screening, day, assume_clear=False)
        rested = self.last_end is None or instant(session.started_at) >= self.last_end + APART
        first = view.gate is Gate.OPEN and standing.last_day != day
        guided = first and rested
        warning = warns(session)
        rung: Rung | None = None
        if guided:
            self._commit(view.verdict)
            rung = standing.rung
            standing.group.append(Entry(session, rung, True, warning))
        elif warning:
            group_day = standing.group[-1].session.day if standing.group else None
            healing = standing.broken_on is not None and not standing.healed
            if not healing and group_day != day:
                # a day that asked for nothing takes no step up with it
                self._commit(view.verdict._replace(step=min(view.verdict.step, standing.step)))
            standing.group.append(Entry(session, standing.rung, False, warning))
        met = (
            rung is not None
            and completed(session.done_min, rung.minutes)
            and session.cover in (rung.cover, None)
        )
        self.taken.append(
            Taken(session, rung, standing.step if guided else None, guided, met, first and not rested)
        )
        standing.last_day, standing.answer = day, None
        end = end_of(session)
        self.last_end = end if self.last_end is None else max(self.last_end, end)
        if session.skin_after in WOUNDED:
            self._break(day, session.seen)
        if session.skin_next is not None:
            # never its own day, also where the session was moved past it by an edit
            after = day + _A_DAY
            answered_on = max(after, session.skin_next_on or after)
            dated_ahead = self.today is not None and answered_on > self.today
            # by a clock that ran ahead nobody has answered `clear` yet; hurt skin is never overlooked
            if session.skin_next is not Skin.CLEAR or not dated_ahead:
                standing.answer = answered_on, session.skin_next
            if session.skin_next in REST:
                self.rests.add(answered_on)
            elif session.skin_next in WOUNDED:
                self._break(answered_on)

    def _break(self, day: date, seen: tuple[str, ...] = ()) -> None:
        standing = self.standing
        if standing.broken_on is None or standing.healed:
            self.locks.append((day, None))
            self.unknowing.clear()
        self.unknowing.update(seen)
        standing.broken_on = max(day, standing.broken_on or day)
        standing.healed = False
        standing.bare_trial_over = False

    def _may_heal(self, id_: str, day: date) -> bool:
        """Returns whether a session or a clear answer of a day tells that broken skin has healed."""
        heals_on = self.standing.heals_on
        # a clock that ran ahead must not lift the lock on the day that it showed
        return heals_on is not None and day >= heals_on and id_ not in self.unknowing

    def _heal(self, day: date) -> None:
        if not self.standing.healed:
            self.standing.healed = True
            self.locks[-1] = (self.locks[-1][0], day - _A_DAY)

    def _commit(self, verdict: Verdict) -> None:
        standing = self.standing
        if verdict.earned:
            self._credit()
        standing.step, standing.clean, standing.best = verdict.step, verdict.clean, verdict.best
        if standing.group:
            standing.before = standing.group[-1]
        standing.group = []
        standing.spent = standing.lowered_to = None
        if standing.healed:
            standing.broken_on, standing.healed = None, False
        self._note_reach()

    def _credit(self) -> None:
        """Notes what the last session earned that no later reduction takes away."""
        standing = self.standing
        standing.best = max(standing.best, standing.step)
        if not standing.bare_trial_over and standing.broken_on is None:
            rung = standing.rung
            standing.bare_trial_over = rung.cover is Cover.BARE and rung.minutes >= BARE_TRIAL
        self._note_reach()

    def _note_reach(self) -> None:
        """Notes whether the ramp has come as far as opens the other areas (towel 10)."""
        if not self.reached:
            standing = self.standing
            towel_10 = nearest(standing.rungs, TOWEL_10)
            self.reached = standing.best >= towel_10 or standing.step > towel_10

    def _check(self, check: Check) -> None:
        standing = self.standing
        if check.skin in WOUNDED:
            self._break(check.day, check.seen)
        if check.skin is Skin.CLEAR:
            if standing.last_day is not None and check.day <= standing.last_day:
                return
            # refused where it is typed, but a merge may bring one: too early, it does not count
            if self.last_end is not None and instant(check.at) < self.last_end + APART:
                return
            if self._may_heal(check.id, check.day):
                self._heal(check.day)
            if standing.answer and standing.answer[0] == check.day and standing.answer[1] is not Skin.CLEAR:
                return
        if check.skin in REST:
            self.rests.add(check.day)
        standing.answer = (check.day, check.skin)

    def _goal(self, event: GoalSet, day: date) -> None:
        standing = self.standing
        if standing.goal == Goal(event.cover, event.minutes):
            return
        if settle(standing, day, assume_clear=False).earned:
            self._credit()
        rung = standing.rung
        best = standing.rungs[standing.best - 1] if standing.best else None
        lowered = standing.rungs[standing.lowered_to - 1] if standing.lowered_to else None
        standing.aim(Goal(event.cover, event.minutes))
        rungs = standing.rungs
        standing.step = nearest(rungs, rung)
        standing.best = nearest(rungs, best) if best else 0
        standing.lowered_to = nearest(rungs, lowered) if lowered else None
        if standing.rung.level != rung.level or standing.rung.minutes != rung.minutes:
            standing.clean, standing.spent = 0, Code.NEW_GOAL

    def _start(self, event: StartSaid, day: date) -> None:
        standing = self.standing
        newly_sensitive = event.sensitive and not self.sensitive
        self.sensitive = event.sensitive
        if newly_sensitive:
            self._lower(1, day)
        elif self.area is Area.BACK and standing.last_day is None:
            standing.step = starting_step(standing.rungs, event.start, sensitive=event.sensitive)

    def _lowered(self, event: StepLowered, day: date) -> None:
        self._lower(
            nearest(self.standing.rungs, Rung(event.cover, event.minutes, 1, Posture(event.posture))), day
        )

    def _lower(self, target: int, day: date) -> None:
        """Lowers the step for good, to no more minutes: what lies above is earned anew, in full."""
        standing = self.standing
        now = settle(standing, day, assume_clear=True)
        # a check answered later may have lowered it further by now, and does not undo what was asked for
        if target < max(now.step, standing.step) or (target == now.step and now.code is Code.LOWERED):
            if settle(standing, day, assume_clear=False).earned:
                self._credit()
            origin = min(now.step, standing.step) if target < now.step else standing.step
            target = no_longer(standing.rungs, target, origin)
            standing.clean, standing.best = 0, min(standing.best, target)
            standing.spent, standing.lowered_to = Code.LOWERED, target


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
