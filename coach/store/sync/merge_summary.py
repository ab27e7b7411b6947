"""The report of a merge in sentences, for the prompt and for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coach.store.sync.merge_report import MergeReport
from coach.store.sync.union import KEPT_VERSIONS
from coach.text import format

_MOST_NAMED = 10
"""The number of sessions logged twice that are named one by one."""


def summary_lines(report: MergeReport, *, dry_run: bool = False) -> Iterator[str]:
    """Yields what came in, or would come in."""
    if not report.changes:
        yield "Nothing new: you already have everything in it."
        return
    parts = [f"{'Would add' if dry_run else 'Added'} {format.count(report.added, 'record')}"]
    parts.append(f"{'update' if dry_run else 'updated'} {report.updated}")
    parts.append(f"{'delete' if dry_run else 'deleted'} {report.deleted}")
    yield f"{', '.join(parts)}."
    if report.versions_kept:
        verb = "would be kept" if dry_run else "kept"
        yield f"{format.count(report.versions_kept, 'earlier version')} {verb} in the table history."


def warning_lines(report: MergeReport) -> Iterator[str]:
    """Yields what the user may want to look at."""
    for file in report.other_people:
        yield f"{file} is not a copy of your file, so its answers, goal and settings were left out."
    if report.made_visible:
        yield made_visible_line(report.made_visible)
    if report.older_answers:
        yield _older_answers_line(report.older_answers)
    for question in report.answered_twice:
        yield (
            f"You answered {question} on both machines: the more careful answer counts"
            " until you answer again in Settings."
        )
    for one, other in report.duplicates[:_MOST_NAMED]:
        yield (
            f"Two sessions on the {one.area} at {one.started_at:%Y-%m-%d %H:%M}, one from each copy, "
            f"of {format.minutes(one.done_min)} and {format.minutes(other.done_min)}: both are kept;"
            " delete one if they are the same."
        )
    if len(report.duplicates) > _MOST_NAMED:
        yield f"{len(report.duplicates) - _MOST_NAMED} more sessions are there twice."
    if report.versions_dropped:
        yield (
            f"{format.count(report.versions_dropped, 'version')} lost and not kept: the table history holds"
            f" the {KEPT_VERSIONS} written last."
        )
    if report.without_id:
        yield f"{format.count(report.without_id, 'document')} without an id stayed in the copies."


def made_visible_line(count: int) -> str:
    """Returns a sentence on the control characters in what came in, of which there are `count`."""
    return f"{format.count(count, 'control character')} {'was' if count == 1 else 'were'} made visible."


def _older_answers_line(days: tuple[date, ...]) -> str:
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
