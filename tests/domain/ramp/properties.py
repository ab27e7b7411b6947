"""Properties of the ramp over any history, told from the records alone; each fault is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from coach.domain import labels
from coach.domain.model import (
    Area,
    Book,
    Check,
    Contraindication,
    Cover,
    Ended,
    Event,
    GoalSet,
    Rung,
    Screening,
    Session,
    Skin,
    StartSaid,
    StepLowered,
    softness,
)
from coach.domain.onboarding.user_profile import goal_of
from coach.domain.ramp.fact_ids import FACTS
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.ramp.rules import Code
from coach.domain.ramp.state import Ramp, SessionOutcome
from coach.text import format
from tests.domain.ramp.day_properties import covered, day_faults, latest, plan_faults

MARKED = (Skin.PINK, Skin.SORE)
HURT = (Skin.SORE, Skin.BROKEN, Skin.NUMB)
WOUNDED = (Skin.BROKEN, Skin.NUMB)
LONGEST = {Area.FEET: 10, Area.STOMACH: 10, Area.FACE: 6, Area.GLUTES: 20}
WORDS = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4}


def faults(book: Book, random: Random) -> Iterator[str]:
    """Every property that a book breaks."""
    ramps = Ramps(book)
    areas = sorted({s.area for s in book.sessions})
    for area in areas:
        ramp = ramps.of(area)
        guided = [t for t in ramp.outcomes if t.guided]
        for before, after in pairwise(guided):
            yield from _moves(book, area, before, after)
        yield from _a_day(ramp)
        last = max(s.day for s in book.sessions if s.area is area)
        asked = {last + timedelta(days=n) for n in (0, 1, random.choice((2, 4, 8, 15, 31, 91)))}
        asked.add(random.choice(book.sessions).day)
        for day in sorted(asked):
            found = prescribe(ramps, area, day)
            yield from _prescription(book, ramp, found)
        yield from plan_faults(book, ramps, area, latest(book) + timedelta(days=random.choice((0, 1, 5))))
        yield from _no_lookahead(book, area, random.choice(book.sessions).day, ramps)
    yield from day_faults(book, ramps, max(s.day for s in book.sessions) + timedelta(days=3))
    yield from _any_order(book, areas, ramps, random)


def _moves(book: Book, area: Area, before: SessionOutcome, after: SessionOutcome) -> Iterator[str]:
    """From one planned session to the next."""
    a, b = before.session, after.session
    assert before.rung is not None
    assert after.rung is not None
    assert before.step is not None
    assert after.step is not None
    where = f"{area} {a.day} step {before.step} -> {b.day} step {after.step}"
    between = [
        s
        for s in book.sessions
        if s.area is area and a.day <= s.day <= b.day and s is not b and s.day < b.day
    ]
    checks = [
        c
        for c in book.checks
        if c.area is area and a.day <= c.day <= b.day and a.started_at < c.at < b.started_at
    ]
    # clear and pink count from the next day on, sore and hurt skin at once
    marks = [
        c
        for c in checks
        if c.skin in (Skin.SORE, *WOUNDED)
        or (c.skin is Skin.PINK and c.day > max(s.day for s in between if s.started_at < c.at))
    ]
    said = [e for e in book.events if a.started_at < e.at < b.started_at and _moves_steps(e, area)]
    goal_changed = any(isinstance(e, GoalSet) for e in said)
    rise = after.step - before.step
    off = (b.day - a.day).days - 1
    if not goal_changed:
        if rise > 1:
            yield f"{where}: up by {rise}"
        if rise > 0 and not _may_rise(before, between, b, off):
            yield f"{where}: up without a clean session right before"
        if rise > 0 and marks:
            yield f"{where}: up after the skin was {marks[-1].skin}"
    if rise < 0 and not goal_changed and after.rung.minutes > before.rung.minutes:
        yield f"{where}: down, and more minutes"
    if softness(after.rung.cover) > softness(before.rung.cover) and after.rung.minutes > before.rung.minutes:
        yield f"{where}: a thinner cover and more minutes at once"
    broken = [d for s in between for d in _broken_days(s)]
    broken += [c.day for c in checks if c.skin in WOUNDED]
    if broken:
        if softness(after.rung.cover) >= softness(before.rung.cover) and after.step != 1:
            yield f"{where}: no softer cover after broken skin"
        if b.day < max(broken) + timedelta(days=7):
            yield f"{where}: within seven days of broken skin"
    if any(s.skin_next in MARKED for s in between) or any(c.skin in MARKED for c in marks):
        if not goal_changed and after.step > max(1, before.step - 2):
            yield f"{where}: not two steps down after marks"
        if any(_answered_on(s) == b.day for s in between if s.skin_next in MARKED):
            yield f"{where}: guided on the day of marks"
    if not goal_changed:
        fall = 4 if 14 <= off < 30 else 2 if 7 <= off < 14 else 0
        if fall and after.step > max(1, before.step - fall):
            yield f"{where}: not {fall} down after {off} days off"
        hard = any(_too_much(s) or s.done_min > LONGEST.get(area, 30) for s in between)
        if hard and after.step > max(1, before.step - 1):
            yield f"{where}: not down after too much"
    if off >= 30 and softness(after.rung.cover) >= softness(before.rung.cover) and after.step != 1:
        yield f"{where}: no softer cover after {off} days off"
    if off >= 90 and after.step != 1:
        yield f"{where}: not at the first step after {off} days off"


def _moves_steps(event: Event, area: Area) -> bool:
    return isinstance(event, (GoalSet, StartSaid)) or (isinstance(event, StepLowered) and event.area is area)


def _may_rise(before: SessionOutcome, between: list[Session], b: Session, off: int) -> bool:
    a, rung = before.session, before.rung
    assert rung is not None
    return (
        off < 3
        and not any(_warns(s) for s in between)
        and a.done_min >= 0.9 * rung.minutes
        and a.cover is rung.cover
        and a.ended is Ended.COMPLETED
        and a.sharpness is not None
        and a.sharpness <= 5
        and a.skin_after not in HURT
        and a.skin_next is Skin.CLEAR
        and (a.after or 0) < 9
        and not a.unattended
        and _answered_on(a) <= b.day
    )


def _warns(s: Session) -> bool:
    return (
        (s.sharpness or 0) >= 6
        or s.ended is Ended.SENSATION
        or s.skin_after in HURT
        or s.skin_next not in (Skin.CLEAR, None)
        or (s.before is not None and s.after is not None and s.after - s.before >= 2)
        or s.done_min > LONGEST.get(s.area, 30)
    )


def _too_much(s: Session) -> bool:
    return (s.sharpness or 0) >= 8 or s.ended is Ended.SENSATION


def _answered_on(s: Session) -> date:
    return s.skin_next_on or s.day + timedelta(days=1)


def _broken_days(s: Session) -> Iterator[date]:
    if s.skin_after in WOUNDED:
        yield s.day
    if s.skin_next in WOUNDED:
        yield _answered_on(s)


def _a_day(ramp: Ramp) -> Iterator[str]:
    days = [t.session.day for t in ramp.outcomes if t.guided]
    if len(days) != len(set(days)):
        yield "two planned sessions on a day"
    for taken in ramp.outcomes:
        if (taken.rung is None) == taken.guided or (taken.step is None) == taken.guided:
            yield f"{taken.session.day}: a step without a planned session, or none with one"


def _prescription(book: Book, ramp: Ramp, found: Prescription) -> Iterator[str]:
    where = f"{found.area} {found.day} {found.reason.code}"
    if found.gate is not Gate.OPEN:
        if (
            (found.step, found.rung, found.next) != (None, None, None)
            or found.can_start
            or found.can_start_free
        ):
            yield f"{where}: a step on a day of rest or while locked"
        if not found.reason.text.endswith(".") or not found.reason.facts:
            yield f"{where}: no reason"
        return
    rung, step, text = found.rung, found.step, found.reason.text
    assert rung is not None
    assert step is not None
    rungs = _ladder(book, found)
    if not 1 <= step <= found.steps or (found.steps, rungs[step - 1]) != (len(rungs), rung):
        yield f"{where}: step {step} is not {rung}"
    yield from _caps(book, found)
    if not any(s.day == found.day for s in book.sessions) and rung.minutes > found.caps.now_min:
        yield f"{where}: {rung.minutes} minutes cannot start on a day without a session"
    if labels.session(rung) not in text:
        yield f"{where}: the reason does not name {labels.session(rung)}: {text}"
    if found.reason.code not in FACTS or not found.reason.facts:
        yield f"{where}: no facts"
    if found.needs_check and (found.can_start or found.can_start_free):
        yield f"{where}: starts before the check"
    after = found.next
    assert after is not None
    above = rungs[step] if step < found.steps else None
    if (after.cover, after.minutes) not in [(r.cover, r.minutes) for r in (above, rung) if r]:
        yield f"{where}: what comes next is neither the same nor the next step"
    if (labels.session(above) if above else f"{format.minutes(rung.minutes)} again") not in after.text:
        yield f"{where}: {after.text}"
    again = above is not None and (after.cover, after.minutes) == (rung.cover, rung.minutes)
    if again != ("the same" in after.text):
        yield f"{where}: {after.minutes} minutes come next, and it says {after.text}"
    yield from _numbers(book, ramp, found)


def _ladder(book: Book, found: Prescription) -> tuple[Rung, ...]:
    """The rungs up to the goal of a day; the feet stay seated where a part is not felt."""
    then = _until(book, found.day)
    screened = [e for e in then.events if isinstance(e, Screening)]
    numb = bool(screened) and Contraindication.FEELING in screened[-1].ticked
    return ladder(found.area, goal_of(then), standing=not numb)


def _until(book: Book, day: date) -> Book:
    kept = tuple(e for e in book.events if e.at.date() <= day)
    # the first goal and the first start hold from the beginning, also where records were there before
    goal = next((e for e in book.events if isinstance(e, GoalSet)), None)
    start = next((e for e in book.events if isinstance(e, StartSaid)), None)
    first = tuple(e for e in (goal, start) if e is not None and e not in kept)
    return book._replace(events=(*first, *kept))


def _numbers(book: Book, ramp: Ramp, found: Prescription) -> Iterator[str]:
    """The days, steps and sharpness in the reason, counted once more."""
    where, text = f"{found.area} {found.day} {found.reason.code}", found.reason.text
    earlier = [s for s in book.sessions if s.area is found.area and s.day < found.day]
    if match := re.search(r"(\d+) days off", text):
        off = (
            found.day - max(t.session.day for t in ramp.outcomes if t.guided and t.session in earlier)
        ).days - 1
        if int(match[1]) != off or off < 3:
            yield f"{where}: {off} days off, and the reason says {text}"
    guided = [t for t in ramp.outcomes if t.guided and t.session.day < found.day]
    changed = guided and any(
        isinstance(e, GoalSet) and e.at > guided[-1].session.started_at for e in book.events
    )
    if (match := re.search(r"(\w+) steps? down", text)) and guided and not changed:
        fall = WORDS[match[1]] if match[1] in WORDS else int(match[1])
        stood = guided[-1].step or 0
        warned = [s for s in earlier if s.day > guided[-1].session.day and _warns(s)]
        if not warned and stood - (found.step or 0) != fall:
            yield f"{where}: from {stood} to {found.step}, and the reason says {text}"
    match = re.search(r"Sharpness was (\d+) in", text)
    if match and int(match[1]) not in {s.sharpness for s in earlier}:
        yield f"{where}: no sharpness of {match[1]}"
    if found.reason.code is Code.ADVANCE and (not guided or found.step != (guided[-1].step or 0) + 1):
        yield f"{where}: an advance from nowhere"


def _caps(book: Book, found: Prescription) -> Iterator[str]:
    """The most that may start now, counted once more from §3."""
    where = f"{found.area} {found.day}"
    earlier = [s for s in book.sessions if s.day < found.day]
    today = [s for s in book.sessions if s.day == found.day]
    left = (20 if covered(earlier, found.day) < 14 else 30) - sum(s.done_min for s in today)
    most = {Area.FEET: 10, Area.STOMACH: 10, Area.FACE: 6, Area.GLUTES: 20}.get(found.area, 30)
    if found.area is Area.GLUTES:
        left = min(left, 20 - sum(s.done_min for s in today if s.area is Area.GLUTES))
    if found.caps.day_left_min > max(0, left) + 0.006 or found.caps.session_min > most:
        yield f"{where}: caps {found.caps} where {left} and {most} are left"
    assert found.rung is not None
    once = [s for s in earlier if s.area is found.area and s.cover is Cover.BARE and s.done_min >= 9]
    if found.rung.cover is Cover.BARE and not once and found.caps.now_min > 10:
        yield f"{where}: {found.caps.now_min} bare minutes before ten were clean"
    if found.can_start and found.rung.minutes > min(left, most) + 0.006:
        yield f"{where}: {found.rung.minutes} minutes may start where {left} are left"


def known_before(book: Book, session: Session) -> Book:
    """The book as it was before the first session of a day: with the checks answered until then."""
    day = session.day
    sessions = (
        s if s.skin_next is None or _answered_on(s) <= day else s._replace(skin_next=None, skin_next_on=None)
        for s in book.sessions
        if s.day < day
    )
    checks: tuple[Check, ...] = tuple(c for c in book.checks if c.at < session.started_at)
    return _until(book, day)._replace(sessions=tuple(sessions), checks=checks)


def _no_lookahead(book: Book, area: Area, day: date, ramps: Ramps) -> Iterator[str]:
    """A day's prescription from the whole book is that from what was known on the day."""
    taken = [t for t in ramps.of(area).outcomes if t.session.day == day and t.guided]
    if taken:
        early = Ramps(known_before(book, taken[0].session))
        view = area_state_on(early.of(area), day, assume_clear=False)
        if view.gate is Gate.LOCKED and view.needs_check:
            return  # the session itself says that the skin has healed
        if view.gate is not Gate.OPEN or view.decision.step != taken[0].step:
            yield f"{area} {day}: folded at once step {taken[0].step}, day by day {view.decision.step}"


def _any_order(book: Book, areas: list[Area], ramps: Ramps, random: Random) -> Iterator[str]:
    mixed = book._replace(
        sessions=tuple(random.sample(book.sessions, len(book.sessions))),
        checks=tuple(random.sample(book.checks, len(book.checks))),
        events=tuple(random.sample(book.events, len(book.events))),
    )
    again = Ramps(mixed)
    area = random.choice(areas)
    if again.of(area) != ramps.of(area):
        yield f"{area}: another order of the records, another ramp"
