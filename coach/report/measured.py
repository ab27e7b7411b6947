"""The sections of a report that hold figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from coach.domain import names, told
from coach.domain.current_answers import Place, goal_of, readings, screening_of, start_of
from coach.domain.figures import Figures, areas_used
from coach.domain.insights import PART_HOURS, Daypart, Stretch, points, relief
from coach.domain.model import GoalSet, Screening, StartSaid
from coach.report import drawn
from coach.report.blocks import Bars, Block, Facts, Table, Words
from coach.report.material import Material
from coach.wording import capital, count, month, span, total

_Answer = TypeVar("_Answer")


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
            ("Days kept", f"{kept:,} of {count(length, 'day')}, with at least 2 minutes on the mat"),
            ("Areas", told.listed(areas) if areas else "none"),
            ("Soreness", told.soreness(figs, "with both answers") if figs.relief else "not answered"),
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
        ticked = sorted(names.CONTRAINDICATION[each] for each in screening.ticked)
        agreed = "; a doctor agreed" if screening.agreed else ""
        yield (
            "Safety questions",
            f"{told.listed(ticked)}{agreed}" if ticked else "none ticked",
        )
    if start is not None and start.sensitive:
        yield "Skin", "sensitive, as the user says"
    if goal is not None:
        yield "Goal", f"{names.minutes(goal.minutes)} {names.on(goal.cover)}"


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
        f" {names.minutes(round(sum(sums) / len(sums)))} a {unit}. The table beneath has each."
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
            "Consistency is a score of steadiness at the week's end that forgets slowly: half in 13 days."
        )


def _week_name(found: Material, stretch: Stretch) -> str:
    first, last = max(stretch.first, found.first), min(stretch.first + timedelta(days=6), found.last)
    year = f" {last.year}" if first.year == last.year != found.last.year else ""
    return f"{span(first, last)}{year}"


def ramp(found: Material) -> Iterator[Block]:
    """The steps of each area over time."""
    if not found.figures.ascents:
        yield Words("No guided session is recorded in these days.")
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
    """Soreness before and after: the mean difference, and how many sessions it rests on."""
    figs = found.figures
    if figs.relief is None or figs.before is None or figs.after is None:
        yield Words("Soreness before and after was not answered for any session of these days.")
        return
    few = " That is too few to say more." if figs.soreness_needed else ""
    yield Words(
        f"In the {count(figs.relief.sessions, 'session')} with both answers, soreness was"
        f" {told.differs(figs.relief)} after on average.{few}"
    )
    yield drawn.soreness(figs.points, found.stretches, by_month=found.by_month)
    rows = []
    for area in areas_used(figs.sessions):
        of = [s for s in figs.sessions if s.area is area]
        both, mean = points(of), relief(of)
        if mean is not None:
            before, after = sum(p.before for p in both), sum(p.after for p in both)
            rows.append(
                _mean_row(
                    capital(names.AREA[area]), mean.sessions, before / mean.sessions, after / mean.sessions
                )
            )
    if len(rows) > 1:
        rows.append(_mean_row("All areas", figs.relief.sessions, figs.before.value, figs.after.value))
    heads = ("Area", "Sessions with both answers", "Mean before", "Mean after", "Lower by")
    yield Table("Soreness by area, 0 to 10", heads, tuple(rows), (1, 2, 3, 4))


def _mean_row(name: str, number: int, before: float, after: float) -> tuple[str, ...]:
    return name, f"{number:,}", f"{before:.1f}", f"{after:.1f}", f"{before - after:.1f}"


def sharpness(found: Material) -> Iterator[Block]:
    """Sharpness by step."""
    figs = found.figures
    if figs.sharpness is None:
        yield Words("Sharpness was not answered for any session of these days.")
        return
    yield Words(f"{_sharpness_line(figs)}, for the last minute of a session.")
    rows = tuple(
        (f"{capital(names.AREA[step.area])}: {step.label}", f"{mean.sessions:,}", f"{mean.value:.1f}")
        for step, mean in figs.sharpness_by_step
    )
    if rows:
        yield Table("Sharpness by step, 0 to 10", ("Step", "Answers", "Mean sharpness"), rows, (1, 2))


def _sharpness_line(figs: Figures) -> str:
    if figs.sharpness is None:
        return "not answered"
    return f"{figs.sharpness.value:.1f} on average of {count(figs.sharpness.sessions, 'answer')}"


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
