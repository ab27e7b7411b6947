"""The report as Markdown: the same figures, and nothing typed that is read as anything but text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coach.domain.model import Book
from coach.report.builder import report
from coach.report.html_builder import clean
from coach.report.markdown import markdown, plain
from tests.report.conftest import NOW, page_of


def test_the_tables_are_those_of_the_page(two_weeks: Book) -> None:
    text = markdown(report(two_weeks, NOW))
    page = page_of(two_weeks)
    for caption in (
        "Sessions by week",
        "Steps: back",
        "Soreness by area (0 none, 10 worst)",
        "Pauses, set by the user",
    ):
        _, _, after = text.partition(f"**{caption}**\n\n")
        rows = [line.strip("| ").split(" | ") for line in after.partition("\n\n")[0].splitlines()[2:]]
        assert rows == page.table(caption)
    assert "> The coach is not a medical device." in text


def test_a_change_reads_as_a_figure(two_weeks: Book) -> None:
    """A backslash before its sign was taken for a mistake."""
    text = markdown(report(two_weeks, NOW))
    assert "| \N{MINUS SIGN}1.4 |" in text
    worse = [s._replace(after=s.before and s.before + 2) for s in two_weeks.sessions]
    assert "| +2.0 |" in markdown(report(two_weeks._replace(sessions=tuple(worse)), NOW))


def test_notes_stay_text(two_weeks: Book) -> None:
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(markdown(report(two_weeks, NOW)))
    assert "<script" not in shown
    assert "<a " not in shown
    assert "<em>" not in shown
    assert "[x](javascript:1) *slept* well" in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    "line", ["# one", "1. one", "12) one", "- one", "+ one", "> one", "    code", "===", "| a |"]
)
def test_no_line_becomes_a_block(line: str) -> None:
    shown = MarkdownIt("commonmark").render(plain(line).strip())
    assert shown == f"<p>{line.strip().replace('>', '&gt;')}</p>\n"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_whatever_is_typed_reads_back_as_it_is(typed: str) -> None:
    (line, *_) = [*" ".join(clean(typed).split()).splitlines(), ""]
    tokens = MarkdownIt("commonmark").parse(f"x {plain(line)}")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == f"x {line}".strip()
