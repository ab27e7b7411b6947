"""A report as Markdown, with tables as GitHub writes them; pictures are left out, for tables say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.report.document import Block, Document, Facts, Notes, Table, Words
from coach.report.html_builder import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|#~!$])")
_LINE_START = re.compile(r"^(\s*(?=[-+=:]|\d+[.)](?:\s|$))\d*)([-+=:.)])", re.MULTILINE)
# At the start of a line, "-" or "1." would begin a list, an underline or a rule; a backslash prevents that.


def markdown(document: Document) -> str:
    """Returns the report as Markdown, which also reads well as plain text."""
    parts = [f"# {plain(document.title)}", plain(document.period), f"> {plain(document.caution)}"]
    for section in document.sections:
        parts.append(f"## {plain(section.title)}")
        parts += [part for block in section.blocks for part in _block(block)]
    parts += ["---", plain(document.foot)]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Returns the text with escapes, so that nothing in it is read as Markdown or HTML."""
    return _LINE_START.sub(r"\1\\\2", _inside(text))


def _inside(text: str) -> str:
    """Returns escaped text for the inside of a line, where the sign of a number needs no backslash."""
    return _SPECIAL.sub(r"\\\1", clean(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words():
            yield plain(block.text)
        case Facts():
            yield "\n".join(f"- **{plain(name)}**: {plain(value) or '______'}" for name, value in block.rows)
        case Table():
            yield f"**{plain(block.caption)}**"
            yield _table(block)
        case Notes():
            for note in block.notes:
                quoted = "\n".join(
                    f"  > {plain(line.strip())}  " if line.strip() else "  >"
                    for line in clean(note.text).splitlines()
                )
                yield f"- {plain(note.about)}:\n\n{quoted}"
        case _:
            return


def _table(table: Table) -> str:
    rules = ("---:" if at in table.figures else "---" for at in range(len(table.heads)))
    rows = [map(_inside, table.heads), rules, *(map(_inside, row) for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
