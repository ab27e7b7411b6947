"""The sections of a report that hold figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from coach.domain import names, told
from coach.domain.current_answers import Place, goal_of, readings, screening_of, start_of
from coach.domain.figures import Figures, areas_used
from coach.domain.gates import lacks_areas
from coach.domain.insights import PART_HOURS, TREND_OF, Daypart, Mean, Stretch, needed, points, relief
from coach.domain.model import AGREEABLE, Area, Contraindication, GoalSet, Screening, StartSaid
from coach.report import drawn
from coach.report.blocks import Bars, Block, Facts, Table, Words
from coach.report.material import Material
from coach.wording import capital, count, month, span, total

_Answer = TypeVar("_Answer")

_TICKED = names.CONTRAINDICATION | {
    Contraindication.FEELING: "a part that cannot be felt well",
    Contraindication.UNSURE: "unsure whether a mat is right",
}
"""What the safety questions ask for, as it is said about someone."""


def short(found: Material) -> Iterator[Block]:
    """What a reader wants to know first."""
    figs = found.figures
    length = (found.last - found.first).days + 1
    kept = sum(stretch.kept_days for stretch in found.stretches)
    areas = [names.AREA[area] for area in areas_used(figs.sessions)]
    yield Facts(
        (
            ("Name", ""),
            ("Period", f"{span(found.first, found.last)}, {count(length, 'day')}"),
            ("Sessions", f"{count(len(figs.sessions), 'session')}, {total(figs.minutes)} in all"),
            ("Days kept", f"{kept:,} of {count(length, 'day')}: those with 2 minutes or more on the mat"),
            ("Areas", told.listed(areas) if areas else "none"),
            ("Soreness", _soreness_line(figs)),
            ("Sharpness", _sharpness_line(figs)),
            *_said(found),
        )
    )


def _said(found: Material) -> Iterator[tuple[str, str]]:
    """What the safety questions, the start and the goal were at the end of the period."""
    screening = _held(readings(found.book, Screening, screening_of), found.last)
    start = _held(readings(found.book, StartSaid, start_of), found.last)
    goal = _held(readings(found.book, GoalSet, goal_of), found.last)
    if screening is not None:
        yield "Safety questions", _ticks(screening)
        if lacks_areas(screening.ticked, screening.numb_areas):
            yield "Cannot be felt well", "not said which areas, so that all are closed"
        elif screening.numb_areas:
            areas = [names.AREA[area] for area in Area if area in screening.numb_areas]
            yield "Cannot be felt well", told.listed(areas)
        missing = [said for each, said in _TICKED.items() if each not in screening.asked]
        if missing:
            yield "Not asked yet", "; ".join(missing)
    if start is not None and start.sensitive:
        yield "Skin", "sensitive, as the user says"
    if goal is not None:
        yield "Goal", f"{names.minutes(goal.minutes)} {names.on(goal.cover)}"


def _ticks(screening: Screening) -> str:
    """Each tick, with a doctor's yes where there was one to just that."""
    said = [f"{_TICKED[each]}{_agreed(screening, each)}" for each in _TICKED if each in screening.ticked]
    return "; ".join(said) if said else "none of those asked applies"


def _agreed(screening: Screening, tick: Contraindication) -> str:
    if tick not in AGREEABLE:
        return ""
    return " (a doctor agreed)" if tick in screening.agreed else " (no doctor's agreement recorded)"


def _held(readings: Iterable[tuple[Place, _Answer]], last: date) -> _Answer | None:
    """Returns what held at the end of a day."""
    return next((held for place, held in reversed(tuple(readings)) if place.day <= last), None)


def minutes(found: Material) -> Iterator[Block]:
    """Minutes and sessions by week or month, and consistency."""
    if not found.figures.sessions:
        yield Words("No session is recorded in these days.")
        return
    unit = "month" if found.by_month else "week"
    sums = [stretch.minutes for stretch in found.stretches]
    about = (
        f"From {count(len(sums), unit)}: the most were {names.minutes(max(sums))}, on average"
        f" {names.minutes(round(sum(sums) / len(sums)))} a {unit}. The table below has each."
    )
    bars = zip(drawn.labels(found.stretches, found.by_month), sums, strict=True)
    yield Bars(f"Minutes a {unit}", about, tuple(bars), "min")
    scores = dict(found.figures.consistency)
    rows = []
    for stretch in found.stretches:
        row = [
            f"{month(stretch.first)} {stretch.first.year}" if found.by_month else _week_name(found, stretch),
            f"{stretch.sessions:,}", names.number(stretch.minutes), f"{stretch.kept_days}",
        ]  # fmt: skip
        if not found.by_month:
            score = scores.get(stretch.first)
            row.append("" if score is None else f"{score:.0%}")
        rows.append(tuple(row))
    heads = (capital(unit), "Sessions", "Minutes", "Days kept")
    yield Table(
        f"Sessions by {unit}", heads if found.by_month else (*heads, "Consistency"), tuple(rows), (1, 2, 3, 4)
    )
    if not found.by_month:
        yield Words(
            "Consistency says how steadily the days were kept, from 0 to 100 % at the week's end; higher is"
            " steadier. It forgets slowly: after 13 days a day counts half."
        )


def _week_name(found: Material, stretch: Stretch) -> str:
    first, last = max(stretch.first, found.first), min(stretch.first + timedelta(days=6), found.last)
    year = f" {last.year}" if first.year == last.year != found.last.year else ""
    return f"{span(first, last)}{year}"


def ramp(found: Material) -> Iterator[Block]:
    """The steps of each area over time."""
    if not found.figures.ascents:
        yield Words("No guided session is recorded in these days.")
        return
    yield Words(
        "A step is what the coach asked for: a cover between skin and spikes, and minutes. A towel is the"
        " softest, bare skin the hardest."
    )
    for ascent in found.figures.ascents:
        yield Words(capital(told.where(ascent)))
        yield drawn.flight(ascent)
        yield Table(
            f"Steps: {names.AREA[ascent.area]}",
            ("Step", "First on", "Last on", "Sessions"),
            tuple(
                (capital(of.step.label), names.day(of.first), names.day(of.last), f"{of.sessions:,}")
                for of in ascent.by_step
            ),
            (3,),
        )


def soreness(found: Material) -> Iterator[Block]:
    """Soreness before and after: the means, and how many sessions they rest on."""
    figs = found.figures
    yield Words(f"{capital(_soreness_line(figs))}{_few(len(figs.points))}")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return
    yield drawn.soreness(figs.points, found.stretches, by_month=found.by_month)
    rows, few = [], 0
    for area in areas_used(figs.sessions):
        of = [s for s in figs.sessions if s.area is area]
        both, mean = points(of), relief(of)
        if mean is None:
            continue
        if needed(mean.sessions):
            few += 1
            continue
        before, after = sum(p.before for p in both), sum(p.after for p in both)
        answered = f"{mean.sessions:,} of {len(of):,}"
        rows.append(_mean_row(names.AREA[area], answered, before / mean.sessions, after / mean.sessions))
    if len(rows) + few > 1:
        answered = f"{figs.relief.sessions:,} of {len(figs.sessions):,}"
        rows.append(_mean_row("all areas", answered, figs.before.value, figs.after.value))
    heads = ("Area", "Sessions that answered both", "Mean before", "Mean after", "Change")
    yield Table(f"Soreness by area ({names.SORENESS})", heads, tuple(rows), (1, 2, 3, 4))
    if few:
        yield Words(f"Left out: {count(few, 'area')} with fewer than {TREND_OF} answers.")


def _soreness_line(figs: Figures) -> str:
    answered = _answered(len(figs.points), len(figs.sessions), "both before and after")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return f"{answered}."
    return (
        f"{answered}: {figs.before.value:.1f} before and {figs.after.value:.1f} after on average,"
        f" {told.differs(figs.relief)} after ({names.SORENESS}; lower is better)."
    )


def _mean_row(name: str, answered: str, before: float, after: float) -> tuple[str, ...]:
    change = round(after, 1) - round(before, 1)
    return capital(name), answered, f"{before:.1f}", f"{after:.1f}", f"{change:+.1f}" if change else "0.0"


def sharpness(found: Material) -> Iterator[Block]:
    """Sharpness as a whole and by cover."""
    figs = found.figures
    values = len(figs.sharpness_values)
    yield Words(f"{capital(_sharpness_line(figs))}{_few(values)}")
    old = sum(each.from_comfort for each in figs.sessions)
    if old:
        yield Words(
            f"{count(old, 'answer')} of 8 to 10 {'is' if old == 1 else 'are'} from an older scale called"
            " comfort, and not confirmed since."
        )
    if figs.sharpness is None or figs.sharpness_needed:
        return
    covers = _by_cover(figs)
    rows = tuple(
        (name, f"{mean.sessions:,}", f"{mean.value:.1f}")
        for name, mean in covers.items()
        if not needed(mean.sessions)
    )
    if rows:
        yield Table(f"Sharpness by cover ({names.SHARPNESS})", ("Cover", "Answers", "Mean"), rows, (1, 2))
    if few := len(covers) - len(rows):
        yield Words(f"Left out: {count(few, 'cover')} with fewer than {TREND_OF} answers.")


def _by_cover(figs: Figures) -> dict[str, Mean]:
    """The mean of each area and cover, over all minutes; softest first."""
    sums: dict[str, Mean] = {}
    for step, mean in figs.sharpness_by_step:
        name = f"{capital(names.AREA[step.area])}, {step.band}"
        so_far = sums.get(name, Mean(0, 0))
        number = so_far.sessions + mean.sessions
        together = so_far.value * so_far.sessions + mean.value * mean.sessions
        sums[name] = Mean(together / number, number)
    return sums


def _sharpness_line(figs: Figures) -> str:
    answered = _answered(len(figs.sharpness_values), len(figs.sessions), "")
    if figs.sharpness is None or figs.sharpness_needed:
        return f"{answered}."
    return (
        f"{answered}: {figs.sharpness.value:.1f} on average for the last minute"
        f" ({names.SHARPNESS}; lower is better)."
    )


def _answered(answers: int, of: int, what: str) -> str:
    said = f"answered {what}".strip()
    return f"{said} for {answers:,} of {count(of, 'session')}" if answers else f"not {said}"


def _few(answers: int) -> str:
    """Why there is no mean, where there are some answers."""
    return f" A mean is told from {TREND_OF} answers on." if 0 < answers < TREND_OF else ""


def times(found: Material) -> Iterator[Block]:
    """Weekdays and times of day."""
    figs = found.figures
    if not figs.sessions:
        yield Words("No session is recorded in these days.")
        return
    start = found.book.settings.week_start
    weekdays = [told.WEEKDAYS[(start + at) % 7] for at in range(7)]
    counts = ("Sessions", *(f"{n:,}" for n in figs.weekdays))
    yield Table("Sessions by weekday", ("Weekday", *weekdays), (counts,), tuple(range(1, 8)))
    times = ("Sessions", *(f"{n:,}" for n in figs.dayparts.values()))
    parts = ("Time of day", *(_part(part) for part in figs.dayparts))
    yield Table("Sessions by time of day", parts, (times,), tuple(range(1, 5)))


def _part(part: Daypart) -> str:
    first, last = PART_HOURS[part]
    return f"{capital(part)} ({first} to {last})"
