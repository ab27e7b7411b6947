"""What a report can be written as."""

from __future__ import annotations

from coach.report.document import Document
from coach.report.html_page import page
from coach.report.markdown import markdown

KINDS = {"html": page, "md": markdown}
"""By the ending of the file's name."""


def rendered(document: Document, kind: str) -> str:
    """Returns the report as one of `KINDS`."""
    return KINDS[kind](document)
