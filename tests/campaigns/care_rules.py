"""How a step moves: rules 1b to 12 of DESIGN §3, as the oracle reads them.

Choices where the text leaves room:
- a tie among reductions is a tie in where one lands, and the upper row names it; on step 1 it is the floor;
- a free session that enters on the day of the last one, or under a lock of the skin, is added to that one: of
  what fits both the lowest counts. On another day it stands by itself, on what that day would have asked for
  without an advance and without days off, which it never shortens;
- soreness after of 9 and more that did not grow holds as growing soreness does;
- a guided session in which soreness did not grow, or was not told, ends the run of three;
- a session that brings a reduction is not clean, whatever else was answered;
- a change of goal moves the best step as it moves the step that one stands on;
- a lowered step holds from the moment it was said; what lies above is earned again in full;
- whoever ticks sensitive skin later begins at step 1 again, in every area.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tests.campaigns.care_caps import day_cap, grew, session_cap
from tests.campaigns.care_ladders import Rung, at_place, first_step, ladder_at, no_longer, softer, stand
from tests.campaigns.care_records import WOUNDED, Lain, Life, answers, counts, latest

Place = tuple[int, int, int]
DAYS_OFF = ((90, 99), (30, 50), (14, 4), (7, 2))


@dataclass(frozen=True)
class Standing:
    """Where an area stands after its guided sessions."""

    rung: Rung | None = None
    count: int = 0
    """Clean sessions at the step before the last one."""
    best: Place | None = None
    trial: bool = False
    left_first: bool = False
    base: Lain | None = None
    """The last session that entered the fold on a day of its own."""
    guided: bool = False
    """Whether that was a guided one."""
    since: date | None = None
    """The day of the last guided session, from which days off are counted."""
    soon: date | None = None
    """The last day whose first session came within six hours, and took the place of the guided one."""
    extras: tuple[Lain, ...] = ()
    """The free ones of the same day that entered as well."""
    sharp_before: bool = False
    """Whether what entered before the base was sharp (6 or 7) at the same step."""
    run: int = 0
    """Guided sessions in a row, before the base, after which soreness had grown."""
    code: str = "first"
    """What the day of the last one was asked for by."""
    opened: bool = False
    """Whether the back's towel 10 was clean, or the back above it: the other areas then stay open."""


class Due(NamedTuple):
    """What an area is asked for, locks apart."""

    step: int
    code: str
    count: int
    rungs: list[Rung]
    best: Place | None
    trial: bool
    clean: bool
    run: int
    anew: bool = False


@dataclass
class _Said:
    """What the answers since the last guided session say of it."""

    answered: bool = False
    hurt: bool = False
    marks: bool = False


def _said(life: Life, area: str, standing: Standing, at: datetime) -> _Said:
    found = _Said()
    since = [each for each in (standing.base, *standing.extras) if each is not None]
    for each in answers(life, area, at):
        if any(counts(each, one) for one in since):
            found.hurt |= each.skin in WOUNDED
            found.marks |= each.skin in ("pink", "sore")
            if standing.base is not None and counts(each, standing.base):
                found.answered = True
    found.hurt |= any(each.skin_after in WOUNDED for each in since)
    return found


def is_sharp(session: Lain) -> bool:
    return session.sharpness in (6, 7)


def _long(session: Lain, trial: bool) -> bool:
    return session.minutes > session_cap(session.area, session.cover, trial=trial)


def _too_much(session: Lain) -> bool:
    return (session.sharpness or 0) >= 8 or session.ended == "sensation"


def enters(session: Lain, trial: bool) -> bool:
    """Whether one of rules 2 to 7 fits a free session, by what it says itself."""
    sore = session.skin_after in ("sore", *WOUNDED)
    return _too_much(session) or _long(session, trial) or is_sharp(session) or sore or grew(session)


def _sharp_twice(standing: Standing) -> bool:
    before = standing.sharp_before
    for each in [e for e in (standing.base, *standing.extras) if e is not None]:
        if is_sharp(each) and before:
            return True
        before = is_sharp(each)
    return False


def _by_itself_clean(session: Lain, rung: Rung, trial: bool) -> bool:
    return (
        session.minutes * 10 >= rung.minutes * 9 - 1e-9
        and session.cover == rung.cover
        and session.ended == "completed"
        and session.sharpness is not None
        and session.sharpness <= 5
        and not grew(session)
        and (session.after or 0) < 9
        and session.skin_after not in ("sore", *WOUNDED)
        and not session.unattended
        and not _long(session, trial)
    )


def _changes(life: Life, area: str, since: datetime, at: datetime) -> list[tuple[datetime, int]]:
    """What was said since a session that moves a step: the moment, and a step (from 1) or 0 for the ladder."""
    said = [*life.goals, *life.starts, *life.screenings]
    found = [(each.at, 0) for each in said if since < each.at <= at]
    found += [(each.at, each.step) for each in life.lowered if each.area == area and since < each.at <= at]
    for each in life.starts:
        if since < each.at <= at and each.sensitive:
            before = latest(life.starts, each.at - timedelta(microseconds=1))
            if before is None or not before.sensitive:
                found.append((each.at, 1))
    return sorted(found)


def _moved(life: Life, area: str, standing: Standing, at: datetime) -> tuple[list[Rung], int, Rung | None]:
    """The ladder of a moment, the step on it of the last session, and a step lowered since."""
    assert standing.rung is not None
    assert standing.base is not None
    rung, ceiling = standing.rung, None
    rungs = ladder_at(life, area, at)
    for moment, step in _changes(life, area, standing.base.start, at):
        rungs = ladder_at(life, area, moment)
        if step == 0:
            rung = rungs[stand(rungs, rung)]
            ceiling = ceiling and rungs[stand(rungs, ceiling)]
        else:
            lowered = rungs[min(step, len(rungs)) - 1]
            ceiling = lowered if ceiling is None or lowered.place < ceiling.place else ceiling
    return rungs, stand(rungs, rung), ceiling


def _best_now(life: Life, area: str, standing: Standing, best: Place | None, at: datetime) -> Place | None:
    """The best step after what was said since the last session."""
    assert standing.base is not None
    for moment, step in _changes(life, area, standing.base.start, at):
        if best is not None:
            rungs = ladder_at(life, area, moment)
            if step == 0:
                best = rungs[stand(rungs, at_place(best))].place
            else:
                best = min(best, rungs[min(step, len(rungs)) - 1].place)
    return best


def _first(life: Life, area: str, standing: Standing, day: date, at: datetime) -> Due:
    """Before any session that entered."""
    rungs = ladder_at(life, area, at)
    step, code = first_step(life, area, at), "first"
    lowered = [e for e in life.lowered if e.area == area and e.at <= at]
    ceilings = [stand(rungs, ladder_at(life, area, e.at)[e.step - 1]) for e in lowered]
    if ceilings and min(ceilings) <= step:
        step, code = min(ceilings), "lowered"
    return _capped(life, day, at, Due(step, code, 0, rungs, standing.best, standing.trial, False, 0), step)


def _reductions(
    rungs: list[Rung],
    step: int,
    standing: Standing,
    said: _Said,
    off: int,
    *,
    twice: bool,
    thrice: bool,
) -> list[tuple[str, int]]:
    """Where each reduction that fits lands, the upper row first."""
    since = [each for each in (standing.base, *standing.extras) if each is not None]
    found: list[tuple[str, int]] = []
    if said.hurt:
        found.append(("locked-skin", softer(rungs, step)))
    if said.marks:
        found.append(("rest-skin", step - 2))
    steps = next((down for days, down in DAYS_OFF if off >= days), 0)
    if steps:
        target = 0 if steps == 99 else softer(rungs, step) if steps == 50 else step - steps
        found.append(("return", target))
    if any(_too_much(each) for each in since):
        found.append(("too-much", step - 1))
    if any(_long(each, standing.trial) for each in since):
        found.append(("too-long", step - 1))
    if twice:
        found.append(("sharp-twice", step - 1))
    if thrice:
        found.append(("worse-thrice", step - 1))
    return [(code, 0 if target <= 0 else no_longer(rungs, step, target)) for code, target in found]


def due(
    life: Life,
    area: str,
    standing: Standing,
    day: date,
    at: datetime,
    *,
    final: bool,
    gap: bool = True,
) -> Due:
    """What a day is asked for; `final` where a session came, so that an open check stays open.

    Without `gap` days off do not count yet.
    """
    said = _said(life, area, standing, at)
    base = standing.base
    if base is None or standing.rung is None:
        return _first(life, area, standing, day, at)
    rungs, step, ceiling = _moved(life, area, standing, at)
    changed = rungs[step].place != standing.rung.place
    off = (day - standing.since).days - 1 if gap and standing.since else 0
    run = standing.run if not standing.guided else standing.run + 1 if grew(base) else 0
    found = _reductions(
        rungs, step, standing, said, off, twice=_sharp_twice(standing), thrice=standing.guided and run >= 3
    )
    itself = standing.guided and _by_itself_clean(base, standing.rung, standing.trial)
    asked = said.answered or not final
    clean = itself and asked and not said.hurt and not said.marks
    sure = clean and said.answered
    best, trial = standing.best, standing.trial
    if clean and (sure or not final):
        best = max(best or (0, 0, 0), standing.rung.place)
    if sure and standing.rung.cover == "bare" and standing.rung.minutes >= 10:
        trial = True
    best = _best_now(life, area, standing, best, at)
    count = 0 if changed else standing.count + clean
    code, target = _moves(rungs, step, standing, found, off, clean, asked, best, count)
    if found or code in ("hold-sharp", "hold-sore", "hold-worse", "advance"):
        count = 0
    if said.hurt:
        best = rungs[next(at_ for of, at_ in found if of == "locked-skin")].place
    if off >= 90:
        best, trial, target = None, False, 0
    if ceiling is not None and stand(rungs, ceiling) <= target:
        code, target, count = "lowered", stand(rungs, ceiling), 0
    result = Due(target, code, count, rungs, best, trial, sure, 0 if run >= 3 else run, anew=off >= 90)
    waiting = 0 if changed else standing.count + clean
    return _capped(life, day, at, result, step, waiting)


def _moves(
    rungs: list[Rung],
    step: int,
    standing: Standing,
    found: list[tuple[str, int]],
    off: int,
    clean: bool,
    asked: bool,
    best: Place | None,
    count: int,
) -> tuple[str, int]:
    """The code, and the step that it comes to, before caps."""
    if found:
        code, target = min(found, key=lambda each: each[1])
        return ("floor" if step == 0 else code), target
    since = [each for each in (standing.base, *standing.extras) if each is not None]
    base = since[0]
    if any(is_sharp(each) for each in since):
        return "hold-sharp", step
    if any(each.skin_after == "sore" for each in since):
        return "hold-sore", step
    if any(grew(each) for each in since) or (base.after or 0) >= 9:
        return "hold-worse", step
    if not clean:
        return "hold", step
    if 3 <= off <= 6:
        return "return-repeat", step
    needs = 1 if best is not None and rungs[step].place < best else rungs[step].needs
    if count < needs:
        return "repeat", step
    return ("hold-goal", step) if step == len(rungs) - 1 else ("advance", step + 1)


def _capped(life: Life, day: date, at: datetime, asked: Due, step: int, waiting: int = 0) -> Due:
    """Rule 1b: the highest step that the day's cap allows."""
    most, target = day_cap(life, day, at), asked.step
    if asked.rungs[target].minutes <= most:
        return asked
    while target and asked.rungs[target].minutes > most:
        target -= 1
    count = waiting if target == step and asked.code in ("advance", "hold-cap", "repeat") else 0
    return asked._replace(step=target, code="hold-cap", count=count)
