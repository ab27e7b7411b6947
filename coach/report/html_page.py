"""A report as an HTML page to read or to print: one file, without scripts, that fetches nothing."""

from __future__ import annotations

from itertools import count as counting

from coach.report.document import (
    Bars,
    Block,
    Document,
    Facts,
    Notes,
    Pairs,
    Section,
    StepSeries,
    Table,
    Words,
)
from coach.report.html_builder import HtmlBuilder, element, joined
from coach.report.html_style import STYLE
from coach.report.svg import draw, fills

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(document: Document) -> str:
    """Returns the report as one HTML file, well-formed as XML too."""
    keys = counting(1)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{document.title}, {document.period}"),
        element("style", HtmlBuilder(STYLE)),
    )
    body = element(
        "body",
        fills(),
        element(
            "header",
            element("h1", document.title),
            element("p", document.period, class_="period"),
            element("p", document.caution, class_="caution"),
        ),
        element("main", joined(_section(section, keys) for section in document.sections)),
        element("footer", element("p", document.foot)),
    )
    line_end = HtmlBuilder("\n")
    return f"<!DOCTYPE html>\n{element('html', line_end, head, line_end, body, lang='en')}\n"


def _section(section: Section, keys: counting[int]) -> HtmlBuilder:
    key = f"section-{next(keys)}"
    blocks = joined(_block(block, keys) for block in section.blocks)
    return element("section", element("h2", section.title, id=key), blocks, aria_labelledby=key)


def _block(block: Block, keys: counting[int]) -> HtmlBuilder:
    match block:
        case Words():
            return element("p", block.text)
        case Facts():
            return element("dl", *(_fact(*row) for row in block.rows))
        case Table():
            return _table(block)
        case Notes():
            items = (
                element(
                    "li",
                    element("div", note.about, class_="about"),
                    element("blockquote", note.text, dir="auto"),
                )
                for note in block.notes
            )
            return element("ul", *items, class_="notes")
        case Bars() | Pairs() | StepSeries():
            picture = draw(block, f"picture-{next(keys)}")
            return element("figure", picture, element("figcaption", block.about))


def _fact(name: str, value: str) -> HtmlBuilder:
    if value:
        return joined((element("dt", name), element("dd", value)), "")
    return joined((element("dt", name), element("dd", "\u00a0", class_="blank")), "")


def _table(table: Table) -> HtmlBuilder:
    def kind(column: int) -> str | None:
        return "figure" if column in table.figures else None

    heads = (element("th", head, scope="col", class_=kind(at)) for at, head in enumerate(table.heads))
    rows = (
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell, class_=kind(at)) for at, cell in enumerate(row[1:], 1)),
        )
        for row in table.rows
    )
    parts = (
        element("caption", table.caption),
        element("thead", element("tr", *heads)),
        element("tbody", joined(rows)),
    )
    return element("div", element("table", *parts), class_="wide")
