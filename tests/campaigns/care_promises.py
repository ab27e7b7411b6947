"""What holds of every life whatever the oracle says: the promises of DESIGN §3 and §5, one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.domain.day_states import DayState
from coach.domain.habit.day_history import days
from coach.domain.habit.streak import states
from coach.domain.model import Area, Cover, Ended, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps, area_state_on, fold
from coach.domain.ramp.rules import Code
from tests.campaigns.care_both import Both
from tests.campaigns.care_records import HOURS, WOUNDED, Lain, day_of

SOFTNESS = {Cover.TOWEL: 0, Cover.SOCKS: 0, Cover.SHIRT: 1, Cover.BARE: 2}
LONGEST = {"feet": 10, "stomach": 10, "face": 6, "glutes": 20}
REDUCTIONS = {
    Code.RETURN, Code.TOO_MUCH, Code.TOO_LONG, Code.SHARP_TWICE, Code.WORSE_THRICE, Code.REST_SKIN,
    Code.FLOOR, Code.LOCKED_SKIN, Code.LOWERED,
}  # fmt: skip
Place = tuple[int, bool, int]


class Breaks(AssertionError):
    """A promise was broken."""


def place(found: Prescription) -> Place | None:
    """How hard a step is: cover, posture, minutes."""
    rung = found.rung or found.after_rest
    return rung and (SOFTNESS[rung.cover], rung.posture == "standing", rung.minutes)


class Promises:
    """Follows one life, and raises Breaks where the coach breaks a promise."""

    def __init__(self, both: Both) -> None:
        self.both = both
        self.seen: dict[str, Place] = {}
        """By area, the step that was asked for last."""
        self.lain: dict[str, int] = {}
        """By area, how many sessions were recorded then."""
        self.before: dict[str, tuple[str, Place]] = {}
        """By area, the last session and what was asked for before it."""

    def keep(self, found: Prescription, area: str, now: datetime) -> None:
        """Checks one prescription."""
        held = place(found) if found.gate is Gate.OPEN else None
        self._caps(found, area, now)
        self._startable(found, area, now)
        if not any(each.corrects for each in self.both.life.checks):
            self._never_up(found, area, now)
            self._locks(found, area, now)
        if held is not None:
            count = sum(each.area == area for each in self.both.life.sessions)
            known = area in self.seen and self.lain[area] >= count - 1
            if found.reason.code in REDUCTIONS and known and held[2] > self.seen[area][2]:
                self._say(f"more minutes after {found.reason.code}", found, area, now)
            if found.needs_check:
                # what a clear answer would give; a session without one is asked for something else
                self.seen.pop(area, None)
            elif not found.done:
                self.seen[area], self.lain[area] = held, count
        self._gap(found, area, now)

    def _say(self, what: str, found: Prescription, area: str, now: datetime) -> None:
        lines = "\n".join(self.both.told)
        raise Breaks(f"{what}\n{area} at {now:%m-%d %H:%M}: {place(found)} {found.reason.code}\n{lines}")

    def _caps(self, found: Prescription, area: str, now: datetime) -> None:
        most = found.free_min if found.can_start_free else 0.0
        if found.can_start and found.rung is not None:
            most = max(most, found.rung.minutes)
        if not most:
            return
        sessions = [each for each in self.both.life.sessions if each.start <= now]
        day = day_of(now)
        first = _first(sessions, day)
        for lot in (
            [each for each in sessions if each.day == day],
            [each for each in sessions if each.end > now - HOURS],
        ):
            if sum(each.minutes for each in lot) + most > (20 if first else 30) + 0.011:
                self._say(f"{most} minutes pass the cap of a day or of six hours", found, area, now)
            on_area = sum(each.minutes for each in lot if each.area == area)
            if area == "glutes" and on_area + most > 20.011:
                self._say(f"{most} minutes pass the cap of the chair", found, area, now)
        if most > LONGEST.get(area, 30):
            self._say(f"{most} minutes pass the cap of a session", found, area, now)

    def _startable(self, found: Prescription, area: str, now: datetime) -> None:
        free = all(each.end <= now - HOURS and each.day != day_of(now) for each in self.both.life.sessions)
        if (
            free
            and found.gate is Gate.OPEN
            and not found.needs_check
            and found.open_questions is None
            and not found.can_start
        ):
            self._say("a prescription that cannot be started", found, area, now)

    def _never_up(self, found: Prescription, area: str, now: datetime) -> None:
        sessions = [e for e in self.both.life.sessions if e.area == area and e.start <= now]
        if not sessions:
            return
        last = sessions[-1]
        new = self.before.get(area, ("", (0, False, 0)))[0] != last.id
        if area in self.seen and new and self.lain[area] == len(sessions) - 1:
            self.before[area] = last.id, self.seen[area]
        known = self.before.get(area)
        is_place = place(found)
        if known is None or known[0] != last.id or is_place is None or found.gate is Gate.LOCKED:
            return
        if self._bad(last, area, now) and is_place > known[1]:
            self._say("up after a report of the last session", found, area, now)

    def _bad(self, last: Lain, area: str, now: datetime) -> bool:
        grew = last.before is not None and last.after is not None and last.after - last.before >= 2
        sharp = (last.sharpness or 0) >= 6 or last.ended == "sensation"
        said = [e for e in self.both.life.checks if e.area == area and last.end <= e.at <= now]
        marks = any(
            each.skin in ("sore", *WOUNDED)
            or (each.skin == "pink" and each.day > last.day and each.at >= last.end + HOURS)
            for each in said
        )
        return grew or sharp or marks or last.skin_after in ("sore", *WOUNDED)

    def _locks(self, found: Prescription, area: str, now: datetime) -> None:
        hurt = [e.day for e in self.both.life.checks if e.area == area and e.skin in WOUNDED and e.at <= now]
        hurt += [
            e.day
            for e in self.both.life.sessions
            if e.area == area and e.skin_after in WOUNDED and e.end <= now
        ]
        if hurt and day_of(now) < max(hurt) + timedelta(7) and found.gate is not Gate.LOCKED:
            self._say("a lock was shortened", found, area, now)

    def _gap(self, found: Prescription, area: str, now: datetime) -> None:
        """A session recorded on a day of lock or rest shortens no days off."""
        if found.gate is Gate.OPEN or found.reason.code is Code.CLOSED_AREA or now.minute % 4:
            return  # one look in four, for it takes two folds
        book, day = self.both.at(now), day_of(now)
        before = fold(book, Area(area))
        if before.state.heals_on is not None and day >= before.state.heals_on:
            return
        log = Session(Area(area), now, day, 5.0, Cover.TOWEL, sharpness=2, skin_after=Skin.CLEAR, id="zz")
        with_it = fold(book._replace(sessions=(*book.sessions, log)), Area(area))
        later = day + timedelta(10)
        if area_state_on(before, later).decision.days_off != area_state_on(with_it, later).decision.days_off:
            self._say("a session on a day of lock or rest changes days off", found, area, now)

    def closed_days(self, now: datetime) -> None:
        """No day that the coach closed is missed."""
        sessions = self.both.life.sessions
        closed = {each.day for each in sessions if _closes(each)}
        if not closed:
            return
        today = day_of(now)
        found = days(Ramps(self.both.at(now)), today)
        for day, state in states(found, min(closed), max(closed)).items():
            if day in closed and state is DayState.MISSED:
                raise Breaks(f"{day} was closed by the coach and is {state}\n" + "\n".join(self.both.told))


def _closes(session: Lain) -> bool:
    grew = session.before is not None and session.after is not None and session.after - session.before >= 2
    sharp = (session.sharpness or 0) >= 6 or session.ended == Ended.SENSATION
    return grew or sharp or session.skin_after in ("sore", *WOUNDED)


def _first(sessions: list[Lain], day: date) -> bool:
    """Whether a day is one of the first fourteen sessions."""
    count, last = 0, None
    for each in sessions:
        if each.day >= day:
            break
        if last is not None and (each.day - last).days > 90:
            count = 0
        count, last = count + (each.cover is not None), each.day
    return count < 14 or (last is not None and (day - last).days > 90)
