"""The sections of a report that hold figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from coach.domain import labels
from coach.domain.current_answers import Place, goal_of, readings, screening_of, start_of
from coach.domain.habit.streak import DayState
from coach.domain.model import AGREEABLE, Area, Contraindication, GoalSet, Screening, StartSaid
from coach.domain.safety.screening import lacks_areas
from coach.domain.stats import sentences
from coach.domain.stats.aggregates import PART_HOURS, TREND_OF, Daypart, Mean, Period, needed, points, relief
from coach.domain.stats.summary import Figures, areas_used
from coach.report import charts, record_sections
from coach.report.data import ReportData
from coach.report.document import Bars, Block, Facts, Table, Words
from coach.text import format
from coach.text.format import WEEKDAYS, capital, count, month, span, total

_Answer = TypeVar("_Answer")

_TICKED = labels.CONTRAINDICATION | {
    Contraindication.FEELING: "a part that cannot be felt well",
    Contraindication.UNSURE: "unsure whether a mat is right",
}
"""What the safety questions ask for, as it is said about someone."""


def short(found: ReportData) -> Iterator[Block]:
    """Yields what a reader wants to know first."""
    figs = found.figures
    length = (found.last - found.first).days + 1
    areas = [labels.AREA[area] for area in areas_used(figs.sessions)]
    yield Facts(
        (
            ("Name", ""),
            ("Period", f"{span(found.first, found.last)}, {count(length, 'day')}"),
            ("Sessions", f"{count(len(figs.sessions), 'session')}, {total(figs.minutes)} in all"),
            ("Days kept", _kept_line(found)),
            ("Areas", format.listed(areas) if areas else "none"),
            ("Soreness", _soreness_line(figs)),
            ("Sharpness", _sharpness_line(figs)),
            ("Skin", record_sections.skin_line(found)),
            ("Stopped for discomfort", record_sections.stops_line(figs.sessions)),
            *_said(found),
        )
    )


def _kept_line(found: ReportData) -> str:
    """Returns how many of the days on which there could have been a session were kept, and which do not count."""
    kept, missed = found.count(DayState.DONE, DayState.KEPT), found.count(DayState.MISSED)
    said = f"{kept:,} of {count(kept + missed, 'day')}: those with 2 minutes or more on the mat."
    pause, rest = found.count(DayState.PAUSE), found.count(DayState.REST)
    left_out = [
        *([f"{count(pause, 'day')} of a pause"] if pause else []),
        *([count(rest, "rest day")] if rest else []),
        *(["the last day, which is not over"] if found.count(DayState.TODAY) else []),
    ]
    before = found.count(DayState.BEFORE)
    left_out += [f"{count(before, 'day')} before the first of these"] if before else []
    return f"{said} Not counted: {format.listed(left_out)}." if left_out else said


def _said(found: ReportData) -> Iterator[tuple[str, str]]:
    """Yields what the safety questions, the start and the goal were at the end of the period."""
    screening = _held(readings(found.book, Screening, screening_of), found.last)
    start = _held(readings(found.book, StartSaid, start_of), found.last)
    goal = _held(readings(found.book, GoalSet, goal_of), found.last)
    if screening is not None:
        yield "Safety questions", _ticks(found, screening)
        if lacks_areas(screening.ticked, screening.numb_areas):
            yield "Cannot be felt well", "not said which areas, so that all are closed"
        elif screening.numb_areas:
            areas = [labels.AREA[area] for area in Area if area in screening.numb_areas]
            yield "Cannot be felt well", format.listed(areas)
        missing = [said for each, said in _TICKED.items() if each not in screening.asked]
        if missing:
            yield "Not asked yet", "; ".join(missing)
    if start is not None and start.sensitive:
        yield "Sensitive skin", "yes, by the user's own answer"
    if goal is not None:
        yield "Goal", f"{format.minutes(goal.minutes)} a session {labels.on(goal.cover)}"


def _ticks(found: ReportData, screening: Screening) -> str:
    """Returns each tick, with a doctor's yes where there was one to just that."""
    ticked = [each for each in _TICKED if each in screening.ticked]
    said = "; ".join(f"{_TICKED[each]}{_agreed(found, screening, each)}" for each in ticked)
    by = f"by the user's own answers, last given on {format.short_date(_screened_on(found))}"
    return f"{by}: {said or 'none of those asked applies'}"


def _agreed(found: ReportData, screening: Screening, tick: Contraindication) -> str:
    """Returns what is recorded of a doctor's yes: no doctor wrote it here, the user said so."""
    if tick not in AGREEABLE:
        return ""
    if tick not in screening.agreed:
        return " (no doctor's agreement recorded)"
    since = None
    for place, held in readings(found.book, Screening, screening_of):
        if place.day <= found.last:
            since = (since or place.day) if tick in held.ticked & held.agreed else None
    on = f" on {format.short_date(since)}" if since else ""
    return f" (a doctor agreed, as the user said{on})"


def _screened_on(found: ReportData) -> date:
    """Returns the day of the answer that held at the end of the period."""
    places = [place for place, _ in readings(found.book, Screening, screening_of)]
    return max(place.day for place in places if place.day <= found.last)


def _held(readings: Iterable[tuple[Place, _Answer]], last: date) -> _Answer | None:
    """Returns what held at the end of a day."""
    return next((held for place, held in reversed(tuple(readings)) if place.day <= last), None)


def minutes(found: ReportData) -> Iterator[Block]:
    """Minutes, sessions and kept days by week or month."""
    if not found.figures.sessions:
        yield Words("No session is recorded in these days.")
        return
    unit = "month" if found.by_month else "week"
    sums = [stretch.minutes for stretch in found.stretches]
    whole = [s.minutes for s in found.stretches if len(_days_of(found, s)) == _length(found, s)]
    mean = f", on average {format.minutes(round(sum(whole) / len(whole)))} a whole {unit}" if whole else ""
    about = (
        f"From {count(len(sums), unit)}: the most were {format.minutes(max(sums))}{mean}."
        " The table below has each."
    )
    bars = zip(charts.labels(found.stretches, found.by_month), sums, strict=True)
    yield Bars(f"Minutes a {unit}", about, tuple(bars), "min")
    heads = (capital(unit), "Sessions", "Minutes", "Days kept", "Days missed", "Days of rest or pause")
    rows = tuple(_stretch_row(found, stretch) for stretch in found.stretches)
    yield Table(f"Sessions by {unit}", heads, rows, (1, 2, 3, 4, 5))
    yield Words(
        "A day is kept by 2 minutes or more on the mat. Days of rest and of a pause are neither kept nor"
        " missed, and a day that is not over is in no column."
    )


def _stretch_row(found: ReportData, stretch: Period) -> tuple[str, ...]:
    """Returns a week or a month; one that is not whole says how many of its days lie in the period."""
    of = _days_of(found, stretch)
    name = f"{month(stretch.first)} {stretch.first.year}" if found.by_month else _week_name(found, stretch)
    if len(of) < _length(found, stretch):
        name += f" ({count(len(of), 'day')})"

    def days(*wanted: DayState) -> str:
        return f"{found.count(*wanted, first=of[0], last=of[-1])}"

    return (
        name, f"{stretch.sessions:,}", format.number(stretch.minutes), days(DayState.DONE, DayState.KEPT),
        days(DayState.MISSED), days(DayState.REST, DayState.PAUSE),
    )  # fmt: skip


def _length(found: ReportData, stretch: Period) -> int:
    """Returns how many days a whole week, or that month, has."""
    return ((stretch.first + timedelta(days=31)).replace(day=1) - stretch.first).days if found.by_month else 7


def _days_of(found: ReportData, stretch: Period) -> list[date]:
    """Returns the days of a week or month that lie in the period."""
    days = (stretch.first + timedelta(days=n) for n in range(_length(found, stretch)))
    return [day for day in days if found.first <= day <= found.last]


def _week_name(found: ReportData, stretch: Period) -> str:
    days = _days_of(found, stretch)
    first, last = days[0], days[-1]
    year = f" {last.year}" if first.year == last.year != found.last.year else ""
    return f"{span(first, last)}{year}"


def ramp(found: ReportData) -> Iterator[Block]:
    """Yields the steps of each area over time."""
    if not found.figures.ascents:
        yield Words("No guided session is recorded in these days.")
        return
    yield Words(
        "A step is what the coach asked for: a cover between skin and spikes, and minutes. A towel is the"
        " softest, bare skin the hardest. A guided session is the one of a day that the coach asked for. The"
        " tables go by date, so a step that came back has a row for each"
        " time."
    )
    for ascent in found.figures.ascents:
        yield Words(capital(sentences.where(ascent)))
        yield charts.flight(ascent)
        yield Table(
            f"Steps: {labels.AREA[ascent.area]}",
            ("Step", "From", "To", "Sessions"),
            tuple(
                (
                    capital(of.step.label),
                    format.short_date(of.first),
                    format.short_date(of.last),
                    f"{of.sessions:,}",
                )
                for of in ascent.stages
            ),
            (3,),
        )


def soreness(found: ReportData) -> Iterator[Block]:
    """Soreness before and after: the means, and how many sessions they rest on."""
    figs = found.figures
    yield Words(f"{capital(_soreness_line(figs))}{_few(len(figs.points))}")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return
    yield Words(
        f"{_which_way(figs)} This compares before and after the same session; it is no change over the weeks."
    )
    yield charts.soreness(figs.points, found.stretches, by_month=found.by_month)
    rows, few = [], []
    for area in areas_used(figs.sessions):
        of = [s for s in figs.sessions if s.area is area]
        both, mean = points(of), relief(of)
        if mean is None:
            continue
        if needed(mean.sessions):
            few.append(f"{labels.AREA[area]} ({mean.sessions})")
            continue
        before, after = sum(p.before for p in both), sum(p.after for p in both)
        answered = f"{mean.sessions:,} of {len(of):,}"
        rows.append(_mean_row(labels.AREA[area], answered, before / mean.sessions, after / mean.sessions))
    if len(rows) + len(few) > 1:
        answered = f"{figs.relief.sessions:,} of {len(figs.sessions):,}"
        rows.append(_mean_row("all areas", answered, figs.before.value, figs.after.value))
    heads = ("Area", "Sessions that answered both", "Mean before", "Mean after", "Change")
    yield Table(f"Soreness by area ({labels.SORENESS})", heads, tuple(rows), (1, 2, 3, 4))
    if few:
        yield Words(_left_out(few))


def _soreness_line(figs: Figures) -> str:
    answered = _answered(len(figs.points), len(figs.sessions), "both before and after")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return f"{answered}."
    return (
        f"{answered}: {figs.before.value:.1f} before and {figs.after.value:.1f} after a session on average,"
        f" {sentences.differs(figs.relief)} after ({labels.SORENESS}; lower is better)."
    )


def _mean_row(name: str, answered: str, before: float, after: float) -> tuple[str, ...]:
    change = round(after, 1) - round(before, 1)
    said = f"{change:+.1f}".replace("-", "\N{MINUS SIGN}") if change else "0.0"
    return capital(name), answered, f"{before:.1f}", f"{after:.1f}", said


def _which_way(figs: Figures) -> str:
    """In how many sessions soreness was lower, the same or higher after; a mean hides the single ones."""
    changes = [point.after - point.before for point in figs.points]
    lower, same = sum(c < 0 for c in changes), sum(c == 0 for c in changes)
    return (
        f"Lower after in {lower:,}, the same in {same:,}, higher in {len(changes) - lower - same:,} of them."
    )


def _left_out(few: list[str]) -> str:
    """Returns what has too few answers for a mean, each with their number."""
    return f"Left out, with fewer than {TREND_OF} answers: {format.listed(few)}."


def sharpness(found: ReportData) -> Iterator[Block]:
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
        (capital(name), f"{mean.sessions:,}", f"{mean.value:.1f}")
        for name, mean in covers.items()
        if not needed(mean.sessions)
    )
    if rows:
        yield Table(f"Sharpness by cover ({labels.SHARPNESS})", ("Cover", "Answers", "Mean"), rows, (1, 2))
    if few := [f"{name} ({mean.sessions})" for name, mean in covers.items() if needed(mean.sessions)]:
        yield Words(_left_out(few))


def _by_cover(figs: Figures) -> dict[str, Mean]:
    """Returns the mean of each area and cover, over all minutes; softest first."""
    sums: dict[str, Mean] = {}
    for step, mean in figs.sharpness_by_step:
        name = f"{labels.AREA[step.area]}, {step.band}"
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
        f"{answered}: {figs.sharpness.value:.1f} on average and {max(figs.sharpness_values)} at most for the"
        " last minute"
        f" ({labels.SHARPNESS}; lower is better)."
    )


def _answered(answers: int, of: int, what: str) -> str:
    said = f"answered {what}".strip()
    return f"{said} for {answers:,} of {count(of, 'session')}" if answers else f"not {said}"


def _few(answers: int) -> str:
    """Returns why there is no mean, where there are some answers."""
    return f" A mean is told from {TREND_OF} answers on." if 0 < answers < TREND_OF else ""


def times(found: ReportData) -> Iterator[Block]:
    """Weekdays and times of day."""
    figs = found.figures
    if not figs.sessions:
        yield Words("No session is recorded in these days.")
        return
    start = found.book.settings.week_start
    weekdays = [WEEKDAYS[(start + at) % 7] for at in range(7)]
    counts = ("Sessions", *(f"{n:,}" for n in figs.weekdays))
    yield Table("Sessions by weekday", ("Weekday", *weekdays), (counts,), tuple(range(1, 8)))
    times = ("Sessions", *(f"{n:,}" for n in figs.dayparts.values()))
    parts = ("Time of day", *(_part(part) for part in figs.dayparts))
    yield Table("Sessions by time of day", parts, (times,), tuple(range(1, 5)))


def _part(part: Daypart) -> str:
    first, last = PART_HOURS[part]
    return f"{capital(part)} ({first} to {last})"
