"""What a merge did, in sentences, for a prompt and for a screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coach.store.sync.merge import KEPT_VERSIONS, MergeReport
from coach.text import format

_SHOWN = 10
"""How many sessions that were logged twice are told of one by one."""


def done(report: MergeReport, *, dry_run: bool = False) -> Iterator[str]:
    """Yields what came in, or would."""
    if not report.changes:
        yield "Nothing new: everything in there is here already."
        return
    parts = [f"{'Would add' if dry_run else 'Added'} {format.count(report.added, 'record')}"]
    parts.append(f"{'update' if dry_run else 'updated'} {report.updated}")
    parts.append(f"{'delete' if dry_run else 'deleted'} {report.deleted}")
    yield f"{', '.join(parts)}."
    if report.kept:
        verb = "would be kept" if dry_run else "kept"
        yield f"{format.count(report.kept, 'earlier version')} {verb} in the table history."


def warnings(report: MergeReport) -> Iterator[str]:
    """Yields what the user may want to look at."""
    for file in report.strangers:
        yield f"{file} is no copy of your file: its answers, goal and settings were left out."
    if report.made_visible:
        yield pictures(report.made_visible)
    if report.older:
        yield _older(report.older)
    for question in report.apart:
        yield (
            f"You answered {question} on both machines: the more careful answer counts"
            " until you answer again in Settings."
        )
    for one, other in report.twice[:_SHOWN]:
        yield (
            f"Two sessions on the {one.area} at {one.started_at:%Y-%m-%d %H:%M}, one from each copy, "
            f"of {one.done_min:g} and {other.done_min:g} minutes: both are kept; delete one if it was one."
        )
    if len(report.twice) > _SHOWN:
        yield f"{len(report.twice) - _SHOWN} more sessions are there twice."
    if report.let_go:
        yield (
            f"{format.count(report.let_go, 'version')} lost and not kept: the table history holds the "
            f"{KEPT_VERSIONS} written last."
        )
    if report.nameless:
        yield f"{format.count(report.nameless, 'document')} without an id stayed in the copies."


def pictures(count: int) -> str:
    """Returns what became of the control characters of what came in."""
    return f"{format.count(count, 'control character')} {'was' if count == 1 else 'were'} made visible."


def _older(days: tuple[date, ...]) -> str:
    answers, first, last = (
        format.count(len(days), "answer"),
        format.plain_date(days[0]),
        format.plain_date(days[-1]),
    )
    when = f"of {first}" if first == last else f"of {first} to {last}"
    return (
        f"{answers} {when} came from an older coach, which called sharpness comfort and asked fewer safety"
        " questions."
    )
