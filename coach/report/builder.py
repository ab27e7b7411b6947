"""Builds a report: the figures of some days, and what was recorded in them."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import Book
from coach.domain.stats import sentences
from coach.report import figure_sections, overview_section, record_sections, scale_sections
from coach.report.data import ReportData, first_day, report_data
from coach.report.document import Document, Section, Words
from coach.text.format import long_date

CAUTION = (
    "The coach is not a medical device. These pages show what its user recorded; they do not show causes or"
    " promise effects. Soreness and sharpness are the user's own answers from 0 to 10; lower is better for"
    " both."
    f" Soreness of the area before and after a session: {labels.SORENESS}. Sharpness of the spikes in its"
    f" last minute: {labels.SHARPNESS}."
)


def report(book: Book, now: datetime, first: date | None = None, last: date | None = None) -> Document:
    """Returns the report of the days from `first` to `last`, by default of all days up to today.

    `now` is aware; the times of day are in its zone.
    """
    last = last or day_of(now, book.settings.rollover)
    first = first or first_day(book, last)
    data = report_data(book, first, last)
    sections = [Section("In short", tuple(overview_section.overview(data)))]
    if _is_empty(data):
        sections.append(Section("Nothing recorded", (Words("Nothing was recorded in these days."),)))
    else:
        sections += _sections(data)
    return Document(
        title="Acupressure mat: report",
        period=f"{long_date(first)} to {long_date(last)}" if first != last else long_date(last),
        caution=CAUTION,
        sections=tuple(sections),
        foot=f"Made by the mat coach on {long_date(day_of(now, 0))}. {sentences.NO_CAUSE}",
    )


def _sections(data: ReportData) -> list[Section]:
    return [
        Section("Minutes on the mat", tuple(figure_sections.minutes(data))),
        Section("Steps over time", tuple(figure_sections.ramp(data))),
        Section("Soreness before and after", tuple(scale_sections.soreness(data))),
        Section("Sharpness", tuple(scale_sections.sharpness(data))),
        Section("Skin", tuple(record_sections.skin(data))),
        Section("Rest days and pauses", tuple(record_sections.pauses(data))),
        Section("Days and times", tuple(figure_sections.times(data))),
        Section(
            f"Sessions of the last {record_sections.LATEST_DAYS} days", tuple(record_sections.latest(data))
        ),
        Section("Notes", tuple(record_sections.notes(data))),
    ]


def _is_empty(data: ReportData) -> bool:
    """Returns whether nothing was recorded in these days."""
    blocks = (
        *record_sections.skin_rows(data),
        *record_sections.pauses_in(data),
        *record_sections.notes_in(data),
    )
    return not data.figures.sessions and not blocks
