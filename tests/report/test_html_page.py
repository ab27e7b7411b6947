"""The page: well-formed, alone, safe from what was typed, and of the figures that Insights show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from coach.domain.habit.day_history import days
from coach.domain.model import (
    Book,
    Cover,
    Ended,
    Pause,
    PauseFor,
)
from coach.domain.ramp.replay import Ramps
from coach.domain.stats.summary import figures
from coach.report.html_builder import VOID
from coach.widgets.base.theme import contrast
from tests.report.conftest import EVENTS, NOW, ODD, page_of, session

SVG = ("svg", "title", "desc", "rect", "line", "circle", "path", "polyline", "text", "defs", "pattern")


class Strict(HTMLParser):
    """Reads a page as HTML and notes tags that are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def three_years() -> Book:
    """A session on every third day, each with all its answers, from 2023 on."""
    found = [
        session(
            date(2023, 3, 5) + timedelta(n), 5, cover=Cover.TOWEL, sharpness=n % 6, before=n % 11, after=n % 7
        )
        for n in range(0, 1095, 3)
    ]
    return Book(events=EVENTS, sessions=tuple(found))


@pytest.fixture(params=["empty", "two weeks", "three years"])
def book(request: pytest.FixtureRequest, two_weeks: Book) -> Book:
    return {"empty": Book(), "two weeks": two_weeks, "three years": three_years()}[request.param]


def test_it_is_well_formed_as_html_and_refers_to_nothing_elsewhere(book: Book) -> None:
    page = page_of(book)  # parsed as XML there
    reader = Strict()
    reader.feed(page.text)
    reader.close()
    assert (reader.open, reader.wrong) == ([], [])
    names = {element.tag for element in page.root.iter()}
    assert not names & {"script", "link", "iframe", "object", "embed", "img", "form", "base", "a"}
    for _, name, value in reader.attributes:
        assert name not in ("src", "href", "srcset", "action", "background")
        assert not name.startswith("on")
        assert "//" not in (value or "")
    (style,) = page.all("style")
    assert "//" not in (style.text or "")
    assert set(re.findall(r"url\(([^)]*)\)", style.text or "")) == {"#fill-0", "#fill-1"}
    policy = [m.get("content") for m in page.all("meta") if m.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_it_can_be_read_aloud(book: Book) -> None:
    page = page_of(book)
    assert page.root.get("lang") == "en"
    assert page.root.findtext("head/title")
    assert [len(page.all(name)) for name in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    ids = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for section in page.all("section"):
        assert section.get("aria-labelledby") in ids
    for table in page.all("table"):
        assert table.findtext("caption")
        heads = table.findall("thead/tr/th")
        assert all(head.get("scope") == "col" and head.text for head in heads)
        for row in table.findall("tbody/tr"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")
            assert len(row) == len(heads)
    for picture in page.all("figure"):
        svg = picture.find("svg")
        assert svg is not None
        assert svg.get("role") == "img"
        named = [svg.find(name) for name in ("title", "desc")]
        assert [element.get("id") for element in named if element is not None] == (
            svg.get("aria-labelledby") or ""
        ).split()
        assert all(element is not None and element.text for element in named)
        assert picture.findtext("figcaption")
    for svg in page.all("svg"):
        assert {element.tag for element in svg.iter()} <= set(SVG)


def test_what_was_typed_is_text_and_nothing_else(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    day, note = page.all("blockquote")
    assert day.text == "[x](javascript:1) *slept* well"
    assert note.text == ODD.replace("\u202e", " ").replace("\x07", " ")
    assert len(note) == 0
    assert note.get("dir") == "auto"


def test_the_figures_are_those_of_insights(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    ramps = Ramps(two_weeks)
    found = figures(ramps, days(ramps, date(2026, 3, 4)))
    assert page.table("Sessions by week") == [
        ["20 to 22 Feb (3 days)", "3", "17", "3", "0", "0"],
        ["23 Feb to 1 Mar", "7", "54", "7", "0", "0"],
        ["2 to 4 Mar (3 days)", "0", "0", "0", "0", "3"],
    ]
    assert sum(page.figures("Sessions by week", 2)) == found.minutes == 71
    assert found.relief is not None
    assert (found.relief.sessions, round(found.relief.value, 2)) == (9, 1.44)
    assert page.fact("Soreness") == (
        "answered both before and after for 9 of 10 sessions: 6.0 before and 4.6 after a session on average,"
        " 1.4 lower after (0 none, 10 worst; lower is better)."
    )
    assert page.table("Soreness by area (0 none, 10 worst)") == [
        ["Back", "9 of 10", "6.0", "4.6", "\N{MINUS SIGN}1.4"]
    ]
    assert page.fact("Sessions") == "10 sessions, 1 hour and 11 minutes in all"
    assert page.fact("Days kept") == (
        "10 of 10 days: those with 2 minutes or more on the mat."
        " Not counted: 1 rest day and 2 days of a pause."
    )
    assert page.fact("Sharpness") == (
        "answered for 10 of 10 sessions: 3.0 on average and 3 at most for the last minute"
        " (0 none, 3 strong but fine, 6 too sharp, 10 unbearable; lower is better)."
    )
    assert page.table("Sharpness by cover (0 none, 3 strong but fine, 6 too sharp, 10 unbearable)") == [
        ["Back, T-shirt", "6", "3.0"]
    ]
    assert "Left out, with fewer than 5 answers: back, towel (4)." in page.words()
    assert "Lower after in 9, the same in 0, higher in 0 of them." in page.words()
    steps = page.table("Steps: back")
    assert steps[0] == ["Towel 5 min", "Fri 20 Feb 2026", "Sat 21 Feb 2026", "2"]
    assert sum(int(row[-1]) for row in steps) == 10
    assert [int(n) for n in page.table("Sessions by weekday")[0][1:]] == list(found.weekdays)
    assert [int(n) for n in page.table("Sessions by time of day")[0][1:]] == list(found.dayparts.values())


def test_a_long_period_is_told_by_months_that_add_up() -> None:
    book = three_years()
    page = page_of(book)
    assert sum(page.figures("Sessions by month", 1)) == len(book.sessions)
    assert sum(page.figures("Sessions by month", 2)) == 5 * len(book.sessions)
    assert page.table("Sessions by month")[0][0] == "March 2023 (27 days)"
    assert "Sessions by week" not in [caption.text for caption in page.all("caption")]


def test_a_period_holds_its_own_days_alone(two_weeks: Book) -> None:
    page = page_of(two_weeks, date(2026, 2, 21), date(2026, 2, 24))
    assert page.fact("Sessions") == "4 sessions, 27 minutes in all"
    assert page.fact("Period") == "21 to 24 Feb, 4 days"
    assert [row[0] for row in page.table("One by one")] == [
        "Sat 21 Feb",
        "Sun 22 Feb",
        "Mon 23 Feb",
        "Tue 24 Feb",
    ]
    assert [quote.text for quote in page.all("blockquote")] == ["[x](javascript:1) *slept* well"]
    assert "No answer in these days was pink, sore, broken or numb skin." in page.words()
    assert "There was no pause." in page.words()


def test_a_rest_day_says_whether_it_was_asked_for_or_taken(two_weeks: Book) -> None:
    taken = Pause(first=date(2026, 3, 3), last=date(2026, 3, 3), at=NOW)
    holiday = Pause(first=date(2026, 3, 4), last=None, at=NOW, why=PauseFor.HOLIDAY)
    page = page_of(two_weeks._replace(pauses=(taken, holiday)))
    assert [row[1:] for row in page.table("Rest days")] == [
        ["Mon 2 Mar 2026", "1", "set by the coach: skin pink or sore"],
        ["Tue 3 Mar 2026", "1", "taken by the user"],
    ]
    assert page.table("Pauses, set by the user") == [["Wed 4 Mar 2026", "not ended", "not over", "holiday"]]
    assert "Not counted: 2 rest days and 1 day of a pause." in page.fact("Days kept")


def test_days_off_are_no_misses_and_a_week_in_part_is_in_no_mean(two_weeks: Book) -> None:
    some = tuple(s for s in two_weeks.sessions if s.day != date(2026, 2, 25))
    page = page_of(two_weeks._replace(sessions=some))
    assert page.fact("Days kept").startswith("9 of 10 days")
    assert [row[3:] for row in page.table("Sessions by week")] == [
        ["3", "0", "0"], ["6", "1", "0"], ["0", "0", "3"],
    ]  # fmt: skip
    told = " ".join(caption.text or "" for caption in page.all("figcaption"))
    assert "49 minutes in a whole week on average" in told


def test_steps_go_by_date_and_no_two_rows_overlap(two_weeks: Book) -> None:
    sharp = [s._replace(sharpness=9) if n == 5 else s for n, s in enumerate(two_weeks.sessions)]
    rows = page_of(two_weeks._replace(sessions=tuple(sharp))).table("Steps: back")
    days = [datetime.strptime(day, "%a %d %b %Y").date() for row in rows for day in row[1:3]]  # noqa: DTZ007
    assert days == sorted(days)
    assert len({row[0] for row in rows}) < len(rows)  # a step came back


def test_below_five_answers_there_is_no_mean_and_no_picture(two_weeks: Book) -> None:
    few = [s._replace(before=None, sharpness=None) for s in two_weeks.sessions[:6]]
    page = page_of(two_weeks._replace(sessions=(*few, *two_weeks.sessions[6:])))
    assert page.fact("Soreness") == "answered both before and after for 3 of 10 sessions."
    assert page.fact("Sharpness") == "answered for 4 of 10 sessions."
    assert page.words().count("A mean is shown from 5 answers on.") == 2
    assert "on average" not in page.words().split("Soreness before and after")[1]
    captions = [caption.text or "" for caption in page.all("caption")]
    assert not [each for each in captions if each.startswith(("Soreness", "Sharpness"))]


def test_a_cover_with_five_answers_has_a_mean(two_weeks: Book) -> None:
    same = [
        session(date(2026, 2, 1) + timedelta(n), 5, cover=Cover.TOWEL, sharpness=n + 1, ended=Ended.STOPPED)
        for n in range(6)
    ]
    page = page_of(two_weeks._replace(sessions=tuple(same)))
    scale = "0 none, 3 strong but fine, 6 too sharp, 10 unbearable"
    rows = page.table(f"Sharpness by cover ({scale})")
    assert rows == [["Back, towel", "6", "3.5"]]


def test_no_fact_is_named_by_its_number(two_weeks: Book) -> None:
    assert not re.findall(r"\b[ABC]\d\d\b", page_of(two_weeks).words())


def test_it_says_what_it_is_not(book: Book) -> None:
    page = page_of(book)
    assert "The coach is not a medical device." in page.words()
    assert "they do not show causes or promise effects" in page.words()


def test_nothing_recorded_is_said_once() -> None:
    page = page_of(Book())
    assert "Nothing was recorded in these days." in page.words()
    assert [heading.text for heading in page.all("h2")] == ["In short", "Nothing recorded"]
    assert not page.all("figure")


def test_the_printed_page_has_margins_for_both_papers_and_repeats_its_heads(two_weeks: Book) -> None:
    style = page_of(two_weeks).all("style")[0].text or ""
    assert "@media print" in style
    assert "display: table-header-group" in style
    assert "@page { margin:" in style
    assert "size:" not in re.sub(r"[a-z]-?size:", "", style)  # A4 or Letter, as the printer has it


def test_text_and_marks_stand_out_by_day_by_night_and_in_print(two_weeks: Book) -> None:
    style = page_of(two_weeks).all("style")[0].text or ""
    light, dark, printed = (
        dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{([^}]*)\}", style)
    )
    for colours in (light, dark, light | printed):
        for ground in ("paper", "band"):
            for text in ("ink", "soft"):
                assert contrast(colours[text], colours[ground]) >= 4.5
            for mark in ("tone", "tone-2", "other"):
                assert contrast(colours[mark], colours[ground]) >= 3


def test_bars_are_as_high_as_their_weeks(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    (svg,) = (s for s in page.all("svg") if s.findtext("title") == "Minutes a week")
    bars = [float(rect.get("height", "0")) for rect in svg.iter("rect")]
    assert len(bars) == 2  # a week of nothing has none
    assert bars[1] / bars[0] == pytest.approx(54 / 17, rel=0.01)
    assert [t.text for t in svg.iter("text") if t.get("class") == "value"] == ["17", "54", "0"]


def test_the_stairs_stand_on_the_steps(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    (svg,) = (s for s in page.all("svg") if s.findtext("title") == "Ramp over time: back")
    fills = {rect.get("class") for rect in svg.iter("rect") if (rect.get("class") or "").startswith("stair")}
    assert fills == {"stair-0", "stair-1"}  # towel and T-shirt; bare skin was not reached
    height = {kind: 0.0 for kind in fills if kind}
    for rect in svg.iter("rect"):
        kind = rect.get("class") or ""
        if kind in height:
            height[kind] = max(height[kind], float(rect.get("height", "0")))
    # the towel has 3 of the 15 steps, and of the T-shirt's 5 the third was reached
    assert height["stair-0"] == pytest.approx(height["stair-1"])
    bands = [
        float(r.get("height", "0")) for r in svg.iter("rect") if (r.get("class") or "").startswith("band")
    ]
    assert height["stair-0"] == pytest.approx(bands[0]) == pytest.approx(sum(bands) / 5, abs=0.02)
    names = [t.text for t in svg.iter("text") if t.get("class") == "end"]
    assert names == ["towel", "T-shirt", "bare skin"]


def test_a_week_without_answers_breaks_the_line_of_soreness() -> None:
    first = date(2025, 9, 1)
    answered = [session(first + timedelta(n), before=6, after=2) for n in range(120)]
    gap = [s._replace(before=None) if 50 <= n < 70 else s for n, s in enumerate(answered)]
    (svg,) = (
        s
        for s in page_of(Book(sessions=tuple(gap)), last=first + timedelta(119)).all("svg")
        if "Soreness" in (s.findtext("title") or "")
    )
    assert len(list(svg.iter("polyline"))) == 4  # before and after, each in two parts
    grid = [float(line.get("y1", "0")) for line in svg.iter("line") if line.get("class") == "grid"]
    bottom, top = max(grid), min(grid)
    for kind, value in (("before mark", 6), ("after mark", 2)):
        marks = [float(c.get("cy", "0")) for c in svg.iter("circle") if c.get("class") == kind]
        points = sorted(marks)[1:]  # the first stands in the legend
        assert len(points) == 18 - 2  # of 18 weeks from a Monday on, two had no session with both answers
        assert {round((bottom - y) / (bottom - top) * 10, 1) for y in points} == {value}


def test_today_is_the_last_day_and_the_first_recorded_one_the_first(two_weeks: Book) -> None:
    page = page_of(two_weeks)
    assert page.root.findtext("body/header/p") == "Friday 20 February 2026 to Wednesday 4 March 2026"
    assert NOW.date() == date(2026, 3, 4)
