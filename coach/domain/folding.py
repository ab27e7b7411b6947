"""The fold of an area: what was recorded goes in piece by piece, and the standing comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.caps import BARE_TRIAL, FirstSessions, session_cap
from coach.domain.current_answers import first_of, goal_of, of_kind, screening_of, start_of, turned
from coach.domain.days import day_of
from coach.domain.gates import Gate, View, may_stand, seen
from coach.domain.instants import end_of, instant
from coach.domain.ladder import (
    Goal,
    Posture,
    Rung,
    held_goal,
    ladder,
    nearest,
    no_longer,
    starting_step,
)
from coach.domain.model import (
    WOUNDED,
    Area,
    AreaTurned,
    Book,
    Check,
    Cover,
    Event,
    GoalSet,
    Screening,
    Session,
    Skin,
    StartSaid,
    StepLowered,
)
from coach.domain.moves import settle
from coach.domain.verdict import (
    REST,
    SOREST,
    TIMES_WORSE,
    Changed,
    Code,
    Entry,
    Standing,
    Verdict,
    completed,
    grew,
    warns,
)


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
    warned: bool = False
    """Whether one of rules 2 to 7 fits it, by what was answered until the next session."""
    at_last: bool = False
    """Whether it was asked for on the last step of the ladder."""


class Ramp(NamedTuple):
    """An area's history folded up."""

    standing: Standing
    taken: tuple[Taken, ...]
    screening: Screening | None
    turned: bool | None
    """What the user said of the area in the settings; None for nothing."""
    reached_towel_10: bool
    """Whether towel 10 was clean or lies below: what opens the other areas."""
    firsts: FirstSessions
    """How many of the first sessions lie behind a day."""
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

_A_DAY = timedelta(days=1)


class Fold:
    """The fold's working state; what it is given comes in the order of its instants.

    With `former` it asks the rules from before schema 3: on the day of an upgrade they tell what has changed.
    """

    def __init__(self, area: Area, book: Book, *, former: bool = False) -> None:
        goal = first_of(of_kind(book, GoalSet))
        start = first_of(of_kind(book, StartSaid))
        self.area = area
        self.former = former
        self.today = None if book.now is None else day_of(book.now, book.settings.rollover)
        """No answer counts as `clear` before its day; None where nothing lies ahead."""
        self.goals: list[GoalSet] = [goal] if goal else []
        self.starts: list[StartSaid] = [start] if start else []
        self.screenings: list[Screening] = []
        self.turns: list[AreaTurned] = []
        self.firsts = FirstSessions(book.sessions)
        self.last_end: datetime | None = None
        """When the last session in the area ended, in UTC."""
        self.sensitive = bool(start and start.sensitive)
        self.screening: Screening | None = None
        self.standing = Standing(area, self._goal())
        self.standing.former = former
        if start and area is Area.BACK:
            self.standing.step = starting_step(self.standing.rungs, start.start, sensitive=start.sensitive)
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
                self._aim(day, Changed.FEELING)
            case AreaTurned():
                self.turns.append(what)
                self.turned = turned(self.turns)
            case GoalSet() if what not in self.goals:
                self.goals.append(what)
                self._aim(day, Changed.GOAL)
            case StartSaid() if what not in self.starts:
                self.starts.append(what)
                self._start(start_of(self.starts) or what, day)
            case StepLowered():
                self._lowered(what, day)
            case _:
                pass

    def look(self, day: date, *, assume_clear: bool = True) -> View:
        """The state of the area on a day after what was taken in."""
        cap = None if self.former else self.firsts.cap(day)
        return seen(self.standing, self.screening, day, day_cap=cap, assume_clear=assume_clear)

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
            firsts=self.firsts,
        )

    def _session(self, session: Session) -> None:
        standing, day = self.standing, session.day
        view = self.look(day, assume_clear=False)
        if view.code is Code.LOCKED_SKIN and self._may_heal(session.id, day):
            self._heal(day)
            view = self.look(day, assume_clear=False)
        rested = self.last_end is None or instant(session.started_at) >= self.last_end + APART
        first = view.gate is Gate.OPEN and standing.last_day != day
        guided = first and rested
        if guided:
            self._commit(view.verdict)
            standing.since = day
            # the run of three begins again once it led down
            standing.worse = standing.worse % TIMES_WORSE + 1 if self._grew(session) else 0
        elif self.former:
            standing.since = day
        entry = self._entry(session, view.verdict, guided=guided)
        if guided or entry.warning:
            standing.group.append(entry)
        rung = standing.rung if guided else None
        met = (
            rung is not None
            and completed(session.done_min, rung.minutes)
            and session.cover in (rung.cover, None)
        )
        self.taken.append(
            Taken(
                session,
                rung,
                standing.step if guided else None,
                guided,
                met,
                first and not rested,
                entry.warning,
                guided and standing.step == len(standing.rungs),
            )
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
                self._mark(session.skin_next, answered_on)
            elif session.skin_next in WOUNDED:
                self._break(answered_on)

    def _entry(self, session: Session, verdict: Verdict, *, guided: bool) -> Entry:
        """The session with what it warns of; free ones enter for nothing else."""
        standing = self.standing
        warning = warns(session)
        if self.former:
            return Entry(session, standing.rung, guided, warning)
        worse = grew(session) or (guided and (session.after or 0) >= SOREST)
        bare = standing.rung.cover is Cover.BARE and verdict.earned and not guided
        trial = standing.bare_trial_over or (bare and standing.rung.minutes >= BARE_TRIAL)
        most, _ = session_cap(self.area, session.cover, bare_trial_over=trial)
        long = session.done_min > most + 1e-6
        return Entry(session, standing.rung, guided, warning or worse or long, worse, most if long else None)

    def _grew(self, session: Session) -> bool:
        return not self.former and grew(session)

    def _mark(self, skin: Skin, day: date) -> None:
        """Notes an answer but `clear`: it takes "clean" away, and no later answer gives it back."""
        if self.standing.guided is not None:
            if settle(self.standing, day, assume_clear=False).earned:
                # areas that opened by it stay open
                self._note_reach(self.standing.step)
            self.standing.marks.add(skin)
            place = next(n for n in range(len(self.taken) - 1, -1, -1) if self.taken[n].guided)
            self.taken[place] = self.taken[place]._replace(warned=True)

    def _break(self, day: date, seen: tuple[str, ...] = ()) -> None:
        standing = self.standing
        if standing.broken_on is None or standing.healed:
            self.locks.append((day, None))
            self.unknowing.clear()
        else:
            # the answers about one session may name several days, in any order
            self.locks[-1] = min(day, self.locks[-1][0]), None
        self.unknowing.update(seen)
        standing.broken_on = max(day, standing.broken_on or day)
        standing.healed = False
        standing.bare_min = 0
        self._mark(Skin.BROKEN, day)

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
        if verdict.first_again:
            standing.bare_min, standing.left_first = 0, False
        standing.left_first = standing.left_first or standing.step > 1
        if standing.group:
            standing.before = standing.group[-1]
        standing.group, standing.marks = [], set()
        standing.spent = standing.lowered_to = standing.changed = None
        if standing.healed:
            standing.broken_on, standing.healed = None, False
        self._note_reach()

    def _credit(self) -> None:
        """Notes what the last session earned that no later reduction takes away."""
        standing = self.standing
        standing.best = max(standing.best, standing.step)
        rung = standing.rung
        if rung.cover is Cover.BARE and standing.broken_on is None:
            standing.bare_min = max(standing.bare_min, rung.minutes)
        self._note_reach()

    def _note_reach(self, clean: int = 0) -> None:
        """Notes whether the ramp has come as far as opens the other areas (towel 10)."""
        if not self.reached:
            standing = self.standing
            towel_10 = nearest(standing.rungs, TOWEL_10)
            self.reached = max(clean, standing.best) >= towel_10 or standing.step > towel_10

    def _check(self, check: Check) -> None:
        standing = self.standing
        if check.skin in WOUNDED:
            self._break(check.day, check.seen)
        elif check.skin in REST:
            # refused where it is typed, but a merge may bring one: too early, it does not count
            if check.skin is Skin.PINK and self._too_early(check):
                return
            self.rests.add(check.day)
            if not self.former:
                self._mark(check.skin, check.day)
        else:
            if self._too_early(check):
                return
            if self._may_heal(check.id, check.day):
                self._heal(check.day)
            if standing.answer and standing.answer[0] == check.day and standing.answer[1] is not Skin.CLEAR:
                return
        standing.answer = (check.day, check.skin)

    def _too_early(self, check: Check) -> bool:
        """Whether an answer came on the day of the last session, or within six hours of its end."""
        if self.standing.last_day is not None and check.day <= self.standing.last_day:
            return True
        return self.last_end is not None and instant(check.at) < self.last_end + APART

    def _goal(self) -> Goal:
        """The goal up to which the ladder leads."""
        said = goal_of(self.goals)
        return held_goal(said, sensitive=self.sensitive and not self.former)

    def _aim(self, day: date, why: Changed) -> None:
        """Takes the ladder that the answers come to now; one stands on the nearest step of it."""
        standing = self.standing
        goal, before = self._goal(), standing.rungs
        stands = may_stand(self.screening)
        if ladder(self.area, goal, standing=stands) == before:
            standing.goal = goal
            return
        if settle(standing, day, assume_clear=False).earned:
            self._credit()
        rung = standing.rung
        best = standing.rungs[standing.best - 1] if standing.best else None
        lowered = standing.rungs[standing.lowered_to - 1] if standing.lowered_to else None
        standing.aim(goal, standing=stands)
        rungs = standing.rungs
        standing.step = nearest(rungs, rung)
        standing.best = nearest(rungs, best) if best else 0
        standing.lowered_to = nearest(rungs, lowered) if lowered else None
        if standing.rung.level != rung.level or standing.rung.minutes != rung.minutes:
            standing.clean, standing.spent, standing.changed = 0, Code.NEW_GOAL, why

    def _start(self, event: StartSaid, day: date) -> None:
        standing = self.standing
        newly_sensitive = event.sensitive and not self.sensitive
        self.sensitive = event.sensitive
        self._aim(day, Changed.SENSITIVE)
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
