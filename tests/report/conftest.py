"""Books to report of, and a reader of the pages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.model import (
    Area,
    Book,
    Check,
    Cover,
    DayNote,
    GoalSet,
    Pause,
    Screening,
    Session,
    Settings,
    Skin,
    StartSaid,
)
from coach.report.builder import report
from coach.report.html_page import page

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
START = datetime(2025, 1, 1, tzinfo=UTC)
ODD = "<script>alert('1')</script> & \"two\" \u05d2\u05d1 \u202eturned\x07\nsecond | line"
EVENTS = (Screening(at=START), StartSaid(at=START), GoalSet(at=START))


def session(day: date, minutes: float = 5, area: Area = Area.BACK, **more: object) -> Session:
    at = datetime(day.year, day.month, day.day, 7, list(Area).index(area), tzinfo=UTC)
    return Session(area=area, started_at=at, day=day, done_min=minutes, **more)  # type: ignore[arg-type]


@pytest.fixture
def two_weeks() -> Book:
    """Ten clean days from 20 February on, with answers, notes, a sore day and a pause."""
    first = date(2026, 2, 20)
    plan = (5, 5, 7, 10, 5, 5, 7, 7, 10, 10)
    sessions = []
    for n, minutes in enumerate(plan):
        day = first + timedelta(n)
        cover = Cover.TOWEL if n < 4 else Cover.SHIRT
        sessions.append(
            session(
                day, minutes, cover=cover, planned_min=minutes, sharpness=3, skin_after=Skin.CLEAR,
                skin_next=Skin.CLEAR, skin_next_on=day + timedelta(1), before=6, after=4 if n % 2 else 5,
            )
        )  # fmt: skip
    sessions[-1] = sessions[-1]._replace(skin_next=Skin.SORE, note=ODD, after=None)
    sore = Check(day=date(2026, 3, 2), area=Area.BACK, skin=Skin.SORE, at=datetime(2026, 3, 2, 7, tzinfo=UTC))
    return Book(
        settings=Settings(tz="UTC"),
        events=EVENTS,
        sessions=tuple(sessions),
        checks=(sore,),
        pauses=(Pause(first=date(2026, 3, 3), last=date(2026, 3, 4), at=NOW),),
        notes=(DayNote(day=date(2026, 2, 21), text="[x](javascript:1) *slept* well"),),
    )


class Page:
    """A page as a reader takes it in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ET.fromstring(text.removeprefix("<!DOCTYPE html>"))

    def all(self, name: str) -> list[ET.Element]:
        return list(self.root.iter(name))

    def words(self) -> str:
        """All text that is shown, blanks as they come."""
        return " ".join("".join(self.root.find("body").itertext()).split())  # type: ignore[union-attr]

    def table(self, caption: str) -> list[list[str]]:
        """The rows of a table without its heads."""
        (found,) = (t for t in self.all("table") if t.findtext("caption") == caption)
        return [["".join(cell.itertext()) for cell in row] for row in found.findall("tbody/tr")]

    def fact(self, name: str) -> str:
        """What is said of a name in the summary."""
        names = [element.text or "" for element in self.all("dt")]
        return self.all("dd")[names.index(name)].text or ""

    def figures(self, caption: str, column: int) -> list[float]:
        """A column of figures."""
        return [float(re.sub(r"[,%]", "", row[column])) for row in self.table(caption)]


def page_of(book: Book, first: date | None = None, last: date | None = None) -> Page:
    return Page(page(report(book, NOW, first, last)))
