"""How a step moves: rules 1b to 12 of DESIGN §3, as the oracle reads them.

Choices where the text leaves room:
- a tie among reductions is a tie in where one lands, and the upper row names it; on step 1 it is the floor,
  but after broken skin;
- free sessions never move the step from which reductions are counted, and never shorten days off; what fits
  one of rules 2 to 7 in them is added to the last planned session: of what fits both the lowest counts;
- soreness after of 9 and more that did not grow holds as growing soreness does;
- a planned session in which soreness did not grow, or was not told, ends the run of three;
- a session that brings a reduction is not clean, whatever else was answered;
- a change of goal moves the best step as it moves the step that one stands on;
- a lowered step holds from the moment it was said; what lies above is earned again in full;
- broken skin also forgets that bare 10 was clean;
- whoever ticks sensitive skin later begins at step 1 again, in every area.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tests.campaigns.care_caps import day_cap, grew
from tests.campaigns.care_ladders import (
    Place,
    Rung,
    at_place,
    first_step,
    ladder_at,
    no_longer,
    softer,
    stand,
)
from tests.campaigns.care_records import ROLLOVER, Life, day_of, latest
from tests.campaigns.care_standing import (
    Due,
    Said,
    Standing,
    clean_by_itself,
    is_long,
    is_sharp,
    said_since,
    sharp_twice,
    too_much,
)

TOWEL_10 = (0, 0, 10)
DAYS_OFF = ((90, 99), (30, 50), (14, 4), (7, 2))


def _changes(life: Life, area: str, since: datetime, at: datetime) -> list[tuple[datetime, int]]:
    """What was said since a session that moves a step: the moment, and a step (from 1) or 0 (the ladder)."""
    said = [*(e.at for e in life.goals), *(e.at for e in life.starts), *(e.at for e in life.screenings)]
    found = [(moment, 0) for moment in said if since < moment <= at]
    return sorted(found + [each for each in _lowered(life, area, at) if each[0] > since])


def _lowered(life: Life, area: str, at: datetime) -> list[tuple[datetime, int]]:
    """When a step was lowered, and to which one; whoever ticks sensitive skin goes to the first."""
    found = [(each.at, each.step) for each in life.lowered if each.area == area and each.at <= at]
    for each in life.starts:
        if each.at <= at and each.sensitive:
            before = latest(life.starts, each.at - timedelta(microseconds=1))
            if before is not None and not before.sensitive:
                found.append((each.at, 1))
    return found


def moved(life: Life, area: str, standing: Standing, at: datetime) -> tuple[list[Rung], int, Rung | None]:
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
        rungs = ladder_at(life, area, moment)
        if best is not None and step == 0:
            best = rungs[stand(rungs, at_place(best))].place
        elif best is not None:
            best = min(best, rungs[min(step, len(rungs)) - 1].place)
    return best


def _first(life: Life, area: str, standing: Standing, day: date, at: datetime, said: Said) -> Due:
    """Before any planned session."""
    moments_said = [
        *(e.at for e in life.goals),
        *(e.at for e in life.starts),
        *(e.at for e in life.screenings),
    ]
    moments = {moment for moment in moments_said if moment <= at}
    rungs = ladder_at(life, area, at)
    first = min(moments, default=at)
    rung, code = ladder_at(life, area, first)[first_step(life, area, first)], "first"
    starts = {each.at for each in life.starts}
    ceiling: Rung | None = None
    lowered = _lowered(life, area, at)
    said_last = latest(life.starts, at)
    if said_last is not None and not said_last.sensitive:
        # before the first session the start that holds is the only one
        lowered = [(each.at, each.step) for each in life.lowered if each.area == area and each.at <= at]
    for moment, step in sorted([(each, 0) for each in moments] + lowered):
        rungs = ladder_at(life, area, moment)
        if step:
            rung = min(rung, rungs[min(step, len(rungs)) - 1], key=lambda each: each.place)
            ceiling, code = rung, "lowered"
            continue
        rung = rungs[first_step(life, area, moment) if moment in starts else stand(rungs, rung)]
        ceiling = ceiling and rungs[stand(rungs, ceiling)]
        rung = min(rung, ceiling or rung, key=lambda each: each.place)
    rungs = ladder_at(life, area, at)
    step = stand(rungs, rung)
    found = _reductions(rungs, step, standing, said, 0, twice=sharp_twice(standing), thrice=False)
    if found:
        why, target = min(found, key=lambda each: each[1])
        code = "floor" if step == 0 and why != "locked-skin" else why
        best = rungs[target].place if said.hurt else standing.best
        return _capped(life, day, at, Due(target, code, 0, rungs, best, False, False, 0), step)
    return _capped(life, day, at, Due(step, code, 0, rungs, standing.best, False, False, 0), step)


def _reductions(
    rungs: list[Rung],
    step: int,
    standing: Standing,
    said: Said,
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
    if any(too_much(each) for each in since):
        found.append(("too-much", step - 1))
    if standing.long or (standing.base is not None and is_long(standing.base, standing.trial)):
        found.append(("too-long", step - 1))
    if twice:
        found.append(("sharp-twice", step - 1))
    if thrice:
        found.append(("worse-thrice", step - 1))
    return [(code, 0 if target <= 0 else no_longer(rungs, step, target)) for code, target in found]


def _counts_anew(life: Life, area: str, standing: Standing, at: datetime) -> bool:
    """Whether a step was lowered since: by sensitive skin only where more than the first was asked for."""
    assert standing.base is not None
    since = standing.base.start
    if any(each.area == area and since < each.at <= at for each in life.lowered):
        return True
    for moment, _ in _lowered(life, area, at):
        before = moment - timedelta(microseconds=1)
        if moment > since and due(life, area, standing, day_of(moment), before, final=False).step > 0:
            return True
    return False


def _known(life: Life, area: str, standing: Standing, at: datetime) -> bool:
    """Whether the last session's check was answered by the day on which another ladder moved its step."""
    assert standing.rung is not None
    assert standing.base is not None
    for moment, step in _changes(life, area, standing.base.start, at):
        rungs = ladder_at(life, area, moment)
        if step == 0 and rungs[stand(rungs, standing.rung)].place != standing.rung.place:
            over = datetime.combine(day_of(moment) + timedelta(1), time(ROLLOVER), moment.tzinfo)
            said = said_since(life, area, standing, min(at, over))
            return said.answered and not said.spoilt
    return True


def due(
    life: Life,
    area: str,
    standing: Standing,
    day: date,
    at: datetime,
    *,
    final: bool,
) -> Due:
    """What a day is asked for; `final` where a session came, so that an open check stays open."""
    said = said_since(life, area, standing, at)
    base = standing.base
    if base is None or standing.rung is None:
        return _first(life, area, standing, day, at, said)
    rungs, step, ceiling = moved(life, area, standing, at)
    changed = rungs[step].place != standing.rung.place
    off = (day - base.day).days - 1
    run = standing.run + 1 if grew(base) else 0
    found = _reductions(rungs, step, standing, said, off, twice=sharp_twice(standing), thrice=run >= 3)
    itself = clean_by_itself(base, standing.rung, standing.trial)
    asked = said.answered or not final
    clean = itself and asked and not said.spoilt
    sure = clean and said.answered
    best, trial = standing.best, standing.trial
    if changed and not _known(life, area, standing, at):
        pass  # it was not known to be clean when the ladder changed
    elif clean and (sure or not final):
        best = max(best or (0, 0, 0), standing.rung.place)
    if sure and standing.rung.cover == "bare" and standing.rung.minutes >= 10:
        trial = True
    reached = (best or (0, 0, 0)) >= TOWEL_10 or standing.rung.place > TOWEL_10
    best = _best_now(life, area, standing, best, at)
    lowered_since = any(moment > base.start for moment, _ in _lowered(life, area, at))
    if clean and not changed and not lowered_since and (sure or not final):
        best = max(best or (0, 0, 0), standing.rung.place)
    count = 0 if changed else standing.count + clean
    code, target = _moves(rungs, step, standing, found, off, clean, asked, best, count)
    if found or code in ("hold-sharp", "hold-sore", "hold-worse", "advance"):
        count = 0
    if said.hurt:
        best = rungs[next(at_ for of, at_ in found if of == "locked-skin")].place
    if said.hurt:
        trial = False
    if off >= 90:
        best, trial, target = None, False, 0
    lowered = target + 1 if ceiling is None else stand(rungs, ceiling)
    if lowered < target or lowered == target < step:
        code, target, count = "lowered", lowered, 0
    if _counts_anew(life, area, standing, at):
        count = 0
    result = Due(
        target, code, count, rungs, best, trial, sure, 0 if run >= 3 else run, anew=off >= 90, reached=reached
    )
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
        return ("floor" if step == 0 and code != "locked-skin" else code), target
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
    return asked._replace(step=target, code="hold-cap", cleans=count)
