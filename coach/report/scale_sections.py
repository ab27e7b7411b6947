"""The sections of a report on the answers from 0 to 10: soreness and sharpness."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain import labels
from coach.domain.stats import sentences
from coach.domain.stats.aggregates import TREND_OF, Mean, needed, points, relief
from coach.domain.stats.summary import Figures, areas_used
from coach.report import charts
from coach.report.data import ReportData
from coach.report.document import Block, Table, Words
from coach.text import format
from coach.text.format import capital, count


def soreness(data: ReportData) -> Iterator[Block]:
    """Yields the means of soreness before and after sessions, and how many sessions they rest on."""
    figs = data.figures
    yield Words(f"{capital(soreness_line(figs))}{_few(len(figs.points))}")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return
    yield Words(
        f"{_directions(figs)} This compares before and after the same session;"
        " it is not a change over the weeks."
    )
    yield charts.soreness(figs.points, data.stretches, by_month=data.by_month)
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


def soreness_line(figs: Figures) -> str:
    """Returns the means of soreness in a line, or how few answered."""
    answered = _answered(len(figs.points), len(figs.sessions), "both before and after")
    if figs.relief is None or figs.before is None or figs.after is None or figs.soreness_needed:
        return f"{answered}."
    return (
        f"{answered}: {figs.before.value:.1f} before and {figs.after.value:.1f} after a session on average,"
        f" {sentences.differs(figs.relief)} after ({labels.SORENESS}; lower is better)."
    )


def _mean_row(name: str, answered: str, before: float, after: float) -> tuple[str, ...]:
    change = round(after, 1) - round(before, 1)
    signed = f"{change:+.1f}".replace("-", "\N{MINUS SIGN}") if change else "0.0"
    return capital(name), answered, f"{before:.1f}", f"{after:.1f}", signed


def _directions(figs: Figures) -> str:
    """Returns in how many sessions soreness was lower, the same or higher afterwards: a mean hides that."""
    changes = [point.after - point.before for point in figs.points]
    lower, same = sum(c < 0 for c in changes), sum(c == 0 for c in changes)
    return (
        f"Lower after in {lower:,}, the same in {same:,}, higher in {len(changes) - lower - same:,} of them."
    )


def _left_out(few: list[str]) -> str:
    """Returns a sentence on what has too few answers for a mean, each with the number of answers."""
    return f"Left out, with fewer than {TREND_OF} answers: {format.listed(few)}."


def sharpness(data: ReportData) -> Iterator[Block]:
    """Yields the mean sharpness of all sessions, and by cover."""
    figs = data.figures
    values = len(figs.sharpness_values)
    yield Words(f"{capital(sharpness_line(figs))}{_few(values)}")
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
    """Returns the mean sharpness by area and cover, whatever the minutes; the softest cover comes first."""
    sums: dict[str, Mean] = {}
    for step, mean in figs.sharpness_by_step:
        name = f"{labels.AREA[step.area]}, {step.band}"
        so_far = sums.get(name, Mean(0, 0))
        # the mean of two means, each weighted by its answers
        number = so_far.sessions + mean.sessions
        together = so_far.value * so_far.sessions + mean.value * mean.sessions
        sums[name] = Mean(together / number, number)
    return sums


def sharpness_line(figs: Figures) -> str:
    """Returns the mean and the highest sharpness in a line, or how few answered."""
    answered = _answered(len(figs.sharpness_values), len(figs.sessions), "")
    if figs.sharpness is None or figs.sharpness_needed:
        return f"{answered}."
    return (
        f"{answered}: {figs.sharpness.value:.1f} on average and {max(figs.sharpness_values)} at most for the"
        " last minute"
        f" ({labels.SHARPNESS}; lower is better)."
    )


def _answered(answers: int, of: int, what: str) -> str:
    answered = f"answered {what}".strip()
    return f"{answered} for {answers:,} of {count(of, 'session')}" if answers else f"not {answered}"


def _few(answers: int) -> str:
    """Returns why there is no mean, if there are answers, but too few."""
    return f" A mean is shown from {TREND_OF} answers on." if 0 < answers < TREND_OF else ""
