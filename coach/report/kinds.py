"""The formats that a report can be written in."""

from __future__ import annotations

from coach.report.document import Document
from coach.report.html_page import page
from coach.report.markdown import markdown

KINDS = {"html": page, "md": markdown}
"""Functions that write a report, by the suffix of the file name."""


def rendered(document: Document, kind: str) -> str:
    """Returns the report in one of the formats of `KINDS`."""
    return KINDS[kind](document)
